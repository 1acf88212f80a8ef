//! The console on a real terminal: threads, terminal, database. Everything else in [`super`] is pure.
//!
//! One channel leads into the UI thread: it drains what waits, updates, then draws once; with nothing to do it sleeps.
//! Rooms: [`terminal`] (what must be put back), [`threads`] (input, signals, readers, writer), [`doing`] (an effect and
//! its reply, shared with the driver of tests and tours).

pub mod doing;
mod terminal;
mod threads;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use jiff::tz::TimeZone;

use crate::domain::Language;
use crate::domain::op::Secret;
use crate::domain::operator::Session;
use crate::domain::settings::Theme;
use crate::error::{Error, Result};
use crate::service::Surroundings;

use self::terminal::Screen;
use self::threads::Threads;
use super::app::App;
use super::context::{Capabilities, Context};
use super::event::{Effect, Event};

/// With what the console starts.
pub struct Setup {
    /// The database; one that does not exist yet is made at the first start.
    pub database: PathBuf,
    /// Clock and passphrase cost.
    pub surroundings: Surroundings,
    /// The language until the operator's own is known.
    pub language: Language,
    /// The theme until the operator's own is known.
    pub theme: Theme,
    /// Whether colours are wanted.
    pub colours: bool,
    /// The time zone in which dates are shown.
    pub zone: TimeZone,
    /// Who is at the console.
    pub who: Who,
}

/// Who is at the console when it starts.
#[derive(Debug, Clone)]
pub enum Who {
    /// The operator who needs not sign in, else whoever signs in.
    Anybody,
    /// An operator by name and passphrase.
    Named(String, Secret),
    /// An operator who was signed in already.
    Signed(Session),
}

/// Events that are handled before the next frame at the most.
const DRAINED: usize = 4_096;

/// Runs the console until it is left.
pub fn run(setup: Setup) -> Result<()> {
    let (events, waiting) = mpsc::channel();
    let capabilities = Capabilities {
        file_dialog: has_a_desktop(),
        colours: setup.colours,
    };
    let mut context = Context::new(setup.language, setup.theme, capabilities);
    context.texts = context.texts.clone().in_zone(setup.zone.clone());
    context.home_directory = std::env::home_dir().filter(|home| home.is_absolute());
    let clock = setup.surroundings.clock.clone();
    let mut screen = Screen::take()?;
    context.size = screen.size();
    let mut threads = Threads::start(setup, &events)?;
    let mut app = App::new(context);
    let began = Instant::now();
    let mut session = None;
    loop {
        app.set_time(clock.now(), began.elapsed());
        app.remember(screen.draw(&app)?);
        let Some(first) = next(&waiting, &app) else {
            break;
        };
        app.set_time(clock.now(), began.elapsed());
        let mut effects = app.update(first);
        for event in waiting.try_iter().take(DRAINED) {
            effects.extend(app.update(event));
        }
        session.clone_from(&app.context().session);
        if effects.contains(&Effect::Quit) {
            break;
        }
        for effect in effects {
            match effect {
                Effect::Copy(text) => screen.copy(&text)?,
                other => threads.carry_out(session.as_ref(), other),
            }
        }
    }
    drop(screen);
    threads.end();
    Ok(())
}

/// The next event, or a tick when something must be drawn although nothing happens; none when nobody sends any more.
fn next(waiting: &Receiver<Event>, app: &App) -> Option<Event> {
    match app.wakes_after() {
        None => waiting.recv().ok(),
        Some(wait) => match waiting.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => Some(Event::Tick),
            Err(RecvTimeoutError::Disconnected) => None,
        },
    }
}

/// Whether a desktop's file dialog could be seen by whoever is at the terminal.
fn has_a_desktop() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (set("DISPLAY") || set("WAYLAND_DISPLAY")) && !set("SSH_CONNECTION") && !set("SSH_TTY")
}

/// An error of the terminal.
fn of_terminal(error: &std::io::Error) -> Error {
    Error::from_io(error, std::path::Path::new("terminal"))
}
