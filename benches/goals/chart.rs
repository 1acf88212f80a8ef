//! The chart of growth: time over the number of learners, both in powers of ten, as plain SVG that is readable on a
//! light and on a dark page.

use std::fmt::Write as _;

use super::Outcome;
use super::book::Book;
use super::page::grouped;

/// A line: the figure, how many seconds its unit is, its words, its colour.
const LINES: [(&str, f64, &str, &str); 7] = [
    (
        "job-60/shell/wall_s",
        1.0,
        "60 % deleted: sqlite3 shell",
        "#c2566b",
    ),
    (
        "job-60/tuned/wall_s",
        1.0,
        "60 % deleted: tuned shell",
        "#c98a2b",
    ),
    (
        "job-60/offboard/wall_s",
        1.0,
        "60 % deleted: Offboard",
        "#2f81d8",
    ),
    ("job-60/floor/wall_s", 1.0, "the machine's floor", "#8b919a"),
    (
        "review/offboard/wall_s",
        1.0,
        "review of that file",
        "#2e9e76",
    ),
    (
        "screens/start/first_ms",
        1e-3,
        "start to first frame",
        "#9068d0",
    ),
    (
        "screens/search/p99_ms",
        1e-3,
        "keystroke to rows, p99",
        "#5fa3a8",
    ),
];

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 460.0;
/// Left, top, right and bottom of the field.
const FIELD: (f64, f64, f64, f64) = (70.0, 20.0, 640.0, 410.0);
/// Least distance between two labels.
const APART: f64 = 17.0;

/// Maps figures to places; both scales are powers of ten.
struct Scales {
    x: (f64, f64),
    y: (f64, f64),
}

impl Scales {
    fn place(&self, learners: f64, seconds: f64) -> (f64, f64) {
        let share =
            |value: f64, (from, to): (f64, f64)| (value.log10() - from) / (to - from).max(1.0);
        let (left, top, right, bottom) = FIELD;
        (
            left + share(learners, self.x) * (right - left),
            bottom - share(seconds, self.y) * (bottom - top),
        )
    }
}

/// Draws the chart; nothing while fewer than two sizes are known.
pub fn chart(book: &Book) -> Outcome<Option<String>> {
    let lines: Vec<_> = LINES
        .iter()
        .map(|line| (line, points(book, line)))
        .collect();
    let all: Vec<(f64, f64)> = lines
        .iter()
        .flat_map(|(_, points)| points.clone())
        .collect();
    if book.sizes.len() < 2 || all.is_empty() {
        return Ok(None);
    }
    let bounds = |values: Vec<f64>| {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (least.log10().floor(), most.log10().ceil())
    };
    let scales = Scales {
        x: bounds(all.iter().map(|point| point.0).collect()),
        y: bounds(all.iter().map(|point| point.1).collect()),
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\">\n\
         <title>Time over the number of learners</title>\n"
    );
    draw_grid(&mut svg, &scales)?;
    let mut ends: Vec<(f64, &str, &str)> = Vec::new();
    for ((_, _, words, colour), points) in &lines {
        let places: Vec<(f64, f64)> = points.iter().map(|(x, y)| scales.place(*x, *y)).collect();
        let Some(last) = places.last() else { continue };
        let path: Vec<String> = places
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{}\"/>",
            path.join(" ")
        )?;
        for (x, y) in &places {
            writeln!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>"
            )?;
        }
        ends.push((last.1, words, colour));
    }
    draw_labels(&mut svg, ends)?;
    svg.push_str("</svg>\n");
    Ok(Some(svg))
}

fn points(book: &Book, (name, unit, _, _): &(&str, f64, &str, &str)) -> Vec<(f64, f64)> {
    let sizes = book.sizes.iter();
    #[expect(clippy::cast_precision_loss, reason = "a number of learners")]
    let points =
        sizes.filter_map(|(learners, size)| Some((*learners as f64, size.of(name)? * unit)));
    points.filter(|(_, seconds)| *seconds > 0.0).collect()
}

fn draw_grid(svg: &mut String, scales: &Scales) -> Outcome<()> {
    let (left, top, right, bottom) = FIELD;
    let line = "stroke=\"#8b919a\" stroke-opacity=\"0.35\"";
    for power in powers(scales.y) {
        let (_, y) = scales.place(1.0, 10_f64.powi(power));
        writeln!(
            svg,
            "<line x1=\"{left}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\" {line}/>"
        )?;
        let words = match power {
            ..0 => format!("{} ms", 10_f64.powi(power + 3)),
            _ => format!("{} s", 10_f64.powi(power)),
        };
        let (x, y) = (left - 8.0, y + 4.0);
        writeln!(
            svg,
            "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"end\" fill=\"#7d838c\">{words}</text>"
        )?;
    }
    for power in powers(scales.x) {
        let (x, _) = scales.place(10_f64.powi(power), 1.0);
        writeln!(
            svg,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{bottom}\" {line}/>"
        )?;
        let words = grouped(10_u64.pow(power.unsigned_abs()));
        let y = bottom + 20.0;
        writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\" fill=\"#7d838c\">{words}</text>"
        )?;
    }
    let (x, y) = (f64::midpoint(left, right), bottom + 42.0);
    writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" fill=\"#7d838c\">learners</text>"
    )?;
    Ok(())
}

fn powers((from, to): (f64, f64)) -> std::ops::RangeInclusive<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "whole powers of ten")]
    let range = from as i32..=to as i32;
    range
}

/// Labels at the ends of the lines, pushed apart where lines end close together.
fn draw_labels(svg: &mut String, mut ends: Vec<(f64, &str, &str)>) -> Outcome<()> {
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut above = f64::NEG_INFINITY;
    for (y, words, colour) in ends {
        let y = y.max(above + APART);
        above = y;
        let x = FIELD.2 + 12.0;
        let y = y + 4.0;
        writeln!(
            svg,
            "<text x=\"{x}\" y=\"{y:.1}\" fill=\"{colour}\">{words}</text>"
        )?;
    }
    Ok(())
}
