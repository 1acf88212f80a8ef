//! Replies and background work: which screen hears of them, what is shown, what is loaded again.

use crate::domain::batch::BatchState;
use crate::domain::operator::Session;
use crate::domain::plan::{Changes, Outcome, Receipt};
use crate::domain::provider::ProviderReceipt;
use crate::domain::query::{Answer, Query};
use crate::error::Error;
use crate::say;
use crate::service::{CallsNow, Notice, WorkStep, scim};
use crate::wording;

use super::App;
use crate::ui::dialogs::fault::Fault;
use crate::ui::shell::context::CallsRunning;
use crate::ui::shell::event::{Back, Effect, Reply, Ticket};
use crate::ui::shell::layer::Handled;
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Kinds of data that the first line shows.
const FIRST_LINE: Changes = Changes::USERS
    .union(Changes::BATCHES)
    .union(Changes::REQUESTS)
    .union(Changes::PROVIDER)
    .union(Changes::OPERATORS)
    .union(Changes::OUTBOX);

impl App {
    pub(super) fn opened(&mut self, missing: bool, session: Option<Session>, notices: &[Notice]) {
        self.close_overlays();
        self.places.clear();
        match session {
            _ if missing => self.push(&Route::FirstStart),
            Some(session) => self.signed_in(session),
            None => self.push(&Route::SignIn),
        }
        if self.context.was_replaced {
            let text = say!(self.context.texts, "replaced-elsewhere");
            self.show(Toast::notice(text));
        }
        for notice in notices {
            let text = wording::notice(&self.context.texts, notice);
            self.show(Toast::notice(text));
        }
    }

    /// Without its database the console can only say so; it ends when that has been read.
    pub(super) fn open_failed(&mut self, error: &Error) {
        let fault = Fault::new(error, &self.context);
        self.overlays.push(Box::new(fault));
    }

    pub(super) fn signed_in(&mut self, session: Session) {
        self.close_overlays();
        self.places.clear();
        self.context.session = Some(session);
        self.ask_for_the_first_line(Changes::all());
        let views = &mut self.questions.views;
        views.load(Query::Views, &self.context, &mut self.out);
        self.push(&Route::Home);
    }

    /// Asks for what the first line shows, and for what every screen may know.
    pub(super) fn ask_for_the_first_line(&mut self, changed: Changes) {
        let Self {
            questions,
            context,
            out,
            ..
        } = self;
        if changed.intersects(FIRST_LINE) {
            questions.home.load(Query::Home, context, out);
        }
        if changed.intersects(Changes::SETTINGS) {
            questions.settings.load(Query::Settings, context, out);
        }
        if changed.intersects(Changes::OPERATORS) {
            questions.preferences.load(Query::Preferences, context, out);
        }
    }

    pub(super) fn replied(&mut self, ticket: Ticket, reply: &Back) {
        if self.is_asked_to_prove(ticket, reply) {
            return;
        }
        let was_under_way = self.under_way.remove(&ticket);
        if let Ok(Reply::Outcome(outcome)) = reply {
            self.done(outcome);
        }
        if self.answered_me(ticket, reply) {
            return;
        }
        let mut handled = Handled::No;
        let screens = self.places.iter_mut().rev().map(|place| &mut place.screen);
        for layer in self.overlays.iter_mut().rev().chain(screens) {
            handled = layer.reply(ticket, reply, &self.context, &mut self.out);
            if handled != Handled::No {
                break;
            }
        }
        // Nobody waits for this review any more: its copy of the file goes.
        if let (Handled::No, Ok(Reply::Review(review))) = (handled, reply) {
            self.out.effect(Effect::DropReview(review.token));
        }
        if handled == Handled::No
            && let Some(held) = reply.as_ref().ok().and_then(Reply::held)
        {
            self.out.effect(Effect::DropImport(held));
        }
        // Boxes that a reply closes go before a fault opens above them.
        self.carry_out_wishes();
        let unheard = handled == Handled::Fault || handled == Handled::No && was_under_way;
        if let (true, Err(error)) = (unheard, reply) {
            self.show_fault(error);
        }
        if let (Handled::No, true, Ok(Reply::Exported(path))) = (handled, was_under_way, reply) {
            let path = path.display().to_string();
            self.show(Toast::done(say!(
                self.context.texts,
                "exported",
                path = path
            )));
        }
    }

    fn answered_me(&mut self, ticket: Ticket, reply: &Back) -> bool {
        let questions = &mut self.questions;
        let mine = questions.home.takes(ticket)
            || questions.settings.takes(ticket)
            || questions.preferences.takes(ticket)
            || questions.preference.takes(ticket)
            || questions.views.takes(ticket)
            || questions.view.takes(ticket);
        if !mine {
            return false;
        }
        match reply {
            Ok(Reply::Answer(Answer::Home(home))) => self.context.home = (**home).clone(),
            Ok(Reply::Answer(Answer::Settings(settings))) => {
                self.context.settle((**settings).clone());
            }
            Ok(Reply::Answer(Answer::Views(views))) => self.context.views.clone_from(views),
            Ok(Reply::Answer(Answer::Preferences(own))) => {
                self.context.prefer(own);
            }
            Err(error) => self.show_fault(error),
            Ok(_) => {}
        }
        true
    }

    /// An act was done: says so, with the way to it, and reloads what it changed at once.
    fn done(&mut self, outcome: &Outcome) {
        let text = wording::receipt(&self.context.texts, &outcome.receipt);
        let toast = Toast::done(text);
        let toast = match way(&outcome.receipt) {
            Some(route) => toast.leading_to(route),
            None => toast,
        };
        self.show(toast);
        self.reload(outcome.changes);
    }

    pub(super) fn stepped(&mut self, step: &WorkStep) {
        if let Some(progress) = step.progress {
            let runs = progress.state.is_running() || progress.state == BatchState::Paused;
            self.context.running = runs.then_some(progress);
        } else if step.changes.intersects(Changes::BATCHES) {
            // Whatever ran came to an end or a halt: the batch itself says what it is now.
            self.context.running = None;
        }
        self.changed = self.changed.union(step.changes);
        if let Some(calls) = &step.calls {
            self.called(calls);
        }
        let texts = &self.context.texts;
        if let Some(batch) = step.resumed {
            let text = say!(texts, "batch-resumed", batch = batch.to_string());
            self.show(Toast::notice(text).leading_to(Route::Batch(batch)));
        } else if let Some((batch, _)) = &step.paused {
            let text = say!(texts, "batch-paused", batch = batch.to_string());
            self.show(Toast::refused(text).leading_to(Route::Batch(*batch)));
        } else if let Some(batch) = step.finished {
            self.context.running = None;
            let text = say!(texts, "batch-finished", batch = batch.to_string());
            self.show(Toast::done(text).leading_to(Route::Batch(batch)));
        }
    }
}

impl App {
    /// Hears how far calls to the provider's server are.
    fn called(&mut self, calls: &CallsNow) {
        let report = match calls {
            CallsNow::Run {
                tally,
                rate,
                seconds_left,
            } => {
                self.context.calls = Some(CallsRunning {
                    tally: *tally,
                    rate: *rate,
                    seconds_left: *seconds_left,
                });
                return;
            }
            CallsNow::Over(report) => report,
        };
        self.context.calls = None;
        self.context.calls_over = Some((**report).clone());
        let texts = &self.context.texts;
        let came_to = wording::calls_over(texts, report);
        let toast = match &report.ended {
            None if report.is_all_done() => Toast::done(came_to),
            None | Some(scim::Fault::Stopped) => Toast::notice(came_to),
            Some(_) => Toast::refused(wording::calls_ended(texts, report).unwrap_or(came_to)),
        };
        self.show(toast.leading_to(Route::Scim));
    }
}

/// Where what was done can be seen.
fn way(receipt: &Receipt) -> Option<Route> {
    let batch = receipt.batch().map(Route::Batch);
    if let Some(route) = batch.or_else(|| receipt.request().map(Route::Request)) {
        return Some(route);
    }
    Some(match receipt {
        Receipt::Disconnected { .. } | Receipt::MailQueued => Route::Outbox,
        Receipt::Provider(receipt) => way_of_provider(receipt),
        Receipt::GroupCreated(group, name) => Route::Group(*group, name.clone()),
        _ => return None,
    })
}

/// Where what was done about the provider can be seen.
const fn way_of_provider(receipt: &ProviderReceipt) -> Route {
    match receipt {
        ProviderReceipt::Prepared(_, _, handover, _)
        | ProviderReceipt::RequestPrepared(_, handover)
        | ProviderReceipt::Uploaded(handover, _)
        | ProviderReceipt::Changed {
            into: Some(handover),
            ..
        } => Route::Handover(*handover),
        // Whatever is about no one portion.
        _ => Route::AtProvider,
    }
}
