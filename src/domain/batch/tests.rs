//! Sums, gates and codes of batches.

use super::*;

#[test]
fn outcomes_are_numbered_as_they_are_listed() {
    for (number, outcome) in RowOutcome::ALL.into_iter().enumerate() {
        assert_eq!(outcome as usize, number);
        assert_eq!(RowOutcome::from_code(outcome.code()), Some(outcome));
    }
}

#[test]
fn duplicates_withdrawn_rows_and_headers_are_neither_success_nor_failure() {
    let neither: Vec<_> = RowOutcome::ALL
        .into_iter()
        .filter(|outcome| outcome.counts_as() == CountsAs::Neither)
        .collect();
    assert_eq!(
        neither,
        [
            RowOutcome::Duplicate,
            RowOutcome::Withdrawn,
            RowOutcome::RepeatedHeader
        ]
    );
}

#[test]
fn a_disagreement_is_read_as_it_was_kept_and_nothing_else_is_one() {
    let known = (0..99).filter(|reference| Disagreement::from_reference(*reference).is_some());
    assert_eq!(known.clone().count(), 6);
    for reference in known {
        let read = Disagreement::from_reference(reference);
        assert_eq!(read.map(Disagreement::reference), Some(reference));
    }
    assert_eq!(Disagreement::from_reference(99), None);
    assert_eq!(Disagreement::from_reference(-1), None);
}
