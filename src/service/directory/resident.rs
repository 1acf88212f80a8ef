//! The resident directory of a process, which its readers share: loaded once, then kept up with the database by its
//! changes.
//!
//! What takes long is done beside the questions: an order is made and the rows are packed in short looks, between which
//! others ask.
//!
//! A console has it loaded beside everything else ([`DirectoryLoading`]) and answers provisionally until it is there;
//! whoever did not begin that loads it with the first question.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use crate::domain::id::UserId;
use crate::domain::user::{UserSort, UsersQuestion};
use crate::error::{Error, Result};
use crate::service::directory;
use crate::service::directory::{Directory, DirectoryRow};
use crate::service::timings::Timings;
use crate::service::{Core, Service};
use crate::store::{Changed, Db, DirectoryUser, Store};

/// How long whoever does something long waits for those with a question before it looks again.
const LETS_GO_FIRST: Duration = Duration::from_micros(50);

/// The directory of a process.
#[derive(Default)]
pub(crate) struct Resident {
    state: Mutex<State>,
    loaded: Condvar,
    /// How many are waiting with a question: whoever does something long lets them go first.
    asking: AtomicUsize,
    /// Held by whoever does something long.
    at_length: Mutex<()>,
}

#[derive(Default)]
struct State {
    /// With the last change it holds.
    directory: Option<(Directory, i64)>,
    is_loading: bool,
}

/// The loading of the directory beside everything else. When it goes, finished or not, questions wait no longer.
pub struct DirectoryLoading {
    store: Store,
    core: Arc<Core>,
}

impl Resident {
    /// Asks the directory as the database is now; waits for it, or loads it, where it is not there yet.
    pub(crate) fn ask<T>(
        &self,
        db: &Db<'_>,
        timings: &Timings,
        question: impl FnOnce(&mut Directory) -> T,
    ) -> Result<T> {
        let waited = self
            .loaded
            .wait_while(self.lock_to_ask()?, |state| state.is_loading);
        let mut state = waited.map_err(|_| broken())?;
        Ok(question(state.current(db, timings)?))
    }

    /// The same without waiting: none while it is being loaded.
    pub(crate) fn ask_now<T>(
        &self,
        db: &Db<'_>,
        timings: &Timings,
        question: impl FnOnce(&mut Directory) -> T,
    ) -> Result<Option<T>> {
        let mut state = self.lock_to_ask()?;
        if state.is_loading {
            return Ok(None);
        }
        Ok(Some(question(state.current(db, timings)?)))
    }

    /// A page of the users that pass a filter, and how many those are; none while the directory is being loaded. An
    /// order that is not at hand is made first, beside the questions of others.
    pub(crate) fn page(
        &self,
        db: &Db<'_>,
        timings: &Timings,
        question: &UsersQuestion,
    ) -> Result<Option<(usize, Vec<UserId>)>> {
        let (filter, sort) = (&question.filter, question.sort);
        let is_ready = self.ask_now(db, timings, |directory| directory.bring(filter, sort))?;
        if is_ready == Some(false) {
            self.make_order(sort)?;
        }
        self.ask_now(db, timings, |directory| {
            directory.page(filter, sort, question.page)
        })
    }

    /// Makes an order beside the questions, unless it is there. What fails is made by the question.
    pub(crate) fn make_order(&self, sort: UserSort) -> Result<()> {
        let _alone = self.at_length.lock().map_err(|_| broken())?;
        let mut has_order = false;
        self.look(&mut |directory| has_order = directory.has_order(sort));
        if has_order {
            return Ok(());
        }
        if let Some(made) = directory::make_order(sort, &mut |piece| self.look(piece))
            && let Some((directory, _)) = &mut self.lock()?.directory
        {
            directory.keep_order(made);
        }
        Ok(())
    }

    /// Packs the rows beside the questions, where that is worth while and nobody else does something long.
    pub(crate) fn pack(&self) -> Result<()> {
        let Ok(_alone) = self.at_length.try_lock() else {
            return Ok(());
        };
        if let Some(packed) = directory::pack(&mut |piece| self.look(piece))
            && let Some((directory, _)) = &mut self.lock()?.directory
        {
            directory.keep_packed(packed);
        }
        Ok(())
    }

    /// Takes up what changed, where a directory is there, so that the next question needs not. Waits for nobody: who is
    /// asking takes it up too.
    pub(crate) fn follow(&self, store: &mut Store, timings: &Timings) -> Result<()> {
        let Ok(mut state) = self.state.try_lock() else {
            return Ok(());
        };
        if state.is_loading || state.directory.is_none() {
            return Ok(());
        }
        store.read(|db| state.current(db, timings).map(drop))
    }

    /// Whether a question waits until a whole order is made.
    pub(crate) fn sorts_first(&self, question: &UsersQuestion) -> bool {
        let mut has_order = true;
        self.look(&mut |directory| has_order = directory.has_order(question.sort));
        !has_order
    }

    /// A look at the directory, after those who wait with a question; false where there is none.
    fn look(&self, look: &mut dyn FnMut(&Directory)) -> bool {
        while self.asking.load(Ordering::Relaxed) > 0 {
            std::thread::sleep(LETS_GO_FIRST);
        }
        match self.lock().ok().as_deref() {
            Some(State {
                directory: Some((directory, _)),
                ..
            }) => {
                look(directory);
                true
            }
            _ => false,
        }
    }

    fn lock_to_ask(&self) -> Result<MutexGuard<'_, State>> {
        self.asking.fetch_add(1, Ordering::Relaxed);
        let state = self.lock();
        self.asking.fetch_sub(1, Ordering::Relaxed);
        state
    }

    fn lock(&self) -> Result<MutexGuard<'_, State>> {
        self.state.lock().map_err(|_| broken())
    }
}

fn broken() -> Error {
    Error::Bug("a question to the directory failed before".to_owned())
}

impl State {
    /// The directory as the database is now.
    fn current(&mut self, db: &Db<'_>, timings: &Timings) -> Result<&mut Directory> {
        let last = db.last_change()?;
        let loaded = match self.directory.take() {
            // Another reader may have asked a newer state of the database already.
            Some((directory, seen)) if seen >= last => (directory, seen),
            Some((directory, seen)) => match db.changes_after(seen)? {
                Some(changed) => (caught_up(directory, db, changed)?, last),
                None => (load(db, timings)?, last),
            },
            None => (load(db, timings)?, last),
        };
        Ok(&mut self.directory.insert(loaded).0)
    }
}

impl Service {
    /// Begins to load the directory: until that is finished, readers answer questions for users provisionally.
    pub fn begin_loading(&self) -> Result<DirectoryLoading> {
        let store = Store::open_reader(&self.core.place.database)?;
        self.core.resident.lock()?.is_loading = true;
        Ok(DirectoryLoading {
            store,
            core: Arc::clone(&self.core),
        })
    }
}

impl DirectoryLoading {
    /// Loads it.
    pub fn finish(mut self) -> Result<()> {
        let timings = self.core.timings();
        let mut loaded = self
            .store
            .read(|db| Ok((load(db, timings)?, db.last_change()?)))?;
        loaded.0.prepare(UserSort::default());
        self.core.resident.lock()?.directory = Some(loaded);
        Ok(())
    }
}

impl Drop for DirectoryLoading {
    fn drop(&mut self) {
        if let Ok(mut state) = self.core.resident.lock() {
            state.is_loading = false;
        }
        self.core.resident.loaded.notify_all();
    }
}

fn load(db: &Db<'_>, timings: &Timings) -> Result<Directory> {
    let timed = timings.phase("directory.load");
    let mut builder = Directory::builder();
    db.in_passing(|| {
        db.each_directory_user(UserId(0), UserId(i64::MAX), |user| {
            builder.push(&row(&user));
        })
    })?;
    let directory = builder.finish();
    timed.counted(directory.counters().users);
    Ok(directory)
}

fn caught_up(mut directory: Directory, db: &Db<'_>, changed: Changed) -> Result<Directory> {
    directory.remove(changed.gone.iter().map(|(first, last)| (first.0, last.0)));
    for (first, end) in merged(changed.ranges) {
        let mut change = directory.change(first.0, end.0);
        db.each_directory_user(first, end, |user| change.push(&row(&user)))?;
        change.finish();
    }
    Ok(directory)
}

const fn row<'u>(user: &'u DirectoryUser<'u>) -> DirectoryRow<'u> {
    DirectoryRow {
        id: user.id,
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        unique_id: user.unique_id,
        license: user.license,
        connected: user.connected,
        on_hold: user.on_hold,
        last_active: user.last_active,
        invited_at: user.invited_at,
        groups: user.groups,
        attributes: user.attributes,
    }
}

/// Ranges in order, overlapping and adjacent ones made one: a user that changed often is read once.
fn merged(mut ranges: Vec<(UserId, UserId)>) -> Vec<(UserId, UserId)> {
    ranges.sort_unstable();
    let mut merged: Vec<(UserId, UserId)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match merged.last_mut() {
            Some((_, end)) if first.0 <= end.0 + 1 => *end = (*end).max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}
