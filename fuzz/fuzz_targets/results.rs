//! Any upload: its results say the same of every row, and the results of those are the same bytes again.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use offboard::domain::batch::RowOutcome;
use offboard::intake::{Identifiers, Limits, read_deletions};
use offboard::service::deletion::results::{ResultsScope, write_results};

type Meaning = Result<Identifiers, RowOutcome>;

fn meanings(csv: &[u8]) -> Option<Vec<(u32, Meaning)>> {
    let mut all = Vec::new();
    let mut each =
        |row: &offboard::intake::DeletionRow<'_>| all.push((row.line, row.identifiers()));
    read_deletions(Cursor::new(csv), &Limits::none(), &mut each).ok()?;
    Some(all)
}

fn results(csv: &[u8], said: &[(u32, Meaning)]) -> Vec<u8> {
    let mut outcome_of = |line: u32| {
        let at = said.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        let outcome = said[at]
            .1
            .as_ref()
            .err()
            .copied()
            .unwrap_or(RowOutcome::NotFound);
        Some((outcome, "why".to_owned()))
    };
    let mut out = Vec::new();
    write_results(
        Cursor::new(csv),
        ResultsScope::EveryRow,
        &mut outcome_of,
        &mut out,
    )
    .expect("an accepted upload");
    out
}

fuzz_target!(|upload: &[u8]| {
    let Some(said) = meanings(upload) else { return };
    let once = results(upload, &said);
    let said_once = meanings(&once).expect("results can be uploaded");
    let only = |said: &[(u32, Meaning)]| {
        said.iter()
            .map(|(_, meaning)| meaning.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&said), only(&said_once));
    let twice = results(&once, &said_once);
    let said_twice = meanings(&twice).expect("results can be uploaded");
    assert_eq!(only(&said), only(&said_twice));
    // Of a field far past its limit only the beginning is kept, which may end within a spelled-out character.
    if !said
        .iter()
        .any(|(_, meaning)| *meaning == Err(RowOutcome::MalformedRow))
    {
        assert_eq!(results(&twice, &said_twice), twice);
    }
});
