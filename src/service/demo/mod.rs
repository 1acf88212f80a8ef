//! A demo account: learners of the seeder, and six weeks in which operators worked on them.
//!
//! Nothing is written by hand: every act goes through [`Service::execute`] by the operator who may do it, batches run as
//! they always do, mail is claimed and delivered. Only the clock is set back, and the mail goes to nobody. So the same
//! day gives the same account, and what a screen shows of it is what the program did.

mod elsewhere;
pub mod scim_server;
pub mod seed;
pub(crate) mod seeding;
mod stage;
mod story;
#[cfg(test)]
mod tests;

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::path::Path;
use std::sync::Arc;

use self::stage::{Stage, StageClock};
use super::{NewAccount, Service, Surroundings};
use crate::domain::Language;
use crate::domain::batch::Progress;
use crate::domain::id::UserId;
use crate::domain::op::Secret;
use crate::domain::operator::{Operator, Role, Session};
use crate::domain::provider::Provider;
use crate::domain::settings::{AccountWord, Settings};
use crate::error::{Error, Result};
use crate::service::account::passphrase::DEMO_PASSPHRASE;
use crate::service::account::{chain, passphrase};
use crate::service::deletion::erasure;
use crate::service::demo::seed::Seeder;
use crate::service::demo::seeding::Furniture;
use crate::store::Entry;

/// The seed of demo accounts.
pub const SEED: u64 = 1;
/// Fewest learners of an account in which the whole story can happen.
pub const WHOLE_STORY: u64 = seed::LEAVERS.start;
/// Days since the account was made.
const DAYS: u64 = 45;

/// A demo account to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDemo {
    /// Learners it has in the end.
    pub learners: u64,
    /// Language of the account and of its first admin.
    pub language: Language,
    /// Where it lives in the end.
    pub provider: Provider,
}

/// The demo account's own deletion CSV: what it names is in every demo account of at least [`WHOLE_STORY`] learners.
pub fn plain_deletion_csv(surroundings: &Surroundings) -> String {
    let seeder = Seeder::new(SEED, WHOLE_STORY, surroundings.clock.now());
    seed::plain_deletion_csv(&seeder)
}

impl Service {
    /// Makes a demo account and answers the session of its operator with a role; every operator has the passphrase
    /// `demo`. `watch` gets the progress in learners and answers whether to go on.
    pub fn create_demo(
        database: &Path,
        demo: &NewDemo,
        role: Role,
        surroundings: &Surroundings,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Session> {
        let now = surroundings.clock.now();
        let has_left = if demo.learners < WHOLE_STORY {
            0
        } else {
            seed::LEAVERS.end - seed::LEAVERS.start
        };
        let seeder = Seeder::new(SEED, demo.learners + has_left, now);
        let clock = Arc::new(StageClock::at(seeder.working_day(DAYS, 9, 0)));
        let new = NewAccount {
            account: seed::ACCOUNT.to_owned(),
            admin_name: seed::ADMIN.name.to_owned(),
            admin_email: seed::ADMIN.email.to_owned(),
            passphrase: Some(Secret(DEMO_PASSPHRASE.to_owned())),
            language: demo.language,
        };
        // The passphrase is known to everybody, so its hash need not be expensive to make.
        let set_back = Surroundings {
            clock: clock.clone(),
            cheap_passphrases: true,
            ..surroundings.clone()
        };
        let mut service = Self::create(database, &new, set_back)?;
        let furniture = service.begin_demo(&seeder, demo.learners, watch)?;
        let mut stage = Stage::set(service, clock, &seeder, now)?;
        if demo.learners >= WHOLE_STORY {
            story::whole(&mut stage, demo.provider)?;
        } else {
            story::of_few(&mut stage, demo.learners)?;
        }
        let mut service = stage.end()?;
        service.add_the_rest(&seeder, &furniture, watch)?;
        service.session_of(role)
    }

    /// The session of the operator with a role, of a demo account that was kept; none when the database is no demo
    /// account, or its operators have other passphrases by now. Nobody is asked who is asking: that passphrase is known
    /// to everybody.
    pub fn demo_session_of(
        database: &Path,
        role: Role,
        surroundings: &Surroundings,
    ) -> Result<Option<Session>> {
        let service = Self::open(database, surroundings.clone())?;
        let is_of_demo = |operator: &Operator| -> Result<bool> {
            let stored = service.store.db().stored_passphrase(operator.id)?;
            let secret = Secret(DEMO_PASSPHRASE.to_owned());
            let hash = stored.hash.as_deref();
            Ok(hash.is_some_and(|hash| passphrase::matches(&secret, hash)))
        };
        let admin = service.store.db().operator_named(seed::ADMIN.name)?;
        let email = |admin: &Operator| admin.email.as_ref().map(ToString::to_string);
        let Some(admin) = admin.filter(|it| email(it).as_deref() == Some(seed::ADMIN.email)) else {
            return Ok(None);
        };
        if !is_of_demo(&admin)? {
            return Ok(None);
        }
        let session = service.session_of(role)?;
        let operator = service.store.db().operator(session.operator)?;
        Ok(match operator {
            Some(operator) if is_of_demo(&operator)? => Some(session),
            _ => None,
        })
    }

    /// Adds the first learners, and those who will have left.
    fn begin_demo(
        &mut self,
        seeder: &Seeder,
        learners: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Furniture> {
        let core = Arc::clone(&self.core);
        let journal = &mut self.journal;
        let first = 0..learners.min(seed::LEAVERS.start);
        self.store
            .write(|tx| erasure::lease_ids(tx, &core, journal, seeder.len()))?;
        self.store.write(|tx| {
            let settings = tx.settings()?;
            tx.save_settings(&Settings {
                word: AccountWord::Demo,
                ..settings
            })?;
            let furniture = seeding::furnish(tx, seeder, core.now())?;
            seeding::add_learners(tx, &core, &furniture, seeder, first, watch)?;
            if learners >= WHOLE_STORY {
                seeding::add_learners(tx, &core, &furniture, seeder, seed::LEAVERS, watch)?;
            }
            tx.note_change(UserId(1), UserId(tx.last_user_id()?))?;
            let admin = tx.operator_named(seed::ADMIN.name)?;
            let entry = Entry {
                at: core.now(),
                operator: admin.map(|admin| admin.id),
                act: Act::UsersSeed,
                user: None,
                batch: None,
                detail: Detail::Seeded {
                    learners: seeder.len(),
                    seed: SEED,
                },
            };
            chain::append(tx, &core, &entry)?;
            Ok(furniture)
        })
    }

    /// Adds all other learners, last, so that the purges of the story before are small.
    fn add_the_rest(
        &mut self,
        seeder: &Seeder,
        furniture: &Furniture,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<()> {
        if seeder.len() <= seed::LEAVERS.end {
            return Ok(());
        }
        let core = Arc::clone(&self.core);
        let rest = seed::LEAVERS.end..seeder.len();
        self.store.write(|tx| {
            let first = UserId(tx.last_user_id()? + 1);
            seeding::add_learners(tx, &core, furniture, seeder, rest, watch)?;
            tx.note_change(first, UserId(tx.last_user_id()?))
        })?;
        self.store.empty_log()
    }

    /// The session of the first operator with a role.
    fn session_of(&self, role: Role) -> Result<Session> {
        let operators = self.store.db().operators()?;
        let mut fitting = operators
            .iter()
            .filter(|operator| operator.role == role && !operator.disabled);
        let found = fitting
            .next()
            .ok_or_else(|| Error::NotFound(role.code().to_owned()))?;
        Ok(passphrase::session(found))
    }
}
