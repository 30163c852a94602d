//! Plans in another currency than the dollar: what the catalog's prices come to, and what is told.

use polyplan::advice;
use polyplan::base::{Currency, Unit};
use polyplan::forecast::{Outlook, Resolved, outlook};
use polyplan::model::{Edit, Exchange, Input, PlanChange};

use super::sketch::{Sketch, catalog};
use super::totals::close;

/// A currency of which a dollar costs so much.
fn at(sketch: Sketch, currency: Currency, per_dollar: f64) -> Sketch {
    let exchange = Exchange { currency, per_dollar, as_of: None };
    sketch.edit(Edit::Plan(PlanChange::Exchange(Some(exchange))))
}

fn cost(sketch: &Sketch) -> Outlook {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    outlook::of_plan(&resolved, &[&assignment])[0]
}

/// Three services at a load that shows in the bill, without a price of their own.
fn shop() -> Sketch {
    Sketch::services(&["web", "cart", "search"])
        .calls("web", "cart")
        .calls("web", "search")
        .states("component/web/external_rate", "2000 req/s")
}

/// Money of which no part is stated is a multiple of what it is in dollars; nothing else changes.
#[test]
fn what_is_assumed_costs_its_dollars_at_the_rate() {
    let dollars = cost(&shop());
    for (currency, rate) in [(Currency::Eur, 0.5), (Currency::Jpy, 128.0), (Currency::Chf, 0.93)] {
        let sketch = at(shop(), currency, rate);
        let found = cost(&sketch);
        for (found, in_dollars) in [
            (found.cost.low, dollars.cost.low),
            (found.cost.typical, dollars.cost.typical),
            (found.cost.high, dollars.cost.high),
            (found.build, dollars.build),
            (found.run, dollars.run),
            (found.monthly.typical, dollars.monthly.typical),
        ] {
            close(found, in_dollars * rate);
        }
        assert_eq!(found.weeks, dollars.weeks);
        assert_eq!(found.servers.to_bits(), dollars.servers.to_bits());
        let verdicts = |sketch: &Sketch| -> Vec<_> {
            let resolved = Resolved::new(&sketch.0, catalog(), None);
            let advice = advice::of_plan(&resolved).into_iter();
            advice.map(|(id, of)| (id, of.verdict, of.ranking[0].language.clone())).collect()
        };
        assert_eq!(verdicts(&sketch), verdicts(&shop()), "{currency:?}");
    }
}

/// Ten person-weeks at 1,000 a week are 10,000 in whatever currency that is.
#[test]
fn what_is_stated_keeps_its_number() {
    let euros = at(super::totals::api().compares(&["python-async"]), Currency::Eur, 0.86);
    let found = cost(&euros);
    close(found.build, 10.0 * 1000.0);
    // 10 ms with the stack's own; 100/s keep one processor busy, two at 50 %, each for 0.1 an hour.
    close(found.monthly.typical, 2.0 * 0.1 * 730.0);
    assert_eq!(Unit::Money.readable(found.build), "€10,000");
}

#[test]
fn sentences_tell_the_currency_of_the_plan() {
    let euros = at(shop(), Currency::Eur, 0.86);
    let resolved = Resolved::new(&euros.0, catalog(), None);
    let price = resolved.economic(Input::VcpuHour).unwrap().range;
    // 0.018..0.032..0.036 $ in the catalog.
    close(price.typical, 0.032 * 0.86);
    assert_eq!(price.readable(Unit::MoneyPerHour), "€0.0155..0.0275..0.031/h");
    let advice = advice::of_plan(&resolved);
    let texts: Vec<&str> = advice
        .iter()
        .flat_map(|(_, of)| of.reasons.iter().chain(&of.against))
        .map(|reason| reason.text.as_str())
        .collect();
    assert!(texts.iter().all(|text| !text.contains('$')), "{texts:?}");
    // The catalog's own figures are dollars all the same.
    let figure = &catalog().economics[&Input::VcpuHour];
    assert_eq!(figure.readable(), "$0.018..0.032..0.036/h");
    // The next plan is told in its own.
    let dollars = shop();
    let _resolved = Resolved::new(&dollars.0, catalog(), None);
    assert_eq!(Unit::Money.readable(5.0), "$5");
}

/// A currency is left as it was where a rate is none, and the dollar needs none.
#[test]
fn no_rate_is_no_currency() {
    for (currency, rate) in [
        (Currency::Usd, 1.0),
        (Currency::Eur, 0.0),
        (Currency::Eur, f64::NAN),
        (Currency::Eur, -1.0),
    ] {
        let sketch = at(shop(), currency, rate);
        assert_eq!(sketch.0.exchange, None);
        assert_eq!(sketch.0.currency(), Currency::Usd);
    }
}
