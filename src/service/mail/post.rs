//! Mail on its way: claimed in the database, given to the courier, and what came of it written down.
//!
//! A message is never lost: it is `queued` until its delivery is in the database. No two processes deliver the same one
//! at a time, because each claims it first; who dies while delivering lets go when the claim's time is over, and the
//! message goes out again with the same Message-ID. Nothing here waits for a server, but [`Service::deliver`].

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::connect::courier::{Courier, Delivered};
use crate::connect::mail_directory::MailDirectory;
use crate::connect::message::Sender;
use crate::connect::{MailRoad, Mailer, OutgoingMail};
use crate::domain::act::Act;
use crate::domain::identifier::{EmailAddress, Identifier};
use crate::domain::mail::{MailState, MailTrouble};
use crate::domain::operator::{Permission, Session};
use crate::domain::plan::Changes;
use crate::domain::record::{self, Detail};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::account::{access, chain};
use crate::service::directory::identity;
use crate::service::residue::settling;
use crate::service::{Core, Delivery, Notice, Service};
use crate::store::{Claim, Db, Entry, QueuedMail, Tx};

/// How long a message is claimed, in seconds; kept for longer while its delivery goes on.
pub(crate) const CLAIM: i64 = 300;
/// The longest pause before a message is tried again, in seconds.
pub(crate) const LONGEST_PAUSE: i64 = 21_600;
/// How long the command line waits for one message.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it waits before it looks whether the claim must be kept for longer.
const TURN: Duration = Duration::from_secs(10);
/// How long the writer waits at a time for what must be sent before the files are purged.
const GLANCE: Duration = Duration::from_millis(20);
/// How long the end of a process waits for the message under way.
const FAREWELL: Duration = Duration::from_secs(2);
/// The first pause after a trouble that stops every message, in seconds; doubled by each in a row.
const FIRST_REST: i64 = 15;
/// The longest of these pauses.
const LONGEST_REST: i64 = 300;

/// What of the road of mail is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct MailFacts {
    /// Whom mail comes from.
    pub sender: Sender,
    /// Why no mail leaves.
    pub closed: Option<String>,
    /// Whether the configuration says where mail goes.
    pub set_up: bool,
}

/// What delivers mail, and what is under way.
pub(crate) struct Post {
    courier: Option<Courier>,
    closed: Option<String>,
    under_way: Option<UnderWay>,
    /// A result that could not be written down yet.
    unwritten: Option<Delivered>,
    rest: Rest,
    last_letters: LastLetters,
}

/// Letters to people deleted that are over: nothing of them is in the outbox any more, so they are counted here.
#[derive(Debug, Clone, Copy, Default)]
struct LastLetters {
    sent: u64,
    /// Refused for good.
    lost: u64,
}

impl LastLetters {
    fn note(&mut self, over: Option<LastLetter>) {
        match over {
            Some(LastLetter::Sent) => self.sent += 1,
            Some(LastLetter::Lost) => self.lost += 1,
            None => {}
        }
    }
}

/// How a last letter ended.
#[derive(Debug, Clone, Copy)]
enum LastLetter {
    Sent,
    Lost,
}

/// The message that the courier has.
#[derive(Debug, Clone, Copy)]
struct UnderWay {
    claim: Claim,
    attempts: u32,
}

/// A pause after trouble that stops every message.
#[derive(Debug, Clone, Copy, Default)]
struct Rest {
    until: Option<Timestamp>,
    in_a_row: u32,
}

impl Rest {
    fn is_over(self, now: Timestamp) -> bool {
        // A clock that was set back must not make the pause endless.
        self.until
            .is_none_or(|until| until <= now || until.0 > now.0 + LONGEST_REST)
    }

    fn after(self, delivered: &Delivered, now: Timestamp) -> Self {
        match delivered {
            Err(trouble) if trouble.kind.concerns_all() => {
                let pause = (FIRST_REST << self.in_a_row.min(9)).min(LONGEST_REST);
                Self {
                    until: Some(Timestamp(now.0 + pause)),
                    in_a_row: self.in_a_row + 1,
                }
            }
            _ => Self::default(),
        }
    }
}

impl Post {
    /// The post by a road; `usual` is the folder beside the database.
    pub(crate) fn new(road: &MailRoad, usual: PathBuf) -> Self {
        let closed = match road {
            MailRoad::Closed(why) => Some(why.clone()),
            MailRoad::Usual | MailRoad::Folder(..) | MailRoad::Server(_) => None,
        };
        Self {
            courier: road.mailer(usual).map(Courier::new),
            closed,
            under_way: None,
            unwritten: None,
            rest: Rest::default(),
            last_letters: LastLetters::default(),
        }
    }

    /// The post by a mailer that is no road of the configuration; `folder` is the one beside the database.
    pub(crate) fn by(mailer: Box<dyn Mailer>, folder: PathBuf) -> Self {
        Self {
            courier: Some(Courier::new(mailer)),
            ..Self::new(&MailRoad::Usual, folder)
        }
    }

    /// Whether a message is under way, or its result waits to be written down.
    pub(crate) const fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether there is a road by which mail can leave.
    pub(crate) const fn sends(&self) -> bool {
        self.courier.is_some()
    }

    /// Ends a pause: somebody wants mail to go now.
    pub(crate) fn wake(&mut self) {
        self.rest = Rest::default();
    }

    /// Waits for a file that is just being written, which the removal of delivered mail would miss.
    pub(crate) fn pause_for_removal(&mut self) {
        self.collect(FAREWELL);
    }

    fn collect(&mut self, patience: Duration) {
        if let (None, Some(courier)) = (&self.unwritten, &mut self.courier) {
            self.unwritten = courier.collect(patience);
        }
    }
}

/// Removes delivered messages of learners who are gone from every folder that ever took mail of this account. What
/// cannot be removed is out of reach, like mail that has left by a server.
pub(crate) fn forget_gone(db: &Db<'_>, core: &Core) -> Result<()> {
    let (gone, wanted) = (db.gone_message_ids()?, db.wanted_message_ids()?);
    let is_gone = |message_id: &str, to: Option<&str>| {
        if wanted.contains(message_id) {
            return false;
        }
        gone.contains(message_id) || to.is_some_and(|to| is_of_a_deleted(db, core, to))
    };
    let usual = std::iter::once(core.place.mail.clone());
    for folder in usual.chain(db.mail_folders()?) {
        let _ = MailDirectory::new(folder, Sender::default()).forget(&is_gone);
    }
    Ok(())
}

/// Whether an address is that of a deleted user of this account.
fn is_of_a_deleted(db: &Db<'_>, core: &Core, address: &str) -> bool {
    let Ok(email) = EmailAddress::parse(address) else {
        return false;
    };
    let found = identity::look_up(db, core, &Identifier::Email(email));
    matches!(found, Ok(identity::Named::Deleted(_)))
}

impl Service {
    /// Chooses the road by which mail leaves; what was under way on the former one is waited for a moment.
    pub fn set_mail_road(&mut self, road: &MailRoad) {
        self.finish_mail();
        if let MailRoad::Closed(why) = road {
            self.notices.push(Notice::MailClosed(why.clone()));
        }
        if let Ok(mut facts) = self.core.mail() {
            facts.sender = road.sender();
            facts.set_up = matches!(road, MailRoad::Folder(..) | MailRoad::Server(_));
            facts.closed = match road {
                MailRoad::Closed(why) => Some(why.clone()),
                MailRoad::Usual | MailRoad::Folder(..) | MailRoad::Server(_) => None,
            };
        }
        self.post = Post::new(road, self.core.place.mail.clone());
        if let MailRoad::Folder(path, _) = road {
            // Where it cannot be noted, nothing can be written at all, and so no mail is sent.
            let _ = self.note_mail_folder(path);
        }
    }

    fn note_mail_folder(&mut self, path: &Path) -> Result<()> {
        let path = std::path::absolute(path).map_err(|error| Error::from_io(&error, path))?;
        if self.store.db().mail_folders()?.contains(&path) {
            return Ok(());
        }
        self.store.write(|tx| tx.note_mail_folder(&path))
    }

    /// Delivers the mail that is due, and does nothing else; waits for each message up to a deadline, and gives up
    /// for now at trouble that stops every message. Needs `Permission::SendAgain`.
    pub fn deliver(&mut self, session: &Session) -> Result<Delivery> {
        access::authorise(&self.store.db(), session, Permission::SendAgain)?;
        if let Some(why) = &self.post.closed {
            return Err(Error::Usage(why.clone()));
        }
        let failed_before = self.store.db().mail_in(MailState::Failed)?;
        let sent_before = self.store.db().mail_in(MailState::Sent)?;
        let before = self.post.last_letters;
        self.post.wake();
        // What was in the way of every message may be out of it by now: whoever asks for mail to go wants it to be tried.
        let now = self.core.now();
        self.store.write(|tx| tx.try_now(now))?;
        let mut trouble = None;
        loop {
            self.attend_mail()?;
            if !self.post.is_under_way() {
                break;
            }
            self.wait_for_mail(PATIENCE)?;
            match &self.post.unwritten {
                None => break,
                Some(Err(found)) if found.kind.concerns_all() => trouble = Some(found.clone()),
                Some(_) => {}
            }
        }
        self.pay_purge()?;
        let db = self.store.db();
        Ok(Delivery {
            sent: db.mail_in(MailState::Sent)?.saturating_sub(sent_before)
                + (self.post.last_letters.sent - before.sent),
            failed: db.mail_in(MailState::Failed)?.saturating_sub(failed_before)
                + (self.post.last_letters.lost - before.lost),
            queued: db.mail_in(MailState::Queued)?,
            trouble,
        })
    }

    /// Sends what outlives its learner only until it has been sent, as far as that goes in a moment: whoever waits
    /// for the purge must not wait for a slow server, nor for all the mail before.
    pub(crate) fn send_fleeting(&mut self) -> Result<()> {
        let mut left = FAREWELL;
        while !left.is_zero() && !self.store.db().fleeting_recipients()?.is_empty() {
            self.attend_mail()?;
            if !self.post.is_under_way() {
                break;
            }
            self.post.collect(GLANCE);
            left = left.saturating_sub(GLANCE);
        }
        self.attend_mail()?;
        Ok(())
    }

    /// Waits for the message under way, if there is one, and keeps it claimed meanwhile.
    pub fn wait_for_mail(&mut self, patience: Duration) -> Result<()> {
        let mut left = patience;
        while self.post.is_under_way() && self.post.unwritten.is_none() && !left.is_zero() {
            let turn = left.min(TURN);
            left -= turn;
            self.post.collect(turn);
            self.keep_claim()?;
        }
        Ok(())
    }

    /// Writes down what came of the message under way and gives the courier the next one that is due, in one
    /// transaction. Waits for nothing. Answers what changed.
    pub(crate) fn attend_mail(&mut self) -> Result<Changes> {
        self.post.collect(Duration::ZERO);
        let now = self.core.now();
        let until = Timestamp(now.0 + CLAIM);
        let result = self.post.under_way.zip(self.post.unwritten.clone());
        let rest = match &result {
            Some((_, delivered)) => self.post.rest.after(delivered, now),
            None => self.post.rest,
        };
        let is_free = self.post.under_way.is_none() || result.is_some();
        let takes_next = is_free
            && self.post.courier.is_some()
            && rest.is_over(now)
            && self.store.db().mail_is_due(now, until)?;
        if result.is_none() && !takes_next {
            self.keep_claim()?;
            return Ok(Changes::empty());
        }
        let core = &self.core;
        let mut over = None;
        let next = self.store.write(|tx| {
            if let Some((mail, delivered)) = &result {
                over = write_down(tx, core, *mail, delivered)?;
            }
            let next = if takes_next {
                tx.claim_mail(now, until)?
            } else {
                None
            };
            core.at("mail", "before the commit of its claim");
            Ok(next)
        })?;
        self.core.at("mail", "after the commit of its claim");
        self.post.last_letters.note(over);
        self.post.rest = rest;
        self.post.under_way = None;
        self.post.unwritten = None;
        if let Some(mail) = next {
            self.send(mail);
        }
        Ok(match result {
            Some(_) => Changes::OUTBOX.union(Changes::LOG),
            None => Changes::empty(),
        })
    }

    fn send(&mut self, mail: QueuedMail) {
        let Some(courier) = &mut self.post.courier else {
            return;
        };
        self.post.under_way = Some(UnderWay {
            claim: mail.claim,
            attempts: mail.attempts,
        });
        courier.give(OutgoingMail {
            to: mail.recipient,
            subject: mail.subject,
            body: mail.body,
            message_id: mail.message_id,
            date: mail.queued_at,
            automatic: !mail.kind.is_by_hand(),
        });
    }

    /// Keeps the message under way claimed when half of its time is over.
    fn keep_claim(&mut self) -> Result<()> {
        let now = self.core.now();
        let Some(mail) = self.post.under_way else {
            return Ok(());
        };
        if mail.claim.until.0 - now.0 > CLAIM / 2 {
            return Ok(());
        }
        let until = Timestamp(now.0 + CLAIM);
        let claim = self.store.write(|tx| tx.keep_claim(mail.claim, until))?;
        self.post.under_way = Some(UnderWay { claim, ..mail });
        Ok(())
    }

    /// Waits a moment for the message under way and writes down what came of it; what has not come by then goes out
    /// again when its claim's time is over.
    fn finish_mail(&mut self) {
        if !self.post.is_under_way() {
            return;
        }
        self.post.collect(FAREWELL);
        let delivered = self.post.unwritten.take();
        if let (Some(mail), Some(delivered)) = (self.post.under_way.take(), delivered) {
            let core = &self.core;
            // Where this cannot be written, the message goes out once more.
            let written = self
                .store
                .write(|tx| write_down(tx, core, mail, &delivered));
            self.post.last_letters.note(written.ok().flatten());
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.finish_mail();
    }
}

/// Writes down what came of a message; answers how it ended where it is the last letter to somebody deleted. Nothing of
/// that one may stay but that it is so, so the files are to be purged of its address.
fn write_down(
    tx: &Tx<'_>,
    core: &Core,
    mail: UnderWay,
    delivered: &Delivered,
) -> Result<Option<LastLetter>> {
    let now = core.now();
    let trouble = match delivered {
        Ok(()) => {
            let is_last = tx.mail_sent(mail.claim.mail, now)?;
            if is_last {
                settling::owe_purge(tx)?;
            }
            return Ok(is_last.then_some(LastLetter::Sent));
        }
        Err(trouble) => trouble,
    };
    let again = again_at(trouble, mail.attempts, now);
    let Some(request) = tx.mail_not_sent(mail.claim, trouble, again)? else {
        return Ok(None);
    };
    settling::owe_purge(tx)?;
    let words = trouble.stored();
    let words = words.split_whitespace().filter(|word| !word.contains('@'));
    let words: Vec<&str> = words.collect();
    let reason = format!("#{} {}", request.0, words.join(" "));
    let entry = Entry {
        at: now,
        operator: None,
        act: Act::MailLost,
        user: None,
        batch: None,
        detail: Detail::Because {
            reason: record::Rest(reason),
        },
    };
    chain::append(tx, core, &entry)?;
    Ok(Some(LastLetter::Lost))
}

/// When a message is tried again: after a minute, doubled by each try, at most six hours, or a quarter of an hour when
/// it is not the message that is to blame. Never when it was refused.
fn again_at(trouble: &MailTrouble, attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let longest = if trouble.kind.concerns_all() {
        900
    } else {
        LONGEST_PAUSE
    };
    let pause = (60_i64 << attempts.min(9)).min(longest);
    (!trouble.kind.is_final()).then_some(Timestamp(now.0 + pause))
}
