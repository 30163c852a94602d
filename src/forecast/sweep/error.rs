//! Why a sweep cannot be made, and what to do instead.

use super::{SweepRequest, Swept, movable};
use crate::base::RangeError;
use crate::forecast::resolve::Resolved;
use crate::model::AddressError;
use crate::model::{Component, ComponentId, InputOwner, InputRef, Plan, RoleId};

/// Most ids that a message lists.
const LISTED: usize = 12;

/// Why there is no sweep.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SweepError {
    /// The text is no address.
    #[error("{0}; or `months` for the growth over months from now")]
    Address(AddressError),
    /// The plan lacks the element of an address.
    #[error("the plan has nothing at `{address}`; {known}")]
    NoOwner {
        /// The address.
        address: InputRef,
        /// What the plan has of the sort.
        known: String,
    },
    /// No languages are compared for the component.
    #[error("`{component}` is no component that the team builds, so nothing is compared; {known}")]
    NotBuilt {
        /// The component.
        component: ComponentId,
        /// Those that are built.
        known: String,
    },
    /// Nothing says where the number lies.
    #[error(
        "nothing above zero is planned or assumed for `{0}`; say with --from and --to between which values to sweep it"
    )]
    NoEnds(Swept),
    /// An end makes no sense for the number.
    #[error("{0}; choose ends within that")]
    Ends(RangeError),
    /// The ends are in the wrong order.
    #[error("the sweep must rise, but {from} is not below {to}")]
    Order {
        /// The lower end.
        from: String,
        /// The upper end.
        to: String,
    },
    /// No number depends on what is swept.
    #[error("`{swept}` moves no number of `{component}` between these ends; {hint}")]
    NoEffect {
        /// What was swept.
        swept: Swept,
        /// The component.
        component: ComponentId,
        /// What to choose instead.
        hint: String,
    },
}

impl SweepError {
    pub(super) fn no_owner(plan: &Plan, address: &InputRef) -> Self {
        let known = match &address.owner {
            InputOwner::Plan => "write plan/INPUT".to_owned(),
            InputOwner::Component(_) => listed("components", plan.components.keys()),
            InputOwner::Link(_) => listed("links", plan.links.keys()),
            InputOwner::Role(_) => listed("roles", plan.roles.keys()),
        };
        Self::NoOwner { address: address.clone(), known }
    }

    pub(super) fn not_built(plan: &Plan, component: &ComponentId) -> Self {
        let built = plan.components.values().filter(|component| component.is_built());
        let known = listed("built components", built.map(|component| &component.id));
        Self::NotBuilt { component: component.clone(), known }
    }

    pub(super) fn no_effect(resolved: &Resolved<'_>, request: &SweepRequest) -> Self {
        let plan = resolved.plan;
        let SweepRequest { swept, component, .. } = request;
        let owner = match swept {
            Swept::Months => None,
            Swept::Input(address) => Some(&address.owner),
        };
        let hint = match owner {
            None => format!("state component/{component}/growth and a rate"),
            Some(InputOwner::Component(id)) if id != component => {
                format!("choose {id} itself or a component that it calls")
            }
            Some(InputOwner::Link(id)) => match plan.links.get(id) {
                Some(link) if link.to != *component => {
                    format!("choose {} or a component that it calls", link.to)
                }
                _ => "choose another number".to_owned(),
            },
            Some(InputOwner::Role(id)) => instead_of_role(resolved, request, id),
            Some(InputOwner::Component(_) | InputOwner::Plan) => {
                "choose another number or wider ends".to_owned()
            }
        };
        Self::NoEffect { swept: swept.clone(), component: component.clone(), hint }
    }
}

/// What to choose where a number of a role moves nothing of a component: a component of the role that it
/// moves, else the whole plan.
fn instead_of_role(resolved: &Resolved<'_>, request: &SweepRequest, role: &RoleId) -> String {
    let components = resolved.plan.components.values();
    let owned = |of: &&Component| of.is_built() && of.owner.as_ref() == Some(role);
    let owned: Vec<&ComponentId> = components.filter(owned).map(|of| &of.id).collect();
    if owned.is_empty() {
        return "choose another number".to_owned();
    }
    let moved = owned.into_iter().filter(|id| **id != request.component);
    let moved: Vec<&ComponentId> =
        moved.filter(|id| movable::moves(resolved, id, &request.swept)).collect();
    if moved.is_empty() {
        return "it counts for the plan as a whole, so state it in a scenario and compare that"
            .to_owned();
    }
    format!("choose a component of that role; {}", listed("components", moved))
}

/// What there is of a sort: `it has the links a-b, b-c`.
fn listed<I: ToString>(sort: &str, ids: impl IntoIterator<Item = I>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    match ids.len() {
        0 => format!("it has no {sort}"),
        count if count > LISTED => {
            let some = ids[..LISTED].join(", ");
            format!("it has the {sort} {some} and {} more", count - LISTED)
        }
        _ => format!("it has the {sort} {}", ids.join(", ")),
    }
}
