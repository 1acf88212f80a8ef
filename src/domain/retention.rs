//! Retention rules: whom the account need not keep any longer. A rule proposes a deletion and never does one: what it
//! names goes through review, gates and approval like any other batch.
//!
//! What is not known is no inactivity. Months are counted back from the last day of which anybody's activity is on record,
//! and a learner of whom none is on record fits only a rule that says so.

use super::id::{BatchId, RuleId};
use super::license::LicenseStatus;
use super::time::Timestamp;
use super::zone::Zone;
use crate::domain::acts::acts;
use crate::domain::coded::coded;

coded! {
    /// Which license a rule is about.
    #[derive(Default)]
    pub enum RuleLicense {
        /// Learners without a license.
        #[default]
        None = "no_license",
        /// Learners who were invited and have not come.
        Invited = "invited",
        /// Learners whose license is activated.
        Activated = "activated",
        /// All learners, whatever they hold.
        Any = "any",
    }
}

impl RuleLicense {
    /// The status that it asks for; none where every one will do.
    pub const fn status(self) -> Option<LicenseStatus> {
        match self {
            Self::None => Some(LicenseStatus::None),
            Self::Invited => Some(LicenseStatus::Invited),
            Self::Activated => Some(LicenseStatus::Activated),
            Self::Any => None,
        }
    }
}

/// Months without activity: at least one, at the most ten years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Months(u16);

impl Months {
    /// The most.
    pub const MOST: u16 = 120;
    /// What is usual.
    pub const USUAL: Self = Self(24);

    /// So many; none for what is out of range.
    pub const fn new(months: u16) -> Option<Self> {
        if months >= 1 && months <= Self::MOST {
            Some(Self(months))
        } else {
            None
        }
    }

    /// How many.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// Whether a learner counts of whom no activity is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unknown {
    /// No: it is not known whether they were active.
    #[default]
    Stays,
    /// Yes, once nothing was entered about them for as long.
    Counts,
}

/// Whom a rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Condition {
    /// What they hold.
    pub license: RuleLicense,
    /// For how long they were not active.
    pub months: Months,
    /// Whether those count of whom no activity is on record.
    pub unknown: Unknown,
}

/// What is known of a learner that a rule asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What they hold, all in all.
    pub license: LicenseStatus,
    /// When an invitation that stands was given, the latest.
    pub invited: Option<Timestamp>,
    /// When the learner was active last; none where no activity is on record.
    pub last_active: Option<Timestamp>,
    /// When anything was entered about them last; when the account was made, where nothing was.
    pub last_entry: Timestamp,
}

impl Condition {
    /// The moment after which nobody who fits was active; none where nobody's activity is on record.
    pub fn limit(&self, zone: &Zone, now: Timestamp, last: Option<Timestamp>) -> Option<Timestamp> {
        let until = last?.min(now);
        Some(zone.months_later(until, -i64::from(self.months.get())))
    }

    /// Whether a learner fits. Whoever was invited lately does not, however long ago the last activity was.
    pub fn fits(&self, known: &Known, limit: Timestamp) -> bool {
        let holds = self.license.status();
        let is_old = |at: Timestamp| at <= limit;
        let signs = [known.last_active, known.invited];
        let is_quiet = match (known.last_active, self.unknown) {
            (Some(_), _) => true,
            (None, Unknown::Counts) => is_old(known.last_entry),
            (None, Unknown::Stays) => false,
        };
        holds.is_none_or(|status| status == known.license)
            && is_quiet
            && signs.into_iter().flatten().all(is_old)
    }
}

/// Where a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleStanding {
    /// It proposes nothing at present.
    Quiet,
    /// It has proposed a deletion that nobody has confirmed.
    Proposed {
        /// When.
        at: Timestamp,
        /// How many learners.
        learners: u64,
    },
    /// A batch does what it proposed, and is not over.
    InBatch(BatchId),
}

impl RuleStanding {
    /// The name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Proposed { .. } => "proposed",
            Self::InBatch(_) => "in_batch",
        }
    }
}

/// A rule of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Which one.
    pub id: RuleId,
    /// Whom it names.
    pub condition: Condition,
    /// Where it stands.
    pub standing: RuleStanding,
}

/// A rule with how many it names now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleSeen {
    /// The rule.
    pub rule: Rule,
    /// Learners whom its review would delete.
    pub names: u64,
    /// Learners who fit and stay: on hold, an operator, on their way at the provider.
    pub keeps: u64,
}

/// The rules of the account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Each, in the order in which they were made.
    pub rows: Vec<RuleSeen>,
    /// When anybody was last active: months are counted back from there.
    pub known_until: Option<Timestamp>,
}

acts! {
    /// An act on retention rules.
    pub enum RuleOp {
        /// Makes a rule.
        Add(Condition) = RuleAdd by Administer,
        /// Removes a rule, with what it has proposed; a batch that was made of it goes on.
        Remove(RuleId) = RuleRemove by Administer,
        /// Has a rule propose the deletion of whom it names.
        Propose(RuleId) = RulePropose by DeleteUsers,
    }
}

/// What was done about rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleReceipt {
    /// A rule was made.
    Added(RuleId),
    /// A rule is gone.
    Removed(RuleId),
    /// A rule proposes the deletion of so many learners.
    Proposed(RuleId, u64),
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(day: i64) -> Timestamp {
        Timestamp(day * Timestamp::DAY)
    }

    const NOBODY: Known = Known {
        license: LicenseStatus::None,
        invited: None,
        last_active: None,
        last_entry: day(1),
    };

    fn rule(license: RuleLicense, unknown: Unknown) -> Condition {
        Condition {
            license,
            months: Months::USUAL,
            unknown,
        }
    }

    #[test]
    fn whoever_was_active_since_does_not_fit() {
        let rule = rule(RuleLicense::None, Unknown::Stays);
        let at = |last_active| {
            let known = Known {
                last_active,
                ..NOBODY
            };
            rule.fits(&known, day(100))
        };
        assert!(at(Some(day(100))));
        assert!(!at(Some(Timestamp(day(100).0 + 1))));
        assert!(!at(None), "what is not known is no inactivity");
    }

    #[test]
    fn who_has_no_activity_on_record_fits_only_where_the_rule_says_so_and_nothing_is_new() {
        let rule = rule(RuleLicense::None, Unknown::Counts);
        let entered = |last_entry| {
            let known = Known {
                last_entry,
                ..NOBODY
            };
            rule.fits(&known, day(100))
        };
        assert!(entered(day(99)));
        assert!(!entered(day(101)), "added lately");
    }

    #[test]
    fn a_rule_is_about_one_status_or_all() {
        for (license, status, fits) in [
            (RuleLicense::None, LicenseStatus::None, true),
            (RuleLicense::None, LicenseStatus::Invited, false),
            (RuleLicense::None, LicenseStatus::Activated, false),
            (RuleLicense::Invited, LicenseStatus::Invited, true),
            (RuleLicense::Activated, LicenseStatus::Activated, true),
            (RuleLicense::Activated, LicenseStatus::None, false),
            (RuleLicense::Any, LicenseStatus::Activated, true),
        ] {
            let known = Known {
                license: status,
                last_active: Some(day(1)),
                ..NOBODY
            };
            let found = rule(license, Unknown::Stays).fits(&known, day(100));
            assert_eq!(found, fits, "{license:?} {status:?}");
        }
    }

    #[test]
    fn whoever_was_invited_lately_does_not_fit() {
        let known = Known {
            license: LicenseStatus::Invited,
            invited: Some(day(101)),
            last_active: Some(day(1)),
            ..NOBODY
        };
        assert!(!rule(RuleLicense::Any, Unknown::Counts).fits(&known, day(100)));
    }

    #[test]
    fn months_are_counted_back_from_what_is_known() {
        let rule = rule(RuleLicense::None, Unknown::Stays);
        let limit = |last| rule.limit(&Zone::UTC, day(1_000), last);
        assert_eq!(limit(None), None, "of nobody is anything known");
        assert_eq!(
            limit(Some(day(900))),
            Some(day(900 - 731)),
            "1972 has a day more"
        );
        // A moment that a wrong clock wrote.
        assert_eq!(limit(Some(day(9_000))), limit(Some(day(1_000))));
    }

    #[test]
    fn months_are_one_to_ten_years() {
        let months = [0, 1, 120, 121].map(Months::new);
        assert_eq!(months.map(|it| it.is_some()), [false, true, true, false]);
    }
}
