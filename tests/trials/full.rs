//! Trial 4: the disk fills up, by a limit on the size of files, by a file system that has no more room, and by a limit
//! on the pages of the database: it is said, the exit code is 5, the batch waits, and goes on once there is room.

use std::fmt::Write as _;
use std::process::Command;

use offboard::domain::op::{BatchOp, GroupOp, ImportOp, Op};
use offboard::domain::operator::Session;
use offboard::domain::query::ReviewSource;
use offboard::error::{Error, Trouble};
use offboard::service::RosterChoice;
use offboard::service::{Service, Surroundings};

use crate::ground::{Ground, Ran, Template, collect, for_each, is_long, spread, tell};
use crate::invariants::surroundings;

/// The words that a person reads.
const NO_ROOM: &str = "no room";

/// What is called, and the file that the limit is measured against.
struct Scene {
    template: fn() -> &'static Template,
    call: &'static [&'static str],
    good: i32,
}

const SCENES: &[Scene] = &[
    Scene {
        template: Template::confirmed,
        call: &["deletions", "resume", "1"],
        good: 1,
    },
    Scene {
        template: Template::quiet,
        call: &["db", "backup", "copy.db"],
        good: 0,
    },
    Scene {
        template: Template::quiet,
        call: &["users", "export", "-o", "all.csv"],
        good: 0,
    },
    Scene {
        template: Template::quiet,
        call: &["db", "purge"],
        good: 0,
    },
];

fn shell(ground: &Ground, words: &[&str], wrapper: &[&str], script: &str) -> Ran {
    let program = ground.command(words);
    let mut command = Command::new(wrapper[0]);
    command.args(&wrapper[1..]).args(["-c", script, "trial"]);
    command.arg(program.get_program()).args(program.get_args());
    command.env_clear().current_dir(ground.folder.path());
    for (name, value) in program.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("GROUND", ground.folder.path());
    command.output().unwrap().into()
}

/// Sees that a call either did its work or said that there is no room, and that everything goes on afterwards.
fn judge(scene: &Scene, ground: &Ground, ran: &Ran, what: &str) -> bool {
    let full = ran.code == Some(5);
    assert!(full || ran.code == Some(scene.good), "{what}: {ran:#?}");
    if full {
        let said = ran.err.to_lowercase();
        assert!(said.contains(NO_ROOM), "{what}: {ran:#?}");
    }
    if scene.call[0] == "deletions" {
        let state = ground.state(1);
        let waits = ["processing", "paused", "erasing"].contains(&state.as_str());
        assert!(!full || waits, "{what}: {state} {ran:#?}");
        ground.finish(what);
        return full;
    }
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{what}: {complaints:#?}");
    if full {
        // Nothing half written stands under the name that was wanted.
        let file = ground.path(scene.call.last().unwrap());
        assert!(!file.exists(), "{what}: {}", file.display());
        ground.run(scene.call).ended(&[scene.good]);
    }
    full
}

fn largest(template: &Template) -> u64 {
    let ground = template.lay_out();
    let mut files = Vec::new();
    collect(ground.folder.path(), ground.folder.path(), &mut files);
    let largest = files.iter().map(|(_, bytes)| bytes.len()).max().unwrap();
    u64::try_from(largest).unwrap()
}

#[test]
fn a_limit_on_the_size_of_files_is_told_as_a_full_disk() {
    let count = if is_long() { 100 } else { 3 };
    let mut trials = Vec::new();
    for scene in SCENES {
        let last = largest((scene.template)()) / 1_024 + 300;
        let sizes = spread(last, count);
        trials.extend(sizes.into_iter().map(|size| (scene, size)));
    }
    let full = std::sync::atomic::AtomicUsize::new(0);
    for_each(&trials, |(scene, size)| {
        let ground = (scene.template)().lay_out();
        let script = format!("ulimit -f {size}; exec \"$@\"");
        let ran = shell(&ground, scene.call, &["bash"], &script);
        let what = format!("{:?} with files of at most {size} KiB", scene.call);
        let was_full = judge(scene, &ground, &ran, &what);
        full.fetch_add(usize::from(was_full), std::sync::atomic::Ordering::SeqCst);
    });
    let full = full.into_inner();
    tell("size limits, of them full", full);
    assert!(full * 3 > trials.len(), "{full} of {}", trials.len());
}

/// Whether this process may mount a file system of its own; nobody else sees it.
fn may_mount() -> bool {
    let script = "mount -t tmpfs -o size=1m none /mnt";
    let tried = Command::new("unshare")
        .args(["-m", "sh", "-c", script])
        .output();
    tried.is_ok_and(|output| output.status.success())
}

/// Mounts a small file system over the ground, calls the program, and takes what is there back out of it.
const ON_SMALL_DISK: &str = r#"
mkdir /tmp/.trial-$$ && cp -a "$GROUND/." /tmp/.trial-$$/ || exit 97
mount -t tmpfs -o size="${SIZE}k",mode=700 none "$GROUND" || exit 98
cp -a /tmp/.trial-$$/. "$GROUND/" || exit 99
cd "$GROUND"
"$@"
code=$?
rm -rf /tmp/.trial-$$
mkdir /tmp/.trial-$$ && cp -a "$GROUND/." /tmp/.trial-$$/
cd / && umount "$GROUND"
cp -a /tmp/.trial-$$/. "$GROUND/"
rm -rf /tmp/.trial-$$
exit $code
"#;

#[test]
fn a_file_system_without_room_is_told_and_the_work_goes_on_with_room() {
    if !may_mount() {
        return;
    }
    let count = if is_long() { 100 } else { 3 };
    let mut trials = Vec::new();
    for scene in SCENES {
        let ground = (scene.template)().lay_out();
        let mut files = Vec::new();
        collect(ground.folder.path(), ground.folder.path(), &mut files);
        let pages: u64 = files
            .iter()
            .map(|(_, bytes)| (bytes.len() as u64).div_ceil(4_096))
            .sum();
        let room = spread(pages + 60, count);
        trials.extend(room.into_iter().map(|room| (scene, (pages + 8 + room) * 4)));
    }
    let full = std::sync::atomic::AtomicUsize::new(0);
    for_each(&trials, |(scene, size)| {
        let ground = (scene.template)().lay_out();
        let script = format!("SIZE={size}\n{ON_SMALL_DISK}");
        let ran = shell(&ground, scene.call, &["unshare", "-m", "sh"], &script);
        let what = format!("{:?} on a disk of {size} KiB", scene.call);
        let was_full = judge(scene, &ground, &ran, &what);
        full.fetch_add(usize::from(was_full), std::sync::atomic::Ordering::SeqCst);
    });
    let full = full.into_inner();
    tell("small disks, of them full", full);
    assert!(full * 4 > trials.len(), "{full} of {}", trials.len());
}

/// A piece of work of the service, which is done at the end or says why not.
type Work = fn(&mut Service, &Session, &Ground) -> Result<(), Error>;

/// Makes an account once and keeps it.
type Made = fn() -> &'static Template;

const WORKS: [(&str, Made, Work); 5] = [
    ("run", Template::confirmed, run),
    ("confirm", Template::quiet, confirm),
    ("import", Template::quiet, import),
    ("acts", Template::quiet, acts),
    ("purge", Template::quiet, purge),
];

fn run(service: &mut Service, _: &Session, _: &Ground) -> Result<(), Error> {
    loop {
        let step = service.step()?;
        if let Some((_, why)) = step.paused {
            return Err(Trouble::DiskFull(why).into());
        }
        if !step.more {
            return Ok(());
        }
    }
}

fn confirm(service: &mut Service, session: &Session, ground: &Ground) -> Result<(), Error> {
    let source = ReviewSource::File(ground.path("leavers.csv"));
    let review = service.reader()?.review(session, &source, &mut |_| true)?;
    let op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days: 0,
        phrase: review.gate.phrase(),
        again: true,
    });
    service.execute(session, &op, None).map(drop)
}

fn import(service: &mut Service, session: &Session, ground: &Ground) -> Result<(), Error> {
    let mut text = "preferred_first_name,primary_email_address,unique_user_id\n".to_owned();
    for number in 0..400 {
        writeln!(text, "New,new{number}@enigma.example,NEW-{number}").unwrap();
    }
    let file = ground.path("joiners.csv");
    std::fs::write(&file, text).unwrap();
    let roster =
        service
            .reader()?
            .read_roster(session, &file, &RosterChoice::by_headers(&file)?)?;
    service
        .execute(session, &Op::Import(ImportOp::Users(roster)), None)
        .map(drop)
}

fn acts(service: &mut Service, session: &Session, _: &Ground) -> Result<(), Error> {
    for number in 0..150 {
        let name = format!("{number} {}", "long ".repeat(30));
        let created = service.execute(session, &Op::Group(GroupOp::Create { name }), None);
        // What is there since the first time is no trouble.
        if let Err(error @ (Error::Environment(_) | Error::Bug(_))) = created {
            return Err(error);
        }
    }
    Ok(())
}

fn purge(service: &mut Service, session: &Session, _: &Ground) -> Result<(), Error> {
    service.purge(session, &mut |_| true).map(drop)
}

fn within(ground: &Ground, pages: Option<u32>, work: Work) -> Result<(), Error> {
    let surroundings = Surroundings {
        page_limit: pages,
        ..surroundings()
    };
    let mut service = Service::open(&ground.database(), surroundings)?;
    let session = service.reader()?.sole_operator()?;
    work(&mut service, &session.unwrap(), ground)
}

fn pages_of(ground: &Ground) -> u32 {
    let sql = "PRAGMA page_count";
    ground.look().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_limit_on_the_pages_of_the_database_is_told_as_a_full_disk() {
    let count = if is_long() { 100 } else { 3 };
    let mut trials = Vec::new();
    for (name, template, work) in WORKS {
        let ground = template().lay_out();
        let before = pages_of(&ground);
        within(&ground, None, work).unwrap();
        let grown = pages_of(&ground).saturating_sub(before) + 2;
        let more = spread(u64::from(grown), count);
        trials.extend(more.into_iter().map(|more| {
            let pages = before + u32::try_from(more).unwrap() - 1;
            (name, template, work, pages)
        }));
    }
    let full = std::sync::atomic::AtomicUsize::new(0);
    for_each(&trials, |(name, template, work, pages)| {
        let ground = template().lay_out();
        let what = format!("{name} within {pages} pages");
        match within(&ground, Some(*pages), *work) {
            Ok(()) => {}
            Err(Error::Environment(Trouble::DiskFull(_))) => {
                full.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            }
            Err(other) => panic!("{what}: {other:?}"),
        }
        let complaints = ground.complaints();
        assert!(complaints.is_empty(), "{what}: {complaints:#?}");
        if *name == "run" {
            ground.finish(&what);
        } else if let Err(error) = within(&ground, None, *work) {
            panic!("{what}, then with room: {error:?}");
        }
        let complaints = ground.complaints();
        assert!(complaints.is_empty(), "{what}: {complaints:#?}");
    });
    let full = full.into_inner();
    tell("page limits, of them full", full);
    assert!(full * 4 > trials.len(), "{full} of {}", trials.len());
}
