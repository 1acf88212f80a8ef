//! The program in a terminal of its own, and accounts for it to open.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The program in a terminal of its own.
pub struct Terminal {
    pub screen: Arc<Mutex<vt100::Parser>>,
    pub keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    pub folder: tempfile::TempDir,
}

impl Terminal {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("demo").display().to_string();
        Self::run(folder, &["demo", "--learners", "30", "--at", &place])
    }

    /// The program with these arguments, at home in a folder.
    pub fn run(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_offboard"));
        command.args(arguments);
        Self::call(folder, command, (100, 30))
    }

    /// Any program, at home in a folder, in a terminal of so many columns and rows.
    pub fn call(folder: tempfile::TempDir, mut command: CommandBuilder, size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        command.env("LC_ALL", "C.UTF-8");
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
            master: pair.master,
            folder,
        }
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn wait(&self, wanted: impl Fn(&vt100::Screen) -> bool) {
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
    pub fn shows(&self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Takes what is typed one key at a time, each answered by the screen before the next.
    #[track_caller]
    pub fn walk(&mut self, steps: &[(&str, &str)]) {
        for (keys, seen) in steps {
            self.press(keys);
            self.shows(seen);
        }
    }

    /// Kills the program as the kernel does when there is no time for anything.
    pub fn kill(mut self) -> tempfile::TempDir {
        self.signal("KILL");
        self.ends();
        self.folder
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &id])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Gives the terminal another size; the screen that is looked at stays as it is.
    pub fn resize(&self, size: (u16, u16)) {
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Gives the terminal and the screen that is looked at this size.
    pub fn settle_at(&self, (columns, rows): (u16, u16)) {
        let mut screen = self.screen.lock().unwrap();
        let size = [rows, columns].map(|size| NonZero::new(size).unwrap());
        screen.set_size(size[0], size[1]);
        drop(screen);
        self.resize((columns, rows));
    }

    /// Waits for the end, never for ever. Answers the exit code.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            thread::yield_now();
        }
        let _ = self.child.kill();
        let shown = self.screen.lock().unwrap().screen().contents();
        panic!("does not end: {shown}");
    }

    /// Waits for the end and sees that the terminal is as it was. Answers the exit code.
    #[track_caller]
    pub fn ends_restored(mut self) -> u32 {
        let code = self.ends();
        self.is_given_back();
        code
    }

    /// Waits until the terminal is as a shell leaves it.
    #[track_caller]
    pub fn is_given_back(&self) {
        self.wait(|screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        let began = Instant::now();
        while !self.is_cooked() {
            assert!(began.elapsed() < Duration::from_secs(30), "still raw");
            thread::yield_now();
        }
    }

    /// Waits until the screen is as a shell has it that edits its lines itself.
    #[track_caller]
    pub fn is_given_back_to_a_shell(&self) {
        self.wait(|screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }

    /// Waits until the program has read every key that was pressed. A key and a change of size come on two roads: which one
    /// is read first is else left to chance.
    #[track_caller]
    pub fn taken(&self) {
        let name = self.master.tty_name().unwrap();
        let end = std::fs::File::open(name).unwrap();
        let began = Instant::now();
        while rustix::io::ioctl_fionread(&end).unwrap() > 0 {
            assert!(began.elapsed() < Duration::from_secs(30), "never read");
            thread::yield_now();
        }
    }

    /// Whether the terminal hands lines over, echoes them, and turns keys into signals.
    pub fn is_cooked(&self) -> bool {
        let mode = self.master.get_termios().unwrap();
        let wanted = libc::ICANON | libc::ECHO | libc::ISIG;
        mode.local_flags.bits() & wanted == wanted && mode.output_flags.bits() & libc::OPOST != 0
    }
}

/// Runs the command line on the account in a folder.
pub fn offboard(folder: &std::path::Path, arguments: &[&str]) -> String {
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
pub fn account(learners: &str) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let admin = [
        "init",
        "--account",
        "Enigma Hub",
        "--admin",
        "admin@enigma.example",
    ];
    offboard(folder.path(), &admin);
    offboard(folder.path(), &["seed", "--learners", learners, "--yes"]);
    let roster = offboard(folder.path(), &["users", "export", "-o", "-"]);
    let mut reader = csv::Reader::from_reader(roster.as_bytes());
    let ids = reader
        .records()
        .map(|row| row.unwrap()[3].to_owned())
        .collect();
    (folder, ids)
}

pub fn upload(folder: &std::path::Path, name: &str, ids: &[String]) -> String {
    let rows: String = ids.iter().map(|id| format!(",{id}\n")).collect();
    let path = folder.join(name);
    std::fs::write(
        &path,
        format!("primary_email_address,unique_user_id\n{rows}"),
    )
    .unwrap();
    path.display().to_string()
}

pub fn console(folder: tempfile::TempDir) -> Terminal {
    let database = folder.path().join("hub.db").display().to_string();
    let terminal = Terminal::run(folder, &["--db", &database]);
    terminal.shows("users");
    terminal
}

/// From anywhere through the wizard to the confirmation of a file.
pub fn to_the_confirmation(terminal: &mut Terminal, path: &str) {
    terminal.walk(&[
        (":", "Go to"),
        ("User Deletion", "User Deletion"),
        ("\r", "All user data will be deleted"),
    ]);
    terminal.wait(|screen| {
        let text = screen.contents();
        text.contains("No batch yet") || text.contains("completed")
    });
    terminal.walk(&[
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
