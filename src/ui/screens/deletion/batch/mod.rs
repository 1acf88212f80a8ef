//! The pane of one deletion batch: where it stands, what became of its rows, and what can be done.
//!
//! ```text
//!  Batch 42   leavers-q4.csv                                     processing · started 14:02 by dl
//!  ██████████████████████████████░░░░░░░░░░░░░░░░░░  61 %   365,050 of 598,444 users
//!  118,000 users/s · 2 s left · started 14:02:11 · nothing is lost if this window closes
//!
//!  ▌ all rows         608,068   ↵ rows
//!    deleted          365,050   ↵ rows
//!    not found          2,930   ↵ rows
//! ```

pub mod figures;
pub(crate) mod picture;
pub(crate) mod told;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command, Scope};
use crate::domain::batch::{Batch, BatchEvent, BatchState, Doom, RowOutcome, Whom};
use crate::domain::case::{Case, CaseBatch, MisfitsOf};
use crate::domain::id::{BatchId, HandoverId};
use crate::domain::op::{BatchOp, Op};
use crate::domain::plan::Changes;
use crate::domain::provider::{Handover, HandoverState};
use crate::domain::query::{Answer, DossierOf, Export, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;

use crate::command::key::Key;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::misfits::Misfits;
use crate::ui::dialogs::people::People;
use crate::ui::dialogs::rows::{Rows, Source};
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::screens::me::at_provider::calls;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::Route;

/// What a line of the list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// All rows of the file.
    All,
    /// Rows that ended so.
    Ended(RowOutcome),
    /// Rows of which nothing has become yet, here or at the provider.
    Pending,
}

/// Commands of the pane, most useful first.
const COMMANDS: [Command; 15] = [
    Command::ApproveBatch,
    Command::PushCalls,
    Command::StopCalls,
    Command::BatchHandovers,
    Command::BatchPeople,
    Command::ResumeBatch,
    Command::CancelBatch,
    Command::WithdrawBatch,
    Command::ResultsFile,
    Command::CorrectRows,
    Command::BatchRows,
    Command::Certificate,
    Command::TakeDossier,
    Command::SaveCopy,
    Command::TechnicalPart,
];

/// The pane of a batch.
pub struct BatchPane {
    id: BatchId,
    batch: Option<Batch>,
    gone: bool,
    cursor: usize,
    technical: bool,
    asked: Asked,
    acting: Asked,
    /// Whom it means, while it waits for approval.
    whom: Option<Box<Whom>>,
    naming: Asked,
    /// The batches that correct each other's rows, this one among them.
    case: Option<Case>,
    chaining: Asked,
    /// Its portions at the provider.
    handovers: Vec<Handover>,
    handing: Asked,
}

impl BatchPane {
    /// The pane of a batch.
    pub fn new(id: BatchId) -> Self {
        Self {
            id,
            batch: None,
            gone: false,
            cursor: 0,
            technical: false,
            asked: Asked::default(),
            acting: Asked::default(),
            whom: None,
            naming: Asked::default(),
            case: None,
            chaining: Asked::default(),
            handovers: Vec::new(),
            handing: Asked::default(),
        }
    }

    /// Asks whom a batch means that waits for approval: who approves it must see whom.
    fn ask_whom(&mut self, context: &Context, out: &mut Out) {
        let waits = |batch: &Batch| batch.state == BatchState::AwaitingApproval;
        let query = Query::Whom(Doom::Batch(self.id));
        if !self.batch.as_ref().is_some_and(waits) {
            self.whom = None;
        } else if self.whom.is_none() && context.refusal(query.permission()).is_none() {
            self.naming.load(query, context, out);
        }
    }

    /// Asks for the case of a batch whose rows can be corrected, or that corrects others.
    fn ask_case(&mut self, context: &Context, out: &mut Out) {
        let is_of_one = |batch: &Batch| batch.corrects.is_some() || batch.state.can_be_corrected();
        if self.batch.as_ref().is_some_and(is_of_one) {
            self.chaining.load(Query::Case(self.id), context, out);
        }
    }

    /// Asks how the portions of a batch stand that is at the provider, or was.
    fn ask_handovers(&mut self, context: &Context, out: &mut Out) {
        let can_have_any = context.home.provider.is_some();
        if can_have_any {
            let query = Query::HandoversOf(self.id);
            self.handing.load(query, context, out);
        }
    }

    /// Whether changes of it wait for calls.
    fn calls_wait(&self) -> bool {
        self.handovers.iter().any(calls::wait)
    }

    /// The portion of it with something to do, else its last one.
    fn handover(&self) -> Option<HandoverId> {
        let open = |it: &&Handover| it.state() != HandoverState::Done;
        let found = self.handovers.iter().find(open);
        let found = found.or_else(|| self.handovers.last());
        found.map(|handover| handover.id)
    }

    fn open_people(&self, out: &mut Out) {
        if let Some(whom) = &self.whom {
            out.open(People::new((**whom).clone(), Source::Batch(self.id)));
        }
    }

    /// Counts by outcome, all rows first, those of which nothing has become yet last.
    fn outcomes(&self, context: &Context) -> Vec<(Counted, u64)> {
        let Some(batch) = &self.batch else {
            return Vec::new();
        };
        let all = std::iter::once((Counted::All, batch.tally.rows));
        // The bar above says what the running thread said last, and so does the list.
        let mut counts = batch.counts.clone();
        let deleted = figures::Figures::of(batch, context).deleted;
        counts.0.insert(RowOutcome::Deleted, deleted);
        let pending = (Counted::Pending, counts.pending(batch.tally.rows));
        let ended = counts.0.into_iter();
        let ended = ended.map(|(outcome, count)| (Counted::Ended(outcome), count));
        let counts = ended.chain([pending]).filter(|(_, count)| *count > 0);
        all.chain(counts).collect()
    }

    /// The other batches of the case, in its order.
    fn others(&self) -> Vec<&CaseBatch> {
        let all = self.case.iter().flat_map(|case| &case.batches);
        all.filter(|other| other.batch != self.id).collect()
    }

    /// How many lines can be opened: the outcomes, then the other batches of the case.
    fn lines(&self, context: &Context) -> usize {
        self.outcomes(context).len() + self.others().len()
    }

    fn open_rows(&self, of: Option<RowOutcome>, out: &mut Out) {
        out.open(Rows::new(Source::Batch(self.id), of));
    }

    fn open_line(&self, index: usize, context: &Context, out: &mut Out) {
        let outcomes = self.outcomes(context);
        if let Some((counted, _)) = outcomes.get(index) {
            match (counted, self.handover()) {
                (Counted::Pending, Some(handover)) => out.go(Route::Handover(handover)),
                (Counted::All | Counted::Pending, _) => self.open_rows(None, out),
                (Counted::Ended(outcome), _) => self.open_rows(Some(*outcome), out),
            }
        } else if let Some(other) = self.others().get(index.saturating_sub(outcomes.len())) {
            out.go(Route::Batch(other.batch));
        }
    }

    /// Why a command does not apply to a batch as it stands.
    fn stands_against(&self, command: Command, context: &Context) -> Option<Reason> {
        let batch = self.batch.as_ref()?;
        let is = |may: bool| (!may).then_some(Reason::BatchIs(batch.state));
        let can = |event: BatchEvent| is(batch.state.after(event).is_some());
        match command {
            Command::ApproveBatch => told::against_approval(batch, context),
            Command::PushCalls => calls::against_push(self.calls_wait(), context),
            Command::StopCalls => calls::against_stop(context),
            Command::BatchPeople => is(self.whom.is_some()),
            Command::BatchHandovers => self.handover().is_none().then_some(Reason::HandoverGone),
            Command::CancelBatch => can(BatchEvent::CancelWanted),
            Command::ResumeBatch => {
                let stuck = batch.state == BatchState::Erasing && batch.trouble.is_some();
                is(batch.state == BatchState::Paused || stuck)
            }
            Command::WithdrawBatch => can(BatchEvent::Withdrawn {
                begun: batch.started_at.is_some(),
            }),
            Command::ResultsFile if batch.finished_at.is_none() => Some(Reason::BatchNotOver),
            Command::ResultsFile => (batch.counts.failed() == 0).then_some(Reason::NoFailedRows),
            Command::CorrectRows if !batch.state.can_be_corrected() => {
                Some(Reason::BatchIs(batch.state))
            }
            Command::CorrectRows => {
                let mut outcomes = batch.counts.0.keys();
                (!outcomes.any(|outcome| outcome.names_nobody())).then_some(Reason::NoFailedRows)
            }
            Command::Certificate => (!batch.state.is_final()).then_some(Reason::BatchNotOver),
            Command::SaveCopy => (!batch.upload_kept).then_some(Reason::UploadGone),
            Command::TechnicalPart => batch.trouble.is_none().then_some(Reason::NoTrouble),
            _ => None,
        }
    }

    fn take(&self, command: Command, context: &Context, out: &mut Out) {
        let id = self.id;
        let (export, name) = match command {
            Command::ResultsFile => {
                let export = Export::Results {
                    batch: id,
                    all: false,
                };
                (export, format!("deletion-{id}-results.csv"))
            }
            Command::TakeDossier => (
                Export::Dossier(DossierOf::Batch(id)),
                format!("dossier-batch-{id}.zip"),
            ),
            Command::Certificate => (
                Export::Certificate(id),
                format!("deletion-{id}-certificate.json"),
            ),
            _ => {
                let file = self.batch.as_ref().map(|batch| batch.file_name.as_str());
                (
                    Export::Upload(id),
                    format!("batch-{id}-{}", file.unwrap_or("upload.csv")),
                )
            }
        };
        out.open(Save::new(export, &name, context));
    }
}

/// The batch by number and file.
fn named(batch: &Batch, context: &Context) -> String {
    let title = say!(context.texts, "batch-title", batch = batch.id.to_string());
    format!("{title} · {}", batch.file_name)
}

/// Asks before an approval, and says what it is bound to and until when it can be given.
fn approval(batch: &Batch, whom: Option<&Whom>, context: &Context) -> Confirm {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let op = Op::Batch(BatchOp::Approve {
        batch: batch.id,
        plan_sha256: batch.plan_sha256.clone(),
    });
    let what = say!(
        texts,
        "approve-what",
        batch = batch.id.to_string(),
        file = batch.file_name.clone(),
        count = number(batch.planned),
        all = number(batch.users_before),
        who = batch.operator_name.clone()
    );
    let seal = say!(
        texts,
        "approve-seal",
        seal = told::short(&batch.plan_sha256)
    );
    let until = formats::moment(texts, batch.approval_ends());
    let until = say!(texts, "approve-until", until = until);
    let begins = if batch.due_at <= context.now {
        say!(texts, "approve-at-once")
    } else {
        let due = formats::moment(texts, batch.due_at);
        say!(texts, "approve-begins", due = due)
    };
    let named = whom.map(|whom| told::named_whom(whom, context));
    let confirm = Confirm::act(Command::ApproveBatch, op).about(&what);
    let named = named.into_iter().flatten();
    named
        .fold(confirm, |confirm, line| confirm.about(&line))
        .about(&seal)
        .about(&until)
        .about(&begins)
}

impl Layer for BatchPane {
    fn scope(&self) -> Scope {
        Scope::Batch
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Batch(self.id))
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        let mut crumbs = Route::Batch(self.id).crumbs();
        let batch = self.id.to_string();
        crumbs.push(say!(context.texts, "batch-title", batch = batch));
        crumbs
    }

    fn shows(&self) -> Changes {
        Changes::BATCHES.union(Changes::PROVIDER)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Batch(self.id), context, out);
    }

    fn hints(&self, context: &Context) -> Vec<Command> {
        let applies = |command: &Command| {
            self.stands_against(*command, context).is_none()
                && context.refusal(command::row(*command).permission).is_none()
        };
        COMMANDS.into_iter().filter(applies).collect()
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        self.stands_against(command, context)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        let Some(batch) = &self.batch else {
            return Handled::No;
        };
        match command {
            Command::ApproveBatch => {
                out.open(approval(batch, self.whom.as_deref(), context));
            }
            Command::PushCalls => calls::push(&mut self.acting, context, out),
            Command::StopCalls => calls::stop(&mut self.acting, context, out),
            Command::BatchPeople => self.open_people(out),
            Command::BatchHandovers => {
                if let Some(handover) = self.handover() {
                    out.go(Route::Handover(handover));
                }
            }
            Command::CancelBatch => {
                let confirm = Confirm::act(command, Op::Batch(BatchOp::Cancel(self.id)));
                out.open(confirm.about(&named(batch, context)));
            }
            Command::WithdrawBatch => {
                let confirm = Confirm::act(command, Op::Batch(BatchOp::Withdraw(self.id)));
                out.open(confirm.about(&named(batch, context)));
            }
            Command::ResumeBatch => {
                let op = Op::Batch(BatchOp::Resume(self.id));
                self.acting.run(op, None, context, out);
            }
            Command::BatchRows => self.open_line(0, context, out),
            Command::TechnicalPart => self.technical = !self.technical,
            Command::CorrectRows => out.open(Misfits::new(MisfitsOf::Batch(self.id))),
            Command::ResultsFile
            | Command::Certificate
            | Command::TakeDossier
            | Command::SaveCopy => self.take(command, context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.lines(context).saturating_sub(1);
        match input {
            Input::Key(Key::Up | Key::Char('k')) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Char('j')) => self.cursor = (self.cursor + 1).min(last),
            Input::Key(Key::Home) => self.cursor = 0,
            Input::Key(Key::End) => self.cursor = last,
            Input::Key(Key::Enter) => self.open_line(self.cursor, context, out),
            Input::Click(Hit::Row(index)) => {
                self.cursor = *index;
                self.open_line(*index, context, out);
            }
            Input::Wheel(rows) => {
                let moved = self.cursor.saturating_add_signed(isize::from(*rows));
                self.cursor = moved.min(last);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.naming.takes(ticket) {
            return match reply {
                Ok(Reply::Answer(Answer::Whom(whom))) => {
                    self.whom = Some(whom.clone());
                    Handled::Yes
                }
                Ok(_) => Handled::Yes,
                Err(_) => Handled::Fault,
            };
        }
        if self.handing.takes(ticket) {
            return match reply {
                Ok(Reply::Answer(Answer::HandoversOf(handovers))) => {
                    self.handovers.clone_from(handovers);
                    Handled::Yes
                }
                Ok(_) => Handled::Yes,
                Err(_) => Handled::Fault,
            };
        }
        if self.chaining.takes(ticket) {
            return match reply {
                Ok(Reply::Answer(Answer::Case(case))) => {
                    self.case = Some(case.clone()).filter(Case::is_chain);
                    Handled::Yes
                }
                Ok(_) => Handled::Yes,
                Err(_) => Handled::Fault,
            };
        }
        if self.acting.takes(ticket) {
            return if reply.is_err() {
                Handled::Fault
            } else {
                Handled::Yes
            };
        }
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Batch(batch))) = reply {
            self.gone = batch.is_none();
            self.batch = batch.as_deref().cloned();
            self.ask_whom(context, out);
            self.ask_case(context, out);
            self.ask_handovers(context, out);
            self.cursor = self.cursor.min(self.lines(context).saturating_sub(1));
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }
}
