//! Any sequence of acts keeps every figure equal to what it counts, and the activity log equal to what was done.
//!
//! A handful of sequences per run; `PROPTEST_CASES` raises it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Page;
use offboard::domain::id::{GroupId, LicenseTypeId, RequestId, UserId};
use offboard::domain::op::{BatchOp, GroupOp, Op, PeopleOp, RequestOp};
use offboard::domain::operator::Session;
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::record::{Detail, LogEntry, LogFilter, Remembered};
use offboard::domain::request::{Reply, RequestFilter, RequestKind, RequestView};
use offboard::domain::user::UserFilter;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use support::staff::{Staff, approve, do_it, new_request, verify};

/// Sequences tried when nobody asks for more.
const FEW: u32 = 5;
/// Acts of a sequence at the most.
const LONGEST: usize = 60;
const LEARNERS: u64 = 24;

/// What somebody tries next. The numbers choose among what is there.
#[derive(Debug, Clone)]
enum Try {
    License(usize, usize),
    Revoke(usize),
    Disconnect(usize),
    Hold(usize),
    Lift(usize),
    Group(usize, bool),
    Take(usize, usize),
    OnRequest(usize, RequestMove),
    Delete(Vec<usize>),
    Withdraw,
    Pass(i64),
    Settle,
}

/// What is done with a request.
#[derive(Debug, Clone, Copy)]
enum RequestMove {
    Claim,
    Release,
    Verify,
    Unverify,
    Note,
    Reply { wait: bool },
    Wait,
    GoOn,
    DoAs(usize),
    ApproveAs(usize),
    Reject,
    Cancel,
}

fn step() -> impl Strategy<Value = RequestMove> {
    prop_oneof![
        1 => Just(RequestMove::Claim),
        1 => Just(RequestMove::Release),
        1 => Just(RequestMove::Verify),
        1 => Just(RequestMove::Unverify),
        1 => Just(RequestMove::Note),
        1 => any::<bool>().prop_map(|wait| RequestMove::Reply { wait }),
        1 => Just(RequestMove::Wait),
        1 => Just(RequestMove::GoOn),
        3 => (0..3_usize).prop_map(RequestMove::DoAs),
        3 => (0..3_usize).prop_map(RequestMove::ApproveAs),
        1 => Just(RequestMove::Reject),
        1 => Just(RequestMove::Cancel),
    ]
}

fn one() -> impl Strategy<Value = Try> {
    let who = 0..1_000_usize;
    prop_oneof![
        2 => (who.clone(), 0..8_usize).prop_map(|(user, kind)| Try::License(user, kind)),
        1 => who.clone().prop_map(Try::Revoke),
        1 => who.clone().prop_map(Try::Disconnect),
        1 => who.clone().prop_map(Try::Hold),
        1 => who.clone().prop_map(Try::Lift),
        1 => (who.clone(), any::<bool>()).prop_map(|(user, joins)| Try::Group(user, joins)),
        4 => (who.clone(), 0..3_usize).prop_map(|(user, kind)| Try::Take(user, kind)),
        8 => (who.clone(), step()).prop_map(|(request, step)| Try::OnRequest(request, step)),
        1 => prop::collection::vec(who, 1..4).prop_map(Try::Delete),
        1 => Just(Try::Withdraw),
        1 => (0..80_i64).prop_map(|hours| Try::Pass(hours * 3_600)),
        1 => Just(Try::Settle),
    ]
}

/// An account on which things are tried.
struct Trial {
    staff: Staff,
    everybody: Vec<UserId>,
    types: Vec<LicenseTypeId>,
    group: GroupId,
}

impl Trial {
    fn begin() -> Self {
        let mut staff = Staff::with(LEARNERS);
        let everybody = staff.learners(UserFilter::default());
        let Answer::Licenses(types) = staff.account.load(&Query::Licenses) else {
            panic!("no license types");
        };
        let Answer::Groups(groups) = staff.account.load(&Query::Groups) else {
            panic!("no groups");
        };
        Self {
            staff,
            everybody,
            types: types.into_iter().map(|kind| kind.id).collect(),
            group: groups[0].id,
        }
    }

    fn user(&self, number: usize) -> UserId {
        self.everybody[number % self.everybody.len()]
    }

    fn request(&mut self, number: usize) -> Option<RequestId> {
        let who = self.staff.full.clone();
        let (view, page) = (RequestView::All, Page::first(1_000));
        let filter = RequestFilter::default();
        match self
            .staff
            .ask(&who, &Query::Requests { view, filter, page })
        {
            Ok(Answer::Requests(window)) if !window.rows.is_empty() => {
                Some(window.rows[number % window.rows.len()].id)
            }
            _ => None,
        }
    }

    /// Who tries which act; none where only time passes.
    #[expect(clippy::too_many_lines, reason = "one story, told to its end")]
    fn meaning(&mut self, attempt: &Try) -> Option<(Session, Op)> {
        let (help, sub) = (self.staff.help.clone(), self.staff.sub.clone());
        let full = self.staff.full.clone();
        let reason = "By lot".to_owned();
        Some(match attempt {
            Try::License(user, kind) => {
                let users = vec![self.user(*user)];
                let license = Some(self.types[kind % self.types.len()]);
                (sub, Op::People(PeopleOp::SetLicense { users, license }))
            }
            Try::Revoke(user) => {
                let (users, license) = (vec![self.user(*user)], None);
                (sub, Op::People(PeopleOp::SetLicense { users, license }))
            }
            Try::Disconnect(user) => {
                let users = vec![self.user(*user)];
                (sub, Op::People(PeopleOp::Disconnect { users }))
            }
            Try::Hold(user) => {
                let users = vec![self.user(*user)];
                (sub, Op::People(PeopleOp::PlaceHold { users, reason }))
            }
            Try::Lift(user) => {
                let users = vec![self.user(*user)];
                (full, Op::People(PeopleOp::LiftHold { users, reason }))
            }
            Try::Group(user, joins) => {
                let (group, users) = (self.group, vec![self.user(*user)]);
                let op = if *joins {
                    Op::Group(GroupOp::Add { group, users })
                } else {
                    Op::Group(GroupOp::TakeOut { group, users })
                };
                (sub, op)
            }
            Try::Take(user, kind) => (help, new_request(self.user(*user), RequestKind::ALL[*kind])),
            Try::OnRequest(number, step) => {
                let request = self.request(*number)?;
                self.step(request, *step)
            }
            Try::Delete(users) => {
                let users = users.iter().map(|user| self.user(*user)).collect();
                let source = ReviewSource::Users(users);
                let reader = &mut self.staff.account.reader;
                let review = reader.review(&full, &source, &mut |_| true).ok()?;
                let op = Op::Batch(BatchOp::Confirm {
                    review: review.token,
                    wait_days: u8::from(review.tally.rows > 2),
                    phrase: review.gate.phrase(),
                    again: true,
                });
                (full, op)
            }
            Try::Withdraw => {
                let Answer::Batches(batches) =
                    self.staff.account.load(&Query::Batches(Page::first(1)))
                else {
                    return None;
                };
                (full, Op::Batch(BatchOp::Withdraw(batches.rows.first()?.id)))
            }
            Try::Pass(_) | Try::Settle => return None,
        })
    }

    fn step(&mut self, request: RequestId, step: RequestMove) -> (Session, Op) {
        let staff = &mut self.staff;
        let (help, full) = (staff.help.clone(), staff.full.clone());
        let by_lot = [help.clone(), staff.sub.clone(), full.clone()];
        let reason = "By lot".to_owned();
        let seen = staff.show(request);
        let op = match step {
            RequestMove::Claim => Op::Request(RequestOp::Claim {
                request,
                version: seen.row.version,
            }),
            RequestMove::Release => Op::Request(RequestOp::Release(request)),
            RequestMove::Verify => verify(request),
            RequestMove::Unverify => Op::Request(RequestOp::Verify { request, how: None }),
            RequestMove::Note => Op::Request(RequestOp::Note {
                request,
                text: reason,
            }),
            RequestMove::Reply { wait } => Op::Request(RequestOp::Reply {
                request,
                reply: Reply::Text(reason),
                wait,
            }),
            RequestMove::Wait => Op::Request(RequestOp::Wait(request)),
            RequestMove::GoOn => Op::Request(RequestOp::GoOn(request)),
            RequestMove::DoAs(who) => return (by_lot[who].clone(), do_it(request)),
            RequestMove::ApproveAs(_) if seen.approval.is_none() => {
                Op::Request(RequestOp::Release(request))
            }
            RequestMove::ApproveAs(who) => return (by_lot[who].clone(), approve(&seen)),
            RequestMove::Reject => Op::Request(RequestOp::Reject { request, reason }),
            RequestMove::Cancel => Op::Request(RequestOp::Cancel {
                request,
                reason,
                mail: true,
            }),
        };
        (help, op)
    }

    fn log(&mut self, newest: usize) -> (usize, Vec<LogEntry>) {
        let (filter, page) = (LogFilter::default(), Page::first(newest));
        match self.staff.account.load(&Query::Log { filter, page }) {
            Answer::Log(window) => (window.total, window.rows),
            other => panic!("{other:?}"),
        }
    }

    /// Tries an act: refused by a role or a guard it leaves an entry that says so, and else none; done it leaves entries of whoever did it, its own among them.
    fn attempt(&mut self, attempt: &Try) -> Result<(), TestCaseError> {
        match attempt {
            Try::Pass(seconds) => self.staff.account.clock.pass(*seconds),
            Try::Settle => self.staff.account.settle(),
            _ => {}
        }
        let Some((who, op)) = self.meaning(attempt) else {
            return Ok(());
        };
        let (before, _) = self.log(0);
        let done = self.staff.act(&who, &op);
        let (after, entries) = self.log(20);
        // What expires by itself is nobody's act, and comes before one.
        let fresh = || {
            entries[..after - before]
                .iter()
                .filter(|entry| entry.operator.is_some())
        };
        if let Err(error) = &done {
            let wanted = error.guard().map(|why| {
                let act = op.act();
                let about = op.concern().about();
                let why = why.into();
                let columns = Remembered(false);
                let refused = Detail::Refused {
                    act,
                    why,
                    about,
                    columns,
                };
                ("refused".to_owned(), refused)
            });
            let left: Vec<_> = fresh()
                .map(|entry| (entry.act.clone(), entry.detail.clone()))
                .collect();
            prop_assert_eq!(left, Vec::from_iter(wanted), "{:?} was refused", op);
            return Ok(());
        }
        // Who is in a group already, or in none, is left as they are, and so is whose request it is already.
        let claims = matches!(op, Op::Request(RequestOp::Claim { .. }));
        if after == before && (claims || matches!(attempt, Try::Group(..))) {
            return Ok(());
        }
        prop_assert!(after > before, "{op:?} left no entry");
        let mine = fresh().all(|entry| entry.operator == Some(who.operator));
        prop_assert!(mine, "{:?} left {:?}", op, entries);
        let named = |entry: &LogEntry| entry.act == op.code() || entry.act == "request_ask";
        prop_assert!(fresh().any(named), "{:?} left {:?}", op, entries);
        Ok(())
    }

    fn is_whole(&mut self) -> Result<(), TestCaseError> {
        let who = self.staff.full.clone();
        let report = self.staff.account.service.check(&who, &mut |_| true);
        let report = report.unwrap();
        prop_assert_eq!(report.counters, Vec::<String>::new());
        prop_assert_eq!(report.faults, Vec::<String>::new());
        prop_assert_eq!(report.log.fault, None);
        Ok(())
    }
}

#[test]
fn any_sequence_of_acts_keeps_figures_equal_to_counts_and_the_log_equal_to_the_acts() {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|cases| cases.parse().ok()).unwrap_or(FEW);
    let config = Config {
        cases,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let sequences = prop::collection::vec(one(), 1..LONGEST);
    let tried = TestRunner::new(config).run(&sequences, |sequence| {
        let mut trial = Trial::begin();
        for (turn, attempt) in sequence.iter().enumerate() {
            trial.attempt(attempt)?;
            if turn % 20 == 19 {
                trial.is_whole()?;
            }
        }
        trial.staff.account.settle();
        trial.is_whole()
    });
    if let Err(fault) = tried {
        panic!("{fault}");
    }
}
