//! How the review is drawn: the sum of the lines, every outcome, the gates that it is past.

use ratatui::layout::Rect;

use crate::domain::batch::{Progress, Review, RowOutcome};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::wording;

use super::checking::Phase;
use super::picture::{Pen, draw_failed, draw_terminated, indented};
use super::{Control, Wizard};
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width, wrap};
use crate::ui::kit::table::draw_scroll_bar;
use crate::ui::screens::deletion::batch::picture::{draw_count, tally};
use crate::ui::screens::deletion::batch::told::short;
use crate::ui::shell::context::Context;

/// Lines that the people named get, however many outcomes there are.
const PEOPLE: u16 = 5;
/// Lines that outcomes get before people, where there is room for few.
const REASONS: u16 = 4;
/// Lines that outcomes and people get, however much there is to be known.
const LEAST: u16 = 4;

impl Wizard {
    pub(super) fn draw_review(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        match &self.checking.phase {
            Phase::Idle => pen.write(canvas, &say!(texts, "review-none"), palette.dim),
            Phase::Checking(progress) => self.draw_checking(canvas, pen, *progress, context),
            Phase::Terminated(terminated) => {
                let said = say!(texts, "review-terminated");
                draw_terminated(canvas, pen, &said, terminated, context);
                if self.controls().contains(&Control::Prepare) {
                    pen.skip(1);
                    pen.write(canvas, &say!(texts, "review-prepare"), palette.text);
                    let label = say!(texts, "command-prepare-list");
                    self.draw_link(canvas, pen.line(), Control::Prepare, &label, context);
                }
            }
            Phase::Failed(fault) => draw_failed(canvas, pen, fault, context),
            Phase::Ready(review) => self.draw_ready(canvas, pen, review, context),
        }
    }

    fn draw_checking(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        progress: Progress,
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        if !self.checking.is_slow(context) {
            return;
        }
        let name = self.upload.chosen.as_ref().map(|file| file.name.clone());
        let says = match name.filter(|_| self.given.is_none()) {
            Some(name) => say!(texts, "review-checking-file", file = name),
            None => say!(texts, "review-checking"),
        };
        pen.write(canvas, &says, palette.text);
        let line = pen.line();
        let room = line.width.saturating_sub(10).min(50);
        let used = canvas.print(line, &bar(progress.done, progress.total, room), palette.bar);
        let percent = formats::percent(context.language(), progress.done, progress.total);
        canvas.print(indented(line, used + 2), &percent, palette.text);
        pen.skip(1);
        pen.write(canvas, &say!(texts, "review-can-be-left"), palette.dim);
    }

    fn draw_ready(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        review: &Review,
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        let size = formats::size(texts, review.bytes);
        let facts = format!(" · {size} · SHA-256 {}", short(&review.sha256));
        let line = pen.line();
        let room = line.width.saturating_sub(width(&facts));
        let used = canvas.print(line, &cut(&review.file_name, room), palette.strong);
        canvas.print(indented(line, used), &facts, palette.dim);
        pen.write(canvas, &tally(&review.tally, context), palette.text);
        pen.skip(1);
        let notes = notes(review, context);
        let earlier = 2 * u16::from(review.earlier_batch.is_some());
        let lines = notes.iter().map(|(_, note)| lines_of(note, pen.rest.width));
        let below = lines.sum::<u16>() + u16::from(!notes.is_empty()) + earlier;
        // The outcomes scroll, and the people open as a list: what is to be known is what is never cut.
        let room = pen.rest.height.saturating_sub(below).max(LEAST);
        let outcomes = u16::try_from(self.checking.outcomes().len()).unwrap_or(u16::MAX);
        // Whom it is about is never pushed out by how many rows failed for which reason.
        let people = self.people_lines(pen.rest.width, context);
        let beside = room.saturating_sub(outcomes.saturating_add(1));
        let left = room.saturating_sub(outcomes.min(REASONS) + 1);
        let named = people.min(beside.max(PEOPLE.min(left)).max(2));
        let list = Rect {
            height: room.saturating_sub(if named > 0 { named + 1 } else { 0 }),
            ..pen.rest
        };
        let drawn = self.draw_outcomes(canvas, list, review, context);
        pen.skip(drawn);
        if named > 0 {
            pen.skip(1);
            let place = Rect {
                height: named.min(pen.rest.height),
                ..pen.rest
            };
            self.draw_people(canvas, place, context);
            pen.skip(named);
        }
        if !notes.is_empty() {
            pen.skip(1);
        }
        let mut left = notes.len();
        for (sign, note) in notes {
            let fits = lines_of(&note, pen.rest.width) + earlier + u16::from(left > 1);
            if fits > pen.rest.height {
                let more = say!(texts, "review-more-notes", count = left);
                pen.item(canvas, "▲", &more, palette.warning);
                break;
            }
            left -= 1;
            let style = if sign == "▲" {
                palette.warning
            } else {
                palette.text
            };
            pen.item(canvas, sign, &note, style);
        }
        self.draw_earlier(canvas, pen, review, context);
    }

    fn draw_outcomes(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        review: &Review,
        context: &Context,
    ) -> u16 {
        let texts = &context.texts;
        let palette = &context.palette;
        let outcomes = self.checking.outcomes();
        let names = outcomes.iter();
        let names = names.map(|(outcome, _)| width(&wording::would_outcome(texts, *outcome)));
        let wide = names.max().unwrap_or(0);
        let cursor = match self.focus {
            Control::Outcome(index) => Some(index),
            _ => None,
        };
        let height = usize::from(area.height.max(1));
        let top = cursor.map_or(0, |cursor| (cursor + 1).saturating_sub(height));
        let mut drawn = 0;
        let scrolls = draw_scroll_bar(canvas, area, top, outcomes.len(), context);
        let area = Rect {
            width: area.width.saturating_sub(if scrolls { 2 } else { 0 }),
            ..area
        };
        let shown = outcomes.iter().enumerate().skip(top);
        for (row, (index, (outcome, count))) in area.rows().zip(shown) {
            let base = if *outcome == RowOutcome::Deleted {
                palette.strong
            } else {
                palette.text
            };
            let name = wording::would_outcome(texts, *outcome);
            let how = (cursor == Some(index), base);
            draw_count(canvas, row, &name, wide, *count, how, context);
            if *outcome == RowOutcome::Deleted {
                draw_share(canvas, row, review, context);
            }
            canvas.hit(row, Hit::Control(index));
            drawn += 1;
        }
        drawn
    }

    /// The same file made a batch before: the way there, and the choice to run it once more.
    fn draw_earlier(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        review: &Review,
        context: &Context,
    ) {
        let Some(batch) = review.earlier_batch else {
            return;
        };
        let texts = &context.texts;
        let palette = &context.palette;
        let line = pen.line();
        let says = say!(texts, "review-already", batch = batch.to_string());
        let used = canvas.print(line, &format!("▲ {says}"), palette.warning);
        let label = say!(texts, "review-open-earlier");
        let rest = indented(line, used + 1);
        self.draw_link(canvas, rest, Control::EarlierBatch, &label, context);
        let mark = if self.checking.again { "✓" } else { " " };
        let label = format!("[{mark}] {}", say!(texts, "review-run-anew"));
        self.draw_link(canvas, pen.line(), Control::RunAnew, &label, context);
    }
}

/// Lines that a note takes, behind its sign.
fn lines_of(note: &str, wide: u16) -> u16 {
    u16::try_from(wrap(note, wide.saturating_sub(2)).len()).unwrap_or(u16::MAX)
}

/// The share of the account, and the gates that it is past.
fn draw_share(canvas: &mut Canvas<'_, '_>, row: Rect, review: &Review, context: &Context) {
    let texts = &context.texts;
    let planned = review.counts.of(RowOutcome::Deleted);
    let percent = formats::percent(context.language(), planned, review.users);
    let account = context.settings.account.clone();
    let says = say!(texts, "review-share", percent = percent, account = account);
    // Behind the count and the way to the rows, where there is room.
    let place = Rect {
        x: row.x + row.width / 2,
        width: row.width / 2,
        ..row
    };
    canvas.print_right(place, &says, context.palette.text);
}

/// The gates that the review is past, and what else confirming takes.
fn notes(review: &Review, context: &Context) -> Vec<(&'static str, String)> {
    let texts = &context.texts;
    let gate = &review.gate;
    let mut notes = Vec::new();
    if review.tally.rows == 0 {
        notes.push(("▲", say!(texts, "file-without-rows")));
    } else if review.counts.of(RowOutcome::Deleted) == 0 {
        let reason = Reason::NothingToDelete;
        notes.push(("▲", wording::reason(texts, &reason)));
    }
    let warnings = review.warnings.iter();
    notes.extend(warnings.map(|warning| ("▲", wording::review_warning(texts, *warning))));
    let otherwise = wording::read_otherwise(texts, &review.read_otherwise);
    notes.extend(otherwise.into_iter().map(|said| ("▲", said)));
    if let Some(limit) = gate.past_count {
        notes.push(("▲", say!(texts, "gate-count", count = limit)));
    }
    if let Some(limit) = gate.past_share {
        notes.push(("▲", say!(texts, "gate-share", percent = u64::from(limit))));
    }
    if gate.needs_approval {
        notes.push(("●", say!(texts, "gate-approval")));
    }
    if gate.wait_days > 0 {
        notes.push((
            "●",
            say!(texts, "gate-wait", count = u64::from(gate.wait_days)),
        ));
    }
    notes
}
