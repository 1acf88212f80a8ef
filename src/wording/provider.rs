//! What is at the provider, in words.

use crate::domain::batch::Tombstone;
use crate::domain::id::{ChangeId, HandoverId};
use crate::domain::provider::{
    Alike, Change, ChangeAct, ChangeState, EvidenceKind, HandoverState, LearnerChange, Provider,
    ProviderReceipt, Refusal, ResultsEffect, Road, RosterDoubt, RosterEffect, Stranger, WhyNobody,
    WhyRefused, first_strangers, is_accepted,
};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

use super::{by_code, message_id};

/// Where an account lives.
pub fn provider(texts: &Texts, provider: Provider) -> String {
    by_code(texts, "provider", provider.code())
}

/// How an act reaches the provider.
pub fn road(texts: &Texts, road: Road) -> String {
    by_code(texts, "road", road.code())
}

/// Where a change stands. What somebody is to do by hand is not at the provider before it is done.
pub fn change_state(texts: &Texts, state: ChangeState, road: Option<Road>) -> String {
    match (state, road) {
        (ChangeState::Prepared, Some(Road::ByHand)) => say!(texts, "change-state-by-hand"),
        _ => by_code(texts, "change-state", state.code()),
    }
}

/// What the provider says of a change, after the reason why it refused, or why nothing was sent to it; or what an operator
/// says who gave it up.
pub fn change_words(texts: &Texts, change: &Change) -> Option<String> {
    let words = match change.why_refused() {
        Some(why) => why_refused(texts, &why),
        None if is_accepted(change.state, change.code.as_deref()) => {
            Some(say!(texts, "change-accepted"))
        }
        None => change
            .words
            .as_deref()
            .map(|words| visible(words).into_owned()),
    };
    // Who is deleted there is not active there either.
    if !change.is_deactivated || change.state == ChangeState::Confirmed {
        return words;
    }
    let deactivated = say!(texts, "change-deactivated");
    Some(match words {
        Some(words) => format!("{words} · {deactivated}"),
        None => deactivated,
    })
}

/// Why the provider refused, or why nothing was sent to it, before its own words.
pub(super) fn why_refused(texts: &Texts, why: &WhyRefused) -> Option<String> {
    let words = why
        .words
        .as_deref()
        .map(|words| visible(words).into_owned());
    let is_answer = why.by == Some(EvidenceKind::Answer);
    let code = why
        .code
        .as_deref()
        .map(|code| match Refusal::from_code(code) {
            Some(refusal) if is_answer => refused(texts, refusal),
            _ => visible(code).into_owned(),
        });
    match (code, words) {
        (Some(code), Some(words)) => Some(format!("{code}: {words}")),
        (code, words) => code.or(words),
    }
}

/// Why a server did nothing, or why nothing was sent to it.
fn refused(texts: &Texts, refusal: Refusal) -> String {
    match refusal {
        Refusal::Answered(status) => say!(texts, "refusal-answered", status = status.to_string()),
        Refusal::NotThere => say!(texts, "refusal-not-there"),
        Refusal::Several => say!(texts, "refusal-several"),
        Refusal::OtherEmail => say!(texts, "refusal-other-email"),
        Refusal::OtherId => say!(texts, "refusal-other-id"),
        Refusal::Unaskable => say!(texts, "refusal-unaskable"),
        Refusal::StillThere => say!(texts, "refusal-still-there"),
    }
}

/// Where a portion stands.
pub fn handover_state(texts: &Texts, state: HandoverState) -> String {
    by_code(texts, "handover-state", state.code())
}

/// What of a learner is at the provider, and since when it stands so: `Deletion at the provider: handed over 2 days ago`.
pub fn learner_change(texts: &Texts, change: &LearnerChange, now: Timestamp) -> String {
    let id = message_id("learner-change", change.kind.code());
    let state = match (change.state, change.road) {
        (ChangeState::Prepared, Some(Road::ByHand)) => say!(texts, "change-state-by-hand-noted"),
        (state, road) => change_state(texts, state, road),
    };
    let when = formats::relative(texts, Some(change.since), now);
    texts.message_with(&id, &[("state", state.into()), ("when", when.into())])
}

/// What a change was concluded from.
pub fn evidence(texts: &Texts, kind: EvidenceKind) -> String {
    by_code(texts, "evidence", kind.code())
}

/// Why a roster is not believed.
pub fn doubt(texts: &Texts, doubt: &RosterDoubt) -> String {
    match doubt {
        RosterDoubt::HeaderOnly => say!(texts, "doubt-header-only"),
        RosterDoubt::Unreadable(count) => say!(texts, "doubt-unreadable", count = *count),
        RosterDoubt::FromTheFuture => say!(texts, "doubt-from-the-future"),
        RosterDoubt::NothingInCommon(rows, users) => say!(
            texts,
            "doubt-nothing-in-common",
            rows = formats::number(texts.language(), *rows),
            users = formats::number(texts.language(), *users)
        ),
        RosterDoubt::Part(missing, users, percent) => say!(
            texts,
            "doubt-part",
            missing = formats::number(texts.language(), *missing),
            users = formats::number(texts.language(), *users),
            percent = percent.to_string()
        ),
        RosterDoubt::Older(taken, last) => say!(
            texts,
            "doubt-older",
            taken = formats::moment(texts, *taken),
            last = formats::moment(texts, *last)
        ),
        RosterDoubt::CutShort => say!(texts, "doubt-cut-short"),
    }
}

/// That a deletion stays open because somebody in the roster may be its learner.
pub fn alike(texts: &Texts, found: &Alike) -> String {
    let change = found.change.to_string();
    let learner = visible(&found.learner).into_owned();
    let other = visible(&found.other).into_owned();
    match found.line {
        Some(line) => say!(
            texts,
            "provider-alike",
            change = change,
            learner = learner,
            line = formats::number(texts.language(), line.into()),
            other = other
        ),
        None => say!(
            texts,
            "provider-alike-before",
            change = change,
            learner = learner,
            other = other
        ),
    }
}

/// How it is decided that those who may be missing learners are somebody else; nothing where there is nothing to decide.
pub fn decide_alike(texts: &Texts, effect: &RosterEffect) -> Option<String> {
    let phrase = effect.others_phrase().filter(|_| !effect.are_others)?;
    Some(say!(texts, "provider-alike-decide", phrase = phrase))
}

/// Reasons about what is at the provider; none of another.
pub(super) fn reason(texts: &Texts, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::AtProvider(kind) => by_code(texts, "reason-at-provider", kind.code()),
        Reason::ChangeIs(state) => by_code(texts, "reason-change-is", state.code()),
        Reason::NotByHand(kind, on) => not_by_hand(texts, *kind, *on),
        Reason::AgainAtRequest(request) => {
            say!(
                texts,
                "reason-again-at-request",
                request = request.to_string()
            )
        }
        Reason::NoResults(effect) => no_results(texts, effect),
        Reason::ChangesOpen(count) => say!(texts, "reason-changes-open", count = *count),
        Reason::ChangesNotCarried(count) => {
            say!(texts, "reason-changes-not-carried", count = *count)
        }
        Reason::ChangesInDoubt(count) => say!(texts, "reason-changes-in-doubt", count = *count),
        Reason::HeldInHandover(count) => say!(texts, "reason-held-in-handover", count = *count),
        Reason::RosterDoubtful(doubts, phrase) => {
            let said: Vec<String> = doubts.iter().map(|it| doubt(texts, it)).collect();
            let mut text = say!(texts, "reason-roster-doubtful", doubts = said.join(" "));
            if let Some(phrase) = phrase {
                let phrase = phrase.as_str();
                text.push(' ');
                text.push_str(&say!(
                    texts,
                    "reason-roster-doubtful-phrase",
                    phrase = phrase
                ));
            }
            text
        }
        _ => return None,
    })
}

/// That an operator's word does not conclude a change: what it is, on which road it goes, and what concludes it.
fn not_by_hand(texts: &Texts, kind: RequestKind, on: Option<Road>) -> String {
    let act = super::request_kind(texts, kind);
    match (on, kind) {
        (Some(Road::Scim), _) => say!(texts, "reason-not-by-hand-scim", act = act),
        (Some(Road::File | Road::ByHand) | None, RequestKind::Delete) => {
            say!(texts, "reason-not-by-hand-delete")
        }
        (Some(Road::File | Road::ByHand) | None, RequestKind::Revoke | RequestKind::Disconnect) => {
            say!(texts, "reason-not-by-hand-file", act = act)
        }
    }
}

/// What was done about what is at the provider.
pub(super) fn receipt(texts: &Texts, receipt: &ProviderReceipt) -> String {
    match receipt {
        ProviderReceipt::Prepared(kind, count, handover, refused) => {
            let done = prepared(texts, *kind, *count, &handover.to_string());
            super::parts::with_passed_over(texts, done, *refused)
        }
        ProviderReceipt::RequestPrepared(request, handover) => say!(
            texts,
            "receipt-request-at-provider",
            request = request.to_string(),
            handover = handover.to_string()
        ),
        ProviderReceipt::Uploaded(handover, count) => say!(
            texts,
            "receipt-uploaded",
            handover = handover.to_string(),
            count = *count
        ),
        ProviderReceipt::Results(effect) => results_taken(texts, effect),
        ProviderReceipt::Roster(effect) => roster_taken(texts, effect),
        ProviderReceipt::Changed {
            act,
            only,
            count,
            deactivated,
            into,
        } => changed(texts, act, (*only, *into), (*count, *deactivated)),
        ProviderReceipt::BatchCancelled(batch, there) => say!(
            texts,
            "receipt-batch-cancelled-there",
            batch = batch.to_string(),
            count = *there
        ),
        ProviderReceipt::Called(count) => say!(texts, "receipt-called", count = *count),
        ProviderReceipt::Diverted(count) => say!(texts, "receipt-diverted", count = *count),
        ProviderReceipt::CallsHeld(true) => say!(texts, "receipt-calls-stopped"),
        ProviderReceipt::CallsHeld(false) => say!(texts, "receipt-calls-go-on"),
        ProviderReceipt::Surveyed => say!(texts, "receipt-surveyed"),
    }
}

/// What the rows of a results file came to; each is counted once.
fn results_taken(texts: &Texts, effect: &ResultsEffect) -> String {
    let refused = say!(texts, "receipt-results-taken", count = effect.refused);
    let mut said = vec![refused];
    said.extend(rows_beside(texts, effect));
    said.push(say!(texts, "receipt-results-others"));
    said.join(" ")
}

/// What is to be said of the rows of a results file that refuse nobody.
fn rows_beside(texts: &Texts, effect: &ResultsEffect) -> Vec<String> {
    let well = say!(texts, "results-rows-well", count = effect.well);
    let again = say!(texts, "results-rows-again", count = effect.again);
    let reworded = say!(texts, "results-rows-reworded", count = effect.reworded);
    let unknown = say!(texts, "results-rows-unknown", count = effect.unknown());
    let said = [
        (effect.well, well),
        (effect.again, again),
        (effect.reworded, reworded),
        (effect.unknown(), unknown),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let before = effect.before.map(|before| {
        let when = formats::moment(texts, before);
        say!(texts, "results-taken-before", when = when)
    });
    let said = said.map(|(_, text)| text);
    before.into_iter().chain(said).collect()
}

/// Why a row of a results file means nobody.
pub fn why_nobody(texts: &Texts, why: WhyNobody) -> String {
    by_code(texts, "why-nobody", why.code())
}

/// The first rows of a results file that mean nobody, each with its line, what stands there and why, and how many more.
pub fn strangers(texts: &Texts, all: &[Stranger]) -> Vec<String> {
    let (named, more) = first_strangers(all);
    let row = |row: &Stranger| {
        let said = match row.said.as_str() {
            "" => say!(texts, "import-nothing"),
            said => visible(said).into_owned(),
        };
        let why = why_nobody(texts, row.why);
        let line = row.line.to_string();
        say!(
            texts,
            "results-stranger",
            line = line,
            said = said,
            why = why
        )
    };
    let more = (more > 0).then(|| say!(texts, "results-strangers-more", count = more));
    named.iter().map(row).chain(more).collect()
}

/// That no row of a results file refuses anything, and what each of its rows is.
fn no_results(texts: &Texts, effect: &ResultsEffect) -> String {
    let mut said = vec![say!(texts, "reason-no-results")];
    said.extend(rows_beside(texts, effect));
    said.extend(strangers(texts, &effect.strangers));
    said.join(" ")
}

fn roster_taken(texts: &Texts, effect: &RosterEffect) -> String {
    let taken = say!(
        texts,
        "receipt-roster-taken",
        confirmed = effect.confirmed,
        overdue = effect.overdue,
        open = effect.open,
        added = effect.added,
        changed = effect.changed,
        gone = effect.gone()
    );
    let before = say!(texts, "receipt-roster-before", count = effect.gone_before);
    let held = say!(texts, "receipt-roster-held", count = effect.held);
    let said = [
        (true, taken),
        (effect.gone_before > 0, before),
        (effect.held > 0, held),
    ];
    let said = said.into_iter();
    let mut said: Vec<String> = said
        .filter_map(|(is_said, text)| is_said.then_some(text))
        .collect();
    said.extend(who_is_back(texts, effect));
    said.join(" ")
}

/// That people who were deleted here are there again, and on which rows.
fn who_is_back(texts: &Texts, effect: &RosterEffect) -> Option<String> {
    let row = |(line, known): &(u32, Tombstone)| {
        say!(
            texts,
            "roster-back-row",
            line = line.to_string(),
            date = formats::date(texts, known.deleted_at),
            batch = known.batch.to_string()
        )
    };
    let mut rows: Vec<String> = effect.back.iter().map(row).collect();
    let more = effect.back_total.saturating_sub(rows.len() as u64);
    rows.extend((more > 0).then(|| say!(texts, "results-strangers-more", count = more)));
    let rows = rows.join(" ");
    let count = effect.back_total;
    (count > 0).then(|| say!(texts, "receipt-roster-back", count = count, rows = rows))
}

/// What was done with changes, and of whom it does not undo what a call has done.
fn changed(
    texts: &Texts,
    act: &ChangeAct,
    (only, into): (Option<ChangeId>, Option<HandoverId>),
    (count, deactivated): (u64, u64),
) -> String {
    let only = only.map_or_else(String::new, |it| it.to_string());
    let into = into.map_or_else(String::new, |it| it.to_string());
    let id = message_id("receipt", act.act().code());
    let values = [
        ("count", count.into()),
        ("change", only.into()),
        ("handover", into.into()),
    ];
    let said = texts.message_with(&id, &values);
    if deactivated == 0 {
        return said;
    }
    let more = say!(texts, "warning-deactivated", count = deactivated);
    format!("{said} {more}")
}

fn prepared(texts: &Texts, kind: RequestKind, count: u64, handover: &str) -> String {
    let id = message_id("receipt-prepared", kind.code());
    texts.message_with(
        &id,
        &[
            ("count", count.into()),
            ("handover", handover.to_owned().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::id::{EvidenceId, UserId};
    use crate::domain::provider::Evidence;

    fn change(state: ChangeState, kind: EvidenceKind, code: &str, words: Option<&str>) -> Change {
        let evidence = Evidence {
            id: EvidenceId(1),
            kind,
            taken_at: Timestamp(0),
            received_at: Timestamp(0),
            source: String::new(),
            sha256: None,
        };
        Change {
            id: ChangeId(1),
            handover: None,
            user: UserId(1),
            name: None,
            email: None,
            unique_id: None,
            kind: RequestKind::Delete,
            road: Some(Road::Scim),
            state,
            since: Timestamp(0),
            batch: None,
            request: None,
            code: Some(code.to_owned()),
            words: words.map(str::to_owned),
            evidence: Some(evidence),
            is_deactivated: false,
            kept_here: false,
        }
    }

    #[test]
    fn a_refused_change_says_why() {
        let texts = Texts::new(Language::English);
        let said =
            |state, kind, code, words| change_words(&texts, &change(state, kind, code, words));
        let (refused, answer) = (ChangeState::Refused, EvidenceKind::Answer);
        let says = |code| said(refused, answer, code, None).unwrap_or_default();
        assert_eq!(
            says("not_there"),
            "Nobody at the server has this address or ID: gone without our doing, or never there. Nothing was sent"
        );
        assert_eq!(says("other_id"), "The record there has another ID");
        assert_eq!(says("403"), "The server answered 403");
        let both = said(refused, answer, "409", Some("is an admin"));
        assert_eq!(
            both.as_deref(),
            Some("The server answered 409: is an admin")
        );
        // A code of a results file is the provider's own, a number too.
        let theirs = said(refused, EvidenceKind::Results, "409", Some("is an admin"));
        assert_eq!(theirs.as_deref(), Some("409: is an admin"));
        // How a call was answered that did what it should needs no words.
        assert_eq!(said(ChangeState::Confirmed, answer, "204", None), None);
    }

    #[test]
    fn every_reason_has_words_in_both_languages() {
        for texts in Language::ALL.map(Texts::new) {
            for code in [
                "403",
                "not_there",
                "several",
                "other_email",
                "other_id",
                "unaskable",
            ] {
                let one = change(ChangeState::Refused, EvidenceKind::Answer, code, None);
                let said = change_words(&texts, &one).unwrap_or_default();
                assert!(
                    said.contains(' ') && !said.contains("refusal-"),
                    "{code}: {said}"
                );
            }
        }
    }
}
