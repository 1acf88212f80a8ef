//! What weakens a guard is itself guarded: while a second full admin is asked for, a change of the settings that makes a
//! gate wider waits until another full admin approves exactly that change.

use super::Scene;
use crate::domain::id::OperatorId;
use crate::domain::operator::{OnePerson, Operator, Permission};
use crate::domain::plan::{Receipt, Warning};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, SettingsTold};
use crate::domain::settings::{Settings, SettingsChange, WaitingChange};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::store::Db;

/// Whether there is another person who could approve what a full admin asks for.
fn has_another(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<bool> {
    Ok(operator.has_another(&db.operators()?, core.now()))
}

/// Whether nobody can approve now what an operator asks for.
pub(in crate::service) fn nobody_approves(db: &Db<'_>, operator: OperatorId) -> Result<bool> {
    let all = db.operators()?;
    let asked = all.iter().find(|one| one.id == operator);
    Ok(asked.is_none_or(|asked| !asked.has_approver(&all)))
}

/// Whether nobody could approve what an operator asks for once a second full admin is asked for, which takes everybody as they
/// are.
fn is_alone(db: &Db<'_>, operator: &Operator) -> Result<bool> {
    let mut all = db.operators()?;
    let mut me = operator.clone();
    for one in all.iter_mut().chain([&mut me]) {
        one.access.from = None;
    }
    Ok(!me.has_approver(&all))
}

/// Whether a change of the settings waits for another full admin. Where there is none, nobody could ever approve it.
fn waits(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    (present, wanted): (&Settings, &Settings),
) -> Result<bool> {
    let weakens = present.second_admin && present.is_weakened_by(wanted);
    Ok(weakens && has_another(db, core, operator)?)
}

/// Refuses an approval by whoever is one person with who asked for it.
pub(super) fn is_by_another(db: &Db<'_>, operator: &Operator, asked: OperatorId) -> Result<()> {
    match one_person(db, operator, asked)? {
        None => Ok(()),
        Some(OnePerson::Same) => Err(Error::NotAllowed(Reason::OwnApproval)),
        Some(OnePerson::GaveAccess) => Err(Error::NotAllowed(Reason::SharedAccess)),
    }
}

/// Whether two operators are one person to an approval.
pub(in crate::service) fn one_person(
    db: &Db<'_>,
    operator: &Operator,
    other: OperatorId,
) -> Result<Option<OnePerson>> {
    let all = db.operators()?;
    let other = all.iter().find(|one| one.id == other);
    Ok(other.and_then(|other| other.one_person(operator, &all)))
}

/// A change that waits and can still be approved.
fn standing(db: &Db<'_>, core: &Core, present: &Settings) -> Result<Option<WaitingChange>> {
    let waiting = db.waiting_change()?;
    Ok(waiting.filter(|waiting| waiting.stands(core.now(), present)))
}

/// What is to be known before the settings are changed. Two do not ask for changes at once: one approval is of one.
pub(super) fn warnings(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    change: &SettingsChange,
) -> Result<Vec<Warning>> {
    let (present, wanted) = (&change.seen, &change.wanted);
    let standing = standing(db, core, present)?;
    if waits(db, core, operator, (present, wanted))? {
        let other = standing.filter(|waiting| waiting.asked_by != operator.id);
        if let Some(other) = other {
            let asked = db.operator(other.asked_by)?;
            let name = asked.map_or(String::new(), |one| one.name);
            return Err(Error::Conflict(Reason::SettingsWaitFor(name)));
        }
        let nobody = nobody_approves(db, operator.id)?.then_some(Warning::NobodyApproves);
        return Ok(std::iter::once(Warning::WaitsForAnother)
            .chain(nobody)
            .collect());
    }
    let ends = standing.is_some_and(|waiting| waiting.meets(change));
    let asks = wanted.second_admin && !present.second_admin;
    let alone = asks && is_alone(db, operator)?;
    let ends = ends.then_some(Warning::EndsWaitingSetting);
    let alone = alone.then_some(Warning::NoSecondAdmin);
    Ok(ends.into_iter().chain(alone).collect())
}

/// Whether a waiting change can be approved: in time, by another person, exactly as it was seen, while who asked for it
/// still may.
pub(super) fn may_approve(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    present: &Settings,
    seen: &SettingsChange,
) -> Result<()> {
    let waiting = db
        .waiting_change()?
        .ok_or(Error::Refused(Reason::NoSettingsWait))?;
    if waiting.ends() <= core.now() {
        return Err(Error::Conflict(Reason::ApprovalExpired));
    }
    let asked = db.operator(waiting.asked_by)?;
    let asked = asked.filter(|one| one.may(Permission::Administer));
    let is_as_seen = waiting.seen == seen.seen && waiting.wanted == seen.wanted;
    match asked {
        Some(asked) if is_as_seen && waiting.stands(core.now(), present) => {
            is_by_another(db, operator, asked.id)
        }
        _ => Err(Error::Conflict(Reason::ApprovalOutdated)),
    }
}

/// Saves the settings, or keeps the change until another full admin approves it, beside what they asked for before. What
/// waits goes on waiting over what is saved.
pub(super) fn change(scene: &Scene<'_, '_>, change: &SettingsChange) -> Result<Receipt> {
    let tx = scene.tx;
    let settings = (&change.seen, &change.wanted);
    let standing = standing(tx, scene.core, &change.seen)?;
    if waits(tx, scene.core, scene.operator, settings)? {
        let before = standing.map_or_else(|| change.seen.clone(), |waiting| waiting.wanted);
        tx.keep_waiting_change(&WaitingChange {
            asked_by: scene.operator.id,
            asked_by_name: String::new(),
            asked_at: scene.now,
            seen: change.seen.clone(),
            wanted: before.under(&change.seen, &change.wanted),
        })?;
        return Ok(Receipt::SettingsWait);
    }
    let receipt = approve(scene, change)?;
    if let Some(left) = standing.and_then(|waiting| waiting.after(change)) {
        tx.keep_waiting_change(&left)?;
    }
    Ok(receipt)
}

/// Which settings a change changes, from what to what: `settings={"gate_percent":[20,90]}`. Whom to write to is not
/// kept in the log.
pub(super) fn told(change: &SettingsChange) -> Result<Detail> {
    let json = |settings: &Settings| {
        serde_json::to_value(settings).map_err(|error| Error::Bug(error.to_string()))
    };
    let (seen, wanted) = (json(&change.seen)?, json(&change.wanted)?);
    let mut told = serde_json::Map::new();
    for name in change.seen.differing(&change.wanted) {
        let values = match name {
            "help_desk_contact" => Vec::new(),
            _ => [&seen, &wanted]
                .map(|it| it.get(name).cloned().unwrap_or_default())
                .into(),
        };
        told.insert(name.to_owned(), values.into());
    }
    let settings = SettingsTold(told);
    Ok(Detail::Settings { settings })
}

/// Saves the settings; what waited was asked for over other ones. Asking for a second full admin takes everybody as they
/// are then.
pub(super) fn approve(scene: &Scene<'_, '_>, change: &SettingsChange) -> Result<Receipt> {
    if change.wanted.second_admin && !change.seen.second_admin {
        scene.tx.take_operators_as_they_are()?;
    }
    scene.tx.save_settings(&change.wanted)?;
    scene.tx.note_rules_set()?;
    scene.tx.drop_waiting_change()?;
    Ok(Receipt::SettingsSaved)
}
