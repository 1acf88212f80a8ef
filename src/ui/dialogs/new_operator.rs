//! Adds an operator: name, email, role, and a passphrase typed twice. What was typed stays until it is done.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::identifier::EmailAddress;
use crate::domain::op::{NewOperator as New, Op, OperatorOp, Secret};
use crate::domain::operator::Role;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::confirm::Confirm;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

const NAME: usize = 0;
const EMAIL: usize = 1;
const ROLE: usize = 2;
const ONCE: usize = 3;
const TWICE: usize = 4;

/// The form of a new operator.
pub struct NewOperator {
    sheet: Sheet,
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
        Self {
            sheet: Sheet::saving(fields, context),
            planning: Asked::default(),
        }
    }

    fn role(&self) -> Role {
        let role = Role::ALL.get(self.sheet.form.chosen(ROLE));
        role.copied().unwrap_or(Role::Auditor)
    }

    /// The operator as typed, or the field that is wrong and why.
    fn read(&self, context: &Context) -> Result<New, (usize, String)> {
        let texts = &context.texts;
        let name = self.sheet.form.value(NAME);
        if name.is_empty() {
            return Err((NAME, say!(texts, "prompt-empty")));
        }
        let email = self.sheet.form.value(EMAIL);
        let email = if email.is_empty() {
            None
        } else {
            let parsed = EmailAddress::parse(&email);
            Some(parsed.map_err(|_| (EMAIL, say!(texts, "operator-bad-email")))?)
        };
        // A passphrase keeps its spaces.
        let passphrase = self.sheet.form.exact(ONCE);
        if passphrase != self.sheet.form.exact(TWICE) {
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
                let op = Op::Operator(OperatorOp::Add(Box::new(new)));
                self.planning.plan(op, context, out);
            }
            Err((field, fault)) => self.sheet.fail_at(field, fault),
        }
    }

    fn refused(&mut self, error: &Error, context: &Context) -> Handled {
        let (Error::Refused(reason) | Error::NotAllowed(reason) | Error::Conflict(reason)) = error
        else {
            return Handled::Fault;
        };
        let field = match reason {
            Reason::PassphraseShort(_) | Reason::PassphraseCommon => ONCE,
            _ => NAME,
        };
        self.sheet
            .fail_at(field, wording::reason(&context.texts, reason));
        Handled::Yes
    }
}

impl Layer for NewOperator {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
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

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        // The confirmation above did it.
        if let Ok(Reply::Outcome(outcome)) = reply
            && matches!(
                outcome.receipt,
                Receipt::OperatorAdded(_) | Receipt::OperatorAddedWithout(_)
            )
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
                let subject = format!("{} · {role}", self.sheet.form.value(NAME));
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
        let texts = &context.texts;
        let looks = Looks {
            title: command::row(Command::AddOperator).name(texts),
            about: say!(texts, "operator-add-explained"),
            columns: 72,
            ..Looks::default()
        };
        self.sheet
            .draw(canvas, area, &looks, &self.planning, context);
    }
}
