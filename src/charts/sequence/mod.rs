//! `sequence`: the steps of one flow as a sequence diagram, each with the time of its answer.

mod made;

use crate::base::{Hue, Range, Unit};
use crate::forecast::responses;

pub use crate::forecast::sequence::{After, Block};
pub(super) use made::chart;

/// Name of the chart.
pub const SEQUENCE: &str = "sequence";

/// The steps of one flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// The components in the order in which they are first asked; the entry point first.
    pub lanes: Vec<Lane>,
    /// What comes from outside, such as `20 req/s`.
    pub asked: String,
    /// How long the answer of the whole flow takes.
    pub times: Times,
    /// What happens, from top to bottom.
    pub rows: Vec<Row>,
    /// Steps beyond those that are shown.
    pub left_out: usize,
}

impl Sequence {
    /// A step in a sentence: `Shop calls Cart (gRPC): half within 3 ms, 99 of 100 within 9 ms`.
    #[must_use]
    pub fn sentence(&self, of: &Arrow) -> String {
        let name = |lane: usize| self.lanes.get(lane).map_or("", |lane| lane.name.as_str());
        let does = if of.is_call { "calls" } else { "sends to" };
        let mut text = format!("{} {does} {}", name(of.from), name(of.to));
        let often = [Block::Sometimes(of.share), Block::Repeated(of.calls)];
        let often = often.into_iter().filter(|block| block.is_needed()).map(block_guard);
        let words = Some(of.words.clone()).filter(|words| !words.is_empty());
        let said: Vec<String> = words.into_iter().chain(often).collect();
        if !said.is_empty() {
            text.push_str(&format!(" ({})", said.join(", ")));
        }
        match of.times.map(|times| times.in_words()) {
            Some(Some([p50, p99])) => {
                text.push_str(&format!(": half within {p50}, 99 of 100 within {p99}"));
            }
            Some(None) => text.push_str(&format!(": {OVERLOADED}")),
            None => {}
        }
        let target = of.times.and_then(|times| times.target());
        text.push_str(&target.map_or_else(String::new, |target| format!("; {target}")));
        text + &of.remark().map_or_else(String::new, |remark| format!("; {remark}"))
    }

    /// A component in a few words: `Cart, service, Go, in Shop`.
    #[must_use]
    pub fn lane_sentence(&self, of: &Lane) -> String {
        let group = (!of.group.is_empty()).then(|| format!("in {}", of.group));
        let words = [of.name.clone(), of.kind.clone(), of.made_of.clone()].into_iter().chain(group);
        let mut told: Vec<String> = Vec::new();
        for word in words.filter(|word| !word.is_empty()) {
            if !told.contains(&word) {
                told.push(word);
            }
        }
        told.join(", ")
    }
}

/// A component that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind, which is the name of its icon, too.
    pub kind: String,
    /// What it is built or made of: a language, a technology, else its kind.
    pub made_of: String,
    /// The group it lies in; empty for none.
    pub group: String,
    /// Colour of its language, if it has one.
    pub hue: Option<Hue>,
    /// Whether it is tagged performance-sensitive.
    pub performance: bool,
    /// Whether it is tagged data-intelligent.
    pub data: bool,
}

/// A part of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A call or message.
    Arrow(Arrow),
    /// The answer to the call at this place of the rows.
    Answer(usize),
    /// Begins steps that belong together.
    Open(Block),
    /// Ends one of several branches of a block, side by side with the next.
    Beside,
    /// Ends the block that was begun last.
    Close,
    /// Ends what the answer waits for.
    Apart,
}

/// A call or message.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Place of the lane that it leaves.
    pub from: usize,
    /// Place of the lane that it goes to.
    pub to: usize,
    /// Whether the caller waits for the answer.
    pub is_call: bool,
    /// What stands at the link: its label, else its protocol; may be empty.
    pub words: String,
    /// Calls for each request of the caller that takes the link, retries aside.
    pub calls: f64,
    /// Share of the requests of the caller in which there is any.
    pub share: f64,
    /// The stage that the plan says.
    pub stage: u16,
    /// What becomes of it.
    pub after: After,
    /// How long one answer takes, with all that it waits for; none of messages, and where nothing is
    /// known.
    pub times: Option<Times>,
}

impl Arrow {
    /// What has to be said of it besides.
    #[must_use]
    pub const fn remark(&self) -> Option<&'static str> {
        match self.after {
            After::Told => None,
            After::Above => Some("as above"),
            After::Circle => Some("closes a circle"),
        }
    }

    /// Whether an answer to it is told.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.is_call && !matches!(self.after, After::Circle)
    }
}

/// How long an answer takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    /// The median time, ms.
    pub p50_ms: Range,
    /// The 99th percentile, ms.
    pub p99_ms: Range,
    /// What somebody promised of that, ms.
    pub target_ms: Option<f64>,
    /// Whether it is missed in most draws.
    pub misses: bool,
}

/// What is said in the place of times that have no limit.
pub const OVERLOADED: &str = "cannot keep up";

impl Times {
    /// Both as people read them; none where the answers take longer and longer.
    #[must_use]
    pub fn in_words(&self) -> Option<[String; 2]> {
        let [p50, p99] = [self.p50_ms.typical, self.p99_ms.typical];
        let told = |ms: f64| responses::in_words_beside(ms, p99);
        (p50.is_finite() && p99.is_finite()).then(|| [told(p50), told(p99)])
    }

    /// What was promised, in words: `target 300 ms, missed`.
    #[must_use]
    pub fn target(&self) -> Option<String> {
        let missed = if self.misses { ", missed" } else { "" };
        self.target_ms.map(|ms| format!("target {}{missed}", Unit::Ms.readable(ms)))
    }

    /// Both in a few words: `p50 3 ms, p99 9 ms`.
    #[must_use]
    pub fn told(&self) -> String {
        self.in_words()
            .map_or_else(|| OVERLOADED.to_owned(), |[p50, p99]| format!("p50 {p50}, p99 {p99}"))
    }
}

/// The flow that the name of a chart of steps asks for, `sequence:checkout`: none within where it asks
/// for whichever most needs a look, none at all where it is the name of another chart.
#[must_use]
pub fn asked_for(name: &str) -> Option<Option<&str>> {
    let rest = name.strip_prefix(SEQUENCE)?;
    if rest.is_empty() { Some(None) } else { rest.strip_prefix(':').map(Some) }
}

/// The word that stands at the corner of a block.
#[must_use]
pub const fn block_word(block: Block) -> &'static str {
    match block {
        Block::SideBySide => "par",
        Block::Repeated(_) => "loop",
        Block::Sometimes(_) => "opt",
    }
}

/// What stands beside it: how often; nothing for what is at once.
#[must_use]
pub fn block_guard(block: Block) -> String {
    match block {
        Block::SideBySide => String::new(),
        Block::Repeated(calls) => format!("{} times", crate::base::number::readable(calls)),
        Block::Sometimes(share) => {
            format!("in {} of requests", Unit::Share.readable(hundredths(share)))
        }
    }
}

/// A share in steps that people tell apart: whole hundredths, or as it is below one.
fn hundredths(share: f64) -> f64 {
    if share < 0.01 { share } else { libm::round(share * 100.0) / 100.0 }
}
