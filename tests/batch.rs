//! Deletion batches from the upload to the certificate, through the service and a real database.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

#[macro_use]
mod support;

use offboard::domain::batch::{BatchState, RowOutcome};
use offboard::domain::id::{BatchId, UserId};
use offboard::domain::identifier::EmailAddress;
use offboard::domain::op::{AccountOp, BatchOp, GroupOp, Op, PeopleOp, ReleaseScope};
use offboard::domain::query::{Answer, Export, Query, TombstoneAnswer};
use offboard::domain::reason::Reason;
use offboard::domain::user::{EmployeeInfo, InfoChange, Profile};
use offboard::error::Error;
use support::Account;

#[test]
fn an_uploaded_file_deletes_its_users_and_accounts_for_every_row() {
    let mut account = Account::seeded(400);
    let people = account.identities(400);
    let (email, id) = (&people[3].0, &people[7].1);
    let text = format!(
        "primary_email_address,unique_user_id,note\n{email},,first\n,{id},second\n{email},,again\n\nnobody@enigma.example,,x\nnot an address,,y\n,,only a note\n"
    );
    let path = account.file("leavers.csv", text);
    let review = account.review(&path).unwrap();
    assert_eq!(review.tally.lines, 8);
    assert_eq!(review.tally.blank, 1);
    assert_eq!(review.counts.of(RowOutcome::Deleted), 2);
    assert_eq!(review.counts.of(RowOutcome::Duplicate), 1);
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let done = account.batch(batch);
    assert_eq!(done.state, BatchState::CompletedWithErrors);
    assert_eq!(done.counts.of(RowOutcome::Deleted), 2);
    assert_eq!(done.counts.total(), done.tally.rows);
    assert_eq!(done.users_after, Some(398));
    assert_eq!(done.residue, Some(0));
    match account.load(&Query::AskTombstones(email.clone())) {
        Answer::AskTombstones(TombstoneAnswer::Deleted(stone)) => {
            assert_eq!((stone.batch, stone.line), (batch, Some(2)));
            assert_eq!(stone.operator_name, "Dewi Lestari");
        }
        other => panic!("{other:?}"),
    }
    let results = std::fs::read_to_string(done.results_file.unwrap()).unwrap();
    assert!(
        results
            .starts_with("primary_email_address,unique_user_id,note,line,outcome,code,message\n"),
        "{results}"
    );
    assert_eq!(results.lines().count(), 4, "{results}");
    assert!(!done.upload_kept);
    let left = account.files_with(email);
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_same_file_is_not_run_twice_unless_asked() {
    let mut account = Account::seeded(200);
    let people = account.identities(3);
    let path = account.file(
        "a.csv",
        format!(
            "primary_email_address,unique_user_id\n{},\n{},\n",
            people[0].0, people[1].0
        ),
    );
    let first = account.review(&path).unwrap();
    let batch = account.confirm(&first).unwrap();
    let second = account.review(&path).unwrap();
    assert_eq!(second.earlier_batch, Some(batch));
    match account.confirm(&second) {
        Err(Error::Conflict(Reason::AlreadyBatch(earlier))) => assert_eq!(earlier, batch),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_batch_past_the_gate_wants_the_phrase() {
    let mut account = Account::seeded(50);
    let people = account.identities(20);
    let rows: String = people.iter().map(|(_, id)| format!(",{id}\n")).collect();
    let path = account.file(
        "many.csv",
        format!("primary_email_address,unique_user_id\n{rows}"),
    );
    let review = account.review(&path).unwrap();
    assert_eq!(review.gate.phrase().as_deref(), Some("delete 20 users"));
    let confirm = |phrase: Option<&str>| {
        Op::Batch(BatchOp::Confirm {
            review: review.token,
            wait_days: 0,
            phrase: phrase.map(str::to_owned),
            again: false,
        })
    };
    for wrong in [None, Some("delete 19 users"), Some("hapus 20 pengguna")] {
        match account.execute(&confirm(wrong)) {
            Err(Error::Refused(Reason::PhraseNeeded(phrase))) => {
                assert_eq!(phrase, "delete 20 users");
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(account.execute(&confirm(Some("delete 20 users"))).is_ok());
}

#[test]
fn a_batch_goes_on_where_the_last_commit_ended() {
    let mut account = Account::seeded(3_000);
    let people = account.identities(3_000);
    let rows: String = people
        .iter()
        .take(2_500)
        .map(|(_, id)| format!(",{id}\n"))
        .collect();
    let path = account.file(
        "many.csv",
        format!("primary_email_address,unique_user_id\n{rows}"),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    let step = account.service.step().unwrap();
    let done = step.progress.unwrap().progress.done;
    assert!(done > 0 && done < 2_500, "{done}");
    let mut account = account.reopen();
    let step = account.service.step().unwrap();
    assert_eq!(step.resumed, Some(batch));
    account.settle();
    let finished = account.batch(batch);
    let held = finished.counts.of(RowOutcome::OnHold);
    assert_eq!(finished.counts.of(RowOutcome::Deleted) + held, 2_500);
    assert_eq!(finished.resumed.unwrap().processed, done);
    assert!(
        account
            .service
            .check(&account.session, &mut |_| true)
            .unwrap()
            .is_well()
    );
}

#[test]
fn whose_address_was_handed_on_after_the_review_is_not_deleted_in_place_of_whom_the_file_names() {
    for waits in [0, 1] {
        let mut account = Account::seeded(20);
        let info = |account: &mut Account, user| profile(account, user).employee;
        let (one, two, three) = (
            info(&mut account, 1),
            info(&mut account, 2),
            info(&mut account, 3),
        );
        let email = |info: &EmployeeInfo| info.email.as_ref().unwrap().as_str().to_owned();
        let rows = [email(&one), email(&three)].map(|email| format!("{email},\n"));
        let text = format!("primary_email_address,unique_user_id\n{}", rows.concat());
        let path = account.file("one.csv", text);
        let change = |account: &mut Account, user: i64, wanted: EmployeeInfo| {
            let seen = profile(account, user).employee;
            let change = Box::new(InfoChange { seen, wanted });
            let user = UserId(user);
            let edit = Op::People(PeopleOp::Edit { user, change });
            account.execute(&edit).unwrap();
        };
        let hand_on = |account: &mut Account| {
            let (mut old, mut new) = (one.clone(), two.clone());
            old.email = EmailAddress::parse("former@enigma.example").ok();
            new.email = one.email.clone();
            change(account, 1, old);
            change(account, 2, new);
            // A title says nothing of whom a row means.
            let titled = EmployeeInfo {
                job_title: "Chief".to_owned(),
                ..three.clone()
            };
            change(account, 3, titled);
        };
        let review = account.review(&path).unwrap();
        if waits == 0 {
            hand_on(&mut account);
        }
        let batch = account.confirm_waiting(&review, waits).unwrap();
        if waits == 1 {
            hand_on(&mut account);
        }
        account.clock.pass(i64::from(waits) * 86_400 + 60);
        account.settle();
        let batch = account.batch(batch);
        assert_eq!(batch.counts.of(RowOutcome::Changed), 1, "{batch:?}");
        assert_eq!(batch.counts.of(RowOutcome::Deleted), 1, "{batch:?}");
        assert_eq!(batch.state, BatchState::CompletedWithErrors);
        assert_eq!(email(&info(&mut account, 1)), "former@enigma.example");
        assert_eq!(info(&mut account, 2).email, one.email);
    }
}

#[test]
fn a_batch_that_ended_with_errors_stands_on_home_for_a_week() {
    let mut account = Account::seeded(20);
    let (email, _) = account.identities(1).remove(0);
    let path = account.file(
        "two.csv",
        format!("primary_email_address,unique_user_id\n{email},\nnobody@nowhere.example,\n"),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    assert_eq!(account.batch(batch).state, BatchState::CompletedWithErrors);
    for (days, named) in [(0, true), (6, true), (1, false)] {
        account.clock.pass(days * 86_400);
        let Answer::Home(home) = account.load(&Query::Home) else {
            panic!()
        };
        let failed: Vec<_> = home.failed_batches.iter().map(|it| it.id).collect();
        assert_eq!(failed, if named { vec![batch] } else { vec![] }, "{days}");
    }
}

#[test]
fn a_cancelled_batch_says_what_was_deleted_and_what_was_not() {
    let mut account = Account::seeded(3_000);
    let people = account.identities(3_000);
    let rows: String = people
        .iter()
        .take(2_500)
        .map(|(_, id)| format!(",{id}\n"))
        .collect();
    let path = account.file(
        "many.csv",
        format!("primary_email_address,unique_user_id\n{rows}"),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.service.step().unwrap();
    let Answer::Home(home) = account.load(&Query::Home) else {
        panic!()
    };
    let open: Vec<_> = home.open_batches.iter().map(|it| it.id).collect();
    assert_eq!(open, [batch]);
    account.execute(&Op::Batch(BatchOp::Cancel(batch))).unwrap();
    account.settle();
    let done = account.batch(batch);
    assert_eq!(done.state, BatchState::Cancelled);
    assert_eq!(done.counts.total(), 2_500);
    let left = done.counts.of(RowOutcome::Cancelled);
    assert!(left > 0);
    let Answer::Home(home) = account.load(&Query::Home) else {
        panic!()
    };
    assert_eq!(home.users, 3_000 - done.counts.of(RowOutcome::Deleted));
    assert!(home.open_batches.is_empty());
    let deleted = done.counts.of(RowOutcome::Deleted);
    let months: Vec<_> = home.deletions.iter().map(|it| it.figure).collect();
    assert_eq!(months, [&[0; 11][..], &[deleted]].concat());
    let last = home.deletions.last().map(|it| it.month.as_str());
    assert_eq!(last, Some("2026-11"));
    let results = std::fs::read_to_string(done.results_file.unwrap()).unwrap();
    assert_eq!(results.lines().count() as u64, 1 + done.counts.failed());
}

#[test]
fn the_results_file_can_be_corrected_and_uploaded_as_it_is() {
    let mut account = Account::seeded(200);
    let people = account.identities(10);
    let text = format!(
        "primary_email_address,unique_user_id\n{},\ntypo@enigma,\n",
        people[0].0
    );
    let path = account.file("a.csv", text);
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let results = account.batch(batch).results_file.unwrap();
    let corrected = std::fs::read_to_string(results)
        .unwrap()
        .replace("typo@enigma", &people[1].0);
    let path = account.file("corrected.csv", corrected);
    let review = account.review(&path).unwrap();
    assert_eq!(review.counts.of(RowOutcome::Deleted), 1);
    let batch = account.confirm(&review).unwrap();
    account.settle();
    assert_eq!(account.batch(batch).state, BatchState::Completed);
}

#[test]
fn a_backup_and_a_restore_say_how_far_they_are_and_stop_without_a_trace() {
    let mut account = Account::seeded(3_000);
    let backup = account.folder.path().join("backup.db");
    let names = |folder: &std::path::Path| {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    let before = names(account.folder.path());
    // Stopped at the second word of it, when a part is there.
    let mut heard = Vec::new();
    let mut until_second = |progress: offboard::domain::batch::Progress| {
        heard.push(progress);
        heard.len() < 2
    };
    let session = account.session.clone();
    let stopped = account
        .service
        .backup(&session, Some(&backup), false, &mut until_second);
    assert_is!(stopped, Err(Error::Stopped));
    assert!(
        heard[1].done > 0 && heard[1].done < heard[1].total,
        "{heard:?}"
    );
    assert_eq!(names(account.folder.path()), before);
    account
        .service
        .backup(&session, Some(&backup), false, &mut |_| true)
        .unwrap();
    let order = offboard::service::Restore {
        backup,
        over_a_gap: false,
        discard: false,
    };
    let beside = account.database.parent().unwrap().to_owned();
    let before = (names(&beside), std::fs::read(&account.database).unwrap());
    let mut heard = Vec::new();
    let stopped = account
        .service
        .restore_here(&session, &order, &mut |progress| {
            heard.push(progress);
            heard.len() < 3
        });
    assert_is!(stopped, Err(Error::Stopped));
    assert!(heard[2].done > heard[1].done, "{heard:?}");
    let after = (names(&beside), std::fs::read(&account.database).unwrap());
    assert_eq!(before.0, after.0);
    assert!(before.1 == after.1, "the database is as it was");
}

#[test]
fn an_older_backup_does_not_bring_anybody_back() {
    let mut account = Account::seeded(200);
    let people = account.identities(3);
    let backup = account.folder.path().join("backup.db");
    account
        .service
        .backup(&account.session, Some(&backup), false, &mut |_| true)
        .unwrap();
    let path = account.file(
        "a.csv",
        format!("primary_email_address,unique_user_id\n{},\n", people[0].0),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let Account {
        folder,
        database,
        clock,
        service,
        reader,
        session,
    } = account;
    drop((service, reader));
    let report = offboard::service::Service::restore(
        &database,
        &offboard::service::Restore {
            backup,
            over_a_gap: false,
            discard: false,
        },
        Some(&session),
        support::surroundings(&clock),
        &mut |_| true,
    )
    .unwrap();
    assert_eq!((report.users, report.erasures_applied), (199, 1));
    let service =
        offboard::service::Service::open(&database, support::surroundings(&clock)).unwrap();
    let reader = service.reader().unwrap();
    let mut account = Account {
        folder,
        database,
        clock,
        service,
        reader,
        session,
    };
    match account.load(&Query::AskTombstones(people[0].0.clone())) {
        Answer::AskTombstones(TombstoneAnswer::Deleted(stone)) => assert_eq!(stone.batch, batch),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_certificate_is_vouched_for_and_a_changed_one_is_not() {
    use offboard::service::CertificateVerdict;
    let mut account = Account::seeded(200);
    let people = account.identities(3);
    let path = account.file(
        "a.csv",
        format!("primary_email_address,unique_user_id\n{},\n", people[0].0),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let target = account.folder.path().join("certificate.json");
    let written = account
        .reader
        .export(
            &account.session,
            &Export::Certificate(batch),
            Some(&target),
            false,
        )
        .unwrap();
    let genuine = account
        .reader
        .verify_certificate(&account.session, &written)
        .unwrap();
    assert_is!(genuine, CertificateVerdict::Genuine(_, true));
    let forged = std::fs::read_to_string(&written)
        .unwrap()
        .replace("\"deleted\": 1", "\"deleted\": 2");
    std::fs::write(&written, forged).unwrap();
    let verdict = account
        .reader
        .verify_certificate(&account.session, &written)
        .unwrap();
    assert_eq!(verdict, CertificateVerdict::NotGenuine);
}

#[test]
fn what_another_process_commits_is_told_once_and_one_s_own_commits_are_not() {
    use offboard::domain::plan::Changes;
    let mut account = Account::seeded(20);
    account.settle();
    let mut other =
        offboard::service::Service::open(&account.database, support::surroundings(&account.clock))
            .unwrap();
    assert!(account.service.step().unwrap().changes.is_empty());
    let group = |name: &str| {
        Op::Group(GroupOp::Create {
            name: name.to_owned(),
        })
    };
    account.execute(&group("ours")).unwrap();
    assert!(account.service.step().unwrap().changes.is_empty());
    other
        .execute(&account.session, &group("theirs"), None)
        .unwrap();
    let step = account.service.step().unwrap();
    assert_eq!(step.changes, Changes::all());
    assert!(!step.more);
    assert!(account.service.step().unwrap().changes.is_empty());
}

fn profile(account: &mut Account, user: i64) -> Profile {
    match account.load(&Query::Profile(UserId(user))) {
        Answer::Profile(Some(profile)) => *profile,
        other => panic!("{other:?}"),
    }
}

fn delete(account: &mut Account, file: &str, email: &str) -> BatchId {
    let text = format!("primary_email_address,unique_user_id\n{email},\n");
    let path = account.file(file, text);
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    batch
}

#[test]
fn texts_that_are_kept_lose_whom_they_name_when_they_are_deleted() {
    let mut account = Account::seeded(60);
    let one = profile(&mut account, 1).employee;
    let email = |info: &EmployeeInfo| info.email.as_ref().unwrap().as_str().to_owned();
    // Somebody else who has no part of a name in common with whom the texts are about.
    let (first, held) = (
        profile(&mut account, 2).employee,
        profile(&mut account, 3).employee,
    );
    let id = first.unique_id.as_ref().unwrap().as_str().to_owned();
    // A single word of a name says nothing, first and last name together do.
    let (name, own) = (first.full_name(), held.full_name());
    let in_a_file = name.to_uppercase().replace(' ', "-");
    let released = email(&one);
    let about = format!("see-{in_a_file}.csv");
    let earlier = delete(&mut account, &about, &released);
    assert_eq!(account.batch(earlier).file_name, about);
    let release = Op::Account(AccountOp::ReleaseIdentifier {
        key: released.clone(),
        scope: ReleaseScope::Whole,
        reason: format!("asked by {name} ({id})"),
    });
    account.execute(&release).unwrap();
    let placed = Op::People(PeopleOp::PlaceHold {
        users: vec![UserId(3)],
        reason: format!("suit of {own} and {name}, see {id}; {}", first.first_name),
    });
    account.execute(&placed).unwrap();

    let batch = delete(
        &mut account,
        &format!("{id}_{in_a_file}, once more {}.csv", first.first_name),
        &email(&first),
    );
    assert_eq!(account.batch(batch).counts.of(RowOutcome::Deleted), 1);
    assert_eq!(account.batch(batch).file_name, "…_…, once more ….csv");
    assert_eq!(account.batch(earlier).file_name, "see-….csv");
    let reason = profile(&mut account, 3).hold.unwrap().reason;
    let kept = format!("suit of {own} and …, see …; {}", first.first_name);
    assert_eq!(reason, kept);
    match account.load(&Query::AskTombstones(released)) {
        Answer::AskTombstones(TombstoneAnswer::Released(told)) => {
            assert_eq!(told.reason, "asked by … (…)");
        }
        other => panic!("{other:?}"),
    }
    match account.load(&Query::VerifyLog) {
        Answer::VerifyLog(found) => assert_eq!(found.fault, None),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_operator_s_address_that_ends_as_that_of_somebody_deleted_is_no_residue() {
    let mut account = Account::seeded(20);
    let (email, _) = account.identities(1).remove(0);
    account.alter(&format!("UPDATE operators SET email = 'jo{email}'"));
    let batch = delete(&mut account, "leavers.csv", &email);
    let done = account.batch(batch);
    assert_eq!(done.counts.of(RowOutcome::Deleted), 1);
    assert_eq!(done.residue, Some(0));
    match account.load(&Query::Residue) {
        Answer::Residue(found) => assert!(
            found.fields.is_empty() && found.raw.found == 0,
            "{:?} {:?}",
            found.fields,
            found.places
        ),
        other => panic!("{other:?}"),
    }
}
