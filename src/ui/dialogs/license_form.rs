//! A new license type, or the seats of one that there is: a name and a number, with what is in the way beside them.

use crate::command::{self, Command};
use crate::domain::id::LicenseTypeId;
use crate::domain::license::{LicenseType, LicenseTypeOp};
use crate::domain::op::Op;
use crate::say;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};

const NAME: usize = 0;
const SEATS: usize = 1;

/// The form of a license type.
pub struct LicenseForm {
    /// The type whose seats are set, with how many it had; none makes a new one.
    present: Option<(LicenseTypeId, u64)>,
}

impl LicenseForm {
    /// Empty fields for a new type.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let fields = vec![
            Field::text(say!(texts, "out-name"), ""),
            Field::text(say!(texts, "out-seats"), ""),
        ];
        SheetDialog::new(Sheet::saving(fields, context), Self { present: None })
    }

    /// The seats of a type that there is.
    pub fn seats_of(kind: &LicenseType, context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let assigned = kind.assigned();
        let fields = vec![
            Field::fixed(say!(texts, "out-name"), &kind.name),
            Field::text(say!(texts, "out-seats"), kind.seats.to_string()).hint(say!(
                texts,
                "license-seats-hint",
                count = assigned
            )),
        ];
        let mut sheet = Sheet::saving(fields, context);
        sheet.form.focus_on(SEATS);
        let present = Some((kind.id, kind.seats));
        SheetDialog::new(sheet, Self { present })
    }

    const fn purpose(&self) -> Command {
        match self.present {
            None => Command::AddLicenseType,
            Some(_) => Command::SetSeats,
        }
    }
}

impl OnSheet for LicenseForm {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        let texts = &context.texts;
        Looks {
            title: command::row(self.purpose()).name(texts),
            about: say!(texts, "license-form-explained"),
            columns: 66,
            ..Looks::default()
        }
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let name = sheet.form.value(NAME);
        if self.present.is_none() && name.is_empty() {
            sheet.fail_at(NAME, say!(texts, "prompt-empty"));
            return;
        }
        let Ok(seats) = sheet.form.value(SEATS).parse() else {
            sheet.fail_at(SEATS, say!(texts, "license-seats-wrong"));
            return;
        };
        let op = Op::LicenseType(match self.present {
            None => LicenseTypeOp::Add { name, seats },
            Some((license, seen)) => LicenseTypeOp::SetSeats {
                license,
                seen,
                seats,
            },
        });
        sheet.asked.run(op, None, context, out);
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let field = if self.present.is_some() { SEATS } else { NAME };
        sheet.answered(reply, |_| field, context, out)
    }
}
