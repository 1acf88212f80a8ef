//! What is wrong with a file as a whole.

use super::*;

fn missing(missing: &[&'static str], found: &[&str]) -> TerminatedCause {
    TerminatedCause::MissingHeader {
        missing: missing.to_vec(),
        found: found.iter().map(|&name| name.to_owned()).collect(),
    }
}

#[test]
fn every_fault_of_a_whole_file_names_what_to_mend() {
    let causes = [
        missing(&["unique_user_id"], &["primary_email_address"]),
        missing(&["primary_email_address", "unique_user_id"], &["Name"]),
        missing(&["primary_email_address", "unique_user_id"], &[]),
        TerminatedCause::DuplicateHeader("unique_user_id"),
        TerminatedCause::TooLarge(15_000_000),
        TerminatedCause::TooManyRows(1_001, 1_000),
        TerminatedCause::NotCsv(ForeignFormat::Workbook),
        TerminatedCause::NotCsv(ForeignFormat::Pdf),
        TerminatedCause::NotCsv(ForeignFormat::Archive),
        TerminatedCause::NotCsv(ForeignFormat::Image),
        TerminatedCause::NotCsv(ForeignFormat::Binary),
        TerminatedCause::BadEncoding,
        TerminatedCause::BadHeader,
        TerminatedCause::UnclosedQuote,
        TerminatedCause::Malformed,
        TerminatedCause::Unaccounted,
    ];
    for texts in both() {
        for cause in &causes {
            for line in [None, Some(501)] {
                let cause = cause.clone();
                assert_said(&terminated(&texts, &Terminated { cause, line }));
            }
        }
    }
    let unclosed = Terminated {
        cause: TerminatedCause::UnclosedQuote,
        line: Some(501),
    };
    let said = terminated(&Texts::new(Language::English), &unclosed);
    assert!(said.starts_with("Line 501: "), "{said}");
}
