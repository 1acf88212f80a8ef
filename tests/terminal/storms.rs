//! Trial 18: whatever happens to the terminal, or to the console on it, the terminal is given back and nothing is lost:
//! storms of sizes, stopping, a panic, input and output that go away.

use std::io::Read;
use std::time::{Duration, Instant};

use offboard::command::key::Key;
use offboard::error::Result;
use offboard::service::Points;
use offboard::start::{Doors, Start};
use offboard::ui::runtime;
use offboard::ui::shell::context::Context;
use offboard::ui::shell::event::Event;
use offboard::ui::shell::leader::{Leader, Wish};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::Frame;

use crate::harness::{Terminal, account, console, offboard, to_the_confirmation, upload};

/// Sizes from one cell to far more than a desk has, forth and back, with and without a pause between them.
fn storm(terminal: &Terminal, count: u16) {
    // What is drawn for one size and read at another says nothing; here it must only hurt nobody.
    for step in 0..count {
        let columns = 1 + step.wrapping_mul(7_919) % 300;
        let rows = 1 + step.wrapping_mul(39_209) % 100;
        match step % 9 {
            0 => terminal.resize((1, 1)),
            3 => terminal.resize((300, 100)),
            6 => terminal.resize((columns, 1)),
            _ => terminal.resize((columns, rows)),
        }
        if step % 4 == 0 {
            let before = Instant::now();
            while before.elapsed() < Duration::from_millis(2) {
                std::thread::yield_now();
            }
        }
    }
    terminal.settle_at((100, 30));
}

#[test]
fn a_storm_of_sizes_leaves_dialog_and_batch_as_they_were() {
    let (folder, ids) = account("3000");
    let file = upload(folder.path(), "leavers.csv", &ids[..450]);
    let mut terminal = console(folder);
    to_the_confirmation(&mut terminal, &file);
    storm(&terminal, 300);
    terminal.shows("This cannot be undone");
    terminal.shows("[ Cancel ]");
    // A key that arrives while the screen is too small is not taken: each waits for its answer.
    terminal.walk(&[("\x1b[C", "[ Confirm ]"), ("\r", "[ Close ]")]);
    storm(&terminal, 300);
    terminal.shows("[ Close ]");
    terminal.walk(&[("\r", "Batch 1")]);
    storm(&terminal, 50);
    terminal.shows("completed");
    let shown = terminal.screen.lock().unwrap().screen().contents();
    assert!(shown.contains("? help"), "{shown}");
    terminal.press("\x11");
    let folder = terminal.folder.path().to_owned();
    terminal.ends();
    let batch = offboard(&folder, &["deletions", "show", "1", "--format", "json"]);
    let batch: serde_json::Value = serde_json::from_str(&batch).unwrap();
    let deleted = batch["outcomes"]["deleted"].as_u64().unwrap();
    let left = batch["users_after"].as_u64().unwrap();
    assert!(deleted > 440 && deleted + left == 3_000, "{batch}");
    terminal.ends_restored();
}

#[test]
fn a_console_that_begins_and_ends_at_one_cell_gives_the_terminal_back() {
    for size in [(1, 1), (0, 0), (2, 1)] {
        let (folder, _) = account("30");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_offboard"));
        command.args(["--db".as_ref(), folder.path().join("hub.db").as_os_str()]);
        let mut terminal = Terminal::call(folder, command, size);
        terminal.wait(vt100::Screen::alternate_screen);
        // Who sees nothing does nothing, but can leave.
        terminal.press("2*x\x1b[C\r");
        terminal.taken();
        terminal.settle_at((100, 30));
        terminal.shows("31 of 80 seats");
        terminal.settle_at((1, 1));
        terminal.press("\x11");
        let code = terminal.ends();
        let told = terminal.screen.lock().unwrap().screen().contents();
        assert_eq!(code, 0, "{size:?}: {told}");
        terminal.is_given_back();
    }
}

/// The state of a process as the kernel tells it, such as `T` when it is stopped.
fn state(terminal: &Terminal) -> char {
    let id = terminal.child.process_id().unwrap();
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let after = stat.rsplit_once(") ").unwrap().1;
    after.chars().next().unwrap()
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "never {what}");
        std::thread::yield_now();
    }
}

#[test]
fn a_console_that_is_stopped_gives_the_terminal_back_and_takes_it_again() {
    let mut terminal = Terminal::open();
    terminal.shows("open requests");
    terminal.press("2");
    terminal.shows("People > Users");
    for signal in ["TSTP", "STOP"] {
        terminal.signal(signal);
        until("stopped", || state(&terminal) == 'T');
        if signal == "TSTP" {
            terminal.is_given_back();
        }
        // A shell puts the terminal into its own mode and writes what it likes.
        let shell = std::process::Command::new("stty")
            .args([
                "-F",
                &terminal.master.tty_name().unwrap().display().to_string(),
            ])
            .arg("sane")
            .status();
        assert!(shell.unwrap().success());
        terminal.screen.lock().unwrap().process(b"\x1b[2J$ ");
        terminal.signal("CONT");
        terminal.shows("People > Users");
        until("raw again", || !terminal.is_cooked());
        terminal.wait(|screen| screen.alternate_screen() && screen.bracketed_paste());
    }
    terminal.press("\x11");
    assert_eq!(terminal.ends_restored(), 0);
}

/// The console of a shell's script, whose terminal goes away as soon as it shows something.
fn loses_its_terminal(script: &str) {
    let (folder, _) = account("30");
    let size = PtySize {
        rows: 30,
        cols: 100,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_offboard")]);
    command.arg(folder.path().join("hub.db"));
    command.env("TMPDIR", folder.path());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("seats") {
        let mut bytes = [0; 4096];
        let count = output.read(&mut bytes).unwrap();
        seen.extend_from_slice(&bytes[..count]);
    }
    drop((output, pair.master));
    until("ended", || child.try_wait().unwrap().is_some());
    let names = std::fs::read_dir(folder.path()).unwrap();
    let mut names = names.map(|entry| entry.unwrap().file_name());
    let report = names.find(|name| name.to_string_lossy().starts_with("offboard-report"));
    assert_eq!(report, None, "the program took it for a fault of its own");
    let check = offboard(folder.path(), &["db", "check", "--format", "json"]);
    assert!(check.contains("\"ok\": true"), "{check}");
}

#[test]
fn a_terminal_that_goes_away_ends_the_console_and_loses_nothing() {
    // With the signal that tells of it, and without: only the leader of the session gets it, and this one keeps it.
    loses_its_terminal("exec \"$0\" --db \"$1\"");
    loses_its_terminal("trap : HUP; \"$0\" --db \"$1\"; true");
}

#[test]
fn late_answers_of_the_terminal_are_no_keys() {
    let mut terminal = Terminal::open();
    terminal.shows("open requests");
    // Who the terminal is, its colours, what it can do; cut in the middle by a slow line.
    terminal.press("\x1b[>1;4000;29c\x1b[?62;22c\x1b]11;rgb:2222/2222/2222\x1b\\");
    terminal.press("\x1bP>|xterm(390)\x1b\\\x1b[12;40R2\x1b]10;rgb:22");
    terminal.shows("People > Users");
    terminal.press("22/2222\x07/");
    terminal.press("\x1b[?2026;2$ysiti\r");
    terminal.shows("/ siti ");
    terminal.press("\x11");
    assert_eq!(terminal.ends_restored(), 0);
}

#[test]
fn the_key_of_the_shell_stops_the_console_and_it_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new("bash");
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "the shell> ");
    let mut terminal = Terminal::call(folder, command, (100, 30));
    let place = terminal.folder.path().join("demo").display().to_string();
    let console = env!("CARGO_BIN_EXE_offboard");
    terminal.press(&format!("{console} demo --learners 30 --at {place}\r"));
    terminal.shows("open requests");
    terminal.walk(&[("2", "People > Users"), ("/", "search"), ("e", "/ e")]);
    terminal.press("\x1a");
    terminal.shows("Stopped");
    terminal.is_given_back_to_a_shell();
    terminal.press("fg\r");
    terminal.shows("People > Users");
    terminal.wait(|screen| screen.alternate_screen() && screen.bracketed_paste());
    terminal.walk(&[("m", "/ em"), ("\x11", "Open it again")]);
    // What is typed before the shell asks would still be the console's.
    terminal.wait(|screen| screen.contents().trim_end().ends_with("the shell>"));
    terminal.press("exit\r");
    assert_eq!(terminal.ends_restored(), 0);
}

/// The program called by a shell in a terminal, where one of its ends is no terminal.
fn in_a_shell(script: &str) -> Terminal {
    let (folder, _) = account("30");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_offboard")]);
    command.arg(folder.path().join("hub.db"));
    let mut terminal = Terminal::call(folder, command, (100, 30));
    let began = Instant::now();
    while terminal.child.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < Duration::from_secs(30), "hangs: {script}");
        std::thread::yield_now();
    }
    terminal.is_given_back();
    terminal
}

#[test]
fn a_console_without_a_terminal_at_both_ends_says_so_and_touches_nothing() {
    for script in [
        "\"$0\" --db \"$1\" | true",
        "\"$0\" --db \"$1\" <&-",
        "\"$0\" --db \"$1\" </dev/null",
        "\"$0\" --db \"$1\" >&-",
        "echo 2 | \"$0\" --db \"$1\"",
    ] {
        let terminal = in_a_shell(script);
        terminal.shows("terminal");
        let shown = terminal.screen.lock().unwrap().screen().contents();
        assert!(!shown.contains("panicked"), "{script}: {shown}");
    }
}

/// Falls over in the middle of a frame when a certain key was pressed.
#[derive(Default)]
struct Clumsy {
    falls: bool,
}

impl Leader for Clumsy {
    fn hear(&mut self, event: Event, _: Duration) -> Option<Event> {
        self.falls |= matches!(event, Event::Key(Key::Char('!')));
        Some(event)
    }

    fn wish(&mut self, _: bool, _: Duration) -> Result<Wish> {
        Ok(Wish::Wait(None))
    }

    fn view(&mut self, _: &mut Frame<'_>, _: &Context) {
        assert!(!self.falls, "the screen fell over");
    }
}

/// The program, but for a screen and a writer that fall over.
fn run_clumsily(mut start: Start) -> Result<()> {
    start.surroundings.points = Points::watched_by(|point| {
        assert!(!point.contains("hold"), "the writer fell over");
    });
    runtime::run_led(start, &mut Clumsy::default())
}

const DATABASE: &str = "STORM_DATABASE";

#[test]
#[ignore = "called by the storms in a process and a terminal of its own"]
fn a_console_that_falls_over() {
    let Some(database) = std::env::var_os(DATABASE) else {
        return;
    };
    let words = ["offboard".into(), "--db".into(), database];
    let doors = Doors {
        console: run_clumsily,
        server: offboard::serve::run,
    };
    let code = offboard::cli::run(words, doors);
    std::process::exit(i32::from(code));
}

fn clumsy() -> Terminal {
    let (folder, _) = account("30");
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--nocapture", "a_console_that_falls_over"]);
    command.env(DATABASE, folder.path().join("hub.db"));
    let terminal = Terminal::call(folder, command, (100, 30));
    terminal.shows("? help");
    terminal
}

#[test]
fn a_panic_of_the_screen_gives_the_terminal_back_before_it_is_told() {
    let mut terminal = clumsy();
    terminal.press("!");
    terminal.is_given_back();
    terminal.shows("the screen fell over");
    terminal.shows("offboard-report-");
    assert_eq!(terminal.ends_restored(), 70);
}

#[test]
fn a_panic_of_the_writer_is_told_on_the_screen_and_the_console_can_be_left() {
    let mut terminal = clumsy();
    terminal.press("2");
    terminal.shows("People > Users");
    terminal.walk(&[("h", "Reason"), ("court case", "court case")]);
    terminal.press("\r");
    terminal.shows("Something went wrong inside Offboard");
    terminal.walk(&[("t", "the writer fell over")]);
    // One at a time: Esc and what follows at once would be one key.
    terminal.press("\x1b");
    terminal.wait(|screen| !screen.contents().contains("the writer fell over"));
    terminal.press("\x11");
    assert_eq!(terminal.ends_restored(), 0);
}
