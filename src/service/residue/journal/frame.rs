//! What the erasure journal records, and its bytes.
//!
//! Encoding and decoding are exact inverses: a payload that is not wholly and exactly one frame decodes to nothing.

use crate::domain::identifier::IdentifierKind;

/// One entry of the erasure journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// Users were erased.
    Erasure(Erasure),
    /// User ids up to this one may have been given and are never given again.
    Lease {
        /// The largest id of the lease.
        ids_up_to: i64,
    },
    /// A deleted identifier was released and may be used again.
    Release {
        /// Which kind of identifier.
        kind: IdentifierKind,
        /// Its keyed hash.
        hash: i64,
    },
}

/// What one chunk of a batch erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The batch.
    pub batch: i64,
    /// SHA-256 of the batch's plan.
    pub plan_sha256: [u8; 32],
    /// The operator who confirmed the batch.
    pub operator: i64,
    /// When, in seconds of Unix time.
    pub at: i64,
    /// The batch's cursor after the chunk: every planned user up to this id had their turn.
    pub cursor: i64,
    /// Users who were erased, in id order.
    pub erased: Vec<Erased>,
    /// Planned users who were passed over at the last moment.
    pub passed_over: Vec<PassedOver>,
}

/// A user who was erased: numbers and keyed hashes only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// The id the user had.
    pub user: i64,
    /// The line of the batch's file that named the user.
    pub line: u32,
    /// Keyed hash of the email address, where there was one.
    pub email_hash: Option<i64>,
    /// Keyed hash of the unique ID, where there was one.
    pub id_hash: Option<i64>,
}

/// A planned user who was not erased when their turn came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassedOver {
    /// The user.
    pub user: i64,
    /// The line of the batch's file that named the user.
    pub line: u32,
    /// Number of the outcome that the row got instead.
    pub outcome: u8,
    /// What the outcome refers to.
    pub reference: i64,
}

const HAS_EMAIL: u8 = 1;
const HAS_ID: u8 = 2;

impl Frame {
    /// The number that stands for the kind of frame.
    pub(super) const fn kind(&self) -> u8 {
        match self {
            Self::Erasure(_) => 1,
            Self::Lease { .. } => 2,
            Self::Release { .. } => 3,
        }
    }

    /// Appends the payload to `out`.
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Erasure(erasure) => erasure.encode(out),
            Self::Lease { ids_up_to } => out.extend(ids_up_to.to_le_bytes()),
            Self::Release { kind, hash } => {
                out.push(match kind {
                    IdentifierKind::Email => HAS_EMAIL,
                    IdentifierKind::UniqueId => HAS_ID,
                });
                out.extend(hash.to_le_bytes());
            }
        }
    }

    /// Reads the payload of a frame of a kind; none unless every byte of it is accounted for.
    pub(super) fn decode(kind: u8, payload: &[u8]) -> Option<Self> {
        let mut rest = Rest(payload);
        let frame = match kind {
            1 => Self::Erasure(Erasure::decode(&mut rest)?),
            2 => Self::Lease {
                ids_up_to: rest.i64()?,
            },
            3 => Self::Release {
                kind: match rest.u8()? {
                    HAS_EMAIL => IdentifierKind::Email,
                    HAS_ID => IdentifierKind::UniqueId,
                    _ => return None,
                },
                hash: rest.i64()?,
            },
            _ => return None,
        };
        rest.0.is_empty().then_some(frame)
    }
}

impl Erasure {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.batch.to_le_bytes());
        out.extend(self.plan_sha256);
        for number in [self.operator, self.at, self.cursor] {
            out.extend(number.to_le_bytes());
        }
        for length in [self.erased.len(), self.passed_over.len()] {
            out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        }
        for erased in &self.erased {
            out.extend(erased.user.to_le_bytes());
            out.extend(erased.line.to_le_bytes());
            let email = erased.email_hash.map_or(0, |_| HAS_EMAIL);
            out.push(email | erased.id_hash.map_or(0, |_| HAS_ID));
            for hash in [erased.email_hash, erased.id_hash].into_iter().flatten() {
                out.extend(hash.to_le_bytes());
            }
        }
        for passed in &self.passed_over {
            out.extend(passed.user.to_le_bytes());
            out.extend(passed.line.to_le_bytes());
            out.push(passed.outcome);
            out.extend(passed.reference.to_le_bytes());
        }
    }

    fn decode(rest: &mut Rest<'_>) -> Option<Self> {
        let mut erasure = Self {
            batch: rest.i64()?,
            plan_sha256: rest.array()?,
            operator: rest.i64()?,
            at: rest.i64()?,
            cursor: rest.i64()?,
            erased: Vec::new(),
            passed_over: Vec::new(),
        };
        let (erased, passed_over) = (rest.u32()?, rest.u32()?);
        for _ in 0..erased {
            let (user, line, has) = (rest.i64()?, rest.u32()?, rest.u8()?);
            if has > HAS_EMAIL | HAS_ID {
                return None;
            }
            erasure.erased.push(Erased {
                user,
                line,
                email_hash: rest.i64_if(has & HAS_EMAIL != 0)?,
                id_hash: rest.i64_if(has & HAS_ID != 0)?,
            });
        }
        for _ in 0..passed_over {
            erasure.passed_over.push(PassedOver {
                user: rest.i64()?,
                line: rest.u32()?,
                outcome: rest.u8()?,
                reference: rest.i64()?,
            });
        }
        Some(erasure)
    }
}

/// What is still to be read of a payload.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk()?;
        self.0 = tail;
        Some(*head)
    }

    fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn i64(&mut self) -> Option<i64> {
        self.array().map(i64::from_le_bytes)
    }

    /// Reads a number if there is one to read; the outer `None` means that the payload ended.
    #[expect(clippy::option_option, reason = "absent and cut short are two things")]
    fn i64_if(&mut self, present: bool) -> Option<Option<i64>> {
        if present {
            self.i64().map(Some)
        } else {
            Some(None)
        }
    }
}
