//! `provider push`: makes the calls that are to be made, and tells how far it is.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::scim::{connection, failure};
use super::taking_in::conclude;
use crate::cli::context::Context;
use crate::cli::interrupt::Work;
use crate::cli::output::{Format, Output, Telling};
use crate::cli::sheet::{Cell, Column, Record, figures, machine, object, text};
use crate::cli::{Ended, Ending};
use crate::domain::batch::Progress;
use crate::domain::operator::Permission;
use crate::domain::time::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::service::scim::{Fault, Stop};
use crate::service::{PushReport, PushTally};
use crate::texts::Texts;
use crate::{formats, say, wording};

/// How often it is looked whether somebody wants it to stop.
const LOOKS_EVERY: Duration = Duration::from_millis(100);

const REPORT: [Column; 11] = [
    figures("total", "out-push-total"),
    figures("confirmed", "out-confirmed"),
    figures("accepted", "out-accepted"),
    figures("refused", "out-refused"),
    figures("in_doubt", "out-in-doubt"),
    figures("left", "out-push-left"),
    figures("diverted", "out-push-diverted"),
    figures("calls", "out-push-calls"),
    text("held", "out-push-held"),
    text("ended", "out-push-ended"),
    machine("ended_code"),
];

const PROGRESS: [Column; 8] = [
    machine("done"),
    machine("total"),
    machine("confirmed"),
    machine("refused"),
    machine("in_doubt"),
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
    let report = stoppable(&going, &scim.stop(), || {
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
    context.show(&REPORT, &record)?;
    ending(context, &report, all_well)
}

fn ending(context: &mut Context, report: &PushReport, all_well: bool) -> Ended {
    let texts = context.texts.clone();
    match &report.ended {
        Some(Fault::Stopped) => return Err(Error::Stopped.into()),
        Some(fault) => return Err(failure(&texts, fault)),
        None => {}
    }
    for (reason, count) in report.held.values() {
        let reason = wording::reason(&texts, reason);
        let said = say!(texts, "cli-push-held", count = *count, reason = reason);
        context.output.complain(&said);
    }
    if report.diverted > 0 {
        let said = say!(texts, "receipt-diverted", count = report.diverted);
        context.output.narrate(&said);
    }
    let (prepared, in_doubt) = report.left;
    if report.tally.total == 0 {
        context.output.narrate(&say!(texts, "cli-push-nothing"));
    }
    Ok(Ending::good(
        prepared == 0 && in_doubt == 0 && report.tally.refused == 0 && all_well,
    ))
}

/// Does work with a server that stops when somebody wants it, even while it waits for the server.
pub(super) fn stoppable<T>(going: &Work, stop: &Stop, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (over, is_over) = mpsc::channel::<()>();
        scope.spawn(move || {
            while is_over.recv_timeout(LOOKS_EVERY) == Err(RecvTimeoutError::Timeout) {
                if !going.goes_on() {
                    stop.stop();
                    return;
                }
            }
        });
        let done = work();
        drop(over);
        done
    })
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
        let (done, total) = (tally.done, tally.total);
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
        if format == Format::Table {
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
            tally.refused,
            tally.in_doubt,
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
    let (prepared, in_doubt) = report.left;
    let counts = [
        tally.total,
        tally.confirmed,
        tally.accepted,
        tally.refused,
        in_doubt,
        prepared,
        report.diverted,
        tally.calls,
    ];
    let mut record: Record = counts.map(Cell::Count).to_vec();
    let held = report
        .held
        .iter()
        .map(|(code, (_, count))| format!("{code}={count}"));
    record.push(Cell::Several(held.collect()));
    let ended = report.ended.as_ref();
    record.push(Cell::maybe(
        ended.map(|fault| wording::scim_fault(texts, fault)),
    ));
    record.push(Cell::maybe(
        ended.map(|fault| wording::scim_fault_code(fault).to_owned()),
    ));
    record
}
