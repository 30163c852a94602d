//! What the people of a role have to do beside one of their components.

use crate::catalog::Candidate;
use crate::forecast::people::Load;
use crate::forecast::totals::Part;

/// The loads of a role before and after each of its components, so that one of them can be changed
/// without adding all of them again.
pub(super) fn others(
    crews: &[Vec<usize>],
    built: &[Option<(&Candidate, Part)>],
) -> Vec<Option<[Load; 2]>> {
    let mut others = vec![None; built.len()];
    let task = |place: usize| built[place].as_ref().map(|(_, part)| part.task);
    for crew in crews {
        let mut load = Load::default();
        for &place in crew {
            others[place] = Some([load.clone(), Load::default()]);
            if let Some(task) = task(place) {
                load.add(&task);
            }
        }
        let mut after = Load::default();
        for &place in crew.iter().rev() {
            if let Some([_, of]) = &mut others[place] {
                of.clone_from(&after);
            }
            if let Some(task) = task(place) {
                after = Load::of(&[task]).and(&after);
            }
        }
    }
    others
}
