//! Whom a deletion means, in words: the same on screen and on the command line.

use crate::domain::batch::{DoomedPerson, Hesitation, Whom};
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Something that should make somebody hesitate.
pub fn hesitation(texts: &Texts, hesitation: Hesitation, now: Timestamp) -> String {
    match hesitation {
        Hesitation::Active(at) => {
            let when = formats::relative(texts, Some(at), now);
            say!(texts, "whom-active", when = when)
        }
        Hesitation::Manages(count) => say!(texts, "whom-manages", count = count),
        Hesitation::Connected => say!(texts, "whom-connected"),
        Hesitation::Operator => say!(texts, "whom-operator"),
    }
}

/// Everything that should make somebody hesitate, in one line; empty where there is nothing.
pub fn hesitations(texts: &Texts, person: &DoomedPerson, now: Timestamp) -> String {
    let found = person.hesitations(now).into_iter();
    let found: Vec<String> = found.map(|it| hesitation(texts, it, now)).collect();
    if found.is_empty() {
        String::new()
    } else {
        format!("▲ {}", found.join(" · "))
    }
}

/// What is known of a person beside name and identifiers and what should make somebody hesitate.
pub fn circumstances(texts: &Texts, person: &DoomedPerson, now: Timestamp) -> String {
    let mut known = Vec::new();
    if !person.job_title.is_empty() {
        known.push(visible(&person.job_title).into_owned());
    }
    known.extend(
        person
            .row
            .groups
            .iter()
            .map(|group| visible(group).into_owned()),
    );
    known.push(person.row.license.label().to_owned());
    let told = person.hesitations(now);
    if !told.contains(&Hesitation::Connected) {
        known.push(say!(texts, "whom-not-connected"));
    }
    if !told.iter().any(|it| matches!(it, Hesitation::Active(_))) {
        known.push(match person.row.last_active {
            None => say!(texts, "whom-never-active"),
            at => {
                let when = formats::relative(texts, at, now);
                say!(texts, "whom-active", when = when)
            }
        });
    }
    known.join(" · ")
}

/// How many are in which group: `Sales 412 · HR 90 · none 98`; of many groups the largest.
pub fn by_group(texts: &Texts, whom: &Whom, most: usize) -> String {
    let number = |count: u64| formats::number(texts.language(), count);
    let groups = whom.by_group.iter().take(most);
    let mut parts: Vec<String> = groups
        .map(|(name, count)| format!("{} {}", visible(name), number(*count)))
        .collect();
    let more = whom.by_group.len().saturating_sub(most) as u64;
    if more > 0 {
        parts.push(say!(texts, "whom-more-groups", count = more));
    }
    if whom.in_no_group > 0 {
        parts.push(say!(
            texts,
            "whom-no-group",
            count = number(whom.in_no_group)
        ));
    }
    parts.join(" · ")
}

/// How many have which license: `Activated 511 · Invited 20 · No license 69`.
pub fn by_license(texts: &Texts, whom: &Whom) -> String {
    let statuses = LicenseStatus::ALL.iter().rev();
    let parts = statuses.filter_map(|status| {
        let count = whom.by_license.get(status)?;
        Some(format!(
            "{} {}",
            status.label(),
            formats::number(texts.language(), *count)
        ))
    });
    parts.collect::<Vec<_>>().join(" · ")
}
