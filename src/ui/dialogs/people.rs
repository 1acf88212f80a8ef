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

use super::letter;
use super::rows::{Rows, Source};
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::listing;
use crate::ui::kit::scroll::Scroll;
use crate::ui::kit::whom;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

/// Whom a deletion means.
pub struct People {
    whom: Whom,
    source: Source,
    scroll: Scroll,
}

impl People {
    /// The people of a review or a batch.
    pub fn new(whom: Whom, source: Source) -> Self {
        Self {
            whom,
            source,
            scroll: Scroll::default(),
        }
    }

    /// How many lines there are, and how many can be seen at once.
    fn measure(&self, context: &Context) -> (usize, u16) {
        let place = listing::over_the_body(context);
        let lines = whom::in_full(&self.whom, place.width.saturating_sub(4), context).len();
        (lines, place.height.saturating_sub(2))
    }
}

impl Layer for People {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![
            ("↵".to_owned(), say!(texts, "hint-all-rows")),
            ("↑↓".to_owned(), say!(texts, "hint-scroll")),
        ];
        if !self.whom.letters.is_empty() {
            hints.push(("v".to_owned(), say!(texts, "hint-letter")));
        }
        hints.push(("Esc".to_owned(), say!(texts, "hint-close")));
        hints
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let (lines, room) = self.measure(context);
        match input {
            Input::Key(Key::Enter | Key::Char('r')) => {
                out.open(Rows::new(self.source, Some(RowOutcome::Deleted)));
            }
            Input::Key(Key::Char('v')) if !self.whom.letters.is_empty() => {
                out.open(letter::shown(&self.whom.letters, context));
            }
            Input::Key(Key::Esc | Key::Left) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Key(Key::Up) => self.scroll.by(-1, lines, room),
            Input::Key(Key::Down) => self.scroll.by(1, lines, room),
            Input::Key(Key::Char(' ')) => {
                self.scroll.input(&Input::Key(Key::PageDown), lines, room);
            }
            other => {
                self.scroll.input(other, lines, room);
            }
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let palette = &context.palette;
        let place = listing::over_the_body(context);
        let title = say!(context.texts, "whom-title", count = self.whom.count);
        let inside = canvas.boxed(place, &title, palette.rule, palette.danger);
        let lines = whom::in_full(&self.whom, inside.width, context);
        let top = self.scroll.top(lines.len(), inside.height);
        whom::draw(canvas, inside, lines.get(top..).unwrap_or_default());
        self.scroll.draw(canvas, inside, lines.len(), context);
    }
}
