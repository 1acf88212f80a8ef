//! The account's users through the service: the table before and after its directory is there, and rosters.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod support;

use std::fmt::Write;

use offboard::domain::batch::{RowOutcome, TerminatedCause};
use offboard::domain::op::{ImportOp, Op, PeopleOp};
use offboard::domain::plan::Receipt;
use offboard::domain::query::{Answer, Query, ReviewSource, UsersPage};
use offboard::domain::reason::Reason;
use offboard::domain::roster::{EmptyCells, RosterResult, RosterVerdict};
use offboard::domain::user::{InfoChange, UserColumn, UserFilter, UserSort, UsersQuestion};
use offboard::domain::{Page, id::UserId};
use offboard::error::Error;
use offboard::service::RosterChoice;
use offboard::service::Service;
use support::{Account, surroundings};

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

/// A page in the order of last activity, the latest first.
fn latest_active(account: &mut Account) -> UsersPage {
    let question = UsersQuestion {
        filter: UserFilter::default(),
        sort: UserSort {
            column: UserColumn::LastActive,
            descending: true,
        },
        page: Page::first(20),
    };
    match account.load(&Query::Users(question)) {
        Answer::Users(page) => page,
        other => panic!("{other:?}"),
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn beside_a_batch_of_another_process_every_answer_is_as_the_account_is_and_an_own_act_shows_at_once()
 {
    let mut account = Account::seeded(3_000);
    let people = account.identities(3_000);
    let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
    for (_, id) in people.iter().take(2_800) {
        writeln!(leavers, ",{id}").unwrap();
    }
    let path = account.file("leavers.csv", leavers);
    let review = account.review(&path).unwrap();
    account.confirm(&review).unwrap();
    assert_eq!(users(&mut account, "").window.total, 3_000);
    let stays = users(&mut account, &people[2_900].1).window.rows[0].id;
    let mut other = Service::open(&account.database, surroundings(&account.clock)).unwrap();
    let mut all = 3_000;
    let mut names = 0;
    while other.step().unwrap().progress.is_some() {
        let page = users(&mut account, "");
        assert!(page.all < all, "a chunk went");
        all = page.all;
        assert_eq!(page.window.total as u64, page.all);
        let by_activity = latest_active(&mut account).window;
        assert_eq!(by_activity.total as u64, page.all);
        for rows in [page.window.rows, by_activity.rows] {
            assert_eq!(rows.len(), 20, "nobody is shown who is gone");
        }
        for (_, id) in people.iter().take(2_800).step_by(400) {
            let found = users(&mut account, id).window;
            assert_eq!(found.total, found.rows.len());
        }
        // Own acts, seen by the next question.
        names += 1;
        let Answer::Profile(Some(profile)) = account.load(&Query::Profile(stays)) else {
            panic!("somebody who stays is gone");
        };
        let mut change = Box::new(InfoChange {
            seen: profile.employee.clone(),
            wanted: profile.employee,
        });
        change.wanted.first_name = format!("Zzyzx{names}");
        account
            .execute(&Op::People(PeopleOp::Edit {
                user: stays,
                change,
            }))
            .unwrap();
        let found = users(&mut account, &format!("zzyzx{names}")).window;
        assert_eq!(
            found.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
            [stays]
        );
        assert_eq!(users(&mut account, "zzyzx").window.total, 1);
        let new = format!("unique_user_id,preferred_first_name\nN-{names},Newcomer\n");
        import(&mut account, &new, false);
        all += 1;
        assert_eq!(users(&mut account, "newcomer").window.total, names);
    }
    assert!(names > 1, "it took several chunks");
    assert!(matches!(
        account.load(&Query::Profile(UserId(1))),
        Answer::Profile(None)
    ));
    // Whoever loads it anew finds the same.
    let page = users(&mut account, "");
    let by_activity = latest_active(&mut account);
    let mut anew = account.reopen();
    assert_eq!(users(&mut anew, ""), page);
    assert_eq!(latest_active(&mut anew), by_activity);
}

#[test]
fn the_console_that_runs_a_batch_takes_up_what_it_deletes_as_it_goes() {
    let mut account = Account::seeded(1_500);
    let people = account.identities(1_500);
    let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
    for (_, id) in people.iter().step_by(2) {
        writeln!(leavers, ",{id}").unwrap();
    }
    let path = account.file("leavers.csv", leavers);
    let review = account.review(&path).unwrap();
    account.confirm(&review).unwrap();
    account.service.begin_loading().unwrap().finish().unwrap();
    while account.service.step().unwrap().progress.is_some() {
        let page = users(&mut account, "");
        assert_eq!(page.window.total as u64, page.all);
        let found = users(&mut account, &people[0].1).window;
        assert_eq!(found.total, found.rows.len());
    }
    account.settle();
    let page = users(&mut account, "");
    assert_eq!(page.window.total as u64, page.all);
    assert!(page.all >= 750 && page.all < 1_500);
    for (_, id) in people.iter().step_by(40) {
        let found = users(&mut account, id).window.rows;
        assert!(found.iter().all(|row| row.on_hold), "{id} is still found");
    }
}

fn import(account: &mut Account, text: &str, in_part: bool) -> (Vec<u64>, Vec<RosterVerdict>) {
    let path = account.file("roster.csv", text);
    let mut roster = account.roster(&path);
    roster.options.in_part = in_part;
    roster.options.empties = EmptyCells::all();
    let op = Op::Import(ImportOp::Users(roster));
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
            let rows = rows.iter().collect();
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
    let report = account.checked();
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
    let read = account.reader.read_roster(
        &account.session,
        &path,
        &RosterChoice::by_headers(&path).unwrap(),
    );
    let op = Op::Import(ImportOp::Users(read.unwrap()));
    account.reader.plan(&account.session, &op).unwrap();
    let (counts, _) = import(&mut account, "unique_user_id\nN-1\n", false);
    assert_eq!(counts, [1, 0, 0, 0]);
    let done = account.service.execute(&account.session, &op, None);
    match done.unwrap().receipt {
        Receipt::Imported { added, changed, .. } => assert_eq!((added, changed), (0, 1)),
        other => panic!("{other:?}"),
    }
}

fn sound(account: &mut Account) {
    let report = account.service.check(&account.session, &mut |_| true);
    let report = report.unwrap();
    let well = report.faults.is_empty() && report.counters.is_empty();
    assert!(well, "{report:?}");
}

/// What happens to each row, with the line that a duplicate names.
fn said(rows: &[RosterVerdict]) -> Vec<String> {
    let rows = rows.iter().map(|row| match &row.result {
        RosterResult::Refused(why) => format!("{why:?}"),
        RosterResult::Unreadable(fault) => fault.code().to_owned(),
        other => format!("{other:?}"),
    });
    rows.collect()
}

#[test]
fn a_roster_that_changes_after_it_was_read_changes_nothing() {
    // Few rows wait in memory, many in a file.
    for count in [3, 20_000] {
        let mut account = Account::seeded(5);
        let mut text = "primary_email_address,unique_user_id,preferred_first_name\n".to_owned();
        for number in 0..count {
            let name = format!("As it was read {}", "x".repeat(60));
            writeln!(text, "n{number}@new.example,N-{number},{name}").unwrap();
        }
        let path = account.file("roster.csv", &text);
        let read = account.reader.read_roster(
            &account.session,
            &path,
            &RosterChoice::by_headers(&path).unwrap(),
        );
        let op = Op::Import(ImportOp::Users(read.unwrap()));
        let plan = account.reader.plan(&account.session, &op).unwrap();
        account.file(
            "roster.csv",
            text.replace("N-", "X-").replace("As it", "Not as it"),
        );
        account
            .service
            .execute(&account.session, &op, Some(plan.basis))
            .unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(users(&mut account, "as it was read").window.total, count);
        assert_eq!(users(&mut account, "not as it was").window.total, 0);
        assert_eq!(users(&mut account, "x-1").window.total, 0);
        sound(&mut account);
        // What was imported is not kept.
        assert!(
            account
                .service
                .execute(&account.session, &op, None)
                .is_err()
        );
    }
}

/// All users as they are exported: the header, and a line each.
fn exported(account: &mut Account) -> Vec<csv::StringRecord> {
    let mut text = Vec::new();
    let export = offboard::domain::query::Export::Users(Default::default());
    account
        .reader
        .export_to(&account.session, &export, &mut text)
        .unwrap();
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).from_reader(text.as_slice());
    reader.records().map(Result::unwrap).collect()
}

fn by_id(mut records: Vec<csv::StringRecord>) -> Vec<csv::StringRecord> {
    records.sort_by(|one, other| one[3].cmp(&other[3]));
    records
}

#[test]
fn what_an_edited_export_says_is_what_is_exported_after_its_import() {
    let mut account = Account::seeded(700);
    let add = "primary_email_address,attribute_Site\n";
    import(
        &mut account,
        &format!("{add}site@new.example,Jakarta\n"),
        false,
    );
    let mut records = exported(&mut account);
    let header = records[0].clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let license = header.iter().position(|column| column.ends_with("status"));
    let (license, site) = (license.unwrap(), place("attribute_Site"));
    let (mut changed, mut text) = (0, csv::Writer::from_writer(Vec::new()));
    for (number, record) in records.iter_mut().enumerate() {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        match number % 16 {
            _ if number == 0 => {}
            1 => cells[0].push_str(" edited"),
            2 => cells[place("work_title")] = "Edited".to_owned(),
            3 => cells[place("groups")] = "Made by the import;Another".to_owned(),
            4 => cells[place("groups")].clear(),
            5 => cells[site] = "Bandung".to_owned(),
            6 if cells[license] == "active" => cells[license] = "inactive".to_owned(),
            7 => cells[2] = format!("moved{number}@new.example"),
            8 => cells[2] = cells[2].to_uppercase(),
            _ => {}
        }
        let mut written = cells.clone();
        written.push(match number {
            0 => "new_unique_user_id".to_owned(),
            _ if number % 16 == 9 => format!("MOVED-{number}"),
            _ => String::new(),
        });
        text.write_record(&written).unwrap();
        if number % 16 == 9 {
            cells[3] = format!("MOVED-{number}");
        }
        changed += u64::from(*record != cells);
        *record = cells.into();
    }
    let text = String::from_utf8(text.into_inner().unwrap()).unwrap();
    let (counts, _) = import(&mut account, &text, false);
    assert!(changed > 300, "{changed}");
    assert_eq!(counts, [0, changed, 701 - changed, 0]);
    assert_eq!(by_id(exported(&mut account)), by_id(records));
    sound(&mut account);
    let mut again = csv::Writer::from_writer(Vec::new());
    for record in exported(&mut account) {
        again.write_record(&record).unwrap();
    }
    let again = String::from_utf8(again.into_inner().unwrap()).unwrap();
    let (counts, _) = import(&mut account, &again, false);
    assert_eq!(counts, [0, 0, 701, 0]);
    assert_eq!(users(&mut account, "moved").window.total, 88);
    sound(&mut account);
}

#[test]
fn whoever_stands_twice_in_a_roster_is_named_however_the_rows_mean_them() {
    let mut account = Account::seeded(40);
    let known = account.identities(6);
    let text = format!(
        "existing_email_address,invited_email_address,unique_user_id,new_unique_user_id,preferred_first_name\n\
         ,{},,,By email\n\
         ,,{},,By ID\n\
         ,,{},TAKEN-1,Renamed\n\
         ,,TAKEN-1,,New\n\
         {},moved@new.example,,,Moved\n\
         ,Moved@new.example,NEW-1,,New\n\
         ,{},{},,Two users\n\
         ,,{},GONE-2,Renamed\n\
         nobody@new.example,b@new.example,,,Nobody\n",
        known[0].0, known[0].1, known[1].1, known[2].0, known[3].0, known[4].1, known[5].1
    );
    let (counts, rows) = import(&mut account, &text, true);
    let expected = [
        "Changed",
        "DuplicateOf(2)",
        "Changed",
        "DuplicateOf(4)",
        "Changed",
        "DuplicateOf(6)",
        "IdsDisagree",
        "Changed",
        "UserGone",
    ];
    assert_eq!(said(&rows), expected);
    assert_eq!(counts, [0, 4, 0, 5]);
    for (found, total) in [
        ("by email", 1),
        ("by id", 0),
        ("renamed", 2),
        ("two users", 0),
    ] {
        assert_eq!(users(&mut account, found).window.total, total, "{found}");
    }
    assert_eq!(users(&mut account, "moved@new.example").window.total, 1);
    sound(&mut account);
}

#[test]
fn a_hash_that_leads_to_somebody_else_never_changes_them() {
    let mut account = Account::seeded(30);
    let text = "primary_email_address,unique_user_id\nayu@new.example,N-1\n";
    import(&mut account, text, false);
    // The address's hash leads to the first user from now on, as if two addresses shared it.
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let moved = db.execute(
        "UPDATE email_registry SET user_id = 1 WHERE user_id = 31",
        [],
    );
    assert_eq!(moved.unwrap(), 1);
    db.execute("UPDATE users SET email = NULL WHERE id = 31", [])
        .unwrap();
    let name = |db: &rusqlite::Connection| -> String {
        let sql = "SELECT first_name FROM users WHERE id = 1";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let before = name(&db);
    let header = "primary_email_address,unique_user_id,preferred_first_name\n";
    for id in ["", "N-2", "N-1"] {
        let row = format!("{header}ayu@new.example,{id},Ayu\n");
        let (_, rows) = import(&mut account, &row, true);
        assert_eq!(said(&rows), ["EmailTaken"], "{row}");
    }
    assert_eq!(name(&db), before);
}

#[test]
fn many_can_be_given_other_identifiers_at_once_and_what_they_gave_up_is_free() {
    let mut account = Account::seeded(300);
    let known = account.identities(200);
    let mut text =
        "existing_email_address,invited_email_address,unique_user_id,new_unique_user_id\n"
            .to_owned();
    for (number, (email, id)) in known.iter().enumerate() {
        if number % 2 == 0 {
            writeln!(text, ",,{id},R-{number}").unwrap();
        } else {
            writeln!(text, "{email},r{number}@new.example,,").unwrap();
        }
    }
    let (counts, _) = import(&mut account, &text, false);
    assert_eq!(counts, [0, 200, 0, 0]);
    sound(&mut account);
    let again = format!(
        "unique_user_id,primary_email_address\nR-0,\n,r1@new.example\n{},\n,{}\n",
        known[0].1, known[1].0
    );
    let (counts, rows) = import(&mut account, &again, false);
    assert_eq!(said(&rows), ["Unchanged", "Unchanged", "Added", "Added"]);
    assert_eq!(counts, [2, 0, 2, 0]);
    // Who is renamed twice in one file ends as the last row says.
    let both = "existing_email_address,invited_email_address\nr1@new.example,between@new.example\n\
                r1@new.example,last@new.example\n";
    import(&mut account, both, true);
    sound(&mut account);
    let left = ["last@new.example", "between@new.example"].map(|one| users(&mut account, one));
    assert_eq!(left[0].window.total + left[1].window.total, 1);
}

#[test]
fn seats_go_to_the_rows_that_stand_first() {
    let mut account = Account::seeded(30);
    let records = exported(&mut account);
    let license = records[0]
        .iter()
        .position(|column| column.ends_with("status"));
    let license = license.unwrap();
    let column = records[0][license].to_owned();
    let type_name = column.trim_end_matches(" license status").to_owned();
    let holding = |status: &str| {
        let with = records.iter().filter(|record| record[license] == *status);
        with.map(|record| record[3].to_owned()).collect::<Vec<_>>()
    };
    let (active, inactive) = (holding("active"), holding("inactive"));
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "UPDATE license_types SET seats = invited + activated + 2 WHERE name = ?1";
    assert_eq!(db.execute(sql, [&type_name]).unwrap(), 1);
    let text = format!(
        "unique_user_id,{column},preferred_first_name\nN-1,active,\n{},active,\nN-2,active,\n{},inactive,\n\
         N-3,active,\n{},inactive,Same\nN-4,active,\n",
        inactive[0], active[0], inactive[1]
    );
    let (counts, rows) = import(&mut account, &text, true);
    let expected = [
        "Added",
        "Changed",
        "NoSeats(1)",
        "Changed",
        "Added",
        "Changed",
        "NoSeats(1)",
    ];
    assert_eq!(said(&rows), expected);
    assert_eq!(counts, [2, 3, 0, 2]);
    sound(&mut account);
    // Whole or not at all.
    let (counts, _) = import(
        &mut account,
        "unique_user_id,Nothing license status\nN-9,active\n",
        false,
    );
    assert_eq!(counts, [0, 0, 0, 1]);
    assert_eq!(users(&mut account, "n-9").window.total, 0);
}

const HEADER: &str = "primary_email_address,unique_user_id\n";

#[test]
fn a_row_of_a_million_fields_is_told_and_nothing_is_imported() {
    let mut account = Account::seeded(5);
    let row = "x,".repeat(1_000_000);
    let text = format!("{HEADER}ayu@new.example,N-1\n{row}\nbudi@new.example,N-2\n");
    let (counts, rows) = import(&mut account, &text, false);
    assert_eq!(counts, [0, 0, 0, 1]);
    assert_eq!(said(&rows), ["Added", "malformed_row", "Added"]);
    assert_eq!(users(&mut account, "new.example").window.total, 0);
    let (counts, _) = import(&mut account, &text, true);
    assert_eq!(counts, [2, 0, 0, 1]);
    assert_eq!(users(&mut account, "new.example").window.total, 2);
    sound(&mut account);
}

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

#[test]
fn a_marked_learner_is_meant_and_nobody_who_has_their_address_as_an_id() {
    let mut account = Account::seeded(5);
    let header = "primary_email_address,unique_user_id,preferred_first_name\n";
    let roster = format!("{header}solo@x.example,,Solo\n,solo@x.example,Twin\n");
    import(&mut account, &roster, false);
    let of = |account: &mut Account, name| users(account, name).window.rows[0].id;
    let (solo, twin) = (of(&mut account, "solo"), of(&mut account, "twin"));
    assert_ne!(solo, twin);
    let marked = ReviewSource::Users(vec![solo, solo]);
    let session = account.session.clone();
    let review = account.reader.review(&session, &marked, &mut |_| true);
    let review = review.unwrap();
    assert_eq!(review.counts.of(RowOutcome::Deleted), 1);
    assert_eq!(review.counts.of(RowOutcome::Duplicate), 1);
    assert_eq!((review.tally.lines, review.tally.rows), (3, 2));
    let batch = account.confirm(&review).unwrap();
    account.settle();
    let done = account.batch(batch);
    assert_eq!(done.counts.of(RowOutcome::Deleted), 1);
    assert_eq!(done.users_after, Some(6));
    assert_eq!(of(&mut account, "twin"), twin);
}
