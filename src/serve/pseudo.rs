//! A verb on a channel with a terminal: `ssh -t desk tour bulk-deletion`, or one that asks before it acts.
//!
//! The child gets a terminal of the system, so that questions, bars, Ctrl-C and whole screens are what they are locally.
//! Its two ends are read and written by threads, since a terminal of the system can only be waited for that way.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf};
use rustix::process::Signal;
use tokio::sync::{mpsc, oneshot};

use crate::error::{Error, Result, Trouble};
use crate::ui::runtime::Recorder;

use super::house::House;
use super::known::Known;
use super::recording;
use super::surroundings::{FarTerminal, Said, size};
use super::verb::{self, Call, of_client, signal};

/// How long a verb has to end when its client has gone.
const PARTING: Duration = Duration::from_secs(30);
/// Portions that wait on either side at the most.
const PORTIONS: usize = 16;
/// Bytes of a portion.
const PORTION: usize = 8_192;

/// The recording of a terminal, where it is recorded.
type Recording = Arc<Mutex<Option<Recorder>>>;

/// A child at its terminal.
struct Seated {
    recorder: Recording,
    master: Box<dyn MasterPty + Send>,
    written: mpsc::Receiver<Vec<u8>>,
    typed: mpsc::Sender<Bytes>,
    ended: oneshot::Receiver<u32>,
    group: Option<u32>,
}

/// Runs a verb at a terminal and answers its exit code.
pub(super) async fn attend(
    house: &Arc<House>,
    known: &Arc<Known>,
    channel: Channel<Msg>,
    words: &[String],
    terminal: FarTerminal,
    said: &Said,
) {
    let call = Call::new(house, known, words, said);
    let recorder = recording::begin(house, known, Some(words), terminal.size).await;
    let recorder = recorder.map(|recorder| Arc::new(Mutex::new(recorder)));
    let seated = recorder.and_then(|recorder| seat(&call?, &terminal, recorder));
    let seated = match seated {
        Ok(seated) => seated,
        Err(error) => {
            let told = house.words.trouble(&error.to_string());
            return verb::refuse(&channel, &told, verb::HINDERED).await;
        }
    };
    let Seated {
        recorder,
        master,
        mut written,
        typed,
        mut ended,
        group,
    } = seated;
    let (coming, shown) = channel.split();
    let mut feeding = tokio::spawn(feed(coming, typed, (master, recorder), group));
    let mut farewell = known.farewell();
    let showing = async {
        while let Some(bytes) = written.recv().await {
            if shown.data_bytes(bytes).await.is_err() {
                break;
            }
        }
    };
    tokio::pin!(showing);
    let gone = tokio::select! {
        () = &mut showing => false,
        _ = &mut feeding => true,
        _ = farewell.wait_for(Option::is_some) => true,
    };
    if gone {
        signal(group, Signal::HUP);
        signal(group, Signal::TERM);
    }
    let code = if let Ok(code) = tokio::time::timeout(PARTING, &mut ended).await {
        code
    } else {
        signal(group, Signal::KILL);
        ended.await
    };
    let code = code.unwrap_or(verb::BROKEN);
    feeding.abort();
    let told = farewell
        .borrow()
        .map(|farewell| house.words.farewell(farewell));
    let _ = tokio::time::timeout(PARTING, verb::part(&shown, told.as_deref(), code)).await;
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}

/// Writes something into a recording, where there is one.
fn record(recording: &Recording, write: impl FnOnce(&mut Recorder)) {
    let mut recorder = recording.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(recorder) = &mut *recorder {
        write(recorder);
    }
}

/// Starts a child at a terminal of its own.
fn seat(call: &Call, terminal: &FarTerminal, recorder: Recording) -> Result<Seated> {
    let failed = |error: &dyn std::fmt::Display| Error::from(Trouble::Io(error.to_string()));
    let pair = native_pty_system().openpty(pty_size(terminal.size));
    let pair = pair.map_err(|error| failed(&error))?;
    let mut command = CommandBuilder::new(&call.program);
    command.env_clear();
    command.args(&call.words);
    command.cwd(call.folder.path());
    command.env("TERM", &terminal.term);
    for (name, value) in &call.environment {
        command.env(name, value);
    }
    let reader = pair.master.try_clone_reader();
    let mut reader = reader.map_err(|error| failed(&error))?;
    let writer = pair.master.take_writer();
    let mut writer = writer.map_err(|error| failed(&error))?;
    let child = pair.slave.spawn_command(command);
    let child = child.map_err(|error| failed(&error))?;
    let group = child.process_id();
    drop(pair.slave);
    let (portions, written) = mpsc::channel(PORTIONS);
    let recording = Arc::clone(&recorder);
    thread::spawn(move || {
        let mut portion = vec![0; PORTION];
        // A terminal that everybody has left answers with an error.
        while let Ok(count @ 1..) = reader.read(&mut portion) {
            // A passphrase is typed without an echo, so that none is among it.
            record(&recording, |recorder| recorder.sent(&portion[..count]));
            if portions.blocking_send(portion[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let (typed, mut keys) = mpsc::channel::<Bytes>(PORTIONS);
    thread::spawn(move || {
        while let Some(bytes) = keys.blocking_recv() {
            if writer
                .write_all(&bytes)
                .and_then(|()| writer.flush())
                .is_err()
            {
                return;
            }
        }
    });
    Ok(Seated {
        recorder,
        master: pair.master,
        written,
        typed,
        ended: wait_for(child),
        group,
    })
}

/// Waits for a child on a thread of its own.
fn wait_for(mut child: Box<dyn Child + Send + Sync>) -> oneshot::Receiver<u32> {
    let (end, ended) = oneshot::channel();
    thread::spawn(move || {
        let code = child
            .wait()
            .map_or(verb::BROKEN, |status| status.exit_code());
        let _ = end.send(code);
    });
    ended
}

/// Gives a child what is typed and the size of the terminal, until the client has gone.
async fn feed(
    mut coming: ChannelReadHalf,
    typed: mpsc::Sender<Bytes>,
    (master, recording): (Box<dyn MasterPty + Send>, Recording),
    group: Option<u32>,
) {
    while let Some(message) = coming.wait().await {
        match message {
            ChannelMsg::Data { data } => {
                let _ = typed.send(data).await;
            }
            ChannelMsg::WindowChange {
                col_width,
                row_height,
                ..
            } => {
                let size = size(col_width, row_height);
                let _ = master.resize(pty_size(size));
                record(&recording, |recorder| recorder.resized(size));
            }
            ChannelMsg::Signal { signal: sent } => {
                if let Some(sent) = of_client(&sent) {
                    signal(group, sent);
                }
            }
            ChannelMsg::Close => return,
            _ => {}
        }
    }
}
