//! Sets the operator's own passphrase, or another operator's: typed twice, and nobody looking on can read it.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::id::OperatorId;
use crate::domain::op::{Op, Secret};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, centred, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{DialogSignal, Field, Form};

const ONCE: usize = 0;
const TWICE: usize = 1;
const SAVE: usize = 1;

/// Asks for a new passphrase.
pub struct Passphrase {
    /// Another operator and their name; none for one's own.
    of: Option<(OperatorId, String)>,
    form: Form,
    fault: Option<String>,
    asked: Asked,
}

impl Passphrase {
    /// Two empty fields.
    pub fn new(context: &Context) -> Self {
        let texts = &context.texts;
        let fields = vec![
            Field::masked(say!(texts, "sign-in-passphrase")),
            Field::masked(say!(texts, "passphrase-again")),
        ];
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new("Save", Kind::Onward),
        ];
        Self {
            of: None,
            form: Form::new(fields, buttons, SAVE),
            fault: None,
            asked: Asked::default(),
        }
    }

    /// The same for another operator.
    pub fn of(operator: OperatorId, name: &str, context: &Context) -> Self {
        Self {
            of: Some((operator, name.to_owned())),
            ..Self::new(context)
        }
    }

    fn op(&self, passphrase: String) -> Op {
        let passphrase = Secret(passphrase);
        match &self.of {
            Some((operator, _)) => Op::ResetPassphrase {
                operator: *operator,
                passphrase,
            },
            None => Op::SetPassphrase(passphrase),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.asked.is_settled() {
            return;
        }
        let texts = &context.texts;
        // A passphrase keeps its spaces.
        let passphrase = self.form.exact(ONCE);
        if passphrase.is_empty() {
            self.stop_at(ONCE, say!(texts, "prompt-empty"));
        } else if passphrase != self.form.exact(TWICE) {
            self.stop_at(TWICE, say!(texts, "passphrase-differs"));
        } else {
            let op = self.op(passphrase);
            self.asked.run(op, None, context, out);
        }
    }

    fn stop_at(&mut self, field: usize, fault: String) {
        self.fault = Some(fault);
        self.form.focus_on(field);
    }
}

impl Layer for Passphrase {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
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
            DialogSignal::Moved => {}
            DialogSignal::Changed(_) => self.fault = None,
            DialogSignal::Accepted => self.submit(context, out),
            DialogSignal::Cancelled => out.wish(Wish::Back),
        }
        Handled::Yes
    }

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(_) => out.wish(Wish::Close),
            Err(Error::Refused(reason)) => {
                self.stop_at(ONCE, wording::reason(&context.texts, reason));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let wide = 72.min(area.width.saturating_sub(4));
        let (title, explained) = match &self.of {
            Some((_, name)) => (
                say!(texts, "command-reset-passphrase"),
                say!(texts, "operator-reset-explained", name = name.clone()),
            ),
            None => (
                say!(texts, "command-passphrase"),
                say!(texts, "passphrase-explained"),
            ),
        };
        let explained = wrap(&explained, wide - 4);
        let above = u16::try_from(explained.len()).unwrap_or(u16::MAX) + 1;
        let place = centred(area, wide, above + 9);
        let inside = canvas.boxed(place, &title, palette.rule, palette.strong);
        for (line, text) in inside.rows().zip(&explained) {
            canvas.print(line, text, palette.text);
        }
        let rest = Rect {
            y: inside.y + above,
            height: inside.height.saturating_sub(above),
            ..inside
        };
        self.form.draw(canvas, rest, context);
        // The fault stands under the fields: beside them there is no room for a whole sentence.
        let said = match &self.fault {
            Some(fault) => Some((format!("▲ {fault}"), palette.danger)),
            None if self.asked.is_slow(context) => {
                Some((say!(texts, "confirm-running"), palette.dim))
            }
            None => None,
        };
        if let Some((said, style)) = said {
            for (line, text) in rest.rows().skip(5).zip(&wrap(&said, rest.width)) {
                canvas.print(line, text, style);
            }
        }
    }
}
