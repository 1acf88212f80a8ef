//! Goals 7 and 9 to 12 with the console itself, in a real terminal, keys typed: alone, and while it runs a batch.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::Outcome;
use super::acts;
use super::book::Book;
use super::jobs::phrase;
use super::pace::state;
use super::progress;
use super::reads::words;
use super::reference::Reference;
use super::sql::Shell;
use super::terminal::{Console, Frame};
use super::upload::{People, Upload};

/// Starts that are measured.
const STARTS: usize = 7;
/// Starts with an empty cache of the disk.
const COLD_STARTS: usize = 3;
/// What empties the cache when a 1 is written into it, for whoever may.
const DROP_CACHES: &str = "/proc/sys/vm/drop_caches";
/// How long nothing is done, to see whether the console does something all the same.
const IDLE: Duration = Duration::from_secs(60);
/// Words that are typed.
const WORDS: usize = 40;
/// Times that a page is turned in each order.
const TURNS: usize = 15;

const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";
const END: &str = "\x1b[F";
const HOME: &str = "\x1b[H";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";

/// Measures how long the first frame and the first rows take, on this account and on one of a thousand learners.
pub fn starts(reference: &Reference, small: &Reference, book: &mut Book) -> Outcome<()> {
    for (name, of) in [("start", reference), ("start-1000", small)] {
        let database = of.copy_of_ours()?;
        for nth in 0..=STARTS {
            let mut console = Console::open(&database, "start")?;
            let first = console.frame(|frame| frame.first)?;
            console.shows("users")?;
            console.press("2")?;
            let usable = console.frame(|frame| frame.usable)?;
            console.leave()?;
            // The first start of all warms what the others find warm.
            if nth > 0 {
                book.note(&format!("screens/{name}/first_ms"), first.us / 1e3)?;
                book.note(&format!("screens/{name}/users_ms"), usable.us / 1e3)?;
            }
        }
    }
    Ok(())
}

/// Measures how long the first rows take when the disk's cache is empty, the program's own pages among what is gone. Only
/// root may empty it; for others there is no figure.
pub fn cold_starts(reference: &Reference, book: &mut Book) -> Outcome<()> {
    let database = reference.copy_of_ours()?;
    for _ in 0..COLD_STARTS {
        fs::File::open(&database)?.sync_all()?;
        if fs::write(DROP_CACHES, "1").is_err() {
            progress("  the cache of the disk cannot be emptied: no figure of a cold start");
            return Ok(());
        }
        let mut console = Console::open(&database, "start")?;
        console.frame(|frame| frame.first)?;
        console.shows("users")?;
        console.press("2")?;
        let usable = console.frame(|frame| frame.usable)?;
        console.leave()?;
        book.note("screens/start-cold/users_ms", usable.us / 1e3)?;
    }
    Ok(())
}

/// Measures searching, paging, sorting and filtering, idleness and memory.
pub fn alone(reference: &Reference, people: &People, book: &mut Book) -> Outcome<()> {
    let database = reference.copy_of_ours()?;
    let mut console = open_users(&database, "alone")?;
    let mut typed = Typed::default();
    console.walk(&[("/", "search")])?;
    for word in words(people, WORDS) {
        type_and_erase(&mut console, &word, &mut typed)?;
    }
    console.press("\r")?;
    typed.note("screens", book)?;
    let mut pages = Vec::new();
    for column in 0..6 {
        sort_by(&mut console, column)?;
        turn_pages(&mut console, &mut pages)?;
    }
    book.note_series("screens/page", "ms", &pages)?;
    thread::sleep(Duration::from_millis(500));
    let before = console.ticks()?;
    thread::sleep(IDLE);
    book.note("screens/idle_ticks", console.ticks()? - before)?;
    book.note("screens/alone/peak_mb", console.peak_mb()?)?;
    let frames = console.leave()?;
    note_frames("screens/alone", &frames, book)
}

/// Measures frames, searches, pages and acts while the console itself runs the batch.
pub fn beside_a_batch(
    reference: &Reference,
    people: &People,
    upload: &Upload,
    shell: Shell,
    book: &mut Book,
) -> Outcome<()> {
    let connected = acts::connected(reference, people, upload)?;
    let database = reference.copy_of_ours()?;
    let mut console = Console::open(&database, "batch")?;
    console.shows("users")?;
    start_batch(&mut console, upload)?;
    console.press("2")?;
    console.shows("People > Users")?;
    console.catch_up()?;
    console.frames.clear();
    let mut typed = Typed::default();
    let mut acted = Vec::new();
    let is_on = || -> Outcome<bool> {
        Ok(state(&database, shell)?.is_some_and(|(state, _)| state == "processing"))
    };
    let mut words = words(people, WORDS).into_iter().cycle();
    for key in &connected {
        if !is_on()? {
            break;
        }
        console.press("/")?;
        let took = disconnect(&mut console, key)?;
        if is_on()? {
            acted.push(took);
        }
        console.press("/")?;
        if let Some(word) = words.next() {
            type_and_erase(&mut console, &word, &mut typed)?;
        }
        console.press("\r")?;
    }
    book.note("screens/batch/peak_mb", console.peak_mb()?)?;
    book.note(
        "screens/batch/refusals",
        f64::from(u32::try_from(console.refusals())?),
    )?;
    let frames = console.leave()?;
    if acted.is_empty() {
        return book.leave_out("screens/batch", "the job is over before one act is done");
    }
    progress(&format!(
        "  {} acts, {} frames beside a batch",
        acted.len(),
        frames.len()
    ));
    book.note_series("screens/batch/act", "ms", &acted)?;
    typed.note("screens/batch", book)?;
    note_frames("screens/batch", &frames, book)
}

/// Opens the console on the table of all users.
pub fn open_users(database: &Path, name: &str) -> Outcome<Console> {
    let mut console = Console::open(database, name)?;
    console.shows("users")?;
    console.press("2")?;
    console.frame(|frame| frame.usable)?;
    console.shows("People > Users")?;
    Ok(console)
}

/// What keystrokes of searches took until their first rows, and until the exact count.
#[derive(Default)]
pub struct Typed {
    first: Vec<f64>,
    whole: Vec<f64>,
}

impl Typed {
    /// Notes them.
    pub fn note(&self, name: &str, book: &mut Book) -> Outcome<()> {
        book.note_series(&format!("{name}/search"), "ms", &self.first)?;
        book.note_series(&format!("{name}/count"), "ms", &self.whole)
    }

    /// Takes those of somebody else in.
    pub fn extend(&mut self, other: Self) {
        self.first.extend(other.first);
        self.whole.extend(other.whole);
    }
}

/// Types a word and takes it back, each key answered before the next.
pub fn type_and_erase(console: &mut Console, word: &str, typed: &mut Typed) -> Outcome<()> {
    let mut letter = [0; 4];
    // A space at the end of a word searches for nothing new.
    let letters: Vec<char> = word.chars().filter(|letter| *letter != ' ').collect();
    let keys = letters
        .iter()
        .map(|one| one.encode_utf8(&mut letter).to_owned());
    let erasing = letters.iter().map(|_| "\x7f".to_owned());
    for key in keys.collect::<Vec<_>>().into_iter().chain(erasing) {
        console.press(&key)?;
        let (first, whole) = console.rows()?;
        typed.first.push(first);
        typed.whole.push(whole);
    }
    Ok(())
}

fn sort_by(console: &mut Console, column: usize) -> Outcome<()> {
    console.press("s")?;
    console.shows("Sort")?;
    console.press(HOME)?;
    for _ in 0..column {
        console.press(DOWN)?;
    }
    console.press("\r")?;
    console.answer("Users")?;
    Ok(())
}

/// Turns pages from both ends; what the screen still has is not asked again, so not every key has an answer.
fn turn_pages(console: &mut Console, took: &mut Vec<f64>) -> Outcome<()> {
    for (end, page) in [(END, PAGE_UP), (HOME, PAGE_DOWN)] {
        console.press(end)?;
        took.push(console.page()?);
        for _ in 0..TURNS {
            console.press(page)?;
            took.push(console.page()?);
        }
    }
    Ok(())
}

/// Searches for one learner and disconnects their profile; answers the milliseconds from Remove to the receipt.
pub fn disconnect(console: &mut Console, key: &str) -> Outcome<f64> {
    let mut letter = [0; 4];
    for one in key.chars() {
        console.press(one.encode_utf8(&mut letter))?;
        console.answer("Users")?;
    }
    console.press("\r")?;
    console.shows(&format!(" {key} "))?;
    console.press("d")?;
    console.shows("[ Cancel ]")?;
    console.press(RIGHT)?;
    console.shows("[ Remove ]")?;
    console.press("\r")?;
    let took = console.answer("run disconnect")?;
    // The search is taken back, so that the next one begins anew.
    console.press("/")?;
    for _ in key.chars() {
        console.press("\x7f")?;
        console.answer("Users")?;
    }
    console.press("\r")?;
    Ok(took)
}

/// From anywhere through the wizard until the batch runs.
fn start_batch(console: &mut Console, upload: &Upload) -> Outcome<()> {
    console.walk(&[
        (":", "Go to"),
        ("User Deletion", "User Deletion"),
        ("\r", "All user data will be deleted"),
        ("\r", "Download User deletion CSV template"),
        ("\r", "Upload from computer"),
    ])?;
    console.press(&format!("\x1b[200~{}\x1b[201~", upload.csv.display()))?;
    console.walk(&[
        ("", &format!("✓ {}", upload.csv_name)),
        ("\r", "lines = 1 header"),
        ("\r", "This cannot be undone"),
    ])?;
    if upload.users > 500 {
        console.press(&phrase(upload))?;
        console.walk(&[("\t", "[ Cancel ]")])?;
    }
    console.walk(&[
        (RIGHT, "[ Confirm ]"),
        ("\r", "[ Close ]"),
        ("\r", "Batch 1"),
    ])
}

/// Notes what frames took.
pub fn note_frames(name: &str, frames: &[Frame], book: &mut Book) -> Outcome<()> {
    let took: Vec<f64> = frames.iter().map(|frame| frame.took_us / 1e3).collect();
    book.note_series(&format!("{name}/frame"), "ms", &took)
}
