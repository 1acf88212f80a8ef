//! **Me > Activity log**: every act, newest first; whether its chain is whole; a file of it to take away.
//!
//! ```text
//!  ✓ The activity log is whole: 1,204 entries.
//!    WHEN          WHO          ACT                        ON WHOM       RESULT
//!  ▌ 2 hours ago   dl           deletion batch confirmed   batch 42      rows: 608,068
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::command::{Command, Scope};
use crate::domain::id::BatchId;
use crate::domain::operator::{Grant, Permission};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Export, Query};
use crate::domain::record::{LogEntry, LogFilter, LogVerification};
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use super::log_filter::Filtering;
use crate::ui::dialogs::detail::Detail;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines above the table: what is known of the chain.
const ABOVE: u16 = 3;

/// The activity log.
pub struct ActivityLog {
    entries: Listing<LogEntry, u64>,
    verifying: Asked,
    verification: Option<LogVerification>,
    filtering: Filtering,
    /// Number of the newest entry.
    newest: Option<u64>,
}

impl Default for ActivityLog {
    /// The log from its newest entry.
    fn default() -> Self {
        Self {
            entries: Listing::new(|entry: &LogEntry| entry.number),
            verifying: Asked::default(),
            verification: None,
            filtering: Filtering::default(),
            newest: None,
        }
    }
}

impl ActivityLog {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let filter = self.filtering.filter();
        let query = |page| Query::Log { filter, page };
        self.entries.ask(query, Self::height(context), context, out);
    }

    /// Another list is wanted: from its newest entry.
    fn ask_anew(&mut self, context: &Context, out: &mut Out) {
        self.entries.clear(Self::height(context));
        self.ask(context, out);
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(entry) = self.entries.list.selected() {
            out.open(detail(entry, context));
        }
    }

    /// What the first line says, with its style: the chain, or how to find out.
    fn chain(&self, context: &Context) -> (String, Style) {
        let (texts, palette) = (&context.texts, &context.palette);
        if self.verifying.is_slow(context) {
            return (say!(texts, "log-verifying"), palette.dim);
        }
        match &self.verification {
            Some(found) => {
                let text = wording::verification(texts, found);
                let beginning = found.head.get(..16).unwrap_or(&found.head);
                let head = say!(texts, "log-head", head = beginning);
                if found.fault.is_some() {
                    (format!("▲ {text}"), palette.danger)
                } else if found.under_lost_key > 0 {
                    (format!("▲ {text} {head}"), palette.warning)
                } else {
                    (format!("✓ {text} {head}"), palette.good)
                }
            }
            None if sees_own_only(context) => (say!(texts, "log-own-only"), palette.dim),
            None => (say!(texts, "log-explained"), palette.dim),
        }
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    vec![
        Column::exact(titled!(texts, "out-number"), 5).right(),
        Column::exact(titled!(texts, "out-when"), 0),
        Column::exact(titled!(texts, "log-exact-time"), 6),
        Column::telling(titled!(texts, "log-who"), 12, 0),
        Column::flexible(titled!(texts, "out-act"), 28, 0),
        Column::telling(titled!(texts, "log-on-whom"), 12, 1),
        Column::flexible(titled!(texts, "out-result"), 20, 4),
    ]
}

fn sees_own_only(context: &Context) -> bool {
    let role = context.session.as_ref().map(|session| session.role);
    role.is_some_and(|role| Permission::SeeLog.granted_to(role) == Grant::Own)
}

fn who(entry: &LogEntry, context: &Context) -> String {
    let name = entry.operator_name.clone();
    name.unwrap_or_else(|| say!(context.texts, "log-by-itself"))
}

/// The learner's name, a number for one who is gone, nothing where none is concerned.
fn whom(entry: &LogEntry, context: &Context) -> Option<String> {
    let user = entry.user?;
    let gone = || say!(context.texts, "log-learner-gone", number = user.to_string());
    Some(entry.user_name.clone().unwrap_or_else(gone))
}

fn row<'a>(entry: &LogEntry, context: &Context) -> Row<'a> {
    let (texts, palette) = (&context.texts, &context.palette);
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let batch = |batch: BatchId| say!(texts, "log-batch", batch = batch.to_string());
    let on_whom = match (whom(entry, context), entry.batch) {
        (Some(name), _) if entry.user_name.is_some() => cell(name, palette.text),
        (Some(gone), _) => cell(gone, palette.dim),
        (None, Some(number)) => cell(batch(number), palette.text),
        (None, None) => cell("–".to_owned(), palette.dim),
    };
    let when = formats::relative(texts, Some(entry.at), context.now);
    Row {
        cells: vec![
            cell(
                formats::number(context.language(), entry.number),
                palette.dim,
            ),
            cell(when, palette.text),
            cell(formats::moment(texts, entry.at), palette.dim),
            cell(who(entry, context), palette.text),
            cell(wording::log_act(texts, entry), palette.strong),
            on_whom,
            cell(wording::log_entry_detail(texts, entry), palette.dim),
        ],
        marked: false,
    }
}

/// An entry in full.
pub(crate) fn detail(entry: &LogEntry, context: &Context) -> Detail {
    let texts = &context.texts;
    let number = formats::number(context.language(), entry.number);
    let mut detail = Detail::new(say!(texts, "log-entry", number = number))
        .row(
            say!(texts, "out-when"),
            formats::moment_exact(texts, entry.at),
        )
        .row(say!(texts, "log-who"), who(entry, context))
        .row(say!(texts, "out-act"), wording::log_act(texts, entry))
        .row(
            say!(texts, "out-user"),
            whom(entry, context).unwrap_or_default(),
        )
        .row(
            say!(texts, "out-batch"),
            entry.batch.map(|it| it.to_string()).unwrap_or_default(),
        )
        .row(
            say!(texts, "out-result"),
            wording::log_entry_detail(texts, entry),
        );
    if let (Some(user), Some(name)) = (entry.user, &entry.user_name) {
        let label = say!(texts, "way-to-profile", name = name.clone());
        detail = detail.way(
            'p',
            label,
            Route::User(user, ProfileTab::default()),
            context,
        );
    }
    if let Some(batch) = entry.batch {
        let label = say!(texts, "deleted-open-batch", batch = batch.to_string());
        detail = detail.way('b', label, Route::Batch(batch), context);
    }
    detail
}

impl Layer for ActivityLog {
    fn scope(&self) -> Scope {
        Scope::ActivityLog
    }

    fn route(&self) -> Option<Route> {
        Some(Route::ActivityLog)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        if !self.entries.is_loaded() {
            return None;
        }
        let count = u64::try_from(self.entries.list.total()).unwrap_or_default();
        let number = |count| formats::number(context.language(), count);
        // Sign-ins in a row are one line: of all entries the number of the newest says how many there are.
        let all = self
            .newest
            .filter(|all| *all > count && !self.filtering.is_set());
        let all = all.filter(|_| !sees_own_only(context));
        Some(match all {
            Some(all) => say!(
                context.texts,
                "log-count-folded",
                count = number(all),
                lines = number(count)
            ),
            None => say!(context.texts, "log-count", count = count),
        })
    }

    fn shows(&self) -> Changes {
        // Every act leaves an entry.
        Changes::all()
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
        self.filtering.load(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::OpenLogEntry,
            Command::FilterLog,
            Command::VerifyLog,
            Command::ExportLog,
            Command::Back,
        ]
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::OpenLogEntry => self.open(context, out),
            Command::FilterLog => self.filtering.open(context, out),
            Command::Back if self.filtering.is_set() => {
                self.filtering.clear();
                self.ask_anew(context, out);
            }
            Command::VerifyLog => {
                self.verification = None;
                self.verifying.load(Query::VerifyLog, context, out);
            }
            // What is listed, entry by entry.
            Command::ExportLog => {
                let filter = LogFilter {
                    folds: false,
                    ..self.filtering.filter()
                };
                out.open(Save::new(Export::Log(filter), "activity-log.csv", context));
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.entries.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(context, out),
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if self.filtering.told(told, context, out) {
            self.ask_anew(context, out);
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.filtering.takes(ticket, reply, context, out) == Some(true) {
            self.ask_anew(context, out);
        }
        if !self.entries.asked.takes(ticket) && !self.verifying.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Log(window))) => {
                if window.offset == 0 && !self.filtering.is_set() {
                    self.newest = window.rows.first().map(|entry| entry.number);
                }
                if self.entries.receive(window, Self::height(context)) {
                    self.ask(context, out);
                }
            }
            Ok(Reply::Answer(Answer::VerifyLog(found))) => self.verification = Some(found.clone()),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let waits = [&self.entries.asked, &self.verifying].map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let line = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(6),
            height: ABOVE,
            ..area
        };
        let (text, style) = self.chain(context);
        if self.filtering.is_set() {
            canvas.paragraph(line, &self.filtering.summary(context), context.palette.key);
        } else {
            canvas.paragraph(line, &text, style);
        }
        let rest = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE),
            ..area
        };
        let empty = || {
            if self.filtering.is_set() {
                say!(context.texts, "log-none-match")
            } else {
                say!(context.texts, "log-empty")
            }
        };
        self.entries.draw(
            canvas,
            rest,
            columns(context),
            |entry| row(entry, context),
            empty,
            context,
        );
    }
}
