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
use crate::domain::op::{AccountOp, Op};
use crate::domain::operator::{Grant, Permission};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::detail::Detail;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines above the table: a blank one.
const ABOVE: u16 = 1;
/// Lines below the table: a blank one and two for the message under the cursor.
const BELOW: u16 = 4;

/// The outbox.
pub struct Outbox {
    mails: Listing<MailRow, MailId>,
    sending: Asked,
}

impl Default for Outbox {
    /// The outbox from its newest message.
    fn default() -> Self {
        Self {
            mails: Listing::new(|mail: &MailRow| mail.id),
            sending: Asked::default(),
        }
    }
}

impl Outbox {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let height = Self::height(context);
        self.mails.ask(Query::Outbox, height, context, out);
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(mail) = self.mails.list.selected() {
            let obstacle = self.obstacle(Command::SendAgain, context);
            out.open(detail(mail, obstacle, context));
        }
    }

    fn columns(&self, context: &Context) -> Vec<Column> {
        let texts = &context.texts;
        // Where nothing went wrong, the subjects have that room.
        let loaded = self.mails.list.loaded();
        let troubled = loaded.iter().any(|it| it.trouble.is_some());
        let mut columns = vec![
            Column::exact(titled!(texts, "out-when"), 1),
            Column::exact(titled!(texts, "out-state"), 0),
            Column::telling(titled!(texts, "out-to"), 16, 0),
            Column::flexible(titled!(texts, "out-subject"), 16, 0),
        ];
        if troubled {
            columns.push(Column::flexible(titled!(texts, "outbox-trouble"), 40, 3));
        }
        columns
    }

    fn empty(context: &Context) -> String {
        if sees_only_own(context) {
            say!(context.texts, "outbox-empty-own")
        } else {
            say!(context.texts, "outbox-empty")
        }
    }
}

/// Whether whoever looks sees the mail of their own requests alone.
fn sees_only_own(context: &Context) -> bool {
    let role = context.session.as_ref().map(|session| session.role);
    role.is_some_and(|role| Permission::SeeOutbox.granted_to(role) == Grant::Own)
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
            cell(told_apart(&mail.subject, context), palette.text),
            cell(trouble(mail, context), palette.warning),
        ],
        marked: false,
    }
}

/// A subject without the account's name before it, which every line would begin with.
fn told_apart(subject: &str, context: &Context) -> String {
    let account = context.settings.account.as_str();
    let rest = subject
        .strip_prefix(account)
        .and_then(|rest| rest.strip_prefix(": "));
    let mut letters = rest.unwrap_or(subject).chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What a narrow table has no room for: when exactly, the whole subject, what went wrong.
fn said(mail: &MailRow, context: &Context) -> String {
    let at = mail.sent_at.unwrap_or(mail.queued_at);
    let at = formats::moment_exact(&context.texts, at);
    let mut said = format!("{at} · {}", mail.subject);
    if mail.trouble.is_some() {
        said = format!("{said} · ▲ {}", trouble(mail, context));
    }
    said
}

/// A message in full; `obstacle` is what stands against sending it again.
pub(crate) fn detail(mail: &MailRow, obstacle: Option<Reason>, context: &Context) -> Detail {
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
        detail = detail.way(
            'p',
            label,
            Route::User(user, ProfileTab::default()),
            context,
        );
    }
    if let Some(batch) = mail.batch {
        let label = say!(texts, "deleted-open-batch", batch = batch.to_string());
        detail = detail.way('b', label, Route::Batch(batch), context);
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
        let (queued, failed) = (context.home.queued_mail, context.home.failed_mail);
        let texts = &context.texts;
        // Who sees only what is their own sees that there is more.
        Some(if sees_only_own(context) {
            say!(texts, "outbox-figure-own", queued = queued, failed = failed)
        } else {
            say!(texts, "outbox-figure", queued = queued, failed = failed)
        })
    }

    fn shows(&self) -> Changes {
        Changes::OUTBOX
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        let selected = self.mails.list.selected();
        let mut hints: Vec<Command> = selected.map(|_| Command::OpenMail).into_iter().collect();
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
        match self.mails.list.selected() {
            None => Some(Reason::MailGone),
            Some(mail) if mail.state == MailState::Sent => Some(Reason::MailSent),
            Some(_) => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match (command, self.mails.list.selected()) {
            (Command::OpenMail, _) => self.open(context, out),
            (Command::SendAgain, Some(mail)) => {
                let op = Op::Account(AccountOp::SendAgain(mail.id));
                self.sending.run(op, None, context, out);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.mails.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(context, out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.mails.asked.takes(ticket) && !self.sending.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Outbox(window))) = reply
            && self.mails.receive(window, Self::height(context))
        {
            self.ask(context, out);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.mails.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let rest = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        let (columns, empty) = (self.columns(context), || Self::empty(context));
        self.mails.draw(
            canvas,
            rest,
            columns,
            |mail| row(mail, context),
            empty,
            context,
        );
        if let Some(mail) = self.mails.list.selected() {
            let below = Rect {
                x: area.x + 3,
                y: rest.bottom() + 1,
                width: area.width.saturating_sub(6),
                height: BELOW - 1,
            };
            canvas.paragraph(below, &said(mail, context), context.palette.dim);
        }
    }
}
