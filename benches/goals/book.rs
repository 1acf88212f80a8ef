//! The raw figures: one JSON file for all sizes, written anew after every measurement, so that a run that is cut short
//! has not been in vain.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Outcome;
use super::measure::Sample;

/// What was measured at one size.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Size {
    /// The day.
    pub taken: String,
    /// The machine and the other side.
    pub machine: BTreeMap<String, String>,
    /// Figures by name; the ending of a name is the unit. Several are rounds.
    pub figures: BTreeMap<String, Vec<f64>>,
    /// What could not be measured, and why.
    pub left_out: BTreeMap<String, String>,
}

/// All sizes.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Book {
    /// By the number of learners.
    pub sizes: BTreeMap<u64, Size>,
    #[serde(skip)]
    path: PathBuf,
    #[serde(skip)]
    now: u64,
}

impl Book {
    /// Reads what earlier runs have left.
    pub fn open(path: &Path) -> Outcome<Self> {
        let mut book: Self = match std::fs::read(path) {
            Ok(text) => serde_json::from_slice(&text)?,
            Err(_) => Self::default(),
        };
        path.clone_into(&mut book.path);
        Ok(book)
    }

    /// Goes to the page of a size.
    pub fn turn_to(&mut self, learners: u64, taken: String, machine: BTreeMap<String, String>) {
        self.now = learners;
        let size = self.size();
        size.taken = taken;
        size.machine = machine;
    }

    fn size(&mut self) -> &mut Size {
        self.sizes.entry(self.now).or_default()
    }

    /// Forgets the figures of a part, because it is measured anew.
    pub fn forget(&mut self, part: &str) {
        let size = self.size();
        size.figures.retain(|name, _| !name.starts_with(part));
        size.left_out.retain(|name, _| !name.starts_with(part));
    }

    /// Forgets that a part failed.
    pub fn forget_left_out(&mut self, part: &str) {
        self.size().left_out.remove(part);
    }

    /// Notes a figure and writes the file.
    pub fn note(&mut self, name: &str, value: f64) -> Outcome<()> {
        let rounded = (value * 1e4).round() / 1e4;
        let figures = &mut self.size().figures;
        figures.entry(name.to_owned()).or_default().push(rounded);
        self.save()
    }

    /// Notes what a run took.
    pub fn note_sample(&mut self, name: &str, sample: &Sample) -> Outcome<()> {
        let parts = [
            ("wall_s", sample.wall_s),
            ("cpu_s", sample.cpu_s),
            ("peak_mb", sample.peak_mb),
            ("written_mb", sample.written_mb),
            ("to_disk_mb", sample.to_disk_mb),
        ];
        parts
            .iter()
            .try_for_each(|(unit, value)| self.note(&format!("{name}/{unit}"), *value))
    }

    /// Notes the middle, the tail and the number of many figures.
    pub fn note_series(&mut self, name: &str, unit: &str, values: &[f64]) -> Outcome<()> {
        let shares = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0)];
        for (share, part) in shares {
            if let Some(value) = quantile(values, part) {
                self.note(&format!("{name}/{share}_{unit}"), value)?;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of measurements")]
        self.note(&format!("{name}/count"), values.len() as f64)
    }

    /// Notes that something could not be measured.
    pub fn leave_out(&mut self, name: &str, why: &str) -> Outcome<()> {
        super::progress(&format!("  {name} is left out: {why}"));
        let why = why.lines().next().unwrap_or_default();
        let why: String = why.chars().take(200).collect();
        self.size().left_out.insert(name.to_owned(), why);
        self.save()
    }

    fn save(&self) -> Outcome<()> {
        let text = serde_json::to_string_pretty(self)?;
        let unfinished = self.path.with_extension("json.new");
        std::fs::write(&unfinished, flattened(&text) + "\n")?;
        Ok(std::fs::rename(unfinished, &self.path)?)
    }
}

impl Size {
    /// The median of a figure.
    pub fn of(&self, name: &str) -> Option<f64> {
        quantile(self.figures.get(name)?, 0.5)
    }

    /// How many times the second figure the first one is.
    pub fn ratio(&self, one: &str, other: &str) -> Option<f64> {
        Some(self.of(one)? / self.of(other)?).filter(|ratio| ratio.is_finite())
    }
}

/// The value at a share of the sorted values; the median of an even number is the middle of two.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    if (share - 0.5).abs() < f64::EPSILON {
        return Some(f64::midpoint(sorted[last / 2], sorted[last.div_ceil(2)]));
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list of some thousands"
    )]
    let place = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len()) - 1;
    sorted.get(place).copied()
}

/// Arrays of figures on one line each.
fn flattened(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut inside = false;
    for line in json.lines() {
        let line = if inside { line.trim_start() } else { line };
        text.push_str(line);
        inside = (inside || line.ends_with('[')) && !line.starts_with(']');
        text.push_str(match (inside, line.ends_with(',')) {
            (false, _) => "\n",
            (true, true) => " ",
            (true, false) => "",
        });
    }
    text.trim_end().to_owned()
}
