//! Calls to a server, as they are written down: each before it is made, and what came of it after.
//!
//! A change of which a call was written down and no answer is *in doubt*. Nothing is sent for it again before the server
//! was asked what came of the first; what that says is a [`CallEnd`] like any other.

use super::ChangeState;
use crate::domain::coded::coded;
use crate::domain::id::ChangeId;
use crate::domain::time::Timestamp;

/// What a server answers that took something on and has not done it yet.
const ACCEPTED: &str = "202";

/// Whether a change is in doubt because the server said that it would see to it; `code` is what it answered last.
pub fn is_accepted(state: ChangeState, code: Option<&str>) -> bool {
    state == ChangeState::InDoubt && code == Some(ACCEPTED)
}

/// Whether what a server took on is only asked about: for so many days. What is not done then is sent again.
pub const fn is_awaited(since: Timestamp, now: Timestamp, days: u16) -> bool {
    now.0 < since.plus_days(days as i64).0
}

coded! {
    /// A call that changes something.
    pub enum Call {
        /// `DELETE`.
        Delete = "delete",
        /// `PATCH` of `active`.
        Patch = "patch",
        /// `PUT` of the whole record, not active.
        Put = "put",
    }
}

/// What came of a change at a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallEnd {
    /// It is so: by the status of the answer, or by asking where there is none.
    Done(Option<u16>),
    /// The server took it on, and it is not done yet.
    Accepted,
    /// Nothing was done, for this reason, in these words.
    Refused(Refusal, String),
    /// The server does not delete anybody.
    NotOffered,
    /// It was not done, and can be done later.
    NotDone,
    /// What came of it could not be found out.
    Unknown,
}

/// Why a server did nothing, or why nothing was sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The server's answer, by its status.
    Answered(u16),
    /// No record there has either identifier, and nothing was sent: gone without our doing, or never there.
    NotThere,
    /// More than one record can be the learner's.
    Several,
    /// A record has the ID and another address.
    OtherEmail,
    /// A record has the address and another ID.
    OtherId,
    /// Nothing is held by which the server could be asked for the learner.
    Unaskable,
    /// The server said that it deleted the record, and still had it.
    StillThere,
}

impl Refusal {
    /// Whether it says whom the server has: so it says something only where the server is this account's.
    pub const fn is_about_whom(self) -> bool {
        match self {
            Self::NotThere | Self::Several | Self::OtherEmail | Self::OtherId => true,
            Self::Answered(_) | Self::Unaskable | Self::StillThere => false,
        }
    }

    /// The code in the database and in JSON: a status where the server gave one.
    pub fn code(self) -> String {
        match self {
            Self::Answered(status) => status.to_string(),
            Self::NotThere => "not_there".to_owned(),
            Self::Several => "several".to_owned(),
            Self::OtherEmail => "other_email".to_owned(),
            Self::OtherId => "other_id".to_owned(),
            Self::Unaskable => "unaskable".to_owned(),
            Self::StillThere => "still_there".to_owned(),
        }
    }

    /// Reads a code: a status where it is a number.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Ok(status) = code.parse() {
            return Some(Self::Answered(status));
        }
        let own = [
            Self::NotThere,
            Self::Several,
            Self::OtherEmail,
            Self::OtherId,
            Self::Unaskable,
            Self::StillThere,
        ];
        own.into_iter().find(|one| one.code() == code)
    }
}

/// Something to write down about a change, in the order in which it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallEntry {
    /// A call is about to be made.
    Before {
        /// For this change.
        change: ChangeId,
        /// Which call.
        call: Call,
        /// On the record with this id at the server.
        record: String,
    },
    /// A call was answered, with this status; or with nothing that could be read.
    After {
        /// For this change.
        change: ChangeId,
        /// The status.
        status: Option<u16>,
    },
    /// What came of it.
    Ended {
        /// This change.
        change: ChangeId,
        /// What.
        end: CallEnd,
    },
}

/// What a server was found to do, when it was tried last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capabilities {
    /// Whether one person can be asked for: some filter does what it should.
    pub finds: bool,
    /// Whether it deletes; unknown where it does not say.
    pub deletes: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_took_on_is_waited_for_and_not_for_ever() {
        assert!(is_accepted(ChangeState::InDoubt, Some("202")));
        assert!(!is_accepted(ChangeState::InDoubt, Some("200")));
        assert!(!is_accepted(ChangeState::InDoubt, None));
        assert!(!is_accepted(ChangeState::Prepared, Some("202")));
        let since = Timestamp(1_000);
        let last = Timestamp(since.plus_days(8).0 - 1);
        assert!(is_awaited(since, since, 8) && is_awaited(since, last, 8));
        assert!(!is_awaited(since, since.plus_days(8), 8));
    }

    #[test]
    fn a_reason_is_read_as_it_is_written_and_nothing_else_is_one() {
        let own = [
            Refusal::Answered(409),
            Refusal::NotThere,
            Refusal::Several,
            Refusal::OtherEmail,
            Refusal::OtherId,
            Refusal::Unaskable,
        ];
        for refusal in own {
            assert_eq!(Refusal::from_code(&refusal.code()), Some(refusal));
        }
        assert_eq!(Refusal::from_code("USER_IS_ADMIN"), None);
    }
}
