//! Words of several lines on a learner's request: a note for operators, or a reply that is mailed to the learner.
//!
//! ```text
//! ┌ → Reply ───────────────────────────────────────────┐
//! │ The words are mailed to Siti Aminah.               │
//! │                                                    │
//! │ ▌ Reply, mailed to the learner                     │
//! │   Hello Siti Aminah,                               │
//! │   which address do you use?▏                       │
//! │   [×] Then wait for the learner                    │
//! │                                                    │
//! │                             Cancel     [ Send ]    │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! The two differ by sign, colour, words and button, as they do on the request. What was typed stays until it is kept.

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::{Op, RequestOp};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::request::{Reply as Said, RequestRow};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::letter::Letter;
use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::person::Person;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply};
use crate::ui::shell::layer::{Handled, Out, Wish};

const WORDS: usize = 0;
const WAIT: usize = 1;
/// The box of the words, in columns and rows.
const BOX: (u16, u16) = (66, 7);

/// For whom the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Note,
    Reply,
    Question,
}

/// Words on a request that are being typed.
pub struct Words {
    purpose: Purpose,
    request: RequestId,
    learner: String,
}

impl Words {
    /// A note that only operators read.
    pub fn note(request: &RequestRow, context: &Context) -> SheetDialog<Self> {
        let button = say!(context.texts, "button-save");
        Self::new(Purpose::Note, request, &button, context)
    }

    /// A reply that is mailed to the learner; the request can wait for the learner from then on.
    pub fn reply(request: &RequestRow, context: &Context) -> SheetDialog<Self> {
        let button = say!(context.texts, "request-reply-button");
        let mut words = Self::new(Purpose::Reply, request, &button, context);
        // What waits for an approval or for its batch cannot wait for the learner.
        if !request.state.is_bound() {
            let check = Field::check(say!(context.texts, "request-reply-wait"));
            words.sheet.form.fields.push(check);
        }
        words
    }

    /// What must be known before a request can be approved.
    pub fn question(request: &RequestRow, context: &Context) -> SheetDialog<Self> {
        let button = say!(context.texts, "request-question-button");
        Self::new(Purpose::Question, request, &button, context)
    }

    fn new(
        purpose: Purpose,
        request: &RequestRow,
        button: &str,
        context: &Context,
    ) -> SheetDialog<Self> {
        let label = match purpose {
            Purpose::Note => say!(context.texts, "request-entry-note"),
            Purpose::Reply => say!(context.texts, "request-entry-reply"),
            Purpose::Question => say!(context.texts, "request-entry-question"),
        };
        let words = Self {
            purpose,
            request: request.id,
            learner: Person::of_request(request).whole(),
        };
        let sheet = Sheet::new(vec![Field::area(label, BOX.0, BOX.1)], button, context);
        SheetDialog::new(sheet, words)
    }
}

impl OnSheet for Words {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        let (texts, palette) = (&context.texts, &context.palette);
        let (sign, command, about, colour) = match self.purpose {
            Purpose::Note => (
                "✎",
                Command::NoteOnRequest,
                say!(texts, "request-note-explained"),
                palette.warning,
            ),
            Purpose::Reply => (
                "→",
                Command::ReplyToRequest,
                say!(
                    texts,
                    "request-reply-explained",
                    name = self.learner.as_str()
                ),
                palette.link,
            ),
            Purpose::Question => (
                "?",
                Command::ReturnRequest,
                say!(texts, "request-question-explained"),
                palette.warning,
            ),
        };
        Looks {
            title: format!("{sign} {}", command::row(command).name(texts)),
            about,
            columns: BOX.0 + 8,
            colour: Some(colour),
        }
    }

    fn keys(&self, sheet: &Sheet, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![("Tab".to_owned(), say!(texts, "hint-next-field"))];
        if sheet.form.focus() == WORDS {
            hints.insert(0, ("↵".to_owned(), say!(texts, "hint-new-line")));
        }
        if sheet.form.focus() == WAIT && sheet.form.fields.len() > WAIT {
            hints.push(("space".to_owned(), say!(texts, "settings-hint-change")));
        }
        let save = match self.purpose {
            Purpose::Note => say!(texts, "hint-save"),
            Purpose::Reply => say!(texts, "hint-letter"),
            Purpose::Question => say!(texts, "request-question-button").to_lowercase(),
        };
        hints.push(("Ctrl-S".to_owned(), save));
        hints.push(("Esc".to_owned(), say!(texts, "hint-cancel")));
        hints
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let (request, text) = (self.request, sheet.form.value(WORDS));
        if text.is_empty() {
            sheet.form.fail(WORDS, say!(context.texts, "prompt-empty"));
            return;
        }
        let op = match self.purpose {
            Purpose::Note => Op::Request(RequestOp::Note { request, text }),
            Purpose::Question => Op::Request(RequestOp::Return {
                request,
                question: text,
            }),
            Purpose::Reply => Op::Request(RequestOp::Reply {
                request,
                reply: Said::Text(text),
                wait: sheet.form.is_checked(WAIT),
            }),
        };
        match self.purpose {
            Purpose::Note | Purpose::Question => sheet.asked.run(op, None, context, out),
            // The whole letter is shown first; it is sent from there.
            Purpose::Reply => sheet.asked.plan(op, context, out),
        }
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Plan(plan)) => {
                let button = say!(context.texts, "request-reply-button");
                out.open(Letter::before(plan, &button, context));
            }
            Ok(_) => out.wish(Wish::Close),
            Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                sheet.fail(wording::reason(&context.texts, reason));
            }
            Err(Error::Conflict(reason)) => {
                // Somebody was faster: what is shown beneath is not how it stands. The words can still be copied.
                sheet.fail(wording::reason(&context.texts, reason));
                out.wish(Wish::Changed(Changes::REQUESTS));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn overheard(&self, reply: &Back, out: &mut Out) -> Handled {
        let sent = matches!(reply, Ok(Reply::Outcome(outcome))
            if matches!(outcome.receipt, Receipt::RequestReplied(request, _) if request == self.request));
        if sent {
            out.wish(Wish::Close);
        }
        Handled::No
    }
}
