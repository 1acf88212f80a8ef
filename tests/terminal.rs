//! What only a real terminal can show: that it is put back however the program ends, and that keys reach it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program in a terminal of its own.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    folder: tempfile::TempDir,
}

impl Terminal {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("demo").display().to_string();
        Self::run(folder, &["demo", "--learners", "30", "--at", &place])
    }

    /// The program with these arguments, at home in a folder.
    fn run(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: 30,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_offboard"));
        command.env("LC_ALL", "C.UTF-8");
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder.path());
        command.env("TMPDIR", folder.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (lines, columns) = (NonZero::new(30).unwrap(), NonZero::new(100).unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(lines, columns, 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                seen.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self {
            screen,
            keys: pair.master.take_writer().unwrap(),
            child,
            _master: pair.master,
            folder,
        }
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    fn wait(&self, wanted: impl Fn(&vt100::Screen) -> bool) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(30) {
            if wanted(self.screen.lock().unwrap().screen()) {
                return;
            }
            thread::yield_now();
        }
        panic!("{}", self.screen.lock().unwrap().screen().contents());
    }

    #[track_caller]
    fn shows(&self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Takes what is typed one key at a time, each answered by the screen before the next.
    #[track_caller]
    fn walk(&mut self, steps: &[(&str, &str)]) {
        for (keys, seen) in steps {
            self.press(keys);
            self.shows(seen);
        }
    }

    /// Kills the program as the kernel does when there is no time for anything.
    fn kill(mut self) -> tempfile::TempDir {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", "KILL", &id])
            .status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap();
        self.folder
    }

    /// Waits for the end and sees that the terminal is as it was.
    #[track_caller]
    fn ends_restored(mut self) {
        self.child.wait().unwrap();
        self.wait(|screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

#[test]
fn keys_paste_and_mouse_reach_the_console_and_quitting_restores_the_terminal() {
    let mut terminal = Terminal::open();
    terminal.shows("open requests");
    terminal.press("2");
    terminal.shows("People > Users");
    terminal.press("/\x1b[200~siti\x1b[201~\r");
    terminal.shows("/ siti");
    // A click on Home: column 30, first line.
    terminal.press("\x1b[<0;30;1M\x1b[<0;30;1m");
    terminal.shows("open requests");
    terminal.press("\x11");
    terminal.ends_restored();
}

#[test]
fn a_signal_ends_the_console_and_restores_the_terminal() {
    for signal in ["TERM", "HUP", "INT"] {
        let terminal = Terminal::open();
        terminal.shows("open requests");
        let id = terminal.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &id])
            .status();
        assert!(sent.unwrap().success());
        terminal.ends_restored();
    }
}

#[test]
fn a_tour_is_led_forth_and_back_and_left_to_the_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::run(folder, &["tour", "disconnect"]);
    terminal.walk(&[
        ("", "disconnect  1/10"),
        (" ", "disconnect  2/10"),
        // A hand cannot get in the way of the guide.
        ("x\x1b[<0;30;1M", "disconnect  2/10"),
        ("\r", "disconnect  3/10"),
        ("\x1b[D", "disconnect  2/10"),
        ("", "People > Users"),
        (" ", "disconnect  3/10"),
        ("q", "You have the console now"),
        ("m", "View/edit profile"),
    ]);
    terminal.wait(|screen| !screen.contents().contains("You have the console now"));
    terminal.walk(&[("\r", "Employee info"), ("\x11", "")]);
    let folder = terminal.folder.path().to_owned();
    terminal.child.wait().unwrap();
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
    terminal.ends_restored();
}

#[test]
fn a_tour_plays_by_itself_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let words = [
        "tour",
        "disconnect",
        "--auto",
        "--pace",
        "0.1",
        "--lang",
        "id",
    ];
    let mut terminal = Terminal::run(folder, &words);
    terminal.shows("disconnect  10/10");
    terminal.walk(&[(" ", "Tur selesai"), ("\x11", "")]);
    terminal.ends_restored();
}

/// Runs the command line on the account in a folder.
fn offboard(folder: &std::path::Path, arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_offboard"));
    command.args(["--lang", "en", "--quiet"]).args(arguments);
    let output = command
        .arg("--db")
        .arg(folder.join("hub.db"))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// An account of so many learners, and their unique IDs.
fn account(learners: &str) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let admin = [
        "init",
        "--account",
        "Enigma Hub",
        "--admin",
        "admin@enigma.example",
    ];
    offboard(folder.path(), &admin);
    offboard(folder.path(), &["seed", "--learners", learners]);
    let roster = offboard(folder.path(), &["users", "export", "-o", "-"]);
    let mut reader = csv::Reader::from_reader(roster.as_bytes());
    let ids = reader
        .records()
        .map(|row| row.unwrap()[3].to_owned())
        .collect();
    (folder, ids)
}

fn upload(folder: &std::path::Path, name: &str, ids: &[String]) -> String {
    let rows: String = ids.iter().map(|id| format!(",{id}\n")).collect();
    let path = folder.join(name);
    std::fs::write(
        &path,
        format!("primary_email_address,unique_user_id\n{rows}"),
    )
    .unwrap();
    path.display().to_string()
}

fn console(folder: tempfile::TempDir) -> Terminal {
    let database = folder.path().join("hub.db").display().to_string();
    let terminal = Terminal::run(folder, &["--db", &database]);
    terminal.shows("users");
    terminal
}

/// From anywhere through the wizard to the confirmation of a file.
fn to_the_confirmation(terminal: &mut Terminal, path: &str) {
    terminal.walk(&[
        (":", "Go to"),
        ("User Deletion", "User Deletion"),
        ("\r", "All user data will be deleted"),
        ("\r", "Download User deletion CSV template"),
        ("\r", "Upload from computer"),
    ]);
    terminal.press(&format!("\x1b[200~{path}\x1b[201~"));
    let taken = format!("✓ {}", path.rsplit('/').next().unwrap());
    terminal.walk(&[
        ("", &taken),
        ("\r", "lines = 1 header"),
        ("\r", "This cannot be undone"),
    ]);
}

#[test]
fn a_profile_is_disconnected_along_the_documented_path() {
    let (folder, _) = account("40");
    let connected = offboard(folder.path(), &["users", "list", "--format", "json"]);
    let people: serde_json::Value = serde_json::from_str(&connected).unwrap();
    let person = people
        .as_array()
        .unwrap()
        .iter()
        .find(|person| person["connected"] == true);
    let email = person.unwrap_or_else(|| panic!("{people}"))["primary_email_address"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut terminal = console(folder);
    terminal.walk(&[
        ("2", "People > Users"),
        ("/", "search"),
        (&email, "1 of 40"),
        ("\r", "1 of 40"),
        ("m", "View/edit profile"),
        ("\r", "Employee info"),
        ("m", "Disconnect LinkedIn profile"),
        ("\r", "[ Cancel ]"),
        ("\x1b[C", "[ Remove ]"),
        ("\r", "is disconnected"),
        ("", "Not connected"),
        ("\x11", ""),
    ]);
    let Terminal {
        mut child, folder, ..
    } = terminal;
    child.wait().unwrap();
    let outbox = offboard(folder.path(), &["outbox", "list", "--format", "json"]);
    assert!(outbox.contains(&email), "{outbox}");
}

#[test]
fn a_batch_killed_in_the_middle_is_found_and_finished_by_the_next_console() {
    let (folder, ids) = account("9000");
    let small = upload(folder.path(), "first.csv", &ids[..3]);
    let large = upload(folder.path(), "second.csv", &ids[3..8_500]);
    let mut terminal = console(folder);
    to_the_confirmation(&mut terminal, &small);
    terminal.walk(&[
        ("\x1b[C", "[ Confirm ]"),
        ("\r", "[ Close ]"),
        ("\r", "Batch 1"),
        ("", "completed"),
    ]);
    to_the_confirmation(&mut terminal, &large);
    let asked = |text: &str| {
        let from = text.find("delete 8")?;
        let end = from + text[from..].find("users")? + "users".len();
        Some(text[from..end].to_owned())
    };
    terminal.wait(|screen| asked(&screen.contents()).is_some());
    let text = terminal.screen.lock().unwrap().screen().contents();
    let phrase = asked(&text).unwrap();
    terminal.press(&phrase);
    terminal.walk(&[
        ("\t", "[ Cancel ]"),
        ("\x1b[C", "[ Confirm ]"),
        ("\r", "[ Close ]"),
    ]);
    let folder = terminal.kill();
    let state = offboard(
        folder.path(),
        &["deletions", "show", "2", "--format", "json"],
    );
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["state"], "processing", "{state}");
    let mut terminal = console(folder);
    terminal.walk(&[
        (":", "Go to"),
        ("User Deletion", "User Deletion"),
        ("\r", "second.csv"),
    ]);
    terminal.wait(|screen| screen.contents().matches("completed").count() == 2);
    terminal.press("\x11");
    let Terminal {
        mut child, folder, ..
    } = terminal;
    child.wait().unwrap();
    let done = offboard(
        folder.path(),
        &["deletions", "show", "2", "--format", "json"],
    );
    let done: serde_json::Value = serde_json::from_str(&done).unwrap();
    let sum: u64 = done["outcomes"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(done["rows"], sum, "{done}");
    assert_eq!(
        done["outcomes"]["deleted"].as_u64().unwrap() + done["users_after"].as_u64().unwrap(),
        8_997,
        "{done}"
    );
    let check = offboard(folder.path(), &["db", "check", "--format", "json"]);
    assert!(check.contains("\"faults\": []"), "{check}");
}
