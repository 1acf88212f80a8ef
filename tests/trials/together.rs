//! Trial 7: eight operators' processes at once with one batch: nothing is lost, nothing is done twice, and nobody reads
//! that something is locked.

use std::process::Child;

use crate::ground::{Ground, Ran, Template, is_long};

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
