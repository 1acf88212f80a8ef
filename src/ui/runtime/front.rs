//! Where a console is shown: the terminal of this process, or any writer that leads to a terminal elsewhere.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crate::error::Result;
use crate::ui::shell::event::OfTerminal;

use super::of_terminal;

/// Where a console is shown.
pub trait Front {
    /// Columns and rows.
    fn size(&self) -> (u16, u16);

    /// The terminal has a new size.
    fn resized(&mut self, size: (u16, u16)) -> Result<()>;

    /// Shows a frame.
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> Result<()>;

    /// Does what only the terminal can do.
    fn carry_out(&mut self, wish: &OfTerminal) -> Result<()>;
}

/// Writes what turns a terminal over to the console, with nothing on its screen.
pub(super) fn enter(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableMouseCapture,
        EnableBracketedPaste,
        SetTitle("Offboard")
    )
}

/// Writes what gives a terminal back.
pub(super) fn leave(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        crossterm::cursor::Show
    )
}

/// Writes what puts text on the clipboard of whoever sits at the terminal.
pub(super) fn copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    execute!(out, CopyToClipboard::to_clipboard_from(text))
}

/// A terminal elsewhere, at the end of a writer. It is given back when this is dropped.
pub struct Remote<W: Write> {
    terminal: Terminal<CrosstermBackend<W>>,
    size: (u16, u16),
}

impl<W: Write> Remote<W> {
    /// Takes a terminal of so many columns and rows.
    pub fn take(mut out: W, size: (u16, u16)) -> Result<Self> {
        enter(&mut out).map_err(|error| of_terminal(&error))?;
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area(size)),
        };
        let terminal = Terminal::with_options(CrosstermBackend::new(out), options);
        let terminal = terminal.map_err(|error| of_terminal(&error))?;
        Ok(Self { terminal, size })
    }
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

impl<W: Write> Front for Remote<W> {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn resized(&mut self, size: (u16, u16)) -> Result<()> {
        self.size = size;
        let resized = self.terminal.resize(area(size));
        resized.map_err(|error| of_terminal(&error))
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> Result<()> {
        let drawn = self.terminal.draw(paint);
        drawn.map(drop).map_err(|error| of_terminal(&error))
    }

    fn carry_out(&mut self, wish: &OfTerminal) -> Result<()> {
        let done = match wish {
            OfTerminal::Copy(text) => copy(self.terminal.backend_mut(), text),
            // Only a shell can let a stopped program go on, and here is none.
            OfTerminal::Suspend => Ok(()),
            OfTerminal::TakeTerminal => {
                enter(self.terminal.backend_mut()).and_then(|()| self.terminal.clear())
            }
        };
        done.map_err(|error| of_terminal(&error))
    }
}

impl<W: Write> Drop for Remote<W> {
    fn drop(&mut self) {
        let _ = leave(self.terminal.backend_mut());
    }
}
