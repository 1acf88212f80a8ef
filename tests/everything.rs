//! The whole account written into a folder, and made anew of it: both are the same, but for what the folder leaves out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::fs;
use std::path::Path;

use offboard::domain::Language;
use offboard::domain::columns::LearningField;
use offboard::domain::id::{LicenseTypeId, UserId};
use offboard::domain::learning::LearningImport;
use offboard::domain::op::{ImportOp, Op, PeopleOp};
use offboard::domain::query::{Answer, Query};
use offboard::domain::report::{AggregateReport, LearnerReport};
use offboard::domain::settings::{ProfileConnection, Settings};
use offboard::domain::user::{Profile, UserFilter};
use offboard::error::{Error, Trouble};
use offboard::service::{HeaderNames, NewAccount, Reader, Service, read_beginning};
use offboard::texts::Texts;
use offboard::wording;
use proptest::prelude::*;
use support::{Account, surroundings};

/// Everything that both accounts have, with learners by their place.
#[derive(Debug, PartialEq)]
struct Seen {
    settings: Settings,
    licenses: Vec<(String, u64, u64, u64)>,
    groups: Vec<(String, u64)>,
    totals: AggregateReport,
    people: Vec<(Profile, LearnerReport)>,
}

fn seen(reader: &mut Reader, session: &offboard::domain::operator::Session) -> Seen {
    let mut ask = |query: Query| reader.load(session, &query).unwrap();
    let Answer::Settings(settings) = ask(Query::Settings) else {
        panic!("no settings")
    };
    let Answer::Licenses(types) = ask(Query::Licenses) else {
        panic!("no licenses")
    };
    let Answer::Groups(groups) = ask(Query::Groups) else {
        panic!("no groups")
    };
    let Answer::AggregateReport(totals) = ask(Query::AggregateReport) else {
        panic!("no totals")
    };
    let Answer::UserIds(mut ids) = ask(Query::UserIds(UserFilter::default())) else {
        panic!("no users")
    };
    ids.sort_unstable();
    let mut people = Vec::new();
    for (place, user) in (1..).zip(ids) {
        let Answer::Profile(profile) = ask(Query::Profile(user)) else {
            panic!("no profile")
        };
        let Answer::LearnerReport(report) = ask(Query::LearnerReport(user)) else {
            panic!("no report")
        };
        let mut profile = *profile.unwrap();
        profile.id = UserId(place);
        for (number, group) in (1..).zip(&mut profile.groups) {
            group.0 = offboard::domain::id::GroupId(number);
        }
        people.push((profile, report));
    }
    let types = types.into_iter();
    let groups = groups.into_iter();
    Seen {
        settings: *settings,
        licenses: types
            .map(|kind| (kind.name, kind.seats, kind.invited, kind.activated))
            .collect(),
        groups: groups.map(|group| (group.name, group.members)).collect(),
        totals,
        people,
    }
}

fn anew(account: &Account, folder: &Path, name: &str) -> (Service, std::path::PathBuf) {
    let database = account.folder.path().join("anew").join("offboard.db");
    let new = NewAccount {
        account: name.to_owned(),
        admin_name: "Rina".to_owned(),
        admin_email: "rina@admin.example".to_owned(),
        passphrase: None,
        language: Language::English,
    };
    let made = Service::create_from(&database, &new, folder, surroundings(&account.clock));
    (made.unwrap(), database)
}

const REPORT: &str =
    "Email,Unique User ID,Hours Viewed,Course Views,Course Completions,Days Logged In\n";

/// An account in which much was done: deletions, holds, licenses, settings, a learning report.
fn lived(learners: u64, seed: u64, acts: &[(u8, usize)]) -> Account {
    let mut account = Account::seeded(0);
    account
        .service
        .seed(&account.session.clone(), learners, seed, &mut |_| true)
        .unwrap();
    let ids: Vec<UserId> = (1..=i64::try_from(learners).unwrap()).map(UserId).collect();
    for (act, place) in acts {
        let users = vec![ids[place % ids.len()]];
        let op = match act % 5 {
            0 => Op::People(PeopleOp::PlaceHold {
                users,
                reason: "A case, \"open\"\nstill".to_owned(),
            }),
            1 => Op::People(PeopleOp::Disconnect { users }),
            2 => Op::People(PeopleOp::SetLicense {
                users,
                license: None,
            }),
            3 => Op::People(PeopleOp::SetLicense {
                users,
                license: Some(LicenseTypeId(2)),
            }),
            _ => account.settings_changed(|it| {
                it.gate_users = *place as u64 + 1_000;
                it.profile_connection = ProfileConnection::Required;
                it.other_products = vec!["Recruiter".to_owned()];
            }),
        };
        // What does not apply changes nothing.
        let _ = account.execute(&op);
    }
    let someone = account.identities(1).remove(0);
    let report = account.file(
        "summary.csv",
        format!("{REPORT}{},{},2:30:00,4,1,3\n", someone.0, someone.1),
    );
    let headers = read_beginning(&report).unwrap().headers;
    let columns = HeaderNames::<LearningField>::read().unwrap().find(&headers);
    let session = account.session.clone();
    let review = account
        .reader
        .read_learning(&session, &report, columns, Default::default(), &mut |_| {
            true
        })
        .unwrap();
    account
        .execute(&Op::Import(ImportOp::Learning(LearningImport {
            report: review.token,
            period: "2026-10".parse().unwrap(),
            empties: false,
        })))
        .unwrap();
    account
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_account_made_of_its_files_is_the_same(
        learners in 1_u64..60,
        seed in any::<u64>(),
        acts in prop::collection::vec((any::<u8>(), 0_usize..60), 0..12),
        leaves in any::<bool>(),
    ) {
        let mut account = lived(learners, seed, &acts);
        if leaves && learners > 1 {
            let gone = account.identities(1).remove(0);
            let path = account.file(
                "leavers.csv",
                format!("primary_email_address,unique_user_id\r\n{},{}\r\n", gone.0, gone.1),
            );
            let review = account.review(&path).unwrap();
            if account.confirm(&review).is_ok() {
                account.settle();
            }
        }
        let folder = account.folder.path().join("out");
        account.reader.export_everything(&account.session, &folder).unwrap();
        let (mut service, _) = anew(&account, &folder, "");
        let mut reader = service.reader().unwrap();
        let session = reader.sole_operator().unwrap().unwrap();
        let first = seen(&mut account.reader, &account.session);
        prop_assert_eq!(&first, &seen(&mut reader, &session));
        // What is written of it again is the same to the byte.
        let again = account.folder.path().join("again");
        reader.export_everything(&session, &again).unwrap();
        for name in ["manifest.json", "account.json", "learners.jsonl", "roster.csv"] {
            prop_assert_eq!(fs::read(folder.join(name)).unwrap(), fs::read(again.join(name)).unwrap(), "{}", name);
        }
        prop_assert!(service.check(&session, &mut |_| true).unwrap().is_well());
    }
}

#[test]
fn a_folder_that_is_not_whole_makes_no_account() {
    let mut account = lived(5, 1, &[]);
    let folder = account.folder.path().join("out");
    let session = account.session.clone();
    account.reader.export_everything(&session, &folder).unwrap();
    // Never into a folder in which something lies.
    let twice = account.reader.export_everything(&session, &folder);
    assert!(matches!(twice, Err(Error::Environment(Trouble::Exists(_)))));
    let learners = folder.join("learners.jsonl");
    let whole = fs::read_to_string(&learners).unwrap();
    let first = whole.lines().next().unwrap().to_owned();
    for content in [
        whole.replacen("first_name", "firstname", 1),
        whole
            .lines()
            .skip(1)
            .map(|line| format!("{line}\n"))
            .collect(),
        format!("{whole}{first}\n"),
        whole.replacen("\"connected\":", "\"connected\": ", 1),
    ] {
        fs::write(&learners, content).unwrap();
        let database = account.folder.path().join("anew").join("offboard.db");
        let new = NewAccount {
            account: String::new(),
            admin_name: "Rina".to_owned(),
            admin_email: "rina@admin.example".to_owned(),
            passphrase: None,
            language: Language::English,
        };
        let made = Service::create_from(&database, &new, &folder, surroundings(&account.clock));
        let error = made.err().unwrap();
        assert!(
            matches!(error, Error::Environment(Trouble::ExportDamaged { .. })),
            "{error:?}"
        );
        assert!(!Service::exists(&database));
        // Nor anything else: the next try begins from nothing.
        let left: Vec<_> = fs::read_dir(database.parent().unwrap()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
        let told = wording::error(&Texts::new(Language::English), &error);
        assert!(told.happened.contains("learners.jsonl"), "{told:?}");
        assert_eq!(
            told.means,
            "No account was made, and no file was left behind."
        );
    }
    fs::write(&learners, whole).unwrap();
    let (service, _) = anew(&account, &folder, "Another");
    let mut reader = service.reader().unwrap();
    let session = reader.sole_operator().unwrap().unwrap();
    let made = seen(&mut reader, &session);
    assert_eq!(made.settings.account, "Another");
    assert_eq!(made.people.len(), 5);
}
