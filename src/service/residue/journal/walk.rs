//! Going through a journal's frames: nothing is passed over that does not prove itself.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::os::unix::fs::FileExt;

use super::{BODY_LEAD, Border, FRAME_MAGIC, Frame, LEAD, MAX_BODY, Mark, Result, TRAIL};

/// Goes from frame to frame and checks each.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    source: BufReader<Part<'a>>,
    key: &'a [u8; 32],
    pub(super) place: Border,
    pub(super) limit: u64,
    body: Vec<u8>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a File, key: &'a [u8; 32], place: Border, limit: u64) -> Self {
        let part = Part {
            file,
            offset: place.offset,
            limit,
        };
        Self {
            source: BufReader::with_capacity(64 << 10, part),
            key,
            place,
            limit,
            body: Vec::new(),
        }
    }

    /// Steps over one frame; false, and no step, when it is not whole and right.
    pub(super) fn next(&mut self) -> Result<bool> {
        let left = self.limit - self.place.offset;
        if left < (LEAD + BODY_LEAD + TRAIL) as u64 {
            return Ok(false);
        }
        let mut lead = [0; LEAD];
        self.source.read_exact(&mut lead)?;
        let Some(length) = body_length(lead, left) else {
            return Ok(false);
        };
        self.body.resize(length, 0);
        self.source.read_exact(&mut self.body)?;
        let mut trail = [0; TRAIL];
        self.source.read_exact(&mut trail)?;
        let number = self.place.number + 1;
        let (own, mark) = marks(self.key, &self.place.mark, &self.body);
        let numbered = self.body.starts_with(&number.to_le_bytes());
        if !numbered || trail[..8] != own || trail[8..] != mark {
            return Ok(false);
        }
        self.place = Border {
            offset: self.place.offset + (LEAD + length + TRAIL) as u64,
            number,
            mark,
        };
        Ok(true)
    }

    /// The frame that was stepped over.
    pub(super) fn frame(&self) -> Option<Frame> {
        Frame::decode(self.body[BODY_LEAD - 1], &self.body[BODY_LEAD..])
    }

    /// The frame that was stepped over, unless it is a large one.
    pub(super) fn small_frame(&self) -> Option<Frame> {
        (self.body.len() < 64).then(|| self.frame()).flatten()
    }
}

/// A part of a file, read without moving the file's own position.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) file: &'a File,
    pub(super) offset: u64,
    pub(super) limit: u64,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.limit - self.offset).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let read = self.file.read_at(&mut buffer[..wanted], self.offset)?;
        self.offset += read as u64;
        Ok(read)
    }
}

/// Length of the body that a frame's first bytes announce, if that can be.
fn body_length(lead: [u8; LEAD], left: u64) -> Option<usize> {
    let (magic, length) = lead.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let fits = (LEAD + length + TRAIL) as u64 <= left;
    (magic == &FRAME_MAGIC && fits && (BODY_LEAD..=MAX_BODY).contains(&length)).then_some(length)
}

/// Own mark of a body and the chain mark behind `previous`.
pub(super) fn marks(key: &[u8; 32], previous: &Mark, body: &[u8]) -> ([u8; 8], Mark) {
    let own = blake3::keyed_hash(key, body);
    let own = own.as_bytes();
    let mut link = [0; 48];
    link[..16].copy_from_slice(previous);
    link[16..].copy_from_slice(own);
    let chain = blake3::keyed_hash(key, &link);
    (first(own), first(chain.as_bytes()))
}

/// The first bytes of a hash.
pub(super) fn first<const N: usize>(hash: &[u8; 32]) -> [u8; N] {
    let mut short = [0; N];
    short.copy_from_slice(&hash[..N]);
    short
}

/// Whether a frame that proves itself stands anywhere behind a place, other than the one that is due there.
pub(super) fn valid_frame_in(
    file: &File,
    key: &[u8; 32],
    place: Border,
    limit: u64,
) -> Result<bool> {
    let mut window = vec![0; 256 << 10];
    let mut start = place.offset;
    while start + (LEAD as u64) < limit {
        let size = usize::try_from(limit - start).unwrap_or(usize::MAX);
        let size = size.min(window.len());
        file.read_exact_at(&mut window[..size], start)?;
        for at in memchr::memmem::find_iter(&window[..size], &FRAME_MAGIC) {
            let offset = start + at as u64;
            let proven = number_if_proven(file, key, offset, limit)?;
            let due = offset == place.offset && proven == Some(place.number + 1);
            if proven.is_some() && !due {
                return Ok(true);
            }
        }
        if size < window.len() {
            break;
        }
        start += (size - (FRAME_MAGIC.len() - 1)) as u64;
    }
    Ok(false)
}

/// The number of the frame at an offset, if there is one and its own mark is right.
fn number_if_proven(file: &File, key: &[u8; 32], offset: u64, limit: u64) -> Result<Option<u64>> {
    let mut lead = [0; LEAD];
    if offset + LEAD as u64 > limit {
        return Ok(None);
    }
    file.read_exact_at(&mut lead, offset)?;
    let Some(length) = body_length(lead, limit - offset) else {
        return Ok(None);
    };
    let mut rest = vec![0; length + 8];
    file.read_exact_at(&mut rest, offset + LEAD as u64)?;
    let (body, own) = rest.split_at(length);
    let proven = blake3::keyed_hash(key, body).as_bytes()[..8] == *own;
    let number = body.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
    Ok(number.filter(|_| proven))
}
