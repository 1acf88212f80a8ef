//! Rows of a roster that is reviewed: whom each means, and what it would change, from what to what.
//!
//! ```text
//! ┌ Title · 40 rows ─────────────────────────────────────────────┐
//! │    LINE  NAME           EMAIL              ID     CHANGES    │
//! │ ▌    17  Siti Aminah    siti@enigma.exam…  E-7    Engineer → │
//! │ Line 17: changed. Title: Engineer → Senior engineer          │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::key::Key;
use crate::domain::query::{Answer, Export, Query};
use crate::domain::roster::{RosterImport, RosterLine, RosterList};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::listing::{self, Listing};
use crate::ui::kit::table::{Column, Row};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::wording;

/// Lines below the table: a blank one and three for the row under the cursor.
const BELOW: u16 = 4;

/// Rows of a roster, a page at a time.
pub struct ImportRows {
    import: RosterImport,
    list: RosterList,
    /// Whether the provider's roster is looked at, by which deletions are confirmed.
    is_evidence: bool,
    rows: Listing<RosterLine, (Option<u32>, Option<i64>)>,
}

impl ImportRows {
    /// The rows of a list.
    pub fn new(import: RosterImport, list: RosterList) -> Self {
        Self {
            import,
            list,
            is_evidence: false,
            rows: Listing::new(|row: &RosterLine| (row.line, row.user.map(|user| user.0))),
        }
    }

    /// The same, of the provider's roster.
    #[must_use]
    pub fn as_evidence(self) -> Self {
        Self {
            is_evidence: true,
            ..self
        }
    }

    fn height(context: &Context) -> u16 {
        listing::rows_over_the_body(BELOW, context)
    }

    fn title(&self, context: &Context) -> String {
        let count = self.rows.list.total() as u64;
        let named = wording::roster_list(&context.texts, self.list);
        format!(
            "{named} · {}",
            say!(context.texts, "rows-count", count = count)
        )
    }

    fn columns(&self, context: &Context) -> Vec<Column> {
        let texts = &context.texts;
        let mut columns = Vec::new();
        if self.list != RosterList::Gone {
            columns.push(Column::exact(say!(texts, "rows-line"), 3).right());
        }
        columns.extend([
            Column::telling(say!(texts, "out-name"), 12, 0),
            Column::telling(say!(texts, "rows-email"), 12, 1),
            Column::telling(say!(texts, "rows-id"), 8, 1),
        ]);
        if self.list != RosterList::Gone {
            columns.push(Column::flexible(say!(texts, "import-rows-changes"), 20, 0));
        }
        columns
    }

    fn cells(&self, row: &RosterLine, context: &Context) -> Vec<Line<'static>> {
        let or_dash = |text: Option<&str>| match text.unwrap_or_default() {
            "" => Line::styled("–", context.palette.dim),
            text => Line::from(visible(text).into_owned()),
        };
        let mut cells = Vec::new();
        if self.list != RosterList::Gone {
            let line = row.line.map(u64::from).unwrap_or_default();
            cells.push(Line::from(formats::number(context.language(), line)));
        }
        cells.extend([
            or_dash(Some(&row.name)),
            or_dash(row.email.as_deref()),
            or_dash(row.unique_id.as_deref()),
        ]);
        if self.list != RosterList::Gone {
            cells.push(Line::from(self.said(row, context)));
        }
        cells
    }

    /// What the row would do: of the field that the list is about, or of all.
    fn said(&self, row: &RosterLine, context: &Context) -> String {
        let texts = &context.texts;
        if let RosterList::Remarked(damage) = self.list {
            let words = row.remarks.iter().filter(|one| one.damage == damage);
            let words: Vec<String> = words
                .map(|one| wording::roster_remark(texts, one))
                .collect();
            return words.join(" · ");
        }
        let (RosterList::ChangedIn(field) | RosterList::EmptyCell(field)) = self.list else {
            return wording::roster_line(texts, row);
        };
        let changes = row.changes.iter().filter(|change| change.field == field);
        let said: Vec<String> = changes
            .map(|change| wording::roster_change(texts, change))
            .collect();
        said.join(" · ")
    }
}

impl Layer for ImportRows {
    fn load(&mut self, context: &Context, out: &mut Out) {
        let (import, list) = (self.import, self.list);
        let query = |page| Query::RosterRows { import, list, page };
        self.rows.ask(query, Self::height(context), context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let mut hints = listing::hints(context);
        let export = ("e".to_owned(), say!(context.texts, "import-rows-export"));
        hints.insert(2, export);
        hints
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let height = Self::height(context);
        if self.rows.list.input(input, height) {
            if self.rows.list.lacks(height) {
                self.load(context, out);
            }
            return Handled::Yes;
        }
        match input {
            Input::Key(Key::Char('e')) => {
                let export = Export::RosterRows(self.import, self.list);
                out.open(Save::new(export, "import-rows.csv", context));
            }
            input if listing::is_closed_by(input) => out.wish(Wish::Close),
            Input::Key(Key::Ctrl('q' | 'c')) => return Handled::No,
            _ => {}
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.rows.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::RosterRows(window))) = reply
            && self.rows.receive(window, Self::height(context))
        {
            self.load(context, out);
        }
        Handled::of_or_close(reply, out)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.rows.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let state = (self.rows.is_loaded(), self.rows.asked.is_slow(context));
        let title = self.title(context);
        let Some([inside, table]) = listing::boxed(canvas, &title, state, BELOW, context) else {
            return;
        };
        self.rows.draw(
            canvas,
            table,
            self.columns(context),
            |row| Row {
                cells: self.cells(row, context),
                marked: false,
            },
            || say!(context.texts, "rows-none"),
            context,
        );
        if let Some(row) = self.rows.list.selected() {
            let said = if self.is_evidence && self.list == RosterList::Gone {
                say!(context.texts, "import-gone-at-provider")
            } else {
                wording::roster_line(&context.texts, row)
            };
            let rows = self.rows.list.total();
            let below = listing::below(&said, (inside, table), rows, 0);
            canvas.paragraph(below, &said, context.palette.dim);
        }
    }
}
