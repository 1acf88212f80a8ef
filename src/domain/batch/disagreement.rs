//! How the email and the ID of a row fail to mean the same user.

/// What is wrong with a row whose email and ID do not mean the same user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// They belong to two users, one of whom may be deleted.
    TwoUsers,
    /// A user has the email; nobody has the ID.
    UnknownId,
    /// A user has the ID; nobody has the email.
    UnknownEmail,
    /// The one identifier is the email of one user and the ID of another, of whom one is deleted.
    TwoReadings,
    /// The email is the ID of several users, but for capitals.
    SeveralIds,
    /// Two users have the email, each in another spelling of its domain.
    TwoSpellings,
}

impl Disagreement {
    /// The number that a plan keeps of it.
    pub const fn reference(self) -> i64 {
        match self {
            Self::TwoUsers => 0,
            Self::UnknownId => 1,
            Self::UnknownEmail => 2,
            Self::TwoReadings => 3,
            Self::SeveralIds => 4,
            Self::TwoSpellings => 5,
        }
    }

    /// Reads the number that a plan keeps; none where it is no such number.
    pub const fn from_reference(reference: i64) -> Option<Self> {
        match reference {
            0 => Some(Self::TwoUsers),
            1 => Some(Self::UnknownId),
            2 => Some(Self::UnknownEmail),
            3 => Some(Self::TwoReadings),
            4 => Some(Self::SeveralIds),
            5 => Some(Self::TwoSpellings),
            _ => None,
        }
    }
}
