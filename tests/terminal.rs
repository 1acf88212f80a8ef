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
    _folder: tempfile::TempDir,
}

impl Terminal {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let size = PtySize {
            rows: 30,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_offboard"));
        command.args(["--lang", "en", "demo", "--learners", "30", "--at"]);
        command.arg(folder.path().join("demo"));
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder.path());
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
            _folder: folder,
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
