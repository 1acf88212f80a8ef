//! Rows of a review or a batch: line numbers, the file's own text while it is kept, and what becomes of each.
//!
//! ```text
//! ┌ not found · 2,930 rows ──────────────────────────────────────┐
//! │    LINE  EMAIL                       ID                      │
//! │ ▌    17  nobody@enigma.example       –                       │
//! │      23  –                           E-99999                 │
//! │ Line 17: Nobody in this account has this email or ID. …      │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::batch::{BatchRow, ReviewToken, RowOutcome};
use crate::domain::id::BatchId;
use crate::domain::query::{Answer, Query};
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A review, where nothing has happened yet.
    Review(ReviewToken),
    /// A batch.
    Batch(BatchId),
}

/// Lines below the table: a blank one and two for the row under the cursor.
const BELOW: u16 = 3;

/// A list of rows.
pub struct Rows {
    source: Source,
    outcome: Option<RowOutcome>,
    list: List<BatchRow, u32>,
    asked: Asked,
    loaded: bool,
}

impl Rows {
    /// The rows with an outcome, or all of them.
    pub fn new(source: Source, outcome: Option<RowOutcome>) -> Self {
        Self {
            source,
            outcome,
            list: List::new(|row: &BatchRow| row.line),
            asked: Asked::default(),
            loaded: false,
        }
    }

    fn in_review(&self) -> bool {
        matches!(self.source, Source::Review(_))
    }

    fn height(context: &Context) -> u16 {
        listing::rows_over_the_body(BELOW, context)
    }

    fn title(&self, context: &Context) -> String {
        let texts = &context.texts;
        let named = match self.outcome {
            None => say!(texts, "rows-all"),
            Some(outcome) if self.in_review() => wording::would_outcome(texts, outcome),
            Some(outcome) => wording::outcome(texts, outcome),
        };
        let count = u64::try_from(self.list.total()).unwrap_or_default();
        let count = say!(texts, "rows-count", count = count);
        format!("{named} · {count}")
    }

    fn columns(&self, context: &Context) -> Vec<Column> {
        let texts = &context.texts;
        let mut columns = vec![
            Column::exact(say!(texts, "rows-line"), 0).right(),
            Column::telling(say!(texts, "rows-email"), 16, 0),
            Column::telling(say!(texts, "rows-id"), 16, 0),
        ];
        if self.outcome.is_none() {
            columns.push(Column::exact(say!(texts, "rows-outcome"), 1));
        }
        columns
    }

    fn cells(&self, row: &BatchRow, context: &Context) -> Vec<Line<'static>> {
        let texts = &context.texts;
        let or_dash = |text: &str| match text {
            "" => Line::styled("–", context.palette.dim),
            text => Line::from(text.to_owned()),
        };
        let (email, id) = row.text.as_ref().map_or(("", ""), |(a, b)| (a, b));
        let line = formats::number(context.language(), u64::from(row.line));
        let mut cells = vec![Line::from(line), or_dash(email), or_dash(id)];
        if self.outcome.is_none() {
            cells.push(Line::from(match row.outcome {
                None => say!(texts, "outcome-pending"),
                Some(outcome) if self.in_review() => wording::would_outcome(texts, outcome),
                Some(outcome) => wording::outcome(texts, outcome),
            }));
        }
        cells
    }

    /// What is said about the row under the cursor, its text uncut.
    fn said(&self, context: &Context) -> Option<String> {
        let texts = &context.texts;
        let row = self.list.selected()?;
        let line = formats::number(context.language(), u64::from(row.line));
        let said = wording::batch_row_said(texts, row, self.in_review());
        let line = say!(texts, "rows-said", line = line, said = said);
        Some(if row.text.is_none() {
            format!("{line} {}", say!(texts, "rows-text-gone"))
        } else {
            line
        })
    }
}

impl Layer for Rows {
    fn load(&mut self, context: &Context, out: &mut Out) {
        let page = self.list.page(Self::height(context));
        let outcome = self.outcome;
        let query = match self.source {
            Source::Review(review) => Query::ReviewRows {
                review,
                outcome,
                page,
            },
            Source::Batch(batch) => Query::BatchRows {
                batch,
                outcome,
                page,
            },
        };
        self.asked.load(query, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        listing::hints(context)
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let height = Self::height(context);
        if self.list.input(input, height) {
            if self.list.lacks(height) {
                self.load(context, out);
            }
            return Handled::Yes;
        }
        if listing::is_closed_by(input) {
            out.wish(Wish::Close);
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::ReviewRows(window) | Answer::BatchRows(window))) = reply {
            self.list.receive(window.clone(), Self::height(context));
            self.loaded = true;
        }
        Handled::of_or_close(reply, out)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let palette = &context.palette;
        let state = (self.loaded, self.asked.is_slow(context));
        let title = self.title(context);
        let Some([inside, table]) = listing::boxed(canvas, &title, state, BELOW, context) else {
            return;
        };
        let row = |row: &BatchRow| Row {
            cells: self.cells(row, context),
            marked: false,
        };
        Table::of(&self.list, table, self.columns(context), row).draw(canvas, table, context);
        if self.list.total() == 0 {
            let line = Rect {
                y: inside.y + 1,
                ..inside
            };
            canvas.print(line, &say!(context.texts, "rows-none"), palette.dim);
        }
        let said = self.said(context).unwrap_or_default();
        let below = listing::below(&said, (inside, table), self.list.total(), 0);
        canvas.paragraph(below, &said, palette.dim);
    }
}
