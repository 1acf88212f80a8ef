//! Terminal and signals, heard on threads of their own for as long as the program runs.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crossterm::event as terminal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};

use super::super::event::Event;
use super::super::key::Key;
use super::events::Events;
use super::of_terminal;
use crate::error::Result;

/// Where terminal and signals tell of themselves: the channel of the console that is open.
#[derive(Clone)]
pub(super) struct Inlet(Arc<Mutex<Events>>);

impl Inlet {
    /// Listens to terminal and signals from now on.
    pub(super) fn open(events: &Events) -> Result<Self> {
        let inlet = Self(Arc::new(Mutex::new(events.clone())));
        listen_to_signals(&inlet)?;
        let to_ui = inlet.clone();
        thread::spawn(move || read_input(&to_ui));
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

fn read_input(inlet: &Inlet) {
    // From the first look on it is heard when the size changes; what it became before is told now.
    let _ = terminal::poll(Duration::ZERO);
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        inlet.tell(Event::Resize(columns, rows));
    }
    loop {
        let event = match terminal::read() {
            Ok(event) => translated(event),
            Err(_) => Some(Event::Terminate),
        };
        let Some(event) = event else { continue };
        let over = matches!(event, Event::Terminate);
        if !inlet.tell(event) || over {
            return;
        }
    }
}

fn translated(event: terminal::Event) -> Option<Event> {
    use terminal::{Event as Seen, KeyEventKind, MouseButton, MouseEventKind};
    Some(match event {
        Seen::Key(key) if key.kind == KeyEventKind::Press => Event::Key(key_of(key)?),
        Seen::Paste(text) => Event::Paste(text),
        Seen::Resize(columns, rows) => Event::Resize(columns, rows),
        Seen::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Event::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Event::Wheel(mouse.column, mouse.row, 1),
            MouseEventKind::ScrollUp => Event::Wheel(mouse.column, mouse.row, -1),
            _ => return None,
        },
        _ => return None,
    })
}

fn key_of(key: terminal::KeyEvent) -> Option<Key> {
    use terminal::{KeyCode, KeyModifiers};
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    Some(match key.code {
        KeyCode::Char(c) if control && !alt => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if alt && !control => Key::Alt(c),
        KeyCode::Char(c) if shift => Key::Char(c.to_uppercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shift => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace if alt => Key::Ctrl('w'),
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up if shift => Key::ShiftUp,
        KeyCode::Down if shift => Key::ShiftDown,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if control => Key::WordLeft,
        KeyCode::Right if control => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::Function(number),
        _ => return None,
    })
}
