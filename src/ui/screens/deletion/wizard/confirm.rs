//! The fourth step: the warning that asks to confirm. **Cancel** has the focus; past a gate a phrase is typed.
//!
//! ```text
//! ┌ Delete users ────────────────────────────────────────────────┐
//! │ 598,444 users of Enigma Hub   59.8 %                         │
//! │                                                              │
//! │ Goes    their accounts and all learning data, …              │
//! │ Stays   aggregate reports, not recalculated; …               │
//! │ Mail    one to you when it is done, with counts only         │
//! │ ▲ This cannot be undone. Type: delete 598444 users           │
//! │                                                              │
//! │   Begins   ‹ at once ›                                       │
//! │   Phrase   delete 598444 users                               │
//! │                              [ Cancel ]     Confirm          │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::command::Command;
use crate::domain::batch::{Doom, Gate, Review, ReviewToken, RowOutcome, Whom};
use crate::domain::op::Op;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::settings::Settings;
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, centred, cut, wrap};
use crate::ui::kit::form::{Field, Form, FormSignal};
use crate::ui::kit::key::Key;
use crate::ui::kit::whom;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};

/// The field of the waiting time.
const DAYS: usize = 0;
/// The field of the phrase, where there is one.
const PHRASE: usize = 1;
/// The button that goes back.
const CANCEL: usize = 0;
const WIDE: u16 = 72;
/// Lines of the body that the stepper takes.
const STEPPER: u16 = 2;
/// Columns of the heads of the three lines.
const HEAD: u16 = 8;

/// The warning.
pub struct ConfirmDeletion {
    review: ReviewToken,
    whom: Option<Box<Whom>>,
    planned: u64,
    users: u64,
    gate: Gate,
    again: bool,
    form: Form,
    /// What is said under the phrase.
    fault: Option<String>,
    asked: Asked,
    naming: Asked,
}

impl ConfirmDeletion {
    /// Asks to confirm a review, with the waiting time that was chosen before.
    pub fn new(
        review: &Review,
        whom: Option<Box<Whom>>,
        again: bool,
        days: u8,
        context: &Context,
    ) -> Self {
        let texts = &context.texts;
        let gate = review.gate;
        let options = (gate.wait_days..=Settings::MAX_WAIT_DAYS)
            .map(|days| say!(texts, "confirm-days", count = u64::from(days)))
            .collect();
        let chosen = usize::from(days.saturating_sub(gate.wait_days));
        let mut fields = vec![
            Field::choice(say!(texts, "confirm-begins"), options, chosen)
                .hint(say!(texts, "confirm-begins-hint")),
        ];
        if gate.phrase_for.is_some() {
            fields.push(Field::text(say!(texts, "confirm-phrase"), ""));
        }
        let buttons = vec![
            Button::new("Cancel", Kind::Safe),
            Button::new("Confirm", Kind::Dangerous).enabled_if(gate.phrase_for.is_none()),
        ];
        let mut form = Form::new(fields, buttons, 1);
        form.focus_on(form.fields.len() + CANCEL);
        Self {
            review: review.token,
            whom,
            planned: review.counts.of(RowOutcome::Deleted),
            users: review.users,
            gate,
            again,
            form,
            fault: None,
            asked: Asked::default(),
            naming: Asked::default(),
        }
    }

    fn days(&self) -> u8 {
        let chosen = u8::try_from(self.form.chosen(DAYS)).unwrap_or_default();
        self.gate.wait_days.saturating_add(chosen)
    }

    fn phrase_is_right(&self) -> bool {
        self.gate.phrase_for.is_none() || self.gate.accepts(&self.form.value(PHRASE))
    }

    /// Says under the phrase why it does not go on.
    fn fail(&mut self, why: String) {
        self.fault = Some(why);
        self.form.focus_on(PHRASE);
    }

    fn cancel(&self, out: &mut Out) {
        out.wish(Wish::Close);
        // The waiting time that was chosen is kept.
        let days = usize::from(self.days());
        out.wish(Wish::Tell(Told::Chosen(Command::DeleteUsers, days)));
    }

    fn confirm(&mut self, context: &Context, out: &mut Out) {
        if !self.phrase_is_right() {
            self.fail(say!(context.texts, "confirm-phrase-wrong"));
            return;
        }
        if !self.asked.is_settled() {
            return;
        }
        let op = Op::ConfirmBatch {
            review: self.review,
            wait_days: self.days(),
            phrase: self.gate.phrase(),
            again: self.again,
        };
        self.asked.run(op, None, context, out);
    }

    fn enter(&mut self, context: &Context, out: &mut Out) {
        let fields = self.form.fields.len();
        match self.form.focus() {
            PHRASE if fields > PHRASE => self.confirm(context, out),
            // Enter on the waiting time never confirms.
            DAYS => self
                .form
                .focus_on(if fields > PHRASE { PHRASE } else { fields }),
            focus if focus == fields + CANCEL => self.cancel(out),
            _ => self.confirm(context, out),
        }
    }

    fn lines(&self, wide: u16, context: &Context) -> Vec<(String, String, Style)> {
        let palette = &context.palette;
        let texts = &context.texts;
        let account = context.settings.account.clone();
        let percent = formats::percent(context.language(), self.planned, self.users);
        let subject = say!(
            texts,
            "confirm-subject",
            count = self.planned,
            account = account,
            percent = percent
        );
        let stays = if context.settings.other_products.is_empty() {
            say!(texts, "confirm-users-stay")
        } else {
            let products = context.settings.other_products.join(", ");
            say!(texts, "confirm-users-stay-products", products = products)
        };
        let mut lines = Vec::new();
        let mut put = |head: String, text: &str, style: Style, room: u16| {
            for (index, line) in wrap(text, room).into_iter().enumerate() {
                let head = if index == 0 {
                    head.clone()
                } else {
                    " ".repeat(head.len())
                };
                lines.push((head, line, style));
            }
        };
        put(String::new(), &subject, palette.strong, wide);
        put(String::new(), " ", palette.text, wide);
        let room = wide.saturating_sub(HEAD);
        let gone = say!(texts, "confirm-users-go");
        put(say!(texts, "confirm-goes"), &gone, palette.text, room);
        put(say!(texts, "confirm-stays"), &stays, palette.text, room);
        let mail = say!(texts, "confirm-users-told");
        put(say!(texts, "confirm-told"), &mail, palette.text, room);
        if self.gate.needs_approval {
            let sentence = say!(texts, "gate-approval");
            put(String::new(), &format!("● {sentence}"), palette.text, wide);
        }
        let sentence = say!(texts, "confirm-not-undone");
        put(
            String::new(),
            &format!("▲ {sentence}"),
            palette.warning,
            wide,
        );
        if let Some(phrase) = self.gate.phrase() {
            let sentence = say!(texts, "confirm-type", phrase = phrase);
            put(
                String::new(),
                &format!("▲ {sentence}"),
                palette.warning,
                wide,
            );
        }
        lines
    }
}

impl Layer for ConfirmDeletion {
    fn load(&mut self, context: &Context, out: &mut Out) {
        // An operator who confirms before the review has named its people sees them here.
        if self.whom.is_none() {
            let query = Query::Whom(Doom::Review(self.review));
            self.naming.load(query, context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("↵".to_owned(), say!(texts, "hint-press")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        // While the batch is being made there is nothing left to cancel.
        if !self.asked.is_settled() {
            return Handled::Yes;
        }
        match input {
            Input::Key(Key::Enter) => {
                self.enter(context, out);
                return Handled::Yes;
            }
            Input::Key(Key::Esc) => {
                self.cancel(out);
                return Handled::Yes;
            }
            // What is typed is the phrase, wherever the focus stands.
            Input::Key(Key::Char(c)) if *c != ' ' && self.form.fields.len() > PHRASE => {
                self.form.focus_on(PHRASE);
            }
            Input::Paste(_) if self.form.fields.len() > PHRASE => self.form.focus_on(PHRASE),
            _ => {}
        }
        match self.form.input(input) {
            FormSignal::Pressed(CANCEL) => self.cancel(out),
            FormSignal::Pressed(_) => self.confirm(context, out),
            FormSignal::Changed(_) => {
                self.fault = None;
                // What is wrong can be confirmed too: then it is said why that does not go on.
                let typed = self.gate.phrase_for.is_none() || !self.form.value(PHRASE).is_empty();
                if let Some(button) = self.form.buttons.get_mut(1) {
                    button.enabled = typed;
                }
            }
            FormSignal::Moved => {}
            FormSignal::Ignored => {
                if let Input::Key(Key::Ctrl('q' | 'c')) = input {
                    return Handled::No;
                }
            }
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
        if self.naming.takes(ticket) {
            if let Ok(Reply::Answer(Answer::Whom(whom))) = reply {
                self.whom = Some(whom.clone());
            }
            return Handled::Yes;
        }
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            // The account changed in the meantime, and with it what the phrase must say.
            Err(Error::Refused(reason @ Reason::PhraseNeeded(_)))
                if self.form.fields.len() > PHRASE =>
            {
                self.fail(wording::reason(&context.texts, reason));
                Handled::Yes
            }
            Err(_) => {
                self.cancel(out);
                Handled::Fault
            }
            // The wizard hears it too and goes on to its notice.
            Ok(_) => {
                out.wish(Wish::Close);
                Handled::No
            }
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = WIDE.min(area.width.saturating_sub(4));
        // The keys of the last line stay in view.
        let area = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let lines = self.lines(wide - 4, context);
        let said = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let fields = u16::try_from(self.form.fields.len()).unwrap_or(2);
        let bare = said.saturating_add(fields + 5);
        // Names are what gives way least: the box may take the whole screen for them.
        let left = usize::from(area.height.saturating_sub(bare));
        let people = match &self.whom {
            Some(whom) => whom::fitting(whom, wide - 4, left, context),
            None => Vec::new(),
        };
        let named = u16::try_from(people.len()).unwrap_or_default();
        let tall = bare.saturating_add(named);
        let place = centred(room_for(tall, area, context), wide, tall);
        let inside = canvas.boxed(place, "Delete users", palette.rule, palette.danger);
        // The names stand under the count.
        let place_of_names = Rect {
            y: inside.y + 1,
            height: named.min(inside.height.saturating_sub(1)),
            ..inside
        };
        whom::draw(canvas, place_of_names, &people);
        let rows = inside
            .rows()
            .filter(|row| !place_of_names.contains(row.as_position()));
        for (line, said) in rows.zip(&lines) {
            draw_line(canvas, line, said, context);
        }
        let used = (said + named + 1).min(inside.height);
        let form = Rect {
            y: inside.y + used,
            height: inside.height - used,
            ..inside
        };
        self.form.draw(canvas, form, context);
        if let Some(fault) = &self.fault
            && let Some(line) = form.rows().nth(self.form.fields.len())
        {
            let said = cut(&format!("▲ {fault}"), line.width);
            canvas.print(line, &said, palette.danger);
        }
        if self.asked.is_slow(context) {
            let line = Rect {
                y: inside.bottom().saturating_sub(1),
                height: 1,
                ..inside
            };
            canvas.print(line, &say!(context.texts, "confirm-running"), palette.dim);
        }
    }
}

/// Where the box has its room: the stepper above and what has happened so far below stay in view where they can.
fn room_for(tall: u16, area: Rect, context: &Context) -> Rect {
    let body = context.body();
    if tall > body.height {
        return area;
    }
    let above = if tall + STEPPER < body.height {
        STEPPER
    } else {
        0
    };
    let height = body.height.saturating_sub(2 * above);
    Rect {
        y: body.y + above,
        height: height.max(tall.min(body.height)),
        ..body
    }
}

/// A line with its head, where it has one.
fn draw_line(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    (head, text, style): &(String, String, Style),
    context: &Context,
) {
    let rest = if head.is_empty() {
        line
    } else {
        canvas.print(line, head, context.palette.heading);
        Rect {
            x: line.x + HEAD,
            width: line.width.saturating_sub(HEAD),
            ..line
        }
    };
    canvas.print(rest, text, *style);
}
