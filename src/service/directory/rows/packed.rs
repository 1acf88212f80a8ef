//! Rows packed anew in the order of their ids, piece by piece, so that others ask between two pieces.

use std::sync::Arc;

use super::{Rows, narrow, values_of};

/// Rows that are being packed in id order, piece by piece.
#[derive(Debug)]
pub struct Packed {
    epoch: Arc<()>,
    /// Slots that there were, and how many of them were dead.
    from: (usize, usize),
    pub(super) living: Vec<u32>,
    pub(super) taken: usize,
    pub(super) rows: Rows,
}

impl Packed {
    pub(in crate::service::directory) fn begin(rows: &Rows) -> Self {
        let living = rows.slots_in_id_order();
        let mut packed = Rows::default();
        let texts = living.iter().map(|slot| rows.text_of(*slot as usize).len());
        packed.text.reserve_exact(texts.sum());
        Self {
            epoch: Arc::clone(&rows.epoch),
            from: (rows.len(), rows.dead),
            living,
            taken: 0,
            rows: packed,
        }
    }

    pub(in crate::service::directory) fn epoch(&self) -> Arc<()> {
        Arc::clone(&self.epoch)
    }

    pub(super) fn is_of(&self, rows: &Rows) -> bool {
        Arc::ptr_eq(&self.epoch, &rows.epoch) && self.from == (rows.len(), rows.dead)
    }

    /// Takes over some more rows; answers whether there are others still, and none where somebody came or went.
    pub(in crate::service::directory) fn take(&mut self, rows: &Rows, most: usize) -> Option<bool> {
        if !self.is_of(rows) {
            return None;
        }
        let end = self.living.len().min(self.taken.saturating_add(most));
        let packed = &mut self.rows;
        for slot in &self.living[self.taken..end] {
            let slot = *slot as usize;
            packed.ids.push(rows.ids[slot]);
            packed.flags.push(rows.flags[slot]);
            packed.last_active.push(rows.last_active[slot]);
            packed.text.extend_from_slice(rows.text_of(slot));
            packed.groups.extend_from_slice(rows.groups_of(slot));
            packed.text_at.push(narrow(packed.text.len()));
            packed.groups_at.push(narrow(packed.groups.len()));
            let to = narrow(packed.ids.len() - 1);
            let from = narrow(slot);
            let own = values_of(&rows.invited, from).map(|at| (to, at));
            packed.invited.extend(own);
            let own = values_of(&rows.attributes, from).map(|pair| (to, pair));
            packed.attributes.extend(own);
        }
        self.taken = end;
        Some(end < self.living.len())
    }
}
