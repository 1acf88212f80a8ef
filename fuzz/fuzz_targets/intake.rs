//! Any bytes: no panic, every line accounted for, and the same verdict from a reader that gives one byte at a time.

#![no_main]

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use libfuzzer_sys::fuzz_target;
use offboard::domain::batch::TerminatedCause;
use offboard::intake::roster::read_roster;
use offboard::intake::{Limits, ReadFault, read_deletions};

/// A file that gives one byte at a time.
struct Drop<'a>(Cursor<&'a [u8]>);

impl Read for Drop<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let length = target.len().min(1);
        self.0.read(&mut target[..length])
    }
}

impl Seek for Drop<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

fn verdict(file: impl Read + Seek) -> String {
    let mut said = String::new();
    let read = read_deletions(file, &Limits::upload(Some(1_000)), &mut |row| {
        said.push_str(&format!(
            "{} {:?} {:?}\n",
            row.line,
            row.identifiers(),
            row.fields.iter().collect::<Vec<_>>()
        ));
    });
    match &read {
        Ok(intake) => assert!(intake.tally.holds()),
        Err(ReadFault::Terminated(terminated)) => {
            assert_ne!(terminated.cause, TerminatedCause::Unaccounted)
        }
        Err(fault) => unreachable!("{fault}"),
    }
    format!("{said}{read:?}")
}

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(
        verdict(Cursor::new(bytes)),
        verdict(Drop(Cursor::new(bytes)))
    );
    let roster = read_roster(
        Cursor::new(bytes),
        &Limits::none(),
        &mut |_| {},
        &mut |_| {},
    );
    assert!(!matches!(roster, Err(ReadFault::Io(_))));
});
