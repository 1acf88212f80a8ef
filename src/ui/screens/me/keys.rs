//! **Me > Keys** and **Me > Operators > Keys**: the keys with which one operator comes over SSH.
//!
//! ```text
//!    COMMENT           KIND           ADDED        LAST USED    FINGERPRINT
//!  ▌ marta@laptop      ssh-ed25519    3 d ago      2 min ago    SHA256:cvaz7eFfhb…
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::command::{self, Command, Scope};
use crate::domain::id::OperatorId;
use crate::domain::op::Op;
use crate::domain::operator::Permission;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::ssh::{OperatorKey, SshKey, SshKeyFault, SshOp};
use crate::error::Error;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::kit::typed_path;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Lines below the table: a blank one, two for the key under the cursor, two for what to know.
const BELOW: u16 = 5;

/// The keys of one operator.
pub struct Keys {
    /// Another operator and their name; none for oneself.
    of: Option<(OperatorId, String)>,
    list: List<OperatorKey, String>,
    asked: Asked,
    reading: Asked,
}

impl Keys {
    /// One's own keys.
    pub fn own() -> Self {
        Self {
            of: None,
            list: List::new(|key: &OperatorKey| key.key.fingerprint()),
            asked: Asked::default(),
            reading: Asked::default(),
        }
    }

    /// The keys of another operator.
    pub fn of(operator: OperatorId, name: String) -> Self {
        Self {
            of: Some((operator, name)),
            ..Self::own()
        }
    }

    fn height(context: &Context) -> u16 {
        listing::rows_above(BELOW, context)
    }

    /// The name of whose keys they are.
    fn name(&self, context: &Context) -> String {
        let own = || context.session.as_ref().map(|session| session.name.clone());
        let other = self.of.as_ref().map(|(_, name)| name.clone());
        visible(&other.or_else(own).unwrap_or_default()).into_owned()
    }

    fn operator(&self) -> Option<OperatorId> {
        self.of.as_ref().map(|(operator, _)| *operator)
    }

    fn ask_for_key(&self, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let title = command::row(Command::AddKey).name(texts);
        let explained = say!(texts, "keys-add-explained", name = self.name(context));
        let field = Field::text(say!(texts, "keys-add-field"), "");
        let prompt = Prompt::new(
            Command::AddKey,
            title,
            explained,
            field,
            say!(context.texts, "button-continue"),
            context,
        );
        out.open(prompt);
    }

    /// What was pasted is a key, or else the path of one.
    fn take(&mut self, text: &str, context: &Context, out: &mut Out) {
        match SshKey::parse(text) {
            Ok(key) => self.confirm(&key, context, out),
            Err(SshKeyFault::Unknown) => {
                let home = context.home_directory.as_deref();
                if let Some(path) = typed_path::read(text, home) {
                    let ticket = self.reading.ticket(context, out);
                    out.effect(Effect::ReadKey(ticket, path));
                }
            }
            Err(fault) => out.refuse(Reason::BadKey(fault)),
        }
    }

    fn confirm(&self, key: &SshKey, context: &Context, out: &mut Out) {
        let act = SshOp::AddKey {
            operator: self.operator(),
            key: key.clone(),
        };
        let kind = format!("{} {}", key.kind().code(), visible(key.comment()));
        let confirm = Confirm::act(Command::AddKey, Op::Ssh(act));
        let confirm = confirm.about(&self.name(context)).about(kind.trim_end());
        out.open(confirm.about(&key.fingerprint()));
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    vec![
        Column::telling(titled!(texts, "out-comment"), 12, 0),
        Column::exact(titled!(texts, "out-kind"), 2),
        Column::exact(titled!(texts, "out-added-at"), 1),
        Column::exact(titled!(texts, "out-used-at"), 0),
        Column::flexible(titled!(texts, "out-fingerprint"), 20, 4),
    ]
}

fn row<'a>(key: &OperatorKey, context: &Context) -> Row<'a> {
    let (texts, palette) = (&context.texts, &context.palette);
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let moment = |at| formats::relative(texts, at, context.now);
    let comment = match key.key.comment() {
        "" => "–".to_owned(),
        comment => visible(comment).into_owned(),
    };
    let used = match key.used_at {
        Some(_) => moment(key.used_at),
        None => say!(texts, "keys-never-used"),
    };
    Row {
        cells: vec![
            cell(comment, palette.strong),
            cell(key.key.kind().code().to_owned(), palette.text),
            cell(moment(Some(key.added_at)), palette.text),
            cell(used, palette.text),
            cell(key.key.fingerprint(), palette.dim),
        ],
        marked: false,
    }
}

impl Layer for Keys {
    fn scope(&self) -> Scope {
        Scope::Keys
    }

    fn route(&self) -> Option<Route> {
        Some(match &self.of {
            Some((operator, name)) => Route::KeysOf(*operator, name.clone()),
            None => Route::Keys,
        })
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        let mut crumbs = self.route().map(|route| route.crumbs()).unwrap_or_default();
        if self.of.is_some() {
            crumbs.push(self.name(context));
        }
        crumbs
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = u64::try_from(self.list.total()).unwrap_or_default();
        (count > 0).then(|| say!(context.texts, "keys-count", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::OPERATORS
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        let query = match self.of {
            Some(_) => Query::Keys,
            None => Query::OwnKeys,
        };
        self.asked.load(query, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::AddKey,
            Command::RemoveKey,
            Command::RevokeKey,
            Command::Back,
        ]
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        match command {
            Command::AddKey | Command::RemoveKey if self.of.is_some() => context
                .refusal(Permission::Administer)
                .or_else(|| self.lacks(command)),
            Command::RemoveKey | Command::RevokeKey => self.lacks(command),
            _ => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        if command == Command::AddKey {
            self.ask_for_key(context, out);
            return Handled::Yes;
        }
        let Some(key) = self.list.selected() else {
            return Handled::No;
        };
        let fingerprint = key.key.fingerprint();
        let act = match command {
            Command::RemoveKey => SshOp::RemoveKey {
                operator: self.operator(),
                fingerprint: fingerprint.clone(),
            },
            Command::RevokeKey => SshOp::Revoke(fingerprint.clone()),
            _ => return Handled::No,
        };
        let confirm = Confirm::act(command, Op::Ssh(act)).about(&self.name(context));
        let confirm = match key.key.comment() {
            "" => confirm,
            comment => confirm.about(&visible(comment)),
        };
        out.open(confirm.about(&fingerprint));
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if let Told::Text(Command::AddKey, text) = told {
            self.take(text, context, out);
        }
    }

    fn input(&mut self, input: &Input, context: &Context, _out: &mut Out) -> Handled {
        if self.list.input(input, Self::height(context)) {
            Handled::Yes
        } else {
            Handled::No
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.reading.takes(ticket) {
            match reply {
                Ok(Reply::KeyRead(key)) => self.confirm(key, context, out),
                Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                    out.toast(Toast::refused(wording::reason(&context.texts, reason)));
                }
                Ok(_) | Err(_) => return Handled::Fault,
            }
            return Handled::Yes;
        }
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        let height = Self::height(context);
        match reply {
            Ok(Reply::Answer(Answer::OwnKeys(keys))) => self.list.receive_all(keys.clone(), height),
            Ok(Reply::Answer(Answer::Keys(keys))) => {
                let operator = self.operator();
                let mine = |key: &&OperatorKey| Some(key.operator) == operator;
                let keys = keys.iter().filter(mine).cloned().collect();
                self.list.receive_all(keys, height);
            }
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        let [table, about, rest] = listing::above_lines(area, BELOW, 2);
        if self.list.total() == 0 {
            let text = match self.asked.is_settled() {
                true => say!(texts, "keys-none", name = self.name(context)),
                false if self.asked.is_slow(context) => say!(texts, "loading"),
                false => return,
            };
            return listing::say_none(canvas, table, &text, context);
        }
        let row = |key: &OperatorKey| row(key, context);
        Table::of(&self.list, table, columns(context), row).draw(canvas, table, context);
        if let Some(key) = self.list.selected() {
            let added = formats::moment(texts, key.added_at);
            let said = format!("{} · {added}", key.key.fingerprint());
            canvas.paragraph(about, &said, palette.text);
        }
        canvas.paragraph(rest, &say!(texts, "keys-explained"), palette.dim);
    }
}

impl Keys {
    /// That there is no key to do it with.
    fn lacks(&self, command: Command) -> Option<Reason> {
        let needs_one = command != Command::AddKey;
        (needs_one && self.list.selected().is_none()).then_some(Reason::KeyGone)
    }
}
