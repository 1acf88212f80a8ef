//! Dialogs that are one sheet: what is typed is asked for or done, and the answer closes the sheet or says what is wrong.
//!
//! Keys, drawing and waiting are the same for all of them; a [`OnSheet`] says how the sheet looks, what is done with what
//! was typed, and what an answer means.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out};

/// A dialog that is one sheet.
pub struct SheetDialog<P> {
    /// What is typed.
    pub sheet: Sheet,
    /// What for.
    pub purpose: P,
}

/// What a sheet is for.
pub trait OnSheet {
    /// How the sheet looks.
    fn looks(&self, sheet: &Sheet, context: &Context) -> Looks;

    /// The keys that work in it.
    fn keys(&self, _: &Sheet, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(false, context)
    }

    /// Does or asks for what was typed; nothing is waited for.
    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out);

    /// Takes the answer that was waited for.
    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled;

    /// Whether it is the passphrase that it asks for, before an act that waits for it.
    fn asks_for_proof(&self) -> bool {
        false
    }

    /// Hears of an answer that somebody else waits for, such as the confirmation above.
    fn overheard(&self, _reply: &Back, _out: &mut Out) -> Handled {
        Handled::No
    }
}

impl<P> SheetDialog<P> {
    /// A sheet with its purpose.
    pub const fn new(sheet: Sheet, purpose: P) -> Self {
        Self { sheet, purpose }
    }
}

impl<P: OnSheet> Layer for SheetDialog<P> {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        self.purpose.keys(&self.sheet, context)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        // A passphrase that is asked for is nothing that could be kept.
        self.sheet.form.is_touched() && !self.purpose.asks_for_proof()
    }

    fn holds_secret(&self) -> bool {
        self.sheet.form.holds_secret()
    }

    fn asks_for_proof(&self) -> bool {
        self.purpose.asks_for_proof()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let signal = self.sheet.input(input, out);
        if signal == SheetSignal::Accepted && self.sheet.asked.is_settled() {
            self.purpose.submit(&mut self.sheet, context, out);
        }
        signal.handled()
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let Self { sheet, purpose } = self;
        if sheet.asked.takes(ticket) {
            purpose.heard(sheet, reply, context, out)
        } else {
            purpose.overheard(reply, out)
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.sheet.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = self.purpose.looks(&self.sheet, context);
        self.sheet.draw(canvas, area, &looks, context);
    }
}
