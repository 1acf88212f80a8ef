//! File operations that fail on demand: a library in C, compiled once, that is loaded before the program's own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::ground::scratch;

/// What becomes of the operation that is struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// It fails as on a broken disk.
    Broken,
    /// It fails as on a full one, when it needs room.
    Full,
    /// The process is killed before it.
    Kill,
    /// Half of it is written, then the process is killed.
    Torn,
}

/// Which operations are struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// One, and the disk is well again.
    Once,
    /// All from there on.
    Ever,
}

/// A fault to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub stroke: Stroke,
    pub lasting: Lasting,
    /// Number of the operation, from 1; 0 lets all pass.
    pub at: u64,
    /// Whether reads count as well.
    pub reads: bool,
}

/// The library that strikes operations.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| compiled("faults"))
}

/// The library that records operations.
fn recorder() -> &'static Path {
    static RECORDER: OnceLock<PathBuf> = OnceLock::new();
    RECORDER.get_or_init(|| compiled("recorder"))
}

fn compiled(name: &str) -> PathBuf {
    let target = scratch().join(name).with_extension("so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trials");
    let source = source.join(name).with_extension("c");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .args([&target, &source])
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(compiled.success(), "the C compiler refuses {name}.c");
    target
}

/// Has everything recorded that a command does to the disk in a folder.
pub fn record(command: &mut Command, folder: &Path, log: &Path) {
    command
        .env("LD_PRELOAD", recorder())
        .env("RECORD_FOLDER", folder)
        .env("RECORD_LOG", log);
}

/// Puts a command under a fault of the files in a folder; `count` gets the number of operations at a regular end.
pub fn strike(command: &mut Command, folder: &Path, fault: Fault, count: &Path) {
    let kind = match fault.stroke {
        Stroke::Broken => "eio",
        Stroke::Full => "enospc",
        Stroke::Kill => "kill",
        Stroke::Torn => "torn",
    };
    let lasting = match fault.lasting {
        Lasting::Once => "once",
        Lasting::Ever => "ever",
    };
    command
        .env("LD_PRELOAD", library())
        .env("FAULT_FOLDER", folder)
        .env("FAULT_AT", fault.at.to_string())
        .env("FAULT_KIND", kind)
        .env("FAULT_FOR", lasting)
        .env("FAULT_COUNT", count);
    if fault.reads {
        command.env("FAULT_READS", "1");
    }
}
