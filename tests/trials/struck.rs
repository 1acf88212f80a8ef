//! Trial 1, beside `kills`: SIGKILL at random moments of everything else that writes. After each the invariants hold, no
//! half file stands under a name that somebody asked for, and the next call leaves nothing behind that it did not make.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::ground::{Ground, Ran, Template, collect, for_each, is_long, tell};

/// Whether the file that was asked for is whole.
type IsWhole = fn(&Ground) -> bool;

/// A piece of work that is killed.
struct Scene {
    name: &'static str,
    template: fn() -> &'static Template,
    before: &'static [&'static [&'static str]],
    call: &'static [&'static str],
    /// Exit codes of the undisturbed call, and of the one after a kill.
    good: &'static [i32],
    /// The file that was asked for, if any, and what is in it when it is whole.
    file: Option<(&'static str, IsWhole)>,
    /// The next call after that.
    next: &'static [&'static str],
}

const SCENES: &[Scene] = &[
    Scene {
        name: "check",
        template: Template::quiet,
        before: &[],
        call: &["deletions", "check", "leavers.csv"],
        good: &[0, 1],
        file: None,
        next: &["users", "list"],
    },
    Scene {
        name: "import",
        template: Template::quiet,
        before: &[],
        call: &["users", "import", "joiners.csv"],
        good: &[0, 1, 4],
        file: None,
        next: &["users", "list"],
    },
    Scene {
        name: "export",
        template: Template::quiet,
        before: &[],
        call: &["users", "export", "-o", "taken/all.csv", "--force"],
        good: &[0],
        file: Some(("taken/all.csv", is_whole_roster)),
        next: &["users", "export", "-o", "taken/next.csv"],
    },
    Scene {
        name: "backup",
        template: Template::quiet,
        before: &[],
        call: &["db", "backup", "taken/copy.db", "--force"],
        good: &[0],
        file: Some(("taken/copy.db", is_whole_copy)),
        next: &["db", "backup", "taken/next.db"],
    },
    Scene {
        name: "restore",
        template: Template::confirmed,
        before: &[&["db", "backup", "copy.db"], &["deletions", "resume", "1"]],
        call: &["db", "restore", "copy.db", "--yes"],
        good: &[0],
        file: None,
        next: &["users", "list"],
    },
    Scene {
        name: "purge",
        template: Template::confirmed,
        before: &[&["deletions", "resume", "1", "--no-purge"]],
        call: &["db", "purge"],
        good: &[0],
        file: None,
        next: &["users", "list"],
    },
    Scene {
        name: "send",
        template: Template::confirmed,
        before: &[
            &["users", "disconnect", "CONNECTED", "--yes"],
            &["deletions", "resume", "1", "--no-purge"],
        ],
        call: &["outbox", "send"],
        good: &[0],
        file: None,
        next: &["users", "list"],
    },
];

const JOINERS: usize = 300;

fn is_whole_roster(ground: &Ground) -> bool {
    let text = std::fs::read_to_string(ground.path("taken/all.csv")).unwrap();
    text.ends_with('\n') && text.lines().count() == 1 + ground.start.users.len()
}

fn is_whole_copy(ground: &Ground) -> bool {
    let copy = rusqlite::Connection::open(ground.path("taken/copy.db")).unwrap();
    let sound: String = copy
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    let users: usize = copy
        .query_row("SELECT count(*) FROM users", [], |row| row.get(0))
        .unwrap();
    sound == "ok" && users == ground.start.users.len()
}

/// The account before the call.
fn prepared(scene: &Scene) -> Ground {
    let ground = (scene.template)().lay_out();
    std::fs::create_dir(ground.path("taken")).unwrap();
    let mut joiners = "preferred_first_name,primary_email_address,unique_user_id\n".to_owned();
    for number in 0..JOINERS {
        writeln!(joiners, "New,new{number}@enigma.example,NEW-{number}").unwrap();
    }
    std::fs::write(ground.path("joiners.csv"), joiners).unwrap();
    for words in scene.before {
        let words: Vec<String> = words.iter().map(|word| fill_in(&ground, word)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        ground.run(&words).ended(&[0, 1]);
    }
    ground
}

fn fill_in(ground: &Ground, word: &str) -> String {
    if word != "CONNECTED" {
        return word.to_owned();
    }
    let sql = "SELECT email FROM users WHERE connected = 1 AND email IS NOT NULL ORDER BY id DESC";
    ground.look().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What lies where, but for what SQLite keeps beside an open database.
fn names(ground: &Ground) -> BTreeSet<PathBuf> {
    let mut files = Vec::new();
    collect(ground.folder.path(), ground.folder.path(), &mut files);
    let mut letters = 0;
    let names = files.into_iter().map(|(name, _)| {
        // A message is called by its random Message-ID: how many there are is what counts.
        if name.extension().is_none_or(|ending| ending != "eml") {
            return name;
        }
        letters += 1;
        name.with_file_name(format!("message {letters}"))
    });
    let names: Vec<_> = names.collect();
    let stays = |name: &PathBuf| {
        let name = name.to_string_lossy();
        !name.ends_with("-wal") && !name.ends_with("-shm")
    };
    names.into_iter().filter(stays).collect()
}

/// Numbers that look random and are the same on every run.
fn dice(seed: u64) -> u64 {
    let mixed = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 20
}

/// Calls the program and kills it after a while; whether it was still at work.
fn killed(ground: &Ground, words: &[&str], life: Duration) -> bool {
    let mut command = ground.command(words);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    while began.elapsed() < life {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

fn judge(scene: &Scene, ground: &Ground, what: &str) {
    if let Some((name, is_whole)) = scene.file {
        let is_there = ground.path(name).exists();
        assert!(!is_there || is_whole(ground), "{what}: half a {name}");
    }
    let joined = "SELECT count(*) FROM users WHERE unique_id LIKE 'NEW-%'";
    let joined: usize = ground
        .look()
        .query_row(joined, [], |row| row.get(0))
        .unwrap();
    assert!([0, JOINERS].contains(&joined), "{what}: {joined} joined");
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{what}: {complaints:#?}");
}

#[test]
fn a_kill_at_any_moment_of_other_work_leaves_nothing_half_done_and_nothing_behind() {
    let rounds = if is_long() { 150 } else { 2 };
    let mut trials = Vec::new();
    for scene in SCENES {
        let ground = prepared(scene);
        let began = Instant::now();
        let ran: Ran = ground.run(scene.call).ended(scene.good);
        let life = began.elapsed();
        assert!(!ran.err.contains("panicked"), "{ran:#?}");
        if scene.file.is_none() {
            ground.run(scene.call).ended(scene.good);
        }
        ground.run(scene.next).ended(&[0]);
        let usual = names(&ground);
        trials.extend((0..rounds).map(|round| (scene, round, life, usual.clone())));
    }
    let kills = std::sync::atomic::AtomicUsize::new(0);
    for_each(&trials, |(scene, round, life, usual)| {
        let ground = prepared(scene);
        let longest = u64::try_from(life.as_micros()).unwrap() * 11 / 10;
        let moment = Duration::from_micros(dice(*round) % longest);
        let was_at_work = killed(&ground, scene.call, moment);
        kills.fetch_add(
            usize::from(was_at_work),
            std::sync::atomic::Ordering::SeqCst,
        );
        let what = format!("{} killed after {moment:?}", scene.name);
        judge(scene, &ground, &what);
        if scene.file.is_none() {
            ground.run(scene.call).ended(scene.good);
        }
        ground.run(scene.next).ended(&[0]);
        judge(scene, &ground, &what);
        // What a restore replaced is kept on purpose, under a name that tells the moment.
        let mut left: Vec<_> = names(&ground).difference(usual).cloned().collect();
        left.retain(|name| !name.to_string_lossy().contains(".replaced-"));
        assert!(left.is_empty(), "{what} leaves {left:?}");
    });
    tell("kills of other work", kills.into_inner());
}
