//! **Me > Operators**: who may use this console, and as what. Full admins add, disable and change operators.
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
use crate::domain::op::{Op, OperatorOp};
use crate::domain::operator::{Operator, Role};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use super::role_history;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::detail::Detail;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::new_operator::NewOperator;
use crate::ui::dialogs::passphrase::Passphrase;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines below the table: a blank one, one for the operator under the cursor, two for what to know.
const BELOW: u16 = 4;

/// The list of operators.
pub struct Operators {
    list: List<Operator, OperatorId>,
    /// The operator that a role is chosen for, as they were then.
    meant: Option<Operator>,
    rows: Asked,
    history: Asked,
}

impl Default for Operators {
    /// Every operator.
    fn default() -> Self {
        Self {
            list: List::new(|operator: &Operator| operator.id),
            meant: None,
            rows: Asked::default(),
            history: Asked::default(),
        }
    }
}

impl Operators {
    fn height(context: &Context) -> u16 {
        listing::rows_above(BELOW, context)
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(operator) = self.list.selected() {
            let against = |command| self.stands_against(command, context);
            let from = operator.access.from;
            let from = self.list.loaded().iter().find(|it| from == Some(it.id));
            let detail = detail(operator, from, &against, context);
            out.open(detail);
        }
    }

    /// Opens the form, or says what comes before it.
    fn add(&self, context: &Context, out: &mut Out) {
        let mut mine = self.list.loaded().iter().filter(|it| is_me(it, context));
        if mine.any(|me| !me.has_passphrase) {
            out.refuse(Reason::PassphraseFirst);
        } else {
            out.open(NewOperator::new(context));
        }
    }

    /// Why a command does not apply to the operator under the cursor, as the service would say it.
    fn stands_against(&self, command: Command, context: &Context) -> Option<Reason> {
        let operator = self.list.selected()?;
        match command {
            Command::DisableOperator if operator.disabled => Some(Reason::OperatorUnchanged),
            Command::EnableOperator => (!operator.disabled).then_some(Reason::OperatorUnchanged),
            Command::EraseOperator => (!operator.disabled).then_some(Reason::OperatorNotDisabled),
            Command::ChangeRole | Command::DisableOperator if self.is_last(operator) => {
                Some(Reason::LastFullAdmin)
            }
            Command::ChangeRole | Command::DisableOperator => {
                is_me(operator, context).then_some(Reason::IsSelf)
            }
            _ => None,
        }
    }

    /// Whether nobody else could sign in as a full admin.
    fn is_last(&self, operator: &Operator) -> bool {
        let admin = |it: &Operator| it.role == Role::FullAdmin && !it.disabled;
        let stays = |it: &Operator| it.id != operator.id && admin(it) && it.has_passphrase;
        admin(operator) && !self.list.loaded().iter().any(stays)
    }

    fn choose_role(&mut self, context: &Context, out: &mut Out) {
        self.meant = self.list.selected().cloned();
        let Some(operator) = &self.meant else {
            return;
        };
        let texts = &context.texts;
        let options = Role::ALL.map(|role| (wording::role(texts, role), String::new()));
        let chosen = Role::ALL.iter().position(|role| *role == operator.role);
        let title = say!(texts, "operator-role-title", name = operator.name.clone());
        let menu = Menu::choice(
            Command::ChangeRole,
            title,
            Anchor::Middle,
            options,
            chosen.unwrap_or_default(),
        );
        out.open(menu);
    }

    fn show_keys(&self, context: &Context, out: &mut Out) {
        if let Some(operator) = self.list.selected() {
            out.go(if is_me(operator, context) {
                Route::Keys
            } else {
                Route::KeysOf(operator.id, operator.name.clone())
            });
        }
    }

    /// Begins what is done with the operator under the cursor.
    fn begin(&self, command: Command, context: &Context, out: &mut Out) {
        let Some(operator) = self.list.selected() else {
            return;
        };
        let op = match command {
            Command::DisableOperator => Op::Operator(OperatorOp::Disable(operator.id)),
            Command::EnableOperator => Op::Operator(OperatorOp::Enable(operator.id)),
            Command::EraseOperator => Op::Operator(OperatorOp::Erase(operator.id)),
            Command::ResetPassphrase if is_me(operator, context) => {
                return out.wish(Wish::Command(Command::SetPassphrase));
            }
            _ => return out.open(Passphrase::of(operator.id, &operator.name, context)),
        };
        out.open(Confirm::act(command, op).about(&operator.name));
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    vec![
        Column::telling(titled!(texts, "out-name"), 20, 0),
        Column::exact(titled!(texts, "out-role"), 0),
        Column::telling(titled!(texts, "out-email"), 20, 1),
        Column::exact(titled!(texts, "out-passphrase"), 2),
        Column::exact(titled!(texts, "out-state"), 0),
        Column::exact(titled!(texts, "out-user"), 3),
    ]
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

/// What a narrow table has no room for: the whole address, the passphrase, whether they are a learner.
fn said(operator: &Operator, context: &Context) -> String {
    let texts = &context.texts;
    let email = operator.email.as_ref();
    let none = || say!(texts, "operator-no-email");
    let email = email.map_or_else(none, |email| email.as_str().to_owned());
    let label = say!(texts, "out-passphrase");
    let passphrase = passphrase(operator, context).0;
    let mut said = format!("{email} · {label}: {passphrase}");
    if operator.user.is_some() {
        said = format!("{said} · {}", say!(texts, "out-user"));
    }
    said
}

fn detail(
    operator: &Operator,
    access_from: Option<&Operator>,
    against: &dyn Fn(Command) -> Option<Reason>,
    context: &Context,
) -> Detail {
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
    if let Some(from) = access_from {
        detail = detail.row(say!(texts, "out-access-from"), from.name.clone());
    }
    if is_me(operator, context) {
        detail = detail.command(command::row(Command::SetPassphrase), None, context);
    } else {
        let row = command::row(Command::ResetPassphrase);
        detail = detail.command(row, None, context);
    }
    let switch = if operator.disabled {
        Command::EnableOperator
    } else {
        Command::DisableOperator
    };
    for command in [Command::ChangeRole, switch, Command::OperatorKeys] {
        detail = detail.command(command::row(command), against(command), context);
    }
    if let Some(user) = operator.user {
        let label = say!(texts, "way-to-the-profile");
        detail = detail.way(
            'l',
            label,
            Route::User(user, ProfileTab::default()),
            context,
        );
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
        Changes::OPERATORS.union(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.rows.load(Query::Operators, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        let disabled = self.list.selected().is_some_and(|it| it.disabled);
        vec![
            Command::OpenOperator,
            Command::AddOperator,
            Command::ChangeRole,
            if disabled {
                Command::EnableOperator
            } else {
                Command::DisableOperator
            },
            Command::OperatorKeys,
            Command::ResetPassphrase,
            Command::SetPassphrase,
            Command::RoleHistory,
            Command::Back,
        ]
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::OpenOperator => self.open(context, out),
            Command::RoleHistory => self.history.load(Query::RoleHistory, context, out),
            Command::AddOperator => self.add(context, out),
            Command::ChangeRole => self.choose_role(context, out),
            Command::DisableOperator
            | Command::EnableOperator
            | Command::EraseOperator
            | Command::ResetPassphrase => {
                self.begin(command, context, out);
            }
            Command::OperatorKeys => self.show_keys(context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        self.stands_against(command, context)
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let Told::Chosen(Command::ChangeRole, index) = told else {
            return;
        };
        let (Some(operator), Some(role)) = (&self.meant, Role::ALL.get(*index)) else {
            return;
        };
        if operator.role == *role {
            return out.refuse(Reason::OperatorUnchanged);
        }
        let op = Op::Operator(OperatorOp::ChangeRole {
            operator: operator.id,
            seen: operator.role,
            role: *role,
        });
        let becomes = wording::role(&context.texts, *role);
        let becomes = say!(context.texts, "operator-becomes", role = becomes);
        let confirm = Confirm::act(Command::ChangeRole, op);
        out.open(confirm.about(&operator.name).about(&becomes));
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

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.history.takes(ticket) {
            if let Ok(Reply::Answer(Answer::RoleHistory(history))) = reply {
                out.open(role_history::shown(history, context));
            }
            return Handled::of(reply);
        }
        if !self.rows.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Operators(operators))) = reply {
            self.list
                .receive_all(operators.clone(), Self::height(context));
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.rows.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let [table, about, rest] = listing::above_lines(area, BELOW, 1);
        if self.list.total() == 0 {
            if self.rows.is_slow(context) {
                let text = say!(context.texts, "loading");
                listing::say_none(canvas, table, &text, context);
            }
            return;
        }
        let row = |operator| row(operator, context);
        Table::of(&self.list, table, columns(context), row).draw(canvas, table, context);
        if let Some(operator) = self.list.selected() {
            canvas.print(about, &said(operator, context), palette.text);
        }
        let text = say!(context.texts, "operators-explained");
        canvas.paragraph(rest, &text, palette.dim);
    }
}
