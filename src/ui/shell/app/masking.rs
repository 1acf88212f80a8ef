//! Privacy mode and read-only mode are turned on and off. With the first, what is shown is asked anew; with the second, no act
//! leaves the console.

use super::App;
use crate::command::{self, Command, Risk};
use crate::domain::op::Op;
use crate::domain::plan::Changes;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::say;
use crate::ui::shell::context::{Context, ReadOnly};
use crate::ui::shell::event::Effect;
use crate::ui::shell::privacy;
use crate::ui::shell::toast::Toast;

impl Context {
    /// Why a command cannot be carried out now: nothing is changed from here, or names are masked, and what is masked would be
    /// written.
    pub fn masked(&self, command: Command) -> Option<Reason> {
        let writes_what_is_shown = matches!(
            command,
            Command::EditProfile | Command::CorrectRows | Command::CorrectImport | Command::Residue
        );
        let changes = command::row(command).risk != Risk::Looks;
        if self.read_only != ReadOnly::Off && changes {
            return Some(Reason::OpenedReadOnly);
        }
        (self.privacy && writes_what_is_shown).then_some(Reason::PrivacyOn)
    }
}

impl App {
    /// Turns privacy mode on or off.
    pub(super) fn turn_privacy(&mut self) {
        if self.context.privacy {
            self.unmask();
        } else {
            self.mask_all();
        }
    }

    /// Everything that was shown is thrown away and made anew: no screen keeps a name. What was typed is not thrown away.
    fn mask_all(&mut self) {
        let screens = self.places.iter().map(|place| &place.screen);
        let mut layers = self.overlays.iter().chain(screens);
        if layers.any(|layer| layer.holds_typed_text()) {
            return self.show(Toast::refused(say!(self.context.texts, "privacy-typed")));
        }
        self.context.privacy = true;
        privacy::of_home(&mut self.context.home);
        self.close_overlays();
        let routes: Vec<_> = self
            .places
            .iter()
            .filter_map(|place| place.screen.route())
            .collect();
        for mut place in std::mem::take(&mut self.places) {
            place.screen.closed(&mut self.out);
        }
        for route in &routes {
            self.push(route);
        }
        self.ask_for_the_first_line(Changes::all());
        self.show(Toast::done(say!(self.context.texts, "privacy-on")));
    }

    /// What is shown is asked again.
    fn unmask(&mut self) {
        self.context.privacy = false;
        self.ask_for_the_first_line(Changes::all());
        for place in &mut self.places {
            place.stale = true;
        }
        for overlay in &mut self.overlays {
            overlay.unmasked(&self.context, &mut self.out);
        }
        if let Some(place) = self.places.last_mut() {
            place.stale = false;
            place.screen.unmasked(&self.context, &mut self.out);
        }
        self.show(Toast::done(say!(self.context.texts, "privacy-off")));
    }

    /// Turns read-only mode on or off; a console that was opened so stays so.
    pub(super) fn turn_read_only(&mut self) {
        let (next, said) = match self.context.read_only {
            ReadOnly::Off => (ReadOnly::Chosen, "read-only-on"),
            ReadOnly::Chosen => (ReadOnly::Off, "read-only-off"),
            ReadOnly::Opened => return self.refuse(&Reason::OpenedReadOnly),
        };
        self.context.read_only = next;
        self.show(Toast::done(self.context.texts.message(said)));
    }

    /// Whether an act does not leave the console, because nothing is changed from here; whoever waits for it hears why.
    pub(super) fn is_kept_from(&mut self, effect: &Effect) -> bool {
        let Effect::Run(ticket, op, _) = effect else {
            return false;
        };
        let is_own = matches!(op, Op::Own(_));
        let is_kept = self.context.read_only == ReadOnly::Chosen && !is_own;
        if is_kept {
            self.replied(*ticket, &Err(Error::Refused(Reason::OpenedReadOnly)));
        }
        is_kept
    }
}
