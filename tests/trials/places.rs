//! Trial 6: what may not be written, is not there, or goes away while it is open: a clear message each time, nothing
//! half done, and no write into a file that has lost its name.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use offboard::domain::op::{GroupOp, Op};
use offboard::error::{Error, Trouble};
use offboard::service::Service;

use crate::ground::{Ground, Ran, Template};
use crate::invariants::surroundings;

fn mode(path: &Path, mode: u32) {
    let wanted = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(path, wanted).unwrap();
}

/// Gives everything to the user that binds: modes do not bind root.
fn hand_over(ground: &Ground) {
    let mut command = Command::new("chown");
    let changed = command
        .args(["-R", "65534:65534"])
        .arg(ground.folder.path());
    // Who is not root is bound already.
    let _ = changed.output().unwrap();
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.starts_with(b"0\n")
}

/// Calls the program as somebody whom modes bind; none where that cannot be.
fn bound(ground: &Ground, words: &[&str]) -> Option<Ran> {
    let mut program = ground.command(words);
    if !is_root() {
        return Some(program.output().unwrap().into());
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(ground.folder.path());
    command.env_clear();
    for (name, value) in program.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let output = command.output().ok()?;
    let ran = Ran::from(output);
    // 126 and 127: the program itself is out of that user's reach.
    (!ran.err.contains("setpriv:")).then_some(ran)
}

fn assert_told(ran: &Ran, words: &str) {
    assert_eq!(ran.code, Some(5), "{ran:#?}");
    assert!(ran.err.contains(words), "no {words:?}: {ran:#?}");
}

const RESUME: &[&str] = &["deletions", "resume", "1"];

/// A place that may not be written: nothing happens, it is told, and it goes on once it may.
fn refused_at(place: &str, locked: u32, open: u32, words: &str) {
    let ground = Template::confirmed().lay_out();
    let path = ground.account().join(place);
    if !path.exists() {
        std::fs::create_dir(&path).unwrap();
    }
    hand_over(&ground);
    mode(&path, locked);
    let ran = bound(&ground, RESUME);
    mode(&path, open);
    let Some(ran) = ran else { return };
    assert_told(&ran, words);
    let state = ground.state(1);
    assert!(!crate::invariants::is_final(&state), "{place}: {state}");
    if let Some(ran) = bound(&ground, RESUME) {
        assert_eq!(ran.code, Some(1), "{place}: {ran:#?}");
    }
    ground.finish(place);
}

#[test]
fn a_read_only_database_is_told() {
    refused_at("offboard.db", 0o400, 0o600, "cannot be written");
}

#[test]
fn a_read_only_folder_is_told() {
    refused_at("", 0o500, 0o700, "cannot be written");
}

#[test]
fn a_read_only_journal_is_told() {
    refused_at("offboard.db.erasures", 0o400, 0o600, "cannot be written");
}

#[test]
fn a_folder_of_exports_that_may_not_be_written_pauses_the_batch() {
    refused_at("exports", 0o500, 0o700, "paused");
}

#[test]
fn a_key_that_may_not_be_read_is_told() {
    refused_at("offboard.db.key", 0o000, 0o600, "offboard.db.key");
}

#[test]
fn an_upload_that_may_not_be_read_pauses_the_batch() {
    refused_at("offboard.db.uploads/batch-1.csv", 0o000, 0o600, "paused");
}

#[test]
fn a_read_only_file_system_is_told() {
    let ground = Template::confirmed().lay_out();
    let script =
        "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && shift 0 && exec \"$@\"";
    let program = ground.command(RESUME);
    let mut command = Command::new("unshare");
    command
        .args(["-m", "sh", "-c", script])
        .arg(ground.folder.path())
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear();
    for (name, value) in program.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let ran = Ran::from(command.output().unwrap());
    let cannot_mount = ran.err.contains("mount:") || ran.err.contains("unshare:");
    if !cannot_mount {
        assert_told(&ran, "cannot be written");
    }
    ground.finish("a read-only file system");
}

#[test]
fn no_database_a_folder_and_a_pipe_in_its_place_are_told_apart() {
    let ground = Template::quiet().lay_out();
    let database = ground.database();
    std::fs::remove_file(&database).unwrap();
    let ran = ground.run(&["users", "list"]);
    assert_told(&ran, "no ");
    assert!(!database.exists(), "made out of nothing");
    std::fs::create_dir(&database).unwrap();
    assert_told(&ground.run(&["users", "list"]), "not a regular file");
    std::fs::remove_dir(&database).unwrap();
    let made = Command::new("mkfifo").arg(&database).status().unwrap();
    assert!(made.success());
    assert_told(&ground.run(&["users", "list"]), "not a regular file");
}

fn new_group() -> Op {
    Op::Group(GroupOp::Create {
        name: "One more".to_owned(),
    })
}

/// An open service whose files change under it.
fn while_open(change: impl FnOnce(&Ground), is_told: fn(&Trouble) -> bool) -> Ground {
    let ground = Template::confirmed().lay_out();
    let mut service = Service::open(&ground.database(), surroundings()).unwrap();
    let session = service.reader().unwrap().sole_operator().unwrap().unwrap();
    change(&ground);
    match service.execute(&session, &new_group(), None) {
        Err(Error::Environment(trouble)) if is_told(&trouble) => {}
        other => panic!("{other:?}"),
    }
    let mut paused = None;
    for _ in 0..3 {
        match service.step() {
            Ok(step) => paused = paused.or(step.paused),
            Err(Error::Environment(_)) => return ground,
            Err(other) => panic!("{other:?}"),
        }
        assert!(paused.is_some(), "the batch went on into nothing");
    }
    ground
}

#[test]
fn a_database_removed_while_open_takes_no_act_with_it() {
    let ground = while_open(
        |ground| std::fs::remove_file(ground.database()).unwrap(),
        |trouble| matches!(trouble, Trouble::NoSuchFile(_)),
    );
    assert!(!ground.database().exists());
}

#[test]
fn a_database_replaced_while_open_is_left_alone() {
    let ground = while_open(
        |ground| {
            let copy = ground.path("copy.db");
            std::fs::copy(ground.database(), &copy).unwrap();
            std::fs::rename(&copy, ground.database()).unwrap();
        },
        |trouble| matches!(trouble, Trouble::Replaced(_)),
    );
    let db = ground.look();
    let groups = "SELECT count(*) FROM groups WHERE name = 'One more'";
    let count: i64 = db.query_row(groups, [], |row| row.get(0)).unwrap();
    assert_eq!(count, 0);
}

#[test]
fn a_journal_removed_while_open_lets_nobody_be_deleted() {
    let ground = while_open(
        |ground| std::fs::remove_file(ground.account().join("offboard.db.erasures")).unwrap(),
        |trouble| matches!(trouble, Trouble::SideFileDamaged { .. }),
    );
    let db = ground.look();
    let users: i64 = db
        .query_row("SELECT count(*) FROM users", [], |row| row.get(0))
        .unwrap();
    assert_eq!(users, i64::try_from(ground.start.users.len()).unwrap());
}
