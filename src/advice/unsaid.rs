//! What nobody has said and is no number, drawn like the numbers: how much rests on Python's
//! libraries, how it is shipped, what the maintainers know.
//!
//! The shares are judgement. What kind and tag assume is the likeliest, and the likelier the more the
//! kind says of itself.

use crate::catalog::Candidate;
use crate::forecast::Facts;
use crate::forecast::sample::draw;
use crate::model::{Kind, LanguageId, LibraryNeed, Shipping, Skill};

/// Share of draws in which what is unknown of the maintainers stays out of it: they know what is
/// chosen.
const KNOW_EITHER: f64 = 0.5;

/// The draws of one component.
pub(super) struct Unsaid<'a> {
    libraries: Option<[(LibraryNeed, f64); 3]>,
    shipping: Option<[(Shipping, f64); 3]>,
    /// Languages that may be known; none where it was said.
    known: Vec<&'a LanguageId>,
    addresses: [u32; 3],
}

impl<'a> Unsaid<'a> {
    pub(super) fn of(facts: &Facts<'_>, candidates: &[&'a Candidate]) -> Self {
        let id = &facts.component.id;
        let mut known: Vec<&LanguageId> = candidates.iter().map(|of| &of.language).collect();
        known.sort();
        known.dedup();
        Self {
            libraries: (!facts.python_libraries_stated).then(|| libraries(facts)),
            shipping: if facts.shipping_stated { None } else { shipping(facts) },
            known: if facts.known.is_empty() { known } else { Vec::new() },
            addresses: ["python_libraries", "shipping", "known"]
                .map(|word| draw::address(&format!("component/{id}/{word}"))),
        }
    }

    /// The facts with what was not said as it is in a draw.
    pub(super) fn drawn<'f>(&self, facts: &Facts<'f>, number: u32) -> Facts<'f> {
        let mut drawn = facts.clone();
        let [libraries, shipping, known] =
            self.addresses.map(|address| draw::probability(address, number));
        if let Some(shares) = &self.libraries {
            drawn.python_libraries = at(shares, libraries);
        }
        if let Some(shares) = &self.shipping {
            drawn.shipping = at(shares, shipping);
        }
        if !self.known.is_empty() && known > KNOW_EITHER {
            // An equal share for each language.
            #[expect(clippy::cast_precision_loss, reason = "a handful of languages")]
            let count = self.known.len() as f64;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between nothing and the number of languages"
            )]
            let place = (count * (known - KNOW_EITHER) / (1.0 - KNOW_EITHER)) as usize;
            if let Some(language) = self.known.get(place) {
                drawn.known = vec![((*language).clone(), Skill::Working)];
            }
        }
        drawn
    }
}

/// The choice at a probability.
fn at<T: Copy>(shares: &[(T, f64); 3], probability: f64) -> T {
    let mut sum = 0.0;
    for (choice, share) in shares {
        sum += share;
        if probability < sum {
            return *choice;
        }
    }
    shares[0].0
}

fn libraries(facts: &Facts<'_>) -> [(LibraryNeed, f64); 3] {
    use LibraryNeed::{Central, No, Some};
    let kind_says =
        matches!(facts.component.kind, Kind::ModelTraining | Kind::ModelServing | Kind::Analysis);
    match facts.python_libraries {
        Central if kind_says => [(Central, 0.85), (Some, 0.12), (No, 0.03)],
        Central => [(Central, 0.6), (Some, 0.25), (No, 0.15)],
        Some => [(Some, 0.6), (No, 0.2), (Central, 0.2)],
        No => [(No, 0.85), (Some, 0.12), (Central, 0.03)],
    }
}

/// None where nothing else is likely, or where it decides whether servers run it.
fn shipping(facts: &Facts<'_>) -> Option<[(Shipping, f64); 3]> {
    use Shipping::{Cluster, EveryHost, Installed, PythonEnvironment, Server, Serverless};
    let shares = match facts.shipping {
        Server => [(Server, 0.9), (Serverless, 0.1), (Cluster, 0.0)],
        Cluster => [(Cluster, 0.85), (Server, 0.15), (Serverless, 0.0)],
        Installed => [(Installed, 0.75), (PythonEnvironment, 0.15), (EveryHost, 0.1)],
        EveryHost => [(EveryHost, 0.9), (Server, 0.1), (Installed, 0.0)],
        _ => return None,
    };
    let servers = |shipping| {
        let mut shipped = facts.clone();
        shipped.shipping = shipping;
        shipped.has_servers()
    };
    let same =
        shares.iter().all(|(of, share)| *share <= 0.0 || servers(*of) == facts.has_servers());
    same.then_some(shares)
}
