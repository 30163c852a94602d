//! The front of whole-plan assignments, exact and searched for.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::advice::front;
use polyplan::catalog::Catalog;
use polyplan::forecast::Resolved;
use polyplan::model::LanguageId;
use support::{measure, plans};

fn main() {
    let catalog = Catalog::shipped().unwrap();
    let candidate = |id: &str| Some(catalog.candidate_of(&LanguageId::new(id).ok()?)?.id.clone());
    for (size, languages, target) in [
        (12, &["go", "python"][..], None),
        (30, &["go", "python", "rust", "java"], Some(300.0)),
        (100, &["go", "python"], None),
    ] {
        let mut plan = plans::plan(size, 2 * size);
        plan.candidates = languages.iter().filter_map(|id| candidate(id)).collect();
        assert_eq!(plan.candidates.len(), languages.len());
        let resolved = Resolved::new(&plan, catalog, None);
        let name = format!("front of {size} × {}", languages.len());
        measure(&name, target, || front::front(&resolved));
        let found = front::front(&resolved);
        println!("  {} members, gap {:.2} %", found.choices.len(), 100.0 * found.gap);
    }
}
