//! Sets that grow together: Tarjan, "Efficiency of a good but not linear set union algorithm", Journal
//! of the ACM 22 (1975), with paths halved.

/// The least member of the set of each of `0..count`.
pub(super) struct Union(Vec<usize>);

impl Union {
    /// Each by itself.
    pub(super) fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The least member of a set.
    pub(super) fn find(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    /// Makes two sets one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
