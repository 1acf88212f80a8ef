//! Trial 5: a damaged database, or one from elsewhere: it is told, nothing panics, and nothing is written once it is known.

use std::path::Path;

use offboard::error::{Error, Trouble};
use offboard::service::Service;

use crate::ground::{Ground, Ran, Template, for_each, is_long, tell};
use crate::invariants::surroundings;

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[derive(Debug, Clone, Copy)]
enum Damage {
    Flipped(usize),
    Zeroed,
    Truncated,
    Lengthened,
    Magic,
    ForeignLog,
    TornLog,
    NewerSchema,
    Swapped,
    JournalFlipped,
    KeyFlipped,
}

const DAMAGES: [Damage; 12] = [
    Damage::Flipped(1),
    Damage::Flipped(40),
    Damage::Flipped(4_000),
    Damage::Zeroed,
    Damage::Truncated,
    Damage::Lengthened,
    Damage::Magic,
    Damage::ForeignLog,
    Damage::TornLog,
    Damage::NewerSchema,
    Damage::Swapped,
    Damage::JournalFlipped,
];

fn side(database: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

fn flip(bytes: &mut [u8], dice: &mut Dice, count: usize) {
    for _ in 0..count {
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
    }
}

/// A write-ahead log with some frames in it, as a killed process leaves it.
fn unfinished_log(rows: usize) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE other (text)")
        .unwrap();
    for row in 0..rows {
        db.execute(
            "INSERT INTO other VALUES (?1)",
            [format!("row {row}").repeat(50)],
        )
        .unwrap();
    }
    std::fs::read(side(&path, "-wal")).unwrap()
}

fn damage(ground: &Ground, damage: Damage, dice: &mut Dice) {
    let database = ground.database();
    match damage {
        Damage::Flipped(count) => change(&database, |bytes| flip(bytes, dice, count)),
        Damage::Zeroed => change(&database, |bytes| {
            let page = dice.below(bytes.len() / 4_096);
            bytes[page * 4_096..(page + 1) * 4_096].fill(0);
        }),
        Damage::Truncated => change(&database, |bytes| bytes.truncate(dice.below(bytes.len()))),
        Damage::Lengthened => change(&database, |bytes| {
            let more = bytes[..dice.below(20_000)].to_vec();
            bytes.extend(more);
        }),
        Damage::Magic => change(&database, |bytes| flip(&mut bytes[..100], dice, 3)),
        Damage::ForeignLog => {
            std::fs::write(side(&database, "-wal"), unfinished_log(1 + dice.below(40))).unwrap();
        }
        Damage::TornLog => {
            let mut log = unfinished_log(1 + dice.below(40));
            log.truncate(dice.below(log.len()));
            std::fs::write(side(&database, "-wal"), log).unwrap();
        }
        Damage::NewerSchema => {
            let version = 50 + dice.below(1_000);
            ground
                .look()
                .execute_batch(&format!("PRAGMA user_version = {version}"))
                .unwrap();
        }
        Damage::Swapped => change(&database, |bytes| {
            let pages = bytes.len() / 4_096;
            let (one, other) = (dice.below(pages) * 4_096, dice.below(pages) * 4_096);
            let kept = bytes[one..one + 4_096].to_vec();
            bytes.copy_within(other..other + 4_096, one);
            bytes[other..other + 4_096].copy_from_slice(&kept);
        }),
        Damage::JournalFlipped => change(&side(&database, ".erasures"), |bytes| {
            flip(bytes, dice, 3);
        }),
        Damage::KeyFlipped => change(&side(&database, ".key"), |bytes| flip(bytes, dice, 3)),
    }
}

fn assert_calm(ran: &Ran, what: &str) {
    let calm = ran.code.is_some_and(|code| [0, 1, 4, 5].contains(&code));
    assert!(calm && !ran.err.contains("panicked"), "{what}: {ran:#?}");
    if ran.code == Some(5) {
        assert!(ran.err.lines().count() >= 2, "{what}: {ran:#?}");
    }
}

/// The files that count: what SQLite keeps for the moment only is none of them.
fn kept(ground: &Ground) -> [Vec<u8>; 2] {
    let database = ground.database();
    [&database, &side(&database, ".erasures")].map(|path| std::fs::read(path).unwrap_or_default())
}

fn endure(damage_done: Damage, seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let ground = Template::confirmed().lay_out();
    damage(&ground, damage_done, &mut dice);
    let what = format!("{damage_done:?}, seed {seed}");
    let before = kept(&ground);
    let first = ground.run(&["users", "list", "--limit", "3"]);
    assert_calm(&first, &what);
    if first.code == Some(5) && !matches!(damage_done, Damage::ForeignLog | Damage::TornLog) {
        assert!(kept(&ground) == before, "{what}: written to: {first:#?}");
    }
    let resumed = ground.run(&["deletions", "resume", "1"]);
    assert_calm(&resumed, &what);
    for words in [&["db", "check"][..], &["db", "purge"], &["users", "export"]] {
        assert_calm(&ground.run(words), &what);
    }
}

#[test]
fn no_damage_makes_it_panic_and_what_is_known_to_be_damaged_is_left_alone() {
    let count = if is_long() { 2_000 } else { 24 };
    let trials: Vec<(Damage, u64)> = DAMAGES
        .iter()
        .copied()
        .chain([Damage::KeyFlipped])
        .cycle()
        .zip(0..count)
        .collect();
    for_each(&trials, |(damage, seed)| endure(*damage, *seed));
    tell("mutants", trials.len());
}

#[test]
fn a_newer_schema_a_stranger_s_file_and_a_wrong_key_are_told_apart() {
    for (damage_done, words) in [
        (Damage::NewerSchema, "newer version"),
        (Damage::Magic, "damaged, or it is not an Offboard database"),
        (Damage::KeyFlipped, "key"),
        (Damage::JournalFlipped, "erasure journal is damaged"),
    ] {
        let ground = Template::confirmed().lay_out();
        if matches!(damage_done, Damage::Magic) {
            change(&ground.database(), |bytes| bytes[..16].fill(b'x'));
        } else if matches!(damage_done, Damage::JournalFlipped) {
            ground.run(&["deletions", "resume", "1"]).ended(&[1]);
            change(&side(&ground.database(), ".erasures"), |bytes| {
                bytes[60] ^= 1;
            });
        } else {
            damage(&ground, damage_done, &mut Dice(3));
        }
        let before = kept(&ground);
        let ran = ground.run(&["deletions", "list"]).ended(&[5]);
        assert!(ran.err.contains(words), "{damage_done:?}: {ran:#?}");
        assert!(kept(&ground) == before, "{damage_done:?} was written to");
    }
}

/// As two exchanged pages made it: an index that names a request which is not there.
#[test]
fn an_index_that_names_what_is_not_there_ends_the_work_and_never_turns_in_a_circle() {
    let ground = Template::confirmed().lay_out();
    let swap = "PRAGMA writable_schema = ON; \
                UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'log_by_batch') \
                WHERE name = 'requests_for_approval'";
    ground.look().execute_batch(swap).unwrap();
    let mut service = Service::open(&ground.database(), surroundings()).unwrap();
    let told = (0..5).find_map(|_| service.step().err());
    let damaged = matches!(told, Some(Error::Environment(Trouble::Damaged(_))));
    assert!(damaged, "{told:?}");
    drop(service);
    let ran = ground.run(&["deletions", "resume", "1"]).ended(&[5]);
    // SQLite looks the request up itself, and does not find it.
    assert!(ran.err.contains("malformed"), "{ran:#?}");
}

#[test]
fn an_account_without_an_operator_is_told_as_damaged() {
    let ground = Template::quiet().lay_out();
    ground.look().execute("DELETE FROM operators", []).unwrap();
    let ran = ground.run(&["users", "list"]).ended(&[5]);
    assert!(ran.err.contains("no operator"), "{ran:#?}");
}

/// Damage behind the open service's back, found in the middle of a batch.
#[test]
fn damage_that_is_found_in_the_middle_ends_all_writing() {
    let ground = Template::confirmed().lay_out();
    let mut service = Service::open(&ground.database(), surroundings()).unwrap();
    let session = service.reader().unwrap().sole_operator().unwrap().unwrap();
    change(&ground.database(), |bytes| {
        for page in bytes.chunks_mut(4_096).skip(20) {
            page[..12].fill(0x5A);
        }
    });
    let mut told = None;
    for _ in 0..20 {
        match service.step() {
            Ok(step) => told = told.or(step.paused.map(|(_, told)| told)),
            Err(Error::Environment(Trouble::Damaged(damage))) => told = Some(damage),
            Err(other) => panic!("{other:?}"),
        }
        if told.is_some() {
            break;
        }
    }
    let told = told.unwrap();
    assert!(told.contains("malformed"), "{told}");
    let known = kept(&ground);
    let log = std::fs::read(side(&ground.database(), "-wal")).unwrap();
    let op = offboard::domain::op::Op::Group(offboard::domain::op::GroupOp::Create {
        name: "One more".to_owned(),
    });
    for _ in 0..3 {
        let refused = service.execute(&session, &op, None);
        let damaged = matches!(refused, Err(Error::Environment(Trouble::Damaged(_))));
        assert!(damaged, "{refused:?}");
        let _ = service.step();
        let refused = service.purge(&session, &mut |_| true);
        assert!(refused.is_err(), "{refused:?}");
    }
    assert!(std::fs::read(side(&ground.database(), "-wal")).unwrap() == log);
    drop(service);
    assert!(
        kept(&ground) == known,
        "written to after the damage was found"
    );
}
