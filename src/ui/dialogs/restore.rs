//! Restoring a backup: which file, what it replaces, and what became of it.
//!
//! ```text
//! ┌ Restore a backup ──────────────────────────────────┐
//! │ Backup            ~/hub-20261127.db                │
//! │ Made              not before 2026-11-27 08:30      │
//! │ Users in it       1,204                            │
//! │ Is replaced       /srv/hub.db                      │
//! │ Users there now   1,198                            │
//! │                                                    │
//! │ ▲ What was done since the backup is lost, …        │
//! │                                                    │
//! │ ▌    Cancel                                        │
//! │      Restore                                       │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! While it is made ready, a bar says how far it is, and Esc stops it: until the backup takes its place, nothing is
//! changed. *Cancel* has the focus. Where the erasure journal lacks what the backup has seen, a word is typed too. A console
//! whose database was replaced shows what was done and then opens anew: everything it holds is of the old one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Command;
use crate::domain::batch::Progress;
use crate::error::{Error, Trouble};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::{BackupSeen, Restore as Order, RestoreReport};
use crate::wording;

use super::browser::Browser;
use super::detail::Detail;
use crate::command::key::Key;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::progress::Work;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::kit::typed_path;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out, Told, Wish};
use crate::ui::shell::toast::Toast;

/// What is typed where the journal lacks something; the command line asks for the same word.
const GAP: &str = "gap";
/// The first choice of every box: the harmless one.
const CANCEL: usize = 0;

enum Stage {
    /// Asks for the file.
    File,
    /// Says what is replaced by what.
    Asking(Detail),
    /// Asks for the word, and says what the journal lacks.
    Gap(String, Sheet),
    /// The backup is made ready and takes its place.
    Working(Work),
    /// It did.
    Done(Detail),
}

/// Restores a backup.
pub struct Restore {
    file: Sheet,
    stage: Stage,
    backup: PathBuf,
}

impl Restore {
    /// Asks for the file first.
    pub fn new(context: &Context) -> Self {
        let texts = &context.texts;
        let field = Field::text(say!(texts, "restore-file"), "");
        Self {
            file: Sheet::new(vec![field], say!(texts, "restore-look"), context),
            stage: Stage::File,
            backup: PathBuf::new(),
        }
    }

    fn look_at_typed(&mut self, context: &Context, out: &mut Out) {
        if !self.file.asked.is_settled() {
            return;
        }
        let home = context.home_directory.as_deref();
        match typed_path::read(&self.file.form.value(0), home) {
            Some(path) => self.look_at(path, context, out),
            None => self.file.fail_at(0, say!(context.texts, "prompt-empty")),
        }
    }

    fn look_at(&mut self, path: PathBuf, context: &Context, out: &mut Out) {
        let ticket = self.file.asked.ticket(context, out);
        self.backup.clone_from(&path);
        out.effect(Effect::LookAtBackup(ticket, path));
    }

    fn begin(&mut self, over_a_gap: bool, context: &Context, out: &mut Out) {
        let ticket = self.file.asked.ticket(context, out);
        self.stage = Stage::Working(Work::begin(context));
        let order = Order {
            backup: self.backup.clone(),
            over_a_gap,
            discard: false,
        };
        out.effect(Effect::Restore(ticket, order));
    }

    fn file_key(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if *input == Input::Key(Key::Ctrl('o')) {
            let home = context.home_directory.as_deref();
            let typed = typed_path::read(&self.file.form.value(0), home);
            let beside = typed.as_deref().and_then(Path::parent).or(home);
            let folder = beside.filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).to_owned();
            out.open(Browser::new(Command::RestoreBackup, folder));
            return Handled::Yes;
        }
        let signal = self.file.input(input, out);
        if signal == SheetSignal::Accepted {
            self.look_at_typed(context, out);
        }
        signal.handled()
    }

    fn gap_key(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let Stage::Gap(_, sheet) = &mut self.stage else {
            return Handled::No;
        };
        let signal = sheet.input(input, out);
        if signal == SheetSignal::Accepted {
            if sheet.form.value(0).trim() == GAP {
                self.begin(true, context, out);
            } else {
                sheet.fail_at(0, say!(context.texts, "cli-not-typed-change", word = GAP));
            }
        }
        signal.handled()
    }

    fn failed(&mut self, error: &Error, context: &Context, out: &mut Out) -> Handled {
        let texts = &context.texts;
        let told = wording::error(texts, error);
        match (&self.stage, error) {
            (Stage::Working(_), Error::Environment(Trouble::JournalGap(_))) => {
                let field = Field::text(say!(texts, "restore-word", word = GAP), "");
                let mut sheet = Sheet::new(vec![field], say!(texts, "restore-button"), context);
                // The focus is on Cancel: whoever types the word goes to its field first.
                sheet.form.focus_on(1);
                let about = say!(texts, "cli-warn-gap", told = told.happened);
                self.stage = Stage::Gap(about, sheet);
                Handled::Yes
            }
            (Stage::Working(_), Error::Stopped) => {
                out.wish(Wish::Close);
                out.toast(Toast::notice(say!(texts, "restore-stopped")));
                Handled::Yes
            }
            (Stage::Working(_), _) => {
                out.wish(Wish::Close);
                Handled::Fault
            }
            _ => {
                self.file
                    .fail_at(0, format!("{} {}", told.happened, told.remedy));
                Handled::Yes
            }
        }
    }
}

/// What is replaced by what.
fn question(seen: &BackupSeen, context: &Context) -> Detail {
    let texts = &context.texts;
    let number = |value: u64| formats::number(texts.language(), value);
    let unknown = || say!(texts, "restore-unknown");
    let made = seen.last_act.map_or_else(unknown, |at| {
        let moment = formats::moment(texts, at);
        say!(texts, "restore-not-before", moment = moment)
    });
    let path = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let detail = Detail::new(say!(texts, "command-restore-backup"))
        .row(say!(texts, "restore-file"), path(&seen.path))
        .row(
            say!(texts, "restore-account"),
            seen.account.clone().unwrap_or_else(unknown),
        )
        .row(say!(texts, "restore-made"), made)
        .row(say!(texts, "out-size"), formats::size(texts, seen.bytes))
        .row(
            say!(texts, "restore-users"),
            seen.users.map_or_else(unknown, number),
        )
        .row(say!(texts, "restore-replaces"), path(&seen.database))
        .row(say!(texts, "restore-users-now"), number(seen.present_users))
        .notice(say!(texts, "restore-warning"));
    let guards = seen.guards.as_ref();
    let said = guards.map_or_else(Vec::new, |kept| wording::guards_kept(texts, kept));
    said.into_iter()
        .fold(detail, Detail::text)
        .choice(None, say!(texts, "button-cancel"))
        .choice(None, say!(texts, "restore-button"))
}

/// What was done, and that the console opens anew.
fn receipt(report: &RestoreReport, context: &Context) -> Detail {
    let texts = &context.texts;
    let mut detail = Detail::new(say!(texts, "restore-done"));
    for said in wording::restored(texts, report) {
        detail = detail.text(said);
    }
    detail
        .notice(say!(texts, "restore-anew"))
        .choice(None, say!(texts, "restore-open"))
}

impl Layer for Restore {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let hint = |key: &str, text: String| (key.to_owned(), text);
        match &self.stage {
            Stage::File => vec![
                hint("↵", say!(texts, "hint-accept")),
                hint("Ctrl-O", say!(texts, "restore-browse")),
                hint("Tab", say!(texts, "hint-buttons")),
                hint("Esc", say!(texts, "hint-cancel")),
            ],
            // Its text may be longer than the window: then the arrows turn it, and Tab goes from button to button.
            Stage::Asking(detail) | Stage::Done(detail) => detail.spoken_hints(context),
            Stage::Gap(..) => vec![
                hint("Tab", say!(texts, "hint-buttons")),
                hint("↵", say!(texts, "hint-accept")),
                hint("Esc", say!(texts, "hint-cancel")),
            ],
            Stage::Working(_) => vec![hint("Esc", say!(texts, "hint-stop"))],
        }
    }

    /// No key but its own reaches the console from here: beneath it lies what is being replaced.
    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match &mut self.stage {
            Stage::File => return self.file_key(input, context, out),
            Stage::Gap(..) => return self.gap_key(input, context, out),
            Stage::Asking(detail) => match detail.pressed(input) {
                Some(CANCEL) => out.wish(Wish::Close),
                Some(_) => self.begin(false, context, out),
                None => return detail.input(input, context, out),
            },
            Stage::Working(work) => {
                if *input == Input::Key(Key::Esc)
                    && let Some(ticket) = self.file.asked.waiting()
                {
                    work.stop();
                    out.effect(Effect::StopReview(ticket));
                }
            }
            Stage::Done(detail) => {
                let leaves = matches!(
                    input,
                    Input::Key(Key::Esc | Key::Ctrl('q' | 'c')) | Input::Click(_)
                );
                if leaves || detail.pressed(input).is_some() {
                    out.effect(Effect::Reopen);
                } else {
                    return detail.input(input, context, out);
                }
            }
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if let Told::File(_, path) = told {
            let home = context.home_directory.as_deref();
            let written = typed_path::write(path, home);
            self.file.form.fields = vec![Field::text(say!(context.texts, "restore-file"), written)];
            self.look_at(path.clone(), context, out);
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.file.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::BackupSeen(seen)) => self.stage = Stage::Asking(question(seen, context)),
            Ok(Reply::Restored(report)) => self.stage = Stage::Done(receipt(report, context)),
            Ok(_) => {}
            Err(error) => return self.failed(error, context, out),
        }
        Handled::Yes
    }

    fn reviewing(&mut self, ticket: Ticket, progress: Progress) {
        if let Stage::Working(work) = &mut self.stage
            && self.file.asked.is(ticket)
        {
            work.heard(progress);
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.file.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let looks = |about: String| Looks {
            title: say!(texts, "command-restore-backup"),
            about,
            columns: 76,
            ..Looks::default()
        };
        match &self.stage {
            Stage::File => {
                let looks = looks(say!(texts, "restore-explained"));
                self.file.draw(canvas, area, &looks, context);
            }
            Stage::Gap(about, sheet) => {
                sheet.draw(canvas, area, &looks(about.clone()), context);
            }
            Stage::Asking(detail) | Stage::Done(detail) => detail.view(canvas, area, context),
            Stage::Working(work) => {
                let title = say!(texts, "command-restore-backup");
                let said = say!(texts, "restore-working");
                work.draw(canvas, area, (&title, &said), context);
            }
        }
    }
}
