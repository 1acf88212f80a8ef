//! Sets the operator's own passphrase, or another operator's: typed twice, and nobody looking on can read it.

use crate::domain::id::OperatorId;
use crate::domain::op::{NewPassphrase, Op, OperatorOp, OwnOp, Secret};
use crate::domain::plan::Warning;
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};

/// Where the one until now is typed, where it is asked for.
const PRESENT: usize = 0;

/// Asks for a new passphrase.
pub struct Passphrase {
    /// Another operator and their name; none for one's own.
    of: Option<(OperatorId, String)>,
    /// Whether the one until now is asked for.
    present: bool,
}

impl Passphrase {
    /// Two empty fields.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let present = context.home.has_passphrase;
        let mut fields = Self::fields(context);
        if present {
            fields.push(Field::masked(say!(texts, "passphrase-present")));
            fields.rotate_right(1);
        }
        SheetDialog::new(Sheet::saving(fields, context), Self { of: None, present })
    }

    fn fields(context: &Context) -> Vec<Field> {
        let texts = &context.texts;
        vec![
            Field::masked(say!(texts, "sign-in-passphrase")),
            Field::masked(say!(texts, "passphrase-again")),
        ]
    }

    /// The same for another operator.
    pub fn of(operator: OperatorId, name: &str, context: &Context) -> SheetDialog<Self> {
        let of = Some((operator, name.to_owned()));
        let sheet = Sheet::saving(Self::fields(context), context);
        SheetDialog::new(sheet, Self { of, present: false })
    }

    /// Where the new one is typed for the first time.
    fn once(&self) -> usize {
        usize::from(self.present)
    }

    fn op(&self, present: Option<String>, passphrase: String) -> Op {
        let passphrase = Secret(passphrase);
        match &self.of {
            Some((operator, _)) => Op::Operator(OperatorOp::ResetPassphrase {
                operator: *operator,
                passphrase,
            }),
            None => Op::Own(OwnOp::SetPassphrase(NewPassphrase {
                present: present.map(Secret),
                wanted: passphrase,
            })),
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
                if self.present {
                    say!(texts, "passphrase-change-explained")
                } else {
                    say!(texts, "passphrase-explained")
                },
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
        let (once, twice) = (self.once(), self.once() + 1);
        let present = self.present.then(|| sheet.form.exact(PRESENT));
        let passphrase = sheet.form.exact(once);
        if present.as_ref().is_some_and(String::is_empty) {
            sheet.fail_at(PRESENT, say!(texts, "prompt-empty"));
        } else if passphrase.is_empty() {
            sheet.fail_at(once, say!(texts, "prompt-empty"));
        } else if passphrase != sheet.form.exact(twice) {
            sheet.fail_at(twice, say!(texts, "passphrase-differs"));
        } else {
            let op = self.op(present, passphrase);
            sheet.asked.run(op, None, context, out);
        }
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let once = self.once();
        let field = |reason: &Reason| match reason {
            Reason::SignInFailed | Reason::Locked(_) => PRESENT,
            _ => once,
        };
        sheet.answered(reply, field, context, out)
    }
}
