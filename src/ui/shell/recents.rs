//! What was gone to or done last by way of the palette, so that it can be chosen again without typing.

use super::route::Route;
use crate::command::Command;

/// How many are kept.
const KEPT: usize = 8;

/// What an entry of the palette leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A command.
    Command(Command),
    /// A place.
    Place(Route),
}

impl Way {
    /// Whether it names a learner.
    pub const fn names_somebody(&self) -> bool {
        matches!(self, Self::Place(Route::User(..)))
    }
}

/// What was chosen, and what it was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Where it leads.
    pub way: Way,
    /// As the palette showed it; a command is called anew, in the language of the moment.
    pub shown: String,
}

/// What was chosen last, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recents(Vec<Chosen>);

impl Recents {
    /// Keeps what was chosen; the same again moves to the front.
    pub fn keep(&mut self, chosen: Chosen) {
        self.0.retain(|kept| kept.way != chosen.way);
        self.0.insert(0, chosen);
        self.0.truncate(KEPT);
    }

    /// Those that are kept, the newest first; nobody's name where names are masked.
    pub fn shown(&self, masked: bool) -> impl Iterator<Item = &Chosen> {
        let is_shown = move |kept: &&Chosen| !(masked && kept.way.names_somebody());
        self.0.iter().filter(is_shown)
    }

    /// Forgets them: they were one operator's.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::UserId;
    use crate::ui::shell::route::ProfileTab;

    #[test]
    fn the_newest_stands_first_and_once() {
        let mut recents = Recents::default();
        for command in [Command::GoHome, Command::GoUsers, Command::GoHome] {
            recents.keep(Chosen {
                way: Way::Command(command),
                shown: String::new(),
            });
        }
        let ways: Vec<_> = recents.shown(false).map(|kept| kept.way.clone()).collect();
        assert_eq!(ways, [Command::GoHome, Command::GoUsers].map(Way::Command));
    }

    #[test]
    fn a_learner_is_not_named_where_names_are_masked() {
        let mut recents = Recents::default();
        recents.keep(Chosen {
            way: Way::Place(Route::User(UserId(7), ProfileTab::default())),
            shown: "Siti Aminah".to_owned(),
        });
        assert_eq!(recents.shown(false).count(), 1);
        assert_eq!(recents.shown(true).count(), 0);
    }
}
