//! Rosters as other products write them: columns are found by their headers or said, and nothing of a file is dropped
//! without a word. What they tell of connections, licenses and dates is there for every flow afterwards.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod support;

use offboard::domain::columns::{Destination, Origin};
use offboard::domain::identifier::Fit;
use offboard::domain::license::{LicenseStatus, LicenseTypeOp};
use offboard::domain::op::{ImportOp, Op, PeopleOp};
use offboard::domain::plan::Receipt;
use offboard::domain::query::{Answer, Query};
use offboard::domain::reason::Reason;
use offboard::domain::roster::{ImportOptions, NoRoster, RosterResult};
use offboard::domain::time::Timestamp;
use offboard::domain::user::Profile;
use offboard::error::Error;
use offboard::service::{DateOrder, RosterChoice};
use support::Account;

const TYPE: &str = "LinkedIn Learning";

/// An account in which nothing was seeded.
fn account() -> Account {
    let mut account = Account::seeded(0);
    let add = LicenseTypeOp::Add {
        name: TYPE.to_owned(),
        seats: 50,
    };
    account.execute(&Op::LicenseType(add)).unwrap();
    account
}

fn choice(account: &Account, text: &str) -> (std::path::PathBuf, RosterChoice) {
    let path = account.file("roster.csv", text);
    let choice = RosterChoice::by_headers(&path).unwrap();
    (path, choice)
}

/// Imports a file: how many were added, changed, left as they were, and the codes of the rows that are refused.
fn import(
    account: &mut Account,
    text: &str,
    say: impl Fn(&mut RosterChoice),
) -> Result<([u64; 3], Vec<String>), Error> {
    let (path, mut choice) = choice(account, text);
    say(&mut choice);
    let mut import = account
        .reader
        .read_roster(&account.session, &path, &choice)?;
    import.options = ImportOptions {
        in_part: true,
        ..ImportOptions::default()
    };
    let outcome = account.execute(&Op::Import(ImportOp::Users(import)))?;
    account.checked();
    match outcome.receipt {
        Receipt::Imported {
            added,
            changed,
            unchanged,
            rows,
            ..
        } => {
            let codes = rows.iter().filter_map(|row| match row.result {
                RosterResult::Refused(why) => Some(why.code().to_owned()),
                RosterResult::Unreadable(fault) => Some(fault.code().to_owned()),
                RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
            });
            Ok(([added, changed, unchanged], codes.collect()))
        }
        other => panic!("{other:?}"),
    }
}

fn profile(account: &mut Account, key: &str) -> Profile {
    let Answer::FindUser(Fit::One(user)) = account.load(&Query::FindUser(key.to_owned())) else {
        panic!("{key} is not found");
    };
    match account.load(&Query::Profile(user)) {
        Answer::Profile(Some(profile)) => *profile,
        other => panic!("{other:?}"),
    }
}

fn refusal(result: Result<([u64; 3], Vec<String>), Error>) -> Reason {
    match result {
        Err(Error::Refused(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

const FOREIGN: &str = "Mitarbeiter;E-Mail-Adresse;Personalnummer;Lizenzstatus;Aktivierungsdatum;Letzter Zugriff;\
                       Sprache;Abteilung;connected_profile_status\n\
                       \"Rahayu, Siti Aminah\";siti@x.example;0042;Activated;31.01.2026;14.02.2026;id-ID;HR;Connected\n\
                       Jan van Berg;jan@x.example;0043;Invited;;;English;;Not connected\n\
                       Suharto;suharto@x.example;0044;inactive;;;;IT;\n";

#[test]
fn a_roster_of_another_product_fills_an_empty_account() {
    let mut account = account();
    let (counts, refused) = import(&mut account, FOREIGN, |_| {}).unwrap();
    assert_eq!((counts, refused.len()), ([3, 0, 0], 0), "{refused:?}");
    let siti = profile(&mut account, "0042");
    let name = (&*siti.employee.first_name, &*siti.employee.last_name);
    assert_eq!(name, ("Siti Aminah", "Rahayu"));
    assert!(siti.connected);
    // Noon of February 14 and of January 31, 2026.
    assert_eq!(siti.last_active, Some(Timestamp(1_771_070_400)));
    let held = &siti.licenses[0];
    assert_eq!((&*held.name, held.status), (TYPE, LicenseStatus::Activated));
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let since = db.query_row("SELECT b FROM records WHERE a = 2", [], |row| row.get(0));
    assert_eq!(since, Ok(1_769_860_800));
    assert_eq!(siti.employee.attributes["department"], "HR");
    assert_eq!(
        siti.employee.language.map(offboard::domain::Language::code),
        Some("id")
    );
    let jan = profile(&mut account, "0043");
    assert_eq!(jan.licenses[0].status, LicenseStatus::Invited);
    assert!(!jan.connected);
    let suharto = profile(&mut account, "0044");
    assert!(suharto.licenses.is_empty() && suharto.employee.last_name.is_empty());
    // The same file again changes nothing.
    let (counts, _) = import(&mut account, FOREIGN, |_| {}).unwrap();
    assert_eq!(counts, [0, 0, 3]);
}

#[test]
fn who_was_imported_as_connected_can_be_disconnected_by_hand_and_by_the_next_roster() {
    let mut account = account();
    import(&mut account, FOREIGN, |_| {}).unwrap();
    let siti = profile(&mut account, "0042");
    let users = vec![siti.id];
    account
        .execute(&Op::People(PeopleOp::Disconnect { users }))
        .unwrap();
    assert!(!profile(&mut account, "0042").connected);
    let next = "unique_user_id,Connected Profile Status\n0042,connected\n0043,Connected\n";
    assert_eq!(import(&mut account, next, |_| {}).unwrap().0, [0, 2, 0]);
    assert!(profile(&mut account, "0043").connected);
    let next = "unique_user_id,Connected Profile Status\n0042,Not connected\n0043,\n0044,perhaps\n";
    let (counts, refused) = import(&mut account, next, |_| {}).unwrap();
    assert_eq!(counts, [0, 1, 1]);
    assert_eq!(refused, ["connected_profile_status"]);
    assert!(!profile(&mut account, "0042").connected);
    assert!(profile(&mut account, "0043").connected);
}

#[test]
fn an_earlier_access_and_a_status_that_stands_change_nothing_and_a_later_one_does() {
    let mut account = account();
    import(&mut account, FOREIGN, |_| {}).unwrap();
    let earlier = "unique_user_id,last_access_date,LinkedIn Learning license status\n\
                   0042,2026-02-13,active\n";
    assert_eq!(import(&mut account, earlier, |_| {}).unwrap().0, [0, 0, 1]);
    let later = earlier
        .replace("02-13", "02-15")
        .replace("active", "invited");
    assert_eq!(import(&mut account, &later, |_| {}).unwrap().0, [0, 1, 0]);
    let siti = profile(&mut account, "0042");
    assert_eq!(siti.last_active, Some(Timestamp(1_771_156_800)));
    assert_eq!(siti.licenses[0].status, LicenseStatus::Invited);
    let (path, choice) = choice(&account, &later.replace("invited", "activated"));
    let read = account.reader.read_roster(&account.session, &path, &choice);
    let plan = account
        .reader
        .plan(
            &account.session,
            &Op::Import(ImportOp::Users(read.unwrap())),
        )
        .unwrap();
    let total = &plan.roster.totals.licenses[0];
    let said = (total.given, total.taken, total.restated);
    assert_eq!(said, (0, 0, 1));
    // Nobody was there in a year that is still to come.
    let never = earlier.replace("2026-02-13", "2999-01-01");
    let (_, refused) = import(&mut account, &never, |_| {}).unwrap();
    assert_eq!(refused, ["invalid_date"]);
}

#[test]
fn a_column_of_which_nobody_has_said_where_it_goes_stops_the_import() {
    let mut account = account();
    let text = "unique_user_id,Cost centre,Shoe size\nE-1,77,42\n";
    let open = vec!["Cost centre".to_owned(), "Shoe size".to_owned()];
    let reason = refusal(import(&mut account, text, |_| {}));
    assert_eq!(reason, Reason::NoRoster(NoRoster::OpenColumns(open)));
    let said = |choice: &mut RosterChoice| {
        let cost = Destination::Attribute("Cost centre".to_owned());
        choice.columns.send(1, cost, Origin::Chosen);
        choice.columns.send(2, Destination::Ignored, Origin::Chosen);
    };
    assert_eq!(import(&mut account, text, said).unwrap().0, [1, 0, 0]);
    let attributes = profile(&mut account, "E-1").employee.attributes;
    assert_eq!(attributes.len(), 1);
    assert_eq!(attributes["Cost centre"], "77");
}

#[test]
fn a_date_that_can_be_read_in_two_ways_is_asked_about() {
    let mut account = account();
    let text = "unique_user_id,last_access_date\nE-1,03/04/2026\nE-2,01/02/2026\n";
    let reason = refusal(import(&mut account, text, |_| {}));
    assert_eq!(reason, Reason::NoRoster(NoRoster::AmbiguousDates));
    let both = text.replace("01/02", "14/02").replace("03/04", "02/14");
    let reason = refusal(import(&mut account, &both, |_| {}));
    assert_eq!(reason, Reason::NoRoster(NoRoster::ContradictingDates));
    import(&mut account, text, |choice| {
        choice.order = Some(DateOrder::MonthFirst);
    })
    .unwrap();
    // Noon of March 4, 2026.
    let seen = profile(&mut account, "E-1").last_active;
    assert_eq!(seen, Some(Timestamp(1_772_625_600)));
}

#[test]
fn a_license_status_is_of_the_only_type_or_of_the_one_that_is_named() {
    let mut account = account();
    let text = "unique_user_id,License Status\nE-1,Activated\n";
    let add = LicenseTypeOp::Add {
        name: "Coding".to_owned(),
        seats: 5,
    };
    account.execute(&Op::LicenseType(add)).unwrap();
    let reason = refusal(import(&mut account, text, |_| {}));
    assert_eq!(reason, Reason::NoRoster(NoRoster::WhichLicense(2)));
    let named = |choice: &mut RosterChoice| choice.license = Some("coding".to_owned());
    assert_eq!(import(&mut account, text, named).unwrap().0, [1, 0, 0]);
    let held = &profile(&mut account, "E-1").licenses[0];
    assert_eq!(
        (&*held.name, held.status),
        ("Coding", LicenseStatus::Activated)
    );
    let reason = refusal(import(&mut account, "unique_user_id\nE-1\n", named));
    assert_eq!(reason, Reason::NoRoster(NoRoster::NoLicenseColumn));
    let dates = "unique_user_id,Activation Date\nE-1,2026-01-01\n";
    let reason = refusal(import(&mut account, dates, |_| {}));
    assert_eq!(reason, Reason::NoRoster(NoRoster::DatesWithoutLicense));
}

#[test]
fn an_identifier_under_a_foreign_header_is_refused_as_what_it_is() {
    let mut account = account();
    let text = "Courriel,Matricule\nnobody,E-1\na@x.example,1.04E+05\n";
    let (counts, refused) = import(&mut account, text, |_| {}).unwrap();
    assert_eq!(counts, [0, 0, 0]);
    assert_eq!(refused, ["invalid_email", "invalid_id"]);
}

#[test]
fn an_import_is_refused_that_would_not_do_any_more_what_was_reviewed() {
    let mut account = account();
    let text = "Email,Job title\nsiti@x.example,Engineer\nbudi@x.example,Analyst\n";
    import(&mut account, text, |_| {}).unwrap();
    let (path, choice) = choice(&account, &text.replace("Engineer", "Director"));
    let read = account
        .reader
        .read_roster(&account.session, &path, &choice)
        .unwrap();
    let op = Op::Import(ImportOp::Users(read));
    let plan = account.reader.plan(&account.session, &op).unwrap();
    // Meanwhile somebody else changes the other one.
    import(
        &mut account,
        "Email,Job title\nbudi@x.example,Lead\n",
        |_| {},
    )
    .unwrap();
    let done = account
        .service
        .execute(&account.session, &op, Some(plan.basis));
    assert!(matches!(done, Err(Error::Stale)), "{done:?}");
    let plan = account.reader.plan(&account.session, &op).unwrap();
    account
        .service
        .execute(&account.session, &op, Some(plan.basis))
        .unwrap();
    let again = account.service.execute(&account.session, &op, None);
    assert!(
        matches!(again, Err(Error::Refused(Reason::ReviewGone))),
        "{again:?}"
    );
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_behind() {
    let mut account = account();
    let rows: String = (0..3_000).map(|n| format!("u{n}@x.example,\n")).collect();
    let (path, choice) = choice(&account, &format!("Email,Employee ID\n{rows}"));
    let read = account
        .reader
        .read_roster(&account.session, &path, &choice)
        .unwrap();
    let op = Op::Import(ImportOp::Users(read));
    let told = std::cell::RefCell::new(Vec::new());
    let watch = |progress: offboard::domain::batch::Progress| {
        told.borrow_mut().push((progress.done, progress.total));
        progress.done < 2_000
    };
    let done = account
        .service
        .execute_watched(&account.session, &op, None, &watch);
    assert!(matches!(done, Err(Error::Stopped)), "{done:?}");
    assert_eq!(*told.borrow(), [(1_000, 3_000), (2_000, 3_000)]);
    assert_eq!(account.users(), 0);
    // It still waits, and goes whole.
    account.execute(&op).unwrap();
    assert_eq!(account.users(), 3_000);
}
