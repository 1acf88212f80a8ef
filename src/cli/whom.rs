//! Whom a deletion means, on the command line: the lines for people, the object for machines.

use serde_json::{Map, Value, json};

use crate::domain::batch::{Batch, BatchState, Doom, DoomedPerson, Review, RowOutcome, Whom};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;
use crate::texts::Texts;
use crate::wording;

use super::context::{Failure, Open, load};

/// Groups that are named in one line.
const GROUPS: usize = 12;

/// Asks whom a review means; nobody where it would delete nobody.
pub(super) fn of_review(open: &mut Open, review: &Review) -> Result<Whom, Failure> {
    if review.counts.of(RowOutcome::Deleted) == 0 {
        return Ok(Whom::default());
    }
    let query = Query::Whom(Doom::Review(review.token));
    Ok(*load!(open, query, Whom))
}

/// Asks whom a batch means that waits for approval; of others the rows say what became of them.
pub(super) fn of_batch(open: &mut Open, batch: &Batch) -> Result<Option<Whom>, Failure> {
    if batch.state != BatchState::AwaitingApproval {
        return Ok(None);
    }
    let query = Query::Whom(Doom::Batch(batch.id));
    Ok(Some(*load!(open, query, Whom)))
}

/// What people read: everybody where they are few, else counts and a sample.
pub(super) fn lines(texts: &Texts, whom: &Whom, now: Timestamp) -> Vec<String> {
    let mut lines = vec![say!(texts, "whom-title", count = whom.count)];
    if whom.is_sample() {
        let by_group = wording::by_group(texts, whom, GROUPS);
        lines.push(format!("  {}: {by_group}", say!(texts, "whom-by-group")));
        let by_license = wording::by_license(texts, whom);
        lines.push(format!(
            "  {}: {by_license}",
            say!(texts, "whom-by-license")
        ));
        let count = whom.people.len() as u64;
        lines.push(format!("  {}", say!(texts, "whom-sample", count = count)));
    }
    for person in &whom.people {
        let row = &person.row;
        let mut said = vec![row.name.as_str()];
        let identifiers = [
            row.email.as_ref().map(EmailAddress::as_str),
            row.unique_id.as_ref().map(UniqueId::as_str),
        ];
        said.extend(
            identifiers
                .into_iter()
                .flatten()
                .filter(|it| *it != row.name),
        );
        lines.push(format!("  {}", said.join("  ")));
        let hesitations = wording::hesitations(texts, person, now);
        if !hesitations.is_empty() {
            lines.push(format!("    {hesitations}"));
        }
        lines.push(format!(
            "    {}",
            wording::circumstances(texts, person, now)
        ));
    }
    if whom.mailed > 0 {
        lines.push(say!(texts, "whom-mailed", count = whom.mailed));
    }
    lines
}

/// The same for machines.
pub(super) fn json(whom: &Whom) -> Value {
    let counted = |counts: Vec<(String, u64)>| -> Value {
        let counts = counts.into_iter();
        Value::Object(
            counts
                .map(|(name, count)| (name, json!(count)))
                .collect::<Map<_, _>>(),
        )
    };
    let by_license = whom.by_license.iter();
    let by_license = by_license.map(|(status, count)| (status.code().to_owned(), *count));
    json!({
        "count": whom.count,
        "sample": whom.is_sample(),
        "by_group": counted(whom.by_group.clone()),
        "in_no_group": whom.in_no_group,
        "by_license": counted(by_license.collect()),
        "mailed": whom.mailed,
        "people": whom.people.iter().map(person).collect::<Vec<_>>(),
    })
}

fn person(person: &DoomedPerson) -> Value {
    let row = &person.row;
    json!({
        "name": row.name,
        "primary_email_address": row.email.as_ref().map(EmailAddress::as_str),
        "unique_user_id": row.unique_id.as_ref().map(UniqueId::as_str),
        "job_title": person.job_title,
        "groups": row.groups,
        "license": row.license.code(),
        "connected": row.connected,
        "last_active": row.last_active.map(formats::rfc3339),
        "manages": person.manages,
        "operator": person.is_operator,
    })
}
