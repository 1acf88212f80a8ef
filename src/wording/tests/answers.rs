//! What the tombstones and the log answer, in words.

use super::*;

#[test]
fn what_was_released_is_said() {
    for texts in both() {
        let said = [(2, 0), (1, 0), (1, 1)].map(|(released, left)| {
            receipt(&texts, &Receipt::IdentifiersReleased { released, left })
        });
        for said in &said {
            assert_said(said);
        }
        assert!(said[0] != said[1] && said[1] != said[2], "{said:?}");
    }
}

#[test]
fn every_answer_about_an_identifier_is_said() {
    let answers = [
        TombstoneAnswer::NotAnIdentifier,
        TombstoneAnswer::NeverSeen,
        TombstoneAnswer::GivenUp(Box::new(given_up(None))),
        TombstoneAnswer::GivenUp(Box::new(given_up(Some(tombstone(Some(7)))))),
        TombstoneAnswer::StillHere(UserId(1), None),
        TombstoneAnswer::StillHere(UserId(1), Some(Box::new(released(true)))),
        TombstoneAnswer::Released(Box::new(released(true))),
        TombstoneAnswer::Released(Box::new(released(false))),
        TombstoneAnswer::TwoFit(Box::new([
            (
                IdentifierKind::Email,
                TombstoneAnswer::StillHere(UserId(1), None),
            ),
            (
                IdentifierKind::UniqueId,
                TombstoneAnswer::Deleted(tombstone(Some(7))),
            ),
        ])),
        TombstoneAnswer::Deleted(tombstone(None)),
        TombstoneAnswer::Deleted(tombstone(Some(7))),
        TombstoneAnswer::Deleted(Tombstone {
            recovered_at: Some(Timestamp(1_793_689_512)),
            ..tombstone(Some(7))
        }),
        TombstoneAnswer::KeyLost,
    ];
    for texts in both() {
        for answer in &answers {
            assert_said(&tombstone_answer(&texts, answer));
        }
    }
}

#[test]
fn what_is_wrong_with_the_log_is_said() {
    let faults = [
        None,
        Some(LogFault::Changed(3)),
        Some(LogFault::Missing(3)),
        Some(LogFault::CutAfter(3)),
        Some(LogFault::ChangedUpTo(3)),
        Some(LogFault::Trace(3)),
        Some(LogFault::Head(3)),
    ];
    for texts in both() {
        for fault in faults {
            let head = String::new();
            let mut found = LogVerification {
                entries: 5,
                under_lost_key: 0,
                head,
                fault,
            };
            let said = verification(&texts, &found);
            assert_said(&said);
            found.under_lost_key = 3;
            let after_a_loss = verification(&texts, &found);
            assert_said(&after_a_loss);
            assert_eq!(said == after_a_loss, fault.is_some(), "{after_a_loss}");
        }
    }
}

fn given_up(tombstone: Option<Tombstone>) -> crate::domain::query::GivenUp {
    crate::domain::query::GivenUp {
        user: UserId(1),
        at: Timestamp(1_793_689_512),
        operator_name: Some("dl\u{202e}".to_owned()),
        tombstone,
    }
}

fn released(is_known: bool) -> Released {
    Released {
        tombstone: tombstone(Some(7)),
        at: is_known.then_some(Timestamp(1_793_689_512)),
        operator_name: is_known.then(|| "dl\u{202e}".to_owned()),
        reason: "rehired\u{202e}".to_owned(),
    }
}

/// The log says in words why an act was refused: a code is no word.
#[test]
fn every_guard_has_a_word_in_the_log() {
    let reasons = reasons();
    let guards: Vec<&Reason> = reasons.iter().filter(|why| why.is_guard()).collect();
    assert!(guards.len() > 25);
    let not_allowed = [
        Reason::Locked(72),
        Reason::OnlyAtServer,
        Reason::OutsideFolder,
        Reason::PassphraseAsked,
        Reason::SignInFailed,
    ];
    for texts in both() {
        for why in guards.iter().copied().chain(&not_allowed) {
            let id = message_id("log-value", why.code());
            assert!(texts.has(&id), "{id}");
            assert_said(&texts.message(&id));
        }
    }
}
