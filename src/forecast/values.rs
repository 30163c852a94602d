//! The numbers of one component by input.

use super::facts::Value;
use crate::model::Input;

/// What is known or assumed of each input of a component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values([Option<Value>; Input::OF_COMPONENT]);

impl Values {
    /// Nothing is known.
    pub const NONE: Self = Self([None; Input::OF_COMPONENT]);

    /// The value of an input; none of what belongs to no component.
    pub fn of(&self, input: Input) -> Option<Value> {
        self.0.get(input.index()).copied().flatten()
    }

    /// Makes a value known.
    pub fn set(&mut self, input: Input, value: Value) {
        if let Some(place) = self.0.get_mut(input.index()) {
            *place = Some(value);
        }
    }

    /// The value of an input to be changed, if it is known.
    pub fn of_mut(&mut self, input: Input) -> Option<&mut Value> {
        self.0.get_mut(input.index())?.as_mut()
    }
}
