//! Levers and flip points in words.

use super::{Flip, Lever, Swing};
use crate::advice::criteria::TABLE;
use crate::base::number;
use crate::model::{Input, LanguageId};

impl Swing {
    /// What is moved, for people: `peak load`, `weight of run cost`.
    #[must_use]
    pub fn name(&self) -> String {
        match self.lever {
            Lever::Input(Input::ExternalRate) => "peak load".to_owned(),
            Lever::Input(Input::CpuTime) => "CPU time per request in CPython".to_owned(),
            Lever::Input(input) => input.label().to_owned(),
            Lever::Weight(place) => {
                format!("weight of “{}”", TABLE.get(place).map_or("", |row| row.label))
            }
        }
    }

    /// A value of the lever for people: `140 req/s`, `0.4 times`.
    #[must_use]
    pub fn readable(&self, value: f64) -> String {
        match self.lever {
            Lever::Input(input) => input.unit().readable(value),
            Lever::Weight(_) => format!("{} times", number::rough(value)),
        }
    }

    /// A verb for what is moved: connections rise, peak load rises.
    fn verb(&self, one: &str) -> String {
        match self.lever {
            Lever::Input(Input::Connections | Input::Contributors) => {
                one.trim_end_matches('s').to_owned()
            }
            _ => one.to_owned(),
        }
    }

    /// The flips in words, to follow the leader's name: `until peak load falls below 140 req/s,
    /// then either; below 20 req/s Python`. At most one for each direction.
    #[must_use]
    pub fn sentences(&self, name_of: impl Fn(&LanguageId) -> String) -> Vec<String> {
        let outcome =
            |flip: &Flip| flip.winner.as_ref().map_or_else(|| "either".to_owned(), &name_of);
        let say = |flips: &[Flip], verb: &str, way: &str| {
            let (first, rest) = flips.split_first()?;
            let (what, at) = (self.name(), self.readable(first.at));
            let until = match self.lever {
                Lever::Weight(_) => format!("until the {what} is {at} what it is"),
                Lever::Input(_) => format!("until {what} {} {way} {at}", self.verb(verb)),
            };
            let mut text = format!("{until}, then {}", outcome(first));
            for flip in rest {
                let at = self.readable(flip.at);
                text.push_str(&match self.lever {
                    Lever::Weight(_) => format!("; at {at} {}", outcome(flip)),
                    Lever::Input(_) => format!("; {way} {at} {}", outcome(flip)),
                });
            }
            Some(text)
        };
        [say(&self.below, "falls", "below"), say(&self.above, "rises", "above")]
            .into_iter()
            .flatten()
            .collect()
    }
}
