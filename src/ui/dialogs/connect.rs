//! **Connect** to a SCIM server: its address, the token, and whose certificates are trusted. The server is tried first; the
//! connection is kept when it answers.
//!
//! The token is typed hidden, or stands in a file that nobody else can read. It is never shown.

use std::path::PathBuf;

use crate::command::{self, Command};
use crate::domain::op::Secret;
use crate::say;
use crate::service::scim::{IdAttribute, SetupFault};
use crate::service::{NewConnection, TokenFrom, Unconnected};
use crate::wording;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Reply};
use crate::ui::shell::layer::{Handled, Out, Told, Wish};
use crate::ui::shell::toast::Toast;

const URL: usize = 0;
const TOKEN: usize = 1;
const TOKEN_FILE: usize = 2;
const CA_FILE: usize = 3;
const ID: usize = 4;

/// The form of a connection.
pub struct Connect;

impl Connect {
    /// The form, with the address of the server to which there is a connection already.
    pub fn sheet(url: &str, context: &Context) -> SheetDialog<Self> {
        let texts = &context.texts;
        let ids = IdAttribute::ALL.map(|id| id.name().to_owned());
        let fields = vec![
            Field::text(say!(texts, "out-scim-url"), url),
            Field::masked(say!(texts, "scim-token")),
            Field::text(say!(texts, "connect-token-file"), ""),
            Field::text(say!(texts, "connect-ca-file"), ""),
            Field::choice(say!(texts, "out-scim-id-attribute"), ids.to_vec(), 0),
        ];
        let sheet = Sheet::new(
            fields,
            command::row(Command::ConnectServer).name(texts),
            context,
        );
        SheetDialog::new(sheet, Self)
    }
}

/// A path as it was typed; `~` is the folder of whoever is at the terminal.
fn path(sheet: &Sheet, field: usize, context: &Context) -> Option<PathBuf> {
    let typed = sheet.form.value(field);
    if typed.is_empty() {
        return None;
    }
    let home = context.home_directory.as_ref();
    Some(match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    })
}

/// The token as it was typed or where it lies; or the field that is wrong and why.
fn token(sheet: &Sheet, context: &Context) -> Result<TokenFrom, (usize, String)> {
    let texts = &context.texts;
    let typed = sheet.form.exact(TOKEN);
    match (typed.is_empty(), path(sheet, TOKEN_FILE, context)) {
        (false, None) => Ok(TokenFrom::Said(Secret(typed))),
        (true, Some(path)) => Ok(TokenFrom::File(path)),
        (false, Some(_)) => Err((TOKEN_FILE, say!(texts, "connect-token-twice"))),
        (true, None) => Err((TOKEN, say!(texts, "connect-token-missing"))),
    }
}

/// The field that a failed trial is about.
fn field_of(why: &Unconnected, sheet: &Sheet) -> usize {
    let has_file = !sheet.form.value(TOKEN_FILE).is_empty();
    match why {
        Unconnected::Token(..) => TOKEN_FILE,
        Unconnected::Setup(SetupFault::Token) if has_file => TOKEN_FILE,
        Unconnected::Setup(SetupFault::Token) => TOKEN,
        Unconnected::Authorities(..) | Unconnected::Setup(SetupFault::Certificates(_)) => CA_FILE,
        Unconnected::Setup(
            SetupFault::Address | SetupFault::Credentials | SetupFault::PlainBeyondThisMachine,
        )
        | Unconnected::Fault(_) => URL,
    }
}

impl OnSheet for Connect {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        let texts = &context.texts;
        Looks {
            title: say!(texts, "connect-title"),
            about: say!(texts, "connect-about"),
            columns: 78,
            ..Looks::default()
        }
    }

    fn keys(&self, _: &Sheet, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let token = match token(sheet, context) {
            Ok(token) => token,
            Err((field, fault)) => return sheet.fail_at(field, fault),
        };
        let id = IdAttribute::ALL.get(sheet.form.chosen(ID)).copied();
        let new = NewConnection {
            url: sheet.form.value(URL),
            token,
            ca_file: path(sheet, CA_FILE, context),
            id_attribute: id.unwrap_or_default(),
        };
        let ticket = sheet.asked.ticket(context, out);
        out.effect(Effect::AskServer(ticket, Some(Box::new(new))));
    }

    /// Hears what came of the trial: says at the field what is wrong, or keeps the connection.
    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::ServerTried(tried)) => match &**tried {
                Ok(tried) => {
                    let ticket = sheet.asked.ticket(context, out);
                    out.effect(Effect::KeepConnection(ticket, Box::new(tried.clone())));
                }
                Err(why) => {
                    let said = wording::scim_unconnected(&context.texts, why);
                    sheet.fail_at(field_of(why, sheet), said);
                }
            },
            Ok(Reply::Connected(survey)) => {
                out.wish(Wish::Close);
                out.toast(Toast::done(say!(context.texts, "cli-scim-connected")));
                out.wish(Wish::Tell(Told::Server(survey.clone())));
            }
            _ => return sheet.answered(reply, |_| URL, context, out),
        }
        Handled::Yes
    }
}
