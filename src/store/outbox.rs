//! The outbox: mail is queued in the transaction of the act it tells of, and delivered afterwards.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Db, Tx};
use crate::domain::id::{BatchId, MailId, UserId};
use crate::domain::mail::{MailKind, MailRow, MailState};
use crate::domain::time::Timestamp;
use crate::domain::{Language, Page, Window};
use crate::error::Result;

/// A message to queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// No two messages have the same: what happens once is mailed once.
    pub unique_key: String,
    /// What it is about.
    pub kind: MailKind,
    /// Its language.
    pub language: Language,
    /// Address it goes to.
    pub recipient: String,
    /// The learner it concerns.
    pub user: Option<UserId>,
    /// The batch it concerns.
    pub batch: Option<BatchId>,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// The same on every try.
    pub message_id: String,
    /// When.
    pub queued_at: Timestamp,
}

/// A message whose delivery is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedMail {
    /// Which one.
    pub id: MailId,
    /// Address it goes to.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// The same on every try.
    pub message_id: String,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// Deliveries tried.
    pub attempts: u32,
}

impl Db<'_> {
    /// The outbox, newest first.
    pub fn outbox(&self, page: Page) -> Result<Window<MailRow>> {
        let sql = "SELECT id, kind, state, recipient, user_id, batch_id, subject, body, queued_at, sent_at, attempts, \
                   trouble FROM outbox ORDER BY id DESC LIMIT :limit OFFSET :offset";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":limit": page.limit, ":offset": page.offset};
        let rows = statement
            .query_map(parameters, mail_from)?
            .collect::<rusqlite::Result<_>>()?;
        let total: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM outbox")?
            .query_row([], |row| row.get(0))?;
        Ok(Window {
            rows,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// Messages in a state.
    pub fn mail_in(&self, state: MailState) -> Result<u64> {
        let sql = "SELECT count(*) FROM outbox WHERE state = :state";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":state": state.code()}, |row| row.get(0))?)
    }

    /// State of a message.
    pub fn mail_state(&self, mail: MailId) -> Result<Option<MailState>> {
        let sql = "SELECT state FROM outbox WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let code: Option<String> = statement
            .query_row(named_params! {":id": mail.0}, |row| row.get(0))
            .optional()?;
        Ok(code.as_deref().and_then(MailState::from_code))
    }

    /// The next message whose delivery is due.
    pub fn due_mail(&self, now: Timestamp) -> Result<Option<QueuedMail>> {
        let sql = "SELECT id, recipient, subject, body, message_id, queued_at, attempts FROM outbox \
                   WHERE state = 'queued' AND not_before <= :now ORDER BY not_before, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mail = statement.query_row(named_params! {":now": now.0}, |row| {
            Ok(QueuedMail {
                id: MailId(row.get(0)?),
                recipient: row.get(1)?,
                subject: row.get(2)?,
                body: row.get(3)?,
                message_id: row.get(4)?,
                queued_at: Timestamp(row.get(5)?),
                attempts: row.get(6)?,
            })
        });
        Ok(mail.optional()?)
    }

    /// Ids of all messages, for telling delivered files that are still wanted from those that are not.
    pub fn mail_message_ids(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT message_id FROM outbox ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Queues a message; one with the same key is left as it is.
    pub fn queue_mail(&self, mail: &NewMail) -> Result<()> {
        let sql = "INSERT INTO outbox (unique_key, kind, language, recipient, user_id, batch_id, subject, body, \
                   message_id, state, queued_at, not_before) VALUES (:unique_key, :kind, :language, :recipient, \
                   :user, :batch, :subject, :body, :message_id, 'queued', :at, :at) ON CONFLICT (unique_key) DO NOTHING";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":unique_key": mail.unique_key,
                ":kind": mail.kind.code(),
                ":language": mail.language.tag(),
                ":recipient": mail.recipient,
                ":user": mail.user.map(|user| user.0),
                ":batch": mail.batch.map(|batch| batch.0),
                ":subject": mail.subject,
                ":body": mail.body,
                ":message_id": mail.message_id,
                ":at": mail.queued_at.0,
            })?;
        Ok(())
    }

    /// Notes a delivery.
    pub fn mail_sent(&self, mail: MailId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET state = 'sent', sent_at = :at, attempts = attempts + 1, trouble = NULL \
                   WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": mail.0, ":at": at.0})?;
        Ok(())
    }

    /// Notes a delivery that did not work and when to try again; never again makes it failed.
    pub fn mail_not_sent(
        &self,
        mail: MailId,
        trouble: &str,
        again: Option<Timestamp>,
    ) -> Result<()> {
        let sql = "UPDATE outbox SET attempts = attempts + 1, trouble = :trouble, \
                   state = CASE WHEN :again IS NULL THEN 'failed' ELSE 'queued' END, \
                   not_before = coalesce(:again, not_before) WHERE id = :id";
        let again = again.map(|again| again.0);
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": mail.0, ":trouble": trouble, ":again": again})?;
        Ok(())
    }

    /// Lets a message be delivered again at once.
    pub fn queue_again(&self, mail: MailId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE outbox SET state = 'queued', not_before = :now, trouble = NULL WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": mail.0, ":now": now.0})?;
        Ok(())
    }

    /// Removes all mail to and about users from `first` to `last` that are gone.
    pub fn remove_mail_of_gone(&self, first: UserId, last: UserId) -> Result<()> {
        let sql = "DELETE FROM outbox WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = outbox.user_id)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        Ok(())
    }
}

fn mail_from(row: &Row<'_>) -> rusqlite::Result<MailRow> {
    let kind: String = row.get(1)?;
    let state: String = row.get(2)?;
    Ok(MailRow {
        id: MailId(row.get(0)?),
        kind: MailKind::from_code(&kind).unwrap_or(MailKind::BatchCompleted),
        state: MailState::from_code(&state).unwrap_or(MailState::Failed),
        to: row.get(3)?,
        user: row.get::<_, Option<i64>>(4)?.map(UserId),
        batch: row.get::<_, Option<i64>>(5)?.map(BatchId),
        subject: row.get(6)?,
        body: row.get(7)?,
        queued_at: Timestamp(row.get(8)?),
        sent_at: row.get::<_, Option<i64>>(9)?.map(Timestamp),
        attempts: row.get(10)?,
        trouble: row.get(11)?,
    })
}
