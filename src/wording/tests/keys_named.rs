//! Sentences that name a key name the one of the command that they mean.

use super::both;
use crate::command::{self, Command};

#[test]
fn what_to_do_next_with_a_request_names_the_keys_of_its_commands() {
    use Command::{
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
    for texts in both() {
        for (id, commands) in sentences {
            let said = texts.message(id);
            let named: Vec<&str> = said
                .split('(')
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
                .collect();

            let meant: Vec<&str> = commands
                .iter()
                .filter_map(|command| command::row(*command).keys.first().copied())
                .collect();
            for key in &named {
                assert!(meant.contains(key), "{id}: {key} in {said}");
            }
            assert!(!named.is_empty(), "{id}: {said}");
        }
    }
}
