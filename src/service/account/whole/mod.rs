//! The whole account as plain files, and a new account made of them: all but the log, the tombstones, the mail, the
//! requests, the operators and what ended at a provider; with anything open there no files are written. Moments are seconds since 1970; a course is named by its position.

mod reading;
mod writing;

pub(crate) use reading::{Package, fill, open};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Language;
use crate::domain::settings::Settings;

/// The form of these files.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const ACCOUNT: &str = "account.json";
const LEARNERS: &str = "learners.jsonl";
/// What people read elsewhere; nothing is read back from it.
const ROSTER: &str = "roster.csv";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    learners: u64,
    files: Vec<FileLine>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    name: String,
    bytes: u64,
    sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFile {
    settings: Settings,
    license_types: Vec<TypeLine>,
    groups: Vec<String>,
    courses: Vec<String>,
    reports: Vec<ReportLine>,
    months: Vec<MonthLine>,
    course_totals: Vec<CourseLine>,
    /// Whose figures stay in the totals although they are gone.
    deleted_learners: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeLine {
    name: String,
    seats: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportLine {
    kind: String,
    period: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthLine {
    month: String,
    active_learners: u64,
    completions: u64,
    minutes: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseLine {
    course: usize,
    completions: u64,
    minutes: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LearnerLine {
    first_name: String,
    last_name: String,
    primary_email_address: Option<String>,
    unique_user_id: Option<String>,
    work_title: String,
    language: Option<Language>,
    attributes: BTreeMap<String, String>,
    connected: bool,
    last_access: Option<i64>,
    hold: Option<HoldLine>,
    groups: Vec<String>,
    licenses: Vec<HeldLine>,
    courses: Vec<ProgressLine>,
    /// When, in which course, for how many minutes.
    history: Vec<(i64, usize, u16)>,
    summaries: Vec<SummaryLine>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldLine {
    reason: String,
    since: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeldLine {
    name: String,
    status: String,
    since: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgressLine {
    course: usize,
    percent: u8,
    minutes: u64,
    last: Option<i64>,
    completed: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SummaryLine {
    report: usize,
    minutes: u32,
    completions: u32,
    views: u32,
    days: u32,
}
