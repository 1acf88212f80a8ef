//! What takes long, done beside the questions: a whole order is made, and the rows are packed, in pieces that each take
//! a short look at the directory. Rows may come and go between two looks.
//!
//! A slot says the same for as long as it lives, and slots only move when the rows are packed or loaded anew, which
//! gives them another epoch: then what was begun is of no use any more.

use std::sync::Arc;

use super::Directory;
use super::order::{self, Listing, SortKey};
use super::rows::{Packed, Rows, text_number};
use crate::domain::user::UserSort;

/// Rows that one look is for.
const PIECE: usize = if cfg!(test) { 4 } else { 1 << 12 };

/// Lets somebody look at the directory for a moment; false where there is none any more.
pub type Look<'l> = dyn FnMut(&mut dyn FnMut(&Directory)) -> bool + 'l;

/// An order that was made beside the questions.
#[derive(Debug)]
pub struct MadeOrder {
    sort: UserSort,
    epoch: Arc<()>,
    slots: Vec<u32>,
    covers: usize,
}

/// Looks at the rows for as long as they are in the same epoch.
struct Looks<'l> {
    look: &'l mut Look<'l>,
    epoch: Arc<()>,
}

impl Looks<'_> {
    fn at<T>(&mut self, work: impl FnOnce(&Rows) -> T) -> Option<T> {
        let (mut work, mut done) = (Some(work), None);
        let epoch = &self.epoch;
        (self.look)(&mut |directory| {
            if Arc::ptr_eq(epoch, &directory.rows.epoch)
                && let Some(work) = work.take()
            {
                done = Some(work(&directory.rows));
            }
        });
        done
    }
}

/// Makes a whole order. None where the rows were packed meanwhile.
pub fn make_order(sort: UserSort, look: &mut Look<'_>) -> Option<MadeOrder> {
    let mut begun = None;
    look(&mut |directory| {
        let rows = &directory.rows;
        begun = Some((
            Arc::clone(&rows.epoch),
            rows.len(),
            rows.slots_in_id_order(),
        ));
    });
    let (epoch, covers, mut slots) = begun?;
    let mut looks = Looks {
        look: &mut |piece| look(piece),
        epoch: Arc::clone(&epoch),
    };
    let mut keys = Vec::with_capacity(slots.len());
    for piece in slots.chunks(PIECE) {
        let add =
            |rows: &Rows| keys.extend(piece.iter().map(|slot| order::key(rows, *slot, sort, 0)));
        looks.at(add)?;
    }
    keys.sort_by_key(|key| key.begin);
    refine(&mut looks, &mut keys, sort, 0)?;
    slots.clear();
    slots.extend(keys.into_iter().map(|key| key.slot));
    Some(MadeOrder {
        sort,
        epoch,
        slots,
        covers,
    })
}

/// Sorts each run of equals by what follows: several short ones in one look, long ones in several looks.
fn refine(looks: &mut Looks<'_>, keys: &mut [SortKey], sort: UserSort, depth: usize) -> Option<()> {
    if text_number(sort.column).is_none() {
        return Some(());
    }
    let mut rest = keys;
    while !rest.is_empty() {
        let mut taken = 0;
        let runs = rest.chunk_by(|a, b| a.begin == b.begin);
        for run in runs {
            if taken > 0 && taken + run.len() > PIECE {
                break;
            }
            taken += run.len();
        }
        let (piece, later) = std::mem::take(&mut rest).split_at_mut(taken);
        rest = later;
        if taken <= PIECE {
            looks.at(|rows| order::sort_runs(rows, piece, sort, depth))?;
            continue;
        }
        let deeper = depth + order::KEY_BYTES;
        let mut goes_on = false;
        for part in piece.chunks_mut(PIECE) {
            goes_on |= looks.at(|rows| {
                let goes_on = order::goes_on(rows, part, sort, deeper);
                for one in part {
                    *one = order::key(rows, one.slot, sort, deeper);
                }
                goes_on
            })?;
        }
        if goes_on {
            piece.sort_by_key(|key| key.begin);
            refine(looks, piece, sort, deeper)?;
        }
    }
    Some(())
}

/// The rows packed anew, where nobody came or went meanwhile.
pub fn pack(look: &mut Look<'_>) -> Option<Packed> {
    let mut begun = None;
    look(&mut |directory| {
        let rows = &directory.rows;
        begun = rows.are_loose().then(|| Packed::begin(rows));
    });
    let mut packed = begun?;
    let mut looks = Looks {
        look: &mut |piece| look(piece),
        epoch: packed.epoch(),
    };
    while looks.at(|rows| packed.take(rows, PIECE))?? {}
    Some(packed)
}

impl Directory {
    /// Whether a whole order is at hand.
    pub fn has_order(&self, sort: UserSort) -> bool {
        self.orders.iter().any(|(kept, _)| *kept == sort)
    }

    /// Takes over an order that was made beside the questions.
    pub fn keep_order(&mut self, made: MadeOrder) {
        if Arc::ptr_eq(&made.epoch, &self.rows.epoch) && !self.has_order(made.sort) {
            self.leave_out_gone();
            let listing = Listing::of(&self.rows, made.slots, made.covers);
            self.keep(made.sort, listing);
        }
    }

    /// Takes over rows that were packed beside the questions.
    pub fn keep_packed(&mut self, packed: Packed) {
        self.leave_out_gone();
        if let Some(moves) = self.rows.become_packed(packed) {
            self.follow(&moves);
        }
    }
}
