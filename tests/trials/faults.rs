//! Trial 3: the Nth file operation fails, for every N. A batch is never called done when it is not, nothing panics, and
//! once the disk is well the batch goes on to its end.

use crate::ground::{Ground, Ran, Template, for_each, is_long, spread, tell};
use crate::shim::{Fault, Lasting, Stroke, strike};

/// A piece of work to disturb: what is laid out, what is called, and what must be true afterwards.
struct Scene {
    name: &'static str,
    template: fn() -> &'static Template,
    /// What is called before, undisturbed.
    before: &'static [&'static [&'static str]],
    call: &'static [&'static str],
    /// Exit codes of the undisturbed call.
    good: &'static [i32],
    /// Sees that the account is well and the work can be done now.
    after: fn(&Ground, &Ran, &str),
}

const SCENES: &[Scene] = &[
    Scene {
        name: "resume",
        template: Template::confirmed,
        before: &[],
        call: &["deletions", "resume", "1"],
        good: &[1],
        after: batch_goes_on,
    },
    Scene {
        name: "run",
        template: Template::quiet,
        before: &[],
        call: RUN,
        good: &[1],
        after: run_goes_on,
    },
    Scene {
        name: "backup",
        template: Template::quiet,
        before: &[],
        call: BACKUP,
        good: &[0],
        after: again,
    },
    Scene {
        name: "restore",
        template: Template::confirmed,
        before: &[&["db", "backup", "copy.db"], &["deletions", "resume", "1"]],
        call: RESTORE,
        good: &[0],
        after: again,
    },
    Scene {
        name: "export",
        template: Template::quiet,
        before: &[],
        call: EXPORT,
        good: &[0],
        after: again,
    },
    Scene {
        name: "purge",
        template: Template::confirmed,
        before: &[&["deletions", "resume", "1", "--no-purge"]],
        call: &["db", "purge"],
        good: &[0],
        after: again,
    },
    Scene {
        name: "send",
        template: Template::confirmed,
        before: &[
            &["deletions", "resume", "1", "--no-purge"],
            &["db", "purge"],
        ],
        call: &["outbox", "send"],
        good: &[0],
        after: again,
    },
];

const RUN: &[&str] = &[
    "deletions",
    "run",
    "leavers.csv",
    "--yes",
    "--confirm",
    "delete 446 users",
];
const BACKUP: &[&str] = &["db", "backup", "account/copy.db", "--force"];
const RESTORE: &[&str] = &["db", "restore", "copy.db", "--yes"];
const EXPORT: &[&str] = &["users", "export", "-o", "account/all.csv", "--force"];

fn batch_goes_on(ground: &Ground, _: &Ran, what: &str) {
    ground.finish(what);
}

fn run_goes_on(ground: &Ground, _: &Ran, what: &str) {
    let db = ground.look();
    let batches: i64 = db
        .query_row("SELECT count(*) FROM batches", [], |row| row.get(0))
        .unwrap();
    drop(db);
    if batches == 0 {
        ground.run(RUN).ended(&[1]);
    }
    ground.finish(what);
}

/// The call is made once more, undisturbed.
fn again(ground: &Ground, ran: &Ran, what: &str) {
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{what}: {ran:#?} {complaints:#?}");
    let scene = SCENES.iter().find(|scene| what.starts_with(scene.name));
    let scene = scene.unwrap();
    let once_more = ground.run(scene.call);
    let code = once_more.code.unwrap_or(-1);
    assert!(
        scene.good.contains(&code),
        "{what}: {ran:#?} {once_more:#?}"
    );
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{what}: {ran:#?} {complaints:#?}");
}

fn disturbed(scene: &Scene, fault: Fault) -> (Ground, Ran, u64) {
    let ground = (scene.template)().lay_out();
    for words in scene.before {
        ground.run(words).ended(&[0, 1]);
    }
    let count = ground.path("count");
    let mut command = ground.command(scene.call);
    strike(&mut command, &ground.account(), fault, &count);
    // What SQLite puts aside for a while is disturbed as well.
    command.env("TMPDIR", ground.account());
    let ran = Ran::from(command.output().unwrap());
    let count = std::fs::read_to_string(count).unwrap_or_default();
    (ground, ran, count.parse().unwrap_or_default())
}

fn operations(scene: &Scene, reads: bool) -> u64 {
    let none = Fault {
        stroke: Stroke::Broken,
        lasting: Lasting::Once,
        at: 0,
        reads,
    };
    let (_ground, ran, count) = disturbed(scene, none);
    let ran = ran.ended(scene.good);
    assert!(count > 3, "{}: {count} operations, {ran:?}", scene.name);
    count
}

/// Disturbs a scene and sees what came of it.
fn endure(scene: &Scene, fault: Fault) {
    let (ground, ran, _) = disturbed(scene, fault);
    let what = format!("{} with {fault:?}", scene.name);
    let is_kill = matches!(fault.stroke, Stroke::Kill | Stroke::Torn);
    match ran.code {
        None => assert!(is_kill, "{what}: {ran:#?}"),
        Some(code) => {
            let well = scene.good.contains(&code) || [1, 5].contains(&code);
            assert!(well, "{what}: {ran:#?}");
            if code == 5 {
                assert!(ran.err.len() > 20, "{what}: no word on what happened");
            }
        }
    }
    assert!(!ran.err.contains("panicked"), "{what}: {ran:#?}");
    if scene.name == "resume" || scene.name == "run" {
        let told_done = ran.out.contains("ompleted");
        let state = ground
            .look()
            .query_row("SELECT state FROM batches WHERE id = 1", [], |row| {
                row.get::<_, String>(0)
            });
        let state = state.unwrap_or_default();
        let is_done = crate::invariants::is_final(&state);
        assert!(!told_done || is_done, "{what}: told done while {state}");
        let resumable = ["", "processing", "paused", "erasing"].contains(&state.as_str());
        assert!(is_done || resumable, "{what}: {state}");
    }
    (scene.after)(&ground, &ran, &what);
}

/// All faults of a kind; in the short form a few of the batch and one of another scene.
fn endure_all(stroke: Stroke, lasting: Lasting, reads: bool, other: usize) {
    let mut trials = Vec::new();
    for (number, scene) in SCENES.iter().enumerate() {
        let count = match number {
            _ if is_long() => u64::MAX,
            0 => 3,
            _ if number == other => 2,
            _ => continue,
        };
        let last = operations(scene, reads);
        trials.extend(spread(last, count).into_iter().map(|at| {
            let fault = Fault {
                stroke,
                lasting,
                at,
                reads,
            };
            (scene, fault)
        }));
    }
    for_each(&trials, |(scene, fault)| endure(scene, *fault));
    tell(
        &format!("{stroke:?}, {lasting:?}, reads {reads}"),
        trials.len(),
    );
}

#[test]
fn an_operation_that_fails_once_leaves_work_that_goes_on() {
    endure_all(Stroke::Broken, Lasting::Once, false, 1);
}

#[test]
fn a_disk_that_breaks_for_good_leaves_work_that_goes_on() {
    endure_all(Stroke::Broken, Lasting::Ever, false, 2);
}

#[test]
fn a_read_that_fails_leaves_work_that_goes_on() {
    endure_all(Stroke::Broken, Lasting::Once, true, 3);
}

#[test]
fn a_disk_that_is_full_from_some_operation_on_leaves_work_that_goes_on() {
    endure_all(Stroke::Full, Lasting::Ever, false, 4);
}

#[test]
fn a_kill_before_any_operation_leaves_work_that_goes_on() {
    endure_all(Stroke::Kill, Lasting::Once, false, 5);
}

#[test]
fn a_kill_in_the_middle_of_any_write_leaves_work_that_goes_on() {
    endure_all(Stroke::Torn, Lasting::Once, false, 6);
}
