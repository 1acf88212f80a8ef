//! The provider's results file: who was refused, and in which words.
//!
//! Its form is the provider's and not documented anywhere: the identifiers are found by the names that rosters have for them,
//! the message by a few words or by the name that somebody chose. A row that says that all went well refuses nobody. Where no
//! column is known to hold the message, a status is believed only if it is a word for success or for failure.

use std::io::{Read, Seek};

use super::columns::HeaderNames;
use super::record::Record;
use super::sheet::{NextRecord, Sheet};
use super::{EMAIL_COLUMN, ID_COLUMN, ID_COLUMN_ALIAS, Identifiers, Limits, ReadFault};
use crate::domain::columns::RosterField;
use crate::domain::folding::fold;
use crate::domain::identifier::{EmailAddress, UniqueId};

/// The words of results files, with what each is.
const WORDS: &str = include_str!("../../assets/results.txt");
/// Longest words of the provider that are kept, in characters.
const LONGEST: usize = 500;

/// A row of a results file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultsRow {
    /// The physical line on which it begins.
    pub line: u32,
    /// The address and the ID that stand there, as they are written.
    pub said: String,
    /// Whom it means, where that can be read.
    pub identifiers: Option<Identifiers>,
    /// The provider's code, where there is one.
    pub code: Option<String>,
    /// The provider's words.
    pub words: String,
}

/// The rows of a results file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultsRows {
    /// Those that refuse somebody.
    pub refusing: Vec<ResultsRow>,
    /// How many say that it went well.
    pub well: u64,
}

/// Why a results file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ResultsUnread {
    /// It is no CSV that can be read.
    #[error(transparent)]
    Read(#[from] ReadFault),
    /// It has no column with an identifier.
    #[error("no identifier column")]
    NoIdentifier,
    /// It has no column with a message, or none of the name that was said.
    #[error("no message column")]
    NoMessage,
}

/// Reads the rows, those that refuse somebody one by one. `message` is the header of the column with the message, where somebody chose it.
pub fn read_refusals<R: Read + Seek>(
    source: R,
    message: Option<&str>,
) -> Result<ResultsRows, ResultsUnread> {
    let mut sheet = Sheet::open(source, Limits::none().bytes)?;
    let headers: Vec<String> = sheet.header().iter().map(|name| plain(name)).collect();
    let known = |names: &[&str]| {
        let mut found = names
            .iter()
            .map(|name| headers.iter().position(|it| it == name));
        found.find_map(|place| place)
    };
    let roster = HeaderNames::<RosterField>::read()
        .ok()
        .map(|names| names.find(sheet.header()));
    let field = |field| roster.as_ref().and_then(|columns| columns.place_of(field));
    let email = known(&[&plain(EMAIL_COLUMN)]).or_else(|| field(RosterField::Email));
    let id = known(&[&plain(ID_COLUMN), &plain(ID_COLUMN_ALIAS)])
        .or_else(|| field(RosterField::UniqueId));
    if email.is_none() && id.is_none() {
        return Err(ResultsUnread::NoIdentifier);
    }
    let words = match message {
        Some(name) => known(&[&plain(name)]),
        None => known(&listed("message")),
    };
    let code = known(&listed("code")).filter(|place| Some(*place) != words);
    if words.is_none() && (message.is_some() || code.is_none()) {
        return Err(ResultsUnread::NoMessage);
    }
    let (fine, failed) = (listed("well"), listed("failed"));
    // What nobody knows may be the message.
    let has_more = (0..headers.len()).any(|place| ![email, id, words, code].contains(&Some(place)));
    let (mut refusing, mut went_well) = (Vec::new(), 0);
    let mut record = Record::default();
    loop {
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Blank => continue,
            NextRecord::Row => {}
        }
        let fields = record.fields();
        let cell = |place: Option<usize>| place.map_or("", |place| fields.get(place)).trim();
        let (said, coded) = (cell(words), cell(code));
        let well = |text: &str| fine.contains(&plain(text).as_str());
        if well(coded) || well(said) || said.is_empty() && coded.is_empty() {
            went_well += 1;
            continue;
        }
        let is_failure = failed.contains(&plain(coded).as_str());
        if words.is_none() && (has_more || !is_failure) {
            return Err(ResultsUnread::NoMessage);
        }
        refusing.push(refusing_row(
            record.line,
            [cell(email), cell(id)],
            (coded, said),
        ));
    }
    sheet.close()?;
    Ok(ResultsRows {
        refusing,
        well: went_well,
    })
}

/// A row that refuses somebody: address and ID, code and words as they stand there.
fn refusing_row(line: u64, named: [&str; 2], (code, words): (&str, &str)) -> ResultsRow {
    let written = named.iter().filter(|cell| !cell.is_empty());
    let written: Vec<String> = written.map(|cell| shortened(cell)).collect();
    ResultsRow {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        said: written.join(" · "),
        identifiers: identifiers(named[0], named[1]),
        code: Some(code).filter(|code| !code.is_empty()).map(shortened),
        words: shortened(words),
    }
}

/// None where neither can be read, or where one that is filled in cannot.
fn identifiers(email: &str, id: &str) -> Option<Identifiers> {
    let email = (!email.is_empty())
        .then(|| EmailAddress::parse(email))
        .transpose()
        .ok()?;
    let unique_id = (!id.is_empty())
        .then(|| UniqueId::parse(id))
        .transpose()
        .ok()?;
    (email.is_some() || unique_id.is_some()).then_some(Identifiers { email, unique_id })
}

/// The words of a kind, in their order.
fn listed(kind: &str) -> Vec<&'static str> {
    let lines = WORDS.lines().filter_map(|line| line.split_once(": "));
    lines
        .filter(|(known, _)| *known == kind)
        .map(|(_, word)| word)
        .collect()
}

fn plain(name: &str) -> String {
    let folded = fold(name.trim());
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &str, message: Option<&str>) -> Result<ResultsRows, ResultsUnread> {
        read_refusals(Cursor::new(text.to_owned()), message)
    }

    #[test]
    fn rows_that_refuse_are_read_and_rows_that_went_well_are_not() -> Result<(), ResultsUnread> {
        let rows = read(
            "primary_email_address,unique_user_id,Status,Error Message\n\
             a@x.example,E-1,FAILED,User is an admin\nb@x.example,,SUCCESS,\n,E-3,FAILED,Unknown\n\n\
             no address,,FAILED,Bad row\n",
            None,
        )?;
        assert_eq!(rows.well, 1);
        let rows = rows.refusing;
        let said: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.words.as_str()))
            .collect();
        assert_eq!(
            said,
            [(2, "User is an admin"), (4, "Unknown"), (6, "Bad row")]
        );
        assert_eq!(rows[0].code.as_deref(), Some("FAILED"));
        assert!(rows[2].identifiers.is_none());
        assert_eq!(
            (rows[0].said.as_str(), rows[2].said.as_str()),
            ("a@x.example · E-1", "no address")
        );
        Ok(())
    }

    #[test]
    fn a_message_column_of_another_name_is_chosen_once() -> Result<(), ResultsUnread> {
        let text = "Email,Remarks of the system\na@x.example,no such user\n";
        assert!(matches!(read(text, None), Err(ResultsUnread::NoMessage)));
        assert!(matches!(
            read(text, Some("Remark")),
            Err(ResultsUnread::NoMessage)
        ));
        let rows = read(text, Some("remarks of the system"))?;
        assert_eq!(rows.refusing.len(), 1);
        assert!(matches!(
            read("Name,Message\nSiti,no\n", None),
            Err(ResultsUnread::NoIdentifier)
        ));
        Ok(())
    }

    #[test]
    fn a_success_in_any_language_refuses_nobody_and_an_unknown_word_of_a_status_is_asked_about() {
        for word in [
            "Success",
            "DELETED",
            "Processed",
            "OK",
            "200",
            "Erfolgreich",
            "Berhasil",
            "Gel\u{f6}scht",
            "Supprim\u{e9}",
            "Sucesso",
            "User successfully deleted",
        ] {
            for (text, message) in [
                (
                    format!("Email,Status,Message\na@x.example,{word},Whatever\n"),
                    None,
                ),
                (format!("Email,Result\na@x.example,{word}\n"), None),
                (
                    format!("Email,Result\na@x.example,{word}\n"),
                    Some("Result"),
                ),
            ] {
                let rows = read_refusals(Cursor::new(text), message);
                assert!(
                    rows.is_ok_and(|rows| rows.refusing.is_empty() && rows.well == 1),
                    "{word}"
                );
            }
        }
        let asked = |text| {
            matches!(
                read_refusals(Cursor::new(text), None),
                Err(ResultsUnread::NoMessage)
            )
        };
        assert!(asked("Email,Result\na@x.example,User not found\n"));
        assert!(asked(
            "Email,Status,Bemerkung\na@x.example,FAILED,Konto gesperrt\n"
        ));
        assert!(!asked("Email,Status\na@x.example,Fehlgeschlagen\n"));
        assert!(!asked(
            "E-Mail;Fehlermeldung;Status\na@x.example;Konto gesperrt;FAILED\n"
        ));
    }

    #[test]
    fn every_line_of_the_words_is_read_and_stands_as_it_is_compared() {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let Some((kind, word)) = line.split_once(": ") else {
                unreachable!("{line}");
            };
            assert!(
                ["message", "code", "well", "failed"].contains(&kind),
                "{line}"
            );
            assert_eq!(plain(word), word);
        }
    }
}
