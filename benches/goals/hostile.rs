//! Memory on files that nobody makes by accident: each is just below the limit of 15 MB.

use super::Outcome;
use super::book::Book;
use super::measure::offboard_measured;
use super::progress;
use super::reference::Reference;
use super::upload::People;

/// Largest file that is read, in bytes, less a few.
const ROOM: usize = 14_999_900;
const HEADER: &str = "primary_email_address,unique_user_id";
const ID_FIRST: &str = "unique_user_id,primary_email_address";

/// Reviews each file and notes what it took.
pub fn hostile(reference: &Reference, book: &mut Book) -> Outcome<()> {
    let room = ROOM - HEADER.len();
    let ids = |row: &str| format!("{ID_FIRST}\n{}", row.repeat(room / row.len()));
    let numbers: String = (0..2_100_000).map(|nth| format!("{nth:06x}\n")).collect();
    let files = [
        ("one-row", format!("{HEADER}\nnobody@elsewhere.example,\n")),
        ("one-line", format!("{HEADER}\n{}", "x".repeat(room))),
        (
            "one-quoted-field",
            format!("{HEADER}\n\"{}\",\n", "y\n".repeat(room / 2 - 4)),
        ),
        (
            "short-rows",
            format!("{HEADER}\n{}", "a\n".repeat(room / 2)),
        ),
        ("short-rows-by-ID", ids("a\n")),
        (
            "short-rows-of-one-learner",
            ids(&format!("{}\n", one_id(reference)?)),
        ),
        ("2.1-million-IDs", format!("{ID_FIRST}\n{numbers}")),
        ("empty-lines", format!("{HEADER}\n{}", "\n".repeat(room))),
        (
            "empty-rows",
            format!("{HEADER}\n{}", ",\n".repeat(room / 2)),
        ),
        (
            "million-columns",
            format!("{HEADER}{}\na@b.example\n", ",c".repeat(1_000_000)),
        ),
        (
            "million-fields",
            format!("{HEADER}\n{}\n", ",f".repeat(1_000_000)),
        ),
        (
            "one-long-header",
            format!("{HEADER},{}\n", "h".repeat(room - 2)),
        ),
    ];
    let database = reference.copy_of_ours()?;
    for (name, text) in files {
        let path = reference.folder.join("run/hostile.csv");
        std::fs::write(&path, text)?;
        let (path, out) = (path.to_string_lossy(), reference.folder.join("run/package"));
        let out = out.to_string_lossy();
        let check = ["deletions", "check", &*path, "--format", "json"];
        note(reference, &database, &check, name, book)?;
        if name.contains("short-rows") {
            let package = ["deletions", "package", &*path, "--out", &*out, "--force"];
            note(
                reference,
                &database,
                &package,
                &format!("{name}-packed"),
                book,
            )?;
        }
    }
    Ok(())
}

fn note(
    reference: &Reference,
    database: &std::path::Path,
    arguments: &[&str],
    name: &str,
    book: &mut Book,
) -> Outcome<()> {
    let ran = offboard_measured(database, arguments, &reference.folder)?.ended(&[0, 1])?;
    let (peak, wall) = (ran.sample.peak_mb, ran.sample.wall_s);
    progress(&format!("  {name}: {peak:.0} MB, {wall:.2} s"));
    book.note_sample(&format!("hostile/{name}"), &ran.sample)
}

/// The ID of some learner.
fn one_id(reference: &Reference) -> Outcome<String> {
    let people = People::read(reference)?;
    let found = people.free.first().map(|learner| learner.id.clone());
    Ok(found.ok_or("nobody can be deleted")?)
}
