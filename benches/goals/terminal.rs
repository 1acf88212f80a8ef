//! The console in a real terminal of its own: keys go in, and the program itself says in its log of frames how long
//! each took.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde::Deserialize;

use super::Outcome;
use super::measure::{PROGRAM, seconds};

/// Columns and rows of the terminal.
const SIZE: (u16, u16) = (120, 40);
/// What a refused lock would be called on a screen.
const REFUSAL: &[u8] = b"locked";
/// How long rows may come after the frame of a key that asked for them.
const LATE: Duration = Duration::from_millis(40);
/// After which time a key's own answer is not waited for any more when a newer question has been answered.
const REPLACED: Duration = Duration::from_millis(150);
/// After which time something that should be seen is missed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A frame, as the program's log tells it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// When it was out, in microseconds since the program began.
    pub us: f64,
    /// The same since 1970.
    pub epoch_us: f64,
    /// What updating and drawing took.
    #[serde(rename = "frame_us")]
    pub took_us: f64,
    /// How long the oldest of the keys that it answers had waited.
    pub key_us: Option<f64>,
    /// Answers that it shows first.
    pub replies: Vec<Waited>,
    /// Whether it is the first.
    pub first: bool,
    /// Whether it is the first with rows of the users table.
    pub usable: bool,
}

/// An answer and how long ago its key had come.
#[derive(Debug, Clone, Deserialize)]
pub struct Waited {
    /// The kind of question.
    pub question: String,
    /// Microseconds.
    pub us: f64,
    /// Whether a key asked it, and not news of the database.
    pub by_key: bool,
}

impl Frame {
    /// The milliseconds that an answer shown here took, if a key pressed at this moment or later asked for it.
    fn waited(&self, question: &str, pressed: f64) -> Option<f64> {
        let is_it = |reply: &&Waited| {
            reply.by_key && reply.question == question && self.epoch_us - reply.us >= pressed
        };
        Some(self.replies.iter().find(is_it)?.us / 1e3)
    }

    /// Whether it shows an answer that news of the database asked for at this moment or later.
    fn has_news(&self, question: &str, pressed: f64) -> bool {
        let is_it = |reply: &Waited| {
            !reply.by_key && reply.question == question && self.epoch_us - reply.us >= pressed
        };
        self.replies.iter().any(is_it)
    }
}

/// The log of frames, once the program has begun it.
fn begun(log: &Path) -> Outcome<File> {
    let began = Instant::now();
    while !log.exists() && began.elapsed() < PATIENCE {
        thread::sleep(Duration::from_micros(200));
    }
    Ok(File::open(log)?)
}

/// A console in a terminal.
pub struct Console {
    screen: Arc<Mutex<vt100::Parser>>,
    refusals: Arc<AtomicUsize>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    log: BufReader<File>,
    unfinished: String,
    /// When the first key was pressed that was not yet waited for, in microseconds since 1970.
    pressed: f64,
    /// Whether what they asked was waited for.
    is_answered: bool,
    /// Every frame that was read.
    pub frames: Vec<Frame>,
}

impl Console {
    /// Opens the console on a database; its log goes beside it.
    pub fn open(database: &Path, name: &str) -> Outcome<Self> {
        let (columns, lines) = SIZE;
        let size = PtySize {
            rows: lines,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let folder = database.parent().ok_or("a database lies in a folder")?;
        let log = folder.join(format!("{name}.frames"));
        // The program begins a file of its own under this name: one that lay there would be read for ever.
        if log.exists() {
            std::fs::remove_file(&log)?;
        }
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--lang", "en", "--db"]);
        command.arg(database);
        command.arg("--frame-log");
        command.arg(&log);
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder);
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let lines = NonZero::new(lines).ok_or("a terminal has lines")?;
        let columns = NonZero::new(columns).ok_or("a terminal has columns")?;
        let screen = Arc::new(Mutex::new(vt100::Parser::new(lines, columns, 0)));
        let refusals = Arc::new(AtomicUsize::new(0));
        let output = pair.master.try_clone_reader()?;
        let (seen, refused) = (Arc::clone(&screen), Arc::clone(&refusals));
        thread::spawn(move || watch(output, &seen, &refused));
        Ok(Self {
            screen,
            refusals,
            keys: pair.master.take_writer()?,
            child,
            master: pair.master,
            log: BufReader::new(begun(&log)?),
            unfinished: String::new(),
            pressed: 0.0,
            is_answered: true,
            frames: Vec::new(),
        })
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> Outcome<()> {
        // The program counts from the first of several keys that it takes together.
        if self.is_answered {
            self.pressed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1e6;
            self.is_answered = false;
        }
        self.keys.write_all(keys.as_bytes())?;
        Ok(self.keys.flush()?)
    }

    /// Waits for a frame such as is wanted, from the next one on.
    pub fn frame(&mut self, wanted: impl Fn(&Frame) -> bool) -> Outcome<Frame> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match self.next_frame()? {
                Some(frame) if wanted(&frame) => {
                    self.is_answered = true;
                    return Ok(frame);
                }
                Some(_) => {}
                None => thread::sleep(Duration::from_micros(200)),
            }
        }
        Err(format!("a frame is missed on\n{}", self.contents()?).into())
    }

    /// Waits for the frame that shows what the last key asked; answers the milliseconds since that key came. Where news
    /// of the database replaced the question by a newer one of its own, that one's answer counts, since the keys went in.
    pub fn answer(&mut self, question: &str) -> Outcome<f64> {
        let (began, pressed) = (Instant::now(), self.pressed);
        let mut newer: Option<(f64, Instant)> = None;
        while began.elapsed() < PATIENCE {
            let Some(frame) = self.next_frame()? else {
                if let Some((waited, _)) = newer.filter(|(_, seen)| seen.elapsed() > REPLACED) {
                    self.is_answered = true;
                    return Ok(waited);
                }
                thread::sleep(Duration::from_micros(200));
                continue;
            };
            if let Some(waited) = frame.waited(question, pressed) {
                self.is_answered = true;
                return Ok(waited);
            }
            if newer.is_none() && frame.has_news(question, pressed) {
                newer = Some(((frame.epoch_us - pressed) / 1e3, Instant::now()));
            }
        }
        Err(format!("an answer is missed on\n{}", self.contents()?).into())
    }

    /// Waits for the rows that the last key asked for; answers the milliseconds until the first of them were shown, and
    /// until all of the answer was.
    pub fn rows(&mut self) -> Outcome<(f64, f64)> {
        let (before, pressed) = (self.frames.len(), self.pressed);
        let whole = self.answer("Users")?;
        let new = self.frames.iter().skip(before);
        let glances = new.filter_map(|frame| frame.waited("UsersGlance", pressed));
        Ok((glances.fold(whole, f64::min), whole))
    }

    /// Waits for the frame that answers the last key, and for rows where it has asked for some: not every page is asked
    /// for, because the list holds one more on either side.
    pub fn page(&mut self) -> Outcome<f64> {
        let pressed = self.pressed;
        let of_key = |frame: &Frame| frame.key_us.filter(|us| frame.epoch_us - us >= pressed);
        let before = self.frames.len();
        let frame = self.frame(|frame| of_key(frame).is_some())?;
        let shown = of_key(&frame).unwrap_or_default() / 1e3;
        let began = Instant::now();
        while began.elapsed() < LATE {
            if self.next_frame()?.is_none() {
                thread::sleep(Duration::from_micros(200));
            }
        }
        let new = self.frames.iter().skip(before);
        let first_rows = |frame: &Frame| {
            let glance = frame.waited("UsersGlance", pressed);
            glance.or_else(|| frame.waited("Users", pressed))
        };
        let rows = new.filter_map(first_rows).reduce(f64::min);
        Ok(rows.unwrap_or(shown))
    }

    /// Reads the log to its end.
    pub fn catch_up(&mut self) -> Outcome<()> {
        while self.next_frame()?.is_some() {}
        Ok(())
    }

    fn next_frame(&mut self) -> Outcome<Option<Frame>> {
        self.log.read_line(&mut self.unfinished)?;
        if !self.unfinished.ends_with('\n') {
            return Ok(None);
        }
        let frame: Frame = serde_json::from_str(&self.unfinished)?;
        self.unfinished.clear();
        self.frames.push(frame.clone());
        Ok(Some(frame))
    }

    /// Waits until a text is on the screen.
    pub fn shows(&self, text: &str) -> Outcome<()> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if self.contents()?.contains(text) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(format!("{text:?} is missed on\n{}", self.contents()?).into())
    }

    /// What is on the screen.
    pub fn contents(&self) -> Outcome<String> {
        let screen = self
            .screen
            .lock()
            .map_err(|_| "the screen is not watched")?;
        Ok(screen.screen().contents())
    }

    /// Takes what is typed one key at a time, each answered by the screen before the next.
    pub fn walk(&mut self, steps: &[(&str, &str)]) -> Outcome<()> {
        for (keys, seen) in steps {
            self.press(keys)?;
            self.shows(seen)?;
        }
        Ok(())
    }

    /// Times that a refused lock was on the screen.
    pub fn refusals(&self) -> usize {
        self.refusals.load(Ordering::Relaxed)
    }

    /// Largest resident set so far in MB.
    pub fn peak_mb(&self) -> Outcome<f64> {
        let text = self.account("status")?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: f64 = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("the kernel says nothing about memory")?
            .parse()?;
        Ok(kilobytes * 1_024.0 / 1e6)
    }

    /// Processor time so far, in ticks of ten milliseconds.
    pub fn ticks(&self) -> Outcome<f64> {
        let text = self.account("stat")?;
        let after_name = text.rsplit(") ").next().unwrap_or_default();
        let ticks = after_name
            .split(' ')
            .skip(11)
            .take(2)
            .map(str::parse::<f64>);
        Ok(ticks.sum::<Result<f64, _>>()?)
    }

    fn account(&self, name: &str) -> Outcome<String> {
        let id = self.child.process_id().ok_or("the console has ended")?;
        Ok(std::fs::read_to_string(format!("/proc/{id}/{name}"))?)
    }

    /// Leaves the console and waits for its end; a process that does not end is killed.
    pub fn leave(mut self) -> Outcome<Vec<Frame>> {
        self.press("\x11")?;
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            if seconds(asked) > 10.0 {
                self.child.kill()?;
            }
            thread::sleep(Duration::from_millis(1));
        }
        self.catch_up()?;
        drop(self.master);
        Ok(self.frames)
    }
}

fn watch(mut output: impl Read, screen: &Mutex<vt100::Parser>, refusals: &AtomicUsize) {
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = output.read(&mut bytes) {
        let new = bytes.get(..count).unwrap_or_default();
        if memchr::memmem::find(new, REFUSAL).is_some() {
            refusals.fetch_add(1, Ordering::Relaxed);
        }
        if let Ok(mut screen) = screen.lock() {
            screen.process(new);
        }
    }
}
