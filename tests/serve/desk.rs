//! An account that is served, and OpenSSH's clients at it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything is waited for at the most.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for something, never for ever.
#[track_caller]
pub fn wait_for(what: &str, mut has_come: impl FnMut() -> bool) {
    let began = Instant::now();
    while !has_come() {
        assert!(began.elapsed() < PATIENCE, "{what} does not come");
        thread::park_timeout(Duration::from_millis(5));
    }
}

/// An account that is served.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub server: Child,
    pub port: u16,
    pub told: Arc<Mutex<Vec<String>>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if thread::panicking() {
            eprintln!("{}", self.told.lock().unwrap().join("\n"));
        }
    }
}

/// A folder with an account of some learners, its admin `dl`, and a key of theirs; none without OpenSSH.
pub fn account(learners: &str) -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    if !make_key(&folder.path().join("id")) {
        eprintln!("passed over: OpenSSH's clients are not installed");
        return None;
    }
    let here = |words: &[&str]| done(offboard(folder.path(), words));
    here(&["init", "--account", "Hub", "--admin", "dl@hub.example"]);
    here(&["seed", "--learners", learners, "--yes"]);
    here(&["operators", "key", "add", "dl", "id.pub"]);
    Some(folder)
}

pub fn make_key(path: &Path) -> bool {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status();
    made.is_ok_and(|made| made.success())
}

/// The program at the server itself.
pub fn offboard(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offboard"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("TZ", "UTC")
        .env("OFFBOARD_DB", folder.join("hub.db"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .args(words);
    command
}

/// What a call came to that ends well.
#[track_caller]
pub fn done(mut command: Command) -> String {
    let ended = command.output().unwrap();
    assert!(ended.status.success(), "{command:?}: {ended:?}");
    String::from_utf8(ended.stdout).unwrap()
}

/// Starts a server, whose words are kept.
fn begin(folder: &Path, told: &Arc<Mutex<Vec<String>>>) -> Child {
    let mut server = offboard(folder, &["serve", "--listen", "127.0.0.1:0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (lines, kept) = (server.stderr.take().unwrap(), Arc::clone(told));
    thread::spawn(move || {
        for line in BufReader::new(lines).lines().map_while(Result::ok) {
            kept.lock().unwrap().push(line);
        }
    });
    server
}

impl Desk {
    pub fn open(learners: &str) -> Option<Self> {
        Some(Self::serve(account(learners)?))
    }

    pub fn serve(folder: tempfile::TempDir) -> Self {
        let told = Arc::new(Mutex::new(Vec::new()));
        let server = begin(folder.path(), &told);
        let mut desk = Self {
            folder,
            server,
            port: 0,
            told,
        };
        desk.find_port();
        desk.configure();
        desk
    }

    /// Serves the same account once more, after its server has ended.
    pub fn serve_again(&mut self) {
        self.told.lock().unwrap().clear();
        self.server = begin(self.folder.path(), &self.told);
        self.find_port();
        self.configure();
    }

    fn find_port(&mut self) {
        let mut found = 0;
        wait_for("the server", || {
            let port = self.line("Listening on 127.0.0.1:").map(|line| {
                let (_, rest) = line.split_once("127.0.0.1:").unwrap();
                rest.split('.').next().unwrap().parse().unwrap()
            });
            found = port.unwrap_or_default();
            found != 0
        });
        self.port = found;
    }

    /// The configuration of a client that takes nothing from whoever runs the tests.
    fn configure(&self) {
        let here = self.folder.path().display();
        let text = format!(
            "Host desk\nHostName 127.0.0.1\nPort {}\nUser somebody\nIdentityFile {here}/id\n\
             IdentitiesOnly yes\nIdentityAgent none\nBatchMode yes\nStrictHostKeyChecking accept-new\n\
             UserKnownHostsFile {here}/known\nGlobalKnownHostsFile none\nConnectTimeout 30\nLogLevel ERROR\n",
            self.port
        );
        fs::write(self.path("config"), text).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The last line of the server that holds a text.
    pub fn line(&self, text: &str) -> Option<String> {
        let told = self.told.lock().unwrap();
        told.iter().rfind(|line| line.contains(text)).cloned()
    }

    /// One of OpenSSH's clients.
    pub fn client(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .arg("-F")
            .arg(self.path("config"))
            .args(words);
        command
    }

    pub fn ssh(&self, words: &[&str]) -> Output {
        self.ssh_as("desk", words)
    }

    /// A verb at a host of the configuration, with the key that stands there for it.
    pub fn ssh_as(&self, host: &str, words: &[&str]) -> Output {
        let words = [&[host], words].concat();
        self.client("ssh", &words).output().unwrap()
    }

    /// A verb with something on stdin.
    pub fn fed(&self, words: &[&str], stdin: &str) -> Output {
        fs::write(self.path("fed"), stdin).unwrap();
        let words = [&["desk"], words].concat();
        let fed = fs::File::open(self.path("fed")).unwrap();
        self.client("ssh", &words).stdin(fed).output().unwrap()
    }

    pub fn local(&self, words: &[&str]) -> String {
        done(offboard(self.folder.path(), words))
    }

    /// Asks sftp for several things, none of which has to succeed.
    pub fn sftp(&self, lines: &[&str]) -> String {
        let batch: String = lines.iter().map(|line| format!("-{line}\n")).collect();
        fs::write(self.path("batch"), batch).unwrap();
        let ended = self
            .client("sftp", &["-b", "batch", "desk"])
            .output()
            .unwrap();
        String::from_utf8(ended.stdout).unwrap() + &String::from_utf8(ended.stderr).unwrap()
    }

    pub fn sit(&self, words: &[&str], size: (u16, u16)) -> Sitting {
        self.sit_as("desk", words, size)
    }

    /// The same under another name of the client's configuration.
    pub fn sit_as(&self, host: &str, words: &[&str], size: (u16, u16)) -> Sitting {
        Sitting::begin(self, &[&[host], words].concat(), size)
    }
}

pub fn code(ended: &Output) -> Option<i32> {
    ended.status.code()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Somebody at a terminal with `ssh` in it.
pub struct Sitting {
    pub screen: Arc<Mutex<vt100::Parser>>,
    pub keys: Box<dyn std::io::Write + Send>,
    pub master: Box<dyn MasterPty + Send>,
    client: Box<dyn portable_pty::Child + Send + Sync>,
    /// As long as it is set, nobody reads what the client writes.
    pub stalls: Arc<AtomicBool>,
}

impl Drop for Sitting {
    fn drop(&mut self) {
        self.stalls.store(false, Ordering::SeqCst);
        let _ = self.client.kill();
        let _ = self.client.wait();
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

impl Sitting {
    pub fn begin(desk: &Desk, words: &[&str], size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new("ssh");
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("HOME", desk.folder.path());
        command.cwd(desk.folder.path());
        command.arg("-F");
        command.arg(desk.path("config"));
        command.arg("-t");
        command.args(words);
        let client = pair.slave.spawn_command(command).unwrap();
        let rows = std::num::NonZero::new(size.1).unwrap();
        let columns = std::num::NonZero::new(size.0).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let stalls = Arc::new(AtomicBool::new(false));
        let mut written = pair.master.try_clone_reader().unwrap();
        let (shown, waits) = (Arc::clone(&screen), Arc::clone(&stalls));
        thread::spawn(move || {
            let mut portion = [0; 4096];
            loop {
                while waits.load(Ordering::SeqCst) {
                    thread::park_timeout(Duration::from_millis(5));
                }
                match written.read(&mut portion) {
                    Ok(count @ 1..) => shown.lock().unwrap().process(&portion[..count]),
                    _ => return,
                }
            }
        });
        Self {
            screen,
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            client,
            stalls,
        }
    }

    pub fn contents(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        let began = Instant::now();
        while !self.contents().contains(text) {
            assert!(
                began.elapsed() < PATIENCE,
                "no {text:?}:\n{}",
                self.contents()
            );
            thread::park_timeout(Duration::from_millis(5));
        }
    }

    #[track_caller]
    pub fn press(&mut self, keys: &str, seen: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self.shows(seen);
    }

    pub fn resize(&self, size: (u16, u16)) {
        let rows = std::num::NonZero::new(size.1).unwrap();
        let columns = std::num::NonZero::new(size.0).unwrap();
        self.screen
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(rows, columns);
        self.master.resize(pty_size(size)).unwrap();
    }

    /// The exit code of a verb at a terminal.
    pub fn ended_plain(&mut self) -> u32 {
        let mut code = None;
        wait_for("the end of the client", || {
            code = self.client.try_wait().unwrap().map(|it| it.exit_code());
            code.is_some()
        });
        code.unwrap()
    }

    /// Kills the client, who says no word of farewell.
    pub fn strike(&mut self) {
        let client = self.client.process_id().unwrap().to_string();
        let struck = Command::new("kill").args(["-9", &client]).status();
        assert!(struck.unwrap().success());
        wait_for("the end of the client", || self.has_ended());
    }

    /// Whether the client has ended.
    pub fn has_ended(&mut self) -> bool {
        self.client.try_wait().unwrap().is_some()
    }

    /// Waits until the client has ended, and answers its exit code; the terminal is as it was.
    #[track_caller]
    pub fn ended(&mut self) -> u32 {
        let mut code = None;
        wait_for("the end of the client", || {
            code = self
                .client
                .try_wait()
                .unwrap()
                .map(|status| status.exit_code());
            code.is_some()
        });
        wait_for("the terminal back", || {
            let screen = self.screen.lock().unwrap();
            let screen = screen.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        code.unwrap()
    }
}
