//! Asks for one line of text, such as the reason of a legal hold.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::say;

use super::super::canvas::{Canvas, centred, wrap};
use super::super::context::Context;
use super::super::event::Input;
use super::super::layer::{Handled, Layer, Out, Told, Wish};
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{DialogSignal, Field, Form};

/// A prompt for one line of text, which must not be empty.
pub struct Prompt {
    purpose: Command,
    title: String,
    explanation: String,
    form: Form,
}

impl Prompt {
    /// Asks for a text; the screen is told it under the given command.
    pub fn new(
        purpose: Command,
        title: impl Into<String>,
        explanation: impl Into<String>,
        field: Field,
        button: impl Into<String>,
    ) -> Self {
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new(button, Kind::Onward),
        ];
        Self {
            purpose,
            title: title.into(),
            explanation: explanation.into(),
            form: Form::new(vec![field], buttons, 1),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        let text = self.form.value(0);
        if text.is_empty() {
            self.form.fail(0, say!(context.texts, "prompt-empty"));
            return;
        }
        out.wish(Wish::Close);
        out.wish(Wish::Tell(Told::Text(self.purpose, text)));
    }
}

impl Layer for Prompt {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-buttons")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        self.form.is_touched()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.form.dialog(input) {
            DialogSignal::Ignored => return Handled::No,
            DialogSignal::Moved | DialogSignal::Changed(_) => {}
            DialogSignal::Accepted => self.submit(context, out),
            DialogSignal::Cancelled => out.wish(Wish::Back),
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = 70.min(area.width.saturating_sub(4));
        let lines = wrap(&self.explanation, wide - 4);
        let explained = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let place = centred(area, wide, explained.saturating_add(7).min(area.height));
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        for (line, text) in inside.rows().skip(1).zip(&lines) {
            canvas.print(line, text, palette.text);
        }
        let used = (explained + 2).min(inside.height);
        let rest = Rect {
            y: inside.y + used,
            height: inside.height - used,
            ..inside
        };
        self.form.draw(canvas, rest, context);
    }
}
