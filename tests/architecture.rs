//! The house keeps its shape: layers, who may name which library, who may look at a clock, how files open and how long
//! they are, and that every text that is asked for by its id is there.
//!
//! Each rule is a function over text, so that a planted violation shows that it can fail.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const LONGEST: usize = 500;

/// What each room of the crate may name. `ui | cli → service → store → domain`; `intake → domain`; the words that both
/// doors share (`wording`, `texts`, `numerals`, `formats`, `sanitise`) and the one error stand beside the layers.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("durable", &[]),
    ("sanitise", &["domain"]),
    ("numerals", &["domain"]),
    ("texts", &["domain", "numerals"]),
    ("formats", &["domain", "numerals", "texts"]),
    ("error", &["domain"]),
    ("intake", &["domain"]),
    ("connect", &["domain", "durable", "sanitise"]),
    ("store", &["domain", "durable", "error"]),
    (
        "service",
        &[
            "domain", "durable", "error", "intake", "store", "connect", "texts", "formats",
            "wording", "sanitise",
        ],
    ),
    (
        "wording",
        &["domain", "error", "formats", "sanitise", "service", "texts"],
    ),
    ("command", &["domain", "service", "texts"]),
    (
        "serve",
        &[
            "domain", "durable", "error", "formats", "sanitise", "service", "start", "texts", "ui",
        ],
    ),
    ("start", &["command", "domain", "error", "service", "texts"]),
    (
        "tour",
        &[
            "command", "domain", "error", "formats", "service", "start", "texts", "ui", "wording",
        ],
    ),
    (
        "ui",
        &[
            "command", "domain", "error", "formats", "sanitise", "service", "start", "texts",
            "wording",
        ],
    ),
    (
        "cli",
        &[
            "command", "domain", "durable", "error", "formats", "sanitise", "service", "start",
            "texts", "tour", "wording",
        ],
    ),
];

/// Libraries, and the rooms that may name them.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("ratatui", &["ui", "tour"]),
    ("crossterm", &["ui", "tour"]),
    ("tui_input", &["ui"]),
    ("nucleo_matcher", &["ui"]),
    ("rfd", &["ui"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
    ("rpassword", &["cli"]),
    ("lettre", &["connect"]),
    ("ureq", &["connect"]),
    ("argon2", &["service"]),
    ("ed25519_dalek", &["service"]),
    // The one room with a runtime: whatever else waits, waits on a thread.
    ("tokio", &["serve"]),
    ("russh", &["serve"]),
    ("russh_sftp", &["serve"]),
    ("portable_pty", &["serve"]),
    ("csv", &["intake", "service", "store", "cli"]),
];

/// Ways to ask what time it is, and the files that may: where the program meets the machine, and where it measures how
/// long its own work takes.
const CLOCKS: &[(&str, &[&str])] = &[
    ("SystemTime::now", &["ui/runtime/frames.rs"]),
    ("Zoned::now", &[]),
    ("Timestamp::now", &["start.rs"]),
    ("TimeZone::system", &["cli/mod.rs"]),
    (
        "Instant::now",
        &[
            // How long a mail server may take.
            "connect/reaching.rs",
            "ui/runtime/",
            "serve/",
            "tour/",
            "cli/mod.rs",
            "cli/output/mod.rs",
            "connect/reaching.rs",
            "service/mod.rs",
            "service/background.rs",
            "service/deletion/running.rs",
            // How fast calls are made, and when they are made again.
            "service/provider/calling.rs",
            "service/timings.rs",
        ],
    ),
];

/// A source file: its path below `src`, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The room of the crate in which it stands.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules deep it stands: 1 for `domain/mod.rs` and `error.rs`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") {
            parts - 1
        } else {
            parts
        }
    }

    /// Its lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines.filter_map(|(index, line)| {
            let code = line.split(" // ").next().unwrap_or_default();
            (!code.trim_start().starts_with("//")).then_some((index + 1, code))
        })
    }
}

/// Every file below `src`, in order.
fn sources() -> Vec<Source> {
    sources_below("src")
}

fn sources_below(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source::new(&below.to_string_lossy(), &text));
            }
        }
    }
    found.sort_by(|one, two| one.path.cmp(&two.path));
    found
}

/// The name at the beginning of a text.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// Whether something stands in a line as a word of its own, followed by `::` or an end.
fn names_library(line: &str, library: &str) -> bool {
    let mut rest = line;
    while let Some(at) = rest.find(library) {
        let before = rest[..at].chars().next_back();
        let after = &rest[at + library.len()..];
        let begins = before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != ':');
        let is_use = line.trim_start().starts_with("use ") && after.starts_with(';');
        if begins && (after.starts_with("::") || is_use) {
            return true;
        }
        rest = after;
    }
    false
}

/// Rooms of the crate that a line of a file names: after `crate::`, in a list after it, or by climbing to the root.
fn rooms_named(line: &str, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for piece in line.split("crate::").skip(1) {
        match piece.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or_default();
                found.extend(list.split(',').map(|part| name(part.trim()).to_owned()));
            }
            None => found.push(name(piece).to_owned()),
        }
    }
    let climb = "super::".repeat(depth);
    if let Some(rest) = line.split(climb.as_str()).nth(1)
        && !line.contains(&format!("{climb}super::"))
    {
        found.push(name(rest).to_owned());
    }
    found.retain(|room| MAY_NAME.iter().any(|(known, _)| known == room));
    found
}

/// Layers that are passed over or climbed.
fn breaches_of_layers(source: &Source) -> Vec<String> {
    let room = source.room();
    if matches!(room, "lib" | "main") {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_NAME.iter().find(|(known, _)| *known == room) else {
        return vec![format!("{}: a room that no rule knows", source.path)];
    };
    let mut breaches = Vec::new();
    for (number, line) in source.code() {
        for named in rooms_named(line, source.depth()) {
            if named != room && !allowed.contains(&named.as_str()) {
                breaches.push(format!("{}:{number} names {named}", source.path));
            }
        }
    }
    breaches
}

/// Libraries that a room may not name.
fn breaches_of_libraries(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    for (number, line) in source.code() {
        for (library, rooms) in LIBRARIES {
            if names_library(line, library) && !rooms.contains(&source.room()) {
                breaches.push(format!("{}:{number} names {library}", source.path));
            }
        }
    }
    breaches
}

/// Clocks that are looked at where they may not be.
fn breaches_of_clocks(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    for (number, line) in source.code() {
        for (clock, files) in CLOCKS {
            let allowed = files.iter().any(|file| {
                source.path == *file || file.ends_with('/') && source.path.starts_with(file)
            });
            if line.contains(clock) && !allowed {
                breaches.push(format!("{}:{number} asks {clock}", source.path));
            }
        }
    }
    breaches
}

/// What is wrong with how a file opens and how long it is.
fn breaches_of_form(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    if !source.text.starts_with("//!") {
        breaches.push(format!("{} does not say what it is for", source.path));
    }
    let lines = source.text.lines().count();
    if lines > LONGEST {
        breaches.push(format!("{} has {lines} lines", source.path));
    }
    breaches
}

/// Ids of messages that a file asks for as data, where the compiler does not look.
fn ids_asked_for(source: &Source) -> BTreeSet<String> {
    const BEFORE: [&str; 4] = [".message(\"", "Message(\"", "help: \"", "message_with(\""];
    let mut found = BTreeSet::new();
    for (_, line) in source.code() {
        for before in BEFORE {
            for piece in line.split(before).skip(1) {
                let id = piece.split('"').next().unwrap_or_default();
                if !id.is_empty() && !id.contains('{') {
                    found.insert(id.to_owned());
                }
            }
        }
    }
    found
}

/// Ids of a Fluent file.
fn ids_of(file: &str) -> BTreeSet<String> {
    let ids = file.lines().filter_map(|line| line.split_once(" ="));
    ids.map(|(id, _)| id.to_owned())
        .filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

#[track_caller]
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

fn all(rule: fn(&Source) -> Vec<String>) -> Vec<String> {
    let sources = sources();
    assert!(sources.len() > 100, "the sources were not found");
    sources.iter().flat_map(rule).collect()
}

#[test]
fn every_room_names_only_what_lies_below_it() {
    assert_none(&all(breaches_of_layers));
}

#[test]
fn every_library_is_named_in_its_own_room_only() {
    assert_none(&all(breaches_of_libraries));
}

#[test]
fn the_time_is_asked_for_at_the_edges_only() {
    assert_none(&all(breaches_of_clocks));
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    assert_none(&all(breaches_of_form));
}

#[test]
fn every_file_of_the_tests_says_what_it_is_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("//!"), "{}", path.display());
        }
    }
}

/// Paths of the repository that a paper names: what begins with one of its folders, with `{a,b}` written out.
fn paths_named(paper: &str) -> BTreeSet<String> {
    const FOLDERS: [&str; 6] = ["src/", "docs/", "tests/", "assets/", "benches/", ".ci/"];
    let mut found = BTreeSet::new();
    let ends = |c: char| c.is_whitespace() || "`()[]<>*\"'|".contains(c);
    for word in paper.split(ends) {
        let word = word.trim_end_matches(['.', ',', ';', ':', '?']);
        if !FOLDERS.iter().any(|folder| word.starts_with(folder)) || word.contains("NN") {
            continue;
        }
        match (word.find('{'), word.find('}')) {
            (Some(begin), Some(end)) if begin < end => {
                let (before, after) = (&word[..begin], &word[end + 1..]);
                let parts = word[begin + 1..end].split(',');
                found.extend(parts.map(|part| format!("{before}{part}{after}")));
            }
            _ => {
                found.insert(word.to_owned());
            }
        }
    }
    found
}

/// Whether a path, or a module of this path, is there.
fn is_there(path: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(path).exists() || root.join(format!("{path}.rs")).exists()
}

/// The papers: what stands beside the README and below `docs`, each with its path.
fn papers() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        root.to_owned(),
        root.join("docs"),
        root.join("docs/reference"),
    ];
    let files = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    let papers = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    papers
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_path_that_a_paper_names_is_there() {
    let papers = papers();
    assert!(papers.len() > 12, "the papers were not found");
    let mut named = 0;
    for (paper, text) in &papers {
        for path in paths_named(text) {
            named += 1;
            assert!(
                is_there(&path)
                    || path.contains(['*', '…', '$'])
                    || path.contains("LANG")
                    || path.contains("TAG"),
                "{} names {path}",
                paper.display()
            );
        }
    }
    assert!(named > 40, "only {named} paths were found");
}

#[test]
fn every_link_of_a_paper_leads_to_something_in_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .canonicalize()
        .unwrap();
    for (paper, text) in &papers() {
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap_or_default();
            if link.contains("://") || link.starts_with('#') {
                continue;
            }
            let target = paper
                .parent()
                .unwrap()
                .join(link.split('#').next().unwrap_or_default());
            let there = target.canonicalize();
            assert!(
                there.is_ok_and(|there| there.starts_with(&root)),
                "{} links to {link}",
                paper.display()
            );
        }
    }
}

#[test]
fn every_test_that_holds_a_fault_is_there() {
    let paper = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let paper = fs::read_to_string(paper).unwrap();
    let sources: Vec<Source> = ["src", "tests"]
        .map(sources_below)
        .into_iter()
        .flatten()
        .collect();
    let mut named = 0;
    for name in paper.split('`').skip(1).step_by(2) {
        if name.matches('_').count() < 3 {
            continue;
        }
        named += 1;
        let test = format!("fn {name}(");
        assert!(
            sources.iter().any(|source| source.text.contains(&test)),
            "docs/faults.md names {name}"
        );
    }
    assert!(named > 80, "only {named} tests were found");
}

#[test]
fn a_planted_path_is_found_and_missed() {
    let named = paths_named("See `src/{cli,nowhere}/args`, [it](docs/none.md) and src/lib.rs.");
    let named: Vec<_> = named
        .iter()
        .map(|path| (path.as_str(), is_there(path)))
        .collect();
    assert_eq!(
        named,
        [
            ("docs/none.md", false),
            ("src/cli/args", true),
            ("src/lib.rs", true),
            ("src/nowhere/args", false),
        ]
    );
}

#[test]
fn every_text_asked_for_by_its_id_is_there_in_every_language() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    let asked: BTreeSet<_> = sources().iter().flat_map(ids_asked_for).collect();
    assert!(asked.len() > 50, "the ids were not found: {asked:?}");
    for language in ["en", "id"] {
        let file = fs::read_to_string(locales.join(language).join("offboard.ftl")).unwrap();
        let known = ids_of(&file);
        let missing: Vec<_> = asked.difference(&known).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn a_planted_breach_of_a_layer_is_found() {
    for (path, line) in [
        ("domain/user.rs", "use crate::store::Store;"),
        ("domain/mod.rs", "    crate::error::Error::Stale"),
        ("domain/user.rs", "use super::super::error::Error;"),
        ("intake/mod.rs", "use crate::service::Service;"),
        (
            "store/users.rs",
            "use crate::{domain::id::UserId, service::Service};",
        ),
        ("service/mod.rs", "use crate::ui::key::Key;"),
        ("ui/shell/app/acting.rs", "use crate::store::Store;"),
        ("ui/shell/app/mod.rs", "use crate::cli::output::Output;"),
        ("ui/shell/app/mod.rs", "use crate::tour::Tour;"),
        ("tour/stage.rs", "use crate::store::Store;"),
        ("cli/mod.rs", "use super::ui::shell::app::App;"),
        ("cellar/mod.rs", "use std::fmt;"),
    ] {
        let source = Source::new(path, line);
        assert_eq!(breaches_of_layers(&source).len(), 1, "{path}: {line}");
    }
    for (path, line) in [
        ("ui/shell/app/mod.rs", "use crate::service::Service;"),
        ("ui/shell/app/mod.rs", "//! See [`crate::cli`]."),
        (
            "ui/screens/home/mod.rs",
            "use super::super::canvas::Canvas;",
        ),
        ("store/mod.rs", "use crate::domain::time::Timestamp;"),
    ] {
        assert_none(&breaches_of_layers(&Source::new(path, line)));
    }
}

#[test]
fn a_planted_library_is_found() {
    for (path, line) in [
        ("service/mod.rs", "use rusqlite::Connection;"),
        ("domain/user.rs", "fn from(row: &rusqlite::Row) {}"),
        ("cli/mod.rs", "use ratatui::Frame;"),
        ("service/mod.rs", "crossterm::terminal::size()"),
        ("ui/shell/app/mod.rs", "#[derive(clap::Parser)]"),
        ("domain/mod.rs", "use clap;"),
    ] {
        let source = Source::new(path, line);
        assert_eq!(breaches_of_libraries(&source).len(), 1, "{path}: {line}");
    }
    for (path, line) in [
        ("store/mod.rs", "use rusqlite::Connection;"),
        ("domain/mod.rs", "// rusqlite::Row is not for here"),
        ("intake/mod.rs", "use crate::csv::Row;"),
    ] {
        assert_none(&breaches_of_libraries(&Source::new(path, line)));
    }
}

#[test]
fn a_planted_clock_is_found() {
    let planted = "let now = jiff::Timestamp::now();";
    assert_eq!(
        breaches_of_clocks(&Source::new("service/account/upkeep.rs", planted)).len(),
        1
    );
    assert_none(&breaches_of_clocks(&Source::new("start.rs", planted)));
    let planted = "let began = Instant::now();";
    assert_eq!(
        breaches_of_clocks(&Source::new("ui/shell/app/mod.rs", planted)).len(),
        1
    );
    assert_none(&breaches_of_clocks(&Source::new(
        "ui/runtime/threads.rs",
        planted,
    )));
}

#[test]
fn a_planted_fault_of_form_is_found() {
    let silent = Source::new("domain/user.rs", "use std::fmt;\n");
    assert_eq!(breaches_of_form(&silent).len(), 1);
    let long = Source::new("domain/user.rs", &"//! Long.\n".repeat(LONGEST + 1));
    assert_eq!(breaches_of_form(&long).len(), 1);
    let good = Source::new("domain/user.rs", &"//! Good.\n".repeat(LONGEST));
    assert_none(&breaches_of_form(&good));
}

#[test]
fn a_planted_id_is_found_and_compared_with_the_file() {
    let source = Source::new(
        "ui/shell/app/mod.rs",
        "texts.message(\"no-such-text\"); Label::Message(\"a\");\n// .message(\"not-asked\")\n",
    );
    let asked = ids_asked_for(&source);
    assert_eq!(asked.len(), 2);
    let known = ids_of("a = A\n    .b = C\n# no-such-text = \n");
    let missing: Vec<_> = asked.difference(&known).collect();
    assert_eq!(missing, ["no-such-text"]);
}
