//! Asks where a file shall lie, writes it, and says where it is. A file in the way is replaced only when the operator says so.
//!
//! ```text
//! ┌ Save to a file ────────────────────────────────────┐
//! │ A folder gives the file its usual name; …          │
//! │                                                    │
//! │ ▌ File  activity-log.csv                           │
//! │   [ ] For Excel  begins with a byte order mark     │
//! │                                                    │
//! │                          Cancel    [ Save ]        │
//! └────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Command;
use crate::domain::batch::Progress;
use crate::domain::query::Export;
use crate::error::{Error, Trouble};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::BackupReport;
use crate::wording;

use super::detail::Detail;
use crate::command::key::Key;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::progress::Work;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::kit::typed_path;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out, Told, Wish};
use crate::ui::shell::toast::Toast;

const FILE: usize = 0;
/// In what form, where there are two.
const FORM: usize = 1;

/// What is written.
#[derive(Debug, Clone)]
enum What {
    Export(Export),
    /// A copy of the database.
    Backup,
}

/// Asks where an export or a backup shall lie.
pub struct Save {
    what: What,
    sheet: Sheet,
    /// Whether a file is in the way of the path as it stands.
    in_the_way: bool,
    /// How far a backup is.
    work: Option<Work>,
    /// The command under which the screen learns where the file lies.
    then: Option<Command>,
}

impl Save {
    /// Asks where an export shall lie, and offers a file name in the home directory.
    pub fn new(export: Export, file_name: &str, context: &Context) -> Self {
        let texts = &context.texts;
        let home = if context.home_directory.is_some() {
            "~/"
        } else {
            ""
        };
        let offered = format!("{home}{file_name}");
        let mut fields = vec![Field::suggested(say!(texts, "save-file"), offered)];
        if other_form(&export, context).is_some() {
            let (label, hint) = match export {
                Export::Certificate(_) => {
                    (say!(texts, "save-page"), say!(texts, "save-page-explained"))
                }
                _ => (
                    say!(texts, "save-excel"),
                    say!(texts, "save-excel-explained"),
                ),
            };
            fields.push(Field::check(label).hint(hint));
        }
        Self {
            what: What::Export(export),
            sheet: Sheet::saving(fields, context),
            in_the_way: false,
            work: None,
            then: None,
        }
    }

    /// The same; the screen learns where the file lies, under the given command.
    #[must_use]
    pub fn then(self, purpose: Command) -> Self {
        Self {
            then: Some(purpose),
            ..self
        }
    }

    /// Asks where a backup shall lie; left empty, it gets a name of its own beside the database.
    pub fn backup(context: &Context) -> Self {
        let fields = vec![Field::text(say!(context.texts, "save-file"), "")];
        Self {
            what: What::Backup,
            sheet: Sheet::saving(fields, context),
            in_the_way: false,
            work: None,
            then: None,
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.sheet.asked.is_settled() {
            return;
        }
        let home = context.home_directory.as_deref();
        let mut typed = self.sheet.form.value(FILE);
        if self.is_page()
            && let Some(stem) = typed.strip_suffix(".json")
        {
            typed = format!("{stem}.html");
        }
        let target = typed_path::read(&typed, home);
        let ticket = self.sheet.asked.ticket(context, out);
        let overwrite = self.in_the_way;
        out.effect(match &self.what {
            What::Export(export) => Effect::Export {
                ticket,
                export: self.as_asked(export, context),
                target,
                overwrite,
            },
            What::Backup => {
                self.work = Some(Work::begin(context));
                Effect::BackUp {
                    ticket,
                    target,
                    overwrite,
                }
            }
        });
    }

    fn has_forms(&self) -> bool {
        match &self.what {
            What::Export(Export::Certificate(_)) => true,
            What::Export(export) => export.clone().for_excel().is_some(),
            What::Backup => false,
        }
    }

    /// Whether a certificate is wanted as a page.
    fn is_page(&self) -> bool {
        matches!(self.what, What::Export(Export::Certificate(_)))
            && self.sheet.form.is_checked(FORM)
    }

    /// The export in its other form, where that was asked for.
    fn as_asked(&self, export: &Export, context: &Context) -> Export {
        let asked = self.sheet.form.is_checked(FORM);
        let other = asked.then(|| other_form(export, context)).flatten();
        other.unwrap_or_else(|| export.clone())
    }

    /// Offers to replace the file in the way, or no longer.
    fn offer(&mut self, in_the_way: bool, context: &Context) {
        self.in_the_way = in_the_way;
        self.sheet.form.buttons = buttons(in_the_way, context);
    }
}

/// The other form of an export: a certificate as a page, a CSV with a byte order mark. Most have none.
fn other_form(export: &Export, context: &Context) -> Option<Export> {
    match export {
        Export::Certificate(batch) => Some(Export::CertificatePage(*batch, context.language())),
        other => other.clone().for_excel(),
    }
}

/// The receipt of a backup: where it lies, and what is not in it.
fn written(made: &BackupReport, context: &Context) -> Detail {
    let texts = &context.texts;
    let path = visible(&made.path.to_string_lossy()).into_owned();
    Detail::new(say!(texts, "back-up-done"))
        .row(say!(texts, "save-file"), path)
        .row(say!(texts, "out-size"), formats::size(texts, made.bytes))
        .text(say!(texts, "back-up-key"))
        .choice(None, say!(texts, "back-up-close"))
}

fn buttons(in_the_way: bool, context: &Context) -> Vec<Button> {
    let save = if in_the_way {
        Button::new(say!(context.texts, "save-replace"), Kind::Dangerous)
    } else {
        Button::new(say!(context.texts, "button-save"), Kind::Onward)
    };
    vec![
        Button::new(say!(context.texts, "button-cancel"), Kind::Safe),
        save,
    ]
}

impl Layer for Save {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        if self.work.is_some() {
            return vec![("Esc".to_owned(), say!(texts, "hint-stop"))];
        }
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            (
                "Tab".to_owned(),
                if self.has_forms() {
                    say!(texts, "hint-next-field")
                } else {
                    say!(texts, "hint-buttons")
                },
            ),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if let Some(work) = &mut self.work {
            if *input == Input::Key(Key::Esc)
                && let Some(ticket) = self.sheet.asked.waiting()
            {
                work.stop();
                out.effect(Effect::StopReview(ticket));
            }
            return Handled::Yes;
        }
        // A path is all that must be said.
        if *input == Input::Key(Key::Enter) && self.sheet.form.focus() == FILE {
            self.submit(context, out);
            return Handled::Yes;
        }
        let signal = self.sheet.input(input, out);
        match signal {
            SheetSignal::Accepted => self.submit(context, out),
            SheetSignal::Changed(_) => self.offer(false, context),
            SheetSignal::Ignored | SheetSignal::Taken => {}
        }
        signal.handled()
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.sheet.asked.takes(ticket) {
            return Handled::No;
        }
        self.work = None;
        match reply {
            Err(Error::Stopped) => {
                out.wish(Wish::Close);
                out.toast(Toast::notice(say!(context.texts, "back-up-stopped")));
            }
            Ok(Reply::Exported(path)) => {
                out.wish(Wish::Close);
                if let Some(purpose) = self.then {
                    out.wish(Wish::Tell(Told::File(purpose, path.clone())));
                }
                let path = path.display().to_string();
                out.toast(Toast::done(say!(context.texts, "exported", path = path)));
            }
            Ok(Reply::BackedUp(made)) => {
                out.wish(Wish::Close);
                out.open(written(made, context));
            }
            Err(error @ Error::Environment(trouble)) => {
                let in_the_way = matches!(trouble, Trouble::Exists(_));
                self.offer(in_the_way, context);
                let told = wording::error(&context.texts, error);
                let fault = format!("{} {}", told.happened, told.remedy);
                // The safe button has the focus when a file would be replaced.
                let cancel = if self.has_forms() { FORM + 1 } else { FORM };
                let focus = if in_the_way { cancel } else { FILE };
                self.sheet.fail_at(focus, fault);
            }
            Ok(_) => out.wish(Wish::Close),
            Err(_) => {
                out.wish(Wish::Close);
                return Handled::Fault;
            }
        }
        Handled::Yes
    }

    /// The upload goes when its batch is complete; whoever is just naming the copy still gets it.
    fn holds_purge(&self) -> bool {
        matches!(self.what, What::Export(Export::Upload(_)))
    }

    fn reviewing(&mut self, ticket: Ticket, progress: Progress) {
        if let Some(work) = self.work.as_mut().filter(|_| self.sheet.asked.is(ticket)) {
            work.heard(progress);
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.sheet.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let (title, about) = match &self.what {
            What::Export(_) => (say!(texts, "save-title"), say!(texts, "save-explained")),
            What::Backup => (
                say!(texts, "command-back-up"),
                say!(texts, "back-up-explained"),
            ),
        };
        if let Some(work) = self
            .work
            .as_ref()
            .filter(|_| self.sheet.asked.is_slow(context))
        {
            let said = say!(texts, "back-up-working");
            return work.draw(canvas, area, (&title, &said), context);
        }
        let looks = Looks {
            title,
            about,
            columns: 76,
            ..Looks::default()
        };
        self.sheet.draw(canvas, area, &looks, context);
    }
}
