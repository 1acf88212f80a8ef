//! Rosters through the service: what a file would change is told before it is done, judged as a whole, and leaves its
//! trace with each learner.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod support;

use offboard::domain::batch::RowOutcome;
use offboard::domain::identifier::Fit;
use offboard::domain::op::{GroupOp, ImportOp, Op};
use offboard::domain::plan::{Plan, Receipt};
use offboard::domain::query::{Answer, Export, Query};
use offboard::domain::reason::Reason;
use offboard::domain::record::{ImportChanges, LogFault, LogFilter};
use offboard::domain::roster::{
    EmptyCells, ImportOptions, RosterField, RosterImport, RosterLine, RosterList, RosterMark,
    RosterResult,
};
use offboard::domain::{Page, id::UserId};
use offboard::error::Error;
use support::Account;

/// An account with nobody in it and one license type of so many seats.
fn account(seats: u32) -> Account {
    let account = Account::seeded(1);
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "UPDATE license_types SET name = 'LinkedIn Learning', seats = invited + activated + ?1 WHERE id = 1";
    assert_eq!(db.execute(sql, [seats]).unwrap(), 1);
    account
}

fn read(account: &mut Account, text: &str, options: ImportOptions) -> (RosterImport, Plan) {
    let path = account.file("roster.csv", text);
    let mut import = account.roster(&path);
    import.options = options;
    let plan = account
        .reader
        .plan(&account.session, &Op::Import(ImportOp::Users(import)));
    (import, plan.unwrap())
}

/// Imports a file and answers how many were added, changed, left as they were and refused.
fn import_with(account: &mut Account, text: &str, options: ImportOptions) -> [u64; 4] {
    let (import, plan) = read(account, text, options);
    let op = Op::Import(ImportOp::Users(import));
    let outcome = account
        .service
        .execute(&account.session, &op, Some(plan.basis));
    match outcome.unwrap().receipt {
        Receipt::Imported {
            added,
            changed,
            unchanged,
            refused,
            ..
        } => [added, changed, unchanged, refused],
        other => panic!("{other:?}"),
    }
}

fn import(account: &mut Account, text: &str) -> [u64; 4] {
    let counts = import_with(account, text, ImportOptions::default());
    account.checked();
    counts
}

fn refusals(plan: &Plan) -> Vec<(u32, String)> {
    let rows = plan.roster.iter().filter_map(|row| match row.result {
        RosterResult::Refused(why) => Some((row.line, format!("{why:?}"))),
        RosterResult::Unreadable(fault) => Some((row.line, fault.code().to_owned())),
        RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
    });
    rows.collect()
}

fn lines(account: &mut Account, import: RosterImport, list: RosterList) -> Vec<RosterLine> {
    let page = Page::first(100);
    match account.load(&Query::RosterRows { import, list, page }) {
        Answer::RosterRows(window) => {
            assert_eq!(window.total, window.rows.len());
            window.rows
        }
        other => panic!("{other:?}"),
    }
}

fn find(account: &mut Account, key: &str) -> UserId {
    match account.load(&Query::FindUser(key.to_owned())) {
        Answer::FindUser(Fit::One(user)) => user,
        other => panic!("{key}: {other:?}"),
    }
}

const SWAP: &str = "preferred_first_name,primary_email_address,unique_user_id\n\
                    Ana,ana@example.com,1001\nBen,ben@example.com,1002\n";

#[test]
fn what_one_row_gives_up_another_takes_wherever_it_stands() {
    let mut account = account(5);
    import(&mut account, SWAP);
    let (ana, ben) = (find(&mut account, "1001"), find(&mut account, "1002"));
    let header = "unique_user_id,new_unique_user_id\n";
    // Handed on, then swapped.
    assert_eq!(
        import(&mut account, &format!("{header}1001,1002\n1002,1999\n")),
        [0, 2, 0, 0]
    );
    assert_eq!(
        (find(&mut account, "1002"), find(&mut account, "1999")),
        (ana, ben)
    );
    assert_eq!(
        import(&mut account, &format!("{header}1999,1002\n1002,1999\n")),
        [0, 2, 0, 0]
    );
    assert_eq!(
        (find(&mut account, "1002"), find(&mut account, "1999")),
        (ben, ana)
    );
    // Addresses as well, and to somebody new.
    let text = "existing_email_address,invited_email_address,unique_user_id,new_unique_user_id\n\
                ana@example.com,ben@example.com,,\n\
                ben@example.com,ana@example.com,,\n\
                ,new@example.com,1002,\n\
                ,,1002,1003\n";
    let (_, plan) = read(&mut account, text, ImportOptions::default());
    assert_eq!(
        refusals(&plan),
        [4, 5].map(|line| (line, "DuplicateOf(3)".to_owned())),
        "one row for each user"
    );
    let text = "existing_email_address,invited_email_address,unique_user_id,new_unique_user_id\n\
                ,new@example.com,1002,\n\
                ,,1002,1003\n";
    assert_eq!(import(&mut account, text), [1, 1, 0, 0]);
    assert_eq!(find(&mut account, "1003"), ben);
    assert_eq!(
        find(&mut account, "1002"),
        find(&mut account, "new@example.com")
    );
}

#[test]
fn nothing_is_taken_from_who_does_not_give_it_up() {
    let mut account = account(5);
    import(&mut account, SWAP);
    let refused = |text: &str, options: ImportOptions, account: &mut Account| {
        let (_, plan) = read(account, text, options);
        refusals(&plan)
    };
    let header = "unique_user_id,new_unique_user_id\n";
    let taken = refused(
        &format!("{header}1001,1002\n"),
        ImportOptions::default(),
        &mut account,
    );
    assert_eq!(taken, [(2, "IdTaken".to_owned())]);
    // In part, a row that stands first takes nothing that is given up later.
    let in_part = ImportOptions {
        in_part: true,
        ..ImportOptions::default()
    };
    let text = format!("{header}1001,1002\n1002,1999\n");
    let taken = refused(&text, in_part, &mut account);
    assert_eq!(taken, [(2, "IdTaken".to_owned())]);
    // A column that slipped by a row is no hand-over.
    let slipped =
        "primary_email_address,unique_user_id\nana@example.com,1002\nben@example.com,1001\n";
    let taken = refused(slipped, ImportOptions::default(), &mut account);
    let disagree = |line| (line, "IdsDisagree".to_owned());
    assert_eq!(taken, [disagree(2), disagree(3)]);
}

#[test]
fn only_the_column_for_it_changes_an_id() {
    let mut account = account(5);
    import(&mut account, SWAP);
    let text = "primary_email_address,unique_user_id,preferred_first_name\n\
                ana@example.com,#NAME?,Anna\nben@example.com,01002,Ben\n";
    let (_, plan) = read(&mut account, text, ImportOptions::default());
    let lines: Vec<u32> = refusals(&plan).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3]);
    assert!(refusals(&plan)[1].1.contains("IdWouldChange"));
    // Who has none is given one.
    import(&mut account, "primary_email_address\nnoid@example.com\n");
    let given = "primary_email_address,unique_user_id\nnoid@example.com,1007\n";
    assert_eq!(import(&mut account, given), [0, 1, 0, 0]);
    let other =
        "unique_user_id,new_unique_user_id,primary_email_address\n1008,1009,noid@example.com\n";
    let (_, plan) = read(&mut account, other, ImportOptions::default());
    assert_eq!(refusals(&plan), [(2, "IdWouldChange".to_owned())]);
}

#[test]
fn a_seat_is_there_although_it_is_freed_further_down() {
    let mut account = account(1);
    let header = "primary_email_address,linkedin_learning_license_status\n";
    assert_eq!(
        import(
            &mut account,
            &format!("{header}leaver@example.com,active\n")
        ),
        [1, 0, 0, 0]
    );
    let text = format!("{header}newcomer@example.com,active\nleaver@example.com,inactive\n");
    assert_eq!(import(&mut account, &text), [1, 1, 0, 0]);
    let text = format!(
        "{header}a@example.com,active\nb@example.com,active\nnewcomer@example.com,inactive\n"
    );
    let (_, plan) = read(&mut account, &text, ImportOptions::default());
    assert_eq!(refusals(&plan), [(3, "NoSeats(1)".to_owned())]);
}

#[test]
fn groups_that_differ_by_what_nobody_sees_are_one() {
    let mut account = account(1);
    let text = "primary_email_address,groups\nana@example.com,Kebun Raya;kebun raya\n\
                ben@example.com,Sal\u{e9}s|Sale\u{301}s\n";
    let (_, plan) = read(&mut account, text, ImportOptions::default());
    // By the names that they get: as the file writes each first.
    assert_eq!(plan.roster.totals.new_groups, ["Kebun Raya", "Sal\u{e9}s"]);
    assert_eq!(import(&mut account, text), [2, 0, 0, 0]);
    let Answer::Groups(groups) = account.load(&Query::Groups) else {
        panic!("groups were asked for");
    };
    for name in &plan.roster.totals.new_groups {
        assert!(groups.iter().any(|group| group.name == *name), "{name}");
    }
    assert_eq!(import(&mut account, text), [0, 0, 2, 0]);
    let again =
        "primary_email_address,groups\nana@example.com,KEBUN RAYA\nben@example.com,SALE\u{301}S\n";
    let (_, plan) = read(&mut account, again, ImportOptions::default());
    assert_eq!(plan.roster.count(RosterMark::Unchanged), 2);
    assert!(plan.roster.totals.new_groups.is_empty());
    let made = account.execute(&Op::Group(GroupOp::Create {
        name: "kEBUN Raya".to_owned(),
    }));
    assert!(matches!(made, Err(Error::Conflict(Reason::NameTaken))));
}

#[test]
fn an_empty_cell_empties_only_what_was_agreed_and_is_counted_either_way() {
    let mut account = account(1);
    let header = "primary_email_address,work_title,groups,attribute_Site\n";
    let full = format!("{header}ana@example.com,Engineer,Sales,Bali\nben@example.com,Analyst,,\n");
    import(&mut account, &full);
    let empty = format!("{header}ana@example.com,,,\nben@example.com,Chief,,\n");
    let (import_of, plan) = read(&mut account, &empty, ImportOptions::default());
    let totals = &plan.roster.totals;
    let counted = RosterField::ALL.map(|field| (totals.changed(field), totals.empty_cells(field)));
    let (no, kept) = ((0, 0), (0, 1));
    assert_eq!(
        counted,
        [no, no, no, no, (1, 1), kept, no, kept, no, no, no]
    );
    assert_eq!(plan.roster.count(RosterMark::Changed), 1);
    let kept = lines(
        &mut account,
        import_of,
        RosterList::EmptyCell(RosterField::WorkTitle),
    );
    assert!(
        kept[0].changes.iter().all(|change| change.kept.is_some()),
        "{kept:?}"
    );
    let changed = lines(
        &mut account,
        import_of,
        RosterList::ChangedIn(RosterField::WorkTitle),
    );
    let told: Vec<_> = changed[0]
        .changes
        .iter()
        .map(|one| (one.old.as_str(), one.new.as_str()))
        .collect();
    assert_eq!(told, [("Analyst", "Chief")]);
    assert_eq!(import(&mut account, &empty), [0, 1, 1, 0]);
    let titles = EmptyCells::default().and(RosterField::WorkTitle);
    let agreed = ImportOptions {
        empties: titles,
        ..ImportOptions::default()
    };
    assert_eq!(import_with(&mut account, &empty, agreed), [0, 1, 1, 0]);
    let ana = find(&mut account, "ana@example.com");
    let Answer::Profile(Some(profile)) = account.load(&Query::Profile(ana)) else {
        panic!("gone");
    };
    assert_eq!(profile.employee.job_title, "");
    assert_eq!(profile.groups.len(), 1);
    assert_eq!(profile.employee.attributes.len(), 1);
}

#[test]
fn who_is_gone_is_shown_and_proposed_only_by_a_roster_of_the_whole_account() {
    let mut account = Account::seeded(20);
    let people = account.identities(20);
    let roster = |kept: usize| {
        let rows = people.iter().take(kept).map(|(_, id)| format!("{id}\n"));
        format!("unique_user_id\n{}", rows.collect::<String>())
    };
    let mut out = Vec::new();
    let (import, plan) = read(&mut account, &roster(18), ImportOptions::default());
    assert_eq!((plan.roster.totals.gone, plan.roster.totals.users), (2, 20));
    let gone = lines(&mut account, import, RosterList::Gone);
    let ids: Vec<_> = gone
        .iter()
        .filter_map(|line| line.unique_id.clone())
        .collect();
    assert_eq!(ids.len(), 2);
    let export = Export::Leavers(import);
    account
        .reader
        .export_to(&account.session, &export, &mut out)
        .unwrap();
    let path = account.file("leavers.csv", &out);
    assert_eq!(
        account
            .review(&path)
            .unwrap()
            .counts
            .of(RowOutcome::Deleted),
        2
    );
    // A part of the account, and a row that says nothing of whom it means.
    let objections = [
        (roster(10), Reason::RosterIsPart(10, 20)),
        (
            format!("{}{}\n", roster(19), "1.04E+05"),
            Reason::RosterHasFaults(1),
        ),
        (roster(20), Reason::NobodyGone),
    ];
    for (text, wanted) in objections {
        let (import, _) = read(&mut account, &text, ImportOptions::default());
        let export = Export::Leavers(import);
        match account
            .reader
            .export_to(&account.session, &export, &mut out)
        {
            Err(Error::Refused(reason)) => assert_eq!(reason, wanted),
            other => panic!("{other:?}"),
        }
    }
}

fn history(account: &mut Account, user: UserId) -> Vec<ImportChanges> {
    let filter = LogFilter {
        user: Some(user),
        ..LogFilter::default()
    };
    match account.load(&Query::Log {
        filter,
        page: Page::first(50),
    }) {
        Answer::Log(window) => {
            assert!(window.rows.iter().all(|entry| entry.user == Some(user)));
            window
                .rows
                .into_iter()
                .filter_map(|entry| entry.import)
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_learner_s_history_says_what_an_import_changed_and_the_chain_holds_it() {
    let mut account = account(5);
    let settings = account.settings_changed(|settings| settings.mail_on_revoke = true);
    account.execute(&settings).unwrap();
    let header = "primary_email_address,groups,LinkedIn Learning license status,work_title\n";
    import(
        &mut account,
        &format!("{header}ana@example.com,Sales,active,\nben@example.com,,active,\n"),
    );
    let text = format!("{header}ana@example.com,HR,inactive,Chief\nben@example.com,,active,\n");
    import(&mut account, &text);
    let (ana, ben) = (
        find(&mut account, "ana@example.com"),
        find(&mut account, "ben@example.com"),
    );
    let learning = || vec!["LinkedIn Learning".to_owned()];
    let added = ImportChanges {
        added: true,
        licenses_given: learning(),
        ..ImportChanges::default()
    };
    assert_eq!(history(&mut account, ben), std::slice::from_ref(&added));
    let changed = ImportChanges {
        fields: vec!["work_title", "groups", "licenses"],
        licenses_taken: learning(),
        groups_joined: vec!["HR".to_owned()],
        groups_left: vec!["Sales".to_owned()],
        mailed: true,
        ..ImportChanges::default()
    };
    let added = ImportChanges {
        groups_joined: vec!["Sales".to_owned()],
        ..added
    };
    assert_eq!(history(&mut account, ana), [changed, added]);
    let Answer::Outbox(outbox) = account.load(&Query::Outbox(Page::first(50))) else {
        panic!("no outbox");
    };
    assert_eq!(outbox.total, 1);
    // Nobody is mailed where that was chosen.
    let quiet = ImportOptions {
        no_mail: true,
        ..ImportOptions::default()
    };
    let text = format!("{header}ben@example.com,,inactive,\n");
    assert_eq!(import_with(&mut account, &text, quiet), [0, 1, 0, 0]);
    assert!(!history(&mut account, ben)[0].mailed);
    let fault = |account: &mut Account| match account.load(&Query::VerifyLog) {
        Answer::VerifyLog(found) => found.fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&mut account), None);
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "UPDATE import_traces SET first_user = first_user - 1 WHERE log_number = \
               (SELECT max(log_number) FROM import_traces)";
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    assert!(matches!(fault(&mut account), Some(LogFault::Trace(_))));
}

#[test]
fn a_license_type_that_is_missing_is_made_where_that_was_asked() {
    let mut account = account(1);
    let text = "primary_email_address,Leadership license status\n\
                ana@example.com,active\nben@example.com,active\ncid@example.com,inactive\n";
    let (_, plan) = read(&mut account, text, ImportOptions::default());
    let unknown: Vec<_> = plan.roster.totals.unknown_licenses().collect();
    assert_eq!(unknown, ["Leadership"]);
    assert_eq!(plan.roster.total(RosterList::Refused), 3);
    let asked = ImportOptions {
        make_licenses: true,
        ..ImportOptions::default()
    };
    assert_eq!(import_with(&mut account, text, asked), [3, 0, 0, 0]);
    let Answer::Licenses(types) = account.load(&Query::Licenses) else {
        panic!("no licenses");
    };
    let made = types.iter().find(|kind| kind.name == "Leadership").unwrap();
    assert_eq!((made.seats, made.invited), (2, 2));
    assert_eq!(import(&mut account, text), [0, 0, 3, 0]);
}

#[test]
fn a_name_that_is_broken_into_lines_is_refused_and_a_header_is_put_on_one_line() {
    let mut account = account(4);
    let header =
        "preferred_first_name,unique_user_id,work_title,groups,\"attribute_Home\naddress\"";
    let text = format!(
        "{header}\n\"Tono\nBaru\",E-1,Lead,Sales,\nAnn,E-2,\"Lead\tA\",Sales,\nBo,E-3,Lead,\"Sales\nEMEA\",\n\
         \"Cy\n\",E-4,Lead,\"Sales;\nEMEA\",\"Street 1\nTown\"\n"
    );
    let (_, plan) = read(&mut account, &text, ImportOptions::default());
    let refused = [3, 5, 6].map(|line| (line, "suspicious_characters".to_owned()));
    assert_eq!(refusals(&plan), refused);
    let options = ImportOptions {
        in_part: true,
        ..ImportOptions::default()
    };
    assert_eq!(import_with(&mut account, &text, options), [1, 0, 0, 3]);
    let cy = find(&mut account, "E-4");
    let Answer::Profile(Some(cy)) = account.load(&Query::Profile(cy)) else {
        panic!("no profile")
    };
    let info = &cy.employee;
    assert_eq!(info.first_name, "Cy");
    assert_eq!(
        info.attributes.get("Home address").map(String::as_str),
        Some("Street 1\nTown")
    );
}

#[test]
fn a_new_id_that_a_spreadsheet_damaged_is_named_beside_those_that_are_here() {
    let mut account = account(4);
    assert_eq!(
        import(&mut account, "unique_user_id\n00008\n"),
        [1, 0, 0, 0]
    );
    let text = "unique_user_id,work_title\n8,3.50\n0.5,\n12345678901234500000,\nE-1,\n00008,\n";
    let (import, _) = read(&mut account, text, ImportOptions::default());
    let lines = lines(&mut account, import, RosterList::Added);
    let named: Vec<_> = lines
        .iter()
        .map(|line| {
            let remarks = line.remarks.iter();
            remarks
                .map(|one| format!("{} {}", one.text, one.damage.code()))
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    assert_eq!(
        named,
        [
            "8 lost_zeros, 3.50 fraction",
            "0.5 fraction",
            "12345678901234500000 lost_digits",
            ""
        ]
    );
    assert_eq!(
        import_with(&mut account, text, ImportOptions::default()),
        [4, 0, 1, 0]
    );
    // They are here now, and nothing is damaged about them.
    let (_, plan) = read(&mut account, text, ImportOptions::default());
    assert!(plan.roster.remarked().is_empty());
}
