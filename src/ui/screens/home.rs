//! What waits: seats, batches, requests, mail, each the way to its place.
//!
//! ```text
//!   ▌ 1,000 users               812 of 1,000 seats taken · 23 invited      ↵ Users
//!     3 open requests           2 unassigned · 1 overdue                   ↵ Requests
//!     batch 42  leavers-q4.csv  processing  61 %                           ↵ Batch 42
//!     1 message failed          4 waiting                                  ↵ Outbox
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Scope;
use crate::domain::batch::{Batch, BatchState};
use crate::domain::plan::Changes;
use crate::domain::query::{self, Answer, Query};
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, cut};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::key::Key;
use super::super::layer::{Asked, Handled, Layer, Out};
use super::super::route::{Route, Section};
use super::super::widgets::buttons::bar;

/// The home screen.
#[derive(Default)]
pub struct Home {
    asked: Asked,
    told: Option<query::Home>,
    cursor: usize,
}

/// A line that leads to its place.
struct Waiting {
    title: String,
    detail: String,
    urgent: bool,
    route: Route,
}

impl Home {
    fn waiting(&self, context: &Context) -> Vec<Waiting> {
        let Some(home) = &self.told else {
            return Vec::new();
        };
        let mut lines = vec![
            people(home, context),
            requests(home, context),
            mail(home, context),
        ];
        lines.push(deleted(home, context));
        lines.extend(home.batches.iter().map(|it| batch(it, context)));
        lines
    }

    fn open(&self, index: usize, context: &Context, out: &mut Out) {
        if let Some(line) = self.waiting(context).into_iter().nth(index) {
            out.go(line.route);
        }
    }
}

fn people(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let taken = home.seats.invited + home.seats.activated;
    Waiting {
        title: say!(texts, "home-users", count = home.users),
        detail: say!(
            texts,
            "home-seats",
            taken = number(taken),
            total = number(home.seats.total),
            invited = number(home.seats.invited),
            available = number(home.seats.available())
        ),
        urgent: home.seats.total > 0 && home.seats.available() == 0,
        route: Route::Users,
    }
}

fn requests(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    Waiting {
        title: say!(texts, "home-requests", count = home.open_requests),
        detail: say!(
            texts,
            "home-requests-detail",
            unassigned = home.unassigned_requests,
            overdue = home.overdue_requests
        ),
        urgent: home.overdue_requests > 0,
        route: Route::Requests,
    }
}

fn mail(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    Waiting {
        title: say!(texts, "home-mail", count = home.failed_mail),
        detail: say!(texts, "home-mail-detail", count = home.queued_mail),
        urgent: home.failed_mail > 0,
        route: Route::Outbox,
    }
}

fn deleted(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    Waiting {
        title: say!(texts, "home-deleted", count = home.deleted_users),
        detail: say!(texts, "home-hold", count = home.on_hold),
        urgent: false,
        route: Route::Authenticate(Section::UserDeletion),
    }
}

fn batch(batch: &Batch, context: &Context) -> Waiting {
    let texts = &context.texts;
    let state = wording::batch_state(texts, batch.state);
    let percent = formats::percent(context.language(), batch.processed, batch.planned);
    let detail = match batch.state {
        BatchState::Processing | BatchState::Paused => {
            let bar = bar(batch.processed, batch.planned, 16);
            format!("{bar} {percent}  {state}")
        }
        _ => {
            let when = super::batch::figures::when(batch, context);
            format!("{state}  {when}")
        }
    };
    Waiting {
        title: format!("{}  {}", batch.id, batch.file_name),
        detail,
        urgent: matches!(
            batch.state,
            BatchState::Paused | BatchState::AwaitingApproval
        ),
        route: Route::Batch(batch.id),
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
        let home = self.told.as_ref()?;
        Some(say!(context.texts, "home-users", count = home.users))
    }

    fn shows(&self) -> Changes {
        Changes::USERS
            .and(Changes::BATCHES)
            .and(Changes::REQUESTS)
            .and(Changes::OUTBOX)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Home, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-open")),
            ("1-5".to_owned(), say!(texts, "hint-places")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.waiting(context).len().saturating_sub(1);
        match input {
            Input::Key(Key::Up | Key::Char('k')) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Char('j')) => self.cursor = (self.cursor + 1).min(last),
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

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        _context: &Context,
        _out: &mut Out,
    ) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Home(home))) => self.told = Some(home.clone()),
            Ok(_) => {}
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        if self.told.is_none() {
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
        let lines = self.waiting(context);
        let height = usize::from(area.height.saturating_sub(1)).max(1);
        let top = (self.cursor + 1).saturating_sub(height);
        let rows = area.rows().skip(1);
        for (row, (index, line)) in rows.zip(lines.iter().enumerate().skip(top)) {
            let under_cursor = index == self.cursor;
            if under_cursor {
                canvas.paint(row, palette.selected);
                canvas.print(row, "▌", palette.selected);
            }
            canvas.hit(row, Hit::Row(index));
            let sign = if line.urgent { "▲" } else { " " };
            canvas.print(
                Rect {
                    x: row.x + 1,
                    ..row
                },
                sign,
                palette.warning,
            );
            let column = (row.width / 3).max(28);
            let title = Rect {
                x: row.x + 3,
                width: column.saturating_sub(2),
                ..row
            };
            let style = if under_cursor {
                palette.selected
            } else {
                palette.strong
            };
            canvas.print(title, &cut(&line.title, title.width), style);
            let x = row.x + 3 + column;
            let way = line
                .route
                .crumbs()
                .pop()
                .filter(|_| row.width >= 100)
                .unwrap_or_default();
            let place = canvas.print_right(
                Rect {
                    width: row.width.saturating_sub(1),
                    ..row
                },
                &way,
                palette.dim,
            );
            let row = Rect {
                width: place.x.saturating_sub(row.x),
                ..row
            };
            let detail = Rect {
                x,
                width: row.right().saturating_sub(x + 1),
                ..row
            };
            let style = if under_cursor {
                palette.selected
            } else {
                palette.text
            };
            canvas.print(detail, &cut(&line.detail, detail.width), style);
        }
    }
}
