//! Adds an operator: name, email, role, and a passphrase typed twice. What was typed stays until it is done.

use crate::command::{self, Command};
use crate::domain::identifier::EmailAddress;
use crate::domain::op::{NewOperator as New, Op, OperatorOp, Secret};
use crate::domain::operator::Role;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use super::confirm::Confirm;
use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply};
use crate::ui::shell::layer::{Handled, Out, Wish};

const NAME: usize = 0;
const EMAIL: usize = 1;
const ROLE: usize = 2;
const ONCE: usize = 3;
const TWICE: usize = 4;

/// The form of a new operator.
pub struct NewOperator;

impl NewOperator {
    /// Empty fields; the role is the least one.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let roles = Role::ALL.map(|role| wording::role(texts, role)).to_vec();
        let fields = vec![
            Field::text(say!(texts, "out-name"), ""),
            Field::text(say!(texts, "out-email"), "").hint(say!(texts, "operator-form-email-hint")),
            Field::choice(say!(texts, "out-role"), roles, 0),
            Field::masked(say!(texts, "sign-in-passphrase")),
            Field::masked(say!(texts, "passphrase-again")),
        ];
        SheetDialog::new(Sheet::saving(fields, context), Self)
    }
}

/// The role as chosen.
fn role(sheet: &Sheet) -> Role {
    let role = Role::ALL.get(sheet.form.chosen(ROLE));
    role.copied().unwrap_or(Role::Auditor)
}

/// The operator as typed, or the field that is wrong and why.
fn read(sheet: &Sheet, context: &Context) -> Result<New, (usize, String)> {
    let texts = &context.texts;
    let name = sheet.form.value(NAME);
    if name.is_empty() {
        return Err((NAME, say!(texts, "prompt-empty")));
    }
    let email = sheet.form.value(EMAIL);
    let email = if email.is_empty() {
        None
    } else {
        let parsed = EmailAddress::parse(&email);
        Some(parsed.map_err(|_| (EMAIL, say!(texts, "operator-bad-email")))?)
    };
    // A passphrase keeps its spaces.
    let passphrase = sheet.form.exact(ONCE);
    if passphrase != sheet.form.exact(TWICE) {
        return Err((TWICE, say!(texts, "passphrase-differs")));
    }
    Ok(New {
        name,
        email,
        role: role(sheet),
        passphrase: (!passphrase.is_empty()).then_some(Secret(passphrase)),
    })
}

impl OnSheet for NewOperator {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        let texts = &context.texts;
        Looks {
            title: command::row(Command::AddOperator).name(texts),
            about: say!(texts, "operator-add-explained"),
            columns: 72,
            ..Looks::default()
        }
    }

    fn keys(&self, _: &Sheet, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        match read(sheet, context) {
            Ok(new) => {
                let op = Op::Operator(OperatorOp::Add(Box::new(new)));
                sheet.asked.plan(op, context, out);
            }
            Err((field, fault)) => sheet.fail_at(field, fault),
        }
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Plan(plan)) => {
                let role = wording::role(&context.texts, role(sheet));
                let subject = format!("{} · {role}", sheet.form.value(NAME));
                let confirm = Confirm::act(Command::AddOperator, plan.op.clone());
                out.open(confirm.about(&subject));
                Handled::Yes
            }
            Ok(_) => Handled::Yes,
            Err(_) => {
                let field = |reason: &Reason| match reason {
                    Reason::PassphraseShort(_) | Reason::PassphraseCommon => ONCE,
                    _ => NAME,
                };
                sheet.answered(reply, field, context, out)
            }
        }
    }

    fn overheard(&self, reply: &Back, out: &mut Out) -> Handled {
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
        Handled::No
    }
}
