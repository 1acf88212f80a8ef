//! **New request**: takes down what a learner asks for: who, what, through which channel, and who asked.
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

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::Page;
use crate::domain::id::UserId;
use crate::domain::op::Op;
use crate::domain::plan::{Outcome, Receipt};
use crate::domain::query::{Answer, Query, UsersPage};
use crate::domain::reason::Reason;
use crate::domain::request::{NewRequest, RequestKind};
use crate::domain::user::{Profile, UserFilter, UserRow, UserSort, UsersQuestion};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, cut};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::key::Key;
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::route::Route;
use super::super::widgets::form::Field;
use super::super::widgets::person::{self, Person};
use super::super::widgets::sheet::{Looks, Sheet, SheetSignal};

const LEARNER: usize = 0;
const TYPE: usize = 1;
const CHANNEL: usize = 2;
const ASKED_BY: usize = 3;
const WORDS: usize = 4;

/// Learners that are offered at a time.
const OFFERED: usize = 5;

/// The form of a new request.
pub struct NewRequestForm {
    user: Option<UserId>,
    sheet: Sheet,
    search: Search,
    knowing: Asked,
    finding: Asked,
    saving: Asked,
}

/// The learners whom the words in the first field find.
#[derive(Default)]
struct Search {
    asked: Asked,
    found: Vec<UserRow>,
    total: usize,
    highlighted: usize,
    /// Whether whom the form is for is not settled by where it was opened.
    is_open: bool,
    answered: bool,
}

impl Search {
    fn begin(&mut self, words: String, context: &Context, out: &mut Out) {
        if words.is_empty() {
            self.asked.forget();
            self.found.clear();
            self.answered = false;
            return;
        }
        let filter = UserFilter {
            search: words,
            ..UserFilter::default()
        };
        let (sort, page) = (UserSort::default(), Page::first(OFFERED));
        let question = UsersQuestion { filter, sort, page };
        self.asked.load(Query::Users(question), context, out);
    }

    fn receive(&mut self, page: &UsersPage) {
        self.found.clone_from(&page.window.rows);
        self.total = page.window.total;
        self.highlighted = 0;
        self.answered = true;
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.highlighted = self.highlighted.saturating_add_signed(by).min(last);
    }
}

impl NewRequestForm {
    /// A form for a learner, or for one who is found by search.
    pub fn new(user: Option<UserId>, context: &Context) -> Self {
        let texts = &context.texts;
        let label = say!(texts, "out-user");
        let learner = match user {
            Some(_) => Field::fixed(label, ""),
            None => Field::text(label, "").hint(say!(texts, "new-request-learner-search")),
        };
        let kinds = RequestKind::ALL.map(|kind| wording::request_kind(texts, kind));
        let fields = vec![
            learner,
            Field::choice(say!(texts, "request-type"), kinds.to_vec(), 0),
            Field::text(say!(texts, "out-channel"), "")
                .hint(say!(texts, "new-request-channel-hint")),
            Field::text(say!(texts, "new-request-asked-by"), "")
                .hint(say!(texts, "new-request-asked-by-hint")),
            Field::area(say!(texts, "new-request-words"), 66, 3)
                .hint(say!(texts, "new-request-words-hint")),
        ];
        let mut sheet = Sheet::new(fields, "Save");
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
            saving: Asked::default(),
        }
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
        self.sheet.form.fields[LEARNER] =
            Field::text(label, person.name.clone()).hint(person.identifiers());
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
        if !self.finding.is_settled() || !self.saving.is_settled() {
            return;
        }
        let missing = [LEARNER, CHANNEL]
            .into_iter()
            .find(|field| self.sheet.form.value(*field).is_empty() && self.user_is_needed(*field));
        if let Some(field) = missing {
            self.sheet
                .form
                .fail(field, say!(context.texts, "prompt-empty"));
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

    fn save(&mut self, user: UserId, context: &Context, out: &mut Out) {
        let kind = RequestKind::ALL.get(self.sheet.form.chosen(TYPE)).copied();
        let request = NewRequest {
            user,
            kind: kind.unwrap_or(RequestKind::Disconnect),
            channel: self.sheet.form.value(CHANNEL),
            asked_by: self.sheet.form.value(ASKED_BY),
            note: self.sheet.form.value(WORDS),
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
                    Reason::OpenRequest(_) => self.sheet.fail_at(TYPE, text),
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
                Field::fixed(label, person.name.clone()).hint(person.identifiers())
            }
            None => Field::fixed(label, say!(texts, "profile-gone")),
        };
    }
}

impl NewRequestForm {
    /// Draws the learners that are offered over the fields below the first one.
    fn draw_offers(&self, canvas: &mut Canvas<'_, '_>, form: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        let search = &self.search;
        let more = search.total.saturating_sub(search.found.len());
        let people: Vec<Person> = search.found.iter().map(Person::of).collect();
        let mut lines = person::lines(&people, form.width.saturating_sub(4));
        if more > 0 {
            let count = u64::try_from(more).unwrap_or_default();
            lines.push(say!(texts, "new-request-more", count = count));
        } else if search.answered && search.found.is_empty() {
            lines.push(say!(texts, "new-request-found-nobody"));
        }
        // What lies beneath would show in part only.
        let fields = self.sheet.form.height().saturating_sub(1);
        let beneath = form.rows().skip(1).take(usize::from(fields));
        for line in beneath.filter(|_| !lines.is_empty()) {
            canvas.clear(line);
        }
        for (index, (line, text)) in form.rows().skip(1).zip(&lines).enumerate() {
            let is_row = index < search.found.len();
            let inner = Rect {
                x: line.x + 4,
                width: line.width.saturating_sub(4),
                ..line
            };
            let style = match is_row {
                true if index == search.highlighted => {
                    canvas.paint(line, palette.selected);
                    let sign = Rect {
                        x: line.x + 2,
                        ..line
                    };
                    canvas.print(sign, "▌", palette.selected);
                    palette.text.patch(palette.selected)
                }
                true => palette.text,
                false => palette.dim,
            };
            canvas.print(inner, &cut(text.trim_end(), inner.width), style);
            if is_row {
                canvas.hit(line, Hit::Row(index));
            }
        }
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
        self.sheet.form.is_touched() || (self.search.is_open && self.user.is_some())
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Key(key) if self.choose(*key, context) => return Handled::Yes,
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
            SheetSignal::Ignored | SheetSignal::Taken | SheetSignal::Changed(_) => {}
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
        if self.saving.takes(ticket) {
            return self.saved(reply, context, out);
        }
        if let Ok(Reply::Answer(Answer::Users(page))) = reply
            && page.provisional
            && self.search.asked.is(ticket)
        {
            // A first glance: order and count come with the whole answer.
            self.search.receive(page);
            return Handled::Yes;
        }
        let finds = self.finding.takes(ticket) || self.search.asked.takes(ticket);
        if !finds && !self.knowing.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Users(page))) => self.search.receive(page),
            Ok(Reply::Answer(Answer::FindUser(Some(user)))) => self.save(*user, context, out),
            Ok(Reply::Answer(Answer::FindUser(None))) => {
                let text = say!(context.texts, "new-request-nobody");
                self.sheet.fail_at(LEARNER, text);
            }
            Ok(Reply::Answer(Answer::Profile(profile))) => self.know(profile.as_deref(), context),
            Ok(_) => {}
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.saving, &self.search.asked];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let looks = Looks {
            title: "New request".to_owned(),
            columns: 76,
            ..Looks::default()
        };
        let fields = self.sheet.draw(canvas, area, &looks, &self.saving, context);
        if self.offers() {
            self.draw_offers(canvas, fields, context);
        }
    }
}
