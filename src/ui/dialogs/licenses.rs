//! **Manage licenses**: the license types of the account with their seats, and **No license**.
//!
//! ```text
//! ┌ Manage licenses ───────────────────────────────────────────┐
//! │ Siti Aminah · now: LinkedIn Learning Pro                   │
//! │                          TOTAL INVITED ACTIVATED AVAILABLE │
//! │ ▌● LinkedIn Learning       100      12        60        28 │
//! │  ○ LinkedIn Learning Pro ✓  40       2        30         8 │
//! │  ○ No license                                              │
//! │                                       Cancel    [ Save ]   │
//! └────────────────────────────────────────────────────────────┘
//! ```
//!
//! **Save** gives the chosen type, or takes it from the one learner who holds it; the others that are held stay. It plans
//! first: what stands against it, such as missing seats, is said here. What can be done is confirmed first.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Command;
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::license::LicenseType;
use crate::domain::op::{Op, PeopleOp};
use crate::domain::plan::{Plan, Receipt};
use crate::domain::query::{Answer, Query};
use crate::domain::user::Profile;
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use super::confirm::Confirm;
use crate::command::key::Key;
use crate::ui::kit::buttons;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width, wrap};
use crate::ui::kit::person::{Person, apart};
use crate::ui::kit::scroll::Scroll;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

const WIDE: u16 = 66;
/// Columns of the figures of seats.
const FIGURES: [u16; 4] = [6, 8, 10, 10];
const CANCEL: usize = 0;
const SAVE: usize = 1;

/// The choice of a license for one learner or several.
pub struct Licenses {
    users: Vec<UserId>,
    learner: Option<Box<Profile>>,
    types: Option<Vec<LicenseType>>,
    /// The option that is chosen; none until the operator has chosen or what is held is known.
    chosen: Option<usize>,
    /// The option or button with the focus; buttons come after options.
    focus: usize,
    fault: Option<String>,
    asked: Asked,
    profile: Asked,
    planning: Asked,
}

impl Licenses {
    /// Asks which license these learners shall have.
    pub fn new(users: Vec<UserId>) -> Self {
        Self {
            users,
            learner: None,
            types: None,
            chosen: None,
            focus: 0,
            fault: None,
            asked: Asked::default(),
            profile: Asked::default(),
            planning: Asked::default(),
        }
    }

    fn types(&self) -> &[LicenseType] {
        self.types.as_deref().unwrap_or_default()
    }

    /// License types, and **No license**.
    fn options(&self) -> usize {
        self.types().len() + 1
    }

    /// The license type of an option; none is **No license**.
    fn license(&self, option: usize) -> Option<LicenseTypeId> {
        self.types().get(option).map(|kind| kind.id)
    }

    /// Whether the only learner has what an option stands for.
    fn is_present(&self, option: usize) -> bool {
        let Some(learner) = &self.learner else {
            return false;
        };
        match self.license(option) {
            Some(id) => learner.licenses.iter().any(|held| held.license_type == id),
            None => learner.licenses.is_empty(),
        }
    }

    /// Puts choice and focus on what the learner has, as soon as that is known.
    fn settle(&mut self) {
        if self.types.is_none() || self.chosen.is_some() {
            return;
        }
        let alone = self.users.len() == 1;
        if alone && self.learner.is_none() {
            return;
        }
        let present = (0..self.options()).find(|option| self.is_present(*option));
        self.focus = present.unwrap_or_default();
        self.chosen = Some(self.focus);
    }

    fn focus_on(&mut self, at: usize) {
        self.focus = at;
        if at < self.options() {
            self.chosen = Some(at);
            self.fault = None;
        }
    }

    fn step(&mut self, by: isize) {
        let count = self.options() + 2;
        self.focus_on((self.focus + count).saturating_add_signed(by) % count);
    }

    /// From the options to the buttons and back.
    fn tab(&mut self) {
        let options = self.options();
        self.focus = match self.focus.checked_sub(options) {
            None => options + SAVE,
            Some(SAVE) => options + CANCEL,
            Some(_) => self.chosen.unwrap_or_default(),
        };
    }

    fn press(&mut self, context: &Context, out: &mut Out) {
        if self.focus == self.options() + CANCEL {
            out.wish(Wish::Close);
        } else {
            self.save(context, out);
        }
    }

    fn op(&self) -> Option<Op> {
        let chosen = self.chosen?;
        let users = self.users.clone();
        Some(match self.license(chosen) {
            None => Op::People(PeopleOp::SetLicense {
                users,
                license: None,
            }),
            // The other types that are held stay as they are.
            Some(license) => Op::People(PeopleOp::ChangeLicense {
                users,
                license,
                held: !self.is_present(chosen),
            }),
        })
    }

    fn save(&mut self, context: &Context, out: &mut Out) {
        if let Some(op) = self.op().filter(|_| self.planning.is_settled()) {
            self.planning.plan(op, context, out);
        }
    }

    fn planned(&mut self, plan: &Plan, context: &Context, out: &mut Out) {
        if plan.reaches == 0 {
            let first = plan.refused.first();
            let reason = first.map(|(_, reason)| wording::reason(&context.texts, reason));
            self.fault = Some(reason.unwrap_or_else(|| say!(context.texts, "licenses-nobody")));
            return;
        }
        let texts = &context.texts;
        let name = |id: LicenseTypeId| {
            let kind = self.types().iter().find(|kind| kind.id == id);
            kind.map(|kind| kind.name.clone()).unwrap_or_default()
        };
        let becomes = match &plan.op {
            Op::People(PeopleOp::ChangeLicense {
                license,
                held: true,
                ..
            }) => {
                say!(texts, "licenses-given", license = name(*license))
            }
            Op::People(PeopleOp::ChangeLicense { license, .. }) => {
                say!(texts, "licenses-taken", license = name(*license))
            }
            _ => say!(texts, "licenses-becomes", license = "No license"),
        };
        let confirm = Confirm::act(Command::ManageLicenses, plan.op.clone());
        out.open(confirm.about(&becomes));
    }

    fn refused(&mut self, error: &Error, context: &Context) -> Handled {
        let (Error::Refused(reason) | Error::NotAllowed(reason) | Error::Conflict(reason)) = error
        else {
            return Handled::Fault;
        };
        self.fault = Some(wording::reason(&context.texts, reason));
        Handled::Yes
    }

    fn received(&mut self, answer: &Answer) {
        match answer {
            Answer::Licenses(types) => self.types = Some(types.clone()),
            Answer::Profile(learner) => self.learner.clone_from(learner),
            _ => {}
        }
        self.settle();
    }

    fn subject(&self, context: &Context) -> String {
        if let Some(learner) = &self.learner {
            let held = learner.licenses.iter().map(|held| held.name.as_str());
            let held: Vec<_> = held.collect();
            let held = if held.is_empty() {
                learner.license.label().to_owned()
            } else {
                held.join(", ")
            };
            let present = say!(context.texts, "licenses-present", license = held);
            format!("{}\n{present}", Person::about(&learner.employee).whole())
        } else {
            let count = u64::try_from(self.users.len()).unwrap_or_default();
            say!(context.texts, "licenses-of", count = count)
        }
    }

    fn draw_option(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        option: usize,
        context: &Context,
    ) {
        let palette = &context.palette;
        let focused = self.focus == option;
        let whole = Rect {
            x: line.x - 1,
            width: line.width + 2,
            ..line
        };
        canvas.hit(whole, Hit::Control(option));
        let style = if focused {
            canvas.paint(whole, palette.selected);
            canvas.print(whole, "▌", palette.selected);
            palette.text.patch(palette.selected)
        } else {
            palette.text
        };
        let sign = if self.chosen == Some(option) {
            "●"
        } else {
            "○"
        };
        let kind = self.types().get(option);
        let figures = kind.map_or(0, |_| FIGURES.iter().sum());
        let place = Rect {
            x: line.x + 1,
            width: line.width.saturating_sub(1 + figures),
            ..line
        };
        let present = if self.is_present(option) { " ✓" } else { "" };
        let name = kind.map_or("No license", |kind| kind.name.as_str());
        let room = place.width.saturating_sub(2 + width(present));
        let names: Vec<&str> = self.types().iter().map(|kind| kind.name.as_str()).collect();
        let told = kind.and_then(|_| apart(&names, room).into_iter().nth(option));
        let name = told.unwrap_or_else(|| cut(name, room));
        let text = format!("{sign} {name}{present}");
        canvas.print(place, &text, style);
        if let Some(kind) = kind {
            let taken = kind.invited + kind.activated;
            let available = kind.seats.saturating_sub(taken);
            let figures = [kind.seats, kind.invited, kind.activated, available];
            let shown = figures.map(|figure| formats::number(context.language(), figure));
            draw_figures(canvas, line, &shown, style);
        }
    }
}

/// Four figures, or their heads, flush right.
fn draw_figures(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    shown: &[String; 4],
    style: ratatui::style::Style,
) {
    let mut x = line.right().saturating_sub(FIGURES.iter().sum());
    for (width, text) in FIGURES.into_iter().zip(shown) {
        let cell = Rect { x, width, ..line };
        canvas.print_right(cell, text, style);
        x += width;
    }
}

impl Layer for Licenses {
    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Licenses, context, out);
        if let [only] = self.users.as_slice() {
            self.profile.load(Query::Profile(*only), context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let enter = if self.focus == self.options() + CANCEL {
            say!(texts, "hint-press")
        } else {
            say!(texts, "hint-save")
        };
        vec![
            ("↑↓".to_owned(), say!(texts, "hint-choose")),
            ("↵".to_owned(), enter),
            ("Tab".to_owned(), say!(texts, "hint-buttons")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Key(Key::Up | Key::Char('k')) => self.step(-1),
            Input::Key(Key::Down | Key::Char('j')) => self.step(1),
            Input::Key(Key::Home) => self.focus_on(0),
            Input::Key(Key::End) => self.focus_on(self.options() - 1),
            Input::Key(Key::Tab | Key::BackTab | Key::Left | Key::Right) => self.tab(),
            Input::Key(Key::Enter) => self.press(context, out),
            Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Click(Hit::Control(index)) => {
                self.focus_on(*index);
                if *index >= self.options() {
                    self.press(context, out);
                }
            }
            _ => {}
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        // The confirmation above did it.
        if let Ok(Reply::Outcome(outcome)) = reply
            && matches!(
                outcome.receipt,
                Receipt::LicenseSet { .. } | Receipt::LicenseTaken { .. }
            )
        {
            out.wish(Wish::Close);
            return Handled::Yes;
        }
        if self.planning.takes(ticket) {
            return match reply {
                Ok(Reply::Plan(plan)) => {
                    self.planned(plan, context, out);
                    Handled::Yes
                }
                Err(error) => self.refused(error, context),
                Ok(_) => Handled::Yes,
            };
        }
        if !self.asked.takes(ticket) && !self.profile.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(answer)) = reply {
            self.received(answer);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.asked, &self.profile, &self.planning];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn is_drawn(&self, context: &Context) -> bool {
        // What is there in a moment must not flash an empty box.
        self.chosen.is_some() || self.asked.is_slow(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        // Long names make it wider, where there is room.
        let names = self.types().iter().map(|kind| width(&kind.name)).max();
        let wanted = names.unwrap_or(0) + FIGURES.iter().sum::<u16>() + 12;
        let wide = WIDE.max(wanted).min(area.width.saturating_sub(4));
        let fault = self.fault.as_ref();
        let mut fault = fault.map_or_else(Vec::new, |fault| {
            wrap(&format!("▲ {fault}"), wide.saturating_sub(4))
        });
        if !fault.is_empty() {
            fault.push(String::new());
        }
        let count = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        let subject = wrap(&self.subject(context), wide.saturating_sub(4));
        let bare = count(subject.len() + fault.len()) + 5;
        let tall = bare.saturating_add(count(self.options()));
        let place = centred(area, wide, tall.min(area.height.saturating_sub(1)));
        let inside = canvas.boxed(place, "Manage licenses", palette.rule, palette.strong);
        let mut rows = inside.rows();
        let mut next = || rows.next().unwrap_or_default();
        for line in &subject {
            canvas.print(next(), line, palette.strong);
        }
        if self.types.is_none() {
            canvas.print(next(), &say!(texts, "loading"), palette.dim);
            return;
        }
        let heads = ["Total", "Invited", "Activated", "Available"].map(str::to_uppercase);
        draw_figures(canvas, next(), &heads, palette.heading);
        // As many types as there is room for; the one with the focus is among them.
        let room = place.height.saturating_sub(bare);
        let at = self.focus.min(self.options() - 1);
        let mut scroll = Scroll::default();
        let beyond = at.saturating_sub(usize::from(room.saturating_sub(1)));
        scroll.by(isize::try_from(beyond).unwrap_or(0), self.options(), room);
        let first = scroll.top(self.options(), room);
        let list = Rect {
            y: inside.y + count(subject.len()) + 1,
            height: room,
            ..inside
        };
        for option in (first..self.options()).take(usize::from(room)) {
            self.draw_option(canvas, next(), option, context);
        }
        scroll.draw(canvas, list, self.options(), context);
        next();
        for line in &fault {
            canvas.print(next(), line, palette.warning);
        }
        let buttons = [
            Button::new(say!(context.texts, "button-cancel"), Kind::Safe),
            Button::new(say!(context.texts, "button-save"), Kind::Onward),
        ];
        let first = self.options();
        let focus = self.focus.checked_sub(first);
        buttons::draw(canvas, next(), &buttons, focus, first, context);
    }
}
