//! Several at once: two consoles and a command line on one database while another process runs a batch. Nobody may be
//! refused because the database is locked, and everybody's acts must be done.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::Outcome;
use super::acts;
use super::book::Book;
use super::pace::Running;
use super::progress;
use super::reads::words;
use super::reference::Reference;
use super::screens::{Typed, disconnect, note_frames, open_users, type_and_erase};
use super::sql::Shell;
use super::terminal::{Console, Frame};
use super::upload::{People, Upload};

/// What somebody at a console did.
#[derive(Default)]
struct Work {
    typed: Typed,
    acted: Vec<f64>,
    refusals: usize,
    frames: Vec<Frame>,
    trouble: Option<String>,
}

/// Lets all of them work until the batch is over.
pub fn together(
    reference: &Reference,
    people: &People,
    upload: &Upload,
    shell: Shell,
    book: &mut Book,
) -> Outcome<()> {
    let connected = acts::connected(reference, people, upload)?;
    let (for_consoles, for_the_line) = connected.split_at(connected.len() / 3 * 2);
    let database = reference.copy_of_ours()?;
    let consoles = [open_users(&database, "one")?, open_users(&database, "two")?];
    let mut running = Running::start(&database, upload, &[])?;
    if !running.is_deleting(&database, shell)? {
        running.end()?;
        return book.leave_out("together", "the job is over before anybody else could act");
    }
    let words = words(people, 20);
    let over = AtomicBool::new(false);
    let (told, done) = thread::scope(|scope| {
        let halves = for_consoles.chunks(for_consoles.len().div_ceil(2).max(1));
        let at_work: Vec<_> = consoles
            .into_iter()
            .zip(halves)
            .map(|(console, keys)| scope.spawn(|| at_a_console(console, keys, &words, &over)))
            .collect();
        let told = on_the_line(&database, for_the_line, &mut running);
        over.store(true, Ordering::Relaxed);
        let done: Vec<Work> = at_work
            .into_iter()
            .filter_map(|one| one.join().ok())
            .collect();
        (told, done)
    });
    let took = running.end()?;
    let told = told?;
    if let Some(trouble) = done.iter().find_map(|one| one.trouble.clone()) {
        return Err(trouble.into());
    }
    let together = done.into_iter().reduce(Work::and).ok_or("nobody worked")?;
    let acts = together.acted.len();
    progress(&format!(
        "  {acts} acts in two consoles, {} on the command line",
        told.len()
    ));
    book.note("together/job_s", took)?;
    book.note(
        "together/refusals",
        f64::from(u32::try_from(together.refusals)?),
    )?;
    book.note_series("together/console_act", "ms", &together.acted)?;
    book.note_series("together/line_act", "ms", &told)?;
    together.typed.note("together", book)?;
    note_frames("together", &together.frames, book)
}

/// Acts on the command line until the batch is over; an act that fails ends it.
fn on_the_line(database: &Path, keys: &[String], running: &mut Running) -> Outcome<Vec<f64>> {
    let mut told = Vec::new();
    for key in keys {
        if !running.goes_on()? {
            break;
        }
        told.push(acts::disconnect(database, key)? * 1e3);
    }
    while running.goes_on()? {
        thread::sleep(Duration::from_millis(5));
    }
    Ok(told)
}

/// Searches and acts at a console until the batch is over.
fn at_a_console(
    mut console: Console,
    keys: &[String],
    words: &[String],
    over: &AtomicBool,
) -> Work {
    let mut work = Work::default();
    let mut to_search = words.iter().cycle();
    for key in keys {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let done = act_once(&mut console, key, to_search.next(), &mut work);
        if let Err(error) = done {
            work.trouble = Some(error.to_string());
            break;
        }
    }
    work.refusals = console.refusals();
    match console.leave() {
        Ok(frames) => work.frames = frames,
        Err(error) => work.trouble = Some(error.to_string()),
    }
    work
}

fn act_once(
    console: &mut Console,
    key: &str,
    searched: Option<&String>,
    work: &mut Work,
) -> Outcome<()> {
    console.press("/")?;
    if let Some(word) = searched {
        type_and_erase(console, word, &mut work.typed)?;
    }
    work.acted.push(disconnect(console, key)?);
    Ok(())
}

impl Work {
    fn and(mut self, other: Self) -> Self {
        self.typed.extend(other.typed);
        self.acted.extend(other.acted);
        self.frames.extend(other.frames);
        self.refusals += other.refusals;
        self
    }
}
