//! What was answered about the rows of a file: packed on heaps, as the rows themselves.

use std::path::Path;

use super::{Answer, Answered, Question, ROWS_TOGETHER};
use crate::error::{Error, Result};
use crate::service::deletion::heaps::Heaps;

/// Answers to the rows of a file, on heaps as the rows.
pub(super) struct Answers(Heaps<{ Answers::BYTES }>);

impl Answers {
    const BYTES: usize = 14;

    /// None yet; many are laid into the folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self(Heaps::new(folder))
    }

    pub(super) fn note(&mut self, row: u32, question: Question, answer: Answer) -> Result<()> {
        let (kind, user) = match answer {
            Answer::Nobody => return Ok(()),
            Answer::Living {
                user,
                on_hold: false,
            } => (0, user),
            Answer::Living {
                user,
                on_hold: true,
            } => (1, user),
            Answer::Deleted { user } => (2, user),
        };
        let mut packed = [0; Self::BYTES];
        packed[..4].copy_from_slice(&row.to_le_bytes());
        packed[4..12].copy_from_slice(&user.to_le_bytes());
        packed[12] = question as u8;
        packed[13] = kind;
        self.0.put(row as usize / ROWS_TOGETHER, &packed)
    }

    /// Reads what was answered about the rows of a heap.
    pub(super) fn read(&self, heap: usize, rows: &mut [Answered]) -> Result<()> {
        self.0.each(heap, |packed| {
            let [
                r0,
                r1,
                r2,
                r3,
                u0,
                u1,
                u2,
                u3,
                u4,
                u5,
                u6,
                u7,
                question,
                kind,
            ] = *packed;
            let row = u32::from_le_bytes([r0, r1, r2, r3]) as usize;
            let user = i64::from_le_bytes([u0, u1, u2, u3, u4, u5, u6, u7]);
            let answer = match kind {
                0 | 1 => Answer::Living {
                    user,
                    on_hold: kind == 1,
                },
                2 => Answer::Deleted { user },
                other => return Err(Error::Bug(format!("an answer of kind {other}"))),
            };
            let question = match question {
                0 => Question::Email,
                1 => Question::Id,
                2 => Question::EmailAsId,
                3 => Question::IdAsEmail,
                4 => Question::LostZeros,
                other => return Err(Error::Bug(format!("a question of kind {other}"))),
            };
            if let Some(answered) = rows.get_mut(row % ROWS_TOGETHER) {
                answered.note(question, answer);
            }
            Ok(())
        })
    }
}
