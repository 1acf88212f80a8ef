//! The threads beside the UI: two readers, one writer.
//!
//! The first reader answers the screens; questions that a newer one of the same asker replaced are passed over. The
//! second does what takes long: reviews, exports, verifying the log. The writer owns the service: acts that wait go
//! first, else it works in the background, and looks once a second for what other processes left or what is due.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::domain::batch::Progress;
use crate::domain::operator::Session;
use crate::domain::plan::Changes;
use crate::domain::query::Query;
use crate::error::{Error, Result, Trouble};
use crate::service::{DirectoryLoading, NewAccount, PurgeWhen, Reader, Service, WorkStep};
use crate::start::Start;

use super::doing;
use super::events::Events;
use crate::ui::shell::event::{Effect, Event, Reply, Ticket};

/// How often the writer looks for work that other processes left, or that became due.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How often it looks what came of the message that is under way.
const LOOKS_AFTER_MAIL_EVERY: Duration = Duration::from_millis(20);
/// How long the writer rests after background work failed.
const RESTS: Duration = Duration::from_secs(5);
/// After how long without an act what was deleted is purged from the files: single deletions are gathered.
const IDLE: Duration = Duration::from_secs(5);
/// How often a review tells its progress.
const TELLS_EVERY: Duration = Duration::from_millis(100);

/// A file dialog that closes sooner than this never opened: the desktop has none, and the console's browser opens.
const CLOSED_BY_NOBODY: Duration = Duration::from_millis(300);

/// An effect with whoever wants it done.
type Job = (Option<Session>, Effect);

/// The threads beside the UI.
pub(super) struct Threads {
    questions: Sender<Job>,
    long: Sender<Job>,
    acts: Sender<Job>,
    events: Events,
    stopped: Arc<Mutex<Option<Ticket>>>,
    writer: JoinHandle<()>,
}

impl Threads {
    /// Starts readers and writer.
    pub(super) fn start(start: Start, events: &Events) -> Self {
        let (questions, asked) = mpsc::channel();
        let (long, waiting) = mpsc::channel();
        let (acts, wanted) = mpsc::channel();
        let stopped = Arc::new(Mutex::new(None));
        let writer = Writer {
            start,
            events: events.clone(),
            readers: Some((asked, waiting)),
            stopped: stopped.clone(),
            service: None,
            step_trouble: String::new(),
        };
        let writer = thread::spawn(move || writer.work(&wanted));
        Self {
            questions,
            long,
            acts,
            events: events.clone(),
            stopped,
            writer,
        }
    }

    /// Gives an effect to the thread that does it.
    pub(super) fn carry_out(&mut self, session: Option<&Session>, effect: Effect) {
        let job = |effect| (session.cloned(), effect);
        // A thread that ended has said so; whoever waits for its work reports it as lost.
        let _ = match effect {
            Effect::Load(_, Query::VerifyLog | Query::Whom(_))
            | Effect::Review(..)
            | Effect::Export { .. }
            | Effect::LookAtBackup(..)
            | Effect::DropReview(_) => self.long.send(job(effect)),
            Effect::Load(..) | Effect::Plan(..) | Effect::SignIn(..) => {
                self.questions.send(job(effect))
            }
            Effect::StopReview(ticket) => {
                if let Ok(mut stopped) = self.stopped.lock() {
                    *stopped = Some(ticket);
                }
                Ok(())
            }
            Effect::Run(..)
            | Effect::CreateAccount(..)
            | Effect::BackUp { .. }
            | Effect::Restore(..)
            | Effect::HoldPurge(_) => self.acts.send(job(effect)),
            Effect::OpenFileDialog(ticket) => {
                self.beside(ticket, || choose_file().map(Reply::FileChosen));
                Ok(())
            }
            Effect::ListDirectory(ticket, path) => {
                self.beside(ticket, move || doing::list(&path).map(Reply::Listing));
                Ok(())
            }
            Effect::LookAt(ticket, path) => {
                self.beside(ticket, move || doing::look_at(&path).map(Reply::Seen));
                Ok(())
            }
            Effect::Copy(_)
            | Effect::SignOut
            | Effect::Suspend
            | Effect::TakeTerminal
            | Effect::Reopen
            | Effect::Quit => Ok(()),
        };
    }

    /// Ends the writer after the chunk it is at; the others end with the program.
    pub(super) fn end(self) {
        drop(self.acts);
        let _ = self.writer.join();
    }

    /// Does something on a thread of its own, because it may wait for a person or a slow disk.
    fn beside(&self, ticket: Ticket, work: impl FnOnce() -> Result<Reply> + Send + 'static) {
        let events = self.events.clone();
        thread::spawn(move || {
            let _ = events.send(Event::Reply(ticket, doing::guarded(work)));
        });
    }
}

/// Asks in the desktop's file dialog. The library does not say whether a dialog was closed or never came up, but
/// nobody closes one this fast.
fn choose_file() -> Result<Option<PathBuf>> {
    let asked = Instant::now();
    let chosen = rfd::FileDialog::new()
        .add_filter("CSV", &["csv", "CSV"])
        .pick_file();
    if chosen.is_none() && asked.elapsed() < CLOSED_BY_NOBODY {
        return Err(Trouble::Io("no file dialog came up".to_owned()).into());
    }
    Ok(chosen)
}

/// Answers the screens. A question that a newer one of the same asker replaced is passed over; one for which a whole
/// order must be made is answered beside the others.
fn answer(mut reader: Reader, asked: &Receiver<Job>, events: &Events) {
    while let Ok(first) = asked.recv() {
        let mut jobs: Vec<Job> = vec![first];
        jobs.extend(asked.try_iter());
        let latest: HashMap<u64, u64> = jobs.iter().filter_map(|job| job.1.ticket()).fold(
            HashMap::new(),
            |mut latest, ticket| {
                let newest = latest.entry(ticket.asker).or_default();
                *newest = ticket.serial.max(*newest);
                latest
            },
        );
        for (session, effect) in jobs {
            let replaced = effect
                .ticket()
                .is_some_and(|ticket| latest.get(&ticket.asker) != Some(&ticket.serial));
            if replaced {
                continue;
            }
            if let Effect::Load(_, query) = &effect
                && reader.sorts_first(query)
                && let Ok(mut other) = reader.another()
            {
                let events = events.clone();
                thread::spawn(move || {
                    read_one(&mut other, session.as_ref(), &effect, &events, &mut |_| {
                        true
                    });
                });
                continue;
            }
            let glance = || Ok(doing::glance(&mut reader, session.as_ref(), &effect));
            if let Ok(Some((ticket, reply))) = doing::guarded(glance) {
                let _ = events.send(Event::Reply(ticket, reply));
            }
            read_one(&mut reader, session.as_ref(), &effect, events, &mut |_| {
                true
            });
        }
    }
}

/// Does what takes long, and tells how far it is.
fn answer_at_length(
    mut reader: Reader,
    waiting: &Receiver<Job>,
    events: &Events,
    stopped: &Mutex<Option<Ticket>>,
) {
    while let Ok((session, effect)) = waiting.recv() {
        let mut watch = watched(effect.ticket(), events, stopped);
        read_one(&mut reader, session.as_ref(), &effect, events, &mut watch);
    }
}

/// Says how far the work for a ticket is, not more often than anybody can read it; answers whether it shall go on.
fn watched<'w>(
    ticket: Option<Ticket>,
    events: &'w Events,
    stopped: &'w Mutex<Option<Ticket>>,
) -> impl FnMut(Progress) -> bool + 'w {
    let mut told = Instant::now();
    move |progress| {
        if let Some(ticket) = ticket.filter(|_| told.elapsed() >= TELLS_EVERY) {
            told = Instant::now();
            let _ = events.send(Event::Reviewing(ticket, progress));
        }
        // Without a ticket nobody waits for it, and nobody can have stopped it.
        ticket.is_none() || stopped.lock().map_or(true, |stopped| *stopped != ticket)
    }
}

/// Loads the directory and has the screens ask again; where it fails, the next question fails with the same words.
fn load_directory(loading: DirectoryLoading, events: &Events) {
    let _ = doing::guarded(|| loading.finish());
    let _ = events.send(Event::Step(WorkStep {
        changes: Changes::USERS,
        ..WorkStep::default()
    }));
}

fn read_one(
    reader: &mut Reader,
    session: Option<&Session>,
    effect: &Effect,
    events: &Events,
    watch: &mut dyn FnMut(crate::domain::batch::Progress) -> bool,
) {
    let done = doing::guarded(|| Ok(doing::read(reader, session, effect, watch)));
    let reply = match (done, effect.ticket()) {
        (Ok(reply), _) => reply,
        (Err(error), Some(ticket)) => Some((ticket, Err(error))),
        (Err(_), None) => None,
    };
    if let Some((ticket, reply)) = reply {
        let _ = events.send(Event::Reply(ticket, reply));
    }
}

/// What the readers are given once there is a database.
type ForReaders = (Receiver<Job>, Receiver<Job>);

/// The thread that owns the service.
struct Writer {
    start: Start,
    events: Events,
    readers: Option<ForReaders>,
    /// What somebody no longer waits for.
    stopped: Arc<Mutex<Option<Ticket>>>,
    service: Option<Service>,
    step_trouble: String,
}

impl Writer {
    fn work(mut self, wanted: &Receiver<Job>) {
        self.open();
        let mut pause = Duration::ZERO;
        loop {
            let job = if pause.is_zero() {
                wanted.try_recv().map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                })
            } else {
                wanted.recv_timeout(pause)
            };
            match job {
                Ok((session, effect)) => {
                    self.act(session.as_ref(), &effect);
                    pause = Duration::ZERO;
                }
                Err(RecvTimeoutError::Timeout) => pause = self.step(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn open(&mut self) {
        let opened = if Service::exists(&self.start.database) {
            let (database, surroundings) = (&self.start.database, &self.start.surroundings);
            let opened = doing::guarded(|| Service::open(database, surroundings.clone()));
            opened.and_then(|service| self.take(service))
        } else {
            return self.tell(Event::Opened {
                missing: true,
                session: None,
                notices: Vec::new(),
            });
        };
        let notices = self
            .service
            .as_ref()
            .map(|service| service.notices().to_vec());
        self.tell(match opened {
            Ok(session) => Event::Opened {
                missing: false,
                session,
                notices: notices.unwrap_or_default(),
            },
            Err(error) => Event::OpenFailed(error),
        });
    }

    /// Takes a service over and starts the readers; answers who needs not sign in.
    fn take(&mut self, mut service: Service) -> Result<Option<Session>> {
        service.purge_when(PurgeWhen::Idle(IDLE));
        service.attend()?;
        service.set_mail_road(&self.start.mail);
        let mut first = service.reader()?;
        let second = service.reader()?;
        let session = match (self.start.signed_in.take(), self.start.operator.take()) {
            (Some(session), _) => Some(session),
            // A name without a passphrase is only offered; a wrong passphrase leads to the sign-in screen.
            (None, Some((name, secret))) if !secret.0.is_empty() => {
                first.sign_in(&name, &secret).ok()
            }
            (None, _) => first.sole_operator()?,
        };
        let loading = service.begin_loading()?;
        let events = self.events.clone();
        thread::spawn(move || load_directory(loading, &events));
        self.service = Some(service);
        if let Some((asked, waiting)) = self.readers.take() {
            let stopped = self.stopped.clone();
            let events = self.events.clone();
            thread::spawn(move || answer(first, &asked, &events));
            let events = self.events.clone();
            thread::spawn(move || answer_at_length(second, &waiting, &events, &stopped));
        }
        Ok(session)
    }

    fn act(&mut self, session: Option<&Session>, effect: &Effect) {
        if let Effect::CreateAccount(ticket, account) = effect {
            let reply = self.create(account).map(Reply::SignedIn);
            self.tell(Event::Reply(*ticket, reply));
            return;
        }
        let Some(service) = &mut self.service else {
            return;
        };
        let mut watch = watched(effect.ticket(), &self.events, &self.stopped);
        let done = doing::guarded(|| Ok(doing::write(service, session, effect, &mut watch)));
        drop(watch);
        let reply = match (done, effect.ticket()) {
            (Ok(reply), _) => reply,
            (Err(error), Some(ticket)) => Some((ticket, Err(error))),
            (Err(_), None) => None,
        };
        if let Some((ticket, reply)) = reply {
            if matches!(reply, Ok(Reply::Restored(_))) {
                // What is open here has been replaced: this console does no more work.
                self.service = None;
            }
            self.tell(Event::Reply(ticket, reply));
        }
    }

    fn create(&mut self, account: &NewAccount) -> Result<Session> {
        let (database, surroundings) = (&self.start.database, &self.start.surroundings);
        let made = doing::guarded(|| Service::create(database, account, surroundings.clone()));
        let service = made?;
        // Whoever has just chosen a passphrase needs not type it again.
        let signed = match &account.passphrase {
            Some(secret) => Some(service.reader()?.sign_in(&account.admin_name, secret)?),
            None => None,
        };
        let session = self.take(service)?;
        signed
            .or(session)
            .ok_or_else(|| Error::Bug("nobody can sign in".to_owned()))
    }

    /// Works in the background; answers how long to wait for acts before the next time.
    fn step(&mut self) -> Duration {
        let Some(service) = &mut self.service else {
            return LOOKS_EVERY;
        };
        match doing::guarded(|| service.step()) {
            Ok(step) => {
                self.step_trouble.clear();
                let (more, mail_is_under_way) = (step.more, step.mail_is_under_way);
                let nothing = WorkStep {
                    more,
                    mail_is_under_way,
                    ..WorkStep::default()
                };
                if step != nothing {
                    self.tell(Event::Step(step));
                }
                match (more, mail_is_under_way) {
                    (true, _) => Duration::ZERO,
                    (false, true) => LOOKS_AFTER_MAIL_EVERY,
                    (false, false) => LOOKS_EVERY,
                }
            }
            Err(error) => {
                // The same trouble is shown once, not every few seconds.
                let told = error.to_string();
                if told != self.step_trouble {
                    self.step_trouble = told;
                    self.tell(Event::StepFailed(error));
                }
                RESTS
            }
        }
    }

    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
