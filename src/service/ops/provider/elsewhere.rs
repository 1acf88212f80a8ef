//! Acts that are done at the provider: written down here as changes, in one portion, with the file or the list for whoever
//! carries them out.

use crate::domain::record::Detail;
use std::path::Path;

use crate::domain::Language;
use crate::domain::id::{HandoverId, RequestId, UserId};
use crate::domain::identifier::{EmailAddress, IdentifierFault, UniqueId};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::plan::{Changes, Receipt, Verdict, Warning};
use crate::domain::provider::{ChangeState, Handover, LearnerChange, ProviderReceipt, Road, Scope};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::intake::escape::wants_guard;
use crate::intake::roster::license_header;
use crate::intake::writing::CsvWriter;
use crate::intake::{EMAIL_COLUMN, ID_COLUMN};
use crate::service::Core;
use crate::service::files::{Overwrite, write_file};
use crate::service::ops::entering::enter;
use crate::service::ops::{Judged, Scene};
use crate::service::provider::packing;
use crate::store::{ChangeRecord, Db, NewChange, NewHandover, Tx};

/// A hold does not call back what the provider has: how many deletions, and the file in which the first of them stands.
pub(in crate::service::ops) fn warn_of_handover(db: &Db<'_>, judged: &mut Judged) -> Result<()> {
    let (mut in_files, mut called, mut deactivated, mut first) = (0, 0, 0, None);
    for user in &judged.reached {
        let mut underway = db.open_changes_of(*user)?.into_iter();
        let Some(change) = underway.find(|change| change.kind == RequestKind::Delete) else {
            continue;
        };
        match change.road {
            // A call that was not made yet is not made while a hold stands.
            Some(Road::Scim) => called += u64::from(change.state.is_there()),
            Some(Road::File | Road::ByHand) | None => {
                in_files += 1;
                let handover = change.handover.map(|handover| db.handover(handover));
                if let Some(known) = handover.transpose()?.flatten() {
                    first = first.or(known.file);
                    let batch = known.batch.map(|batch| db.is_deactivated(*user, batch));
                    deactivated += u64::from(batch.transpose()?.unwrap_or_default());
                }
            }
        }
    }
    let name = first.as_deref().and_then(Path::file_name);
    let name = name.map(|name| name.to_string_lossy().into_owned());
    let warnings = &mut judged.plan.warnings;
    warnings.extend((in_files > 0).then_some(Warning::HandedOver(in_files, name)));
    warnings.extend((called > 0).then_some(Warning::Called(called)));
    warnings.extend((deactivated > 0).then_some(Warning::Deactivated(deactivated)));
    Ok(())
}

/// Taking a deletion back does not undo the call that has deactivated the learner for it.
pub(in crate::service::ops) fn warn_of_deactivated(
    db: &Db<'_>,
    records: &[ChangeRecord],
    judged: &mut Judged,
) -> Result<()> {
    let count = deactivated(db, records)?;
    let warning = (count > 0).then_some(Warning::Deactivated(count));
    judged.plan.warnings.extend(warning);
    Ok(())
}

/// Of how many deletions a call has deactivated the learner, or may have.
pub(super) fn deactivated(db: &Db<'_>, records: &[ChangeRecord]) -> Result<u64> {
    let mut count = 0;
    for record in records {
        if let (RequestKind::Delete, Some(batch)) = (record.kind, record.batch) {
            count += u64::from(db.is_deactivated(record.user, batch)?);
        }
    }
    Ok(count)
}

/// Giving a license is the provider's own affair: what it does not know of a license is not so.
pub(in crate::service::ops) const fn may_assign(settings: &Settings) -> Result<()> {
    if settings.provider.is_elsewhere() {
        return Err(Error::Refused(Reason::LivesElsewhere));
    }
    Ok(())
}

/// The kind of act that an act on learners comes to at a provider; none where it has none there.
pub(in crate::service::ops) const fn kind_of(op: &Op) -> Option<RequestKind> {
    match op {
        Op::People(act) => match act {
            PeopleOp::Disconnect { .. } => Some(RequestKind::Disconnect),
            PeopleOp::SetLicense { license: None, .. } | PeopleOp::ReclaimSeats { .. } => {
                Some(RequestKind::Revoke)
            }
            PeopleOp::SetLicense {
                license: Some(_), ..
            }
            | PeopleOp::ChangeLicense { .. }
            | PeopleOp::Add(_)
            | PeopleOp::PlaceHold { .. }
            | PeopleOp::LiftHold { .. }
            | PeopleOp::Edit { .. }
            | PeopleOp::ClearResidue { .. } => None,
        },
        // A request's act is asked of its kind, a batch's of its own; what is at the provider is there already.
        Op::Request(_)
        | Op::Batch(_)
        | Op::Provider(_)
        | Op::LicenseType(_)
        | Op::Group(_)
        | Op::Import(_)
        | Op::Operator(_)
        | Op::Account(_)
        | Op::Own(_)
        | Op::Ssh(_) => None,
    }
}

/// Passes learners over of whom something is on its way already, or who cannot stand in the file.
pub(in crate::service::ops) fn restrain(
    db: &Db<'_>,
    settings: &Settings,
    kind: RequestKind,
    users: &[UserId],
    verdicts: &mut [Verdict],
) -> Result<()> {
    let by_file = settings.road(kind) == Some(Road::File);
    for (user, verdict) in users.iter().zip(verdicts) {
        if *verdict != Verdict::Reached {
            continue;
        }
        if let Some(kind) = LearnerChange::in_the_way(&db.open_changes_of(*user)?, kind) {
            *verdict = Verdict::Refused(Reason::AtProvider(kind));
            continue;
        }
        let known = db.doomed_user(*user)?;
        let unfit = known.is_some_and(|known| {
            let email = known.email.unwrap_or_default();
            let id = known.unique_id.unwrap_or_default();
            packing::objection(&email, &id).is_some()
        });
        if by_file && unfit {
            *verdict = Verdict::Refused(Reason::BadId(IdentifierFault::Invalid));
        }
    }
    Ok(())
}

/// Prepares an act on everybody who is reached.
pub(in crate::service::ops) fn prepare(
    scene: &Scene<'_, '_>,
    op: &Op,
    kind: RequestKind,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let handover = write_down(scene, op, kind, &judged.reached, None)?;
    let count = judged.reached.len() as u64;
    let refused = judged.plan.refused_total;
    let receipt = ProviderReceipt::Prepared(kind, count, handover, refused);
    Ok((
        Receipt::Provider(receipt),
        Changes::USERS.union(Changes::PROVIDER),
    ))
}

/// Prepares the wish of a request.
pub(in crate::service::ops) fn prepare_for_request(
    scene: &Scene<'_, '_>,
    op: &Op,
    (kind, user): (RequestKind, UserId),
    request: RequestId,
) -> Result<(Receipt, Changes)> {
    let handover = write_down(scene, op, kind, &[user], Some(request))?;
    let receipt = ProviderReceipt::RequestPrepared(request, handover);
    Ok((
        Receipt::Provider(receipt),
        Changes::USERS.union(Changes::PROVIDER),
    ))
}

fn write_down(
    scene: &Scene<'_, '_>,
    op: &Op,
    kind: RequestKind,
    users: &[UserId],
    request: Option<RequestId>,
) -> Result<HandoverId> {
    let settings = scene.tx.settings()?;
    let road = settings.road(kind);
    let road = road.ok_or(Error::Refused(Reason::LivesHere))?;
    let handover = scene.tx.insert_handover(&NewHandover {
        kind,
        road,
        batch: None,
        part: (1, 1),
        prepared_at: scene.now,
        operator: scene.operator.id,
        file: None,
    })?;
    for user in users {
        let change = NewChange {
            user: *user,
            kind,
            batch: None,
            request,
            handover: Some(handover),
        };
        let change = scene.tx.insert_change(&change, scene.now)?;
        let detail = Detail::Change { handover, change };
        enter(scene, op, Some(*user), None, detail)?;
        scene.tx.note_change(*user, *user)?;
    }
    match road {
        Road::File => write_anew(scene, handover)?,
        // Whoever pushes makes the calls; whoever does it there by hand says so then.
        Road::Scim | Road::ByHand => {}
    }
    Ok(handover)
}

/// A portion for changes that are handed over once more, like the one that a change was in.
pub(super) fn another_portion(scene: &Scene<'_, '_>, record: &ChangeRecord) -> Result<HandoverId> {
    let settings = scene.tx.settings()?;
    let road = record
        .road
        .or(settings.road(record.kind))
        .unwrap_or(Road::File);
    scene.tx.insert_handover(&NewHandover {
        kind: record.kind,
        road,
        batch: record.batch.or(record.for_batch),
        part: (1, 1),
        prepared_at: scene.now,
        operator: scene.operator.id,
        file: None,
    })
}

/// Writes the file of a portion with the changes that are prepared in it now; where none is left, it goes.
pub(super) fn write_anew(scene: &Scene<'_, '_>, handover: HandoverId) -> Result<()> {
    write_file_anew(scene.tx, scene.core, scene.operator.language, handover)
}

/// The same, in the language of whoever is to upload it.
pub(crate) fn write_file_anew(
    tx: &Tx<'_>,
    core: &Core,
    language: Option<Language>,
    handover: HandoverId,
) -> Result<()> {
    let known = tx.handover(handover)?;
    let known = known.ok_or(Error::Refused(Reason::HandoverGone))?;
    if known.road != Road::File {
        return Ok(());
    }
    let text = match known.kind {
        RequestKind::Delete => deletions(tx, &known)?,
        RequestKind::Revoke | RequestKind::Disconnect => revocations(tx, handover)?,
    };
    let path = known.file.clone().unwrap_or_else(|| {
        let name = match known.batch {
            Some(batch) => format!("deletions-{batch}-again-{handover}.csv"),
            None => format!("revocations-{handover}.csv"),
        };
        core.place.exports.join(name)
    });
    core.at("handover", "before a file of it");
    let Some((text, rows)) = text else {
        packing::remove(&path)?;
        return tx.set_handover_file(handover, None);
    };
    crate::service::account::place::private_directory(&core.place.exports)?;
    let written = write_file(&path, Overwrite::Replace, &text)?;
    let settings = tx.settings()?;
    let texts = packing::language_of(language, &settings);
    let upload = packing::Upload {
        kind: known.kind,
        batch: known.batch,
        rows,
    };
    packing::write_note(&texts, &settings.account, &written, upload)?;
    core.at("handover", "after its files");
    let path = written.path.to_string_lossy();
    tx.set_handover_file(handover, Some((&path, &written.sha256)))
}

/// What a file of deletions holds, and how many rows it has.
fn deletions(tx: &Tx<'_>, handover: &Handover) -> Result<Option<(Vec<u8>, u64)>> {
    let Some(batch) = handover.batch else {
        return Ok(None);
    };
    let rows = tx.rows_to_pack(batch, Some(handover.id))?;
    let mut parts = packing::parts(&rows, u64::MAX)?;
    if parts.len() > 1 {
        return Err(Error::Refused(Reason::TooLong(rows.len() as u64)));
    }
    Ok(parts.pop().map(|part| (part.text, part.rows)))
}

/// A roster with nothing but who they are and their licenses, all inactive.
fn revocations(tx: &Tx<'_>, handover: HandoverId) -> Result<Option<(Vec<u8>, u64)>> {
    let fault = |error: std::io::Error| Error::from_io(&error, Path::new("revocations"));
    let mut records = tx.changes_in(Scope::Handover(handover))?;
    records.retain(|record| record.state == ChangeState::Prepared);
    let mut people = Vec::with_capacity(records.len());
    for record in &records {
        people.extend(tx.profile(record.user)?);
    }
    if people.is_empty() {
        return Ok(None);
    }
    let held = |id| {
        people
            .iter()
            .any(|one| one.licenses.iter().any(|held| held.license_type == id))
    };
    let mut types = tx.license_types()?;
    types.retain(|kind| held(kind.id));
    let headers: Vec<String> = types
        .iter()
        .map(|kind| license_header(&kind.name))
        .collect();
    let mut writer = CsvWriter::new(Vec::new());
    let first = [
        "preferred_first_name",
        "preferred_last_name",
        EMAIL_COLUMN,
        ID_COLUMN,
    ];
    let columns = first.into_iter().chain(headers.iter().map(String::as_str));
    writer.row(columns).map_err(fault)?;
    for one in &people {
        let info = &one.employee;
        // What the provider would take for something else is better not said.
        let safe = |text: &str| {
            if wants_guard(text) {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let email = info.email.as_ref().map_or("", EmailAddress::as_str);
        let id = info.unique_id.as_ref().map_or("", UniqueId::as_str);
        let (first, last) = (safe(&info.first_name), safe(&info.last_name));
        let (email, id) = (safe(email), safe(id));
        let cells = [first, last, email, id];
        let statuses = types.iter().map(|kind| {
            let has = one.licenses.iter().any(|held| held.license_type == kind.id);
            if has { "inactive" } else { "" }
        });
        let row = cells.iter().map(String::as_str).chain(statuses);
        writer.row(row).map_err(fault)?;
    }
    Ok(Some((writer.into_inner(), people.len() as u64)))
}
