//! What guards an account, read as a whole, and written into a database that is restored.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::batch::BatchState;
use crate::domain::guards::{GuardedOperator, Guards, HeldKey, Kept, Part, Revocation, There};
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::domain::identifier::EmailAddress;
use crate::domain::request::RequestState;
use crate::domain::time::Timestamp;
use crate::domain::user::Hold;
use crate::error::{Error, Result, Trouble};

impl Db<'_> {
    /// What guards the account; parts that are damaged are named.
    pub fn guards(&self) -> Result<Guards> {
        let mut not_read = Vec::new();
        let holds = part("holds", self.holds(), &mut not_read)?;
        let settings = part("settings", self.settings().map(Some), &mut not_read)?;
        let operators = part("operators", self.guarded_operators(), &mut not_read)?;
        let keys = self.held_keys();
        let keys = keys.and_then(|keys| Ok((keys, self.revocations()?)));
        let (keys, revoked) = part("keys", keys, &mut not_read)?;
        let batches = self.batch_ids();
        let (open, over) = part("batches", batches, &mut not_read)?;
        let requests = part("requests", self.request_states(), &mut not_read)?;
        Ok(Guards {
            holds,
            settings,
            operators,
            keys,
            revoked,
            open,
            over,
            requests,
            not_read,
        })
    }

    /// What of the users and batches that guards name is here.
    pub fn has_of(&self, guards: &Guards) -> Result<There> {
        let mut there = There {
            has_changes_in_flight: self.changes_in_flight()? > 0,
            ..There::default()
        };
        for (user, _) in &guards.holds {
            if self.user_exists(*user)? {
                there.users.insert(*user);
            }
        }
        for batch in &guards.open {
            if self.batch(*batch)?.is_some() {
                there.batches.insert(*batch);
            }
        }
        Ok(there)
    }

    fn holds(&self) -> Result<Vec<(UserId, Hold)>> {
        let sql = "SELECT id, hold_reason, hold_since FROM users WHERE hold_since IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let holds = statement.query_map([], |row| {
            let hold = Hold {
                reason: row.get(1)?,
                since: Timestamp(row.get(2)?),
            };
            Ok((UserId(row.get(0)?), hold))
        })?;
        Ok(holds.collect::<rusqlite::Result<_>>()?)
    }

    fn guarded_operators(&self) -> Result<Vec<GuardedOperator>> {
        let guarded = |operator: crate::domain::operator::Operator| {
            let stored = self.stored_passphrase(operator.id)?;
            Ok(GuardedOperator {
                operator,
                hash: stored.hash,
                failures: stored.failures,
            })
        };
        self.operators()?.into_iter().map(guarded).collect()
    }

    fn held_keys(&self) -> Result<Vec<HeldKey>> {
        let sql = "SELECT operator_id, fingerprint FROM ssh_keys \
                   UNION ALL SELECT NULL, fingerprint FROM ssh_authorities ORDER BY 2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let keys = statement.query_map([], |row| {
            Ok(HeldKey {
                operator: row.get::<_, Option<i64>>(0)?.map(OperatorId),
                fingerprint: row.get(1)?,
            })
        })?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    fn revocations(&self) -> Result<Vec<Revocation>> {
        let sql =
            "SELECT fingerprint, revoked_at, revoked_by FROM ssh_revoked ORDER BY fingerprint";
        let mut statement = self.connection.prepare_cached(sql)?;
        let revoked = statement.query_map([], |row| {
            Ok(Revocation {
                fingerprint: row.get(0)?,
                at: Timestamp(row.get(1)?),
                by: OperatorId(row.get(2)?),
            })
        })?;
        Ok(revoked.collect::<rusqlite::Result<_>>()?)
    }

    /// Batches that are not over, and those that are.
    fn batch_ids(&self) -> Result<(Vec<BatchId>, Vec<BatchId>)> {
        let sql = "SELECT id, state FROM batches ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let (mut open, mut over) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let state: BatchState = row.get(1)?;
            let batches = if state.is_final() {
                &mut over
            } else {
                &mut open
            };
            batches.push(BatchId(row.get(0)?));
        }
        Ok((open, over))
    }

    fn request_states(&self) -> Result<Vec<(RequestId, RequestState)>> {
        let sql = "SELECT id, state FROM requests ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let requests = statement.query_map([], |row| Ok((RequestId(row.get(0)?), row.get(1)?)))?;
        Ok(requests.collect::<rusqlite::Result<_>>()?)
    }
}

/// A part that is damaged is named; nothing else that goes wrong is passed over.
fn part<T: Default>(name: Part, read: Result<T>, not_read: &mut Vec<Part>) -> Result<T> {
    match read {
        Err(Error::Environment(Trouble::Damaged(_))) => {
            not_read.push(name);
            Ok(T::default())
        }
        read => read,
    }
}

impl Tx<'_> {
    /// Writes what is kept of the guards into the database that is restored.
    pub fn keep_guards(&self, kept: &Kept) -> Result<()> {
        for (user, hold) in &kept.holds {
            self.set_hold(*user, Some(hold))?;
        }
        if let Some(settings) = &kept.settings {
            self.save_settings(settings)?;
        }
        for one in &kept.operators {
            let (id, operator) = (one.operator.id, &one.operator);
            self.set_disabled(id, operator.disabled)?;
            self.set_role(id, operator.role)?;
            self.set_access(id, operator.access)?;
            if let Some(hash) = &one.hash {
                self.set_passphrase(id, hash)?;
            }
            self.set_failures(id, one.failures, operator.locked_until)?;
        }
        for operator in &kept.erased {
            self.erase_operator(*operator)?;
        }
        for one in &kept.brought {
            self.bring_operator(one)?;
        }
        self.pass_over_operator_ids(kept.last_operator)?;
        for key in &kept.keys {
            self.remove_ssh_key(key)?;
        }
        for key in &kept.authorities {
            self.remove_ssh_authority(key)?;
        }
        for one in &kept.revoked {
            self.revoke_ssh_key(one.by, &one.fingerprint, one.at)?;
        }
        Ok(())
    }

    /// Adds an operator of the database that is replaced, with the number that they have there.
    fn bring_operator(&self, one: &GuardedOperator) -> Result<()> {
        let operator = &one.operator;
        let sql = "INSERT INTO operators (id, name, email, role, passphrase) VALUES (:id, :name, :email, :role, :passphrase)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": operator.id.0,
                ":name": operator.name,
                ":email": operator.email.as_ref().map(EmailAddress::as_str),
                ":role": operator.role.code(),
                ":passphrase": one.hash,
            })?;
        self.set_access(operator.id, operator.access)
    }

    /// Gives no operator a number that the database that is replaced has given.
    fn pass_over_operator_ids(&self, last: i64) -> Result<()> {
        let sql = "UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = 'operators'";
        let parameters = named_params! {":last": last};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }
}
