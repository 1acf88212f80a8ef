//! **New request**: takes down what a learner asks for: who, what, through which channel, and who asked.
//!
//! ```text
//! ┌ New request ───────────────────────────────────────┐
//! │ Learner    siti.aminah@enigma.example▏             │
//! │ Type       ‹ disconnect ›                          │
//! │ Channel    Phone                                   │
//! │ …                                                  │
//! │                             Cancel     [ Save ]    │
//! └────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::id::UserId;
use crate::domain::op::Op;
use crate::domain::plan::{Outcome, Receipt};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{NewRequest, RequestKind};
use crate::domain::user::Profile;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, centred, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::key::Key;
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::route::Route;
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{Field, Form, FormSignal};

const LEARNER: usize = 0;
const TYPE: usize = 1;
const CHANNEL: usize = 2;
const ASKED_BY: usize = 3;
const WORDS: usize = 4;
const CANCEL: usize = 0;

/// The form of a new request.
pub struct NewRequestForm {
    user: Option<UserId>,
    form: Form,
    knowing: Asked,
    finding: Asked,
    saving: Asked,
    fault: Option<String>,
}

impl NewRequestForm {
    /// A form for a learner, or for one who is found by email or ID.
    pub fn new(user: Option<UserId>, context: &Context) -> Self {
        let texts = &context.texts;
        let label = say!(texts, "out-user");
        let learner = match user {
            Some(_) => Field::fixed(label, ""),
            None => Field::text(label, "").hint(say!(texts, "new-request-learner-hint")),
        };
        let kinds = RequestKind::ALL.map(|kind| wording::request_kind(texts, kind));
        let fields = vec![
            learner,
            Field::choice(say!(texts, "request-type"), kinds.to_vec(), 0),
            Field::text(say!(texts, "out-channel"), "")
                .hint(say!(texts, "new-request-channel-hint")),
            Field::text(say!(texts, "new-request-asked-by"), "")
                .hint(say!(texts, "new-request-asked-by-hint")),
            Field::text(say!(texts, "new-request-words"), "")
                .hint(say!(texts, "new-request-words-hint")),
        ];
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new("Save", Kind::Onward),
        ];
        let mut form = Form::new(fields, buttons, 1);
        if user.is_some() {
            form.focus_on(TYPE);
        }
        Self {
            user,
            form,
            knowing: Asked::default(),
            finding: Asked::default(),
            saving: Asked::default(),
            fault: None,
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        self.fault = None;
        if !self.finding.is_settled() || !self.saving.is_settled() {
            return;
        }
        let missing = [LEARNER, CHANNEL]
            .into_iter()
            .find(|field| self.form.value(*field).is_empty() && self.user_is_needed(*field));
        if let Some(field) = missing {
            self.form.fail(field, say!(context.texts, "prompt-empty"));
            return;
        }
        if let Some(user) = self.user {
            self.save(user, context, out);
        } else {
            let typed = self.form.value(LEARNER);
            self.finding.load(Query::FindUser(typed), context, out);
        }
    }

    fn user_is_needed(&self, field: usize) -> bool {
        field != LEARNER || self.user.is_none()
    }

    fn save(&mut self, user: UserId, context: &Context, out: &mut Out) {
        let kind = RequestKind::ALL.get(self.form.chosen(TYPE)).copied();
        let request = NewRequest {
            user,
            kind: kind.unwrap_or(RequestKind::Disconnect),
            channel: self.form.value(CHANNEL),
            asked_by: self.form.value(ASKED_BY),
            note: self.form.value(WORDS),
        };
        let op = Op::NewRequest(Box::new(request));
        self.saving.run(op, None, context, out);
    }

    fn saved(&mut self, reply: &Result<Reply, Error>, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Outcome(Outcome {
                receipt: Receipt::RequestTaken(request),
                ..
            })) => {
                out.wish(Wish::Close);
                out.go(Route::Request(*request));
            }
            Err(Error::Conflict(reason) | Error::Refused(reason)) => {
                let text = wording::reason(&context.texts, reason);
                match reason {
                    Reason::OpenRequest(_) => self.fail(TYPE, text),
                    Reason::UserGone if self.user.is_none() => self.fail(LEARNER, text),
                    Reason::TextMissing => self.fail(CHANNEL, text),
                    _ => self.fault = Some(text),
                }
            }
            Ok(_) => out.wish(Wish::Close),
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    /// Puts the focus on a field and says below the form what is wrong, which may be too long to stand beside it.
    fn fail(&mut self, field: usize, text: String) {
        self.form.fail(field, "");
        self.fault = Some(text);
    }

    fn know(&mut self, profile: Option<&Profile>, context: &Context) {
        let texts = &context.texts;
        let label = say!(texts, "out-user");
        self.form.fields[LEARNER] = match profile.map(|profile| &profile.employee) {
            Some(employee) => {
                let email = employee.email.as_ref().map(ToString::to_string);
                let id = employee.unique_id.as_ref().map(ToString::to_string);
                let identifier = email.or(id).unwrap_or_default();
                Field::fixed(label, employee.full_name()).hint(identifier)
            }
            None => Field::fixed(label, say!(texts, "profile-gone")),
        };
    }
}

impl Layer for NewRequestForm {
    fn load(&mut self, context: &Context, out: &mut Out) {
        if let Some(user) = self.user {
            self.knowing.load(Query::Profile(user), context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("←→".to_owned(), say!(texts, "hint-choose")),
            ("Ctrl-S".to_owned(), say!(texts, "hint-save")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        self.form.is_touched()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.form.input(input) {
            FormSignal::Pressed(CANCEL) => out.wish(Wish::Back),
            FormSignal::Pressed(_) => self.submit(context, out),
            FormSignal::Changed(_) => self.fault = None,
            FormSignal::Ignored => match input {
                Input::Key(Key::Ctrl('s')) => self.submit(context, out),
                Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Back),
                _ => return Handled::No,
            },
            FormSignal::Moved => {}
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
        if self.saving.takes(ticket) {
            return self.saved(reply, context, out);
        }
        let finds = self.finding.takes(ticket);
        if !finds && !self.knowing.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::FindUser(Some(user)))) => self.save(*user, context, out),
            Ok(Reply::Answer(Answer::FindUser(None))) => {
                let text = say!(context.texts, "new-request-nobody");
                self.fail(LEARNER, text);
            }
            Ok(Reply::Answer(Answer::Profile(profile))) => self.know(profile.as_deref(), context),
            Ok(_) => {}
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.saving.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = 76.min(area.width.saturating_sub(4));
        let fault = self.fault.as_ref();
        let fault = fault.map_or_else(Vec::new, |text| wrap(&format!("▲ {text}"), wide - 4));
        let below = u16::try_from(fault.len()).unwrap_or(u16::MAX);
        let place = centred(area, wide, (11 + below).min(area.height));
        let inside = canvas.boxed(place, "New request", palette.rule, palette.strong);
        let rest = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1),
            ..inside
        };
        let used = self.form.draw(canvas, rest, context);
        for (line, text) in rest.rows().skip(usize::from(used)).zip(&fault) {
            canvas.print(line, text, palette.danger);
        }
    }
}
