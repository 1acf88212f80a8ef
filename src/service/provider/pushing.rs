//! A run of calls: what is in doubt is asked about first, then what is prepared is sent, several at once.
//!
//! One process does it at a time. Each call is written down before it is made and its end after, by acts like any other,
//! so a run that is killed anywhere leaves every change where the next one finds it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::connect::scim::{
    Deed, Desk, Entry, Errand, Fault, Known, Leave, Manner, Outcome, Proof, Scim, Stop, work,
};
use crate::domain::id::ChangeId;
use crate::domain::identifier::{EmailAddress, Identifier, UniqueId};
use crate::domain::op::Op;
use crate::domain::operator::Session;
use crate::domain::plan::Receipt;
use crate::domain::provider::identity::{Identifiers, Mismatch};
use crate::domain::provider::{
    CallEnd, CallEntry, ChangeState, ProviderOp, ProviderReceipt, Refusal,
};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::service::account::connection::capabilities;
use crate::service::deletion::lock;
use crate::service::ops::may_call;
use crate::service::provider::books::Books;
use crate::store::Pushable;

/// Changes that are looked at at a time: soon after, they are gone through.
const PAGE: usize = 16;
/// How often a run begins anew because a change moved under it.
const ROUNDS: u32 = 20;

/// How far a run of calls is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PushTally {
    /// Changes that were open when it began.
    pub total: u64,
    /// Those of them that have been through.
    pub done: u64,
    /// Those that are confirmed.
    pub confirmed: u64,
    /// Those that the server took on.
    pub accepted: u64,
    /// Those that were refused.
    pub refused: u64,
    /// Those of which it is not known what came.
    pub in_doubt: u64,
    /// Calls that were made.
    pub calls: u64,
}

/// What a run of calls came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PushReport {
    /// How far it came.
    pub tally: PushTally,
    /// Changes that are still prepared for calls, and in doubt.
    pub left: (u64, u64),
    /// Changes for which nothing may be sent now, and why, by the code of the reason.
    pub held: BTreeMap<&'static str, (Reason, u64)>,
    /// Deletions that go by file because the server deletes nobody.
    pub diverted: u64,
    /// What ended it before its end.
    pub ended: Option<Fault>,
}

/// A run of calls that has begun: nobody else makes any meanwhile.
pub(crate) struct Begun {
    _lock: lock::BatchLock,
    prepared: u64,
    in_doubt: u64,
}

impl Begun {
    /// Changes that are open.
    pub(crate) const fn total(&self) -> u64 {
        self.prepared + self.in_doubt
    }
}

/// Begins a run of calls, unless another one is under way.
pub(crate) fn begin(service: &Service) -> Result<Begun> {
    let lock = lock::try_lock_at(&service.core.place.calls_lock)?
        .ok_or(Error::Conflict(Reason::CallsUnderWay))?;
    let (prepared, in_doubt) = service.store.db().count_pushable()?;
    Ok(Begun {
        _lock: lock,
        prepared,
        in_doubt,
    })
}

/// Makes every call that is to be made.
pub(crate) fn go<B: Books>(
    books: &mut B,
    begun: &Begun,
    session: &Session,
    scim: &Scim,
    watch: &mut dyn FnMut(PushTally) -> bool,
) -> Result<PushReport> {
    let mut report = PushReport {
        left: (begun.prepared, begun.in_doubt),
        ..PushReport::default()
    };
    report.tally.total = begun.total();
    if report.tally.total == 0 {
        return Ok(report);
    }
    let survey = match scim.survey() {
        Ok(survey) => survey,
        Err(fault) => {
            report.ended = Some(fault);
            return Ok(report);
        }
    };
    let people = survey.people.clone();
    if begun.in_doubt > 0 && !books.with(move |service| knows_anybody(service, &people))? {
        report.ended = Some(Fault::Stranger);
        return Ok(report);
    }
    let manner = Manner {
        keys: survey.keys(),
        versions: survey.has_versions(),
    };
    let found = Op::Provider(ProviderOp::Survey(capabilities(&survey)));
    let of = session.clone();
    books.with(move |service| service.execute(&of, &found, None).map(drop))?;
    call_all(books, session, (scim, &manner), watch, &mut report)?;
    report.left = books.with(|service| service.store.db().count_pushable())?;
    if report.ended.is_none() && scim.stop().is_stopped() && report.left != (0, 0) {
        report.ended = Some(Fault::Stopped);
    }
    Ok(report)
}

/// Whether somebody of these is a learner here. What a server of strangers does not have was not deleted there.
fn knows_anybody(service: &Service, people: &[Identifiers]) -> Result<bool> {
    let db = service.store.db();
    for one in people {
        let email = one.email.clone().map(Identifier::Email);
        let unique_id = one.unique_id.clone().map(Identifier::UniqueId);
        for identifier in email.into_iter().chain(unique_id) {
            let (kind, hash) = service.core.key.identifier(&identifier);
            // Who is deleted here is still registered, and is no learner any more.
            if let Some(user) = db.registered(kind, hash)?
                && db.user_exists(user)?
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Goes through the changes until none is left that can be gone through.
fn call_all<B: Books>(
    books: &mut B,
    session: &Session,
    (scim, manner): (&Scim, &Manner),
    watch: &mut dyn FnMut(PushTally) -> bool,
    report: &mut PushReport,
) -> Result<()> {
    let calls = books.with(|service| Ok(service.store.db().settings()?.calls_at_once))?;
    report.diverted = divert(books, session)?;
    let mut rounds = 0;
    loop {
        report.held.clear();
        let (open, deletes) = books.with(|service| {
            let db = service.store.db();
            let (prepared, in_doubt) = db.count_pushable()?;
            let known = db.capabilities()?.and_then(|known| known.deletes);
            Ok((prepared + in_doubt, known != Some(false)))
        })?;
        report.tally.total = report.tally.done + open;
        let mut counter = Counter {
            books: &mut *books,
            source: scim.address().as_str().to_owned(),
            reading: Some((ChangeState::InDoubt, ChangeId(0))),
            queue: VecDeque::new(),
            kinds: BTreeMap::new(),
            denied: BTreeSet::new(),
            asked: BTreeMap::new(),
            held: BTreeSet::new(),
            deletes,
            stop: scim.stop(),
            session,
            report: &mut *report,
            watch: &mut *watch,
        };
        match work(scim, manner, usize::from(calls), &mut counter) {
            Ok(Some(fault)) => {
                report.ended = Some(fault);
                return Ok(());
            }
            Ok(None) => match divert(books, session)? {
                0 => return Ok(()),
                diverted => report.diverted += diverted,
            },
            // A change was taken back, or a hold was placed, between the question and the call: nothing was sent.
            Err(Error::Conflict(_) | Error::Refused(_)) if rounds < ROUNDS => rounds += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Lets deletions go by file that the server does not do; answers how many.
fn divert(books: &mut impl Books, session: &Session) -> Result<u64> {
    let of = session.clone();
    books.with(move |service| {
        let done = service.execute(&of, &Op::Provider(ProviderOp::Divert), None);
        match done.map(|outcome| outcome.receipt) {
            Ok(Receipt::Provider(ProviderReceipt::Diverted(count))) => Ok(count),
            Ok(_) | Err(Error::Refused(Reason::NoChanges)) => Ok(0),
            Err(error) => Err(error),
        }
    })
}

impl Service {
    /// Makes every call that is to be made, and has the writer for itself meanwhile. Needs `Permission::HandOver`. `watch`
    /// hears how far it is and answers whether to go on; the run then stops at its next call.
    pub fn push(
        &mut self,
        session: &Session,
        scim: &Scim,
        watch: &mut dyn FnMut(PushTally) -> bool,
    ) -> Result<PushReport> {
        self.core.may_write()?;
        let begun = begin(self)?;
        let mut books = self;
        go(&mut books, &begun, session, scim, watch)
    }
}

/// A change, looked at as everything was at that moment.
enum Looked {
    /// What is to be done, of which kind it is, and why it is only asked about.
    Do(Box<Errand>, RequestKind, Option<Reason>),
    /// Nothing may be sent.
    Held(ChangeId, Reason),
}

/// Some changes in their order, and where to read on.
struct Page {
    looked: Vec<Looked>,
    reading: Option<(ChangeState, ChangeId)>,
    /// Whether somebody holds all calls back.
    calls_are_held: bool,
}

/// Looks at the next changes.
fn look(service: &Service, reading: (ChangeState, ChangeId), deletes: bool) -> Result<Page> {
    let (state, after) = reading;
    let db = service.store.db();
    let found = db.pushable(state, after, PAGE)?;
    let reading = match (found.last(), state) {
        (Some(last), _) => Some((state, last.record.id)),
        (None, ChangeState::InDoubt) => Some((ChangeState::Prepared, ChangeId(0))),
        (None, _) => None,
    };
    let mut looked = Vec::with_capacity(found.len());
    for one in &found {
        looked.extend(errand(service, one, deletes)?);
    }
    Ok(Page {
        looked,
        reading,
        calls_are_held: db.calls_are_held()?,
    })
}

/// What is to be done for a change; nothing where nothing may be, and it is known what came of the calls before.
fn errand(service: &Service, now: &Pushable, deletes: bool) -> Result<Option<Looked>> {
    let (record, core) = (&now.record, &service.core);
    let deed = match record.kind {
        RequestKind::Delete => Deed::Delete,
        RequestKind::Revoke => Deed::Deactivate,
        RequestKind::Disconnect => return Ok(None),
    };
    let objection = match may_call(&service.store.db(), core, record) {
        Ok(()) if deed == Deed::Delete && !deletes => Some(Reason::ServerDeletesNobody),
        Ok(()) => None,
        Err(Error::Refused(reason) | Error::Conflict(reason)) => Some(reason),
        Err(error) => return Err(error),
    };
    let leave = match &objection {
        None => Leave::Send,
        Some(_) if record.state == ChangeState::InDoubt => Leave::Ask,
        Some(reason) => return Ok(Some(Looked::Held(record.id, reason.clone()))),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let errand = Errand {
        number: u64::try_from(record.id.0).unwrap_or_default(),
        deed,
        held: Identifiers {
            email: EmailAddress::parse(&text(&now.email)).ok(),
            unique_id: UniqueId::parse(&text(&now.unique_id)).ok(),
        },
        known: now.named.clone().map_or(Known::Nothing, Known::InDoubt),
        leave,
    };
    Ok(Some(Looked::Do(Box::new(errand), record.kind, objection)))
}

/// Gives out changes and writes down what comes of them.
struct Counter<'s, B: Books> {
    books: &'s mut B,
    session: &'s Session,
    source: String,
    /// Which kind of changes is read now, up to which one.
    reading: Option<(ChangeState, ChangeId)>,
    queue: VecDeque<Looked>,
    kinds: BTreeMap<u64, RequestKind>,
    /// Errands whose last call the server did not accept, or that was not made: nothing was done.
    denied: BTreeSet<u64>,
    /// Changes that are only asked about, and why.
    asked: BTreeMap<ChangeId, Reason>,
    /// Changes for which nothing may be sent.
    held: BTreeSet<ChangeId>,
    report: &'s mut PushReport,
    /// Whether the server deletes, as far as is known.
    deletes: bool,
    watch: &'s mut dyn FnMut(PushTally) -> bool,
    stop: Stop,
}

impl<B: Books> Counter<'_, B> {
    /// The next change to go through.
    fn look(&mut self) -> Result<Option<Looked>> {
        loop {
            if let Some(next) = self.queue.pop_front() {
                return Ok(Some(next));
            }
            let Some(reading) = self.reading else {
                return Ok(None);
            };
            let deletes = self.deletes;
            let page = self
                .books
                .with(move |service| look(service, reading, deletes))?;
            if page.calls_are_held {
                self.stop.stop();
                return Ok(None);
            }
            self.reading = page.reading;
            self.queue.extend(page.looked);
        }
    }

    /// Counts a change for which nothing may be sent, once.
    fn hold(&mut self, change: ChangeId, reason: Reason) {
        if self.held.insert(change) {
            let held = self.report.held.entry(reason.code());
            held.or_insert((reason, 0)).1 += 1;
        }
    }

    fn end(&mut self, errand: u64, outcome: &std::result::Result<Outcome, Fault>) -> CallEnd {
        let kind = self.kinds.remove(&errand).unwrap_or(RequestKind::Delete);
        let end = match outcome {
            Ok(outcome) => end_of(kind, outcome),
            Err(_) if self.denied.remove(&errand) => CallEnd::NotDone,
            Err(_) => CallEnd::Unknown,
        };
        if let Some(reason) = self.asked.remove(&change_of(errand))
            && end == CallEnd::NotDone
        {
            self.hold(change_of(errand), reason);
        }
        let tally = &mut self.report.tally;
        match &end {
            CallEnd::Done(_) => tally.confirmed += 1,
            CallEnd::Accepted(_) => tally.accepted += 1,
            CallEnd::Refused(..) => tally.refused += 1,
            CallEnd::NotOffered => self.deletes = false,
            CallEnd::NotDone => {}
            CallEnd::Unknown => tally.in_doubt += 1,
        }
        tally.done += 1;
        end
    }
}

impl<B: Books> Desk for Counter<'_, B> {
    type Error = Error;

    fn next(&mut self) -> Result<Option<Errand>> {
        if self.stop.is_stopped() {
            return Ok(None);
        }
        while let Some(looked) = self.look()? {
            match looked {
                Looked::Held(change, reason) => self.hold(change, reason),
                Looked::Do(errand, kind, only_asked) => {
                    if let Some(reason) = only_asked {
                        self.asked.insert(change_of(errand.number), reason);
                    }
                    self.kinds.insert(errand.number, kind);
                    return Ok(Some(*errand));
                }
            }
        }
        Ok(None)
    }

    fn record(&mut self, entries: &[Entry]) -> Result<()> {
        let mut written = Vec::with_capacity(entries.len());
        for entry in entries {
            written.push(match entry {
                Entry::Before { errand, call, id } => {
                    self.denied.remove(errand);
                    self.report.tally.calls += 1;
                    CallEntry::Before {
                        change: change_of(*errand),
                        call: *call,
                        record: id.clone(),
                    }
                }
                Entry::After { errand, answer, .. } => {
                    // A call that was stopped was not made.
                    if let Err(Fault::SignIn(_) | Fault::Stopped) = answer {
                        self.denied.insert(*errand);
                    }
                    CallEntry::After {
                        change: change_of(*errand),
                        status: answer.as_ref().ok().map(|said| said.status),
                    }
                }
                Entry::Ended { errand, outcome } => CallEntry::Ended {
                    change: change_of(*errand),
                    end: self.end(*errand, outcome),
                },
            });
        }
        let op = Op::Provider(ProviderOp::Calls {
            source: self.source.clone(),
            entries: written,
        });
        let of = self.session.clone();
        self.books
            .with(move |service| service.execute(&of, &op, None).map(drop))?;
        if !(self.watch)(self.report.tally) {
            self.stop.stop();
        }
        Ok(())
    }
}

/// The change that an errand is for.
fn change_of(errand: u64) -> ChangeId {
    ChangeId(i64::try_from(errand).unwrap_or_default())
}

/// What an errand's outcome says of its change.
fn end_of(kind: RequestKind, outcome: &Outcome) -> CallEnd {
    let refused = |refusal| CallEnd::Refused(refusal, String::new());
    match outcome {
        Outcome::Done(Proof::Answered(said)) => CallEnd::Done(Some(said.status)),
        Outcome::Done(Proof::Asked) => CallEnd::Done(None),
        Outcome::Accepted(said) => CallEnd::Accepted(said.status),
        Outcome::NotThere | Outcome::Another(Mismatch::Both) => refused(Refusal::NotThere),
        Outcome::Several => refused(Refusal::Several),
        Outcome::Another(Mismatch::Email) => refused(Refusal::OtherEmail),
        Outcome::Another(Mismatch::UniqueId) => refused(Refusal::OtherId),
        Outcome::StillThere => refused(Refusal::StillThere),
        Outcome::Another(Mismatch::NothingHeld) | Outcome::Unaskable => refused(Refusal::Unaskable),
        Outcome::NotOffered(_) if kind == RequestKind::Delete => CallEnd::NotOffered,
        Outcome::Refused(said) | Outcome::NotOffered(said) => {
            CallEnd::Refused(Refusal::Answered(said.status), said.words.clone())
        }
        Outcome::Undone => CallEnd::NotDone,
        Outcome::InDoubt(_) => CallEnd::Unknown,
    }
}
