//! The console and what is outside of it: threads, terminals, database. Everything else in [`crate::ui`] is pure.
//!
//! A [`Hub`] is one account in one process: its readers, its writer. A [`Session`] is one console on it: what is typed
//! comes in over one channel, it drains what waits, updates, then draws once; with nothing to do it sleeps. The program
//! at a terminal is a hub with one session, whose front is that terminal.
//!
//! Rooms: `hub` and `threads` (who does what, readers, writer), `session` (the loop), `front` (where a console is
//! shown), `terminal` and `input` (the terminal of this process, and signals), `narrow` (what it knows of colours), `decoder` (what the bytes mean),
//! [`doing`] (one piece of work and its reply, shared with the driver of tests and tours), `confined` (what may be named of the
//! disk by whoever sits elsewhere), `cast` (recordings), `unanswered` (what a console
//! waits for), `waking` (when the writer looks again), `frames` (how long its frames take).

mod cast;
mod confined;
mod decoder;
pub mod doing;
mod events;
mod frames;
mod front;
mod hub;
mod input;
mod narrow;
mod opening;
mod session;
mod terminal;
mod threads;
mod unanswered;
mod waking;

use std::sync::Arc;
use std::time::Instant;

use crate::domain::look::Colours;
use crate::domain::settings::Theme;
use crate::error::{Error, Result};
use crate::start::Start;
use crate::ui::shell::context::{Capabilities, Context, ReadOnly};
use crate::ui::shell::leader::Leader;

pub use self::cast::Cast;
pub use self::front::{Front, Remote};
pub use self::hub::{Account, Hub};
pub use self::session::{Ending, Input, Recorder, Session};

use self::frames::FrameLog;
use self::hub::Arrival;
use self::input::Inlet;
use self::session::{Channel, Lead};
use self::terminal::Screen;

/// Runs the console until it is left.
pub fn run(start: Start) -> Result<()> {
    run_with(start, None)
}

/// Runs the console with somebody between it and the terminal.
pub fn run_led(start: Start, leader: &mut dyn Leader) -> Result<()> {
    run_with(start, Some(leader))
}

fn run_with(mut start: Start, leader: Option<&mut dyn Leader>) -> Result<()> {
    let lead = Lead {
        leader,
        began: Instant::now(),
    };
    let frames = FrameLog::begin(start.frame_log.as_deref(), start.began)?;
    let screen = Screen::take(start.look.colours)?;
    let channel = Channel::open();
    let inlet = Inlet::open(&channel.events)?;
    let mut session = Session::led(screen, channel, lead, frames);
    let mut was_replaced = false;
    loop {
        let again = start.again();
        let mut context = context(&start);
        context.was_replaced = was_replaced;
        let hub = Hub::open(Account {
            database: start.database,
            mail: start.mail,
            surroundings: start.surroundings,
        });
        let arrival = Arrival {
            signed_in: start.signed_in,
            operator: start.operator,
        };
        let clock = again.surroundings.clock.clone();
        match session.attend(&hub, context, arrival, &*clock) {
            Ok(next @ (Ending::StartOver(_) | Ending::Reopened | Ending::Replaced)) => {
                hub.end();
                was_replaced = matches!(next, Ending::Replaced);
                start = match next {
                    Ending::StartOver(fresh) => *fresh,
                    Ending::Reopened | Ending::Replaced | Ending::Left => again,
                };
                // Late answers to the console that is gone must not reach the next one.
                session.channel = Channel::open();
                inlet.turn_to(&session.channel.events);
            }
            // A terminal that is gone ends the console too: the writer ends the chunk it is at.
            ended @ (Ok(Ending::Left) | Err(_)) => {
                drop(session);
                hub.end();
                return ended.map(drop);
            }
        }
    }
}

fn context(start: &Start) -> Context {
    let look = start.look;
    let capabilities = Capabilities {
        elsewhere: false,
        file_dialog: start.home.is_none() && has_a_desktop(),
        colours: if look.theme == Some(Theme::Plain) {
            Colours::None
        } else {
            look.colours
        },
        language_is_chosen: start.language_is_chosen,
        theme_is_chosen: look.theme.is_some(),
    };
    let theme = look.theme.unwrap_or_default();
    let mut context = Context::new(start.texts.language(), theme, capabilities);
    if let Some(own) = look.own {
        context.paint_own(own);
    }
    context.texts = start.texts.clone();
    context.privacy = start.privacy;
    context.ascii = look.ascii;
    context.calm = look.calm;
    if start.surroundings.read_only {
        context.read_only = ReadOnly::Opened;
    }
    context.keymap = Arc::clone(&start.keymap);
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

/// Whether a desktop's file dialog could be seen by whoever is at the terminal.
fn has_a_desktop() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (set("DISPLAY") || set("WAYLAND_DISPLAY")) && !set("SSH_CONNECTION") && !set("SSH_TTY")
}

/// An error of the terminal.
fn of_terminal(error: &std::io::Error) -> Error {
    Error::from_io(error, std::path::Path::new("terminal"))
}
