//! How the words of the domain stand in columns.
//!
//! What stands in a column and is not one of the words is damage, never a default: a request whose kind cannot be read
//! must not be carried out as a deletion.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use crate::domain::Language;
use crate::domain::batch::{ApprovalLapse, BatchState, RowOutcome};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::learning::ReportKind;
use crate::domain::license::LicenseStatus;
use crate::domain::mail::{MailKind, MailState};
use crate::domain::operator::Role;
use crate::domain::provider::{ChangeState, EvidenceKind, Road};
use crate::domain::request::{EntryKind, RequestKind, RequestState, SetbackKind};
use crate::domain::retention::RuleLicense;
use crate::domain::settings::Theme;
use crate::domain::zone::Zone;

/// What stood there instead of a word that is known. The value itself may be about a person and is not repeated.
fn unknown(what: &'static str) -> FromSqlError {
    FromSqlError::Other(format!("an unknown {what}").into())
}

macro_rules! read_from_text {
    ($($type:ty, $what:literal, $read:expr;)*) => {
        $(impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                $read(value.as_str()?).ok_or_else(|| unknown($what))
            }
        })*
    };
}

macro_rules! read_from_number {
    ($($type:ty, $what:literal;)*) => {
        $(impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let number = u8::column_result(value)?;
                Self::from_number(number).ok_or_else(|| unknown($what))
            }
        })*
    };
}

read_from_text! {
    ApprovalLapse, "reason of a lapsed approval", ApprovalLapse::from_code;
    BatchState, "state of a batch", BatchState::from_code;
    ChangeState, "state of a change", ChangeState::from_code;
    EvidenceKind, "kind of evidence", EvidenceKind::from_code;
    Road, "road to the provider", Road::from_code;
    EmailAddress, "form of an email", |text| EmailAddress::parse(text).ok();
    EntryKind, "kind of a request's entry", EntryKind::from_code;
    Language, "language", Language::from_code;
    MailKind, "kind of mail", MailKind::from_code;
    MailState, "state of mail", MailState::from_code;
    ReportKind, "kind of learning report", ReportKind::from_code;
    RequestKind, "kind of request", RequestKind::from_code;
    RequestState, "state of a request", RequestState::from_code;
    Role, "role", Role::from_code;
    RuleLicense, "license of a retention rule", RuleLicense::from_code;
    SetbackKind, "reason why a request came back", SetbackKind::from_code;
    Theme, "theme", Theme::from_code;
    UniqueId, "form of a unique ID", |text| UniqueId::parse(text).ok();
    Zone, "time zone", |text| Zone::named(text).ok();
}

read_from_number! {
    LicenseStatus, "license status";
    RowOutcome, "outcome of a row";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Trouble};
    use rusqlite::Connection;

    fn read<T: FromSql>(value: impl rusqlite::ToSql) -> Result<T, Error> {
        let connection = Connection::open_in_memory().map_err(Error::from)?;
        let read = connection.query_row("SELECT ?1", [value], |row| row.get(0));
        read.map_err(Error::from)
    }

    fn is_damage<T: FromSql>(value: impl rusqlite::ToSql) -> bool {
        matches!(
            read::<T>(value),
            Err(Error::Environment(Trouble::Damaged(_)))
        )
    }

    #[test]
    fn what_is_stored_and_not_known_is_damage() {
        assert!(is_damage::<RequestKind>("banish"));
        assert!(is_damage::<ChangeState>("done"));
        assert!(is_damage::<EvidenceKind>("rumour"));
        assert!(is_damage::<Road>("by hand"));
        assert!(is_damage::<RequestState>(""));
        assert!(is_damage::<EntryKind>("rumour"));
        assert!(is_damage::<BatchState>("Completed"));
        assert!(is_damage::<ApprovalLapse>("later"));
        assert!(is_damage::<MailKind>("advertisement"));
        assert!(is_damage::<MailState>("lost"));
        assert!(is_damage::<ReportKind>("gossip"));
        assert!(is_damage::<Role>("emperor"));
        assert!(is_damage::<RuleLicense>("none"));
        assert!(is_damage::<Theme>("sepia"));
        assert!(is_damage::<Zone>("Asia/Atlantis"));
        assert!(is_damage::<Language>("fr"));
        assert!(is_damage::<EmailAddress>("no address"));
        assert!(is_damage::<UniqueId>(""));
        assert!(is_damage::<LicenseStatus>(3));
        assert!(is_damage::<LicenseStatus>(-1));
        assert!(is_damage::<RowOutcome>(200));
    }

    #[test]
    fn every_word_is_read_as_it_is_written() {
        for kind in RequestKind::ALL {
            assert_eq!(read(kind.code()).ok(), Some(kind));
        }
        for state in RequestState::ALL {
            assert_eq!(read(state.code()).ok(), Some(state));
        }
        for kind in MailKind::ALL {
            assert_eq!(read(kind.code()).ok(), Some(kind));
        }
        for role in Role::ALL {
            assert_eq!(read(role.code()).ok(), Some(role));
        }
        for status in LicenseStatus::ALL {
            assert_eq!(read(status.number()).ok(), Some(status));
        }
        for outcome in RowOutcome::ALL {
            assert_eq!(read(outcome as u8).ok(), Some(outcome));
        }
    }
}
