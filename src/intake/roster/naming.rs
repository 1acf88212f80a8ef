//! How license types, attributes and groups are written into headers and cells, and read back.

use crate::intake::header::trimmed;

const ATTRIBUTE_PREFIX: &str = "attribute_";

/// The header under which a license type's status is exported; [`license_type_of`] reads it back.
pub fn license_header(license_type: &str) -> String {
    format!("{license_type} license status")
}

/// The header under which a custom attribute is exported.
pub fn attribute_header(attribute: &str) -> String {
    format!("{ATTRIBUTE_PREFIX}{attribute}")
}

/// The license type that a header such as `Learning license status` or `premium_license_status` names.
pub fn license_type_of(header: &str) -> Option<&str> {
    let header = trimmed(header);
    let folded = header.to_ascii_lowercase();
    if let Some(name) = license_type_in_other_words(header, &folded) {
        return Some(name);
    }
    let status = folded.rfind("status")?;
    let license = folded[..status].rfind("license")?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | ':' | '(' | ')');
    let before = header[..license].trim_end_matches(is_mark).trim_start();
    let between = header[license + "license".len()..status].trim_matches(is_mark);
    let parts = [before, between, header];
    parts.into_iter().find(|part| !part.is_empty())
}

/// In other languages, what a column with the status of a license begins with, before the name of the type.
const STATUS_OF_LICENSE: [&str; 8] = [
    "status lisensi",
    "lizenzstatus",
    "statut de la licence",
    "statut de licence",
    "estado de la licencia",
    "status da licença",
    "estado da licença",
    "licentiestatus",
];

fn license_type_in_other_words<'h>(header: &'h str, folded: &str) -> Option<&'h str> {
    let mut words = STATUS_OF_LICENSE.into_iter();
    let (start, length) = words.find_map(|words| Some((folded.find(words)?, words.len())))?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | ':' | '(' | ')');
    let (before, after) = (header.get(..start)?, header.get(start + length..)?);
    let names = [before, after].map(|part| part.trim_matches(is_mark));
    names.into_iter().find(|name| !name.is_empty())
}

/// Writes names of groups into one cell, so that [`split_groups`] gives them back; a name must not hold `|`.
pub fn join_groups<'a>(groups: impl IntoIterator<Item = &'a str>) -> String {
    let groups: Vec<&str> = groups.into_iter().collect();
    if !groups.iter().any(|group| group.contains(';')) {
        return groups.join(";");
    }
    let mut cell = groups.join("|");
    if groups.len() == 1 {
        cell.push('|');
    }
    cell
}

/// Reads the names of groups in a cell: trimmed, in order, none empty, none twice.
pub fn split_groups(cell: &str) -> Vec<&str> {
    let mark = if cell.contains('|') { '|' } else { ';' };
    let mut groups: Vec<&str> = Vec::new();
    for group in cell
        .split(mark)
        .map(str::trim)
        .filter(|group| !group.is_empty())
    {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// The custom attribute that a header names.
pub fn attribute_of(header: &str) -> Option<&str> {
    let (prefix, name) = trimmed(header).split_at_checked(ATTRIBUTE_PREFIX.len())?;
    (prefix.eq_ignore_ascii_case(ATTRIBUTE_PREFIX) && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn license_types_are_named_by_their_headers() {
        let cases = [
            (
                "LinkedIn Learning license status",
                Some("LinkedIn Learning"),
            ),
            ("premium_license_status", Some("premium")),
            ("License (Premium) Status", Some("Premium")),
            ("license_status", Some("license_status")),
            ("Status lisensi Standar", Some("Standar")),
            ("Standar Lizenzstatus", Some("Standar")),
            ("Lizenzstatus (Pro)", Some("Pro")),
            ("Statut de la licence Pro", Some("Pro")),
            ("Lizenzstatus", None),
            ("status license", None),
            ("license", None),
        ];
        for (header, license_type) in cases {
            assert_eq!(license_type_of(header), license_type, "{header}");
        }
    }

    proptest! {
        #[test]
        fn license_types_survive_the_round_trip(name in "[A-Za-z0-9][A-Za-z0-9 ()-]{0,20}[A-Za-z0-9]") {
            let header = license_header(&name);
            prop_assert_eq!(license_type_of(&header), Some(name.as_str()));
        }

        #[test]
        fn groups_survive_the_round_trip(groups in prop::collection::btree_set("[a-z;, ]{0,4}[a-z]", 0..5)) {
            let groups: Vec<String> = groups.into_iter().map(|group| group.trim().to_owned()).collect();
            let mut distinct = groups.clone();
            distinct.sort();
            distinct.dedup();
            prop_assume!(distinct.len() == groups.len());
            let cell = join_groups(groups.iter().map(String::as_str));
            prop_assert_eq!(split_groups(&cell), groups);
        }
    }
}
