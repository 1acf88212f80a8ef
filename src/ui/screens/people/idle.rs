//! **People > Licenses > Idle seats**: who holds a seat and does not use it, longest idle first.
//!
//! ```text
//!    NAME            EMAIL                       IDLE                   KEEPS IT
//!  ▌ Budi Santoso    budi@enigma.example         active 14 months ago
//!  ✓ Siti Aminah     siti@enigma.example         invited 4 months ago
//!    Chloé Dubois    chloe@enigma.example        active 4 months ago    legal hold
//!
//!    31 learners hold 33 idle seats; 9 of them never came. Activity is on record up to 27 November 2026.
//! ```
//!
//! It is a list to look at: seats come back by one reviewed act, which asks the same rule again.

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::{self, Command, Scope};
use crate::domain::id::UserId;
use crate::domain::idle::{IdleFigures, IdleSeat, MOST_DAYS, USUAL_DAYS};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::{ProfileTab, Route};
use crate::ui::shell::toast::Toast;

/// Lines above the table: a blank one.
const ABOVE: u16 = 1;
/// Lines below the table: a blank one and three of figures.
const BELOW: u16 = 4;

/// The idle seats.
pub struct Idle {
    days: u32,
    seats: Listing<IdleSeat, UserId>,
    figures: IdleFigures,
    marked: BTreeSet<UserId>,
    everybody: Asked,
}

impl Default for Idle {
    fn default() -> Self {
        Self {
            days: USUAL_DAYS,
            seats: Listing::new(|seat: &IdleSeat| seat.user),
            figures: IdleFigures::default(),
            marked: BTreeSet::new(),
            everybody: Asked::default(),
        }
    }
}

impl Idle {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let (days, height) = (self.days, Self::height(context));
        let query = |page| Query::IdleSeats { days, page };
        self.seats.ask(query, height, context, out);
    }

    fn open(&self, out: &mut Out) {
        if let Some(seat) = self.seats.list.selected() {
            out.go(Route::User(seat.user, ProfileTab::Licenses));
        }
    }

    /// The marked learners, else the one under the cursor.
    fn meant(&self) -> Vec<UserId> {
        if self.marked.is_empty() {
            let selected = self.seats.list.selected();
            return selected.map(|seat| seat.user).into_iter().collect();
        }
        self.marked.iter().copied().collect()
    }

    fn reclaim(&self, users: Vec<UserId>, context: &Context, out: &mut Out) {
        let days = self.days;
        let op = Op::People(PeopleOp::ReclaimSeats { users, days });
        let about = say!(context.texts, "idle-rule", days = u64::from(days));
        out.open(Confirm::act(Command::ReclaimSeats, op).about(&about));
    }

    fn mark(&mut self, context: &Context, out: &mut Out) {
        let Some(user) = self.seats.list.selected().map(|seat| seat.user) else {
            return;
        };
        if !self.marked.remove(&user) {
            self.marked.insert(user);
        }
        let height = Self::height(context);
        self.seats.list.move_by(1, height);
        if self.seats.list.lacks(height) {
            self.ask(context, out);
        }
    }

    fn ask_for_days(&self, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let title = command::row(Command::SetIdleDays).name(texts);
        let most = u64::from(MOST_DAYS);
        let explained = say!(texts, "idle-days-explained", most = most);
        let field = Field::text(say!(texts, "idle-days-field"), self.days.to_string());
        let onward = say!(texts, "hint-onward");
        out.open(Prompt::new(
            Command::SetIdleDays,
            title,
            explained,
            field,
            onward,
            context,
        ));
    }

    fn row<'a>(&self, seat: &IdleSeat, context: &Context) -> Row<'a> {
        let (texts, palette) = (&context.texts, &context.palette);
        let text = |text: &str| match text {
            "" => Line::styled("–", palette.dim),
            text => Line::styled(visible(text).into_owned(), palette.text),
        };
        let email = seat.email.as_ref().map(ToString::to_string);
        let id = seat.unique_id.as_ref().map(ToString::to_string);
        let keeps = seat.keeps.as_ref().map(|reason| kept(reason, context));
        Row {
            cells: vec![
                text(&seat.name),
                text(&email.unwrap_or_default()),
                text(&id.unwrap_or_default()),
                text(&seat.licenses.join(", ")),
                Line::styled(wording::idle(texts, seat, context.now), palette.text),
                Line::styled(keeps.unwrap_or_default(), palette.warning),
            ],
            marked: self.marked.contains(&seat.user),
        }
    }

    /// What stands below the table.
    fn told_below(&self, context: &Context) -> String {
        let texts = &context.texts;
        let figures = &self.figures;
        let mut told = say!(
            texts,
            "idle-figures",
            learners = figures.learners(),
            seats = figures.seats,
            never = figures.never_came
        );
        told.push(' ');
        told.push_str(&match figures.known_until {
            Some(at) => say!(
                texts,
                "idle-known-until",
                date = formats::day_told(texts, at)
            ),
            None => say!(texts, "idle-known-never"),
        });
        if !self.marked.is_empty() {
            told.push(' ');
            let count = self.marked.len() as u64;
            told.push_str(&say!(texts, "idle-marked", count = count));
        }
        told
    }
}

/// Why somebody keeps their seat, in a word or two.
fn kept(reason: &Reason, context: &Context) -> String {
    let texts = &context.texts;
    match reason {
        Reason::OnHold => say!(texts, "idle-keeps-hold"),
        Reason::HasRequest(request) => {
            let request = request.to_string();
            say!(texts, "idle-keeps-request", request = request)
        }
        Reason::AtProvider(_) => say!(texts, "idle-keeps-provider"),
        other => wording::reason(texts, other),
    }
}

impl Layer for Idle {
    fn scope(&self) -> Scope {
        Scope::IdleSeats
    }

    fn route(&self) -> Option<Route> {
        Some(Route::IdleSeats)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let (count, days) = (self.figures.learners(), u64::from(self.days));
        let is_loaded = self.seats.is_loaded();
        is_loaded.then(|| say!(context.texts, "idle-figure", count = count, days = days))
    }

    fn shows(&self) -> Changes {
        let changes = Changes::USERS.union(Changes::REQUESTS);
        changes.union(Changes::PROVIDER)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::OpenIdle,
            Command::Mark,
            Command::ReclaimSeats,
            Command::ReclaimAllSeats,
            Command::SetIdleDays,
            Command::Back,
        ]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let needs_one = matches!(
            command,
            Command::OpenIdle | Command::Mark | Command::ReclaimSeats | Command::ReclaimAllSeats
        );
        let none = self.seats.list.selected().is_none() && self.marked.is_empty();
        (needs_one && none).then_some(Reason::NobodyIdle)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::OpenIdle => self.open(out),
            Command::Mark => self.mark(context, out),
            Command::ReclaimSeats => self.reclaim(self.meant(), context, out),
            Command::ReclaimAllSeats => {
                let everybody = Query::IdleIds(self.days);
                self.everybody.load(everybody, context, out);
            }
            Command::SetIdleDays => self.ask_for_days(context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let Told::Text(Command::SetIdleDays, typed) = told else {
            return;
        };
        if let Ok(days @ 1..=MOST_DAYS) = typed.trim().parse() {
            self.days = days;
            self.marked.clear();
            self.seats.list.rewind();
            self.ask(context, out);
        } else {
            let most = u64::from(MOST_DAYS);
            let said = say!(context.texts, "idle-days-explained", most = most);
            out.toast(Toast::refused(said));
        }
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.seats.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if matches!(reply, Ok(Reply::Outcome(_))) {
            // The confirmation above did it.
            self.marked.clear();
            return Handled::No;
        }
        let wants_all = self.everybody.takes(ticket);
        if !wants_all && !self.seats.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::IdleSeats(found))) => {
                self.figures = found.figures;
                if self.seats.receive(&found.window, Self::height(context)) {
                    self.ask(context, out);
                }
            }
            Ok(Reply::Answer(Answer::IdleIds(users))) => {
                self.reclaim(users.clone(), context, out);
            }
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.seats.asked, &self.everybody];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let table = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        let columns = vec![
            Column::telling(titled!(texts, "out-name"), 12, 0),
            Column::telling(titled!(texts, "out-email"), 18, 0),
            Column::telling(titled!(texts, "rows-id"), 8, 2),
            Column::flexible(titled!(texts, "out-license"), 10, 3),
            Column::exact(titled!(texts, "out-idle"), 0),
            Column::exact(titled!(texts, "idle-keeps"), 1),
        ];
        self.seats.draw(
            canvas,
            table,
            columns,
            |seat| self.row(seat, context),
            || say!(texts, "idle-none", days = u64::from(self.days)),
            context,
        );
        if self.seats.list.total() > 0 {
            let below = Rect {
                x: area.x + 3,
                y: table.bottom() + 1,
                width: area.width.saturating_sub(6),
                height: BELOW - 1,
            };
            canvas.paragraph(below, &self.told_below(context), context.palette.dim);
        }
    }
}
