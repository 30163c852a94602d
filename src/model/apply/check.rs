//! What an edit may refer to and state.

use super::{EditError, missing};
use crate::base::{Range, RangeError};
use crate::model::inputs::Inputs;
use crate::model::plan::{Placement, Plan};
use crate::model::quantity::Quantity;
use crate::model::{ComponentId, GroupId, RoleId};
use crate::model::{InputOwner, InputRef};

/// Largest factor that a scenario may put on the load.
pub const MAX_LOAD_FACTOR: f64 = 1e6;

/// Farthest from the origin that a card may lie, in plan units.
pub const MAX_COORDINATE: f64 = 1e7;

/// Largest extent of a card, in plan units.
pub const MAX_CARD: f64 = 1e4;

impl Plan {
    pub(super) fn require_component(&self, id: &ComponentId) -> Result<(), EditError> {
        if self.components.contains_key(id) { Ok(()) } else { Err(missing("component", id)) }
    }

    pub(super) fn require_group(&self, id: Option<&GroupId>) -> Result<(), EditError> {
        match id {
            Some(id) if !self.groups.contains_key(id) => Err(missing("group", id)),
            _ => Ok(()),
        }
    }

    pub(super) fn require_role(&self, id: Option<&RoleId>) -> Result<(), EditError> {
        match id {
            Some(id) if !self.roles.contains_key(id) => Err(missing("role", id)),
            _ => Ok(()),
        }
    }

    /// The element that an address names exists.
    pub(super) fn require_owner(&self, address: &InputRef) -> Result<(), EditError> {
        match self.inputs_of(&address.owner) {
            Some(_) => Ok(()),
            None => Err(missing("input", address)),
        }
    }
}

pub(super) fn check_load(load: f64, scenario: &str) -> Result<(), EditError> {
    if (0.0..=MAX_LOAD_FACTOR).contains(&load) {
        return Ok(());
    }
    Err(EditError::BadNumber {
        address: format!("scenario/{scenario}/load"),
        error: RangeError::OutOfBounds {
            value: format!("{load}"),
            low: "0".to_owned(),
            high: "1,000,000".to_owned(),
        },
    })
}

pub(super) fn check_placement(
    id: &ComponentId,
    placement: Option<&Placement>,
) -> Result<(), EditError> {
    let fits = |placement: &Placement| {
        let Placement { at, size, .. } = placement;
        let near = |x: f64| x.is_finite() && x.abs() <= MAX_COORDINATE;
        let sized = |x: f64| x.is_finite() && x > 0.0 && x <= MAX_CARD;
        near(at.x) && near(at.y) && sized(size.width) && sized(size.height)
    };
    if placement.is_none_or(fits) { Ok(()) } else { Err(EditError::BadPlace(id.clone())) }
}

pub(super) fn check_quantity(
    address: &InputRef,
    quantity: Option<&Quantity>,
) -> Result<(), EditError> {
    match quantity {
        Some(quantity) => check_range(address, quantity.range),
        None if address.is_well_formed() => Ok(()),
        None => Err(missing("input", address)),
    }
}

pub(super) fn check_range(address: &InputRef, range: Range) -> Result<(), EditError> {
    if !address.is_well_formed() {
        return Err(missing("input", address));
    }
    let bad = |error| EditError::BadNumber { address: address.to_string(), error };
    address.input.check(range).map_err(bad)
}

pub(super) fn check_inputs(inputs: &Inputs, owner: &InputOwner) -> Result<(), EditError> {
    for (&input, quantity) in inputs {
        check_quantity(&InputRef { owner: owner.clone(), input }, Some(quantity))?;
    }
    Ok(())
}
