//! Addresses of inputs.

use super::{ComponentId, Input, LinkId, RoleId, Scope};

/// The element that an input belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputOwner {
    /// The plan.
    Plan,
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
    /// A role.
    Role(RoleId),
}

/// Address of an input: `component/cart/external_rate`, `plan/vcpu_hour`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputRef {
    /// The element.
    pub owner: InputOwner,
    /// Which of its inputs.
    pub input: Input,
}

/// Why a text is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not the address of an input; write component/ID/INPUT, link/ID/INPUT, role/ID/INPUT or plan/INPUT"
)]
pub struct AddressError(pub String);

impl InputRef {
    /// Address of an input of a component.
    #[must_use]
    pub const fn component(id: ComponentId, input: Input) -> Self {
        Self { owner: InputOwner::Component(id), input }
    }

    /// Address of an input of the plan.
    #[must_use]
    pub const fn plan(input: Input) -> Self {
        Self { owner: InputOwner::Plan, input }
    }

    /// Whether the input exists for this sort of element.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        matches!(
            (&self.owner, self.input.scope()),
            (InputOwner::Plan, Scope::Plan)
                | (InputOwner::Component(_), Scope::Component)
                | (InputOwner::Link(_), Scope::Link)
                | (InputOwner::Role(_), Scope::Role)
        )
    }
}

impl std::fmt::Display for InputRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.owner {
            InputOwner::Plan => write!(f, "plan/{}", self.input.word()),
            InputOwner::Component(id) => write!(f, "component/{id}/{}", self.input.word()),
            InputOwner::Link(id) => write!(f, "link/{id}/{}", self.input.word()),
            InputOwner::Role(id) => write!(f, "role/{id}/{}", self.input.word()),
        }
    }
}

impl std::str::FromStr for InputRef {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let fail = || AddressError(text.chars().take(80).collect());
        let mut parts = text.split('/');
        let owner = match parts.next() {
            Some("plan") => InputOwner::Plan,
            Some(sort @ ("component" | "link" | "role")) => {
                let id = parts.next().ok_or_else(fail)?;
                match sort {
                    "component" => ComponentId::new(id).map(InputOwner::Component),
                    "link" => LinkId::new(id).map(InputOwner::Link),
                    _ => RoleId::new(id).map(InputOwner::Role),
                }
                .map_err(|_| fail())?
            }
            _ => return Err(fail()),
        };
        let input = parts.next().and_then(Input::from_word).ok_or_else(fail)?;
        let address = Self { owner, input };
        (parts.next().is_none() && address.is_well_formed()).then_some(address).ok_or_else(fail)
    }
}

crate::serde_text!(InputRef, address => address, text => text.parse());
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back() {
        for text in
            ["plan/vcpu_hour", "component/cart/p99_target", "link/a-b/calls", "role/dev/headcount"]
        {
            assert_eq!(text.parse::<InputRef>().map(|a| a.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["plan/calls", "component/cart", "component/Cart/work", "x/y/z", "", "plan/horizon/x"]
        {
            assert!(text.parse::<InputRef>().is_err(), "{text}");
        }
    }
}
