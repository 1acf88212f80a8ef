//! A new retention rule: whom it names, by license, by months without activity, and whether those count of whom nothing is
//! known.

use crate::command::{self, Command};
use crate::domain::op::{AccountOp, Op};
use crate::domain::retention::{Condition, Months, RuleLicense, RuleOp, Unknown};
use crate::say;
use crate::wording;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};

const LICENSE: usize = 0;
const MONTHS: usize = 1;
const UNKNOWN: usize = 2;

/// The form of a rule.
pub struct RuleForm;

impl RuleForm {
    /// The usual rule: no license, not active for two years.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let licenses = RuleLicense::ALL.map(|one| wording::rule_license(texts, one));
        let unknown = vec![
            say!(texts, "rule-unknown-stays"),
            say!(texts, "rule-unknown-counts"),
        ];
        let fields =
            vec![
                Field::choice(say!(texts, "out-license"), licenses.to_vec(), 0),
                Field::text(say!(texts, "rule-months"), Months::USUAL.get().to_string()).hint(
                    say!(texts, "rule-months-hint", most = u64::from(Months::MOST)),
                ),
                Field::choice(say!(texts, "rule-unknown"), unknown, 0),
            ];
        SheetDialog::new(Sheet::saving(fields, context), Self)
    }
}

impl OnSheet for RuleForm {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        let texts = &context.texts;
        Looks {
            title: command::row(Command::AddRule).name(texts),
            about: say!(texts, "rule-form-explained"),
            columns: 74,
            ..Looks::default()
        }
    }

    fn keys(&self, _: &Sheet, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let months = sheet.form.value(MONTHS).trim().parse().ok();
        let Some(months) = months.and_then(Months::new) else {
            let most = u64::from(Months::MOST);
            sheet.fail_at(MONTHS, say!(context.texts, "rule-months-hint", most = most));
            return;
        };
        let license = RuleLicense::ALL.get(sheet.form.chosen(LICENSE)).copied();
        let op = RuleOp::Add(Condition {
            license: license.unwrap_or_default(),
            months,
            unknown: match sheet.form.chosen(UNKNOWN) {
                1 => Unknown::Counts,
                _ => Unknown::Stays,
            },
        });
        let op = Op::Account(AccountOp::Rule(op));
        sheet.asked.run(op, None, context, out);
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        sheet.answered(reply, |_| MONTHS, context, out)
    }
}
