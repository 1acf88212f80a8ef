//! One learner's request: what was asked, where it stands, everything that was said, what was done, and the proof.
//!
//! ```text
//!  Request 4: disconnect · Siti Aminah · siti@enigma.example · E-7
//!  Learner    Activated · ● Connected · English · last active: 3 days ago · Sales
//!             2 other open requests: 12 revoke, In review
//!  State      In review
//!  Due        ● in 3 days · 2026-11-24 12:00
//!  Owner      Dewi Lestari
//!  Identity   ✓ verified by Dewi Lestari: called back
//!  ────────────────────────────────────────────────
//!  → Reply to the learner · Dewi Lestari · 3 days ago
//!  ┃ …
//!  ✎ Note for operators · Dewi Lestari · 2 days ago
//!  ┊ …
//! ```

mod beside;
mod picture;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command, Menu as Of, Scope};
use crate::domain::id::RequestId;
use crate::domain::mail::MailState;
use crate::domain::op::{AccountOp, Op};
use crate::domain::plan::Changes;
use crate::domain::provider::LearnerChange;
use crate::domain::query::{Answer, DossierOf, Export, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{Request, RequestState};
use crate::say;

use crate::command::key::Key;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::Canvas;
use beside::Beside;

use crate::ui::screens::desk::acts::Desk;
use crate::ui::screens::desk::{acts, due};
use crate::ui::screens::me::{activity_log, outbox};
use crate::ui::shell::context::{Context, LINES_ABOVE};
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::Route;

/// Commands for the last line, in the order of a request's way.
const HINTS: [Command; 23] = [
    Command::GoOnWithRequest,
    Command::ClaimRequest,
    Command::VerifyIdentity,
    Command::DoRequest,
    Command::ApproveRequest,
    Command::ReturnRequest,
    Command::More,
    Command::RejectRequest,
    Command::NoteOnRequest,
    Command::ReplyToRequest,
    Command::WaitForLearner,
    Command::ProofInLog,
    Command::ProofInOutbox,
    Command::ProofInBatch,
    Command::ProofCertificate,
    Command::TakeDossier,
    Command::ViewRequester,
    Command::CorrectRequest,
    Command::CancelRequest,
    Command::NewRequest,
    Command::NextRequest,
    Command::PreviousRequest,
    Command::Back,
];

/// One request.
pub struct RequestPage {
    id: RequestId,
    request: Option<Request>,
    /// What carries it out at the provider.
    underway: Option<LearnerChange>,
    gone: bool,
    top: usize,
    asked: Asked,
    looking_there: Asked,
    proving: Asked,
    sending: Asked,
    beside: Beside,
    desk: Desk,
}

impl RequestPage {
    /// The page of a request.
    pub fn new(id: RequestId) -> Self {
        Self {
            id,
            request: None,
            underway: None,
            gone: false,
            top: 0,
            asked: Asked::default(),
            looking_there: Asked::default(),
            proving: Asked::default(),
            sending: Asked::default(),
            beside: Beside::default(),
            desk: Desk::default(),
        }
    }

    /// Asks what of the learner is at the provider, while the request waits for that.
    fn look_there(&mut self, context: &Context, out: &mut Out) {
        self.underway = None;
        let row = self.request.as_ref().map(|request| &request.row);
        let waiting = row.filter(|row| row.state == RequestState::Scheduled);
        if let Some(user) = waiting.and_then(|row| row.user) {
            self.looking_there.load(Query::Underway(user), context, out);
        }
    }

    fn found_there(&mut self, underway: &[LearnerChange]) {
        let kind = self.request.as_ref().map(|request| request.row.kind);
        let mut underway = underway.iter();
        self.underway = underway.find(|it| Some(it.kind) == kind).copied();
    }

    fn stands_against(&self, command: Command, context: &Context) -> Option<Reason> {
        if !command::row(command).menus.contains(&Of::Request) {
            return None;
        }
        let Some(request) = &self.request else {
            return Some(Reason::RequestGone);
        };
        let proof = &request.proof;
        match command {
            Command::ProofInLog => proof.log_entry.is_none().then_some(Reason::NoResult),
            Command::ProofInOutbox => proof.mail.is_none().then_some(Reason::NoOutcomeMail),
            Command::ProofInBatch | Command::ProofCertificate if proof.batch.is_none() => {
                Some(Reason::NoBatchOfRequest)
            }
            Command::ProofInBatch | Command::TakeDossier => None,
            Command::ProofCertificate => match request.row.state {
                RequestState::Done => None,
                // A batch that was withdrawn has erased nobody.
                RequestState::Rejected | RequestState::Cancelled => Some(Reason::NoBatchOfRequest),
                RequestState::New
                | RequestState::InReview
                | RequestState::WaitingForLearner
                | RequestState::WaitingForApproval
                | RequestState::Scheduled => Some(Reason::BatchNotOver),
            },
            _ => acts::obstacle(command, &request.row, context),
        }
    }

    /// Begins to open what proves the result.
    fn prove(&mut self, command: Command, context: &Context, out: &mut Out) {
        let Some(proof) = self.request.as_ref().map(|request| request.proof) else {
            return;
        };
        match (command, proof.log_entry, proof.mail, proof.batch) {
            (Command::ProofInLog, Some(entry), ..) => {
                self.proving.load(Query::LogEntry(entry), context, out);
            }
            (Command::ProofInOutbox, _, Some(mail), _) => {
                self.proving.load(Query::Mail(mail), context, out);
            }
            (Command::ProofInBatch, .., Some(batch)) => out.go(Route::Batch(batch)),
            (Command::ProofCertificate, .., Some(batch)) => {
                let name = format!("deletion-{batch}-certificate.json");
                out.open(Save::new(Export::Certificate(batch), &name, context));
            }
            _ => {}
        }
    }

    fn scroll(&mut self, by: isize, context: &Context) {
        let Some(request) = &self.request else { return };
        let body = context.body();
        let lines = picture::lines(
            request,
            self.underway,
            body.width.saturating_sub(4),
            context,
        );
        let last = lines.len().saturating_sub(usize::from(body.height));
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    fn open_more(&self, context: &Context, out: &mut Out) {
        let obstacle = |command| self.stands_against(command, context);
        let label = command::row(Command::More).name(&context.texts);
        let anchor = Anchor::Line(LINES_ABOVE);
        out.open(Menu::of(Of::Request, label, anchor, context, obstacle));
    }
}

/// Opens the very entry or message that proves the result.
fn proved(reply: &Back, context: &Context, out: &mut Out) -> Handled {
    let name = |command| command::row(command).name(&context.texts);
    match reply {
        Ok(Reply::Answer(Answer::LogEntry(Some(entry)))) => {
            let place = name(Command::GoActivityLog);
            let detail = activity_log::detail(entry, context);
            out.open(detail.way('l', place, Route::ActivityLog, context));
        }
        Ok(Reply::Answer(Answer::Mail(Some(mail)))) => {
            let place = name(Command::GoOutbox);
            let sent = mail.state == MailState::Sent;
            let detail = outbox::detail(mail, sent.then_some(Reason::MailSent), context);
            out.open(detail.way('o', place, Route::Outbox, context));
        }
        Ok(Reply::Answer(Answer::Mail(None))) => out.refuse(Reason::NoOutcomeMail),
        Ok(_) | Err(_) => {}
    }
    Handled::of(reply)
}

impl Layer for RequestPage {
    fn scope(&self) -> Scope {
        Scope::Request
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Request(self.id))
    }

    fn crumbs(&self, _context: &Context) -> Vec<String> {
        let mut crumbs = Route::Requests.crumbs();
        crumbs.push(self.id.to_string());
        crumbs
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let request = self.request.as_ref()?;
        Some(due::due(&request.row, context).0.trim().to_owned())
    }

    fn shows(&self) -> Changes {
        Changes::REQUESTS
            .union(Changes::USERS)
            .union(Changes::OUTBOX)
            .union(Changes::BATCHES)
            .union(Changes::PROVIDER)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Request(self.id), context, out);
    }

    fn hints(&self, context: &Context) -> Vec<Command> {
        let done_already = |command: Command| {
            let row = self.request.as_ref().map(|request| &request.row);
            row.is_some_and(|row| match command {
                Command::ClaimRequest => row.owner.is_some(),
                Command::VerifyIdentity => row.identity_verified,
                _ => false,
            })
        };
        let applies = |command: &Command| {
            !done_already(*command)
                && self.stands_against(*command, context).is_none()
                && context.refusal(command::row(*command).permission).is_none()
        };
        HINTS.into_iter().filter(applies).collect()
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        self.stands_against(command, context)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        let Some(request) = &self.request else {
            return Handled::No;
        };
        match command {
            Command::More => self.open_more(context, out),
            Command::NextRequest | Command::PreviousRequest => out.wish(Wish::Queue(command)),
            Command::ProofInLog
            | Command::ProofInOutbox
            | Command::ProofInBatch
            | Command::ProofCertificate => self.prove(command, context, out),
            Command::TakeDossier => {
                let name = format!("dossier-request-{}.zip", self.id);
                let export = Export::Dossier(DossierOf::Request(self.id));
                out.open(Save::new(export, &name, context));
            }
            Command::SendAgain => {
                if let Some(mail) = request.proof.mail {
                    self.sending
                        .run(Op::Account(AccountOp::SendAgain(mail)), None, context, out);
                }
            }
            _ => {
                let approval = request.approval.as_ref();
                let seal = approval.and_then(|approval| approval.seal.clone());
                let row = &request.row;
                return self.desk.begin(command, row, seal, context, out);
            }
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, _out: &mut Out) -> Handled {
        let page = isize::try_from(context.body().height).unwrap_or(1);
        match input {
            Input::Key(Key::Up | Key::Char('k')) => self.scroll(-1, context),
            Input::Key(Key::Down | Key::Char('j')) => self.scroll(1, context),
            Input::Key(Key::PageUp) => self.scroll(-page, context),
            Input::Key(Key::PageDown | Key::Char(' ')) => self.scroll(page, context),
            Input::Key(Key::Home) => self.top = 0,
            Input::Key(Key::End) => self.scroll(isize::MAX, context),
            Input::Wheel(rows) => self.scroll(isize::from(*rows), context),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if let Told::Queue(command, view, filter) = told {
            let queue = (*view, filter.clone());
            self.beside.ask(*command, queue, context, out);
            return;
        }
        self.desk.told(told, context, out);
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.beside.asked.takes(ticket) {
            let row = self.request.as_ref().map(|request| &request.row);
            return self.beside.went(row, reply, context, out);
        }
        if self.proving.takes(ticket) {
            return proved(reply, context, out);
        }
        if self.sending.takes(ticket) {
            return if reply.is_err() {
                Handled::Fault
            } else {
                Handled::Yes
            };
        }
        if self.looking_there.takes(ticket) {
            if let Ok(Reply::Answer(Answer::Underway(underway))) = reply {
                self.found_there(underway);
                return Handled::Yes;
            }
            return Handled::Fault;
        }
        if !self.asked.takes(ticket) {
            return self.desk.reply(ticket, reply, context, out);
        }
        if let Ok(Reply::Answer(Answer::Request(request))) = reply {
            self.gone = request.is_none();
            self.request = request.as_deref().cloned();
            self.look_there(context, out);
            self.scroll(0, context);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let place = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4),
            ..area
        };
        let Some(request) = &self.request else {
            let text = match (self.gone, self.asked.is_slow(context)) {
                (true, _) => say!(texts, "reason-request-gone"),
                (false, true) => say!(texts, "loading"),
                (false, false) => return,
            };
            canvas.print(place, &text, context.palette.dim);
            return;
        };
        let lines = picture::lines(request, self.underway, place.width, context);
        canvas.lines(place, lines.iter().skip(self.top));
        if lines.len() > self.top + usize::from(area.height) {
            let last = Rect::new(area.right().saturating_sub(3), area.bottom() - 1, 2, 1);
            canvas.print(last, "▼", context.palette.key);
        }
    }
}
