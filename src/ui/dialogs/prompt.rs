//! Asks for one line of text, such as the reason of a legal hold.

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::letter::Letter;
use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply};
use crate::ui::shell::layer::{Handled, Out, Told, Wish};

/// What is ticked or not, where there is something to tick.
const TICK: usize = 1;

/// A prompt for one line of text, which must not be empty unless that is an answer too.
pub struct Prompt {
    purpose: Command,
    title: String,
    explanation: String,
    letter: Option<Answered>,
    /// Whether nothing is an answer too.
    may_be_empty: bool,
    /// What is explained instead while it is ticked.
    ticked: String,
}

/// A request that is answered with the text: the letter is shown first, and the act is done from there.
#[derive(Debug, Clone, Copy)]
struct Answered {
    request: RequestId,
    op: fn(RequestId, String) -> Op,
}

impl Prompt {
    /// Asks for a text; the screen gets it under the given command.
    pub fn new(
        purpose: Command,
        title: impl Into<String>,
        explanation: impl Into<String>,
        field: Field,
        button: impl Into<String>,
        context: &Context,
    ) -> SheetDialog<Self> {
        let prompt = Self {
            purpose,
            title: title.into(),
            explanation: explanation.into(),
            letter: None,
            may_be_empty: false,
            ticked: String::new(),
        };
        SheetDialog::new(Sheet::new(vec![field], button, context), prompt)
    }

    /// Whether the act that this was asked for has been done.
    fn is_done(&self, reply: &Back) -> bool {
        let Ok(Reply::Outcome(outcome)) = reply else {
            return false;
        };
        let (Receipt::RequestRejected(closed) | Receipt::RequestCancelled(closed)) =
            outcome.receipt
        else {
            return false;
        };
        self.letter.is_some_and(|letter| letter.request == closed)
    }
}

fn has_tick(sheet: &Sheet) -> bool {
    sheet.form.fields.len() > TICK
}

fn is_ticked(sheet: &Sheet) -> bool {
    has_tick(sheet) && sheet.form.is_checked(TICK)
}

impl SheetDialog<Prompt> {
    /// The same, where nothing is an answer too.
    #[must_use]
    pub const fn or_nothing(mut self) -> Self {
        self.purpose.may_be_empty = true;
        self
    }

    /// The same, for a text that goes into a letter: the whole letter is shown before the act is done.
    #[must_use]
    pub fn with_letter(mut self, request: RequestId, op: fn(RequestId, String) -> Op) -> Self {
        self.purpose.letter = Some(Answered { request, op });
        self
    }

    /// The same with something to tick, and what is explained while it is; the screen learns whether it was.
    #[must_use]
    pub fn with_tick(mut self, label: impl Into<String>, ticked: impl Into<String>) -> Self {
        self.purpose.ticked = ticked.into();
        self.sheet.form.fields.push(Field::check(label));
        self
    }
}

impl OnSheet for Prompt {
    fn looks(&self, sheet: &Sheet, _: &Context) -> Looks {
        Looks {
            title: self.title.clone(),
            about: if is_ticked(sheet) {
                self.ticked.clone()
            } else {
                self.explanation.clone()
            },
            columns: 70,
            ..Looks::default()
        }
    }

    fn keys(&self, sheet: &Sheet, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        if sheet.form.focus() == TICK && has_tick(sheet) {
            return vec![
                ("space".to_owned(), say!(texts, "settings-hint-change")),
                ("↵".to_owned(), say!(texts, "hint-accept")),
                ("Esc".to_owned(), say!(texts, "hint-cancel")),
            ];
        }
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-buttons")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let text = sheet.form.value(0);
        if text.is_empty() && !self.may_be_empty {
            sheet.form.fail(0, say!(context.texts, "prompt-empty"));
            return;
        }
        let ticked = is_ticked(sheet);
        // What is ticked keeps the letter from being written.
        let Some(Answered { request, op }) = self.letter.filter(|_| !ticked) else {
            out.wish(Wish::Close);
            let told = if has_tick(sheet) {
                Told::Ticked(self.purpose, text, ticked)
            } else {
                Told::Text(self.purpose, text)
            };
            out.wish(Wish::Tell(told));
            return;
        };
        sheet.asked.plan(op(request, text), context, out);
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Plan(plan)) => {
                let button = command::row(self.purpose).name(&context.texts);
                out.open(Letter::before(plan, &button, context));
            }
            Ok(_) => {}
            Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                sheet.fail(wording::reason(&context.texts, reason));
            }
            Err(error) => {
                if matches!(error, Error::Conflict(_) | Error::Stale) {
                    out.wish(Wish::Changed(Changes::REQUESTS));
                }
                return Handled::Fault;
            }
        }
        Handled::Yes
    }

    fn overheard(&self, reply: &Back, out: &mut Out) -> Handled {
        if self.is_done(reply) {
            out.wish(Wish::Close);
        }
        Handled::No
    }
}
