//! Files that were read and wait for the act that takes them in.

use std::collections::BTreeMap;

/// Files that wait at the most: who brings one more has let go of the oldest.
const MOST_WAITING: usize = 16;

/// Lets go of the oldest of too many files.
pub(crate) fn keep_newest<T: Ord + Copy, F>(waiting: &mut BTreeMap<T, F>) {
    while waiting.len() > MOST_WAITING {
        waiting.pop_first();
    }
}
