//! The section `[keys]` of the configuration: keys of an operator's own, by names of commands.

use super::nearest::nearest;
use crate::command::keymap::{Keymap, KeymapFault};
use crate::command::{self, rows};
use crate::say;
use crate::texts::Texts;

/// The section's name.
pub(super) const SECTION: &str = "keys";

/// Reads the section: what of it can be used, and everything that is wrong with it.
pub(super) fn read(section: &toml::Table) -> (Keymap, Vec<(String, KeymapFault)>) {
    let (mut map, mut faults) = (Keymap::default(), Vec::new());
    for (id, value) in section {
        let keys: Option<Vec<&str>> = match value {
            toml::Value::String(key) => Some(vec![key]),
            toml::Value::Array(keys) => keys.iter().map(toml::Value::as_str).collect(),
            _ => None,
        };
        let added = match keys {
            Some(keys) => map.add(id, &keys),
            None => Err(KeymapFault::NoKey(value.to_string())),
        };
        if let Err(fault) = added {
            faults.push((id.clone(), fault));
        }
    }
    (map, faults)
}

/// What is wrong with a line of the section.
pub(super) fn told(texts: &Texts, id: &str, fault: &KeymapFault) -> String {
    let id = crate::sanitise::visible(id).into_owned();
    let name = |command| command::row(command).name(texts);
    match fault {
        KeymapFault::NoCommand => {
            let ids: Vec<&str> = rows().map(|row| row.command.id()).collect();
            match nearest(&id, &ids) {
                Some(near) => say!(texts, "config-keys-near", id = id, near = near),
                None => say!(texts, "config-keys-no-command", id = id),
            }
        }
        KeymapFault::Keyless(command) => {
            say!(texts, "config-keys-keyless", id = id, name = name(*command))
        }
        KeymapFault::NoKey(key) => {
            let key = crate::sanitise::visible(key).into_owned();
            say!(texts, "config-keys-no-key", id = id, key = key)
        }
        KeymapFault::Fixed(key) => {
            say!(texts, "config-keys-fixed", id = id, key = key.to_string())
        }
        KeymapFault::Taken(key, other) => say!(
            texts,
            "config-keys-taken",
            id = id,
            key = key.to_string(),
            name = name(*other),
            other = other.id()
        ),
        KeymapFault::Begins(key, keys, other) => say!(
            texts,
            "config-keys-begins",
            id = id,
            key = key.to_string(),
            keys = keys.to_string(),
            name = name(*other),
            other = other.id()
        ),
        KeymapFault::Begun(key, keys, other) => say!(
            texts,
            "config-keys-begun",
            id = id,
            key = key.to_string(),
            keys = keys.to_string(),
            name = name(*other),
            other = other.id()
        ),
        KeymapFault::Dangerous(key, other) => say!(
            texts,
            "config-keys-dangerous",
            id = id,
            key = key.to_string(),
            name = name(*other),
            other = other.id()
        ),
    }
}
