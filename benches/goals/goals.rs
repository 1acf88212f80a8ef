//! What is to be reached, goal by goal, and how it is read off the raw figures.

use super::book::{Book, Size};

/// The reference size.
pub const MILLION: u64 = 1_000_000;

/// A goal, or a part of one.
pub struct Goal {
    /// Its number.
    pub number: u8,
    /// The work.
    pub work: &'static str,
    /// The most that is allowed; none where a figure is only shown.
    pub limit: Option<f64>,
    /// In what it is measured.
    pub unit: Unit,
    /// For which size it is set.
    pub set_for: SetFor,
    /// Where the figure comes from.
    pub measure: fn(&View<'_>) -> Option<f64>,
}

/// In what a goal is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Times something else.
    Times,
    /// Milliseconds.
    Milliseconds,
    /// Megabytes.
    Megabytes,
    /// A count.
    Count,
}

/// For which size a goal is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetFor {
    /// It holds at every size.
    Every,
    /// It is set for one size.
    Only(u64),
}

/// One size among all.
pub struct View<'b> {
    /// All sizes.
    pub book: &'b Book,
    /// Learners of this one.
    pub learners: u64,
    /// Its figures.
    pub size: &'b Size,
}

impl View<'_> {
    fn of(&self, name: &str) -> Option<f64> {
        self.size.of(name)
    }

    fn ratio(&self, one: &str, other: &str) -> Option<f64> {
        self.size.ratio(one, other)
    }

    /// Seconds of the job a row, against a tenth of the learners.
    fn growth(&self) -> Option<f64> {
        let a_row = |size: &Size| size.ratio("job-60/offboard/wall_s", "size/upload-60_rows");
        let smaller = self.book.sizes.get(&(self.learners / 10))?;
        Some(a_row(self.size)? / a_row(smaller)?)
    }

    /// Largest resident set of any phase.
    fn peak(&self) -> Option<f64> {
        let peaks = PEAKS.iter().filter_map(|(name, _)| self.of(name));
        peaks.reduce(f64::max)
    }

    fn hostile_peak(&self) -> Option<f64> {
        let hostile = self.size.figures.keys();
        let peaks =
            hostile.filter(|name| name.starts_with("hostile/") && name.ends_with("/peak_mb"));
        peaks.filter_map(|name| self.of(name)).reduce(f64::max)
    }
}

impl Goal {
    /// Whether it is reached; none where it is not set for this size or not measured.
    pub fn is_reached(&self, view: &View<'_>) -> Option<bool> {
        if let SetFor::Only(learners) = self.set_for
            && learners != view.learners
        {
            return None;
        }
        Some((self.measure)(view)? <= self.limit?)
    }
}

/// Where memory is looked at, and in which words.
pub const PEAKS: [(&str, &str); 7] = [
    ("review/offboard/peak_mb", "`deletions check`"),
    ("job-60/offboard/peak_mb", "`deletions run`"),
    ("purge/offboard/peak_mb", "`db purge`"),
    ("import/offboard/peak_mb", "`users import`"),
    (
        "import/again/peak_mb",
        "`users import` of the same roster again",
    ),
    (
        "screens/alone/peak_mb",
        "the console: every sort order, searches, pages",
    ),
    (
        "screens/batch/peak_mb",
        "the console while it runs the batch",
    ),
];

const fn goal(
    number: u8,
    work: &'static str,
    limit: f64,
    unit: Unit,
    set_for: SetFor,
    measure: fn(&View<'_>) -> Option<f64>,
) -> Goal {
    Goal {
        number,
        work,
        limit: Some(limit),
        unit,
        set_for,
        measure,
    }
}

const fn shown(
    number: u8,
    work: &'static str,
    unit: Unit,
    measure: fn(&View<'_>) -> Option<f64>,
) -> Goal {
    Goal {
        number,
        work,
        limit: None,
        unit,
        set_for: SetFor::Every,
        measure,
    }
}

use SetFor::{Every, Only};
use Unit::{Count, Megabytes, Milliseconds, Times};

const REFERENCE: SetFor = Only(MILLION);

/// Every goal, in order.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is not general enough in its lifetimes"
)]
pub const GOALS: &[Goal] = &[
    goal(
        1,
        "whole job without the purge ÷ the sqlite3 shell, cascade",
        0.12,
        Times,
        REFERENCE,
        |v| v.ratio("job-60/offboard/wall_s", "job-60/shell/wall_s"),
    ),
    goal(
        1,
        "÷ the shell tuned by hand",
        0.35,
        Times,
        REFERENCE,
        |v| v.ratio("job-60/offboard/wall_s", "job-60/tuned/wall_s"),
    ),
    goal(
        1,
        "÷ the floor: the database's bytes written twice",
        5.0,
        Times,
        REFERENCE,
        |v| v.ratio("job-60/offboard/wall_s", "job-60/floor/wall_s"),
    ),
    shown(
        1,
        "÷ the tuned shell on this program's own tables",
        Times,
        |v| v.ratio("job-60/offboard/wall_s", "job-60/clustered/wall_s"),
    ),
    goal(
        2,
        "bytes written ÷ twice the database",
        1.1,
        Times,
        REFERENCE,
        |v| Some(v.ratio("job-60/offboard/written_mb", "size/offboard_mb")? / 2.0),
    ),
    goal(
        3,
        "10 % file ÷ the shell, cascade",
        0.35,
        Times,
        REFERENCE,
        |v| v.ratio("job-10/offboard/wall_s", "job-10/shell/wall_s"),
    ),
    goal(
        3,
        "1 % file ÷ the shell, cascade",
        0.40,
        Times,
        REFERENCE,
        |v| v.ratio("job-1/offboard/wall_s", "job-1/shell/wall_s"),
    ),
    goal(
        3,
        "100,000 learners, 60 % file ÷ the shell, cascade",
        0.17,
        Times,
        Only(100_000),
        |v| {
            let ratio = v.ratio("job-60/offboard/wall_s", "job-60/shell/wall_s");
            ratio.filter(|_| v.learners == 100_000)
        },
    ),
    goal(
        4,
        "growth: time a row ÷ that at a tenth of the learners",
        1.3,
        Times,
        REFERENCE,
        |v| v.growth(),
    ),
    goal(5, "review ÷ whole job", 0.25, Times, REFERENCE, |v| {
        v.ratio("review/offboard/wall_s", "job-60/offboard/wall_s")
    }),
    goal(6, "chunk, middle", 60.0, Milliseconds, Every, |v| {
        v.of("pace/chunk/p50_ms")
    }),
    goal(6, "chunk, longest", 100.0, Milliseconds, Every, |v| {
        v.of("pace/chunk/max_ms")
    }),
    goal(
        6,
        "from *cancel* in another process until nobody is deleted any more",
        100.0,
        Milliseconds,
        Every,
        |v| v.of("pace/cancel_ms"),
    ),
    // 32 MB as the file's limit counts them.
    goal(
        6,
        "write-ahead log, largest",
        33.554_432,
        Megabytes,
        Every,
        |v| v.of("pace/wal_mb"),
    ),
    goal(
        7,
        "act beside a batch, a command line of its own, p95",
        100.0,
        Milliseconds,
        Every,
        |v| v.of("acts/beside/p95_ms"),
    ),
    shown(
        7,
        "the same with nothing else going on, p95",
        Milliseconds,
        |v| v.of("acts/alone/p95_ms"),
    ),
    goal(
        7,
        "act in the console that runs the batch, key to receipt, p95",
        100.0,
        Milliseconds,
        Every,
        |v| v.of("screens/batch/act/p95_ms"),
    ),
    goal(
        8,
        "question beside a batch (a page, a profile, the home screen), p99",
        1.0,
        Milliseconds,
        Every,
        |v| v.of("reads/plain_beside/p99_ms"),
    ),
    shown(
        8,
        "of that, without waiting for a free processor, p99",
        Milliseconds,
        |v| v.of("reads/served_beside/p99_ms"),
    ),
    goal(
        8,
        "keystroke of a search beside a batch to its first 50, at the door, p99",
        10.0,
        Milliseconds,
        Every,
        |v| v.of("reads/glance_beside/p99_ms"),
    ),
    shown(
        8,
        "any of these questions beside a batch, p99",
        Milliseconds,
        |v| v.of("reads/beside/p99_ms"),
    ),
    goal(
        8,
        "any of these questions beside a batch, longest",
        20.0,
        Milliseconds,
        Every,
        |v| v.of("reads/beside/max_ms"),
    ),
    goal(
        8,
        "the job beside a reader ÷ alone",
        1.15,
        Times,
        REFERENCE,
        |v| v.ratio("reads/job_beside_s", "reads/job_alone_s"),
    ),
    goal(
        9,
        "keystroke in the console to the frame with the first rows, p99",
        10.0,
        Milliseconds,
        Every,
        |v| v.of("screens/search/p99_ms"),
    ),
    goal(
        9,
        "the same ÷ a search by `LIKE`, p99",
        0.05,
        Times,
        REFERENCE,
        |v| v.ratio("screens/search/p99_ms", "reads/like/p99_ms"),
    ),
    goal(
        9,
        "keystroke in the console to the frame with the exact count, p99",
        40.0,
        Milliseconds,
        Every,
        |v| v.of("screens/count/p99_ms"),
    ),
    goal(
        10,
        "a page anywhere, any order, filtered or not, at the door, p99",
        0.5,
        Milliseconds,
        Every,
        |v| v.of("reads/page/p99_ms"),
    ),
    shown(
        10,
        "key to the frame with the page, in the console, p99",
        Milliseconds,
        |v| v.of("screens/page/p99_ms"),
    ),
    goal(11, "start to first frame", 15.0, Milliseconds, Every, |v| {
        v.of("screens/start/first_ms")
    }),
    goal(11, "÷ that with 1,000 learners", 1.5, Times, Every, |v| {
        v.ratio("screens/start/first_ms", "screens/start-1000/first_ms")
    }),
    shown(
        11,
        "start to the users table with rows, a key typed between",
        Milliseconds,
        |v| v.of("screens/start/users_ms"),
    ),
    goal(
        12,
        "frame while a batch runs and somebody types, p99",
        8.0,
        Milliseconds,
        Every,
        |v| v.of("screens/batch/frame/p99_ms"),
    ),
    shown(
        12,
        "keystroke to the frame with the first rows meanwhile, p99",
        Milliseconds,
        |v| v.of("screens/batch/search/p99_ms"),
    ),
    goal(
        12,
        "processor ticks in sixty idle seconds",
        0.0,
        Count,
        Every,
        |v| v.of("screens/idle_ticks"),
    ),
    goal(
        13,
        "memory, largest of all phases",
        250.0,
        Megabytes,
        REFERENCE,
        |v| v.peak().filter(|_| v.learners != 10_000),
    ),
    goal(
        13,
        "memory, largest of all phases, 10,000 learners",
        40.0,
        Megabytes,
        Only(10_000),
        |v| v.peak().filter(|_| v.learners == 10_000),
    ),
    goal(
        13,
        "memory, worst hostile file",
        25.0,
        Megabytes,
        Every,
        |v| v.hostile_peak(),
    ),
    goal(
        14,
        "import ÷ the shell's `.import` into a plain table",
        3.0,
        Times,
        REFERENCE,
        |v| v.ratio("import/offboard/wall_s", "import/shell/wall_s"),
    ),
    shown(
        14,
        "the same roster imported again ÷ the first time",
        Times,
        |v| v.ratio("import/again/wall_s", "import/offboard/wall_s"),
    ),
    goal(
        15,
        "purge, its scan included ÷ `VACUUM`",
        1.3,
        Times,
        REFERENCE,
        |v| v.ratio("purge/offboard/wall_s", "purge/shell/wall_s"),
    ),
    goal(
        17,
        "start with an empty cache of the disk, to the users table with rows",
        300.0,
        Milliseconds,
        REFERENCE,
        |v| v.of("screens/start-cold/users_ms"),
    ),
    goal(
        0,
        "two consoles and a command line beside a batch: answered \"locked\"",
        0.0,
        Count,
        Every,
        |v| v.of("together/refusals"),
    ),
    goal(
        7,
        "act in one of the two consoles, key to receipt, p95",
        60.0,
        Milliseconds,
        Every,
        |v| v.of("together/console_act/p95_ms"),
    ),
    goal(
        0,
        "whole job on an account that has lived ÷ on a fresh one",
        1.2,
        Times,
        Only(100_000),
        |v| v.ratio("ageing/job/aged/wall_s", "ageing/job/fresh/wall_s"),
    ),
    goal(
        0,
        "review on an account that has lived ÷ on a fresh one",
        1.2,
        Times,
        Only(100_000),
        |v| v.ratio("ageing/review/aged/wall_s", "ageing/review/fresh/wall_s"),
    ),
];
