//! Goals 8 to 10 at the service's door: questions as the console asks them, first alone, then while another process
//! runs a batch; and the same search by `LIKE` in the ordinary database.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use offboard::domain::license::LicenseStatus;
use offboard::domain::operator::Session;
use offboard::domain::query::{Answer, Query};
use offboard::domain::user::{UserColumn, UserFilter, UserSort, UsersQuestion};
use offboard::domain::{Page, id::UserId};
use offboard::service::{Reader, Service, Surroundings};
use offboard::start::SystemClock;

use super::Outcome;
use super::book::Book;
use super::dice::Dice;
use super::measure::{beside, python, seconds};
use super::pace::Running;
use super::progress;
use super::reference::Reference;
use super::sql::Shell;
use super::upload::{People, Upload};

/// Rows of a page, as the goal says.
const PAGE: usize = 50;
/// Lists that are turned to.
const LISTS: usize = 60;
/// Pages that are turned in each.
const PAGES: usize = 40;
/// Words that are searched for, letter by letter.
const WORDS: usize = 100;
/// Between two questions beside a batch: two hundred in a second, far more than a person asks.
const PACE: Duration = Duration::from_millis(5);

/// Somebody who asks.
struct Asker {
    reader: Reader,
    session: Session,
    users: usize,
    dice: Dice,
}

impl Asker {
    /// Opens an account and waits until its directory is there.
    fn open(database: &Path) -> Outcome<Self> {
        let surroundings = Surroundings::at(Arc::new(SystemClock));
        let service = Service::open(database, surroundings)?;
        service.begin_loading()?.finish()?;
        let mut reader = service.reader()?;
        let session = reader
            .sole_operator()?
            .ok_or("the account wants a sign-in")?;
        let mut asker = Self {
            reader,
            session,
            users: 0,
            dice: Dice::of(7),
        };
        while asker
            .ask_users(UserFilter::default(), UserSort::default(), 0)?
            .is_provisional
        {}
        for column in UserColumn::ALL {
            let sort = UserSort {
                column,
                descending: false,
            };
            asker.ask_users(UserFilter::default(), sort, 0)?;
        }
        Ok(asker)
    }

    fn ask_users(&mut self, filter: UserFilter, sort: UserSort, offset: usize) -> Outcome<Asked> {
        let page = Page {
            offset,
            limit: PAGE,
        };
        let question = Query::Users(UsersQuestion { filter, sort, page });
        let began = Instant::now();
        let answer = self.reader.load(&self.session, &question)?;
        let took = seconds(began) * 1e3;
        let Answer::Users(page) = answer else {
            return Err("an answer to another question".into());
        };
        self.users = usize::try_from(page.all)?;
        Ok(Asked {
            took,
            is_provisional: page.provisional,
            found: page.window.total,
        })
    }

    /// Another order, half the time with a filter: what it takes to its first page, and the list itself.
    fn turn_to_a_list(&mut self) -> Outcome<(f64, (UserFilter, UserSort, usize))> {
        let column = UserColumn::ALL[self.dice.below(UserColumn::ALL.len())];
        let descending = self.dice.below(2) == 0;
        let filter = match self.dice.below(4) {
            0 => UserFilter {
                license: Some(LicenseStatus::Activated),
                ..UserFilter::default()
            },
            1 => UserFilter {
                connected: Some(true),
                ..UserFilter::default()
            },
            _ => UserFilter::default(),
        };
        let sort = UserSort { column, descending };
        let asked = self.ask_users(filter.clone(), sort, 0)?;
        Ok((asked.took, (filter, sort, asked.found)))
    }

    /// A page anywhere in a list.
    fn turn_a_page(&mut self, list: &(UserFilter, UserSort, usize)) -> Outcome<f64> {
        let (filter, sort, found) = list;
        let offset = self.dice.below(found.saturating_sub(PAGE));
        Ok(self.ask_users(filter.clone(), *sort, offset)?.took)
    }

    /// A profile of anybody, here or gone.
    fn open_a_profile(&mut self, learners: u64) -> Outcome<f64> {
        let user = 1 + self.dice.below(usize::try_from(learners)?);
        let question = Query::Profile(UserId(i64::try_from(user)?));
        let began = Instant::now();
        self.reader.load(&self.session, &question)?;
        Ok(seconds(began) * 1e3)
    }

    /// The figures of the home screen.
    fn look_home(&mut self) -> Outcome<f64> {
        let began = Instant::now();
        self.reader.load(&self.session, &Query::Home)?;
        Ok(seconds(began) * 1e3)
    }

    /// A word, letter by letter: until the first rows of each, and until the exact count.
    fn search(&mut self, word: &str, first: &mut Vec<f64>, whole: &mut Vec<f64>) -> Outcome<()> {
        for (end, letter) in word.char_indices() {
            let filter = UserFilter {
                search: word[..end + letter.len_utf8()].to_owned(),
                ..UserFilter::default()
            };
            let question = Query::Users(UsersQuestion {
                filter: filter.clone(),
                sort: UserSort::default(),
                page: Page::first(PAGE),
            });
            let began = Instant::now();
            let glance = self.reader.glance(&self.session, &question)?;
            let glanced = glance.map(|_| seconds(began) * 1e3);
            let asked = self.ask_users(filter, UserSort::default(), 0)?;
            first.push(glanced.unwrap_or(asked.took));
            whole.push(asked.took);
        }
        Ok(())
    }
}

struct Asked {
    took: f64,
    is_provisional: bool,
    found: usize,
}

/// Words that people search for: names, addresses and IDs of learners, and pieces of them.
pub fn words(people: &People, count: usize) -> Vec<String> {
    let mut dice = Dice::of(11);
    let mut words = vec!["zzzz".to_owned(), "@contr".to_owned()];
    while words.len() < count && !people.free.is_empty() {
        let one = &people.free[dice.below(people.free.len())];
        let parts: Vec<&str> = one
            .email
            .split(['.', '@'])
            .filter(|part| part.len() > 2)
            .collect();
        words.push(match (dice.below(4), parts.as_slice()) {
            (0, _) | (_, [] | [_]) => one.id.clone(),
            (1, [first, ..]) => (*first).to_owned(),
            (2, [_, last, ..]) => (*last).chars().skip(1).take(4).collect(),
            (_, [first, last, ..]) => format!("{first} {last}"),
        });
    }
    words
}

/// Measures questions with nothing else going on.
pub fn alone(reference: &Reference, people: &People, book: &mut Book) -> Outcome<()> {
    let database = reference.copy_of_ours()?;
    let mut asker = Asker::open(&database)?;
    let (mut lists, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..LISTS {
        let (took, list) = asker.turn_to_a_list()?;
        lists.push(took);
        for _ in 0..PAGES {
            pages.push(asker.turn_a_page(&list)?);
        }
    }
    book.note_series("reads/list", "ms", &lists)?;
    book.note_series("reads/page", "ms", &pages)?;
    let words = words(people, WORDS);
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    for word in &words {
        asker.search(word, &mut first, &mut whole)?;
    }
    progress(&format!("  {} keystrokes", first.len()));
    book.note_series("reads/glance", "ms", &first)?;
    book.note_series("reads/search", "ms", &whole)?;
    let by_like = by_like(reference, &words)?;
    book.note_series("reads/like", "ms", &by_like)
}

/// The first fifty and the count of each word by `LIKE`, as one would write it.
fn by_like(reference: &Reference, words: &[String]) -> Outcome<Vec<f64>> {
    let few: Vec<&str> = words.iter().take(20).map(String::as_str).collect();
    let mut command = python();
    command
        .arg(beside("like.py"))
        .arg(&reference.theirs)
        .args(few);
    let said = command.stderr(Stdio::inherit()).output()?;
    if !said.status.success() {
        return Err("the searches by LIKE failed".into());
    }
    let said = String::from_utf8(said.stdout)?;
    Ok(said.lines().map(str::parse).collect::<Result<_, _>>()?)
}

/// Measures questions beside a batch, and the batch beside questions.
pub fn beside_a_batch(
    reference: &Reference,
    people: &People,
    upload: &Upload,
    shell: Shell,
    rounds: usize,
    book: &mut Book,
) -> Outcome<()> {
    let words = words(people, WORDS);
    let mut beside = Beside::default();
    for round in 1..=rounds {
        let database = reference.copy_of_ours()?;
        let quiet = Running::start(&database, upload, &[])?.end()?;
        book.note("reads/job_alone_s", quiet)?;
        let database = reference.copy_of_ours()?;
        let mut asker = Asker::open(&database)?;
        let mut running = Running::start(&database, upload, &[])?;
        running.is_deleting(&database, shell)?;
        let mut words = words.iter().cycle();
        while running.goes_on()? {
            let word = words.next().map_or("", String::as_str);
            beside.ask_around(&mut asker, reference.learners, word)?;
        }
        let slowed = running.end()?;
        book.note("reads/job_beside_s", slowed)?;
        progress(&format!(
            "  round {round}: job {quiet:.2} s alone, {slowed:.2} s with a reader"
        ));
    }
    if beside.plain.is_empty() {
        return book.leave_out("reads/beside", "the job is over before anything is read");
    }
    beside.note(book)
}

/// What questions took beside a batch, in milliseconds.
#[derive(Default)]
struct Beside {
    /// Pages, profiles and figures: what needs no search.
    plain: Vec<f64>,
    /// The same without the time in which they were ready to go on and no processor was free.
    served: Vec<f64>,
    /// Keystrokes of a search to their first rows.
    glances: Vec<f64>,
    /// The same to the exact count.
    searches: Vec<f64>,
    /// The first page of another order or filter.
    lists: Vec<f64>,
}

impl Beside {
    /// One of everything, the search letter by letter.
    fn ask_around(&mut self, asker: &mut Asker, learners: u64, word: &str) -> Outcome<()> {
        let (turned, list) = asker.turn_to_a_list()?;
        self.lists.push(turned);
        std::thread::sleep(PACE);
        self.ask_plainly(|| asker.turn_a_page(&list))?;
        self.ask_plainly(|| asker.open_a_profile(learners))?;
        self.ask_plainly(|| asker.look_home())?;
        self.ask_plainly(|| asker.turn_a_page(&list))?;
        asker.search(word, &mut self.glances, &mut self.searches)?;
        std::thread::sleep(PACE);
        Ok(())
    }

    fn ask_plainly(&mut self, mut question: impl FnMut() -> Outcome<f64>) -> Outcome<()> {
        let before = waited_for_a_processor()?;
        let took = question()?;
        let waited = waited_for_a_processor()? - before;
        self.plain.push(took);
        self.served.push((took - waited).max(0.0));
        std::thread::sleep(PACE);
        Ok(())
    }

    fn note(&self, book: &mut Book) -> Outcome<()> {
        let any = [&self.plain[..], &self.glances].concat();
        book.note_series("reads/beside", "ms", &any)?;
        book.note_series("reads/plain_beside", "ms", &self.plain)?;
        book.note_series("reads/served_beside", "ms", &self.served)?;
        book.note_series("reads/glance_beside", "ms", &self.glances)?;
        book.note_series("reads/search_beside", "ms", &self.searches)?;
        book.note_series("reads/list_beside", "ms", &self.lists)
    }
}

/// How long this thread has been ready to go on while no processor was free, in milliseconds.
fn waited_for_a_processor() -> Outcome<f64> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let waited = said.split_whitespace().nth(1);
    Ok(waited.ok_or("the kernel does not say")?.parse::<f64>()? / 1e6)
}
