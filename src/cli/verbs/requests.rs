//! `requests` and `reports`: to be read.

use super::super::args::{ReportBy, ReportsVerb, RequestsVerb};
use super::super::context::{Context, Failure, Open, load, pages};
use super::super::sheet::{Cell, Column, List, Record, figures, machine, object, text};
use super::super::{Ended, Ending};
use super::done;
use crate::domain::id::{RequestId, UserId};
use crate::domain::query::Query;
use crate::domain::report::AggregateReport;
use crate::domain::request::{RequestRow, RequestView};
use crate::domain::user::CourseProgress;
use crate::error::Error;
use crate::texts::Texts;
use crate::{say, wording};

const REQUEST_COLUMNS: [Column; 10] = [
    figures("id", "out-number"),
    text("kind", "out-kind"),
    text("state", "out-state"),
    machine("user_id"),
    text("user", "out-user"),
    text("channel", "out-channel"),
    text("owner", "out-owner"),
    text("opened_at", "out-opened"),
    text("due_at", "out-due-at"),
    machine("note"),
];

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

/// Runs a verb of requests.
pub(super) fn run(context: &mut Context, verb: RequestsVerb) -> Ended {
    let mut open = context.open()?;
    match verb {
        RequestsVerb::List { view, user, limit } => {
            let user = match user {
                Some(key) => Some(open.find(&key)?),
                None => None,
            };
            list(context, &mut open, view, user, limit.limit)
        }
        RequestsVerb::Show { request } => show(context, &mut open, RequestId(request)),
    }
}

fn list(
    context: &mut Context,
    open: &mut Open,
    view: RequestView,
    user: Option<UserId>,
    limit: Option<usize>,
) -> Ended {
    let texts = context.texts.clone();
    let mut list = List::new(&REQUEST_COLUMNS, context.format, &texts);
    let output = &mut context.output;
    pages(
        limit,
        |page| Ok(load!(open, Query::Requests { view, user, page }, Requests).rows),
        |rows: Vec<RequestRow>| {
            let rows = rows.iter();
            let records: Vec<Record> = rows.map(|row| record(&texts, row)).collect();
            list.page(output, &records)?;
            Ok(!output.is_closed())
        },
    )?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn show(context: &mut Context, open: &mut Open, id: RequestId) -> Ended {
    let view = RequestView::All;
    let mut found = None;
    pages(
        None,
        |page| {
            let user = None;
            Ok(load!(open, Query::Requests { view, user, page }, Requests).rows)
        },
        |rows: Vec<RequestRow>| {
            found = rows.into_iter().find(|row| row.id == id);
            Ok(found.is_none())
        },
    )?;
    let request = found.ok_or_else(|| Error::NotFound(id.to_string()))?;
    let texts = context.texts.clone();
    let mut columns = REQUEST_COLUMNS;
    columns[9] = text("note", "out-note");
    let record = record(&texts, &request);
    object(
        &mut context.output,
        &texts,
        context.format,
        &columns,
        &record,
    )?;
    Ok(Ending::Done)
}

fn record(texts: &Texts, row: &RequestRow) -> Record {
    vec![
        Cell::Number(row.id.0),
        Cell::Code(row.kind.code(), wording::request_kind(texts, row.kind)),
        Cell::Code(row.state.code(), wording::request_state(texts, row.state)),
        row.user.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Cell::maybe(row.user_name.clone()),
        Cell::maybe(row.channel.clone()),
        Cell::maybe(row.owner_name.clone()),
        Cell::Moment(row.opened_at),
        Cell::Moment(row.due_at),
        Cell::maybe(row.note.clone()),
    ]
}

/// Runs a verb of reports.
pub(super) fn report(context: &mut Context, verb: &ReportsVerb) -> Ended {
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
        Cell::maybe_moment(course.completed_at),
        Cell::maybe_moment(course.last_at),
    ]
}
