//! The borders of a text in a leaf page of a table, as `SQLite`'s file format sets them.
//!
//! It only tells where a text probably begins and ends, from the bytes as they stand. Bytes that are no such page give
//! no borders or wrong ones, so whoever uses them must be right without them as well.

use std::ops::Range;

/// Bytes of a page of our databases.
pub(crate) const PAGE: usize = 4096;
/// First byte of a leaf page of a table with row ids.
const TABLE_LEAF: u8 = 13;
/// Where the positions of the cells begin.
const CELLS: usize = 8;
/// A header that is longer than the columns of any table of ours need is none.
const HEADER_BYTES: usize = 64;
/// Serial types from here on are texts where they are odd, blobs where they are even.
const FIRST_LONG: usize = 12;

/// The column around an `@`, if a row of a table's page stands there and it holds no other `@`; the bytes begin at
/// `position` of their file.
pub(crate) fn column_around(bytes: &[u8], at: usize, position: u64) -> Option<&[u8]> {
    // Most bytes that look like an `@` are parts of numbers.
    let stands_in_text = |byte: &u8| *byte > b' ' && *byte != 0x7f;
    let neighbours = [bytes.get(at.checked_sub(1)?)?, bytes.get(at + 1)?];
    if !neighbours.into_iter().all(stands_in_text) {
        return None;
    }
    let in_page = usize::try_from((position + at as u64) % PAGE as u64).ok()?;
    let page_begin = at.checked_sub(in_page)?;
    let page = bytes.get(page_begin..page_begin + PAGE)?;
    let column = &page[text_around(page, in_page)?];
    (memchr::memchr(b'@', column) == memchr::memrchr(b'@', column)).then_some(column)
}

/// Where the text stands, in a page, that holds the byte at `at`: a column of a row, whole within the page.
fn text_around(page: &[u8], at: usize) -> Option<Range<usize>> {
    if *page.first()? != TABLE_LEAF {
        return None;
    }
    let count = usize::from(u16::from_be_bytes([*page.get(3)?, *page.get(4)?]));
    let positions = page.get(CELLS..CELLS + 2 * count)?.as_chunks::<2>().0;
    let positions = positions
        .iter()
        .map(|position| usize::from(u16::from_be_bytes(*position)));
    let cell = positions.filter(|position| *position <= at).max()?;
    let (_payload, row) = number(page, cell)?;
    let (_row, header) = number(page, row)?;
    let (length, mut column) = number(page, header)?;
    if length > HEADER_BYTES {
        return None;
    }
    let mut begin = header + length;
    let columns_end = begin;
    while column < columns_end && begin <= at {
        let (serial, next) = number(page, column)?;
        let end = begin.checked_add(width(serial)?)?;
        if at < end {
            let is_text = serial >= FIRST_LONG && serial % 2 == 1;
            return (is_text && end <= page.len()).then_some(begin..end);
        }
        (begin, column) = (end, next);
    }
    None
}

/// The bytes that a column of this serial type takes.
const fn width(serial: usize) -> Option<usize> {
    match serial {
        0 | 8 | 9 => Some(0),
        1..=4 => Some(serial),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => Some((serial - FIRST_LONG) / 2),
    }
}

/// A number of variable length, and where it ends.
fn number(page: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0_u64;
    for (count, byte) in (1..).zip(page.get(at..)?.iter().take(9)) {
        if count == 9 {
            value = value << 8 | u64::from(*byte);
        } else {
            value = value << 7 | u64::from(byte & 0x7f);
        }
        if byte & 0x80 == 0 || count == 9 {
            return Some((usize::try_from(value).ok()?, at + count));
        }
    }
    None
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A page with rows of a number, a text, nothing and a text, as the file format describes it.
    pub fn page(rows: &[(&str, &str)]) -> Vec<u8> {
        let mut page = vec![0; PAGE];
        page[0] = TABLE_LEAF;
        page[4] = u8::try_from(rows.len()).unwrap();
        let mut top = PAGE;
        for (number, (one, two)) in rows.iter().enumerate() {
            let serial = |text: &str| {
                let serial = 13 + 2 * text.len();
                [
                    0x80 | u8::try_from(serial >> 7).unwrap(),
                    u8::try_from(serial & 0x7f).unwrap(),
                ]
            };
            let mut row = vec![7, 2];
            row.extend(serial(one));
            row.push(0);
            row.extend(serial(two));
            row.extend([1, 64]);
            row.extend(one.bytes().chain(two.bytes()));
            let payload = u8::try_from(row.len()).unwrap();
            let cell = [&[payload, 0x81, 0x01][..], &row].concat();
            top -= cell.len();
            page[top..top + cell.len()].copy_from_slice(&cell);
            let position = u16::try_from(top).unwrap().to_be_bytes();
            page[CELLS + 2 * number..][..2].copy_from_slice(&position);
        }
        page
    }

    fn text_at<'p>(page: &'p [u8], sought: &str) -> Option<&'p [u8]> {
        let at = memchr::memmem::find(page, sought.as_bytes()).unwrap();
        text_around(page, at + sought.len() - 1).map(|text| &page[text])
    }

    #[test]
    fn a_text_is_found_with_its_borders() {
        let page = page(&[("Siti", "aminah@enigma.example"), ("", "x"), ("Ayu", "b@c")]);
        assert_eq!(text_at(&page, "inah@"), Some(&b"aminah@enigma.example"[..]));
        assert_eq!(text_at(&page, "Siti"), Some(&b"Siti"[..]));
        assert_eq!(text_at(&page, "x"), Some(&b"x"[..]));
        assert_eq!(text_at(&page, "b@"), Some(&b"b@c"[..]));
        assert_eq!(text_around(&page, 3_000), None);
        assert_eq!(text_around(&page[..2_000], 1_000), None);
        assert_eq!(text_around(&[], 0), None);
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_text_around_the_place_or_none(
            mut bytes in prop::collection::vec(any::<u8>(), 0..PAGE),
            count in 0..9_u8,
            at in 0..PAGE,
        ) {
            for (place, byte) in [(0, TABLE_LEAF), (3, 0), (4, count)] {
                if let Some(there) = bytes.get_mut(place) {
                    *there = byte;
                }
            }
            if let Some(text) = text_around(&bytes, at) {
                prop_assert!(text.contains(&at) && text.end <= bytes.len());
            }
        }
    }
}
