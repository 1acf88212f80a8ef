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
//! | `hostile` | memory on hostile files, with the rest of goal 13 |
//!
//! `book` keeps the raw figures, `goals` says what is to be reached, `page` and `chart` show it.

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark tells how far it is"
)]

mod book;
mod dice;
mod jobs;
mod machine;
mod measure;
mod options;
mod reference;
mod sql;
mod upload;

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
            measure_size(*learners, &options, &mut book)?;
        }
    }
    Ok(())
}

fn measure_size(learners: u64, options: &Options, book: &mut Book) -> Outcome<()> {
    let shell = Shell::find();
    progress(&format!("{learners} learners"));
    let today = jiff::Zoned::now().date().to_string();
    book.turn_to(learners, today, machine::describe(&options.folder, shell)?);
    let reference = Reference::make(&options.folder, learners, shell, options.fresh)?;
    let people = People::read(&reference)?;
    let [most, some, few] = [60, 10, 1].map(|percent| people.upload(&reference, percent));
    let (most, some, few) = (most?, some?, few?);
    book.forget("size/");
    jobs::note_sizes(&reference, &[&most, &some, &few], book)?;
    measure_jobs(&reference, [&most, &some, &few], shell, options, book)
}

fn measure_jobs(
    reference: &Reference,
    [most, some, few]: [&Upload; 3],
    shell: Shell,
    options: &Options,
    book: &mut Book,
) -> Outcome<()> {
    use Doer::{Clustered, Offboard, OneTransaction, PerThousand, Plain, Tuned};
    if options.wants("job") {
        book.forget("job-60/");
        let doers = [Offboard, Plain, Tuned, Clustered];
        jobs::compare(reference, most, shell, options.rounds, &doers, book)?;
    }
    if options.wants("small") {
        for upload in [some, few] {
            book.forget(&format!("job-{}/", upload.percent));
            let doers = [Offboard, Plain, Tuned];
            jobs::compare(reference, upload, shell, options.small_rounds, &doers, book)?;
        }
    }
    if options.wants("python") {
        let doers = [OneTransaction, PerThousand];
        jobs::compare(reference, most, shell, 1, &doers, book)?;
    }
    Ok(())
}
