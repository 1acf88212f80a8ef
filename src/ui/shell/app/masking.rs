//! Privacy mode is turned on and off: what is shown is asked anew.

use super::App;
use crate::command::Command;
use crate::domain::plan::Changes;
use crate::domain::reason::Reason;
use crate::say;
use crate::ui::shell::context::Context;
use crate::ui::shell::privacy;
use crate::ui::shell::toast::Toast;

impl Context {
    /// Why a command cannot be carried out while names are masked: what is masked would be written.
    pub fn masked(&self, command: Command) -> Option<Reason> {
        let writes_what_is_shown = matches!(
            command,
            Command::EditProfile | Command::CorrectRows | Command::CorrectImport | Command::Residue
        );
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
}
