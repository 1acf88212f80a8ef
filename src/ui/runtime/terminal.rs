//! The terminal of this process: taken at the start, put back in every way in which the program can end.

use std::io::{self, Stdout};
use std::mem::ManuallyDrop;
use std::panic;
use std::thread;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGTSTP;

use crate::domain::look::Colours;
use crate::error::Result;
use crate::ui::shell::effort::OfTerminal;

use super::front::{self, Front};
use super::narrow::Narrow;
use super::of_terminal;

/// The terminal while the console has it.
pub(super) struct Screen {
    // ratatui's own end prints on stderr where it cannot show the cursor, which panics where the terminal is gone.
    // Nothing is left for it to do: what was taken is given back here.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Narrow<Stdout>>>>,
    colours: Colours,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn take(colours: Colours) -> Result<Self> {
        restore_on_panic();
        match enter(colours) {
            Ok(terminal) => Ok(Self {
                terminal: ManuallyDrop::new(terminal),
                colours,
            }),
            Err(error) => {
                restore();
                Err(of_terminal(&error))
            }
        }
    }

    /// Gives the terminal back and stops; whoever lets the program go on finds the screen as it was.
    fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.take_again()
    }

    /// Takes the terminal anew from whoever had it while the program was stopped.
    fn take_again(&mut self) -> io::Result<()> {
        // Its mode may be another by now, and would be taken for ours unless it is given back first.
        disable_raw_mode()?;
        self.terminal = ManuallyDrop::new(enter(self.colours)?);
        Ok(())
    }
}

impl Front for Screen {
    fn size(&self) -> (u16, u16) {
        let size = self.terminal.size().unwrap_or_default();
        (size.width, size.height)
    }

    fn resized(&mut self, _: (u16, u16)) -> Result<()> {
        // Each frame asks this terminal for its size.
        Ok(())
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> Result<()> {
        let drawn = self.terminal.draw(paint);
        drawn.map(drop).map_err(|error| of_terminal(&error))
    }

    fn carry_out(&mut self, wish: &OfTerminal) -> Result<()> {
        let done = match wish {
            OfTerminal::Copy(text) => front::copy(&mut io::stdout(), text),
            OfTerminal::AskForPaper => front::ask_for_paper(&mut io::stdout()),
            OfTerminal::Suspend => self.suspend(),
            OfTerminal::TakeTerminal => self.take_again(),
        };
        done.map_err(|error| of_terminal(&error))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal into the state that the console needs, with nothing on its screen.
fn enter(colours: Colours) -> io::Result<Terminal<CrosstermBackend<Narrow<Stdout>>>> {
    enable_raw_mode()?;
    front::enter(&mut io::stdout())?;
    Terminal::new(CrosstermBackend::new(Narrow::new(io::stdout(), colours)))
}

/// Puts the terminal back. Nothing can be done where that fails.
fn restore() {
    let _ = front::leave(&mut io::stdout());
    let _ = disable_raw_mode();
}

/// A panic of the UI thread puts the terminal back before it is printed; those of the other threads are caught where they
/// happen and shown on screen, so they must not write across it.
fn restore_on_panic() {
    let ui = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |told| {
        if thread::current().id() == ui {
            restore();
            before(told);
        }
    }));
}
