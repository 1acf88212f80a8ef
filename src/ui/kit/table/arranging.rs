//! A table as an operator wants it: columns chosen, in an order, as wide as asked for; and columns beyond the edge of the
//! screen, to which the one that is pointed at leads.

use ratatui::layout::Rect;

use super::{Column, GAP, MATTERS_LITTLE, Row, SCROLL_BAR, Sizing, Table};
use crate::domain::view::{Placed, Usual};
use crate::ui::kit::arranged::{Arrangement, ShownColumn, ShownTable};
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;

impl Column {
    const fn tells(&self) -> bool {
        matches!(self.sizing, Sizing::Telling(_))
    }
}

impl<'a> Table<'a> {
    /// The columns as a view places them, those that are not shown among them.
    fn placed(&self, arrangement: &Arrangement) -> Vec<Placed> {
        let usual = self.columns.iter().map(|column| Usual {
            code: &column.code,
            shown: !column.on_request,
            tells: column.tells(),
        });
        arrangement.view.arrange(&usual.collect::<Vec<_>>())
    }

    /// The same table with the columns that are shown, in their order, and which of them is pointed at.
    pub(super) fn arranged(&self, arrangement: &Arrangement) -> (Table<'a>, Option<usize>) {
        let placed = self.placed(arrangement);
        let shown: Vec<Placed> = placed.into_iter().filter(|one| one.shown).collect();
        let columns = shown.iter().map(|one| {
            let column = self.columns[one.column].clone();
            Column {
                chosen: one.width,
                place: one.column,
                // What somebody asked for does not fall away as what matters little does.
                falls: if column.on_request {
                    column.falls.min(MATTERS_LITTLE - 1)
                } else {
                    column.falls
                },
                ..column
            }
        });
        let columns: Vec<Column> = columns.collect();
        let row = |row: &Row<'a>| Row {
            cells: shown
                .iter()
                .filter_map(|one| row.cells.get(one.column).cloned())
                .collect(),
            marked: row.marked,
        };
        let rows = self.rows.iter().map(|one| one.as_ref().map(row)).collect();
        let focus = arrangement.focus.as_ref();
        let focus = focus.and_then(|code| columns.iter().position(|it| it.code == code.as_str()));
        let arranged = Table {
            columns,
            rows,
            top: self.top,
            cursor: self.cursor,
            total: self.total,
        };
        (arranged, focus)
    }

    /// The widths of the columns, so that the one that is pointed at is on screen: where it has no room beside the others,
    /// those before it scroll out of sight, but for the first that tells rows apart.
    pub(super) fn widths_with(&self, focus: Option<usize>, room: u16) -> Vec<Option<u16>> {
        let usual = self.widths(room);
        match focus {
            Some(focus) if usual.get(focus).is_some_and(Option::is_none) => {
                self.widths_around(focus, room)
            }
            _ => usual,
        }
    }

    fn widths_around(&self, focus: usize, room: u16) -> Vec<Option<u16>> {
        let mut widths = vec![None; self.columns.len()];
        let mut left = room;
        let mut take = |index: usize, most: u16| {
            let wide = self.wanted(index).usual.min(most);
            let fits = wide > 0 && wide <= left;
            if fits {
                widths[index] = Some(wide);
                left = left.saturating_sub(wide + GAP);
            }
            fits
        };
        let pinned = self.columns.iter().position(Column::tells);
        let pinned = pinned.filter(|pinned| *pinned != focus);
        if let Some(pinned) = pinned {
            take(pinned, room / 3);
        }
        take(focus, room - room / 3 - GAP);
        let others = |index: &usize| Some(*index) != pinned;
        let before = (0..focus).rev().filter(others);
        let after = (focus + 1..self.columns.len()).filter(others);
        for index in before {
            if !take(index, room) {
                break;
            }
        }
        for index in after {
            if !take(index, room) {
                break;
            }
        }
        widths
    }

    /// Draws at the edges of the heading that columns are beyond them.
    pub(super) fn draw_beyond(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        widths: &[Option<u16>],
        context: &Context,
    ) {
        let is_out = |range: &[Option<u16>]| range.iter().any(Option::is_none);
        let pinned = self.columns.iter().position(Column::tells);
        let on_screen =
            |(index, width): &(usize, &Option<u16>)| width.is_some() && Some(*index) != pinned;
        let mut shown = widths.iter().enumerate().filter(on_screen);
        let (first, last) = (shown.next(), widths.iter().rposition(Option::is_some));
        let style = context.palette.key;
        if first.is_some_and(|(first, _)| is_out(&widths[..first])) {
            canvas.print(Rect::new(line.x + 1, line.y, 1, 1), "‹", style);
        }
        if last.is_some_and(|last| is_out(&widths[last..])) {
            let x = line.right().saturating_sub(SCROLL_BAR);
            canvas.print(Rect::new(x, line.y, 1, 1), "›", style);
        }
    }

    /// What of the table is drawn, of those columns too that are not shown.
    pub(super) fn shown_as(
        &self,
        (arranged, arrangement): (&Table<'_>, &Arrangement),
        widths: &[Option<u16>],
        focus: Option<usize>,
    ) -> ShownTable {
        let placed = self.placed(arrangement);
        let on_screen = |column: usize| {
            let at = arranged.columns.iter().position(|one| one.place == column);
            at.and_then(|at| widths.get(at).copied().flatten())
        };
        let columns = placed.iter().map(|one| {
            let column = &self.columns[one.column];
            ShownColumn {
                code: column.code.to_string(),
                title: column.title.clone(),
                shown: one.shown,
                tells: column.tells(),
                width: on_screen(one.column),
                chosen: one.width,
            }
        });
        let cells = |row: &Row<'_>| {
            let cells = placed.iter().map(|one| row.cells.get(one.column));
            let texts = cells.map(|cell| cell.map_or_else(String::new, ToString::to_string));
            texts.collect::<Vec<_>>()
        };
        let focused = focus.map(|focus| arranged.columns[focus].place);
        let cursor = self.cursor.and_then(|cursor| cursor.checked_sub(self.top));
        ShownTable {
            columns: columns.collect(),
            rows: self
                .rows
                .iter()
                .map(|row| row.as_ref().map(cells))
                .collect(),
            cursor: cursor.filter(|cursor| *cursor < self.rows.len()),
            focus: focused.and_then(|column| placed.iter().position(|one| one.column == column)),
        }
    }
}
