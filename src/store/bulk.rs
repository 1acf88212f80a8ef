//! Adding many users, with what belongs to them, in one transaction.
//!
//! Rows are written in the order of their keys and many in one statement. Counters, group sizes, seats and the
//! registries are gathered and written once, by [`Bulk::finish`]: the registries sorted, because hashes put in one by
//! one would touch a page each. Until then nothing of this is to be seen in the counters and registries; a transaction
//! in which a `Bulk` was not finished must not be committed.

use std::collections::BTreeMap;

use rusqlite::CachedStatement;

use super::users::{USER_SHIFT, attributes_text, group_list};
use super::{NewUser, Tx, learning, licenses};
use crate::domain::Language;
use crate::domain::id::{CourseId, GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, IdentifierKind, UniqueId};
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};

/// Users in one statement.
const USERS: usize = 16;
/// Child rows in one statement.
const RECORDS: usize = 128;
/// Histories in one statement.
const HISTORIES: usize = 32;
/// Registry entries in one statement.
const ENTRIES: usize = 64;

const USER_COLUMNS: [&str; 14] = [
    "id",
    "first_name",
    "last_name",
    "email",
    "unique_id",
    "job_title",
    "language",
    "license",
    "connected",
    "last_active",
    "hold_since",
    "hold_reason",
    "group_ids",
    "attributes",
];
const RECORD_COLUMNS: [&str; 5] = ["key", "a", "b", "c", "d"];
const HISTORY_COLUMNS: [&str; 2] = ["user_id", "events"];
const ENTRY_COLUMNS: [&str; 3] = ["h", "user_id", "key_number"];

/// A user to add to many others, borrowed from where it was made.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct BulkUser<'u> {
    pub first_name: &'u str,
    pub last_name: &'u str,
    pub email: Option<&'u EmailAddress>,
    pub unique_id: Option<&'u UniqueId>,
    pub job_title: &'u str,
    pub language: Option<Language>,
    pub connected: bool,
    pub last_active: Option<Timestamp>,
    /// Why the learner is on legal hold, and since when.
    pub hold: Option<(&'u str, Timestamp)>,
    /// Groups, each once.
    pub groups: &'u [GroupId],
    pub attributes: &'u BTreeMap<String, String>,
    /// License types held, each once and in the order of their numbers, with status and since when.
    pub licenses: &'u [(LicenseTypeId, LicenseStatus, Timestamp)],
}

impl<'u> BulkUser<'u> {
    /// Somebody of whom only the editable part is known.
    pub const fn of(info: &'u EmployeeInfo) -> Self {
        Self {
            first_name: info.first_name.as_str(),
            last_name: info.last_name.as_str(),
            email: info.email.as_ref(),
            unique_id: info.unique_id.as_ref(),
            job_title: info.job_title.as_str(),
            language: info.language,
            connected: false,
            last_active: None,
            hold: None,
            groups: &[],
            attributes: &info.attributes,
            licenses: &[],
        }
    }
}

impl<'u> From<&'u NewUser> for BulkUser<'u> {
    fn from(user: &'u NewUser) -> Self {
        Self {
            connected: user.connected,
            last_active: user.last_active,
            hold: user
                .hold
                .as_ref()
                .map(|(reason, since)| (reason.as_str(), *since)),
            groups: &user.groups,
            ..Self::of(&user.info)
        }
    }
}

/// A course that a user has begun, as [`Bulk::add_progress`] takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct BulkProgress {
    pub course: CourseId,
    pub percent: u8,
    pub minutes: u64,
    pub last_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
}

/// A piece of learning, as [`Bulk::add_history`] takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct BulkEvent {
    pub course: CourseId,
    pub minutes: u16,
    pub at: Timestamp,
}

impl BulkEvent {
    /// As the database keeps it.
    pub(super) fn packed(self) -> Result<[u8; 8]> {
        let unfit = || Error::Bug(format!("{self:?} does not fit into a history"));
        let course = u16::try_from(self.course.0).map_err(|_| unfit())?;
        let at = u32::try_from(self.at.0).map_err(|_| unfit())?;
        let mut packed = [0; 8];
        packed[..2].copy_from_slice(&course.to_be_bytes());
        packed[2..4].copy_from_slice(&self.minutes.to_be_bytes());
        packed[4..].copy_from_slice(&at.to_be_bytes());
        Ok(packed)
    }
}

/// Users being added. Nobody else adds users in the meantime.
pub struct Bulk<'t> {
    tx: &'t Tx<'t>,
    users: Rows<'t>,
    records: Rows<'t>,
    histories: Rows<'t>,
    last_user: i64,
    key_number: i64,
    figures: Figures,
    emails: Vec<(i64, i64)>,
    ids: Vec<(i64, i64)>,
    domains: BTreeMap<i64, usize>,
    last_domain: String,
}

/// What the added users change of the figures.
#[derive(Default)]
struct Figures {
    users: i64,
    connected: i64,
    on_hold: i64,
    members: BTreeMap<i64, i64>,
    seats: BTreeMap<(i64, LicenseStatus), i64>,
}

impl<'t> Tx<'t> {
    /// Begins to add many users, whose identifiers are registered under the key of this number.
    pub fn bulk(&'t self, key_number: i64) -> Result<Bulk<'t>> {
        Ok(Bulk {
            tx: self,
            users: Rows::new(self, "users", &USER_COLUMNS, USERS)?,
            records: Rows::new(self, "records", &RECORD_COLUMNS, RECORDS)?,
            histories: Rows::new(self, "histories", &HISTORY_COLUMNS, HISTORIES)?,
            last_user: self.last_user_id()?,
            key_number,
            figures: Figures::default(),
            emails: Vec::new(),
            ids: Vec::new(),
            domains: BTreeMap::new(),
            last_domain: String::new(),
        })
    }
}

impl Bulk<'_> {
    /// Adds a user with licenses and answers the id. The caller registers the identifiers, by [`Self::register`].
    pub fn add(&mut self, user: &BulkUser<'_>) -> Result<UserId> {
        self.last_user += 1;
        let id = self.last_user;
        let held = user.licenses.iter().map(|(_, status, _)| *status);
        let strongest = held.max().unwrap_or_default();
        let groups = group_list(user.groups.iter().map(|group| group.0));
        let row = &mut self.users;
        row.begin()?;
        row.put(id)?;
        row.put(user.first_name)?;
        row.put(user.last_name)?;
        row.put(user.email.map(EmailAddress::as_str))?;
        row.put(user.unique_id.map(UniqueId::as_str))?;
        row.put(user.job_title)?;
        row.put(user.language.map(Language::code))?;
        row.put(strongest.number())?;
        row.put(user.connected)?;
        row.put(user.last_active.map(|at| at.0))?;
        row.put(user.hold.map(|(_, since)| since.0))?;
        row.put(user.hold.map(|(reason, _)| reason))?;
        row.put(groups)?;
        if user.attributes.is_empty() {
            row.put("{}")?;
        } else {
            row.put(attributes_text(user.attributes)?)?;
        }
        self.figures.note(user);
        for (license, status, at) in user.licenses {
            if *status != LicenseStatus::None {
                let key = licenses::key(UserId(id), *license);
                self.record([Some(key), Some(status.number()), Some(at.0), None, None])?;
            }
        }
        Ok(UserId(id))
    }

    /// Enters a hash for an added user. The caller knows that nobody has it.
    pub fn register(&mut self, kind: IdentifierKind, hash: i64, user: UserId) {
        match kind {
            IdentifierKind::Email => self.emails.push((hash, user.0)),
            IdentifierKind::UniqueId => self.ids.push((hash, user.0)),
        }
    }

    /// Notes the domain of a registered address.
    pub fn note_domain(&mut self, domain: &str, hash: impl Fn(&str) -> i64) {
        // Most addresses have the domain of the one before.
        if self.last_domain != domain {
            self.domains.insert(hash(domain), domain.len());
            domain.clone_into(&mut self.last_domain);
        }
    }

    /// Adds how far the user added last is with a course; courses in the order of their numbers.
    pub fn add_progress(&mut self, user: UserId, progress: &BulkProgress) -> Result<()> {
        self.record([
            Some(learning::progress_key(user, progress.course)),
            Some(i64::from(progress.percent)),
            Some(progress.minutes.cast_signed()),
            progress.last_at.map(|at| at.0),
            progress.completed_at.map(|at| at.0),
        ])
    }

    /// Adds what the user added last has learned, in the order in which it happened; once for a user.
    pub fn add_history(
        &mut self,
        user: UserId,
        events: impl Iterator<Item = BulkEvent>,
    ) -> Result<()> {
        let packed: Vec<[u8; 8]> = events.map(BulkEvent::packed).collect::<Result<_>>()?;
        if packed.is_empty() {
            return Ok(());
        }
        self.histories.begin()?;
        self.histories.put(user.0)?;
        self.histories.put(packed.as_flattened())
    }

    /// Writes what was gathered.
    pub fn finish(mut self) -> Result<()> {
        self.users.flush()?;
        self.records.flush()?;
        self.histories.flush()?;
        self.figures.write(self.tx)?;
        for (hash, bytes) in &self.domains {
            self.tx.note_domain(*hash, *bytes)?;
        }
        let key_number = self.key_number;
        for (table, entries) in [
            ("email_registry", &mut self.emails),
            ("id_registry", &mut self.ids),
        ] {
            entries.sort_unstable();
            let mut rows = Rows::new(self.tx, table, &ENTRY_COLUMNS, ENTRIES)?;
            for (hash, user) in entries {
                rows.begin()?;
                rows.put(*hash)?;
                rows.put(*user)?;
                rows.put(key_number)?;
            }
            rows.flush()?;
        }
        Ok(())
    }

    fn record(&mut self, row: [Option<i64>; 5]) -> Result<()> {
        debug_assert!(row[0].is_some_and(|key| key >> USER_SHIFT == self.last_user));
        self.records.begin()?;
        for value in row {
            self.records.put(value)?;
        }
        Ok(())
    }
}

impl Figures {
    fn note(&mut self, user: &BulkUser<'_>) {
        self.users += 1;
        self.connected += i64::from(user.connected);
        self.on_hold += i64::from(user.hold.is_some());
        for group in user.groups {
            *self.members.entry(group.0).or_default() += 1;
        }
        for (license, status, _) in user.licenses {
            *self.seats.entry((license.0, *status)).or_default() += 1;
        }
    }

    fn write(&self, tx: &Tx<'_>) -> Result<()> {
        tx.count("users", self.users)?;
        tx.count("connected", self.connected)?;
        tx.count("on_hold", self.on_hold)?;
        for (group, members) in &self.members {
            tx.count_member(GroupId(*group), *members)?;
        }
        for ((license, status), taken) in &self.seats {
            tx.count_seats(LicenseTypeId(*license), *status, *taken)?;
        }
        Ok(())
    }
}

/// Rows of one table that are written several at a time: values are put in the order of the columns, and the statement
/// runs when it is full. Places that are left empty count for nothing.
struct Rows<'t> {
    statement: CachedStatement<'t>,
    width: usize,
    capacity: usize,
    begun: usize,
    /// The parameter that takes the next value; they count from 1.
    next: usize,
}

impl<'t> Rows<'t> {
    fn new(tx: &'t Tx<'t>, table: &str, columns: &[&str], capacity: usize) -> Result<Self> {
        let places = vec!["?"; columns.len()].join(", ");
        let rows = vec![format!("({places})"); capacity].join(", ");
        let names = columns.join(", ");
        let taken: Vec<String> = (1..=columns.len())
            .map(|place| format!("column{place}"))
            .collect();
        let taken = taken.join(", ");
        // A failure ends the transaction anyway, so no statement journal is kept for it.
        let sql = format!(
            "INSERT OR FAIL INTO {table} ({names}) SELECT {taken} FROM (VALUES {rows}) WHERE column1 IS NOT NULL"
        );
        Ok(Self {
            statement: tx.connection.prepare_cached(&sql)?,
            width: columns.len(),
            capacity,
            begun: 0,
            next: 1,
        })
    }

    fn begin(&mut self) -> Result<()> {
        if self.begun == self.capacity {
            self.statement.raw_execute()?;
            self.begun = 0;
            self.next = 1;
        }
        debug_assert_eq!(self.next, self.begun * self.width + 1, "a row is whole");
        self.begun += 1;
        Ok(())
    }

    fn put(&mut self, value: impl rusqlite::ToSql) -> Result<()> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        for empty in self.next..=self.capacity * self.width {
            self.statement
                .raw_bind_parameter(empty, rusqlite::types::Null)?;
        }
        if self.begun > 0 {
            self.statement.raw_execute()?;
        }
        self.begun = 0;
        self.next = 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn store() -> Result<(tempfile::TempDir, Store)> {
        let folder =
            tempfile::tempdir().map_err(|error| crate::error::Error::Bug(error.to_string()))?;
        let store = Store::create(&folder.path().join("bulk.db"))?;
        Ok((folder, store))
    }

    /// Adds so many users, every second one connected, in one of two groups and with a license.
    fn fill(store: &mut Store, users: u16) -> Result<()> {
        store.write(|tx| {
            let groups = [tx.insert_group("One")?, tx.insert_group("Two")?];
            let license = tx.add_license_type("Learning", 1_000)?;
            tx.add_course(CourseId(7), "Seven")?;
            let mut bulk = tx.bulk(1)?;
            for number in 0..users {
                let place = usize::from(number % 2);
                let id = UniqueId::parse(&format!("E-{number}")).ok();
                let user = bulk.add(&BulkUser {
                    first_name: "A",
                    last_name: "B",
                    email: None,
                    unique_id: id.as_ref(),
                    job_title: "",
                    language: None,
                    connected: place == 1,
                    last_active: None,
                    hold: (number % 3 == 0).then_some(("why", Timestamp(5))),
                    groups: &groups[..=place],
                    attributes: &BTreeMap::new(),
                    licenses: &[(license, LicenseStatus::Activated, Timestamp(1))][..place],
                })?;
                bulk.register(
                    IdentifierKind::UniqueId,
                    i64::from(number) * 7_919 % 1_000,
                    user,
                );
                let begun = BulkProgress {
                    course: CourseId(7),
                    percent: 50,
                    minutes: 30,
                    last_at: Some(Timestamp(9)),
                    completed_at: None,
                };
                bulk.add_progress(user, &begun)?;
                let event = BulkEvent {
                    course: CourseId(7),
                    minutes: 30,
                    at: Timestamp(1_700_000_000),
                };
                bulk.add_history(user, [event; 3].into_iter())?;
            }
            bulk.finish()
        })
    }

    #[test]
    fn every_row_is_there_and_every_figure_is_a_count_whatever_fits_into_a_statement() -> Result<()>
    {
        for users in [0, 1, 15, 16, 17, 127, 128, 300] {
            let (_folder, mut store) = store()?;
            fill(&mut store, users)?;
            let db = store.db();
            let found = db.consistency()?;
            assert_eq!(found, crate::store::Consistency::default(), "{users}");
            assert_eq!(db.counter("users")?, u64::from(users));
            assert_eq!(db.last_user_id()?, i64::from(users));
            let mut entries = 0;
            db.each_registered(IdentifierKind::UniqueId, |_, _| entries += 1)?;
            assert_eq!(entries, users);
            if users > 1 {
                assert_eq!(
                    db.registered(IdentifierKind::UniqueId, 919)?,
                    Some(UserId(2))
                );
                assert_eq!(db.learner_report(UserId(2))?.courses.len(), 1);
                assert_eq!(db.held_licenses(UserId(2))?.len(), 1);
            }
        }
        Ok(())
    }

    #[test]
    fn ids_go_on_after_those_that_were_given_before() -> Result<()> {
        let (_folder, mut store) = store()?;
        store.write(|tx| tx.pass_over_user_ids(40))?;
        fill(&mut store, 2)?;
        assert!(!store.db().user_exists(UserId(40))?);
        assert!(store.db().user_exists(UserId(41))?);
        assert_eq!(store.db().last_user_id()?, 42);
        Ok(())
    }
}
