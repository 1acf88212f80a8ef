//! Clients that mean no good, or do not read.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::desk::{Desk, PATIENCE, code};

#[test]
fn half_open_connections_and_nonsense_keep_nobody_out() {
    let Some(desk) = Desk::open("5") else { return };
    let address = format!("127.0.0.1:{}", desk.port);
    let crowd: Vec<TcpStream> = (0..300)
        .filter_map(|_| TcpStream::connect(&address).ok())
        .collect();
    assert!(crowd.len() > 100);
    // From another address; this one has used its places up.
    let words = ["-b", "127.0.0.2", "desk", "users", "list", "--limit", "1"];
    let listed = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&listed), Some(0), "{listed:?}");
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
