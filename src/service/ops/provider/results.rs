//! A results file comes in: who stands in it is refused in the provider's words, and every row that means nobody is named.

use std::collections::HashSet;
use std::sync::Arc;

use super::come_back;
use super::evidence::enter_evidence;
use crate::domain::batch::RowOutcome;
use crate::domain::id::UserId;
use crate::domain::identifier::Identifier;
use crate::domain::op::Op;
use crate::domain::provider::{
    ChangeEvent, ChangeState, EvidenceKind, ProviderEffect, ProviderReceipt, ResultsEffect,
    ResultsToken, Stranger, WhyNobody,
};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Word};
use crate::domain::request::{RequestKind, SetbackKind};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::intake::Identifiers;
use crate::intake::results::ResultsRow;
use crate::service::Core;
use crate::service::directory::identity::{self, Named};
use crate::service::ops::entering::enter;
use crate::service::ops::{Judged, Scene};
use crate::service::provider::{MESSAGE_COLUMN, ResultsRead};
use crate::store::{ChangeRecord, Db, Noted};

/// A change that a results file refuses, and the row that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    record: ChangeRecord,
    row: usize,
    /// The same file refused it before: it only gets other words.
    is_reworded: bool,
}

fn results(core: &Core, token: ResultsToken) -> Result<Arc<ResultsRead>> {
    let brought = core.brought()?;
    let read = brought.results.get(&token);
    read.cloned().ok_or(Error::Refused(Reason::ReviewGone))
}

/// Finds the changes that a results file refuses.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    token: ResultsToken,
    judged: &mut Judged,
) -> Result<ProviderEffect> {
    let read = results(core, token)?;
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut seen = HashSet::new();
    let mut again = 0;
    let mut strangers = Vec::new();
    let before = db.results_taken(&read.seen.sha256)?;
    let mut reworded = 0;
    for (row, found) in read.rows.iter().enumerate() {
        let about = since(change_of(db, core, found)?, before);
        let refused = match (&about, &read.message) {
            (Err(WhyNobody::Ended), Some(_)) => refused_by(db, core, found, &read.seen.sha256)?,
            (Ok(_) | Err(_), _) => None,
        };
        if let Some(record) = refused {
            if seen.insert(record.id) {
                reworded += 1;
                let is_reworded = true;
                refusals.push(Refusal {
                    record,
                    row,
                    is_reworded,
                });
            } else {
                again += 1;
            }
            continue;
        }
        match about {
            Ok(record) if seen.insert(record.id) => {
                let is_reworded = false;
                refusals.push(Refusal {
                    record,
                    row,
                    is_reworded,
                });
            }
            Ok(_) => again += 1,
            Err(why) => strangers.push(Stranger {
                line: found.line,
                said: found.said.clone(),
                why,
            }),
        }
    }
    let effect = ResultsEffect {
        well: read.well,
        refused: refusals.len() as u64 - reworded,
        reworded,
        before,
        again,
        strangers: strangers.into(),
    };
    if refusals.is_empty() {
        return Err(Error::Refused(Reason::NoResults(effect)));
    }
    judged.refusals = refusals;
    Ok(ProviderEffect::Results(effect))
}

/// The open change that a row is about, or why there is none.
fn change_of(
    db: &Db<'_>,
    core: &Core,
    row: &ResultsRow,
) -> Result<std::result::Result<ChangeRecord, WhyNobody>> {
    let Some(identifiers) = &row.identifiers else {
        return Ok(Err(WhyNobody::Unreadable));
    };
    let user = match meant(db, core, identifiers)? {
        Ok(user) => user,
        Err(why) => return Ok(Err(why)),
    };
    // The deletion counts before the license: who is being deleted loses both.
    for kind in [RequestKind::Delete, RequestKind::Revoke] {
        if let Some(record) = db.change_there(user, kind)? {
            return Ok(Ok(record));
        }
    }
    let waits = db.open_changes_of(user)?.into_iter();
    let mut waits = waits.filter(|change| change.kind != RequestKind::Disconnect);
    Ok(Err(
        if waits.any(|change| change.state == ChangeState::Prepared) {
            WhyNobody::NotHandedOver
        } else if db.was_handed_over(user)? {
            WhyNobody::Ended
        } else {
            WhyNobody::NoChange
        },
    ))
}

/// The change that a row is about, as far as it was handed over before the file came: it cannot be about another.
fn since(
    about: std::result::Result<ChangeRecord, WhyNobody>,
    before: Option<Timestamp>,
) -> std::result::Result<ChangeRecord, WhyNobody> {
    let record = about?;
    match before {
        Some(before) if record.handed_at.unwrap_or(record.since) >= before => {
            Err(WhyNobody::FileBefore)
        }
        Some(_) | None => Ok(record),
    }
}

/// The change of whom a row means that this very file refused before.
fn refused_by(
    db: &Db<'_>,
    core: &Core,
    row: &ResultsRow,
    sha256: &str,
) -> Result<Option<ChangeRecord>> {
    let Some(identifiers) = &row.identifiers else {
        return Ok(None);
    };
    match meant(db, core, identifiers)? {
        Ok(user) => db.refused_by_file(user, sha256),
        Err(_) => Ok(None),
    }
}

/// The learner whom all identifiers of a row mean.
fn meant(
    db: &Db<'_>,
    core: &Core,
    identifiers: &Identifiers,
) -> Result<std::result::Result<UserId, WhyNobody>> {
    let email = identifiers.email.clone().map(Identifier::Email);
    let id = identifiers.unique_id.clone().map(Identifier::UniqueId);
    let mut found = Vec::new();
    for identifier in email.into_iter().chain(id) {
        found.push(identity::look_up(db, core, &identifier)?);
    }
    found.dedup();
    Ok(match found[..] {
        [Named::Living(user)] => Ok(user),
        [Named::Deleted(_)] => Err(WhyNobody::Deleted),
        [Named::Nobody] | [] => Err(WhyNobody::NotFound),
        _ => Err(WhyNobody::IdsDisagree),
    })
}

/// Takes a results file in.
pub(super) fn take(
    scene: &Scene<'_, '_>,
    op: &Op,
    token: ResultsToken,
    judged: &Judged,
) -> Result<ProviderReceipt> {
    let read = results(scene.core, token)?;
    let evidence = enter_evidence(scene, EvidenceKind::Results, &read.seen, scene.now)?;
    for refusal in &judged.refusals {
        let record = &refusal.record;
        let row = read.rows.get(refusal.row);
        let noted = Noted {
            evidence: Some(evidence),
            code: row.and_then(|row| row.code.as_deref()),
            words: row
                .map(|row| row.words.as_str())
                .filter(|words| !words.is_empty()),
            ..Noted::default()
        };
        if refusal.is_reworded {
            scene.tx.reword(record.id, noted)?;
            scene.tx.note_change(record.user, record.user)?;
            continue;
        }
        let event = ChangeEvent::Refused;
        scene.tx.move_change(record.id, event, scene.now, noted)?;
        scene.tx.note_change(record.user, record.user)?;
        come_back(scene, record, SetbackKind::Row(RowOutcome::RefusedThere))?;
    }
    if let Some(message) = &read.message {
        scene.tx.set_fact(MESSAGE_COLUMN, message.as_str())?;
    }
    let Some(ProviderEffect::Results(effect)) = judged.plan.provider.as_deref() else {
        return Err(Error::Bug("a results file was not judged".to_owned()));
    };
    let detail = Detail::Results {
        rows: effect.rows(),
        refused: effect.refused,
        unknown: effect.unknown(),
        sha256: Word::of(&read.seen.sha256),
    };
    enter(scene, op, None, None, detail)?;
    Ok(ProviderReceipt::Results(effect.clone()))
}
