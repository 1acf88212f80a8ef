//! The last page of the wizard: what the file has become, and what is to be done next. Where the account lives elsewhere,
//! nothing runs yet: something is prepared, and it says where that is and how it goes on.

use ratatui::style::Modifier;

use crate::domain::batch::{Batch, BatchState, RowOutcome, Standing};
use crate::domain::provider::{DELETION_PAGE, Handover, Road};
use crate::domain::query::{Export, ReviewSource};
use crate::domain::request::RequestKind;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use super::Wizard;
use super::picture::Pen;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Out, Wish};
use crate::ui::shell::route::Route;

/// The road on which deletions of a review reach the provider; none where they are done here. Learners who are gone there
/// already are erased here alone.
pub(super) fn road_there(given: Option<&ReviewSource>, context: &Context) -> Option<Road> {
    match given {
        Some(ReviewSource::Gone(_)) => None,
        Some(
            ReviewSource::File(_)
            | ReviewSource::Users(_)
            | ReviewSource::Correction(_)
            | ReviewSource::Rule(_)
            | ReviewSource::OfRequest(..),
        )
        | None => context.settings.road(RequestKind::Delete),
    }
}

impl Wizard {
    /// What becomes of a batch that is not over.
    fn under_way(&self, batch: &str, road: Option<Road>, context: &Context) -> String {
        let texts = &context.texts;
        let Some(made) = &self.made else {
            return say!(texts, "wizard-batch-made", batch = batch);
        };
        match (made.state, road) {
            (BatchState::AwaitingApproval, _) => {
                let until = formats::moment(texts, made.approval_ends());
                let waits = say!(texts, "notice-awaiting", batch = batch, until = until);
                let nobody = match made.standing(context.now) {
                    Standing::NobodyApproves => wording::batch_advice(texts, made, context.now),
                    _ => Vec::new(),
                };
                let said: Vec<String> = std::iter::once(waits).chain(nobody).collect();
                said.join(" ")
            }
            (BatchState::Scheduled, _) => {
                let due = formats::moment(texts, made.due_at);
                say!(texts, "notice-scheduled", batch = batch, due = due)
            }
            (BatchState::Processing, Some(_)) => say!(texts, "notice-preparing", batch = batch),
            (BatchState::Processing | BatchState::Erasing, _) => {
                say!(texts, "notice-processing", batch = batch)
            }
            (BatchState::AtProvider, Some(Road::File)) => {
                say!(texts, "notice-prepared-file", batch = batch)
            }
            (BatchState::AtProvider, _) => say!(texts, "notice-prepared", batch = batch),
            (
                BatchState::Paused
                | BatchState::Completed
                | BatchState::CompletedWithErrors
                | BatchState::Cancelled
                | BatchState::Withdrawn,
                _,
            ) => {
                let state = wording::batch_standing(texts, made.standing(context.now));
                say!(texts, "cli-batch-ended", batch = batch, state = state)
            }
        }
    }

    pub(super) fn draw_notice(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        let batch = self
            .batch
            .map(|batch| batch.to_string())
            .unwrap_or_default();
        let road = road_there(self.given.as_ref(), context);
        let over = self.made.as_ref().filter(|batch| batch.state.is_final());
        let head = match over {
            Some(_) => say!(texts, "batch-finished", batch = batch),
            None => self.under_way(&batch, road, context),
        };
        let style = palette.good.add_modifier(Modifier::BOLD);
        pen.item(canvas, "✓", &head, style);
        pen.skip(1);
        if let Some(batch) = over {
            let deleted = batch.counts.of(RowOutcome::Deleted);
            let says = say!(texts, "notice-over", count = deleted);
            pen.item(canvas, "•", &says, palette.text);
            let failed = batch.counts.failed();
            if failed > 0 {
                let says = say!(texts, "notice-over-failed", count = failed);
                pen.item(canvas, "▲", &says, palette.warning);
            }
        } else if let Some(road) = road {
            for says in self.way_there(road, context) {
                pen.item(canvas, "•", &says, palette.text);
            }
        } else {
            pen.item(canvas, "•", &say!(texts, "notice-mail"), palette.text);
            if self.made.as_ref().is_some_and(|it| it.state.is_running()) {
                pen.item(canvas, "•", &say!(texts, "notice-go-on"), palette.text);
            }
        }
        let copy = if self.has_a_copy() {
            say!(texts, "notice-copy")
        } else {
            say!(texts, "notice-copy-gone")
        };
        pen.item(canvas, "•", &copy, palette.text);
    }

    /// How it goes on where deletions are done elsewhere: what is prepared, where it is, and who does the next step.
    fn way_there(&self, road: Road, context: &Context) -> Vec<String> {
        let texts = &context.texts;
        let is_prepared = |batch: &Batch| batch.state == BatchState::AtProvider;
        let mut said = Vec::new();
        match road {
            Road::File => {
                if let Some((count, place)) = self.files() {
                    let page = DELETION_PAGE;
                    said.push(say!(
                        texts,
                        "notice-upload",
                        count = count,
                        place = place,
                        page = page
                    ));
                } else if !self.made.as_deref().is_some_and(is_prepared) {
                    said.push(say!(texts, "confirm-there-file"));
                }
            }
            Road::ByHand => said.push(say!(texts, "confirm-there-by-hand")),
            Road::Scim => said.push(say!(texts, "confirm-there-scim")),
        }
        said.push(say!(texts, "notice-way"));
        said.push(say!(texts, "notice-mail-there"));
        said
    }

    /// How many files were prepared, and the path of the first.
    fn files(&self) -> Option<(u64, String)> {
        let files = self
            .handovers
            .iter()
            .filter_map(|it: &Handover| it.file.as_ref());
        let first = files.clone().next()?;
        let place = visible(&first.to_string_lossy()).into_owned();
        Some((files.count() as u64, place))
    }

    /// Saves a copy of the file that was confirmed, or that is reviewed.
    pub(super) fn take_copy(&self, context: &Context, out: &mut Out) {
        if let Some(batch) = self.batch {
            let name = format!("batch-{batch}.csv");
            out.open(Save::new(Export::Upload(batch), &name, context));
        } else if let Some(review) = self.checking.review() {
            let name = format!("copy-of-{}", review.file_name);
            let export = Export::ReviewedFile(review.token);
            out.open(Save::new(export, &name, context));
        }
    }

    /// Leaves the wizard for what it has made: nobody takes an earlier batch for this one.
    pub(super) fn close(&self, out: &mut Out) {
        out.wish(Wish::Leave);
        if let Some(batch) = self.batch {
            out.go(Route::Batch(batch));
        }
    }
}
