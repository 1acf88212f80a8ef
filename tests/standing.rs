//! Every state of a batch, whatever has happened to those who confirmed or approved it and to the process that ran it:
//! it says where it stands, it can be ended, and nothing turns in a circle.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use std::sync::Barrier;

use offboard::domain::batch::{Batch, BatchState, ReviewWarning, RowOutcome, Standing};
use offboard::domain::id::{BatchId, OperatorId};
use offboard::domain::identifier::{EmailAddress, Fit};
use offboard::domain::op::{
    AccountOp, BatchOp, ImportOp, NewOperator, Op, OperatorOp, PeopleOp, Secret,
};
use offboard::domain::operator::{OnePerson, Role, Session};
use offboard::domain::plan::{Receipt, Warning};
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::reason::Reason;
use offboard::domain::request::{RequestKind, RequestState};
use offboard::domain::time::Clock;
use offboard::error::Error;
use support::staff::{PASSPHRASE, Staff, approve, do_it, verify};

/// A third full admin, who can end what the two others have begun.
fn third_admin(staff: &mut Staff, email: Option<&str>) -> Session {
    let full = staff.full.clone();
    let new = NewOperator {
        name: "Tara".to_owned(),
        email: email.map(|email| EmailAddress::parse(email).unwrap()),
        role: Role::FullAdmin,
        passphrase: Some(Secret(PASSPHRASE.to_owned())),
    };
    staff
        .act(&full, &Op::Operator(OperatorOp::Add(Box::new(new))))
        .unwrap();
    let secret = Secret(PASSPHRASE.to_owned());
    staff.account.reader.sign_in("Tara", &secret).unwrap()
}

/// A batch of some learners that Fia confirmed.
fn confirmed(staff: &mut Staff, learners: usize, wait_days: u8) -> BatchId {
    let who = staff.full_too.clone();
    confirmed_by(staff, &who, (learners, wait_days))
}

fn confirmed_by(staff: &mut Staff, who: &Session, (learners, wait_days): (usize, u8)) -> BatchId {
    let mut users = staff.learners(offboard::domain::user::UserFilter::default());
    users.truncate(learners);
    let source = ReviewSource::Users(users);
    let reader = &mut staff.account.reader;
    let review = reader.review(who, &source, &mut |_| true).unwrap();
    let op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days,
        phrase: review.gate.phrase(),
        again: true,
    });
    match staff.act(who, &op).unwrap().receipt {
        Receipt::BatchConfirmed(batch) => batch,
        other => panic!("{other:?}"),
    }
}

fn with_second_admin(staff: &mut Staff) {
    let full = staff.full.clone();
    let op = staff.account.settings_changed(|it| it.second_admin = true);
    staff.act(&full, &op).unwrap();
}

fn approved(staff: &mut Staff, who: &Session, batch: BatchId) {
    let plan_sha256 = staff.account.batch(batch).plan_sha256;
    let op = Op::Batch(BatchOp::Approve { batch, plan_sha256 });
    staff.act(who, &op).unwrap();
}

fn disable(staff: &mut Staff, operator: OperatorId) {
    let full = staff.full.clone();
    let op = Op::Operator(OperatorOp::Disable(operator));
    staff.act(&full, &op).unwrap();
}

#[test]
fn a_batch_whose_confirmer_left_pauses_and_another_full_admin_answers_for_it() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let batch = confirmed(&mut staff, 3, 2);
    disable(&mut staff, fia.operator);
    staff.account.clock.pass(2 * 86_400);
    staff.account.settle();
    let paused = staff.account.batch(batch);
    assert_eq!((paused.state, paused.processed), (BatchState::Paused, 0));
    let now = staff.account.clock.now();
    assert_eq!(paused.standing(now), Standing::ConfirmerLeft);
    let mail = staff.outbox(&full).remove(0);
    assert!(mail.body.contains("Fia, who answered"), "{}", mail.body);
    let receipt = staff
        .act(&full, &Op::Batch(BatchOp::Resume(batch)))
        .unwrap()
        .receipt;
    assert_eq!(receipt, Receipt::BatchTakenOver(batch));
    staff.account.settle();
    let done = staff.account.batch(batch);
    assert_eq!(done.state, BatchState::Completed);
    assert_eq!(done.operator, full.operator);
    assert_eq!(done.operator_name, "Fia");
    assert_eq!(done.taken_over_by.as_deref(), Some("Dewi Lestari"));
}

#[test]
fn a_paused_batch_of_which_nothing_has_begun_can_be_withdrawn() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let batch = confirmed(&mut staff, 3, 2);
    disable(&mut staff, fia.operator);
    staff.account.clock.pass(2 * 86_400);
    staff.account.settle();
    staff
        .act(&full, &Op::Batch(BatchOp::Withdraw(batch)))
        .unwrap();
    let over = staff.account.batch(batch);
    assert_eq!(over.state, BatchState::Withdrawn);
    assert_eq!(over.counts.of(RowOutcome::Withdrawn), 3);
}

#[test]
fn whoever_is_disabled_while_their_batch_runs_deletes_nobody_from_the_next_chunk_on() {
    let mut staff = Staff::with(1_500);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let batch = confirmed(&mut staff, 1_400, 0);
    while staff.account.batch(batch).processed == 0 {
        staff.account.service.step().unwrap();
    }
    let before = staff.account.batch(batch).processed;
    disable(&mut staff, fia.operator);
    staff.account.settle();
    let paused = staff.account.batch(batch);
    assert_eq!(paused.state, BatchState::Paused);
    assert_eq!(paused.processed, before);
    let begun = staff.act(&full, &Op::Batch(BatchOp::Withdraw(batch)));
    assert_is!(begun, Err(Error::Conflict(Reason::BatchIs(_))));
    staff
        .act(&full, &Op::Batch(BatchOp::Cancel(batch)))
        .unwrap();
    staff.account.settle();
    let over = staff.account.batch(batch);
    assert_eq!(over.state, BatchState::Cancelled);
    assert_eq!(over.counts.of(RowOutcome::Deleted), before);
}

#[test]
fn a_batch_whose_lock_file_is_removed_while_it_runs_is_run_by_one_process_and_deletes_nobody_twice()
{
    let mut staff = Staff::with(1_500);
    let batch = confirmed(&mut staff, 1_400, 0);
    while staff.account.batch(batch).processed == 0 {
        staff.account.service.step().unwrap();
    }
    let folder = staff.account.database.parent().unwrap();
    let lock = folder.join("offboard.db.batch-lock");
    std::fs::remove_file(&lock).unwrap();
    // Whoever comes now makes another file and has the lock: the first one gives way at its next chunk.
    let other = support::surroundings(&staff.account.clock);
    let mut other = offboard::service::Service::open(&staff.account.database, other).unwrap();
    let before = staff.account.batch(batch).processed;
    other.step().unwrap();
    let taken = staff.account.batch(batch).processed;
    assert!(taken > before, "{taken}");
    staff.account.service.step().unwrap();
    assert_eq!(staff.account.batch(batch).processed, taken);
    while other.step().unwrap().more {}
    staff.account.settle();
    let done = staff.account.batch(batch);
    assert_eq!(done.state, BatchState::Completed);
    assert_eq!(done.counts.of(RowOutcome::Deleted), 1_400);
    assert_eq!(staff.account.users(), 100);
    assert!(lock.exists());
    staff.account.checked();
}

#[test]
fn whoever_approved_a_batch_does_not_carry_it_out_alone_after_its_confirmer_left() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let third = third_admin(&mut staff, None);
    with_second_admin(&mut staff);
    let batch = confirmed(&mut staff, 3, 2);
    approved(&mut staff, &full, batch);
    disable(&mut staff, fia.operator);
    staff.account.clock.pass(2 * 86_400);
    staff.account.settle();
    assert_eq!(staff.account.batch(batch).state, BatchState::Paused);
    let receipt = staff
        .act(&full, &Op::Batch(BatchOp::Resume(batch)))
        .unwrap()
        .receipt;
    assert_eq!(receipt, Receipt::BatchAsksAgain(batch));
    staff.account.settle();
    let asks = staff.account.batch(batch);
    assert_eq!(asks.state, BatchState::AwaitingApproval);
    let plan_sha256 = asks.plan_sha256;
    let op = Op::Batch(BatchOp::Approve { batch, plan_sha256 });
    let own = staff.act(&full, &op);
    assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
    staff.act(&third, &op).unwrap();
    staff.account.settle();
    assert_eq!(staff.account.batch(batch).state, BatchState::Completed);
}

#[test]
fn two_operators_with_one_address_are_one_person_to_an_approval() {
    let mut staff = Staff::with(30);
    let full = staff.full.clone();
    let twin = third_admin(&mut staff, Some("DEWI@admin.example"));
    with_second_admin(&mut staff);
    let learner = staff.connected()[0];
    let source = ReviewSource::Users(vec![learner]);
    let reader = &mut staff.account.reader;
    let review = reader.review(&full, &source, &mut |_| true).unwrap();
    let op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days: 0,
        phrase: review.gate.phrase(),
        again: true,
    });
    let Receipt::BatchConfirmed(batch) = staff.act(&full, &op).unwrap().receipt else {
        panic!("no batch");
    };
    let seen = |staff: &mut Staff, who: &Session| match staff.ask(who, &Query::Batch(batch)) {
        Ok(Answer::Batch(Some(batch))) => *batch,
        other => panic!("{other:?}"),
    };
    let as_twin = seen(&mut staff, &twin);
    assert_eq!(as_twin.seen.own, Some(OnePerson::Same));
    let fia = staff.full_too.clone();
    assert_eq!(seen(&mut staff, &fia).seen.own, None);
    let plan_sha256 = as_twin.plan_sha256;
    let op = Op::Batch(BatchOp::Approve { batch, plan_sha256 });
    let own = staff.act(&twin, &op);
    assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
    staff.act(&fia, &op).unwrap();
}

#[test]
fn a_request_is_not_approved_by_another_name_of_whoever_asked() {
    let mut staff = Staff::with(30);
    let full = staff.full.clone();
    let sub = NewOperator {
        name: "Sue".to_owned(),
        email: Some(EmailAddress::parse("sue@admin.example").unwrap()),
        role: Role::SubAdmin,
        passphrase: Some(Secret(PASSPHRASE.to_owned())),
    };
    staff
        .act(&full, &Op::Operator(OperatorOp::Add(Box::new(sub))))
        .unwrap();
    let secret = Secret(PASSPHRASE.to_owned());
    let sue = staff.account.reader.sign_in("Sue", &secret).unwrap();
    let twin = third_admin(&mut staff, Some("sue@admin.example"));
    let learner = staff.connected()[0];
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&sue, &verify(request)).unwrap();
    staff.act(&sue, &do_it(request)).unwrap();
    let asked = staff.show(request);
    assert_eq!(asked.row.state, RequestState::WaitingForApproval);
    let own = staff.act(&twin, &approve(&asked));
    assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
    staff.act(&full, &approve(&asked)).unwrap();
}

#[test]
fn of_many_wrong_passphrases_at_once_only_five_are_tried() {
    let staff = Staff::with(0);
    let tries = 16;
    let barrier = Barrier::new(tries);
    let answers: Vec<Error> = std::thread::scope(|scope| {
        let tries = (0..tries).map(|number| {
            let mut reader = staff.account.reader.another().unwrap();
            let barrier = &barrier;
            scope.spawn(move || {
                let wrong = Secret(format!("guess {number}"));
                barrier.wait();
                reader.sign_in("Sam", &wrong).unwrap_err()
            })
        });
        let tries: Vec<_> = tries.collect();
        tries.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let failed = |error: &&Error| matches!(error, Error::NotAllowed(Reason::SignInFailed));
    let locked = |error: &&Error| matches!(error, Error::NotAllowed(Reason::Locked(1..=30)));
    assert_eq!(answers.iter().filter(failed).count(), 5, "{answers:?}");
    assert_eq!(
        answers.iter().filter(locked).count(),
        tries - 5,
        "{answers:?}"
    );
}

#[test]
fn a_clock_that_was_ahead_for_a_moment_puts_nothing_off() {
    let years = 9 * 365 * 86_400;
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    with_second_admin(&mut staff);
    staff.account.clock.pass(years);
    let learner = staff.connected()[0];
    let request = staff.request(learner, RequestKind::Disconnect);
    let batch = confirmed(&mut staff, 1, 2);
    let wrong = Secret("wrong".to_owned());
    for _ in 0..5 {
        staff.account.reader.sign_in("Sam", &wrong).unwrap_err();
    }
    staff.account.clock.pass(-years);
    staff.account.settle();
    let now = staff.account.clock.now();
    let waiting = staff.outbox(&full);
    let waiting = waiting.iter().filter(|mail| mail.sent_at.is_none());
    assert_eq!(waiting.count(), 0);
    assert_eq!(staff.show(request).row.due_at, now.plus_days(14));
    let asks = staff.account.batch(batch);
    assert_eq!(asks.due_at, now.plus_days(2));
    assert_eq!(asks.approval_ends(), now.plus_days(3));
    let right = Secret(PASSPHRASE.to_owned());
    let locked = staff.account.reader.sign_in("Sam", &right);
    assert_is!(locked, Err(Error::NotAllowed(Reason::Locked(30))));
    staff.account.clock.pass(30);
    staff.account.reader.sign_in("Sam", &right).unwrap();
    approved(&mut staff, &full, batch);
    assert_eq!(fia.operator, staff.account.batch(batch).operator);
    staff.account.clock.pass(2 * 86_400);
    staff.account.settle();
    assert_eq!(staff.account.batch(batch).state, BatchState::Completed);
}

/// Moments that a clock which was eight years ahead has set, and the most that each can be ahead of the true one.
const WRONG_BY_YEARS: [(&str, &str, i64); 14] = [
    ("operators", "failures = 5, locked_until", 30),
    (
        "outbox",
        "state = 'queued', attempts = 1, not_before",
        21_600,
    ),
    ("outbox", "state = 'queued', sending_until", 300),
    ("batches", "approval_from", 0),
    ("batches", "confirmed_at = {before}, due_at", 2 * 86_400),
    (
        "requests",
        "state = 'waiting_for_approval', approval_expires",
        72 * 3_600,
    ),
    ("requests", "due_at", 14 * 86_400),
    ("requests", "opened_at", 0),
    ("requests", "waiting_since", 0),
    ("handovers", "prepared_at", 0),
    ("handovers", "handed_at", 0),
    ("provider_changes", "since", 0),
    ("evidence", "taken_at", 0),
    ("evidence", "received_at", 0),
];

#[test]
fn no_moment_of_a_database_whose_clock_was_wrong_by_eight_years_is_waited_for() {
    for (table, column, longest) in WRONG_BY_YEARS {
        let mut staff = Staff::with(30);
        with_second_admin(&mut staff);
        let learner = staff.connected()[0];
        staff.request(learner, RequestKind::Disconnect);
        confirmed(&mut staff, 1, 2);
        let now = staff.account.clock.now();
        let ahead = now.plus_days(8 * 365);
        let column = column.replace("{before}", &ahead.plus_days(-2).0.to_string());
        staff.account.alter(&format!(
            "INSERT INTO handovers (kind, road, part, parts, prepared_at, operator_id) VALUES ('disconnect', 'scim', 1, 1, 1, 1);
             INSERT INTO provider_changes (handover_id, user_id, kind, state, since) VALUES (1, 30, 'delete', 'handed_over', 1);
             INSERT INTO evidence (kind, taken_at, received_at, source, sha256, operator_id)
                 VALUES ('roster', 1, 1, 'r.csv', '{}', 1);
             UPDATE {table} SET {column} = {};",
            "0".repeat(64),
            ahead.0,
        ));
        let column = column.rsplit(' ').next().unwrap();
        let mut account = staff.account.reopen();
        account.service.step().unwrap();
        let connection = rusqlite::Connection::open(&account.database).unwrap();
        let latest: i64 = connection
            .query_row(&format!("SELECT max({column}) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(latest, now.0 + longest, "{table}.{column}");
    }
}

#[test]
fn a_batch_that_nobody_runs_says_so() {
    let mut staff = Staff::with(1_500);
    let now = staff.account.clock.now();
    let scheduled = confirmed(&mut staff, 1, 2);
    assert_eq!(
        staff.account.batch(scheduled).standing(now),
        Standing::Is(BatchState::Scheduled)
    );
    let due = now.plus_days(2);
    let stands = |staff: &mut Staff, batch| staff.account.batch(batch).standing(due);
    assert_eq!(stands(&mut staff, scheduled), Standing::DueUnattended);
    let batch = confirmed(&mut staff, 1_200, 0);
    assert_eq!(stands(&mut staff, batch), Standing::DueUnattended);
    while staff.account.batch(batch).processed == 0 {
        staff.account.service.step().unwrap();
    }
    assert_eq!(stands(&mut staff, batch), Standing::Interrupted);
    staff.account.service.attend().unwrap();
    let processing = Standing::Is(BatchState::Processing);
    assert_eq!(stands(&mut staff, batch), processing);
    staff.account = staff.account.reopen();
    assert_eq!(stands(&mut staff, batch), Standing::Interrupted);
    while staff.account.batch(batch).state == BatchState::Processing {
        staff.account.service.step().unwrap();
    }
    assert_eq!(stands(&mut staff, batch), Standing::UnpurgedUnattended);
    staff.account.settle();
    assert_is!(stands(&mut staff, batch), Standing::Is(_));
}

/// What befalls a batch that is under way.
#[derive(Debug, Clone, Copy)]
enum Blow {
    ProcessKilled,
    UploadGone,
    ApproverGone,
    ConfirmerDisabled,
}

/// Brings a batch that both full admins are behind to a state; a third one will have to end it.
fn brought_to(staff: &mut Staff, state: BatchState) -> BatchId {
    with_second_admin(staff);
    let full = staff.full.clone();
    let wait = u8::from(state == BatchState::Scheduled) * 2;
    let batch = confirmed(staff, 600, wait);
    if state == BatchState::AwaitingApproval {
        return batch;
    }
    approved(staff, &full, batch);
    match state {
        BatchState::Scheduled => {}
        BatchState::Processing => {
            staff.account.service.step().unwrap();
            staff.account.service.step().unwrap();
        }
        BatchState::Paused => {
            staff.account.service.step().unwrap();
            staff.account.service.step().unwrap();
            disable(staff, staff.full_too.operator);
            while staff.account.service.step().unwrap().more {}
        }
        BatchState::Erasing => {
            while staff.account.batch(batch).state != BatchState::Erasing {
                staff.account.service.step().unwrap();
            }
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(staff.account.batch(batch).state, state);
    batch
}

fn struck(mut staff: Staff, blow: Blow, batch: BatchId) -> Staff {
    match blow {
        Blow::ProcessKilled => staff.account = staff.account.reopen(),
        Blow::UploadGone => {
            let name = format!("offboard.db.uploads/batch-{batch}.csv");
            let folder = staff.account.database.parent().unwrap();
            std::fs::remove_file(folder.join(name)).unwrap();
        }
        Blow::ApproverGone => {
            let (sol, full) = (staff.full_too.clone(), staff.full.operator);
            // Whoever was disabled already cannot disable anybody.
            let third = third_of(&mut staff);
            let _ = staff.act(&sol, &Op::Operator(OperatorOp::Disable(full)));
            let _ = staff.act(&third, &Op::Operator(OperatorOp::Disable(full)));
        }
        Blow::ConfirmerDisabled => {
            let third = third_of(&mut staff);
            let _ = staff.act(
                &third,
                &Op::Operator(OperatorOp::Disable(staff.full_too.operator)),
            );
        }
    }
    staff
}

fn third_of(staff: &mut Staff) -> Session {
    let secret = Secret(PASSPHRASE.to_owned());
    staff.account.reader.sign_in("Tara", &secret).unwrap()
}

/// Lets the background work until nothing is left to do; a batch that pauses or asks again is left to a person.
fn work(staff: &mut Staff) {
    for _ in 0..1_000 {
        if !staff.account.service.step().unwrap().more {
            return;
        }
    }
    panic!("it turns in a circle");
}

fn seen_by(staff: &mut Staff, who: &Session, batch: BatchId) -> Batch {
    match staff.ask(who, &Query::Batch(batch)).unwrap() {
        Answer::Batch(Some(batch)) => *batch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_state_can_be_ended_whatever_has_happened_to_a_batch() {
    let states = [
        BatchState::AwaitingApproval,
        BatchState::Scheduled,
        BatchState::Processing,
        BatchState::Paused,
        BatchState::Erasing,
    ];
    let blows = [
        Blow::ProcessKilled,
        Blow::UploadGone,
        Blow::ApproverGone,
        Blow::ConfirmerDisabled,
    ];
    for state in states {
        for blow in blows {
            for stops in [true, false] {
                let mut staff = Staff::with(700);
                let third = third_admin(&mut staff, None);
                let users = staff.account.users();
                let batch = brought_to(&mut staff, state);
                let mut staff = struck(staff, blow, batch);
                let over = ended(&mut staff, &third, batch, stops);
                let told = format!("{state:?} {blow:?} {stops} {:?}", over.state);
                assert!(over.state.is_final(), "{told}");
                let deleted = over.counts.of(RowOutcome::Deleted);
                let left = staff.account.users();
                assert_eq!(users - left, deleted, "{told}");
                assert_eq!(over.counts.total(), over.tally.rows, "{told}");
            }
        }
    }
}

/// A third full admin ends a batch: by stopping it, or by letting it go on to its end.
fn ended(staff: &mut Staff, who: &Session, batch: BatchId, stops: bool) -> Batch {
    for _ in 0..4 {
        let seen = seen_by(staff, who, batch);
        if seen.state.is_final() {
            return seen;
        }
        if stops {
            let _ = staff.act(who, &Op::Batch(BatchOp::Withdraw(batch)));
            let _ = staff.act(who, &Op::Batch(BatchOp::Cancel(batch)));
        } else {
            let plan_sha256 = seen.plan_sha256;
            let _ = staff.act(who, &Op::Batch(BatchOp::Resume(batch)));
            let _ = staff.act(who, &Op::Batch(BatchOp::Approve { batch, plan_sha256 }));
            staff.account.clock.pass(2 * 86_400);
        }
        work(staff);
    }
    // Nobody is left who could approve it: it ends by itself.
    staff.account.clock.pass(3 * 86_400);
    work(staff);
    seen_by(staff, who, batch)
}

fn settings(staff: &mut Staff) -> offboard::domain::settings::Settings {
    match staff.account.load(&Query::Settings) {
        Answer::Settings(settings) => *settings,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_full_admin_alone_does_not_weaken_a_guard_while_a_second_one_is_asked_for() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let twin = third_admin(&mut staff, Some("dewi@admin.example"));
    with_second_admin(&mut staff);
    let weaker: [fn(&mut offboard::domain::settings::Settings); 4] = [
        |it| it.second_admin = false,
        |it| it.gate_users += 1,
        |it| it.gate_percent += 1,
        |it| (it.gate_users, it.colour) = (1_000, Default::default()),
    ];
    for change in weaker {
        let before = settings(&mut staff);
        let op = staff.account.settings_changed(change);
        let receipt = staff.act(&full, &op).unwrap().receipt;
        assert_eq!(receipt, Receipt::SettingsWait);
        assert_eq!(settings(&mut staff), before);
        let waiting = staff.ask(&fia, &Query::WaitingSettings);
        let Ok(Answer::WaitingSettings(Some(waiting))) = waiting else {
            panic!("{waiting:?}");
        };
        assert_eq!(waiting.asked_by_name, "Dewi Lestari");
        let Op::Account(AccountOp::ChangeSettings(seen)) = op else {
            panic!("no change");
        };
        let approve = Op::Account(AccountOp::ApproveSettings(seen.clone()));
        for own in [&full, &twin] {
            let own = staff.act(own, &approve);
            assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
        }
        let mut other = seen.clone();
        other.wanted.keep_upload_days += 1;
        let other = staff.act(&fia, &Op::Account(AccountOp::ApproveSettings(other)));
        assert_is!(other, Err(Error::Conflict(Reason::ApprovalOutdated)));
        staff.act(&fia, &approve).unwrap();
        assert_eq!(settings(&mut staff), seen.wanted);
        let again = staff.act(&fia, &approve);
        assert_is!(again, Err(Error::Refused(Reason::NoSettingsWait)));
        let back = staff.account.settings_changed(|it| {
            (it.second_admin, it.gate_users, it.gate_percent) = (true, 500, 20);
        });
        let receipt = staff.act(&full, &back).unwrap().receipt;
        assert_eq!(receipt, Receipt::SettingsSaved);
    }
}

#[test]
fn a_change_of_the_settings_that_nobody_approved_in_time_is_gone() {
    let mut staff = Staff::with(0);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    with_second_admin(&mut staff);
    let op = staff.account.settings_changed(|it| it.second_admin = false);
    staff.act(&full, &op).unwrap();
    let Op::Account(AccountOp::ChangeSettings(seen)) = op else {
        panic!("no change");
    };
    staff.account.clock.pass(72 * 3_600);
    let gone = staff.ask(&fia, &Query::WaitingSettings);
    assert_is!(gone, Ok(Answer::WaitingSettings(None)));
    let late = staff.act(&fia, &Op::Account(AccountOp::ApproveSettings(seen)));
    assert_is!(late, Err(Error::Conflict(Reason::ApprovalExpired)));
    assert!(settings(&mut staff).second_admin);
}

fn add_admin(staff: &mut Staff, by: &Session, name: &str) -> Session {
    let secret = Secret(PASSPHRASE.to_owned());
    let new = NewOperator {
        name: name.to_owned(),
        email: None,
        role: Role::FullAdmin,
        passphrase: Some(secret.clone()),
    };
    staff
        .act(by, &Op::Operator(OperatorOp::Add(Box::new(new))))
        .unwrap();
    staff.account.reader.sign_in(name, &secret).unwrap()
}

fn approve_batch(staff: &mut Staff, who: &Session, batch: BatchId) -> Result<(), Error> {
    let plan_sha256 = staff.account.batch(batch).plan_sha256;
    let op = Op::Batch(BatchOp::Approve { batch, plan_sha256 });
    staff.act(who, &op).map(drop)
}

#[test]
fn whoever_one_full_admin_alone_gives_access_cannot_approve_what_that_one_asks_for() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let (sam, gone) = (staff.sub.clone(), add_admin(&mut staff, &full, "Gone"));
    disable(&mut staff, gone.operator);
    with_second_admin(&mut staff);
    let batch = confirmed(&mut staff, 3, 2);
    // Added, promoted, enabled again, given a passphrase: each by who asks.
    let puppet = add_admin(&mut staff, &fia, "Puppet");
    let role = Role::FullAdmin;
    let operator = sam.operator;
    staff
        .act(
            &fia,
            &Op::Operator(OperatorOp::ChangeRole {
                operator,
                seen: Role::SubAdmin,
                role,
            }),
        )
        .unwrap();
    staff
        .act(&fia, &Op::Operator(OperatorOp::Enable(gone.operator)))
        .unwrap();
    let second = add_admin(&mut staff, &puppet, "Second");
    for alone in [&puppet, &sam, &gone, &second] {
        let said = approve_batch(&mut staff, alone, batch);
        assert_is!(said, Err(Error::NotAllowed(Reason::SharedAccess)));
    }
    let reset = Op::Operator(OperatorOp::ResetPassphrase {
        operator: full.operator,
        passphrase: Secret(PASSPHRASE.to_owned()),
    });
    let plan = staff.account.reader.plan(&fia, &reset).unwrap();
    let all = [
        Warning::GivesAccessAlone,
        Warning::EndsApprover,
        Warning::LastApprover,
    ];
    assert_eq!(plan.warnings, all);
    staff.act(&fia, &reset).unwrap();
    let said = approve_batch(&mut staff, &full, batch);
    assert_is!(said, Err(Error::NotAllowed(Reason::SharedAccess)));
    // Access from somebody else is another matter.
    let third = add_admin(&mut staff, &full, "Third");
    let said = approve_batch(&mut staff, &third, batch);
    assert_is!(said, Err(Error::NotAllowed(Reason::SharedAccess)));
    assert_eq!(
        staff.account.batch(batch).state,
        BatchState::AwaitingApproval
    );
}

#[test]
fn where_nobody_can_approve_it_is_said_before_it_is_so_and_wherever_it_waits() {
    let mut staff = Staff::with(30);
    // One asks, and only the other could approve.
    let (asking, other) = (staff.full.clone(), staff.full_too.clone());
    with_second_admin(&mut staff);
    let batch = confirmed_by(&mut staff, &asking, (3, 0));
    let stands = |staff: &mut Staff| {
        let now = staff.account.clock.now();
        staff.account.batch(batch).standing(now)
    };
    assert_eq!(
        stands(&mut staff),
        Standing::Is(BatchState::AwaitingApproval)
    );
    let disable = Op::Operator(OperatorOp::Disable(other.operator));
    let plan = staff.account.reader.plan(&asking, &disable).unwrap();
    assert_eq!(
        plan.warnings,
        [Warning::EndsApprover, Warning::LastApprover]
    );
    staff.act(&asking, &disable).unwrap();
    assert_eq!(stands(&mut staff), Standing::NobodyApproves);
    // A deletion that would wait says so before it is confirmed, and so does a change of the settings.
    let users = staff.learners(offboard::domain::user::UserFilter::default());
    let source = ReviewSource::Users(users[..1].to_vec());
    let reader = &mut staff.account.reader;
    let review = reader.review(&asking, &source, &mut |_| true).unwrap();
    assert!(review.warnings.contains(&ReviewWarning::NobodyApproves));
    let off = staff.account.settings_changed(|it| it.second_admin = false);
    let plan = staff.account.reader.plan(&asking, &off).unwrap();
    let waits = [Warning::WaitsForAnother, Warning::NobodyApproves];
    assert_eq!(plan.warnings, waits);
    // Whoever gets access from the one who asks is no help; after the days of grace the setting is free again.
    add_admin(&mut staff, &asking, "Puppet");
    assert_eq!(stands(&mut staff), Standing::NobodyApproves);
    staff.account.clock.pass(72 * 3_600);
    for second_admin in [false, true] {
        let op = staff
            .account
            .settings_changed(|it| it.second_admin = second_admin);
        let plan = staff.account.reader.plan(&asking, &op).unwrap();
        assert!(!plan.warnings.contains(&Warning::NoSecondAdmin));
        staff.act(&asking, &op).unwrap();
    }
    let reader = &mut staff.account.reader;
    let review = reader.review(&asking, &source, &mut |_| true).unwrap();
    assert!(!review.warnings.contains(&ReviewWarning::NobodyApproves));
}

#[test]
fn access_given_by_another_full_admin_approves() {
    let mut staff = Staff::with(30);
    let full = staff.full.clone();
    with_second_admin(&mut staff);
    let batch = confirmed(&mut staff, 3, 2);
    let third = add_admin(&mut staff, &full, "Third");
    approve_batch(&mut staff, &third, batch).unwrap();
    assert_eq!(staff.account.batch(batch).state, BatchState::Scheduled);
}

#[test]
fn nobody_who_takes_the_other_full_admin_away_is_the_only_one_at_once() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    with_second_admin(&mut staff);
    disable(&mut staff, fia.operator);
    let off = staff.account.settings_changed(|it| it.second_admin = false);
    let receipt = staff.act(&full, &off).unwrap().receipt;
    assert_eq!(receipt, Receipt::SettingsWait);
    let puppet = add_admin(&mut staff, &full, "Puppet");
    let Op::Account(AccountOp::ChangeSettings(seen)) = off.clone() else {
        panic!("no change");
    };
    let said = staff.act(&puppet, &Op::Account(AccountOp::ApproveSettings(seen)));
    assert_is!(said, Err(Error::NotAllowed(Reason::SharedAccess)));
    staff.account.clock.pass(72 * 3_600);
    let receipt = staff.act(&full, &off).unwrap().receipt;
    assert_eq!(receipt, Receipt::SettingsSaved);
}

#[test]
fn an_account_with_one_full_admin_gets_its_second_one() {
    let mut staff = Staff::with(30);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    disable(&mut staff, fia.operator);
    with_second_admin(&mut staff);
    let second = add_admin(&mut staff, &full, "Second");
    // Whoever is alone says openly that nobody else is asked, and then who the two are.
    for second_admin in [false, true] {
        let op = staff
            .account
            .settings_changed(|it| it.second_admin = second_admin);
        let receipt = staff.act(&full, &op).unwrap().receipt;
        assert_eq!(receipt, Receipt::SettingsSaved);
    }
    staff
        .act(&second, &Op::Operator(OperatorOp::Enable(fia.operator)))
        .unwrap();
    let batch = confirmed(&mut staff, 3, 2);
    let said = approve_batch(&mut staff, &second, batch);
    assert_is!(said, Err(Error::NotAllowed(Reason::SharedAccess)));
    approve_batch(&mut staff, &full, batch).unwrap();
}

/// An outsider whose address ends as that of somebody deleted does is nobody's residue: not where the field is looked at,
/// not in the bytes of the files, not in the history of what changed.
#[test]
fn an_outsider_whose_address_ends_like_a_deleted_one_is_left_alone() {
    let mut account = support::Account::seeded(0);
    let roster = |coach: &str| {
        format!(
            "primary_email_address,unique_user_id,attribute_coach,work_title\n\
             an@x.example,M1,,\nzoe@x.example,A1,{coach},reports to joan@x.example\n"
        )
    };
    for coach in ["jo-an@x.example", "joan@x.example and o'an@x.example"] {
        let path = account.file("roster.csv", roster(coach));
        let import = account.roster(&path);
        account
            .execute(&Op::Import(ImportOp::Users(import)))
            .unwrap();
    }
    let path = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\nan@x.example,\n",
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let done = account.batch(batch);
    assert!(done.found().unwrap().is_clean(), "{:?}", done.found());
    let Answer::Residue(leftovers) = account.load(&Query::Residue) else {
        panic!("no answer");
    };
    assert!(leftovers.fields.is_empty() && leftovers.places.is_empty());
    let zoe = match account.load(&Query::FindUser("A1".to_owned())) {
        Answer::FindUser(Fit::One(zoe)) => zoe,
        other => panic!("{other:?}"),
    };
    let clear = Op::People(PeopleOp::ClearResidue { users: vec![zoe] });
    account.execute(&clear).unwrap();
    assert_eq!(account.files_with("o'an@x.example").len(), 1);
}

/// An account with a roster in which a manager's address stands with others, and the manager deleted.
fn manager_deleted(manager: &str, living: &str) -> (support::Account, BatchId) {
    let mut account = support::Account::seeded(0);
    let roster = format!(
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,attribute_manager,work_title\n\
         M,M,{manager},M1,,\nA,B,{living},A1,{manager},\nC,D,c1@x.example,C1,{manager},assistant of {manager}\n"
    );
    let path = account.file("roster.csv", roster);
    let import = account.roster(&path);
    account
        .execute(&Op::Import(ImportOp::Users(import)))
        .unwrap();
    let file = format!("primary_email_address,unique_user_id\n{manager},\n");
    let path = account.file("leavers.csv", file);
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    (account, batch)
}

#[test]
fn an_address_left_in_fields_of_others_is_found_doubtful_or_not_and_can_be_taken_out() {
    for (manager, living) in [
        ("mia@x.example", "zed@x.example"),
        ("mia@x.example", "a@x.example"),
        ("anna-lee@x.example", "lee@x.example"),
    ] {
        let (mut account, batch) = manager_deleted(manager, living);
        let done = account.batch(batch);
        let found = done.found().unwrap();
        assert!(found.found + found.doubtful > 0, "{manager} {living}");
        assert!(!done.is_well_over());
        let Answer::Residue(leftovers) = account.load(&Query::Residue) else {
            panic!("no answer");
        };
        let without: Vec<&str> = leftovers
            .fields
            .iter()
            .map(|it| it.without.as_str())
            .collect();
        assert_eq!(without.len(), 3, "{leftovers:?}");
        assert!(without.contains(&"assistant of …"), "{without:?}");
        let users = leftovers.fields.iter().filter_map(|it| match it.place {
            offboard::domain::query::LeftoverPlace::Learner(user, _) => Some(user),
            offboard::domain::query::LeftoverPlace::Operator(..) => None,
        });
        let users = users.collect();
        account
            .execute(&Op::People(PeopleOp::ClearResidue { users }))
            .unwrap();
        let session = account.session.clone();
        let purged = account.service.purge(&session, &mut |_| true).unwrap();
        assert!(purged.found().is_clean(), "{purged:?}");
        assert_eq!(account.files_with(manager).len(), 0);
    }
}

#[test]
fn an_operator_who_is_gone_can_be_erased_and_nothing_of_them_is_left() {
    let mut staff = Staff::with(5);
    let full = staff.full.clone();
    let marta = NewOperator {
        name: "Marta Quillfeather".to_owned(),
        email: Some(EmailAddress::parse("marta.quillfeather@x.example").unwrap()),
        role: Role::FullAdmin,
        passphrase: Some(Secret(PASSPHRASE.to_owned())),
    };
    staff
        .act(&full, &Op::Operator(OperatorOp::Add(Box::new(marta))))
        .unwrap();
    let found = staff.ask(
        &full,
        &Query::OperatorNamed("Marta Quillfeather".to_owned()),
    );
    let Ok(Answer::OperatorNamed(Some(operator))) = found else {
        panic!("{found:?}");
    };
    let erase = Op::Operator(OperatorOp::Erase(operator));
    let early = staff.act(&full, &erase);
    assert_is!(early, Err(Error::Refused(Reason::OperatorNotDisabled)));
    disable(&mut staff, operator);
    staff.act(&full, &erase).unwrap();
    staff.account.service.purge(&full, &mut |_| true).unwrap();
    assert_eq!(staff.account.files_with("uillfeather").len(), 0);
}
