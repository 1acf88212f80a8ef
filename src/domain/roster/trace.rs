//! What an import changed of each learner, packed: a few bytes a learner, so that an import of a million rows leaves a
//! trace of each without a million entries in the log.
//!
//! A trace holds which fields changed and numbers of license types and groups, never what was written in a field: it
//! outlives a learner who is deleted. What comes out is what was put in; bytes that break off are damage.

use super::RosterFields;
use crate::domain::id::{LicenseTypeId, UserId};

/// Bytes after which a block is full.
const BLOCK: usize = 4_000;

/// What an import changed of a learner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportTrace {
    /// The learner was added.
    pub added: bool,
    /// A mail about a revoked license was queued.
    pub mailed: bool,
    /// Fields that changed.
    pub fields: RosterFields,
    /// License types given and taken.
    pub licenses: Vec<(LicenseTypeId, bool)>,
    /// Groups joined and left.
    pub groups: Vec<(u16, bool)>,
}

/// Traces of learners whose ids follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceBlock {
    /// The first learner.
    pub first: UserId,
    /// The last one.
    pub last: UserId,
    /// The traces.
    pub bytes: Vec<u8>,
}

/// Packs traces, in the order of the learners' ids.
#[derive(Debug, Default)]
pub struct TracePacker {
    done: Vec<TraceBlock>,
    open: Option<TraceBlock>,
}

impl TracePacker {
    /// Adds the next learner.
    pub fn push(&mut self, user: UserId, trace: &ImportTrace) {
        let full = self.open.take_if(|block| block.bytes.len() >= BLOCK);
        self.done.extend(full);
        let block = self.open.get_or_insert_with(|| TraceBlock {
            first: user,
            last: user,
            bytes: Vec::with_capacity(BLOCK + 64),
        });
        let into = &mut block.bytes;
        put(into, (user.0 - block.last.0).unsigned_abs());
        let fields = u64::from(trace.fields.changed_bits());
        put(
            into,
            fields << 2 | u64::from(trace.mailed) << 1 | u64::from(trace.added),
        );
        put(into, trace.licenses.len() as u64);
        for (license, given) in &trace.licenses {
            put(into, license.0.unsigned_abs() << 1 | u64::from(*given));
        }
        put(into, trace.groups.len() as u64);
        for (group, joined) in &trace.groups {
            put(into, u64::from(*group) << 1 | u64::from(*joined));
        }
        block.last = user;
    }

    /// Takes the blocks that are full.
    pub fn take_full(&mut self) -> Vec<TraceBlock> {
        std::mem::take(&mut self.done)
    }

    /// The blocks that were not taken, the last one included.
    pub fn finish(mut self) -> Vec<TraceBlock> {
        self.done.extend(self.open);
        self.done
    }
}

impl TraceBlock {
    /// What it says of a learner; an error when the bytes cannot be read.
    pub fn of(&self, user: UserId) -> Result<Option<ImportTrace>, TraceBroken> {
        let mut rest = Rest(&self.bytes);
        let mut at = self.first.0;
        while !rest.0.is_empty() {
            let step = i64::try_from(rest.take()?).map_err(|_| TraceBroken)?;
            at = at.checked_add(step).ok_or(TraceBroken)?;
            let trace = rest.trace()?;
            if at == user.0 {
                return Ok(Some(trace));
            }
        }
        Ok(None)
    }
}

/// The bytes of a trace cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceBroken;

fn put(into: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            into.push(low & 0x7f);
            return;
        }
        into.push(low | 0x80);
    }
}

/// Bytes that are still to be read.
struct Rest<'b>(&'b [u8]);

impl Rest<'_> {
    fn take(&mut self) -> Result<u64, TraceBroken> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or(TraceBroken)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(TraceBroken)
    }

    fn trace(&mut self) -> Result<ImportTrace, TraceBroken> {
        let head = self.take()?;
        let bits = u16::try_from(head >> 2).map_err(|_| TraceBroken)?;
        let mut trace = ImportTrace {
            added: head & 1 == 1,
            mailed: head & 2 == 2,
            fields: RosterFields::of_changed_bits(bits),
            ..ImportTrace::default()
        };
        for _ in 0..self.take()? {
            let number = self.take()?;
            let license = i64::try_from(number >> 1).map_err(|_| TraceBroken)?;
            trace
                .licenses
                .push((LicenseTypeId(license), number & 1 == 1));
        }
        for _ in 0..self.take()? {
            let number = self.take()?;
            let group = u16::try_from(number >> 1).map_err(|_| TraceBroken)?;
            trace.groups.push((group, number & 1 == 1));
        }
        Ok(trace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::RosterField;

    #[test]
    fn what_comes_out_is_what_was_put_in_for_each_learner_and_nobody_between() {
        let trace = |number: i64| {
            let mut fields = RosterFields::default();
            fields.change(RosterField::ALL[usize::try_from(number % 8).unwrap_or_default()]);
            ImportTrace {
                added: number % 2 == 0,
                mailed: number % 3 == 0,
                fields,
                licenses: vec![(LicenseTypeId(number % 300), number % 5 == 0)],
                groups: (0..u16::try_from(number % 4).unwrap_or_default())
                    .map(|group| (group * 20_000, group == 1))
                    .collect(),
            }
        };
        let mut packer = TracePacker::default();
        let users = (1..5_000).map(|number| number * 3);
        let mut blocks = Vec::new();
        for user in users.clone() {
            packer.push(UserId(user), &trace(user));
            blocks.extend(packer.take_full());
        }
        blocks.extend(packer.finish());
        assert!(blocks.len() > 5 && blocks.iter().all(|block| block.bytes.len() < BLOCK + 64));
        let of = |user: i64| {
            let mut fits = blocks
                .iter()
                .filter(|block| block.first.0 <= user && user <= block.last.0);
            fits.find_map(|block| block.of(UserId(user)).ok().flatten())
        };
        for user in users {
            assert_eq!(of(user), Some(trace(user)), "{user}");
            assert_eq!(of(user + 1), None);
        }
    }

    #[test]
    fn bytes_that_break_off_are_damage() {
        let mut packer = TracePacker::default();
        packer.push(
            UserId(7),
            &ImportTrace {
                licenses: vec![(LicenseTypeId(200), true)],
                ..ImportTrace::default()
            },
        );
        let Some(whole) = packer.finish().pop() else {
            return;
        };
        for length in 1..whole.bytes.len() {
            let block = TraceBlock {
                bytes: whole.bytes[..length].to_vec(),
                ..whole.clone()
            };
            assert_eq!(block.of(UserId(7)), Err(TraceBroken), "{length}");
        }
        let endless = TraceBlock {
            bytes: vec![0xff; 12],
            ..whole
        };
        assert_eq!(endless.of(UserId(7)), Err(TraceBroken));
    }
}
