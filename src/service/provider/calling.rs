//! A run of calls in the background of whoever works for the account: a console, `serve`, `run`.
//!
//! The run has a thread of its own. It has the writer only for short pieces, which [`Service::step`] does between other
//! work, so that nothing waits for a server.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::books::{Piece, Sent, Wake};
use super::course::{PushReport, PushTally};
use super::pushing::{begin, go};
use crate::connect::scim::{Scim, Settings, Stop};
use crate::domain::op::Op;
use crate::domain::operator::{Permission, Session};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::provider::{ProviderOp, ProviderReceipt};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::account::access;
use crate::service::{Service, WorkStep};

/// Pieces that are done before other work gets its turn.
const AT_ONCE: usize = 64;
/// After how long calls are made again that were left.
const AGAIN_AFTER: Duration = Duration::from_secs(60);
/// How often it is reported how far the calls are.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// How far calls are that this process makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallsNow {
    /// They are being made.
    Run {
        /// How far.
        tally: PushTally,
        /// Changes a second.
        rate: u64,
        /// How long it will still take, once that can be said.
        seconds_left: Option<u64>,
    },
    /// They are over.
    Over(Box<PushReport>),
}

/// A run of calls as the thread that writes knows it.
pub(crate) struct Calls {
    pieces: Receiver<Piece>,
    stop: Stop,
    tally: Arc<Mutex<PushTally>>,
    begun: Instant,
    told: Option<Instant>,
    /// What it came to, once it is over.
    over: Option<Result<PushReport>>,
}

impl Service {
    /// Begins to make the calls that are to be made, in the background. Needs `Permission::HandOver`. `wake` is called
    /// whenever [`Self::step`] has something to do for them.
    pub fn begin_calls(&mut self, session: &Session, scim: Scim, wake: Wake) -> Result<()> {
        self.core.may_write()?;
        access::authorise(&self.store.db(), session, Permission::HandOver)?;
        if self.calls.is_some() {
            return Err(Error::Conflict(Reason::CallsUnderWay));
        }
        let begun = begin(self)?;
        let (pieces, waiting) = mpsc::channel();
        let tally = Arc::new(Mutex::new(PushTally {
            total: begun.total(),
            ..PushTally::default()
        }));
        self.calls = Some(Calls {
            pieces: waiting,
            stop: scim.stop(),
            tally: Arc::clone(&tally),
            begun: Instant::now(),
            told: None,
            over: None,
        });
        let (session, stop) = (session.clone(), scim.stop());
        thread::spawn(move || {
            let mut books = Sent { pieces, wake };
            let mut watch = |now| {
                *tally.lock().unwrap_or_else(PoisonError::into_inner) = now;
                !stop.is_stopped()
            };
            let run = || go(&mut books, &begun, &session, &scim, &mut watch);
            let done = catch_unwind(AssertUnwindSafe(run));
            // The next run may begin as soon as this one is known to be over.
            drop(begun);
            let done = done.unwrap_or_else(|_| Err(Error::Bug("a run of calls failed".to_owned())));
            books.leave(move |service| {
                if let Some(calls) = &mut service.calls {
                    calls.over = Some(done);
                }
            });
        });
        Ok(())
    }

    /// The same with the server to which a connection is kept. Calls that somebody had stopped go on.
    pub fn push_in_background(&mut self, session: &Session, wake: Wake) -> Result<()> {
        let settings = self.provider_connection(session, Permission::HandOver)?;
        let settings = settings.ok_or(Error::Refused(Reason::NoServer))?;
        if self.store.db().count_pushable()? == (0, 0) {
            return Err(Error::Refused(Reason::NoCalls));
        }
        let scim = made(&settings)?;
        self.let_calls_go_on(session)?;
        self.begin_calls(session, scim, wake)
    }

    /// Begins to make calls that nobody makes, in the name of whoever connected; answers whether it did. What is left is
    /// tried again after a while.
    pub fn carry_calls(&mut self, wake: &Wake) -> Result<bool> {
        if self.calls.is_some() || self.calls_again.is_some_and(|again| again > Instant::now()) {
            return Ok(false);
        }
        let Some((session, settings)) = self.unattended_calls()? else {
            return Ok(false);
        };
        // Whether it goes well or not, what is left is not tried again at once.
        self.calls_again = Some(Instant::now() + AGAIN_AFTER);
        match self.begin_calls(&session, made(&settings)?, Arc::clone(wake)) {
            Ok(()) => Ok(true),
            // A person makes them at this moment.
            Err(Error::Conflict(Reason::CallsUnderWay)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Lets calls go on that somebody had stopped.
    pub fn let_calls_go_on(&mut self, session: &Session) -> Result<()> {
        if self.store.db().calls_are_held()? {
            let op = Op::Provider(ProviderOp::HoldCalls(false));
            self.execute(session, &op, None)?;
        }
        Ok(())
    }

    /// Stops the calls of this process; they are not held for anybody else.
    pub fn stop_calls(&self) {
        if let Some(calls) = &self.calls {
            calls.stop.stop();
        }
    }

    /// Whether this process makes calls in the background.
    pub const fn makes_calls(&self) -> bool {
        self.calls.is_some()
    }

    /// Does what a run of calls has to be written down; answers what there is to tell of it.
    pub(crate) fn serve_calls(&mut self) -> Result<Option<WorkStep>> {
        let Some(calls) = &self.calls else {
            return Ok(None);
        };
        let pieces: Vec<Piece> = calls.pieces.try_iter().take(AT_ONCE).collect();
        let has_served = !pieces.is_empty();
        for piece in pieces {
            piece(self);
        }
        self.tell_calls(has_served)
    }

    /// Waits for something that a run of calls has to be written down, for so long at the most, and does it.
    pub fn wait_for_calls(&mut self, at_most: Duration) -> Result<Option<WorkStep>> {
        let Some(calls) = &self.calls else {
            return Ok(None);
        };
        if let Ok(piece) = calls.pieces.recv_timeout(at_most) {
            piece(self);
        }
        self.serve_calls()
    }

    fn tell_calls(&mut self, has_served: bool) -> Result<Option<WorkStep>> {
        let changes = Changes::PROVIDER
            .union(Changes::BATCHES)
            .union(Changes::USERS)
            .union(Changes::REQUESTS)
            .union(Changes::OUTBOX);
        let Some(calls) = &mut self.calls else {
            return Ok(None);
        };
        if let Some(over) = calls.over.take() {
            self.calls = None;
            let is_all_done = over.as_ref().is_ok_and(|report| report.open() == 0);
            self.calls_again = (!is_all_done).then(|| Instant::now() + AGAIN_AFTER);
            return Ok(Some(WorkStep {
                more: true,
                changes,
                calls: Some(CallsNow::Over(Box::new(over?))),
                ..WorkStep::default()
            }));
        }
        let is_told = calls.told.is_some_and(|told| told.elapsed() < TOLD_EVERY);
        if !has_served || is_told {
            return Ok(has_served.then(|| WorkStep {
                more: true,
                ..WorkStep::default()
            }));
        }
        calls.told = Some(Instant::now());
        Ok(Some(WorkStep {
            more: true,
            changes,
            calls: Some(calls.now()),
            ..WorkStep::default()
        }))
    }
}

impl Calls {
    fn now(&self) -> CallsNow {
        let tally = *self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let millis = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let left = tally.total.saturating_sub(tally.done());
        let millis_left = left.saturating_mul(millis).checked_div(tally.done());
        CallsNow::Run {
            tally,
            rate: tally.done().saturating_mul(1_000) / millis.max(1),
            seconds_left: millis_left.map(|millis| millis.div_ceil(1_000)),
        }
    }
}

impl Drop for Calls {
    /// Nobody writes down what would be sent now.
    fn drop(&mut self) {
        self.stop.stop();
    }
}

/// A client of the server to which a connection is kept. What is kept was tried before it was.
fn made(settings: &Settings) -> Result<Scim> {
    Scim::new(settings).map_err(|_| Error::Refused(Reason::NoServer))
}

/// Whether an act holds the calls back, so that those of this process stop.
pub(crate) const fn holds_calls(receipt: &Receipt) -> bool {
    matches!(receipt, Receipt::Provider(ProviderReceipt::CallsHeld(true)))
}
