//! Who is here over SSH: sessions as the server that holds them has written them down.

use super::id::OperatorId;
use super::time::Timestamp;

/// What a session is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SittingKind {
    /// The console.
    Console,
    /// A verb of the command line.
    Verb,
    /// Files, in or out.
    Files,
}

impl SittingKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Console, Self::Verb, Self::Files];

    /// The name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Verb => "verb",
            Self::Files => "files",
        }
    }

    /// Its bit in the database.
    const fn bit(self) -> u8 {
        match self {
            Self::Console => 1,
            Self::Verb => 2,
            Self::Files => 4,
        }
    }
}

/// What a session has been used for: nothing yet, or several things on one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SittingKinds(u8);

impl SittingKinds {
    /// Reads what the database holds; none where that is not understood.
    pub fn from_bits(bits: i64) -> Option<Self> {
        u8::try_from(bits).ok().filter(|bits| *bits <= 7).map(Self)
    }

    /// What the database holds.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// With one more kind.
    #[must_use]
    pub const fn and(self, kind: SittingKind) -> Self {
        Self(self.0 | kind.bit())
    }

    /// The kinds, in their order.
    pub fn kinds(self) -> impl Iterator<Item = SittingKind> {
        let has = move |kind: &SittingKind| self.0 & kind.bit() != 0;
        SittingKind::ALL.into_iter().filter(has)
    }
}

/// A session over SSH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Which one; no other ever has the number.
    pub id: i64,
    /// Who.
    pub operator: OperatorId,
    /// The operator's name.
    pub name: String,
    /// From where.
    pub address: String,
    /// Fingerprint of the key.
    pub key: String,
    /// Fingerprint of the CA that certified it, where one did.
    pub authority: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// What for.
    pub kinds: SittingKinds,
    /// Who wants it to end, where somebody does.
    pub ended_by: Option<OperatorId>,
}

/// Who is here, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sittings {
    /// Whether the account is served now: without a server nobody is here over SSH.
    pub served: bool,
    /// The sessions, the oldest first.
    pub rows: Vec<Sitting>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_kept_as_bits_and_bits_that_mean_nothing_are_not_taken() {
        let both = SittingKinds::default()
            .and(SittingKind::Files)
            .and(SittingKind::Console);
        assert_eq!(SittingKinds::from_bits(both.bits().into()), Some(both));
        let kinds: Vec<_> = both.kinds().map(SittingKind::code).collect();
        assert_eq!(kinds, ["console", "files"]);
        assert_eq!(SittingKinds::from_bits(8), None);
        assert_eq!(SittingKinds::from_bits(-1), None);
    }
}
