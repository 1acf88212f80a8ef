//! **Me > Outbox**: mail that waits, was sent, or failed; any of it in full; what did not arrive is sent again.
//!
//! ```text
//!    WHEN          STATE      TO                           SUBJECT                       WENT WRONG
//!  ▌ just now      ◌ queued   siti.aminah@enigma.example   Please register again for …
//!    2 hours ago   ▲ failed   old@enigma.example           Please register again for …   no such mailbox
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::command::{self, Command, Scope};
use crate::domain::id::MailId;
use crate::domain::mail::{MailRow, MailState};
use crate::domain::op::Op;
use crate::domain::operator::{Grant, Permission};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::layer::{Asked, Handled, Layer, Out};
use super::super::overlays::detail::Detail;
use super::super::route::{ProfileTab, Route};
use super::super::widgets::list::{List, Turn};
use super::super::widgets::table::{Column, Row, Table, rows_in};

/// The outbox.
pub struct Outbox {
    list: List<MailRow, MailId>,
    rows: Asked,
    loaded: bool,
    sending: Asked,
}

impl Default for Outbox {
    /// The outbox from its newest message.
    fn default() -> Self {
        Self {
            list: List::new(|mail: &MailRow| mail.id),
            rows: Asked::default(),
            loaded: false,
            sending: Asked::default(),
        }
    }
}

impl Outbox {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(1)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let page = self.list.page(Self::height(context));
        self.rows.load(Query::Outbox(page), context, out);
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(mail) = self.list.selected() {
            let obstacle = self.obstacle(Command::SendAgain, context);
            out.open(detail(mail, obstacle, context));
        }
    }

    fn table(&self, context: &Context) -> Table<'_> {
        let texts = &context.texts;
        let height = usize::from(Self::height(context));
        let end = (self.list.top() + height).min(self.list.total());
        // Where nothing went wrong, the subjects have that room.
        let troubled = self.list.loaded().iter().any(|it| it.trouble.is_some());
        let mut columns = vec![
            Column::exact(say!(texts, "out-when"), 0),
            Column::exact(say!(texts, "out-state"), 0),
            Column::exact(say!(texts, "out-to"), 0),
            Column::flexible(say!(texts, "out-subject"), 16, 0),
        ];
        if troubled {
            columns.push(Column::flexible(say!(texts, "outbox-trouble"), 16, 2));
        }
        let row = |index| self.list.get(index).map(|mail| row(mail, context));
        Table {
            columns,
            rows: (self.list.top()..end).map(row).collect(),
            top: self.list.top(),
            cursor: Some(self.list.cursor()),
            total: self.list.total(),
        }
    }
}

fn state(mail: &MailRow, context: &Context) -> (String, Style) {
    let palette = &context.palette;
    let (sign, style) = match mail.state {
        MailState::Queued => ("◌", palette.link),
        MailState::Sent => ("✓", palette.good),
        MailState::Failed => ("▲", palette.danger),
    };
    let name = wording::mail_state(&context.texts, mail.state);
    (format!("{sign} {name}"), style)
}

fn trouble(mail: &MailRow, context: &Context) -> String {
    let found = mail.trouble.as_ref();
    found.map_or_else(String::new, |found| {
        wording::mail_trouble(&context.texts, found)
    })
}

fn row<'a>(mail: &MailRow, context: &Context) -> Row<'a> {
    let (texts, palette) = (&context.texts, &context.palette);
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let at = mail.sent_at.or(Some(mail.queued_at));
    let (state, style) = state(mail, context);
    Row {
        cells: vec![
            cell(formats::relative(texts, at, context.now), palette.text),
            cell(state, style),
            cell(mail.to.clone(), palette.text),
            cell(mail.subject.clone(), palette.text),
            cell(trouble(mail, context), palette.warning),
        ],
        marked: false,
    }
}

/// A message in full; `obstacle` is what stands against sending it again.
pub(super) fn detail(mail: &MailRow, obstacle: Option<Reason>, context: &Context) -> Detail {
    let texts = &context.texts;
    let exact = |at| formats::moment_exact(texts, at);
    let mut detail = Detail::new(wording::mail_kind(texts, mail.kind))
        .row(say!(texts, "out-to"), mail.to.clone())
        .row(say!(texts, "out-subject"), mail.subject.clone())
        .row(say!(texts, "out-state"), state(mail, context).0)
        .row(say!(texts, "out-queued"), exact(mail.queued_at))
        .row(
            say!(texts, "out-sent"),
            mail.sent_at.map(exact).unwrap_or_default(),
        )
        .row(say!(texts, "out-attempts"), mail.attempts.to_string())
        .row(say!(texts, "outbox-trouble"), trouble(mail, context))
        .text(mail.body.clone())
        .command(command::row(Command::SendAgain), obstacle, context);
    if let Some(user) = mail.user {
        let label = say!(texts, "way-to-the-profile");
        detail = detail.way('p', label, Route::User(user, ProfileTab::default()));
    }
    if let Some(batch) = mail.batch {
        let label = say!(texts, "deleted-open-batch", batch = batch.to_string());
        detail = detail.way('b', label, Route::Batch(batch));
    }
    detail
}

impl Layer for Outbox {
    fn scope(&self) -> Scope {
        Scope::Outbox
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Outbox)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        Some(say!(
            context.texts,
            "outbox-figure",
            queued = context.home.queued_mail,
            failed = context.home.failed_mail
        ))
    }

    fn shows(&self) -> Changes {
        Changes::OUTBOX
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        let mut hints = vec![Command::OpenMail];
        let selected = self.list.selected();
        if selected.is_some_and(|mail| mail.state != MailState::Sent) {
            hints.push(Command::SendAgain);
        }
        hints.push(Command::Back);
        hints
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        if command != Command::SendAgain {
            return None;
        }
        match self.list.selected() {
            None => Some(Reason::MailGone),
            Some(mail) if mail.state == MailState::Sent => Some(Reason::MailSent),
            Some(_) => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match (command, self.list.selected()) {
            (Command::OpenMail, _) => self.open(context, out),
            (Command::SendAgain, Some(mail)) => {
                let op = Op::SendAgain(mail.id);
                self.sending.run(op, None, context, out);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(context, out),
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
        if !self.rows.takes(ticket) && !self.sending.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Outbox(window))) => {
                self.loaded = true;
                if self.list.receive_page(window, Self::height(context)) {
                    self.ask(context, out);
                }
            }
            Ok(_) => {}
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.rows.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let rest = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        if self.list.total() > 0 {
            self.table(context).draw(canvas, rest, context);
            return;
        }
        let texts = &context.texts;
        let role = context.session.as_ref().map(|session| session.role);
        let own = role.is_some_and(|role| Permission::SeeOutbox.granted_to(role) == Grant::Own);
        let text = match (self.loaded, self.rows.is_slow(context)) {
            (true, _) if own => say!(texts, "outbox-empty-own"),
            (true, _) => say!(texts, "outbox-empty"),
            (false, true) => say!(texts, "loading"),
            (false, false) => return,
        };
        let place = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(6),
            ..rest
        };
        for (row, text) in place.rows().zip(&wrap(&text, place.width)) {
            canvas.print(row, text, context.palette.dim);
        }
    }
}
