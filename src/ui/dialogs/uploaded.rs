//! **Mark as uploaded**: which file, and when somebody uploaded it; now is the suggestion.

use crate::command::{self, Command};
use crate::domain::id::HandoverId;
use crate::domain::op::Op;
use crate::domain::provider::{Handover, ProviderOp};
use crate::formats;
use crate::sanitise::visible;
use crate::say;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};

const WHEN: usize = 0;

/// The sheet that asks when a file was uploaded.
pub struct MarkUploaded {
    handover: HandoverId,
    about: String,
    /// What was suggested: kept as it is, it means this very moment.
    suggested: String,
}

impl MarkUploaded {
    /// The sheet for a portion.
    pub fn new(handover: &Handover, context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let suggested = formats::moment_typed(texts, context.now);
        let file = handover.file.as_ref().and_then(|file| file.file_name());
        let file = file.map(|name| visible(&name.to_string_lossy()).into_owned());
        let label = say!(texts, "uploaded-when");
        let sheet = Sheet::new(
            vec![Field::suggested(label, suggested.clone())],
            command::row(Command::MarkUploaded).name(texts),
            context,
        );
        let about = say!(
            texts,
            "uploaded-explained",
            file = file.unwrap_or_default(),
            count = handover.counts.prepared
        );
        let purpose = Self {
            handover: handover.id,
            about,
            suggested,
        };
        SheetDialog::new(sheet, purpose)
    }
}

impl OnSheet for MarkUploaded {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        Looks {
            title: command::row(Command::MarkUploaded).name(&context.texts),
            about: self.about.clone(),
            columns: 72,
            ..Looks::default()
        }
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let typed = sheet.form.value(WHEN);
        // The suggestion has no seconds, and so would lie before a file of this minute was prepared.
        let at = if typed == self.suggested {
            Some(context.now)
        } else {
            context.zone().moment(&typed)
        };
        let Some(at) = at else {
            sheet.fail_at(WHEN, say!(context.texts, "moment-wrong"));
            return;
        };
        let handover = self.handover;
        let op = Op::Provider(ProviderOp::MarkUploaded { handover, at });
        sheet.asked.run(op, None, context, out);
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        sheet.answered(reply, |_| WHEN, context, out)
    }
}
