//! Retention rules: whom they name, that they only propose, and that the batch of one is a batch like every other.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use offboard::domain::batch::{BatchState, Review, RowOutcome};
use offboard::domain::id::RuleId;
use offboard::domain::op::{AccountOp, BatchOp, Op, PeopleOp};
use offboard::domain::plan::{Outcome, Receipt};
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::reason::Reason;
use offboard::domain::retention::{
    Condition, Months, RuleLicense, RuleOp, RuleReceipt, RuleSeen, RuleStanding, Rules, Unknown,
};
use offboard::error::{Error, Trouble};
use offboard::service::{Service, Surroundings};
use support::staff::Staff;
use support::{Account, NOON, surroundings};

const DAY: i64 = 86_400;
/// Somebody was active today; what is older than two years counts.
const OLD: i64 = NOON - 3 * 365 * DAY;

/// An account of 40 learners: 1 to 5 hold no license and were last active three years ago, 6 to 10 hold none and no
/// activity is on record, everybody else was active today.
fn account() -> Account {
    let account = Account::seeded(40);
    account.alter(&format!("UPDATE users SET last_active = {NOON}"));
    account.alter(&format!(
        "UPDATE users SET last_active = {OLD} WHERE id <= 5"
    ));
    account.alter("UPDATE users SET last_active = NULL WHERE id BETWEEN 6 AND 10");
    account.alter(
        "UPDATE users SET license = 0, hold_since = NULL, hold_reason = NULL WHERE id <= 10",
    );
    account.alter("DELETE FROM records WHERE key >> 20 <= 10 AND (key >> 16 & 15) = 1");
    account.reopen()
}

fn condition(unknown: Unknown) -> Condition {
    Condition {
        license: RuleLicense::None,
        months: Months::USUAL,
        unknown,
    }
}

fn rule_op(act: RuleOp) -> Op {
    Op::Account(AccountOp::Rule(act))
}

fn act(account: &mut Account, act: RuleOp) -> Result<Outcome, Error> {
    account.execute(&rule_op(act))
}

fn add(account: &mut Account, condition: Condition) -> RuleId {
    match act(account, RuleOp::Add(condition)).unwrap().receipt {
        Receipt::Rule(RuleReceipt::Added(rule)) => rule,
        other => panic!("{other:?}"),
    }
}

fn rules(account: &mut Account) -> Rules {
    match account.load(&Query::Rules) {
        Answer::Rules(rules) => rules,
        other => panic!("{other:?}"),
    }
}

fn only(account: &mut Account) -> RuleSeen {
    let rules = rules(account).rows;
    assert_eq!(rules.len(), 1);
    rules[0]
}

fn review(account: &mut Account, rule: RuleId) -> Result<Review, Error> {
    let source = ReviewSource::Rule(rule);
    let session = account.session.clone();
    account.reader.review(&session, &source, &mut |_| true)
}

#[test]
fn a_rule_names_whoever_was_not_active_and_nobody_of_whom_nothing_is_known() {
    let mut account = account();
    add(&mut account, condition(Unknown::Stays));
    let seen = only(&mut account);
    assert_eq!((seen.names, seen.keeps), (5, 0));
    // Nothing was entered about the others for two years: they were added today.
    add(&mut account, condition(Unknown::Counts));
    assert_eq!(rules(&mut account).rows[1].names, 5);
    account.clock.pass(800 * DAY);
    let now = NOON + 800 * DAY;
    account.alter(&format!(
        "UPDATE users SET last_active = {now} WHERE id > 10"
    ));
    let found = rules(&mut account);
    let names: Vec<u64> = found.rows.iter().map(|row| row.names).collect();
    assert_eq!(
        names,
        [5, 10],
        "nothing was entered about them for 800 days"
    );
}

#[test]
fn months_are_counted_back_from_the_last_activity_that_is_on_record() {
    let mut account = account();
    add(&mut account, condition(Unknown::Stays));
    // No report was imported for three years: that is no inactivity.
    account.clock.pass(3 * 365 * DAY);
    assert_eq!(only(&mut account).names, 5);
    account.alter("UPDATE users SET last_active = NULL");
    let found = rules(&mut account);
    assert_eq!((found.rows[0].names, found.known_until), (0, None));
    let refused = act(&mut account, RuleOp::Propose(RuleId(1)));
    assert_is!(refused, Err(Error::Refused(Reason::NobodyFits)));
}

#[test]
fn a_rule_proposes_once_and_deletes_nobody() {
    let mut account = account();
    let rule = add(&mut account, condition(Unknown::Stays));
    let proposed = act(&mut account, RuleOp::Propose(rule)).unwrap().receipt;
    assert_eq!(proposed, Receipt::Rule(RuleReceipt::Proposed(rule, 5)));
    let again = act(&mut account, RuleOp::Propose(rule));
    assert_is!(again, Err(Error::Refused(Reason::RuleProposed)));
    // Work is done in the background as ever, and nobody is deleted.
    account.settle();
    let Answer::Home(home) = account.load(&Query::Home) else {
        panic!("no home")
    };
    assert_eq!((home.users, home.deleted_users), (40, 0));
    let standing = home.proposals[0].standing;
    assert_is!(standing, RuleStanding::Proposed { learners: 5, .. });
    // What it names is reviewed like every other file, and past a gate the phrase is asked for.
    let found = review(&mut account, rule).unwrap();
    assert_eq!(found.file_name, format!("rule-{rule}.csv"));
    assert_eq!(found.counts.of(RowOutcome::Deleted), 5);
    let batch = account.confirm(&found).unwrap();
    assert_eq!(
        only(&mut account).rule.standing,
        RuleStanding::InBatch(batch)
    );
    let again = act(&mut account, RuleOp::Propose(rule));
    assert_is!(again, Err(Error::Refused(Reason::RuleInBatch(_))));
    account.settle();
    assert_eq!(account.batch(batch).counts.of(RowOutcome::Deleted), 5);
    let seen = only(&mut account);
    assert_eq!((seen.names, seen.rule.standing), (0, RuleStanding::Quiet));
}

#[test]
fn whoever_is_active_before_the_confirmation_is_not_deleted() {
    let mut account = account();
    let rule = add(&mut account, condition(Unknown::Stays));
    let found = review(&mut account, rule).unwrap();
    account.alter(&format!(
        "UPDATE users SET last_active = {NOON} WHERE id = 3"
    ));
    let refused = account.confirm(&found);
    assert_is!(refused, Err(Error::Stale));
    let fresh = review(&mut account, rule).unwrap();
    assert_eq!(fresh.counts.of(RowOutcome::Deleted), 4);
    account.confirm(&fresh).unwrap();
}

#[test]
fn whoever_is_on_hold_stays_and_a_rule_that_names_only_them_proposes_nothing() {
    let mut account = account();
    let rule = add(&mut account, condition(Unknown::Stays));
    let users = (1..=4).map(offboard::domain::id::UserId).collect();
    let reason = "Lawsuit".to_owned();
    let hold = PeopleOp::PlaceHold { users, reason };
    account.execute(&Op::People(hold)).unwrap();
    let seen = only(&mut account);
    assert_eq!((seen.names, seen.keeps), (1, 4));
    let found = review(&mut account, rule).unwrap();
    assert_eq!(found.counts.of(RowOutcome::OnHold), 4);
    let batch = account.confirm(&found).unwrap();
    account.settle();
    assert_eq!(account.batch(batch).counts.of(RowOutcome::Deleted), 1);
    let refused = act(&mut account, RuleOp::Propose(rule));
    assert_is!(refused, Err(Error::Refused(Reason::NobodyFits)));
}

#[test]
fn the_batch_of_a_rule_waits_for_a_second_admin_and_one_that_is_withdrawn_can_be_proposed_again() {
    let mut account = account();
    let change = account.settings_changed(|settings| settings.second_admin = true);
    account.execute(&change).unwrap();
    let rule = add(&mut account, condition(Unknown::Stays));
    let found = review(&mut account, rule).unwrap();
    let batch = account.confirm(&found).unwrap();
    account.settle();
    assert_eq!(account.batch(batch).state, BatchState::AwaitingApproval);
    // Neither a proposal nor a batch more while it waits.
    let other = review(&mut account, rule).unwrap();
    let refused = account.confirm(&other);
    assert_is!(refused, Err(Error::Refused(Reason::RuleInBatch(_))));
    account
        .execute(&Op::Batch(BatchOp::Withdraw(batch)))
        .unwrap();
    act(&mut account, RuleOp::Propose(rule)).unwrap();
}

#[test]
fn a_rule_that_is_gone_makes_no_batch() {
    let mut account = account();
    let rule = add(&mut account, condition(Unknown::Stays));
    let same = act(&mut account, RuleOp::Add(condition(Unknown::Stays)));
    assert_is!(same, Err(Error::Conflict(Reason::RuleTaken(_))));
    let found = review(&mut account, rule).unwrap();
    act(&mut account, RuleOp::Remove(rule)).unwrap();
    let refused = account.confirm(&found);
    assert_is!(refused, Err(Error::Refused(Reason::RuleGone)));
    let refused = review(&mut account, rule);
    assert_is!(refused, Err(Error::Refused(Reason::RuleGone)));
}

#[test]
fn a_rule_that_cannot_be_read_names_nobody() {
    for damage in [
        "license = 'all'",
        "months = 0",
        "months = 121",
        "license = ''",
    ] {
        let mut account = account();
        let rule = add(&mut account, condition(Unknown::Stays));
        account.alter(&format!("UPDATE retention_rules SET {damage}"));
        let session = account.session.clone();
        let listed = account.reader.load(&session, &Query::Rules);
        assert_is!(listed, Err(Error::Environment(Trouble::Damaged(_))));
        let reviewed = review(&mut account, rule);
        assert_is!(reviewed, Err(Error::Environment(Trouble::Damaged(_))));
        let proposed = act(&mut account, RuleOp::Propose(rule));
        assert_is!(proposed, Err(Error::Environment(Trouble::Damaged(_))));
    }
}

#[test]
fn a_sub_admin_sees_whom_a_rule_names_and_proposes_nothing() {
    let mut staff = Staff::with(40);
    let full = staff.full.clone();
    let op = rule_op(RuleOp::Add(condition(Unknown::Stays)));
    staff.act(&full, &op).unwrap();
    let sub = staff.sub.clone();
    assert_is!(staff.ask(&sub, &Query::Rules), Ok(Answer::Rules(_)));
    let refused = staff.act(&sub, &rule_op(RuleOp::Propose(RuleId(1))));
    assert_is!(refused, Err(Error::NotAllowed(_)));
}

#[test]
fn an_account_that_was_opened_read_only_changes_nothing() {
    let mut account = account();
    let rule = add(&mut account, condition(Unknown::Stays));
    let found = review(&mut account, rule).unwrap();
    let batch = account.confirm(&found).unwrap();
    let surroundings = Surroundings {
        read_only: true,
        ..surroundings(&account.clock)
    };
    let mut service = Service::open(&account.database, surroundings).unwrap();
    let mut reader = service.reader().unwrap();
    let session = account.session.clone();
    let refusals = [
        service
            .execute(&session, &rule_op(RuleOp::Remove(rule)), None)
            .map(drop),
        reader
            .plan(&session, &rule_op(RuleOp::Remove(rule)))
            .map(drop),
        service.take_over(&session, batch),
        service.renew_signing_key(&session).map(drop),
    ];
    for refused in refusals {
        assert_is!(refused, Err(Error::Refused(Reason::OpenedReadOnly)));
    }
    // A batch that is under way is left to others.
    for _ in 0..50 {
        service.step().unwrap();
    }
    assert_eq!(account.batch(batch).state, BatchState::Processing);
    assert_eq!(account.users(), 40);
    assert_is!(reader.load(&session, &Query::Home), Ok(Answer::Home(_)));
}
