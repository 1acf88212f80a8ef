//! Registering the living in the one form of their domain, once, after a version that took `ü.example` and `xn--tda.example`
//! for two.
//!
//! Who is deleted cannot be registered anew: of them there is a hash and nothing else. So a question to the registries asks
//! for the older forms too. Where two living users have one address in two spellings, the second keeps the older entry.

use std::collections::HashMap;

use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, IdentifierKind, matching_form, older_forms};
use crate::error::Result;
use crate::service::Core;
use crate::service::account::key::AccountKey;
use crate::service::directory::identity;
use crate::store::{Db, Store, Tx};

/// Says that the living are still to be registered anew.
const DUE: &str = "spellings_due";

/// Registers the living anew, where that has not been done.
pub(super) fn settle(store: &mut Store, core: &Core) -> Result<()> {
    if !is_due(&store.db())? {
        return Ok(());
    }
    store.write(|tx| {
        // Another process may have been faster.
        if !is_due(tx)? {
            return Ok(());
        }
        for (user, text) in tx.international_addresses()? {
            let Ok(email) = EmailAddress::parse(&text) else {
                continue;
            };
            identity::note_domain(tx, core, &email)?;
            if register(tx, &core.key, &email, user, core.key_number)? {
                for form in email.older_forms() {
                    let hash = core.key.email_text(&form);
                    tx.unregister(IdentifierKind::Email, hash, user)?;
                }
            }
        }
        tx.set_fact(DUE, 0)
    })
}

fn is_due(db: &Db<'_>) -> Result<bool> {
    Ok(db.fact::<i64>(DUE)?.unwrap_or_default() != 0)
}

/// Registers an address in its one form; in the one in which it is written where somebody else has the first. Answers whether
/// it was the first.
pub(super) fn register(
    tx: &Tx<'_>,
    key: &AccountKey,
    email: &EmailAddress,
    user: UserId,
    key_number: i64,
) -> Result<bool> {
    let kind = IdentifierKind::Email;
    let own = key.email(email);
    let holder = tx.registered(kind, own)?;
    if holder.is_none_or(|holder| holder == user) {
        tx.register(kind, own, user, key_number)?;
        return Ok(true);
    }
    for form in email.older_forms() {
        let hash = key.email_text(&form);
        if tx.registered(kind, hash)?.is_none() {
            tx.register(kind, hash, user, key_number)?;
        }
    }
    Ok(false)
}

/// The living whose address has several forms, by the hash of each: what an older version wrote elsewhere names them by any.
pub(crate) fn by_any_form(db: &Db<'_>, core: &Core) -> Result<HashMap<i64, UserId>> {
    let mut found = HashMap::new();
    for (user, email) in db.international_addresses()? {
        for form in older_forms(&email)
            .into_iter()
            .chain([matching_form(&email)])
        {
            found.insert(core.key.email_text(&form), user);
        }
    }
    Ok(found)
}
