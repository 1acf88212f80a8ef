//! Adds an operator: name, email, role, and a passphrase typed twice. What was typed stays until it is done.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::identifier::EmailAddress;
use crate::domain::op::{NewOperator as New, Op, Secret};
use crate::domain::operator::Role;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, centred, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{DialogSignal, Field, Form};
use super::confirm::Confirm;

const NAME: usize = 0;
const EMAIL: usize = 1;
const ROLE: usize = 2;
const ONCE: usize = 3;
const TWICE: usize = 4;
const SAVE: usize = 1;

/// The form of a new operator.
pub struct NewOperator {
    form: Form,
    fault: Option<String>,
    planning: Asked,
}

impl NewOperator {
    /// Empty fields; the role is the least one.
    pub fn new(context: &Context) -> Self {
        let texts = &context.texts;
        let roles = Role::ALL.map(|role| wording::role(texts, role)).to_vec();
        let fields = vec![
            Field::text(say!(texts, "out-name"), ""),
            Field::text(say!(texts, "out-email"), "").hint(say!(texts, "operator-form-email-hint")),
            Field::choice(say!(texts, "out-role"), roles, 0),
            Field::masked(say!(texts, "sign-in-passphrase")),
            Field::masked(say!(texts, "passphrase-again")),
        ];
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new("Save", Kind::Onward),
        ];
        Self {
            form: Form::new(fields, buttons, SAVE),
            fault: None,
            planning: Asked::default(),
        }
    }

    fn role(&self) -> Role {
        let role = Role::ALL.get(self.form.chosen(ROLE));
        role.copied().unwrap_or(Role::Auditor)
    }

    /// The operator as typed, or the field that is wrong and why.
    fn read(&self, context: &Context) -> Result<New, (usize, String)> {
        let texts = &context.texts;
        let name = self.form.value(NAME);
        if name.is_empty() {
            return Err((NAME, say!(texts, "prompt-empty")));
        }
        let email = self.form.value(EMAIL);
        let email = if email.is_empty() {
            None
        } else {
            let parsed = EmailAddress::parse(&email);
            Some(parsed.map_err(|_| (EMAIL, say!(texts, "operator-bad-email")))?)
        };
        // A passphrase keeps its spaces.
        let passphrase = self.form.exact(ONCE);
        if passphrase != self.form.exact(TWICE) {
            return Err((TWICE, say!(texts, "passphrase-differs")));
        }
        Ok(New {
            name,
            email,
            role: self.role(),
            passphrase: (!passphrase.is_empty()).then_some(Secret(passphrase)),
        })
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.planning.is_settled() {
            return;
        }
        match self.read(context) {
            Ok(new) => {
                let op = Op::AddOperator(Box::new(new));
                self.planning.plan(op, context, out);
            }
            Err((field, fault)) => self.stop_at(field, fault),
        }
    }

    fn stop_at(&mut self, field: usize, fault: String) {
        self.fault = Some(fault);
        self.form.focus_on(field);
    }

    fn refused(&mut self, error: &Error, context: &Context) -> Handled {
        let (Error::Refused(reason) | Error::NotAllowed(reason) | Error::Conflict(reason)) = error
        else {
            return Handled::Fault;
        };
        let field = match reason {
            Reason::PassphraseShort(_) => ONCE,
            _ => NAME,
        };
        self.stop_at(field, wording::reason(&context.texts, reason));
        Handled::Yes
    }
}

impl Layer for NewOperator {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("←→".to_owned(), say!(texts, "settings-hint-change")),
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
        // The confirmation above did it.
        if let Ok(Reply::Outcome(outcome)) = reply
            && matches!(outcome.receipt, Receipt::OperatorAdded(_))
        {
            out.wish(Wish::Close);
            return Handled::Yes;
        }
        if !self.planning.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Plan(plan)) => {
                let role = wording::role(&context.texts, self.role());
                let subject = format!("{} · {role}", self.form.value(NAME));
                let confirm = Confirm::act(Command::AddOperator, plan.op.clone());
                out.open(confirm.about(&subject));
            }
            Ok(_) => {}
            Err(error) => return self.refused(error, context),
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.planning.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let wide = 72.min(area.width.saturating_sub(4));
        let explained = wrap(&say!(texts, "operator-add-explained"), wide - 4);
        let above = u16::try_from(explained.len()).unwrap_or(u16::MAX) + 1;
        let place = centred(area, wide, above + 12);
        let title = command::row(Command::AddOperator).name(texts);
        let inside = canvas.boxed(place, &title, palette.rule, palette.strong);
        for (line, text) in inside.rows().zip(&explained) {
            canvas.print(line, text, palette.text);
        }
        let rest = Rect {
            y: inside.y + above,
            height: inside.height.saturating_sub(above),
            ..inside
        };
        let used = self.form.draw(canvas, rest, context);
        // The fault stands under the fields: beside them there is no room for a whole sentence.
        if let Some(fault) = &self.fault {
            let said = wrap(&format!("▲ {fault}"), rest.width);
            for (line, text) in rest.rows().skip(usize::from(used) + 1).zip(&said) {
                canvas.print(line, text, palette.danger);
            }
        }
    }
}
