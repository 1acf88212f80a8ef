//! `learning`: reports of what learners did.

use super::{correcting, misfits};
use crate::cli::args::{LearningArguments, LearningVerb};
use crate::cli::columns;
use crate::cli::context::{Context, Failure, Open};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, figures, text};
use crate::cli::{Ended, Ending};
use crate::domain::case::MisfitsOf;
use crate::domain::columns::LearningField;
use crate::domain::learning::{LearningEffect, LearningImport, LearningReview, PassedOver, Period};
use crate::domain::mending::Mends;
use crate::domain::op::{ImportOp, Op};
use crate::error::Error;
use crate::sanitise::visible;
use crate::texts::Texts;
use crate::{say, wording};

const PASSED_OVER: [Column; 4] = [
    figures("line", "out-line"),
    text("learner", "out-learner"),
    text("code", "out-code"),
    text("message", "out-message"),
];

/// Runs a verb of learning.
pub(super) fn run(context: &mut Context, verb: LearningVerb) -> Ended {
    match verb {
        LearningVerb::Import(arguments) => import(context, &arguments, None),
        LearningVerb::Correct { entry, report } => import(context, &report, Some(entry)),
    }
}

/// Imports a report, or says what it would change. Where it was imported under an entry of the log, the rows that count for
/// nobody are corrected; where nothing is said of them, they are listed.
fn import(context: &mut Context, said: &LearningArguments, corrects: Option<u64>) -> Ended {
    columns::forgets_only(context, said.check, &said.columns)?;
    let mut open = context.open()?;
    let incoming = context.incoming(&said.file)?;
    let file = incoming.path();
    let begun = columns::begin::<LearningField>(context, &mut open, file, &said.columns)?;
    let Some(found) = columns::columns(context, &begun, &said.columns.mapping)? else {
        return Ok(Ending::InPart);
    };
    let headers = &begun.beginning.headers;
    let mends = correcting::mends(context, &mut open, &said.corrections, headers)?;
    let mut review = columns::in_order(said.columns.orders(said.times), begun.orders, |orders| {
        let (reader, session) = (&mut open.reader, &open.session);
        reader.read_learning(session, file, found.clone(), orders, &mut |_| true)
    })?;
    match (mends, corrects) {
        (None, None) => {}
        (None, Some(entry)) => {
            open.reader.may_correct_learning(&open.session, entry)?;
            return misfits::list(context, &mut open, MisfitsOf::Learning(review.token));
        }
        (Some(rows), corrects) => {
            let mends = Mends { rows, corrects };
            let (reader, session) = (&mut open.reader, &open.session);
            review = reader.mend_learning(session, review.token, &mends, &mut |_| true)?;
        }
    }
    carry_through(context, &mut open, &review, said)
}

/// Says what a report that was read would change, and does it where that was asked.
fn carry_through(
    context: &mut Context,
    open: &mut Open,
    review: &LearningReview,
    said: &LearningArguments,
) -> Ended {
    let period = period(context, said.period, review)?;
    let op = Op::Import(ImportOp::Learning(LearningImport {
        report: review.token,
        period,
        // What is not agreed to below is not done.
        empties: true,
    }));
    let plan = open.reader.plan(&open.session, &op)?;
    let effect = plan
        .learning
        .ok_or_else(|| Error::Bug("a learning report was not judged".to_owned()))?;
    if !said.check {
        context.output.note_act();
    }
    passed_over(context, &review.passed_over)?;
    let told = summary(&context.texts, review, period, &effect);
    for line in told {
        context.output.narrate(&line);
    }
    let is_whole = review.matched == review.tally.rows;
    if said.check {
        let told = say!(context.texts, "cli-learning-checked");
        context.output.narrate(&told);
        return Ok(Ending::good(is_whole));
    }
    if effect.empties() {
        let warning = wording::period_emptied(&context.texts, &effect);
        super::sure(context, &warning, said.yes)?;
    }
    let outcome = open.service.execute(&open.session, &op, Some(plan.basis))?;
    let told = wording::receipt(&context.texts, &outcome.receipt);
    context.output.narrate(&told);
    let entry = open.reader.entry_of_learning(review.token);
    if let Some(entry) = entry.filter(|_| !is_whole) {
        let entry = entry.to_string();
        let told = say!(context.texts, "cli-learning-correctable", entry = entry);
        context.output.narrate(&told);
    }
    Ok(Ending::good(is_whole))
}

/// The period that was said. Where none was, what the rows name is offered, not taken.
fn period(
    context: &Context,
    said: Option<Period>,
    review: &LearningReview,
) -> Result<Period, Failure> {
    said.ok_or_else(|| {
        Failure::not_typed(match review.days {
            Some(days) => say!(
                context.texts,
                "cli-learning-period-offered",
                days = days.to_string()
            ),
            None => say!(context.texts, "cli-learning-period-needed"),
        })
    })
}

fn summary(
    texts: &Texts,
    review: &LearningReview,
    period: Period,
    effect: &LearningEffect,
) -> Vec<String> {
    let mut lines = vec![
        say!(
            texts,
            "cli-learning-read",
            kind = review.kind.code(),
            period = period.to_string(),
            rows = review.tally.rows,
            matched = review.matched
        ),
        say!(
            texts,
            "cli-learning-effect",
            learners = effect.learners,
            courses = effect.new_courses,
            minutes = effect.totals.minutes.unsigned_abs(),
            minutes_way = wording::way(effect.totals.minutes),
            completions = effect.totals.completions.unsigned_abs(),
            completions_way = wording::way(effect.totals.completions)
        ),
    ];
    if effect.replaces {
        let emptied = effect.emptied;
        lines.push(say!(texts, "cli-learning-replaces", count = emptied));
    }
    lines
}

fn passed_over(context: &mut Context, rows: &[PassedOver]) -> Result<(), Failure> {
    let texts = context.texts.clone();
    if rows.is_empty() && context.format == Format::Table {
        return Ok(());
    }
    let records: Vec<Record> = rows
        .iter()
        .map(|row| {
            vec![
                Cell::Number(row.line.into()),
                Cell::Text(visible(&row.named).into_owned()),
                Cell::Code(row.code, row.code.to_owned()),
                Cell::Text(wording::learning_row(&texts, row.code)),
            ]
        })
        .collect();
    let mut list = List::new(&PASSED_OVER, context.format, &texts);
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output)?)
}
