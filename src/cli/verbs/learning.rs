//! `learning`: reports of what learners did.

use crate::cli::args::{LearningArguments, LearningVerb};
use crate::cli::columns;
use crate::cli::context::{Context, Failure};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, figures, text};
use crate::cli::{Ended, Ending};
use crate::domain::columns::LearningField;
use crate::domain::learning::{LearningEffect, LearningImport, LearningReview, PassedOver, Period};
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
        LearningVerb::Import(arguments) => import(context, &arguments),
    }
}

fn import(context: &mut Context, said: &LearningArguments) -> Ended {
    let mut open = context.open()?;
    let incoming = context.incoming(&said.file)?;
    let file = incoming.path();
    let begun = columns::begin::<LearningField>(context, &mut open, file, &said.columns)?;
    let Some(found) = columns::columns(context, &begun, &said.columns.mapping)? else {
        return Ok(Ending::InPart);
    };
    let review = columns::in_order(said.columns.dates, begun.order, |order| {
        let (reader, session) = (&mut open.reader, &open.session);
        reader.read_learning(session, file, found.clone(), order, &mut |_| true)
    })?;
    let period = period(context, said.period, &review)?;
    let op = Op::Import(ImportOp::Learning(LearningImport {
        report: review.token,
        period,
    }));
    let plan = open.reader.plan(&open.session, &op)?;
    let effect = plan
        .learning
        .ok_or_else(|| Error::Bug("a learning report was not judged".to_owned()))?;
    passed_over(context, &review.passed_over)?;
    let told = summary(&context.texts, &review, period, &effect);
    for line in told {
        context.output.narrate(&line);
    }
    let is_whole = review.matched == review.tally.rows;
    if said.check {
        let told = say!(context.texts, "cli-learning-checked");
        context.output.narrate(&told);
        return Ok(Ending::good(is_whole));
    }
    let outcome = open.service.execute(&open.session, &op, Some(plan.basis))?;
    context.output.note_act();
    let told = wording::receipt(&context.texts, &outcome.receipt);
    context.output.narrate(&told);
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
            minutes = effect.totals.minutes,
            completions = effect.totals.completions
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
