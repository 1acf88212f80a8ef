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

mod laid;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Command;
use crate::domain::batch::{Doom, Gate, Review, ReviewToken, ReviewWarning, RowOutcome, Whom};
use crate::domain::op::{BatchOp, Op};
use crate::domain::provider::Road;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::settings::Settings;
use crate::error::Error;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::dialogs::people::People;
use crate::ui::dialogs::rows::Source;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, centred};
use crate::ui::kit::form::{Field, Form, FormSignal};
use crate::ui::kit::scroll::Scroll;
use crate::ui::kit::whom;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use laid::{Said, count};

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
    /// Whether it needs an approval that nobody can give.
    nobody_approves: bool,
    again: bool,
    /// How it reaches the provider, where the account lives there.
    road: Option<Road>,
    form: Form,
    /// What is said under the phrase.
    fault: Option<String>,
    scroll: Scroll,
    asked: Asked,
    naming: Asked,
}

impl ConfirmDeletion {
    /// Asks to confirm a review, with the waiting time that was chosen before.
    pub fn new(
        review: &Review,
        whom: Option<Box<Whom>>,
        (again, days): (bool, u8),
        road: Option<Road>,
        context: &Context,
    ) -> Self {
        let texts = &context.texts;
        let gate = review.gate;
        let options = (gate.wait_days..=Settings::MAX_WAIT_DAYS)
            .map(|days| say!(texts, "confirm-days", count = u64::from(days)))
            .collect();
        let chosen = usize::from(days.saturating_sub(gate.wait_days));
        // Where the account lives elsewhere, what begins is that something is prepared.
        let begins = match road {
            Some(_) => say!(texts, "confirm-prepared"),
            None => say!(texts, "confirm-begins"),
        };
        let mut fields =
            vec![Field::choice(begins, options, chosen).hint(say!(texts, "confirm-begins-hint"))];
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
            nobody_approves: review.warnings.contains(&ReviewWarning::NobodyApproves),
            again,
            road,
            form,
            fault: None,
            scroll: Scroll::default(),
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
        let op = Op::Batch(BatchOp::Confirm {
            review: self.review,
            wait_days: self.days(),
            phrase: self.gate.phrase(),
            again: self.again,
        });
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
}

impl Layer for ConfirmDeletion {
    fn load(&mut self, context: &Context, out: &mut Out) {
        // An operator who confirms before the review has named its people sees them here.
        if self.whom.is_none() {
            let query = Query::Whom(Doom::Review(self.review));
            self.naming.load(query, context, out);
        }
    }

    fn unmasked(&mut self, context: &Context, out: &mut Out) {
        self.whom = None;
        self.load(context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("↵".to_owned(), say!(texts, "hint-press")),
        ];
        let (columns, tall) = context.laid_out();
        let laid = self.layout(Rect::new(0, 0, columns, tall.saturating_sub(1)), context);
        if laid.lines.len() > usize::from(laid.room) {
            hints.push(("PgDn".to_owned(), say!(texts, "hint-scroll")));
        }
        if self.whom.is_some() {
            hints.push(("Ctrl-O".to_owned(), say!(texts, "hint-whom")));
        }
        hints.push(("Esc".to_owned(), say!(texts, "hint-cancel")));
        hints
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        // While the batch is being made there is nothing left to cancel.
        if !self.asked.is_settled() {
            return Handled::Yes;
        }
        let (columns, tall) = context.laid_out();
        let area = Rect::new(0, 0, columns, tall.saturating_sub(1));
        let laid = self.layout(area, context);
        let pages = matches!(
            input,
            Input::Key(Key::PageUp | Key::PageDown) | Input::Wheel(_)
        );
        if pages && self.scroll.input(input, laid.lines.len(), laid.room) {
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
            Input::Key(Key::Ctrl('o')) => {
                if let Some(whom) = &self.whom {
                    out.open(People::new((**whom).clone(), Source::Review(self.review)));
                }
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

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
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
        // The keys of the last line stay in view.
        let area = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let laid = self.layout(area, context);
        let (wide, bare) = (laid.wide, laid.bare);
        // Names are what gives way least: the box may take the whole screen for them.
        let left = usize::from(area.height.saturating_sub(bare));
        let people = match &self.whom {
            Some(whom) => whom::fitting(whom, wide.saturating_sub(4), left, context),
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
        let top = self.scroll.top(laid.lines.len(), laid.room);
        let shown = laid.lines.iter().skip(top).take(usize::from(laid.room));
        for (line, text) in rows.zip(shown.chain(&laid.pinned)) {
            draw_line(canvas, line, text, context);
        }
        let text = Rect {
            height: laid.room + named,
            ..inside
        };
        let all = laid.lines.len() + usize::from(named);
        self.scroll.draw(canvas, text, all, context);
        let used = laid.room + count(laid.pinned.len()) + named + 1;
        let form = Rect {
            y: inside.y + used.min(inside.height),
            height: inside.height.saturating_sub(used),
            ..inside
        };
        let fields = self.form.draw_fields(canvas, form, context);
        for (line, text) in form.rows().skip(usize::from(fields)).zip(&laid.fault) {
            canvas.print(line, text, palette.danger);
        }
        let last = Rect {
            y: inside.bottom().saturating_sub(1),
            height: 1,
            ..inside
        };
        self.form.draw_buttons(canvas, last, context);
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
    (head, text, style): &Said,
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
