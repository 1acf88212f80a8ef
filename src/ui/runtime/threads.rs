//! The threads of a hub: two readers, one writer.
//!
//! The first reader answers the screens; questions that a newer one of the same asker replaced are passed over. The
//! second does what takes long: reviews, exports, verifying the log. The writer owns the service: acts that wait go
//! first, else it works in the background, and looks once a second for what other processes left or what is due; where
//! nothing is under way, it sleeps until somebody writes.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::batch::Progress;
use crate::domain::operator::Session;
use crate::domain::plan::Changes;
use crate::error::{Error, Result};
use crate::service::{DirectoryLoading, NewAccount, PurgeWhen, Reader, Service, Wake, WorkStep};
use crate::ui::shell::effort::{Read, Write};
use crate::ui::shell::event::{Event, Reply, Ticket};

use super::doing;
use super::hub::{Account, Answered, Arrival, Caller, Listeners, Order, Seat, Stopped};
use super::waking::Waking;

/// How often the writer looks for work that other processes left, or that became due.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How often it looks for what became due by time alone, while nobody has written anything.
const LOOKS_THROUGH_EVERY: Duration = Duration::from_secs(5);
/// The same where nothing is under way that a moment could end, and the system tells of it when somebody writes.
const LOOKS_WHEN_AT_REST: Duration = Duration::from_secs(60);
/// How often it looks what came of the message that is under way.
const LOOKS_AFTER_MAIL_EVERY: Duration = Duration::from_millis(20);
/// How long the writer rests after background work failed.
const RESTS: Duration = Duration::from_secs(5);
/// After how long without an act what was deleted is purged from the files: single deletions are gathered.
const IDLE: Duration = Duration::from_secs(5);
/// How often a review tells its progress.
const TELLS_EVERY: Duration = Duration::from_millis(100);

/// Answers the screens. A question that a newer one of the same asker replaced is passed over; one for which a whole
/// order must be made is answered beside the others.
fn answer(mut reader: Reader, asked: &Receiver<(Caller, Read)>) {
    while let Ok(first) = asked.recv() {
        let mut questions = vec![first];
        questions.extend(asked.try_iter());
        let mut latest: HashMap<(Seat, u64), u64> = HashMap::new();
        for (caller, read) in &questions {
            if let Some(ticket) = read.ticket() {
                let newest = latest.entry((caller.seat, ticket.asker)).or_default();
                *newest = ticket.serial.max(*newest);
            }
        }
        for (caller, read) in questions {
            let replaced = read.ticket().is_some_and(|ticket| {
                latest.get(&(caller.seat, ticket.asker)) != Some(&ticket.serial)
            });
            if replaced {
                continue;
            }
            if let Read::Load(_, query) = &read
                && reader.takes_long(query)
                && let Ok(mut other) = reader.another()
            {
                thread::spawn(move || read_one(&mut other, &caller, &read, &mut |_| true));
                continue;
            }
            let operator = caller.operator.as_ref();
            let glance = || Ok(doing::glance(&mut reader, operator, &read));
            if let Ok(Some((ticket, reply))) = doing::guarded(glance) {
                caller.tell(Event::Reply(ticket, reply));
            }
            read_one(&mut reader, &caller, &read, &mut |_| true);
        }
    }
}

/// Does what takes long, and says how far it is.
fn answer_at_length(mut reader: Reader, waiting: &Receiver<(Caller, Read)>, stopped: &Stopped) {
    while let Ok((caller, read)) = waiting.recv() {
        if read.waits_for_a_server()
            && let Ok(mut other) = reader.another()
        {
            let stopped = Stopped::clone(stopped);
            thread::spawn(move || read_at_length(&mut other, &caller, &read, &stopped));
            continue;
        }
        read_at_length(&mut reader, &caller, &read, stopped);
    }
}

fn read_at_length(reader: &mut Reader, caller: &Caller, read: &Read, stopped: &Stopped) {
    let (ticket, told) = (read.ticket(), Cell::new(Instant::now()));
    let mut watch = |progress| goes_on(caller, ticket, stopped, &told, progress);
    read_one(reader, caller, read, &mut watch);
}

/// What tells the writer that a run of calls has something to write down.
fn wake(orders: Sender<Order>) -> Wake {
    Arc::new(move || {
        // A hub that has ended needs it no more.
        let _ = orders.send(Order::Look);
    })
}

/// Says how far something is that takes long, and answers whether it shall go on.
fn goes_on(
    caller: &Caller,
    ticket: Option<Ticket>,
    stopped: &Stopped,
    told: &Cell<Instant>,
    progress: Progress,
) -> bool {
    let Some(ticket) = ticket else { return true };
    if told.get().elapsed() >= TELLS_EVERY {
        told.set(Instant::now());
        caller.tell(Event::Reviewing(ticket, progress));
    }
    let is_stopped = |stopped: &Vec<_>| stopped.contains(&(caller.seat, ticket));
    stopped.lock().map_or(true, |stopped| !is_stopped(&stopped))
}

/// Loads the directory and has the screens ask again; where it fails, the next question fails with the same words.
fn load_directory(loading: DirectoryLoading, listeners: &Listeners) {
    let _ = doing::guarded(|| loading.finish());
    listeners.tell_all(None, || Event::Step(changed(Changes::USERS)));
}

/// The news that these kinds of data changed.
fn changed(changes: Changes) -> WorkStep {
    WorkStep {
        changes,
        ..WorkStep::default()
    }
}

fn read_one(
    reader: &mut Reader,
    caller: &Caller,
    read: &Read,
    watch: &mut dyn FnMut(Progress) -> bool,
) {
    let operator = caller.operator.as_ref();
    let done = doing::guarded(|| Ok(doing::read(reader, operator, read, watch)));
    if let Some((ticket, reply)) = answered(done, read.ticket()) {
        caller.tell(Event::Reply(ticket, reply));
    }
}

/// What was done, or why it could not be, for whoever waits under a ticket.
fn answered(done: Result<Answered>, ticket: Option<Ticket>) -> Answered {
    match (done, ticket) {
        (Ok(reply), _) => reply,
        (Err(error), Some(ticket)) => Some((ticket, Err(error))),
        (Err(_), None) => None,
    }
}

/// What the readers are given once there is a database.
pub(super) struct ForReaders {
    pub(super) asked: Receiver<(Caller, Read)>,
    pub(super) waiting: Receiver<(Caller, Read)>,
    pub(super) stopped: Stopped,
}

/// The thread that owns the service.
pub(super) struct Writer {
    account: Account,
    listeners: Listeners,
    readers: Option<ForReaders>,
    service: Option<Service>,
    /// Whether another database has taken the place of the one that was open: this hub does no more work.
    is_replaced: bool,
    /// Signs in whoever begins, and finds the one operator who needs not sign in.
    door: Option<Reader>,
    /// Consoles that hold the purge back.
    holding: HashSet<Seat>,
    step_trouble: String,
    /// When it last looked through everything, where nothing was to be done and nobody here has acted since.
    found_nothing: Option<Instant>,
    /// What shall not go on.
    stopped: Stopped,
    /// Makes calls that nobody makes: the way back to this thread.
    carries: Option<Wake>,
    /// The way to this thread.
    orders: Sender<Order>,
    /// Tells when somebody writes into the database.
    waking: Option<Waking>,
    /// Whether it has just done so.
    was_woken: bool,
    /// Whether nothing was under way when it last looked.
    is_at_rest: bool,
}

impl Writer {
    pub(super) fn new(
        account: Account,
        listeners: Listeners,
        readers: ForReaders,
        orders: Sender<Order>,
    ) -> Self {
        Self {
            account,
            listeners,
            stopped: readers.stopped.clone(),
            readers: Some(readers),
            service: None,
            is_replaced: false,
            door: None,
            holding: HashSet::new(),
            step_trouble: String::new(),
            found_nothing: None,
            carries: None,
            orders,
            waking: None,
            was_woken: false,
            is_at_rest: false,
        }
    }

    pub(super) fn work(mut self, service: Option<Service>, wanted: &Receiver<Order>) {
        let taken = service.map(|service| doing::guarded(|| self.take(service)));
        if let Some(Err(error)) = taken {
            self.listeners
                .tell_all(None, || Event::StepFailed(error.clone()));
        }
        let mut pause = Duration::ZERO;
        loop {
            let order = if pause.is_zero() {
                wanted.try_recv().map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                })
            } else {
                wanted.recv_timeout(pause)
            };
            match order {
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(order) => {
                    self.obey(order);
                    pause = Duration::ZERO;
                }
                Err(RecvTimeoutError::Timeout) => pause = self.step(),
            }
        }
    }

    fn obey(&mut self, order: Order) {
        if matches!(order, Order::Written) {
            self.was_woken = true;
            return self.waking.iter_mut().for_each(Waking::has_woken);
        }
        self.found_nothing = None;
        match order {
            Order::Join(caller, arrival) => caller.tell(match self.admit(arrival) {
                Ok(opened) => opened,
                Err(error) => Event::OpenFailed(error),
            }),
            Order::Do(caller, Write::CreateAccount(ticket, account)) => {
                let made = self.create(&account).map(Reply::SignedIn);
                caller.tell(Event::Reply(ticket, made));
            }
            Order::Do(caller, write) => self.act(&caller, &write),
            Order::Push(caller, ticket, orders) => self.push(&caller, ticket, orders),
            Order::Carry(orders) => self.carries = Some(wake(orders)),
            Order::Leave(seat) => self.hold_purge(seat, false),
            Order::GiveWay(done) => {
                if !self.is_replaced {
                    self.give_up(None);
                }
                let _ = done.send(());
            }
            Order::Look | Order::Written | Order::End => {}
        }
    }

    /// Opens the database for the first console, and says who needs not sign in.
    fn admit(&mut self, arrival: Arrival) -> Result<Event> {
        if self.is_replaced {
            // The readers of this hub would answer from what is no more.
            return Ok(Event::Replaced);
        }
        let Account {
            database,
            surroundings,
            ..
        } = &self.account;
        if self.service.is_none() {
            if !Service::exists(database) {
                return Ok(Event::Opened {
                    missing: true,
                    session: None,
                    notices: Vec::new(),
                });
            }
            let opened = doing::guarded(|| Service::open(database, surroundings.clone()))?;
            self.take(opened)?;
        }
        let notices = self.service.iter().flat_map(Service::notices);
        let notices = notices.cloned().collect();
        let session = self.signed_in(arrival)?;
        Ok(Event::Opened {
            missing: false,
            session,
            notices,
        })
    }

    /// Who needs not sign in.
    fn signed_in(&mut self, arrival: Arrival) -> Result<Option<Session>> {
        let Some(door) = &mut self.door else {
            return Ok(None);
        };
        match (arrival.signed_in, arrival.operator) {
            (Some(session), _) => Ok(Some(session)),
            // A name without a passphrase is only offered; a wrong passphrase leads to the sign-in screen.
            (None, Some((name, secret))) if !secret.0.is_empty() => {
                Ok(door.sign_in(&name, &secret).ok())
            }
            (None, _) => door.sole_operator(),
        }
    }

    /// Takes a service over and starts the readers.
    fn take(&mut self, mut service: Service) -> Result<()> {
        service.purge_when(PurgeWhen::Idle(IDLE));
        service.attend()?;
        service.set_mail_road(&self.account.mail);
        let first = service.reader()?;
        let second = service.reader()?;
        self.door = Some(service.reader()?);
        let loading = service.begin_loading()?;
        self.waking = service
            .watch()
            .and_then(|watch| Waking::begin(watch, self.orders.clone()));
        let listeners = self.listeners.clone();
        thread::spawn(move || load_directory(loading, &listeners));
        self.service = Some(service);
        if let Some(readers) = self.readers.take() {
            let ForReaders {
                asked,
                waiting,
                stopped,
            } = readers;
            thread::spawn(move || answer(first, &asked));
            thread::spawn(move || answer_at_length(second, &waiting, &stopped));
        }
        Ok(())
    }

    fn act(&mut self, caller: &Caller, write: &Write) {
        if let Write::HoldPurge(held) = *write {
            return self.hold_purge(caller.seat, held);
        }
        let Some(service) = &mut self.service else {
            return;
        };
        let operator = caller.operator.as_ref();
        let told = Cell::new(Instant::now());
        let watch = |progress| goes_on(caller, write.ticket(), &self.stopped, &told, progress);
        let done = doing::guarded(|| Ok(doing::write(service, operator, write, &watch)));
        let Some((ticket, reply)) = answered(done, write.ticket()) else {
            return;
        };
        match &reply {
            Ok(Reply::Restored(_)) => {
                self.give_up(Some(caller.seat));
            }
            Ok(Reply::Outcome(outcome)) => {
                let changes = outcome.changes;
                self.listeners
                    .tell_all(Some(caller.seat), || Event::Step(changed(changes)));
            }
            _ => {}
        }
        caller.tell(Event::Reply(ticket, reply));
    }

    /// Begins to make calls for somebody at a console.
    fn push(&mut self, caller: &Caller, ticket: Ticket, orders: Sender<Order>) {
        let (Some(service), Some(session)) = (&mut self.service, &caller.operator) else {
            return;
        };
        let begun = doing::guarded(|| service.push_in_background(session, wake(orders)));
        caller.tell(Event::Reply(ticket, begun.map(|()| Reply::CallsBegun)));
    }

    /// The purge waits as long as any console has a question open about it.
    fn hold_purge(&mut self, seat: Seat, held: bool) {
        let _ = if held {
            self.holding.insert(seat)
        } else {
            self.holding.remove(&seat)
        };
        if let Some(service) = &mut self.service {
            service.hold_purge(!self.holding.is_empty());
        }
    }

    fn create(&mut self, account: &NewAccount) -> Result<Session> {
        let (database, surroundings) = (&self.account.database, &self.account.surroundings);
        let made = doing::guarded(|| Service::create(database, account, surroundings.clone()));
        self.take(made?)?;
        // Whoever has just chosen a passphrase needs not type it again.
        let operator = account.passphrase.clone();
        let operator = operator.map(|secret| (account.admin_name.clone(), secret));
        let session = self.signed_in(Arrival {
            operator,
            ..Arrival::default()
        })?;
        session.ok_or_else(|| Error::Bug("nobody can sign in".to_owned()))
    }

    /// Works no more, as another database has taken the place of the one that is open: what is open here shows what is no
    /// more. Tells the consoles, but for the one that did it.
    fn give_up(&mut self, but: Option<Seat>) {
        self.is_replaced = true;
        self.service = None;
        self.door = None;
        self.waking = None;
        self.listeners.tell_all(but, || Event::Replaced);
    }

    /// How long to wait for acts where there is nothing to do. Whoever was woken and found nothing committed looks once
    /// more by itself: the commit may be under way, and what is written at length must not wake it for every page.
    fn rest(&mut self) -> Duration {
        let was_woken = std::mem::take(&mut self.was_woken);
        let is_told = self.is_at_rest && self.found_nothing.is_some() && !was_woken;
        let asked = self.waking.as_mut().filter(|_| is_told);
        if asked.is_some_and(Waking::ask) {
            LOOKS_WHEN_AT_REST
        } else {
            LOOKS_EVERY
        }
    }

    /// Works in the background; answers how long to wait for acts before the next time.
    fn step(&mut self) -> Duration {
        let Some(service) = &mut self.service else {
            return LOOKS_EVERY;
        };
        if service.is_replaced() {
            self.give_up(None);
            return LOOKS_EVERY;
        }
        let every = match self.waking {
            Some(_) if self.is_at_rest => LOOKS_WHEN_AT_REST,
            Some(_) | None => LOOKS_THROUGH_EVERY,
        };
        let rests = self
            .found_nothing
            .is_some_and(|looked| looked.elapsed() < every);
        if rests && !service.have_others_written() {
            return self.rest();
        }
        self.found_nothing = None;
        let carries = self.carries.as_ref();
        let worked = doing::guarded(|| {
            let step = service.step()?;
            if let Some(wake) = carries.filter(|_| !step.more) {
                service.carry_calls(wake)?;
            }
            Ok(step)
        });
        match worked {
            Ok(step) => {
                self.step_trouble.clear();
                let (more, mail_is_under_way) = (step.more, step.mail_is_under_way);
                let nothing = WorkStep {
                    more,
                    mail_is_under_way,
                    ..WorkStep::default()
                };
                if step != nothing {
                    self.listeners.tell_all(None, || Event::Step(step.clone()));
                } else if !more && !mail_is_under_way {
                    self.found_nothing = Some(Instant::now());
                    self.is_at_rest = service.is_at_rest();
                }
                match (more, mail_is_under_way) {
                    (true, _) => Duration::ZERO,
                    (false, true) => LOOKS_AFTER_MAIL_EVERY,
                    (false, false) => self.rest(),
                }
            }
            Err(error) => {
                // The same trouble is shown once, not every few seconds.
                let said = error.to_string();
                if said != self.step_trouble {
                    self.step_trouble = said;
                    self.listeners
                        .tell_all(None, || Event::StepFailed(error.clone()));
                }
                RESTS
            }
        }
    }
}
