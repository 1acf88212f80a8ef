//! The terminal: taken at the start, put back in every way in which the program can end.

use std::io::{self, Stdout};
use std::panic;
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode,
    enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use signal_hook::consts::SIGTSTP;

use crate::error::Result;

use super::of_terminal;
use crate::ui::kit::canvas::Hits;
use crate::ui::shell::app::App;
use crate::ui::shell::leader::Leader;

/// The terminal while the console has it.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn take() -> Result<Self> {
        restore_on_panic();
        match enter() {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                restore();
                Err(of_terminal(&error))
            }
        }
    }

    /// Gives the terminal back and stops; whoever lets the program go on finds the screen as it was.
    pub(super) fn suspend(&mut self) -> Result<()> {
        restore();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)
            .map_err(|error| of_terminal(&error))?;
        self.take_again()
    }

    /// Takes the terminal anew from whoever had it while the program was stopped.
    pub(super) fn take_again(&mut self) -> Result<()> {
        // Its mode may be another by now, and would be taken for ours unless it is given back first.
        let taken = disable_raw_mode().and_then(|()| enter());
        self.terminal = taken.map_err(|error| of_terminal(&error))?;
        Ok(())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        let size = self.terminal.size().unwrap_or_default();
        (size.width, size.height)
    }

    /// Draws a frame, which a leader may draw over, and answers what lies where on it.
    pub(super) fn draw(&mut self, app: &App, leader: &mut Option<&mut dyn Leader>) -> Result<Hits> {
        let mut hits = Hits::default();
        self.terminal
            .draw(|frame| {
                hits = app.view(frame);
                if let Some(leader) = leader {
                    leader.view(frame, app.context());
                }
            })
            .map_err(|error| of_terminal(&error))?;
        Ok(hits)
    }

    /// Puts text on the clipboard of whoever sits at the terminal, over SSH too.
    pub(super) fn copy(text: &str) -> Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
            .map_err(|error| of_terminal(&error))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal into the state that the console needs, with nothing on its screen.
fn enter() -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableMouseCapture,
        EnableBracketedPaste,
        SetTitle("Offboard")
    )?;
    Terminal::new(CrosstermBackend::new(io::stdout()))
}

/// Puts the terminal back. Nothing can be done where that fails.
fn restore() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        crossterm::cursor::Show
    );
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
