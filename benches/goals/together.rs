//! Several at once: two consoles and a command line on one database while another process runs a batch. Nobody may be
//! told that the database is locked, and everybody's acts must be done.

use std::thread;

use super::Outcome;
use super::acts;
use super::book::Book;
use super::pace::Running;
use super::progress;
use super::reads::words;
use super::reference::Reference;
use super::screens::{disconnect, note_frames, open_users, type_and_erase};
use super::sql::Shell;
use super::upload::{People, Upload};

/// Lets all of them work until the batch is over.
pub fn together(
    reference: &Reference,
    people: &People,
    upload: &Upload,
    shell: Shell,
    book: &mut Book,
) -> Outcome<()> {
    let connected = acts::connected(reference, people, upload)?;
    let third = connected.len() / 3;
    let database = reference.copy_of_ours()?;
    let mut consoles = Vec::new();
    for name in ["one", "two"] {
        consoles.push(open_users(&database, name)?);
    }
    let mut running = Running::start(&database, upload, &[])?;
    if !running.is_deleting(&database, shell)? {
        running.end()?;
        return book.leave_out("together", "the job is over before anybody else could act");
    }
    let (mut typed, mut acted, mut told, mut refusals, mut frames) =
        (Vec::new(), Vec::new(), Vec::new(), 0, Vec::new());
    let over = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| -> Outcome<()> {
        let workers: Vec<_> = consoles
            .into_iter()
            .enumerate()
            .map(|(nth, mut console)| {
                let keys = connected.iter().skip(third * nth).take(third);
                let words = words(people, 20);
                let over = &over;
                scope.spawn(move || {
                    let (mut typed, mut acted) = (Vec::new(), Vec::new());
                    let mut words = words.iter().cycle();
                    let mut work = || -> Outcome<()> {
                        for key in keys {
                            if over.load(std::sync::atomic::Ordering::Relaxed) {
                                break;
                            }
                            console.press("/")?;
                            if let Some(word) = words.next() {
                                type_and_erase(&mut console, word, &mut typed)?;
                            }
                            acted.push(disconnect(&mut console, key)?);
                        }
                        Ok(())
                    };
                    let done = work().map_err(|error| error.to_string());
                    let refusals = console.refusals();
                    let frames = console.leave().map_err(|error| error.to_string());
                    (done, typed, acted, refusals, frames)
                })
            })
            .collect();
        let mut on_the_line = || -> Outcome<()> {
            for key in connected.iter().skip(third * 2) {
                if !running.goes_on()? {
                    break;
                }
                told.push(acts::disconnect(&database, key)? * 1e3);
            }
            Ok(())
        };
        let done = on_the_line();
        while done.is_err() && running.goes_on()? {
            thread::sleep(std::time::Duration::from_millis(10));
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
        for worker in workers {
            let (done, their_typed, their_acts, their_refusals, their_frames) = worker
                .join()
                .map_err(|_| "a console was not driven to its end")?;
            done?;
            typed.extend(their_typed);
            acted.extend(their_acts);
            refusals += their_refusals;
            frames.extend(their_frames?);
        }
        done
    })?;
    let took = running.end()?;
    progress(&format!(
        "  {} acts in two consoles, {} on the command line",
        acted.len(),
        told.len()
    ));
    book.note("together/job_s", took)?;
    book.note("together/refusals", f64::from(u32::try_from(refusals)?))?;
    book.note_series("together/console_act", "ms", &acted)?;
    book.note_series("together/line_act", "ms", &told)?;
    book.note_series("together/search", "ms", &typed)?;
    note_frames("together", &frames, book)
}
