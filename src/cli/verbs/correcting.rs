//! `--take` and `--set`: what is said of rows of an import that failed, in place of what stands in them.

use std::collections::BTreeMap;

use super::misfits::{chosen, said};
use crate::cli::args::Corrections;
use crate::cli::context::{Context, Failure, Open};
use crate::domain::mending::Mend;
use crate::sanitise::visible;
use crate::say;

/// What is said of each row; none where nothing is said.
pub(super) fn mends(
    context: &mut Context,
    open: &mut Open,
    corrections: &Corrections,
    headers: &[String],
) -> Result<Option<Vec<Mend>>, Failure> {
    let mut rows: BTreeMap<u32, Mend> = BTreeMap::new();
    let taken = said(context, &corrections.take)?;
    for taken in chosen(context, open, &taken)? {
        let row = rows.entry(taken.line).or_default();
        // Of two learners for one row, neither is taken.
        if row.taken.replace(taken.user).is_some() {
            let line = taken.line.to_string();
            let told = say!(context.texts, "cli-taken-twice", line = line);
            return Err(Failure::not_typed(told));
        }
    }
    for text in &corrections.set {
        let Some((line, place, value)) = cell(text, headers) else {
            let shown = visible(text).into_owned();
            let told = say!(context.texts, "cli-bad-set", said = shown);
            return Err(Failure::not_typed(told));
        };
        let row = rows.entry(line).or_default();
        row.cells.push((place, value.to_owned()));
    }
    let rows = rows.into_iter().map(|(line, row)| Mend { line, ..row });
    let rows: Vec<Mend> = rows.collect();
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}

/// Reads `LINE:HEADER=VALUE`; both header and value may hold `=`, so the longest header that fits is meant.
fn cell<'t>(text: &'t str, headers: &[String]) -> Option<(u32, usize, &'t str)> {
    let (line, rest) = text.split_once(':')?;
    let line = line.trim().parse().ok()?;
    let ends = rest.match_indices('=').map(|(at, _)| at).rev();
    let mut fits = ends.filter_map(|at| {
        let header = rest.get(..at)?.trim();
        let is_meant = |known: &String| known.trim().eq_ignore_ascii_case(header);
        let place = headers.iter().position(is_meant)?;
        Some((line, place, rest.get(at + 1..)?))
    });
    fits.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_by_its_line_and_header() {
        let headers = ["E-mail", "a=b", "a"].map(str::to_owned);
        let read = |text| cell(text, &headers);
        assert_eq!(read("7:e-mail=x@y.example"), Some((7, 0, "x@y.example")));
        assert_eq!(read(" 7 : E-mail = x"), Some((7, 0, " x")));
        assert_eq!(read("7:a=b=c"), Some((7, 1, "c")));
        assert_eq!(read("7:a=c=d"), Some((7, 2, "c=d")));
        assert_eq!(read("7:a="), Some((7, 2, "")));
        assert_eq!(read("7:Title=x"), None);
        assert_eq!(read("x:a=b"), None);
        assert_eq!(read("7=E-1"), None);
    }
}
