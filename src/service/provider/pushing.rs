//! A run of calls: what is in doubt is asked about first, then what is prepared is sent, several at once.
//!
//! One process does it at a time. Each call is written down before it is made and its end after, by acts like any other,
//! so a run that is killed anywhere leaves every change where the next one finds it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::connect::scim::{
    Deed, Desk, Entry, Errand, Fault, Known, Leave, Manner, Outcome, Proof, Scim, Stop, work,
};
use crate::domain::id::ChangeId;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::op::Op;
use crate::domain::operator::Session;
use crate::domain::plan::Receipt;
use crate::domain::provider::identity::{Identifiers, Mismatch};
use crate::domain::provider::{
    CallEnd, CallEntry, ChangeState, ProviderOp, ProviderReceipt, Refusal, is_accepted, is_awaited,
};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::service::account::connection::capabilities;
use crate::service::deletion::lock;
use crate::service::ops::may_call;
use crate::service::provider::books::Books;
use crate::service::provider::course::{Course, PushReport, PushTally, Unfound};
use crate::service::provider::unfound;
use crate::store::Pushable;

/// Changes that are looked at at a time: soon after, they are gone through.
const PAGE: usize = 16;
/// How often a run begins anew because a change moved under it.
const ROUNDS: u32 = 20;

/// A run of calls that has begun: nobody else makes any meanwhile.
pub(crate) struct Begun {
    _lock: lock::BatchLock,
    total: u64,
}

impl Begun {
    /// Changes that are open.
    pub(crate) const fn total(&self) -> u64 {
        self.total
    }
}

/// Begins a run of calls, unless another one is under way.
pub(crate) fn begin(service: &Service) -> Result<Begun> {
    let lock = lock::try_lock_at(&service.core.place.calls_lock)?
        .ok_or(Error::Conflict(Reason::CallsUnderWay))?;
    let (prepared, in_doubt) = service.store.db().count_pushable()?;
    Ok(Begun {
        _lock: lock,
        total: prepared + in_doubt,
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
    let mut course = Course::default();
    course.report.tally.total = begun.total();
    if begun.total() == 0 {
        return Ok(course.report);
    }
    match prepare(books, session, scim)? {
        Ok(manner) => call_all(books, session, (scim, &manner), watch, &mut course)?,
        Err(fault) => course.report.ended = Some(fault),
    }
    course.end(books, &scim.stop())
}

/// Finds out how the server is asked, before anything is sent to it.
fn prepare(
    books: &mut impl Books,
    session: &Session,
    scim: &Scim,
) -> Result<std::result::Result<Manner, Fault>> {
    let survey = match scim.survey() {
        Ok(survey) => survey,
        Err(fault) => return Ok(Err(fault)),
    };
    let found = Op::Provider(ProviderOp::Survey(capabilities(&survey)));
    let of = session.clone();
    books.with(move |service| service.execute(&of, &found, None).map(drop))?;
    let mut manner = Manner {
        keys: survey.keys(),
        versions: survey.has_versions(),
        everybody: None,
    };
    if manner.keys.is_empty() {
        // Where no filter can be relied on, everybody is read once. Nobody is looked for among nobody, or among some.
        match scim.everybody() {
            Ok(Ok(everybody)) if survey.sample > 0 => {
                manner.everybody = Some(Arc::new(everybody));
            }
            Ok(_) => return Ok(Err(Fault::NoFilter)),
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(manner))
}

/// Goes through the changes until none is left that can be gone through.
fn call_all<B: Books>(
    books: &mut B,
    session: &Session,
    (scim, manner): (&Scim, &Manner),
    watch: &mut dyn FnMut(PushTally) -> bool,
    course: &mut Course,
) -> Result<()> {
    let calls = books.with(|service| Ok(service.store.db().settings()?.calls_at_once))?;
    let_go_by_file(books, session, course)?;
    let mut rounds = 0;
    loop {
        course.report.held.clear();
        course.unfound.clear();
        let deletes = books.with(|service| {
            let known = service.store.db().capabilities()?;
            Ok(known.and_then(|known| known.deletes) != Some(false))
        })?;
        let mut counter = Counter {
            books: &mut *books,
            source: scim.address().as_str().to_owned(),
            reading: Some((ChangeState::InDoubt, ChangeId(0))),
            queue: VecDeque::new(),
            given: BTreeMap::new(),
            denied: BTreeSet::new(),
            asked: BTreeMap::new(),
            held: BTreeSet::new(),
            deletes,
            stop: scim.stop(),
            session,
            course: &mut *course,
            watch: &mut *watch,
        };
        match work(scim, manner, usize::from(calls), &mut counter) {
            Ok(Some(fault)) => {
                course.report.ended = Some(fault);
                return Ok(());
            }
            Ok(None) if let_go_by_file(books, session, course)? => {}
            Ok(None) if course.unfound.is_empty() => return Ok(()),
            Ok(None) => {
                if let Some(fault) = unfound::conclude(books, session, scim, course)? {
                    course.report.ended = Some(fault);
                    return Ok(());
                }
            }
            // A change was taken back, or a hold was placed, between the question and the call: nothing was sent.
            Err(Error::Conflict(_) | Error::Refused(_)) if rounds < ROUNDS => rounds += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Lets deletions go by file that the server does not do; answers whether there were any.
fn let_go_by_file(books: &mut impl Books, session: &Session, course: &mut Course) -> Result<bool> {
    let of = session.clone();
    let (diverted, added) = books.with(move |service| divert(service, &of))?;
    course.report.tally.diverted += diverted;
    course.report.tally.total += added;
    Ok(diverted > 0)
}

/// Does that; answers how many, and how many deactivations came to be by it.
fn divert(service: &mut Service, session: &Session) -> Result<(u64, u64)> {
    let open = |service: &Service| {
        let (prepared, in_doubt) = service.store.db().count_pushable()?;
        Ok::<_, Error>(prepared + in_doubt)
    };
    let before = open(service)?;
    let done = service.execute(session, &Op::Provider(ProviderOp::Divert), None);
    match done.map(|outcome| outcome.receipt) {
        Ok(Receipt::Provider(ProviderReceipt::Diverted(count))) => {
            let added = (open(service)? + count).saturating_sub(before);
            Ok((count, added))
        }
        Ok(_) | Err(Error::Refused(Reason::NoChanges)) => Ok((0, 0)),
        Err(error) => Err(error),
    }
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
    let days = db.settings()?.overdue_after;
    for one in &found {
        looked.extend(errand(service, one, (deletes, days))?);
    }
    Ok(Page {
        looked,
        reading,
        calls_are_held: db.calls_are_held()?,
    })
}

/// What is to be done for a change; nothing where nothing may be, and it is known what came of the calls before.
fn errand(
    service: &Service,
    now: &Pushable,
    (deletes, days): (bool, u16),
) -> Result<Option<Looked>> {
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
    let is_accepted = is_accepted(record.state, now.code.as_deref());
    let leave = match &objection {
        // The server may do it yet, whatever has been agreed here since.
        _ if is_accepted && is_awaited(record.since, core.now(), days) => Leave::Await,
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
    /// What is under way: its kind, and whom it is about.
    given: BTreeMap<u64, (RequestKind, Identifiers)>,
    /// Errands whose last call the server did not accept, or that was not made: nothing was done.
    denied: BTreeSet<u64>,
    /// Changes that are only asked about, and why.
    asked: BTreeMap<ChangeId, Reason>,
    /// Changes for which nothing may be sent.
    held: BTreeSet<ChangeId>,
    course: &'s mut Course,
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

    /// Says how far it is, and hears whether to go on.
    fn tell(&mut self) {
        if !(self.watch)(self.course.report.tally) {
            self.stop.stop();
        }
    }

    /// Counts a change for which nothing may be sent, once.
    fn hold(&mut self, change: ChangeId, reason: Reason) {
        if self.held.insert(change) {
            let held = self.course.report.held.entry(reason.code());
            held.or_insert((reason, 0)).1 += 1;
        }
    }

    /// What came of an errand; nothing yet where that depends on who is at the server at all.
    fn end(
        &mut self,
        errand: u64,
        outcome: &std::result::Result<Outcome, Fault>,
    ) -> Option<CallEnd> {
        let (kind, held) = self.given.remove(&errand)?;
        let end = match outcome {
            Ok(outcome) => end_of(kind, outcome),
            Err(_) if self.denied.remove(&errand) => CallEnd::NotDone,
            Err(_) => CallEnd::Unknown,
        };
        if let CallEnd::Refused(refusal, _) = end
            && refusal.is_about_whom()
        {
            let unfound = Unfound { held, refusal };
            self.course.unfound.insert(change_of(errand), unfound);
            return None;
        }
        if let Some(reason) = self.asked.remove(&change_of(errand))
            && end == CallEnd::NotDone
        {
            self.hold(change_of(errand), reason);
        }
        if end == CallEnd::NotOffered {
            self.deletes = false;
        }
        Some(end)
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
                Looked::Do(errand, ..)
                    if self.course.passed.contains(&change_of(errand.number)) =>
                {
                    self.hold(change_of(errand.number), Reason::ShownNotFound);
                }
                Looked::Do(errand, kind, only_asked) => {
                    if let Some(reason) = only_asked {
                        self.asked.insert(change_of(errand.number), reason);
                    }
                    let given = (kind, errand.held.clone());
                    self.given.insert(errand.number, given);
                    return Ok(Some(*errand));
                }
            }
        }
        Ok(None)
    }

    fn record(&mut self, entries: &[Entry]) -> Result<()> {
        let mut written = Vec::with_capacity(entries.len());
        let (mut ends, mut calls) = (Vec::new(), 0);
        for entry in entries {
            written.push(match entry {
                Entry::Before { errand, call, id } => {
                    self.denied.remove(errand);
                    calls += 1;
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
                Entry::Ended { errand, outcome } => {
                    let change = change_of(*errand);
                    let Some(end) = self.end(*errand, outcome) else {
                        continue;
                    };
                    ends.push((change, end.clone()));
                    CallEntry::Ended { change, end }
                }
            });
        }
        let op = Op::Provider(ProviderOp::Calls {
            source: self.source.clone(),
            entries: written,
        });
        let of = self.session.clone();
        self.books
            .with(move |service| service.execute(&of, &op, None).map(drop))?;
        // What could not be written down has not come yet.
        self.course.report.tally.calls += calls;
        for (change, end) in ends {
            self.course.note(change, &end);
        }
        self.tell();
        Ok(())
    }

    fn idle(&mut self) -> Result<()> {
        let held = self
            .books
            .with(|service| service.store.db().calls_are_held())?;
        if held {
            self.stop.stop();
        }
        self.tell();
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
        Outcome::Accepted => CallEnd::Accepted,
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
