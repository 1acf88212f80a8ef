//! **Me > Sessions**: who is here over SSH, from where, by which key. Full admins can end a session.
//!
//! ```text
//!    NO.  WHO        SINCE        KIND       FROM          KEY
//!  ▌   7  marta      2 min ago    console    192.0.2.7     SHA256:cvaz7eFfhb…
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::command::{Command, Scope};
use crate::domain::op::Op;
use crate::domain::operator::Permission;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::sitting::{Sitting, SittingKind};
use crate::domain::ssh::SshOp;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::titled;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::Route;

/// Lines below the table: a blank one, two for the session under the cursor, two for what to know.
const BELOW: u16 = 5;

/// The list of sessions.
pub struct Sessions {
    list: List<Sitting, i64>,
    served: bool,
    asked: Asked,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            list: List::new(|sitting: &Sitting| sitting.id),
            served: true,
            asked: Asked::default(),
        }
    }
}

impl Sessions {
    fn height(context: &Context) -> u16 {
        listing::rows_above(BELOW, context)
    }
}

/// What a session is used for.
fn kinds(sitting: &Sitting, context: &Context) -> String {
    let kinds = sitting.kinds.kinds();
    let said: Vec<_> = kinds.map(|kind| kind_of(kind, context)).collect();
    if said.is_empty() {
        "–".to_owned()
    } else {
        said.join(", ")
    }
}

fn kind_of(kind: SittingKind, context: &Context) -> String {
    match kind {
        SittingKind::Console => say!(context.texts, "sessions-console"),
        SittingKind::Verb => say!(context.texts, "sessions-verb"),
        SittingKind::Files => say!(context.texts, "sessions-files"),
    }
}

/// Where somebody comes from is not said to everybody.
fn told(text: &str) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        visible(text).into_owned()
    }
}

fn name(sitting: &Sitting, context: &Context) -> String {
    let session = context.session.as_ref();
    let name = visible(&sitting.name).into_owned();
    if session.is_some_and(|session| session.operator == sitting.operator) {
        say!(context.texts, "operator-you", name = name)
    } else {
        name
    }
}

fn row<'a>(sitting: &Sitting, context: &Context) -> Row<'a> {
    let palette = &context.palette;
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let since = formats::relative(&context.texts, Some(sitting.since), context.now);
    let kinds = match sitting.ended_by {
        Some(_) => cell(
            format!("▲ {}", say!(context.texts, "sessions-ending")),
            palette.warning,
        ),
        None => cell(kinds(sitting, context), palette.text),
    };
    Row {
        cells: vec![
            cell(sitting.id.to_string(), palette.dim),
            cell(name(sitting, context), palette.strong),
            cell(since, palette.text),
            kinds,
            cell(told(&sitting.address), palette.text),
            cell(told(&sitting.key), palette.dim),
        ],
        marked: false,
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    vec![
        Column::exact(titled!(texts, "out-number"), 4).right(),
        Column::telling(titled!(texts, "out-name"), 12, 0),
        Column::exact(titled!(texts, "out-since"), 0),
        Column::exact(titled!(texts, "out-kind"), 0),
        Column::telling(titled!(texts, "out-address"), 9, 1),
        Column::flexible(titled!(texts, "out-fingerprint"), 20, 5),
    ]
}

/// What a narrow table has no room for.
fn said(sitting: &Sitting, context: &Context) -> String {
    let at = formats::moment(&context.texts, sitting.since);
    let address = told(&sitting.address);
    let mut said = format!("{at} · {address} · {}", told(&sitting.key));
    if let Some(authority) = &sitting.authority {
        let label = say!(context.texts, "log-detail-authority");
        said = format!("{said} · {label} {}", visible(authority));
    }
    said
}

impl Layer for Sessions {
    fn scope(&self) -> Scope {
        Scope::Sessions
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Sessions)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = u64::try_from(self.list.total()).unwrap_or_default();
        (count > 0).then(|| say!(context.texts, "sessions-count", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::SITTINGS.union(Changes::OPERATORS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Sittings, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![Command::EndSession, Command::Refresh, Command::Back]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let lacks = command == Command::EndSession && self.list.selected().is_none();
        lacks.then_some(Reason::SessionGone)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        let (Command::EndSession, Some(sitting)) = (command, self.list.selected()) else {
            return Handled::No;
        };
        let op = Op::Ssh(SshOp::EndSession(sitting.id));
        let since = formats::relative(&context.texts, Some(sitting.since), context.now);
        let about = format!("{} · {since}", kinds(sitting, context));
        let confirm = Confirm::act(command, op).about(&name(sitting, context));
        out.open(confirm.about(&about).about(&told(&sitting.address)));
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, _out: &mut Out) -> Handled {
        if self.list.input(input, Self::height(context)) {
            Handled::Yes
        } else {
            Handled::No
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Sittings(found))) = reply {
            self.served = found.served;
            let height = Self::height(context);
            self.list.receive_all(found.rows.clone(), height);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let [table, about, rest] = listing::above_lines(area, BELOW, 2);
        if self.list.total() == 0 {
            let text = match (self.asked.is_settled(), self.served) {
                (false, _) if self.asked.is_slow(context) => say!(context.texts, "loading"),
                (false, _) => return,
                (true, false) => say!(context.texts, "sessions-not-served"),
                (true, true) => say!(context.texts, "sessions-none"),
            };
            return listing::say_none(canvas, table, &text, context);
        }
        let row = |sitting: &Sitting| row(sitting, context);
        Table::of(&self.list, table, columns(context), row).draw(canvas, table, context);
        if let Some(sitting) = self.list.selected() {
            canvas.paragraph(about, &said(sitting, context), palette.text);
        }
        let explained = if context.refusal(Permission::Inspect).is_none() {
            say!(context.texts, "sessions-explained")
        } else {
            say!(context.texts, "sessions-explained-own")
        };
        canvas.paragraph(rest, &explained, palette.dim);
    }
}
