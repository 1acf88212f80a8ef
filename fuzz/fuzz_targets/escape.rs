//! Any cell: harmless on the way out, itself again on the way in.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offboard::intake::escape::{harmless, taken_back};

fuzz_target!(|cell: &str| {
    let out = harmless(cell);
    assert!(!out.starts_with(['=', '+', '-', '@', '\t', '\r']));
    assert!(!out.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
    assert_eq!(taken_back(&out), cell);
});
