//! From place to place. A place that is still open is returned to as it was left, with its search and its marks;
//! nothing that holds typed text is closed without asking.

use crate::command::Command;
use crate::say;

use super::{App, Leaving, OpenScreen};
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::statement::Statement;
use crate::ui::screens;
use crate::ui::shell::event::Effect;
use crate::ui::shell::route::Route;

/// Screens that are kept open at the most.
const KEPT: usize = 24;

impl App {
    /// Opens a screen on top of the others.
    pub(super) fn push(&mut self, route: &Route) {
        let mut screen = screens::build(route, &self.context);
        let before = self.out.effects.len();
        screen.load(&self.context, &mut self.out);
        self.places.push(OpenScreen {
            screen,
            stale: false,
        });
        let asked = self.out.effects.get(before..).unwrap_or_default();
        self.arriving
            .begin(asked, self.places.len(), self.context.moment);
    }

    /// Goes to a place.
    pub(super) fn go(&mut self, route: &Route) {
        self.close_overlays();
        let same = |open: &super::OpenScreen| {
            let open = open.screen.route();
            open.is_some_and(|open| open.is_same_screen(route))
        };
        match self.places.iter().position(same) {
            Some(index) => {
                let mut place = self.places.remove(index);
                place.screen.revisited(route, &self.context, &mut self.out);
                self.places.push(place);
                self.uncover();
            }
            None => self.push(route),
        }
        self.forget_the_oldest();
    }

    /// One step back: closes the top overlay, else leaves the top screen.
    pub(super) fn back(&mut self) {
        if let Some(overlay) = self.overlays.last() {
            if overlay.holds_typed_text() {
                self.ask_about_typed_text(Leaving::Back);
            } else {
                self.close();
            }
            return;
        }
        let holds = |place: &super::OpenScreen| place.screen.holds_typed_text();
        if self.places.last().is_some_and(holds) {
            self.ask_about_typed_text(Leaving::Back);
        } else {
            self.leave();
        }
    }

    /// Leaves the top screen, whatever was typed in it.
    pub(super) fn leave(&mut self) {
        self.close_overlays();
        if self.places.len() > 1 {
            if let Some(mut place) = self.places.pop() {
                place.screen.closed(&mut self.out);
            }
            self.uncover();
        } else if self.context.session.is_some() && self.route() != Some(Route::Home) {
            self.go(&Route::Home);
        }
    }

    /// Closes the top overlay.
    pub(super) fn close(&mut self) {
        if let Some(mut overlay) = self.overlays.pop() {
            overlay.closed(&mut self.out);
        }
        if self.places.is_empty() && self.overlays.is_empty() {
            self.out.effect(Effect::Quit);
        }
    }

    /// Ends the program, asking first where something typed would be lost.
    pub(super) fn quit(&mut self) {
        if self.holds_typed_text() {
            self.ask_about_typed_text(Leaving::Quit);
        } else {
            self.end();
        }
    }

    /// Ends the program, after what was arranged a moment ago is kept.
    fn end(&mut self) {
        self.keep_view();
        self.out.effect(Effect::Quit);
    }

    /// Signs the operator out, asking first where something typed would be lost.
    pub(super) fn sign_out(&mut self) {
        if self.holds_typed_text() {
            self.ask_about_typed_text(Leaving::SignOut);
        } else {
            self.signed_out();
        }
    }

    /// What was typed may be lost: does what stood waiting for that.
    pub(super) fn typed_text_may_go(&mut self) {
        match self.leaving.take() {
            Some(Leaving::Back) if self.overlays.is_empty() => self.leave(),
            Some(Leaving::Back) => self.close(),
            Some(Leaving::Quit) => self.end(),
            Some(Leaving::SignOut) => self.signed_out(),
            None => {}
        }
    }

    fn signed_out(&mut self) {
        self.keep_view();
        self.close_overlays();
        for mut place in std::mem::take(&mut self.places) {
            place.screen.closed(&mut self.out);
        }
        // A word to one operator is not for the next.
        self.toast = None;
        self.context.session = None;
        self.context.views.clear();
        self.recents.clear();
        self.context.home = crate::domain::query::Home::default();
        self.out.effect(Effect::SignOut);
        self.push(&Route::SignIn);
    }

    fn holds_typed_text(&self) -> bool {
        let screens = self.places.iter().map(|place| &place.screen);
        self.overlays
            .iter()
            .chain(screens)
            .any(|layer| layer.holds_typed_text())
    }

    fn ask_about_typed_text(&mut self, leaving: Leaving) {
        self.leaving = Some(leaving);
        let texts = &self.context.texts;
        let statement = Statement {
            title: say!(texts, "discard-title"),
            goes: Some(say!(texts, "discard-goes")),
            stays: Some(say!(texts, "discard-stays")),
            button: say!(texts, "discard-button"),
            ..Statement::default()
        };
        self.overlays
            .push(Box::new(Confirm::question(Command::Back, statement)));
    }

    pub(super) fn close_overlays(&mut self) {
        for mut overlay in std::mem::take(&mut self.overlays) {
            overlay.closed(&mut self.out);
        }
    }

    fn uncover(&mut self) {
        if self.places.last().is_some_and(|place| place.stale) {
            self.reload_top();
        }
    }

    fn forget_the_oldest(&mut self) {
        while self.places.len() > KEPT {
            let oldest = self
                .places
                .iter()
                .position(|place| !place.screen.holds_typed_text());
            let Some(index) = oldest.filter(|index| index + 1 < self.places.len()) else {
                return;
            };
            self.places.remove(index).screen.closed(&mut self.out);
        }
    }
}
