//! One account in one process: the threads that read and write it, and the consoles that are open on it.
//!
//! Every console has a [`Line`] into the hub. A question is answered to the console that asked it. What one console
//! did, and what the hub did in the background, all of them hear.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::domain::op::Secret;
use crate::domain::operator::Session;
use crate::error::Result;
use crate::service::{MailRoad, Surroundings};
use crate::ui::shell::effort::{Local, Read, Work, Write};
use crate::ui::shell::event::{Event, Reply, Ticket};
use crate::ui::shell::presence::Present;

use super::doing;
use super::events::{Arrived, Events};

/// How long one console takes to ask anew and to draw what all of them hear, with some to spare.
const TURN: Duration = Duration::from_millis(2);

/// The number of a console within its hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Seat(u64);

/// Whoever wants something done: the console, who is signed in there, and the way back to it.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) seat: Seat,
    pub(super) operator: Option<Session>,
    pub(super) events: Events,
}

impl Caller {
    pub(super) fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// Who is at a console that begins.
#[derive(Default)]
pub(super) struct Arrival {
    /// Who is signed in already.
    pub(super) signed_in: Option<Session>,
    /// A name and a passphrase; a name alone is only offered.
    pub(super) operator: Option<(String, Secret)>,
}

/// What the writer is asked for.
pub(super) enum Order {
    /// A console begins.
    Join(Caller, Arrival),
    /// An act.
    Do(Caller, Write),
    /// Calls to the provider's server are to be made; the way back to the writer.
    Push(Caller, Ticket, Sender<Order>),
    /// Calls that nobody makes are made from now on, as long as there is a hub.
    Carry(Sender<Order>),
    /// A run of calls has something to write down.
    Look,
    /// Somebody has written into the database, perhaps another process.
    Written,
    /// Another database has taken the place of the one that is open; whom to tell that it is open no more.
    GiveWay(Sender<()>),
    /// A console has gone.
    Leave(Seat),
    /// The hub ends.
    End,
}

/// The consoles that are open on the account.
#[derive(Clone, Default)]
pub(super) struct Listeners(Arc<Mutex<Vec<Listener>>>);

/// One of them.
struct Listener {
    seat: Seat,
    events: Events,
    /// Who is at it; nobody at one that only listens, or before anybody is signed in.
    present: Option<Present>,
}

impl Listeners {
    fn add(&self, seat: Seat, events: Events) {
        if let Ok(mut listeners) = self.0.lock() {
            listeners.push(Listener {
                seat,
                events,
                present: None,
            });
        }
    }

    fn remove(&self, seat: Seat) {
        if let Ok(mut listeners) = self.0.lock() {
            let was_there = listeners
                .iter()
                .any(|other| other.seat == seat && other.present.is_some());
            listeners.retain(|other| other.seat != seat);
            if was_there {
                tell_presence(&listeners, |_| true);
            }
        }
    }

    /// Notes who is at a console, and what they have open. Everybody hears who comes and goes; of what somebody has
    /// open, those who have the same open.
    fn attend(&self, seat: Seat, present: Option<&Present>) {
        let Ok(mut listeners) = self.0.lock() else {
            return;
        };
        let Some(mine) = listeners.iter_mut().find(|other| other.seat == seat) else {
            return;
        };
        let before = std::mem::replace(&mut mine.present, present.cloned());
        let opened = |present: Option<&Present>| present.and_then(|it| it.opened);
        let who = |present: Option<&Present>| present.map(|it| (it.operator, it.name.clone()));
        let is_other = who(before.as_ref()) != who(present);
        let concerned = [opened(before.as_ref()), opened(present)];
        tell_presence(&listeners, |other| {
            let open = opened(other.present.as_ref());
            is_other || other.seat == seat || open.is_some() && concerned.contains(&open)
        });
    }

    /// How long a console leaves what all of them hear to those before it: if all drew at the same moment, whoever
    /// presses a key would wait for every one of them.
    fn turn(&self, seat: Seat) -> Duration {
        self.0.lock().map_or(Duration::ZERO, |listeners| {
            let before = listeners.iter().take_while(|other| other.seat != seat);
            TURN.saturating_mul(u32::try_from(before.count()).unwrap_or_default())
        })
    }

    /// Tells every console, but for one.
    pub(super) fn tell_all(&self, but: Option<Seat>, event: impl Fn() -> Event) {
        if let Ok(listeners) = self.0.lock() {
            for listener in &*listeners {
                if Some(listener.seat) != but {
                    let _ = listener.events.send(event());
                }
            }
        }
    }
}

/// Tells some of those at consoles who else is at one.
fn tell_presence(listeners: &[Listener], whom: impl Fn(&Listener) -> bool) {
    let at_consoles = listeners.iter().filter(|it| it.present.is_some());
    for listener in at_consoles.filter(|it| whom(it)) {
        let others = listeners.iter().filter(|it| it.seat != listener.seat);
        let others: Arc<[Present]> = others.filter_map(|it| it.present.clone()).collect();
        let _ = listener.events.send(Event::Present(others));
    }
}

/// Reviews that their consoles want stopped.
pub(super) type Stopped = Arc<Mutex<Vec<(Seat, Ticket)>>>;

/// Where a hub finds its account.
#[derive(Clone)]
pub struct Account {
    /// Path of the database; one that is not there is made by the first questions of a console.
    pub database: PathBuf,
    /// The road by which mail leaves.
    pub mail: MailRoad,
    /// Clock and the like.
    pub surroundings: Surroundings,
}

/// One account in one process.
pub struct Hub {
    pub(super) questions: Sender<(Caller, Read)>,
    pub(super) long: Sender<(Caller, Read)>,
    pub(super) orders: Sender<Order>,
    pub(super) listeners: Listeners,
    pub(super) stopped: Stopped,
    pub(super) seats: AtomicU64,
    pub(super) writer: Mutex<Option<JoinHandle<()>>>,
}

impl Hub {
    /// Has somebody hear what the hub does in the background, for as long as there is a hub.
    pub fn listen(&self, mut hear: impl FnMut(Event) + Send + 'static) {
        let (events, happened) = mpsc::channel();
        let seat = Seat(self.seats.fetch_add(1, Ordering::Relaxed));
        self.listeners.add(seat, Events(events));
        thread::spawn(move || {
            while let Ok(Arrived { event, .. }) = happened.recv() {
                hear(event);
            }
        });
    }

    /// Gives a console its line. It hears [`Event::Opened`] or [`Event::OpenFailed`] first, or [`Event::Replaced`].
    pub(super) fn join(&self, events: &Events, arrival: Arrival) -> Line {
        let seat = Seat(self.seats.fetch_add(1, Ordering::Relaxed));
        self.listeners.add(seat, events.clone());
        let line = Line {
            seat,
            events: events.clone(),
            questions: self.questions.clone(),
            long: self.long.clone(),
            orders: self.orders.clone(),
            listeners: self.listeners.clone(),
            stopped: self.stopped.clone(),
        };
        let _ = self.orders.send(Order::Join(line.caller(None), arrival));
        line
    }

    /// Lets go of a database whose place another one has taken, after the chunk that is under way, and tells the consoles.
    pub fn give_way(&self) {
        let (done, is_done) = mpsc::channel();
        if self.orders.send(Order::GiveWay(done)).is_ok() {
            // A writer that has ended holds nothing any more.
            let _ = is_done.recv();
        }
    }

    /// Ends the writer after the chunk it is at; the readers end with their last console.
    pub fn end(self) {
        self.finish();
    }

    /// The same for a hub that others still know; what they want is not done any more.
    pub fn finish(&self) {
        let _ = self.orders.send(Order::End);
        let writer = self.writer.lock().ok().and_then(|mut writer| writer.take());
        if let Some(writer) = writer {
            let _ = writer.join();
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // The writer itself holds a way in, so that it would not see that nobody else does.
        let _ = self.orders.send(Order::End);
    }
}

/// The line of one console into the hub. The console has gone when it is dropped.
pub(super) struct Line {
    seat: Seat,
    events: Events,
    questions: Sender<(Caller, Read)>,
    long: Sender<(Caller, Read)>,
    orders: Sender<Order>,
    listeners: Listeners,
    stopped: Stopped,
}

impl Line {
    fn caller(&self, operator: Option<&Session>) -> Caller {
        Caller {
            seat: self.seat,
            operator: operator.cloned(),
            events: self.events.clone(),
        }
    }

    /// Says who is at this console, and what they have open.
    pub(super) fn attend(&self, present: Option<&Present>) {
        self.listeners.attend(self.seat, present);
    }

    /// How long this console leaves what all of them hear to others.
    pub(super) fn turn(&self) -> Duration {
        self.listeners.turn(self.seat)
    }

    /// Gives work to the thread that does it. A thread that is gone has said so.
    pub(super) fn carry_out(&self, operator: Option<&Session>, work: Work) {
        match work {
            Work::Read(read) if read.takes_long() => {
                let _ = self.long.send((self.caller(operator), read));
            }
            Work::Read(read) => {
                let _ = self.questions.send((self.caller(operator), read));
            }
            Work::Write(Write::PushCalls(ticket)) => {
                let caller = self.caller(operator);
                let _ = self
                    .orders
                    .send(Order::Push(caller, ticket, self.orders.clone()));
            }
            Work::Write(write) => {
                let _ = self.orders.send(Order::Do(self.caller(operator), write));
            }
            Work::StopReview(ticket) => {
                if let Ok(mut stopped) = self.stopped.lock() {
                    stopped.retain(|(seat, _)| *seat != self.seat);
                    stopped.push((self.seat, ticket));
                }
            }
            Work::Local(local) => self.beside(local),
        }
    }

    /// Does something on a thread of its own, because it may wait for a person or a slow disk.
    fn beside(&self, local: Local) {
        let events = self.events.clone();
        thread::spawn(move || {
            let (ticket, reply) = match local {
                Local::OpenFileDialog(ticket) => (
                    ticket,
                    doing::guarded(|| doing::choose_file().map(Reply::FileChosen)),
                ),
                Local::ListDirectory(ticket, path) => (
                    ticket,
                    doing::guarded(|| doing::list(&path).map(Reply::Listing)),
                ),
                Local::LookAt(ticket, path) => (
                    ticket,
                    doing::guarded(|| doing::look_at(&path).map(Reply::Seen)),
                ),
                Local::ReadKey(ticket, path) => (
                    ticket,
                    doing::guarded(|| doing::read_key(&path).map(Reply::KeyRead)),
                ),
            };
            let _ = events.send(Event::Reply(ticket, reply));
        });
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.listeners.remove(self.seat);
        let _ = self.orders.send(Order::Leave(self.seat));
    }
}

/// A reply under its ticket.
pub(super) type Answered = Option<(Ticket, Result<Reply>)>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consoles_take_turns_at_what_all_of_them_hear() {
        let listeners = Listeners::default();
        for seat in [3, 5, 9] {
            listeners.add(Seat(seat), Events(mpsc::channel().0));
        }
        let turns = || [3, 5, 9].map(|seat| listeners.turn(Seat(seat)));
        assert_eq!(turns(), [Duration::ZERO, TURN, TURN * 2]);
        listeners.remove(Seat(3));
        assert_eq!(turns()[1..], [Duration::ZERO, TURN]);
    }
}
