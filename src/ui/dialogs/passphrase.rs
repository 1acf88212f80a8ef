//! Sets the operator's own passphrase, or another operator's: typed twice, and nobody looking on can read it.

use crate::domain::id::OperatorId;
use crate::domain::op::{Op, OperatorOp, OwnOp, Secret};
use crate::domain::plan::Warning;
use crate::say;
use crate::wording;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};

const ONCE: usize = 0;
const TWICE: usize = 1;

/// Asks for a new passphrase.
pub struct Passphrase {
    /// Another operator and their name; none for one's own.
    of: Option<(OperatorId, String)>,
}

impl Passphrase {
    /// Two empty fields.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let fields = vec![
            Field::masked(say!(texts, "sign-in-passphrase")),
            Field::masked(say!(texts, "passphrase-again")),
        ];
        SheetDialog::new(Sheet::saving(fields, context), Self { of: None })
    }

    /// The same for another operator.
    pub fn of(operator: OperatorId, name: &str, context: &Context) -> SheetDialog<Self> {
        let mut dialog = Self::new(context);
        dialog.purpose.of = Some((operator, name.to_owned()));
        dialog
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
}

/// What setting somebody's passphrase does, and what it does to approvals.
fn reset_explained(name: &str, context: &Context) -> String {
    let texts = &context.texts;
    let explained = say!(texts, "operator-reset-explained", name = name.to_owned());
    if !context.settings.second_admin {
        return explained;
    }
    let warning = wording::warning(texts, &Warning::GivesAccessAlone);
    format!("{explained} {warning}")
}

impl OnSheet for Passphrase {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
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
        Looks {
            title,
            about,
            columns: 72,
            ..Looks::default()
        }
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        // A passphrase keeps its spaces.
        let passphrase = sheet.form.exact(ONCE);
        if passphrase.is_empty() {
            sheet.fail_at(ONCE, say!(texts, "prompt-empty"));
        } else if passphrase != sheet.form.exact(TWICE) {
            sheet.fail_at(TWICE, say!(texts, "passphrase-differs"));
        } else {
            let op = self.op(passphrase);
            sheet.asked.run(op, None, context, out);
        }
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        sheet.answered(reply, |_| ONCE, context, out)
    }
}
