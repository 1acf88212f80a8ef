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
    // In part as well: who stands second is left out, and gives nothing up.
    let in_part = ImportOptions {
        in_part: true,
        ..ImportOptions::default()
    };
    let text = format!("{header}1001,1002\n1002,1.04E+05\n");
    let taken = refused(&text, in_part, &mut account);
    assert_eq!(taken[0], (2, "IdTaken".to_owned()));
    // A column that slipped by a row is no hand-over: who stands first would keep the address.
    let slipped =
        "primary_email_address,unique_user_id\n,1001\nana@example.com,1002\nben@example.com,1003\n";
    let taken = refused(slipped, ImportOptions::default(), &mut account);
    assert_eq!(
        taken,
        [
            (3, "IdsDisagree".to_owned()),
            (4, "GiverLeftOut(3)".to_owned())
        ]
    );
}

const THREE: &str = "unique_user_id,primary_email_address\nE-1,andi@x.example\nE-2,budi@x.example\n\
                     E-3,citra@x.example\n";
const BY_ID: &str = "unique_user_id,primary_email_address";
const RENAMED: &str = "unique_user_id,new_unique_user_id,primary_email_address";
const BY_ADDRESS: &str = "existing_email_address,invited_email_address,unique_user_id";

const IN_PART: ImportOptions = ImportOptions {
    in_part: true,
    empties: EmptyCells::none(),
    make_licenses: false,
    no_mail: false,
};

/// The file, with its rows as they stand and turned around.
fn both_orders(header: &str, rows: &[&str]) -> [String; 2] {
    let turned: Vec<&str> = rows.iter().rev().copied().collect();
    [rows.to_vec(), turned].map(|rows| format!("{header}\n{}\n", rows.join("\n")))
}

/// Who has which ID and address: the learners of [`THREE`] by their place there, others as 0.
fn people(account: &mut Account, first: &[UserId]) -> Vec<(usize, String, String)> {
    let known = account.identities(50);
    let own = known.into_iter();
    let own = own.filter(|(email, _)| email.ends_with("@x.example"));
    let mut people: Vec<_> = own
        .map(|(email, id)| {
            let user = find(account, if id.is_empty() { &email } else { &id });
            let place = first.iter().position(|known| *known == user);
            let name = email.split('@').next().unwrap().to_owned();
            (place.map_or(0, |place| place + 1), id, name)
        })
        .collect();
    people.sort();
    people
}

/// Header, rows, and who has what afterwards: the place of a learner of [`THREE`], or 0 for somebody new.
type HandedOn<'c> = (&'c str, &'c [&'c str], &'c [(usize, &'c str, &'c str)]);

const HANDED_ON: [HandedOn<'static>; 10] = [
    // To somebody new.
    (
        BY_ID,
        &["E-1,andi2@x.example", "E-9,andi@x.example"],
        &[(0, "E-9", "andi"), (1, "E-1", "andi2")],
    ),
    // Swapped.
    (
        BY_ID,
        &["E-1,budi@x.example", "E-2,andi@x.example"],
        &[(1, "E-1", "budi"), (2, "E-2", "andi")],
    ),
    // A chain.
    (
        BY_ID,
        &[
            "E-1,budi@x.example",
            "E-2,citra@x.example",
            "E-3,new@x.example",
        ],
        &[(1, "E-1", "budi"), (2, "E-2", "citra"), (3, "E-3", "new")],
    ),
    // A ring.
    (
        BY_ID,
        &[
            "E-1,budi@x.example",
            "E-2,citra@x.example",
            "E-3,andi@x.example",
        ],
        &[(1, "E-1", "budi"), (2, "E-2", "citra"), (3, "E-3", "andi")],
    ),
    // A chain that ends with somebody new.
    (
        BY_ID,
        &[
            "E-1,budi@x.example",
            "E-2,new@x.example",
            "E-9,andi@x.example",
        ],
        &[(0, "E-9", "andi"), (1, "E-1", "budi"), (2, "E-2", "new")],
    ),
    // IDs.
    (
        RENAMED,
        &["E-1,E-2,", "E-2,E-1,"],
        &[(1, "E-2", "andi"), (2, "E-1", "budi")],
    ),
    (
        RENAMED,
        &["E-1,E-10,", "E-1,,new@x.example"],
        &[(0, "E-1", "new"), (1, "E-10", "andi")],
    ),
    // Both at once.
    (
        RENAMED,
        &["E-1,E-2,budi@x.example", "E-2,E-1,andi@x.example"],
        &[(1, "E-2", "budi"), (2, "E-1", "andi")],
    ),
    // Found by the address.
    (
        BY_ADDRESS,
        &[
            "andi@x.example,budi@x.example,",
            "budi@x.example,andi@x.example,",
        ],
        &[(1, "E-1", "budi"), (2, "E-2", "andi")],
    ),
    (
        BY_ADDRESS,
        &["andi@x.example,andi2@x.example,", ",andi@x.example,E-9"],
        &[(0, "E-9", "andi"), (1, "E-1", "andi2")],
    ),
];

#[test]
fn identifiers_are_handed_on_whatever_the_order_of_the_rows() {
    for (header, rows, wanted) in HANDED_ON {
        for text in both_orders(header, rows) {
            for options in [ImportOptions::default(), IN_PART] {
                let mut account = account(5);
                import(&mut account, THREE);
                let first = ["E-1", "E-2", "E-3"].map(|id| find(&mut account, id));
                let (_, plan) = read(&mut account, &text, options);
                assert_eq!(refusals(&plan), [], "{text}");
                assert!(plan.roster.total(RosterList::TakenOver) > 0, "{text}");
                import_with(&mut account, &text, options);
                account.checked();
                let found = people(&mut account, &first);
                for (place, id, email) in wanted {
                    let one = (*place, (*id).to_owned(), (*email).to_owned());
                    assert!(found.contains(&one), "{text}{one:?} in {found:?}");
                }
                let new = wanted.iter().filter(|(place, ..)| *place == 0).count();
                assert_eq!(found.len(), 3 + new, "{text}");
            }
        }
    }
}

const LICENSE: &str = "unique_user_id,primary_email_address,Nothing license status";

/// Header, rows, and of each row what stands against it, with the place of the row that is named.
type LeftOut<'c> = (
    &'c str,
    &'c [&'c str],
    &'c [Option<(&'c str, Option<usize>)>],
);

const LEFT_OUT: [LeftOut<'static>; 4] = [
    // E-2 keeps the address.
    (
        BY_ID,
        &["E-1,budi@x.example", "E-9,andi@x.example"],
        &[Some(("IdsDisagree", None)), Some(("GiverLeftOut", Some(0)))],
    ),
    (
        BY_ID,
        &[
            "E-1,budi@x.example",
            "E-2,citra@x.example",
            "E-9,andi@x.example",
        ],
        &[
            Some(("GiverLeftOut", Some(1))),
            Some(("IdsDisagree", None)),
            Some(("GiverLeftOut", Some(0))),
        ],
    ),
    // A ring of which one cannot be.
    (
        LICENSE,
        &[
            "E-1,budi@x.example,",
            "E-2,andi@x.example,active",
            "E-3,new@x.example,",
        ],
        &[
            Some(("GiverLeftOut", Some(1))),
            Some(("UnknownLicense", None)),
            None,
        ],
    ),
    // Nobody left out, nobody taken from.
    (
        BY_ID,
        &["E-1,andi2@x.example", "E-2,budi2@x.example"],
        &[None, None],
    ),
];

#[test]
fn whoever_takes_from_a_row_that_is_left_out_is_left_out_too() {
    for (header, rows, against) in LEFT_OUT {
        for (text, is_turned) in both_orders(header, rows).iter().zip([false, true]) {
            for options in [ImportOptions::default(), IN_PART] {
                let mut account = account(5);
                import(&mut account, THREE);
                let (_, plan) = read(&mut account, text, options);
                let line = |place: usize| {
                    let place = if is_turned {
                        rows.len() - 1 - place
                    } else {
                        place
                    };
                    u32::try_from(place).unwrap() + 2
                };
                let mut wanted: Vec<(u32, String)> = Vec::new();
                for (place, why) in against.iter().enumerate() {
                    let said = why.map(|(why, named)| match named {
                        Some(named) => format!("{why}({})", line(named)),
                        None => why.to_owned(),
                    });
                    wanted.extend(said.map(|said| (line(place), said)));
                }
                wanted.sort();
                let found = refusals(&plan);
                assert_eq!(found.len(), wanted.len(), "{text}{found:?}");
                for ((line, said), (known, why)) in wanted.iter().zip(&found) {
                    assert!(line == known && why.starts_with(said), "{text}{found:?}");
                }
                let is_done = wanted.is_empty() || options.in_part;
                import_with(&mut account, text, options);
                account.checked();
                let moved = account.load(&Query::FindUser("new@x.example".to_owned()));
                let is_new = matches!(moved, Answer::FindUser(Fit::One(_)));
                assert_eq!(
                    is_new,
                    is_done && rows.len() == 3 && header == LICENSE,
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn whoever_finds_no_seat_gives_nothing_up() {
    let header = "unique_user_id,primary_email_address,linkedin_learning_license_status";
    let seated = "E-2,budi@x.example,active";
    let rows = ["E-1,andi2@x.example,active", "E-9,andi@x.example,"];
    for text in both_orders(header, &rows) {
        let mut account = account(1);
        import(&mut account, THREE);
        let text = text.replacen('\n', &format!("\n{seated}\n"), 1);
        let (_, plan) = read(&mut account, &text, IN_PART);
        let found = refusals(&plan);
        let line = |sought: &str| {
            let place = text.lines().position(|row| row == sought).unwrap();
            u32::try_from(place + 1).unwrap()
        };
        let giver = line(rows[0]);
        assert!(
            found.contains(&(giver, "NoSeats(1)".to_owned())),
            "{found:?}"
        );
        let taker = (line(rows[1]), format!("GiverLeftOut({giver})"));
        assert!(found.contains(&taker), "{found:?}");
        assert_eq!(plan.roster.totals.licenses[0].missing, 1);
        assert_eq!(import_with(&mut account, &text, IN_PART), [0, 1, 0, 2]);
        account.checked();
        assert_eq!(
            find(&mut account, "andi@x.example"),
            find(&mut account, "E-1")
        );
    }
}

#[test]
fn nobody_takes_what_somebody_deleted_had() {
    let mut account = account(5);
    import(&mut account, THREE);
    let path = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-1\n",
    );
    let review = account.review(&path).unwrap();
    account.confirm(&review).unwrap();
    account.settle();
    for text in both_orders(BY_ID, &["E-2,andi@x.example", "E-9,budi@x.example"]) {
        let (_, plan) = read(&mut account, &text, ImportOptions::default());
        let found = refusals(&plan);
        let deleted = found.iter().any(|(_, why)| why.starts_with("EmailDeleted"));
        let left_out = found.iter().any(|(_, why)| why.starts_with("GiverLeftOut"));
        assert!(deleted && left_out && found.len() == 2, "{found:?}");
    }
}

#[test]
fn a_hand_over_names_both_sides_in_the_review_and_in_both_histories() {
    for text in both_orders(BY_ID, &["E-1,andi2@x.example", "E-9,andi@x.example"]) {
        let mut account = account(5);
        import(&mut account, THREE);
        let texts = offboard::texts::Texts::new(offboard::domain::Language::English);
        let (list, _) = read(&mut account, &text, ImportOptions::default());
        let taken = lines(&mut account, list, RosterList::TakenOver);
        let said: Vec<String> = taken
            .iter()
            .flat_map(|row| offboard::wording::roster_taken_over(&texts, row))
            .collect();
        assert_eq!(said, ["andi@x.example moves from E-1 to E-9"]);
        let changed = lines(&mut account, list, RosterList::Changed);
        assert_eq!(
            offboard::wording::roster_change(&texts, &changed[0].changes[0]),
            "Email: andi@x.example → andi2@x.example (andi@x.example goes to E-9)"
        );
        import(&mut account, &text);
        let newest = |account: &mut Account, key: &str| {
            let user = Some(find(account, key));
            let filter = LogFilter {
                user,
                ..LogFilter::default()
            };
            let page = Page::first(1);
            match account.load(&Query::Log { filter, page }) {
                Answer::Log(window) => offboard::wording::log_entry_detail(&texts, &window.rows[0]),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(
            newest(&mut account, "E-1"),
            "Email: andi@x.example → andi2@x.example (andi@x.example goes to E-9)"
        );
        let new = newest(&mut account, "E-9");
        assert!(new.contains("(andi@x.example comes from E-1)"), "{new}");
        // Who is deleted is named no more.
        let path = account.file(
            "leavers.csv",
            "primary_email_address,unique_user_id\n,E-9\n",
        );
        let review = account.review(&path).unwrap();
        account.confirm(&review).unwrap();
        account.settle();
        assert_eq!(
            newest(&mut account, "E-1"),
            "Email: … → andi2@x.example (… goes to somebody who was deleted)"
        );
        account.checked();
        assert_eq!(
            account.files_with("andi@x.example"),
            Vec::<std::path::PathBuf>::new()
        );
    }
}

/// A roster in which identifiers go around among learners and newcomers: the rows, and who has what after them.
fn gone_around(seed: &[u32], learners: usize) -> (Vec<String>, Vec<(String, String)>) {
    let mut seed = seed.iter().cycle().copied();
    let mut shuffled = |mut list: Vec<String>| {
        for place in (1..list.len()).rev() {
            list.swap(place, seed.next().unwrap() as usize % (place + 1));
        }
        list
    };
    let all = |letter: &str| {
        (1..=learners + 2)
            .map(|n| format!("{letter}-{n}"))
            .collect::<Vec<_>>()
    };
    let (ids, emails) = (shuffled(all("E")), shuffled(all("m")));
    let mut rows = Vec::new();
    let mut after = Vec::new();
    for place in 0..learners + 2 {
        let (id, email) = (&ids[place], format!("{}@x.example", emails[place]));
        let present = format!("E-{}", place + 1);
        rows.push(if place >= learners || present == *id {
            format!("{id},,{email}")
        } else {
            format!("{present},{id},{email}")
        });
        after.push((email, id.clone()));
    }
    after.sort();
    (shuffled(rows), after)
}

#[test]
fn after_a_roster_everybody_has_what_it_says_however_identifiers_go_around() {
    use proptest::test_runner::{Config, TestRunner};
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(24)
    });
    let seeds = proptest::collection::vec(0..u32::MAX, 40);
    let tried = runner.run(
        &(seeds, 1..9_usize, proptest::bool::ANY),
        |(seed, learners, in_part)| {
            let mut account = account(5);
            let start = (1..=learners).map(|n| format!("E-{n},,m-{n}@x.example"));
            let start: Vec<String> = start.collect();
            import(&mut account, &format!("{RENAMED}\n{}\n", start.join("\n")));
            let present: Vec<UserId> = (1..=learners)
                .map(|n| find(&mut account, &format!("E-{n}")))
                .collect();
            let (rows, after) = gone_around(&seed, learners);
            let text = format!("{RENAMED}\n{}\n", rows.join("\n"));
            let options = if in_part {
                IN_PART
            } else {
                ImportOptions::default()
            };
            let (_, plan) = read(&mut account, &text, options);
            assert_eq!(refusals(&plan), [], "{text}");
            import_with(&mut account, &text, options);
            account.checked();
            let mut found = account.identities(50);
            found.retain(|(email, _)| email.ends_with("@x.example"));
            found.sort();
            assert_eq!(found, after, "{text}");
            // Each is still who they were.
            for row in &rows {
                let cells: Vec<&str> = row.split(',').collect();
                let now = if cells[1].is_empty() {
                    cells[0]
                } else {
                    cells[1]
                };
                let user = find(&mut account, now);
                let was = cells[0]
                    .strip_prefix("E-")
                    .unwrap()
                    .parse::<usize>()
                    .unwrap();
                let known = present.iter().position(|one| *one == user);
                let is_renamed = rows.iter().any(|other| {
                    let other: Vec<&str> = other.split(',').collect();
                    other[0] == cells[0] && !other[1].is_empty() && cells[1].is_empty()
                });
                let wanted = (was <= learners && !is_renamed).then(|| was - 1);
                assert_eq!(known, wanted, "{text}{row}");
            }
            Ok(())
        },
    );
    tried.unwrap();
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
