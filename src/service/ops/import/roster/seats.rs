//! Seats while the rows of a roster are judged: those that rows free and those that rows take, type by type.

use std::collections::HashMap;

use super::comparing::LicenseChange;
use super::meaning::Meanings;
use super::meant::Verdict;
use crate::domain::id::LicenseTypeId;
use crate::domain::reason::Reason;
use crate::domain::roster::LicenseTotal;

/// Seats of each license type.
pub(super) struct Seats {
    in_part: bool,
    /// Seats before the first row; of a type that is to be made, as many as are wanted.
    before: HashMap<LicenseTypeId, i64>,
    /// Seats that are left.
    left: HashMap<LicenseTypeId, i64>,
    /// What the rows do with each type, in the order of the header.
    pub totals: Vec<LicenseTotal>,
    /// Places among the totals.
    counted: HashMap<LicenseTypeId, usize>,
}

impl Seats {
    /// The seats that there are.
    pub fn of(meanings: &Meanings, in_part: bool) -> Self {
        let known = meanings.types.iter().map(|kind| {
            let taken = (kind.invited + kind.activated).cast_signed();
            (kind.id, kind.seats.cast_signed() - taken)
        });
        let made = meanings.totals.iter().filter_map(|(id, _)| *id);
        let made = made.filter(|id| id.0 < 0).map(|id| (id, i64::MAX));
        let before: HashMap<_, _> = known.chain(made).collect();
        let ids = meanings.totals.iter().zip(0..);
        let mut seats = Self {
            in_part,
            left: HashMap::new(),
            before,
            totals: Vec::new(),
            counted: ids
                .filter_map(|((id, _), place)| Some(((*id)?, place)))
                .collect(),
        };
        seats.begin(meanings);
        seats
    }

    /// Forgets what rows took.
    pub fn begin(&mut self, meanings: &Meanings) {
        self.left.clone_from(&self.before);
        let totals = meanings.totals.iter();
        self.totals = totals.map(|(_, total)| total.clone()).collect();
    }

    /// Notes a seat that a row gives back in a file that is judged as a whole.
    pub fn free(&mut self, license: LicenseTypeId) {
        let before = self.before.entry(license).or_default();
        *before = before.saturating_add(1);
    }

    /// Takes the seats that a row wants and gives back what it gives up: all of it or, where a seat is missing, nothing.
    /// There is none for a row that was left out for want of one before.
    pub fn take(&mut self, wanted: &[LicenseChange], is_seatless: bool) -> Verdict<()> {
        let in_part = self.in_part;
        // What is given back in a file that is judged as a whole was counted before its first row.
        let change = |held: bool| match (held, in_part) {
            (true, _) => -1,
            (false, true) => 1,
            (false, false) => 0,
        };
        let moved = wanted
            .iter()
            .filter_map(|step| Some((step.license, step.moves()?)));
        let moved: Vec<(LicenseTypeId, bool)> = moved.collect();
        for (nth, (license, held)) in moved.iter().enumerate() {
            let left = self.left.entry(*license).or_default();
            if *held && (*left <= 0 || is_seatless) {
                for (license, held) in &moved[..nth] {
                    *self.left.entry(*license).or_default() -= change(*held);
                }
                if let Some(place) = self.counted.get(license) {
                    self.totals[*place].missing += 1;
                }
                return Err(Reason::NoSeats(1));
            }
            *left = left.saturating_add(change(*held));
        }
        for step in wanted {
            if let Some(place) = self.counted.get(&step.license) {
                let total = &mut self.totals[*place];
                match step.moves() {
                    Some(true) => total.given += 1,
                    Some(false) => total.taken += 1,
                    None => total.restated += 1,
                }
            }
        }
        Ok(())
    }
}
