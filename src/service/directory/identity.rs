//! Whom an identifier names: look-ups in the registries, always verified against the living user's real identifier.

use crate::domain::batch::Tombstone;
use crate::domain::id::{OperatorId, UserId};
use crate::domain::identifier::{
    EmailAddress, Fit, Identifier, IdentifierKind, Readings, UniqueId, domain_spellings, fit,
    is_same_mailbox,
};
use crate::domain::query::{GivenUp, Released, TombstoneAnswer};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::service::Core;
use crate::store::{Bulk, Db, DoomedUser, Tx};

/// What an identifier answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// Nobody.
    Nobody,
    /// A living user.
    Living(UserId),
    /// A deleted user.
    Deleted(UserId),
}

/// Looks an identifier up, in every spelling of its domain.
///
/// Two living users can only have one address in two spellings where an earlier version let them: then whoever has it as it
/// is written here is meant, and otherwise nobody.
pub(crate) fn look_up(db: &Db<'_>, core: &Core, identifier: &Identifier) -> Result<Named> {
    let mut deleted = None;
    let mut living: Vec<DoomedUser> = Vec::new();
    for (kind, hash) in core.key.entries(identifier) {
        let Some(user) = db.registered(kind, hash)? else {
            continue;
        };
        match db.doomed_user(user)? {
            None => deleted = deleted.or(Some(user)),
            Some(found)
                if bears(&found, identifier) && living.iter().all(|known| known.id != user) =>
            {
                living.push(found);
            }
            Some(_) => {}
        }
    }
    if living.len() > 1 {
        living.retain(|user| is_as_written(user, identifier));
    }
    Ok(match (&living[..], deleted) {
        ([one], _) => Named::Living(one.id),
        ([], Some(deleted)) => Named::Deleted(deleted),
        _ => Named::Nobody,
    })
}

/// Whether a living user really bears an identifier.
pub(crate) fn bears(user: &DoomedUser, identifier: &Identifier) -> bool {
    match identifier {
        Identifier::Email(email) => user
            .email
            .as_deref()
            .is_some_and(|text| is_same_mailbox(text, email.as_str())),
        Identifier::UniqueId(id) => user.unique_id.as_deref() == Some(id.as_str()),
    }
}

/// Whether a living user bears an identifier in this very spelling.
fn is_as_written(user: &DoomedUser, identifier: &Identifier) -> bool {
    let email = user.email.as_deref();
    bears(user, identifier)
        && email.is_none_or(|text| text.eq_ignore_ascii_case(identifier.as_str()))
}

/// What is known of a deleted user: which batch, which line, when, by whom.
pub(crate) fn tombstone(db: &Db<'_>, user: UserId) -> Result<Tombstone> {
    if let Some((batch, line, deleted_at)) = db.deletion_of(user)? {
        let operator_name = db
            .batch(batch)?
            .map(|batch| batch.operator_name)
            .unwrap_or_default();
        return Ok(Tombstone {
            user,
            deleted_at,
            batch,
            line: Some(line),
            operator_name,
            recovered_at: None,
        });
    }
    db.recovered_deletion(user)
}

/// Answers a question to the tombstones, however the text is read.
pub(crate) fn ask(db: &Db<'_>, core: &Core, typed: &str) -> Result<TombstoneAnswer> {
    let Ok(readings) = Readings::of(typed) else {
        return Ok(TombstoneAnswer::NotAnIdentifier);
    };
    let mut answers = Vec::new();
    for identifier in readings.iter() {
        let answer = answer(db, core, identifier)?;
        let is_known = answers.iter().any(|(_, known)| *known == answer);
        if answer != TombstoneAnswer::NeverSeen && !is_known {
            answers.push((identifier.kind(), answer));
        }
    }
    let mut answers = answers.into_iter();
    Ok(match (answers.next(), answers.next()) {
        (None, _) if core.key_number > 1 => TombstoneAnswer::KeyLost,
        (None, _) => TombstoneAnswer::NeverSeen,
        (Some((_, one)), None) => one,
        (Some(one), Some(other)) => TombstoneAnswer::TwoFit(Box::new([one, other])),
    })
}

/// What one reading of a text answers to.
fn answer(db: &Db<'_>, core: &Core, identifier: &Identifier) -> Result<TombstoneAnswer> {
    let released = || -> Result<Option<Box<Released>>> {
        for (kind, hash) in core.key.entries(identifier) {
            if let Some(release) = db.release_of(kind, hash)? {
                return Ok(Some(Box::new(Released {
                    tombstone: tombstone(db, release.user)?,
                    at: release.at,
                    operator_name: release.operator_name,
                    reason: release.reason,
                })));
            }
        }
        Ok(None)
    };
    Ok(match look_up(db, core, identifier)? {
        Named::Living(user) => TombstoneAnswer::StillHere(user, released()?),
        Named::Deleted(user) => TombstoneAnswer::Deleted(tombstone(db, user)?),
        Named::Nobody => match (released()?, given_up(db, core, identifier)?) {
            (Some(released), Some(later)) if released.at < Some(later.at) => {
                TombstoneAnswer::GivenUp(later)
            }
            (Some(released), _) => TombstoneAnswer::Released(released),
            (None, Some(given_up)) => TombstoneAnswer::GivenUp(given_up),
            (None, None) => TombstoneAnswer::NeverSeen,
        },
    })
}

/// Who had an identifier before they gave it up.
fn given_up(db: &Db<'_>, core: &Core, identifier: &Identifier) -> Result<Option<Box<GivenUp>>> {
    for (kind, hash) in core.key.entries(identifier) {
        if let Some(found) = db.given_up(kind, hash)? {
            let is_here = db.user_exists(found.user)?;
            let tombstone = (!is_here).then(|| tombstone(db, found.user)).transpose()?;
            return Ok(Some(Box::new(GivenUp {
                user: found.user,
                at: found.at,
                operator_name: found.operator_name,
                tombstone,
            })));
        }
    }
    Ok(None)
}

/// Notes which identifiers a learner gives up by a change, so that whoever asks by one of them is answered.
pub(crate) fn note_given_up(
    tx: &Tx<'_>,
    core: &Core,
    user: UserId,
    (before, after): (&EmployeeInfo, &EmployeeInfo),
    act: (Timestamp, OperatorId),
) -> Result<()> {
    let kept = identifiers(after);
    for identifier in identifiers(before) {
        let (kind, hash) = core.key.identifier(&identifier);
        let mut kept = kept.iter().map(|one| core.key.identifier(one));
        if kept.all(|one| one != (kind, hash)) {
            tx.note_given_up(kind, hash, user, act)?;
        }
    }
    Ok(())
}

/// The living user whom a typed text names, however it is read.
pub(crate) fn find(db: &Db<'_>, core: &Core, typed: &str) -> Result<Fit<UserId>> {
    let mut living = Vec::new();
    let readings = Readings::of(typed);
    for identifier in readings.iter().flat_map(Readings::iter) {
        if let Named::Living(user) = look_up(db, core, identifier)? {
            living.push(user);
        }
    }
    Ok(fit(living))
}

/// Why a user may not bear the identifiers of `info`; `user` is who bears them now, where it is an edit.
pub(crate) fn objection(
    db: &Db<'_>,
    core: &Core,
    user: Option<UserId>,
    info: &EmployeeInfo,
) -> Result<Option<Reason>> {
    objection_unless(db, core, user, info, &|_, _| false)
}

/// The same, where some identifiers are free although somebody has them: `is_free` is asked with the holder.
pub(crate) fn objection_unless(
    db: &Db<'_>,
    core: &Core,
    user: Option<UserId>,
    info: &EmployeeInfo,
    is_free: &dyn Fn(&(IdentifierKind, i64), UserId) -> bool,
) -> Result<Option<Reason>> {
    if info.email.is_none() && info.unique_id.is_none() {
        return Ok(Some(Reason::IdentifierMissing));
    }
    for identifier in identifiers(info) {
        let mut holders = held(db, core, &identifier)?;
        if holders.iter().any(|(_, holder)| Some(*holder) == user) {
            continue;
        }
        // Whoever is or was here under the same text in its other reading is the same person.
        if let Some(other) = identifier.read_otherwise() {
            holders.extend(held(db, core, &other)?);
        }
        let strangers = holders.into_iter();
        let stranger = strangers
            .filter(|(key, holder)| Some(*holder) != user && !is_free(key, *holder))
            .map(|((kind, _), holder)| refusal(db, kind, holder))
            .next();
        if let Some(refusal) = stranger {
            return refusal.map(Some);
        }
    }
    Ok(None)
}

/// A key of a registry with who is in it.
type Held = ((IdentifierKind, i64), UserId);

/// Who is in the registry under an identifier, in any spelling.
fn held(db: &Db<'_>, core: &Core, identifier: &Identifier) -> Result<Vec<Held>> {
    let mut found = Vec::new();
    for (kind, hash) in core.key.entries(identifier) {
        found.extend(
            db.registered(kind, hash)?
                .map(|holder| ((kind, hash), holder)),
        );
    }
    Ok(found)
}

/// Why an identifier cannot be had that somebody else has, or had. A hash that a living stranger holds is refused even in
/// the one case in 10^18 in which it is no namesake.
fn refusal(db: &Db<'_>, kind: IdentifierKind, holder: UserId) -> Result<Reason> {
    Ok(match (db.user_exists(holder)?, kind) {
        (true, IdentifierKind::Email) => Reason::EmailTaken,
        (true, IdentifierKind::UniqueId) => Reason::IdTaken,
        (false, IdentifierKind::Email) => Reason::EmailDeleted(tombstone(db, holder)?),
        (false, IdentifierKind::UniqueId) => Reason::IdDeleted(tombstone(db, holder)?),
    })
}

/// The identifiers of an employee.
pub(crate) fn identifiers(info: &EmployeeInfo) -> Vec<Identifier> {
    Identifier::those_of(info.email.as_ref(), info.unique_id.as_ref())
}

/// Enters a user's identifiers, and takes those of `before` out that the user gives up.
pub(crate) fn register(
    tx: &Tx<'_>,
    core: &Core,
    user: UserId,
    before: Option<&EmployeeInfo>,
    after: &EmployeeInfo,
) -> Result<()> {
    let new: Vec<(IdentifierKind, i64)> = identifiers(after)
        .iter()
        .map(|identifier| core.key.identifier(identifier))
        .collect();
    for identifier in before.map(identifiers).unwrap_or_default() {
        let (kind, hash) = core.key.identifier(&identifier);
        if !new.contains(&(kind, hash)) {
            tx.unregister(kind, hash, user)?;
        }
    }
    if let Some(email) = &after.email {
        note_domain(tx, core, email)?;
    }
    for (kind, hash) in new {
        if tx.registered(kind, hash)? != Some(user) {
            tx.register(kind, hash, user, core.key_number)?;
        }
    }
    Ok(())
}

/// Enters the identifiers of a user who is added with many others; the caller knows that nobody bears them.
pub(crate) fn enrol(
    bulk: &mut Bulk<'_>,
    core: &Core,
    user: UserId,
    email: Option<&EmailAddress>,
    unique_id: Option<&UniqueId>,
) {
    if let Some(email) = email {
        note_domain_of(bulk, core, email);
        bulk.register(IdentifierKind::Email, core.key.email(email), user);
    }
    if let Some(id) = unique_id {
        bulk.register(IdentifierKind::UniqueId, core.key.unique_id(id), user);
    }
}

/// Notes the domain of the address of a user who is added with many others, for the residue scan.
pub(crate) fn note_domain_of(bulk: &mut Bulk<'_>, core: &Core, email: &EmailAddress) {
    for domain in domain_spellings(email.as_str()) {
        bulk.note_domain(&domain, |domain| core.key.email_text(domain));
    }
}

/// Notes the domain of an address, for the residue scan.
pub(crate) fn note_domain(tx: &Tx<'_>, core: &Core, email: &EmailAddress) -> Result<()> {
    let mut domains = domain_spellings(email.as_str());
    domains.try_for_each(|domain| tx.note_domain(core.key.email_text(&domain), domain.len()))
}

/// Users who are operators of this console, with the operator's number: found by the operator's address.
pub(crate) fn operators_among_users(
    db: &Db<'_>,
    core: &Core,
) -> Result<Vec<(UserId, crate::domain::operator::Operator)>> {
    let mut found = Vec::new();
    for operator in db.operators()? {
        let Some(email) = operator.email.clone() else {
            continue;
        };
        if let Named::Living(user) = look_up(db, core, &Identifier::Email(email))? {
            found.push((user, operator));
        }
    }
    Ok(found)
}

/// The keyed hash of a stored email text, which is as it was read when it was registered.
pub(crate) fn email_hash(core: &Core, email: &str) -> i64 {
    core.key.email_print(email).hash
}

/// The keyed hash of a stored unique ID.
pub(crate) fn id_hash(core: &Core, id: &str) -> i64 {
    core.key.unique_id_text(id)
}
