//! Seats that nobody uses: who is idle, and who keeps the seat all the same. The rule stands here once; the list, the
//! plan and the act ask it.
//!
//! Whoever got a license lately is not idle, however long ago the last activity was.

use super::Window;
use super::id::{RequestId, UserId};
use super::identifier::{EmailAddress, UniqueId};
use super::license::LicenseStatus;
use super::reason::Reason;
use super::time::Timestamp;

/// Days after which a seat counts as idle where nobody says otherwise.
pub const USUAL_DAYS: u32 = 90;
/// The most days that can be asked for.
pub const MOST_DAYS: u32 = 3_650;

/// In which way a seat is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idleness {
    /// The learner uses the license no more.
    NotActive,
    /// The learner was invited and never came.
    NeverCame,
}

impl Idleness {
    /// The name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotActive => "not_active",
            Self::NeverCame => "never_came",
        }
    }
}

/// A learner who does not use what they hold, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// In which way.
    pub way: Idleness,
    /// The last sign of use: an activity, or being given the license.
    pub since: Timestamp,
}

/// The moment before which the last sign of use of an idle learner lies.
pub const fn limit(days: u32, now: Timestamp) -> Timestamp {
    now.plus_days(-(days as i64))
}

/// Whether a learner who holds these licenses, each since a moment, is idle.
pub fn idle(
    held: &[(LicenseStatus, Timestamp)],
    last_active: Option<Timestamp>,
    days: u32,
    now: Timestamp,
) -> Option<Idle> {
    let used = held
        .iter()
        .filter_map(|(status, given)| match status {
            LicenseStatus::None => None,
            LicenseStatus::Invited => Some(last_active.map_or(*given, |active| active.max(*given))),
            // Whoever was active had it by then: a roster without a date of activation says only when it was read.
            LicenseStatus::Activated => Some(last_active.unwrap_or(*given)),
        })
        .max();
    let since = used?;
    let has_come = last_active.is_some()
        || held
            .iter()
            .any(|(status, _)| *status == LicenseStatus::Activated);
    let way = if has_come {
        Idleness::NotActive
    } else {
        Idleness::NeverCame
    };
    (since <= limit(days, now)).then_some(Idle { way, since })
}

/// Why an idle learner keeps the seat.
pub fn keeps(on_hold: bool, wish: Option<RequestId>) -> Option<Reason> {
    match wish {
        _ if on_hold => Some(Reason::OnHold),
        Some(request) => Some(Reason::HasRequest(request)),
        None => None,
    }
}

/// A learner with an idle seat, as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdleSeat {
    /// Who.
    pub user: UserId,
    /// The name as shown.
    pub name: String,
    /// Primary email address.
    pub email: Option<EmailAddress>,
    /// Unique user ID.
    pub unique_id: Option<UniqueId>,
    /// Names of the license types held, each a seat.
    pub licenses: Vec<String>,
    /// In which way it is idle, and since when.
    pub idle: Idle,
    /// When the learner last learned; none where no activity is on record.
    pub last_active: Option<Timestamp>,
    /// Why the learner keeps it, where one does.
    pub keeps: Option<Reason>,
}

/// How many seats are idle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IdleFigures {
    /// Learners who hold a license and use it no more.
    pub not_active: u64,
    /// Learners who were invited and never came.
    pub never_came: u64,
    /// Seats that all of them hold.
    pub seats: u64,
    /// When anybody was last active: later than that nothing is known.
    pub known_until: Option<Timestamp>,
}

impl IdleFigures {
    /// Learners with an idle seat.
    pub const fn learners(&self) -> u64 {
        self.not_active + self.never_came
    }
}

/// Idle seats, longest idle first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdleSeats {
    /// Days after which a seat counts as idle.
    pub days: u32,
    /// The learners.
    pub window: Window<IdleSeat>,
    /// How many there are in all.
    pub figures: IdleFigures,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(400 * Timestamp::DAY);

    fn day(day: i64) -> Timestamp {
        Timestamp(day * Timestamp::DAY)
    }

    #[test]
    fn a_seat_is_idle_once_its_last_sign_of_use_is_old_enough() {
        let activated = [(LicenseStatus::Activated, day(1))];
        let at = |last_active| idle(&activated, last_active, 90, NOW);
        let not_active = |since| {
            let way = Idleness::NotActive;
            Some(Idle { way, since })
        };
        assert_eq!(at(Some(day(310))), not_active(day(310)));
        assert_eq!(at(Some(Timestamp(day(310).0 + 1))), None);
        assert_eq!(at(None), not_active(day(1)));
        assert_eq!(idle(&[], Some(day(1)), 90, NOW), None);
    }

    #[test]
    fn whoever_got_a_license_lately_is_not_idle() {
        let given = [
            (LicenseStatus::Activated, day(1)),
            (LicenseStatus::Invited, day(395)),
        ];
        assert_eq!(idle(&given, Some(day(2)), 90, NOW), None);
        assert!(idle(&given[..1], Some(day(2)), 90, NOW).is_some());
    }

    #[test]
    fn whoever_was_invited_and_never_came_is_told_apart() {
        let invited = [(LicenseStatus::Invited, day(200))];
        let found = idle(&invited, None, 90, NOW);
        let way = Idleness::NeverCame;
        let since = day(200);
        assert_eq!(found, Some(Idle { way, since }));
        let came_before = idle(&invited, Some(day(100)), 90, NOW);
        let way = Idleness::NotActive;
        assert_eq!(came_before, Some(Idle { way, since }));
    }

    #[test]
    fn a_roster_that_names_no_day_of_activation_does_not_make_a_quiet_learner_new() {
        let read_lately = [(LicenseStatus::Activated, day(399))];
        let found = idle(&read_lately, Some(day(2)), 90, NOW);
        let (way, since) = (Idleness::NotActive, day(2));
        assert_eq!(found, Some(Idle { way, since }));
        assert_eq!(idle(&read_lately, None, 90, NOW), None);
    }

    #[test]
    fn a_hold_and_an_open_request_keep_the_seat() {
        let request = RequestId(4);
        assert_eq!(keeps(true, Some(request)), Some(Reason::OnHold));
        let asked = Some(Reason::HasRequest(request));
        assert_eq!(keeps(false, Some(request)), asked);
        assert_eq!(keeps(false, None), None);
    }
}
