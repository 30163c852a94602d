//! Plans that start from a template.

use polyplan::files::{self, templates};

use crate::desk::Desk;

/// Each is written under the name of its file, and there is nothing to be said against it.
#[test]
fn every_template_starts_a_plan_that_is_clean() {
    let desk = Desk::new();
    for text in templates::TEXTS {
        let name = format!("our-{}.plan.ron", text.word);
        desk.succeeds(&["new", &name, "--template", text.word]);
        assert_eq!(desk.succeeds(&["check", "--strict", &name]), "No findings.\n", "{name}");
        let plan = files::load(&desk.path(&name)).unwrap().plan;
        assert_eq!(plan.name, format!("our-{}", text.word));
        let template = templates::from_word(text.word).unwrap().plan;
        assert_eq!(plan.components, template.components);
    }
}

#[test]
fn templates_are_listed_and_a_wrong_one_is_answered_with_them() {
    let desk = Desk::new();
    let help = desk.succeeds(&["new", "--help"]);
    for text in templates::TEXTS {
        assert!(help.contains(&format!("- {}:", text.word)), "{help}");
    }
    desk.fails(&["new", "shop.plan.ron", "--template", "web"], "web-product");
    assert!(!desk.path("shop.plan.ron").exists());
    desk.succeeds(&["new", "a.plan.ron", "--template", "iot", "--name", "Pumps"]);
    assert_eq!(files::load(&desk.path("a.plan.ron")).unwrap().plan.name, "Pumps");
}
