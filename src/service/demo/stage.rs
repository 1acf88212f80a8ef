//! Where the story of a demo account is played: a clock that is set back, operators, and a postman who carries nothing.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::connect::{Mailer, OutgoingMail};
use crate::domain::Page;
use crate::domain::id::{BatchId, RequestId, UserId};
use crate::domain::mail::{MailTrouble, MailTroubleKind};
use crate::domain::op::{AccountOp, BatchOp, Op, RequestOp};
use crate::domain::operator::Session;
use crate::domain::plan::Receipt;
use crate::domain::provider::Handover;
use crate::domain::query::ReviewSource;
use crate::domain::request::{NewRequest, Reply, RequestKind};
use crate::domain::settings::{Settings, SettingsChange};
use crate::domain::time::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::service::account::passphrase;
use crate::service::demo::seed;
use crate::service::demo::seed::{SeedLearner, Seeder};
use crate::service::mail::post::Post;
use crate::service::{Reader, Service};
use crate::store::RequestRecord;
use crate::texts::Texts;

/// Seconds between two acts.
const BREATH: i64 = 140;
/// Where the search for learners to be listed in a file begins.
const LISTED: u64 = 210;
/// Steps of background work after which something is wrong.
const MOST_STEPS: u32 = 1_000;

/// A clock that stands where it is put.
#[derive(Debug)]
pub(super) struct StageClock(AtomicI64);

impl StageClock {
    pub(super) const fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    fn put(&self, moment: Timestamp) {
        self.0.store(moment.0, Ordering::SeqCst);
    }
}

impl Clock for StageClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Carries no message anywhere, and knows two addresses that are trouble.
struct Postman {
    unknown: Option<String>,
    deferred: Option<String>,
}

impl Mailer for Postman {
    fn deliver(&mut self, mail: &OutgoingMail) -> std::result::Result<(), MailTrouble> {
        let is = |address: &Option<String>| address.as_ref() == Some(&mail.to);
        if is(&self.unknown) {
            return Err(MailTrouble {
                kind: MailTroubleKind::Refused,
                words: "550 5.1.1 mailbox unavailable".to_owned(),
            });
        }
        if is(&self.deferred) {
            return Err(MailTrouble {
                kind: MailTroubleKind::Deferred,
                words: "452 4.2.2 mailbox full, try again later".to_owned(),
            });
        }
        Ok(())
    }
}

/// The stage.
pub(super) struct Stage<'s> {
    service: Service,
    reader: Reader,
    clock: Arc<StageClock>,
    seeder: &'s Seeder,
    /// The moment at which the demo is opened.
    pub(super) now: Timestamp,
    /// What is written, in the language of the account.
    pub(super) texts: Texts,
    admin: Session,
    used: BTreeSet<u64>,
    uploads: tempfile::TempDir,
}

impl<'s> Stage<'s> {
    pub(super) fn set(
        service: Service,
        clock: Arc<StageClock>,
        seeder: &'s Seeder,
        now: Timestamp,
    ) -> Result<Self> {
        let reader = service.reader()?;
        let uploads =
            tempfile::tempdir().map_err(|error| Error::from_io(&error, &std::env::temp_dir()))?;
        let admin = session(&service, seed::ADMIN.name)?;
        let texts = Texts::new(service.store.db().settings()?.language);
        let mut stage = Self {
            service,
            reader,
            clock,
            seeder,
            now,
            texts,
            admin,
            used: BTreeSet::new(),
            uploads,
        };
        stage.hire_postman(None, None);
        Ok(stage)
    }

    /// Ends the story: the service, with the clock as it should be.
    pub(super) fn end(mut self) -> Result<Service> {
        self.deliver()?;
        self.clock.put(self.now);
        Ok(self.service)
    }

    /// Learners whose mail is refused and deferred from now on.
    pub(super) fn hire_postman(&mut self, unknown: Option<u64>, deferred: Option<u64>) {
        let address = |index: Option<u64>| index.and_then(|index| self.learner(index).email);
        let postman = Postman {
            unknown: address(unknown),
            deferred: address(deferred),
        };
        let folder = self.service.core.place.mail.clone();
        self.service.post = Post::by(Box::new(postman), folder);
    }

    /// The session of an operator.
    pub(super) fn operator(&self, name: &str) -> Result<Session> {
        session(&self.service, name)
    }

    /// Goes on to a time of a working day so many days ago.
    pub(super) fn day(&mut self, days_ago: u64, hour: i64, minute: i64) -> Result<()> {
        self.go_on_to(self.seeder.working_day(days_ago, hour, minute))
    }

    /// Goes on by so many hours: on the same day, so that nothing expires over a weekend.
    pub(super) fn later(&mut self, hours: i64) -> Result<()> {
        let now = self.clock.now();
        self.go_on_to(Timestamp(now.0 + hours * 3_600))
    }

    /// Goes on to so many minutes before the demo is opened.
    pub(super) fn before_now(&mut self, minutes: i64) -> Result<()> {
        self.go_on_to(Timestamp(self.now.0 - minutes * 60))
    }

    /// Mail goes out first; the clock never goes back.
    fn go_on_to(&mut self, moment: Timestamp) -> Result<()> {
        self.deliver()?;
        let earliest = self.clock.now().0 + BREATH;
        self.clock.put(Timestamp(moment.0.max(earliest)));
        Ok(())
    }

    /// Does one act, and takes a breath.
    pub(super) fn act(&mut self, who: &Session, op: &Op) -> Result<Receipt> {
        let outcome = self.service.execute(who, op, None)?;
        self.clock.put(Timestamp(self.clock.now().0 + BREATH));
        Ok(outcome.receipt)
    }

    /// Delivers all mail that is due.
    pub(super) fn deliver(&mut self) -> Result<()> {
        self.service.deliver(&self.admin).map(drop)
    }

    /// Lets the background work until there is nothing left to do, such as a batch.
    pub(super) fn work(&mut self) -> Result<()> {
        for _ in 0..MOST_STEPS {
            let step = self.service.step()?;
            if !step.more && step.progress.is_none() {
                return self.deliver();
            }
        }
        Err(Error::Bug("the demo's work does not end".to_owned()))
    }

    /// Takes a request down and answers its number; channel and note are messages.
    pub(super) fn request(
        &mut self,
        who: &Session,
        kind: RequestKind,
        index: u64,
        channel: &str,
        note: &str,
    ) -> Result<RequestId> {
        let words = (String::new(), self.texts.message(note));
        self.take_down(who, kind, index, channel, words)
    }

    /// The same, asked by somebody else than the learner: who, and the words.
    pub(super) fn request_by(
        &mut self,
        who: &Session,
        kind: RequestKind,
        index: u64,
        channel: &str,
        (asked_by, note): (&str, &str),
    ) -> Result<RequestId> {
        let words = (self.texts.message(asked_by), self.texts.message(note));
        self.take_down(who, kind, index, channel, words)
    }

    fn take_down(
        &mut self,
        who: &Session,
        kind: RequestKind,
        index: u64,
        channel: &str,
        (asked_by, note): (String, String),
    ) -> Result<RequestId> {
        let new = NewRequest {
            user: user(index),
            kind,
            channel: self.texts.message(channel),
            asked_by,
            note,
        };
        match self.act(who, &Op::Request(RequestOp::New(Box::new(new))))? {
            Receipt::RequestTaken(request) => Ok(request),
            other => Err(Error::Bug(format!("{other:?}"))),
        }
    }

    /// Notes how the identity was verified: a message.
    pub(super) fn verify(&mut self, who: &Session, request: RequestId, how: &str) -> Result<()> {
        let how = Some(self.texts.message(how));
        self.act(who, &Op::Request(RequestOp::Verify { request, how }))
            .map(drop)
    }

    /// Does what was asked, or asks for approval.
    pub(super) fn do_it(&mut self, who: &Session, request: RequestId) -> Result<()> {
        let op = Op::Request(RequestOp::Do {
            request,
            phrase: None,
            unverified: None,
        });
        self.act(who, &op).map(drop)
    }

    /// Writes a note for operators: a message.
    pub(super) fn note_on(&mut self, who: &Session, request: RequestId, text: &str) -> Result<()> {
        let text = self.texts.message(text);
        self.act(who, &Op::Request(RequestOp::Note { request, text }))
            .map(drop)
    }

    /// Replies to the learner with a message, and waits for the answer if it is asked for.
    pub(super) fn reply(
        &mut self,
        who: &Session,
        request: RequestId,
        text: &str,
        wait: bool,
    ) -> Result<()> {
        let reply = Reply::Text(self.texts.message(text));
        let op = Op::Request(RequestOp::Reply {
            request,
            reply,
            wait,
        });
        self.act(who, &op).map(drop)
    }

    /// A request as it is stored.
    pub(super) fn record(&self, request: RequestId) -> Result<RequestRecord> {
        let record = self.service.store.db().request_record(request)?;
        record.ok_or_else(|| Error::NotFound(request.to_string()))
    }

    /// Claims a request as it is.
    pub(super) fn claim(&mut self, who: &Session, request: RequestId) -> Result<()> {
        let version = self.record(request)?.version;
        let op = Op::Request(RequestOp::Claim { request, version });
        self.act(who, &op).map(drop)
    }

    /// Approves a request as it is.
    pub(super) fn approve(&mut self, who: &Session, request: RequestId) -> Result<()> {
        let seal = self.record(request)?.approval_seal.unwrap_or_default();
        let op = Op::Request(RequestOp::Approve {
            request,
            seal,
            phrase: None,
            unverified: None,
        });
        self.act(who, &op).map(drop)
    }

    /// Uploads a deletion CSV and confirms it.
    pub(super) fn confirm(
        &mut self,
        who: &Session,
        file_name: &str,
        rows: &[String],
        wait_days: u8,
    ) -> Result<BatchId> {
        let path: PathBuf = self.uploads.path().join(file_name);
        let text = format!(
            "primary_email_address,unique_user_id\n{}\n",
            rows.join("\n")
        );
        std::fs::write(&path, text).map_err(|error| Error::from_io(&error, &path))?;
        let source = ReviewSource::File(path);
        let review = self.reader.review(who, &source, &mut |_| true)?;
        let op = Op::Batch(BatchOp::Confirm {
            review: review.token,
            wait_days,
            phrase: review.gate.phrase(),
            again: false,
        });
        match self.act(who, &op)? {
            Receipt::BatchConfirmed(batch) => Ok(batch),
            other => Err(Error::Bug(format!("{other:?}"))),
        }
    }

    /// The settings of the account.
    pub(super) fn settings(&self) -> Result<Settings> {
        self.service.store.db().settings()
    }

    /// Changes the account settings to these.
    pub(super) fn change_settings(&mut self, who: &Session, wanted: Settings) -> Result<()> {
        let seen = self.settings()?;
        let change = SettingsChange { seen, wanted };
        self.act(
            who,
            &Op::Account(AccountOp::ChangeSettings(Box::new(change))),
        )
        .map(drop)
    }

    /// Approves a change of the account settings that somebody else asked for.
    pub(super) fn approve_settings(&mut self, who: &Session, wanted: Settings) -> Result<()> {
        let seen = self.settings()?;
        let change = SettingsChange { seen, wanted };
        self.act(
            who,
            &Op::Account(AccountOp::ApproveSettings(Box::new(change))),
        )
        .map(drop)
    }

    /// Rows of a deletion CSV that name so many learners who play no part yet.
    pub(super) fn rows_of(&mut self, count: usize) -> Result<Vec<String>> {
        let mut rows = Vec::new();
        for _ in 0..count {
            let index = self.somebody(LISTED, |_| true)?;
            let learner = self.learner(index);
            let email = learner.email.unwrap_or_default();
            rows.push(format!("{email},{}", learner.unique_id));
        }
        Ok(rows)
    }

    /// Users who play no part yet and fit, so many.
    pub(super) fn somebodies(
        &mut self,
        count: usize,
        fits: impl Fn(&SeedLearner) -> bool,
    ) -> Result<Vec<UserId>> {
        let fits = &fits;
        (0..count)
            .map(|_| self.somebody(LISTED, fits).map(user))
            .collect()
    }

    /// Portions given to the provider.
    pub(super) fn handovers(&self, page: Page) -> Result<Vec<Handover>> {
        Ok(self.service.store.db().handovers(page)?.rows)
    }

    /// The story's present moment.
    pub(super) fn moment(&self) -> Timestamp {
        self.clock.now()
    }

    /// The learner of an index.
    pub(super) fn learner(&self, index: u64) -> SeedLearner {
        self.seeder.learner(index)
    }

    /// The next learner from an index on who fits, has an address and no hold, and plays no part yet.
    pub(super) fn somebody(
        &mut self,
        from: u64,
        fits: impl Fn(&SeedLearner) -> bool,
    ) -> Result<u64> {
        let found = (from..super::WHOLE_STORY).find(|index| {
            let learner = self.learner(*index);
            let is_free = learner.hold.is_none() && learner.email.is_some();
            is_free && !self.used.contains(index) && fits(&learner)
        });
        let index = found.ok_or_else(|| Error::Bug("the demo has too few learners".to_owned()))?;
        self.used.insert(index);
        Ok(index)
    }

    /// The month of the story's present moment, as `YYYY-MM`.
    pub(super) fn month(&self) -> String {
        seed::totals::month_name(self.clock.now().0.div_euclid(Timestamp::DAY))
    }
}

/// The user of an index among the learners who are added first.
pub(super) fn user(index: u64) -> UserId {
    UserId(i64::try_from(index).unwrap_or_default() + 1)
}

fn session(service: &Service, name: &str) -> Result<Session> {
    let operator = service.store.db().operator_named(name)?;
    let operator = operator.ok_or_else(|| Error::NotFound(name.to_owned()))?;
    Ok(passphrase::session(&operator))
}
