//! `rules`: retention rules, what they propose, and the batch that does it once it is confirmed.

use super::deletions::checked;
use super::reviewing::review_of;
use super::{done, running};
use crate::cli::args::{Confirmation, RuleArguments, RulesVerb};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::id::RuleId;
use crate::domain::op::{AccountOp, Op};
use crate::domain::query::{Query, ReviewSource};
use crate::domain::reason::Reason;
use crate::domain::retention::{Condition, Months, RuleOp, RuleSeen, RuleStanding, Rules, Unknown};
use crate::domain::time::Timestamp;
use crate::error::Error;
use crate::texts::Texts;
use crate::{say, wording};

const COLUMNS: [Column; 10] = [
    figures("rule", "out-rule"),
    text("condition", "out-condition"),
    machine("license"),
    machine("months"),
    machine("or_unknown"),
    figures("names", "out-names"),
    figures("keeps", "out-kept"),
    text("standing", "out-state"),
    machine("proposed_at"),
    machine("batch"),
];

/// Runs a verb of rules.
pub(super) fn run(context: &mut Context, verb: RulesVerb) -> Ended {
    match verb {
        RulesVerb::List => list(context),
        RulesVerb::Add(arguments) => {
            let op = RuleOp::Add(condition(&arguments)?);
            act(context, op)
        }
        RulesVerb::Remove { rule } => act(context, RuleOp::Remove(RuleId(rule))),
        RulesVerb::Propose { rules } => propose(context, &rules),
        RulesVerb::Check { rule, rows } => check(context, RuleId(rule), rows),
        RulesVerb::Run { rule, confirmation } => carry_out(context, RuleId(rule), &confirmation),
    }
}

fn act(context: &mut Context, act: RuleOp) -> Ended {
    let mut open = context.open()?;
    context
        .act(&mut open, &Op::Account(AccountOp::Rule(act)))
        .map(done)
}

fn condition(arguments: &RuleArguments) -> Result<Condition, Failure> {
    let months = Months::new(arguments.months);
    Ok(Condition {
        license: arguments.license,
        months: months.ok_or_else(|| Error::Usage("--months".to_owned()))?,
        unknown: if arguments.or_unknown {
            Unknown::Counts
        } else {
            Unknown::Stays
        },
    })
}

fn list(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let rules = load!(open, Query::Rules, Rules);
    write(context, &rules, &rules.rows)?;
    Ok(Ending::Done)
}

/// Writes rules, and from where their months are counted back.
fn write(context: &mut Context, rules: &Rules, rows: &[RuleSeen]) -> Result<(), Failure> {
    let texts = context.texts.clone();
    let now = context.surroundings.clock.now();
    let mut list = List::new(&COLUMNS, context.format, &texts);
    let records: Vec<Record> = rows.iter().map(|row| record(&texts, row, now)).collect();
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    let until = wording::rules_known_until(&texts, rules);
    context.output.narrate(&until);
    Ok(())
}

fn record(texts: &Texts, seen: &RuleSeen, now: Timestamp) -> Record {
    let RuleSeen { rule, names, keeps } = seen;
    let condition = rule.condition;
    let (at, batch) = match rule.standing {
        RuleStanding::Quiet => (None, None),
        RuleStanding::Proposed { at, .. } => (Some(at), None),
        RuleStanding::InBatch(batch) => (None, Some(batch)),
    };
    vec![
        Cell::Number(rule.id.0),
        Cell::Text(wording::rule(texts, &condition)),
        Cell::Code(
            condition.license.code(),
            wording::rule_license(texts, condition.license),
        ),
        Cell::Count(condition.months.get().into()),
        Cell::Flag(condition.unknown == Unknown::Counts),
        Cell::Count(*names),
        Cell::Count(*keeps),
        Cell::Code(
            rule.standing.code(),
            wording::rule_standing(texts, rule.standing, now),
        ),
        Cell::maybe_moment(at),
        batch.map_or(Cell::Nothing, |batch| Cell::Number(batch.0)),
    ]
}

/// Has rules propose the deletion of whom they name: those that are named, or all. One that has proposed already, or names
/// nobody, is passed over, so that a timer may ask every night.
fn propose(context: &mut Context, wanted: &[i64]) -> Ended {
    let mut open = context.open()?;
    let rules = load!(open, Query::Rules, Rules);
    let known: Vec<RuleId> = rules.rows.iter().map(|row| row.rule.id).collect();
    if wanted.iter().any(|rule| !known.contains(&RuleId(*rule))) {
        return Err(Error::Refused(Reason::RuleGone).into());
    }
    let is_wanted = |rule: &RuleId| wanted.is_empty() || wanted.contains(&rule.0);
    for rule in known.into_iter().filter(is_wanted) {
        propose_one(context, &mut open, rule)?;
    }
    let rules = load!(open, Query::Rules, Rules);
    let rows = rules.rows.iter().filter(|row| is_wanted(&row.rule.id));
    let rows: Vec<RuleSeen> = rows.copied().collect();
    write(context, &rules, &rows)?;
    Ok(Ending::Done)
}

fn propose_one(context: &mut Context, open: &mut Open, rule: RuleId) -> Result<(), Failure> {
    let op = Op::Account(AccountOp::Rule(RuleOp::Propose(rule)));
    match open.reader.plan(&open.session, &op) {
        Ok(_) => context.act(open, &op).map(drop),
        Err(Error::Refused(
            reason @ (Reason::RuleProposed | Reason::RuleInBatch(_) | Reason::NobodyFits),
        )) => {
            let said = say!(
                context.texts,
                "cli-rule-passed-over",
                rule = rule.to_string(),
                why = wording::reason(&context.texts, &reason)
            );
            context.output.narrate(&said);
            Ok(())
        }
        Err(other) => Err(other.into()),
    }
}

/// Reviews whom a rule names; nothing is deleted.
fn check(context: &mut Context, rule: RuleId, rows: bool) -> Ended {
    let mut open = context.open()?;
    let review = review_of(context, &mut open, &ReviewSource::Rule(rule), None)?;
    checked(context, &mut open, &review, rows)
}

/// Reviews whom a rule names, and carries it out once it is confirmed.
fn carry_out(context: &mut Context, rule: RuleId, how: &Confirmation) -> Ended {
    running::refuse_unasked(context, how)?;
    let mut open = context.open()?;
    let review = review_of(context, &mut open, &ReviewSource::Rule(rule), None)?;
    running::through(context, &mut open, &review, how)
}
