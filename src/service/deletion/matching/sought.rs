//! The rows of a file without their text: of each row what it is judged by, of each identifier two keyed hashes.
//!
//! Rows lie on heaps by their place in the file, identifiers by their hash, so that what belongs together is read
//! together and nothing is kept whole in memory.

use std::path::Path;

use super::damaged::Suspected;
use super::{Print, ROWS_TOGETHER};
use crate::domain::batch::RowOutcome;
use crate::domain::damage::{self, Damage};
use crate::domain::identifier::{
    EmailAddress, IdentifierKind, UniqueId, matching_form, older_forms,
};
use crate::error::{Error, Result};
use crate::intake::DeletionRow;
use crate::service::Core;
use crate::service::deletion::heaps::Heaps;
use crate::store::Db;

/// Heaps by hash.
pub(super) const HASH_HEAPS: usize = 64;
/// Bits of a hash that do not say on which heap it lies: of 63, all but six.
const HASH_SHIFT: u32 = 57;

const HAS_EMAIL: u8 = 1;
const HAS_ID: u8 = 1 << 1;

const IS_EMAIL: u8 = 1;
const IS_NUMBER: u8 = 1 << 1;
const IS_LIKE_ADDRESS: u8 = 1 << 2;
const HAS_OTHER_SENSE: u8 = 1 << 3;
const IS_IN_EMAIL_COLUMN: u8 = 1 << 4;

/// A row of an upload without its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct SoughtRow {
    /// The physical line on which it begins.
    pub line: u32,
    /// Why it names nobody, if so; an address that cannot be one may still be somebody's ID.
    pub fault: Option<RowOutcome>,
    pub has_email: bool,
    pub has_id: bool,
    /// The damage that either identifier looks like.
    pub suspected: Suspected,
}

/// An identifier of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct SoughtName {
    pub print: Print,
    /// The place of the row in the file, from 0.
    pub row: u32,
    pub kind: IdentifierKind,
    /// Whether it is an ID of digits alone, and so may have lost zeros.
    pub is_number: bool,
    /// Whether it is an ID that has the form of an address.
    pub is_like_address: bool,
    /// Whether it is an ID because no address can look like it: it stands in the column of addresses.
    pub is_in_email_column: bool,
    /// The registry's hash of it in the sense of the other column, where it can stand there.
    pub in_other_sense: Option<i64>,
}

/// Whom the rows of a file name.
pub(crate) struct Sought {
    rows: Heaps<{ SoughtRow::BYTES }>,
    emails: Heaps<{ SoughtName::BYTES }>,
    ids: Heaps<{ SoughtName::BYTES }>,
    /// Whether anybody was ever deleted: of them there is nothing but the registries, which are asked by the hash in the
    /// other sense too.
    has_deleted: bool,
}

impl Sought {
    /// Nobody yet; many are laid into the folder.
    pub fn new(db: &Db<'_>, folder: &Path) -> Result<Self> {
        Ok(Self {
            rows: Heaps::new(folder),
            emails: Heaps::new(folder),
            ids: Heaps::new(folder),
            has_deleted: db.counter("deleted")? > 0,
        })
    }

    /// Takes from the next row what is needed to match it.
    pub fn note(&mut self, core: &Core, row: &DeletionRow<'_>) -> Result<()> {
        self.note_as(core, row, row.line)
    }

    /// The same of a row that stands on another line than the file says.
    pub fn note_as(&mut self, core: &Core, row: &DeletionRow<'_>, line: u32) -> Result<()> {
        let (email, unique_id) = row.suspected();
        let identifiers = row.identifiers();
        let place = u32::try_from(self.rows.records())
            .map_err(|_| Error::Bug("more rows than can be numbered".to_owned()))?;
        let mut sought = SoughtRow {
            line,
            fault: identifiers.as_ref().err().copied(),
            has_email: false,
            has_id: false,
            suspected: Suspected { email, unique_id },
        };
        if let Ok(named) = &identifiers {
            sought.has_email = named.email.is_some();
            sought.has_id = named.unique_id.is_some();
            if let Some(email) = &named.email {
                self.note_email(core, place, email)?;
            }
            if let Some(id) = &named.unique_id {
                self.note_id(core, place, id, row.id_cell().trim())?;
            }
        } else if let Some((stray, own)) = row.read_as_ids() {
            (sought.has_email, sought.has_id) = (true, own.is_some());
            self.note_stray(core, place, &stray)?;
            if let Some(id) = &own {
                self.note_id(core, place, id, row.id_cell().trim())?;
            }
        }
        self.rows
            .put(place as usize / ROWS_TOGETHER, &sought.packed())
    }

    fn note_email(&mut self, core: &Core, row: u32, email: &EmailAddress) -> Result<()> {
        let print = core.key.email_print(email.as_str());
        let name = SoughtName {
            print,
            row,
            kind: IdentifierKind::Email,
            is_number: false,
            is_like_address: false,
            is_in_email_column: false,
            in_other_sense: self
                .has_deleted
                .then(|| core.key.unique_id_text(email.as_str())),
        };
        self.emails.put(heap_of(print.hash), &name.packed())?;
        // The same address where it stands in the registry in an older form.
        for form in email.older_forms() {
            let hash = core.key.email_text(&form);
            let older = SoughtName {
                print: Print { hash, ..print },
                in_other_sense: None,
                ..name
            };
            self.emails.put(heap_of(hash), &older.packed())?;
        }
        Ok(())
    }

    /// Notes what stands in the column of addresses and can be nothing but an ID.
    fn note_stray(&mut self, core: &Core, row: u32, id: &UniqueId) -> Result<()> {
        let name = SoughtName {
            print: core.key.id_print(id.as_str()),
            row,
            kind: IdentifierKind::UniqueId,
            is_number: false,
            is_like_address: false,
            is_in_email_column: true,
            in_other_sense: None,
        };
        self.ids.put(heap_of(name.print.hash), &name.packed())
    }

    fn note_id(&mut self, core: &Core, row: u32, id: &UniqueId, cell: &str) -> Result<()> {
        let print = core.key.id_print(id.as_str());
        let is_like_address = cell.contains('@');
        let mut forms = Vec::new();
        if is_like_address && self.has_deleted {
            forms = older_forms(id.as_str());
            forms.insert(0, matching_form(id.as_str()));
        }
        let mut senses: Vec<Option<i64>> = Vec::new();
        senses.extend(forms.iter().map(|form| Some(core.key.email_text(form))));
        if senses.is_empty() {
            senses.push(None);
        }
        // Once for each form in which it may stand in the registry of addresses.
        for in_other_sense in senses {
            let name = SoughtName {
                print,
                row,
                kind: IdentifierKind::UniqueId,
                is_number: damage::is_number(cell),
                is_like_address,
                is_in_email_column: false,
                in_other_sense,
            };
            self.ids.put(heap_of(print.hash), &name.packed())?;
        }
        Ok(())
    }

    /// Whether the deleted are asked for as well.
    pub(super) const fn has_deleted(&self) -> bool {
        self.has_deleted
    }

    /// How many rows there are.
    pub const fn rows(&self) -> u64 {
        self.rows.records()
    }

    /// How many identifiers are looked for.
    pub(super) const fn names(&self) -> u64 {
        self.emails.records() + self.ids.records()
    }

    /// Heaps of rows.
    pub(super) const fn row_heaps(&self) -> usize {
        self.rows.count()
    }

    /// The rows of a heap, in the file's order.
    pub(super) fn each_row(
        &self,
        heap: usize,
        mut each: impl FnMut(SoughtRow) -> Result<()>,
    ) -> Result<()> {
        self.rows
            .each(heap, |packed| each(SoughtRow::unpacked(*packed)))
    }

    /// The identifiers of a kind.
    pub(super) const fn of(&self, kind: IdentifierKind) -> &Heaps<{ SoughtName::BYTES }> {
        match kind {
            IdentifierKind::Email => &self.emails,
            IdentifierKind::UniqueId => &self.ids,
        }
    }

    /// Forgets the identifiers, once all were looked for.
    pub(super) fn forget_names(&mut self, folder: &Path) {
        (self.emails, self.ids) = (Heaps::new(folder), Heaps::new(folder));
    }
}

/// The heap on which a hash lies.
pub(super) fn heap_of(hash: i64) -> usize {
    usize::try_from(hash >> HASH_SHIFT).map_or(0, |heap| heap.min(HASH_HEAPS - 1))
}

/// The hashes that lie on a heap: the first and the last.
pub(super) fn hashes_on(heap: usize) -> (i64, i64) {
    let first = i64::try_from(heap).unwrap_or_default() << HASH_SHIFT;
    (first, first + ((1 << HASH_SHIFT) - 1))
}

impl SoughtRow {
    pub(super) const BYTES: usize = 8;

    fn packed(&self) -> [u8; Self::BYTES] {
        let [l0, l1, l2, l3] = self.line.to_le_bytes();
        let flags = [(self.has_email, HAS_EMAIL), (self.has_id, HAS_ID)];
        let [email, id] = [self.suspected.email, self.suspected.unique_id]
            .map(|damage| damage.map_or(0, |damage| damage as u8));
        [
            l0,
            l1,
            l2,
            l3,
            self.fault.map_or(0, |fault| fault as u8 + 1),
            email,
            id,
            all_set(&flags),
        ]
    }

    fn unpacked(packed: [u8; Self::BYTES]) -> Self {
        let [l0, l1, l2, l3, fault, email, id, flags] = packed;
        let damage = |number: u8| Damage::from_reference(i64::from(number));
        Self {
            line: u32::from_le_bytes([l0, l1, l2, l3]),
            fault: fault.checked_sub(1).and_then(RowOutcome::from_number),
            has_email: flags & HAS_EMAIL != 0,
            has_id: flags & HAS_ID != 0,
            suspected: Suspected {
                email: damage(email),
                unique_id: damage(id),
            },
        }
    }
}

impl SoughtName {
    pub(super) const BYTES: usize = 29;

    pub(super) fn packed(&self) -> [u8; Self::BYTES] {
        let mut packed = [0; Self::BYTES];
        packed[..8].copy_from_slice(&self.print.hash.to_le_bytes());
        packed[8..16].copy_from_slice(&self.print.check.to_le_bytes());
        packed[16..24].copy_from_slice(&self.in_other_sense.unwrap_or_default().to_le_bytes());
        packed[24..28].copy_from_slice(&self.row.to_le_bytes());
        packed[28] = all_set(&[
            (self.kind == IdentifierKind::Email, IS_EMAIL),
            (self.is_number, IS_NUMBER),
            (self.is_like_address, IS_LIKE_ADDRESS),
            (self.is_in_email_column, IS_IN_EMAIL_COLUMN),
            (self.in_other_sense.is_some(), HAS_OTHER_SENSE),
        ]);
        packed
    }

    pub(super) fn unpacked(packed: &[u8; Self::BYTES]) -> Self {
        let [.., r0, r1, r2, r3, flags] = *packed;
        let number = |at: usize| {
            let bytes = packed
                .get(at..at + 8)
                .and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u64::from_le_bytes)
        };
        Self {
            print: Print {
                hash: number(0).cast_signed(),
                check: number(8),
            },
            row: u32::from_le_bytes([r0, r1, r2, r3]),
            kind: if flags & IS_EMAIL == 0 {
                IdentifierKind::UniqueId
            } else {
                IdentifierKind::Email
            },
            is_number: flags & IS_NUMBER != 0,
            is_like_address: flags & IS_LIKE_ADDRESS != 0,
            is_in_email_column: flags & IS_IN_EMAIL_COLUMN != 0,
            in_other_sense: (flags & HAS_OTHER_SENSE != 0).then(|| number(16).cast_signed()),
        }
    }
}

fn all_set(flags: &[(bool, u8)]) -> u8 {
    let set = flags.iter().filter(|(is_set, _)| *is_set);
    set.fold(0, |all, (_, flag)| all | flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_and_an_identifier_come_back_as_they_were_packed() {
        let faults = RowOutcome::ALL.into_iter().map(Some).chain([None]);
        for (fault, line) in faults.zip([0, 1, u32::MAX].into_iter().cycle()) {
            let row = SoughtRow {
                line,
                fault,
                has_email: line == 1,
                has_id: line != 1,
                suspected: Suspected {
                    email: (line == 0).then_some(Damage::Mojibake),
                    unique_id: Some(Damage::LostZeros),
                },
            };
            let back = SoughtRow::unpacked(row.packed());
            assert_eq!(format!("{back:?}"), format!("{row:?}"));
        }
        for (kind, is_number) in [
            (IdentifierKind::Email, false),
            (IdentifierKind::UniqueId, true),
        ] {
            let name = SoughtName {
                print: Print {
                    hash: i64::MAX - 7,
                    check: u64::MAX - 9,
                },
                row: u32::MAX - 3,
                kind,
                is_number,
                is_like_address: !is_number,
                is_in_email_column: is_number,
                in_other_sense: (!is_number).then_some(i64::MAX - 11),
            };
            let back = SoughtName::unpacked(&name.packed());
            assert_eq!(format!("{back:?}"), format!("{name:?}"));
        }
    }

    #[test]
    fn every_hash_lies_on_the_heap_that_says_so() {
        for heap in 0..HASH_HEAPS {
            let (first, last) = hashes_on(heap);
            assert_eq!((heap_of(first), heap_of(last)), (heap, heap));
        }
        assert_eq!(hashes_on(HASH_HEAPS - 1).1, i64::MAX);
    }
}
