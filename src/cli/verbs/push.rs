//! `provider push`: makes the calls that are to be made, and tells how far it is.

use std::sync::Arc;

use super::scim::connection;
use super::taking_in::conclude;
use crate::cli::context::{Context, Failure};
use crate::cli::output::{Format, Output, Telling};
use crate::cli::sheet::{Cell, Column, Record, figures, machine, object, text};
use crate::cli::{Ended, Ending};
use crate::domain::batch::Progress;
use crate::domain::operator::Permission;
use crate::domain::time::{Clock, Timestamp};
use crate::error::{Error, Result, Trouble};
use crate::service::scim::Fault;
use crate::service::{PushReport, PushTally};
use crate::texts::Texts;
use crate::{formats, say, wording};

const REPORT: [Column; 12] = [
    figures("total", "out-push-total"),
    figures("confirmed", "out-confirmed"),
    figures("accepted", "out-accepted"),
    figures("refused", "out-refused"),
    figures("in_doubt", "out-in-doubt"),
    figures("diverted", "out-push-diverted"),
    figures("not_sent", "out-push-not-sent"),
    figures("withdrawn", "out-push-withdrawn"),
    figures("calls", "out-push-calls"),
    text("held", "out-push-held"),
    text("ended", "out-push-ended"),
    machine("ended_code"),
];

const PROGRESS: [Column; 10] = [
    machine("done"),
    machine("total"),
    machine("confirmed"),
    machine("accepted"),
    machine("refused"),
    machine("in_doubt"),
    machine("diverted"),
    machine("calls"),
    machine("rate"),
    machine("seconds_left"),
];

/// Makes the calls. What ends the run before its end is a failure in the words of the server.
pub(super) fn run(context: &mut Context, watch: bool) -> Ended {
    let mut open = context.open()?;
    let (_, scim) = connection(context, &open, Permission::HandOver)?;
    open.service.attend()?;
    open.service.let_calls_go_on(&open.session)?;
    let texts = context.texts.clone();
    let going = context.work()?;
    let what = say!(texts, "cli-pushing");
    let mut telling = Tells {
        road: if watch {
            Road::Lines(context.format)
        } else {
            Road::Bar(context.output.progress(&texts, &what))
        },
        texts: texts.clone(),
        begun: context.surroundings.clock.now(),
        clock: Arc::clone(&context.surroundings.clock),
        told: None,
    };
    let output = &mut context.output;
    let mut unwritten = Ok(());
    let report = going.ending(&scim.stop(), || {
        open.service.push(&open.session, &scim, &mut |tally| {
            if unwritten.is_ok() {
                unwritten = telling.tell(output, tally);
            }
            going.goes_on()
        })
    })?;
    drop(telling);
    unwritten?;
    let all_well = conclude(context, &mut open)?;
    let record = record(&texts, &report);
    let format = match context.format {
        // Every line is an object, the last one too.
        Format::Json if watch => Format::Jsonl,
        format => format,
    };
    object(&mut context.output, &texts, format, &REPORT, &record)?;
    ending(context, &report, all_well)
}

fn ending(context: &mut Context, report: &PushReport, all_well: bool) -> Ended {
    let texts = context.texts.clone();
    if let Some(said) = wording::calls_ended(&texts, report) {
        return Err(match &report.ended {
            Some(Fault::Stopped) => {
                let over = wording::calls_over(&texts, report);
                let on = say!(texts, "cli-push-goes-on");
                Failure::in_words(Error::Stopped, format!("{said} {over} {on}"))
            }
            _ => Failure::in_words(Error::Environment(Trouble::Io(said.clone())), said),
        });
    }
    for said in wording::calls_held(&texts, report) {
        context.output.complain(&said);
    }
    if report.tally.diverted > 0 {
        let said = say!(texts, "receipt-diverted", count = report.tally.diverted);
        context.output.narrate(&said);
    }
    if report.tally.total == 0 {
        context.output.narrate(&say!(texts, "cli-push-nothing"));
    }
    Ok(Ending::good(report.is_all_done() && all_well))
}

/// Where progress goes.
enum Road {
    /// A bar on the terminal, as of any other long work.
    Bar(Telling),
    /// A line a second: words, or JSON.
    Lines(Format),
}

struct Tells {
    road: Road,
    texts: Texts,
    clock: Arc<dyn Clock>,
    begun: Timestamp,
    told: Option<Timestamp>,
}

impl Tells {
    fn tell(&mut self, output: &mut Output, tally: PushTally) -> Result<()> {
        let (done, total) = (tally.done(), tally.total);
        let format = match &mut self.road {
            Road::Bar(telling) => {
                telling.tell(Progress { done, total });
                return Ok(());
            }
            Road::Lines(format) => *format,
        };
        let now = self.clock.now();
        // A line a second, and one at the end.
        if done < total && self.told == Some(now) {
            return Ok(());
        }
        self.told = Some(now);
        let seconds = u64::try_from(now.since(self.begun))
            .unwrap_or_default()
            .max(1);
        let rate = done / seconds;
        let left = (total.saturating_sub(done) * seconds).checked_div(done);
        // What comes between could not stand in a CSV.
        if matches!(format, Format::Table | Format::Csv) {
            let said = say!(
                self.texts,
                "cli-push-progress",
                done = done,
                total = total,
                confirmed = tally.confirmed,
                refused = tally.refused,
                rate = formats::number(self.texts.language(), rate),
                more = u64::from(left.is_some_and(|left| left > 0)),
                left = left.map_or_else(String::new, |left| formats::duration(&self.texts, left))
            );
            output.narrate(&said);
            return Ok(());
        }
        let mut record: Record = [
            done,
            total,
            tally.confirmed,
            tally.accepted,
            tally.refused,
            tally.in_doubt,
            tally.diverted,
            tally.calls,
            rate,
        ]
        .map(Cell::Count)
        .to_vec();
        record.push(left.map_or(Cell::Nothing, Cell::Count));
        object(output, &self.texts, Format::Jsonl, &PROGRESS, &record)
    }
}

fn record(texts: &Texts, report: &PushReport) -> Record {
    let tally = &report.tally;
    let counts = [
        tally.total,
        tally.confirmed,
        tally.accepted,
        tally.refused,
        tally.in_doubt,
        tally.diverted,
        report.not_sent,
        report.withdrawn,
        tally.calls,
    ];
    let mut record: Record = counts.map(Cell::Count).to_vec();
    let held = report.held.iter();
    let held = held.map(|(code, (_, count))| serde_json::json!({"code": code, "count": count}));
    let words = wording::calls_held(texts, report).join(" ");
    record.push(Cell::WordedJson(held.collect(), words));
    let ended = report.ended.as_ref();
    record.push(Cell::maybe(
        ended.map(|fault| wording::scim_fault(texts, fault)),
    ));
    record.push(Cell::maybe(
        ended.map(|fault| wording::scim_fault_code(fault).to_owned()),
    ));
    record
}
