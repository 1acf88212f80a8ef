//! Rows of a learning report that are passed over: whom each names, and why it counts for nobody.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::learning::{LearningReview, PassedOver};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::wording;

/// The rows, which the review holds.
pub struct PassedOverRows {
    review: Arc<LearningReview>,
    list: List<usize, usize>,
}

impl PassedOverRows {
    /// The rows of a review.
    pub fn new(review: Arc<LearningReview>, context: &Context) -> Self {
        let mut list = List::new(|index: &usize| *index);
        list.receive_all((0..review.passed_over.len()).collect(), height(context));
        Self { review, list }
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
        let left = self.review.tally.rows.saturating_sub(self.review.matched);
        let count = say!(texts, "rows-count", count = left);
        let title = format!("{} · {count}", say!(texts, "import-passed-over"));
        let inside = canvas.boxed(
            listing::over_the_body(context),
            &title,
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
        let cells = |row: &PassedOver| {
            let line = formats::number(context.language(), u64::from(row.line));
            vec![
                Line::from(line),
                Line::from(visible(&row.named).into_owned()),
                Line::from(wording::learning_row(texts, row.code)),
            ]
        };
        let row = |index: &usize| Row {
            cells: self
                .review
                .passed_over
                .get(*index)
                .map(cells)
                .unwrap_or_default(),
            marked: false,
        };
        Table::of(&self.list, table, columns, row).draw(canvas, table, context);
    }
}
