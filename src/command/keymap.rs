//! Keys of an operator's own, beside those of the table.
//!
//! The keys of the table go on working: every sentence, tour and colleague that names one stays right. So a keymap only
//! adds, and a key that means something already is refused with the name of what it means.

use std::collections::BTreeMap;

use super::key::Key;
use super::{Command, Risk, Row, Scope, in_scope, row, rows};

/// Keys that leave, answer and move, on every screen and in every box: they mean nothing else.
const FIXED: [Key; 8] = [
    Key::Esc,
    Key::Enter,
    Key::Tab,
    Key::BackTab,
    Key::Backspace,
    Key::Ctrl('c'),
    Key::Ctrl('q'),
    Key::Ctrl('z'),
];

/// Which keys an operator added to which commands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap(BTreeMap<Command, Vec<String>>);

/// Why a keymap cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeymapFault {
    /// There is no command of this name.
    NoCommand,
    /// The command works in menus and the palette only, and has no key.
    Keyless(Command),
    /// This is no key.
    NoKey(String),
    /// The key leaves, answers or moves.
    Fixed(Key),
    /// The key means another command where both work.
    Taken(Key, Command),
    /// The key is the first of two that mean another command where both work: it would wait for the second.
    Begins(Key, Key, Command),
    /// The first of two keys means another command where both work: that one would wait for the second.
    Begun(Key, Key, Command),
    /// The key means a command elsewhere; of the two, one takes away what does not come back, and the other does not.
    Dangerous(Key, Command),
}

impl Keymap {
    /// Adds the keys of a command, named as in `Command::id`.
    pub fn add(&mut self, id: &str, keys: &[&str]) -> Result<(), KeymapFault> {
        let command = Command::by_id(id).ok_or(KeymapFault::NoCommand)?;
        if row(command).scopes.is_empty() {
            return Err(KeymapFault::Keyless(command));
        }
        for text in keys {
            let key = Key::parse(text).ok_or_else(|| KeymapFault::NoKey((*text).to_owned()))?;
            if FIXED.contains(&key) {
                return Err(KeymapFault::Fixed(key));
            }
            self.may_mean(command, key)?;
            let own = self.0.entry(command).or_default();
            own.push(key.name());
        }
        Ok(())
    }

    /// Whether a key can mean a command beside all that it means already.
    fn may_mean(&self, command: Command, key: Key) -> Result<(), KeymapFault> {
        let name = key.name();
        let destroys = |command| row(command).risk == Risk::Destroys;
        for other in rows().filter(|other| meet(command, other.command)) {
            for taken in self.keys(other).filter(|taken| *taken != key) {
                if key.begins(taken) {
                    return Err(KeymapFault::Begins(key, taken, other.command));
                }
                if taken.begins(key) {
                    return Err(KeymapFault::Begun(taken, key, other.command));
                }
            }
        }
        for other in rows().filter(|other| self.has(other, &name)) {
            let other = other.command;
            if meet(command, other) {
                return Err(KeymapFault::Taken(key, other));
            }
            if destroys(command) != destroys(other) {
                return Err(KeymapFault::Dangerous(key, other));
            }
        }
        Ok(())
    }

    /// The keys of a row, those that were added first.
    pub fn keys(&self, row: &'static Row) -> impl Iterator<Item = Key> {
        let own = self.0.get(&row.command).into_iter().flatten();
        let own = own.map(String::as_str).chain(row.keys.iter().copied());
        own.filter_map(Key::parse)
    }

    fn has(&self, row: &Row, key: &str) -> bool {
        let added = self.0.get(&row.command).into_iter().flatten();
        row.keys.contains(&key) || added.into_iter().any(|own| own == key)
    }

    /// What can follow a key in a scope, in the order of the table.
    pub fn after(&self, scope: Scope, first: char) -> Vec<(char, &'static Row)> {
        let follows = |row: &'static Row| {
            let keys = self.keys(row);
            let then = keys.filter_map(|key| match key {
                Key::After(prefix, then) if prefix == first => Some(then),
                _ => None,
            });
            then.map(move |then| (then, row)).collect::<Vec<_>>()
        };
        in_scope(scope).flat_map(follows).collect()
    }

    /// The command that a key means in a scope.
    pub fn meaning(&self, scope: Scope, key: Key) -> Option<Command> {
        let name = key.name();
        in_scope(scope)
            .find(|row| self.has(row, &name))
            .map(|row| row.command)
    }
}

/// Whether there is a screen on which both commands work.
fn meet(command: Command, other: Command) -> bool {
    reaches_into(command, other) || reaches_into(other, command)
}

/// Whether a command works on a screen on which another has its own keys.
fn reaches_into(command: Command, other: Command) -> bool {
    let mut scopes = row(other).scopes.iter();
    scopes.any(|scope| in_scope(*scope).any(|row| row.command == command))
}

impl Command {
    /// Its name in a keymap.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// The command of a name.
    pub fn by_id(id: &str) -> Option<Self> {
        id.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(id: &str, key: &str) -> Result<Keymap, KeymapFault> {
        let mut map = Keymap::default();
        map.add(id, &[key]).map(|()| map)
    }

    #[test]
    fn a_key_is_added_and_those_of_the_table_stay() -> Result<(), KeymapFault> {
        let map = map("go-users", "U")?;
        for key in [Key::Char('U'), Key::Char('2')] {
            assert_eq!(map.meaning(Scope::Home, key), Some(Command::GoUsers));
        }
        let keys: Vec<Key> = map.keys(row(Command::GoUsers)).collect();
        assert_eq!(keys, [Key::Char('U'), Key::Char('2')]);
        Ok(())
    }

    #[test]
    fn a_key_that_means_something_where_both_work_is_refused_by_name() {
        let taken = |key, other| Err(KeymapFault::Taken(key, other));
        // Both work everywhere.
        assert_eq!(map("go-home", "2"), taken(Key::Char('2'), Command::GoUsers));
        // One works everywhere, the other on one screen.
        let delete = row(Command::DeleteUser).keys[0];
        let key = Key::parse(delete).unwrap_or(Key::Esc);
        assert!(
            matches!(map("go-home", delete), Err(KeymapFault::Taken(found, _)) if found == key)
        );
        let mut own = Keymap::default();
        assert_eq!(own.add("go-home", &["f9"]), Ok(()));
        assert_eq!(
            own.add("go-users", &["f9"]),
            Err(KeymapFault::Taken(Key::Function(9), Command::GoHome))
        );
    }

    #[test]
    fn a_key_that_waits_for_another_one_is_no_command_s_own() {
        let columns = row(Command::TableColumns).keys[0];
        let columns = Key::parse(columns).unwrap_or(Key::Esc);
        // It would wait for the second key wherever there is a table.
        assert_eq!(
            map("go-home", ","),
            Err(KeymapFault::Begins(
                Key::Char(','),
                columns,
                Command::TableColumns
            ))
        );
        // `d` would wait for the second key, and disconnect nobody any more.
        let disconnect = row(Command::Disconnect).keys[0];
        let key = Key::parse(disconnect).unwrap_or(Key::Esc);
        assert_eq!(
            map("sort", &format!("{disconnect} y")),
            Err(KeymapFault::Begun(
                key,
                Key::After('d', 'y'),
                Command::Disconnect
            ))
        );
        // One's own keys meet each other in the same way.
        let mut own = Keymap::default();
        assert_eq!(own.add("go-home", &["ö h"]), Ok(()));
        assert_eq!(
            own.add("go-users", &["ö"]),
            Err(KeymapFault::Begins(
                Key::Char('ö'),
                Key::After('ö', 'h'),
                Command::GoHome
            ))
        );
        assert_eq!(own.add("go-users", &["ö u"]), Ok(()));
        // A second key after the same first one, where there is no table in the way.
        assert_eq!(map("sort", ", s").map(|_| ()), Ok(()));
    }

    #[test]
    fn what_destroys_shares_no_key_with_what_does_not() {
        let mut map = Keymap::default();
        // On screens of their own, so that neither is in the other's way.
        assert_eq!(map.add("reject-request", &["f8"]), Ok(()));
        let harmless = rows().find(|it| it.scopes == [Scope::Reports] && it.risk == Risk::Looks);
        let Some(harmless) = harmless else {
            return;
        };
        let refused = map.add(harmless.command.id(), &["f8"]);
        let expected = row(Command::RejectRequest).risk == Risk::Destroys;
        assert_eq!(refused.is_err(), expected, "{refused:?}");
    }

    #[test]
    fn what_is_no_command_no_key_or_fixed_is_refused() {
        assert_eq!(map("fly", "f9"), Err(KeymapFault::NoCommand));
        assert_eq!(
            map("go-home", "hyper-x"),
            Err(KeymapFault::NoKey("hyper-x".to_owned()))
        );
        assert_eq!(map("go-home", "esc"), Err(KeymapFault::Fixed(Key::Esc)));
        let keyless = rows().find(|row| row.scopes.is_empty());
        let keyless = keyless.map(|row| row.command);
        let refused = keyless.map(|command| map(command.id(), "f9"));
        assert_eq!(
            refused,
            keyless.map(|command| Err(KeymapFault::Keyless(command)))
        );
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        for row in rows() {
            assert_eq!(Command::by_id(row.command.id()), Some(row.command));
        }
    }
}
