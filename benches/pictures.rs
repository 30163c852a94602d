//! The diagram of 100 components, and a chart, as pictures.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::advice;
use polyplan::catalog::Catalog;
use polyplan::charts::{Subject, component_chart, footer::footer};
use polyplan::draw::{Theme, chart, diagram, pdf, png, svg};
use polyplan::forecast::Resolved;
use polyplan::layout::{self, Scope};
use polyplan::model::Edit;
use support::{measure, plans};

fn main() {
    let mut plan = plans::plan(100, 160);
    let edits = layout::tidy(&plan, Scope::AllButByHand);
    plan.apply(Edit::Many(edits)).unwrap();
    let resolved = Resolved::new(&plan, Catalog::shipped().unwrap(), None);
    let advice = advice::of_plan(&resolved);
    let foot = footer(&resolved, "0000000");
    let theme = Theme::light();
    let scene = || {
        let diagram = diagram::of_plan(&resolved, &advice);
        diagram::scene(&diagram, &foot, theme)
    };
    let drawn = scene();
    println!("100 components: {} by {} units", drawn.size.width, drawn.size.height);
    measure("diagram of 100 components as SVG", Some(20.0), || svg::write(&scene()));
    measure("diagram of 100 components as PNG at 2×", Some(250.0), || {
        png::write(&scene(), 2.0).unwrap()
    });
    measure("diagram of 100 components as PDF", None, || pdf::write(&[scene()]).unwrap());
    let facts = resolved.components.iter().find(|facts| facts.component.is_built()).unwrap();
    let subject = Subject::new(&resolved, facts);
    let curves = component_chart(&subject, "latency-load").unwrap();
    measure("latency chart as SVG", None, || svg::write(&chart::scene(&curves, &foot, theme)));
    measure("latency chart as PNG at 2×", None, || {
        png::write(&chart::scene(&curves, &foot, theme), 2.0).unwrap()
    });
}
