//! Asks for one line of text, such as the reason of a legal hold.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::say;

use super::super::canvas::Canvas;
use super::super::context::Context;
use super::super::event::Input;
use super::super::layer::{Asked, Handled, Layer, Out, Told, Wish};
use super::super::widgets::form::Field;
use super::super::widgets::sheet::{Looks, Sheet, SheetSignal};

/// What is ticked or not, where there is something to tick.
const TICK: usize = 1;

/// A prompt for one line of text, which must not be empty.
pub struct Prompt {
    purpose: Command,
    title: String,
    explanation: String,
    sheet: Sheet,
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
        Self {
            purpose,
            title: title.into(),
            explanation: explanation.into(),
            sheet: Sheet::new(vec![field], button),
        }
    }

    /// The same with something to tick; the screen is told whether it was.
    #[must_use]
    pub fn with_tick(mut self, label: impl Into<String>) -> Self {
        self.sheet.form.fields.push(Field::check(label));
        self
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        let text = self.sheet.form.value(0);
        if text.is_empty() {
            self.sheet.form.fail(0, say!(context.texts, "prompt-empty"));
            return;
        }
        out.wish(Wish::Close);
        let told = if self.sheet.form.fields.len() > TICK {
            Told::Ticked(self.purpose, text, self.sheet.form.is_checked(TICK))
        } else {
            Told::Text(self.purpose, text)
        };
        out.wish(Wish::Tell(told));
    }
}

impl Layer for Prompt {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        if self.sheet.form.focus() == TICK && self.sheet.form.fields.len() > TICK {
            return vec![
                ("space".to_owned(), say!(texts, "settings-hint-change")),
                ("↵".to_owned(), say!(texts, "hint-accept")),
                ("Esc".to_owned(), say!(texts, "hint-cancel")),
            ];
        }
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
        self.sheet.form.is_touched()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let signal = self.sheet.input(input, out);
        if signal == SheetSignal::Accepted {
            self.submit(context, out);
        }
        signal.handled()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = Looks {
            title: self.title.clone(),
            about: self.explanation.clone(),
            columns: 70,
            ..Looks::default()
        };
        // What was entered is handed to the screen, so that nothing is waited for here.
        let asked = Asked::default();
        self.sheet.draw(canvas, area, &looks, &asked, context);
    }
}
