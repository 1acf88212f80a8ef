//! What every seeded account is furnished with: departments, offices, programs, courses, licenses.

use crate::domain::Language;

const DEPARTMENTS: &str = include_str!("../../../../assets/demo/departments.csv");
const GROUPS: &str = include_str!("../../../../assets/demo/groups.txt");
const COURSES: &str = include_str!("../../../../assets/demo/courses.csv");
const CAST: &str = include_str!("../../../../assets/demo/cast.csv");

/// A course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeedCourse {
    /// Its title.
    pub title: &'static str,
    /// How long it takes.
    pub minutes: u32,
}

/// A license type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeedLicenseType {
    /// Its name.
    pub name: &'static str,
    /// Seats bought.
    pub seats: u64,
}

/// A department: a group with its share of the learners in percent and its job titles, the common ones first.
#[derive(Debug, Clone)]
pub(super) struct Department {
    pub(super) name: &'static str,
    pub(super) share: u64,
    pub(super) titles: Vec<&'static str>,
}

/// A learner who is in every seeded account, at the index of the place in the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct CastMember {
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) email: &'static str,
    pub(super) job_title: &'static str,
    pub(super) department: &'static str,
    pub(super) activated: bool,
    pub(super) connected: bool,
    pub(super) language: Option<Language>,
    pub(super) office: &'static str,
}

pub(super) fn departments() -> Vec<Department> {
    let rows = rows::<3>(DEPARTMENTS);
    rows.map(|[name, share, titles]| Department {
        name,
        share: share.parse().unwrap_or(0),
        titles: titles.split(';').collect(),
    })
    .collect()
}

/// Offices and programs.
pub(super) fn places_and_programs() -> (Vec<&'static str>, Vec<&'static str>) {
    let (offices, programs) = GROUPS.split_once("[programs]").unwrap_or_default();
    let names = |part: &'static str| {
        let lines = part.lines();
        lines
            .filter(|line| !line.is_empty() && !line.starts_with(['#', '[']))
            .collect()
    };
    (names(offices), names(programs))
}

pub(super) fn courses() -> Vec<SeedCourse> {
    let rows = rows::<2>(COURSES);
    rows.map(|[title, minutes]| SeedCourse {
        title,
        minutes: minutes.parse().unwrap_or(60),
    })
    .collect()
}

/// License types for an account of so many learners: everybody could have the first, one in five the second.
pub(super) const fn license_types(learners: u64) -> [SeedLicenseType; 2] {
    [
        SeedLicenseType {
            name: "LinkedIn Learning",
            seats: learners.next_multiple_of(50),
        },
        SeedLicenseType {
            name: "LinkedIn Learning Pro",
            seats: (learners / 5).next_multiple_of(25) + 5,
        },
    ]
}

pub(super) fn cast() -> Vec<CastMember> {
    let rows = rows::<9>(CAST);
    rows.map(|row| CastMember {
        first_name: row[0],
        last_name: row[1],
        email: row[2],
        job_title: row[3],
        department: row[4],
        activated: row[5] == "activated",
        connected: row[6] == "yes",
        language: Language::from_locale(row[7]),
        office: row[8],
    })
    .collect()
}

/// Rows of a plain CSV of our own, without its header.
fn rows<const N: usize>(csv: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = csv.lines().skip(1);
    lines.filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}
