//! What was said on a request, and the request as a whole: notes for operators, replies to the learner.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::id::{MailId, OperatorId, RequestId, UserId};
use crate::domain::request::{Approval, EntryKind, IdentityCheck, Proof, Request, RequestEntry};
use crate::domain::time::Timestamp;
use crate::error::Result;

impl Db<'_> {
    /// One request with everything that happened to it.
    pub fn request(&self, request: RequestId) -> Result<Option<Request>> {
        let (Some(row), Some(record)) = (self.request_row(request)?, self.request_record(request)?)
        else {
            return Ok(None);
        };
        let name_of = |operator: Option<OperatorId>| -> Result<Option<String>> {
            let Some(operator) = operator else {
                return Ok(None);
            };
            Ok(self.operator(operator)?.map(|operator| operator.name))
        };
        let identity = match record.identity_at {
            None => None,
            Some(at) => Some(IdentityCheck {
                how: record.identity_how.clone(),
                by_name: name_of(record.identity_by)?,
                at,
            }),
        };
        let approval = match (
            record.approval_by,
            record.approval_at,
            record.approval_expires,
        ) {
            (Some(by), Some(at), Some(expires_at)) => Some(Approval {
                by,
                by_name: name_of(Some(by))?,
                at,
                expires_at,
                seal: record.approval_seal.clone(),
            }),
            _ => None,
        };
        Ok(Some(Request {
            taken_by_name: name_of(self.taken_by(request)?)?,
            identity,
            approval,
            approver_name: name_of(record.approver)?,
            reason: record.reason,
            proof: Proof {
                log_entry: record.log_entry.map(i64::unsigned_abs),
                mail: self.outcome_mail(request)?,
                batch: record
                    .batch
                    .or(record.setback.and_then(|setback| setback.batch)),
            },
            setback: record.setback,
            batch_state: match record.batch {
                Some(batch) => self.run_state(batch)?.map(|state| state.state),
                None => None,
            },
            groups: self.groups_named(record.user)?,
            others: self.other_requests(request)?,
            entries: self.request_entries(request)?,
            row,
        }))
    }

    /// The names of the groups of whom a request is.
    fn groups_named(&self, user: Option<UserId>) -> Result<Vec<String>> {
        let Some(user) = user else {
            return Ok(Vec::new());
        };
        let row = self.user_rows(&[user])?.pop();
        Ok(row.map_or_else(Vec::new, |row| row.groups))
    }

    fn taken_by(&self, request: RequestId) -> Result<Option<OperatorId>> {
        let sql = "SELECT taken_by FROM requests WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let by: Option<Option<i64>> = statement
            .query_row(named_params! {":id": request.0}, |row| row.get(0))
            .optional()?;
        Ok(by.flatten().map(OperatorId))
    }

    fn outcome_mail(&self, request: RequestId) -> Result<Option<MailId>> {
        let sql = "SELECT max(id) FROM outbox WHERE request_id = :id AND kind = 'request_outcome'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let id: Option<i64> =
            statement.query_row(named_params! {":id": request.0}, |row| row.get(0))?;
        Ok(id.map(MailId))
    }

    fn request_entries(&self, request: RequestId) -> Result<Vec<RequestEntry>> {
        let sql = "SELECT e.kind, e.at, o.name, e.text FROM request_entries e \
                   LEFT JOIN operators o ON o.id = e.operator_id WHERE e.request_id = :id ORDER BY e.seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let entries = statement.query_map(named_params! {":id": request.0}, |row| {
            Ok(RequestEntry {
                kind: row.get(0)?,
                at: Timestamp(row.get(1)?),
                operator_name: row.get(2)?,
                text: row.get(3)?,
            })
        })?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a message belongs to a request that an operator has claimed, or has recorded while nobody has claimed it.
    pub fn is_mail_of(&self, mail: MailId, operator: OperatorId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox m JOIN requests r ON r.id = m.request_id \
                   WHERE m.id = :id AND coalesce(r.owner_id, r.taken_by) = :operator)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":id": mail.0, ":operator": operator.0};
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Adds a note or a reply.
    pub fn add_request_entry(
        &self,
        request: RequestId,
        kind: EntryKind,
        operator: OperatorId,
        text: &str,
        at: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO request_entries (request_id, seq, kind, at, operator_id, text) VALUES (:id, \
                   (SELECT coalesce(max(seq), 0) + 1 FROM request_entries WHERE request_id = :id), :kind, :at, \
                   :operator, :text)";
        self.connection.prepare_cached(sql)?.execute(named_params! {
            ":id": request.0, ":kind": kind.code(), ":at": at.0, ":operator": operator.0, ":text": text,
        })?;
        Ok(())
    }
}
