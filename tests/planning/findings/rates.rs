//! Rules on the rates that flow along links.

use polyplan::model::{Answers, ComponentChange, Edit, LinkStyle, Traffic};

use super::super::sketch::Sketch;
use super::{api, rule};

#[test]
fn rates_along_links() {
    let sends = |own: &str| {
        let sketch = Sketch::services(&["api", "store"])
            .calls("api", "store")
            .states("component/api/external_rate", "400 req/s")
            .states("link/api-store/calls", "1")
            .states("link/api-store/retries", "0");
        if own.is_empty() { sketch } else { sketch.states("component/store/external_rate", own) }
    };
    rule(
        "rate-counted-twice",
        &[("the rate that callers send", sends("400 req/s"), "store: 800 req/s in all")],
        &[
            ("nothing of its own", sends("")),
            ("a little from outside", sends("20 req/s")),
            ("a lot from outside", sends("5000 req/s")),
            (
                "a message moved now and then",
                sends("400 req/s")
                    .style("api-store", LinkStyle::Bulk)
                    .edit(Edit::Input("link/api-store/calls".parse().unwrap(), None)),
            ),
        ],
    );
    let answered = |sketch: Sketch, traffic| {
        let traffic = Answers { traffic: Some(traffic), ..Answers::default() };
        sketch.but("store", ComponentChange::Answers(traffic))
    };
    let unstated = || sends("").edit(Edit::Input("link/api-store/calls".parse().unwrap(), None));
    rule(
        "rate-against-links",
        &[
            (
                "a handful, but callers send 400",
                answered(sends(""), Traffic::Few),
                "store: 400 req/s",
            ),
            (
                "thousands, but callers send 400",
                answered(sends(""), Traffic::Huge),
                "store: 400 req/s",
            ),
            ("calls that nobody counted", answered(unstated(), Traffic::Few), "store: a handful"),
        ],
        &[
            ("hundreds", answered(sends(""), Traffic::Busy)),
            ("no answer", sends("")),
            ("a caller nobody knows", {
                let sketch = Sketch::services(&["api", "store"]).calls("api", "store");
                answered(sketch, Traffic::Huge)
            }),
        ],
    );
}

#[test]
fn absurd_rate() {
    let calls = |count: &str| {
        Sketch::services(&["a", "b", "c", "d"])
            .links(&[("a", "b"), ("b", "c"), ("c", "d")])
            .states("component/a/external_rate", "1000 req/s")
            .states("link/a-b/calls", count)
            .states("link/b-c/calls", count)
    };
    rule(
        "absurd-rate",
        &[
            ("two hundred calls in two steps", calls("200"), "c: calls multiply"),
            (
                "a stated rate",
                api().states("component/api/external_rate", "5e7 req/s"),
                "api: 50,000,000 req/s",
            ),
        ],
        &[("three calls in two steps", calls("3"))],
    );
}
