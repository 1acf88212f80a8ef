//! The messages of a language as they stand in its file.

use std::collections::{BTreeMap, BTreeSet};

/// Message ids of a file with the arguments that each uses.
pub(super) fn messages(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let is_id = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((id, _)) = line.split_once(" =").filter(|_| is_id) {
            id.clone_into(&mut current);
            assert!(!found.contains_key(id), "{id} stands twice");
        }
        let arguments = found.entry(current.clone()).or_default();
        for piece in line.split('$').skip(1) {
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            arguments.insert(piece[..end.unwrap_or(piece.len())].to_owned());
        }
    }
    found.retain(|id, _| !id.is_empty());
    found
}
