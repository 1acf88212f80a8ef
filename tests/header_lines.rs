//! The columns of files as other products write them are found by their headers, in five languages and more, whatever
//! the separator and the encoding; what cannot be known stays open.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::Cursor;

use offboard::domain::columns::{Destination, RosterField};
use offboard::intake::columns::{HeaderNames, read_beginning};

#[derive(serde::Deserialize)]
struct Fixtures {
    file: Vec<Fixture>,
}

#[derive(serde::Deserialize)]
struct Fixture {
    product: String,
    line: String,
    goes: Vec<String>,
    #[serde(default)]
    encoding: String,
}

fn bytes(fixture: &Fixture) -> Vec<u8> {
    let values: Vec<String> = (1..=fixture.goes.len()).map(|n| n.to_string()).collect();
    let separator = ['\t', ';', ',']
        .into_iter()
        .find(|c| fixture.line.contains(*c));
    let row = values.join(&separator.unwrap().to_string());
    let text = format!("{}\r\n{row}\r\n", fixture.line);
    let units = || text.encode_utf16();
    match fixture.encoding.as_str() {
        "" => text.into_bytes(),
        "utf-8-bom" => format!("\u{FEFF}{text}").into_bytes(),
        "windows-1252" => text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect(),
        "utf-16le" => [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_le_bytes)
            .collect(),
        "utf-16be" => [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_be_bytes)
            .collect(),
        other => panic!("{other} is no encoding of this test"),
    }
}

fn shown(to: &Destination<RosterField>) -> String {
    match to {
        Destination::Field(field) => field.code().to_owned(),
        Destination::License(name) => format!("license:{name}"),
        Destination::Attribute(name) => format!("attribute:{name}"),
        Destination::Ignored => "ignored".to_owned(),
    }
}

#[test]
fn columns_of_other_products_are_found_by_their_headers() {
    let text = include_str!("fixtures/header-lines.toml");
    let fixtures: Fixtures = toml::from_str(text).unwrap();
    assert!(fixtures.file.len() >= 30);
    let names = HeaderNames::<RosterField>::read().unwrap();
    let mut missed = Vec::new();
    for fixture in fixtures.file {
        let beginning = read_beginning(Cursor::new(bytes(&fixture)), 1_000_000).unwrap();
        let columns = names.find(&beginning.headers);
        let goes: Vec<String> = columns
            .0
            .iter()
            .map(|column| {
                column
                    .goes
                    .as_ref()
                    .map_or("?".to_owned(), |(to, _)| shown(to))
            })
            .collect();
        if goes != fixture.goes {
            missed.push((fixture.product.clone(), goes.clone(), fixture.goes));
        }
        let first: Vec<_> = beginning
            .samples
            .iter()
            .map(|values| values[0].clone())
            .collect();
        let expected: Vec<_> = (1..=goes.len()).map(|n| n.to_string()).collect();
        assert_eq!(first, expected, "samples of {}", fixture.product);
    }
    assert!(missed.is_empty(), "found and expected: {missed:#?}");
}
