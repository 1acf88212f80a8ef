//! No two files of the library need each other, however many stand between them; a file and those in its own folder may.
//!
//! What is read are `use` declarations, and what is taken through a module that one of them names. A name that a module
//! passes on with `pub use` counts as taken from where it is defined.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module as the names on the way to it.
type Module = Vec<String>;

/// The code of a file: no comments, and nothing behind its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = text.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join(" ")
}

fn read(folder: &Path, module: &Module, found: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut inner = module.clone();
        if path.is_dir() {
            inner.push(name);
            read(&path, &inner, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && name != "main" {
            if !["mod", "lib"].contains(&name.as_str()) {
                inner.push(name);
            }
            found.insert(inner, code(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The paths of a `use` tree, each with the name by which it is known there.
fn expand(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let inner = &inner[..inner.rfind('}').unwrap()];
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| expand(part))
        .map(|part| format!("{before}{part}"))
        .collect()
}

/// What a file imports: the path, the name it gets, and whether it is passed on.
fn imports(
    module: &Module,
    code: &str,
    all: &BTreeMap<Module, String>,
) -> Vec<(Module, String, bool)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let (before, rest) = (code[..at].trim_end(), &code[at + 4..]);
        let begins = before.is_empty() || before.ends_with([';', '}', '{', ']']);
        let is_public = before.ends_with("pub") || before.ends_with(')');
        if !begins && !is_public {
            continue;
        }
        for path in expand(rest.split(';').next().unwrap()) {
            let mut words = path.split(" as ").map(str::trim);
            let path = words.next().unwrap();
            let name = words
                .next()
                .unwrap_or_else(|| path.rsplit("::").next().unwrap());
            let steps: Vec<String> = path
                .split("::")
                .map(|step| step.trim().to_owned())
                .collect();
            if let Some(whole) = absolute(module, &steps, all) {
                found.push((whole, name.to_owned(), is_public));
            }
        }
    }
    found
}

/// A path from the root of the library; none for one of another library.
fn absolute(module: &Module, steps: &[String], all: &BTreeMap<Module, String>) -> Option<Module> {
    let mut base = module.clone();
    let mut steps = steps.iter();
    let first = steps.next()?;
    match first.as_str() {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            base.pop();
        }
        child => {
            base.push(child.to_owned());
            all.get(&base)?;
        }
    }
    for step in steps {
        match step.as_str() {
            "self" => {}
            "super" => {
                base.pop();
            }
            _ => base.push(step.clone()),
        }
    }
    Some(base)
}

/// The module that defines what a path leads to.
fn home(
    path: &Module,
    all: &BTreeMap<Module, String>,
    passed_on: &BTreeMap<Module, Module>,
) -> Option<Module> {
    let mut path = path.clone();
    for _ in 0..8 {
        let longest = (0..=path.len())
            .rev()
            .find(|end| all.contains_key(&path[..*end]))?;
        let name = path.get(..=longest).map(<[String]>::to_vec);
        match name.as_ref().and_then(|name| passed_on.get(name)) {
            Some(target) => {
                let rest = path[longest + 1..].to_vec();
                path = target.iter().cloned().chain(rest).collect();
            }
            None => return Some(path[..longest].to_vec()),
        }
    }
    None
}

/// Which files each file takes something from, but for those above and below it.
fn arrows(all: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut taken = BTreeMap::new();
    let mut passed_on = BTreeMap::new();
    for (module, code) in all {
        let imports = imports(module, code, all);
        for (path, name, _) in imports.iter().filter(|(.., is_public)| *is_public) {
            let known_as: Module = module.iter().cloned().chain([name.clone()]).collect();
            passed_on.insert(known_as, path.clone());
        }
        taken.insert(module.clone(), imports);
    }
    let mut arrows: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, imports) in &taken {
        let mut paths = Vec::new();
        for (path, name, _) in imports {
            if !all.contains_key(path) {
                paths.push(path.clone());
                continue;
            }
            for piece in all[module].split(&format!("{name}::")).skip(1) {
                let end = piece.find(|c: char| !c.is_alphanumeric() && c != '_');
                let used = &piece[..end.unwrap_or(piece.len())];
                paths.push(path.iter().cloned().chain([used.to_owned()]).collect());
            }
        }
        let homes = paths.iter().filter_map(|path| home(path, all, &passed_on));
        let others = homes.filter(|to| !to.starts_with(module) && !module.starts_with(to));
        arrows.entry(module.clone()).or_default().extend(others);
    }
    arrows
}

/// The files that lie on a circle, with those that they reach and are reached by.
fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(module) = open.pop() {
            for next in arrows.get(&module).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&Module, BTreeSet<Module>> = arrows
        .keys()
        .map(|module| (module, reached(module)))
        .collect();
    let on_circle = reach
        .iter()
        .filter(|(module, seen)| seen.contains(**module));
    on_circle
        .map(|(module, seen)| {
            let back = |other: &&Module| reach.get(other).is_some_and(|it| it.contains(*module));
            seen.iter().filter(back).cloned().collect()
        })
        .collect()
}

fn library() -> BTreeMap<Module, String> {
    let mut all = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&root, &Module::new(), &mut all);
    assert!(all.len() > 300, "the sources were not found");
    all
}

#[test]
fn no_files_need_each_other() {
    let found = circles(&arrows(&library()));
    let named = found.iter().map(|circle| {
        let files = circle.iter().map(|module| module.join("::"));
        files.collect::<Vec<_>>().join(", ")
    });
    let named: Vec<String> = named.collect();
    assert!(named.is_empty(), "\n{}", named.join("\n"));
}

#[test]
fn a_planted_circle_is_found_through_what_a_module_passes_on() {
    let module = |path: &str| path.split("::").map(str::to_owned).collect::<Module>();
    let mut all = BTreeMap::from([
        (Module::new(), String::new()),
        (module("one"), "mod inner; pub use inner::Kept;".to_owned()),
        (
            module("one::inner"),
            "use crate::other::{self, Plain}; fn f() { other::g(); }".to_owned(),
        ),
        (module("other"), "struct Plain;".to_owned()),
    ]);
    assert!(circles(&arrows(&all)).is_empty());
    all.insert(module("other"), "use crate::one::Kept;".to_owned());
    let found = circles(&arrows(&all));
    let circle = BTreeSet::from([module("one::inner"), module("other")]);
    assert_eq!(found, BTreeSet::from([circle]));
}
