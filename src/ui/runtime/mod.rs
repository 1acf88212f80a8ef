//! The console on a real terminal: threads, terminal, database. Everything else in [`crate::ui`] is pure.
//!
//! One channel leads into the UI thread: it drains what waits, updates, then draws once; with nothing to do it sleeps.
//! Rooms: `terminal` (what must be put back), `input` (terminal and signals), `decoder` (what the bytes mean),
//! `threads` (readers, writer), [`doing`] (an effect and
//! its reply, shared with the driver of tests and tours), `unanswered` (what the console waits for).

mod decoder;
pub mod doing;
mod events;
mod frames;
mod input;
mod terminal;
mod threads;
mod unanswered;

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::domain::settings::Theme;
use crate::domain::time::Clock;
use crate::error::{Error, Result};
use crate::start::Start;

use self::events::{Arrived, Events};
use self::frames::FrameLog;
use self::input::Inlet;
use self::terminal::Screen;
use self::threads::Threads;
use self::unanswered::Unanswered;
use crate::ui::shell::app::App;
use crate::ui::shell::context::{Capabilities, Context};
use crate::ui::shell::event::{Effect, Event};
use crate::ui::shell::leader::{Leader, Wish};

/// Events that are handled before the next frame at the most.
const DRAINED: usize = 4_096;

/// How a console ended.
enum Ending {
    /// It was left.
    Left,
    /// Its leader wants another.
    StartOver(Box<Start>),
    /// The database was replaced: another console is opened on it.
    Reopened,
}

/// The way into the UI thread.
struct Channel {
    events: Events,
    waiting: Receiver<Arrived>,
}

impl Channel {
    fn open() -> Self {
        let (events, waiting) = mpsc::channel();
        let events = Events(events);
        Self { events, waiting }
    }
}

/// Who leads, where somebody does, and since when.
struct Lead<'l> {
    leader: Option<&'l mut dyn Leader>,
    began: Instant,
}

impl Lead<'_> {
    fn wish(&mut self, is_settled: bool) -> Result<Wish> {
        match &mut self.leader {
            Some(leader) => leader.wish(is_settled, self.began.elapsed()),
            None => Ok(Wish::Wait(None)),
        }
    }

    fn hear(&mut self, event: Event) -> Option<Event> {
        match &mut self.leader {
            Some(leader) => leader.hear(event, self.began.elapsed()),
            None => Some(event),
        }
    }
}

/// Runs the console until it is left.
pub fn run(start: Start) -> Result<()> {
    run_with(start, None)
}

/// Runs the console with somebody between it and the terminal.
pub fn run_led(start: Start, leader: &mut dyn Leader) -> Result<()> {
    run_with(start, Some(leader))
}

fn run_with(mut start: Start, leader: Option<&mut dyn Leader>) -> Result<()> {
    let mut lead = Lead {
        leader,
        began: Instant::now(),
    };
    let mut frames = FrameLog::begin(start.frame_log.as_deref(), start.began)?;
    let mut screen = Screen::take()?;
    let mut channel = Channel::open();
    let inlet = Inlet::open(&channel.events)?;
    loop {
        let again = start.again();
        let (ended, threads) = console(start, &mut screen, &channel, &mut lead, &mut frames);
        match ended {
            Ok(next @ (Ending::StartOver(_) | Ending::Reopened)) => {
                threads.end();
                start = match next {
                    Ending::StartOver(fresh) => *fresh,
                    Ending::Reopened | Ending::Left => again,
                };
                // Late answers to the console that is gone must not reach the next one.
                channel = Channel::open();
                inlet.turn_to(&channel.events);
            }
            // A terminal that is gone ends the console too: the writer ends the chunk it is at.
            Ok(Ending::Left) | Err(_) => {
                drop(screen);
                threads.end();
                return ended.map(drop);
            }
        }
    }
}

/// Opens a console and attends to it until it ends.
fn console(
    start: Start,
    screen: &mut Screen,
    channel: &Channel,
    lead: &mut Lead<'_>,
    frames: &mut FrameLog,
) -> (Result<Ending>, Threads) {
    let mut context = context(&start);
    context.size = screen.size();
    let clock = start.surroundings.clock.clone();
    let mut threads = Threads::start(start, &channel.events);
    let app = App::new(context);
    let ended = attend(app, &*clock, screen, channel, &mut threads, lead, frames);
    (ended, threads)
}

fn attend(
    mut app: App,
    clock: &dyn Clock,
    screen: &mut Screen,
    channel: &Channel,
    threads: &mut Threads,
    lead: &mut Lead<'_>,
    frames: &mut FrameLog,
) -> Result<Ending> {
    let mut unanswered = Unanswered::default();
    let began = Instant::now();
    let mut session = None;
    loop {
        app.set_time(clock.now(), began.elapsed());
        let drawing = Instant::now();
        app.remember(screen.draw(&app, &mut lead.leader)?);
        frames.drawn(drawing);
        let mut happened = Vec::new();
        match lead.wish(unanswered.is_settled())? {
            Wish::StartOver(start) => return Ok(Ending::StartOver(start)),
            Wish::Press(key) => happened.push(Arrived::now(Event::Key(key))),
            Wish::Wait(wait) => {
                let wait = sooner(app.wakes_after(), wait);
                let Some(first) = next(&channel.waiting, wait) else {
                    return Ok(Ending::Left);
                };
                happened.extend(heard(first, lead));
            }
        }
        frames.work_begins();
        app.set_time(clock.now(), began.elapsed());
        let more = channel.waiting.try_iter().take(DRAINED);
        happened.extend(more.filter_map(|arrived| heard(arrived, lead)));
        let mut effects = Vec::new();
        for arrived in happened {
            frames.happened(&arrived.event, arrived.at);
            unanswered.hear(&arrived.event);
            effects.extend(app.update(arrived.event));
        }
        session.clone_from(&app.context().session);
        if effects.contains(&Effect::Quit) {
            return Ok(Ending::Left);
        }
        if effects.contains(&Effect::Reopen) {
            return Ok(Ending::Reopened);
        }
        for effect in effects {
            frames.asks(&effect);
            unanswered.ask(&effect);
            match effect {
                Effect::Copy(text) => Screen::copy(&text)?,
                Effect::Suspend => screen.suspend()?,
                Effect::TakeTerminal => screen.take_again()?,
                other => threads.carry_out(session.as_ref(), other),
            }
        }
    }
}

/// What a leader lets through.
fn heard(arrived: Arrived, lead: &mut Lead<'_>) -> Option<Arrived> {
    let Arrived { at, event } = arrived;
    lead.hear(event).map(|event| Arrived { at, event })
}

/// The shorter of two waits; none has no end.
fn sooner(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn context(start: &Start) -> Context {
    let capabilities = Capabilities {
        file_dialog: start.home.is_none() && has_a_desktop(),
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
    context.home_directory = match &start.home {
        Some(home) => Some(home.clone()),
        None => std::env::home_dir().filter(|home| home.is_absolute()),
    };
    context
}

/// The next event, or a tick when something must be drawn although nothing happens; none when nobody sends any more.
fn next(waiting: &Receiver<Arrived>, wait: Option<Duration>) -> Option<Arrived> {
    match wait {
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
