//! How **Authenticate** is drawn.

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::batch::{Batch, BatchState};
use crate::formats;
use crate::say;
use crate::wording;

use super::{ABOVE, AUTOMATE, Authenticate, BELOW, DELETION, ENTRIES, SCIM, SECTIONS, Spot};
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width, wrap};
use crate::ui::screens::deletion::batch::figures;
use crate::ui::screens::deletion::batch::figures::Figures;
use crate::ui::shell::context::Context;

/// Columns from which the left list shows its entries in one line.
const ROOMY: u16 = 100;
/// Columns between two others.
const GAP: u16 = 2;
/// Columns that a bar has at the least.
const LEAST_BAR: u16 = 8;
/// Columns that the name of a file has at the least.
const LEAST_NAME: u16 = 16;

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
            let place = Rect {
                y: right.y + 1,
                height: right.height.saturating_sub(1),
                ..right
            };
            canvas.paragraph(place, &says, context.palette.dim);
            return;
        }
        self.draw_sections(canvas, right, context);
        if self.expanded {
            self.draw_deletion(canvas, right, context);
            self.draw_selected(canvas, area, context);
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
            let sign = match index {
                SCIM => " ",
                _ if open => "▾",
                _ => "▸",
            };
            let has_focus = self.spot == Spot::Section(index);
            let style = match (has_focus, index) {
                (true, _) => palette.selected,
                (false, DELETION | SCIM) => palette.strong,
                (false, _) => palette.dim,
            };
            if has_focus {
                canvas.paint(row, palette.selected);
            }
            canvas.print(row, &format!("{sign} {label}"), style);
            if index == SCIM {
                let says = wording::provider(&context.texts, context.settings.provider);
                canvas.print_right(row, &says, style);
            } else if index != DELETION {
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
            height: area.height.saturating_sub(used + BELOW),
            ..inner
        };
        if self.list.total() == 0 && self.loaded {
            let says = say!(context.texts, "batches-none");
            canvas.paragraph(rows, &says, palette.dim);
        }
        let shown: Vec<_> = (self.list.top()..)
            .zip(rows.rows())
            .filter_map(|(index, line)| Some((index, line, self.list.get(index)?)))
            .collect();
        let batches = shown.iter().map(|(.., batch)| *batch);
        let columns = Columns::of(batches, rows.width, context);
        for (index, line, batch) in shown {
            let cursor = self.spot == Spot::Batches && self.list.cursor() == index;
            draw_batch(canvas, line, batch, &columns, cursor, context);
            canvas.hit(line, Hit::Row(index));
        }
    }

    /// The batch under the cursor in full: a narrow list has no room for long names and times.
    fn draw_selected(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let selected = self.list.selected();
        let Some(batch) = selected.filter(|_| self.spot == Spot::Batches) else {
            return;
        };
        let line = Rect {
            x: area.x + 3,
            y: area.bottom().saturating_sub(1),
            width: area.width.saturating_sub(6),
            height: 1,
        };
        let (name, when) = (&batch.file_name, figures::when(batch, context));
        let said = format!("{name} · {} · {when}", figures::standing(batch, context));
        canvas.print(line, &cut(&said, line.width), context.palette.dim);
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
            None => say!(context.texts, "wizard-all-data"),
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

/// How the line of a batch is shared out.
struct Columns {
    number: u16,
    name: u16,
    /// Columns for where it stands, and whether the time stands beside it.
    standing: u16,
    has_when: bool,
}

impl Columns {
    /// As wide as what stands in them; where that is too much the time goes first, then the name is cut: both stand
    /// in full below the list.
    fn of<'b>(batches: impl Iterator<Item = &'b Batch>, room: u16, context: &Context) -> Self {
        let (mut number, mut name, mut standing, mut when) = (1, 0, 0, 0);
        for batch in batches {
            number = number.max(width(&batch.id.to_string()));
            name = name.max(width(&batch.file_name));
            let figures = Figures::of(batch, context);
            if moves(figures) {
                standing = standing.max(width(&progress(figures, context)) + 2 + LEAST_BAR);
            } else {
                standing = standing.max(width(&figures::standing(batch, context)));
                when = when.max(width(&figures::when(batch, context)));
            }
        }
        let room = room.saturating_sub(number + GAP);
        let has_when = name + GAP + standing + GAP + when <= room;
        let rest = if has_when {
            standing + GAP + when
        } else {
            standing
        };
        let name = name.min(room.saturating_sub(rest + GAP).max(LEAST_NAME));
        Self {
            number,
            name,
            standing: room.saturating_sub(name + GAP),
            has_when,
        }
    }
}

/// Whether there is something to see of its progress.
fn moves(figures: Figures) -> bool {
    matches!(figures.state, BatchState::Processing | BatchState::Paused)
}

/// What is said beside the bar.
fn progress(figures: Figures, context: &Context) -> String {
    let percent = formats::percent(context.language(), figures.done, figures.total);
    let says = if figures.state == BatchState::Paused {
        wording::batch_state(&context.texts, figures.state)
    } else {
        figures.time_left(context).unwrap_or_default()
    };
    format!("{percent}  {says}")
}

/// One batch in one line: number, file, and where it stands.
fn draw_batch(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    batch: &Batch,
    columns: &Columns,
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
    let number = Rect {
        width: columns.number,
        ..line
    };
    canvas.print_right(number, &batch.id.to_string(), style(palette.text));
    let name = Rect {
        x: number.right() + GAP,
        width: columns.name,
        ..line
    };
    let shown = cut(&batch.file_name, name.width);
    canvas.print(name, &shown, style(palette.strong));
    let standing = Rect {
        x: name.right() + GAP,
        width: columns.standing,
        ..line
    };
    let figures = Figures::of(batch, context);
    if moves(figures) {
        let says = progress(figures, context);
        let room = standing.width.saturating_sub(width(&says) + GAP).min(17);
        let filled = bar(figures.done, figures.total, room);
        let used = canvas.print(standing, &filled, style(palette.bar)) + GAP;
        let rest = Rect {
            x: standing.x + used,
            width: standing.width.saturating_sub(used),
            ..standing
        };
        canvas.print(rest, &says, style(palette.text));
        return;
    }
    let mut room = standing.width;
    if columns.has_when {
        let when = figures::when(batch, context);
        let place = canvas.print_right(standing, &when, style(palette.dim));
        room = place.x.saturating_sub(standing.x + GAP);
    }
    let says = cut(&figures::standing(batch, context), room);
    canvas.print(standing, &says, style(palette.text));
}
