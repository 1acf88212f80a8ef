//! Addresses of deleted people in fields that other people filled in: a manager's attribute, a note, a hold's reason.
//!
//! The scan of the raw files finds that they are there; this tells where, and takes them out when a full admin says so.
//! Unlike in a file, a field has borders: what stands there is somebody's address as a whole, or it is none.

use super::remains::{Known, scan_for_places};
use crate::domain::id::UserId;
use crate::domain::identifier::within;
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::query::{Leftover, LeftoverPlace, ResidueFound};
use crate::domain::record::Detail;
use crate::domain::user::{EmployeeInfo, Profile};
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::service::ops::Scene;
use crate::service::residue::{Register, Standing};
use crate::store::Db;

/// What stands in the place of an address that was taken out.
const TAKEN_OUT: &str = "…";

/// Everything that is left of addresses of deleted people: in fields of others, and in the bytes of the files.
pub(crate) fn look(db: &Db<'_>, core: &Core) -> Result<ResidueFound> {
    let known = Known::of(db, core)?;
    let (raw, places) = scan_for_places(core, &known)?;
    Ok(ResidueFound {
        fields: find(db, &known)?,
        raw,
        places,
    })
}

/// Every field in which the address of somebody deleted is written.
fn find(db: &Db<'_>, known: &Known) -> Result<Vec<Leftover>> {
    let mut found = Vec::new();
    for user in db.users_with_an_at()? {
        let Some(profile) = db.profile(user)? else {
            continue;
        };
        for (field, text) in texts_of(&profile) {
            if let Some(without) = taken_out(text, known) {
                found.push(Leftover {
                    place: LeftoverPlace::Learner(user, profile.employee.full_name()),
                    field,
                    text: text.to_owned(),
                    without,
                });
            }
        }
    }
    for user in db.users_with_an_at_in_edits()? {
        find_in_history(db, known, user, &mut found)?;
    }
    for operator in db.operators()? {
        let email = operator
            .email
            .as_ref()
            .map(|email| email.as_str().to_owned());
        if let Some(text) = email
            && let Some(without) = taken_out(&text, known)
        {
            found.push(Leftover {
                place: LeftoverPlace::Operator(operator.id, operator.name),
                field: "email".to_owned(),
                text,
                without,
            });
        }
    }
    Ok(found)
}

/// What the history of a learner keeps of changes in which the address of somebody deleted is written.
fn find_in_history(
    db: &Db<'_>,
    known: &Known,
    user: UserId,
    found: &mut Vec<Leftover>,
) -> Result<()> {
    let mut name = None;
    for change in db.edits_of(user)?.into_values().flatten() {
        for text in [change.old, change.new] {
            let Some(without) = taken_out(&text, known) else {
                continue;
            };
            if name.is_none() {
                let profile = db.profile(user)?;
                name = Some(profile.map_or_else(String::new, |one| one.employee.full_name()));
            }
            found.push(Leftover {
                place: LeftoverPlace::Learner(user, name.clone().unwrap_or_default()),
                field: "history".to_owned(),
                text,
                without,
            });
        }
    }
    Ok(())
}

/// Takes the addresses of deleted people out of the history of a learner; answers whether there were any.
fn clear_history(scene: &Scene<'_, '_>, known: &Known, user: UserId) -> Result<bool> {
    let mut reworded = Vec::new();
    for (number, mut changes) in scene.tx.edits_of(user)? {
        let mut has_any = false;
        for change in &mut changes {
            for text in [&mut change.old, &mut change.new] {
                if let Some(without) = taken_out(text, known) {
                    *text = without;
                    has_any = true;
                }
            }
        }
        if has_any {
            reworded.push((number, changes));
        }
    }
    scene.tx.reword_edits(user, &reworded)?;
    Ok(!reworded.is_empty())
}

/// The fields of a learner that are free text, by name.
fn texts_of(profile: &Profile) -> Vec<(String, &str)> {
    let info = &profile.employee;
    let mut texts = vec![
        ("first_name".to_owned(), info.first_name.as_str()),
        ("last_name".to_owned(), info.last_name.as_str()),
        ("job_title".to_owned(), info.job_title.as_str()),
    ];
    let attributes = info.attributes.iter();
    texts.extend(attributes.map(|(name, value)| (name.clone(), value.as_str())));
    let hold = profile.hold.as_ref();
    texts.extend(hold.map(|hold| ("hold_reason".to_owned(), hold.reason.as_str())));
    texts
}

/// Takes the addresses of deleted people out of the fields of learners; who has none any more is passed over.
pub(crate) fn clear(
    scene: &Scene<'_, '_>,
    op: &Op,
    users: &[UserId],
) -> Result<(Receipt, Changes)> {
    let known = Known::of(scene.tx, scene.core)?;
    let mut cleared = 0;
    for user in users {
        let Some(profile) = scene.tx.profile(*user)? else {
            continue;
        };
        let info = without(&profile.employee, &known);
        let hold = profile.hold.as_ref();
        let reason = hold.and_then(|hold| taken_out(&hold.reason, &known));
        let has_history = clear_history(scene, &known, *user)?;
        if info == profile.employee && reason.is_none() && !has_history {
            continue;
        }
        scene.tx.update_user(*user, &info)?;
        identity::register(scene.tx, scene.core, *user, Some(&profile.employee), &info)?;
        if let Some(reason) = &reason {
            scene.tx.reword_hold(*user, reason)?;
        }
        scene.tx.note_change(*user, *user)?;
        crate::service::ops::enter(scene, op, Some(*user), None, Detail::NOTHING)?;
        cleared += 1;
    }
    Ok((Receipt::ResidueCleared(cleared), Changes::USERS))
}

fn without(info: &EmployeeInfo, known: &Known) -> EmployeeInfo {
    let mut info = info.clone();
    let texts = [
        &mut info.first_name,
        &mut info.last_name,
        &mut info.job_title,
    ];
    for text in texts.into_iter().chain(info.attributes.values_mut()) {
        if let Some(without) = taken_out(text, known) {
            *text = without;
        }
    }
    info
}

/// A text without the addresses of deleted people; none when it has none.
fn taken_out(text: &str, known: &Known) -> Option<String> {
    taken_out_by(text, &mut &*known)
}

fn taken_out_by(text: &str, register: &mut impl Register) -> Option<String> {
    let mut kept = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('@') {
        if at < from {
            continue;
        }
        if let Some((begin, end)) = deleted_around(text, from, at, register) {
            kept.push_str(&text[from..begin]);
            kept.push_str(TAKEN_OUT);
            from = end;
        }
    }
    (from > 0).then(|| kept + &text[from..])
}

/// Where the longest known address around an `@` begins and ends, when it is a deleted person's.
fn deleted_around(
    text: &str,
    from: usize,
    at: usize,
    register: &mut impl Register,
) -> Option<(usize, usize)> {
    for found in within::readings(text, at) {
        if found.start < from {
            continue;
        }
        match register.standing(&text[found.clone()].to_ascii_lowercase()) {
            Standing::Nobody => {}
            Standing::Living => return None,
            Standing::Deleted => return Some((found.start, found.end)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Mia;

    impl Register for Mia {
        fn is_domain(&mut self, _: &str) -> bool {
            true
        }

        fn standing(&mut self, address: &str) -> Standing {
            match address {
                "mia@x.example" => Standing::Deleted,
                "a@x.example" | "anna.mia@x.example" => Standing::Living,
                _ => Standing::Nobody,
            }
        }
    }

    #[test]
    fn an_address_of_somebody_deleted_is_taken_out_of_a_text_and_nothing_else() {
        for (text, without) in [
            ("mia@x.example", Some("…")),
            ("Assistant of Mia@X.example.", Some("Assistant of ….")),
            ("<mia@x.example>, 'mia@x.example'", Some("<…>, '…'")),
            ("anna.mia@x.example", None),
            ("a@x.example", None),
            ("nobody@x.example @", None),
            ("ümia@x.example", None),
            (
                "ask joe.mia@x.example or mia@x.example",
                Some("ask joe.mia@x.example or …"),
            ),
            ("jomia@x.example", None),
            ("mia@x.example.org", None),
            ("mail=mia@x.example", Some("mail=…")),
            ("-mia@x.example", Some("-…")),
        ] {
            assert_eq!(taken_out_by(text, &mut Mia).as_deref(), without, "{text}");
        }
    }
}
