//! Which column of somebody's file is which: by its header, in the product's own words and in those of other products.
//!
//! The names stand in `assets/columns.toml`, per language. A header is compared without regard to capitals, accents,
//! spaces and punctuation. What is not found stays open: nothing of a file disappears without a word.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::record::Record;
use super::roster::license_type_of;
use super::sheet::{NextRecord, Sheet};
use super::{Encoding, ReadFault, Separator};
use crate::domain::columns::{Column, Columns, Destination, Field, Origin};
use crate::domain::hidden::on_one_line;

const NAMES: &str = include_str!("../../assets/columns.toml");

/// Values of each column that are shown beside its header.
const SAMPLES: usize = 3;
/// Rows among which samples are looked for.
const SAMPLED_ROWS: u32 = 200;

/// The beginning of a file: what somebody needs to see to say where its columns go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The headers as the file writes them, in its order.
    pub headers: Vec<String>,
    /// Of each column the first values that differ, three at the most.
    pub samples: Vec<Vec<String>>,
    /// How the fields are separated.
    pub separator: Separator,
    /// How the bytes are read.
    pub encoding: Encoding,
}

/// Reads the headers of a file and a few values under each. The whole file is looked over for its encoding; a file that
/// is no CSV, too large or without a header is refused as when its rows are read.
pub fn read_beginning<R: Read + Seek>(source: R, size_limit: u64) -> Result<Beginning, ReadFault> {
    let mut sheet = Sheet::open(source, size_limit)?;
    let headers = sheet.header().to_vec();
    let mut samples = vec![Vec::new(); headers.len()];
    let mut record = Record::default();
    for _ in 0..SAMPLED_ROWS {
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Blank => continue,
            NextRecord::Row => {}
        }
        for (values, field) in samples.iter_mut().zip(record.fields().iter()) {
            let field = field.trim();
            let is_new = !field.is_empty() && !values.iter().any(|value| value == field);
            if is_new && values.len() < SAMPLES {
                values.push(field.to_owned());
            }
        }
    }
    Ok(Beginning {
        headers,
        samples,
        separator: sheet.separator(),
        encoding: sheet.encoding(),
    })
}

/// By section, field and language: the names.
type Table = BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>>;

/// The names of the fields of one kind of file.
pub struct HeaderNames<F> {
    /// Where a folded name leads, and how early it stands among the names of its field.
    known: BTreeMap<String, (Destination<F>, usize)>,
}

impl<F: Field> HeaderNames<F> {
    /// Reads the table of names; an error is a fault of the table that this program brings along.
    pub fn read() -> Result<Self, toml::de::Error> {
        let mut table: Table = toml::from_str(NAMES)?;
        let mut known = BTreeMap::new();
        let fields = table.remove(F::KIND.section()).unwrap_or_default();
        for (code, names) in fields {
            if let Some(field) = F::from_code(&code) {
                enter(&mut known, &names, &Destination::Field(field));
            }
        }
        let attributes = table.remove("attributes").filter(|_| F::DESCRIBES_USERS);
        for (attribute, names) in attributes.unwrap_or_default() {
            enter(&mut known, &names, &Destination::Attribute(attribute));
        }
        Ok(Self { known })
    }

    /// Finds the columns of a file by their headers. Of two that fit one field, the one whose name is the better known
    /// is taken; the other one stays open.
    pub fn find(&self, headers: &[String]) -> Columns<F> {
        let mut best: BTreeMap<usize, (Destination<F>, usize)> = BTreeMap::new();
        for (place, header) in headers.iter().enumerate() {
            let Some((to, rank)) = self.destination(header) else {
                continue;
            };
            let rival = best.iter().find(|(_, (other, _))| *other == to);
            match rival.map(|(place, (_, rank))| (*place, *rank)) {
                Some((_, better)) if better <= rank => continue,
                Some((worse, _)) => _ = best.remove(&worse),
                None => {}
            }
            best.insert(place, (to, rank));
        }
        let column = |(place, header): (usize, &String)| Column {
            header: header.clone(),
            goes: best.remove(&place).map(|(to, _)| (to, Origin::Found)),
        };
        Columns(headers.iter().enumerate().map(column).collect())
    }

    /// Where a header leads.
    fn destination(&self, header: &str) -> Option<(Destination<F>, usize)> {
        if let Some(attribute) = super::roster::attribute_of(header).filter(|_| F::DESCRIBES_USERS)
        {
            return Some((Destination::Attribute(on_one_line(attribute)), 0));
        }
        if let Some(known) = self.known.get(&folded(header)) {
            return Some(known.clone());
        }
        let license = license_type_of(header).filter(|_| F::DESCRIBES_USERS)?;
        Some((Destination::License(on_one_line(license)), 0))
    }

    /// Reads what somebody typed for a column: a field by its code or by any of its names, `license:TYPE`,
    /// `attribute`, `attribute:NAME`, or `ignore`. None is none of these.
    pub fn typed(&self, header: &str, text: &str) -> Option<Destination<F>> {
        let text = text.trim();
        let named = |name: &str| Some(on_one_line(name)).filter(|name| !name.is_empty());
        match text.split_once(':') {
            Some((kind, name)) if F::DESCRIBES_USERS && kind.eq_ignore_ascii_case("attribute") => {
                return named(name).map(Destination::Attribute);
            }
            Some((kind, name)) if F::DESCRIBES_USERS && kind.eq_ignore_ascii_case("license") => {
                return named(name).map(Destination::License);
            }
            _ => {}
        }
        match text.to_ascii_lowercase().as_str() {
            "ignore" => return Some(Destination::Ignored),
            "attribute" if F::DESCRIBES_USERS => return named(header).map(Destination::Attribute),
            code => {
                if let Some(field) = F::from_code(code) {
                    return Some(Destination::Field(field));
                }
            }
        }
        match self.known.get(&folded(text)) {
            Some((Destination::Field(field), _)) => Some(Destination::Field(*field)),
            _ => None,
        }
    }
}

/// How somebody would type where a column goes: [`HeaderNames::typed`] reads it back. A column that is kept under its own
/// header does not repeat it.
pub fn written<F: Field>(header: &str, to: &Destination<F>) -> String {
    match to {
        Destination::Field(field) => field.code().to_owned(),
        Destination::License(name) => format!("license:{name}"),
        Destination::Attribute(name) if *name == on_one_line(header) => "attribute".to_owned(),
        Destination::Attribute(name) => format!("attribute:{name}"),
        Destination::Ignored => "ignore".to_owned(),
    }
}

/// Enters the names of one destination: the product's own first, then English, then the other languages.
fn enter<F: Clone>(
    known: &mut BTreeMap<String, (Destination<F>, usize)>,
    names: &BTreeMap<String, Vec<String>>,
    to: &Destination<F>,
) {
    let first = ["own", "en"];
    let others = names
        .iter()
        .filter(|(tag, _)| !first.contains(&tag.as_str()));
    let lists = first.iter().filter_map(|tag| names.get(*tag));
    let all = lists.chain(others.map(|(_, list)| list)).flatten();
    for (rank, name) in all.enumerate() {
        known
            .entry(folded(name))
            .or_insert_with(|| (to.clone(), rank));
    }
}

/// A name without capitals, accents, spaces and punctuation.
pub(super) fn folded(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::columns::{LearningField, RosterField};

    type Tested = Result<(), Box<dyn std::error::Error>>;

    fn table() -> Result<Table, toml::de::Error> {
        toml::from_str(NAMES)
    }

    #[test]
    fn every_field_has_names_and_every_name_leads_to_one_place() -> Tested {
        let table = table()?;
        let codes = |section: &str| -> BTreeSet<String> {
            table
                .get(section)
                .map(|fields| fields.keys().cloned().collect())
                .unwrap_or_default()
        };
        let fields = |all: &[RosterField]| all.iter().map(|f| f.code().to_owned()).collect();
        assert_eq!(codes("roster"), fields(&RosterField::ALL));
        let fields = |all: &[LearningField]| all.iter().map(|f| f.code().to_owned()).collect();
        assert_eq!(codes("learning"), fields(&LearningField::ALL));
        for section in ["roster", "learning"] {
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            let parts = [section, "attributes"];
            for (code, names) in parts.iter().filter_map(|part| table.get(*part)).flatten() {
                for name in names.values().flatten() {
                    let folded = folded(name);
                    assert!(!folded.is_empty(), "{name}");
                    let other = seen.insert(folded, code.clone());
                    let is_fine = other.as_ref().is_none_or(|other| other == code);
                    assert!(is_fine, "{name} leads to {other:?} and {code}");
                }
            }
        }
        Ok(())
    }

    #[test]
    fn of_two_columns_for_one_field_the_better_known_is_taken() -> Tested {
        let names = HeaderNames::<RosterField>::read()?;
        let headers = ["userPrincipalName", "mail", "Employee ID", "login"].map(str::to_owned);
        let columns = names.find(&headers);
        assert_eq!(columns.place_of(RosterField::Email), Some(1));
        assert_eq!(columns.place_of(RosterField::UniqueId), Some(2));
        let open: Vec<_> = columns.open().map(|column| &*column.header).collect();
        assert_eq!(open, ["userPrincipalName", "login"]);
        Ok(())
    }

    #[test]
    fn a_destination_is_typed_by_code_by_name_or_as_what_it_becomes() -> Tested {
        let names = HeaderNames::<RosterField>::read()?;
        let typed = |text: &str| names.typed("Cost centre", text);
        let id = Some(Destination::Field(RosterField::UniqueId));
        assert_eq!(typed("unique_user_id"), id);
        assert_eq!(typed("unique_id"), id);
        assert_eq!(typed(" Employee ID "), id);
        assert_eq!(typed("ignore"), Some(Destination::Ignored));
        let attribute = |name: &str| Some(Destination::Attribute(name.to_owned()));
        assert_eq!(typed("attribute"), attribute("Cost centre"));
        assert_eq!(typed("attribute: Kostenstelle"), attribute("Kostenstelle"));
        let license = Some(Destination::License("LinkedIn Learning".to_owned()));
        assert_eq!(typed("license:LinkedIn Learning"), license);
        assert_eq!(typed("license:"), None);
        assert_eq!(typed("the moon"), None);
        Ok(())
    }

    #[test]
    fn what_is_written_of_a_destination_leads_there_again() -> Tested {
        let names = HeaderNames::<RosterField>::read()?;
        let header = " Cost: centre ";
        let fields = RosterField::ALL.iter().copied().map(Destination::Field);
        let others = [
            Destination::Ignored,
            Destination::Attribute("Cost: centre".to_owned()),
            Destination::Attribute("attribute".to_owned()),
            Destination::Attribute("ignore".to_owned()),
            Destination::License("Premium: all".to_owned()),
        ];
        for to in fields.chain(others) {
            let text = written(header, &to);
            assert_eq!(names.typed(header, &text), Some(to), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_field_goes_to_one_column_only() -> Tested {
        let names = HeaderNames::<RosterField>::read()?;
        let mut columns = names.find(&["Email".to_owned(), "Second mail".to_owned()]);
        columns.send(1, Destination::Field(RosterField::Email), Origin::Chosen);
        assert_eq!(columns.place_of(RosterField::Email), Some(1));
        assert_eq!(columns.open().count(), 1);
        Ok(())
    }
}
