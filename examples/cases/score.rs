//! What came out right.

use serde::Deserialize;

use crate::calibration;

/// What the advice says of one record.
pub struct Answer {
    pub id: String,
    /// Languages by rank between the default candidates.
    pub usual: Vec<String>,
    /// Languages by rank between all candidates.
    pub among_all: Vec<String>,
    /// How often the leader of the default candidates is first, 0 to 1.
    pub first: f64,
    /// The answer as a line of JSON.
    pub line: String,
}

/// One record of a labels file.
#[derive(Clone, Deserialize)]
pub struct Label {
    id: String,
    #[serde(rename = "label")]
    language: String,
    go_or_python: bool,
    hard: bool,
}

/// One set of a pairs file: cases that differ in the fact that flips the choice.
#[derive(Deserialize)]
pub struct Set {
    cases: Vec<String>,
}

/// A label with its answer.
struct Judged<'a> {
    label: &'a Label,
    answer: &'a Answer,
}

impl Judged<'_> {
    /// Whether the true language is among the first so many: of the default candidates for a choice
    /// between Go and Python, of all candidates for any other.
    fn right(&self, depth: usize) -> bool {
        let names =
            if self.label.go_or_python { &self.answer.usual } else { &self.answer.among_all };
        names.iter().take(depth).any(|name| *name == self.label.language)
    }
}

fn judged<'a>(labels: &'a [Label], answers: &'a [Answer]) -> Vec<Judged<'a>> {
    let of = |label: &'a Label| {
        let answer = answers.iter().find(|answer| answer.id == label.id)?;
        Some(Judged { label, answer })
    };
    labels.iter().filter_map(of).collect()
}

/// Prints the totals of some labels.
pub fn tell(what: &str, labels: &[Label], answers: &[Answer]) {
    let judged = judged(labels, answers);
    let show = |what: &str, depth: usize, filter: &dyn Fn(&Label) -> bool| {
        let of: Vec<&Judged<'_>> = judged.iter().filter(|of| filter(of.label)).collect();
        let right = of.iter().filter(|of| of.right(depth)).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
        let share = 100.0 * right as f64 / of.len().max(1) as f64;
        println!("{what}: {right} of {} ({share:.0} %)", of.len());
    };
    println!("\n{what}");
    show("Go or Python", 1, &|label| label.go_or_python);
    show("Go or Python, hard", 1, &|label| label.go_or_python && label.hard);
    show("others, first", 1, &|label| !label.go_or_python);
    show("others, among the first three", 3, &|label| !label.go_or_python);
    for of in judged.iter().filter(|of| !of.right(1)) {
        let names = if of.label.go_or_python { &of.answer.usual } else { &of.answer.among_all };
        let told: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
        println!("miss: {} is {}, advised {}", of.label.id, of.label.language, told.join(", "));
    }
    let pairs = judged.iter().filter(|of| of.label.go_or_python);
    calibration::tell(&pairs.map(|of| (of.answer.first, of.right(1))).collect::<Vec<_>>());
}

/// Prints in how many sets every choice between Go and Python is right.
pub fn tell_sets(sets: &[Set], labels: &[Label], answers: &[Answer]) {
    let judged = judged(labels, answers);
    let right = |id: &String| {
        let of = judged.iter().find(|of| of.label.id == *id && of.label.go_or_python);
        of.is_none_or(|of| of.right(1))
    };
    let whole = sets.iter().filter(|set| set.cases.iter().all(&right)).count();
    println!("\nwhole sets: {whole} of {}", sets.len());
}
