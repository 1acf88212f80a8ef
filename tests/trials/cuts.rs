//! Trials 20 and 21: the power goes. Everything that a scene does to the disk is recorded (`recorder.c`); images of what
//! may lie there after any part of it are laid out (`disk.rs`), opened as a new process would, and every promise is
//! asked: the invariants, that what was begun comes to its end, and that what a command had said was done is done.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use offboard::service::Service;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::disk::{Chance, Fate, Image, Recording};
use crate::ground::{Ground, Ran, Start, Template, command_on, for_each, is_long, scratch, tell};
use crate::invariants::{is_final, surroundings};
use crate::shim;
use crate::support::Account;

/// Variables by which a process is told which images to try.
const SCENE: &str = "CUTS_SCENE";
const FOLDER: &str = "CUTS_FOLDER";
const IMAGES: &str = "CUTS_IMAGES";
const FORGOTTEN: &str = "CUTS_FORGOTTEN";

/// Images of all scenes together; many are the same as the one before.
const SHORT: u64 = 4_000;
const LONG: u64 = 48_000;
/// Different images that must be tried of them.
const DIFFERENT_SHORT: u64 = 2_000;
const DIFFERENT_LONG: u64 = 20_000;
/// How often each fate comes: those that leave most to chance the most.
const OFTEN: [Fate; 10] = [
    Fate::Nothing,
    Fate::Torn,
    Fate::Everything,
    Fate::Some,
    Fate::Torn,
    Fate::Names,
    Fate::Torn,
    Fate::Some,
    Fate::Bytes,
    Fate::Torn,
];

/// Images that one process tries: it keeps a few files open for each.
const AT_ONCE: u64 = 60;

const LEARNERS: u64 = 40;
const LEAVERS: usize = 24;
const NEWCOMERS: usize = 30;

/// A call of a scene and what it promises once it has ended: asked of every image from there on.
struct Call {
    words: &'static [&'static str],
    good: &'static [i32],
    promise: fn(&Ground) -> bool,
}

/// A piece of work that loses its power.
struct Scene {
    name: &'static str,
    /// Makes the account ready for it.
    before: fn(&Ground),
    calls: &'static [Call],
    /// Files that are whole under their names or not there, and there once the scene is over.
    files: &'static [&'static str],
    /// How many shares of the images it gets.
    shares: u64,
}

const RUN: &[&str] = &[
    "deletions",
    "run",
    "leavers.csv",
    "--yes",
    "--confirm",
    "delete 24 users",
];
const IMPORT: &[&str] = &["users", "import", "newcomers.csv"];
const RESULTS: &str = "account/exports/deletion-1-results.csv";

const SCENES: &[Scene] = &[
    Scene {
        name: "run",
        before: |_| {},
        calls: &[
            Call {
                words: RUN,
                good: &[1],
                promise: is_over,
            },
            Call {
                words: &["deletions", "certificate", "1", "-o", "certificate.json"],
                good: &[0],
                promise: is_over,
            },
        ],
        files: &[RESULTS, "certificate.json"],
        shares: 4,
    },
    Scene {
        name: "run without a purge, and the purge",
        before: |_| {},
        calls: &[
            Call {
                words: &[
                    "deletions",
                    "run",
                    "leavers.csv",
                    "--yes",
                    "--confirm",
                    "delete 24 users",
                    "--no-purge",
                ],
                good: &[1],
                promise: |ground| {
                    state(ground).is_some_and(|state| state == "erasing" || is_final(&state))
                },
            },
            Call {
                words: &["db", "purge"],
                good: &[0],
                promise: is_over,
            },
        ],
        files: &[RESULTS],
        shares: 3,
    },
    Scene {
        name: "a batch that waits, and is withdrawn",
        before: |_| {},
        calls: &[
            Call {
                words: &[
                    "deletions",
                    "run",
                    "leavers.csv",
                    "--yes",
                    "--confirm",
                    "delete 24 users",
                    "--wait",
                    "1",
                ],
                good: &[0],
                promise: |ground| state(ground).is_some(),
            },
            Call {
                words: &["deletions", "withdraw", "1"],
                good: &[0],
                promise: |ground| state(ground).as_deref() == Some("withdrawn"),
            },
        ],
        files: &[],
        shares: 1,
    },
    Scene {
        name: "import",
        before: |_| {},
        calls: &[
            Call {
                words: IMPORT,
                good: &[0, 1],
                promise: has_newcomers,
            },
            Call {
                words: &["users", "export", "-o", "all.csv"],
                good: &[0],
                promise: has_newcomers,
            },
        ],
        files: &["all.csv"],
        shares: 2,
    },
    Scene {
        name: "backup",
        before: |_| {},
        calls: &[Call {
            words: &["db", "backup", "copy.db"],
            good: &[0],
            promise: |ground| is_backup(&ground.path("copy.db")),
        }],
        files: &["copy.db"],
        shares: 1,
    },
    Scene {
        name: "restore",
        before: |ground| {
            ground.run(&["db", "backup", "copy.db"]).ended(&[0]);
            ground.run(RUN).ended(&[1]);
        },
        calls: &[Call {
            words: &["db", "restore", "copy.db", "--yes"],
            good: &[0],
            promise: |ground| count(ground, "SELECT count(*) FROM recovered_deletions") == 24,
        }],
        files: &[],
        shares: 3,
    },
    Scene {
        name: "rekey",
        before: |ground| std::fs::remove_file(key(ground)).unwrap(),
        calls: &[Call {
            words: &["db", "rekey", "--yes"],
            good: &[0],
            promise: |ground| key(ground).is_file(),
        }],
        files: &[],
        shares: 1,
    },
    Scene {
        name: "migration",
        before: make_old,
        calls: &[Call {
            words: &["users", "list"],
            good: &[0],
            promise: |ground| count(ground, "PRAGMA user_version") > OLD,
        }],
        files: &[],
        shares: 1,
    },
];

fn key(ground: &Ground) -> PathBuf {
    ground.account().join("offboard.db.key")
}

fn count(ground: &Ground, sql: &str) -> i64 {
    let counted = ground.look().query_row(sql, [], |row| row.get(0));
    counted.unwrap_or(-1)
}

fn state(ground: &Ground) -> Option<String> {
    let sql = "SELECT state FROM batches WHERE id = 1";
    ground.look().query_row(sql, [], |row| row.get(0)).ok()
}

fn is_over(ground: &Ground) -> bool {
    state(ground).is_some_and(|state| is_final(&state))
}

fn has_newcomers(ground: &Ground) -> bool {
    let sql = "SELECT count(*) FROM users WHERE unique_id LIKE 'N-%'";
    count(ground, sql) == i64::try_from(NEWCOMERS).unwrap()
}

fn is_backup(path: &Path) -> bool {
    let opened = Connection::open(path).unwrap();
    let sound = opened.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0));
    let users = opened.query_row("SELECT count(*) FROM users", [], |row| row.get::<_, u64>(0));
    sound.is_ok_and(|sound| sound == "ok") && users.is_ok_and(|users| users == LEARNERS)
}

/// Schema of the version that the migration begins with: what learners did is packed on the way from it.
const OLD: i64 = 5;

/// Puts the account back to an older schema, whose migrations run with the next opening.
fn make_old(ground: &Ground) {
    const SCHEMA: [&str; 5] = [
        include_str!("../../src/store/schema/0001_account.sql"),
        include_str!("../../src/store/schema/0002_desk.sql"),
        include_str!("../../src/store/schema/0003_sending.sql"),
        include_str!("../../src/store/schema/0004_approval.sql"),
        include_str!("../../src/store/schema/0005_farewells.sql"),
    ];
    let old = ground.path("old.db");
    let db = Connection::open(&old).unwrap();
    db.pragma_update(None, "application_id", 0x4F46_4642)
        .unwrap();
    for sql in SCHEMA {
        db.execute_batch(sql).unwrap();
    }
    db.execute("ATTACH ?1 AS new", [ground.database().to_str().unwrap()])
        .unwrap();
    db.execute_batch("DELETE FROM counters").unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let tables = names(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for table in tables {
        let columns = names(&format!(
            "SELECT name FROM pragma_table_info('{table}', 'main')"
        ))
        .join(", ");
        let sql = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        db.execute_batch(&sql).unwrap();
    }
    db.execute_batch(
        "INSERT INTO main.records SELECT (h.user_id << 20) | (3 << 16) | seq, course_id, at, minutes, NULL \
         FROM new.histories h JOIN new.user_activity a ON a.user_id = h.user_id;
         DELETE FROM main.sqlite_sequence;
         INSERT INTO main.sqlite_sequence SELECT * FROM new.sqlite_sequence;
         DETACH new;",
    )
    .unwrap();
    db.pragma_update(None, "user_version", OLD).unwrap();
    drop(db);
    std::fs::rename(old, ground.database()).unwrap();
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(ground.account().join(format!("offboard.db{ending}")));
    }
}

/// The account that every scene begins with: leavers and newcomers lie beside it.
fn quiet() -> Ground {
    let mut account = Account::seeded(LEARNERS);
    let people = account.identities(usize::MAX);
    let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
    let on_hold = "SELECT count(*) FROM users WHERE hold_since IS NOT NULL AND unique_id = ?1";
    let db = Connection::open(&account.database).unwrap();
    let is_free = |id: &str| {
        let held = db.query_row(on_hold, [id], |row| row.get::<_, i64>(0));
        held.unwrap() == 0
    };
    for (_, id) in people.iter().filter(|(_, id)| is_free(id)).take(LEAVERS) {
        writeln!(leavers, ",{id}").unwrap();
    }
    drop(db);
    account.file(
        "leavers.csv",
        leavers + "nobody@nowhere.example,\n,E-unknown\n",
    );
    let mut newcomers = "unique_user_id,first_name,last_name\n".to_owned();
    for newcomer in 0..NEWCOMERS {
        writeln!(newcomers, "N-{newcomer},New,Comer").unwrap();
    }
    account.file("newcomers.csv", newcomers);
    Template::of(account).lay_out()
}

/// A scene that was played once, as files: what was there before, and the log.
struct Played {
    scene: &'static Scene,
    number: usize,
    folder: PathBuf,
    recording: Recording,
}

/// All scenes, played once.
fn played() -> &'static [Played] {
    static PLAYED: OnceLock<Vec<Played>> = OnceLock::new();
    PLAYED.get_or_init(|| (0..SCENES.len()).map(play).collect())
}

/// Plays a scene with everything recorded.
fn play(number: usize) -> Played {
    let scene = &SCENES[number];
    let ground = quiet();
    let folder = scratch().join(format!("cuts-{number}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(ground.database(), folder.join("start.db")).unwrap();
    (scene.before)(&ground);
    // The database begins as whoever closed it left it: in one file.
    Connection::open(ground.database())
        .unwrap()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    let root = std::fs::canonicalize(ground.folder.path()).unwrap();
    let copied = Command::new("cp")
        .arg("-a")
        .args([&root, &folder.join("before")])
        .status();
    assert!(copied.unwrap().success());
    let log = folder.join("log");
    let numbers = Recording::numbers(&root);
    std::fs::write(
        folder.join("numbers"),
        serde_json::to_vec(&numbers).unwrap(),
    )
    .unwrap();
    for call in scene.calls {
        let database = root.join("account").join("offboard.db");
        let mut command = command_on(&root, &database, call.words);
        shim::record(&mut command, &root, &log);
        command.env("TMPDIR", scratch());
        Ran::from(command.output().unwrap()).ended(call.good);
        let mut told = std::fs::OpenOptions::new();
        let mut told = told.append(true).open(&log).unwrap();
        told.write_all(&[0]).unwrap();
    }
    let recording = read(&folder);
    // What was recorded is what there is now, or nothing that follows means anything.
    let now = recording.whole(recording.happened.len());
    assert!(
        now == there_is(&root),
        "{}: the recording is not whole",
        scene.name
    );
    Played {
        scene,
        number,
        folder,
        recording,
    }
}

fn read(folder: &Path) -> Recording {
    let numbers = std::fs::read(folder.join("numbers")).unwrap();
    let numbers: Vec<(String, u64)> = serde_json::from_slice(&numbers).unwrap();
    let log = std::fs::read(folder.join("log")).unwrap();
    Recording::read(&folder.join("before"), &numbers, &log)
}

/// A folder as it is, without shared memory.
fn there_is(root: &Path) -> Image {
    let mut files = Vec::new();
    crate::ground::collect(root, root, &mut files);
    let mut image = Image::default();
    for (path, bytes) in files {
        let is_shared = path.to_str().unwrap().ends_with("-shm");
        for folder in path.ancestors().skip(1) {
            if folder != Path::new("") {
                image.folders.insert(folder.to_owned());
            }
        }
        if !is_shared {
            image.files.insert(path, bytes);
        }
    }
    // Folders without files count as well.
    let mut folders = vec![root.to_owned()];
    while let Some(inside) = folders.pop() {
        for path in std::fs::read_dir(inside)
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
        {
            if path.is_dir() {
                image
                    .folders
                    .insert(path.strip_prefix(root).unwrap().to_owned());
                folders.push(path);
            }
        }
    }
    image
}

/// What an image is compared with.
struct View {
    /// When the scene began.
    before: Image,
    /// When it was over.
    whole: Image,
    /// The account before anything happened to it.
    start: Start,
}

/// What of a scene's promises does not hold on an image of it.
fn complaints(scene: &Scene, ended: usize, image: &Image, view: &View) -> Vec<String> {
    let ground = Ground {
        folder: tempfile::tempdir().unwrap(),
        start: view.start.clone(),
    };
    image.lay_out(ground.folder.path());
    let mut found = Vec::new();
    for name in scene.files {
        let (there, wanted) = (
            image.files.get(Path::new(name)),
            view.whole.files.get(Path::new(name)),
        );
        let is_over = ended == scene.calls.len();
        match (there, wanted) {
            (Some(there), Some(wanted)) if there == wanted => {}
            (None, Some(_)) if !is_over => {}
            _ => found.push(format!("{name} is not whole")),
        }
    }
    if scene.name == "rekey" && !opens(&ground, &mut found) {
        return found;
    }
    found.extend(ground.complaints());
    if !found.is_empty() {
        return found;
    }
    found.extend(uploads(&ground));
    found.extend(mail(&ground, view));
    for call in &scene.calls[..ended] {
        if !(call.promise)(&ground) {
            found.push(format!("{:?} was done and is not", call.words));
        }
    }
    match drive(&ground) {
        Ok(()) => found.extend(ground.complaints()),
        Err(told) => found.push(told),
    }
    found
}

/// While the key is being made anew there may be none: then it is made once more.
fn opens(ground: &Ground, found: &mut Vec<String>) -> bool {
    use offboard::error::{Error, Trouble};
    match Service::open(&ground.database(), surroundings()).map(drop) {
        Err(Error::Environment(Trouble::KeyMissing(_))) => {
            let renewed = Service::renew_key(&ground.database(), surroundings());
            found.extend(renewed.err().map(|error| format!("no new key: {error}")));
        }
        other => found.extend(
            other
                .err()
                .map(|error| format!("it does not open: {error}")),
        ),
    }
    found.is_empty()
}

/// Whoever confirmed a batch was promised that these bytes will be run.
fn uploads(ground: &Ground) -> Vec<String> {
    let db = ground.look();
    let sql = "SELECT id, state, sha256 FROM batches";
    let mut statement = db.prepare(sql).unwrap();
    let batches = statement.query_map([], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    });
    let open = batches
        .unwrap()
        .map(Result::unwrap)
        .filter(|(_, state, _)| !is_final(state));
    let wrong = open.filter(|(id, _, sha256)| {
        let path = format!("offboard.db.uploads/batch-{id}.csv");
        let bytes = std::fs::read(ground.account().join(path)).unwrap_or_default();
        let found = Sha256::digest(&bytes);
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        found != *sha256
    });
    wrong
        .map(|(id, ..)| format!("the upload of batch {id} is not whole"))
        .collect()
}

/// Mail that counts as sent lies in its folder.
fn mail(ground: &Ground, view: &View) -> Vec<String> {
    let db = ground.look();
    let mut statement = db
        .prepare("SELECT message_id FROM outbox WHERE state = 'sent'")
        .unwrap();
    let sent = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    let names = sent.map(|id| format!("{}.eml", id.unwrap().trim_matches(['<', '>'])));
    let is_lost = |name: &String| {
        let below = Path::new("account/mail").join(name);
        let read = std::fs::read(ground.path("").join(&below)).ok();
        let known = [&view.before, &view.whole].map(|image| image.files.get(&below));
        read.is_none() || !known.contains(&read.as_ref())
    };
    names
        .filter(is_lost)
        .map(|name| format!("{name} counts as sent"))
        .collect()
}

/// Lets the background work run until nothing is left to do, as a console would.
fn drive(ground: &Ground) -> Result<(), String> {
    let mut service =
        Service::open(&ground.database(), surroundings()).map_err(|error| error.to_string())?;
    for _ in 0..1_000 {
        let step = service.step().map_err(|error| error.to_string())?;
        if let Some((batch, why)) = step.paused {
            return Err(format!("batch {batch} is paused: {why}"));
        }
        if step.mail_is_under_way {
            let patience = std::time::Duration::from_secs(60);
            service
                .wait_for_mail(patience)
                .map_err(|error| error.to_string())?;
        } else if !step.more {
            drop(service);
            let open = state(ground).is_some_and(|state| !is_final(&state) && state != "scheduled");
            return if open {
                Err("the batch does not end".to_owned())
            } else {
                Ok(())
            };
        }
    }
    Err("the background work never ends".to_owned())
}

/// Syncs that a program might forget: where, and of which file.
type Forgotten = (&'static str, &'static str, fn(&str) -> bool);

const FORGOTTEN_SYNCS: &[Forgotten] = &[
    (
        "the upload",
        "a batch that waits, and is withdrawn",
        |name| name.contains("/review-"),
    ),
    (
        "the upload's name",
        "a batch that waits, and is withdrawn",
        |name| name.ends_with(".uploads"),
    ),
    ("the journal", "run", |name| name.ends_with(".erasures")),
    ("the log of the database", "run", |name| {
        name.ends_with("-wal")
    }),
    ("the database", "run", |name| name.ends_with("offboard.db")),
    ("the results", "run", |name| {
        name.starts_with("account/exports/")
    }),
    ("the results' name", "run", |name| name == "account/exports"),
    ("the folder of results", "run", |name| name == "account"),
    ("the certificate", "run", |name| {
        name.starts_with(".offboard-")
    }),
    ("the mail", "run", |name| name.contains("/mail/")),
    ("the mail's name", "run", |name| name == "account/mail"),
    ("the backup", "backup", |name| name.contains("copy.db.part")),
    ("the backup's name", "backup", str::is_empty),
    ("the restored database", "restore", |name| {
        name.contains("offboard.db.restoring")
    }),
    ("the new key", "rekey", |name| name.contains(".key")),
    ("the database that is migrated", "migration", |name| {
        name.ends_with("-wal")
    }),
];

/// The images of a recording that are to be tried, from one number to another of so many, and what was found.
#[test]
#[ignore = "led by the trials in processes of their own"]
fn images_of_a_recording() {
    let Ok(scene) = std::env::var(SCENE) else {
        return;
    };
    let scene = &SCENES[scene.parse::<usize>().unwrap()];
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let mut recording = read(&folder);
    if let Ok(forgotten) = std::env::var(FORGOTTEN) {
        let (.., of) = FORGOTTEN_SYNCS[forgotten.parse::<usize>().unwrap()];
        recording = recording.without_sync(of);
    }
    let images = std::env::var(IMAGES).unwrap();
    let images: Vec<u64> = images
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let [from, to, all] = images[..] else {
        panic!("{images:?}")
    };
    let last = recording.happened.len();
    let view = View {
        before: recording.whole(0),
        whole: recording.whole(last),
        start: Start {
            planned: BTreeSet::new(),
            ..Start::read(&folder.join("start.db"))
        },
    };
    let ends = recording.ends();
    let mut different = BTreeSet::new();
    let mut narration = std::io::stderr();
    for number in from..to {
        let until = usize::try_from(number * (last as u64 + 1) / all)
            .unwrap()
            .min(last);
        let fate = OFTEN[usize::try_from(number).unwrap() % OFTEN.len()];
        let image = recording.cut(until, fate, &mut Chance::beginning(number + 1));
        let ended = ends.iter().filter(|end| **end <= until).count();
        if !different.insert((ended, print(&image))) {
            continue;
        }
        for complaint in complaints(scene, ended, &image, &view) {
            let scene = scene.name;
            let what = format!("{scene}, {until} of {last}, {fate:?}, image {number}");
            writeln!(narration, "RED {what}: {complaint}").unwrap();
        }
    }
    writeln!(narration, "TRIED {}", different.len()).unwrap();
}

/// Tells one image from another.
fn print(image: &Image) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (path, bytes) in &image.files {
        hash.update(path.to_str().unwrap());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    for path in &image.folders {
        hash.update(path.to_str().unwrap());
    }
    hash.finalize().to_vec()
}

/// Some images of a scene, to be tried by a process of their own.
#[derive(Clone)]
struct Part<'p> {
    played: &'p Played,
    from: u64,
    to: u64,
    all: u64,
    forgotten: Option<usize>,
}

impl Part<'_> {
    /// Tries them; answers how many were different, and what was found.
    fn tried(&self) -> (u64, Vec<String>) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "cuts::images_of_a_recording",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(SCENE, self.played.number.to_string())
            .env(FOLDER, &self.played.folder)
            .env(IMAGES, format!("{} {} {}", self.from, self.to, self.all));
        if let Some(forgotten) = self.forgotten {
            command.env(FORGOTTEN, forgotten.to_string());
        }
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        let mut red: Vec<String> = text
            .lines()
            .filter_map(|line| line.split_once("RED ").map(|(_, told)| told.to_owned()))
            .collect();
        let tried = text.lines().find_map(|line| line.split_once("TRIED "));
        let tried = tried.and_then(|(_, number)| number.trim().parse().ok());
        if tried.is_none() {
            red.push(text.into_owned());
        }
        (tried.unwrap_or_default(), red)
    }
}

fn parts(played: &Played, all: u64, forgotten: Option<usize>) -> Vec<Part<'_>> {
    let starts = (0..all).step_by(usize::try_from(AT_ONCE).unwrap());
    starts
        .map(|from| Part {
            played,
            from,
            to: (from + AT_ONCE).min(all),
            all,
            forgotten,
        })
        .collect()
}

#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_promised() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let (images, wanted) = if is_long() {
        (LONG, DIFFERENT_LONG)
    } else {
        (SHORT, DIFFERENT_SHORT)
    };
    let shares: u64 = SCENES.iter().map(|scene| scene.shares).sum();
    let played = played();
    let all: Vec<Part<'_>> = played
        .iter()
        .flat_map(|played| parts(played, images * played.scene.shares / shares, None))
        .collect();
    let different = AtomicU64::new(0);
    for_each(&all, |part| {
        let (tried, red) = part.tried();
        different.fetch_add(tried, Ordering::SeqCst);
        assert!(red.is_empty(), "{}", red.join("\n"));
    });
    for played in played {
        tell(played.scene.name, played.recording.happened.len());
    }
    let different = different.into_inner();
    tell("different images", usize::try_from(different).unwrap());
    assert!(different >= wanted || std::env::var_os("OFFBOARD_MINUTES").is_some());
}

/// Negative controls: with any one sync left out, some image turns red.
#[test]
fn a_sync_that_is_left_out_turns_the_harness_red() {
    const IMAGES: u64 = 240;
    let numbers: Vec<usize> = (0..FORGOTTEN_SYNCS.len()).collect();
    let played = played();
    for_each(&numbers, |number| {
        let (what, scene, _) = FORGOTTEN_SYNCS[*number];
        let played = played
            .iter()
            .find(|played| played.scene.name == scene)
            .unwrap();
        let red = parts(played, IMAGES, Some(*number))
            .iter()
            .any(|part| !part.tried().1.is_empty());
        assert!(red, "nobody noticed that {what} was not synced");
    });
}
