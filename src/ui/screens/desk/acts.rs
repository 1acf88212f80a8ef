//! What can be done with a learner's request, the same from the queue and from the request itself.

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::{Op, RequestOp};
use crate::domain::operator::OnePerson;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{self, AtDesk, Objection, Reply as Said, RequestAct, RequestRow};
use crate::domain::settings::ProfileConnection;
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::letter::Letter;
use crate::ui::dialogs::new_request::NewRequestForm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::dialogs::statement::Statement;
use crate::ui::dialogs::words::Words;
use crate::ui::kit::form::Field;
use crate::ui::kit::person::Person;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out, Told, Wish};
use crate::ui::shell::route::{ProfileTab, Route};

/// The learner's name as long as there is one.
pub(crate) fn learner(request: &RequestRow, context: &Context) -> String {
    let gone = || say!(context.texts, "request-learner-gone");
    request.user_name.clone().unwrap_or_else(gone)
}

/// Why a command does not apply to a request as it stands: what the service would say.
pub(crate) fn obstacle(
    command: Command,
    request: &RequestRow,
    context: &Context,
) -> Option<Reason> {
    if command == Command::ViewRequester {
        return request.user.is_none().then_some(Reason::UserGone);
    }
    let session = context.session.as_ref()?;
    // Of others the service knows whether they are one person with the asker.
    let is_own = request.approval_by == Some(session.operator);
    let desk = AtDesk {
        operator: session.operator,
        asker: is_own.then_some(OnePerson::Same),
        role: session.role,
        profiles_offered: context.settings.profile_connection != ProfileConnection::NotOffered,
        now: context.now,
    };
    let objection = request::may(act_of(command)?, &request.facts(), &desk).err();
    let reason = objection.map(Objection::reason);
    // These lead to the batch that waits in the place of its request: that is approved, or withdrawn.
    let leads = matches!(command, Command::ApproveRequest | Command::ReturnRequest);
    reason.filter(|reason| !(leads && matches!(reason, Reason::BatchAwaitsApproval(_))))
}

/// What a command does to a request; none for what only looks.
fn act_of(command: Command) -> Option<RequestAct> {
    Some(match command {
        Command::ClaimRequest => RequestAct::Claim,
        Command::ReleaseRequest => RequestAct::Release,
        Command::VerifyIdentity => RequestAct::Verify,
        Command::UnverifyIdentity => RequestAct::Unverify,
        Command::NoteOnRequest => RequestAct::Note,
        Command::ReplyToRequest => RequestAct::Reply { wait: false },
        Command::SayHowToDisconnect => RequestAct::HowToDisconnect,
        Command::WaitForLearner => RequestAct::Wait,
        Command::GoOnWithRequest => RequestAct::GoOn,
        Command::DoRequest => RequestAct::Do,
        Command::ApproveRequest => RequestAct::Approve,
        Command::ReturnRequest => RequestAct::Return,
        Command::CorrectRequest => RequestAct::Correct { learner: false },
        Command::RejectRequest => RequestAct::Reject,
        Command::CancelRequest => RequestAct::Cancel,
        _ => return None,
    })
}

/// What is to be known of the learner beside name, email and ID.
pub(crate) fn standing(request: &RequestRow, context: &Context) -> Vec<String> {
    let texts = &context.texts;
    let Some(learner) = request.learner.as_ref() else {
        return Vec::new();
    };
    let language = learner.language.unwrap_or(context.settings.language);
    let mut parts = vec![learner.license.label().to_owned()];
    let connections = ["○ Not connected", "● Connected"];
    parts.push(connections[usize::from(learner.connected)].to_owned());
    if learner.on_hold {
        parts.push(format!("⚑ {}", say!(texts, "request-on-hold")));
    }
    parts.push(language.own_name().to_owned());
    let active = formats::relative(texts, learner.last_active, context.now);
    parts.push(say!(texts, "profile-active", when = active));
    parts
}

/// What keeps the wish from being carried out as things are, while somebody could still do it.
pub(crate) fn hindrance(request: &RequestRow, context: &Context) -> Option<String> {
    let open = request.state.is_open();
    let learner = request.facts().learner.filter(|_| open)?;
    let offered = context.settings.profile_connection != ProfileConnection::NotOffered;
    let hindrance = request::hindrance(request.kind, &learner, offered)?;
    let reason = wording::reason(&context.texts, &hindrance.reason());
    Some(say!(context.texts, "request-cannot", reason = reason))
}

/// Acts on requests that are under way.
#[derive(Default)]
pub(crate) struct Desk {
    /// The request that a prompt or a question was opened for, whatever is selected meanwhile.
    aimed: Option<RequestRow>,
    acting: Asked,
    looking: Asked,
    trying: Asked,
    tried: Option<(Command, Op)>,
    wanted: Wanted,
}

/// What a prompt before an act asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Wanted {
    /// The phrase of a gate.
    #[default]
    Phrase,
    /// Why a deletion is done although nobody has verified the identity.
    Reason,
}

/// Opens what a command asks first, where it asks something; answers whether it does.
fn open_dialog(command: Command, request: &RequestRow, context: &Context, out: &mut Out) -> bool {
    match command {
        // The clock of the law is not stopped by one key.
        Command::WaitForLearner => out.open(Confirm::question(command, waiting(request, context))),
        // The words on how it was verified would be lost.
        Command::UnverifyIdentity => {
            out.open(Confirm::question(command, unverifying(request, context)));
        }
        Command::ReturnRequest => out.open(Words::question(request, context)),
        Command::NoteOnRequest => out.open(Words::note(request, context)),
        Command::ReplyToRequest => out.open(Words::reply(request, context)),
        Command::CorrectRequest => out.open(NewRequestForm::correcting(request, context)),
        Command::NewRequest => out.open(NewRequestForm::new(request.user, context)),
        _ => return false,
    }
    true
}

impl Desk {
    /// Begins a command on a request. `seal` is that of what was seen, where it was seen.
    pub(crate) fn begin(
        &mut self,
        command: Command,
        request: &RequestRow,
        seal: Option<String>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        let id = request.id;
        self.aimed = Some(request.clone());
        if let (Command::ApproveRequest | Command::ReturnRequest, Some(batch)) =
            (command, request.batch)
        {
            out.go(Route::Batch(batch));
            return Handled::Yes;
        }
        let op = match command {
            Command::ClaimRequest => Op::Request(RequestOp::Claim {
                request: id,
                version: request.version,
            }),
            Command::ReleaseRequest => Op::Request(RequestOp::Release(id)),
            Command::GoOnWithRequest => Op::Request(RequestOp::GoOn(id)),
            Command::DoRequest => {
                self.attempt(command, doing(id), context, out);
                return Handled::Yes;
            }
            Command::ApproveRequest => {
                match seal {
                    Some(seal) => self.attempt(command, approving(id, seal), context, out),
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
            Command::SayHowToDisconnect => {
                let op = Op::Request(RequestOp::Reply {
                    request: id,
                    reply: Said::DisconnectYourself,
                    wait: false,
                });
                self.attempt(command, op, context, out);
                return Handled::Yes;
            }
            _ if open_dialog(command, request, context, out) => return Handled::Yes,
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
    pub(crate) fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let Some(request) = self.aimed.as_ref().map(|request| request.id) else {
            return;
        };
        let op = match told {
            Told::Confirmed(Command::UnverifyIdentity) => {
                Op::Request(RequestOp::Verify { request, how: None })
            }
            Told::Text(Command::VerifyIdentity, how) => Op::Request(RequestOp::Verify {
                request,
                how: Some(how.clone()),
            }),
            Told::Ticked(Command::CancelRequest, reason, quietly) => {
                Op::Request(RequestOp::Cancel {
                    request,
                    reason: reason.clone(),
                    mail: !quietly,
                })
            }
            Told::Confirmed(Command::WaitForLearner) => Op::Request(RequestOp::Wait(request)),
            Told::Text(Command::DoRequest | Command::ApproveRequest, typed) => {
                return self.with_typed(typed, context, out);
            }
            _ => return,
        };
        self.acting.run(op, None, context, out);
    }

    /// Tries the act again with what was typed.
    fn with_typed(&mut self, typed: &str, context: &Context, out: &mut Out) {
        let Some((command, mut op)) = self.tried.take() else {
            return;
        };
        if let Op::Request(
            RequestOp::Do {
                phrase, unverified, ..
            }
            | RequestOp::Approve {
                phrase, unverified, ..
            },
        ) = &mut op
        {
            let place = match self.wanted {
                Wanted::Phrase => phrase,
                Wanted::Reason => unverified,
            };
            *place = Some(typed.to_owned());
        }
        self.attempt(command, op, context, out);
    }

    /// Takes replies to its questions.
    pub(crate) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
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
                let op = approving(request.row.id, seal.unwrap_or_default());
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

    fn attempted(&mut self, reply: &Back, context: &Context, out: &mut Out) -> Handled {
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
            Err(Error::Refused(reason @ (Reason::PhraseNeeded(_) | Reason::IdentityReason))) => {
                let texts = &context.texts;
                let (wanted, label) = match reason {
                    Reason::IdentityReason => {
                        (Wanted::Reason, say!(texts, "request-unverified-label"))
                    }
                    _ => (Wanted::Phrase, say!(texts, "confirm-phrase")),
                };
                self.wanted = wanted;
                out.open(Prompt::new(
                    command,
                    command::row(command).name(texts),
                    wording::reason(texts, reason),
                    Field::text(label, ""),
                    say!(texts, "button-confirm"),
                    context,
                ));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }
}

fn doing(request: RequestId) -> Op {
    Op::Request(RequestOp::Do {
        request,
        phrase: None,
        unverified: None,
    })
}

fn approving(request: RequestId, seal: String) -> Op {
    Op::Request(RequestOp::Approve {
        request,
        seal,
        phrase: None,
        unverified: None,
    })
}

fn rejecting(request: RequestId, reason: String) -> Op {
    Op::Request(RequestOp::Reject { request, reason })
}

fn cancelling(request: RequestId, reason: String) -> Op {
    Op::Request(RequestOp::Cancel {
        request,
        reason,
        mail: true,
    })
}

/// Opens the prompt that belongs to a command.
fn ask(command: Command, request: RequestId, context: &Context, out: &mut Out) -> Handled {
    let texts = &context.texts;
    let (explanation, label, button) = match command {
        Command::VerifyIdentity => (
            say!(texts, "request-verify-explained"),
            say!(texts, "request-verify-label"),
            say!(texts, "button-save"),
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
    let (title, field) = (command::row(command).name(texts), Field::text(label, ""));
    let prompt = Prompt::new(command, title, explanation, field, button, context);
    out.open(match command {
        Command::RejectRequest => prompt.with_letter(request, rejecting),
        Command::CancelRequest => prompt.with_letter(request, cancelling).with_tick(
            say!(texts, "request-cancel-quietly"),
            say!(texts, "request-cancel-quietly-explained"),
        ),
        _ => prompt,
    });
    Handled::Yes
}

/// What is asked before the clock of a request stops.
fn waiting(request: &RequestRow, context: &Context) -> Statement {
    let texts = &context.texts;
    Statement {
        title: command::row(Command::WaitForLearner).name(texts),
        subject: vec![Person::of_request(request).whole()],
        changes: Some(say!(texts, "request-wait-changes")),
        stays: Some(say!(texts, "request-wait-stays")),
        mailed: Some(say!(texts, "describe-nobody")),
        button: say!(texts, "request-wait-button"),
        ..Statement::default()
    }
}

/// What is asked before a verification is taken back.
fn unverifying(request: &RequestRow, context: &Context) -> Statement {
    let texts = &context.texts;
    Statement {
        title: command::row(Command::UnverifyIdentity).name(texts),
        subject: vec![Person::of_request(request).whole()],
        goes: Some(say!(texts, "request-unverify-goes")),
        stays: Some(say!(texts, "request-unverify-stays")),
        mailed: Some(say!(texts, "describe-nobody")),
        button: say!(texts, "request-unverify-button"),
        ..Statement::default()
    }
}
