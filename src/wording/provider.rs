//! What is at the provider, in words.

use crate::domain::provider::{
    ChangeState, EvidenceKind, HandoverState, LearnerChange, Provider, ProviderReceipt, Road,
    RosterDoubt,
};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::formats;
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

/// Where a change stands.
pub fn change_state(texts: &Texts, state: ChangeState) -> String {
    by_code(texts, "change-state", state.code())
}

/// Where a portion stands.
pub fn handover_state(texts: &Texts, state: HandoverState) -> String {
    by_code(texts, "handover-state", state.code())
}

/// What of a learner is at the provider, and since when it stands so: `Deletion at the provider: handed over 2 days ago`.
pub fn learner_change(texts: &Texts, change: &LearnerChange, now: Timestamp) -> String {
    let id = message_id("learner-change", change.kind.code());
    let state = change_state(texts, change.state);
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

/// Reasons about what is at the provider; none of another.
pub(super) fn reason(texts: &Texts, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::AtProvider(kind) => by_code(texts, "reason-at-provider", kind.code()),
        Reason::ChangeIs(state) => by_code(texts, "reason-change-is", state.code()),
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
        ProviderReceipt::Results(effect) => say!(
            texts,
            "receipt-results-taken",
            refused = effect.refused,
            unknown = effect.unknown
        ),
        ProviderReceipt::Roster(effect) => say!(
            texts,
            "receipt-roster-taken",
            confirmed = effect.confirmed,
            overdue = effect.overdue,
            open = effect.open,
            added = effect.added,
            changed = effect.changed,
            gone = effect.gone()
        ),
        ProviderReceipt::Changed {
            act,
            only,
            count,
            into,
        } => texts.message_with(
            &message_id("receipt", act.act().code()),
            &[
                ("count", (*count).into()),
                (
                    "change",
                    only.map_or_else(String::new, |it| it.to_string()).into(),
                ),
                (
                    "handover",
                    into.map_or_else(String::new, |it| it.to_string()).into(),
                ),
            ],
        ),
        ProviderReceipt::Called(count) => say!(texts, "receipt-called", count = *count),
        ProviderReceipt::Diverted(count) => say!(texts, "receipt-diverted", count = *count),
        ProviderReceipt::CallsHeld(true) => say!(texts, "receipt-calls-stopped"),
        ProviderReceipt::CallsHeld(false) => say!(texts, "receipt-calls-go-on"),
        ProviderReceipt::Surveyed => say!(texts, "receipt-surveyed"),
    }
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
