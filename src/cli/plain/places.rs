//! The places of the plain mode, each a screen of the console with its list: what can be done there comes from the table
//! of commands, what must be said for it from the tree of verbs.

use clap::{Arg, Command as Verb};

use crate::command::{self, Command, Menu, Row, Scope};

/// A place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The command that leads there in the console.
    pub way: Command,
    /// The screen.
    pub scope: Scope,
    /// What its list is of.
    pub item: Option<Item>,
}

/// What can be chosen from a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// The screen of one of them.
    pub scope: Scope,
    /// Arguments of verbs that name one.
    pub arguments: &'static [&'static str],
    /// Columns of the list that have what names it, the best first.
    pub columns: &'static [&'static str],
}

const fn place(way: Command, scope: Scope) -> Place {
    Place {
        way,
        scope,
        item: None,
    }
}

const fn of(mut place: Place, item: Item) -> Place {
    place.item = Some(item);
    place
}

/// Every place, in the order of the menu.
pub(super) const PLACES: &[Place] = &[
    of(
        place(Command::GoUsers, Scope::Users),
        Item {
            scope: Scope::Profile,
            arguments: &["key", "keys"],
            columns: &["unique_user_id", "primary_email_address"],
        },
    ),
    of(
        place(Command::GoUserDeletion, Scope::Deletion),
        Item {
            scope: Scope::Batch,
            arguments: &["batch"],
            columns: &["batch"],
        },
    ),
    of(
        place(Command::GoRequests, Scope::Requests),
        Item {
            scope: Scope::Request,
            arguments: &["request"],
            columns: &["id", "request"],
        },
    ),
    of(
        place(Command::GoLicenses, Scope::Licenses),
        Item {
            scope: Scope::Licenses,
            arguments: &["name"],
            columns: &["name"],
        },
    ),
    place(Command::GoIdleSeats, Scope::IdleSeats),
    of(
        place(Command::GoRules, Scope::Rules),
        Item {
            scope: Scope::Rules,
            arguments: &["rule", "rules"],
            columns: &["rule"],
        },
    ),
    place(Command::GoReports, Scope::Reports),
    place(Command::GoDeletedUsers, Scope::DeletedUsers),
    of(
        place(Command::GoOutbox, Scope::Outbox),
        Item {
            scope: Scope::Outbox,
            arguments: &["message", "messages"],
            columns: &["id"],
        },
    ),
    place(Command::GoActivityLog, Scope::ActivityLog),
    of(
        place(Command::GoAtProvider, Scope::AtProvider),
        Item {
            scope: Scope::Handover,
            arguments: &["handover"],
            columns: &["handover"],
        },
    ),
    place(Command::GoGone, Scope::Gone),
    place(Command::GoScim, Scope::Scim),
    of(
        place(Command::GoOperators, Scope::Operators),
        Item {
            scope: Scope::Operators,
            arguments: &["name"],
            columns: &["name"],
        },
    ),
    place(Command::GoSessions, Scope::Sessions),
    place(Command::GoKeys, Scope::Keys),
    place(Command::GoAccountSettings, Scope::Settings),
    place(Command::GoHome, Scope::Home),
];

/// A further screen whose commands stand in a place of the plain mode: a wizard is a few questions there.
const BESIDE: &[(Scope, Scope)] = &[
    (Scope::Deletion, Scope::Wizard),
    (Scope::Users, Scope::Import),
    (Scope::Users, Scope::Groups),
];

/// What can be done: a row of the table, and the words of its verb.
pub(super) type Deed = (&'static Row, &'static str);

impl Place {
    /// The verb that lists what is there, where one does.
    pub fn list(&self) -> Option<&'static str> {
        command::row(self.way).verb
    }

    /// What can be done in a place as a whole.
    pub fn deeds(&self, tree: &Verb) -> Vec<Deed> {
        let rows = command::rows().filter(|row| self.has(row));
        let rows = rows.filter(|row| {
            let verb = row.verb.and_then(|verb| find(tree, verb));
            verb.is_some_and(|verb| !self.is_of_one(row, verb))
        });
        once_each(rows.filter(|row| row.verb != self.list() && row.command != Command::DeleteUser))
    }

    /// What can be done with one of what is listed.
    pub fn deeds_with(&self, item: Item, tree: &Verb) -> Vec<Deed> {
        let screens = [self.scope, item.scope];
        let rows = command::rows().filter(|row| screens.iter().any(|it| row.scopes.contains(it)));
        let rows = rows.filter(|row| {
            let verb = row.verb.and_then(|verb| find(tree, verb));
            // What stands there alone and names something else asks for it.
            let is_alone = !self.has(row);
            row.command == Command::DeleteUser
                || verb.is_some_and(|verb| is_alone || self.is_of_one(row, verb))
        });
        once_each(rows)
    }

    /// Whether a command stands on the screen, beside it, or on the map below it.
    fn has(&self, row: &Row) -> bool {
        let mut beside = BESIDE.iter().filter(|(place, _)| *place == self.scope);
        let is_own = first_word(row.verb) == first_word(self.list());
        let below = command::row(self.way).path;
        row.scopes.contains(&self.scope)
            || beside.any(|(_, beside)| is_own && row.scopes.contains(beside))
            || row.scopes.is_empty() && !below.is_empty() && row.path.starts_with(below)
    }

    /// Whether a verb is about one of what is listed, and does not make another.
    fn is_of_one(&self, row: &Row, verb: &Verb) -> bool {
        let makes = matches!(
            row.command,
            Command::AddOperator | Command::AddLicenseType | Command::AddRule
        );
        !makes && self.item.is_some_and(|item| item.argument(verb).is_some())
    }
}

impl Item {
    /// The argument of a verb that names such a thing.
    pub fn argument<'v>(&self, verb: &'v Verb) -> Option<&'v Arg> {
        verb.get_arguments()
            .find(|arg| arg.is_positional() && self.arguments.contains(&arg.get_id().as_str()))
    }
}

/// What stands under **Me** and is no place.
pub(super) fn of_me() -> Vec<Deed> {
    let is_place = |row: &Row| PLACES.iter().any(|place| place.way == row.command);
    once_each(command::menu(Menu::Me).filter(|row| !is_place(row)))
}

/// Each verb once, under the first of its rows that stands on the map of the navigation, or else the first.
fn once_each(rows: impl Iterator<Item = &'static Row>) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    for row in rows {
        let Some(verb) = row.verb else { continue };
        match deeds.iter_mut().find(|(_, known)| *known == verb) {
            None => deeds.push((row, verb)),
            Some((known, _)) if known.path.is_empty() && !row.path.is_empty() => *known = row,
            Some(_) => {}
        }
    }
    deeds
}

fn first_word(verb: Option<&str>) -> Option<&str> {
    verb?.split(' ').next()
}

/// A verb of the tree by its words.
pub(super) fn find<'t>(tree: &'t Verb, verb: &str) -> Option<&'t Verb> {
    verb.split(' ')
        .try_fold(tree, |found, word| found.find_subcommand(word))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::help;
    use crate::domain::Language;
    use crate::texts::Texts;

    /// What nobody needs there: help is what every question says, and the batch that runs stands in its list.
    const ELSEWHERE: [&str; 1] = ["help"];

    #[test]
    fn every_verb_of_the_table_can_be_reached() {
        let tree = help::command(&Texts::new(Language::English));
        let mut reached: BTreeSet<&str> = of_me().into_iter().map(|(_, verb)| verb).collect();
        for place in PLACES {
            reached.extend(place.list());
            reached.extend(place.deeds(&tree).into_iter().map(|(_, verb)| verb));
            if let Some(item) = place.item {
                reached.extend(
                    place
                        .deeds_with(item, &tree)
                        .into_iter()
                        .map(|(_, verb)| verb),
                );
            }
        }
        let verbs: BTreeSet<&str> = command::rows().filter_map(|row| row.verb).collect();
        let missing: Vec<_> = verbs
            .difference(&reached)
            .filter(|verb| !ELSEWHERE.contains(verb))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
