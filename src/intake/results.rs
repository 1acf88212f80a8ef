//! The provider's results file: who was refused, and in which words.
//!
//! Its form is the provider's and not documented anywhere: the identifiers are found by the names that rosters have for them,
//! the message by a few words or by the name that somebody chose. A row that says that all went well refuses nobody.

use std::io::{Read, Seek};

use super::columns::HeaderNames;
use super::record::Record;
use super::sheet::{NextRecord, Sheet};
use super::{EMAIL_COLUMN, ID_COLUMN, ID_COLUMN_ALIAS, Identifiers, Limits, ReadFault};
use crate::domain::columns::RosterField;
use crate::domain::folding::fold;
use crate::domain::identifier::{EmailAddress, UniqueId};

/// Names of the column with the message, the better known first.
const MESSAGES: [&str; 12] = [
    "error message",
    "failure reason",
    "message",
    "error description",
    "error details",
    "errors",
    "error",
    "reason",
    "details",
    "pesan kesalahan",
    "pesan",
    "kesalahan",
];
/// Names of the column with a code.
const CODES: [&str; 6] = ["error code", "code", "status", "outcome", "result", "kode"];
/// What says that all went well.
const WELL: [&str; 8] = [
    "success",
    "succeeded",
    "successful",
    "ok",
    "done",
    "deleted",
    "completed",
    "berhasil",
];
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
        None => known(&MESSAGES),
    };
    let code = known(&CODES).filter(|place| Some(*place) != words);
    let words = words.or(if message.is_none() { code } else { None });
    let words = words.ok_or(ResultsUnread::NoMessage)?;
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
        let (said, coded) = (cell(Some(words)), cell(code));
        let well = |text: &str| WELL.contains(&plain(text).as_str());
        if well(coded) || well(said) || said.is_empty() && coded.is_empty() {
            went_well += 1;
            continue;
        }
        let named = [cell(email), cell(id)];
        let written = named.iter().filter(|cell| !cell.is_empty());
        let written: Vec<String> = written.map(|cell| shortened(cell)).collect();
        refusing.push(ResultsRow {
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
            said: written.join(" · "),
            identifiers: identifiers(named[0], named[1]),
            code: Some(coded).filter(|code| !code.is_empty()).map(shortened),
            words: shortened(said),
        });
    }
    sheet.close()?;
    Ok(ResultsRows {
        refusing,
        well: went_well,
    })
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
}
