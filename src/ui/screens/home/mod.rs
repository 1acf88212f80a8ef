//! What waits for whoever looks, then the account at a glance. Every figure is the way to its list.
//!
//! ```text
//!  For you
//!  ▌ ▲ Request 11  revoke · Rubiyem      approve within 2 days      Requests
//!    ▲ 1 message failed                  next try: none             Outbox
//!
//!  Seats            253 of 380 in use    Active learners by month
//!  Learning   █████████░░░  253 of 300   ▂▃▃▅▄▅▆▆▇▆▇█  146 in 2026-10
//!  Leadership ██████░░░░░░   40 of  80   Deletions by month
//!  31 idle for 90 days, 9 never came     ▁▁▂▁▃▁▁▁▅▁▂█   20 in 2026-11
//!  250 users                               2 on legal hold
//! ```
//!
//! A new account has its first steps there instead, until they are done or put away.

mod glance;
mod lines;
mod steps;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::Page;
use crate::domain::first_steps::FirstSteps;
use crate::domain::idle::{IdleFigures, USUAL_DAYS};
use crate::domain::op::{AccountOp, Op};
use crate::domain::plan::Changes;
use crate::domain::query::{self, Answer, Query};
use crate::domain::reason::Reason;
use crate::say;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, width, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::Route;

use glance::{Glance, Side};

/// The home screen.
#[derive(Default)]
pub struct Home {
    asked: Asked,
    dismissing: Asked,
    /// Asked for apart from the rest: it may have to count first.
    counting: Asked,
    seen: Option<query::Home>,
    idle: Option<IdleFigures>,
    cursor: usize,
}

/// A line that leads to its place.
struct Waiting {
    title: String,
    detail: String,
    sign: Sign,
    route: Route,
}

/// What stands before a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Urgent,
    /// A step that is done.
    Done,
    /// A step that is still to be done.
    Open,
}

impl Sign {
    const fn urgent_if(urgent: bool) -> Self {
        if urgent { Self::Urgent } else { Self::None }
    }
}

impl Home {
    /// The first steps and what there is, or what waits for whoever looks.
    fn waiting(&self, context: &Context) -> Vec<Waiting> {
        let Some(home) = &self.seen else {
            return Vec::new();
        };
        let Some(steps) = self.steps() else {
            return lines::for_you(home, context);
        };
        let mut all: Vec<Waiting> = steps::lines(steps, context).collect();
        all.extend(lines::awaiting(home, context));
        all.extend(lines::proposals(home, context));
        all.extend([
            lines::people(home, context),
            lines::requests(home, context),
            lines::mail(home, context),
        ]);
        all.extend(lines::at_provider(home, context));
        all.push(lines::deleted(home, context));
        all.extend(home.batches.iter().map(|it| lines::batch(it, context)));
        all
    }

    /// The account at a glance; nothing while it has its first steps to do.
    fn glances(&self, context: &Context) -> Vec<Glance> {
        match &self.seen {
            Some(home) if self.steps().is_none() => glance::of(home, self.idle.as_ref(), context),
            Some(_) | None => Vec::new(),
        }
    }

    /// The first steps, where the account has not done them yet.
    fn steps(&self) -> Option<&FirstSteps> {
        self.seen.as_ref()?.first_steps.as_ref()
    }

    fn open(&self, index: usize, context: &Context, out: &mut Out) {
        let waiting = self.waiting(context).into_iter().map(|line| line.route);
        let glances = self.glances(context).into_iter().map(|one| one.route);
        if let Some(route) = waiting.chain(glances).nth(index) {
            out.go(route);
        }
    }

    /// The other column of the account at a glance.
    fn across(&mut self, context: &Context) {
        let waiting = self.waiting(context).len();
        let glances = self.glances(context);
        let right = glances.iter().position(|one| one.side == Side::Right);
        let (Some(at), Some(right)) = (self.cursor.checked_sub(waiting), right) else {
            return;
        };
        self.cursor = waiting + if at < right { right } else { 0 };
    }
}

impl Layer for Home {
    fn scope(&self) -> Scope {
        Scope::Home
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Home)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let home = self.seen.as_ref()?;
        Some(say!(context.texts, "home-users", count = home.users))
    }

    fn shows(&self) -> Changes {
        Changes::USERS
            .union(Changes::BATCHES)
            .union(Changes::REQUESTS)
            .union(Changes::OUTBOX)
            .union(Changes::PROVIDER)
            .union(Changes::SETTINGS)
            .union(Changes::OPERATORS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Home, context, out);
        let figures = Query::IdleSeats {
            days: USUAL_DAYS,
            page: Page::first(0),
        };
        self.counting.load(figures, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-open")),
            ("1-5".to_owned(), say!(texts, "hint-places")),
        ]
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![Command::DismissFirstSteps]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let nothing = command == Command::DismissFirstSteps && self.steps().is_none();
        nothing.then_some(Reason::NoFirstSteps)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        if command != Command::DismissFirstSteps {
            return Handled::No;
        }
        self.dismissing.run(
            Op::Account(AccountOp::DismissFirstSteps),
            None,
            context,
            out,
        );
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let all = self.waiting(context).len() + self.glances(context).len();
        let last = all.saturating_sub(1);
        match input {
            Input::Key(Key::Up | Key::Char('k')) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Char('j')) => self.cursor = (self.cursor + 1).min(last),
            Input::Key(Key::Left | Key::Right) => self.across(context),
            Input::Key(Key::Home) => self.cursor = 0,
            Input::Key(Key::End) => self.cursor = last,
            Input::Key(Key::Enter) => self.open(self.cursor, context, out),
            Input::Click(Hit::Row(index)) => {
                self.cursor = *index;
                self.open(*index, context, out);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, _: &Context, _: &mut Out) -> Handled {
        let mut asked = [&mut self.asked, &mut self.dismissing, &mut self.counting];
        if !asked.iter_mut().any(|asked| asked.takes(ticket)) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Home(home))) => self.seen = Some((**home).clone()),
            Ok(Reply::Answer(Answer::IdleSeats(found))) => self.idle = Some(found.figures),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.asked, &self.dismissing];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        if self.seen.is_none() {
            if self.asked.is_slow(context) {
                let place = Rect {
                    x: area.x + 3,
                    y: area.y + 1,
                    ..area
                };
                canvas.print(place, &say!(context.texts, "loading"), palette.dim);
            }
            return;
        }
        let below = self.draw_heading(canvas, area, context);
        let glances = self.glances(context);
        let tall = glance::height(&glances, below);
        let room = Rect {
            height: below.height.saturating_sub(tall + u16::from(tall > 0)),
            ..below
        };
        let drawn = self.draw_waiting(canvas, room, context);
        if tall > 0 {
            let place = Rect {
                y: drawn + 1,
                height: below.bottom().saturating_sub(drawn + 1),
                ..below
            };
            let first = self.waiting(context).len();
            glance::draw(canvas, place, &glances, (first, self.cursor), context);
        }
    }
}

/// A line with its texts broken into what its columns hold, so that nothing of them is cut.
struct SetLine {
    title: Vec<String>,
    detail: Vec<String>,
    /// Where the detail begins, and where what stands at the right does.
    detail_at: u16,
    way_at: u16,
}

impl SetLine {
    fn of(line: &Waiting, column: u16, wide: u16) -> Self {
        let way = way_of(line, wide);
        let way_at = wide.saturating_sub(1 + width(&way));
        let detail_at = 3 + column;
        Self {
            title: broken(&line.title, column.saturating_sub(2)),
            detail: broken(&line.detail, way_at.saturating_sub(detail_at + 1)),
            detail_at,
            way_at,
        }
    }

    fn height(&self) -> u16 {
        u16::try_from(self.title.len().max(self.detail.len())).unwrap_or(1)
    }
}

/// The place a line leads to, where there is room for it.
fn way_of(line: &Waiting, wide: u16) -> String {
    let way = line.route.crumbs().pop().filter(|_| wide >= 100);
    way.unwrap_or_default()
}

/// A text as it is where it has room, else in several lines.
fn broken(text: &str, columns: u16) -> Vec<String> {
    if width(text) <= columns {
        vec![text.to_owned()]
    } else {
        wrap(text, columns)
    }
}

/// Columns for the titles: the room that they need, up to half of the width.
fn column_of_titles(lines: &[Waiting], wide: u16) -> u16 {
    let titles = lines.iter().map(|line| width(&line.title) + 4).max();
    titles.unwrap_or(0).min(wide / 2).max(wide / 3).max(28)
}

/// The first line to draw so that the one under the cursor is in view.
fn first_shown(set: &[SetLine], cursor: usize, height: u16) -> usize {
    let mut room = height;
    let mut first = cursor + 1;
    for line in set.iter().take(cursor + 1).rev() {
        if line.height() > room {
            break;
        }
        room -= line.height();
        first -= 1;
    }
    first.min(cursor)
}

impl Home {
    /// Says what the steps are, where there are any; answers what is left of the area.
    fn draw_heading(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> Rect {
        let below = |rows: u16| Rect {
            y: area.y + rows,
            height: area.height.saturating_sub(rows),
            ..area
        };
        let palette = &context.palette;
        let place = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(4),
            ..below(1)
        };
        if self.steps().is_none() {
            canvas.print(
                area,
                &format!(" {}", say!(context.texts, "home-for-you")),
                palette.heading,
            );
            return below(1);
        }
        let said = say!(context.texts, "steps-heading");
        below(1 + canvas.paragraph(place, &said, palette.text))
    }

    /// Draws what waits, as much as there is room for; answers the row after it.
    fn draw_waiting(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> u16 {
        let lines = self.waiting(context);
        if lines.is_empty() {
            let place = Rect {
                x: area.x + 3,
                width: area.width.saturating_sub(4),
                ..area
            };
            let said = say!(context.texts, "home-nothing");
            return area.y + canvas.paragraph(place, &said, context.palette.dim);
        }
        let column = column_of_titles(&lines, area.width);
        let set: Vec<SetLine> = lines
            .iter()
            .map(|line| SetLine::of(line, column, area.width))
            .collect();
        // What waits stands apart from the steps.
        let apart = self.steps().map(|found| found.steps.len());
        let room = area.height.saturating_sub(u16::from(apart.is_some()));
        let tall: u16 = set.iter().map(SetLine::height).sum();
        // Where not all of it has room, the last line says how many there are below.
        let (room, area) = if tall > room {
            let area = Rect {
                height: area.height.saturating_sub(1),
                ..area
            };
            (room.saturating_sub(1), area)
        } else {
            (room, area)
        };
        let top = first_shown(&set, self.cursor.min(lines.len() - 1), room);
        let mut y = area.y;
        let mut below = 0;
        for (index, (line, set)) in lines.iter().zip(&set).enumerate().skip(top) {
            y += u16::from(apart == Some(index));
            let left = area.bottom().saturating_sub(y);
            // A line of which a part would have no room is not begun, unless it is the first one.
            if below > 0 || set.height() > left && index > top {
                below += 1;
                continue;
            }
            let place = Rect {
                y,
                height: set.height().min(left),
                ..area
            };
            y += place.height;
            self.draw_line(canvas, place, index, (line, set), context);
        }
        if below == 0 {
            return y;
        }
        let place = Rect {
            x: area.x + 3,
            y,
            height: 1,
            width: area.width.saturating_sub(4),
        };
        let said = say!(context.texts, "home-more", count = below);
        canvas.print(place, &said, context.palette.dim);
        y + 1
    }

    fn draw_line(
        &self,
        canvas: &mut Canvas<'_, '_>,
        place: Rect,
        index: usize,
        (line, set): (&Waiting, &SetLine),
        context: &Context,
    ) {
        let palette = &context.palette;
        let under_cursor = index == self.cursor;
        let style = |usual| {
            if under_cursor {
                palette.selected
            } else {
                usual
            }
        };
        for (offset, row) in place.rows().enumerate() {
            if under_cursor {
                canvas.paint(row, palette.selected);
                canvas.print(row, "▌", palette.selected);
            }
            canvas.hit(row, Hit::Row(index));
            let from = |columns: u16, until: u16| Rect {
                x: row.x + columns,
                width: until.saturating_sub(columns).min(row.width),
                ..row
            };
            if let Some(title) = set.title.get(offset) {
                canvas.print(from(3, set.detail_at), title, style(palette.strong));
            }
            if let Some(detail) = set.detail.get(offset) {
                canvas.print(from(set.detail_at, set.way_at), detail, style(palette.text));
            }
            if offset == 0 {
                let (sign, colour) = match line.sign {
                    Sign::None => (" ", palette.text),
                    Sign::Urgent => ("▲", palette.warning),
                    Sign::Done => ("✓", palette.good),
                    Sign::Open => ("○", palette.dim),
                };
                canvas.print(from(1, 2), sign, colour);
                let way = way_of(line, row.width);
                canvas.print(from(set.way_at, row.width), &way, palette.dim);
            }
        }
    }
}
