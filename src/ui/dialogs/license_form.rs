//! A new license type, or the seats of one that there is: a name and a number, with what is in the way beside them.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::id::LicenseTypeId;
use crate::domain::license::{LicenseType, LicenseTypeOp};
use crate::domain::op::Op;
use crate::error::Error;
use crate::say;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};

const NAME: usize = 0;
const SEATS: usize = 1;

/// The form of a license type.
pub struct LicenseForm {
    /// The type whose seats are set, with how many it had; none makes a new one.
    present: Option<(LicenseTypeId, u64)>,
    sheet: Sheet,
    acting: Asked,
}

impl LicenseForm {
    /// Empty fields for a new type.
    pub fn new(context: &Context) -> Self {
        let texts = &context.texts;
        let fields = vec![
            Field::text(say!(texts, "out-name"), ""),
            Field::text(say!(texts, "out-seats"), ""),
        ];
        Self {
            present: None,
            sheet: Sheet::saving(fields, context),
            acting: Asked::default(),
        }
    }

    /// The seats of a type that there is.
    pub fn seats_of(kind: &LicenseType, context: &Context) -> Self {
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
        Self {
            present: Some((kind.id, kind.seats)),
            sheet,
            acting: Asked::default(),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.acting.is_settled() {
            return;
        }
        let texts = &context.texts;
        let name = self.sheet.form.value(NAME);
        if self.present.is_none() && name.is_empty() {
            self.sheet.fail_at(NAME, say!(texts, "prompt-empty"));
            return;
        }
        let Ok(seats) = self.sheet.form.value(SEATS).parse() else {
            self.sheet
                .fail_at(SEATS, say!(texts, "license-seats-wrong"));
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
        self.acting.run(op, None, context, out);
    }

    const fn purpose(&self) -> Command {
        match self.present {
            None => Command::AddLicenseType,
            Some(_) => Command::SetSeats,
        }
    }
}

impl Layer for LicenseForm {
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
        if !self.acting.takes(ticket) {
            return Handled::No;
        }
        let field = if self.present.is_some() { SEATS } else { NAME };
        self.sheet.answered(reply, field, context, out)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.acting.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let looks = Looks {
            title: command::row(self.purpose()).name(texts),
            about: say!(texts, "license-form-explained"),
            columns: 66,
            ..Looks::default()
        };
        self.sheet.draw(canvas, area, &looks, &self.acting, context);
    }
}
