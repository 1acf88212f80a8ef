//! The only owner of stdout and stderr: stdout is data, stderr is narration, progress and questions.
//!
//! A reader that closes stdout early is not an error: what would be written after that is dropped. Whatever stderr does
//! is of no consequence to the work.

mod picking;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Seek as _, Stdout, Write};
use std::time::{Duration, Instant};

pub(super) use picking::Picked;
use picking::Picking;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::batch::Progress;
use crate::error::{Error, Result, Trouble};
use crate::formats;
use crate::service::BYTE_ORDER_MARK;

use crate::sanitise;
use crate::texts::Texts;

/// How often progress is reported where no bar can be drawn.
const TELLING_EVERY: Duration = Duration::from_secs(5);

fn held_back(error: &io::Error) -> Error {
    Error::from_io(error, &std::env::temp_dir())
}

/// What lists and summaries are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// Columns for people, in their language.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// CSV with a header row.
    Csv,
}

/// Where data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outlet {
    /// To whoever reads stdout.
    Open,
    /// To whoever reads stdout, if anybody does: something is done, and its receipt is not missed.
    OfAnAct,
    /// To nobody any more: the reader left.
    Left,
}

/// Stdout and stderr.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent wishes, each read by its name"
)]
pub(super) struct Output {
    data: BufWriter<Stdout>,
    /// Data of something that is not done yet.
    held: Option<BufWriter<File>>,
    outlet: Outlet,
    /// Why data could not be written, once it could not.
    failed: Option<String>,
    /// What CSV begins with, and what of it is still to be written on stdout.
    mark: &'static [u8],
    owed: &'static [u8],
    quiet: bool,
    colour: bool,
    /// Whether everything is said in lines, as a screen reader reads them.
    plain: bool,
    /// Whether nothing moves by itself: progress is reported in lines.
    calm: bool,
    /// The list from which something is chosen, in the plain mode.
    picking: Option<Picking>,
    /// The words of the call.
    pub called: Vec<OsString>,
}

impl Output {
    /// Takes hold of both.
    pub fn new(quiet: bool, colour: bool) -> Self {
        Self {
            data: BufWriter::new(io::stdout()),
            held: None,
            outlet: Outlet::Open,
            failed: None,
            mark: &[],
            owed: &[],
            quiet,
            colour: colour && io::stderr().is_terminal(),
            plain: false,
            calm: false,
            picking: None,
            called: Vec::new(),
        }
    }

    /// Says everything in lines from now on.
    pub fn speak_plainly(&mut self) {
        (self.plain, self.colour) = (true, false);
    }

    /// Tells progress in lines from now on.
    pub fn keep_calm(&mut self) {
        self.calm = true;
    }

    /// Whether everything is said in lines.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether somebody can be asked.
    pub fn can_ask(&self) -> bool {
        self.plain || io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// A text as it is said here.
    fn said(&self, text: &str) -> String {
        if self.plain {
            sanitise::spoken(text)
        } else {
            sanitise::visible(text).into_owned()
        }
    }

    /// Whether nobody reads the data any more, so that making more of it is in vain.
    pub fn is_closed(&self) -> bool {
        self.outlet == Outlet::Left
    }

    /// Why data could not be written: whatever failed after that failed for it.
    pub fn failure(&self) -> Option<&str> {
        self.failed.as_deref()
    }

    /// Writes data as it is.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        if self.is_closed() {
            return Ok(());
        }
        if let Some(held) = &mut self.held {
            return held.write_all(bytes).map_err(|error| held_back(&error));
        }
        let written = self.data.write_all(bytes);
        self.heed(written)
    }

    /// Has CSV begin with a byte order mark, for Excel.
    pub fn mark_csv(&mut self) {
        (self.mark, self.owed) = (BYTE_ORDER_MARK, BYTE_ORDER_MARK);
    }

    /// What CSV begins with: a byte order mark, or nothing.
    pub fn mark(&self) -> &'static [u8] {
        self.mark
    }

    /// Begins CSV.
    pub fn begin_csv(&mut self) -> Result<()> {
        let owed = std::mem::take(&mut self.owed);
        self.raw(owed)
    }

    /// Notes that something is done, which stays done whatever becomes of its answer.
    pub fn note_act(&mut self) {
        if self.outlet == Outlet::Open {
            self.outlet = Outlet::OfAnAct;
        }
    }

    /// Holds data back, in a file without a name, until what it tells has happened.
    pub fn hold(&mut self) -> Result<()> {
        let file = tempfile::tempfile().map_err(|error| held_back(&error))?;
        self.held = Some(BufWriter::new(file));
        Ok(())
    }

    /// Lets out what was held back.
    pub fn let_out(&mut self) -> Result<()> {
        let Some(held) = self.held.take() else {
            return Ok(());
        };
        let mut file = held
            .into_inner()
            .map_err(|error| held_back(error.error()))?;
        file.rewind().map_err(|error| held_back(&error))?;
        let written = io::copy(&mut file, &mut self.data);
        self.heed(written.map(drop))
    }

    /// Writes a line of text for people; what hides in it is shown.
    pub fn line(&mut self, text: &str) -> Result<()> {
        let said = self.said(text);
        self.raw(said.as_bytes())?;
        self.raw(b"\n")
    }

    /// Writes what is still held back.
    pub fn flush(&mut self) -> Result<()> {
        if self.is_closed() {
            return Ok(());
        }
        let flushed = self.data.flush();
        self.heed(flushed)
    }

    /// Stdout as a stream, for exports. Data that was asked for must go somewhere.
    pub fn stream(&mut self) -> Result<DataStream<'_>> {
        self.leads_somewhere()?;
        Ok(DataStream(self))
    }

    /// Refuses to give a list or an export away into a stdout that is closed. Whether it is can only be guessed, so
    /// nothing else asks: who wants the exit code alone may lead stdout wherever they like.
    pub fn leads_somewhere(&mut self) -> Result<()> {
        let is_asked_for = self.outlet == Outlet::Open && self.held.is_none();
        if !is_asked_for || !leads_nowhere() {
            return Ok(());
        }
        let told = "stdout is closed".to_owned();
        self.failed = Some(told.clone());
        Err(Trouble::Output(told).into())
    }

    /// Narrates on stderr, unless `--quiet` is given.
    pub fn narrate(&mut self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Says on stderr what must be said however quiet it shall be.
    pub fn complain(&mut self, text: &str) {
        // What was written before comes first, also where both are the same terminal.
        let _ = self.flush();
        let said = if self.plain {
            text.lines()
                .map(sanitise::spoken)
                .collect::<Vec<_>>()
                .join("\n")
        } else {
            sanitise::visible_lines(text).into_owned()
        };
        let _ = writeln!(io::stderr(), "{said}");
    }

    /// The first line of a failure: stands out where colours are wanted.
    pub fn alarm(&mut self, text: &str) {
        let _ = self.flush();
        let text = self.said(text);
        let _ = if self.colour {
            writeln!(io::stderr(), "\u{1b}[1m{text}\u{1b}[0m")
        } else {
            writeln!(io::stderr(), "{text}")
        };
    }

    /// Asks for a line on the terminal; nothing where the input ends.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        let _ = self.flush();
        let _ = write!(io::stderr(), "{} ", self.said(question));
        let _ = io::stderr().flush();
        let mut answer = String::new();
        match io::stdin().read_line(&mut answer) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(answer.trim().to_owned()),
        }
    }

    /// Asks for a passphrase without showing it.
    pub fn ask_secret(&mut self, question: &str) -> Option<String> {
        let _ = self.flush();
        let hidden = rpassword::prompt_password(format!("{} ", self.said(question))).ok();
        // Where nothing can be hidden, nothing is shown either: what is typed comes through a pipe.
        if hidden.is_none() && self.plain && !io::stdin().is_terminal() {
            return self.ask(question);
        }
        hidden
    }

    /// Progress of a piece of work: a bar on a terminal, a line now and then elsewhere, nothing when quiet.
    pub fn progress(&mut self, texts: &Texts, what: &str) -> Telling {
        let _ = self.flush();
        if self.quiet {
            return Telling::Nothing;
        }
        if self.plain || self.calm {
            self.complain(what);
        } else if io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let form = "{msg} {wide_bar} {percent:>3} %";
            if let Ok(style) = ProgressStyle::with_template(form) {
                bar.set_style(style.progress_chars("█░"));
            }
            bar.set_message(what.to_owned());
            return Telling::Bar(bar);
        }
        Telling::Lines {
            texts: texts.clone(),
            what: what.to_owned(),
            told: Instant::now(),
        }
    }

    fn heed(&mut self, written: io::Result<()>) -> Result<()> {
        match written {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.outlet = Outlet::Left;
                Ok(())
            }
            Err(error) => {
                self.failed = Some(error.to_string());
                Err(Error::Environment(Trouble::Output(error.to_string())))
            }
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.is_closed() || self.failed.is_some() {
            // The held-back rest would only meet the same again.
            return;
        }
        let _ = self.data.flush();
    }
}

/// Whether stdout was closed when the program began. Rust's runtime has opened the null device in its place by then, for
/// reading and writing, so that no file gets its number. A shell's `>/dev/null` is open for writing only and is a place
/// like any other; who hands the null device over for reading as well is taken to have closed it. Before `main` the two differ,
/// but nothing runs there without unsafe code.
fn leads_nowhere() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let stdout = io::stdout();
    let null = std::fs::metadata("/dev/null").map(|null| null.rdev());
    let is_null = match (rustix::fs::fstat(&stdout), null) {
        (Ok(found), Ok(null)) => {
            rustix::fs::FileType::from_raw_mode(found.st_mode).is_char_device()
                && found.st_rdev == null
        }
        _ => false,
    };
    let is_open_for_both = || {
        let flags = rustix::fs::fcntl_getfl(&stdout);
        flags.is_ok_and(|flags| flags & rustix::fs::OFlags::ACCMODE == rustix::fs::OFlags::RDWR)
    };
    is_null && is_open_for_both()
}

/// Stdout as a stream that takes everything in, also when nobody reads it any more.
pub(super) struct DataStream<'a>(&'a mut Output);

impl Write for DataStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .raw(bytes)
            .map_err(|error| io::Error::other(error.to_string()))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0
            .flush()
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

/// How the progress of a piece of work is reported.
pub(super) enum Telling {
    /// Not at all.
    Nothing,
    /// As a bar on the terminal.
    Bar(ProgressBar),
    /// As a line now and then.
    Lines {
        /// In which language.
        texts: Texts,
        /// What is being done.
        what: String,
        /// When it was reported last.
        told: Instant,
    },
}

impl Telling {
    /// Tells how far the work is.
    pub fn tell(&mut self, progress: Progress) {
        match self {
            Self::Bar(bar) => {
                bar.set_length(progress.total.max(progress.done));
                bar.set_position(progress.done);
            }
            Self::Lines { texts, what, told } if told.elapsed() >= TELLING_EVERY => {
                *told = Instant::now();
                let share = formats::percent(texts.language(), progress.done, progress.total);
                let _ = writeln!(io::stderr(), "{what} {share}");
            }
            Self::Lines { .. } | Self::Nothing => {}
        }
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_any_more_is_let_go() -> Result<()> {
        let mut output = Output::new(true, false);
        output.heed(Err(io::ErrorKind::BrokenPipe.into()))?;
        assert!(output.is_closed());
        output.raw(b"more")?;
        output.flush()
    }

    #[test]
    fn a_full_disk_under_stdout_is_told() {
        let mut output = Output::new(true, false);
        let told = output.heed(Err(io::ErrorKind::StorageFull.into()));
        assert!(matches!(told, Err(Error::Environment(Trouble::Output(_)))));
    }
}
