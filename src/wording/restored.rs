//! What a restore came to, and what it keeps of what guards the account, a sentence each.

use super::message_id;
use crate::domain::guards::{KeptTold, PARTS};
use crate::domain::id::{BatchId, RequestId};
use crate::sanitise::visible;
use crate::say;
use crate::service::RestoreReport;
use crate::texts::Texts;

/// What a restore came to.
pub fn restored(texts: &Texts, report: &RestoreReport) -> Vec<String> {
    let mut said = vec![say!(
        texts,
        "cli-restored",
        users = report.users,
        erased = report.erasures_applied
    )];
    if let Some(gap) = report.gap {
        said.push(say!(
            texts,
            "cli-restored-gap",
            common = gap.common,
            database = gap.database,
            journal = gap.journal
        ));
    }
    if report.batches_held > 0 {
        said.push(say!(
            texts,
            "cli-restored-held",
            count = report.batches_held
        ));
    }
    said.extend(guards_kept(texts, &report.guards));
    if report.residue > 0 {
        said.push(say!(texts, "cli-restored-residue", count = report.residue));
    }
    if let Some(kept) = &report.kept {
        let path = visible(&kept.to_string_lossy()).into_owned();
        said.push(say!(texts, "cli-restored-kept", path = path));
    }
    said
}

/// What is kept of what guards the account, what is lost, and what could not be read.
pub fn guards_kept(texts: &Texts, kept: &KeptTold) -> Vec<String> {
    let mut said = Vec::new();
    if kept.holds_kept > 0 {
        said.push(say!(texts, "restored-holds", count = kept.holds_kept));
    }
    if kept.holds_lost > 0 {
        said.push(say!(texts, "restored-holds-lost", count = kept.holds_lost));
    }
    let mut name = |id: &str, names: Vec<String>| {
        if !names.is_empty() {
            let names = visible(&names.join(", ")).into_owned();
            let arguments = [("names", names.into())];
            said.push(texts.message_with(id, &arguments));
        }
    };
    let setting = |name: &&'static str| texts.message(&message_id("out-setting", name));
    name(
        "restored-settings",
        kept.settings_kept.iter().map(setting).collect(),
    );
    name(
        "restored-settings-lost",
        kept.settings_lost.iter().map(setting).collect(),
    );
    name("restored-disabled", kept.operators_kept_out.clone());
    name("restored-roles", kept.roles_kept.clone());
    name("restored-passphrases", kept.passphrases_kept.clone());
    name("restored-let-in", kept.operators_let_in.clone());
    name("restored-revoked", kept.keys_kept_revoked.clone());
    name("restored-keys", kept.keys_kept_out.clone());
    name("restored-cas", kept.cas_kept_out.clone());
    for (id, numbers) in numbers_lost(kept) {
        name(id, ranges(&numbers));
    }
    if kept.not_read == PARTS {
        said.push(say!(texts, "restored-unread"));
    } else {
        let part = |part: &&'static str| texts.message(&message_id("log-value", part));
        let parts: Vec<String> = kept.not_read.iter().map(part).collect();
        if !parts.is_empty() {
            said.push(say!(
                texts,
                "restored-unread-parts",
                names = parts.join(", ")
            ));
        }
    }
    if kept.operators_kept_erased > 0 {
        let count = kept.operators_kept_erased;
        said.push(say!(texts, "restored-erased", count = count));
    }
    said
}

/// Numbers of what goes with the replaced database, each with the sentence that names them.
fn numbers_lost(kept: &KeptTold) -> [(&'static str, Vec<i64>); 4] {
    let batches = |ids: &[BatchId]| ids.iter().map(|id| id.0).collect();
    let requests = |ids: &[RequestId]| ids.iter().map(|id| id.0).collect();
    [
        ("restored-batches", batches(&kept.batches_lost)),
        ("restored-finished", batches(&kept.finished_lost)),
        ("restored-requests", requests(&kept.requests_lost)),
        ("restored-requests-older", requests(&kept.requests_older)),
    ]
}

/// Numbers in their order, those that follow each other as one: 2–4, 7.
fn ranges(numbers: &[i64]) -> Vec<String> {
    numbers
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|run| match run {
            [] => None,
            [one] => Some(one.to_string()),
            [first, .., last] => Some(format!("{first}–{last}")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_each_other_are_one() {
        assert_eq!(ranges(&[]), Vec::<String>::new());
        assert_eq!(ranges(&[2, 3, 4, 7, 9, 10]), ["2–4", "7", "9–10"]);
    }
}
