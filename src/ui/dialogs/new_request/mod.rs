//! **New request**: records what a learner asks for: who, what, through which channel, and who asked.
//!
//! ```text
//! ┌ New request ───────────────────────────────────────┐
//! │ Learner    siti▏                                   │
//! │   ▌ Siti Aminah  siti.aminah@enigma.example        │
//! │ Type       ‹ disconnect ›                          │
//! │ Channel    Phone                                   │
//! │ …                                                  │
//! │                             Cancel     [ Save ]    │
//! └────────────────────────────────────────────────────┘
//! ```

mod search;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::id::{RequestId, UserId};
use crate::domain::identifier::Fit;
use crate::domain::op::{Op, RequestOp};
use crate::domain::plan::{Outcome, Plan, Receipt};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{Correction, NewRequest, RequestKind, RequestRow};
use crate::domain::user::Profile;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::letter::Letter;
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::Field;
use crate::ui::kit::person::Person;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};
use crate::ui::shell::route::Route;
use search::Search;

const LEARNER: usize = 0;
const TYPE: usize = 1;
const CHANNEL: usize = 2;
const ASKED_BY: usize = 3;
const WORDS: usize = 4;

/// The form of a new request.
pub struct NewRequestForm {
    user: Option<UserId>,
    sheet: Sheet,
    search: Search,
    knowing: Asked,
    finding: Asked,
    planning: Asked,
    /// The request that is corrected, where it is not a new one.
    corrects: Option<Corrected>,
    /// What was said that it cannot be carried out, and is to be recorded all the same.
    acknowledged: Option<(UserId, RequestKind)>,
    /// The open request that stands in the way of this one.
    other: Option<RequestId>,
    /// The learner whom the form was opened for.
    opened_for: Option<UserId>,
}

/// A request that is corrected, with learner and type as they were shown.
type Corrected = (RequestId, (Option<UserId>, RequestKind));

impl NewRequestForm {
    /// A form for a learner, or for one who is found by search.
    pub fn new(user: Option<UserId>, context: &Context) -> Self {
        let texts = &context.texts;
        let label = say!(texts, "out-user");
        let learner = match user {
            Some(_) => Field::fixed(label, ""),
            None => Field::text(label, "").hint(say!(texts, "new-request-learner-search")),
        };
        let fields = vec![
            learner,
            type_field(None, context),
            Field::text(say!(texts, "out-channel"), "")
                .hint(say!(texts, "new-request-channel-hint")),
            Field::text(say!(texts, "new-request-asked-by"), "")
                .hint(say!(texts, "new-request-asked-by-hint")),
            Field::area(say!(texts, "new-request-words"), 66, 3)
                .hint(say!(texts, "new-request-words-hint")),
        ];
        let mut sheet = Sheet::saving(fields, context);
        if user.is_some() {
            sheet.form.focus_on(TYPE);
        }
        Self {
            user,
            sheet,
            search: Search {
                is_open: user.is_none(),
                ..Search::default()
            },
            knowing: Asked::default(),
            finding: Asked::default(),
            planning: Asked::default(),
            corrects: None,
            acknowledged: None,
            other: None,
            opened_for: user,
        }
    }

    /// A form that corrects whose request it is and what it asks for. Who was written to stays the learner.
    pub fn correcting(request: &RequestRow, context: &Context) -> Self {
        let mut form = Self::new(request.user.filter(|_| request.replied), context);
        let person = Person::of_request(request);
        if form.user.is_none() {
            form.user = request.user;
            form.opened_for = request.user;
            let label = say!(context.texts, "out-user");
            form.sheet.form.fields[LEARNER] = Field::text(label, person.name.clone())
                .identified(person.identifiers(), Vec::new());
        }
        form.sheet.form.fields[TYPE] = type_field(Some(request.kind), context);
        form.sheet.form.fields.truncate(CHANNEL);
        form.corrects = Some((request.id, (request.user, request.kind)));
        form
    }

    /// Whether learners are offered below the first field.
    fn offers(&self) -> bool {
        self.search.is_open && self.user.is_none() && self.sheet.form.focus() == LEARNER
    }

    /// Takes a key for the learners that are offered; answers whether it was for them.
    fn choose(&mut self, key: Key, context: &Context) -> bool {
        if !self.offers() || self.search.found.is_empty() {
            return false;
        }
        match key {
            Key::Up => self.search.step(-1),
            Key::Down => self.search.step(1),
            Key::Enter => self.pick(self.search.highlighted, context),
            Key::Tab if self.search.found.len() == 1 => self.pick(0, context),
            _ => return false,
        }
        true
    }

    fn pick(&mut self, index: usize, context: &Context) {
        let Some(row) = self.search.found.get(index) else {
            return;
        };
        self.user = Some(row.id);
        let label = say!(context.texts, "out-user");
        let person = Person::of(row);
        let emails = self.search.found.iter().filter_map(|it| it.email.as_ref());
        let others = emails.map(ToString::to_string);
        let others = others.filter(|email| *email != person.email).collect();
        self.sheet.form.fields[LEARNER] =
            Field::text(label, person.name.clone()).identified(person.identifiers(), others);
        self.sheet.form.focus_on(TYPE);
        self.sheet.forgive();
    }

    /// Other words mean another learner.
    fn search_anew(&mut self, context: &Context, out: &mut Out) {
        if self.search.is_open {
            self.user = None;
            let hint = say!(context.texts, "new-request-learner-search");
            self.sheet.form.fields[LEARNER].hint = hint;
            self.search
                .begin(self.sheet.form.value(LEARNER), context, out);
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        self.sheet.forgive();
        let asked = [&self.finding, &self.planning, &self.sheet.asked];
        if !asked.iter().all(|asked| asked.is_settled()) {
            return;
        }
        let fields = [LEARNER, CHANNEL].into_iter();
        let missing = fields
            .filter(|field| *field < self.sheet.form.fields.len())
            .find(|field| self.sheet.form.value(*field).is_empty() && self.user_is_needed(*field));
        if let Some(field) = missing {
            self.sheet
                .form
                .fail(field, say!(context.texts, "prompt-empty"));
            return;
        }
        if self.kind().is_none() {
            let text = say!(context.texts, "new-request-type-missing");
            self.sheet.form.fail(TYPE, text);
            return;
        }
        if let Some(user) = self.user {
            self.save(user, context, out);
        } else {
            let typed = self.sheet.form.value(LEARNER);
            self.finding.load(Query::FindUser(typed), context, out);
        }
    }

    fn user_is_needed(&self, field: usize) -> bool {
        field != LEARNER || self.user.is_none()
    }

    /// The type that was chosen; the first entry is none.
    fn kind(&self) -> Option<RequestKind> {
        let chosen = self.sheet.form.chosen(TYPE).checked_sub(1)?;
        RequestKind::ALL.get(chosen).copied()
    }

    /// Asks first whether it could be carried out at all, unless that was said already.
    fn save(&mut self, user: UserId, context: &Context, out: &mut Out) {
        let Some(kind) = self.kind() else { return };
        let op = match self.corrects {
            Some((request, seen)) => Op::Request(RequestOp::Correct(Correction {
                request,
                seen,
                user,
                kind,
            })),
            None => Op::Request(RequestOp::New(Box::new(NewRequest {
                user,
                kind,
                channel: self.sheet.form.value(CHANNEL),
                asked_by: self.sheet.form.value(ASKED_BY),
                note: self.sheet.form.value(WORDS),
            }))),
        };
        self.planning.plan(op, context, out);
    }

    /// Shows the whole letter that goes, and records from there; at once where nobody is mailed.
    fn record(&mut self, plan: &Plan, context: &Context, out: &mut Out) {
        if plan.letters.is_empty() {
            self.sheet.asked.run(plan.op.clone(), None, context, out);
            return;
        }
        let button = say!(context.texts, "new-request-record");
        out.open(Letter::before(plan, &button, context));
    }

    /// Goes on where nothing stands in the way, else says so once.
    fn planned(&mut self, plan: &Plan, context: &Context, out: &mut Out) {
        let target = match &plan.op {
            Op::Request(RequestOp::New(new)) => (new.user, new.kind),
            Op::Request(RequestOp::Correct(correction)) => (correction.user, correction.kind),
            _ => return,
        };
        let warning = plan.warnings.first();
        let Some(warning) = warning.filter(|_| self.acknowledged != Some(target)) else {
            self.record(plan, context, out);
            return;
        };
        // Whom an identifier named that was typed is settled now.
        self.user = Some(target.0);
        self.acknowledged = Some(target);
        let texts = &context.texts;
        let said = wording::warning(texts, warning);
        let again = say!(texts, "new-request-all-the-same");
        self.sheet.fail(format!("{said} {again}"));
    }

    fn saved(&mut self, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Outcome(Outcome {
                receipt: Receipt::RequestTaken(request) | Receipt::RequestCorrected(request),
                ..
            })) => {
                out.wish(Wish::Close);
                out.go(Route::Request(*request));
            }
            Err(Error::Conflict(reason) | Error::Refused(reason)) => {
                let text = wording::reason(&context.texts, reason);
                match reason {
                    Reason::OpenRequest(other) => {
                        self.other = Some(*other);
                        let way = say!(context.texts, "new-request-open-other");
                        self.sheet.fail_at(TYPE, format!("{text} {way}"));
                    }
                    Reason::UserGone if self.user.is_none() => self.sheet.fail_at(LEARNER, text),
                    Reason::TextMissing => self.sheet.fail_at(CHANNEL, text),
                    _ => self.sheet.fail(text),
                }
            }
            Ok(_) => out.wish(Wish::Close),
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn know(&mut self, profile: Option<&Profile>, context: &Context) {
        let texts = &context.texts;
        let label = say!(texts, "out-user");
        self.sheet.form.fields[LEARNER] = match profile.map(|profile| &profile.employee) {
            Some(employee) => {
                let person = Person::about(employee);
                Field::fixed(label, person.name.clone())
                    .identified(person.identifiers(), Vec::new())
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
        if self.offers() && !self.search.found.is_empty() {
            return vec![
                ("↑↓".to_owned(), say!(texts, "hint-choose")),
                ("↵".to_owned(), say!(texts, "hint-accept")),
                ("Esc".to_owned(), say!(texts, "hint-cancel")),
            ];
        }
        let here = match self.sheet.form.focus() {
            TYPE => Some(("←→", say!(texts, "hint-choose"))),
            WORDS => Some(("↵", say!(texts, "hint-new-line"))),
            _ => None,
        };
        let here = here.map(|(key, does)| (key.to_owned(), does));
        let others = [
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("Ctrl-S".to_owned(), say!(texts, "hint-save")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ];
        here.into_iter().chain(others).collect()
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        self.sheet.form.is_touched() || (self.search.is_open && self.user != self.opened_for)
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Key(key) if self.choose(*key, context) => return Handled::Yes,
            Input::Key(Key::Ctrl('o')) => {
                if let Some(other) = self.other {
                    out.wish(Wish::Close);
                    out.go(Route::Request(other));
                }
                return Handled::Yes;
            }
            Input::Click(Hit::Row(index)) => {
                self.pick(*index, context);
                return Handled::Yes;
            }
            _ => {}
        }
        let signal = self.sheet.input(input, out);
        match signal {
            SheetSignal::Accepted => self.submit(context, out),
            SheetSignal::Changed(LEARNER) => self.search_anew(context, out),
            SheetSignal::Changed(TYPE) => self.other = None,
            SheetSignal::Ignored | SheetSignal::Taken | SheetSignal::Changed(_) => {}
        }
        signal.handled()
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.planning.takes(ticket) {
            let Ok(Reply::Plan(plan)) = reply else {
                return self.saved(reply, context, out);
            };
            self.planned(plan, context, out);
            return Handled::Yes;
        }
        if self.sheet.asked.takes(ticket) {
            return self.saved(reply, context, out);
        }
        if let Ok(Reply::Answer(Answer::Users(page))) = reply
            && page.provisional
            && self.search.asked.is(ticket)
        {
            // A first glance: order and count come with the whole answer.
            self.search.receive(page, context, out);
            return Handled::Yes;
        }
        // It was recorded from the letter above.
        if let Ok(Reply::Outcome(outcome)) = reply
            && let Receipt::RequestTaken(_) | Receipt::RequestCorrected(_) = outcome.receipt
        {
            return self.saved(reply, context, out);
        }
        if self.search.gone.takes(ticket, reply) {
            return Handled::Yes;
        }
        let finds = self.finding.takes(ticket) || self.search.asked.takes(ticket);
        if !finds && !self.knowing.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Users(page))) => self.search.receive(page, context, out),
            Ok(Reply::Answer(Answer::FindUser(Fit::One(user)))) => self.save(*user, context, out),
            Ok(Reply::Answer(Answer::FindUser(Fit::Nobody))) => {
                let text = say!(context.texts, "new-request-nobody");
                self.sheet.fail_at(LEARNER, text);
            }
            Ok(Reply::Answer(Answer::FindUser(Fit::Two(..)))) => {
                let text = wording::reason(&context.texts, &Reason::TwoFit);
                self.sheet.fail_at(LEARNER, text);
            }
            Ok(Reply::Answer(Answer::Profile(profile))) => self.know(profile.as_deref(), context),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.sheet.asked, &self.planning, &self.search.asked];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = Looks {
            title: match self.corrects {
                Some(request) => say!(
                    context.texts,
                    "request-correct-title",
                    request = request.0.to_string()
                ),
                None => "New request".to_owned(),
            },
            columns: 76,
            ..Looks::default()
        };
        let fields = self.sheet.draw(canvas, area, &looks, context);
        if self.offers() {
            let height = self.sheet.form.height();
            self.search.draw(canvas, fields, height, context);
        }
    }
}

/// The field of the type. What the learner asks for is not guessed: the first entry is none.
fn type_field(kind: Option<RequestKind>, context: &Context) -> Field {
    let texts = &context.texts;
    let kinds = RequestKind::ALL.map(|kind| wording::request_kind(texts, kind));
    let first = say!(texts, "new-request-choose-type");
    let options = std::iter::once(first).chain(kinds).collect();
    let chosen = kind.and_then(|kind| RequestKind::ALL.iter().position(|it| *it == kind));
    let chosen = chosen.map_or(0, |index| index + 1);
    Field::choice(say!(texts, "request-type"), options, chosen)
}
