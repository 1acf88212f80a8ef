//! The account's users through the service: the table before and after its directory is there, and rosters.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod support;

use std::fmt::Write;

use offboard::domain::batch::{RowOutcome, TerminatedCause};
use offboard::domain::op::Op;
use offboard::domain::plan::Receipt;
use offboard::domain::query::{Answer, Query, UsersPage};
use offboard::domain::reason::Reason;
use offboard::domain::roster::{RosterResult, RosterVerdict};
use offboard::domain::user::{UserFilter, UserSort, UsersQuestion};
use offboard::domain::{Page, id::UserId};
use offboard::error::Error;
use support::Account;

fn users(account: &mut Account, text: &str) -> UsersPage {
    let question = UsersQuestion {
        filter: UserFilter {
            search: text.to_owned(),
            ..UserFilter::default()
        },
        sort: UserSort::default(),
        page: Page::first(20),
    };
    match account.load(&Query::Users(question)) {
        Answer::Users(page) => page,
        other => panic!("{other:?}"),
    }
}

#[test]
fn before_the_directory_is_loaded_the_first_users_are_shown_and_nothing_is_said_to_be_found() {
    let mut account = Account::seeded(60);
    let loading = account.service.begin_loading().unwrap();
    let before = users(&mut account, "");
    assert!(before.provisional);
    assert_eq!((before.all, before.window.total), (60, 60));
    let ids: Vec<UserId> = before.window.rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, (1..=20).map(UserId).collect::<Vec<_>>());
    let searched = users(&mut account, "a");
    assert!(searched.provisional && searched.window.rows.is_empty());
    loading.finish().unwrap();
    let after = users(&mut account, "");
    assert!(!after.provisional);
    let mut anew = account.reopen();
    assert_eq!(users(&mut anew, ""), after);
    assert!(users(&mut anew, "a").window.total > 0);
}

#[test]
fn a_directory_whose_loading_came_to_nothing_is_loaded_by_the_next_question() {
    let mut account = Account::seeded(30);
    drop(account.service.begin_loading().unwrap());
    let page = users(&mut account, "");
    assert!(!page.provisional);
    assert_eq!(page.window.total, 30);
}

#[test]
fn a_glance_is_the_beginning_of_the_whole_answer() {
    let mut account = Account::seeded(300);
    let question = UsersQuestion {
        filter: UserFilter {
            search: "e".to_owned(),
            ..UserFilter::default()
        },
        sort: UserSort::default(),
        page: Page::first(5),
    };
    let query = Query::Users(question);
    let glance = account.reader.glance(&account.session, &query).unwrap();
    let Some(Answer::Users(glance)) = glance else {
        panic!("{glance:?}");
    };
    assert!(glance.provisional);
    match account.load(&query) {
        Answer::Users(page) => assert_eq!(page.window.rows, glance.window.rows),
        other => panic!("{other:?}"),
    }
}

fn import(account: &mut Account, text: &str, in_part: bool) -> (Vec<u64>, Vec<RosterVerdict>) {
    let path = account.file("roster.csv", text);
    let mut roster = account.reader.read_roster(&account.session, &path).unwrap();
    roster.in_part = in_part;
    let op = Op::ImportUsers(roster);
    let plan = account.reader.plan(&account.session, &op).unwrap();
    let outcome = account
        .service
        .execute(&account.session, &op, Some(plan.basis))
        .unwrap();
    match outcome.receipt {
        Receipt::Imported {
            added,
            changed,
            unchanged,
            refused,
            rows,
        } => {
            assert_eq!(rows, plan.roster);
            (vec![added, changed, unchanged, refused], rows)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn strangers_and_users_stand_in_one_roster_and_every_figure_is_a_count() {
    let mut account = Account::seeded(40);
    let known = account.identities(2);
    let text = format!(
        "preferred_first_name,primary_email_address,unique_user_id,groups,attribute_Site\n\
         Ayu,ayu@new.example,N-1,New;Other,Jakarta\n\
         Budi,,,,\n\
         Citra,citra@new.example,N-2,New,\n\
         Ayu,AYU@new.example,N-3,,\n\
         Changed,{},{},New,\n\
         Dian,dian@new.example,N-2,,\n\
         Eka,,N-5,,\n",
        known[0].0, known[0].1
    );
    let (counts, rows) = import(&mut account, &text, true);
    assert_eq!(counts, [3, 1, 0, 3]);
    let said: Vec<_> = rows
        .iter()
        .map(|row| match &row.result {
            RosterResult::Refused(why) => (row.line, format!("{why:?}")),
            RosterResult::Unreadable(fault) => (row.line, fault.code().to_owned()),
            other => (row.line, format!("{other:?}")),
        })
        .collect();
    let duplicate = |line: u32| format!("{:?}", Reason::DuplicateOf(line));
    let expected = [
        (2, "Added".to_owned()),
        (3, "empty_row".to_owned()),
        (4, "Added".to_owned()),
        (5, duplicate(2)),
        (6, "Changed".to_owned()),
        (7, duplicate(4)),
        (8, "Added".to_owned()),
    ];
    assert_eq!(said, expected);
    let report = account
        .service
        .check(&account.session, &mut |_| true)
        .unwrap();
    assert!(
        report.faults.is_empty() && report.counters.is_empty(),
        "{report:?}"
    );
    assert_eq!(report.users, 43);
    assert_eq!(users(&mut account, "ayu@new.example").window.total, 1);
    assert_eq!(users(&mut account, "changed").window.total, 1);
    let (counts, _) = import(
        &mut account,
        "unique_user_id,preferred_first_name\nN-5,Eka\n",
        false,
    );
    assert_eq!(counts, [0, 0, 1, 0]);
}

#[test]
fn a_roster_is_judged_anew_when_somebody_acted_since_it_was_planned() {
    let mut account = Account::seeded(10);
    let text = "primary_email_address,unique_user_id\nayu@new.example,N-1\n";
    let path = account.file("a.csv", text);
    let read = account.reader.read_roster(&account.session, &path);
    let op = Op::ImportUsers(read.unwrap());
    account.reader.plan(&account.session, &op).unwrap();
    let (counts, _) = import(&mut account, "unique_user_id\nN-1\n", false);
    assert_eq!(counts, [1, 0, 0, 0]);
    let done = account.service.execute(&account.session, &op, None);
    match done.unwrap().receipt {
        Receipt::Imported { added, changed, .. } => assert_eq!((added, changed), (0, 1)),
        other => panic!("{other:?}"),
    }
}

const HEADER: &str = "primary_email_address,unique_user_id\n";

#[test]
fn files_made_to_hurt_are_judged_like_any_other() {
    let mut account = Account::seeded(5);
    let long = format!("{HEADER}{}", "a".repeat(14_000_000));
    let path = account.file("long.csv", long);
    let review = account.review(&path).unwrap();
    assert_eq!(review.counts.of(RowOutcome::MalformedRow), 1);
    let path = account.file("commas.csv", format!("{HEADER}{}", ",".repeat(3_000_000)));
    assert_eq!(account.review(&path).unwrap().counts.total(), 0);
    let path = account.file("empty.csv", format!("{HEADER}{}", ",\n".repeat(300_000)));
    let review = account.review(&path).unwrap();
    assert_eq!((review.tally.blank, review.tally.rows), (300_000, 0));
    let mut wide = "primary_email_address,unique_user_id".to_owned();
    for column in 0..200_000 {
        write!(wide, ",c{column}").unwrap();
    }
    let path = account.file("wide.csv", format!("{wide}\na@b.example\n"));
    assert!(matches!(account.review(&path), Err(Error::Terminated(_))));
    for quotes in ["\"".repeat(1_000_001), "\"\n".repeat(300_001)] {
        let path = account.file("quotes.csv", format!("{HEADER}{quotes}"));
        match account.review(&path) {
            Err(Error::Terminated(terminated)) => {
                assert_eq!(terminated.cause, TerminatedCause::UnclosedQuote);
            }
            other => panic!("{other:?}"),
        }
    }
}
