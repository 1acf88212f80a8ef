//! The console on a real terminal: threads, terminal, database. Everything else in [`super`] is pure.
//!
//! One channel leads into the UI thread: it drains what waits, updates, then draws once; with nothing to do it sleeps.
//! Rooms: `terminal` (what must be put back), `threads` (input, signals, readers, writer), [`doing`] (an effect and
//! its reply, shared with the driver of tests and tours).

pub mod doing;
mod events;
mod frames;
mod terminal;
mod threads;

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use crate::domain::settings::Theme;
use crate::error::{Error, Result};
use crate::start::Start;

use self::events::{Arrived, Events};
use self::frames::FrameLog;
use self::terminal::Screen;
use self::threads::Threads;
use super::app::App;
use super::context::{Capabilities, Context};
use super::event::{Effect, Event};

/// Events that are handled before the next frame at the most.
const DRAINED: usize = 4_096;

/// Runs the console until it is left.
pub fn run(start: Start) -> Result<()> {
    let (events, waiting) = mpsc::channel();
    let events = Events(events);
    let mut frames = FrameLog::begin(start.frame_log.as_deref(), start.began)?;
    let mut context = context(&start);
    context.home_directory = std::env::home_dir().filter(|home| home.is_absolute());
    let clock = start.surroundings.clock.clone();
    let mut screen = Screen::take()?;
    context.size = screen.size();
    let mut threads = Threads::start(start, &events)?;
    let mut app = App::new(context);
    let began = Instant::now();
    let mut session = None;
    loop {
        app.set_time(clock.now(), began.elapsed());
        let drawing = Instant::now();
        app.remember(screen.draw(&app)?);
        frames.drawn(drawing);
        let Some(first) = next(&waiting, &app) else {
            break;
        };
        frames.work_begins();
        app.set_time(clock.now(), began.elapsed());
        let mut effects = Vec::new();
        for arrived in std::iter::once(first).chain(waiting.try_iter().take(DRAINED)) {
            frames.happened(&arrived.event, arrived.at);
            effects.extend(app.update(arrived.event));
        }
        session.clone_from(&app.context().session);
        if effects.contains(&Effect::Quit) {
            break;
        }
        for effect in effects {
            frames.asks(&effect);
            match effect {
                Effect::Copy(text) => Screen::copy(&text)?,
                other => threads.carry_out(session.as_ref(), other),
            }
        }
    }
    drop(screen);
    threads.end();
    Ok(())
}

fn context(start: &Start) -> Context {
    let capabilities = Capabilities {
        file_dialog: has_a_desktop(),
        colours: start.colours && start.theme != Some(Theme::Plain),
        language_is_chosen: start.language_is_chosen,
        theme_is_chosen: start.theme.is_some(),
    };
    let theme = if start.colours {
        start.theme.unwrap_or_default()
    } else {
        Theme::Plain
    };
    let mut context = Context::new(start.texts.language(), theme, capabilities);
    context.texts = start.texts.clone();
    context.offered_name = start
        .operator
        .as_ref()
        .map(|(name, _)| name.clone())
        .unwrap_or_default();
    context
}

/// The next event, or a tick when something must be drawn although nothing happens; none when nobody sends any more.
fn next(waiting: &Receiver<Arrived>, app: &App) -> Option<Arrived> {
    match app.wakes_after() {
        None => waiting.recv().ok(),
        Some(wait) => match waiting.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => Some(Arrived::now(Event::Tick)),
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
