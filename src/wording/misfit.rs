//! Learners who are near to a row, and the case that batches make which correct each other, in words.

use crate::domain::batch::RowOutcome;
use crate::domain::case::{
    Case, CaseBatch, CaseTotals, Misfit, Misfitting, NameDiffers, NearLearner,
};
use crate::domain::likeness::Likeness;
use crate::domain::mending::Failed;
use crate::domain::reason::Reason;
use crate::domain::roster::RosterResult;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// What is said of a row that means a learner of another name.
pub fn name_differs(texts: &Texts, differs: &NameDiffers) -> String {
    let known = [&differs.email, &differs.unique_id];
    let known = known.into_iter().flatten().map(String::as_str);
    let learner: Vec<&str> = std::iter::once(differs.name.as_str())
        .chain(known)
        .collect();
    let (said, learner) = (visible(&differs.said), learner.join(" · "));
    say!(
        texts,
        "row-name-differs",
        said = said.into_owned(),
        learner = visible(&learner).into_owned()
    )
}

/// A learner who is near to a row: all that tells them from others.
pub fn near_learner(texts: &Texts, near: &NearLearner) -> String {
    let known = [
        Some(&near.name),
        near.email.as_ref(),
        near.unique_id.as_ref(),
    ];
    let mut parts: Vec<String> = known
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect();
    if near.on_hold {
        parts.push(say!(texts, "outcome-on-hold"));
    }
    parts.extend(alike(texts, near));
    if near.is_meant {
        parts.push(say!(texts, "near-is-meant"));
    }
    parts.join(" · ")
}

/// By what a learner is near.
fn alike(texts: &Texts, near: &NearLearner) -> Option<String> {
    let name = |likeness: &Likeness| match likeness {
        Likeness::Name => say!(texts, "out-name"),
        Likeness::Email => say!(texts, "out-email"),
        Likeness::UniqueId => say!(texts, "out-unique-id"),
    };
    let names: Vec<String> = near.alike.iter().map(name).collect();
    let said = || say!(texts, "near-alike", names = names.join(", "));
    (!names.is_empty()).then(said)
}

/// What is wrong with a row that can be corrected.
pub fn misfit_said(texts: &Texts, misfit: &Misfit) -> String {
    match &misfit.why {
        Misfitting::Deletion(row) => super::batch_row_said(texts, row, false),
        Misfitting::Import(Failed::Roster(result)) => {
            let blamed = misfit.blamed.and_then(|place| misfit.cells.get(place));
            let header = blamed.map(|(header, _)| visible(header.trim()));
            match (result, header) {
                (RosterResult::Refused(why), Some(header)) => match **why {
                    // The column as the file calls it.
                    Reason::IdDamaged(damage) | Reason::EmailDamaged(damage) => {
                        super::reason::damaged(texts, &header, damage)
                    }
                    _ => super::roster_message(texts, result),
                },
                _ => super::roster_message(texts, result),
            }
        }
        Misfitting::Import(Failed::Learning(code)) => super::learning_row(texts, code),
    }
}

/// The code of what is wrong with a row that can be corrected.
pub fn misfit_code(misfit: &Misfit) -> Option<&'static str> {
    match &misfit.why {
        Misfitting::Deletion(row) => row.outcome.map(RowOutcome::code),
        Misfitting::Import(Failed::Roster(result)) => match result {
            RosterResult::Unreadable(fault) => Some(fault.code()),
            RosterResult::Refused(why) => Some(why.code()),
            RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
        },
        Misfitting::Import(Failed::Learning(code)) => Some(code),
    }
}

/// The batches of a case in one line: `3 → 5 → 6`.
pub fn case_chain(texts: &Texts, case: &Case) -> String {
    let name = |batch: &CaseBatch| match batch.corrects {
        None => batch.batch.to_string(),
        Some(corrects) => say!(
            texts,
            "case-batch",
            batch = batch.batch.to_string(),
            corrects = corrects.to_string()
        ),
    };
    let names: Vec<String> = case.batches.iter().map(name).collect();
    names.join(" · ")
}

/// What became of the rows of a case.
pub fn case_totals(texts: &Texts, totals: &CaseTotals) -> String {
    let number = |count| formats::number(texts.language(), count);
    say!(
        texts,
        "case-totals",
        rows = number(totals.rows),
        deleted = number(totals.deleted),
        neither = number(totals.neither),
        pending = number(totals.pending),
        failed = number(totals.failed)
    )
}
