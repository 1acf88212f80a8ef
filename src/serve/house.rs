//! What all connections share: the account's hub, who is here, and what is reported of it on stderr.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::{Notify, watch};

use crate::domain::operator::Session;
use crate::domain::plan::Changes;
use crate::domain::time::{Clock, Timestamp};
use crate::error::{Error, Result, Trouble};
use crate::formats;
use crate::service::Service;
use crate::service::account::coming::{Coming, Welcome};
use crate::service::files::folder;
use crate::start::Serving;
use crate::texts::Texts;
use crate::ui::runtime::{Account, Hub};
use crate::ui::shell::event::Event;

use super::clerk::Clerk;
use super::known::{Farewell, Known};
use super::told::Told;
use super::watch::Ear;

/// How often it is looked whether those who are here may still be, once something was written.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How often it is looked before nothing more is expected of it: what is heard of a write is heard before others see it.
const LOOKS: u8 = 3;
/// How often it is looked although nothing was written.
const LOOKS_ANYWAY_EVERY: Duration = Duration::from_secs(60);
/// How often old files are removed.
const TIDIES_EVERY: Duration = Duration::from_secs(3_600);
/// How often strangers and crowds are spoken of at the most.
const SPEAKS_EVERY: Duration = Duration::from_secs(60);
/// Seconds of a day.
const DAY: u64 = 86_400;

/// What is spoken of once a minute at the most.
#[derive(Debug, Default)]
struct Seldom {
    last: Option<Instant>,
    unsaid: u64,
}

impl Seldom {
    /// How many were not spoken of, when it is time to speak.
    fn speak(&mut self) -> Option<u64> {
        if self.last.is_some_and(|last| last.elapsed() < SPEAKS_EVERY) {
            self.unsaid += 1;
            return None;
        }
        self.last = Some(Instant::now());
        Some(std::mem::take(&mut self.unsaid))
    }
}

/// The account as it is open now.
struct Open {
    hub: Arc<Hub>,
    /// Set once another database has taken the place of the one that is open.
    is_replaced: Arc<AtomicBool>,
    /// Hears of writes; none where the system tells nobody.
    ear: Option<Ear>,
}

/// What all connections share.
pub(super) struct House {
    /// Who may come.
    pub(super) clerk: Clerk,
    /// The sentences of the server.
    pub(super) words: Told,
    /// The language of the server.
    pub(super) texts: Texts,
    /// What time it is.
    pub(super) clock: Arc<dyn Clock>,
    /// The configuration file that verbs read.
    pub(super) config: Option<PathBuf>,
    account: Account,
    open: Mutex<Open>,
    known: Mutex<BTreeMap<u64, Arc<Known>>>,
    next: AtomicU64,
    rooms: AtomicUsize,
    most_rooms: usize,
    keep_days: u32,
    /// Hears when somebody here has changed who may come, or the database was replaced.
    acted: Arc<Notify>,
    /// Hears when anybody has written.
    written: Arc<Notify>,
    strangers: Mutex<Seldom>,
    crowds: Mutex<Seldom>,
}

/// The sentences, the clock, and who is notified of acts and of writes.
type Talk<'a> = (
    &'a Told,
    &'a Arc<dyn Clock>,
    &'a Arc<Notify>,
    &'a Arc<Notify>,
);

impl Open {
    fn of(service: Service, account: &Account, (words, clock, acted, written): Talk<'_>) -> Self {
        let watch = service.watch();
        let open = Self {
            hub: Arc::new(Hub::of(service, account.clone())),
            is_replaced: Arc::default(),
            ear: watch.and_then(|watch| Ear::begin(watch, Arc::clone(written))),
        };
        let (words, clock) = (words.clone(), Arc::clone(clock));
        let (acted, is_replaced) = (Arc::clone(acted), Arc::clone(&open.is_replaced));
        // Tells what the hub does in the background.
        open.hub.listen(move |event| {
            let told = match event {
                Event::Step(step) => {
                    if step.changes.intersects(Changes::OPERATORS) {
                        acted.notify_one();
                    }
                    words.step(&step)
                }
                Event::StepFailed(error) => Some(words.trouble(&error.to_string())),
                Event::Replaced => {
                    is_replaced.store(true, Ordering::SeqCst);
                    acted.notify_one();
                    None
                }
                _ => None,
            };
            if let Some(told) = told {
                say(&*clock, &told);
            }
        });
        open
    }
}

/// A place in the house, given back when it is dropped.
pub(super) struct Room(Arc<House>);

impl Drop for Room {
    fn drop(&mut self) {
        self.0.rooms.fetch_sub(1, Ordering::SeqCst);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl House {
    /// Begins to work for the account.
    pub(super) fn open(mut serving: Serving) -> Result<Arc<Self>> {
        serving.service.begin_serving()?;
        let account = Account {
            database: serving.database,
            mail: serving.mail,
            surroundings: serving.surroundings.clone(),
        };
        let clerk = Clerk::begin(serving.service.reader()?);
        let words = Told::new(serving.texts.clone());
        let (acted, written) = (Arc::default(), Arc::default());
        let talk = (&words, &serving.surroundings.clock, &acted, &written);
        let open = Open::of(serving.service, &account, talk);
        Ok(Arc::new(Self {
            clerk,
            words,
            texts: serving.texts,
            clock: serving.surroundings.clock,
            config: serving.config,
            account,
            open: Mutex::new(open),
            known: Mutex::default(),
            next: AtomicU64::new(1),
            rooms: AtomicUsize::new(0),
            most_rooms: serving.max_sessions,
            keep_days: serving.keep_days,
            acted,
            written,
            strangers: Mutex::default(),
            crowds: Mutex::default(),
        }))
    }

    /// Where the account lies.
    pub(super) fn database(&self) -> &std::path::Path {
        &self.account.database
    }

    /// The hub of the account as it is now.
    pub(super) fn hub(&self) -> Arc<Hub> {
        Arc::clone(&locked(&self.open).hub)
    }

    /// Opens the database that took the place of the one that a hub was opened on.
    pub(super) fn reopen(&self, old: &Arc<Hub>) -> Result<()> {
        let mut open = locked(&self.open);
        if Arc::ptr_eq(&open.hub, old) {
            // It may not have seen yet that it was replaced, and holds the lock of whoever serves.
            old.give_way();
            let surroundings = self.account.surroundings.clone();
            let mut service = Service::open(&self.account.database, surroundings)?;
            service.begin_serving()?;
            self.clerk.turn_to(service.reader()?);
            let talk = (&self.words, &self.clock, &self.acted, &self.written);
            *open = Open::of(service, &self.account, talk);
            for known in self.everybody() {
                self.clerk.is_here(&known);
            }
            // Whoever is here is looked for in the other database, too.
            self.next.fetch_add(1, Ordering::SeqCst);
        }
        Ok(())
    }

    /// The same from where nobody may be held up.
    async fn reopen_aside(self: &Arc<Self>) -> Result<()> {
        let (house, hub) = (Arc::clone(self), self.hub());
        let reopened = tokio::task::spawn_blocking(move || house.reopen(&hub)).await;
        reopened.map_err(|error| Error::Bug(error.to_string()))?
    }

    /// Says who comes, by the database that is in place.
    pub(super) async fn welcome(self: &Arc<Self>, coming: &Coming) -> Result<Welcome> {
        match self.clerk.welcome(coming).await {
            Err(Error::Environment(Trouble::Replaced(_))) => {
                self.reopen_aside().await?;
                self.clerk.welcome(coming).await
            }
            said => said,
        }
    }

    /// Opens the database in place, where another one is open; answers whether that is still to be done.
    async fn follow(self: &Arc<Self>, trouble: &mut String) -> bool {
        let is_replaced = locked(&self.open).is_replaced.load(Ordering::SeqCst);
        if !is_replaced {
            return false;
        }
        let failed = self.reopen_aside().await.err();
        let told = failed.map_or_else(String::new, |error| self.words.trouble(&error.to_string()));
        if *trouble != told {
            if !told.is_empty() {
                self.say(&told);
            }
            *trouble = told;
        }
        !trouble.is_empty()
    }

    /// Tells something on stderr.
    pub(super) fn say(&self, told: &str) {
        say(&*self.clock, told);
    }

    /// Notes that a key was not let in.
    pub(super) fn notice_stranger(&self, coming: &Coming, why: &Welcome) {
        let spoken = locked(&self.strangers).speak();
        if let Some(others) = spoken {
            self.say(&self.words.stranger(coming, why, others));
            self.clerk.was_turned_away(coming);
        }
    }

    /// Notes that too many knock at once.
    pub(super) fn notice_crowd(&self) {
        let spoken = locked(&self.crowds).speak();
        if let Some(others) = spoken {
            self.say(&self.words.crowd(others + 1));
        }
    }

    /// Notes who is here from now on.
    pub(super) async fn enter(
        &self,
        session: Session,
        (coming, until): (Coming, Option<Timestamp>),
    ) -> Result<Arc<Known>> {
        let sitting = self.clerk.has_come(&session, &coming).await?;
        let known = Arc::new(Known {
            number: self.next.fetch_add(1, Ordering::SeqCst),
            session,
            coming,
            sitting: AtomicI64::new(sitting),
            kinds: Mutex::default(),
            until,
            farewell: watch::Sender::new(None),
        });
        locked(&self.known).insert(known.number, Arc::clone(&known));
        self.say(&self.words.came(&known));
        Ok(known)
    }

    /// Notes who has gone.
    pub(super) fn leave(&self, known: &Known) {
        locked(&self.known).remove(&known.number);
        known.farewell.send_replace(Some(Farewell::Gone));
        self.say(&self.words.went(known));
        self.clerk.has_gone(known.sitting());
    }

    /// A place for one more session; none when the house is full.
    pub(super) fn room(self: &Arc<Self>) -> Option<Room> {
        let most = self.most_rooms;
        let take = |taken: usize| (taken < most).then_some(taken + 1);
        let order = Ordering::SeqCst;
        let taken = self.rooms.fetch_update(order, order, take);
        taken.ok().map(|_| Room(Arc::clone(self)))
    }

    fn everybody(&self) -> Vec<Arc<Known>> {
        locked(&self.known).values().cloned().collect()
    }

    /// Sends everybody away and waits until they have gone, for a while.
    pub(super) async fn send_everybody_away(&self, patience: Duration) {
        for known in self.everybody() {
            known.farewell.send_replace(Some(Farewell::ServerEnds));
        }
        let all_gone = async {
            while !locked(&self.known).is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = tokio::time::timeout(patience, all_gone).await;
        let _ = tokio::time::timeout(patience, self.clerk.is_done()).await;
    }

    /// Ends the work for the account, after the chunk that is under way.
    pub(super) fn close(&self) {
        self.hub().finish();
    }

    /// Sends those away who may not be here any more. As long as nobody has written and nobody has come, nothing about
    /// that has changed but the time.
    async fn look_around(&self, looked: &mut Option<(i64, u64)>) {
        let everybody = self.everybody();
        if everybody.is_empty() {
            return;
        }
        let time = self.clock.now();
        for known in &everybody {
            if known.until.is_some_and(|until| until <= time) {
                known.farewell.send_replace(Some(Farewell::Expired));
            }
        }
        let came = self.next.load(Ordering::SeqCst);
        let now = self.clerk.state_of_account().await.ok();
        let now = now.map(|state| (state, came));
        if now.is_some() && now == *looked {
            return;
        }
        *looked = now;
        let to_be_ended = self.clerk.to_be_ended().await.unwrap_or_default();
        for known in everybody {
            let farewell = if to_be_ended.contains(&known.sitting()) {
                Some(Farewell::Ended)
            } else {
                self.objection(&known).await
            };
            if farewell.is_some() {
                known.farewell.send_replace(farewell);
            }
        }
    }

    /// Waits until it is time to look around: soon after somebody has written, and when a certificate expires.
    async fn rest(&self, looks: &mut u8) {
        let hears = locked(&self.open).ear.is_some();
        let nap = if hears && *looks == 0 {
            self.until_one_expires().min(LOOKS_ANYWAY_EVERY)
        } else {
            LOOKS_EVERY
        };
        tokio::select! {
            () = tokio::time::sleep(nap) => *looks = looks.saturating_sub(1),
            () = self.acted.notified() => *looks = LOOKS,
            () = self.written.notified(), if *looks == 0 => *looks = LOOKS,
        }
    }

    /// How long the next certificate to expire is still in force.
    fn until_one_expires(&self) -> Duration {
        let first = self
            .everybody()
            .iter()
            .filter_map(|known| known.until)
            .min();
        first.map_or(Duration::MAX, |until| {
            let left = until.0.saturating_sub(self.clock.now().0);
            Duration::from_secs(u64::try_from(left).unwrap_or_default())
        })
    }

    /// Why somebody may not be here any more.
    async fn objection(&self, known: &Known) -> Option<Farewell> {
        match self.clerk.welcome(&known.coming).await {
            Ok(Welcome::Operator(session)) if session.operator == known.session.operator => None,
            // Where it cannot be asked nobody is sent away; every act asks again.
            Err(_) => None,
            Ok(Welcome::Disabled) => Some(Farewell::Disabled),
            Ok(
                Welcome::Operator(_)
                | Welcome::Unknown
                | Welcome::Revoked
                | Welcome::Untrusted
                | Welcome::NoOne,
            ) => Some(Farewell::KeyGone),
        }
    }

    /// A number that nothing else of this server has.
    pub(super) fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::SeqCst)
    }

    /// Removes files that operators brought or were given, and recordings, that are older than they are kept.
    async fn tidy(self: &Arc<Self>) {
        let files = folder::all(self.database());
        let mut places = vec![(files, self.keep_days)];
        match self.clerk.kept_recordings().await {
            Ok((recordings, days)) => places.push((recordings, u32::from(days))),
            Err(error) => self.say(&self.words.trouble(&error.to_string())),
        }
        let house = Arc::clone(self);
        let tidying = move || {
            for (place, days) in &places {
                house.tidy_in(place, *days);
            }
        };
        let _ = tokio::task::spawn_blocking(tidying).await;
    }

    fn tidy_in(&self, place: &std::path::Path, days: u32) {
        let kept = Duration::from_secs(u64::from(days) * DAY);
        let now = Duration::from_secs(self.clock.now().0.unsigned_abs());
        let before = SystemTime::UNIX_EPOCH
            .checked_add(now)
            .and_then(|now| now.checked_sub(kept));
        let Some(before) = before.filter(|_| place.exists()) else {
            return;
        };
        match folder::remove_older(place, before) {
            Ok(0) => {}
            Ok(count) => self.say(&self.words.tidied(count)),
            Err(error) => self.say(&self.words.trouble(&error.to_string())),
        }
    }
}

/// Looks after those who are here, and after old files, until the server ends.
pub(super) async fn keep(house: Arc<House>) {
    let mut tidied: Option<Instant> = None;
    let mut looked = None;
    let mut looks = 0;
    let mut trouble = String::new();
    loop {
        if tidied.is_none_or(|tidied| tidied.elapsed() >= TIDIES_EVERY) {
            tidied = Some(Instant::now());
            house.tidy().await;
        }
        house.rest(&mut looks).await;
        if house.follow(&mut trouble).await {
            looks = LOOKS;
        }
        house.look_around(&mut looked).await;
    }
}

/// Tells something on stderr, one line with the moment.
pub(super) fn say(clock: &dyn Clock, told: &str) {
    let told = told.replace(['\n', '\r'], " ");
    let line = format!("{} {told}\n", formats::rfc3339(clock.now()));
    // Nobody may read it; the work goes on.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
