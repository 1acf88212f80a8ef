//! What went wrong: what happened, what it means for the data, what to do. The technical part is one key away.

use ratatui::layout::Rect;

use crate::error::Error;
use crate::say;
use crate::wording::{self, Explained};

use crate::command::key::Key;
use crate::ui::kit::buttons;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, Hit, centred, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

/// A fault in the operator's words.
pub struct Fault {
    said: Explained,
    technical: bool,
}

impl Fault {
    /// Tells an error.
    pub fn new(error: &Error, context: &Context) -> Self {
        Self {
            said: wording::error(&context.texts, error),
            technical: false,
        }
    }
}

impl Layer for Fault {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![("Esc".to_owned(), say!(texts, "hint-close"))];
        if self.said.technical.is_some() {
            hints.insert(0, ("t".to_owned(), say!(texts, "hint-technical")));
        }
        hints
    }

    fn input(&mut self, input: &Input, _context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Key(Key::Char('t') | Key::Ctrl('t')) => self.technical = !self.technical,
            Input::Key(Key::Esc | Key::Enter) | Input::Click(Hit::Control(_) | Hit::Outside) => {
                out.wish(Wish::Close);
            }
            _ => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = 70.min(area.width.saturating_sub(4));
        let mut lines = Vec::new();
        let parts = [
            (self.said.happened.as_str(), palette.strong),
            (self.said.means.as_str(), palette.text),
            (self.said.remedy.as_str(), palette.text),
        ];
        for (text, style) in parts {
            lines.extend(
                wrap(text, wide.saturating_sub(4))
                    .into_iter()
                    .map(|line| (line, style)),
            );
        }
        if let Some(technical) = self.said.technical.as_ref().filter(|_| self.technical) {
            lines.push((String::new(), palette.dim));
            lines.extend(
                wrap(technical, wide.saturating_sub(4))
                    .into_iter()
                    .map(|line| (line, palette.dim)),
            );
        }
        let tall = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        let place = centred(area, wide, tall.min(area.height));
        let title = format!("▲ {}", say!(context.texts, "fault-title"));
        let inside = canvas.boxed(place, &title, palette.rule, palette.danger);
        for (line, (text, style)) in inside.rows().zip(&lines) {
            canvas.print(line, text, *style);
        }
        let last = Rect {
            y: inside.bottom().saturating_sub(1),
            height: 1,
            ..inside
        };
        let close = [Button::new(say!(context.texts, "button-close"), Kind::Safe)];
        buttons::draw(canvas, last, &close, Some(0), 0, context);
    }
}
