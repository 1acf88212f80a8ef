//! Asks for one line of text, such as the reason of a legal hold.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::id::RequestId;
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::letter::Letter;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};

/// What is ticked or not, where there is something to tick.
const TICK: usize = 1;

/// A prompt for one line of text, which must not be empty unless that is an answer too.
pub struct Prompt {
    purpose: Command,
    title: String,
    explanation: String,
    sheet: Sheet,
    letter: Option<Answered>,
    /// Whether nothing is an answer too.
    may_be_empty: bool,
    /// What is explained instead while it is ticked.
    ticked: String,
    asked: Asked,
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
    ) -> Self {
        Self {
            purpose,
            title: title.into(),
            explanation: explanation.into(),
            sheet: Sheet::new(vec![field], button, context),
            letter: None,
            may_be_empty: false,
            ticked: String::new(),
            asked: Asked::default(),
        }
    }

    /// The same, where nothing is an answer too.
    #[must_use]
    pub const fn or_nothing(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// The same, for a text that goes into a letter: the whole letter is shown before the act is done.
    #[must_use]
    pub fn with_letter(mut self, request: RequestId, op: fn(RequestId, String) -> Op) -> Self {
        self.letter = Some(Answered { request, op });
        self
    }

    /// The same with something to tick, and what is explained while it is; the screen learns whether it was.
    #[must_use]
    pub fn with_tick(mut self, label: impl Into<String>, ticked: impl Into<String>) -> Self {
        self.ticked = ticked.into();
        self.sheet.form.fields.push(Field::check(label));
        self
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        let text = self.sheet.form.value(0);
        if text.is_empty() && !self.may_be_empty {
            self.sheet.form.fail(0, say!(context.texts, "prompt-empty"));
            return;
        }
        let is_ticked = self.is_ticked();
        // What is ticked keeps the letter from being written.
        let Some(Answered { request, op }) = self.letter.filter(|_| !is_ticked) else {
            out.wish(Wish::Close);
            let told = if self.has_tick() {
                Told::Ticked(self.purpose, text, is_ticked)
            } else {
                Told::Text(self.purpose, text)
            };
            out.wish(Wish::Tell(told));
            return;
        };
        if self.asked.is_settled() {
            self.asked.plan(op(request, text), context, out);
        }
    }

    fn is_ticked(&self) -> bool {
        self.has_tick() && self.sheet.form.is_checked(TICK)
    }

    fn has_tick(&self) -> bool {
        self.sheet.form.fields.len() > TICK
    }

    /// Whether the act that this was asked for has been done.
    fn is_done(&self, reply: &Result<Reply, Error>) -> bool {
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

impl Layer for Prompt {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        if self.sheet.form.focus() == TICK && self.sheet.form.fields.len() > TICK {
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
        if !self.asked.takes(ticket) {
            if self.is_done(reply) {
                out.wish(Wish::Close);
            }
            return Handled::No;
        }
        match reply {
            Ok(Reply::Plan(plan)) => {
                let button = command::row(self.purpose).name(&context.texts);
                out.open(Letter::before(plan, &button, context));
            }
            Ok(_) => {}
            Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                self.sheet.fail(wording::reason(&context.texts, reason));
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

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = Looks {
            title: self.title.clone(),
            about: if self.is_ticked() {
                self.ticked.clone()
            } else {
                self.explanation.clone()
            },
            columns: 70,
            ..Looks::default()
        };
        self.sheet.draw(canvas, area, &looks, &self.asked, context);
    }
}
