//! Passphrases: Argon2id, and the lock-out after failures in a row.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::{access, chain};
use crate::domain::id::OperatorId;
use crate::domain::op::{NewPassphrase, Secret};
use crate::domain::operator::{Operator, PROOF_LASTS, Proof, Session};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::{Core, Surroundings};
use crate::store::{Db, Store};

/// Passphrase of the demo account's operators.
pub(crate) const DEMO_PASSPHRASE: &str = "demo";

/// Shortest passphrase in characters.
const SHORTEST: u64 = 8;
/// What is tried first wherever a passphrase is guessed, in small letters, a line each.
const COMMON: &str = include_str!("../../../assets/common-passphrases.txt");
/// Failures in a row that are let pass.
const FREE_FAILURES: u32 = 5;

/// Whether a passphrase can be chosen: long enough, and none that everybody tries first. That of a demo account is no
/// secret; it can be chosen where hashes are cheap, which is never in the shipped program.
pub(crate) fn may_be_chosen(secret: &Secret, surroundings: &Surroundings) -> Result<()> {
    if surroundings.cheap_passphrases && secret.0 == DEMO_PASSPHRASE {
        return Ok(());
    }
    let text = secret.0.trim().to_lowercase();
    if (text.chars().count() as u64) < SHORTEST {
        return Err(Error::Refused(Reason::PassphraseShort(SHORTEST)));
    }
    let mut letters = text.chars();
    let first = letters.next();
    let is_one_letter = letters.all(|letter| Some(letter) == first);
    if is_one_letter || COMMON.lines().any(|common| common == text) {
        return Err(Error::Refused(Reason::PassphraseCommon));
    }
    Ok(())
}

/// The hash of a passphrase, in the form that says how it was made.
pub(crate) fn hash(secret: &Secret, surroundings: &Surroundings) -> Result<String> {
    let params = if surroundings.cheap_passphrases {
        Params::new(8, 1, 1, None)
    } else {
        Ok(Params::default())
    };
    let params = params.map_err(|error| Error::Bug(error.to_string()))?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon
        .hash_password(secret.0.as_bytes())
        .map_err(|error| Error::Bug(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a passphrase is the one that a hash was made of.
pub(crate) fn matches(secret: &Secret, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(secret.0.as_bytes(), &hash)
            .is_ok()
    })
}

/// Signs an operator in, or notes the failure. An unknown name and a wrong passphrase answer alike, and take as long.
///
/// The hash is computed outside the transaction, because it takes a while by design. Whether it counts is decided inside
/// it: of many tries at once only as many are answered as the rule lets pass, whatever each of them was.
pub(crate) fn sign_in(
    store: &mut Store,
    core: &Core,
    name: &str,
    secret: &Secret,
) -> Result<Session> {
    let failed = || Error::NotAllowed(Reason::SignInFailed);
    let Some(operator) = store.db().operator_named(name.trim())? else {
        take_as_long(secret, core);
        // Whose name it was meant to be nobody knows; it may be a passphrase that was typed in the wrong place.
        store.write(|tx| chain::enter(tx, core, None, Act::SignInFailed, signed_in_by(core)))?;
        return Err(failed());
    };
    may_try(&store.db(), core, operator.id)?;
    let stored = store.db().stored_passphrase(operator.id)?;
    let passes = if let Some(hash) = &stored.hash {
        matches(secret, hash)
    } else {
        // Whoever has none set cannot sign in; that takes as long.
        take_as_long(secret, core);
        false
    };
    let signed_in = store.write(|tx| {
        // Others may have failed since this one looked, and whoever is disabled by now does not come in.
        let failures = may_try(tx, core, operator.id)?;
        let present = tx.stored_passphrase(operator.id)?;
        // Whose passphrase was set anew meanwhile signs in with that.
        let passes = passes && present.hash == stored.hash;
        let failures = if passes { 0 } else { failures + 1 };
        let until = lock_seconds(failures).map(|seconds| Timestamp(core.now().0 + seconds));
        tx.set_failures(operator.id, failures, until)?;
        let act = if passes {
            Act::SignIn
        } else {
            Act::SignInFailed
        };
        let detail = match lock_seconds(failures) {
            Some(seconds) => Detail::LockedOut {
                door: core.surroundings.door,
                seconds: seconds.unsigned_abs(),
            },
            None => signed_in_by(core),
        };
        chain::enter(tx, core, Some(operator.id), act, detail)?;
        core.at("sign-in", "before its commit");
        Ok(passes)
    })?;
    core.at("sign-in", "after its commit");
    if signed_in {
        Ok(session(&operator))
    } else {
        Err(failed())
    }
}

fn signed_in_by(core: &Core) -> Detail {
    Detail::SignedIn {
        door: core.surroundings.door,
    }
}

/// Asks whoever is at a console already for the passphrase: the session with it, or the failure, which is noted.
pub(crate) fn prove(
    store: &mut Store,
    core: &Core,
    session: &Session,
    secret: &Secret,
) -> Result<Session> {
    let name = store.db().operator(session.operator)?.map(|it| it.name);
    let name = name.ok_or(Error::NotAllowed(Reason::Disabled))?;
    let proven = sign_in(store, core, &name, secret)?;
    if let Some(came) = &session.came {
        let before = Timestamp(core.now().0 - PROOF_LASTS);
        store.write(|tx| {
            tx.forget_proofs(before)?;
            tx.note_proof(session.operator, came, core.now())
        })?;
    }
    Ok(Session {
        proof: session.proof.with_passphrase(core.now()),
        came: session.came.clone(),
        ..proven
    })
}

/// Passes where somebody has no passphrase yet, or shows the one they have. A wrong one counts as a sign-in that failed.
pub(crate) fn show_present(
    store: &mut Store,
    core: &Core,
    session: &Session,
    new: &NewPassphrase,
) -> Result<()> {
    let operator = access::operator(&store.db(), session)?;
    if !operator.has_passphrase {
        return Ok(());
    }
    may_be_chosen(&new.wanted, &core.surroundings)?;
    let nothing = Secret(String::new());
    let present = new.present.as_ref().unwrap_or(&nothing);
    sign_in(store, core, &operator.name, present).map(drop)
}

/// Takes as long as a passphrase takes that there is; one that is too short to be set takes no less.
fn take_as_long(secret: &Secret, core: &Core) {
    let _ = hash(&Secret(format!("    {}", secret.0)), &core.surroundings);
}

/// Whether an operator may try to sign in now; answers the failures in a row.
fn may_try(db: &Db<'_>, core: &Core, operator: OperatorId) -> Result<u32> {
    let known = db
        .operator(operator)?
        .ok_or(Error::NotAllowed(Reason::SignInFailed))?;
    let (now, failures) = (core.now(), db.stored_passphrase(operator)?.failures);
    let longest = lock_seconds(failures).unwrap_or(0);
    let until = known.locked_until.map(|until| until.bounded(now, longest));
    if let Some(until) = until.filter(|until| *until > now) {
        return Err(Error::NotAllowed(Reason::Locked(until.since(now))));
    }
    if known.disabled {
        return Err(Error::NotAllowed(Reason::Disabled));
    }
    Ok(failures)
}

/// How long failures in a row keep an operator out: half a minute after the fifth, doubled by each one after it, never
/// more than a day.
pub(crate) fn lock_seconds(failures: u32) -> Option<i64> {
    let over = failures.checked_sub(FREE_FAILURES)?;
    Some((30_i64 << over.min(11)).min(86_400))
}

/// The session of an operator.
pub(crate) fn session(operator: &Operator) -> Session {
    Session {
        operator: operator.id,
        name: operator.name.clone(),
        role: operator.role,
        proof: Proof::default(),
        came: None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::time::{FixedClock, Timestamp};

    #[test]
    fn what_is_short_or_tried_first_is_not_chosen() {
        let clock = Arc::new(FixedClock(Timestamp(0)));
        let surroundings = Surroundings::at(clock);
        let refused = |text: &str| match may_be_chosen(&Secret(text.to_owned()), &surroundings) {
            Err(Error::Refused(reason)) => Some(reason),
            _ => None,
        };
        let short = Some(Reason::PassphraseShort(8));
        let common = Some(Reason::PassphraseCommon);
        for text in ["", "demo", "1234567", "       x       "] {
            assert_eq!(refused(text), short, "{text}");
        }
        for text in [
            "12345678",
            "PASSWORD123",
            " qwerty123 ",
            "bismillah",
            "xxxxxxxxxx",
        ] {
            assert_eq!(refused(text), common, "{text}");
        }
        for text in ["correct horse", "open sesame", "kuda yang benar"] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn the_list_holds_what_could_be_chosen_otherwise() {
        for line in COMMON.lines() {
            let usable = line.chars().count() as u64 >= SHORTEST && line == line.to_lowercase();
            assert!(usable && line.trim() == line, "{line}");
        }
    }
}
