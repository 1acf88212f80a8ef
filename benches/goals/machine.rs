//! The machine in the words that matter to a reader: cores, memory, kernel, filesystem. No names and no paths.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Outcome;
use super::sql::Shell;

/// Describes the machine and the other side.
pub fn describe(folder: &Path, shell: Shell) -> Outcome<BTreeMap<String, String>> {
    let cores = std::thread::available_parallelism()?;
    let memory = fs::read_to_string("/proc/meminfo")?;
    let kilobytes: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|line| line.split_whitespace().next())
        .and_then(|figure| figure.parse().ok())
        .unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let kernel = kernel.trim().split('-').next().unwrap_or_default();
    let words = [
        ("cores", cores.to_string()),
        (
            "memory",
            format!("{} GB", (kilobytes + 524_288) / 1_048_576),
        ),
        ("kernel", format!("Linux {kernel}")),
        ("filesystem", filesystem(folder)?),
        ("processor", processor()),
        ("other_side", shell.name()?),
        ("offboard", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    Ok(words.map(|(name, word)| (name.to_owned(), word)).into())
}

/// The kind of the filesystem on which a folder lies: of all mount points above it, the longest.
fn filesystem(folder: &Path) -> Outcome<String> {
    let folder = folder.canonicalize()?;
    let mounts = fs::read_to_string("/proc/mounts")?;
    let found = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?, words.next()?))
        })
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.len());
    Ok(found.map_or("unknown", |(_, kind)| kind).to_owned())
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map(|line| line.trim_start_matches([' ', '\t', ':']).to_owned());
    model.unwrap_or_else(|| "unknown".to_owned())
}
