//! Every row of the table is whole, and means one thing.

use std::collections::HashSet;

use strum::VariantArray as _;

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
