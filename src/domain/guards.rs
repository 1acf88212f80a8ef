//! What guards an account, and what of it a backup must not take away: a restore never widens what is allowed.

use std::collections::{BTreeMap, BTreeSet};

use super::id::{BatchId, OperatorId, RequestId, UserId};
use super::operator::{Operator, Permission, Role};
use super::request::RequestState;
use super::settings::Settings;
use super::time::Timestamp;
use super::user::Hold;

/// A part of the guards, by its name on record. Each is read by itself: one that is damaged takes no other with it.
pub type Part = &'static str;

/// Every part.
pub const PARTS: [Part; 6] = [
    "holds",
    "settings",
    "operators",
    "keys",
    "batches",
    "requests",
];

/// A key, whose it is, none for a CA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldKey {
    /// Whose.
    pub operator: Option<OperatorId>,
    /// Which.
    pub fingerprint: String,
}

/// That a key is let in no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Which.
    pub fingerprint: String,
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: OperatorId,
}

/// An operator with what they sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardedOperator {
    /// Who.
    pub operator: Operator,
    /// The hashed passphrase.
    pub hash: Option<String>,
    /// Failed sign-ins in a row.
    pub failures: u32,
}

impl GuardedOperator {
    fn is_erased(&self) -> bool {
        self.operator.disabled && self.operator.name == format!("erased-{}", self.operator.id)
    }

    /// Whether this is the operator of the same number in a backup: numbers are given once, but by a database that was
    /// restored before, perhaps twice.
    fn is_same_as(&self, then: &Self) -> bool {
        self.operator.id == then.operator.id
            && (self.is_erased() || self.operator.name.eq_ignore_ascii_case(&then.operator.name))
    }
}

/// What guards an account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guards {
    /// Legal holds.
    pub holds: Vec<(UserId, Hold)>,
    /// The settings.
    pub settings: Option<Settings>,
    /// Everybody who signs in, or did.
    pub operators: Vec<GuardedOperator>,
    /// Keys, and CAs.
    pub keys: Vec<HeldKey>,
    /// Keys that are let in no more.
    pub revoked: Vec<Revocation>,
    /// Batches that are not over.
    pub open: Vec<BatchId>,
    /// Batches that are over.
    pub over: Vec<BatchId>,
    /// Requests, and how each stands.
    pub requests: Vec<(RequestId, RequestState)>,
    /// Parts that could not be read.
    pub not_read: Vec<Part>,
}

impl Guards {
    /// Those of a database that cannot be read.
    pub fn unread() -> Self {
        Self {
            not_read: PARTS.to_vec(),
            ..Self::default()
        }
    }

    fn has_read(&self, part: Part) -> bool {
        !self.not_read.contains(&part)
    }
}

/// What of the users and the batches that the guards name is in the backup.
#[derive(Debug, Clone, Default)]
pub struct There {
    /// Users.
    pub users: BTreeSet<UserId>,
    /// Batches.
    pub batches: BTreeSet<BatchId>,
    /// Whether changes are under way at the provider that it lives at.
    pub has_changes_in_flight: bool,
}

/// What is carried from the database that is replaced into the backup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Holds to place.
    pub holds: Vec<(UserId, Hold)>,
    /// Learners on hold whom the backup does not have.
    pub holds_lost: u64,
    /// The settings to save, where they differ from those of the backup.
    pub settings: Option<Settings>,
    /// The names of those that are kept.
    pub setting_names: Vec<&'static str>,
    /// The names of those that cannot be kept.
    pub settings_lost: Vec<&'static str>,
    /// Operators as they shall be, with what they sign in with.
    pub operators: Vec<GuardedOperator>,
    /// Names of those who stay disabled.
    pub kept_out: Vec<String>,
    /// Numbers of those who stay erased.
    pub erased: Vec<OperatorId>,
    /// Names of those whose lesser role stays.
    pub roles: Vec<String>,
    /// Names of those whose later passphrase stays.
    pub passphrases: Vec<String>,
    /// Names of those who may administer now and are let in, because nobody else could.
    pub let_in: Vec<String>,
    /// Those of them whom the backup does not have.
    pub brought: Vec<GuardedOperator>,
    /// The last operator that was given a number.
    pub last_operator: i64,
    /// Keys that stay revoked.
    pub revoked: Vec<Revocation>,
    /// Keys that were removed since, and stay out.
    pub keys: Vec<String>,
    /// CAs that were removed since, and stay out.
    pub authorities: Vec<String>,
    /// Batches that were not over and are not in the backup.
    pub batches_lost: Vec<BatchId>,
    /// Batches that were over and are not in the backup: their rows and certificates go with the replaced database.
    pub finished_lost: Vec<BatchId>,
    /// Requests that are not in the backup.
    pub requests_lost: Vec<RequestId>,
    /// Requests that stand otherwise in the backup.
    pub requests_older: Vec<RequestId>,
    /// Parts that could not be read: what was set in them since the backup is to be set again.
    pub not_read: Vec<Part>,
}

impl Kept {
    /// What stands `now` and must still stand when the account is as it was `then`.
    pub fn of(now: &Guards, then: &Guards, there: &There) -> Self {
        let mut kept = Self {
            not_read: now.not_read.clone(),
            ..Self::default()
        };
        kept.take_holds(now, then, there);
        kept.take_settings(now, then, there);
        kept.take_operators(now, then);
        if now.has_read("keys") {
            kept.take_keys(now, then);
        }
        let lost = now.open.iter().filter(|id| !there.batches.contains(id));
        kept.batches_lost = lost.copied().collect();
        kept.note_what_goes(now, then);
        kept
    }

    fn note_what_goes(&mut self, now: &Guards, then: &Guards) {
        let known: BTreeSet<&BatchId> = then.open.iter().chain(&then.over).collect();
        let over = now.over.iter().filter(|id| !known.contains(id));
        self.finished_lost = over.copied().collect();
        let known: BTreeMap<_, _> = then.requests.iter().copied().collect();
        for (request, state) in &now.requests {
            match known.get(request) {
                None => self.requests_lost.push(*request),
                Some(before) if before != state => self.requests_older.push(*request),
                Some(_) => {}
            }
        }
    }

    fn take_holds(&mut self, now: &Guards, then: &Guards, there: &There) {
        let held: BTreeSet<UserId> = then.holds.iter().map(|(user, _)| *user).collect();
        for (user, hold) in &now.holds {
            if !there.users.contains(user) {
                self.holds_lost += 1;
            } else if !held.contains(user) {
                self.holds.push((*user, hold.clone()));
            }
        }
    }

    fn take_settings(&mut self, now: &Guards, then: &Guards, there: &There) {
        let (Some(now), Some(then)) = (&now.settings, &then.settings) else {
            return;
        };
        let mut wanted = then.with_guards_of(now);
        if wanted.provider != then.provider {
            if there.has_changes_in_flight {
                wanted.provider = then.provider;
                self.settings_lost.push("provider");
            } else {
                (wanted.revoke_road, wanted.delete_road) = (now.revoke_road, now.delete_road);
            }
        }
        self.setting_names = then.differing(&wanted);
        self.settings = (wanted != *then).then_some(wanted);
    }

    fn take_operators(&mut self, now: &Guards, then: &Guards) {
        let last = now.operators.iter().map(|one| one.operator.id.0).max();
        self.last_operator = last.unwrap_or(0);
        let mut after = then.operators.clone();
        for known in &mut after {
            if let Some(present) = now.operators.iter().find(|one| one.is_same_as(known)) {
                self.take_operator(present, known);
            }
        }
        let administers = |one: &GuardedOperator| one.operator.may(Permission::Administer);
        if now.has_read("operators") && !after.iter().any(administers) {
            self.let_somebody_in(now, &mut after);
        }
        let changed = after.into_iter().zip(&then.operators);
        let changed = changed.filter(|(after, before)| after != *before);
        self.operators = changed.map(|(after, _)| after).collect();
    }

    fn take_operator(&mut self, present: &GuardedOperator, known: &mut GuardedOperator) {
        let name = known.operator.name.clone();
        if present.is_erased() {
            if !known.is_erased() {
                self.erased.push(known.operator.id);
            }
            known.operator.disabled = true;
            return;
        }
        if present.operator.disabled && !known.operator.disabled {
            known.operator.disabled = true;
            self.kept_out.push(name.clone());
        }
        if present.operator.role < known.operator.role {
            known.operator.role = present.operator.role;
            self.roles.push(name.clone());
        }
        if present.hash.is_some() && present.hash != known.hash {
            known.hash.clone_from(&present.hash);
            known.operator.has_passphrase = true;
            self.passphrases.push(name);
        }
        known.operator.access = present.operator.access;
        known.operator.locked_until = present.operator.locked_until;
        known.failures = present.failures;
    }

    /// Somebody can always administer an account: whoever can now.
    fn let_somebody_in(&mut self, now: &Guards, after: &mut [GuardedOperator]) {
        let able = |one: &&GuardedOperator| one.operator.may(Permission::Administer);
        for present in now.operators.iter().filter(able) {
            if let Some(known) = after.iter_mut().find(|known| present.is_same_as(known)) {
                known.operator.disabled = false;
                known.operator.role = Role::FullAdmin;
                self.let_in.push(known.operator.name.clone());
            }
        }
        if !self.let_in.is_empty() {
            return;
        }
        for present in now.operators.iter().filter(able) {
            let (id, name) = (present.operator.id, &present.operator.name);
            let is_taken = |known: &GuardedOperator| {
                known.operator.id == id || known.operator.name.eq_ignore_ascii_case(name)
            };
            if !after.iter().any(is_taken) {
                self.let_in.push(name.clone());
                self.brought.push(present.clone());
            }
        }
    }

    fn take_keys(&mut self, now: &Guards, then: &Guards) {
        let gone = then.keys.iter().filter(|key| !now.keys.contains(key));
        for key in gone {
            let list = match key.operator {
                Some(_) => &mut self.keys,
                None => &mut self.authorities,
            };
            list.push(key.fingerprint.clone());
        }
        let is_known = |one: &&Revocation| {
            let known = then.revoked.iter();
            !known
                .clone()
                .any(|known| known.fingerprint == one.fingerprint)
        };
        self.revoked = now.revoked.iter().filter(is_known).cloned().collect();
    }

    /// As it is reported.
    pub fn told(&self) -> KeptTold {
        KeptTold {
            holds_kept: self.holds.len() as u64,
            holds_lost: self.holds_lost,
            settings_kept: self.setting_names.clone(),
            settings_lost: self.settings_lost.clone(),
            operators_kept_out: self.kept_out.clone(),
            operators_kept_erased: self.erased.len() as u64,
            roles_kept: self.roles.clone(),
            passphrases_kept: self.passphrases.clone(),
            operators_let_in: self.let_in.clone(),
            keys_kept_revoked: fingerprints(&self.revoked),
            keys_kept_out: self.keys.clone(),
            cas_kept_out: self.authorities.clone(),
            batches_lost: self.batches_lost.clone(),
            finished_lost: self.finished_lost.clone(),
            requests_lost: self.requests_lost.clone(),
            requests_older: self.requests_older.clone(),
            not_read: self.not_read.clone(),
        }
    }
}

fn fingerprints(revoked: &[Revocation]) -> Vec<String> {
    revoked.iter().map(|one| one.fingerprint.clone()).collect()
}

/// What a restore keeps of what guards the account, what is lost with the database that it replaces, and what could not
/// be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct KeptTold {
    /// Legal holds that stand now and that the backup does not have.
    pub holds_kept: u64,
    /// Learners on hold whom the backup does not have.
    pub holds_lost: u64,
    /// Settings that stay as they are now, because the backup's would weaken a guard.
    pub settings_kept: Vec<&'static str>,
    /// Settings of which that could not be done.
    pub settings_lost: Vec<&'static str>,
    /// Operators who stay disabled.
    pub operators_kept_out: Vec<String>,
    /// How many stay erased.
    pub operators_kept_erased: u64,
    /// Operators whose lesser role stays.
    pub roles_kept: Vec<String>,
    /// Operators whose later passphrase stays.
    pub passphrases_kept: Vec<String>,
    /// Operators who are let in, because nobody else could administer the account.
    pub operators_let_in: Vec<String>,
    /// Keys that stay revoked.
    pub keys_kept_revoked: Vec<String>,
    /// Keys that were removed since the backup.
    pub keys_kept_out: Vec<String>,
    /// CAs that were removed since the backup.
    pub cas_kept_out: Vec<String>,
    /// Batches that waited or were under way and that the backup does not have.
    pub batches_lost: Vec<BatchId>,
    /// Batches that were over and that the backup does not have.
    pub finished_lost: Vec<BatchId>,
    /// Requests that the backup does not have.
    pub requests_lost: Vec<RequestId>,
    /// Requests that stand otherwise in the backup.
    pub requests_older: Vec<RequestId>,
    /// Parts of the replaced database that could not be read.
    pub not_read: Vec<Part>,
}
