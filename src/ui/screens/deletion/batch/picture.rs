//! How the pane of a batch is drawn.

use std::path::Path;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::batch::{Batch, BatchState, CountsAs, Standing};
use crate::domain::case::{Case, CaseBatch};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::wording;

use super::figures::{Figures, moment};
use super::told::{Weight, paragraphs, short};
use super::{BatchPane, Counted};
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width, wrap};
use crate::ui::kit::table::draw_scroll_bar;
use crate::ui::kit::whom;
use crate::ui::screens::me::at_provider::{calls, words};
use crate::ui::shell::context::Context;

/// The case that the batch is of, and what became of all its rows.
fn case_of(case: &Case, context: &Context) -> (String, Weight) {
    let texts = &context.texts;
    let chain = wording::case_chain(texts, case);
    let totals = wording::case_totals(texts, &case.totals());
    let said = say!(texts, "case-told", chain = chain, totals = totals);
    (said, Weight::Plain)
}

/// Portions at the provider that are named.
const MOST_HANDOVERS: usize = 3;
/// Outcomes that stay in view, before the facts are shown.
const LEAST_OUTCOMES: u16 = 6;
/// Lines that those whom the batch means keep, with the empty one above them and their head.
const LEAST_NAMED: u16 = 4;

impl BatchPane {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let area = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        let Some(batch) = &self.batch else {
            if self.gone {
                let says = wording::reason(&context.texts, &Reason::BatchGone);
                canvas.print(area, &says, context.palette.text);
            } else if self.asked.is_slow(context) {
                let says = say!(context.texts, "loading");
                canvas.print(area, &says, context.palette.dim);
            }
            return;
        };
        let figures = Figures::of(batch, context);
        let head = self.draw_head(canvas, area, batch, figures, context);
        let facts = facts(batch, area.width, context);
        let said = u16::try_from(facts.len()).unwrap_or(0);
        let rest = Rect {
            y: area.y + head,
            height: area.height.saturating_sub(head),
            ..area
        };
        let wanted = u16::try_from(self.lines(context)).unwrap_or(u16::MAX);
        // The facts give way before the outcomes do, the last of them first.
        let foot = said.min(rest.height.saturating_sub(wanted.min(LEAST_OUTCOMES) + 1));
        let list = Rect {
            height: rest.height.saturating_sub(foot + u16::from(foot > 0)),
            ..rest
        };
        let list = self.draw_whom(canvas, list, wanted, context);
        self.draw_outcomes(canvas, list, context);
        let place = Rect {
            y: rest.bottom().saturating_sub(foot),
            height: foot,
            ..rest
        };
        for (line, text) in place.rows().zip(&facts) {
            canvas.print(line, text, context.palette.dim);
        }
    }

    /// Draws whom the batch means, below the outcomes and as far as there is room; answers the room of the outcomes.
    fn draw_whom(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        wanted: u16,
        context: &Context,
    ) -> Rect {
        let Some(named) = &self.whom else { return area };
        let outcomes = Rect {
            height: wanted.min(area.height.saturating_sub(LEAST_NAMED)),
            ..area
        };
        let y = outcomes.bottom() + 1;
        let below = Rect {
            y,
            height: area.bottom().saturating_sub(y),
            ..area
        };
        let head = say!(context.texts, "whom-title", count = named.count);
        canvas.print(below, &format!("▲ {head}"), context.palette.danger);
        let people = Rect {
            y: y + 1,
            height: below.height.saturating_sub(1),
            ..below
        };
        let lines = whom::fitting(named, people.width, usize::from(people.height), context);
        whom::draw(canvas, people, &lines);
        outcomes
    }

    /// How its portions at the provider stand.
    fn at_provider(&self, context: &Context) -> Vec<(String, Weight)> {
        let shown = self.handovers.iter().take(MOST_HANDOVERS);
        let said = shown.map(|it| (words::in_one_line(it, context), Weight::Plain));
        let more = self.handovers.len().saturating_sub(MOST_HANDOVERS);
        let count = u64::try_from(more).unwrap_or_default();
        let more = (more > 0).then(|| {
            let says = say!(context.texts, "provider-more-handovers", count = count);
            (says, Weight::Quiet)
        });
        said.chain(more).collect()
    }

    /// Draws title, bar, and what there is to say; answers how many lines that took.
    fn draw_head(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        batch: &Batch,
        figures: Figures,
        context: &Context,
    ) -> u16 {
        let palette = &context.palette;
        let mut y = area.y;
        let line = |y: u16| Rect {
            y,
            height: u16::from(y < area.bottom()),
            ..area
        };
        let left = draw_title(canvas, line(y), batch, figures, context);
        y += 1;
        if let Some(says) = left {
            canvas.print(line(y), &says, palette.dim);
            y += 1;
        }
        draw_bar(canvas, line(y), figures, context);
        y += 1;
        if figures.state == BatchState::Processing && batch.seen.attended {
            let says = running(figures, context);
            for text in wrap(&says, area.width) {
                canvas.print(line(y), &text, palette.text);
                y += 1;
            }
        }
        if figures.state == BatchState::AtProvider && self.handovers.iter().any(calls::goes) {
            y += calls::draw(canvas, line(y), context);
        }
        let mut said = paragraphs(batch, self.technical, context);
        said.extend(self.at_provider(context));
        said.extend(self.case.iter().map(|case| case_of(case, context)));
        if !said.is_empty() {
            y += 1;
        }
        for (text, weight) in said {
            let (sign, style) = meant(weight, context);
            for (index, text) in wrap(&text, area.width.saturating_sub(2)).iter().enumerate() {
                let place = line(y);
                if index == 0 {
                    canvas.print(place, sign, style);
                }
                let place = Rect {
                    x: place.x + 2,
                    width: place.width.saturating_sub(2),
                    ..place
                };
                canvas.print(place, text, style);
                y += 1;
            }
        }
        y + 1 - area.y
    }

    fn draw_outcomes(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let outcomes = self.outcomes(context);
        let state = self.batch.as_ref().map(|batch| batch.state);
        let name = |counted: Counted| match counted {
            Counted::All => say!(texts, "rows-all"),
            Counted::Ended(outcome) => wording::outcome(texts, outcome),
            Counted::Pending => wording::pending(texts, state),
        };
        let names = outcomes.iter().map(|(counted, _)| width(&name(*counted)));
        let wide = names.max().unwrap_or(0).max(16);
        let height = usize::from(area.height.max(1));
        let top = (self.cursor + 1).saturating_sub(height);
        let shown = outcomes.iter().enumerate().skip(top);
        let scrolls = draw_scroll_bar(canvas, area, top, self.lines(context), context);
        let area = Rect {
            width: area.width.saturating_sub(if scrolls { 2 } else { 0 }),
            ..area
        };
        for (row, (index, (counted, count))) in area.rows().zip(shown) {
            let under_cursor = index == self.cursor;
            draw_count(
                canvas,
                row,
                &name(*counted),
                wide,
                *count,
                (under_cursor, weight_of(*counted, context)),
                context,
            );
            canvas.hit(row, Hit::Row(index));
        }
        let others = self.others().into_iter().zip(outcomes.len()..);
        let rows = area.rows().zip(top..);
        let mut rows = rows.skip_while(|(_, index)| *index < outcomes.len());
        for (other, index) in others.skip_while(|(_, index)| *index < top) {
            let Some((row, _)) = rows.next() else { return };
            draw_other(canvas, row, other, index == self.cursor, context);
            canvas.hit(row, Hit::Row(index));
        }
    }
}

/// Draws another batch of the case, and that Enter leads there.
fn draw_other(
    canvas: &mut Canvas<'_, '_>,
    row: Rect,
    other: &CaseBatch,
    under_cursor: bool,
    context: &Context,
) {
    let (texts, palette) = (&context.texts, &context.palette);
    let style = if under_cursor {
        canvas.paint(row, palette.selected);
        canvas.print(row, "▌", palette.selected);
        palette.link.patch(palette.selected)
    } else {
        palette.link
    };
    let batch = other.batch.to_string();
    let title = match other.corrects {
        None => say!(texts, "batch-title", batch = batch),
        Some(corrects) => {
            let corrects = corrects.to_string();
            say!(texts, "case-member", batch = batch, corrects = corrects)
        }
    };
    let says = say!(
        texts,
        "case-member-stands",
        title = title,
        state = wording::batch_state(texts, other.state),
        rows = other.rows
    );
    let place = Rect {
        x: row.x + 2,
        width: row.width.saturating_sub(2),
        ..row
    };
    canvas.print(place, &cut(&says, place.width), style);
}

/// Draws the title; answers what had no room beside it.
fn draw_title(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    batch: &Batch,
    figures: Figures,
    context: &Context,
) -> Option<String> {
    let palette = &context.palette;
    let texts = &context.texts;
    let standing = batch.standing(context.now);
    let state = match standing {
        Standing::Is(_) => wording::batch_state(texts, figures.state),
        _ => wording::batch_standing(texts, standing),
    };
    let when = moment(batch.started_at.unwrap_or(batch.confirmed_at), context);
    let who = batch.operator_name.clone();
    let says = if batch.started_at.is_some() {
        say!(texts, "batch-started", when = when, who = who)
    } else {
        say!(texts, "batch-confirmed", when = when, who = who)
    };
    let title = say!(texts, "batch-title", batch = batch.id.to_string());
    let used = canvas.print(line, &title, palette.strong) + 3;
    let whole = format!("{state} · {says}");
    let fits = used + width(&batch.file_name) + 2 + width(&whole) <= line.width;
    let (right, left) = if fits {
        (whole, None)
    } else {
        (state, Some(says))
    };
    let style = match figures.state {
        BatchState::Paused | BatchState::CompletedWithErrors => palette.warning,
        BatchState::Completed => palette.good,
        _ => palette.link,
    };
    let place = canvas.print_right(line, &right, style);
    let name = Rect {
        x: line.x + used,
        width: place.x.saturating_sub(line.x + used + 2),
        ..line
    };
    canvas.print(name, &cut(&batch.file_name, name.width), palette.strong);
    left
}

fn draw_bar(canvas: &mut Canvas<'_, '_>, line: Rect, figures: Figures, context: &Context) {
    let number = |value| formats::number(context.language(), value);
    // Once every turn has been, the line says how many were deleted: others were passed over.
    let over = figures.state.is_final() || figures.state == BatchState::Erasing;
    let says = if over {
        say!(
            context.texts,
            "batch-deleted-of",
            done = number(figures.deleted),
            total = figures.total
        )
    } else {
        say!(
            context.texts,
            "batch-of",
            percent = formats::percent(context.language(), figures.done, figures.total),
            done = number(figures.done),
            total = figures.total
        )
    };
    let room = line.width.saturating_sub(width(&says) + 2).min(60);
    let filled = if over { figures.deleted } else { figures.done };
    let drawn = bar(filled, figures.total, room);
    let used = canvas.print(line, &drawn, context.palette.bar);
    let rest = Rect {
        x: line.x + used + 2,
        width: line.width.saturating_sub(used + 2),
        ..line
    };
    canvas.print(rest, &says, context.palette.text);
}

/// Rate, time left, and that nothing depends on this window.
fn running(figures: Figures, context: &Context) -> String {
    let texts = &context.texts;
    let mut parts = Vec::new();
    if figures.rate > 0 {
        let rate = formats::number(context.language(), figures.rate);
        parts.push(say!(texts, "batch-rate", rate = rate));
    }
    parts.extend(figures.time_left(context));
    parts.push(say!(texts, "batch-nothing-lost"));
    parts.join(" · ")
}

fn meant(weight: Weight, context: &Context) -> (&'static str, Style) {
    let palette = &context.palette;
    match weight {
        Weight::Good => ("✓", palette.good),
        Weight::Plain => ("●", palette.text),
        Weight::Warning => ("▲", palette.warning),
        Weight::Quiet => (" ", palette.dim),
    }
}

fn weight_of(counted: Counted, context: &Context) -> Style {
    let palette = &context.palette;
    let outcome = match counted {
        Counted::All => return palette.text,
        Counted::Pending => return palette.dim,
        Counted::Ended(outcome) => outcome,
    };
    match outcome.counts_as() {
        CountsAs::Failure => palette.warning,
        CountsAs::Success => palette.text,
        CountsAs::Neither => palette.dim,
    }
}

/// One outcome with its count and the way to its rows.
pub fn draw_count(
    canvas: &mut Canvas<'_, '_>,
    row: Rect,
    name: &str,
    wide: u16,
    count: u64,
    (under_cursor, base): (bool, Style),
    context: &Context,
) {
    let palette = &context.palette;
    let style = if under_cursor {
        canvas.paint(row, palette.selected);
        canvas.print(row, "▌", palette.selected);
        base.patch(palette.selected)
    } else {
        base
    };
    let place = Rect {
        x: row.x + 2,
        width: wide.min(row.width.saturating_sub(2)),
        ..row
    };
    canvas.print(place, name, style);
    let count_place = Rect {
        x: place.right() + 1,
        width: 11.min(row.right().saturating_sub(place.right() + 1)),
        ..row
    };
    let count = formats::number(context.language(), count);
    canvas.print_right(count_place, &count, style);
    let way = Rect {
        x: count_place.right() + 3,
        width: row.right().saturating_sub(count_place.right() + 3),
        ..row
    };
    let says = say!(context.texts, "rows-way");
    let quiet = if under_cursor { style } else { palette.dim };
    canvas.print(way, &says, quiet);
}

/// Where the results lie, the sum of the lines, the account before and after, the file; most wanted first, in lines of
/// a width.
fn facts(batch: &Batch, wide: u16, context: &Context) -> Vec<String> {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let mut facts = Vec::new();
    if let Some(path) = &batch.results_file {
        facts.extend(results_at(path, wide, context));
    }
    facts.push(tally(&batch.tally, context));
    if let Some(after) = batch.users_after {
        let before = number(batch.users_before);
        facts.push(say!(
            texts,
            "batch-users",
            before = before,
            after = number(after)
        ));
    }
    if let Some(who) = &batch.approver_name {
        facts.push(say!(texts, "batch-approved", who = who.clone()));
    }
    facts.push(format!(
        "{} · SHA-256 {}",
        formats::size(texts, batch.bytes),
        short(&batch.sha256)
    ));
    facts.iter().flat_map(|fact| wrap(fact, wide)).collect()
}

/// Where the results file lies: in one line, else its name and below it the folder, so that neither is cut.
fn results_at(path: &Path, wide: u16, context: &Context) -> Vec<String> {
    let texts = &context.texts;
    let whole = say!(texts, "batch-results-at", path = path.display().to_string());
    if width(&whole) <= wide {
        return vec![whole];
    }
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(path).display().to_string();
    vec![
        say!(texts, "batch-results-at", path = name),
        say!(texts, "batch-results-in", path = folder),
    ]
}

/// `608,069 lines = 1 header + 0 blank + 608,068 rows`.
pub fn tally(tally: &crate::domain::batch::LineTally, context: &Context) -> String {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let (lines, header) = (number(tally.lines), number(tally.header));
    let blank = number(tally.blank);
    if tally.continued == 0 {
        return say!(
            texts,
            "tally",
            lines = lines,
            header = header,
            blank = blank,
            rows = tally.rows
        );
    }
    say!(
        texts,
        "tally-continued",
        lines = lines,
        header = header,
        blank = blank,
        continued = number(tally.continued),
        rows = number(tally.rows)
    )
}
