//! Who may stand between the terminal and the console, such as the guide of a tour. The console knows no more of it.

use std::time::Duration;

use ratatui::Frame;

use super::context::Context;
use super::event::Event;
use crate::command::key::Key;
use crate::error::Result;
use crate::start::Start;

/// What a leader wants.
pub enum Wish {
    /// This key pressed, as if it had come from the terminal.
    Press(Key),
    /// Another console from the beginning, on another account.
    StartOver(Box<Start>),
    /// To be asked again when something has happened, or after so long.
    Wait(Option<Duration>),
}

/// Leads the console of a terminal.
pub trait Leader: Send {
    /// Takes what came from the terminal; what it answers reaches the console.
    fn hear(&mut self, event: Event, moment: Duration) -> Option<Event>;

    /// Says what it wants, after every frame. A console is settled when it waits for no answer.
    fn wish(&mut self, is_settled: bool, moment: Duration) -> Result<Wish>;

    /// Looks at a frame that the console has drawn, and draws over it.
    fn view(&mut self, frame: &mut Frame<'_>, context: &Context);
}
