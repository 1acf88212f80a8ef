//! Sets the operator's own passphrase, or another operator's: typed twice, and nobody looking on can read it.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::id::OperatorId;
use crate::domain::op::{Op, OperatorOp, OwnOp, Secret};
use crate::domain::plan::Warning;
use crate::error::Error;
use crate::say;
use crate::wording;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

const ONCE: usize = 0;
const TWICE: usize = 1;

/// Asks for a new passphrase.
pub struct Passphrase {
    /// Another operator and their name; none for one's own.
    of: Option<(OperatorId, String)>,
    sheet: Sheet,
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
        Self {
            of: None,
            sheet: Sheet::saving(fields, context),
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
            Some((operator, _)) => Op::Operator(OperatorOp::ResetPassphrase {
                operator: *operator,
                passphrase,
            }),
            None => Op::Own(OwnOp::SetPassphrase(passphrase)),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.asked.is_settled() {
            return;
        }
        let texts = &context.texts;
        // A passphrase keeps its spaces.
        let passphrase = self.sheet.form.exact(ONCE);
        if passphrase.is_empty() {
            self.sheet.fail_at(ONCE, say!(texts, "prompt-empty"));
        } else if passphrase != self.sheet.form.exact(TWICE) {
            self.sheet.fail_at(TWICE, say!(texts, "passphrase-differs"));
        } else {
            let op = self.op(passphrase);
            self.asked.run(op, None, context, out);
        }
    }
}

/// What setting somebody's passphrase does, and what it does to approvals.
fn reset_explained(name: &str, context: &Context) -> String {
    let texts = &context.texts;
    let explained = say!(texts, "operator-reset-explained", name = name.to_owned());
    if !context.settings.second_admin {
        return explained;
    }
    let warning = wording::warning(texts, Warning::GivesAccessAlone);
    format!("{explained} {warning}")
}

impl Layer for Passphrase {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(false, context)
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
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(_) => out.wish(Wish::Close),
            Err(Error::Refused(reason)) => {
                self.sheet
                    .fail_at(ONCE, wording::reason(&context.texts, reason));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let (title, about) = match &self.of {
            Some((_, name)) => (
                say!(texts, "command-reset-passphrase"),
                reset_explained(name, context),
            ),
            None => (
                say!(texts, "command-passphrase"),
                say!(texts, "passphrase-explained"),
            ),
        };
        let looks = Looks {
            title,
            about,
            columns: 72,
            ..Looks::default()
        };
        self.sheet.draw(canvas, area, &looks, &self.asked, context);
    }
}
