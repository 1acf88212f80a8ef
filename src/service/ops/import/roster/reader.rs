//! A roster as a reader has it read: kept until it is imported or dropped.

use crate::domain::act::Act;
use std::path::Path;

use super::{RosterChoice, mend, read};
use crate::domain::batch::Progress;
use crate::domain::mending::Mends;
use crate::domain::operator::{Permission, Session};
use crate::domain::roster::{RosterImport, RosterToken};
use crate::error::Result;
use crate::service::account::access;
use crate::service::{Reader, noting};

impl Reader {
    /// Reads a roster CSV for `ImportOp::Users`, and keeps its rows until they are imported or dropped: what becomes of
    /// the file meanwhile changes nothing. Needs `Permission::ImportUsers`. A file that fails as a whole is
    /// `Error::Terminated`.
    pub fn read_roster(
        &mut self,
        session: &Session,
        file: &Path,
        choice: &RosterChoice,
    ) -> Result<RosterImport> {
        self.read_roster_watched(session, file, choice, &mut |_| true)
    }

    /// The same; `watch` gets the progress in bytes and answers whether to go on.
    pub fn read_roster_watched(
        &mut self,
        session: &Session,
        file: &Path,
        choice: &RosterChoice,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RosterImport> {
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(&self.core, session, Act::UsersImport, allowed)?;
        let timed = self.core.timings().phase("import.intake");
        let (import, rows) = read(&self.store.db(), &self.core, file, choice, watch)?;
        timed.counted(rows);
        Ok(import)
    }

    /// Reads a roster anew with what was said of rows that failed: of one that was imported only those rows. Needs
    /// `Permission::ImportUsers`.
    pub fn mend_roster(
        &mut self,
        session: &Session,
        import: &RosterImport,
        mends: &Mends,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RosterImport> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(core, session, Act::UsersImport, allowed)?;
        let timed = core.timings().phase("import.intake");
        let (import, rows) = self.store.read(|db| mend(db, core, import, mends, watch))?;
        timed.counted(rows);
        Ok(import)
    }

    /// Forgets a roster that was not imported.
    pub fn drop_roster(&mut self, roster: RosterToken) {
        if let Ok(mut rosters) = self.core.rosters() {
            rosters.remove(&roster);
        }
        if let Ok(mut brought) = self.core.brought() {
            brought.forget_roster(roster);
        }
    }

    /// The number of the log's entry of the import of a roster; none while it waits to be imported.
    pub fn entry_of_roster(&self, roster: RosterToken) -> Option<u64> {
        let rosters = self.core.rosters().ok()?;
        rosters.get(&roster)?.imported.entry()
    }
}
