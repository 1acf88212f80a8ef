//! The journal under flips, cuts and company.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::domain::identifier::IdentifierKind;

const KEY: [u8; 32] = [7; 32];

fn erasure(batch: i64, users: i64) -> Frame {
    Frame::Erasure(Erasure {
        batch,
        plan_sha256: [9; 32],
        operator: 1,
        at: 1_700_000_000,
        cursor: users,
        erased: (1..=users)
            .map(|user| Erased {
                user,
                line: 2,
                email_hash: (user % 2 == 0).then_some(user * 31),
                id_hash: (user % 3 == 0).then_some(-user),
            })
            .collect(),
        passed_over: vec![PassedOver {
            user: 99,
            line: 7,
            outcome: 10,
            reference: 99,
        }],
    })
}

fn some_frames() -> Vec<Frame> {
    vec![
        Frame::Lease { ids_up_to: 1_000 },
        erasure(1, 3),
        Frame::Release {
            kind: IdentifierKind::UniqueId,
            hash: -5,
        },
        Frame::Lease { ids_up_to: 500 },
        erasure(2, 0),
    ]
}

/// A small journal: its directory, its path, and where each frame ends.
fn small() -> (tempfile::TempDir, PathBuf, Vec<usize>) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.erasures");
    let mut journal = Journal::open(&path, &KEY, 1).unwrap();
    let mut ends = vec![HEADER_BYTES];
    for frame in some_frames() {
        journal.append(&frame).unwrap();
        ends.push(usize::try_from(journal.end.offset).unwrap());
    }
    (directory, path, ends)
}

fn read(journal: &Journal, after: u64) -> Vec<(u64, Frame)> {
    journal.frames_after(after).collect::<Result<_>>().unwrap()
}

#[test]
fn what_was_appended_is_read_back_in_order() {
    let (_directory, path, _) = small();
    let journal = Journal::open(&path, &KEY, 1).unwrap();
    assert!(!journal.was_created());
    assert_eq!((journal.last_number(), journal.ids_leased()), (5, 1_000));
    let expected: Vec<_> = (1..).zip(some_frames()).collect();
    assert_eq!(read(&journal, 0), expected);
    assert_eq!(read(&journal, 3), expected[3..]);
    assert_eq!(read(&journal, 9), []);
}

#[test]
fn a_new_journal_is_private_and_says_that_it_is_new() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.erasures");
    let journal = Journal::open(&path, &KEY, 1).unwrap();
    assert!(journal.was_created());
    assert_eq!(journal.last_number(), 0);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn another_key_or_key_id_is_told_from_damage() {
    let (_directory, path, _) = small();
    for (key, id) in [([8; 32], 1), (KEY, 2)] {
        let opened = Journal::open(&path, &key, id);
        assert!(matches!(opened, Err(JournalFault::WrongKey)));
    }
}

#[test]
fn every_flipped_byte_is_found_at_its_frame() {
    let (_directory, path, ends) = small();
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        for mask in [0x01, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= mask;
            std::fs::write(&path, &bytes).unwrap();
            let frame = ends.iter().filter(|end| **end <= at).count();
            match Journal::open(&path, &KEY, 1) {
                Err(JournalFault::Damaged(found)) => assert_eq!(found, frame as u64, "byte {at}"),
                Ok(journal) => {
                    assert_eq!(frame, 5, "byte {at} went unnoticed");
                    assert_eq!(journal.last_number(), 4);
                    assert!(journal.torn_tail() > 0);
                }
                Err(other) => assert_eq!(at, 0, "byte {at}: {other}"),
            }
        }
    }
}

#[test]
fn a_cut_at_every_length_leaves_the_whole_frames_and_is_repaired() {
    let (_directory, path, ends) = small();
    let whole = std::fs::read(&path).unwrap();
    for length in 0..whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        let mut journal = Journal::open(&path, &KEY, 1).unwrap();
        assert_eq!(journal.was_created(), length < HEADER_BYTES);
        let frames = ends.iter().filter(|end| **end <= length).count();
        let frames = frames.saturating_sub(1);
        assert_eq!(journal.last_number(), frames as u64);
        let torn = length.saturating_sub(ends[frames]) as u64;
        assert_eq!(journal.torn_tail(), torn);
        if torn > 0 {
            let refused = journal.append(&erasure(3, 1));
            assert!(matches!(refused, Err(JournalFault::TornTail(_))));
        }
        assert_eq!(journal.repair_tail().unwrap(), torn);
        let number = journal.append(&erasure(3, 1)).unwrap();
        assert_eq!(number, frames as u64 + 1);
        let again = Journal::open(&path, &KEY, 1).unwrap();
        assert_eq!((again.last_number(), again.torn_tail()), (number, 0));
        assert_eq!(again.head(), journal.head());
    }
}

#[test]
fn a_cut_out_of_the_middle_is_found() {
    let (_directory, path, ends) = small();
    let whole = std::fs::read(&path).unwrap();
    for from in HEADER_BYTES..ends[4] {
        for size in [1, 7, 60, ends[2] - ends[1]] {
            let mut bytes = whole.clone();
            let to = (from + size).min(ends[4]);
            bytes.drain(from..to);
            std::fs::write(&path, &bytes).unwrap();
            let frame = ends.iter().filter(|end| **end <= from).count() as u64;
            let opened = Journal::open(&path, &KEY, 1);
            assert!(matches!(opened, Err(JournalFault::Damaged(at)) if at == frame));
        }
    }
}

#[test]
fn exchanged_repeated_and_foreign_frames_are_found() {
    let (_directory, path, ends) = small();
    let whole = std::fs::read(&path).unwrap();
    let part = |n: usize| whole[ends[n - 1]..ends[n]].to_vec();
    let exchanged = [&whole[..ends[1]], &part(3), &part(2), &whole[ends[3]..]].concat();
    let repeated = [&whole[..ends[2]], &part(2), &whole[ends[2]..]].concat();
    let repeated_last = [&whole[..], &part(5)].concat();
    for (bytes, at) in [(exchanged, 2), (repeated, 3), (repeated_last, 6)] {
        std::fs::write(&path, bytes).unwrap();
        let opened = Journal::open(&path, &KEY, 1);
        assert!(matches!(opened, Err(JournalFault::Damaged(found)) if found == at));
    }
    let other = path.with_extension("other");
    let mut journal = Journal::open(&other, &KEY, 1).unwrap();
    for _ in 0..2 {
        journal.append(&Frame::Lease { ids_up_to: 3 }).unwrap();
    }
    let bytes = std::fs::read(&other).unwrap();
    let mixed = [
        &whole[..ends[1]],
        &bytes[bytes.len() - 49..],
        &whole[ends[2]..],
    ]
    .concat();
    std::fs::write(&path, mixed).unwrap();
    let opened = Journal::open(&path, &KEY, 1);
    assert!(matches!(opened, Err(JournalFault::Damaged(2))));
}

#[test]
fn another_process_s_frames_are_read_on() {
    let (_directory, path, _) = small();
    let mut one = Journal::open(&path, &KEY, 1).unwrap();
    let mut other = Journal::open(&path, &KEY, 1).unwrap();
    one.append(&Frame::Lease { ids_up_to: 2_000 }).unwrap();
    other.refresh().unwrap();
    assert_eq!((other.last_number(), other.ids_leased()), (6, 2_000));
    other.append(&erasure(4, 2)).unwrap();
    assert_eq!(one.append(&erasure(5, 2)).unwrap(), 8);
    other.refresh().unwrap();
    assert_eq!(other.head(), one.head());
    assert_eq!(read(&other, 5).len(), 3);
}

#[test]
fn a_journal_that_was_replaced_or_shortened_takes_nothing_more() {
    let (_directory, path, ends) = small();
    let mut journal = Journal::open(&path, &KEY, 1).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let shorter = OpenOptions::new().write(true).open(&path).unwrap();
    shorter.set_len(ends[2] as u64).unwrap();
    let refused = journal.append(&erasure(3, 1));
    assert!(matches!(refused, Err(JournalFault::Damaged(5))));
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(journal.refresh(), Err(JournalFault::Replaced)));
    std::fs::write(&path, whole).unwrap();
    assert!(matches!(journal.refresh(), Err(JournalFault::Replaced)));
}

#[test]
fn a_link_or_a_directory_in_its_place_is_refused() {
    let (directory, path, _) = small();
    let link = directory.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    for place in [link.as_path(), directory.path()] {
        let opened = Journal::open(place, &KEY, 1);
        assert!(matches!(opened, Err(JournalFault::NotAFile)));
    }
}

#[test]
fn reading_can_begin_far_in_without_reading_what_comes_before() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.erasures");
    let mut journal = Journal::open(&path, &KEY, 1).unwrap();
    for batch in 0..40 {
        journal.append(&erasure(batch, 1_000)).unwrap();
    }
    let opened = Journal::open(&path, &KEY, 1).unwrap();
    assert_eq!(opened.places, journal.places);
    assert!(opened.places.len() > 2);
    for after in 0..=40 {
        let numbers: Vec<_> = read(&opened, after).iter().map(|frame| frame.0).collect();
        assert_eq!(numbers, (after + 1..=40).collect::<Vec<_>>());
    }
}
