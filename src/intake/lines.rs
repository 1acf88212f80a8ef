//! Physical lines: counted on their own, so that the grammar's account can be held against them.
//!
//! A line ends with LF, CRLF or CR, in any mixture. What stands after the last line end is a line when there is
//! anything; a line end that ends the file begins no further one.

/// Counts the physical lines of a text that is fed to it in pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct LineCount {
    ended: u64,
    after_carriage_return: bool,
    open: bool,
}

impl LineCount {
    /// Takes the next piece; where the pieces are cut makes no difference.
    pub(super) fn feed(&mut self, piece: &[u8]) {
        let Some(last) = piece.len().checked_sub(1) else {
            return;
        };
        let mut returned_at = self.after_carriage_return.then_some(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', piece) {
            if piece[at] == b'\r' {
                self.ended += 1;
                returned_at = Some(at + 1);
            } else if returned_at != Some(at) {
                self.ended += 1;
            }
        }
        self.after_carriage_return = piece[last] == b'\r';
        self.open = !matches!(piece[last], b'\n' | b'\r');
    }

    /// All lines so far, a last one without an end included.
    pub(super) fn lines(&self) -> u64 {
        self.ended + u64::from(self.open)
    }

    /// The number, from 1, of the line on which the next character stands.
    pub(super) fn current(&self) -> u64 {
        self.ended + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &[u8], size: usize) -> u64 {
        let mut lines = LineCount::default();
        text.chunks(size).for_each(|piece| lines.feed(piece));
        lines.lines()
    }

    #[test]
    fn every_kind_of_line_end_counts_once_wherever_the_pieces_are_cut() {
        let cases: [(&[u8], u64); 9] = [
            (b"", 0),
            (b"\n", 1),
            (b"a", 1),
            (b"a\n", 1),
            (b"a\r\nb\rc\nd", 4),
            (b"\n\r", 2),
            (b"\r\r\n\n", 3),
            (b"a\r\n\r\n", 2),
            (b"a\r", 1),
        ];
        for (text, lines) in cases {
            for size in 1..=4 {
                assert_eq!(count(text, size), lines, "{text:?} in pieces of {size}");
            }
        }
    }
}
