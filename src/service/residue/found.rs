//! What a scan found, and where. Of many places the first are kept: who looks for them does not need a million.

/// Places that are kept.
const KEPT: usize = 100;

/// What a scan came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scanned {
    /// Bytes read.
    pub bytes: u64,
    /// Places with an `@` and a known domain behind it.
    pub places: u64,
    /// Places of those that hold a deleted user's address.
    pub deleted: u64,
    /// Places that hold a deleted user's address or a shorter one of a living user; not counted in `deleted`.
    pub doubtful: u64,
    /// The first of both, in their order.
    pub marks: Vec<Mark>,
}

/// A place where the address of somebody deleted stands, or may stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Where its `@` stands in the file, in bytes.
    pub at: u64,
    /// The address, in small letters.
    pub address: String,
    /// Whether it may be the end of a longer text and a living user's address instead.
    pub is_doubtful: bool,
}

impl Mark {
    pub(super) fn found(address: &str) -> Self {
        Self {
            at: 0,
            address: address.to_owned(),
            is_doubtful: false,
        }
    }

    pub(super) fn doubtful(address: &str) -> Self {
        Self {
            is_doubtful: true,
            ..Self::found(address)
        }
    }

    pub(super) fn at(self, at: u64) -> Self {
        Self { at, ..self }
    }
}

impl Scanned {
    /// Keeps a place, unless so many are kept already.
    pub(super) fn mark(&mut self, mark: Option<Mark>) {
        if self.marks.len() < KEPT {
            self.marks.extend(mark);
        }
    }
}

impl std::ops::AddAssign for Scanned {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.places += other.places;
        self.deleted += other.deleted;
        self.doubtful += other.doubtful;
        self.marks.extend(other.marks);
        self.marks.sort_unstable();
        self.marks.truncate(KEPT);
    }
}
