//! Memory on files that nobody makes by accident: each is just below the limit of 15 MB.

use super::Outcome;
use super::book::Book;
use super::measure::offboard_measured;
use super::progress;
use super::reference::Reference;

/// Largest file that is read, in bytes, less a few.
const ROOM: usize = 14_999_900;
const HEADER: &str = "primary_email_address,unique_user_id";

/// Reviews each file and notes what it took.
pub fn hostile(reference: &Reference, book: &mut Book) -> Outcome<()> {
    let room = ROOM - HEADER.len();
    let files = [
        ("one-row", format!("{HEADER}\nnobody@elsewhere.example,\n")),
        ("one-line", format!("{HEADER}\n{}", "x".repeat(room))),
        (
            "one-quoted-field",
            format!("{HEADER}\n\"{}\",\n", "y\n".repeat(room / 2 - 4)),
        ),
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
        let arguments = [
            "deletions",
            "check",
            &*path.to_string_lossy(),
            "--format",
            "json",
        ];
        let ran = offboard_measured(&database, &arguments, &reference.folder)?.ended(&[0, 1])?;
        let sample = ran.sample;
        let (peak, wall) = (sample.peak_mb, sample.wall_s);
        progress(&format!("  {name}: {peak:.0} MB, {wall:.2} s"));
        book.note_sample(&format!("hostile/{name}"), &sample)?;
    }
    Ok(())
}
