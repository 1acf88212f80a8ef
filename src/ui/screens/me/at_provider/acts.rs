//! What can be done with a portion or one of its changes, the same from both screens: why not, the question or the
//! prompt that belongs to it, and the act.
//!
//! Whether an act reaches a change is said by the domain, as the service asks it there.

use crate::command::{self, Command};
use crate::domain::op::Op;
use crate::domain::provider::{
    Change, ChangeAct, ChangeSeen, Handover, ProviderOp, Scope as Reach,
};
use crate::domain::reason::Reason;
use crate::say;

use super::{calls, words};
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::dialogs::uploaded::MarkUploaded;
use crate::ui::kit::form::Field;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Asked, Handled, Out, Told};

/// What there is to do, in the order of hints, and what it does with changes; the reason is asked for.
const ACTS: &[(Command, Option<ChangeAct>)] = &[
    (Command::PushCalls, None),
    (Command::StopCalls, None),
    (Command::MarkUploaded, None),
    (Command::TickOffChange, Some(ChangeAct::TickOff)),
    (Command::PrepareAgain, Some(ChangeAct::PrepareAgain)),
    (Command::TakeBackChanges, Some(ChangeAct::TakeBack)),
    (
        Command::GiveUpChanges,
        Some(ChangeAct::GiveUp {
            reason: String::new(),
        }),
    ),
    (Command::TakeResults, None),
    (Command::TakeRoster, None),
];

/// All acts; the footer leaves out those against which something stands.
pub(super) fn all() -> impl Iterator<Item = Command> {
    ACTS.iter().map(|(command, _)| *command)
}

/// The acts on one change.
pub(super) fn on_a_change() -> impl Iterator<Item = Command> {
    let acts = ACTS.iter().filter(|(_, act)| act.is_some());
    acts.map(|(command, _)| *command)
}

/// What a command does with changes; none for those that do something else.
fn act_of(command: Command) -> Option<&'static ChangeAct> {
    let row = ACTS.iter().find(|(listed, _)| *listed == command);
    row.and_then(|(_, act)| act.as_ref())
}

/// Why evidence cannot be taken in: an account that lives here has none.
fn against_evidence(context: &Context) -> Option<Reason> {
    let is_over = context
        .home
        .provider
        .is_none_or(|figures| figures.open == 0);
    let here = !context.settings.provider.is_elsewhere();
    (here && is_over).then_some(Reason::LivesHere)
}

/// Why a command does not apply to a whole portion.
pub(super) fn obstacle_of_portion(
    command: Command,
    handover: Option<&Handover>,
    context: &Context,
) -> Option<Reason> {
    if matches!(command, Command::TakeResults | Command::TakeRoster) {
        return against_evidence(context);
    }
    if command == Command::PushCalls {
        return calls::against_push(handover.is_some_and(calls::wait), context);
    }
    if command == Command::StopCalls {
        return calls::against_stop(context);
    }
    if command == Command::MarkUploaded {
        let may = handover.is_some_and(Handover::is_to_upload);
        return (!may).then_some(Reason::NoChanges);
    }
    // Somebody ticks off what they did, learner by learner.
    if command == Command::TickOffChange {
        return Some(Reason::NoChanges);
    }
    let event = act_of(command)?.event();
    let reached = handover.map_or(0, |handover| handover.counts.reached_by(event));
    (reached == 0).then_some(Reason::NoChanges)
}

/// Why a command does not apply to one change of a portion.
pub(super) fn obstacle_of_change(
    command: Command,
    handover: Option<&Handover>,
    change: Option<&Change>,
    context: &Context,
) -> Option<Reason> {
    let Some(act) = act_of(command) else {
        return obstacle_of_portion(command, handover, context);
    };
    let Some(change) = change else {
        return Some(Reason::ChangeGone);
    };
    act.against(&ChangeSeen {
        kind: change.kind,
        state: change.state,
        road: change.road,
        request: change.request,
    })
}

/// Begins an act on what it reaches: opens its question or its prompt.
pub(super) fn begin(
    command: Command,
    handover: &Handover,
    (reach, change): (Reach, Option<&Change>),
    context: &Context,
    out: &mut Out,
) -> Handled {
    let texts = &context.texts;
    let about = about(handover, change, context);
    if command == Command::MarkUploaded {
        out.open(MarkUploaded::new(handover, context));
        return Handled::Yes;
    }
    let Some(act) = act_of(command) else {
        return Handled::No;
    };
    if matches!(act, ChangeAct::GiveUp { .. }) {
        out.open(Prompt::new(
            command,
            command::row(command).name(texts),
            say!(texts, "provider-give-up-explained", about = about),
            Field::text(say!(texts, "provider-give-up-reason"), ""),
            command::row(command).name(texts),
            context,
        ));
        return Handled::Yes;
    }
    let op = Op::Provider(ProviderOp::Changes(reach, act.clone()));
    let confirm = Confirm::act(command, op).about(&about);
    out.open(match change {
        Some(change) if *act == ChangeAct::TickOff => {
            confirm.about(&words::by_hand(change.kind, context))
        }
        _ => confirm,
    });
    Handled::Yes
}

/// Goes on with an act after its prompt.
pub(super) fn go_on(
    told: &Told,
    reach: Reach,
    acting: &mut Asked,
    context: &Context,
    out: &mut Out,
) {
    if let Told::Text(Command::GiveUpChanges, reason) = told {
        let reason = reason.clone();
        let op = ProviderOp::Changes(reach, ChangeAct::GiveUp { reason });
        acting.run(Op::Provider(op), None, context, out);
    }
}

/// What an act is about, in one line.
fn about(handover: &Handover, change: Option<&Change>, context: &Context) -> String {
    let texts = &context.texts;
    let portion = say!(
        texts,
        "provider-handover",
        handover = words::number(handover, context)
    );
    let kind = crate::wording::request_kind(texts, handover.kind);
    let of_whom = match change {
        Some(change) => {
            let email = change.email.as_deref().or(change.unique_id.as_deref());
            let whom = words::whom(change, context);
            match email {
                Some(email) => format!("{whom} {email}"),
                None => whom,
            }
        }
        None => words::file_name(handover).unwrap_or_default(),
    };
    let parts = [portion, kind, of_whom].into_iter();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
