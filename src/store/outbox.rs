//! The outbox: mail is queued in the transaction of the act it tells of, and delivered afterwards.
//!
//! Who delivers a message has claimed it for a time. No other process takes it before that time is over, and what a
//! process says of a message whose claim it has lost is not written over what another one said.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Db, Tx};
use crate::domain::id::{BatchId, MailId, OperatorId, RequestId, UserId};
use crate::domain::mail::{MailKind, MailRow, MailState, MailTrouble, MailTroubleKind};
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
    /// The request it belongs to.
    pub request: Option<RequestId>,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// The same on every try.
    pub message_id: String,
    /// When.
    pub queued_at: Timestamp,
}

/// A message that this process may deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedMail {
    /// The right to deliver it.
    pub claim: Claim,
    /// What it is about.
    pub kind: MailKind,
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

/// The right to deliver a message, for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Which message.
    pub mail: MailId,
    /// Until when.
    pub until: Timestamp,
}

/// What can be delivered now. A claim further ahead than any is made was made by a clock that went wrong.
const DUE: &str = "state = 'queued' AND not_before <= :now \
                   AND (sending_until IS NULL OR sending_until <= :now OR sending_until > :until)";

impl Db<'_> {
    /// Whether the word that a request was recorded has not left yet.
    pub fn received_waits(&self, request: RequestId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE request_id = :request AND kind = 'request_received' \
                   AND state = 'queued' AND attempts = 0 AND sending_until IS NULL)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":request": request.0}, |row| row.get(0))?)
    }

    /// The outbox, newest first; of one operator, only mail of their own requests.
    pub fn outbox(&self, owner: Option<OperatorId>, page: Page) -> Result<Window<MailRow>> {
        let matching = "FROM outbox m WHERE (:owner IS NULL OR EXISTS (SELECT 1 FROM requests r \
                        WHERE r.id = m.request_id AND coalesce(r.owner_id, r.taken_by) = :owner))";
        let owner = owner.map(|owner| owner.0);
        let sql = format!(
            "SELECT m.id, m.kind, m.state, m.recipient, m.user_id, m.batch_id, m.subject, m.body, m.queued_at, \
             m.sent_at, m.attempts, m.trouble, m.request_id {matching} ORDER BY m.id DESC LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters =
            named_params! {":owner": owner, ":limit": page.limit, ":offset": page.offset};
        let rows = statement
            .query_map(parameters, mail_from)?
            .collect::<rusqlite::Result<_>>()?;
        let total: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {matching}"))?
            .query_row(named_params! {":owner": owner}, |row| row.get(0))?;
        Ok(Window {
            rows,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// One message.
    pub fn mail(&self, mail: MailId) -> Result<Option<MailRow>> {
        let sql = "SELECT id, kind, state, recipient, user_id, batch_id, subject, body, queued_at, sent_at, attempts, \
                   trouble, request_id FROM outbox WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":id": mail.0}, mail_from);
        Ok(found.optional()?)
    }

    /// Messages in a state.
    pub fn mail_in(&self, state: MailState) -> Result<u64> {
        let sql = "SELECT count(*) FROM outbox WHERE state = :state";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":state": state.code()}, |row| row.get(0))?)
    }

    /// Messages in a state; of one operator, only mail of their own requests.
    pub fn mail_seen(&self, owner: Option<OperatorId>, state: MailState) -> Result<u64> {
        let sql = "SELECT count(*) FROM outbox m WHERE m.state = :state AND (:owner IS NULL OR EXISTS (SELECT 1 \
                   FROM requests r WHERE r.id = m.request_id AND coalesce(r.owner_id, r.taken_by) = :owner))";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters =
            named_params! {":state": state.code(), ":owner": owner.map(|owner| owner.0)};
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }

    /// What is in the way of the newest message that waits because of it; of one operator, only of mail of their own
    /// requests.
    pub fn mail_waits_for(&self, owner: Option<OperatorId>) -> Result<Option<MailTrouble>> {
        let sql = "SELECT m.trouble FROM outbox m WHERE m.state = 'queued' AND m.trouble IS NOT NULL AND \
                   (:owner IS NULL OR EXISTS (SELECT 1 FROM requests r WHERE r.id = m.request_id AND \
                   coalesce(r.owner_id, r.taken_by) = :owner)) ORDER BY m.id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":owner": owner.map(|owner| owner.0)};
        let text: Option<String> = statement
            .query_row(parameters, |row| row.get(0))
            .optional()?;
        Ok(text.as_deref().map(MailTrouble::from_stored))
    }

    /// State of a message.
    pub fn mail_state(&self, mail: MailId) -> Result<Option<MailState>> {
        let sql = "SELECT state FROM outbox WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let state = statement.query_row(named_params! {":id": mail.0}, |row| row.get(0));
        Ok(state.optional()?)
    }

    /// Whether a message could be claimed until a time.
    pub fn mail_is_due(&self, now: Timestamp, until: Timestamp) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM outbox WHERE {DUE})");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":now": now.0, ":until": until.0};
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }

    /// Whether a message waits to be sent, now or later.
    pub fn has_queued_mail(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued')";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Addresses of messages that outlived their learners and wait to be sent.
    pub fn fleeting_recipients(&self) -> Result<Vec<String>> {
        let sql = "SELECT recipient FROM outbox WHERE fleeting = 1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let recipients = statement.query_map([], |row| row.get(0))?;
        Ok(recipients.collect::<rusqlite::Result<_>>()?)
    }

    /// Addresses that may stand in the files and are no learner's: of operators, and of whoever a letter goes to.
    pub fn addresses_of_others(&self) -> Result<Vec<String>> {
        let sql = "SELECT email FROM operators WHERE email IS NOT NULL UNION SELECT recipient FROM outbox";
        let mut statement = self.connection.prepare_cached(sql)?;
        let addresses = statement.query_map([], |row| row.get(0))?;
        Ok(addresses.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of all messages whose delivered files are wanted still: those of the outbox, and farewells that have seen no
    /// purge yet.
    pub fn wanted_message_ids(&self) -> Result<HashSet<String>> {
        let sql =
            "SELECT message_id FROM outbox UNION SELECT message_id FROM farewells WHERE purges = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Message-IDs of mail that went with its learner and whose files have not been removed yet.
    pub fn gone_message_ids(&self) -> Result<HashSet<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT message_id FROM mail_gone")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Message-IDs of mail that was sent, each with the moment.
    pub fn sent_message_ids(&self) -> Result<Vec<(String, Timestamp)>> {
        let sql = "SELECT message_id, coalesce(sent_at, queued_at) FROM outbox WHERE state = 'sent' ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let sent = statement.query_map([], |row| Ok((row.get(0)?, Timestamp(row.get(1)?))))?;
        Ok(sent.collect::<rusqlite::Result<_>>()?)
    }

    /// Every folder that ever took mail for this account, other than the one beside the database.
    pub fn mail_folders(&self) -> Result<Vec<PathBuf>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path FROM mail_folders ORDER BY path")?;
        let paths = statement.query_map([], |row| Ok(PathBuf::from(row.get::<_, String>(0)?)))?;
        Ok(paths.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Notes a folder that takes mail.
    pub fn note_mail_folder(&self, path: &Path) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO mail_folders (path) VALUES (:path)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":path": path.to_string_lossy()})?;
        Ok(())
    }

    /// Forgets mail whose files have been removed.
    pub fn forget_gone_mail(&self) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM mail_gone")?
            .execute([])?;
        Ok(())
    }

    /// Notes that a message which waits here was sent by a copy of this database that is gone.
    pub fn note_sent_elsewhere(&self, message_id: &str, at: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET state = 'sent', sent_at = :at, trouble = NULL WHERE message_id = :id AND state = 'queued'";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": message_id, ":at": at.0})?;
        Ok(())
    }

    /// Queues a message; one with the same key is left as it is.
    pub fn queue_mail(&self, mail: &NewMail) -> Result<()> {
        let sql = "INSERT INTO outbox (unique_key, kind, language, recipient, user_id, batch_id, request_id, subject, \
                   body, message_id, state, queued_at, not_before) VALUES (:unique_key, :kind, :language, :recipient, \
                   :user, :batch, :request, :subject, :body, :message_id, 'queued', :at, :at) \
                   ON CONFLICT (unique_key) DO NOTHING";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":unique_key": mail.unique_key,
                ":kind": mail.kind.code(),
                ":language": mail.language.code(),
                ":recipient": mail.recipient,
                ":user": mail.user.map(|user| user.0),
                ":batch": mail.batch.map(|batch| batch.0),
                ":request": mail.request.map(|request| request.0),
                ":subject": mail.subject,
                ":body": mail.body,
                ":message_id": mail.message_id,
                ":at": mail.queued_at.0,
            })?;
        Ok(())
    }

    /// Lets messages that wait because of what was in the way of all of them be tried at once.
    pub fn try_now(&self, now: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET not_before = :now WHERE state = 'queued' AND not_before > :now \
                   AND trouble LIKE :code || ': %'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let kinds = MailTroubleKind::ALL.into_iter();
        for kind in kinds.filter(|kind| kind.concerns_all()) {
            statement.execute(named_params! {":now": now.0, ":code": kind.code()})?;
        }
        Ok(())
    }

    /// Takes back the word that a request was recorded, where nobody has begun to deliver it; answers whether it did.
    pub fn take_back_received(&self, request: RequestId) -> Result<bool> {
        let sql = "DELETE FROM outbox WHERE request_id = :request AND kind = 'request_received' \
                   AND state = 'queued' AND attempts = 0 AND sending_until IS NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.execute(named_params! {":request": request.0})? > 0)
    }

    /// Claims the next message whose delivery is due.
    pub fn claim_mail(&self, now: Timestamp, until: Timestamp) -> Result<Option<QueuedMail>> {
        let sql = format!(
            "UPDATE outbox SET sending_until = :until \
             WHERE id = (SELECT id FROM outbox WHERE {DUE} ORDER BY not_before, id LIMIT 1) \
             RETURNING id, recipient, subject, body, message_id, queued_at, attempts, kind"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":now": now.0, ":until": until.0};
        let mail = statement.query_row(parameters, |row| {
            Ok(QueuedMail {
                claim: Claim {
                    mail: MailId(row.get(0)?),
                    until,
                },
                recipient: row.get(1)?,
                subject: row.get(2)?,
                body: row.get(3)?,
                message_id: row.get(4)?,
                queued_at: Timestamp(row.get(5)?),
                attempts: row.get(6)?,
                kind: row.get(7)?,
            })
        });
        Ok(mail.optional()?)
    }

    /// Keeps a claim for longer; one that is lost stays lost.
    pub fn keep_claim(&self, claim: Claim, until: Timestamp) -> Result<Claim> {
        let sql =
            "UPDATE outbox SET sending_until = :until WHERE id = :id AND sending_until = :mine";
        let kept = self.connection.prepare_cached(sql)?.execute(
            named_params! {":id": claim.mail.0, ":mine": claim.until.0, ":until": until.0},
        )?;
        Ok(Claim {
            until: if kept == 1 { until } else { claim.until },
            ..claim
        })
    }

    /// Notes a delivery, whoever holds the claim by now: the message has arrived. What outlived its learner goes; answers
    /// whether it did.
    pub fn mail_sent(&self, mail: MailId, at: Timestamp) -> Result<bool> {
        let farewell = "INSERT OR IGNORE INTO farewells (message_id) \
                        SELECT message_id FROM outbox WHERE id = :id AND fleeting = 1";
        self.connection
            .prepare_cached(farewell)?
            .execute(named_params! {":id": mail.0})?;
        if self.remove_fleeting(mail)? {
            return Ok(true);
        }
        let sql = "UPDATE outbox SET state = 'sent', sent_at = :at, attempts = attempts + 1, trouble = NULL, \
                   sending_until = NULL WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": mail.0, ":at": at.0})?;
        Ok(false)
    }

    /// Notes that the files were purged: farewells that saw it are not wanted at the next purge.
    pub fn age_farewells(&self) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM farewells WHERE purges = 1")?
            .execute([])?;
        self.connection
            .prepare_cached("UPDATE farewells SET purges = 1")?
            .execute([])?;
        Ok(())
    }

    /// Removes a message if it outlived its learner; answers whether it did.
    fn remove_fleeting(&self, mail: MailId) -> Result<bool> {
        let sql = "DELETE FROM outbox WHERE id = :id AND fleeting = 1";
        let gone = self
            .connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": mail.0})?;
        Ok(gone > 0)
    }

    /// Takes back what asks a learner to register who shall not learn any more.
    pub fn stop_invitation(&self, user: UserId) -> Result<u64> {
        let sql =
            "DELETE FROM outbox WHERE user_id = :user AND kind = 'reregister' AND state = 'queued'";
        let parameters = named_params! {":user": user.0};
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }

    /// Notes a delivery that did not work and when to try again. Never again makes it failed; what outlived its learner is
    /// removed then, because its address must not stay, and the answer is the request that it was about.
    pub fn mail_not_sent(
        &self,
        claim: Claim,
        trouble: &MailTrouble,
        again: Option<Timestamp>,
    ) -> Result<Option<RequestId>> {
        if again.is_none() {
            let sql = "SELECT coalesce(request_id, 0) FROM outbox WHERE id = :id AND fleeting = 1";
            let mut statement = self.connection.prepare_cached(sql)?;
            let parameters = named_params! {":id": claim.mail.0};
            let lost = statement.query_row(parameters, |row| Ok(RequestId(row.get(0)?)));
            let lost = lost.optional()?;
            if lost.is_some() {
                self.remove_fleeting(claim.mail)?;
                return Ok(lost);
            }
        }
        let sql = "UPDATE outbox SET attempts = attempts + 1, trouble = :trouble, sending_until = NULL, \
                   state = CASE WHEN :again IS NULL THEN 'failed' ELSE 'queued' END, \
                   not_before = coalesce(:again, not_before) \
                   WHERE id = :id AND sending_until = :mine AND state = 'queued'";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": claim.mail.0,
                ":mine": claim.until.0,
                ":trouble": trouble.stored(),
                ":again": again.map(|again| again.0),
            })?;
        Ok(None)
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

    /// Removes all mail to and about users from `first` to `last` that are gone, but for the outcome of a request that
    /// was not sent yet: it loses its learner and goes once it is sent.
    pub fn remove_mail_of_gone(&self, first: UserId, last: UserId) -> Result<()> {
        let sql = "UPDATE outbox SET fleeting = 1, user_id = NULL WHERE user_id BETWEEN :first AND :last \
                   AND kind = 'request_outcome' AND state = 'queued' \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = outbox.user_id)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        let sql = "INSERT OR IGNORE INTO mail_gone (message_id) SELECT message_id FROM outbox \
                   WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = outbox.user_id)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        let sql = "DELETE FROM outbox WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = outbox.user_id)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        Ok(())
    }
}

fn mail_from(row: &Row<'_>) -> rusqlite::Result<MailRow> {
    let trouble: Option<String> = row.get(11)?;
    Ok(MailRow {
        id: MailId(row.get(0)?),
        kind: row.get(1)?,
        state: row.get(2)?,
        to: row.get(3)?,
        user: row.get::<_, Option<i64>>(4)?.map(UserId),
        batch: row.get::<_, Option<i64>>(5)?.map(BatchId),
        subject: row.get(6)?,
        body: row.get(7)?,
        queued_at: Timestamp(row.get(8)?),
        sent_at: row.get::<_, Option<i64>>(9)?.map(Timestamp),
        attempts: row.get(10)?,
        trouble: trouble.as_deref().map(MailTrouble::from_stored),
        request: row.get::<_, Option<i64>>(12)?.map(RequestId),
    })
}
