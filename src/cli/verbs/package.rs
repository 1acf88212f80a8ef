//! `deletions package`: files that the hosted product will take.

use std::path::{Path, PathBuf};

use super::reviewing::of_terminated;
use crate::cli::context::Context;
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, machine};
use crate::cli::usual::make_private_folder;
use crate::cli::{Ended, Ending, summary};
use crate::domain::batch::RowOutcome;
use crate::error::{Error, Result};
use crate::service::Package;
use crate::{formats, say};

/// Makes the files of a deletion CSV.
pub(super) fn package(context: &mut Context, file: &Path, out: &Path, force: bool) -> Ended {
    let mut open = context.open()?;
    let incoming = context.upload(file)?;
    make_private_folder(out)?;
    let what = say!(context.texts, "cli-checking");
    let manner = context.manner(force);
    let packed = context.watched(&what, |watch| {
        open.reader
            .package(&open.session, incoming.path(), out, manner, watch)
    });
    let file = Some(incoming.path());
    let packed = packed.or_else(|error| match error {
        Error::Terminated(_) => Err(of_terminated(context, file, error)?),
        other => Err(context.force_advised(other)),
    })?;
    write_package(context, &packed)?;
    // Whoever is deleted by the files and by nothing else is in them: a second row of theirs is no loss.
    let of = |outcome| packed.counts.of(outcome);
    let in_the_files = of(RowOutcome::Deleted) + of(RowOutcome::Duplicate);
    Ok(Ending::good(in_the_files == packed.tally.rows))
}

fn write_package(context: &mut Context, packed: &Package) -> Result<()> {
    let texts = context.texts.clone();
    let shown = |path: &PathBuf| path.display().to_string();
    let files: Vec<String> = packed.files.iter().map(shown).collect();
    let left_out = packed.left_out.as_ref().map(shown);
    if context.format == Format::Table {
        for file in files.iter().chain(&left_out) {
            context.output.line(file)?;
        }
        let packed_rows = packed.counts.of(RowOutcome::Deleted);
        let said = say!(
            texts,
            "cli-packaged",
            rows = packed_rows,
            files = packed.files.len() as u64,
            left = formats::number(texts.language(), packed.tally.rows - packed_rows)
        );
        context.output.narrate(&said);
        return Ok(());
    }
    let columns = ["files", "left_out", "rows", "outcomes"].map(machine);
    let record = vec![
        Cell::Several(files),
        Cell::maybe(left_out),
        Cell::Count(packed.tally.rows),
        summary::outcomes(&packed.counts, packed.counts.total(), "packaged"),
    ];
    context.show(&columns, &record)
}
