//! Retention rules as they are stored, and what they ask about a learner.

use rusqlite::{Row, named_params};

use super::{Db, Tx};
use crate::domain::id::{BatchId, RuleId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::retention::{Condition, Months, Rule, RuleStanding, Unknown};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};

/// A learner who was not active since a moment, as far as the users table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietUser {
    /// Who.
    pub id: UserId,
    /// What they hold.
    pub license: LicenseStatus,
    /// When they were active last.
    pub last_active: Option<Timestamp>,
    /// Whether they are on legal hold.
    pub on_hold: bool,
}

impl Db<'_> {
    /// Every rule, in the order in which they were made.
    pub fn rules(&self) -> Result<Vec<Rule>> {
        let sql = "SELECT r.id, r.license, r.months, r.unknown, r.proposed_at, r.learners, r.batch_id, b.state \
                   FROM retention_rules r LEFT JOIN batches b ON b.id = r.batch_id ORDER BY r.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let stored = statement.query_map([], |row| Ok(rule(row)))?;
        stored.map(|stored| stored?).collect()
    }

    /// The rules that propose a deletion.
    pub fn proposals(&self) -> Result<Vec<Rule>> {
        let mut rules = self.rules()?;
        rules.retain(|rule| matches!(rule.standing, RuleStanding::Proposed { .. }));
        Ok(rules)
    }

    /// One rule.
    pub fn rule(&self, id: RuleId) -> Result<Option<Rule>> {
        let rules = self.rules()?;
        Ok(rules.into_iter().find(|rule| rule.id == id))
    }

    /// When anybody was active last.
    pub fn last_activity(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT max(last_active) FROM users";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last: Option<i64> = statement.query_row([], |row| row.get(0))?;
        Ok(last.map(Timestamp))
    }

    /// Hands out every learner who was not active since a moment, or never, ascending.
    pub fn each_quiet_user(
        &self,
        limit: Timestamp,
        each: &mut dyn FnMut(QuietUser) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT id, license, last_active, hold_since IS NOT NULL FROM users \
                   WHERE last_active IS NULL OR last_active <= :limit ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":limit": limit.0})?;
        while let Some(row) = rows.next()? {
            each(QuietUser {
                id: UserId(row.get(0)?),
                license: row.get(1)?,
                last_active: row.get::<_, Option<i64>>(2)?.map(Timestamp),
                on_hold: row.get(3)?,
            })?;
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Makes a rule; answers its number.
    pub fn add_rule(&self, condition: &Condition) -> Result<RuleId> {
        let sql = "INSERT INTO retention_rules (license, months, unknown) VALUES (:license, :months, :unknown)";
        let parameters = named_params! {
            ":license": condition.license.code(),
            ":months": condition.months.get(),
            ":unknown": condition.unknown == Unknown::Counts,
        };
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(RuleId(self.connection.last_insert_rowid()))
    }

    /// Removes a rule.
    pub fn remove_rule(&self, rule: RuleId) -> Result<()> {
        let sql = "DELETE FROM retention_rules WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": rule.0})?;
        Ok(())
    }

    /// Notes that a rule proposes the deletion of so many learners.
    pub fn note_proposed(&self, rule: RuleId, at: Timestamp, learners: u64) -> Result<()> {
        let sql = "UPDATE retention_rules SET proposed_at = :at, learners = :learners, batch_id = NULL WHERE id = :id";
        let learners = i64::try_from(learners).unwrap_or(i64::MAX);
        let parameters = named_params! {":id": rule.0, ":at": at.0, ":learners": learners};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes the batch that does what a rule proposed.
    pub fn note_rule_batch(&self, rule: RuleId, batch: BatchId) -> Result<()> {
        let sql = "UPDATE retention_rules SET proposed_at = NULL, learners = NULL, batch_id = :batch WHERE id = :id";
        let parameters = named_params! {":id": rule.0, ":batch": batch.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }
}

fn rule(row: &Row<'_>) -> Result<Rule> {
    let damaged = || Error::from(Trouble::Damaged("a retention rule".to_owned()));
    let proposed: Option<(i64, i64)> = row.get::<_, Option<i64>>(4)?.zip(row.get(5)?);
    let state: Option<crate::domain::batch::BatchState> = row.get(7)?;
    let batch = row.get::<_, Option<i64>>(6)?.map(BatchId);
    let under_way = batch.filter(|_| state.is_some_and(|state| !state.is_final()));
    let standing = match (proposed, under_way) {
        (_, Some(batch)) => RuleStanding::InBatch(batch),
        (Some((at, learners)), None) => RuleStanding::Proposed {
            at: Timestamp(at),
            learners: learners.unsigned_abs(),
        },
        (None, None) => RuleStanding::Quiet,
    };
    Ok(Rule {
        id: RuleId(row.get(0)?),
        condition: Condition {
            license: row.get(1)?,
            months: Months::new(row.get(2)?).ok_or_else(damaged)?,
            unknown: if row.get(3)? {
                Unknown::Counts
            } else {
                Unknown::Stays
            },
        },
        standing,
    })
}
