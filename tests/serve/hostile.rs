//! Clients that mean no good, or do not read.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::sync::atomic::Ordering;
use std::time::Instant;

use serde_json::Value;

use crate::desk::{Desk, PATIENCE, code, done, offboard, text, wait_for};
use crate::sessions::staff;

#[test]
fn half_open_connections_and_nonsense_keep_nobody_out() {
    let Some(desk) = Desk::open("5") else { return };
    let address = format!("127.0.0.1:{}", desk.port);
    let crowd: Vec<TcpStream> = (0..700)
        .filter_map(|_| TcpStream::connect(&address).ok())
        .collect();
    assert!(crowd.len() > 100);
    // Of one address a few may stand before the door; the others are sent away without a word.
    let greeted = |mut stream: &TcpStream| {
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut banner = [0; 8];
        stream.read_exact(&mut banner).is_ok() && banner.starts_with(b"SSH-2.0-")
    };
    let greeted = crowd.iter().filter(|stream| greeted(stream)).count();
    assert!((1..crowd.len()).contains(&greeted), "{greeted}");
    // Whoever has a key comes in all the same, from another address at once, and from this one once the crowd has
    // stood there for a moment.
    let listed = desk.ssh_as(
        "-b",
        &["127.0.0.2", "desk", "users", "list", "--limit", "1"],
    );
    assert_eq!(code(&listed), Some(0), "{listed:?}");
    wait_for("a place at the gate", || {
        code(&desk.ssh(&["version"])) == Some(0)
    });
    drop(crowd);
    for nonsense in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        b"SSH-2.0-x\r\n\xff\xff\xff\xff\xff\xff\xff\xff",
        b"SSH-2.0-x\r\n\x00\x00\x00\x01\x00",
        &[0; 10_000],
    ] {
        let mut stream = TcpStream::connect(&address).unwrap();
        let _ = stream.write_all(nonsense);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answered = Vec::new();
        let _ = stream.take(1_000_000).read_to_end(&mut answered);
    }
    let began = Instant::now();
    while code(&desk.ssh(&["version"])) != Some(0) {
        assert!(began.elapsed() < PATIENCE, "nobody comes in any more");
    }
}

#[test]
fn a_client_that_stops_reading_holds_up_nobody_and_sees_the_newest_when_it_reads_again() {
    let Some(desk) = Desk::open("40") else { return };
    let mut slow = desk.sit(&[], (200, 60));
    slow.shows("40 users");
    slow.stalls.store(true, Ordering::SeqCst);
    // Far more than the buffers of a terminal hold, as the whole screen changes each time.
    for step in 0..300_u16 {
        slow.resize((150 + step % 50, 60));
        slow.keys
            .write_all(if step % 2 == 0 { b"2" } else { b"1" })
            .unwrap();
    }
    let mut other = desk.sit(&[], (100, 30));
    other.shows("40 users");
    other.press("2", "40 of 40");
    other.press("\x11", "");
    assert_eq!(other.ended(), 0);
    slow.resize((120, 40));
    slow.keys.write_all(b"2").unwrap();
    slow.stalls.store(false, Ordering::SeqCst);
    slow.shows("40 of 40");
    slow.press("\x11", "");
    assert_eq!(slow.ended(), 0);
}

/// What a verb at the server itself lists.
fn listed(desk: &Desk, words: &[&str]) -> Value {
    let mut command = offboard(desk.folder.path(), words);
    command.args(["--format", "json"]);
    command.env("OFFBOARD_OPERATOR", "dl");
    command.env("OFFBOARD_PASSPHRASE", "correct horse");
    serde_json::from_str(&done(command)).unwrap()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn clients_that_are_killed_in_the_middle_of_a_batch_lose_nothing_and_are_here_no_more() {
    let Some(desk) = staff("3000") else { return };
    let exported = desk.ssh(&["users", "list", "--format", "csv"]);
    let ids: Vec<String> = text(&exported.stdout)
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(3).map(str::to_owned))
        .take(2000)
        .collect();
    let rows: String = ids.iter().map(|id| format!(",{id}\n")).collect();
    let file = format!("primary_email_address,unique_user_id\n{rows}");
    std::fs::write(desk.path("leavers.csv"), file).unwrap();
    let leavers = std::fs::read_to_string(desk.path("leavers.csv")).unwrap();
    let phrase = desk.fed(&["deletions", "run", "-", "--yes"], &leavers);
    let phrase = text(&phrase.stderr);
    assert!(phrase.contains("--confirm"), "{phrase}");
    let phrase = phrase
        .split("--confirm '")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    let planned: u64 = phrase.split(' ').nth(1).unwrap().parse().unwrap();
    let mut dl = desk.sit(&[], (120, 30));
    let mut marta = desk.sit_as("marta", &[], (120, 30));
    marta.shows("◆ D");
    dl.shows("◆ M");
    let confirm = format!("'{phrase}'");
    let mut verb = desk.client(
        "ssh",
        &[
            "desk",
            "deletions",
            "run",
            "-",
            "--yes",
            "--confirm",
            &confirm,
        ],
    );
    let leavers = std::fs::File::open(desk.path("leavers.csv")).unwrap();
    let mut verb = verb
        .stdin(leavers)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let batches = || listed(&desk, &["deletions", "list"]);
    wait_for("the batch", || !batches().as_array().unwrap().is_empty());
    verb.kill().unwrap();
    verb.wait().unwrap();
    dl.strike();
    // The server goes on with what the verb began.
    wait_for("the end of the batch", || {
        let state = batches()[0]["state"].as_str().unwrap().to_owned();
        state.starts_with("completed")
    });
    let outcomes = batches()[0]["outcomes"]["deleted"].clone();
    assert_eq!(outcomes, planned);
    let left = listed(&desk, &["users", "list"]).as_array().unwrap().len();
    assert_eq!(left as u64, 3000 - planned);
    // Who was killed is not here any more, for the list and for the others.
    wait_for("the farewell", || {
        listed(&desk, &["operators", "session", "list"])
            .as_array()
            .unwrap()
            .len()
            == 1
    });
    wait_for("nobody else", || !marta.contents().contains('◆'));
    marta.press("2", "People > Users");
    assert!(listed(&desk, &["audit", "verify"]).is_object());
}
