//! Which state of which plan something is of.

/// Which state of which plan this is, in memory; not part of what a plan means. No two states of the
/// plans that a session has open one after the other share one, so what is derived of a state is
/// kept by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Which plan it is of those that were opened.
    pub document: u64,
    /// Rises with every change of meaning.
    pub meaning: u64,
    /// Rises with every change of placement.
    pub placement: u64,
}

impl Version {
    /// The version of what the plan means, which placement does not change.
    #[must_use]
    pub const fn meaning(self) -> Meaning {
        Meaning { document: self.document, meaning: self.meaning }
    }
}

/// Which state of which plan this is, placement left aside; see [`Version`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    document: u64,
    meaning: u64,
}
