//! Every row of the table is whole, and means one thing.

use std::collections::HashSet;

use strum::VariantArray as _;

use super::finding::folded;
use super::*;
use crate::domain::Language;
use crate::texts::Texts;

#[test]
fn every_command_has_a_row() {
    for command in Command::VARIANTS {
        assert_eq!(row(*command).command, *command, "{command:?} has no row");
    }
}

#[test]
fn no_command_stands_twice_in_the_table() {
    let mut seen = HashSet::new();
    for row in rows() {
        assert!(seen.insert(row.command), "{:?} twice", row.command);
    }
}

#[test]
fn every_command_has_a_verb_or_says_why_it_has_none() {
    for row in rows() {
        assert!(
            row.verb.is_some() != row.console_only.is_some(),
            "{:?} needs a `verb`, or `console_only` with the reason",
            row.command
        );
    }
}

#[test]
fn a_key_means_one_thing_in_a_scope() {
    for scope in Scope::ALL {
        let mut seen = HashSet::new();
        for row in in_scope(scope) {
            for key in row.keys {
                assert!(seen.insert(*key), "{key} twice in {scope:?}");
            }
        }
    }
}

/// The keys of a keyboard, in their rows.
const KEYBOARD: [&str; 4] = ["`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];

/// Where the letter of a key stands, whatever is held down with it; of two strokes the last one counts.
fn place(key: &str) -> Option<(usize, usize)> {
    use key::Key::{Alt, Char, Ctrl};
    let (Char(letter) | Ctrl(letter) | Alt(letter)) = key::Key::parse(key)? else {
        return None;
    };
    let letter = letter.to_ascii_lowercase();
    let mut rows = KEYBOARD.iter().enumerate();
    rows.find_map(|(row, keys)| Some((row, keys.find(letter)?)))
}

#[test]
fn what_destroys_is_neither_on_the_key_of_something_harmless_nor_beside_it() {
    let mut tried = 0;
    for scope in Scope::ALL {
        let keys = || in_scope(scope).flat_map(|row| row.keys.iter().map(move |key| (*key, row)));
        for (key, row) in keys().filter(|(_, row)| row.risk == Risk::Destroys) {
            for (other, harmless) in keys().filter(|(_, row)| row.risk != Risk::Destroys) {
                let (Some(one), Some(two)) = (place(key), place(other)) else {
                    assert_ne!(key, other, "{scope:?}");
                    continue;
                };
                tried += 1;
                let is_near = one.0 == two.0 && one.1.abs_diff(two.1) <= 1;
                // A key without Ctrl is not hit for one with it, but for itself with Shift.
                let alike = key.starts_with("ctrl-") == other.starts_with("ctrl-");
                assert!(
                    !(is_near && alike),
                    "{scope:?}: {key} ({:?}) is beside {other} ({:?})",
                    row.command,
                    harmless.command
                );
            }
        }
    }
    assert!(tried > 0);
}

#[test]
fn every_command_with_keys_has_a_scope() {
    for row in rows() {
        assert_eq!(
            row.keys.is_empty(),
            row.scopes.is_empty(),
            "{:?}",
            row.command
        );
    }
}

#[test]
fn every_label_and_help_exists_in_both_languages() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for row in rows() {
            assert!(!row.name(&texts).is_empty(), "{:?}", row.command);
            for id in [
                Some(row.help),
                match row.label {
                    Label::Message(id) => Some(id),
                    Label::Fixed(_) => None,
                },
            ]
            .into_iter()
            .flatten()
            {
                assert!(texts.loader().has(id), "{id} in {}", language.code());
            }
        }
    }
}

#[test]
fn every_path_resolves_to_its_own_command() {
    for row in rows().filter(|row| !row.path.is_empty()) {
        assert_eq!(by_path(&row.path_text()), Some(row.command));
    }
}

#[test]
fn a_synonym_is_the_name_of_one_command_only() {
    let mut seen = HashSet::new();
    for row in rows() {
        for synonym in row.synonyms {
            assert!(seen.insert(folded(synonym)), "{synonym} twice");
        }
    }
}

#[test]
fn the_newer_paths_and_the_last_words_lead_to_the_same_places() {
    assert_eq!(
        by_path("settings > authentication"),
        Some(Command::GoAuthenticate)
    );
    assert_eq!(by_path("Manage users"), Some(Command::GoUsers));
    assert_eq!(by_path("user deletion"), Some(Command::GoUserDeletion));
    assert_eq!(
        by_path("Me > Authenticate > Automate user management > User Deletion"),
        Some(Command::GoUserDeletion)
    );
    assert_eq!(by_path("nowhere"), None);
}

#[test]
fn what_destroys_is_never_for_an_auditor() {
    for row in rows().filter(|row| row.risk == Risk::Destroys) {
        assert!(row.refusal(Role::Auditor).is_some(), "{:?}", row.command);
    }
}

#[test]
fn what_to_do_next_with_a_request_names_the_keys_of_its_commands() {
    use super::Command::{
        ApproveRequest, ClaimRequest, CorrectRequest, DoRequest, GoOnWithRequest, NoteOnRequest,
        RejectRequest, ReturnRequest, VerifyIdentity,
    };
    let sentences: [(&str, &[Command]); 8] = [
        ("request-next-question", &[NoteOnRequest, DoRequest]),
        ("request-next-new", &[ClaimRequest, VerifyIdentity]),
        ("request-next-verify", &[VerifyIdentity, DoRequest]),
        ("request-next-do", &[DoRequest]),
        ("request-next-answer", &[CorrectRequest, RejectRequest]),
        ("request-next-go-on", &[GoOnWithRequest]),
        (
            "request-next-approve",
            &[ApproveRequest, ReturnRequest, RejectRequest],
        ),
        ("request-next-give-back", &[ReturnRequest, RejectRequest]),
    ];
    for texts in Language::ALL.map(Texts::new) {
        for (id, commands) in sentences {
            let said = texts.message(id);
            let named: Vec<&str> = said
                .split('(')
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
                .collect();

            let meant: Vec<&str> = commands
                .iter()
                .filter_map(|command| row(*command).keys.first().copied())
                .collect();
            for key in &named {
                assert!(meant.contains(key), "{id}: {key} in {said}");
            }
            assert!(!named.is_empty(), "{id}: {said}");
        }
    }
}
