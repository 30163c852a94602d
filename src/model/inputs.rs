//! The numbers that are stated for one element.

use std::collections::BTreeMap;
use std::ops::Index;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::input::Input;
use super::quantity::Quantity;

/// The numbers that are stated for one element, in the order of their inputs; absent ones are unknown.
///
/// It is read like a map, and takes no more room than what is in it: large plans have hundreds of
/// thousands of elements with a number or two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs(Vec<(Input, Quantity)>);

impl Inputs {
    /// No numbers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn place(&self, input: Input) -> Result<usize, usize> {
        self.0.binary_search_by_key(&input, |(of, _)| *of)
    }

    /// The number that is stated for an input.
    #[must_use]
    pub fn get(&self, input: &Input) -> Option<&Quantity> {
        self.place(*input).ok().map(|place| &self.0[place].1)
    }

    /// Whether one is stated.
    #[must_use]
    pub fn contains_key(&self, input: &Input) -> bool {
        self.place(*input).is_ok()
    }

    /// States a number; returns what was stated before.
    pub fn insert(&mut self, input: Input, quantity: Quantity) -> Option<Quantity> {
        match self.place(input) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, quantity)),
            Err(place) => {
                self.0.reserve_exact(1);
                self.0.insert(place, (input, quantity));
                None
            }
        }
    }

    /// Takes a number away.
    pub fn remove(&mut self, input: &Input) -> Option<Quantity> {
        self.place(*input).ok().map(|place| self.0.remove(place).1)
    }

    /// States a number or takes it away; returns what was stated before.
    pub fn set(&mut self, input: Input, quantity: Option<Quantity>) -> Option<Quantity> {
        match quantity {
            Some(quantity) => self.insert(input, quantity),
            None => self.remove(&input),
        }
    }

    /// Takes the numbers of all other inputs away.
    pub fn retain(&mut self, kept: impl Fn(Input) -> bool) {
        self.0.retain(|(input, _)| kept(*input));
    }

    /// The inputs with their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Input, &Quantity)> {
        self.0.iter().map(|(input, quantity)| (input, quantity))
    }

    /// The inputs that have a number.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Input> {
        self.0.iter().map(|(input, _)| input)
    }

    /// How many are stated.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is stated.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Index<&Input> for Inputs {
    type Output = Quantity;

    /// The number of an input that is known to have one.
    fn index(&self, input: &Input) -> &Quantity {
        match self.place(*input) {
            Ok(place) => &self.0[place].1,
            Err(_) => unreachable!("{input:?} is not stated"),
        }
    }
}

impl Extend<(Input, Quantity)> for Inputs {
    fn extend<T: IntoIterator<Item = (Input, Quantity)>>(&mut self, more: T) {
        for (input, quantity) in more {
            self.insert(input, quantity);
        }
    }
}

impl FromIterator<(Input, Quantity)> for Inputs {
    fn from_iter<T: IntoIterator<Item = (Input, Quantity)>>(all: T) -> Self {
        let mut inputs = Self::new();
        inputs.extend(all);
        inputs
    }
}

impl<const N: usize> From<[(Input, Quantity); N]> for Inputs {
    fn from(all: [(Input, Quantity); N]) -> Self {
        all.into_iter().collect()
    }
}

impl IntoIterator for Inputs {
    type Item = (Input, Quantity);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Inputs {
    type Item = (&'a Input, &'a Quantity);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (Input, Quantity)>,
        fn(&'a (Input, Quantity)) -> Self::Item,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(input, quantity)| (input, quantity))
    }
}

/// A map from inputs to numbers, as journals hold it.
impl Serialize for Inputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Inputs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = BTreeMap::<Input, Quantity>::deserialize(deserializer)?;
        Ok(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Range;

    #[test]
    fn it_is_a_map() {
        // The same steps with the map of the standard library beside it.
        let (mut ours, mut map) = (Inputs::new(), BTreeMap::new());
        let mut dice = 7_usize;
        for step in 0..2_000_u32 {
            dice = dice.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            let input = Input::ALL[(dice >> 8) % Input::ALL.len()];
            let quantity = Quantity::of(Range::exact(f64::from(step)));
            let changed = if dice.is_multiple_of(3) {
                (ours.remove(&input), map.remove(&input))
            } else {
                (ours.insert(input, quantity.clone()), map.insert(input, quantity))
            };
            assert_eq!(changed.0, changed.1);
            assert_eq!(ours.get(&input), map.get(&input));
            assert_eq!(ours.contains_key(&input), map.contains_key(&input));
            assert_eq!((ours.len(), ours.is_empty()), (map.len(), map.is_empty()));
            assert!(ours.iter().eq(&map) && ours.keys().eq(map.keys()));
        }
        let text = ron::to_string(&ours).unwrap();
        assert_eq!(text, ron::to_string(&map).unwrap());
        assert_eq!(ron::from_str::<Inputs>(&text).unwrap(), ours);
        assert_eq!(map.into_iter().rev().collect::<Inputs>(), ours);
    }
}
