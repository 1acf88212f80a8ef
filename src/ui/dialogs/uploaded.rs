//! **Mark as uploaded**: which file, and when somebody uploaded it; now is the suggestion.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::id::HandoverId;
use crate::domain::op::Op;
use crate::domain::provider::{Handover, ProviderOp};
use crate::error::Error;
use crate::formats;
use crate::sanitise::visible;
use crate::say;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};

const WHEN: usize = 0;

/// The sheet that asks when a file was uploaded.
pub struct MarkUploaded {
    handover: HandoverId,
    about: String,
    sheet: Sheet,
    /// What was suggested: kept as it is, it means this very moment.
    suggested: String,
    acting: Asked,
}

impl MarkUploaded {
    /// The sheet for a portion.
    pub fn new(handover: &Handover, context: &Context) -> Self {
        let texts = &context.texts;
        let suggested = formats::moment_typed(texts, context.now);
        let file = handover.file.as_ref().and_then(|file| file.file_name());
        let file = file.map(|name| visible(&name.to_string_lossy()).into_owned());
        let label = say!(texts, "uploaded-when");
        Self {
            handover: handover.id,
            about: say!(
                texts,
                "uploaded-explained",
                file = file.unwrap_or_default(),
                count = handover.counts.prepared
            ),
            sheet: Sheet::new(
                vec![Field::text(label, suggested.clone())],
                command::row(Command::MarkUploaded).name(texts),
                context,
            ),
            suggested,
            acting: Asked::default(),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.acting.is_settled() {
            return;
        }
        let typed = self.sheet.form.value(WHEN);
        // The suggestion has no seconds, and so would lie before a file of this minute was prepared.
        let at = if typed == self.suggested {
            Some(context.now)
        } else {
            context.settings.time_zone.moment(&typed)
        };
        let Some(at) = at else {
            self.sheet
                .fail_at(WHEN, say!(context.texts, "moment-wrong"));
            return;
        };
        let handover = self.handover;
        let op = Op::Provider(ProviderOp::MarkUploaded { handover, at });
        self.acting.run(op, None, context, out);
    }
}

impl Layer for MarkUploaded {
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
        self.sheet.answered(reply, WHEN, context, out)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.acting.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = Looks {
            title: command::row(Command::MarkUploaded).name(&context.texts),
            about: self.about.clone(),
            columns: 72,
            ..Looks::default()
        };
        self.sheet.draw(canvas, area, &looks, &self.acting, context);
    }
}
