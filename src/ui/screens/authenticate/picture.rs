//! How **Authenticate** is drawn.

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::batch::{Batch, BatchState};
use crate::formats;
use crate::say;
use crate::wording;

use super::super::super::canvas::{Canvas, Hit, cut, width, wrap};
use super::super::super::context::Context;
use super::super::super::widgets::buttons::bar;
use super::super::batch::figures::{self, Figures};
use super::{ABOVE, AUTOMATE, Authenticate, DELETION, ENTRIES, SECTIONS, Spot};

/// Columns from which the left list shows its entries in one line.
const ROOMY: u16 = 100;

impl Authenticate {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let wide = if area.width >= ROOMY { 30 } else { 20 };
        let area = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        self.draw_entries(
            canvas,
            Rect {
                width: wide,
                ..area
            },
            context,
        );
        let right = Rect {
            x: area.x + wide + 2,
            width: area.width.saturating_sub(wide + 3),
            ..area
        };
        if self.spot == Spot::Entry(0) {
            let says = say!(context.texts, "section-not-offered");
            for (line, text) in right.rows().skip(1).zip(wrap(&says, right.width)) {
                canvas.print(line, &text, context.palette.dim);
            }
            return;
        }
        self.draw_sections(canvas, right, context);
        if self.expanded {
            self.draw_deletion(canvas, right, context);
        }
    }

    fn draw_entries(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let chosen = match self.spot {
            Spot::Entry(entry) => entry,
            _ => AUTOMATE,
        };
        let columns = area.width.saturating_sub(6);
        let labels = ENTRIES.map(|entry| wrap(entry, columns));
        let tall: usize = labels.iter().map(Vec::len).sum();
        let place = Rect {
            x: area.x + 1,
            width: area.width - 1,
            height: u16::try_from(tall).unwrap_or(0) + 2,
            ..area
        };
        let inside = canvas.boxed(place, "Authenticate", palette.rule, palette.heading);
        let lines = labels.iter().enumerate();
        let lines = lines.flat_map(|(index, label)| label.iter().map(move |line| (index, line)));
        for (row, (index, text)) in inside.rows().zip(lines) {
            let whole = Rect {
                x: row.x - 1,
                width: row.width + 2,
                ..row
            };
            canvas.hit(whole, Hit::Tab(index));
            let has_focus = self.spot == Spot::Entry(index);
            let style = if has_focus {
                canvas.paint(whole, palette.selected);
                palette.selected
            } else if index == chosen {
                palette.strong
            } else {
                palette.text
            };
            if index == chosen {
                canvas.print(whole, "▌", style);
            }
            let place = Rect {
                x: row.x + 1,
                ..row
            };
            canvas.print(place, text, style);
        }
    }

    fn draw_sections(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        for (row, (index, label)) in area.rows().zip(SECTIONS.iter().enumerate()) {
            let open = index == DELETION && self.expanded;
            let sign = if open { "▾" } else { "▸" };
            let has_focus = self.spot == Spot::Section(index);
            let style = match (has_focus, index) {
                (true, _) => palette.selected,
                (false, DELETION) => palette.strong,
                (false, _) => palette.dim,
            };
            if has_focus {
                canvas.paint(row, palette.selected);
            }
            canvas.print(row, &format!("{sign} {label}"), style);
            if index != DELETION {
                canvas.print_right(row, "–", style);
            }
            canvas.hit(row, Hit::Control(index));
        }
    }

    fn draw_deletion(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let inner = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        if let Some(line) = inner.rows().nth(SECTIONS.len()) {
            self.draw_button(canvas, line, context);
        }
        let used = ABOVE - 1;
        let rows = Rect {
            y: area.y + used,
            height: area.height.saturating_sub(used),
            ..inner
        };
        if self.list.total() == 0 && self.loaded {
            let says = say!(context.texts, "batches-none");
            for (line, text) in rows.rows().zip(wrap(&says, rows.width)) {
                canvas.print(line, &text, palette.dim);
            }
        }
        let numbers = self.list.loaded().iter();
        let number = numbers.map(|batch| width(&batch.id.to_string())).max();
        for (offset, line) in rows.rows().enumerate() {
            let index = self.list.top() + offset;
            if let Some(batch) = self.list.get(index) {
                let cursor = self.spot == Spot::Batches && self.list.cursor() == index;
                draw_batch(canvas, line, batch, number.unwrap_or(1), cursor, context);
                canvas.hit(line, Hit::Row(index));
            }
        }
    }

    fn draw_button(&self, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
        let palette = &context.palette;
        let row = command::row(Command::DeleteUsers);
        let refusal = context.refusal(row.permission);
        let label = row.name(&context.texts);
        let text = if self.spot == Spot::DeleteUsers {
            format!("[ {label} ]")
        } else {
            format!("  {label}  ")
        };
        let base = if refusal.is_some() {
            palette.dim
        } else {
            palette.danger
        };
        let style = if self.spot == Spot::DeleteUsers {
            palette.focused(base)
        } else {
            base
        };
        let used = canvas.print(line, &text, style);
        canvas.hit(
            Rect {
                width: used,
                ..line
            },
            Hit::Control(SECTIONS.len()),
        );
        let says = match refusal {
            Some(reason) => wording::reason(&context.texts, &reason),
            None => "All user data will be deleted permanently.".to_owned(),
        };
        let rest = Rect {
            x: line.x + used + 2,
            width: line.width.saturating_sub(used + 2),
            ..line
        };
        // Where it does not fit beside the button it stands below.
        let place = if width(&says) <= rest.width {
            rest
        } else {
            Rect {
                x: line.x + 2,
                y: line.y + 1,
                width: line.width.saturating_sub(2),
                ..line
            }
        };
        canvas.print(place, &cut(&says, place.width), palette.dim);
    }
}

/// One batch in one line: number, file, and where it stands.
fn draw_batch(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    batch: &Batch,
    number: u16,
    under_cursor: bool,
    context: &Context,
) {
    let palette = &context.palette;
    let style = |base: ratatui::style::Style| {
        if under_cursor {
            base.patch(palette.selected)
        } else {
            base
        }
    };
    if under_cursor {
        canvas.paint(line, palette.selected);
        let edge = Rect {
            x: line.x.saturating_sub(1),
            width: 1,
            ..line
        };
        canvas.print(edge, "▌", palette.selected);
    }
    let place = Rect {
        width: number,
        ..line
    };
    canvas.print_right(place, &batch.id.to_string(), style(palette.text));
    let rest = Rect {
        x: line.x + number + 2,
        width: line.width.saturating_sub(number + 2),
        ..line
    };
    let figures = Figures::of(batch, context);
    let detail_wide = (rest.width * 3 / 5).max(34).min(rest.width);
    let name = Rect {
        width: rest.width - detail_wide,
        ..rest
    };
    canvas.print(
        name,
        &cut(&batch.file_name, name.width.saturating_sub(2)),
        style(palette.strong),
    );
    let detail = Rect {
        x: name.right(),
        width: detail_wide,
        ..rest
    };
    let moves = matches!(figures.state, BatchState::Processing | BatchState::Paused);
    if moves {
        let percent = formats::percent(context.language(), figures.done, figures.total);
        let says = if figures.state == BatchState::Paused {
            wording::batch_state(&context.texts, figures.state)
        } else {
            figures.time_left(context).unwrap_or_default()
        };
        let says = format!("{percent}  {says}");
        let room = detail.width.saturating_sub(width(&says) + 2).min(17);
        let used = canvas.print(
            detail,
            &bar(figures.done, figures.total, room),
            style(palette.bar),
        );
        let rest = Rect {
            x: detail.x + used + 2,
            width: detail.width.saturating_sub(used + 2),
            ..detail
        };
        canvas.print(rest, &says, style(palette.text));
        return;
    }
    let when = figures::when(batch, context);
    let when_place = canvas.print_right(detail, &when, style(palette.dim));
    let state = Rect {
        width: when_place.x.saturating_sub(detail.x + 2),
        ..detail
    };
    let says = figures::standing(batch, context);
    canvas.print(state, &cut(&says, state.width), style(palette.text));
}
