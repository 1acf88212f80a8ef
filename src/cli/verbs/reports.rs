//! `reports`: learning by month, by course and by learner.

use crate::cli::args::{ReportBy, ReportsVerb};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::query::Query;
use crate::domain::report::AggregateReport;
use crate::domain::user::CourseProgress;
use crate::say;

const MONTH_COLUMNS: [Column; 4] = [
    text("month", "out-month"),
    figures("active_learners", "out-active-learners"),
    figures("completions", "out-completions"),
    figures("minutes", "out-minutes"),
];

const COURSE_COLUMNS: [Column; 4] = [
    machine("course"),
    text("title", "out-course"),
    figures("completions", "out-completions"),
    figures("minutes", "out-minutes"),
];

const LEARNER_COLUMNS: [Column; 6] = [
    machine("course"),
    text("title", "out-course"),
    figures("percent", "out-percent"),
    figures("minutes", "out-minutes"),
    text("completed_at", "out-completed"),
    text("last_at", "out-last-active"),
];

/// Runs a verb of reports.
pub(super) fn run(context: &mut Context, verb: &ReportsVerb) -> Ended {
    let mut open = context.open()?;
    match verb {
        ReportsVerb::Aggregate { by } => aggregate(context, &mut open, *by),
        ReportsVerb::Learner { key } => learner(context, &mut open, key),
    }
}

fn aggregate(context: &mut Context, open: &mut Open, by: ReportBy) -> Ended {
    let report = load!(open, Query::AggregateReport, AggregateReport);
    let (columns, records) = match by {
        ReportBy::Month => (&MONTH_COLUMNS, months(&report)),
        ReportBy::Course => (&COURSE_COLUMNS, courses(&report)),
    };
    let texts = context.texts.clone();
    let mut list = List::new(columns, context.format, &texts);
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    let said = say!(texts, "cli-report-deleted", count = report.deleted_learners);
    context.output.narrate(&said);
    Ok(Ending::Done)
}

fn months(report: &AggregateReport) -> Vec<Record> {
    let months = report.months.iter();
    months
        .map(|month| {
            vec![
                Cell::Text(month.month.clone()),
                Cell::Count(month.active_learners),
                Cell::Count(month.completions),
                Cell::Count(month.minutes),
            ]
        })
        .collect()
}

fn courses(report: &AggregateReport) -> Vec<Record> {
    let courses = report.courses.iter();
    courses
        .map(|course| {
            vec![
                Cell::Number(course.course.0),
                Cell::Text(course.title.clone()),
                Cell::Count(course.completions),
                Cell::Count(course.minutes),
            ]
        })
        .collect()
}

fn learner(context: &mut Context, open: &mut Open, key: &str) -> Result<Ending, Failure> {
    let user = open.find(key)?;
    let report = load!(open, Query::LearnerReport(user), LearnerReport);
    let texts = context.texts.clone();
    let courses = report.courses.iter();
    let records: Vec<Record> = courses.map(course_record).collect();
    let mut list = List::new(&LEARNER_COLUMNS, context.format, &texts);
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    let said = say!(
        texts,
        "cli-report-learner",
        minutes = report.minutes,
        completions = report.completions
    );
    context.output.narrate(&said);
    Ok(Ending::Done)
}

fn course_record(course: &CourseProgress) -> Record {
    vec![
        Cell::Number(course.course.0),
        Cell::Text(course.title.clone()),
        Cell::Count(course.percent.into()),
        Cell::Count(course.minutes),
        Cell::maybe_day(course.completed_at),
        Cell::maybe_day(course.last_at),
    ]
}
