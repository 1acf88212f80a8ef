//! What can be done with a learner's request, the same from the queue and from the request itself.

use ratatui::style::Style;

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::Op;
use crate::domain::operator::{Grant, Permission, Role};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{Reply as Said, RequestKind, RequestRow, RequestState};
use crate::domain::time::Timestamp;
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use super::super::context::Context;
use super::super::event::{Reply, Ticket};
use super::super::layer::{Asked, Handled, Out, Told, Wish};
use super::super::overlays::confirm::{Confirm, Statement};
use super::super::overlays::letter::Letter;
use super::super::overlays::prompt::Prompt;
use super::super::overlays::words::Words;
use super::super::route::{ProfileTab, Route};
use super::super::widgets::form::Field;

/// A request due within so many seconds stands out.
const SOON: i64 = 3 * Timestamp::DAY;

/// The learner's name as long as there is one.
pub(super) fn learner(request: &RequestRow, context: &Context) -> String {
    let gone = || say!(context.texts, "request-learner-gone");
    request.user_name.clone().unwrap_or_else(gone)
}

/// When a request must be done, in words; what presses and what stands still has a sign before it.
pub(super) fn due(request: &RequestRow, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    if !request.state.is_open() {
        return (say!(texts, "request-closed"), palette.dim);
    }
    let left = request
        .due_at
        .since(request.waiting_since.unwrap_or(context.now));
    let span = formats::span(texts, left.unsigned_abs());
    if left < 0 {
        let text = say!(texts, "request-overdue", span = span);
        return (format!("▲ {text}"), palette.danger);
    }
    if request.waiting_since.is_some() {
        let text = say!(texts, "request-paused", span = span);
        return (format!("‖ {text}"), palette.link);
    }
    let text = formats::relative(texts, Some(request.due_at), context.now);
    if left <= SOON {
        (format!("● {text}"), palette.warning)
    } else {
        (format!("  {text}"), palette.text)
    }
}

/// The same beside the state, which says already that the clock stands still.
pub(super) fn due_in_list(request: &RequestRow, context: &Context) -> (String, Style) {
    match request.waiting_since {
        Some(since) if request.state.is_open() && request.due_at.since(since) >= 0 => {
            let span = formats::span(&context.texts, request.due_at.since(since).unsigned_abs());
            let text = say!(context.texts, "request-left", span = span);
            (format!("‖ {text}"), context.palette.link)
        }
        _ => due(request, context),
    }
}

/// Why a command does not apply to a request as it stands; the service decides in the end.
pub(super) fn obstacle(
    command: Command,
    request: &RequestRow,
    context: &Context,
) -> Option<Reason> {
    let state = request.state;
    match command {
        Command::ViewRequester | Command::NoteOnRequest => gone(request),
        Command::RejectRequest if state == RequestState::WaitingForApproval => {
            not_approving(request, context)
        }
        Command::ClaimRequest | Command::VerifyIdentity | Command::RejectRequest => {
            at_hand(request, context)
        }
        Command::UnverifyIdentity => {
            let nothing = (!request.identity_verified).then_some(Reason::IdentityUnverified);
            at_hand(request, context).or(nothing)
        }
        Command::ReplyToRequest => workable(request, context).or_else(|| gone(request)),
        Command::SayHowToDisconnect => {
            let else_wished = request.kind != RequestKind::Disconnect;
            let useless = else_wished.then_some(Reason::OnlyToDisconnect);
            workable(request, context)
                .or_else(|| gone(request))
                .or(useless)
        }
        Command::WaitForLearner => at_hand(request, context).or_else(|| {
            let waits = state == RequestState::WaitingForLearner;
            waits.then_some(Reason::RequestIs(state))
        }),
        Command::GoOnWithRequest => at_hand(request, context).or_else(|| {
            let waits = state == RequestState::WaitingForLearner;
            (!waits).then_some(Reason::RequestIs(state))
        }),
        Command::DoRequest => at_hand(request, context)
            .or_else(|| gone(request))
            .or_else(|| unverified(request, context)),
        Command::ApproveRequest if state != RequestState::WaitingForApproval => {
            Some(Reason::RequestIs(state))
        }
        Command::ApproveRequest => not_approving(request, context),
        Command::CancelRequest => workable(request, context).or_else(|| {
            let scheduled = state == RequestState::Scheduled;
            scheduled.then(|| context.refusal(Permission::DeleteUsers))?
        }),
        Command::ReleaseRequest => not_to_release(request, context),
        _ => None,
    }
}

fn gone(request: &RequestRow) -> Option<Reason> {
    request.user.is_none().then_some(Reason::UserGone)
}

fn held(request: &RequestRow, context: &Context) -> Option<Reason> {
    let me = context.session.as_ref().map(|session| session.operator);
    let other = request.owner.filter(|owner| Some(*owner) != me);
    other.map(|_| Reason::RequestHeldBy(request.owner_name.clone().unwrap_or_default()))
}

/// Whether it is closed or somebody else's.
fn workable(request: &RequestRow, context: &Context) -> Option<Reason> {
    let closed = !request.state.is_open();
    closed
        .then_some(Reason::RequestIs(request.state))
        .or_else(|| held(request, context))
}

/// The same, or it waits for an approval or a batch.
fn at_hand(request: &RequestRow, context: &Context) -> Option<Reason> {
    let bound = matches!(
        request.state,
        RequestState::WaitingForApproval | RequestState::Scheduled
    );
    bound
        .then_some(Reason::RequestIs(request.state))
        .or_else(|| workable(request, context))
}

fn role(context: &Context) -> Option<Role> {
    context.session.as_ref().map(|session| session.role)
}

fn unverified(request: &RequestRow, context: &Context) -> Option<Reason> {
    let on_verified = |role| Permission::Disconnect.granted_to(role) == Grant::OnVerifiedRequest;
    let concerned =
        request.kind == RequestKind::Disconnect && role(context).is_some_and(on_verified);
    (concerned && !request.identity_verified).then_some(Reason::NeedsVerifiedRequest)
}

fn not_approving(request: &RequestRow, context: &Context) -> Option<Reason> {
    let may = match Permission::Approve.granted_to(role(context)?) {
        Grant::Yes => true,
        Grant::LicenseRequests => request.kind == RequestKind::Revoke,
        _ => false,
    };
    let me = context.session.as_ref().map(|session| session.operator);
    if !may {
        Some(Reason::NeedsRole(Role::FullAdmin))
    } else if me.is_some() && request.approval_by == me {
        Some(Reason::OwnApproval)
    } else {
        None
    }
}

fn not_to_release(request: &RequestRow, context: &Context) -> Option<Reason> {
    if !request.state.is_open() {
        return Some(Reason::RequestIs(request.state));
    }
    if request.owner.is_none() {
        return Some(Reason::RequestUnclaimed);
    }
    // Whoever is away for long must not hold a request for ever.
    if role(context) == Some(Role::FullAdmin) {
        return None;
    }
    held(request, context)
}

/// Acts on requests that are under way.
#[derive(Default)]
pub(super) struct Desk {
    /// The request that a prompt or a question was opened for, whatever is selected meanwhile.
    aimed: Option<RequestRow>,
    acting: Asked,
    looking: Asked,
    trying: Asked,
    tried: Option<(Command, Op)>,
}

impl Desk {
    /// Begins a command on a request. `seal` is that of what was seen, where it was seen.
    pub(super) fn begin(
        &mut self,
        command: Command,
        request: &RequestRow,
        seal: Option<String>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        let id = request.id;
        self.aimed = Some(request.clone());
        let op = match command {
            Command::ClaimRequest => Op::ClaimRequest {
                request: id,
                version: request.version,
            },
            Command::ReleaseRequest => Op::ReleaseRequest(id),
            Command::WaitForLearner => Op::WaitForLearner(id),
            Command::GoOnWithRequest => Op::GoOnWithRequest(id),
            Command::DoRequest => {
                self.attempt(command, doing(id, None), context, out);
                return Handled::Yes;
            }
            Command::ApproveRequest => {
                match seal {
                    Some(seal) => self.attempt(command, approving(id, seal, None), context, out),
                    // What is approved is looked at first.
                    None => self.looking.load(Query::Request(id), context, out),
                }
                return Handled::Yes;
            }
            Command::ViewRequester => {
                if let Some(user) = request.user {
                    out.go(Route::User(user, ProfileTab::Requests));
                }
                return Handled::Yes;
            }
            Command::NoteOnRequest => {
                out.open(Words::note(request, context));
                return Handled::Yes;
            }
            Command::ReplyToRequest => {
                out.open(Words::reply(request, context));
                return Handled::Yes;
            }
            Command::SayHowToDisconnect => {
                let op = Op::ReplyToRequest {
                    request: id,
                    reply: Said::DisconnectYourself,
                    wait: false,
                };
                self.attempt(command, op, context, out);
                return Handled::Yes;
            }
            // The words on how it was verified would be lost.
            Command::UnverifyIdentity => {
                out.open(Confirm::question(command, unverifying(request, context)));
                return Handled::Yes;
            }
            _ => return ask(command, id, context, out),
        };
        self.acting.run(op, None, context, out);
        Handled::Yes
    }

    /// Plans an act first: it may ask for a phrase before it can be confirmed.
    fn attempt(&mut self, command: Command, op: Op, context: &Context, out: &mut Out) {
        self.tried = Some((command, op.clone()));
        self.trying.plan(op, context, out);
    }

    /// Goes on after a prompt or a question.
    pub(super) fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let Some(request) = self.aimed.as_ref().map(|request| request.id) else {
            return;
        };
        let op = match told {
            Told::Confirmed(Command::UnverifyIdentity) => Op::VerifyIdentity { request, how: None },
            Told::Text(Command::VerifyIdentity, how) => Op::VerifyIdentity {
                request,
                how: Some(how.clone()),
            },
            Told::Text(Command::DoRequest | Command::ApproveRequest, phrase) => {
                return self.with_phrase(phrase, context, out);
            }
            _ => return,
        };
        self.acting.run(op, None, context, out);
    }

    fn with_phrase(&mut self, phrase: &str, context: &Context, out: &mut Out) {
        let phrase = Some(phrase.to_owned());
        match self.tried.take() {
            Some((command, Op::DoRequest { request, .. })) => {
                self.attempt(command, doing(request, phrase), context, out);
            }
            Some((command, Op::ApproveRequest { request, seal, .. })) => {
                self.attempt(command, approving(request, seal, phrase), context, out);
            }
            _ => {}
        }
    }

    /// Takes replies to its questions.
    pub(super) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if self.trying.takes(ticket) {
            return self.attempted(reply, context, out);
        }
        let looks = self.looking.takes(ticket);
        if !looks && !self.acting.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Request(Some(request)))) if looks => {
                let approval = request.approval.as_ref();
                let seal = approval.and_then(|approval| approval.seal.clone());
                let op = approving(request.row.id, seal.unwrap_or_default(), None);
                self.attempt(Command::ApproveRequest, op, context, out);
            }
            Ok(_) if looks => out.refuse(Reason::RequestGone),
            Ok(_) => {}
            Err(error) => {
                // Somebody was faster: what is shown is not how it stands.
                if matches!(error, Error::Conflict(_) | Error::Stale) {
                    out.wish(Wish::Changed(Changes::REQUESTS));
                }
                return Handled::Fault;
            }
        }
        Handled::Yes
    }

    fn attempted(
        &mut self,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        let Some((command, op)) = self.tried.clone() else {
            return Handled::Yes;
        };
        match reply {
            // Nobody sends words that nobody has seen.
            Ok(Reply::Plan(plan)) if command == Command::SayHowToDisconnect => {
                let button = say!(context.texts, "request-reply-button");
                out.open(Letter::before(plan, &button, context));
            }
            Ok(_) => out.open(Confirm::act(command, op)),
            Err(Error::Refused(Reason::PhraseNeeded(phrase))) => {
                let texts = &context.texts;
                let reason = Reason::PhraseNeeded(phrase.clone());
                out.open(Prompt::new(
                    command,
                    command::row(command).name(texts),
                    wording::reason(texts, &reason),
                    Field::text(say!(texts, "confirm-phrase"), ""),
                    "Confirm",
                ));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }
}

fn doing(request: RequestId, phrase: Option<String>) -> Op {
    Op::DoRequest { request, phrase }
}

fn approving(request: RequestId, seal: String, phrase: Option<String>) -> Op {
    Op::ApproveRequest {
        request,
        seal,
        phrase,
    }
}

fn rejecting(request: RequestId, reason: String) -> Op {
    Op::RejectRequest { request, reason }
}

fn cancelling(request: RequestId, reason: String) -> Op {
    Op::CancelRequest { request, reason }
}

/// Opens the prompt that belongs to a command.
fn ask(command: Command, request: RequestId, context: &Context, out: &mut Out) -> Handled {
    let texts = &context.texts;
    let (explanation, label, button) = match command {
        Command::VerifyIdentity => (
            say!(texts, "request-verify-explained"),
            say!(texts, "request-verify-label"),
            "Save".to_owned(),
        ),
        Command::RejectRequest => (
            say!(texts, "request-reject-explained"),
            say!(texts, "hold-reason"),
            say!(texts, "request-reject-button"),
        ),
        Command::CancelRequest => (
            say!(texts, "request-cancel-explained"),
            say!(texts, "hold-reason"),
            say!(texts, "request-cancel-button"),
        ),
        _ => return Handled::No,
    };
    let title = command::row(command).name(texts);
    let field = Field::text(label, "");
    let prompt = Prompt::new(command, title, explanation, field, button);
    out.open(match command {
        Command::RejectRequest => prompt.with_letter(request, rejecting),
        Command::CancelRequest => prompt.with_letter(request, cancelling),
        _ => prompt,
    });
    Handled::Yes
}

/// What is asked before a verification is taken back.
fn unverifying(request: &RequestRow, context: &Context) -> Statement {
    let texts = &context.texts;
    Statement {
        title: command::row(Command::UnverifyIdentity).name(texts),
        subject: vec![learner(request, context)],
        goes: Some(say!(texts, "request-unverify-goes")),
        stays: Some(say!(texts, "request-unverify-stays")),
        told: Some(say!(texts, "describe-nobody")),
        button: say!(texts, "request-unverify-button"),
        ..Statement::default()
    }
}
