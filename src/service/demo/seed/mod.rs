//! Learners out of nothing: the same for the same seed and index, on any machine.
//!
//! `offboard seed` fills trials and benchmarks of any size from here, `offboard demo` its small account. A learner is
//! computed from the index alone, so nothing is held in memory and any part can be made anywhere. Addresses are on
//! names reserved for examples and never repeat; moments hang on the `now` that is given, everything else does not.

mod calendar;
mod demo;
mod dice;
mod names;
mod stock;
#[cfg(test)]
mod tests;
pub(crate) mod totals;

use std::fmt::Write as _;

pub use demo::{
    ADMIN, DemoOperator, DemoRequest, FORMER, LEAVERS, OPERATORS, REQUESTS, plain_deletion_csv,
};
pub use stock::{SeedCourse, SeedLicenseType};

use self::calendar::{Calendar, DAYS};
use self::dice::Dice;
use self::names::Names;
use self::stock::{CastMember, Department};
use crate::domain::Language;
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;

/// Name of a seeded account.
pub const ACCOUNT: &str = "Enigma Hub";

/// Number in the first learner's unique ID.
const FIRST_NUMBER: u64 = 10_001;

const HOLD_REASONS: [&str; 5] = [
    "Litigation: Northwind v. Enigma, case 24-118",
    "Audit of training subsidies, until it is closed",
    "Works council inquiry, records to be kept",
    "Tax inspection, training costs",
    "Workplace accident, safety training records",
];

/// Makes learners for one account.
#[derive(Debug, Clone)]
pub struct Seeder {
    seed: u64,
    learners: u64,
    names: Names,
    calendar: Calendar,
    departments: Vec<Department>,
    groups: Vec<&'static str>,
    offices: u64,
    courses: Vec<SeedCourse>,
    cast: Vec<CastMember>,
}

/// A learner with everything the account knows of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeedLearner {
    /// First name.
    pub first_name: &'static str,
    /// Last name; empty for people who have one name.
    pub last_name: &'static str,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: String,
    /// Job title.
    pub job_title: &'static str,
    /// Language the learner reads, where known.
    pub language: Option<Language>,
    /// Whether a profile is connected.
    pub connected: bool,
    /// Reason of a legal hold and since when it protects the learner.
    pub hold: Option<(&'static str, i64)>,
    /// When the learner last learned, in seconds of Unix time.
    pub last_active: Option<i64>,
    /// Places of the learner's groups in [`Seeder::groups`], ascending.
    pub groups: Vec<u16>,
    /// Places in [`Seeder::license_types`] with the status, ascending.
    pub licenses: Vec<(u16, LicenseStatus)>,
    /// Courses begun, each once.
    pub progress: Vec<SeedProgress>,
    /// Sittings in the order of time.
    pub activity: Vec<SeedActivity>,
}

/// A course a learner has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeedProgress {
    /// Place in [`Seeder::courses`].
    pub course: u16,
    /// How far, 1 to 100 percent.
    pub percent: u8,
    /// Minutes spent on it: the sum of its sittings.
    pub minutes: u32,
    /// When the learner was last at it, in seconds of Unix time.
    pub last_at: i64,
    /// When it was completed.
    pub completed_at: Option<i64>,
}

/// A sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeedActivity {
    /// When, in seconds of Unix time.
    pub at: i64,
    /// Place in [`Seeder::courses`].
    pub course: u16,
    /// Minutes learned.
    pub minutes: u16,
}

impl Seeder {
    /// Prepares an account of so many learners, as it stands at `now`.
    pub fn new(seed: u64, learners: u64, now: Timestamp) -> Self {
        let departments = stock::departments();
        let (offices, programs) = stock::places_and_programs();
        let mut groups: Vec<_> = departments.iter().map(|one| one.name).collect();
        groups.extend(&offices);
        groups.extend(programs);
        Self {
            seed,
            learners,
            names: Names::new(seed),
            calendar: Calendar::until(now),
            offices: offices.len() as u64,
            groups,
            departments,
            courses: stock::courses(),
            cast: stock::cast(),
        }
    }

    /// How many learners the account has.
    pub const fn len(&self) -> u64 {
        self.learners
    }

    /// Whether the account has no learners.
    pub const fn is_empty(&self) -> bool {
        self.learners == 0
    }

    /// Names of the groups.
    pub fn groups(&self) -> &[&'static str] {
        &self.groups
    }

    /// The courses.
    pub fn courses(&self) -> &[SeedCourse] {
        &self.courses
    }

    /// The license types, with seats for everybody who has one.
    pub const fn license_types(&self) -> [SeedLicenseType; 2] {
        stock::license_types(self.learners)
    }

    /// A moment on a working day: so many days ago, or on the nearest working day before that.
    pub(crate) fn working_day(&self, days_ago: u64, hour: i64, minute: i64) -> Timestamp {
        let ago = self.calendar.working_day(days_ago);
        Timestamp(self.calendar.at(ago, hour * 3_600 + minute * 60))
    }

    /// All learners, one after the other.
    pub fn all(&self) -> impl Iterator<Item = SeedLearner> {
        (0..self.learners).map(|index| self.learner(index))
    }

    /// The learner of an index.
    pub fn learner(&self, index: u64) -> SeedLearner {
        let mut learner = SeedLearner::default();
        self.fill(index, &mut learner);
        learner
    }

    /// Makes `learner` the one of an index, in the memory that it already has.
    pub fn fill(&self, index: u64, learner: &mut SeedLearner) {
        let mut dice = Dice::of(self.seed, index);
        let cast = usize::try_from(index)
            .ok()
            .and_then(|index| self.cast.get(index));
        self.fill_identity(index, cast, learner, &mut dice);
        self.fill_work(cast, learner, &mut dice);
        fill_licenses(index, cast, learner, &mut dice);
        learner.connected = match cast {
            Some(cast) => cast.connected,
            None => learner.is_activated() && dice.below(10) < 7,
        };
        let held = index % if index < 1_000 { 97 } else { 5_000 } == 41;
        let reason = HOLD_REASONS[narrow(dice.below(HOLD_REASONS.len() as u64))];
        let since = self
            .calendar
            .at(self.calendar.working_day(dice.below(200)), 36_000);
        learner.hold = held.then_some((reason, since));
        self.fill_history(learner, &mut dice);
    }

    fn fill_identity(
        &self,
        index: u64,
        cast: Option<&CastMember>,
        learner: &mut SeedLearner,
        dice: &mut Dice,
    ) {
        learner.unique_id.clear();
        // Writing to a string cannot fail.
        let _ = write!(learner.unique_id, "E-{}", FIRST_NUMBER + index);
        let name = self.names.of(index);
        learner.language = match dice.below(5) {
            _ if name.indonesian => Some(Language::Indonesian),
            0 => None,
            _ => Some(Language::English),
        };
        if let Some(cast) = cast {
            learner.language = cast.language;
        }
        learner.first_name = cast.map_or(name.first, |cast| cast.first_name);
        learner.last_name = cast.map_or(name.last, |cast| cast.last_name);
        let mut email = learner.email.take().unwrap_or_default();
        email.clear();
        if let Some(cast) = cast {
            email.push_str(cast.email);
        } else {
            email.push_str(name.local.0);
            if !name.local.1.is_empty() {
                email.push('.');
                email.push_str(name.local.1);
            }
            if name.namesakes > 0 {
                let _ = write!(email, "{}", name.namesakes + 1);
            }
            let contractor = dice.below(40) == 0;
            email.push_str(if contractor { "@contractors." } else { "@" });
            email.push_str("enigma.example");
        }
        learner.email = (index % 200 != 137).then_some(email);
    }

    fn fill_work(&self, cast: Option<&CastMember>, learner: &mut SeedLearner, dice: &mut Dice) {
        let mut share = dice.below(self.departments.iter().map(|one| one.share).sum());
        let by_share = self.departments.iter().position(|one| {
            let here = share < one.share;
            share = share.saturating_sub(one.share);
            here
        });
        let of_cast = |name: fn(&CastMember) -> &'static str| {
            let wanted = name(cast?);
            self.groups.iter().position(|group| *group == wanted)
        };
        let department = of_cast(|cast| cast.department);
        let department = department.or(by_share).unwrap_or_default();
        let titles = &self.departments[department].titles;
        // Common titles stand first: half have the first, a quarter the second, and so on.
        let rank = narrow(u64::from(dice.below(1 << 16).trailing_zeros())).min(titles.len() - 1);
        learner.job_title = cast.map_or(titles[rank], |cast| cast.job_title);
        let first_office = self.departments.len() as u64;
        let first_program = first_office + self.offices;
        let programs = self.groups.len() as u64 - first_program;
        let at_home = learner.language == Some(Language::Indonesian) && dice.below(10) < 8;
        let office = dice.below(if at_home { 4 } else { self.offices });
        learner.groups.clear();
        learner.groups.push(small(department as u64));
        let office = of_cast(|cast| cast.office).map_or(first_office + office, |at| at as u64);
        learner.groups.push(small(office));
        if rank > 2 {
            learner.groups.push(small(first_program));
        }
        let more = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2][narrow(dice.below(10))];
        let from = dice.below(programs - 1);
        for nth in 0..more {
            let program = 1 + (from + nth * 4) % (programs - 1);
            learner.groups.push(small(first_program + program));
        }
        learner.groups.sort_unstable();
        learner.groups.dedup();
    }

    /// Sittings over some months, and the progress that comes of them.
    fn fill_history(&self, learner: &mut SeedLearner, dice: &mut Dice) {
        learner.progress.clear();
        learner.activity.clear();
        learner.last_active = None;
        if !learner.is_activated() {
            return;
        }
        let begun = 3 + dice.below(7);
        for _ in 0..begun {
            self.begin_course(learner, dice);
        }
        let sittings = 18 + dice.below(14);
        let since = 45 + dice.below(DAYS - 60);
        let idle = match dice.below(20) {
            0..15 => 1 + dice.below(20),
            15..18 => 21 + dice.below(70),
            _ => 91 + dice.below(250),
        };
        let span = since - idle.min(since - 10);
        for nth in 0..sittings {
            let ago = since - (nth * 64 + dice.below(64)) * span / (sittings * 64);
            let weekend_too = dice.below(16) == 0;
            let ago = if weekend_too {
                ago
            } else {
                self.calendar.working_day(ago)
            };
            let second = 8 * 3_600 + dice.below(11 * 3_600);
            let due = nth * begun / sittings;
            let first = nth == 0 || (nth - 1) * begun / sittings != due;
            let back = u64::from(!first && due > 0 && dice.below(4) == 0);
            learner.activity.push(SeedActivity {
                at: self.calendar.at(ago, second.cast_signed()),
                course: learner.progress[narrow(due - back)].course,
                minutes: small(5 + dice.below(41)),
            });
        }
        learner.activity.sort_unstable_by_key(|sitting| sitting.at);
        self.add_up(learner);
    }

    /// Begins a course that the learner has not begun yet; popular ones more often.
    fn begin_course(&self, learner: &mut SeedLearner, dice: &mut Dice) {
        let all = self.courses.len() as u64;
        let mut course = small(dice.below(all) * dice.below(all) / all);
        while learner.progress.iter().any(|begun| begun.course == course) {
            course = (course + 1) % small(all);
        }
        learner.progress.push(SeedProgress {
            course,
            percent: 0,
            minutes: 0,
            last_at: 0,
            completed_at: None,
        });
    }

    fn add_up(&self, learner: &mut SeedLearner) {
        for sitting in &learner.activity {
            let mut begun = learner.progress.iter_mut();
            let Some(progress) = begun.find(|begun| begun.course == sitting.course) else {
                continue;
            };
            let length = self.courses[usize::from(sitting.course)].minutes;
            progress.minutes += u32::from(sitting.minutes);
            progress.last_at = sitting.at;
            if progress.minutes >= length && progress.completed_at.is_none() {
                progress.completed_at = Some(sitting.at);
            }
            let percent = (progress.minutes * 100 / length).clamp(1, 100);
            progress.percent = u8::try_from(percent).unwrap_or(100);
        }
        learner.last_active = learner.activity.last().map(|sitting| sitting.at);
    }
}

impl SeedLearner {
    fn is_activated(&self) -> bool {
        let mut held = self.licenses.iter();
        held.any(|(_, status)| *status == LicenseStatus::Activated)
    }
}

fn fill_licenses(
    index: u64,
    cast: Option<&CastMember>,
    learner: &mut SeedLearner,
    dice: &mut Dice,
) {
    use LicenseStatus::{Activated, Invited, None};
    let first = match (cast, dice.below(100)) {
        (Some(cast), _) if cast.activated => Activated,
        (Some(_), _) | (_, 82..90) => Invited,
        (_, 0..82) => Activated,
        _ => None,
    };
    let second = if first == Activated {
        Activated
    } else {
        Invited
    };
    learner.licenses.clear();
    if first != None {
        learner.licenses.push((0, first));
    }
    if cast.is_none() && index % 8 == 5 {
        learner.licenses.push((1, second));
    }
}

fn small(number: u64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn narrow(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}
