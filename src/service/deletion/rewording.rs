//! What people wrote about others, when somebody is deleted: whoever goes is blotted out of it in the transaction that deletes
//! them.

use std::collections::BTreeSet;

use crate::domain::act::Act;
use crate::domain::blotting::{Kept, Person};
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::domain::identifier::spelt_otherwise;
use crate::domain::record::Detail;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::Core;
use crate::service::account::chain;
use crate::service::ops::seal;
use crate::store::{DoomedUser, Elsewhere, Entry, RequestRecord, Tx};

/// Blots those who go out of the texts that are kept: names of uploads, reasons of releases, texts of holds and of requests.
/// Answers whose holds and requests.
pub(super) fn blot_out(
    tx: &Tx<'_>,
    core: &Core,
    doomed: &[(DoomedUser, u32)],
) -> Result<Vec<UserId>> {
    let texts = tx.kept_texts()?;
    let about = tx.texts_about_learners()?;
    let mut kept = Kept::default();
    let others = about.iter().map(|about| &about.text);
    texts.iter().chain(others).for_each(|text| kept.note(text));
    for (user, _) in doomed {
        let email = user.email.as_deref().unwrap_or_default();
        let unique_id = user.unique_id.as_deref().unwrap_or_default();
        let otherwise = spelt_otherwise(email).unwrap_or_default();
        kept.goes(&Person {
            name: &user.name,
            email,
            unique_id,
        });
        if !otherwise.is_empty() {
            kept.goes(&Person {
                email: &otherwise,
                ..Person::default()
            });
        }
    }
    for text in &texts {
        if let Some(after) = kept.blotted(text, &Person::default()) {
            tx.reword_kept(text, &after)?;
        }
    }
    let mut reworded = BTreeSet::new();
    for written in &about {
        let own = Person {
            name: &written.name,
            email: &written.email,
            unique_id: &written.unique_id,
        };
        let Some(after) = kept.blotted(&written.text, &own) else {
            continue;
        };
        match (&written.request, written.user) {
            (Some(request), _) => reword_request(tx, core, request, &after)?,
            (None, Some(user)) => {
                tx.reword_hold(user, &after)?;
                tx.note_change(user, user)?;
            }
            (None, None) => {}
        }
        reworded.extend(written.user);
    }
    Ok(reworded.into_iter().collect())
}

/// Has a text of a request say something else. An approval that waits is bound to how the learner was identified: it is bound
/// to the new words, if it was to the old ones.
fn reword_request(tx: &Tx<'_>, core: &Core, text: &Elsewhere, after: &str) -> Result<()> {
    let request = RequestId(text.number);
    let seal_now = || -> Result<Option<(RequestRecord, String)>> {
        match tx.request_record(request)? {
            Some(record) if record.approval_seal.is_some() => {
                let sealed = seal(tx, core, &record)?;
                Ok(Some((record, sealed)))
            }
            _ => Ok(None),
        }
    };
    let before = seal_now()?;
    tx.reword_elsewhere(text, after)?;
    let held = before.is_some_and(|(record, sealed)| record.approval_seal == Some(sealed));
    if held && let Some((mut record, sealed)) = seal_now()? {
        record.approval_seal = Some(sealed);
        tx.save_request(&record)?;
    }
    Ok(())
}

/// Blots every word of a name of those who go out of the name of the upload that deletes them: it is about nobody else.
pub(super) fn rename_upload(
    tx: &Tx<'_>,
    doomed: &[(DoomedUser, u32)],
    batch: BatchId,
) -> Result<()> {
    let Some(file_name) = tx.upload_name(batch)? else {
        return Ok(());
    };
    let mut kept = Kept::default();
    kept.note(&file_name);
    for (user, _) in doomed {
        kept.goes_by_each_word(&user.name);
    }
    match kept.blotted(&file_name, &Person::default()) {
        Some(after) => tx.rename_upload(batch, &after),
        None => Ok(()),
    }
}

/// Enters into the log whose holds and requests have other words now, because they named somebody who went.
pub(crate) fn note_reworded(
    tx: &Tx<'_>,
    core: &Core,
    (at, operator): (Timestamp, Option<OperatorId>),
    users: &[UserId],
) -> Result<()> {
    users.iter().try_for_each(|user| {
        let entry = Entry {
            at,
            operator,
            act: Act::ResidueClear,
            user: Some(*user),
            batch: None,
            detail: Detail::NOTHING,
        };
        chain::append(tx, core, &entry)
    })
}
