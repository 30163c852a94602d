//! What is told: a thing with its value, and which output says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::Figure;

/// For which languages, of what, which number: `as decided`, `cart`, `p99`. An empty second part is
/// the whole plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    pub whose: String,
    pub of: String,
    pub measure: String,
}

#[derive(Clone, Debug)]
struct Told {
    output: &'static str,
    figure: Figure,
}

/// Everything that the outputs of one plan tell.
#[derive(Default)]
pub struct Voice {
    told: BTreeMap<Thing, Vec<Told>>,
}

impl Voice {
    pub fn say(
        &mut self,
        output: &'static str,
        whose: &str,
        of: &str,
        measure: &str,
        figure: Option<Figure>,
    ) {
        let Some(figure) = figure else { return };
        let [whose, of, measure] = [whose, of, measure].map(str::to_owned);
        let thing = Thing { whose, of, measure };
        self.told.entry(thing).or_default().push(Told { output, figure });
    }

    /// What two outputs tell differently.
    pub fn disagreements(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (thing, all) in &self.told {
            for (place, one) in all.iter().enumerate() {
                for other in &all[place + 1..] {
                    if !one.figure.agrees(&other.figure) {
                        found.push(format!(
                            "{} {} {}: {} in {}, {} in {}",
                            thing.whose,
                            thing.of,
                            thing.measure,
                            one.figure.text,
                            one.output,
                            other.figure.text,
                            other.output
                        ));
                    }
                }
            }
        }
        found
    }

    /// Totals that stand with their parts in one output, by output; and those of them that are not the
    /// sum of the parts.
    pub fn sums(&self) -> (BTreeMap<&'static str, usize>, Vec<String>) {
        let (mut found, mut wrong) = (BTreeMap::new(), Vec::new());
        for (thing, all) in self.told.iter().filter(|(thing, _)| thing.measure == "horizon") {
            for total in all {
                let part = |measure: &str| {
                    let of = Thing { measure: measure.to_owned(), ..thing.clone() };
                    let told = self.told.get(&of)?;
                    Some(&told.iter().find(|told| told.output == total.output)?.figure)
                };
                let parts = ["build", "learn", "run", "maintain", "beyond"].map(part);
                // Without what is beyond them the parts are no table of a total.
                let Some(parts) = parts.into_iter().collect::<Option<Vec<_>>>() else { continue };
                *found.entry(total.output).or_default() += 1;
                if !total.figure.is_sum_of(&parts) {
                    wrong.push(format!("{} {}: {:?}", thing.whose, thing.of, total));
                }
            }
        }
        (found, wrong)
    }

    /// The outputs that told something that another one tells as well.
    pub fn compared(&self) -> BTreeSet<&'static str> {
        let outputs = |all: &Vec<Told>| all.iter().map(|of| of.output).collect::<BTreeSet<_>>();
        self.told.values().map(outputs).filter(|of| of.len() > 1).flatten().collect()
    }

    /// How many things several outputs tell, by measure.
    pub fn shared(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for (thing, all) in &self.told {
            if all.iter().any(|of| of.output != all[0].output) {
                *found.entry(thing.measure.as_str()).or_default() += 1;
            }
        }
        found
    }
}
