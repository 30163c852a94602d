//! Prices, horizon and the like of a plan, with what is worked out of them once.

use std::sync::{Arc, OnceLock};

use super::facts::Value;
use super::totals::Shared;
use crate::model::Input;

/// Values of the inputs of the whole plan, by their index.
pub(super) type Economic = [Option<Value>; Input::ALL.len()];

/// Prices, horizon and the like.
#[derive(Clone, Debug)]
pub(super) struct Economics {
    values: Economic,
    /// What all components share at the medians, where it is known: in a draw.
    shared: Option<Shared>,
    /// The draws behind everything that is told, once somebody asked for them.
    told: OnceLock<Arc<[Self]>>,
}

impl Economics {
    /// Of these values.
    pub fn new(values: &Economic) -> Self {
        Self { values: *values, shared: None, told: OnceLock::new() }
    }

    /// Of these values, with what components share under them and the catalog that goes with them.
    pub fn with(values: &Economic, shared: &Shared) -> Self {
        Self { shared: Some(*shared), ..Self::new(values) }
    }

    /// The values.
    pub const fn values(&self) -> &Economic {
        &self.values
    }

    /// What components share at the medians, if it is at hand.
    pub const fn shared(&self) -> Option<&Shared> {
        self.shared.as_ref()
    }

    /// Puts another value in the place of one.
    pub fn set(&mut self, input: Input, value: Value) {
        let mut values = self.values;
        values[input.index()] = Some(value);
        *self = Self::new(&values);
    }

    /// The draws behind everything that is told, made by `make` the first time.
    pub fn told(&self, make: impl FnOnce() -> Vec<Self>) -> &Arc<[Self]> {
        self.told.get_or_init(|| make().into())
    }
}
