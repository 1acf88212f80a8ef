//! Several errands at once, recorded by one.
//!
//! Each hand is a thread that makes calls; whoever started them records what they are about to do and what was answered,
//! and so needs no lock and no second connection to the database. What comes at the same time is recorded together: there
//! are more hands than calls under way, so that some wait for the record while others call. What was answered can wait
//! for the next record; what is about to be sent cannot.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use crate::connect::scim::{Call, CallLog, Errand, Fault, Manner, Outcome, Said, Scim, Unrecorded};

/// Hands for each call that may be under way.
const HANDS_OF_CALL: usize = 4;
/// Entries after which what was answered is recorded, whatever else comes.
const MOST_PENDING: usize = 64;
/// How long what was answered waits for something else to be recorded with.
const SOON: Duration = Duration::from_millis(100);

/// Something to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A call is about to be made.
    Before {
        /// For this errand.
        errand: u64,
        /// Which call.
        call: Call,
        /// On the record with this id.
        id: String,
    },
    /// A call was answered, or was not.
    After {
        /// For this errand.
        errand: u64,
        /// Which call.
        call: Call,
        /// What came back.
        answer: Result<Said, Fault>,
    },
    /// An errand is over; a fault ended the run before it was.
    Ended {
        /// This one.
        errand: u64,
        /// What came of it.
        outcome: Result<Outcome, Fault>,
    },
}

/// Who gives out errands and records what comes of them.
pub trait Desk {
    /// Why something could not be recorded.
    type Error;

    /// The next errand; none when there are no more, or when no more are to begin.
    fn next(&mut self) -> Result<Option<Errand>, Self::Error>;

    /// Records what came at the same time, in its order. Calls in it are made when this returns.
    fn record(&mut self, entries: &[Entry]) -> Result<(), Self::Error>;

    /// Nothing has come for a moment, and calls are under way: whether they are still wanted can be asked.
    fn idle(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// What a hand says: an entry, and where it waits for its being recorded.
type Message = (Entry, Option<SyncSender<()>>);

/// Tells the desk, and waits where a call depends on it.
struct Line(Sender<Message>);

impl CallLog for Line {
    fn before(&self, errand: u64, call: Call, id: &str) -> Result<(), Unrecorded> {
        let (recorded, waits) = mpsc::sync_channel(1);
        let id = id.to_owned();
        let entry = Entry::Before { errand, call, id };
        self.0
            .send((entry, Some(recorded)))
            .map_err(|_| Unrecorded)?;
        // A desk that could not record lets go of the sender.
        waits.recv().map_err(|_| Unrecorded)
    }

    fn after(&self, errand: u64, call: Call, answer: Result<&Said, &Fault>) {
        let answer = answer.cloned().map_err(Clone::clone);
        let entry = Entry::After {
            errand,
            call,
            answer,
        };
        // Nobody hears it when the run has failed: the call is then asked about by the next one.
        let _ = self.0.send((entry, None));
    }
}

/// Does errands, so many calls at once, until there are no more; answers the fault that ended the run before that. Other
/// hands then stop at their next call.
pub fn work<D: Desk>(
    scim: &Scim,
    manner: &Manner,
    calls: usize,
    desk: &mut D,
) -> Result<Option<Fault>, D::Error> {
    scim.turns.allow(calls);
    thread::scope(|scope| {
        let (messages, heard) = mpsc::channel();
        let mut free = Vec::new();
        for _ in 0..calls.max(1) * HANDS_OF_CALL {
            let (orders, wanted) = mpsc::channel();
            let line = Line(messages.clone());
            scope.spawn(move || hand(scim, manner, &wanted, &line));
            free.push(orders);
        }
        drop(messages);
        give_out(scim, desk, free, &heard)
    })
}

fn hand(scim: &Scim, manner: &Manner, wanted: &Receiver<Errand>, line: &Line) {
    while let Ok(errand) = wanted.recv() {
        let outcome = scim.carry(&errand, manner, line);
        let errand = errand.number;
        if line
            .0
            .send((Entry::Ended { errand, outcome }, None))
            .is_err()
        {
            return;
        }
    }
}

/// Gives errands to whoever is free and records what they say.
fn give_out<D: Desk>(
    scim: &Scim,
    desk: &mut D,
    mut free: Vec<Sender<Errand>>,
    heard: &Receiver<Message>,
) -> Result<Option<Fault>, D::Error> {
    let mut busy: Vec<(u64, Sender<Errand>)> = Vec::new();
    let (mut fault, mut is_over) = (None, false);
    let mut pending: Vec<Entry> = Vec::new();
    loop {
        while !is_over && let Some(orders) = free.pop() {
            let Some(errand) = desk.next()? else {
                is_over = true;
                free.push(orders);
                break;
            };
            let number = errand.number;
            if orders.send(errand).is_ok() {
                busy.push((number, orders));
            }
        }
        if busy.is_empty() {
            return record(desk, &mut pending).map(|()| fault);
        }
        let first = match heard.recv_timeout(SOON) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                record(desk, &mut pending)?;
                desk.idle()?;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => {
                return record(desk, &mut pending).map(|()| fault);
            }
        };
        let mut together = vec![first];
        together.extend(heard.try_iter());
        let (entries, waiting): (Vec<_>, Vec<_>) = together.into_iter().unzip();
        for entry in &entries {
            if let Entry::Ended { errand, outcome } = entry {
                if let Some(at) = busy.iter().position(|(number, _)| number == errand) {
                    free.push(busy.swap_remove(at).1);
                }
                if let Err(ended) = outcome {
                    is_over = true;
                    fault.get_or_insert_with(|| ended.clone());
                    scim.stop.at_next();
                }
            }
        }
        pending.extend(entries);
        let waiting: Vec<_> = waiting.into_iter().flatten().collect();
        if !waiting.is_empty() || pending.len() >= MOST_PENDING {
            record(desk, &mut pending)?;
        }
        for recorded in waiting {
            let _ = recorded.send(());
        }
    }
}

/// Records what waits.
fn record<D: Desk>(desk: &mut D, pending: &mut Vec<Entry>) -> Result<(), D::Error> {
    if !pending.is_empty() {
        desk.record(pending)?;
        pending.clear();
    }
    Ok(())
}
