//! The trace that an import, or another act on very many learners, leaves of each of them: packed blocks under the number of its entry in the log, which
//! carries a checksum over all of them.

use crate::domain::id::UserId;
use crate::domain::record::Word;
use crate::domain::roster::{ImportTrace, TraceBlock, TracePacker};
use crate::error::Result;
use crate::service::files::hexadecimal;
use crate::service::ops::Scene;

/// A trace being written.
pub(crate) struct Tracing {
    /// The number that the import's entry in the log will have: nothing else is entered before it.
    number: i64,
    packer: TracePacker,
    checksum: Checksum,
}

/// A checksum over the traces of an import.
#[derive(Default)]
pub(crate) struct Checksum {
    hasher: blake3::Hasher,
    blocks: u64,
}

impl Checksum {
    /// Takes the next block.
    pub fn take(&mut self, block: &TraceBlock) {
        for number in [block.first.0, block.last.0] {
            self.hasher.update(&number.to_le_bytes());
        }
        self.hasher
            .update(&(block.bytes.len() as u64).to_le_bytes());
        self.hasher.update(&block.bytes);
        self.blocks += 1;
    }

    /// What the log says of the blocks; none when there is no block.
    pub fn told(&self) -> Option<Word> {
        let sum = hexadecimal(self.hasher.finalize().as_bytes());
        (self.blocks > 0).then(|| Word::of(&sum))
    }
}

impl Tracing {
    /// Begins the trace of an import.
    pub fn begin(scene: &Scene<'_, '_>) -> Result<Self> {
        Ok(Self {
            number: scene.tx.log_head()?.number + 1,
            packer: TracePacker::default(),
            checksum: Checksum::default(),
        })
    }

    /// The number that the import's entry will have.
    pub const fn number(&self) -> i64 {
        self.number
    }

    /// Notes what was changed of a learner; they come in the order of their ids.
    pub fn note(&mut self, scene: &Scene<'_, '_>, user: UserId, trace: &ImportTrace) -> Result<()> {
        self.packer.push(user, trace);
        let full = self.packer.take_full();
        Self::write(scene, self.number, &mut self.checksum, &full)
    }

    /// Writes what is left; answers what the log's entry says of it.
    pub fn finish(mut self, scene: &Scene<'_, '_>) -> Result<Option<Word>> {
        let rest = self.packer.finish();
        Self::write(scene, self.number, &mut self.checksum, &rest)?;
        Ok(self.checksum.told())
    }

    fn write(
        scene: &Scene<'_, '_>,
        number: i64,
        checksum: &mut Checksum,
        blocks: &[TraceBlock],
    ) -> Result<()> {
        for block in blocks {
            checksum.take(block);
            scene.tx.insert_trace(number, block)?;
        }
        Ok(())
    }
}
