//! The real program where there is no display.

use crate::desk::Desk;

#[test]
fn without_a_display_one_plain_line_says_what_works() {
    let desk = Desk::new();
    for (plan, display) in [(None, ""), (Some("gone.plan.ron"), ""), (None, ":65123")] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_polyplan"))
            .args(plan)
            .env("DISPLAY", display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("POLYPLAN_HOME", desk.home())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        let why = if display.is_empty() { "no display" } else { "the display let no window open" };
        assert!(said.contains(why) && said.contains("polyplan report PLAN"), "{said}");
        assert!(!said.contains(".rs") && !said.contains('/'), "a source file is named: {said}");
        assert!(output.stdout.is_empty());
    }
    assert!(!desk.home().exists(), "nothing was kept, for nothing was done");
}
