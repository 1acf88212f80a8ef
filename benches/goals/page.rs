//! The page for people: every goal with what was measured, then what the figures are made of.

use std::fmt::Write as _;

use super::Outcome;
use super::book::{Book, Size};
use super::goals::{GOALS, Goal, PEAKS, Unit, View};

/// Who did the job, in which words.
const DOERS: [(&str, &str); 7] = [
    (
        "offboard",
        "**Offboard**: review, durable plan, deletion, log, journal, results",
    ),
    ("shell", "sqlite3 shell: `.import`, `DELETE … IN`, cascade"),
    (
        "tuned",
        "sqlite3 shell tuned by hand: 256 MB cache, children first, no cascade",
    ),
    ("clustered", "the tuned shell on Offboard's own tables"),
    ("python", "Python, row at a time, one transaction"),
    ("python-1000", "Python, row at a time, a commit every 1,000"),
    (
        "floor",
        "floor: the database's bytes written twice and synced",
    ),
];

/// What is shown with its middle, its tail and its longest.
const SERIES: &[(&str, &str)] = &[
    ("reads/page", "a page of a list, at the service's door"),
    (
        "reads/list",
        "another order or filter, first page and count, at the door",
    ),
    (
        "reads/glance",
        "a keystroke of a search to its first 50, at the door",
    ),
    ("reads/search", "the same with the exact count, at the door"),
    (
        "reads/like",
        "first 50 and count by `LIKE`, ordinary tables",
    ),
    (
        "reads/plain_beside",
        "a page, a profile, the home screen beside a batch, at the door",
    ),
    (
        "reads/served_beside",
        "the same without waiting for a free processor",
    ),
    (
        "reads/glance_beside",
        "a keystroke of a search to its first 50 beside a batch, at the door",
    ),
    (
        "reads/search_beside",
        "the same with the exact count, beside a batch",
    ),
    (
        "reads/list_beside",
        "another order or filter beside a batch, at the door",
    ),
    (
        "screens/search",
        "a keystroke of a search, to the frame with the first rows",
    ),
    (
        "screens/count",
        "the same, to the frame with the exact count",
    ),
    ("screens/page", "a page, key to frame"),
    ("screens/alone/frame", "a frame"),
    (
        "screens/batch/frame",
        "a frame while the console runs a batch",
    ),
    (
        "screens/batch/act",
        "an act in the console that runs a batch",
    ),
    (
        "acts/alone",
        "an act on the command line, its start included",
    ),
    ("acts/beside", "the same beside a batch"),
    (
        "together/line_act",
        "the same beside a batch and two consoles",
    ),
];

const HEAD: &str = "# Performance

Written by `cargo bench --bench goals`; `performance.json` beside it holds every raw figure. What the crosses are made of:
[limits.md](limits.md).

```sh
cargo bench --bench goals -- --learners 1000000    # one size
cargo bench --bench goals -- --growth              # 1,000, 10,000, 100,000 and the chart
```

The real program runs against what a user would reach for instead: interleaved in each round, each on a fresh copy that
the disk already has, page cache warm, WAL, `synchronous=FULL` and `secure_delete=ON` on both sides, end states compared
after every run. The other side has the same learners and records in an ordinary schema (indexes on email, ID and every
foreign key), filled user by user, which suits it best. It gets a clean list and does nothing but delete. Offboard gets
the file as people upload it, in random order with duplicates, unknown people and broken rows.
";

/// The whole page.
pub fn page(book: &Book, has_chart: Option<&str>) -> Outcome<String> {
    let mut text = HEAD.to_owned();
    let views: Vec<View<'_>> = book
        .sizes
        .iter()
        .map(|(learners, size)| View {
            book,
            learners: *learners,
            size,
        })
        .collect();
    let Some(last) = views.last() else {
        return Ok(text);
    };
    goals(&mut text, &views)?;
    jobs(&mut text, last)?;
    phases(&mut text, last)?;
    memory(&mut text, &views)?;
    series(&mut text, last)?;
    if let Some(chart) = has_chart {
        write!(
            text,
            "\n## Growth\n\n![Time over the number of learners]({chart})\n"
        )?;
    }
    left_out(&mut text, &views)?;
    machine(&mut text, &views)?;
    Ok(text)
}

fn goals(text: &mut String, views: &[View<'_>]) -> Outcome<()> {
    write!(
        text,
        "\n## Goals\n\nMedians of the rounds where no share of many measurements is named. ✓ reached, ✗ not reached; a figure without \
         either belongs to\na size for which its goal is not set.\n\n| # | work | goal |"
    )?;
    for view in views {
        write!(text, " {} |", grouped(view.learners))?;
    }
    write!(text, "\n|---|---|---|{}\n", "---|".repeat(views.len()))?;
    for goal in GOALS {
        let number = match goal.number {
            0 => String::new(),
            number => number.to_string(),
        };
        let limit = goal.limit.map_or_else(String::new, |limit| {
            format!("≤ {}", shown(limit, goal.unit))
        });
        write!(text, "| {number} | {} | {limit} |", goal.work)?;
        for view in views {
            write!(text, " {} |", cell(goal, view))?;
        }
        text.push('\n');
    }
    Ok(())
}

fn cell(goal: &Goal, view: &View<'_>) -> String {
    let Some(measured) = (goal.measure)(view) else {
        return "–".to_owned();
    };
    let mark = match goal.is_reached(view) {
        Some(true) => " ✓",
        Some(false) => " **✗**",
        None => "",
    };
    format!("{}{mark}", shown(measured, goal.unit))
}

fn jobs(text: &mut String, view: &View<'_>) -> Outcome<()> {
    let size = view.size;
    let rows = grouped_float(size.of("size/upload-60_rows"));
    let upload = one_digit(size.of("size/upload-60_mb"));
    write!(
        text,
        "\n## The whole job at {} learners\n\nA file of {rows} rows ({upload} MB); databases of {} MB (Offboard) and {} MB \
         (ordinary tables).\n\n| 60 % of the learners | seconds | × Offboard | CPU seconds | peak MB | written MB |\n\
         |---|---|---|---|---|---|\n",
        grouped(view.learners),
        one_digit(size.of("size/offboard_mb")),
        one_digit(size.of("size/ordinary_mb")),
    )?;
    for (name, words) in DOERS {
        let of = |what: &str| size.of(&format!("job-60/{name}/{what}"));
        let Some(wall) = of("wall_s") else { continue };
        let times = size.of("job-60/offboard/wall_s").map(|ours| wall / ours);
        writeln!(
            text,
            "| {words} | {} | {} | {} | {} | {} |",
            digits(wall),
            times.map_or_else(String::new, digits),
            of("cpu_s").map_or_else(String::new, digits),
            one_digit(of("peak_mb")),
            one_digit(of("written_mb")),
        )?;
    }
    Ok(())
}

fn phases(text: &mut String, view: &View<'_>) -> Outcome<()> {
    let mut names: Vec<(&str, f64)> = view
        .size
        .figures
        .keys()
        .filter_map(|name| name.strip_prefix("phase/")?.strip_suffix("_ms"))
        .filter_map(|name| Some((name, view.size.of(&format!("phase/{name}_ms"))?)))
        .collect();
    let Some(whole) = view.size.of("phase/whole_ms") else {
        return Ok(());
    };
    names.retain(|(name, _)| *name != "whole");
    let outer = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let of_outer = |name: &str| {
        view.size
            .of(&format!("phase/{}_ms", outer(name)))
            .unwrap_or_default()
    };
    names.sort_by(|one, other| {
        let by_outer = of_outer(other.0)
            .total_cmp(&of_outer(one.0))
            .then(outer(one.0).cmp(&outer(other.0)));
        by_outer
            .then(one.0.contains('.').cmp(&other.0.contains('.')))
            .then(other.1.total_cmp(&one.1))
    });
    write!(
        text,
        "\n## Where the time of the job goes, at {} learners\n\n`offboard deletions run … --timings FILE` writes it. A \
         dotted name lies inside the one before its dot.\n\n| phase | ms | share of the job |\n|---|---|---|\n",
        grouped(view.learners)
    )?;
    for (name, ms) in names {
        writeln!(
            text,
            "| {name} | {} | {:.1} % |",
            digits(ms),
            ms / whole * 100.0
        )?;
    }
    writeln!(text, "| the whole process | {} | |", digits(whole))?;
    Ok(())
}

fn memory(text: &mut String, views: &[View<'_>]) -> Outcome<()> {
    write!(
        text,
        "\n## Memory\n\nLargest resident set, in MB.\n\n| learners |"
    )?;
    for view in views {
        write!(text, " {} |", grouped(view.learners))?;
    }
    write!(text, "\n|---|{}\n", "---|".repeat(views.len()))?;
    let mut row = |words: &str, name: &str| -> Outcome<()> {
        write!(text, "| {words} |")?;
        for view in views {
            write!(text, " {} |", one_digit(view.size.of(name)))?;
        }
        text.push('\n');
        Ok(())
    };
    for (name, words) in PEAKS {
        row(words, name)?;
    }
    let hostile = views.iter().flat_map(|view| view.size.figures.keys());
    let hostile: std::collections::BTreeSet<&str> = hostile
        .filter_map(|name| name.strip_prefix("hostile/")?.strip_suffix("/peak_mb"))
        .collect();
    for name in hostile {
        let words = format!(
            "`deletions check`, a file of 15 MB: {}",
            name.replace('-', " ")
        );
        let words = if name == "one-row" {
            "`deletions check`, a file of one row"
        } else {
            &words
        };
        row(words, &format!("hostile/{name}/peak_mb"))?;
    }
    Ok(())
}

fn series(text: &mut String, view: &View<'_>) -> Outcome<()> {
    write!(
        text,
        "\n## How long one waits, at {} learners\n\n| milliseconds | p50 | p95 | p99 | longest | measured |\n|---|---|---|---|---|---|\n",
        grouped(view.learners)
    )?;
    for (name, words) in SERIES {
        let of = |share: &str| view.size.of(&format!("{name}/{share}_ms"));
        let Some(middle) = of("p50") else { continue };
        write!(text, "| {words} | {} |", digits(middle))?;
        for share in ["p95", "p99", "max"] {
            write!(text, " {} |", of(share).map_or_else(String::new, digits))?;
        }
        writeln!(
            text,
            " {} |",
            grouped_float(view.size.of(&format!("{name}/count")))
        )?;
    }
    Ok(())
}

fn left_out(text: &mut String, views: &[View<'_>]) -> Outcome<()> {
    let missing = |size: &Size| !size.left_out.is_empty();
    if !views.iter().any(|view| missing(view.size)) {
        return Ok(());
    }
    text.push_str("\n## Not measured\n\n");
    for view in views {
        for (name, why) in &view.size.left_out {
            writeln!(
                text,
                "- {} learners, `{name}`: {why}.",
                grouped(view.learners)
            )?;
        }
    }
    Ok(())
}

fn machine(text: &mut String, views: &[View<'_>]) -> Outcome<()> {
    text.push_str("\n## The machine\n\n");
    for view in views {
        let word = |name: &str| view.size.machine.get(name).map_or("?", String::as_str);
        writeln!(
            text,
            "- {} learners, {}: {} cores ({}), {} of memory, {}, {}; the other side: {}; Offboard {}.",
            grouped(view.learners),
            view.size.taken,
            word("cores"),
            word("processor"),
            word("memory"),
            word("kernel"),
            word("filesystem"),
            word("other_side"),
            word("offboard"),
        )?;
    }
    Ok(())
}

fn shown(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Times => digits(value),
        Unit::Milliseconds => format!("{} ms", digits(value)),
        Unit::Megabytes => format!("{} MB", digits(value)),
        Unit::Count => format!("{value:.0}"),
    }
}

/// Three digits, whatever the size.
fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn one_digit(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.1}"))
}

/// A number with commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn grouped_float(value: Option<f64>) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of rows"
    )]
    value.map_or_else(String::new, |value| grouped(value as u64))
}
