//! A portion, a change and its evidence in the words of both screens.

use ratatui::style::Style;

use crate::domain::provider::{
    Change, ChangeState, DELETION_PAGE, DISCONNECT_CLICKS, Evidence, Handover, HandoverState,
    REVOKE_CLICKS, Road,
};
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use crate::ui::dialogs::detail::Detail;
use crate::ui::shell::context::Context;

/// The number of a portion, with its part of how many.
pub(super) fn number(handover: &Handover, context: &Context) -> String {
    match handover.part {
        (_, 0 | 1) => handover.id.to_string(),
        (part, parts) => say!(
            context.texts,
            "provider-part",
            handover = handover.id.to_string(),
            part = part,
            parts = parts
        ),
    }
}

/// Where a portion stands, with the time or the figures that matter most.
pub(super) fn state(handover: &Handover, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    let state = handover.state();
    let since = |at: Option<Timestamp>| formats::relative(texts, at, context.now);
    match state {
        HandoverState::ToUpload | HandoverState::ToPush => {
            (wording::handover_state(texts, state), palette.warning)
        }
        HandoverState::ByHand => {
            let counts = &handover.counts;
            let says = say!(
                texts,
                "provider-by-hand-done",
                done = formats::number(texts.language(), counts.ended()),
                all = formats::number(texts.language(), counts.changes)
            );
            (says, palette.warning)
        }
        HandoverState::Uploaded => {
            let when = since(handover.handed_at);
            (
                say!(texts, "provider-uploaded-when", when = when),
                palette.text,
            )
        }
        HandoverState::Overdue => {
            let says = match handover.road {
                Road::File => {
                    let when = since(handover.handed_at);
                    say!(texts, "provider-overdue-when", when = when)
                }
                Road::ByHand | Road::Scim => wording::handover_state(texts, state),
            };
            (format!("▲ {says}"), palette.danger)
        }
        HandoverState::InDoubt => {
            let says = wording::handover_state(texts, state);
            (format!("? {says}"), palette.warning)
        }
        HandoverState::Accepted => (wording::handover_state(texts, state), palette.text),
        HandoverState::Done => (wording::handover_state(texts, state), palette.dim),
    }
}

/// A portion in one line: which, how it stands, and what became of its changes.
pub(in crate::ui::screens) fn in_one_line(handover: &Handover, context: &Context) -> String {
    let texts = &context.texts;
    let counts = &handover.counts;
    let said = say!(
        texts,
        "provider-in-one-line",
        handover = number(handover, context),
        state = state(handover, context).0,
        count = counts.changes
    );
    let parts = [
        (counts.confirmed, ChangeState::Confirmed),
        (counts.refused, ChangeState::Refused),
        (counts.overdue, ChangeState::Overdue),
        (counts.given_up, ChangeState::GivenUp),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, state)| {
        let count = formats::number(texts.language(), count);
        let state = wording::change_state(texts, state, Some(handover.road));
        format!("{count} {state}")
    });
    std::iter::once(said)
        .chain(parts)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Where a change stands, with its sign.
pub(super) fn change_state(
    state: ChangeState,
    road: Option<Road>,
    context: &Context,
) -> (String, Style) {
    let palette = &context.palette;
    let (sign, style) = match state {
        ChangeState::Prepared => ("◌", palette.warning),
        ChangeState::InDoubt => ("?", palette.warning),
        ChangeState::HandedOver => ("⇡", palette.text),
        ChangeState::Overdue => ("▲", palette.danger),
        ChangeState::Confirmed => ("✓", palette.good),
        ChangeState::Refused => ("▲", palette.warning),
        ChangeState::GivenUp | ChangeState::TakenBack => ("–", palette.dim),
    };
    let says = wording::change_state(&context.texts, state, road);
    (format!("{sign} {says}"), style)
}

/// The name of the file of a portion.
pub(super) fn file_name(handover: &Handover) -> Option<String> {
    let name = handover.file.as_ref()?.file_name()?;
    Some(visible(&name.to_string_lossy()).into_owned())
}

/// What somebody has to do with a portion now.
pub(super) fn what_to_do(handover: &Handover, context: &Context) -> String {
    let texts = &context.texts;
    match (handover.state(), handover.road) {
        (HandoverState::ToUpload, Road::File) => {
            let file = file_name(handover).unwrap_or_default();
            match handover.kind {
                RequestKind::Delete => say!(
                    texts,
                    "provider-do-upload",
                    file = file,
                    page = DELETION_PAGE
                ),
                RequestKind::Revoke | RequestKind::Disconnect => {
                    say!(texts, "provider-do-upload-roster", file = file)
                }
            }
        }
        (HandoverState::ToUpload | HandoverState::Overdue, Road::ByHand)
        | (HandoverState::ByHand, _) => by_hand(handover.kind, context),
        (HandoverState::ToPush, _) | (HandoverState::ToUpload, Road::Scim) => {
            say!(texts, "provider-do-push")
        }
        (HandoverState::InDoubt, _) => say!(texts, "provider-do-in-doubt"),
        (HandoverState::Accepted, _) | (HandoverState::Overdue, Road::Scim) => {
            say!(texts, "provider-do-accepted")
        }
        (HandoverState::Uploaded, _) => say!(texts, "provider-do-wait"),
        (HandoverState::Overdue, Road::File) => say!(texts, "provider-do-overdue"),
        (HandoverState::Done, _) if handover.counts.refused > 0 => {
            let count = handover.counts.refused;
            match handover.batch {
                Some(_) => say!(texts, "provider-do-refused-batch", count = count),
                None => say!(texts, "provider-do-refused", count = count),
            }
        }
        (HandoverState::Done, _) => say!(texts, "provider-do-nothing"),
    }
}

/// The clicks at the provider that do an act by hand.
pub(super) fn by_hand(kind: RequestKind, context: &Context) -> String {
    let clicks = match kind {
        RequestKind::Disconnect => DISCONNECT_CLICKS,
        RequestKind::Revoke => REVOKE_CLICKS,
        RequestKind::Delete => DELETION_PAGE,
    };
    say!(context.texts, "provider-do-by-hand", clicks = clicks)
}

/// Adds the lines of evidence to a box.
pub(super) fn with_evidence(detail: Detail, evidence: &Evidence, context: &Context) -> Detail {
    let texts = &context.texts;
    detail
        .row(
            say!(texts, "provider-evidence"),
            wording::evidence(texts, evidence.kind),
        )
        .row(
            say!(texts, "provider-taken"),
            formats::moment_exact(texts, evidence.taken_at),
        )
        .row(
            say!(texts, "provider-received"),
            formats::moment_exact(texts, evidence.received_at),
        )
        .row(
            say!(texts, "provider-source"),
            visible(&evidence.source).into_owned(),
        )
        .row("SHA-256", evidence.sha256.clone().unwrap_or_default())
}

/// Whom a change is about: the name while the learner is here, else that they are not.
pub(super) fn whom(change: &Change, context: &Context) -> String {
    match &change.name {
        Some(name) => visible(name).into_owned(),
        None => say!(
            context.texts,
            "provider-learner-gone",
            user = change.user.to_string()
        ),
    }
}
