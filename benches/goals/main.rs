//! The goals of performance, measured with the real program: `cargo bench --bench goals -- --learners 1000000`.
//!
//! It builds reference data, runs the program and what a user would reach for instead on equal terms, measures the
//! machine's own floor in the same run, and writes a page with every goal and what was measured. One file is one part:
//!
//! | file | what it measures |
//! |---|---|
//! | `jobs` | goals 1 to 4: the whole job |
//! | `review` | goal 5, and where time goes |
//! | `pace` | goal 6: chunks, cancelling, the write-ahead log |
//! | `acts` | goal 7: operators' acts beside a batch |
//! | `reads`, `screens` | goals 8 to 12: reading, and the console in a real terminal |
//! | `together` | several processes at once |
//! | `import`, `purge` | goals 14 and 15 |
//! | `ageing` | the job on an account that has lived |
//! | `hostile` | memory on hostile files, with the rest of goal 13 |
//!
//! `book` keeps the raw figures, `goals` says what is to be reached, `page` and `chart` show it.

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark tells how far it is"
)]

mod acts;
mod ageing;
mod book;
mod chart;
mod dice;
mod goals;
mod hostile;
mod import;
mod jobs;
mod machine;
mod measure;
mod options;
mod pace;
mod page;
mod purge;
mod reads;
mod reference;
mod review;
mod screens;
mod sql;
mod terminal;
mod together;
mod upload;

use std::path::Path;
use std::process::ExitCode;

use book::Book;
use jobs::Doer;
use options::Options;
use reference::Reference;
use sql::Shell;
use upload::{People, Upload};

/// What can fail here fails the whole benchmark.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goals: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Tells how far it is.
pub fn progress(what: &str) {
    eprintln!("{what}");
}

fn run() -> Outcome<()> {
    let Some(options) = Options::read(std::env::args().skip(1))? else {
        println!("{}", options::USAGE);
        return Ok(());
    };
    std::fs::create_dir_all(&options.folder)?;
    std::fs::create_dir_all(&options.docs)?;
    let mut book = Book::open(&options.docs.join("performance.json"))?;
    if !options.report_only {
        for learners in &options.sizes {
            Bench::of(*learners, &options, &mut book)?.measure(&mut book)?;
        }
    }
    write_page(&book, &options)
}

/// Writes the page and the chart.
fn write_page(book: &Book, options: &Options) -> Outcome<()> {
    let chart = chart::chart(book)?;
    if let Some(svg) = &chart {
        std::fs::write(options.pictures.join("growth.svg"), svg)?;
    }
    let link = if options.pictures == options.docs {
        "growth.svg"
    } else {
        "../assets/pictures/growth.svg"
    };
    let page = page::page(book, chart.is_some().then_some(link))?;
    std::fs::write(options.docs.join("performance.md"), page)?;
    progress("the page is written");
    Ok(())
}

/// Everything that is measured at one size.
struct Bench<'o> {
    options: &'o Options,
    shell: Shell,
    reference: Reference,
    people: People,
    most: Upload,
    some: Upload,
    few: Upload,
}

impl<'o> Bench<'o> {
    /// Makes the data of a size.
    fn of(learners: u64, options: &'o Options, book: &mut Book) -> Outcome<Self> {
        let shell = Shell::find();
        progress(&format!("{} learners", page::grouped(learners)));
        let today = jiff::Zoned::now().date().to_string();
        book.turn_to(learners, today, machine::describe(&options.folder, shell)?);
        let reference = Reference::make(&options.folder, learners, shell, options.fresh)?;
        let people = People::read(&reference)?;
        let [most, some, few] = [60, 10, 1].map(|percent| people.upload(&reference, percent));
        let bench = Self {
            options,
            shell,
            people,
            most: most?,
            some: some?,
            few: few?,
            reference,
        };
        book.forget("size/");
        jobs::note_sizes(
            &bench.reference,
            &[&bench.most, &bench.some, &bench.few],
            book,
        )?;
        Ok(bench)
    }

    /// Measures what was asked for. What fails is left out and reported; the rest goes on.
    fn measure(&self, book: &mut Book) -> Outcome<()> {
        let began = std::time::Instant::now();
        let mut failed = Vec::new();
        for part in options::PARTS {
            if !self.options.wants(part) {
                continue;
            }
            progress(&format!("{part} ({:.0} s)", measure::seconds(began)));
            book.forget_left_out(part);
            if let Err(error) = self.part(part, book) {
                book.leave_out(part, &error.to_string())?;
                failed.push(part);
            }
        }
        let run = self.reference.folder.join("run");
        if Path::new(&run).exists() {
            std::fs::remove_dir_all(run)?;
        }
        progress(&format!("all of it took {:.0} s", measure::seconds(began)));
        if failed.is_empty() {
            return Ok(());
        }
        write_page(book, self.options)?;
        Err(format!("failed: {}", failed.join(", ")).into())
    }

    fn part(&self, part: &str, book: &mut Book) -> Outcome<()> {
        let (reference, people, most, shell) =
            (&self.reference, &self.people, &self.most, self.shell);
        let rounds = self.options.small_rounds;
        match part {
            "job" | "small" | "python" => self.jobs(part, book),
            "review" => {
                book.forget("review/");
                book.forget("phase/");
                review::review(reference, most, rounds, book)?;
                review::phases(reference, most, book).map(drop)
            }
            "pace" => {
                book.forget("pace/");
                pace::chunks(reference, most, book)?;
                pace::cancel(reference, most, shell, rounds, book)
            }
            "acts" => {
                book.forget("acts/");
                acts::beside_a_batch(reference, people, most, shell, book)
            }
            "reads" => {
                book.forget("reads/");
                reads::alone(reference, people, book)?;
                reads::beside_a_batch(reference, people, most, shell, rounds, book)
            }
            "screens" => {
                book.forget("screens/");
                let small = Reference::make(&self.options.folder, 1_000, shell, false)?;
                screens::starts(reference, &small, book)?;
                screens::cold_starts(reference, book)?;
                screens::alone(reference, people, book)?;
                screens::beside_a_batch(reference, people, most, shell, book)
            }
            "together" => {
                book.forget("together/");
                together::together(reference, people, most, shell, book)
            }
            "import" => {
                book.forget("import/");
                import::import(reference, shell, rounds, book)
            }
            "purge" => {
                book.forget("purge/");
                purge::purge(reference, most, shell, rounds, book)
            }
            "hostile" => {
                book.forget("hostile/");
                hostile::hostile(reference, book)
            }
            "ageing" => {
                book.forget("ageing/");
                ageing::ageing(reference, most, rounds, book)
            }
            _ => Err(format!("nobody measures {part}").into()),
        }
    }

    fn jobs(&self, part: &str, book: &mut Book) -> Outcome<()> {
        use Doer::{Clustered, Offboard, OneTransaction, PerThousand, Plain, Tuned};
        let compare = |upload: &Upload, rounds, doers: &[Doer], book: &mut Book| {
            for doer in doers {
                book.forget(&format!("job-{}/{}/", upload.percent, doer.name()));
            }
            jobs::compare(&self.reference, upload, self.shell, rounds, doers, book)
        };
        match part {
            "python" => compare(&self.most, 1, &[OneTransaction, PerThousand], book),
            "job" => {
                book.forget("job-60/floor/");
                let doers = [Offboard, Plain, Tuned, Clustered];
                compare(&self.most, self.options.rounds, &doers, book)
            }
            _ => {
                let doers = [Offboard, Plain, Tuned];
                compare(&self.some, self.options.small_rounds, &doers, book)?;
                compare(&self.few, self.options.small_rounds, &doers, book)
            }
        }
    }
}
