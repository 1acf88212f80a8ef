//! The real process, killed in the middle of its calls and before what it writes, as often as it takes: what is left is settled
//! by the next one.
//!
//! `OFFBOARD_PUSH_KILLS` says how often; the long form is 500. `OFFBOARD_PROGRAM` names the program to try.

use std::process::Stdio;

use offboard::service::demo::scim_server::ScimServer;
use serde_json::Value;

use super::program::Desk;
use super::push::twice_unasked;
use super::servers::{TOKEN, person};
use super::shim::{Fault, Lasting, Stroke, strike};

/// People of a server: every third is deleted, every third loses the license, every third is left alone.
const PEOPLE: usize = 36;
/// Kills of one account at the most; then it is led to its end.
const KILLS_OF_ONE: u64 = 12;
/// Operations on its files that one push is let do at the most.
const OPERATIONS: u64 = 160;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn good(desk: &Desk, words: &[&str]) -> Vec<u8> {
    let done = desk.run(words);
    assert!(done.status.success(), "{words:?}: {done:?}");
    done.stdout
}

fn stage() -> (Desk, ScimServer) {
    let server = ScimServer::start(TOKEN, (1..=PEOPLE).map(person)).unwrap();
    let desk = Desk::new();
    assert!(desk.connect(&server.url()).status.success());
    good(&desk, &["provider", "set", "scim"]);
    good(&desk, &["account", "set", "delete_road", "scim"]);
    good(
        &desk,
        &[
            "provider",
            "pull",
            "--license",
            "Learning",
            "--make-licenses",
        ],
    );
    let ids = |rest: usize| {
        (1..=PEOPLE)
            .filter(move |number| number % 3 == rest)
            .map(|number| format!("E-{number}"))
    };
    let rows: String = ids(0).map(|id| format!(",{id}\n")).collect();
    let file = desk.path("leavers.csv");
    std::fs::write(
        &file,
        format!("primary_email_address,unique_user_id\n{rows}"),
    )
    .unwrap();
    let confirm = format!("delete {} users", PEOPLE / 3);
    let run = [
        "deletions",
        "run",
        file.to_str().unwrap(),
        "--yes",
        "--confirm",
        &confirm,
    ];
    good(&desk, &run);
    let revoked: Vec<String> = ids(1).collect();
    let mut words = vec!["users", "license"];
    words.extend(revoked.iter().map(String::as_str));
    words.extend(["none", "--yes"]);
    good(&desk, &words);
    (desk, server)
}

/// Kills a push once the server has heard so many calls of it; answers whether it was killed before its end.
fn killed(desk: &Desk, server: &ScimServer, after: usize) -> bool {
    let before = server.calls().len();
    let mut child = desk
        .command(&["provider", "push", "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if server.calls().len() >= before + after {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        std::thread::yield_now();
    }
}

fn is_right(desk: &Desk, server: &ScimServer) {
    good(desk, &["provider", "push", "--quiet"]);
    let changes = good(desk, &["provider", "changes", "--format", "json"]);
    let changes: Value = serde_json::from_slice(&changes).unwrap();
    let changes = changes.as_array().unwrap();
    assert_eq!(changes.len(), PEOPLE / 3 * 2);
    for change in changes {
        assert_eq!(change["state"], "confirmed", "{change}");
    }
    let users = server.users();
    assert_eq!(users.len(), PEOPLE / 3 * 2);
    for user in users {
        let number: usize = user["externalId"].as_str().unwrap()[2..].parse().unwrap();
        assert_ne!(number % 3, 0, "{user}");
        assert_eq!(user["active"] == true, number % 3 == 2, "{user}");
    }
    assert_eq!(twice_unasked(&server.calls()), Vec::<String>::new());
    let here = good(desk, &["users", "list", "--format", "jsonl"]);
    let here = String::from_utf8(here).unwrap();
    assert_eq!(here.lines().count(), PEOPLE / 3 * 2, "{here}");
    good(desk, &["db", "check"]);
    good(desk, &["audit", "verify"]);
}

/// Kills a push before so-and-so-manyth operation on its files; answers whether it came to that.
fn killed_before(desk: &Desk, operation: u64) -> bool {
    let mut command = desk.command(&["provider", "push", "--quiet"]);
    let fault = Fault {
        stroke: Stroke::Kill,
        lasting: Lasting::Once,
        at: operation,
        reads: false,
    };
    strike(&mut command, &desk.path(""), fault, &desk.path("count"));
    let ended = command.output().unwrap();
    assert!(
        ended.status.success() || ended.status.code().is_none(),
        "{ended:?}"
    );
    ended.status.code().is_none()
}

/// Kills pushes until as many were killed as are wanted, and leads each account to its end after some of them.
fn kill_often(seed: u64, mut kill: impl FnMut(&mut Dice, &Desk, &ScimServer) -> bool) {
    let wanted = std::env::var("OFFBOARD_PUSH_KILLS").ok();
    let wanted: u64 = wanted.and_then(|text| text.parse().ok()).unwrap_or(16);
    let mut dice = Dice(seed);
    let mut kills = 0;
    while kills < wanted {
        let (desk, server) = stage();
        for _ in 0..KILLS_OF_ONE {
            if !kill(&mut dice, &desk, &server) {
                break;
            }
            kills += 1;
        }
        is_right(&desk, &server);
    }
    eprintln!("{kills} kills");
}

#[test]
fn a_process_that_is_killed_in_its_calls_leaves_nobody_half_done_and_nobody_done_twice() {
    kill_often(7, |dice, desk, server| {
        let after = usize::try_from(1 + dice.below(40)).unwrap();
        killed(desk, server, after)
    });
}

#[test]
fn a_process_that_is_killed_before_what_it_writes_leaves_nobody_half_done_and_nobody_done_twice() {
    kill_often(11, |dice, desk, _| {
        killed_before(desk, 1 + dice.below(OPERATIONS))
    });
}
