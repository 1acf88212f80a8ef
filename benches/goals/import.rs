//! Goal 14: bringing the whole roster in, against the shell's `.import` of the same rows into a plain table; and bringing
//! it in once more, when every row means somebody who is as it says.

use super::Outcome;
use super::book::Book;
use super::measure::offboard_measured;
use super::progress;
use super::reference::{Reference, clear};
use super::sql::{Shell, filled};

/// The other side; `.import` makes the table itself.
const SCRIPT: &str =
    "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n.import --csv \"{roster}\" people\n";

/// The license types that the roster names, with seats for everybody: the program itself has no verb that buys seats.
const SEATS: &str = "INSERT INTO license_types (id, name, seats)
    VALUES (1, 'LinkedIn Learning', 100000000), (2, 'LinkedIn Learning Pro', 100000000);\n";

/// Measures both, so many rounds.
pub fn import(reference: &Reference, shell: Shell, rounds: usize, book: &mut Book) -> Outcome<()> {
    let roster = reference.roster.to_string_lossy();
    for round in 1..=rounds {
        let database = reference.empty()?;
        shell.ask(&database, SEATS)?;
        // As JSON it would write a line for each user as well, which the other side does not.
        let arguments = ["users", "import", &*roster, "--quiet"];
        let ours = offboard_measured(&database, &arguments, &reference.folder)?.ended(&[0])?;
        book.note_sample("import/offboard", &ours.sample)?;
        let again = offboard_measured(&database, &arguments, &reference.folder)?.ended(&[0])?;
        book.note_sample("import/again", &again.sample)?;
        let folder = reference.folder.join("run");
        clear(&folder)?;
        let plain = folder.join("plain.db");
        let script = filled(SCRIPT, &[("roster", &reference.roster)]);
        let theirs = shell.measured(&plain, &script, &reference.folder)?;
        book.note_sample("import/shell", &theirs.sample)?;
        let rows = shell.ask(&plain, "SELECT count(*) FROM people;\n")?;
        if rows != reference.learners.to_string() {
            return Err(format!("the shell brought {rows} rows in").into());
        }
        let (ours, theirs) = (ours.sample.wall_s, theirs.sample.wall_s);
        progress(&format!(
            "  round {round}: import {ours:.2} s, shell {theirs:.2} s"
        ));
    }
    Ok(())
}
