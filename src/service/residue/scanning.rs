//! The residue scan: looks through the raw bytes of a file for addresses of deleted users.
//!
//! In a database file an address has no borders: `SQLite` sets the fields of a record directly beside each other, as in
//! `AminahSiti.Aminah@enigma.exampleE-10442Trainer`. So every beginning and every end that an address around an `@`
//! could have is a candidate, and whoever knows the keyed hashes says which candidate is whose. What
//! [`crate::domain::identifier::EmailAddress::parse`] accepts is always among the candidates, wherever it stands.
//!
//! Trying all pairs of beginnings and ends would cost some hundred hashes for each living address. Therefore the ends
//! are narrowed down first: [`Register::has_domain_of`] tells the lengths of known domains and [`Register::is_domain`]
//! knows the domains themselves by their hash. Known must be those of the deleted and of the living; a table of a length
//! and a keyed hash per domain ever seen names nobody. What remains is one hash or two for the end and about fifteen for
//! the beginnings. A register that answers yes to both questions is complete as well, and slow.
//!
//! Nearly all addresses that a purged file holds are those of the living, each a column of its own. So where the bytes
//! around an `@` look like a row, the text between that column's borders is asked first, and when it is somebody's, one
//! hash has explained the place. If it is nobody's, all candidates are asked as if there were no borders. What is found
//! without borders is found with them: they can only answer for a candidate that would have been asked, and a place
//! with a living user's candidate is never reported. The bytes in between pass at the speed of `memchr`.
//!
//! A beginning may be another person's address (`aminah@…` in `siti.aminah@…`). The longest candidate that is somebody's
//! explains the place: when that is a living user, nothing is reported. When it is a deleted one but a shorter one is a
//! living user's (`Nur` before `aminah@…`), bytes without borders cannot tell, and the place is counted as doubtful.
//!
//! Not found: addresses that an overflow page cuts in two, fragments, and anything that is not UTF-8 in NFC.

use std::io::{self, Read, Seek, SeekFrom};

use crate::service::residue::found::{Mark, Scanned};
use crate::service::residue::leaf::{self, PAGE};

/// Longest local part of an address in bytes.
const LOCAL_BYTES: usize = 64;
/// Longest domain of an address in bytes.
const DOMAIN_BYTES: usize = 254;
/// What must be kept before an `@` across reads: the longest local part, and whatever of its page stands before it.
const BEFORE: usize = PAGE;
/// What must be there behind an `@` before it is judged: the longest domain, and the rest of its page.
const BEHIND: usize = PAGE;
const _: () = assert!(LOCAL_BYTES + 4 <= BEFORE && DOMAIN_BYTES + 4 <= BEHIND);
/// Bytes read at once.
const CHUNK: usize = 1 << 20;

/// Whose address a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody's.
    Nobody,
    /// A living user's.
    Living,
    /// A deleted user's.
    Deleted,
}

/// Who knows whose an address is. Texts come in the form that is compared: ASCII letters in lower case.
pub trait Register {
    /// Whether any known domain is this many bytes long.
    fn has_domain_of(&self, _bytes: usize) -> bool {
        true
    }

    /// Whether this is the domain of any address that could be found. A wrong yes costs time, a wrong no hides residue.
    fn is_domain(&mut self, domain: &str) -> bool;

    /// Whose address this is.
    fn standing(&mut self, address: &str) -> Standing;
}

/// Scans a file from where it stands to its end. `go_on` is asked once per megabyte with the bytes read so far; when it
/// says no, the scan ends there.
pub fn scan(
    source: impl Read,
    register: &mut impl Register,
    mut go_on: impl FnMut(u64) -> bool,
) -> io::Result<Scanned> {
    scan_in_chunks(source, register, &mut go_on, CHUNK, WHOLE)
}

/// Scans the places with an `@` from one byte of a file up to another, so that several threads can share a file. It may
/// be a database: then the borders of its columns make it faster.
pub fn scan_between(
    mut source: impl Read + Seek,
    from: u64,
    to: u64,
    register: &mut impl Register,
) -> io::Result<Scanned> {
    let skipped = usize::try_from(from).map_or(BEFORE, |from| from.min(BEFORE));
    let position = source.seek(SeekFrom::Start(from - skipped as u64))?;
    let length = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
    let places = Places {
        first: skipped,
        end: skipped.saturating_add(length),
        position: Some(position),
    };
    // Whatever stands behind the last place and could belong to it, and no more.
    let needed = places.end.saturating_add(BEHIND) as u64;
    scan_in_chunks(source.take(needed), register, &mut |_| true, CHUNK, places)
}

/// Which places of a source are judged.
#[derive(Clone, Copy)]
struct Places {
    first: usize,
    end: usize,
    /// Where the source stands in its file, when that may consist of pages.
    position: Option<u64>,
}

/// Every place from where the source stands.
const WHOLE: Places = Places {
    first: 0,
    end: usize::MAX,
    position: None,
};

fn scan_in_chunks(
    mut source: impl Read,
    register: &mut impl Register,
    go_on: &mut impl FnMut(u64) -> bool,
    chunk: usize,
    places: Places,
) -> io::Result<Scanned> {
    let mut scanned = Scanned::default();
    let mut window = Window::default();
    let mut buffer = vec![0; BEFORE + BEHIND + chunk];
    let (mut end, mut position) = (places.end, places.position);
    let mut base = places.position.unwrap_or_default();
    let (mut filled, mut judged) = (0, places.first);
    loop {
        let read = match source.read(&mut buffer[filled..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        filled += read;
        scanned.bytes += read as u64;
        let known = &buffer[..filled];
        let limit = if read == 0 {
            filled
        } else {
            filled.saturating_sub(BEHIND)
        };
        let limit = limit.min(end);
        for at in memchr::memchr_iter(b'@', known.get(judged..limit).unwrap_or_default()) {
            let at = judged + at;
            let column = position.and_then(|position| leaf::column_around(known, at, position));
            let found = window.judge(known, at, column, register, &mut scanned);
            scanned.mark(found.map(|found| found.at(base + at as u64)));
        }
        judged = judged.max(limit);
        if read == 0 || judged >= end || !go_on(scanned.bytes) {
            return Ok(scanned);
        }
        if filled == buffer.len() {
            let keep_from = judged.saturating_sub(BEFORE);
            buffer.copy_within(keep_from..filled, 0);
            filled -= keep_from;
            judged -= keep_from;
            end = end.saturating_sub(keep_from);
            base += keep_from as u64;
            position = position.map(|position| position + keep_from as u64);
        }
    }
}

/// The text around one `@`, reused from place to place.
#[derive(Debug, Default)]
struct Window {
    text: String,
    /// Where a local part may begin, longest first.
    beginnings: Vec<usize>,
    /// Where a domain may end, longest first.
    ends: Vec<usize>,
}

impl Window {
    /// Judges a place; answers whose address stands or may stand there, where that is somebody deleted.
    fn judge(
        &mut self,
        bytes: &[u8],
        at: usize,
        column: Option<&[u8]>,
        register: &mut impl Register,
        scanned: &mut Scanned,
    ) -> Option<Mark> {
        match column.map(|column| self.standing(column, register)) {
            None | Some(Standing::Nobody) => {}
            Some(standing) => {
                scanned.places += 1;
                let is_deleted = standing == Standing::Deleted;
                scanned.deleted += u64::from(is_deleted);
                return is_deleted.then(|| Mark::found(&self.text));
            }
        }
        self.take_domain(&bytes[at + 1..], register);
        if self.ends.is_empty() {
            return None;
        }
        self.take_local(&bytes[at.saturating_sub(LOCAL_BYTES + 4)..at]);
        scanned.places += 1;
        let mut deleted: Option<&str> = None;
        for end in &self.ends {
            for beginning in &self.beginnings {
                let address = &self.text[*beginning..*end];
                match register.standing(address) {
                    Standing::Nobody => {}
                    Standing::Living => {
                        scanned.doubtful += u64::from(deleted.is_some());
                        return deleted.map(Mark::doubtful);
                    }
                    Standing::Deleted => deleted = deleted.or(Some(address)),
                }
            }
        }
        scanned.deleted += u64::from(deleted.is_some());
        deleted.map(Mark::found)
    }

    /// Whose address a column is that holds nothing else.
    fn standing(&mut self, column: &[u8], register: &mut impl Register) -> Standing {
        let Ok(column) = std::str::from_utf8(column) else {
            return Standing::Nobody;
        };
        self.text.clear();
        self.text.push_str(column);
        self.text.make_ascii_lowercase();
        register.standing(&self.text)
    }

    /// Reads on behind the `@` and notes where a known domain ends.
    fn take_domain(&mut self, behind: &[u8], register: &mut impl Register) {
        self.text.clear();
        self.ends.clear();
        while let Some(c) = first_char(&behind[self.text.len()..]) {
            let room = self.text.len() + c.len_utf8() <= DOMAIN_BYTES;
            if !room || !(c == '.' || is_atom(c)) {
                break;
            }
            self.text.push(c.to_ascii_lowercase());
            let length = self.text.len();
            let may_end = c.is_alphanumeric() && register.has_domain_of(length);
            if may_end && register.is_domain(&self.text) {
                self.ends.push(length);
            }
        }
        self.ends.reverse();
    }

    /// Puts before the domain whatever could be a local part and notes where one may begin.
    fn take_local(&mut self, before: &[u8]) {
        let quoted = before.ends_with(b"\"");
        let mut start = before.len();
        self.beginnings.clear();
        while let Some(c) = last_char(&before[..start]) {
            let length = before.len() - start + c.len_utf8();
            let fits = length <= LOCAL_BYTES;
            let belongs = if quoted {
                c == '\t' || !c.is_control()
            } else {
                c == '.' || is_atom(c)
            };
            if !fits || !belongs {
                break;
            }
            start -= c.len_utf8();
            let may_begin = if quoted {
                c == '"' && length > 1
            } else {
                c != '.'
            };
            if may_begin {
                self.beginnings.push(start);
            }
        }
        self.beginnings.reverse();
        for beginning in &mut self.beginnings {
            *beginning -= start;
        }
        let local = std::str::from_utf8(&before[start..]).unwrap_or_default();
        let shift = local.len() + 1;
        self.text.insert(0, '@');
        self.text.insert_str(0, local);
        self.text[..shift].make_ascii_lowercase();
        for end in &mut self.ends {
            *end += shift;
        }
    }
}

/// Whether a character can stand in the words of an unquoted address; beyond ASCII all can.
const fn is_atom(c: char) -> bool {
    !c.is_ascii()
        || c.is_ascii_alphanumeric()
        || matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^'..='`' | '{'..='~')
}

/// The character with which bytes begin, if they begin with one.
fn first_char(bytes: &[u8]) -> Option<char> {
    let width = match bytes.first()? {
        byte @ 0..0x80 => return Some(char::from(*byte)),
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    std::str::from_utf8(bytes.get(..width)?)
        .ok()?
        .chars()
        .next()
}

/// The character with which bytes end, if they end with one.
fn last_char(bytes: &[u8]) -> Option<char> {
    let last = *bytes.last()?;
    if last.is_ascii() {
        return Some(char::from(last));
    }
    let lead = bytes
        .iter()
        .rev()
        .take(4)
        .position(|byte| byte & 0xC0 != 0x80)?;
    let bytes = &bytes[bytes.len() - lead - 1..];
    std::str::from_utf8(bytes).ok()?.chars().next_back()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use proptest::prelude::*;

    use super::*;
    use crate::domain::identifier::EmailAddress;

    /// Remembers every candidate.
    #[derive(Default)]
    struct Everything(HashSet<String>);

    impl Register for Everything {
        fn is_domain(&mut self, _domain: &str) -> bool {
            true
        }

        fn standing(&mut self, address: &str) -> Standing {
            self.0.insert(address.to_owned());
            Standing::Nobody
        }
    }

    struct People(BTreeMap<&'static str, Standing>);

    impl Register for People {
        fn is_domain(&mut self, domain: &str) -> bool {
            self.0
                .keys()
                .any(|known| known.ends_with(&format!("@{domain}")))
        }

        fn standing(&mut self, address: &str) -> Standing {
            self.0.get(address).copied().unwrap_or(Standing::Nobody)
        }
    }

    fn people() -> People {
        People(BTreeMap::from([
            ("siti.aminah@enigma.example", Standing::Living),
            ("aminah@enigma.example", Standing::Deleted),
            ("nuraminah@enigma.example", Standing::Deleted),
            ("dewi@enigma.example", Standing::Living),
            ("nurdewi@enigma.example", Standing::Deleted),
        ]))
    }

    fn found(text: &str) -> (u64, u64) {
        let scanned = scan(text.as_bytes(), &mut people(), |_| true).unwrap();
        assert_eq!(scanned.bytes, text.len() as u64);
        (scanned.deleted, scanned.doubtful)
    }

    #[test]
    fn a_deleted_address_is_found_between_its_neighbours() {
        assert_eq!(found("SitiAminah@Enigma.ExampleE-1042Trainer"), (1, 0));
        assert_eq!(found("NurAminah@enigma.example\u{1}\u{2}"), (1, 0));
        assert_eq!(found("aminah@enigma.exampl and aminah@enigma"), (0, 0));
    }

    #[test]
    fn a_living_user_s_longer_address_explains_the_place() {
        assert_eq!(found("AminahSiti.Aminah@enigma.exampleE-10442"), (0, 0));
    }

    #[test]
    fn a_deleted_address_that_ends_in_a_living_one_is_doubtful() {
        assert_eq!(found("Nurdewi@enigma.exampleE-3"), (0, 1));
    }

    #[test]
    fn a_column_of_its_own_leaves_no_doubt_whose_address_it_is() {
        let rows = [
            ("Nur", "dewi@enigma.example"),
            ("x", "nurdewi@enigma.example"),
            ("Nur", "aminah@enigma.example or so"),
        ];
        let page = leaf::tests::page(&rows);
        let length = page.len() as u64;
        let with = scan_between(io::Cursor::new(&page), 0, length, &mut people()).unwrap();
        assert_eq!((with.places, with.deleted, with.doubtful), (3, 2, 0));
        let without = scan(&page[..], &mut people(), |_| true).unwrap();
        assert_eq!(
            (without.places, without.deleted, without.doubtful),
            (3, 1, 2)
        );
    }

    fn address() -> impl Strategy<Value = String> {
        let local = prop_oneof![
            "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~é王-]{1,8}(\\.[a-z0-9ñم]{1,9}){0,3}",
            "\"[a-z @.é]{1,20}\"",
            "[a-z]{64}",
        ];
        let domain = "[a-z0-9é](\\.?[a-zA-Z0-9ü王-]{0,6}[a-z0-9]){1,5}";
        (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn an_address_between_any_bytes_is_always_among_the_candidates(
            address in address(),
            before in prop::collection::vec(any::<u8>(), 0..700),
            behind in prop::collection::vec(any::<u8>(), 0..700),
            beside in "[ -~é]{0,20}",
            chunk in 1..300_usize,
        ) {
            let Ok(address) = EmailAddress::parse(&address) else {
                return Ok(());
            };
            let beside = beside.as_bytes();
            let bytes = [&before[..], beside, address.as_str().as_bytes(), beside, &behind].concat();
            let mut everything = Everything::default();
            scan_in_chunks(&bytes[..], &mut everything, &mut |_| true, chunk, WHOLE).unwrap();
            prop_assert!(everything.0.contains(&address.matching_form()));
        }

        #[test]
        fn what_is_found_without_borders_is_found_with_them(
            rows in prop::collection::vec(
                ("[a-zA-Z]{0,3}(nur)?", "(nur|Siti.)?(aminah|dewi|ayu)@Enigma.example( aminah@enigma.example)?"),
                0..20,
            ),
            shifted in prop::option::of(0..PAGE),
            spoilt in prop::collection::vec((0..PAGE, any::<u8>()), 0..40),
        ) {
            let rows: Vec<_> = rows.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect();
            let mut page = leaf::tests::page(&rows);
            for (at, byte) in spoilt {
                page[at] = byte;
            }
            page.rotate_left(shifted.unwrap_or_default());
            let without = scan(&page[..], &mut people(), |_| true).unwrap();
            let length = page.len() as u64;
            let with = scan_between(io::Cursor::new(&page), 0, length, &mut people()).unwrap();
            prop_assert_eq!(with.places, without.places);
            prop_assert!(with.deleted >= without.deleted, "{with:?} {without:?}");
            prop_assert!(with.deleted + with.doubtful <= without.deleted + without.doubtful);
        }

        #[test]
        fn parts_of_a_file_hold_together_what_the_whole_holds(
            texts in prop::collection::vec("[a-z]{0,9}(nur)?(aminah|dewi|siti.aminah)@enigma.example[A-Z]?", 0..40),
            apart in 0..600_usize,
            cuts in prop::collection::vec(0..25_000_u64, 0..4),
        ) {
            let bytes = texts.join(&"\0".repeat(apart)).into_bytes();
            let whole = scan(&bytes[..], &mut people(), |_| true).unwrap();
            let length = bytes.len() as u64;
            let mut cuts: Vec<u64> = cuts.into_iter().map(|cut| cut.min(length)).chain([0, length]).collect();
            cuts.sort_unstable();
            let mut parts = Scanned::default();
            for cut in cuts.windows(2) {
                let source = std::io::Cursor::new(&bytes);
                parts += scan_between(source, cut[0], cut[1], &mut people()).unwrap();
            }
            prop_assert_eq!((parts.places, parts.deleted, parts.doubtful), (whole.places, whole.deleted, whole.doubtful));
            prop_assert_eq!(parts.marks, whole.marks);
        }
    }
}
