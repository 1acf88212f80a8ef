//! Terminal and signals, heard on threads of their own for as long as the program runs.
//!
//! Each thread waits without using the processor. A terminal that goes away ends the console, whether a signal tells of
//! it or not.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::super::event::Event;
use super::decoder::Decoder;
use super::events::Events;
use super::of_terminal;
use crate::error::Result;

/// How soon a terminal that does not let itself be waited for is looked at again.
const LOOKS_AGAIN: Duration = Duration::from_millis(20);

/// Where terminal and signals tell of themselves: the channel of the console that is open.
#[derive(Clone)]
pub(super) struct Inlet(Arc<Mutex<Events>>);

impl Inlet {
    /// Listens to terminal and signals from now on.
    pub(super) fn open(events: &Events) -> Result<Self> {
        let inlet = Self(Arc::new(Mutex::new(events.clone())));
        listen_to_signals(&inlet)?;
        // From now on it is heard when the size changes; what it became before is told now.
        if let Some(size) = size() {
            inlet.tell(size);
        }
        read_terminal(&inlet)?;
        Ok(inlet)
    }

    /// Leads into another channel.
    pub(super) fn turn_to(&self, events: &Events) {
        if let Ok(mut inlet) = self.0.lock() {
            inlet.clone_from(events);
        }
    }

    /// Tells; whether anybody listens.
    fn tell(&self, event: Event) -> bool {
        self.0.lock().is_ok_and(|inlet| inlet.send(event).is_ok())
    }
}

/// Tells the UI of signals that ask the program to end, to stop, or to go on.
fn listen_to_signals(inlet: &Inlet) -> Result<()> {
    listen(inlet, &[SIGTERM, SIGHUP, SIGINT], || Some(Event::Terminate))?;
    listen(inlet, &[SIGTSTP], || Some(Event::Suspend))?;
    listen(inlet, &[SIGCONT], || Some(Event::GoOn))?;
    // The size may have changed while the program was stopped.
    listen(inlet, &[SIGWINCH, SIGCONT], size)
}

/// The size of the terminal, where it says one.
fn size() -> Option<Event> {
    let (columns, rows) = crossterm::terminal::size().ok()?;
    Some(Event::Resize(columns, rows))
}

fn listen(inlet: &Inlet, signals: &[i32], event: fn() -> Option<Event>) -> Result<()> {
    let (mut ours, theirs) = UnixStream::pair().map_err(|error| of_terminal(&error))?;
    for signal in signals {
        let end = theirs.try_clone().map_err(|error| of_terminal(&error))?;
        signal_hook::low_level::pipe::register(*signal, end)
            .map_err(|error| of_terminal(&error))?;
    }
    let inlet = inlet.clone();
    thread::spawn(move || {
        // Kept open: a closed end would read as a signal.
        let _theirs = theirs;
        let mut byte = [0];
        while ours.read(&mut byte).is_ok_and(|count| count > 0) {
            if event().is_some_and(|event| !inlet.tell(event)) {
                return;
            }
        }
    });
    Ok(())
}

/// Tells what the terminal sends, until it goes away: an end of file, or an error, ends the program.
fn read_terminal(inlet: &Inlet) -> Result<()> {
    let terminal = io::stdin().as_fd().try_clone_to_owned();
    let terminal = terminal.map_err(|error| of_terminal(&error))?;
    let (bytes, arrived) = mpsc::channel();
    thread::spawn(move || read_bytes(File::from(terminal), &bytes));
    let inlet = inlet.clone();
    thread::spawn(move || decode(&arrived, &inlet));
    Ok(())
}

fn read_bytes(mut terminal: File, bytes: &Sender<Vec<u8>>) {
    let mut buffer = [0; 4096];
    loop {
        match terminal.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => {
                if bytes.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Whoever started the program left the terminal so that it does not wait.
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(LOOKS_AGAIN),
            Err(_) => return,
        }
    }
}

fn decode(arrived: &Receiver<Vec<u8>>, inlet: &Inlet) {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    loop {
        let bytes = match decoder.patience() {
            None => arrived.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(patience) => arrived.recv_timeout(patience),
        };
        match bytes {
            Ok(bytes) => decoder.take(&bytes, &mut events),
            Err(RecvTimeoutError::Timeout) => events.extend(decoder.give_up()),
            Err(RecvTimeoutError::Disconnected) => events.push(Event::Terminate),
        }
        for event in events.drain(..) {
            let over = matches!(event, Event::Terminate);
            if !inlet.tell(event) || over {
                return;
            }
        }
    }
}
