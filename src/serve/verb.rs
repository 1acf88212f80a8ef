//! A verb on a channel without a terminal: this program once more, as a child whose streams are the channel's.
//!
//! A child, because a verb owns its process: it reads stdin, writes stdout, listens to signals, stands in a folder, and
//! may end the process with its exit code. So whatever it does, the server and the others go on, and it behaves exactly as
//! it does locally. Its environment holds what the server puts there and nothing else; who is asking stands in
//! [`SERVED`], and the child asks the database once more whether that may be.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf, Sig};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::process::{Child, ChildStdin, Command};

use crate::error::{Error, Result};
use crate::service::files::folder::OwnFolder;
use crate::start::{SERVED, Served};

use super::house::House;
use super::known::Known;
use super::surroundings::Said;

/// The exit code of what was called in a wrong way.
pub(super) const USAGE: u32 = 2;
/// The exit code of what the surroundings do not let be.
pub(super) const HINDERED: u32 = 5;
/// The exit code of a bug.
pub(super) const BROKEN: u32 = 70;
/// How long a verb has to end when its client has gone: a batch ends the chunk that it is at.
const PARTING: Duration = Duration::from_secs(30);
/// Bytes that are passed on at a time.
const PORTION: usize = 32_768;

/// What a child is started with.
pub(super) struct Call {
    /// The program: this one.
    pub(super) program: std::path::PathBuf,
    /// Its words.
    pub(super) words: Vec<String>,
    /// All of its environment.
    pub(super) environment: Vec<(String, String)>,
    /// Where it stands.
    pub(super) folder: OwnFolder,
}

impl Call {
    /// What a child is started with for somebody who is here.
    pub(super) fn new(house: &House, known: &Known, words: &[String], said: &Said) -> Result<Self> {
        let folder = OwnFolder::of(house.database(), known.session.operator)?;
        let served = Served {
            operator: known.session.operator.0,
            key: known.coming.key.clone(),
            certified: known.coming.certified.clone(),
            address: known.coming.address.clone(),
            database: house.database().to_owned(),
            config: house.config.clone(),
            language: said.language(),
            zone: said.zone().cloned(),
        };
        let mut environment = vec![(SERVED.to_owned(), served.written()?)];
        let said = said.variables();
        environment.extend(said.map(|(name, value)| (name.to_owned(), value.to_owned())));
        for name in ["TMPDIR", "TZ"] {
            environment.extend(
                std::env::var(name)
                    .ok()
                    .map(|value| (name.to_owned(), value)),
            );
        }
        Ok(Self {
            program: this_program(),
            words: words.to_vec(),
            environment,
            folder,
        })
    }
}

/// This program, also when another has taken its place on the disk since it was started.
fn this_program() -> std::path::PathBuf {
    let linked = std::path::Path::new("/proc/self/exe");
    if linked.exists() {
        return linked.to_owned();
    }
    std::env::current_exe().unwrap_or_else(|_| "offboard".into())
}

/// Runs a verb and answers its exit code.
pub(super) async fn attend(
    house: &Arc<House>,
    known: &Arc<Known>,
    channel: Channel<Msg>,
    words: &[String],
    said: &Said,
) {
    let started = Call::new(house, known, words, said).and_then(start);
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            return refuse(&channel, &house.words.trouble(&error.to_string()), HINDERED).await;
        }
    };
    let (typed, shown) = channel.split();
    let group = child.id();
    let output = tokio::spawn(pass_on(child.stdout.take(), shown.make_writer()));
    let narration = tokio::spawn(pass_on(child.stderr.take(), shown.make_writer_ext(Some(1))));
    let mut feeding = tokio::spawn(feed(typed, child.stdin.take(), group));
    let mut farewell = known.farewell();
    let ended = tokio::select! {
        ended = child.wait() => Some(ended),
        // The client has gone, or is sent away.
        _ = &mut feeding => None,
        _ = farewell.wait_for(Option::is_some) => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => stop(&mut child, group).await,
    };
    feeding.abort();
    let last_bytes = async {
        let _ = output.await;
        let _ = narration.await;
    };
    // As long as somebody is there to take them.
    tokio::select! {
        () = last_bytes => {}
        _ = farewell.wait_for(Option::is_some) => {}
    }
    let told = farewell
        .borrow()
        .map(|farewell| house.words.farewell(farewell));
    let code = ended.map_or(BROKEN, code_of);
    let _ = tokio::time::timeout(PARTING, part(&shown, told.as_deref(), code)).await;
}

fn start(call: Call) -> Result<Child> {
    let started = Command::new(&call.program)
        .args(&call.words)
        .env_clear()
        .envs(call.environment)
        .current_dir(call.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // Signals reach the verb and whatever it starts, and not the server.
        .process_group(0)
        .spawn();
    started.map_err(|error| Error::from_io(&error, &call.program))
}

/// Asks a verb to end, and ends it where it does not.
async fn stop(child: &mut Child, group: Option<u32>) -> io::Result<ExitStatus> {
    signal(group, Signal::TERM);
    if let Ok(ended) = tokio::time::timeout(PARTING, child.wait()).await {
        return ended;
    }
    signal(group, Signal::KILL);
    child.wait().await
}

/// Signals a child and whatever it has started: it leads a group of its own.
pub(super) fn signal(group: Option<u32>, signal: Signal) {
    let group = group.and_then(|group| i32::try_from(group).ok());
    if let Some(group) = group.and_then(Pid::from_raw) {
        let _ = kill_process_group(group, signal);
    }
}

/// The exit code of a verb that has ended; as shells do for one that was killed.
fn code_of(status: ExitStatus) -> u32 {
    use std::os::unix::process::ExitStatusExt as _;
    let killed = || status.signal().map(|signal| 128 + signal);
    let code = status.code().or_else(killed);
    code.and_then(|code| u32::try_from(code).ok())
        .unwrap_or(BROKEN)
}

/// Gives a verb what comes on its channel, until the client has gone.
async fn feed(mut typed: ChannelReadHalf, stdin: Option<ChildStdin>, group: Option<u32>) {
    let mut stdin = stdin;
    while let Some(message) = typed.wait().await {
        match message {
            ChannelMsg::Data { data } => {
                if let Some(open) = &mut stdin
                    && open.write_all(&data).await.is_err()
                {
                    // The verb does not read any more.
                    stdin = None;
                }
            }
            ChannelMsg::Eof => stdin = None,
            ChannelMsg::Close => return,
            ChannelMsg::Signal { signal: sent } => {
                if let Some(sent) = of_client(&sent) {
                    signal(group, sent);
                }
            }
            _ => {}
        }
    }
}

/// The signals that a client may send.
pub(super) fn of_client(signal: &Sig) -> Option<Signal> {
    match signal {
        Sig::INT => Some(Signal::INT),
        Sig::TERM => Some(Signal::TERM),
        Sig::HUP => Some(Signal::HUP),
        Sig::QUIT => Some(Signal::QUIT),
        Sig::ABRT
        | Sig::ALRM
        | Sig::FPE
        | Sig::ILL
        | Sig::KILL
        | Sig::PIPE
        | Sig::SEGV
        | Sig::USR1
        | Sig::Custom(_) => None,
    }
}

/// Passes on what a verb writes, as fast as the client takes it.
async fn pass_on(
    from: Option<impl AsyncRead + Unpin>,
    mut to: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let Some(mut from) = from else { return Ok(()) };
    let mut portion = vec![0; PORTION];
    loop {
        let count = from.read(&mut portion).await?;
        if count == 0 {
            return Ok(());
        }
        to.write_all(&portion[..count]).await?;
    }
}

/// Says why nothing is done on a channel, and ends it.
pub(super) async fn refuse(channel: &Channel<Msg>, told: &str, code: u32) {
    let line = format!("{told}\r\n");
    let _ = channel.extended_data_bytes(1, line.into_bytes()).await;
    let _ = channel.exit_status(code).await;
    let _ = channel.eof().await;
    let _ = channel.close().await;
}

/// The same on the half of a channel that shows.
pub(super) async fn part(shown: &ChannelWriteHalf<Msg>, told: Option<&str>, code: u32) {
    if let Some(told) = told {
        let line = format!("{told}\r\n");
        let _ = shown.extended_data_bytes(1, line.into_bytes()).await;
    }
    let _ = shown.exit_status(code).await;
    let _ = shown.eof().await;
    let _ = shown.close().await;
}
