//! The activity log: entries are added, never changed. Marks are made by the caller, who has the key.

use std::collections::btree_map::Entry as Place;
use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension, ToSql, named_params};

use super::{Db, Tx};
use crate::domain::act::Act;
use crate::domain::id::{BatchId, OperatorId, UserId};
use crate::domain::record::{Detail, LogEntry, LogFilter, Named, Subject};
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::domain::{Page, Window};
use crate::error::Result;

/// The acts that leave traces of single learners.
pub const TRACED_ACTS: [Act; 3] = [
    Act::UsersImport,
    Act::LicenseTypeRemove,
    Act::ProviderRoster,
];

/// An entry before it has its number and mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub operator: Option<OperatorId>,
    /// What.
    pub act: Act,
    /// On which learner.
    pub user: Option<UserId>,
    /// In which batch.
    pub batch: Option<BatchId>,
    /// With what result.
    pub detail: Detail,
}

/// Entries of a learner that are looked through for who changed them last.
const LOOKED_THROUGH: usize = 200;

/// An entry as it stands, with its number and mark: the mark is over the texts as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Running number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub operator: Option<OperatorId>,
    /// The code of what.
    pub act: String,
    /// On which learner.
    pub user: Option<UserId>,
    /// In which batch.
    pub batch: Option<BatchId>,
    /// The text of its detail.
    pub detail: String,
    /// Its mark.
    pub mark: Vec<u8>,
}

impl StoredEntry {
    /// An entry with its number, before it has its mark.
    pub fn of(number: i64, entry: &Entry) -> Self {
        Self {
            number,
            at: entry.at,
            operator: entry.operator,
            act: entry.act.code().to_owned(),
            user: entry.user,
            batch: entry.batch,
            detail: entry.detail.encoded(),
            mark: Vec::new(),
        }
    }

    /// What its detail says.
    pub fn told(&self) -> Detail {
        Detail::decoded(&self.act, &self.detail)
    }
}

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogHead {
    /// Number of the last entry, 0 when there is none.
    pub number: i64,
    /// Its mark.
    pub mark: Vec<u8>,
}

impl Db<'_> {
    /// The end of the chain as it stands in the log.
    pub fn log_head(&self) -> Result<LogHead> {
        let sql = "SELECT number, mark FROM log ORDER BY number DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let head = statement
            .query_row([], |row| {
                Ok(LogHead {
                    number: row.get(0)?,
                    mark: row.get(1)?,
                })
            })
            .optional()?;
        Ok(head.unwrap_or_default())
    }

    /// When the erasure journal was lost, and how many entries it had, where no backup was made or restored since.
    pub fn journal_lost(&self) -> Result<Option<(Timestamp, u64)>> {
        let sql = "SELECT at, act, detail FROM log WHERE act = 'journal_lost' AND number > \
                   (SELECT coalesce(max(number), 0) FROM log WHERE act IN ('db_backup', 'db_restore')) \
                   ORDER BY number DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([], |row| {
            let (act, detail): (String, String) = (row.get(1)?, row.get(2)?);
            let frames = match Detail::decoded(&act, &detail) {
                Detail::Lost { frames } => frames,
                // What does not say how many is a loss all the same.
                _ => 0,
            };
            Ok((Timestamp(row.get(0)?), frames))
        });
        Ok(found.optional()?)
    }

    /// Every entry in order; stops when `each` answers false.
    pub fn each_log_entry(&self, mut each: impl FnMut(StoredEntry) -> bool) -> Result<()> {
        let sql = "SELECT number, at, operator_id, act, user_id, batch_id, detail, mark FROM log ORDER BY number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let entry = StoredEntry {
                number: row.get(0)?,
                at: Timestamp(row.get(1)?),
                operator: row.get::<_, Option<i64>>(2)?.map(OperatorId),
                act: row.get(3)?,
                user: row.get::<_, Option<i64>>(4)?.map(UserId),
                batch: row.get::<_, Option<i64>>(5)?.map(BatchId),
                detail: row.get(6)?,
                mark: row.get(7)?,
            };
            if !each(entry) {
                break;
            }
        }
        Ok(())
    }

    /// Who did one of two acts last, by the name they have now.
    pub fn last_who_of(&self, acts: [Act; 2]) -> Result<Option<String>> {
        let sql = "SELECT o.name FROM log l JOIN operators o ON o.id = l.operator_id WHERE l.act IN (:act, :other) \
                   ORDER BY l.number DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let [act, other] = acts.map(Act::code);
        let name = statement.query_row(named_params! {":act": act, ":other": other}, |row| {
            row.get(0)
        });
        Ok(name.optional()?)
    }

    /// Who did an act on something last, by the name they have now.
    pub fn last_who_did(&self, act: Act, subject: Subject) -> Result<Option<String>> {
        let sql = "SELECT o.name FROM log l JOIN operators o ON o.id = l.operator_id WHERE l.act = :act \
                   AND (l.detail = :detail OR substr(l.detail, 1, length(:detail) + 1) = :detail || ' ') \
                   ORDER BY l.number DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let asked = named_params! {":act": act.code(), ":detail": subject.to_string()};
        let name = statement.query_row(asked, |row| row.get(0));
        Ok(name.optional()?)
    }

    /// Who changed what is known of a learner last, by hand or by a file.
    pub fn last_who_changed(&self, user: UserId) -> Result<Option<String>> {
        let filter = LogFilter {
            user: Some(user),
            ..LogFilter::default()
        };
        let page = Page {
            offset: 0,
            limit: LOOKED_THROUGH,
        };
        let entries = self.log(&filter, page)?.rows;
        let changed = entries.into_iter().find(|entry| {
            let by_hand = [Act::UserEdit, Act::ResidueClear].map(Act::code);
            by_hand.contains(&entry.act.as_str()) || entry.import.is_some()
        });
        Ok(changed.and_then(|entry| entry.operator_name))
    }

    /// One entry.
    pub fn log_entry(&self, number: u64) -> Result<Option<LogEntry>> {
        let sql = "SELECT l.number, l.at, l.operator_id, o.name, l.act, l.user_id, u.first_name, u.last_name, u.email, \
                   l.batch_id, l.detail FROM log l LEFT JOIN operators o ON o.id = l.operator_id \
                   LEFT JOIN users u ON u.id = l.user_id WHERE l.number = :number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let entry = statement.query_row(named_params! {":number": number}, log_entry_from);
        let entry = entry.optional()?;
        let entry = entry.map(|entry| self.with_changes(entry)).transpose()?;
        Ok(self.with_names(entry.into_iter().collect())?.pop())
    }

    /// The numbers of the entries that a filter chooses.
    pub fn log_numbers(&self, filter: &LogFilter) -> Result<HashSet<i64>> {
        let traces = match filter.user {
            Some(user) => self.import_changes(user)?,
            None => BTreeMap::new(),
        };
        let sql = format!("SELECT l.number {}", matching(traces.keys().copied()));
        let mut statement = self.connection.prepare(&sql)?;
        let chosen = Chosen::of(filter);
        let numbers = statement.query_map(&chosen.bound()[..], |row| row.get(0))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }

    /// When the log begins: what is older than that, nobody has entered here.
    pub fn log_begins(&self) -> Result<Timestamp> {
        let sql = "SELECT at FROM log ORDER BY number LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let at: Option<i64> = statement.query_row([], |row| row.get(0)).optional()?;
        Ok(Timestamp(at.unwrap_or(i64::MAX)))
    }

    /// The log, newest first.
    pub fn log(&self, filter: &LogFilter, page: Page) -> Result<Window<LogEntry>> {
        let traces = match filter.user {
            Some(user) => self.import_changes(user)?,
            None => BTreeMap::new(),
        };
        let matching = matching(traces.keys().copied());
        let chosen = Chosen::of(filter);
        let mut statement = self
            .connection
            .prepare(&format!("SELECT count(*) {matching}"))?;
        let total: i64 = statement.query_row(&chosen.bound()[..], |row| row.get(0))?;
        let sql = format!(
            "SELECT l.number, l.at, l.operator_id, o.name, l.act, l.user_id, u.first_name, u.last_name, u.email, \
             l.batch_id, l.detail {matching} ORDER BY l.number DESC LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut parameters = chosen.bound().to_vec();
        let (limit, offset) = (page.limit, page.offset);
        parameters.extend([(":limit", &limit as &dyn ToSql), (":offset", &offset)]);
        let rows = statement
            .query_map(&parameters[..], log_entry_from)?
            .map(|entry| {
                let mut entry = entry?;
                let number = i64::try_from(entry.number).unwrap_or_default();
                if TRACED_ACTS.iter().any(|act| act.code() == entry.act)
                    && let Some(changes) = traces.get(&number)
                {
                    entry.user = filter.user;
                    entry.import = Some(changes.clone());
                }
                Ok(entry)
            })
            .collect::<rusqlite::Result<Vec<LogEntry>>>()?;
        let rows = rows
            .into_iter()
            .map(|entry| self.with_changes(entry))
            .collect::<Result<Vec<_>>>()?;
        let rows = if filter.folds {
            rows.into_iter()
                .map(|entry| self.with_those_before(entry))
                .collect::<Result<_>>()?
        } else {
            rows
        };
        Ok(Window {
            rows: self.with_names(rows)?,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }
}

/// The SQL that chooses entries; `imports` left traces of the learner who is asked for.
fn matching(imports: impl Iterator<Item = i64>) -> String {
    let imports: Vec<String> = imports.map(|number| number.to_string()).collect();
    let imports = imports.join(", ");
    let acts = TRACED_ACTS.map(|act| format!("'{}'", act.code()));
    let acts = acts.join(", ");
    format!(
        "FROM log l LEFT JOIN operators o ON o.id = l.operator_id LEFT JOIN users u ON u.id = l.user_id \
                        WHERE (:user IS NULL OR l.user_id = :user OR l.act IN ({acts}) AND l.number IN ({imports})) AND (:operator IS NULL OR l.operator_id = :operator) \
                        AND (:batch IS NULL OR l.batch_id = :batch) AND (:act IS NULL OR l.act = :act) \
                        AND (:from IS NULL OR l.at >= :from) AND (:until IS NULL OR l.at < :until) AND (NOT :folds OR l.act <> 'sign_in' OR NOT EXISTS \
                        (SELECT 1 FROM log n WHERE n.number = l.number + 1 AND n.act = 'sign_in' \
                        AND n.operator_id IS l.operator_id AND n.detail = l.detail))"
    )
}

/// What a filter chooses, as SQL is asked it.
struct Chosen<'f> {
    user: Option<i64>,
    operator: Option<i64>,
    batch: Option<i64>,
    act: Option<&'f str>,
    from: Option<i64>,
    until: Option<i64>,
    folds: bool,
}

impl<'f> Chosen<'f> {
    fn of(filter: &'f LogFilter) -> Self {
        Self {
            user: filter.user.map(|user| user.0),
            operator: filter.operator.map(|operator| operator.0),
            batch: filter.batch.map(|batch| batch.0),
            act: filter.act.as_deref(),
            from: filter.from.map(|from| from.0),
            until: filter.until.map(|until| until.0),
            folds: filter.folds,
        }
    }

    fn bound(&self) -> [(&'static str, &dyn ToSql); 7] {
        [
            (":user", &self.user),
            (":operator", &self.operator),
            (":batch", &self.batch),
            (":act", &self.act),
            (":from", &self.from),
            (":until", &self.until),
            (":folds", &self.folds),
        ]
    }
}

impl Db<'_> {
    /// An entry about a learner with what it changed of them.
    fn with_changes(&self, mut entry: LogEntry) -> Result<LogEntry> {
        if let Some(user) = entry.user {
            entry.changes = self.edit(user, entry.number.cast_signed())?;
        }
        Ok(entry)
    }

    /// The acts that stand in the log, in the order of their codes.
    pub fn log_acts(&self, operator: Option<OperatorId>) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT act FROM log WHERE :operator IS NULL OR operator_id = :operator ORDER BY act";
        let mut statement = self.connection.prepare_cached(sql)?;
        let operator = operator.map(|operator| operator.0);
        let acts = statement.query_map(named_params! {":operator": operator}, |row| row.get(0))?;
        Ok(acts.collect::<rusqlite::Result<_>>()?)
    }

    /// Entries with the names of what their details give by number, as they are now.
    fn with_names(&self, mut entries: Vec<LogEntry>) -> Result<Vec<LogEntry>> {
        let mut known: BTreeMap<Named, Option<String>> = BTreeMap::new();
        for entry in &mut entries {
            for named in entry.detail.named() {
                if let Place::Vacant(place) = known.entry(named) {
                    place.insert(self.name_of(named)?);
                }
                if let Some(Some(name)) = known.get(&named) {
                    entry.names.insert(named, name.clone());
                }
            }
        }
        Ok(entries)
    }

    fn name_of(&self, named: Named) -> Result<Option<String>> {
        match named {
            Named::Operator(operator) => Ok(self.operator(operator)?.map(|found| found.name)),
            Named::Group(group) => self.group_name(group),
            Named::License(license) => {
                let types = self.license_types()?.into_iter();
                let mut types = types.filter(|kind| kind.id == license);
                Ok(types.next().map(|kind| kind.name))
            }
        }
    }

    /// A sign-in with the number of those right before it by the same operator and the same door.
    fn with_those_before(&self, entry: LogEntry) -> Result<LogEntry> {
        if entry.act != Act::SignIn.code() {
            return Ok(entry);
        }
        let sql = "SELECT number FROM log WHERE number < :number AND NOT (act = 'sign_in' AND operator_id IS :operator AND detail = :door) \
                   ORDER BY number DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let operator = entry.operator.map(|operator| operator.0);
        let parameters = named_params! {":number": entry.number.cast_signed(), ":operator": operator, ":door": entry.detail.encoded()};
        let other: Option<i64> = statement
            .query_row(parameters, |row| row.get(0))
            .optional()?;
        let before = other.unwrap_or_default().unsigned_abs();
        Ok(LogEntry {
            folded: entry.number.saturating_sub(before),
            ..entry
        })
    }
}

impl Tx<'_> {
    /// Adds an entry with its number and mark.
    pub fn append_log(&self, stored: &StoredEntry) -> Result<()> {
        let sql = "INSERT INTO log (number, at, operator_id, act, user_id, batch_id, detail, mark) \
                   VALUES (:number, :at, :operator, :act, :user, :batch, :detail, :mark)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":number": stored.number,
                ":at": stored.at.0,
                ":operator": stored.operator.map(|operator| operator.0),
                ":act": stored.act,
                ":user": stored.user.map(|user| user.0),
                ":batch": stored.batch.map(|batch| batch.0),
                ":detail": stored.detail,
                ":mark": stored.mark,
            })?;
        Ok(())
    }
}

fn log_entry_from(row: &rusqlite::Row<'_>) -> rusqlite::Result<LogEntry> {
    let number: i64 = row.get(0)?;
    let (act, detail): (String, String) = (row.get(4)?, row.get(10)?);
    let first_name: Option<String> = row.get(6)?;
    let user_name = first_name.map(|first_name| -> rusqlite::Result<String> {
        let last_name: Option<String> = row.get(7)?;
        let name = EmployeeInfo {
            first_name,
            last_name: last_name.unwrap_or_default(),
            ..EmployeeInfo::default()
        };
        let name = name.full_name();
        if name.is_empty() {
            Ok(row.get::<_, Option<String>>(8)?.unwrap_or_default())
        } else {
            Ok(name)
        }
    });
    Ok(LogEntry {
        number: number.unsigned_abs(),
        at: Timestamp(row.get(1)?),
        operator: row.get::<_, Option<i64>>(2)?.map(OperatorId),
        operator_name: row.get(3)?,
        detail: Detail::decoded(&act, &detail),
        act,
        user: row.get::<_, Option<i64>>(5)?.map(UserId),
        user_name: user_name.transpose()?,
        batch: row.get::<_, Option<i64>>(9)?.map(BatchId),
        import: None,
        changes: Vec::new(),
        names: BTreeMap::new(),
        folded: 1,
    })
}
