//! When a roster of the provider is believed, and what it concludes for a change.
//!
//! Who is missing from a roster is deleted here, so a file that was cut short, belongs to another account, is older than
//! what is known, or was filtered must conclude nothing. The figures are gathered by the service; what they mean is said
//! here and nowhere else.

use super::{CallEnd, ChangeState, Refusal};
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;

/// What is to be known of a roster to say whether it can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterFacts {
    /// Rows that say whom they mean.
    pub rows: u64,
    /// Rows that could not be read, and so may hide anybody.
    pub unreadable: u64,
    /// Learners of the account here.
    pub users: u64,
    /// Learners whom a row means.
    pub met: u64,
    /// Learners whom no row means.
    pub missing: u64,
    /// Those of them whose absence a change at the provider explains.
    pub explained: u64,
    /// Those of the others for whose absence a full admin has spoken: their deletion was given up, their erasure here is
    /// accepted and waits, or the phrase was typed for a roster that lacked them.
    pub accepted: u64,
    /// Those of the others whom an earlier roster, believed without a phrase, lacked already.
    pub known: u64,
    /// When it was taken, as whoever brought it says.
    pub taken_at: Timestamp,
    /// When the last believed one was taken.
    pub last_taken_at: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
    /// Whether its last line ends as lines do.
    pub ends_whole: bool,
}

/// Why a roster is not believed, with the figures.
#[derive(Debug, Clone, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum RosterDoubt {
    /// It has a header and nothing else.
    HeaderOnly,
    /// Rows cannot be read: how many.
    Unreadable(u64),
    /// It was taken after now.
    FromTheFuture,
    /// Nobody of the account stands in it: its rows, and the learners of the account.
    NothingInCommon(u64, u64),
    /// More is missing from it than the gate allows and nothing that is held here explains: how many, of how many, the gate in percent.
    Part(u64, u64, u8),
    /// It is older than the last one: when this and the last one were taken.
    Older(Timestamp, Timestamp),
    /// Its last line is cut off.
    CutShort,
}

impl RosterDoubt {
    /// The code in JSON and in the log.
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// Whether a full admin can believe it all the same, by typing the phrase.
    pub const fn can_be_overruled(&self) -> bool {
        match self {
            Self::NothingInCommon(..) | Self::Part(..) | Self::Older(..) | Self::CutShort => true,
            Self::HeaderOnly | Self::Unreadable(_) | Self::FromTheFuture => false,
        }
    }
}

/// What stands against believing a roster; nothing when it can be believed. `gate_percent` is the account's gate on the
/// share of learners.
pub fn doubts(facts: &RosterFacts, gate_percent: u8) -> Vec<RosterDoubt> {
    let mut doubts = Vec::new();
    if facts.unreadable > 0 {
        doubts.push(RosterDoubt::Unreadable(facts.unreadable));
    }
    if facts.taken_at > facts.now {
        doubts.push(RosterDoubt::FromTheFuture);
    }
    if facts.rows == 0 {
        doubts.push(RosterDoubt::HeaderOnly);
        return doubts;
    }
    let unexplained = facts.unexplained(gate_percent);
    if facts.users > 0 && facts.met == 0 {
        doubts.push(RosterDoubt::NothingInCommon(facts.rows, facts.users));
    } else if unexplained > facts.allowed(gate_percent) {
        doubts.push(RosterDoubt::Part(unexplained, facts.users, gate_percent));
    }
    if let Some(last) = facts.last_taken_at.filter(|last| facts.taken_at < *last) {
        doubts.push(RosterDoubt::Older(facts.taken_at, last));
    }
    if !facts.ends_whole {
        doubts.push(RosterDoubt::CutShort);
    }
    doubts
}

impl RosterFacts {
    /// How many learners may be missing without an explanation: the gate's share of the account.
    const fn allowed(&self, gate_percent: u8) -> u64 {
        self.users.saturating_mul(gate_percent as u64) / 100
    }

    /// How many are missing, as the gate counts them: without what is held here that explains it.
    ///
    /// A change at the provider explains an absence, and so does the word of a full admin. Who was gone by an earlier
    /// roster is not counted a second time either; but what rosters alone say explains no more than one share of the gate.
    /// Were there no such end, rosters that are each cut a little shorter than the last would be believed one after the
    /// other until nobody is left in them, and every deletion that was handed over would be confirmed by a file that only
    /// ends too soon. So files alone never take away more than twice the gate: once the share of those who are known to be
    /// gone is full, whoever else is missing counts, until a full admin accepts those who are gone or types the phrase. From
    /// then on their absence has that word, and the count begins anew. Whoever stands in a believed roster again is not known
    /// to be gone any more.
    pub fn unexplained(&self, gate_percent: u8) -> u64 {
        let by_word = self.explained.saturating_add(self.accepted);
        let by_rosters = self.known.min(self.allowed(gate_percent));
        self.missing
            .saturating_sub(by_word)
            .saturating_sub(by_rosters)
    }

    /// What a full admin types to have a doubtful roster believed: English, plain digits, in every language.
    pub fn phrase(&self) -> String {
        match self.rows {
            1 => "believe 1 row".to_owned(),
            rows => format!("believe {rows} rows"),
        }
    }
}

/// How a roster shows the learner of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// No row means them, and every identifier by which a row could is in a column of the file.
    Missing,
    /// No row means them by an identifier, but they may stand in it under another: somebody new has their name, or the
    /// file has no column for what identifies them.
    Hidden,
    /// A row means them.
    Here {
        /// Whether they hold a license there, where the row says it.
        licensed: Option<bool>,
        /// Whether a profile is connected there, where the row says it.
        connected: Option<bool>,
    },
}

/// What a believed roster says about a change that the provider has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// It is done.
    Confirmed,
    /// Nothing is concluded.
    Open,
    /// Nothing is concluded, and its time is up.
    TimeUp,
}

/// What a believed roster, taken at a moment, says about a change that was handed over at another; `overdue_days` after
/// the handover it should have been done.
pub fn conclude(
    kind: RequestKind,
    sighting: Sighting,
    handed_at: Timestamp,
    taken_at: Timestamp,
    overdue_days: u16,
) -> Conclusion {
    // Who is not in a roster of before may have been away for another reason.
    if taken_at <= handed_at {
        return Conclusion::Open;
    }
    let done = match (kind, sighting) {
        (RequestKind::Delete, Sighting::Missing) => true,
        (RequestKind::Revoke, Sighting::Here { licensed, .. }) => licensed == Some(false),
        (RequestKind::Disconnect, Sighting::Here { connected, .. }) => connected == Some(false),
        (RequestKind::Delete, Sighting::Hidden | Sighting::Here { .. })
        | (RequestKind::Revoke | RequestKind::Disconnect, Sighting::Missing | Sighting::Hidden) => {
            false
        }
    };
    if done {
        Conclusion::Confirmed
    } else if taken_at >= handed_at.plus_days(i64::from(overdue_days)) {
        Conclusion::TimeUp
    } else {
        Conclusion::Open
    }
}

/// What a believed list of all users says about a change whose learner the server did not find as they are held here:
/// `refusal` is what it said of them. Who is in the list all the same, or may be, is left as they stand.
pub fn conclude_unfound(
    (kind, state): (RequestKind, ChangeState),
    refusal: Refusal,
    sighting: Sighting,
) -> Option<CallEnd> {
    match (refusal, sighting) {
        (Refusal::NotThere, Sighting::Hidden | Sighting::Here { .. }) => None,
        // A call was made, and the learner is gone.
        (Refusal::NotThere, Sighting::Missing)
            if kind == RequestKind::Delete && state == ChangeState::InDoubt =>
        {
            Some(CallEnd::Done(None))
        }
        (refusal, _) => Some(CallEnd::Refused(refusal, String::new())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_found_is_deleted_only_where_a_call_was_made_and_nobody_there_can_be_them() {
        use ChangeState::{InDoubt, Prepared};
        use RequestKind::{Delete, Revoke};
        let here = Sighting::Here {
            licensed: None,
            connected: None,
        };
        let says =
            |kind, state, sighting| conclude_unfound((kind, state), Refusal::NotThere, sighting);
        let refused = |refusal| Some(CallEnd::Refused(refusal, String::new()));
        assert_eq!(
            says(Delete, InDoubt, Sighting::Missing),
            Some(CallEnd::Done(None))
        );
        let not_there = refused(Refusal::NotThere);
        assert_eq!(says(Delete, Prepared, Sighting::Missing), not_there);
        assert_eq!(says(Revoke, InDoubt, Sighting::Missing), not_there);
        for kind in [Delete, Revoke] {
            for state in [InDoubt, Prepared] {
                assert_eq!(says(kind, state, here), None);
                assert_eq!(says(kind, state, Sighting::Hidden), None);
            }
        }
        let other = conclude_unfound((Delete, InDoubt), Refusal::OtherEmail, here);
        assert_eq!(other, refused(Refusal::OtherEmail));
    }

    const FACTS: RosterFacts = RosterFacts {
        rows: 95,
        unreadable: 0,
        users: 100,
        met: 90,
        missing: 10,
        explained: 4,
        accepted: 0,
        known: 0,
        taken_at: Timestamp(2_000),
        last_taken_at: Some(Timestamp(1_000)),
        now: Timestamp(2_500),
        ends_whole: true,
    };

    #[test]
    fn a_roster_is_believed_up_to_the_gate_and_not_past_it() {
        assert_eq!(doubts(&FACTS, 20), []);
        let at = |missing| RosterFacts { missing, ..FACTS };
        assert_eq!(doubts(&at(24), 20), []);
        assert_eq!(doubts(&at(25), 20), [RosterDoubt::Part(21, 100, 20)]);
        assert_eq!(doubts(&at(5), 0), [RosterDoubt::Part(1, 100, 0)]);
    }

    #[test]
    fn who_is_known_to_be_gone_is_not_counted_again_and_what_rosters_alone_say_ends() {
        // Missing, explained by changes, by a full admin's word, by earlier rosters: how many count, and whether too many.
        let table = [
            (20, 0, 0, 0, 20, false),
            (21, 0, 0, 0, 21, true),
            (30, 10, 0, 0, 20, false),
            (25, 0, 0, 5, 20, false),
            (40, 0, 0, 20, 20, false),
            (41, 0, 0, 20, 21, true),
            (41, 0, 0, 21, 21, true),
            (60, 0, 0, 60, 40, true),
            (80, 0, 60, 0, 20, false),
            (81, 0, 60, 0, 21, true),
            (90, 10, 40, 20, 20, false),
        ];
        for (missing, explained, accepted, known, counts, is_doubted) in table {
            let facts = RosterFacts {
                met: 100 - missing,
                missing,
                explained,
                accepted,
                known,
                ..FACTS
            };
            assert_eq!(facts.unexplained(20), counts, "{facts:?}");
            let doubted = [RosterDoubt::Part(counts, 100, 20)];
            let expected = if is_doubted { &doubted[..] } else { &[] };
            assert_eq!(doubts(&facts, 20), expected, "{facts:?}");
        }
    }

    #[test]
    fn rosters_that_are_each_cut_a_little_shorter_do_not_walk_the_account_away() {
        for step in 1..=20 {
            let mut known = 0;
            for missing in (0..100).step_by(step) {
                let facts = RosterFacts {
                    met: 100 - missing,
                    missing,
                    explained: 0,
                    known,
                    ..FACTS
                };
                if doubts(&facts, 20).is_empty() {
                    known = missing;
                }
            }
            assert!(known <= 40, "in steps of {step} {known} went away");
        }
    }

    #[test]
    fn every_doubt_is_said_with_its_figures() {
        let cases = [
            (
                RosterFacts {
                    rows: 0,
                    met: 0,
                    missing: 100,
                    ..FACTS
                },
                RosterDoubt::HeaderOnly,
            ),
            (
                RosterFacts {
                    unreadable: 3,
                    ..FACTS
                },
                RosterDoubt::Unreadable(3),
            ),
            (
                RosterFacts {
                    taken_at: Timestamp(2_501),
                    ..FACTS
                },
                RosterDoubt::FromTheFuture,
            ),
            (
                RosterFacts {
                    met: 0,
                    missing: 100,
                    ..FACTS
                },
                RosterDoubt::NothingInCommon(95, 100),
            ),
            (
                RosterFacts {
                    taken_at: Timestamp(999),
                    ..FACTS
                },
                RosterDoubt::Older(Timestamp(999), Timestamp(1_000)),
            ),
            (
                RosterFacts {
                    ends_whole: false,
                    ..FACTS
                },
                RosterDoubt::CutShort,
            ),
        ];
        for (facts, doubt) in cases {
            assert_eq!(doubts(&facts, 20), [doubt], "{facts:?}");
        }
    }

    #[test]
    fn an_empty_account_takes_its_first_roster() {
        let first = RosterFacts {
            users: 0,
            met: 0,
            missing: 0,
            explained: 0,
            accepted: 0,
            known: 0,
            last_taken_at: None,
            ..FACTS
        };
        assert_eq!(doubts(&first, 20), []);
    }

    #[test]
    fn only_absence_confirms_a_deletion_and_only_a_row_confirms_the_rest() {
        use RequestKind::{Delete, Disconnect, Revoke};
        let (handed, taken) = (Timestamp(0), Timestamp(86_400));
        let says = |kind, sighting| conclude(kind, sighting, handed, taken, 8);
        let here = |licensed, connected| Sighting::Here {
            licensed,
            connected,
        };
        assert_eq!(says(Delete, Sighting::Missing), Conclusion::Confirmed);
        assert_eq!(says(Delete, Sighting::Hidden), Conclusion::Open);
        assert_eq!(
            says(Delete, here(Some(false), Some(false))),
            Conclusion::Open
        );
        for kind in [Revoke, Disconnect] {
            assert_eq!(says(kind, Sighting::Missing), Conclusion::Open);
            assert_eq!(says(kind, here(None, None)), Conclusion::Open);
            assert_eq!(says(kind, here(Some(true), Some(true))), Conclusion::Open);
        }
        assert_eq!(says(Revoke, here(Some(false), None)), Conclusion::Confirmed);
        assert_eq!(
            says(Disconnect, here(Some(true), Some(false))),
            Conclusion::Confirmed
        );
    }

    #[test]
    fn a_roster_of_before_the_handover_concludes_nothing() {
        let at = |handed, taken| {
            let (handed, taken) = (Timestamp(handed), Timestamp(taken));
            conclude(RequestKind::Delete, Sighting::Missing, handed, taken, 8)
        };
        assert_eq!(at(100, 99), Conclusion::Open);
        assert_eq!(at(100, 100), Conclusion::Open);
        assert_eq!(at(100, 101), Conclusion::Confirmed);
        let still = |days: i64| {
            let here = Sighting::Here {
                licensed: None,
                connected: None,
            };
            conclude(
                RequestKind::Delete,
                here,
                Timestamp(0),
                Timestamp(days * 86_400),
                8,
            )
        };
        assert_eq!(still(7), Conclusion::Open);
        assert_eq!(still(8), Conclusion::TimeUp);
    }
}
