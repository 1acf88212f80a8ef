//! Where a console is shown: the terminal of this process, or any writer that leads to a terminal elsewhere.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle};
use ratatui::backend::{self, Backend, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crate::domain::look::Colours;
use crate::error::Result;
use crate::ui::shell::effort::OfTerminal;

use super::narrow::Narrow;
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
    // Whether there are colours is decided by the console, for each terminal; not by the environment of whoever serves it.
    crossterm::style::force_color_output(true);
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

/// Asks a terminal for the colour of its paper. What it answers comes with what is typed, whenever it does; nobody waits.
pub(super) fn ask_for_paper(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b]11;?\x1b\\")?;
    out.flush()
}

/// Writes what puts text on the clipboard of whoever sits at the terminal.
pub(super) fn copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    execute!(out, CopyToClipboard::to_clipboard_from(text))
}

/// What is written to a terminal elsewhere. Nothing is asked of the terminal of this process, which knows neither the
/// size nor the cursor of that one.
struct Elsewhere<W: Write> {
    out: CrosstermBackend<Narrow<W>>,
    size: Size,
    cursor: Position,
}

impl<W: Write> Backend for Elsewhere<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.out.draw(content)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.out.append_lines(count)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.out.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        // ratatui prints on stderr where this fails at its end: the line is gone then, and nobody is to be shown anything.
        let _ = self.out.show_cursor();
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.out.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.out.clear()
    }

    fn clear_region(&mut self, region: backend::ClearType) -> io::Result<()> {
        self.out.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.out)
    }
}

/// A terminal elsewhere, at the end of a writer. It is given back when this is dropped.
pub struct Remote<W: Write> {
    terminal: Terminal<Elsewhere<W>>,
    is_behind: Box<dyn Fn() -> bool + Send>,
}

impl<W: Write> Remote<W> {
    /// Takes a terminal of so many columns and rows.
    pub fn take(out: W, size: (u16, u16), colours: Colours) -> Result<Self> {
        let mut out = Narrow::new(out, colours);
        enter(&mut out).map_err(|error| of_terminal(&error))?;
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area(size)),
        };
        let elsewhere = Elsewhere {
            out: CrosstermBackend::new(out),
            size: size.into(),
            cursor: Position::default(),
        };
        let terminal = Terminal::with_options(elsewhere, options);
        let terminal = terminal.map_err(|error| of_terminal(&error))?;
        Ok(Self {
            terminal,
            is_behind: Box::new(|| false),
        })
    }

    /// The same; as long as whoever looks is behind, nothing is drawn. The next frame then shows what has become of it
    /// all, from what was last seen.
    #[must_use]
    pub fn paced(mut self, is_behind: impl Fn() -> bool + Send + 'static) -> Self {
        self.is_behind = Box::new(is_behind);
        self
    }
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

impl<W: Write> Front for Remote<W> {
    fn size(&self) -> (u16, u16) {
        let size = self.terminal.backend().size;
        (size.width, size.height)
    }

    fn resized(&mut self, size: (u16, u16)) -> Result<()> {
        self.terminal.backend_mut().size = size.into();
        let resized = self.terminal.resize(area(size));
        resized.map_err(|error| of_terminal(&error))
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> Result<()> {
        if (self.is_behind)() {
            return Ok(());
        }
        let drawn = self.terminal.draw(paint);
        drawn.map(drop).map_err(|error| of_terminal(&error))
    }

    fn carry_out(&mut self, wish: &OfTerminal) -> Result<()> {
        let done = match wish {
            OfTerminal::Copy(text) => copy(&mut self.terminal.backend_mut().out, text),
            OfTerminal::AskForPaper => ask_for_paper(&mut self.terminal.backend_mut().out),
            // Only a shell can let a stopped program go on, and here is none.
            OfTerminal::Suspend => Ok(()),
            OfTerminal::TakeTerminal => {
                enter(&mut self.terminal.backend_mut().out).and_then(|()| self.terminal.clear())
            }
        };
        done.map_err(|error| of_terminal(&error))
    }
}

impl<W: Write> Drop for Remote<W> {
    fn drop(&mut self) {
        let _ = leave(&mut self.terminal.backend_mut().out);
    }
}
