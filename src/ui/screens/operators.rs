//! **Me > Operators**: who may use this console, and as what. Managing them is not offered yet; one's own passphrase is.
//!
//! ```text
//!    NAME             ROLE          EMAIL                     PASSPHRASE   STATE    LEARNER
//!  ▌ dl (you)         full admin    dl@enigma.example         set          active   –
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::command::{self, Command, Scope};
use crate::domain::Language;
use crate::domain::id::OperatorId;
use crate::domain::operator::Operator;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, wrap};
use super::super::context::Context;
use super::super::event::{Input, Reply, Ticket};
use super::super::layer::{Asked, Handled, Layer, Out};
use super::super::overlays::detail::Detail;
use super::super::route::{ProfileTab, Route};
use super::super::widgets::list::List;
use super::super::widgets::table::{Column, Row, Table, rows_in};

/// Lines below the table: what is not offered here.
const BELOW: u16 = 3;

/// The list of operators.
pub struct Operators {
    list: List<Operator, OperatorId>,
    rows: Asked,
}

impl Default for Operators {
    /// Every operator.
    fn default() -> Self {
        Self {
            list: List::new(|operator: &Operator| operator.id),
            rows: Asked::default(),
        }
    }
}

impl Operators {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(1 + BELOW)).max(1)
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(operator) = self.list.selected() {
            out.open(detail(operator, context));
        }
    }

    fn table(&self, context: &Context) -> Table<'_> {
        let texts = &context.texts;
        let height = usize::from(Self::height(context));
        let end = (self.list.top() + height).min(self.list.total());
        let row = |index| self.list.get(index).map(|it| row(it, context));
        Table {
            columns: vec![
                Column::exact(say!(texts, "out-name"), 0),
                Column::exact(say!(texts, "out-role"), 0),
                Column::flexible(say!(texts, "out-email"), 24, 1),
                Column::exact(say!(texts, "out-passphrase"), 2),
                Column::exact(say!(texts, "out-state"), 0),
                Column::exact(say!(texts, "out-user"), 3),
            ],
            rows: (self.list.top()..end).map(row).collect(),
            top: self.list.top(),
            cursor: Some(self.list.cursor()),
            total: self.list.total(),
        }
    }
}

fn is_me(operator: &Operator, context: &Context) -> bool {
    let session = context.session.as_ref();
    session.is_some_and(|session| session.operator == operator.id)
}

fn name(operator: &Operator, context: &Context) -> String {
    if is_me(operator, context) {
        say!(context.texts, "operator-you", name = operator.name.clone())
    } else {
        operator.name.clone()
    }
}

fn state(operator: &Operator, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    let locked = operator.locked_until.filter(|until| *until > context.now);
    if operator.disabled {
        (
            format!("– {}", say!(texts, "operator-disabled")),
            palette.dim,
        )
    } else if locked.is_some() {
        let left = formats::relative(texts, locked, context.now);
        let text = say!(texts, "operator-locked", left = left);
        (format!("▲ {text}"), palette.warning)
    } else {
        (
            format!("✓ {}", say!(texts, "operator-active")),
            palette.good,
        )
    }
}

fn passphrase(operator: &Operator, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    if operator.has_passphrase {
        (say!(texts, "operator-passphrase-set"), palette.text)
    } else {
        let text = say!(texts, "operator-passphrase-missing");
        (format!("▲ {text}"), palette.warning)
    }
}

fn row<'a>(operator: &Operator, context: &Context) -> Row<'a> {
    let (texts, palette) = (&context.texts, &context.palette);
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let email = operator.email.as_ref();
    let email = email.map_or_else(|| "–".to_owned(), |email| email.as_str().to_owned());
    let (state, state_style) = state(operator, context);
    let (passphrase, passphrase_style) = passphrase(operator, context);
    let learner = if operator.user.is_some() {
        say!(texts, "operator-is-learner")
    } else {
        "–".to_owned()
    };
    Row {
        cells: vec![
            cell(name(operator, context), palette.strong),
            cell(wording::role(texts, operator.role), palette.text),
            cell(email, palette.text),
            cell(passphrase, passphrase_style),
            cell(state, state_style),
            cell(learner, palette.dim),
        ],
        marked: false,
    }
}

fn detail(operator: &Operator, context: &Context) -> Detail {
    let texts = &context.texts;
    let email = operator.email.as_ref();
    let none = || say!(texts, "operator-no-email");
    let language = operator.language;
    let mut detail = Detail::new(name(operator, context))
        .row(say!(texts, "out-role"), wording::role(texts, operator.role))
        .row(
            say!(texts, "out-email"),
            email.map_or_else(none, |email| email.as_str().to_owned()),
        )
        .row(
            say!(texts, "out-passphrase"),
            passphrase(operator, context).0,
        )
        .row(say!(texts, "out-state"), state(operator, context).0)
        .row(
            say!(texts, "out-language"),
            language.map(Language::own_name).unwrap_or_default(),
        );
    if is_me(operator, context) {
        detail = detail.command(command::row(Command::SetPassphrase), None, context);
    } else {
        detail = detail.text(say!(texts, "operators-not-offered"));
    }
    if let Some(user) = operator.user {
        let label = say!(texts, "way-to-the-profile");
        detail = detail.way('l', label, Route::User(user, ProfileTab::default()));
    }
    detail
}

impl Layer for Operators {
    fn scope(&self) -> Scope {
        Scope::Operators
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Operators)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = u64::try_from(self.list.total()).unwrap_or_default();
        (count > 0).then(|| say!(context.texts, "operators-count", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::OPERATORS.and(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.rows.load(Query::Operators, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![Command::OpenOperator, Command::SetPassphrase, Command::Back]
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        if command != Command::OpenOperator {
            return Handled::No;
        }
        self.open(context, out);
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if matches!(input, Input::Click(Hit::Row(index)) if *index == self.list.cursor()) {
            self.open(context, out);
            return Handled::Yes;
        }
        if self.list.input(input, Self::height(context)) {
            Handled::Yes
        } else {
            Handled::No
        }
    }

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        _out: &mut Out,
    ) -> Handled {
        if !self.rows.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Operators(operators))) => {
                self.list
                    .receive_all(operators.clone(), Self::height(context));
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
        let palette = &context.palette;
        if self.list.total() == 0 {
            if self.rows.is_slow(context) {
                let place = Rect {
                    x: area.x + 3,
                    y: area.y + 1,
                    ..area
                };
                canvas.print(place, &say!(context.texts, "loading"), palette.dim);
            }
            return;
        }
        let table = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1 + BELOW),
            ..area
        };
        self.table(context).draw(canvas, table, context);
        let below = Rect {
            x: area.x + 3,
            y: table.bottom() + 1,
            width: area.width.saturating_sub(6),
            height: BELOW - 1,
        };
        let text = say!(context.texts, "operators-explained");
        for (row, text) in below.rows().zip(&wrap(&text, below.width)) {
            canvas.print(row, text, palette.dim);
        }
    }
}
