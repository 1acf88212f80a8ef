//! The second step: which file. From the desktop's dialog, the console's own browser, or a path that is typed or pasted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tui_input::Input as Text;

use crate::command::Command;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::dialogs::browser::Browser;
use crate::ui::kit::form::{request, type_in};
use crate::ui::kit::typed_path;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, DirectoryEntry, Effect, Listing, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Out};
use crate::ui::shell::toast::Toast;

/// Names offered at the most when several complete what was typed.
const OFFERED: usize = 12;

/// What a reply came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui::screens) enum Heard {
    /// It was not for this step.
    Nothing,
    /// It was, and the focus stays.
    Something,
    /// A file is chosen now.
    Chosen,
    /// There is nothing to complete: Tab means the next control.
    NothingToComplete,
}

/// The file that shall be uploaded.
#[derive(Debug, Default)]
pub(in crate::ui::screens) struct Upload {
    /// The path as typed.
    pub path: Text,
    /// The file, once it was found.
    pub chosen: Option<DirectoryEntry>,
    /// Why what was typed is no file.
    pub fault: Option<String>,
    /// Names that complete what was typed.
    pub offered: Vec<String>,
    /// Whether the desktop's dialog was over without a file: closed, or it never came up.
    pub dialog_is_over: bool,
    dialog: Asked,
    looking: Asked,
    completing: Asked,
}

impl Upload {
    /// Asks for a file: in the desktop's dialog where there is a desktop, else in the console's own browser. Whoever
    /// asks again before the desktop has answered does not wait for it any more.
    pub(in crate::ui::screens) fn pick(&mut self, context: &Context, out: &mut Out) {
        if context.capabilities.file_dialog && !self.waits_for_the_dialog() {
            self.dialog_is_over = false;
            let ticket = self.dialog.ticket(context, out);
            out.effect(Effect::OpenFileDialog(ticket));
        } else {
            self.browse(out);
        }
    }

    /// Whether the desktop's dialog has been asked for and has not answered.
    pub(in crate::ui::screens) fn waits_for_the_dialog(&self) -> bool {
        !self.dialog.is_settled()
    }

    /// Whether the console's own browser is offered beside the dialog.
    pub(in crate::ui::screens) fn offers_the_browser(&self) -> bool {
        self.waits_for_the_dialog() || self.dialog_is_over
    }

    /// Waits for the desktop's dialog no longer: what it answers later is not heard. Answers whether anybody waited.
    pub(in crate::ui::screens) fn leave_the_dialog(&mut self) -> bool {
        let waited = self.offers_the_browser();
        self.dialog.forget();
        self.dialog_is_over = false;
        waited
    }

    /// Opens the console's own browser instead of waiting for the desktop.
    pub(in crate::ui::screens) fn browse(&mut self, out: &mut Out) {
        self.leave_the_dialog();
        let beside = self.chosen.as_ref().and_then(|file| file.path.parent());
        let directory = beside.unwrap_or(Path::new(".")).to_owned();
        out.open(Browser::new(Command::UploadFromComputer, directory));
    }

    /// Whether something was typed that has not been looked at.
    pub(in crate::ui::screens) fn is_open(&self) -> bool {
        self.chosen.is_none() && !self.path.value().trim().is_empty()
    }

    /// Looks whether there is a file at what was typed.
    pub(in crate::ui::screens) fn look_at_typed(&mut self, context: &Context, out: &mut Out) {
        let home = context.home_directory.as_deref();
        if let Some(path) = typed_path::read(self.path.value(), home) {
            self.look_at(path, context, out);
        }
    }

    /// Looks whether there is a file at a path.
    pub(in crate::ui::screens) fn look_at(
        &mut self,
        path: PathBuf,
        context: &Context,
        out: &mut Out,
    ) {
        let ticket = self.looking.ticket(context, out);
        out.effect(Effect::LookAt(ticket, path));
    }

    /// Whether a file is still being looked at.
    pub(in crate::ui::screens) fn is_looking(&self) -> bool {
        !self.looking.is_settled()
    }

    /// Whether that takes so long that it is said.
    pub(in crate::ui::screens) fn looks_for_long(&self, context: &Context) -> bool {
        self.looking.is_slow(context)
    }

    /// When the screen must be drawn again because of that.
    pub(in crate::ui::screens) fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.looking.wakes_after(context)
    }

    /// Begins another path: what stands in the field is the file that was chosen before, or no file.
    pub(in crate::ui::screens) fn begin(&mut self, key: Key) {
        self.path = Text::default();
        self.edited();
        self.key(key);
    }

    /// Takes a key in the path; answers whether it was for it.
    pub(in crate::ui::screens) fn key(&mut self, key: Key) -> bool {
        // What is typed behind the path that was chosen is another one; whoever goes into it changes it.
        let at_the_end = self.path.cursor() == self.path.value().chars().count();
        if self.chosen.is_some() && at_the_end && matches!(key, Key::Char(_)) {
            self.begin(key);
            return true;
        }
        let Some(request) = request(key) else {
            return false;
        };
        let before = self.path.value().to_owned();
        self.path.handle(request);
        if self.path.value() != before {
            self.edited();
        }
        true
    }

    /// Takes pasted text: into an empty field a whole path, else where the cursor stands.
    pub(in crate::ui::screens) fn paste(&mut self, text: &str, context: &Context, out: &mut Out) {
        if self.chosen.is_some() || self.path.value().is_empty() {
            let first = text.trim().lines().next().unwrap_or_default();
            self.path = Text::new(first.to_owned());
            self.edited();
            self.look_at_typed(context, out);
        } else {
            type_in(&mut self.path, text);
            self.edited();
        }
    }

    fn edited(&mut self) {
        self.leave_the_dialog();
        self.chosen = None;
        self.fault = None;
        self.offered.clear();
        self.looking.forget();
    }

    /// Asks for what completes the typed path; answers whether there is anything to complete.
    pub(in crate::ui::screens) fn complete(&mut self, context: &Context, out: &mut Out) -> bool {
        let home = context.home_directory.as_deref();
        let typed = typed_path::read(self.path.value(), home).filter(|_| self.chosen.is_none());
        let Some(typed) = typed else {
            return false;
        };
        let (directory, _) = parted(&typed, self.path.value());
        let ticket = self.completing.ticket(context, out);
        out.effect(Effect::ListDirectory(ticket, directory));
        true
    }

    fn completed(&mut self, listing: &Listing, context: &Context, out: &mut Out) -> Heard {
        let home = context.home_directory.as_deref();
        let Some(typed) = typed_path::read(self.path.value(), home) else {
            return Heard::Something;
        };
        let (_, beginning) = parted(&typed, self.path.value());
        let fits = |entry: &&DirectoryEntry| {
            entry.name.starts_with(&beginning) && (!entry.is_hidden() || beginning.starts_with('.'))
        };
        let found: Vec<_> = listing.entries.iter().filter(fits).collect();
        let Some(first) = found.first() else {
            return Heard::NothingToComplete;
        };
        let mut common = first.name.clone();
        for entry in &found {
            while !entry.name.starts_with(&common) {
                common.pop();
            }
        }
        let mut shown = typed_path::write(&listing.directory.join(&common), home);
        let only = found.len() == 1;
        if only && first.is_directory {
            shown.push('/');
        }
        self.path = Text::new(shown);
        self.fault = None;
        self.offered = if only {
            Vec::new()
        } else {
            let name = |entry: &&DirectoryEntry| {
                let ending = if entry.is_directory { "/" } else { "" };
                format!("{}{ending}", entry.name)
            };
            found.iter().take(OFFERED).map(name).collect()
        };
        if only && !first.is_directory {
            self.look_at(first.path.clone(), context, out);
        }
        Heard::Something
    }

    /// Takes a reply.
    pub(in crate::ui::screens) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Heard {
        if self.dialog.takes(ticket) {
            match reply {
                Ok(Reply::FileChosen(Some(path))) => self.look_at(path.clone(), context, out),
                Err(_) => {
                    out.toast(Toast::notice(say!(context.texts, "upload-no-dialog")));
                    self.browse(out);
                }
                Ok(_) => self.dialog_is_over = true,
            }
            return Heard::Something;
        }
        if self.completing.takes(ticket) {
            return match reply {
                Ok(Reply::Listing(listing)) => self.completed(listing, context, out),
                _ => Heard::NothingToComplete,
            };
        }
        if !self.looking.takes(ticket) {
            return Heard::Nothing;
        }
        match reply {
            Ok(Reply::Seen(entry)) if entry.is_directory => {
                let directory = entry.path.clone();
                out.open(Browser::new(Command::UploadFromComputer, directory));
            }
            Ok(Reply::Seen(entry)) => {
                let home = context.home_directory.as_deref();
                self.path = Text::new(typed_path::write(&entry.path, home));
                self.edited();
                self.chosen = Some(entry.clone());
                return Heard::Chosen;
            }
            Ok(_) => {}
            Err(error) => {
                self.fault = Some(wording::error(&context.texts, error).happened);
            }
        }
        Heard::Something
    }
}

/// The directory of a typed path, and the beginning of a name in it.
fn parted(typed: &Path, text: &str) -> (PathBuf, String) {
    if text.trim_end().ends_with('/') || text.trim() == "~" {
        return (typed.to_owned(), String::new());
    }
    let name = typed
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let parent = typed
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let directory = parent.unwrap_or(Path::new(".")).to_owned();
    (directory, name.unwrap_or_default())
}
