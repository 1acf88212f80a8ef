//! A roster of the provider comes in: it confirms, and is written down with its SHA-256.
//!
//! A roster updates everybody as an import does. What it concludes for changes is said by the domain, after it was asked
//! whether the roster can be believed at all.

use crate::domain::record::{Detail, Word};
use crate::service::ops::import::close_requests;
use std::collections::HashSet;
use std::sync::Arc;

use super::super::entering::enter;
use super::super::{Judged, Scene};
use super::{confirm, finish};
use crate::domain::Page;
use crate::domain::id::{EvidenceId, UserId};
use crate::domain::op::Op;
use crate::domain::operator::{Operator, Permission};
use crate::domain::provider::{
    Alike, ChangeEvent, ChangeState, Conclusion, EvidenceKind, ProviderEffect, ProviderReceipt,
    ProviderRoster, Road, RosterDoubt, RosterEffect, RosterFacts, Sighting, conclude, doubts,
};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::roster::{RosterList, RosterMark, RosterResult, RosterVerdicts};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::ops::import::roster::{self, LookedFor, Seen};
use crate::service::provider::FileSeen;
use crate::store::{ChangeRecord, Db, NewEvidence, Noted, OpenChange};

/// A change about which a roster says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Concluded {
    record: ChangeRecord,
    conclusion: Conclusion,
}

/// Writes down a file that something is concluded from.
pub(super) fn enter_evidence(
    scene: &Scene<'_, '_>,
    kind: EvidenceKind,
    seen: &FileSeen,
    taken_at: Timestamp,
) -> Result<EvidenceId> {
    scene.tx.insert_evidence(&NewEvidence {
        kind,
        taken_at,
        received_at: scene.now,
        source: &seen.name,
        sha256: Some(&seen.sha256),
        operator: scene.operator.id,
    })
}

fn seen(core: &Core, roster: &ProviderRoster) -> Result<FileSeen> {
    let brought = core.brought()?;
    let seen = brought.rosters.get(&roster.import.roster);
    seen.cloned().ok_or(Error::Refused(Reason::ReviewGone))
}

/// Says what a roster would conclude, once it was asked whether it can be believed.
pub(super) fn judge_roster(
    db: &Db<'_>,
    core: &Core,
    (operator, settings): (&Operator, &Settings),
    roster: &ProviderRoster,
    judged: &mut Judged,
) -> Result<ProviderEffect> {
    if !settings.provider.is_elsewhere() && db.changes_in_flight()? == 0 {
        return Err(Error::Refused(Reason::LivesHere));
    }
    let seen = seen(core, roster)?;
    let deeds = roster::judge(db, core, &roster.import)?;
    let open = db.changes_there()?;
    let there: HashSet<UserId> = db.deletions_there()?.into_iter().collect();
    let verdicts = &deeds.verdicts;
    let before = db.gone_users()?;
    let facts = facts(db, core, (&deeds, &there), (roster, &seen))?;
    let mut effect = effect_on_users(facts, settings.gate_percent, verdicts);
    (effect.nameless, effect.incomplete) = roster::passed_over(core, &roster.import)?;
    overrules(operator, roster, &effect)?;
    let unexplained = deeds.missed().filter(|user| !there.contains(user));
    let unexplained = db.sought(&unexplained.collect::<Vec<_>>())?;
    let left = db.left_alike()?;
    let changes = open.iter().map(|change| LookedFor {
        learner: &change.learner,
        before: left.get(&change.record.id).copied(),
    });
    let gone = unexplained.iter().map(|learner| LookedFor {
        learner,
        before: None,
    });
    let sought: Vec<_> = changes.chain(gone).collect();
    let mut seen = roster::sight(db, core, &roster.import, &deeds, &sought)?;
    for (learner, seen) in unexplained.iter().zip(seen.split_off(open.len())) {
        match seen.sighting {
            Sighting::Missing => {
                effect.gone_before += u64::from(before.binary_search(&learner.user).is_ok());
                judged.gone.push(learner.user);
            }
            Sighting::Hidden | Sighting::Here { .. } => effect.hidden += 1,
        }
    }
    conclude_changes(
        (operator, settings),
        roster,
        open.into_iter().zip(seen).collect(),
        &mut effect,
        judged,
    );
    judged.plan.roster = Arc::clone(&deeds.verdicts);
    judged.roster = Some(deeds);
    Ok(ProviderEffect::Roster(Box::new(effect)))
}

/// The figures of a roster.
fn facts(
    db: &Db<'_>,
    core: &Core,
    (deeds, there): (&roster::Deeds, &HashSet<UserId>),
    (roster, seen): (&ProviderRoster, &FileSeen),
) -> Result<RosterFacts> {
    let verdicts = &deeds.verdicts;
    let unreadable = verdicts.count(RosterMark::Unreadable);
    let (users, missing) = (db.counter("users")?, deeds.missing());
    let absent = absences(db, there, |user| deeds.misses(user))?;
    Ok(RosterFacts {
        rows: (verdicts.len() - verdicts.headers().len()) as u64 - unreadable,
        unreadable,
        users,
        met: users.saturating_sub(missing),
        missing,
        explained: absent.explained,
        accepted: absent.accepted,
        known: absent.known,
        taken_at: roster.taken_at,
        last_taken_at: db.last_roster()?.map(|last| last.taken_at),
        now: core.now(),
        ends_whole: seen.ends_whole,
    })
}

/// What a roster says about every open change. Whoever would be confirmed, were there not somebody in it who may be them,
/// stays open and is named, until a full admin says that it is somebody else.
fn conclude_changes(
    (operator, settings): (&Operator, &Settings),
    roster: &ProviderRoster,
    mut open: Vec<(OpenChange, Seen)>,
    effect: &mut RosterEffect,
    judged: &mut Judged,
) {
    let (taken, days) = (roster.taken_at, settings.overdue_after);
    let said = |change: &OpenChange, sighting| conclusion(&change.record, sighting, taken, days);
    let alike = open.iter().filter_map(|(change, seen)| {
        let (line, other) = seen.alike.clone()?;
        let would_be = said(change, Sighting::Missing) == Conclusion::Confirmed;
        would_be.then(|| Alike {
            change: change.record.id,
            learner: change.learner.called(),
            line,
            other,
        })
    });
    effect.alike = alike.collect();
    effect.are_others = operator.may(Permission::HandOver)
        && effect
            .others_phrase()
            .is_some_and(|phrase| roster.says(&phrase));
    for (change, seen) in &mut open {
        match seen.alike {
            Some(_) if effect.are_others => seen.sighting = Sighting::Missing,
            Some(_) if change.record.kind == RequestKind::Delete => {
                judged.alike.push(change.record.id);
            }
            Some(_) | None => {}
        }
        let conclusion = said(change, seen.sighting);
        match conclusion {
            Conclusion::Confirmed => effect.confirmed += 1,
            Conclusion::TimeUp => effect.overdue += 1,
            Conclusion::Open => effect.open += 1,
        }
        let record = change.record.clone();
        judged.concluded.push(Concluded { record, conclusion });
    }
}

/// How many absences are explained, and by what.
#[derive(Default)]
pub(crate) struct Absences {
    pub explained: u64,
    pub accepted: u64,
    pub known: u64,
}

/// What explains the absence of those who are missing, each counted once. `there` are those whose deletion the provider has.
pub(crate) fn absences(
    db: &Db<'_>,
    there: &HashSet<UserId>,
    is_missing: impl Fn(UserId) -> bool,
) -> Result<Absences> {
    let accepted = db.absences_accepted()?;
    let known: HashSet<UserId> = db.gone_users()?.into_iter().collect();
    let mut found = Absences::default();
    let mut users: HashSet<UserId> = there
        .iter()
        .chain(&accepted)
        .chain(&known)
        .copied()
        .collect();
    users.retain(|user| is_missing(*user));
    for user in users {
        if !db.user_exists(user)? {
            continue;
        }
        if there.contains(&user) {
            found.explained += 1;
        } else if accepted.contains(&user) {
            found.accepted += 1;
        } else if known.contains(&user) {
            found.known += 1;
        }
    }
    Ok(found)
}

/// What a roster does to those who are in it; nothing is concluded yet.
fn effect_on_users(
    facts: RosterFacts,
    gate_percent: u8,
    verdicts: &RosterVerdicts,
) -> RosterEffect {
    let mut effect = RosterEffect {
        facts,
        doubts: doubts(&facts, gate_percent),
        confirmed: 0,
        overdue: 0,
        open: 0,
        added: verdicts.count(RosterMark::Added),
        changed: verdicts.count(RosterMark::Changed),
        refused: verdicts.count(RosterMark::Refused),
        nameless: 0,
        incomplete: 0,
        hidden: 0,
        gone_before: 0,
        held: verdicts.total(RosterList::Held),
        back_total: 0,
        back: Vec::new(),
        alike: Arc::from([]),
        are_others: false,
    };
    name_who_is_back(&mut effect, verdicts);
    effect
}

/// Names who was deleted here and stands in the roster.
fn name_who_is_back(effect: &mut RosterEffect, verdicts: &RosterVerdicts) {
    if effect.refused == 0 {
        return;
    }
    let all = Page {
        offset: 0,
        limit: usize::MAX,
    };
    for (_, row) in verdicts.page(RosterList::Refused, all) {
        let RosterResult::Refused(why) = &row.result else {
            continue;
        };
        if let Reason::EmailDeleted(known) | Reason::IdDeleted(known) = &**why {
            effect.back_total += 1;
            if effect.back.len() < RosterEffect::NAMED {
                effect.back.push((row.line, known.clone()));
            }
        }
    }
}

/// What a roster says about one change.
fn conclusion(
    record: &ChangeRecord,
    sighting: Sighting,
    taken: Timestamp,
    days: u16,
) -> Conclusion {
    let handed = match record.road {
        // Of calls, each has its own moment.
        Some(Road::Scim) => Some(record.since),
        // What is done by hand can be done from the moment on at which it is on the list.
        Some(Road::ByHand) => record.handed_at.or(Some(record.since)),
        Some(Road::File) | None => record.handed_at,
    };
    let concluded = handed.map(|handed| conclude(record.kind, sighting, handed, taken, days));
    let can_be_late = matches!(record.state, ChangeState::HandedOver | ChangeState::Overdue);
    match concluded {
        Some(Conclusion::TimeUp) if !can_be_late => Conclusion::Open,
        Some(concluded) => concluded,
        None => Conclusion::Open,
    }
}

/// Whether a roster is believed: without a doubt, or because a full admin typed the phrase.
fn overrules(operator: &Operator, roster: &ProviderRoster, effect: &RosterEffect) -> Result<()> {
    if effect.doubts.is_empty() {
        return Ok(());
    }
    let wanted = effect.phrase();
    let is_typed = wanted.as_deref().is_some_and(|it| roster.says(it));
    if is_typed && operator.may(Permission::HandOver) {
        return Ok(());
    }
    let why = Reason::RosterDoubtful(effect.doubts.clone(), wanted);
    Err(Error::Refused(why))
}

/// Takes a roster in: it updates everybody, then concludes.
pub(super) fn take_roster(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    roster: &ProviderRoster,
    judged: &Judged,
) -> Result<ProviderReceipt> {
    let seen = seen(scene.core, roster)?;
    let (Some(deeds), Some(ProviderEffect::Roster(effect))) =
        (&judged.roster, judged.plan.provider.as_deref())
    else {
        return Err(Error::Bug("a roster was not judged".to_owned()));
    };
    // Whoever comes with this roster is as new in the next one.
    let left = scene.tx.left_alike()?;
    let newest = scene.tx.last_user_id()?;
    let alike = judged.alike.iter();
    let alike = alike.map(|change| (*change, left.get(change).copied().unwrap_or(newest)));
    scene.tx.leave_alike(&alike.collect::<Vec<_>>())?;
    let (_, import, lost) = roster::apply(scene, &roster.import, deeds)?;
    let doubts = effect.doubts.iter().map(|doubt| doubt.code().into());
    let doubts = doubts.chain(effect.are_others.then(|| "alike".into()));
    let detail = Detail::Roster {
        confirmed: effect.confirmed,
        overdue: effect.overdue,
        doubts: doubts.collect(),
        sha256: Word::of(&seen.sha256),
        import,
    };
    enter(scene, op, None, None, detail)?;
    let evidence = enter_evidence(scene, EvidenceKind::Roster, &seen, roster.taken_at)?;
    let noted = Noted {
        evidence: Some(evidence),
        ..Noted::default()
    };
    scene.tx.set_gone(judged.gone.iter().copied(), evidence)?;
    let is_absent = |doubt: &RosterDoubt| match doubt {
        RosterDoubt::Part(..) | RosterDoubt::NothingInCommon(..) => true,
        RosterDoubt::HeaderOnly
        | RosterDoubt::Unreadable(_)
        | RosterDoubt::FromTheFuture
        | RosterDoubt::Older(..)
        | RosterDoubt::CutShort => false,
    };
    // A doubtful one comes as far as here because a full admin typed the phrase.
    if effect.doubts.iter().any(is_absent) {
        scene.tx.accept_absences(evidence)?;
    }
    let mut effect = effect.clone();
    for found in &judged.concluded {
        if !apply_conclusion(scene, found, noted)? && found.conclusion == Conclusion::Confirmed {
            effect.confirmed -= 1;
            effect.open += 1;
        }
    }
    close_requests(scene, &lost)?;
    scene.core.at("roster", "before its commit");
    Ok(ProviderReceipt::Roster(effect))
}

/// Moves a change as a roster says; answers whether it moved.
fn apply_conclusion(scene: &Scene<'_, '_>, found: &Concluded, noted: Noted<'_>) -> Result<bool> {
    let record = &found.record;
    let tx = scene.tx;
    match found.conclusion {
        Conclusion::TimeUp if record.state == ChangeState::HandedOver => {
            let (event, nothing) = (ChangeEvent::TimeUp, Noted::default());
            tx.move_change(record.id, event, scene.now, nothing)?;
            tx.note_change(record.user, record.user)?;
        }
        Conclusion::Open | Conclusion::TimeUp => return Ok(false),
        // A license that the file does not name is held still.
        Conclusion::Confirmed
            if record.kind == RequestKind::Revoke && !tx.held_statuses(record.user)?.is_empty() =>
        {
            return Ok(false);
        }
        Conclusion::Confirmed => {
            confirm(scene, record, noted)?;
            tx.note_change(record.user, record.user)?;
            finish(scene, record)?;
        }
    }
    Ok(true)
}
