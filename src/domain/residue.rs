//! What is left of addresses of deleted people: fields in which others wrote them down, and places in the files.

use super::id::{OperatorId, UserId};
use super::record::Residue;

/// A place where the address of somebody deleted is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// With whom.
    pub place: LeftoverPlace,
    /// In which field.
    pub field: String,
    /// What stands there.
    pub text: String,
    /// The same without the address.
    pub without: String,
}

/// What is left of addresses of deleted people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResidueFound {
    /// Fields of learners and operators, and other texts that people wrote, in which they are written.
    pub fields: Vec<Leftover>,
    /// How many the files of the database hold, and how many places are in doubt.
    pub raw: Residue,
    /// The first of those places.
    pub places: Vec<RawPlace>,
}

impl ResidueFound {
    /// Whether nothing was found and nothing is in doubt.
    pub const fn is_clean(&self) -> bool {
        self.fields.is_empty() && self.raw.is_clean()
    }
}

/// With whom the address of somebody deleted is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftoverPlace {
    /// A learner, by name.
    Learner(UserId, String),
    /// An operator of this console, by name.
    Operator(OperatorId, String),
    /// A text that is no learner's, by what it belongs to and its number.
    Elsewhere(WrittenIn, i64),
}

/// What a text belongs to that is no learner's field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenIn {
    /// A group: its name.
    Group,
    /// A license type: its name.
    LicenseType,
    /// A course: its title.
    Course,
    /// A request: what was asked, noted, answered and decided.
    Request,
    /// A letter to somebody else.
    Letter,
    /// A batch: the name of its upload.
    Batch,
    /// Evidence from a provider: the name of its file.
    Evidence,
    /// A change at a provider: its words.
    Change,
}

impl WrittenIn {
    /// Its code in JSON, and in the names of messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::LicenseType => "license_type",
            Self::Course => "course",
            Self::Request => "request",
            Self::Letter => "letter",
            Self::Batch => "batch",
            Self::Evidence => "evidence",
            Self::Change => "change",
        }
    }
}

/// A place in the files of the database where the address of somebody deleted stands, or may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPlace {
    /// Name of the file.
    pub file: String,
    /// Where its `@` stands, in bytes.
    pub at: u64,
    /// The address.
    pub text: String,
    /// Whether it may be a shorter address of somebody living with other letters before it.
    pub is_doubtful: bool,
}
