//! Rows of a learning report or of a results file that are passed over: whom each names, and why it counts for nobody.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::learning::LearningReview;
use crate::domain::provider::Stranger;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::wording;

/// Whose rows they are.
enum Of {
    Report(Arc<LearningReview>),
    Results(Arc<[Stranger]>),
}

/// The rows, which the review holds.
pub struct PassedOverRows {
    of: Of,
    list: List<usize, usize>,
}

impl PassedOverRows {
    /// The rows of a review.
    pub fn new(review: Arc<LearningReview>, context: &Context) -> Self {
        let count = review.passed_over.len();
        Self::listed(Of::Report(review), count, context)
    }

    /// The rows of a results file that mean nobody of whom a change is open.
    pub fn of_results(strangers: Arc<[Stranger]>, context: &Context) -> Self {
        let count = strangers.len();
        Self::listed(Of::Results(strangers), count, context)
    }

    fn listed(of: Of, count: usize, context: &Context) -> Self {
        let mut list = List::new(|index: &usize| *index);
        list.receive_all((0..count).collect(), height(context));
        Self { of, list }
    }

    /// What the rows are, and how many there are.
    fn title(&self, texts: &Texts) -> String {
        let (what, count) = match &self.of {
            Of::Report(review) => {
                let left = review.tally.rows.saturating_sub(review.matched);
                (say!(texts, "import-passed-over"), left)
            }
            Of::Results(rows) => (say!(texts, "import-results-unknown"), rows.len() as u64),
        };
        format!("{what} · {}", say!(texts, "rows-count", count = count))
    }

    /// A row: its line, whom it names, and why it counts for nobody.
    fn row(&self, index: usize, texts: &Texts) -> Option<(u32, &str, String)> {
        match &self.of {
            Of::Report(review) => {
                let row = review.passed_over.get(index)?;
                Some((row.line, &row.named, wording::learning_row(texts, row.code)))
            }
            Of::Results(rows) => {
                let row = rows.get(index)?;
                Some((row.line, &row.said, wording::why_nobody(texts, row.why)))
            }
        }
    }
}

fn height(context: &Context) -> u16 {
    listing::rows_over_the_body(0, context)
}

impl Layer for PassedOverRows {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        listing::hints(context)
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if self.list.input(input, height(context)) {
            return Handled::Yes;
        }
        if listing::is_closed_by(input) {
            out.wish(Wish::Close);
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let texts = &context.texts;
        let palette = &context.palette;
        let inside = canvas.boxed(
            listing::over_the_body(context),
            &self.title(texts),
            palette.rule,
            palette.strong,
        );
        let table = Rect {
            x: inside.x - 1,
            width: inside.width + 1,
            ..inside
        };
        let columns = vec![
            Column::exact(say!(texts, "rows-line"), 0).right(),
            Column::telling(say!(texts, "out-learner"), 16, 0),
            Column::flexible(say!(texts, "out-message"), 20, 1),
        ];
        let cells = |(line, named, why): (u32, &str, String)| {
            let line = formats::number(context.language(), u64::from(line));
            vec![
                Line::from(line),
                Line::from(visible(named).into_owned()),
                Line::from(why),
            ]
        };
        let row = |index: &usize| Row {
            cells: self.row(*index, texts).map(cells).unwrap_or_default(),
            marked: false,
        };
        Table::of(&self.list, table, columns, row).draw(canvas, table, context);
    }
}
