//! What may be done to a request: whoever asks, and however it stands.

use super::*;

const ME: OperatorId = OperatorId(1);
const OTHER: OperatorId = OperatorId(2);
const NOW: Timestamp = Timestamp(1_000_000);

fn facts(kind: RequestKind, state: RequestState) -> RequestFacts<'static> {
    RequestFacts {
        kind,
        state,
        learner: Some(LearnerFacts {
            has_address: true,
            connected: true,
            licensed: true,
            on_hold: false,
        }),
        owner: None,
        owner_name: "",
        identity_verified: true,
        approval_by: None,
        approval_expires: None,
        batch: None,
        replied: false,
    }
}

fn desk(role: Role) -> AtDesk {
    AtDesk {
        operator: ME,
        asker: None,
        role,
        profiles_offered: true,
        now: NOW,
    }
}

fn waiting(kind: RequestKind) -> RequestFacts<'static> {
    RequestFacts {
        approval_by: Some(OTHER),
        approval_expires: Some(Timestamp(NOW.0 + 1)),
        ..facts(kind, RequestState::WaitingForApproval)
    }
}

fn refused(act: RequestAct, facts: &RequestFacts<'_>, role: Role) -> Reason {
    let asker = (facts.approval_by == Some(ME)).then_some(OnePerson::Same);
    let desk = AtDesk {
        asker,
        ..desk(role)
    };
    match may(act, facts, &desk) {
        Err(objection) => objection.reason(),
        Ok(()) => panic!("{act:?} may be done"),
    }
}

#[test]
fn what_cannot_be_carried_out_is_not_done_and_says_why() {
    let state = RequestState::InReview;
    let learner = |connected, licensed, on_hold| {
        Some(LearnerFacts {
            has_address: true,
            connected,
            licensed,
            on_hold,
        })
    };
    let cases = [
        (
            RequestKind::Disconnect,
            learner(false, true, false),
            Reason::NotConnected,
        ),
        (
            RequestKind::Revoke,
            learner(true, false, false),
            Reason::NotLicensed,
        ),
        (
            RequestKind::Delete,
            learner(true, true, true),
            Reason::OnHold,
        ),
        (RequestKind::Delete, None, Reason::UserGone),
    ];
    for (kind, learner, reason) in cases {
        let held = RequestFacts {
            learner,
            ..facts(kind, state)
        };
        assert_eq!(refused(RequestAct::Do, &held, Role::FullAdmin), reason);
        let approval = RequestFacts {
            learner,
            ..waiting(kind)
        };
        assert_eq!(
            refused(RequestAct::Approve, &approval, Role::FullAdmin),
            reason
        );
    }
    let not_offered = AtDesk {
        profiles_offered: false,
        ..desk(Role::FullAdmin)
    };
    let wish = facts(RequestKind::Disconnect, state);
    let objection = may(RequestAct::Do, &wish, &not_offered);
    let reason = Reason::ProfilesNotOffered;
    assert_eq!(objection, Err(Objection::Refused(reason)));
}

#[test]
fn approval_of_a_deletion_is_asked_for_on_a_verified_identity_only() {
    let unverified = RequestFacts {
        identity_verified: false,
        ..facts(RequestKind::Delete, RequestState::InReview)
    };
    for role in [Role::HelpDesk, Role::SubAdmin] {
        assert_eq!(
            refused(RequestAct::Do, &unverified, role),
            Reason::IdentityFirst
        );
    }
    // Whoever may delete can do it all the same, and says why.
    assert_eq!(
        may(RequestAct::Do, &unverified, &desk(Role::FullAdmin)),
        Ok(())
    );
    assert!(lacks_identity(&unverified));
    let revoke = RequestFacts {
        kind: RequestKind::Revoke,
        ..unverified
    };
    assert_eq!(may(RequestAct::Do, &revoke, &desk(Role::HelpDesk)), Ok(()));
}

#[test]
fn while_it_waits_for_approval_it_is_approved_returned_verified_or_corrected_by_whom_that_concerns()
{
    let asked = RequestFacts {
        owner: Some(OTHER),
        owner_name: "Hana",
        identity_verified: false,
        ..waiting(RequestKind::Delete)
    };
    let full = desk(Role::FullAdmin);
    for act in [
        RequestAct::Approve,
        RequestAct::Return,
        RequestAct::Verify,
        RequestAct::Reject,
    ] {
        assert_eq!(may(act, &asked, &full), Ok(()), "{act:?}");
    }
    let held = Reason::RequestHeldBy("Hana".to_owned());
    let learner = false;
    assert_eq!(
        refused(RequestAct::Correct { learner }, &asked, Role::FullAdmin),
        held
    );
    assert_eq!(refused(RequestAct::Verify, &asked, Role::HelpDesk), held);
    let needs = Reason::NeedsRole(Role::FullAdmin);
    for act in [RequestAct::Approve, RequestAct::Return] {
        assert_eq!(refused(act, &asked, Role::SubAdmin), needs, "{act:?}");
    }
    // Not the role is in the way of whoever has it, but where it stands.
    let waits = Reason::WaitsForApprover;
    for role in [Role::HelpDesk, Role::SubAdmin] {
        assert_eq!(refused(RequestAct::Reject, &asked, role), waits);
    }
    let own = RequestFacts {
        owner: Some(ME),
        approval_by: Some(ME),
        ..asked
    };
    assert_eq!(
        refused(RequestAct::Return, &own, Role::FullAdmin),
        Reason::OwnApproval
    );
    for act in [
        RequestAct::Verify,
        RequestAct::Correct { learner },
        RequestAct::Cancel,
    ] {
        assert_eq!(may(act, &own, &desk(Role::HelpDesk)), Ok(()), "{act:?}");
    }
    let late = RequestFacts {
        approval_expires: Some(NOW),
        ..asked
    };
    for act in [RequestAct::Approve, RequestAct::Return] {
        assert_eq!(
            refused(act, &late, Role::FullAdmin),
            Reason::ApprovalExpired
        );
    }
}

#[test]
fn a_request_in_a_batch_that_waits_is_approved_with_the_batch_only() {
    let batch = BatchId(8);
    let in_batch = RequestFacts {
        batch: Some(batch),
        ..waiting(RequestKind::Delete)
    };
    let waits = Reason::BatchAwaitsApproval(batch);
    let learner = true;
    for act in [
        RequestAct::Approve,
        RequestAct::Return,
        RequestAct::Reject,
        RequestAct::Verify,
        RequestAct::Correct { learner },
    ] {
        assert_eq!(refused(act, &in_batch, Role::FullAdmin), waits, "{act:?}");
    }
    let needs = Reason::NeedsRole(Role::FullAdmin);
    assert_eq!(
        refused(RequestAct::Cancel, &in_batch, Role::SubAdmin),
        needs
    );
    assert_eq!(
        may(RequestAct::Cancel, &in_batch, &desk(Role::FullAdmin)),
        Ok(())
    );
}

#[test]
fn whoever_was_written_to_stays_the_learner_and_the_type_can_still_be_corrected() {
    let replied = RequestFacts {
        replied: true,
        ..facts(RequestKind::Revoke, RequestState::InReview)
    };
    let other = RequestAct::Correct { learner: true };
    assert_eq!(
        refused(other, &replied, Role::HelpDesk),
        Reason::RepliedAlready
    );
    let kind = RequestAct::Correct { learner: false };
    assert_eq!(may(kind, &replied, &desk(Role::HelpDesk)), Ok(()));
}

#[test]
fn nothing_but_a_note_is_done_to_what_is_over() {
    for state in [
        RequestState::Done,
        RequestState::Rejected,
        RequestState::Cancelled,
    ] {
        let over = facts(RequestKind::Disconnect, state);
        for act in [
            RequestAct::Claim,
            RequestAct::Release,
            RequestAct::Reply { wait: false },
            RequestAct::HowToDisconnect,
            RequestAct::Verify,
            RequestAct::Unverify,
            RequestAct::Wait,
            RequestAct::GoOn,
            RequestAct::Do,
            RequestAct::Approve,
            RequestAct::Return,
            RequestAct::Reject,
            RequestAct::Cancel,
            RequestAct::Correct { learner: false },
        ] {
            assert_eq!(
                refused(act, &over, Role::FullAdmin),
                Reason::RequestIs(state),
                "{act:?}"
            );
        }
        assert_eq!(may(RequestAct::Note, &over, &desk(Role::HelpDesk)), Ok(()));
    }
}
