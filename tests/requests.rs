//! The help desk: a learner's request from the call to the proof, through the service, a real database and, where two
//! are at it at once, the binary.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use offboard::connect::MailRoad;
use offboard::domain::batch::{BatchState, RowOutcome};
use offboard::domain::id::UserId;
use offboard::domain::identifier::EmailAddress;
use offboard::domain::identifier::Fit;
use offboard::domain::idle::IdleSeats;
use offboard::domain::license::LicenseStatus;
use offboard::domain::mail::{MailKind, MailState};
use offboard::domain::op::{BatchOp, ImportOp, Op, OperatorOp, PeopleOp, RequestOp};
use offboard::domain::plan::{Receipt, Warning};
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::reason::Reason;
use offboard::domain::record::LogFilter;
use offboard::domain::request::{
    Correction, EntryKind, Hindrance, Reply, RequestFilter, RequestKind, RequestState, RequestView,
    SetbackKind,
};
use offboard::domain::time::Timestamp;
use offboard::domain::user::{EmployeeInfo, UserFilter};
use offboard::domain::{Language, Page};
use offboard::error::Error;
use offboard::service::RosterChoice;
use support::NOON;
use support::staff::{Staff, approve, do_it, new_request, verify};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

#[test]
fn a_learner_has_one_open_request_of_a_kind() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let first = staff.request(learner, RequestKind::Revoke);
    match staff.act(&help, &new_request(learner, RequestKind::Revoke)) {
        Err(Error::Conflict(Reason::OpenRequest(open))) => assert_eq!(open, first),
        other => panic!("{other:?}"),
    }
    staff.request(learner, RequestKind::Delete);
    let reason = "Not wished any more".to_owned();
    let cancel = Op::Request(RequestOp::Cancel {
        request: first,
        reason,
        mail: true,
    });
    staff.act(&help, &cancel).unwrap();
    staff.request(learner, RequestKind::Revoke);
}

#[test]
fn a_claimed_request_is_nobody_else_s_until_it_is_given_back() {
    let (mut staff, learner) = Staff::and_learner(50);
    let request = staff.request(learner, RequestKind::Revoke);
    let (help, other) = (staff.help.clone(), staff.help_too.clone());
    let claim = Op::Request(RequestOp::Claim {
        request,
        version: 1,
    });
    staff.act(&help, &claim).unwrap();
    assert_eq!(staff.show(request).row.state, RequestState::InReview);
    let refused_to_others = |staff: &mut Staff, op: &Op| match staff.act(&other, op) {
        Err(Error::Conflict(Reason::RequestHeldBy(name))) => assert_eq!(name, "Hana"),
        other => panic!("{op:?}: {other:?}"),
    };
    refused_to_others(&mut staff, &claim);
    refused_to_others(&mut staff, &verify(request));
    refused_to_others(&mut staff, &do_it(request));
    refused_to_others(&mut staff, &Op::Request(RequestOp::Release(request)));
    staff
        .act(&help, &Op::Request(RequestOp::Release(request)))
        .unwrap();
    let outdated = staff.act(&other, &claim);
    assert_is!(outdated, Err(Error::Stale));
    let version = staff.show(request).row.version;
    let claim = Op::Request(RequestOp::Claim { request, version });
    staff.act(&other, &claim).unwrap();
}

#[test]
fn of_two_processes_that_claim_at_once_one_owns_it_and_the_other_is_told_who() {
    let mut staff = Staff::with(60);
    let learners = staff.connected();
    for learner in learners.into_iter().take(15) {
        let request = staff.request(learner, RequestKind::Disconnect);
        let number = request.to_string();
        let words = ["requests", "claim", number.as_str(), "--lang", "en"];
        let mut racers: Vec<_> = [&staff.help, &staff.help_too]
            .map(|who| {
                let mut command = staff.command(who, &words);
                let piped = std::process::Stdio::piped;
                command.stdout(piped()).stderr(piped());
                (who.name.clone(), command.spawn().unwrap())
            })
            .into_iter()
            .map(|(name, child)| (name, child.wait_with_output().unwrap()))
            .collect();
        racers.sort_by_key(|(_, ended)| ended.status.code());
        let codes: Vec<_> = racers
            .iter()
            .map(|(_, ended)| ended.status.code())
            .collect();
        assert_eq!(codes, [Some(0), Some(4)], "{racers:?}");
        let owner = staff.show(request).row.owner_name.unwrap();
        assert_eq!(owner, racers[0].0);
        let told = String::from_utf8_lossy(&racers[1].1.stderr).into_owned();
        assert!(told.contains(&owner), "{told}");
    }
}

#[test]
fn notes_stay_among_operators_and_replies_are_mailed() {
    let (mut staff, learner) = Staff::and_learner(50);
    let request = staff.request(learner, RequestKind::Delete);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let text = "Sounds nervous".to_owned();
    let note = Op::Request(RequestOp::Note { request, text });
    staff.act(&help, &note).unwrap();
    assert_eq!(staff.outbox(&full).len(), 1);
    let reply = Op::Request(RequestOp::Reply {
        request,
        reply: Reply::Text("Which address do you use?".to_owned()),
        wait: true,
    });
    staff.act(&help, &reply).unwrap();
    let mails = staff.outbox(&full);
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].kind, MailKind::RequestReply);
    assert_eq!(mails[0].request, Some(request));
    assert!(mails[0].body.contains("Which address do you use?"));
    assert!(!mails[0].body.contains("nervous"));
    let shown = staff.show(request);
    let kinds: Vec<_> = shown.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EntryKind::Note, EntryKind::Reply]);
    assert_eq!(shown.row.state, RequestState::WaitingForLearner);
}

#[test]
fn a_learner_who_has_left_is_told_how_to_disconnect_in_their_own_language() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (full, help) = (staff.full.clone(), staff.help.clone());
    let indonesian = |info: &mut EmployeeInfo| info.language = Some(Language::Indonesian);
    let op = staff.edit(learner, indonesian);
    staff.act(&full, &op).unwrap();
    let request = staff.request(learner, RequestKind::Disconnect);
    let reply = Reply::DisconnectYourself;
    let wait = false;
    let op = Op::Request(RequestOp::Reply {
        request,
        reply,
        wait,
    });
    staff.act(&help, &op).unwrap();
    let mail = staff.outbox(&help).remove(0);
    assert!(
        mail.body
            .contains("memutuskan profil LinkedIn Anda sendiri"),
        "{}",
        mail.body
    );
}

#[test]
fn the_clock_stands_still_while_the_learner_is_waited_for() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let request = staff.request(learner, RequestKind::Delete);
    // 21 November to 21 December: one calendar month.
    let due = Timestamp(NOON).plus_days(30);
    assert_eq!(staff.show(request).row.due_at, due);
    staff.account.clock.pass(DAY);
    staff
        .act(&help, &Op::Request(RequestOp::Wait(request)))
        .unwrap();
    staff.account.clock.pass(60 * DAY);
    assert_eq!(overdue(&mut staff), 0);
    staff
        .act(&help, &Op::Request(RequestOp::GoOn(request)))
        .unwrap();
    let row = staff.show(request).row;
    assert_eq!(row.due_at, due.plus_days(60));
    assert_eq!(row.state, RequestState::InReview);
    staff.account.clock.pass(30 * DAY);
    assert_eq!(overdue(&mut staff), 1);
}

fn overdue(staff: &mut Staff) -> usize {
    in_view(staff, RequestView::Overdue)
}

fn in_view(staff: &mut Staff, view: RequestView) -> usize {
    let who = staff.full_too.clone();
    let page = Page::first(10);
    let filter = RequestFilter::default();
    match staff.ask(&who, &Query::Requests { view, filter, page }) {
        Ok(Answer::Requests(window)) => window.total,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_help_desk_disconnects_on_a_verified_request_and_the_learner_is_told() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let request = staff.request(learner, RequestKind::Disconnect);
    let unverified = staff.act(&help, &do_it(request));
    assert_is!(
        unverified,
        Err(Error::NotAllowed(Reason::NeedsVerifiedRequest))
    );
    staff.act(&help, &verify(request)).unwrap();
    let done = staff.act(&help, &do_it(request)).unwrap();
    assert_eq!(done.receipt, Receipt::RequestDone(request));
    assert!(!staff.profile(learner).unwrap().connected);
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::Done);
    assert!(shown.proof.log_entry.is_some() && shown.proof.mail.is_some());
    let kinds: Vec<_> = staff.outbox(&help).iter().map(|mail| mail.kind).collect();
    let told = [
        MailKind::RequestOutcome,
        MailKind::Reregister,
        MailKind::RequestReceived,
    ];
    assert_eq!(kinds, told);
    // What is counted is what is listed, for each role its own; that somebody else's mail waits is not told.
    for who in [help.clone(), staff.by_role()[3].clone()] {
        let seen = staff.outbox(&who);
        let in_state = |state| seen.iter().filter(|mail| mail.state == state).count() as u64;
        let Answer::Home(home) = staff.ask(&who, &Query::Home).unwrap() else {
            panic!("no answer for Home")
        };
        assert_eq!(home.queued_mail, in_state(MailState::Queued));
        assert_eq!(home.failed_mail, in_state(MailState::Failed));
    }
    let again = staff.act(&help, &do_it(request));
    assert_is!(
        again,
        Err(Error::Conflict(Reason::RequestIs(RequestState::Done)))
    );
}

#[test]
fn a_revocation_is_approved_once_by_somebody_else_and_exactly_as_asked() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, sub, other) = (staff.help.clone(), staff.sub.clone(), staff.sub_too.clone());
    let request = staff.request(learner, RequestKind::Revoke);
    let asked = staff.act(&help, &do_it(request)).unwrap();
    assert_eq!(asked.receipt, Receipt::ApprovalAsked(request));
    assert_eq!(in_view(&mut staff, RequestView::WaitingForMyApproval), 1);
    let seen = staff.show(request);
    let forged = Op::Request(RequestOp::Approve {
        request,
        seal: "0".repeat(64),
        phrase: None,
        unverified: None,
    });
    let refused = staff.act(&sub, &forged);
    assert_is!(refused, Err(Error::Conflict(Reason::ApprovalOutdated)));
    staff.act(&sub, &approve(&seen)).unwrap();
    assert_eq!(staff.profile(learner).unwrap().license, LicenseStatus::None);
    assert_eq!(staff.show(request).approver_name.as_deref(), Some("Sam"));
    let replayed = staff.act(&other, &approve(&seen));
    assert_is!(
        replayed,
        Err(Error::Conflict(Reason::RequestIs(RequestState::Done)))
    );
}

#[test]
fn what_is_done_without_the_request_closes_it_and_says_so_before() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, sub) = (staff.help.clone(), staff.sub.clone());
    let disconnect = staff.request(learner, RequestKind::Disconnect);
    let revoke = staff.request(learner, RequestKind::Revoke);
    let delete = staff.request(learner, RequestKind::Delete);
    // One waits for approval: what it asks for is done all the same.
    staff.act(&help, &do_it(revoke)).unwrap();
    let users = vec![learner];
    let op = Op::People(PeopleOp::Disconnect {
        users: users.clone(),
    });
    let plan = staff.account.reader.plan(&sub, &op).unwrap();
    let closes = Warning::ClosesRequests(1, disconnect);
    assert!(plan.warnings.contains(&closes), "{:?}", plan.warnings);
    let kinds: Vec<_> = plan.letters.iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, [MailKind::Reregister, MailKind::RequestOutcome]);
    staff.act(&sub, &op).unwrap();
    let shown = staff.show(disconnect);
    assert_eq!(shown.row.state, RequestState::Done);
    assert_eq!(shown.row.owner_name.as_deref(), Some("Sam"));
    assert!(shown.proof.log_entry.is_some() && shown.proof.mail.is_some());
    assert_eq!(
        staff.show(revoke).row.state,
        RequestState::WaitingForApproval
    );
    let license = None;
    let op = Op::People(PeopleOp::SetLicense { users, license });
    let plan = staff.account.reader.plan(&sub, &op).unwrap();
    assert!(plan.warnings.contains(&Warning::ClosesRequests(1, revoke)));
    let kinds: Vec<_> = plan.letters.iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, [MailKind::RequestOutcome]);
    staff.act(&sub, &op).unwrap();
    let shown = staff.show(revoke);
    assert_eq!(shown.row.state, RequestState::Done);
    assert!(shown.proof.mail.is_some());
    assert_eq!(staff.show(delete).row.state, RequestState::New);
}

#[test]
fn a_request_that_an_older_version_sealed_asks_again() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, sub) = (staff.help.clone(), staff.sub.clone());
    let request = staff.request(learner, RequestKind::Revoke);
    staff.act(&help, &do_it(request)).unwrap();
    let now = staff.show(request);
    let old = format!("UPDATE requests SET approval_seal = '{}'", "ab".repeat(32));
    staff.account.alter(&old);
    let seen = staff.show(request);
    let refused = staff.act(&sub, &approve(&seen));
    assert_is!(refused, Err(Error::Conflict(Reason::ApprovalOutdated)));
    staff.account.clock.pass(3_600);
    staff.account.settle();
    let again = staff.show(request);
    assert_eq!(again.row.state, RequestState::WaitingForApproval);
    assert_eq!(
        again.approval.as_ref().map(|approval| &approval.seal),
        now.approval.as_ref().map(|approval| &approval.seal)
    );
    staff.act(&sub, &approve(&again)).unwrap();
    assert_eq!(staff.show(request).row.state, RequestState::Done);
}

#[test]
fn what_changed_since_it_was_asked_for_is_not_approved() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let seen = staff.show(request);
    let email = offboard::domain::identifier::EmailAddress::parse("else@enigma.example").unwrap();
    let op = staff.edit(learner, |info| info.email = Some(email));
    // Nobody need have the request for its approval to end.
    staff
        .act(&help, &Op::Request(RequestOp::Release(request)))
        .unwrap();
    staff.act(&full, &op).unwrap();
    let outdated = staff.act(&full, &approve(&seen));
    let in_review = Reason::RequestIs(RequestState::InReview);
    assert_is!(outdated, Err(Error::Conflict(found)) if *found == in_review);
    assert!(staff.profile(learner).is_some());
    let shown = staff.show(request);
    assert_eq!(shown.setback.unwrap().kind, SetbackKind::Corrected);
    assert_eq!(in_view(&mut staff, RequestView::WaitingForMyApproval), 0);
    // It is asked for anew, and given.
    staff.act(&help, &do_it(request)).unwrap();
    let again = staff.show(request);
    staff.act(&full, &approve(&again)).unwrap();
}

#[test]
fn an_approval_is_never_one_s_own_and_ends_after_seventy_two_hours() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (sub, full) = (staff.sub.clone(), staff.full.clone());
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&sub, &verify(request)).unwrap();
    staff.act(&sub, &do_it(request)).unwrap();
    let seen = staff.show(request);
    // Whoever asked is a full admin by now.
    let role = offboard::domain::operator::Role::FullAdmin;
    let operator = sub.operator;
    staff
        .act(
            &full,
            &Op::Operator(OperatorOp::ChangeRole {
                operator,
                seen: offboard::domain::operator::Role::SubAdmin,
                role,
            }),
        )
        .unwrap();
    let own = staff.act(&sub, &approve(&seen));
    assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
    staff.account.clock.pass(72 * HOUR);
    let late = staff.act(&full, &approve(&seen));
    assert_is!(late, Err(Error::Conflict(Reason::ApprovalExpired)));
    assert_eq!(staff.show(request).row.state, RequestState::InReview);
    staff.act(&sub, &do_it(request)).unwrap();
}

#[test]
fn a_deletion_takes_who_goes_out_of_the_requests_of_others_and_their_approval_goes_on() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let mut named = |user: UserId| {
        let employee = staff.profile(user).unwrap().employee;
        let email = employee.email.clone().unwrap().to_string();
        (employee.full_name(), email)
    };
    let goes = UserId(if learner.0 == 1 { 2 } else { 1 });
    let ((own_name, own), (name, email)) = (named(learner), named(goes));
    let how = format!("asked {email}");
    let note = format!("{name} says that {own_name} left");
    let leavers = format!("primary_email_address,unique_user_id\n{email},\n");
    let leavers = staff.account.file("leavers.csv", leavers);
    let run = |who, words: &[&str]| {
        let (code, out, err) = staff.run(who, words);
        assert_eq!(code, 0, "{words:?}: {out}{err}");
        out
    };
    let new = [
        "requests",
        "new",
        &own,
        "--kind",
        "delete",
        "--channel",
        "Phone",
    ];
    run(
        &help,
        &[&new[..], &["--asked-by", &name, "--note", &note]].concat(),
    );
    run(&help, &["requests", "note", "1", &how]);
    run(&help, &["requests", "verify", "1", "--how", &how]);
    run(&help, &["requests", "do", "1"]);
    let confirm = ["--yes", "--confirm", "delete 1 user"];
    let leavers = leavers.to_string_lossy();
    run(
        &full,
        &[&["deletions", "run", &leavers][..], &confirm].concat(),
    );
    let shown = run(&full, &["requests", "show", "1", "--format", "json"]);
    assert!(!shown.contains(&email) && !shown.contains(&name), "{shown}");
    let kept = format!("… says that {own_name} left");
    assert!(shown.contains(&kept), "{shown}");
    assert_eq!(shown.matches("asked …").count(), 2, "{shown}");
    // What was asked for is the same, in other words.
    run(&full, &["requests", "approve", "1", "--yes"]);
}

#[test]
fn an_approver_who_may_not_any_more_does_not_approve() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full, other) = (
        staff.help.clone(),
        staff.full.clone(),
        staff.full_too.clone(),
    );
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let seen = staff.show(request);
    let disable = Op::Operator(OperatorOp::Disable(other.operator));
    staff.act(&full, &disable).unwrap();
    let refused = staff.act(&other, &approve(&seen));
    assert_is!(refused, Err(Error::NotAllowed(Reason::Disabled)));
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn an_approved_deletion_goes_the_road_of_a_batch_and_leaves_no_word_but_the_proof() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let email = staff.profile(learner).unwrap().employee.email.unwrap();
    let email = email.as_str().to_owned();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&help, &verify(request)).unwrap();
    for text in ["Nervous, says Quetzalcoatl", "Second note"] {
        let text = text.to_owned();
        staff
            .act(&help, &Op::Request(RequestOp::Note { request, text }))
            .unwrap();
    }
    let reply = Reply::Text("Dear Wolpertinger".to_owned());
    let wait = false;
    let op = Op::Request(RequestOp::Reply {
        request,
        reply,
        wait,
    });
    staff.act(&help, &op).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let seen = staff.show(request);
    let batch = match staff.act(&full, &approve(&seen)).unwrap().receipt {
        Receipt::RequestScheduled(_, batch) => batch,
        other => panic!("{other:?}"),
    };
    assert_eq!(staff.show(request).row.state, RequestState::Scheduled);
    staff.account.settle();
    assert!(staff.profile(learner).is_none());
    let done = staff.account.batch(batch);
    assert_eq!((done.state, done.residue), (BatchState::Completed, Some(0)));
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::Done);
    assert_eq!(shown.row.opened_at, Timestamp(NOON));
    assert_eq!((shown.proof.batch, shown.row.user), (Some(batch), None));
    let entry = shown.proof.log_entry.unwrap();
    match staff.ask(
        &full,
        &Query::Log {
            filter: Default::default(),
            page: Page::first(1_000),
        },
    ) {
        Ok(Answer::Log(log)) => {
            let entry = log.rows.iter().find(|one| one.number == entry).unwrap();
            assert_eq!(
                (entry.act.as_str(), entry.batch),
                ("batch_chunk", Some(batch))
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(shown.entries.len(), 3);
    assert!(shown.entries.iter().all(|entry| entry.text.is_none()));
    for word in [
        "Zuleika",
        "Xanthippe",
        "Yggdrasil",
        "Quetzalcoatl",
        "Wolpertinger",
        &email,
    ] {
        let files = staff.account.files_with(word);
        let mail = staff.account.folder.path().join("account").join("mail");
        // What was delivered has left; the outcome is the only word to the learner after the deletion.
        let left: Vec<_> = files
            .iter()
            .filter(|file| !file.starts_with(&mail))
            .collect();
        assert!(left.is_empty(), "{word}: {left:?}");
    }
    let left: Vec<_> = staff.outbox(&full).iter().map(|mail| mail.kind).collect();
    let told = [MailKind::BatchCompleted, MailKind::RequestApproval];
    assert_eq!(left, told);
}

#[test]
fn the_outcome_outlives_its_learner_until_it_is_sent() {
    let (mut staff, learner) = Staff::and_learner(50);
    let full = staff.full.clone();
    let closed = MailRoad::Closed("closed for this test".to_owned());
    staff.account.service.set_mail_road(&closed);
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&full, &verify(request)).unwrap();
    staff.act(&full, &do_it(request)).unwrap();
    staff.account.settle();
    assert!(staff.profile(learner).is_none());
    let waiting: Vec<_> = staff
        .outbox(&full)
        .into_iter()
        .filter(|mail| mail.kind == MailKind::RequestOutcome)
        .collect();
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].state, waiting[0].user),
        (MailState::Queued, None)
    );
    let batch = staff.show(request).proof.batch.unwrap();
    assert_eq!(staff.account.batch(batch).residue, Some(0));
    staff.account.service.set_mail_road(&MailRoad::Usual);
    staff.account.settle();
    let left = staff.outbox(&full);
    assert!(
        left.iter()
            .all(|mail| mail.kind != MailKind::RequestOutcome),
        "{left:?}"
    );
}

#[test]
fn a_hold_placed_in_time_brings_the_request_back_into_review() {
    let (mut staff, learner) = Staff::and_learner(50);
    let full = staff.full.clone();
    let wait = staff.account.settings_changed(|it| it.wait_days = 2);
    staff.act(&full, &wait).unwrap();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&full, &verify(request)).unwrap();
    let batch = match staff.act(&full, &do_it(request)).unwrap().receipt {
        Receipt::RequestScheduled(_, batch) => batch,
        other => panic!("{other:?}"),
    };
    let users = vec![learner];
    let reason = "Lawsuit".to_owned();
    staff
        .act(&full, &Op::People(PeopleOp::PlaceHold { users, reason }))
        .unwrap();
    staff.account.clock.pass(3 * DAY);
    staff.account.settle();
    assert!(staff.profile(learner).is_some());
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::InReview);
    let setback = shown.setback.unwrap();
    assert_eq!(setback.kind, SetbackKind::Row(RowOutcome::OnHold));
    assert_eq!(
        (setback.batch, shown.proof.batch),
        (Some(batch), Some(batch))
    );
    let refused = staff.act(&full, &do_it(request));
    assert_is!(refused, Err(Error::Refused(Reason::OnHold)));
}

#[test]
fn a_cancelled_request_takes_its_scheduled_batch_back() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (full, help) = (staff.full.clone(), staff.help.clone());
    let wait = staff.account.settings_changed(|it| it.wait_days = 2);
    staff.act(&full, &wait).unwrap();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&full, &verify(request)).unwrap();
    let batch = match staff.act(&full, &do_it(request)).unwrap().receipt {
        Receipt::RequestScheduled(_, batch) => batch,
        other => panic!("{other:?}"),
    };
    let reason = "She stays".to_owned();
    let cancel = Op::Request(RequestOp::Cancel {
        request,
        reason,
        mail: true,
    });
    assert!(staff.act(&help, &cancel).is_err());
    assert_eq!(
        staff.account.batch(batch).file_name,
        format!("request-{request}.csv")
    );
    staff.act(&full, &cancel).unwrap();
    assert_eq!(staff.account.batch(batch).state, BatchState::Withdrawn);
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::Cancelled);
    // What had it, and why it was closed, stay on it.
    assert_eq!(shown.proof.batch, Some(batch));
    assert_eq!(shown.reason.as_deref(), Some("She stays"));
    staff.account.clock.pass(5 * DAY);
    staff.account.settle();
    assert!(staff.profile(learner).is_some());
}

#[test]
fn a_rejection_says_why_to_the_learner() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let request = staff.request(learner, RequestKind::Delete);
    let reject = |reason: &str| {
        Op::Request(RequestOp::Reject {
            request,
            reason: reason.to_owned(),
        })
    };
    let refused = staff.act(&help, &reject("  "));
    assert_is!(refused, Err(Error::Refused(Reason::ReasonMissing)));
    staff
        .act(&help, &reject("We could not verify who you are."))
        .unwrap();
    let mail = staff.outbox(&help).remove(0);
    assert_eq!(mail.kind, MailKind::RequestOutcome);
    assert!(mail.body.contains("We could not verify who you are."));
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn seats_change_at_once_and_missing_ones_are_named() {
    let mut staff = Staff::with(50);
    let sub = staff.sub.clone();
    let rows: String = (0..30)
        .map(|n| format!("new{n}@enigma.example\n"))
        .collect();
    let roster = format!("primary_email_address\n{rows}");
    let roster = staff.account.file("roster.csv", roster);
    let import = staff
        .account
        .reader
        .read_roster(&sub, &roster, &RosterChoice::by_headers(&roster).unwrap())
        .unwrap();
    staff
        .act(&sub, &Op::Import(ImportOp::Users(import)))
        .unwrap();
    let users = staff.learners(UserFilter::default());
    let types = match staff.account.load(&Query::Licenses) {
        Answer::Licenses(types) => types,
        other => panic!("{other:?}"),
    };
    let kind = types
        .iter()
        .min_by_key(|kind| kind.seats - kind.invited - kind.activated)
        .unwrap();
    let free = kind.seats - kind.invited - kind.activated;
    let license = Some(kind.id);
    let mut needing = Vec::new();
    for user in users {
        let held = staff.profile(user).unwrap().licenses;
        if held.iter().all(|held| held.license_type != kind.id) {
            needing.push(user);
        }
    }
    assert!(needing.len() as u64 > free, "{free} of {}", needing.len());
    let missing = needing.len() as u64 - free;
    let users = needing.clone();
    match staff.act(&sub, &Op::People(PeopleOp::SetLicense { users, license })) {
        Err(Error::Refused(Reason::NoSeats(count))) => assert_eq!(count, missing),
        other => panic!("{other:?}"),
    }
    let users = needing[..usize::try_from(free).unwrap()].to_vec();
    let op = Op::People(PeopleOp::SetLicense {
        users: users.clone(),
        license,
    });
    staff.act(&sub, &op).unwrap();
    let profile = staff.profile(users[0]).unwrap();
    assert_eq!(profile.license, LicenseStatus::Invited);
    assert_eq!(profile.licenses.len(), 1);
    staff
        .act(
            &sub,
            &Op::People(PeopleOp::SetLicense {
                users: users.clone(),
                license: None,
            }),
        )
        .unwrap();
    assert_eq!(staff.profile(users[0]).unwrap().licenses, []);
    let mails = staff.outbox(&sub);
    let told = mails
        .iter()
        .filter(|mail| mail.kind == MailKind::LicenseRevoked);
    assert_eq!(told.count() as u64, free);
    assert_whole(&mut staff);
}

fn assert_whole(staff: &mut Staff) {
    let who = staff.full.clone();
    let report = staff.account.service.check(&who, &mut |_| true).unwrap();
    assert_eq!(report.counters, Vec::<String>::new());
    assert_eq!(report.faults, Vec::<String>::new());
    assert_eq!(report.log.fault, None);
}

#[test]
fn a_learner_hears_that_their_request_was_taken_down_and_no_word_of_anybody_else() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (full, sub) = (staff.full.clone(), staff.sub.clone());
    let indonesian = |info: &mut EmployeeInfo| info.language = Some(Language::Indonesian);
    let op = staff.edit(learner, indonesian);
    staff.act(&full, &op).unwrap();
    let info = staff.profile(learner).unwrap().employee;
    let request = staff.request(learner, RequestKind::Delete);
    let mail = staff.outbox(&full).remove(0);
    assert_eq!(mail.kind, MailKind::RequestReceived);
    assert_eq!(mail.request, Some(request));
    assert_eq!(
        Some(mail.to.as_str()),
        info.email.as_ref().map(EmailAddress::as_str)
    );
    for words in [
        "Kami telah menerima permintaan",
        "diajukan orang lain",
        "Permintaan 1: menghapus akun Learning",
        "21 Desember 2026 (UTC)",
    ] {
        assert!(mail.body.contains(words), "{words}: {}", mail.body);
    }
    for word in ["Zuleika", "Xanthippe"] {
        assert!(!mail.body.contains(word), "{}", mail.body);
    }
    // Who has no address is not written to, and the request is there all the same.
    let roster = staff
        .account
        .file("roster.csv", "unique_user_id\nNO-MAIL-1\n");
    let import = staff
        .account
        .reader
        .read_roster(&sub, &roster, &RosterChoice::by_headers(&roster).unwrap())
        .unwrap();
    staff
        .act(&sub, &Op::Import(ImportOp::Users(import)))
        .unwrap();
    let key = Query::FindUser("NO-MAIL-1".to_owned());
    let Answer::FindUser(Fit::One(other)) = staff.account.load(&key) else {
        panic!("nobody");
    };
    staff.request(other, RequestKind::Delete);
    assert_eq!(staff.outbox(&full).len(), 1);
}

#[test]
fn a_reply_waits_in_the_same_act_or_is_not_sent_at_all() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let request = staff.request(learner, RequestKind::Revoke);
    let reply = |wait| {
        Op::Request(RequestOp::Reply {
            request,
            reply: Reply::Text("First line\n\nSecond line".to_owned()),
            wait,
        })
    };
    let version = staff.show(request).row.version;
    staff.act(&help, &reply(true)).unwrap();
    let row = staff.show(request).row;
    assert_eq!(row.state, RequestState::WaitingForLearner);
    assert_eq!(row.version, version + 1);
    let mail = staff.outbox(&full).remove(0);
    assert!(mail.body.contains("First line\n\nSecond line"));
    staff.act(&help, &do_it(request)).unwrap();
    let refused = staff.act(&help, &reply(true));
    assert_is!(
        refused,
        Err(Error::Conflict(Reason::RequestIs(
            RequestState::WaitingForApproval
        )))
    );
    let mails = staff.outbox(&full).into_iter();
    let to_learner = mails.filter(|mail| mail.kind != MailKind::RequestApproval);
    assert_eq!(to_learner.count(), 2);
    staff.act(&help, &reply(false)).unwrap();
}

#[test]
fn how_to_disconnect_is_told_to_nobody_who_wants_more_and_nothing_unverified_is_taken_back() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let request = staff.request(learner, RequestKind::Revoke);
    let canned = Op::Request(RequestOp::Reply {
        request,
        reply: Reply::DisconnectYourself,
        wait: false,
    });
    let refused = staff.act(&help, &canned);
    assert_is!(refused, Err(Error::Refused(Reason::OnlyToDisconnect)));
    let undo = Op::Request(RequestOp::Verify { request, how: None });
    let refused = staff.act(&help, &undo);
    assert_is!(refused, Err(Error::Refused(Reason::IdentityUnverified)));
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &undo).unwrap();
    assert!(!staff.show(request).row.identity_verified);
}

#[test]
fn a_deleted_learner_gets_one_word_about_everything_that_was_still_open() {
    for (kinds, said) in [
        (
            &[
                RequestKind::Revoke,
                RequestKind::Disconnect,
                RequestKind::Delete,
            ][..],
            &["has been carried out", "revoke your", "disconnect your"][..],
        ),
        (
            &[RequestKind::Revoke][..],
            &["what had been asked for", "revoke your"][..],
        ),
        (&[RequestKind::Delete][..], &["has been carried out"][..]),
    ] {
        let (mut staff, learner) = Staff::and_learner(50);
        let full = staff.full.clone();
        let op = staff.edit(learner, |info| info.language = Some(Language::English));
        staff.act(&full, &op).unwrap();
        let closed = MailRoad::Closed("closed for this test".to_owned());
        staff.account.service.set_mail_road(&closed);
        let requests: Vec<_> = kinds
            .iter()
            .map(|kind| staff.request(learner, *kind))
            .collect();
        let source = ReviewSource::Users(vec![learner]);
        let reader = &mut staff.account.reader;
        let review = reader.review(&full, &source, &mut |_| true).unwrap();
        let batch = staff.account.confirm(&review).unwrap();
        staff.account.settle();
        for request in requests {
            let shown = staff.show(request);
            assert_eq!(shown.row.state, RequestState::Done);
            assert_eq!(shown.proof.batch, Some(batch));
            assert!(shown.proof.log_entry.is_some());
            assert_eq!((shown.row.user, shown.row.channel), (None, None));
        }
        let mut told = staff.outbox(&full);
        told.retain(|mail| mail.kind == MailKind::RequestOutcome);
        assert_eq!(told.len(), 1, "{told:?}");
        for words in said {
            assert!(told[0].body.contains(words), "{words}: {}", told[0].body);
        }
        assert_eq!(staff.account.batch(batch).residue, Some(0));
    }
}

#[test]
fn the_proofs_of_a_request_are_read_one_by_one_and_only_by_who_may() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, other, sub) = (
        staff.help.clone(),
        staff.help_too.clone(),
        staff.sub.clone(),
    );
    let full = staff.full.clone();
    let request = staff.request(learner, RequestKind::Disconnect);
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let proof = staff.show(request).proof;
    let entry = Query::LogEntry(proof.log_entry.unwrap());
    match staff.ask(&full, &entry) {
        Ok(Answer::LogEntry(Some(entry))) => assert_eq!(entry.act, "disconnect"),
        other => panic!("{other:?}"),
    }
    let refused = staff.ask(&sub, &entry);
    assert_is!(refused, Err(Error::NotAllowed(Reason::NotOwn)));
    let mail = Query::Mail(proof.mail.unwrap());
    match staff.ask(&help, &mail) {
        Ok(Answer::Mail(Some(mail))) => assert_eq!(mail.kind, MailKind::RequestOutcome),
        other => panic!("{other:?}"),
    }
    let refused = staff.ask(&other, &mail);
    assert_is!(refused, Err(Error::NotAllowed(Reason::NotOwn)));
    let nothing = staff.ask(&full, &Query::LogEntry(999_999));
    assert_is!(nothing, Ok(Answer::LogEntry(None)));
}

#[test]
fn of_two_who_change_the_settings_at_once_the_slower_one_is_told_who_was_faster() {
    let mut staff = Staff::with(0);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let first = staff.account.settings_changed(|it| it.wait_days = 3);
    let second = staff.account.settings_changed(|it| it.gate_users = 7);
    staff.act(&other, &first).unwrap();
    match staff.act(&full, &second) {
        Err(error @ Error::Conflict(_)) => {
            assert_eq!(error.exit_code(), 4);
            assert!(
                matches!(&error, Error::Conflict(Reason::SettingsChangedBy(name)) if name == "Fia"),
                "{error:?}"
            );
        }
        other => panic!("{other:?}"),
    }
    let again = staff.account.settings_changed(|it| it.gate_users = 7);
    staff.act(&full, &again).unwrap();
    match staff.account.load(&Query::Settings) {
        Answer::Settings(settings) => {
            assert_eq!((settings.wait_days, settings.gate_users), (3, 7));
        }
        other => panic!("{other:?}"),
    }
}

/// Mail of a kind: to whom, and what it says.
fn mail_of(staff: &mut Staff, kind: MailKind) -> Vec<(String, String)> {
    let full = staff.full.clone();
    let mails = staff.outbox(&full).into_iter();
    let mails = mails.filter(|mail| mail.kind == kind);
    mails.map(|mail| (mail.to, mail.body)).collect()
}

#[test]
fn a_deletion_on_an_unverified_identity_is_done_by_a_full_admin_with_a_reason_only() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let name = staff.profile(learner).unwrap().employee.first_name;
    let request = staff.request(learner, RequestKind::Delete);
    let asked = staff.act(&help, &do_it(request));
    assert_is!(asked, Err(Error::Refused(Reason::IdentityFirst)));
    let done = staff.act(&full, &do_it(request));
    assert_is!(done, Err(Error::Refused(Reason::IdentityReason)));
    let op = |unverified: &str| {
        Op::Request(RequestOp::Do {
            request,
            phrase: None,
            unverified: Some(unverified.to_owned()),
        })
    };
    let empty = staff.act(&full, &op(" "));
    assert_is!(empty, Err(Error::Refused(Reason::IdentityReason)));
    staff
        .act(&full, &op(&format!("The court orders it for {name}")))
        .unwrap();
    let (filter, page) = (LogFilter::default(), Page::first(100));
    let log = match staff.ask(&full, &Query::Log { filter, page }).unwrap() {
        Answer::Log(window) => window.rows,
        other => panic!("{other:?}"),
    };
    let entry = log.iter().find(|entry| entry.act == "request_unverified");
    assert_eq!(
        entry.unwrap().detail.encoded(),
        "reason=The court orders it for …"
    );
}

#[test]
fn an_identity_is_verified_while_the_request_waits_and_the_approval_rests_on_it() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let request = staff.request(learner, RequestKind::Revoke);
    staff.act(&help, &do_it(request)).unwrap();
    let before = staff.show(request);
    assert!(!before.row.identity_verified);
    staff.act(&full, &verify(request)).unwrap();
    let now = staff.show(request);
    assert_eq!(now.row.state, RequestState::WaitingForApproval);
    assert!(now.row.identity_verified);
    let outdated = staff.act(&full, &approve(&before));
    assert_is!(outdated, Err(Error::Conflict(Reason::ApprovalOutdated)));
    staff.act(&full, &approve(&now)).unwrap();
    assert_eq!(staff.show(request).row.state, RequestState::Done);
}

#[test]
fn whoever_could_approve_is_reminded_once_on_the_last_day() {
    let (mut staff, learner) = Staff::and_learner(50);
    let help = staff.help.clone();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let told = |staff: &mut Staff| {
        staff.account.service.step().unwrap();
        mail_of(staff, MailKind::RequestApproval)
    };
    staff.account.clock.pass(48 * HOUR - 1);
    assert_eq!(told(&mut staff).len(), 1, "more than a day is left");
    staff.account.clock.pass(1);
    let reminded = told(&mut staff);
    assert_eq!(reminded.len(), 2);
    let all: Vec<&str> = reminded.iter().map(|(_, body)| body.as_str()).collect();
    assert!(
        all.iter().any(|body| body.contains("(1 day left)")),
        "{all:?}"
    );
    staff.account.clock.pass(HOUR);
    assert_eq!(told(&mut staff).len(), 2, "once");
    // Nobody is told at once that it is over and that it can still be given.
    staff.account.clock.pass(24 * HOUR);
    assert_eq!(told(&mut staff).len(), 2);
    assert_eq!(staff.show(request).row.state, RequestState::InReview);
}

#[test]
fn whoever_could_approve_is_told_and_can_return_it_with_a_question() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (help, sub, full) = (staff.help.clone(), staff.sub.clone(), staff.full.clone());
    let name = staff.profile(learner).unwrap().employee.full_name();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let told = mail_of(&mut staff, MailKind::RequestApproval);
    assert_eq!(
        told.len(),
        1,
        "of the full admins one has an address: {told:?}"
    );
    assert!(told[0].1.contains("(3 days left)"), "{}", told[0].1);
    assert!(!told[0].1.contains(&name), "{}", told[0].1);
    let home = |staff: &mut Staff, who| match staff.ask(who, &Query::Home).unwrap() {
        Answer::Home(home) => (home.awaiting_requests, home.approval_ends),
        other => panic!("{other:?}"),
    };
    let ends = Some(Timestamp(NOON + 72 * HOUR));
    assert_eq!(home(&mut staff, &full), (1, ends));
    assert_eq!(home(&mut staff, &help), (0, None));
    let op = |question: &str| {
        Op::Request(RequestOp::Return {
            request,
            question: question.to_owned(),
        })
    };
    let refused = staff.act(&sub, &op("Which account?"));
    assert_is!(refused, Err(Error::NotAllowed(Reason::NeedsRole(_))));
    let empty = staff.act(&full, &op("  "));
    assert_is!(empty, Err(Error::Refused(Reason::TextMissing)));
    staff.act(&full, &op("Which account?")).unwrap();
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::InReview);
    assert_eq!(shown.setback.unwrap().kind, SetbackKind::Returned);
    let asked = shown.entries.last().unwrap();
    assert_eq!(asked.kind, EntryKind::Question);
    assert_eq!(asked.text.as_deref(), Some("Which account?"));
    assert_eq!(home(&mut staff, &full), (0, None));
    // It is asked for once more when the question is answered, and waits as if for the first time.
    let unanswered = staff.act(&help, &do_it(request));
    assert_is!(unanswered, Err(Error::Refused(Reason::QuestionOpen)));
    let text = "The one at the plant".to_owned();
    let note = Op::Request(RequestOp::Note { request, text });
    staff.act(&help, &note).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    assert_eq!(staff.show(request).setback, None);
}

#[test]
fn what_cannot_be_carried_out_is_said_when_it_is_recorded_and_nothing_is_promised() {
    let mut staff = Staff::with(50);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let unconnected = UserFilter {
        connected: Some(false),
        license: Some(LicenseStatus::None),
        ..UserFilter::default()
    };
    let learner = staff.learners(unconnected)[0];
    let users = vec![learner];
    let reason = "Lawsuit".to_owned();
    staff
        .act(&full, &Op::People(PeopleOp::PlaceHold { users, reason }))
        .unwrap();
    for (kind, hindrance) in [
        (RequestKind::Disconnect, Hindrance::NotConnected),
        (RequestKind::Revoke, Hindrance::NotLicensed),
        (RequestKind::Delete, Hindrance::OnHold),
    ] {
        let plan = staff
            .account
            .reader
            .plan(&help, &new_request(learner, kind))
            .unwrap();
        assert_eq!(plan.warnings, [Warning::CannotBeDone(hindrance)]);
        let request = staff.request(learner, kind);
        let refused = staff.account.reader.plan(&full, &do_it(request));
        match refused {
            Err(Error::Refused(reason)) => assert_eq!(reason, hindrance.reason()),
            other => panic!("{other:?}"),
        }
    }
    let mails = mail_of(&mut staff, MailKind::RequestReceived);
    assert_eq!(mails.len(), 3);
    for (_, body) in mails {
        assert!(!body.contains("at the latest"), "{body}");
        assert!(!body.contains("hold"), "{body}");
    }
}

#[test]
fn learner_and_type_are_corrected_before_anything_is_done_and_the_wrong_learner_hears_nothing() {
    let mut staff = Staff::with(50);
    let closed = MailRoad::Closed("closed for this test".to_owned());
    staff.account.service.set_mail_road(&closed);
    let learners = staff.connected();
    let (wrong, right) = (learners[0], learners[1]);
    let (help, full) = (staff.help.clone(), staff.full.clone());
    let request = staff.request(wrong, RequestKind::Disconnect);
    staff.act(&help, &verify(request)).unwrap();
    let kind = RequestKind::Delete;
    let op = |staff: &mut Staff, user| {
        let row = staff.show(request).row;
        Op::Request(RequestOp::Correct(Correction {
            request,
            seen: (row.user, row.kind),
            user,
            kind,
        }))
    };
    let first = op(&mut staff, right);
    staff.act(&help, &first).unwrap();
    let shown = staff.show(request);
    assert_eq!((shown.row.user, shown.row.kind), (Some(right), kind));
    assert!(!shown.row.identity_verified, "it was that of another");
    assert!(shown.row.due_at > Timestamp(NOON + 14 * DAY));
    let repeated = op(&mut staff, right);
    let again = staff.act(&help, &repeated);
    assert_is!(again, Err(Error::Refused(Reason::NothingToCorrect)));
    let address = |staff: &mut Staff, user| {
        let employee = staff.profile(user).unwrap().employee;
        employee.email.unwrap().to_string()
    };
    let to_right = address(&mut staff, right);
    let mails = mail_of(&mut staff, MailKind::RequestReceived);
    let to: Vec<_> = mails.into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, std::slice::from_ref(&to_right));
    // Waiting for approval it can still be corrected, and is asked for anew.
    staff.act(&help, &verify(request)).unwrap();
    staff.act(&help, &do_it(request)).unwrap();
    let back = op(&mut staff, wrong);
    staff.act(&help, &back).unwrap();
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::InReview);
    assert_eq!(shown.setback.unwrap().kind, SetbackKind::Corrected);
    // Recorded by mistake, it is closed without a word to anybody.
    let cancel = Op::Request(RequestOp::Cancel {
        request,
        reason: "By mistake".to_owned(),
        mail: false,
    });
    staff.act(&help, &cancel).unwrap();
    let left: Vec<_> = staff.outbox(&full).iter().map(|mail| mail.kind).collect();
    assert_eq!(left, [MailKind::RequestApproval]);
}

#[test]
fn a_request_waits_with_its_batch_for_the_second_admin_and_says_why_it_came_back() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let second = staff.account.settings_changed(|it| {
        it.second_admin = true;
        it.wait_days = 2;
    });
    staff.act(&full, &second).unwrap();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&full, &verify(request)).unwrap();
    let begin = |staff: &mut Staff| match staff.act(&full, &do_it(request)).unwrap().receipt {
        Receipt::RequestAwaitsSecond(_, batch) => batch,
        other => panic!("{other:?}"),
    };
    let batch = begin(&mut staff);
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::WaitingForApproval);
    assert_eq!(shown.batch_state, Some(BatchState::AwaitingApproval));
    let late = staff.act(&other, &approve(&shown));
    assert_is!(late, Err(Error::Refused(Reason::BatchAwaitsApproval(_))));
    staff
        .act(&other, &Op::Batch(BatchOp::Withdraw(batch)))
        .unwrap();
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::InReview);
    let setback = shown.setback.unwrap();
    assert_eq!(setback.kind, SetbackKind::BatchWithdrawn);
    assert_eq!(setback.batch, Some(batch));
    let batch = begin(&mut staff);
    let plan_sha256 = staff.account.batch(batch).plan_sha256;
    let approve = Op::Batch(BatchOp::Approve { batch, plan_sha256 });
    staff.act(&other, &approve).unwrap();
    let shown = staff.show(request);
    assert_eq!(shown.row.state, RequestState::Scheduled);
    assert_eq!(shown.setback, None);
}

fn idle_seats(staff: &mut Staff, days: u32) -> IdleSeats {
    let page = Page::first(100);
    let who = staff.full.clone();
    match staff.ask(&who, &Query::IdleSeats { days, page }).unwrap() {
        Answer::IdleSeats(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn idle_seats_come_back_and_whoever_has_a_reason_keeps_theirs() {
    let mut staff = Staff::with(40);
    staff.account.clock.pass(200 * 86_400);
    let before = idle_seats(&mut staff, 90);
    assert!(before.figures.learners() > 10, "{:?}", before.figures);
    assert!(before.figures.never_came > 0);
    let learners: Vec<UserId> = before.window.rows.iter().map(|row| row.user).collect();
    let since: Vec<_> = before
        .window
        .rows
        .iter()
        .map(|row| row.idle.since)
        .collect();
    assert!(since.is_sorted());
    let (sued, asks, lately) = (learners[0], learners[1], learners[2]);
    let full = staff.full.clone();
    let hold = PeopleOp::PlaceHold {
        users: vec![sued],
        reason: "Lawsuit".to_owned(),
    };
    staff.act(&full, &Op::People(hold)).unwrap();
    let request = staff.request(asks, RequestKind::Delete);
    let now = NOON + 200 * 86_400;
    let sql = format!("UPDATE users SET last_active = {now} WHERE id = {lately}");
    staff.account.alter(&sql);
    // Whoever was shown as idle and is active meanwhile keeps the license all the same.
    let op = Op::People(PeopleOp::ReclaimSeats {
        users: learners.clone(),
        days: 90,
    });
    let plan = staff.account.reader.plan(&full, &op).unwrap();
    let refused: Vec<_> = plan.refused.iter().map(|(_, why)| why.clone()).collect();
    let kept = [Reason::OnHold, Reason::HasRequest(request), Reason::NotIdle];
    assert_eq!(refused, kept);
    let reached = learners.len() as u64 - 3;
    assert_eq!(plan.reaches, reached);
    assert!(plan.seats >= reached);
    assert_eq!(plan.letters.len(), 1);
    let seats = |staff: &mut Staff| match staff.ask(&full, &Query::Home).unwrap() {
        Answer::Home(home) => home.seats.invited + home.seats.activated,
        other => panic!("{other:?}"),
    };
    let taken = seats(&mut staff);
    let outcome = staff.act(&full, &op).unwrap();
    let receipt = Receipt::SeatsReclaimed {
        count: reached,
        seats: plan.seats,
        refused: 3,
    };
    assert_eq!(outcome.receipt, receipt);
    assert_eq!(seats(&mut staff), taken - plan.seats);
    let told = staff.outbox(&full);
    let told = told
        .iter()
        .filter(|mail| mail.kind.code() == "license_revoked");
    assert!(told.count() > 0);
    let after = idle_seats(&mut staff, 90);
    let left: Vec<UserId> = after.window.rows.iter().map(|row| row.user).collect();
    assert!(left.contains(&sued) && left.contains(&asks), "{left:?}");
    let why: Vec<_> = after
        .window
        .rows
        .iter()
        .map(|row| row.keeps.clone())
        .collect();
    assert!(why.iter().all(Option::is_some), "{why:?}");
    let again = staff.act(&full, &op);
    assert_is!(again, Err(Error::Refused(_)));
}

#[test]
fn a_list_of_idle_seats_is_that_of_now() {
    let mut staff = Staff::with(40);
    let found = idle_seats(&mut staff, 90).figures;
    assert_eq!(idle_seats(&mut staff, 3_650).figures.learners(), 0);
    staff.account.clock.pass(200 * 86_400);
    let later = idle_seats(&mut staff, 90);
    assert!(later.figures.learners() > found.learners());
    let full = staff.full.clone();
    let op = Op::People(PeopleOp::ReclaimSeats {
        users: vec![later.window.rows[0].user],
        days: 90,
    });
    staff.act(&full, &op).unwrap();
    let after = idle_seats(&mut staff, 90).figures;
    assert_eq!(after.learners(), later.figures.learners() - 1);
    let ids = staff.ask(&full, &Query::IdleIds(90)).unwrap();
    assert_is!(ids, Answer::IdleIds(ids) if ids.len() as u64 == after.learners());
}
