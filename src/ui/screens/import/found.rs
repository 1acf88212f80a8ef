//! How the review of an import is drawn: the sum of the rows, what becomes of them, what has to be agreed to.

use ratatui::layout::Rect;

use super::controls::Control;
use super::entry::{Entry, What};
use super::picture::draw_bar;
use super::reading::Phase;
use super::{Aim, Import};
use crate::domain::batch::Progress;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::screens::deletion::batch::picture::{draw_count, tally};
use crate::ui::screens::deletion::wizard::picture::{Pen, draw_failed, draw_terminated, indented};
use crate::ui::shell::context::Context;

/// Columns that a count takes beside its label, with the way to its rows.
const COUNTED: u16 = 24;

impl Import {
    pub(super) fn draw_review(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        match &self.reading.phase {
            Phase::Idle if self.aim == Aim::Server => {
                pen.write(canvas, &say!(texts, "import-server-none"), palette.dim);
            }
            Phase::Idle => pen.write(canvas, &say!(texts, "import-none"), palette.dim),
            Phase::Reading(progress) => {
                let file = self.file(context);
                let says = match self.aim {
                    Aim::Server => say!(texts, "import-reading-server"),
                    _ => say!(texts, "import-reading", file = file),
                };
                self.draw_waiting(canvas, pen, &says, Some(*progress), context);
            }
            Phase::Comparing => {
                let says = say!(texts, "import-comparing");
                self.draw_waiting(canvas, pen, &says, None, context);
            }
            Phase::Terminated(terminated) => {
                let said = say!(texts, "import-terminated");
                draw_terminated(canvas, pen, &said, terminated, context);
            }
            Phase::Failed(fault) => draw_failed(canvas, pen, fault, context),
            Phase::Doubtful(doubts, phrase) => {
                self.draw_doubts(canvas, pen, (doubts, phrase.as_deref()), context);
            }
            Phase::Ready => {
                self.draw_head(canvas, pen, context);
                let entries = self.entries(context);
                self.draw_entries(canvas, pen, &entries, context);
            }
        }
    }

    pub(super) fn file(&self, context: &Context) -> String {
        if self.aim == Aim::Server {
            return say!(context.texts, "import-all-of-server");
        }
        let chosen = self.upload.chosen.as_ref();
        chosen.map_or_else(String::new, |file| visible(&file.name).into_owned())
    }

    fn draw_waiting(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        says: &str,
        progress: Option<Progress>,
        context: &Context,
    ) {
        if !self.reading.is_slow(context) {
            return;
        }
        pen.write(canvas, says, context.palette.text);
        if let Some(progress) = progress {
            draw_bar(canvas, pen, progress, context);
        }
        pen.skip(1);
        let says = say!(context.texts, "review-can-be-left");
        pen.write(canvas, &says, context.palette.dim);
    }

    fn draw_head(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let line = pen.line();
        let chosen = self.upload.chosen.as_ref();
        let taken = self.reading.taken_at.filter(|_| self.aim == Aim::Server);
        let facts = match (chosen, taken) {
            (Some(file), _) => format!(" · {}", formats::size(texts, file.bytes)),
            (None, Some(at)) => format!(" · {}", formats::moment(texts, at)),
            (None, None) => String::new(),
        };
        let room = line.width.saturating_sub(width(&facts));
        let used = canvas.print(line, &cut(&self.file(context), room), palette.strong);
        canvas.print(indented(line, used), &facts, palette.dim);
        match (self.reading.report(), self.reading.period) {
            (Some(review), Some(period)) => {
                let period = period.to_string();
                let rows = review.tally.rows;
                let kind = review.kind.code();
                let says = say!(
                    texts,
                    "import-report-head",
                    kind = kind,
                    period = period,
                    rows = rows
                );
                pen.write(canvas, &says, palette.text);
                let effect = self.reading.effect.as_ref();
                if let Some(effect) = effect.filter(|effect| effect.replaces) {
                    let says = say!(texts, "import-confirm-replaces", count = effect.emptied);
                    pen.item(canvas, "▲", &says, palette.warning);
                }
            }
            // What stands below is the sum of a results file.
            _ if self.aim == Aim::Results => {}
            _ => match self.reading.leavers() {
                Some(list) => pen.write(canvas, &tally(&list.tally, context), palette.text),
                None => pen.write(canvas, &self.sum(context), palette.text),
            },
        }
        pen.skip(1);
    }

    pub(super) fn draw_entries(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        entries: &[Entry],
        context: &Context,
    ) {
        let cursor = match self.focus {
            Control::Entry(index) => Some(index),
            _ => None,
        };
        let labels = entries.iter().filter(|entry| entry.count.is_some());
        let wide = labels.map(|entry| width(&entry.label)).max().unwrap_or(0);
        let wide = wide.min(pen.rest.width / 2);
        let height = usize::from(pen.rest.height.max(1));
        let top = cursor.map_or(0, |cursor| (cursor + 1).saturating_sub(height));
        let mut drawn = 0;
        let shown = entries.iter().enumerate().skip(top);
        for (line, (index, entry)) in pen.rest.rows().zip(shown) {
            draw_entry(canvas, line, entry, (wide, cursor == Some(index)), context);
            canvas.hit(line, Hit::Control(index));
            drawn += 1;
        }
        if top + drawn < entries.len()
            && let Some(line) = pen.rest.rows().nth(drawn.saturating_sub(1))
        {
            canvas.print_right(line, "▼", context.palette.dim);
        }
        pen.skip(u16::try_from(drawn).unwrap_or_default());
    }
}

fn draw_entry(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    entry: &Entry,
    (wide, is_selected): (u16, bool),
    context: &Context,
) {
    let palette = &context.palette;
    let base = if entry.warns {
        palette.warning
    } else {
        palette.text
    };
    let Some(count) = entry.count else {
        let style = if is_selected {
            canvas.paint(line, palette.selected);
            canvas.print(line, "▌", palette.selected);
            base.patch(palette.selected)
        } else {
            base
        };
        let rest = indented(line, 2);
        let used = canvas.print(rest, &cut(&entry.label, rest.width), style);
        let note = indented(rest, used + 2);
        canvas.print(note, &cut(&entry.note, note.width), palette.dim);
        return;
    };
    let label = cut(&entry.label, wide);
    if entry.what == What::Said {
        canvas.print(indented(line, 2), &label, base);
        let place = Rect {
            width: (wide + COUNTED - 10).min(line.width),
            ..line
        };
        canvas.print_right(place, &formats::number(context.language(), count), base);
        let note = indented(line, wide + COUNTED + 2);
        canvas.print(note, &cut(&entry.note, note.width), palette.dim);
        return;
    }
    draw_count(
        canvas,
        line,
        &label,
        wide,
        count,
        (is_selected, base),
        context,
    );
    let note = indented(line, wide + COUNTED + 2);
    let style = if entry.warns {
        palette.warning
    } else {
        palette.dim
    };
    canvas.print(note, &cut(&entry.note, note.width), style);
}
