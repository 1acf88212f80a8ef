//! Whom a deletion means, in full: everybody where they are few, else the counts and some that were drawn at random,
//! with the way to every row.
//!
//! ```text
//! ┌ 600 people will be deleted ──────────────────────────────────┐
//! │ by group    Sales 412 · HR 90 · in none 98                   │
//! │ by license  Activated 511 · Invited 20 · No license 69       │
//! │ 10 of them, drawn at random                                  │
//! │ Chloé Dubois   chloe@enigma.example   E-12                   │
//! │   ▲ active yesterday                                         │
//! │   Engineer · Sales · Activated                               │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::Rect;

use crate::domain::batch::{RowOutcome, Whom};
use crate::say;

use super::rows::{Rows, Source};
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::key::Key;
use crate::ui::kit::whom;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

/// Whom a deletion means.
pub struct People {
    whom: Whom,
    source: Source,
    top: usize,
}

impl People {
    /// The people of a review or a batch.
    pub fn new(whom: Whom, source: Source) -> Self {
        Self {
            whom,
            source,
            top: 0,
        }
    }

    fn place(context: &Context) -> Rect {
        let body = context.body();
        Rect {
            x: body.x + 1,
            width: body.width.saturating_sub(2),
            ..body
        }
    }

    fn scroll(&mut self, by: isize, context: &Context) {
        let place = Self::place(context);
        let lines = whom::in_full(&self.whom, place.width.saturating_sub(4), context).len();
        let shown = usize::from(place.height.saturating_sub(2));
        let last = lines.saturating_sub(shown);
        self.top = self.top.saturating_add_signed(by).min(last);
    }
}

impl Layer for People {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-all-rows")),
            ("↑↓".to_owned(), say!(texts, "hint-move")),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let page = isize::try_from(Self::place(context).height.saturating_sub(3)).unwrap_or(1);
        match input {
            Input::Key(Key::Enter | Key::Char('r')) => {
                out.open(Rows::new(self.source, Some(RowOutcome::Deleted)));
            }
            Input::Key(Key::Esc | Key::Left) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Key(Key::Up) => self.scroll(-1, context),
            Input::Key(Key::Down) => self.scroll(1, context),
            Input::Key(Key::PageUp) => self.scroll(-page, context),
            Input::Key(Key::PageDown | Key::Char(' ')) => self.scroll(page, context),
            Input::Wheel(rows) => self.scroll(isize::from(*rows), context),
            _ => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let palette = &context.palette;
        let place = Self::place(context);
        let title = say!(context.texts, "whom-title", count = self.whom.count);
        let inside = canvas.boxed(place, &title, palette.rule, palette.danger);
        let lines = whom::in_full(&self.whom, inside.width, context);
        whom::draw(canvas, inside, lines.get(self.top..).unwrap_or_default());
    }
}
