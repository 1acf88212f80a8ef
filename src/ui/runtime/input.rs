//! Terminal and signals, heard on threads of their own for as long as the program runs.
//!
//! Each thread waits without using the processor. A terminal that goes away ends the console, whether a signal tells of
//! it or not.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::tcgetwinsize;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::decoder::Decoder;
use super::events::Events;
use super::of_terminal;
use crate::error::Result;
use crate::ui::shell::event::Event;

/// Where terminal and signals tell of themselves: the channel of the console that is open.
#[derive(Clone)]
pub(super) struct Inlet(Arc<Mutex<Events>>);

impl Inlet {
    /// Listens to terminal and signals from now on.
    pub(super) fn open(events: &Events) -> Result<Self> {
        let inlet = Self(Arc::new(Mutex::new(events.clone())));
        listen_to_signals(&inlet)?;
        listen_to_terminal(&inlet)?;
        Ok(inlet)
    }

    /// Leads into another channel.
    pub(super) fn turn_to(&self, events: &Events) {
        if let Ok(mut inlet) = self.0.lock() {
            inlet.clone_from(events);
        }
    }

    /// Tells the size of the terminal, where it says one.
    fn tell_size(&self) {
        // A terminal without a size shows nothing: it must not be taken for one of a usual size.
        if let Ok(size) = tcgetwinsize(io::stdout()) {
            self.tell(Event::Resize(size.ws_col, size.ws_row));
        }
    }

    /// Tells; whether anybody listens.
    fn tell(&self, event: Event) -> bool {
        self.0.lock().is_ok_and(|inlet| inlet.send(event).is_ok())
    }
}

/// Tells the UI of signals that ask the program to end, to stop, or to go on.
fn listen_to_signals(inlet: &Inlet) -> Result<()> {
    listen(inlet, &[SIGTERM, SIGHUP, SIGINT], || Event::Terminate)?;
    listen(inlet, &[SIGTSTP], || Event::Suspend)?;
    listen(inlet, &[SIGCONT], || Event::GoOn)
}

fn listen(inlet: &Inlet, signals: &[i32], event: fn() -> Event) -> Result<()> {
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
            if !inlet.tell(event()) {
                return;
            }
        }
    });
    Ok(())
}

/// Hears what the terminal sends and how its size changes, in the order in which they happen: what was typed on a
/// screen that was too small is not taken for typed on the next one.
fn listen_to_terminal(inlet: &Inlet) -> Result<()> {
    let failed = |error: io::Error| of_terminal(&error);
    let terminal = io::stdin().as_fd().try_clone_to_owned().map_err(failed)?;
    let (sizes, theirs) = UnixStream::pair().map_err(failed)?;
    sizes.set_nonblocking(true).map_err(failed)?;
    // The size may have changed while the program was stopped, too.
    for signal in [SIGWINCH, SIGCONT] {
        let end = theirs.try_clone().map_err(failed)?;
        signal_hook::low_level::pipe::register(signal, end).map_err(failed)?;
    }
    let inlet = inlet.clone();
    thread::spawn(move || {
        // Kept open: a closed end would read as a signal.
        let _theirs = theirs;
        hear(&mut File::from(terminal), &sizes, &inlet);
        inlet.tell(Event::Terminate);
    });
    Ok(())
}

/// Tells what comes, until the terminal goes away or nobody listens.
fn hear(terminal: &mut File, sizes: &UnixStream, inlet: &Inlet) {
    // From now on a change of size is reported as an event; the size of this moment is reported here.
    inlet.tell_size();
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    loop {
        let patience = decoder
            .patience()
            .and_then(|it| Timespec::try_from(it).ok());
        let mut ends = [
            PollFd::new(&*terminal, PollFlags::IN),
            PollFd::new(sizes, PollFlags::IN),
        ];
        match poll(&mut ends, patience.as_ref()) {
            Ok(0) => events.extend(decoder.give_up()),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return,
        }
        let [typed, resized] = ends.map(|end| !end.revents().is_empty());
        if typed && !read(terminal, &mut decoder, &mut events) {
            return;
        }
        if !events.drain(..).all(|event| inlet.tell(event)) {
            return;
        }
        if resized {
            let mut signals = [0; 64];
            let _ = (&*sizes).read(&mut signals);
            inlet.tell_size();
        }
    }
}

/// Reads what has come; answers whether the terminal is still there.
fn read(terminal: &mut File, decoder: &mut Decoder, events: &mut Vec<Event>) -> bool {
    let mut buffer = [0; 4096];
    match terminal.read(&mut buffer) {
        Ok(0) => false,
        Ok(count) => {
            decoder.take(&buffer[..count], events);
            true
        }
        Err(error) => matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock),
    }
}
