//! Passphrases: Argon2id, and the lock-out after failures in a row.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::{Core, Surroundings, chain};
use crate::domain::op::Secret;
use crate::domain::operator::{Operator, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::store::{Entry, Store};

/// Shortest passphrase in characters.
pub(super) const SHORTEST: u64 = 4;
/// Failures in a row that are let pass.
const FREE_FAILURES: u32 = 5;

/// The hash of a passphrase, in the form that says how it was made.
pub(super) fn hash(secret: &Secret, surroundings: &Surroundings) -> Result<String> {
    if (secret.0.chars().count() as u64) < SHORTEST {
        return Err(Error::Refused(Reason::PassphraseShort(SHORTEST)));
    }
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
pub(super) fn matches(secret: &Secret, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(secret.0.as_bytes(), &hash)
            .is_ok()
    })
}

/// Signs an operator in, or notes the failure. An unknown name and a wrong passphrase answer alike.
pub(super) fn sign_in(
    store: &mut Store,
    core: &Core,
    name: &str,
    secret: &Secret,
) -> Result<Session> {
    let failed = || Error::NotAllowed(Reason::SignInFailed);
    let operator = store.db().operator_named(name.trim())?.ok_or_else(failed)?;
    let now = core.now();
    if let Some(until) = operator.locked_until
        && until > now
    {
        return Err(Error::NotAllowed(Reason::Locked(until.since(now))));
    }
    if operator.disabled {
        return Err(Error::NotAllowed(Reason::Disabled));
    }
    let stored = store.db().stored_passphrase(operator.id)?;
    let passes = stored
        .hash
        .as_deref()
        .is_some_and(|hash| matches(secret, hash));
    store.write(|tx| {
        let failures = if passes { 0 } else { stored.failures + 1 };
        // Half a minute after the fifth failure, doubled by each one after it, never more than a day.
        let over = failures.checked_sub(FREE_FAILURES);
        let locked_until = over.map(|over| {
            crate::domain::time::Timestamp(now.0 + (30_i64 << over.min(11)).min(86_400))
        });
        tx.set_failures(operator.id, failures, locked_until)?;
        let act = if passes { "sign_in" } else { "sign_in_failed" }.to_owned();
        let operator = Some(operator.id);
        chain::append(
            tx,
            core,
            Entry {
                at: now,
                operator,
                act,
                user: None,
                batch: None,
                detail: String::new(),
            },
        )?;
        core.at("sign-in", "before its commit");
        Ok(())
    })?;
    core.at("sign-in", "after its commit");
    if passes {
        Ok(session(&operator))
    } else {
        Err(failed())
    }
}

/// The session of an operator.
pub(super) fn session(operator: &Operator) -> Session {
    Session {
        operator: operator.id,
        name: operator.name.clone(),
        role: operator.role,
    }
}
