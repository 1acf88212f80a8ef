//! Trial 7: eight operators' processes at once with one batch: nothing is lost, nothing is done twice, and nobody reads
//! that something is locked.

use std::process::Child;

use offboard::domain::identifier::Fit;
use offboard::domain::op::{Op, PeopleOp};
use offboard::domain::query::{Answer, Query};
use offboard::error::{Error, Trouble};

use crate::ground::{Ground, Ran, Template, command_on, is_long};
use crate::support::Account;

const RESUMING: usize = 4;
const EDITING: usize = 4;

fn start(ground: &Ground, words: &[&str]) -> Child {
    let mut command = ground.command(words);
    command.stdout(std::process::Stdio::piped());
    command.stderr(std::process::Stdio::piped());
    command.spawn().unwrap()
}

fn end(child: Child) -> Ran {
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert!(!ran.err.contains("locked"), "{ran:#?}");
    assert!(!ran.err.contains("busy"), "{ran:#?}");
    ran
}

#[test]
fn eight_processes_with_one_batch_lose_nothing_and_do_nothing_twice() {
    let rounds = if is_long() { 50 } else { 1 };
    for _ in 0..rounds {
        together();
    }
}

fn together() {
    let ground = Template::confirmed().lay_out();
    let acts = if is_long() { 12 } else { 4 };
    let start_of_users = &ground.start;
    let staying = start_of_users.users.iter();
    let staying = staying.filter(|(user, _)| !start_of_users.planned.contains(user));
    let ids: Vec<String> = staying.filter_map(|(_, (_, id))| id.clone()).collect();
    let resuming: Vec<Child> = (0..RESUMING)
        .map(|_| start(&ground, &["deletions", "resume", "1"]))
        .collect();
    std::thread::scope(|scope| {
        for editor in 0..EDITING {
            let (ground, ids) = (&ground, &ids);
            scope.spawn(move || {
                for act in 0..acts {
                    let id = &ids[editor * acts + act];
                    let title = format!("Title {editor}-{act}");
                    let child = start(ground, &["users", "edit", id, "--job-title", &title]);
                    let ran = end(child);
                    assert_eq!(ran.code, Some(0), "{ran:#?}");
                }
            });
        }
    });
    for child in resuming {
        let ran = end(child);
        // 4: another one had finished it before this one began.
        assert!([Some(1), Some(4)].contains(&ran.code), "{ran:#?}");
    }
    ground.finish("eight at once");
    let db = ground.look();
    let titles: i64 = db
        .query_row(
            "SELECT count(*) FROM users WHERE job_title LIKE 'Title %-%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(titles, i64::try_from(EDITING * acts).unwrap(), "lost acts");
    let twice: i64 = db
        .query_row(
            "SELECT count(*) FROM log WHERE act = 'batch_finish' OR act = 'batch_purge'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(twice, 2, "an end that came twice");
}

#[test]
fn a_process_that_purged_keeps_its_hold_on_the_database_while_others_look() {
    let mut account = Account::seeded(60);
    let people = account.identities(60);
    let (gone, staying) = people.split_at(20);
    let rows: String = gone.iter().map(|(_, id)| format!(",{id}\n")).collect();
    let text = format!("primary_email_address,unique_user_id\n{rows}");
    let file = account.file("leavers.csv", text);
    let review = account.review(&file).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    assert!(account.batch(batch).state.is_final());
    // Whoever believes to be alone takes the log away with them, at the latest when they go.
    let elsewhere = |account: &Account, words: &[&str]| {
        let mut command = command_on(account.folder.path(), &account.database, words);
        Ran::from(command.output().unwrap()).ended(&[0])
    };
    elsewhere(&account, &["deletions", "list"]);
    let held = &staying[0].1;
    let Answer::FindUser(Fit::One(user)) = account.load(&Query::FindUser(held.clone())) else {
        panic!("{held} is not found");
    };
    let (users, reason) = (vec![user], "court case".to_owned());
    account
        .execute(&Op::People(PeopleOp::PlaceHold { users, reason }))
        .unwrap();
    let shown = elsewhere(&account, &["users", "show", held, "--format", "json"]);
    assert!(shown.out.contains("court case"), "{shown:#?}");
    // Nor is any file of the database read as somebody's list, or replaced by one.
    for name in ["", "-wal", "-shm"] {
        let path = format!("{}{name}", account.database.display());
        let refused = account.review(std::path::Path::new(&path));
        let of_the_database =
            |error| matches!(error, Some(Error::Environment(Trouble::OfTheDatabase(_))));
        assert!(of_the_database(refused.err()), "{name}");
        let target = std::path::Path::new(&path);
        let backup = (account.service).backup(&account.session, Some(target), true, &mut |_| true);
        assert!(of_the_database(backup.err()), "{name}");
    }
}
