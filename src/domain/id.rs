//! Numbers that name things, each with its own type so that one can never be taken for another.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A user of the account. Given once, never again.
    UserId;
    /// A group of learners.
    GroupId;
    /// A type of license the account has seats of.
    LicenseTypeId;
    /// A course.
    CourseId;
    /// A deletion batch.
    BatchId;
    /// An operator of this console.
    OperatorId;
    /// A message in the outbox.
    MailId;
    /// A learner's request.
    RequestId;
    /// An act on a learner that the provider has to carry out.
    ChangeId;
    /// A portion of changes given to the provider together.
    HandoverId;
    /// What a change was concluded from.
    EvidenceId;
    /// A retention rule.
    RuleId;
}
