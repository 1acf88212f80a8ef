//! **Connect** to a SCIM server: its address, the token, and whose certificates are trusted. The server is tried first; the
//! connection is kept when it answers.
//!
//! The token is typed hidden, or stands in a file that nobody else can read. It is never shown.

use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::op::Secret;
use crate::error::Error;
use crate::say;
use crate::service::scim::{IdAttribute, SetupFault, Survey};
use crate::service::{NewConnection, TokenFrom, Tried, Unconnected};
use crate::wording;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::toast::Toast;

const URL: usize = 0;
const TOKEN: usize = 1;
const TOKEN_FILE: usize = 2;
const CA_FILE: usize = 3;
const ID: usize = 4;

/// The form of a connection.
pub struct Connect {
    sheet: Sheet,
    /// Waits for the server.
    trying: Asked,
    /// Waits for the connection to be kept.
    keeping: Asked,
    /// What the server does.
    survey: Option<Survey>,
}

impl Connect {
    /// The form, with the address of the server to which there is a connection already.
    pub fn new(url: &str, context: &Context) -> Self {
        let texts = &context.texts;
        let ids = IdAttribute::ALL.map(|id| wording::scim_id_attribute(id).to_owned());
        let fields = vec![
            Field::text(say!(texts, "out-scim-url"), url),
            Field::masked(say!(texts, "scim-token")),
            Field::text(say!(texts, "connect-token-file"), ""),
            Field::text(say!(texts, "connect-ca-file"), ""),
            Field::choice(say!(texts, "out-scim-id-attribute"), ids.to_vec(), 0),
        ];
        Self {
            sheet: Sheet::new(fields, command::row(Command::ConnectServer).name(texts)),
            trying: Asked::default(),
            keeping: Asked::default(),
            survey: None,
        }
    }

    /// A path as it was typed; `~` is the folder of whoever is at the terminal.
    fn path(&self, field: usize, context: &Context) -> Option<PathBuf> {
        let typed = self.sheet.form.value(field);
        if typed.is_empty() {
            return None;
        }
        let home = context.home_directory.as_ref();
        Some(match (typed.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(typed),
        })
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.trying.is_settled() || !self.keeping.is_settled() {
            return;
        }
        let texts = &context.texts;
        let typed = self.sheet.form.exact(TOKEN);
        let token = match (typed.is_empty(), self.path(TOKEN_FILE, context)) {
            (false, None) => TokenFrom::Said(Secret(typed)),
            (true, Some(path)) => TokenFrom::File(path),
            (false, Some(_)) => {
                let fault = say!(texts, "connect-token-twice");
                return self.sheet.fail_at(TOKEN_FILE, fault);
            }
            (true, None) => {
                let fault = say!(texts, "connect-token-missing");
                return self.sheet.fail_at(TOKEN, fault);
            }
        };
        let ids = IdAttribute::ALL;
        let new = NewConnection {
            url: self.sheet.form.value(URL),
            token,
            ca_file: self.path(CA_FILE, context),
            id_attribute: ids
                .get(self.sheet.form.chosen(ID))
                .copied()
                .unwrap_or_default(),
        };
        let ticket = self.trying.ticket(context, out);
        out.effect(Effect::AskServer(ticket, Some(Box::new(new))));
    }

    /// Hears what came of the trial: says at the field what is wrong, or keeps the connection.
    fn tried(&mut self, tried: &Result<Tried, Unconnected>, context: &Context, out: &mut Out) {
        let why = match tried {
            Ok(tried) => {
                self.survey = Some(tried.survey.clone());
                let ticket = self.keeping.ticket(context, out);
                out.effect(Effect::KeepConnection(ticket, Box::new(tried.clone())));
                return;
            }
            Err(why) => why,
        };
        let has_file = !self.sheet.form.value(TOKEN_FILE).is_empty();
        let field = match why {
            Unconnected::Token(..) => TOKEN_FILE,
            Unconnected::Setup(SetupFault::Token) if has_file => TOKEN_FILE,
            Unconnected::Setup(SetupFault::Token) => TOKEN,
            Unconnected::Authorities(..) | Unconnected::Setup(SetupFault::Certificates(_)) => {
                CA_FILE
            }
            Unconnected::Setup(
                SetupFault::Address | SetupFault::Credentials | SetupFault::PlainBeyondThisMachine,
            )
            | Unconnected::Fault(_) => URL,
        };
        let said = wording::scim_unconnected(&context.texts, why);
        self.sheet.fail_at(field, said);
    }

    fn refused(&mut self, error: &Error, context: &Context) -> Handled {
        let (Error::Refused(reason) | Error::NotAllowed(reason) | Error::Conflict(reason)) = error
        else {
            return Handled::Fault;
        };
        let said = wording::reason(&context.texts, reason);
        self.sheet.fail_at(URL, said);
        Handled::Yes
    }
}

impl Layer for Connect {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        self.sheet.form.is_touched()
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let signal = self.sheet.input(input, out);
        if signal == SheetSignal::Accepted {
            self.submit(context, out);
        }
        signal.handled()
    }

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if !self.trying.takes(ticket) && !self.keeping.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::ServerTried(tried)) => self.tried(tried, context, out),
            Ok(Reply::Connected) => {
                out.wish(Wish::Close);
                out.toast(Toast::done(say!(context.texts, "cli-scim-connected")));
                if let Some(survey) = self.survey.take() {
                    out.wish(Wish::Tell(Told::Server(Box::new(survey))));
                }
            }
            Ok(_) => {}
            Err(error) => return self.refused(error, context),
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.trying, &self.keeping];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let looks = Looks {
            title: say!(texts, "connect-title"),
            about: say!(texts, "connect-about"),
            columns: 78,
            ..Looks::default()
        };
        let waiting = if self.trying.is_settled() {
            &self.keeping
        } else {
            &self.trying
        };
        self.sheet.draw(canvas, area, &looks, waiting, context);
    }
}
