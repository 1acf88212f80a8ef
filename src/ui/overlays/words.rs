//! Words of several lines on a learner's request: a note for operators, or a reply that is mailed to the learner.
//!
//! ```text
//! ┌ → Reply ───────────────────────────────────────────┐
//! │ The words are mailed to Siti Aminah.               │
//! │                                                    │
//! │ ▌ Reply, mailed to the learner                     │
//! │   Dear Siti,                                       │
//! │   which address do you use?▏                       │
//! │   [×] Then wait for the learner                    │
//! │                                                    │
//! │                             Cancel     [ Send ]    │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! The two differ by sign, colour, words and button, as they do on the request. What was typed stays until it is kept.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::Op;
use crate::domain::plan::Changes;
use crate::domain::request::{Reply as Said, RequestRow, RequestState};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, centred, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{DialogSignal, Field, Form};

const WORDS: usize = 0;
const WAIT: usize = 1;
/// The box of the words, in columns and rows.
const BOX: (u16, u16) = (66, 7);

/// For whom the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Note,
    Reply,
}

/// Words on a request that are being typed.
pub struct Words {
    purpose: Purpose,
    request: RequestId,
    learner: String,
    form: Form,
    saving: Asked,
    fault: Option<String>,
}

impl Words {
    /// A note that only operators read.
    pub fn note(request: &RequestRow, context: &Context) -> Self {
        Self::new(Purpose::Note, request, "Save", context)
    }

    /// A reply that is mailed to the learner; the request can wait for the learner from then on.
    pub fn reply(request: &RequestRow, context: &Context) -> Self {
        let button = say!(context.texts, "request-reply-button");
        let mut words = Self::new(Purpose::Reply, request, &button, context);
        // What waits for an approval or for its batch cannot wait for the learner.
        let can_wait = matches!(
            request.state,
            RequestState::New | RequestState::InReview | RequestState::WaitingForLearner
        );
        if can_wait {
            let check = Field::check(say!(context.texts, "request-reply-wait"));
            words.form.fields.push(check);
        }
        words
    }

    fn new(purpose: Purpose, request: &RequestRow, button: &str, context: &Context) -> Self {
        let label = match purpose {
            Purpose::Note => say!(context.texts, "request-entry-note"),
            Purpose::Reply => say!(context.texts, "request-entry-reply"),
        };
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new(button, Kind::Onward),
        ];
        Self {
            purpose,
            request: request.id,
            learner: request.user_name.clone().unwrap_or_default(),
            form: Form::new(vec![Field::area(label, BOX.0, BOX.1)], buttons, 1),
            saving: Asked::default(),
            fault: None,
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.saving.is_settled() {
            return;
        }
        let (request, text) = (self.request, self.form.value(WORDS));
        if text.is_empty() {
            self.form.fail(WORDS, say!(context.texts, "prompt-empty"));
            return;
        }
        let op = match self.purpose {
            Purpose::Note => Op::NoteOnRequest { request, text },
            Purpose::Reply => Op::ReplyToRequest {
                request,
                reply: Said::Text(text),
                wait: self.form.is_checked(WAIT),
            },
        };
        self.saving.run(op, None, context, out);
    }

    /// Title, explanation and colour.
    fn looks(&self, context: &Context) -> (String, String, Style) {
        let (texts, palette) = (&context.texts, &context.palette);
        match self.purpose {
            Purpose::Note => (
                format!("✎ {}", command::row(Command::NoteOnRequest).name(texts)),
                say!(texts, "request-note-explained"),
                palette.warning,
            ),
            Purpose::Reply => (
                format!("→ {}", command::row(Command::ReplyToRequest).name(texts)),
                say!(
                    texts,
                    "request-reply-explained",
                    name = self.learner.as_str()
                ),
                palette.link,
            ),
        }
    }
}

impl Layer for Words {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![
            ("↵".to_owned(), say!(texts, "hint-new-line")),
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
        ];
        if self.form.focus() == WAIT && self.form.fields.len() > WAIT {
            hints.push(("space".to_owned(), say!(texts, "settings-hint-change")));
        }
        let save = match self.purpose {
            Purpose::Note => say!(texts, "hint-save"),
            Purpose::Reply => say!(texts, "request-reply-button").to_lowercase(),
        };
        hints.push(("Ctrl-S".to_owned(), save));
        hints.push(("Esc".to_owned(), say!(texts, "hint-cancel")));
        hints
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        self.form.is_touched()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.form.dialog(input) {
            DialogSignal::Ignored => return Handled::No,
            DialogSignal::Moved => {}
            DialogSignal::Changed(_) => self.fault = None,
            DialogSignal::Accepted => self.submit(context, out),
            DialogSignal::Cancelled => out.wish(Wish::Back),
        }
        Handled::Yes
    }

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if !self.saving.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(_) => out.wish(Wish::Close),
            Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                self.fault = Some(wording::reason(&context.texts, reason));
            }
            Err(Error::Conflict(reason)) => {
                // Somebody was faster: what is shown beneath is not how it stands. The words can still be copied.
                self.fault = Some(wording::reason(&context.texts, reason));
                out.wish(Wish::Changed(Changes::REQUESTS));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.saving.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let (title, explained, colour) = self.looks(context);
        let wide = (BOX.0 + 8).min(area.width.saturating_sub(4));
        let count = |lines: &[String]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let explained = wrap(&explained, wide - 4);
        let fault = self.fault.as_ref();
        let fault = fault.map_or_else(Vec::new, |text| wrap(&format!("▲ {text}"), wide - 4));
        let fields = BOX.1 + u16::try_from(self.form.fields.len()).unwrap_or(1);
        let tall = count(&explained) + fields + count(&fault) + 5;
        let place = centred(area, wide, tall.min(area.height));
        let inside = canvas.boxed(place, &title, colour, colour);
        let mut above = count(&explained);
        for (line, text) in inside.rows().zip(&explained) {
            canvas.print(line, text, palette.text);
        }
        for (line, text) in inside.rows().skip(usize::from(above)).zip(&fault) {
            canvas.print(line, text, palette.danger);
        }
        above += count(&fault) + 1;
        let rest = Rect {
            y: inside.y + above.min(inside.height),
            height: inside.height.saturating_sub(above),
            ..inside
        };
        self.form.draw(canvas, rest, context);
    }
}
