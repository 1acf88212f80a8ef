//! Load on `offboard serve`: sessions of a real SSH client that draw and type, and what they cost.
//!
//! `cargo bench --bench served -- --sessions 200 --learners 10000 --seconds 20`, or with `--binary PATH` a program that is
//! built already, with `--account PATH` a copy of an account that is filled already, with `--leavers N` so many who are
//! deleted, and with `--batches N` in so many batches, one after the other: a single one may be over before enough keys were
//! pressed beside it. It prints a line a figure: memory a session, key to the first bytes of its answer, the same beside a batch, and
//! what idle sessions cost. Client and server share the machine, and a latency holds both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement that cannot go on has failed, and figures are rounded"
)]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use russh::client::{self, Handle};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate, load_secret_key};
use russh::{Channel, ChannelMsg};

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

struct Options {
    sessions: usize,
    learners: u64,
    seconds: u64,
    idle: u64,
    leavers: Option<usize>,
    batches: usize,
    account: Option<PathBuf>,
    binary: PathBuf,
}

impl Options {
    fn read() -> Self {
        let words: Vec<String> = std::env::args().collect();
        let value = |name: &str| {
            let at = words.iter().position(|word| word == name)?;
            words.get(at + 1).cloned()
        };
        let number = |name: &str, usual: u64| value(name).map_or(usual, |it| it.parse().unwrap());
        Self {
            sessions: number("--sessions", 100) as usize,
            learners: number("--learners", 10_000),
            seconds: number("--seconds", 20),
            idle: number("--idle", 60),
            leavers: value("--leavers").map(|it| it.parse().unwrap()),
            batches: number("--batches", 1) as usize,
            account: value("--account").map(PathBuf::from),
            binary: value("--binary")
                .map_or_else(|| env!("CARGO_BIN_EXE_offboard").into(), PathBuf::from),
        }
    }
}

/// Anybody's host key is taken: the server is our own.
struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// A console at the other end of a connection.
struct Sitting {
    _line: Handle<Trusting>,
    channel: Channel<client::Msg>,
}

async fn sit(port: u16, key: &Arc<PrivateKey>) -> Sitting {
    // As OpenSSH's client does at a terminal: otherwise a key waits for the answer to what was sent before it.
    let config = Arc::new(client::Config {
        nodelay: true,
        ..client::Config::default()
    });
    let mut line = client::connect(config, ("127.0.0.1", port), Trusting)
        .await
        .unwrap();
    let key = PrivateKeyWithHashAlg::new(Arc::clone(key), None);
    let entered = line.authenticate_publickey("somebody", key).await.unwrap();
    assert!(entered.success(), "the key is not taken");
    let channel = line.channel_open_session().await.unwrap();
    channel
        .request_pty(true, "xterm-256color", 100, 30, 0, 0, &[])
        .await
        .unwrap();
    channel.request_shell(true).await.unwrap();
    let mut sitting = Sitting {
        _line: line,
        channel,
    };
    // The first screen has come once nothing more does for a moment.
    sitting.bytes(PATIENCE).await;
    while sitting.bytes(Duration::from_millis(80)).await > 0 {}
    sitting
}

impl Sitting {
    /// Bytes of the next message; none where nothing comes in time.
    async fn bytes(&mut self, patience: Duration) -> usize {
        let message = tokio::time::timeout(patience, self.channel.wait()).await;
        match message {
            Ok(Some(ChannelMsg::Data { data })) => data.len(),
            Ok(Some(_)) => 1,
            Ok(None) => panic!("the server has ended a session"),
            Err(_) => 0,
        }
    }

    /// Presses a key that changes the screen; how long until the first bytes of the answer, and how many there are.
    async fn press(&mut self, key: &[u8]) -> (Duration, usize) {
        // What came by itself, such as how far a batch is, is no answer.
        while self.bytes(Duration::ZERO).await > 0 {}
        let began = Instant::now();
        self.channel.data_bytes(key.to_vec()).await.unwrap();
        let mut bytes = self.bytes(PATIENCE).await;
        let waited = began.elapsed();
        loop {
            match self.bytes(Duration::from_millis(60)).await {
                0 => return (waited, bytes),
                more => bytes += more,
            }
        }
    }
}

/// A server of an account of its own.
struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
    binary: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn offboard(binary: &Path, folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(binary);
    command
        .env_clear()
        .env("HOME", folder)
        .env("TZ", "UTC")
        .env("OFFBOARD_DB", folder.join("hub.db"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .args(words);
    command
}

fn done(mut command: Command) -> String {
    let ended = command.output().unwrap();
    assert!(ended.status.success(), "{command:?}: {ended:?}");
    String::from_utf8(ended.stdout).unwrap()
}

/// Makes the account and lets a key of ours in.
fn fill(options: &Options, folder: &Path) {
    match &options.account {
        None => {
            let learners = options.learners.to_string();
            let init = ["init", "--account", "Hub", "--admin", "dl@hub.example"];
            done(offboard(&options.binary, folder, &init));
            let seed = ["seed", "--learners", &learners, "--yes"];
            done(offboard(&options.binary, folder, &seed));
        }
        Some(account) => {
            for beside in ["", ".key", ".erasures"] {
                let mut from = account.clone().into_os_string();
                from.push(beside);
                std::fs::copy(from, folder.join(format!("hub.db{beside}"))).unwrap();
            }
        }
    }
    let listed = ["operators", "list", "--format", "csv"];
    let listed = done(offboard(&options.binary, folder, &listed));
    let mut rows = listed.lines();
    let column = rows.next().unwrap().split(',').position(|it| it == "name");
    let name = rows.next().unwrap().split(',').nth(column.unwrap());
    let add = ["operators", "key", "add", name.unwrap(), "id.pub"];
    done(offboard(&options.binary, folder, &add));
}

impl Server {
    fn begin(options: &Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(folder.path().join("id"))
            .status();
        assert!(made.unwrap().success(), "ssh-keygen is needed");
        fill(options, folder.path());
        std::fs::write(
            folder.path().join("offboard.toml"),
            "[serve]\nmax_sessions = 1000\n",
        )
        .unwrap();
        let words = [
            "--config",
            "offboard.toml",
            "serve",
            "--listen",
            "127.0.0.1:0",
        ];
        let mut child = offboard(&options.binary, folder.path(), &words)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, rest) = line.split_once("127.0.0.1:")?;
                rest.split('.').next()?.parse().ok()
            })
            .unwrap();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self {
            child,
            port,
            folder,
            binary: options.binary.clone(),
        }
    }

    /// Waits until what all sessions share has been made, and answers how much memory it takes, in kB.
    async fn settled(&self) -> u64 {
        let mut before = 0;
        loop {
            let now = self.memory();
            if now.abs_diff(before) < 1_000 {
                return now;
            }
            before = now;
            tokio::time::sleep(Duration::from_secs(3)).await;
        }
    }

    /// Resident memory in kB.
    fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find(|it| it.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Ticks of the processor that it has used.
    fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let (_, rest) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = rest.split(' ').collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Makes files of learners to be deleted, which together name so many of them.
    fn prepare(&self, leavers: Option<usize>, batches: usize) -> Vec<String> {
        let folder = self.folder.path();
        let listed = ["users", "list", "--format", "csv"];
        let listed = done(offboard(&self.binary, folder, &listed));
        let mut rows = listed.lines();
        let head: Vec<&str> = rows.next().unwrap().split(',').collect();
        let column = head.iter().position(|it| *it == "unique_user_id").unwrap();
        let ids = rows.filter_map(|row| row.split(',').nth(column));
        let mut ids: Vec<&str> = ids.filter(|id| !id.is_empty()).collect();
        ids.truncate(leavers.unwrap_or(ids.len() / 2));
        for (name, value) in [("gate_users", "100000000"), ("gate_percent", "100")] {
            done(offboard(
                &self.binary,
                folder,
                &["account", "set", name, value],
            ));
        }
        let portions = ids.chunks(ids.len().div_ceil(batches)).enumerate();
        portions
            .map(|(number, ids)| {
                let mut csv = "primary_email_address,unique_user_id\n".to_owned();
                for id in ids {
                    csv.push(',');
                    csv.push_str(id);
                    csv.push('\n');
                }
                let name = format!("leavers-{number}.csv");
                std::fs::write(folder.join(&name), csv).unwrap();
                name
            })
            .collect()
    }

    /// Deletes those whom the files name, by the command line beside the server; answers from when until when each batch
    /// was.
    fn delete(&self, files: Vec<String>) -> JoinHandle<Vec<(Instant, Instant)>> {
        let (binary, folder) = (self.binary.clone(), self.folder.path().to_owned());
        std::thread::spawn(move || {
            let batch = |file: String| {
                let words = ["deletions", "run", &file, "--yes"];
                let mut batch = offboard(&binary, &folder, &words);
                let began = Instant::now();
                let ended = batch.output().unwrap();
                // Some are skipped, such as whoever is on legal hold.
                assert!(matches!(ended.status.code(), Some(0 | 1)), "{ended:?}");
                (began, Instant::now())
            };
            files.into_iter().map(batch).collect()
        })
    }
}

/// A key that was pressed, and how long until the first bytes of its answer.
#[derive(Clone, Copy)]
struct Press {
    at: Instant,
    waited: Duration,
}

/// Everybody types as long as it is wanted, two keys a second each.
async fn everybody_types(
    sittings: Vec<Sitting>,
    goes_on: impl Fn() -> bool + Clone + Send + 'static,
) -> (Vec<Sitting>, Vec<Press>, u64) {
    let sent = Arc::new(AtomicU64::new(0));
    let mut typing = Vec::new();
    for (number, mut sitting) in sittings.into_iter().enumerate() {
        let (sent, goes_on) = (Arc::clone(&sent), goes_on.clone());
        typing.push(tokio::spawn(async move {
            let mut presses = Vec::new();
            tokio::time::sleep(Duration::from_millis((number * 37 % 500) as u64)).await;
            while goes_on() {
                for key in [&b"j"[..], b"k"] {
                    let at = Instant::now();
                    let (waited, bytes) = sitting.press(key).await;
                    presses.push(Press { at, waited });
                    sent.fetch_add(bytes as u64, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(440)).await;
                }
            }
            (sitting, presses)
        }));
    }
    let (mut back, mut all) = (Vec::new(), Vec::new());
    for one in typing {
        let (sitting, presses) = one.await.unwrap();
        back.push(sitting);
        all.extend(presses);
    }
    (back, all, sent.load(Ordering::Relaxed))
}

fn told(what: &str, presses: &[Press], bytes: u64) {
    let mut waits: Vec<Duration> = presses.iter().map(|press| press.waited).collect();
    waits.sort_unstable();
    let at = |share: f64| {
        let index = ((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1));
        waits[index].as_secs_f64() * 1_000.0
    };
    println!(
        "{what}: {} keys, p50 {:.1} ms, p99 {:.1} ms, most {:.1} ms, {} bytes a key",
        waits.len(),
        at(0.5),
        at(0.99),
        at(1.0),
        bytes
    );
}

async fn measure(options: &Options) {
    let server = Server::begin(options);
    let key = Arc::new(load_secret_key(server.folder.path().join("id"), None).unwrap());
    // The first one makes what all share.
    let mut sittings = vec![sit(server.port, &key).await];
    sittings[0].press(b"2").await;
    let before = server.settled().await;
    println!(
        "memory of the server with one session: {} MB",
        before / 1_024
    );
    let began = Instant::now();
    while sittings.len() < options.sessions {
        let mut sitting = sit(server.port, &key).await;
        sitting.press(b"2").await;
        sittings.push(sitting);
    }
    let each = (server.memory() - before) / (options.sessions as u64 - 1).max(1);
    println!(
        "sessions: {}, opened in {:.1} s; memory of the server {} MB, of a session {each} kB",
        options.sessions,
        began.elapsed().as_secs_f64(),
        server.memory() / 1_024
    );
    let until = Instant::now() + Duration::from_secs(options.seconds);
    let (sittings, presses, bytes) =
        everybody_types(sittings, move || Instant::now() < until).await;
    let each_key = bytes / (presses.len() as u64).max(1);
    told("typing", &presses, each_key);
    let each = (server.memory() - before) / (options.sessions as u64 - 1).max(1);
    println!("memory of a session after typing: {each} kB");
    let sittings = idle(&server, sittings, options.idle).await;
    let files = server.prepare(options.leavers, options.batches);
    let batches = Arc::new(server.delete(files));
    let under_way = Arc::clone(&batches);
    let (_, presses, bytes) = everybody_types(sittings, move || !under_way.is_finished()).await;
    let each_key = bytes / (presses.len() as u64).max(1);
    let batches = Arc::into_inner(batches).unwrap().join().unwrap();
    let beside = |press: &Press| {
        let mut batches = batches.iter();
        batches.any(|(began, ended)| (began..=ended).contains(&&press.at))
    };
    let presses: Vec<Press> = presses.into_iter().filter(beside).collect();
    let all: Duration = batches.iter().map(|(began, ended)| *ended - *began).sum();
    println!("batches: {}, {:.1} s", batches.len(), all.as_secs_f64());
    told("beside a batch", &presses, each_key);
}

/// What sessions cost while nobody does anything.
async fn idle(server: &Server, sittings: Vec<Sitting>, seconds: u64) -> Vec<Sitting> {
    if seconds == 0 {
        return sittings;
    }
    // What typing has begun comes to its end first.
    tokio::time::sleep(Duration::from_secs(12)).await;
    let mut sittings = sittings;
    for sitting in &mut sittings {
        while sitting.bytes(Duration::from_millis(1)).await > 0 {}
    }
    let before = server.ticks();
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let ticks = server.ticks() - before;
    let mut bytes = 0;
    for sitting in &mut sittings {
        bytes += sitting.bytes(Duration::from_millis(1)).await;
    }
    println!(
        "idle for {seconds} s: {bytes} bytes to {} sessions, {ticks} ticks of the processor for all of the server",
        sittings.len()
    );
    sittings
}

fn main() {
    // `cargo test` only wants to know that it is there.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let options = Options::read();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(measure(&options));
}
