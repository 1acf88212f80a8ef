//! Streams of packets as no client sends them: recorded ones that were changed, and noise, at every layer that can be reached
//! through a socket. A fixed number, from a fixed seed.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::desk::{Desk, PATIENCE, code, wait_for};

/// Changed streams of a whole connection.
const CONNECTIONS: usize = 120;
/// Changed streams of file transfers and verbs, behind a key that is let in.
const INSIDE: usize = 20;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count)
            .map(|_| u8::try_from(self.below(256)).unwrap())
            .collect()
    }

    /// A stream with a few places changed: bits, lengths, pieces that are missing, twice there, or noise.
    fn changed(&mut self, stream: &[u8]) -> Vec<u8> {
        let mut stream = stream.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(stream.len());
            let until = (at + 1 + self.below(64)).min(stream.len());
            match self.below(6) {
                0 => stream[at] ^= 1 << self.below(8),
                1 => stream[at..until].fill(0xff),
                2 => drop(stream.drain(at..until)),
                3 => {
                    let twice = stream[at..until].to_vec();
                    stream.splice(at..at, twice);
                }
                4 => {
                    let count = 1 + self.below(40_000);
                    let noise = self.bytes(count);
                    stream.splice(at..at, noise);
                }
                _ => stream.truncate(at.max(1)),
            }
            if stream.is_empty() {
                stream.push(0);
            }
        }
        stream
    }
}

/// What a client of OpenSSH sends in a whole connection with a verb.
fn recorded(desk: &Desk) -> Vec<u8> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let server = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
    let passing = thread::spawn(move || {
        let (client, _) = listener.accept().unwrap();
        let (mut back, mut forth) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut back, &mut forth);
            let _ = forth.shutdown(Shutdown::Both);
        });
        let (mut client, mut server) = (client, server);
        let mut sent = Vec::new();
        let mut portion = [0; 4096];
        while let Ok(count @ 1..) = client.read(&mut portion) {
            sent.extend_from_slice(&portion[..count]);
            let _ = server.write_all(&portion[..count]);
        }
        sent
    });
    let words = [
        "-p",
        &port,
        "-o",
        "StrictHostKeyChecking=no",
        "desk",
        "version",
    ];
    let ended = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&ended), Some(0), "{ended:?}");
    passing.join().unwrap()
}

/// Sends a stream, and reads until the server has had enough of it.
fn send(desk: &Desk, stream: &[u8]) {
    let mut socket = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
    socket.set_write_timeout(Some(PATIENCE)).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    // Whoever has had enough may have closed it before all is sent.
    let _ = socket.write_all(stream);
    let _ = socket.shutdown(Shutdown::Write);
    let mut answered = Vec::new();
    if let Err(error) = socket.take(1_000_000).read_to_end(&mut answered) {
        let is_late = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!is_late, "the server neither answers nor ends");
    }
}

/// A call of a client that may end as it likes, but ends.
fn fed(desk: &Desk, words: &[&str], stdin: &[u8]) {
    let mut client = desk.client("ssh", words);
    let client = client
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut client = client.spawn().unwrap();
    let mut typed = client.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    let feeding = thread::spawn(move || {
        let _ = typed.write_all(&stdin);
    });
    wait_for("the end of the client", || {
        client.try_wait().unwrap().is_some()
    });
    feeding.join().unwrap();
}

/// The beginning of a transfer of files: its version, a folder that is opened and read, a file that is made and written.
fn files() -> Vec<u8> {
    let text = |text: &str| {
        [
            &u32::try_from(text.len()).unwrap().to_be_bytes()[..],
            text.as_bytes(),
        ]
        .concat()
    };
    let packet = |kind: u8, rest: &[u8]| {
        let length = u32::try_from(rest.len() + 1).unwrap().to_be_bytes();
        [&length[..], &[kind], rest].concat()
    };
    let asked =
        |kind, number: u32, rest: &[u8]| packet(kind, &[&number.to_be_bytes(), rest].concat());
    let zeros = [0; 4];
    [
        packet(1, &3_u32.to_be_bytes()),
        asked(16, 1, &text(".")),
        asked(11, 2, &text("/inbox")),
        asked(12, 3, &text("0")),
        asked(
            3,
            4,
            &[&text("inbox/new.csv")[..], &0x1a_u32.to_be_bytes(), &zeros].concat(),
        ),
        asked(
            6,
            5,
            &[&text("1")[..], &[0; 8], &text("primary_email_address\n")].concat(),
        ),
        asked(
            18,
            6,
            &[text("inbox/new.csv"), text("../../hub.db")].concat(),
        ),
        asked(4, 7, &text("1")),
        asked(13, 8, &text("../hub.db")),
    ]
    .concat()
}

#[test]
fn whatever_is_sent_the_server_stays_and_the_others_go_on() {
    let Some(mut desk) = Desk::open("5") else {
        return;
    };
    let mut other = desk.sit(&[], (100, 30));
    other.shows("5 users");
    let mut dice = Dice(20_261_127);
    let stream = recorded(&desk);
    assert!(stream.len() > 1_000, "{}", stream.len());
    for number in 0..CONNECTIONS {
        let sent = match number % 4 {
            0 => [&b"SSH-2.0-x\r\n"[..], &dice.bytes(2_000)].concat(),
            _ => dice.changed(&stream),
        };
        send(&desk, &sent);
    }
    let files = files();
    fed(&desk, &["-s", "desk", "sftp"], &files);
    assert!(desk.path("hub.db.operators/1/inbox/new.csv").exists());
    for _ in 0..INSIDE {
        fed(&desk, &["-s", "desk", "sftp"], &dice.changed(&files));
        let noise = dice.bytes(60);
        let words: String = noise
            .iter()
            .map(|byte| char::from(byte % 94 + 33))
            .collect();
        fed(&desk, &["desk", "--", &words], &noise);
    }
    let mut typed = desk.sit(&[], (100, 30));
    typed.shows("5 users");
    for _ in 0..40 {
        // Ctrl-Q leaves, and so does nothing else.
        let noise: Vec<u8> = dice
            .bytes(200)
            .into_iter()
            .filter(|byte| *byte != 0x11)
            .collect();
        typed.keys.write_all(&noise).unwrap();
        typed.keys.flush().unwrap();
        thread::park_timeout(Duration::from_millis(1));
    }
    assert_eq!(desk.server.try_wait().unwrap(), None);
    other.press("2", "5 of 5");
    assert_eq!(code(&desk.ssh(&["users", "list"])), Some(0));
    let told = desk.told.lock().unwrap().join("\n");
    assert!(!told.contains("panicked"), "{told}");
    assert!(desk.path("hub.db").exists());
}
