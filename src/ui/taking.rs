//! Files to take away: asks where, writes, and asks again before it replaces a file.
//!
//! A screen holds one [`Taking`] and passes on what it is told and what is replied.

use std::path::PathBuf;

use crate::command::{self, Command};
use crate::domain::query::Export;
use crate::error::{Error, Trouble};
use crate::say;

use super::context::Context;
use super::event::{Effect, Reply, Ticket};
use super::layer::{Asked, Handled, Out, Told};
use super::overlays::confirm::{Confirm, Statement};
use super::overlays::prompt::Prompt;
use super::toast::Toast;
use super::typed_path;
use super::widgets::form::Field;

/// A file that is being taken away.
#[derive(Debug, Default)]
pub struct Taking {
    asked: Asked,
    wanted: Option<Wanted>,
}

#[derive(Debug)]
struct Wanted {
    purpose: Command,
    export: Export,
    target: PathBuf,
}

impl Taking {
    /// Asks where the file shall lie; the home directory is offered.
    pub fn ask(
        &mut self,
        purpose: Command,
        export: Export,
        name: &str,
        context: &Context,
        out: &mut Out,
    ) {
        let texts = &context.texts;
        let home = if context.home_directory.is_some() {
            "~/"
        } else {
            ""
        };
        self.wanted = Some(Wanted {
            purpose,
            export,
            target: PathBuf::new(),
        });
        let field = Field::text(say!(texts, "taking-where"), format!("{home}{name}"));
        out.open(Prompt::new(
            purpose,
            command::row(purpose).name(texts),
            say!(texts, "taking-explained"),
            field,
            "Save",
        ));
    }

    /// Hears where, or that a file may be replaced; answers whether that was for it.
    pub fn told(&mut self, told: &Told, context: &Context, out: &mut Out) -> bool {
        let Some(wanted) = &mut self.wanted else {
            return false;
        };
        match told {
            Told::Text(purpose, text) if *purpose == wanted.purpose => {
                let home = context.home_directory.as_deref();
                let Some(target) = typed_path::read(text, home) else {
                    return true;
                };
                wanted.target = target;
                self.write(false, context, out);
                true
            }
            Told::Confirmed(purpose) if *purpose == wanted.purpose => {
                self.write(true, context, out);
                true
            }
            _ => false,
        }
    }

    fn write(&mut self, overwrite: bool, context: &Context, out: &mut Out) {
        let Some(wanted) = &self.wanted else { return };
        let ticket = self.asked.ticket(context, out);
        out.effect(Effect::Export {
            ticket,
            export: wanted.export.clone(),
            target: Some(wanted.target.clone()),
            overwrite,
        });
    }

    /// Takes the reply: a receipt, or the question whether to replace what is there.
    pub fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        let texts = &context.texts;
        match reply {
            Ok(Reply::Exported(path)) => {
                self.wanted = None;
                let path = path.display().to_string();
                out.toast(Toast::done(say!(texts, "exported", path = path)));
            }
            Err(Error::Environment(Trouble::Exists(path))) => {
                if let Some(wanted) = &self.wanted {
                    let statement = Statement {
                        title: say!(texts, "taking-replace-title"),
                        subject: vec![path.display().to_string()],
                        goes: Some(say!(texts, "taking-replace-goes")),
                        stays: Some(say!(texts, "taking-replace-stays")),
                        button: say!(texts, "taking-replace-button"),
                        ..Statement::default()
                    };
                    out.open(Confirm::question(wanted.purpose, statement));
                }
            }
            Err(_) => return Handled::Fault,
            Ok(_) => {}
        }
        Handled::Yes
    }
}
