//! Learning reports as the hosted product lets them be downloaded: a summary with a row a learner, or a detail with a row
//! a learner and piece of content. Columns vary, so the two are distinguished by their headers.

use std::io::{Read, Seek};

use super::columns::HeaderNames;
use super::dates::{DateOrder, OrderEvidence, OrderFound, Orders, TimeOrder, read_date};
use super::mending::MendedRows;
use super::record::{Fields, Record};
use super::sheet::{NextRecord, Sheet};
use super::viewed::{NoTime, TimeEvidence, minutes, order_named, percent, unit};
use super::{Limits, ReadFault, RowLimit};
use crate::domain::batch::{LineTally, Progress};
use crate::domain::coded::coded;
use crate::domain::columns::{Columns, LearningField};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::learning::{Day, NoReport, PeriodSum, ReportKind};

/// What one row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningRow<'t> {
    /// The physical line on which it begins, from 1.
    pub line: u32,
    /// The learner's name, only to be shown.
    pub name: &'t str,
    /// The learner's email address.
    pub email: Option<EmailAddress>,
    /// The learner's unique ID.
    pub unique_id: Option<UniqueId>,
    /// What it says of the learner.
    pub said: LearningSaid<'t>,
}

/// What a row says of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LearningSaid<'t> {
    /// All of the period together.
    Sum(PeriodSum),
    /// One piece of content.
    Content {
        /// Its title.
        title: &'t str,
        /// Minutes viewed.
        minutes: u32,
        /// How far, 0 to 100.
        percent: u8,
        /// When it was completed.
        completed: Option<Day>,
        /// When it was first viewed.
        first: Option<Day>,
        /// When it was last viewed.
        last: Option<Day>,
    },
}

coded! {
    /// Why a row cannot be read.
    pub enum LearningFault {
        /// Neither email nor ID.
        NoIdentifier = "empty_row",
        /// An identifier that is none.
        Identifier = "invalid_identifier",
        /// A time that is not `H:MM:SS`, minutes or hours.
        Time = "invalid_time",
        /// A plain number of which neither the cell nor the header says what it counts.
        NoUnit = "time_without_unit",
        /// A number that is none.
        Number = "invalid_number",
        /// A date that cannot be read.
        Date = "invalid_date",
        /// No title.
        NoTitle = "no_title",
        /// More fields than headers, a NUL, or a field past the limit.
        Malformed = "malformed_row",
    }
}

/// How a report is read: where its columns go, and the order of its dates and times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningReading {
    kind: ReportKind,
    columns: Columns<LearningField>,
    dates: Option<DateOrder>,
    times: Option<TimeOrder>,
}

/// The columns of a report, found by their headers.
pub fn find_columns(headers: &[String]) -> Result<Columns<LearningField>, toml::de::Error> {
    Ok(HeaderNames::<LearningField>::read()?.find(headers))
}

impl LearningReading {
    /// Says how a report with these columns is read. `orders` is what somebody said about its dates and times; where
    /// nothing was said they themselves, all of them, must tell.
    pub fn new<R: Read + Seek>(
        source: R,
        size_limit: u64,
        columns: Columns<LearningField>,
        orders: Orders,
    ) -> Result<Result<Self, NoReport>, ReadFault> {
        let has = |field| columns.place_of(field).is_some();
        if !has(LearningField::Email) && !has(LearningField::UniqueId) {
            return Ok(Err(NoReport::NoLearner));
        }
        let kind = if has(LearningField::ContentTitle) {
            ReportKind::Detail
        } else if has(LearningField::HoursViewed) || has(LearningField::TimeViewed) {
            ReportKind::Summary
        } else {
            return Ok(Err(NoReport::NoLearning));
        };
        let (of_dates, of_times) = evidence(source, size_limit, &columns, orders)?;
        let dates = match orders.dates {
            Some(order) => Some(order),
            None => match of_dates.found() {
                OrderFound::Clear(order) => order,
                OrderFound::Ambiguous => return Ok(Err(NoReport::AmbiguousDates)),
                OrderFound::Contradicting => return Ok(Err(NoReport::ContradictingDates)),
            },
        };
        if of_times.is_open() {
            return Ok(Err(NoReport::AmbiguousTimes));
        }
        Ok(Ok(Self {
            kind,
            columns,
            dates,
            times: orders.times,
        }))
    }

    /// Which report it is.
    pub const fn kind(&self) -> ReportKind {
        self.kind
    }

    /// Reads a row.
    fn row<'t>(&self, record: &'t Record) -> Result<LearningRow<'t>, LearningFault> {
        let fields = record.fields();
        if record.is_malformed() || fields.len() > self.columns.0.len() {
            return Err(LearningFault::Malformed);
        }
        let cell = |field| self.cell(fields, field);
        let email = match cell(LearningField::Email) {
            "" => None,
            text => Some(EmailAddress::parse(text).map_err(|_| LearningFault::Identifier)?),
        };
        let unique_id = match cell(LearningField::UniqueId) {
            "" => None,
            text => Some(UniqueId::parse(text).map_err(|_| LearningFault::Identifier)?),
        };
        if email.is_none() && unique_id.is_none() {
            return Err(LearningFault::NoIdentifier);
        }
        let said = match self.kind {
            ReportKind::Summary => LearningSaid::Sum(self.sum(fields)?),
            ReportKind::Detail => self.content(fields)?,
        };
        Ok(LearningRow {
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
            name: cell(LearningField::FullName),
            email,
            unique_id,
            said,
        })
    }

    fn cell<'t>(&self, fields: Fields<'t>, field: LearningField) -> &'t str {
        let place = self.columns.place_of(field);
        place.map_or("", |place| fields.get(place).trim())
    }

    fn number(&self, fields: Fields<'_>, field: LearningField) -> Result<u32, LearningFault> {
        match self.cell(fields, field) {
            "" | "-" | "–" => Ok(0),
            text => text.parse().map_err(|_| LearningFault::Number),
        }
    }

    /// The time viewed: the product calls the column by either name.
    fn minutes(&self, fields: Fields<'_>) -> Result<u32, LearningFault> {
        let named = [LearningField::TimeViewed, LearningField::HoursViewed];
        let field = named
            .into_iter()
            .find(|field| !self.cell(fields, *field).is_empty());
        let Some(field) = field else {
            return Ok(0);
        };
        let place = self.columns.place_of(field).unwrap_or_default();
        let header = self.columns.0[place].header.to_lowercase();
        let order = order_named(&header, field).or(self.times);
        let said = minutes(self.cell(fields, field), unit(&header, field), order);
        said.map_err(|fault| match fault {
            NoTime::Unreadable => LearningFault::Time,
            NoTime::NoUnit => LearningFault::NoUnit,
        })
    }

    fn sum(&self, fields: Fields<'_>) -> Result<PeriodSum, LearningFault> {
        Ok(PeriodSum {
            minutes: self.minutes(fields)?,
            completions: self.number(fields, LearningField::CourseCompletions)?,
            views: self.number(fields, LearningField::CourseViews)?,
            days: self.number(fields, LearningField::DaysLoggedIn)?,
        })
    }

    fn content<'t>(&self, fields: Fields<'t>) -> Result<LearningSaid<'t>, LearningFault> {
        let title = self.cell(fields, LearningField::ContentTitle);
        if title.is_empty() {
            return Err(LearningFault::NoTitle);
        }
        let day = |field| match self.cell(fields, field) {
            "" | "-" | "–" => Ok(None),
            text => read_date(text, self.dates)
                .map(|at| Some(Day::of(at.date())))
                .ok_or(LearningFault::Date),
        };
        let completed = day(LearningField::CompletedOn)?;
        let percent = match self.cell(fields, LearningField::Percent) {
            "" | "-" | "–" => 0,
            text => percent(text).ok_or(LearningFault::Number)?,
        };
        Ok(LearningSaid::Content {
            title,
            minutes: self.minutes(fields)?,
            percent: if completed.is_some() { 100 } else { percent },
            completed,
            first: day(LearningField::FirstViewed)?,
            last: day(LearningField::LastViewed)?,
        })
    }
}

/// Reads a report and hands each data row on with its line, in the file's order.
pub fn read_learning<R: Read + Seek>(
    source: R,
    limits: &Limits,
    reading: &LearningReading,
    mended: &MendedRows,
    watch: &mut dyn FnMut(Progress) -> bool,
    each: &mut dyn FnMut(u32, Result<LearningRow<'_>, LearningFault>),
) -> Result<LineTally, ReadFault> {
    let mut sheet = Sheet::open(source, limits.bytes)?;
    let headers = sheet.header().len();
    let mut record = Record::default();
    let mut rows = RowLimit::new(limits.rows);
    let mut records: u32 = 0;
    loop {
        if records.is_multiple_of(super::RECORDS_PER_LOOK) && !watch(sheet.progress()) {
            return Err(ReadFault::Stopped);
        }
        records = records.wrapping_add(1);
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Row if rows.allows(record.line) => {
                let line = u32::try_from(record.line).unwrap_or(u32::MAX);
                if mended.mend(&mut record, headers) {
                    each(line, reading.row(&record));
                }
            }
            NextRecord::Row | NextRecord::Blank => {}
        }
    }
    rows.verdict()?;
    sheet.close()
}

/// What all dates and times of a report tell about their order, as far as it was not said.
fn evidence<R: Read + Seek>(
    source: R,
    size_limit: u64,
    columns: &Columns<LearningField>,
    said: Orders,
) -> Result<(OrderEvidence, TimeEvidence), ReadFault> {
    let places = |fields: &[LearningField]| -> Vec<usize> {
        let found = fields.iter().filter_map(|field| columns.place_of(*field));
        found.collect()
    };
    let mut of_dates = places(&[
        LearningField::CompletedOn,
        LearningField::FirstViewed,
        LearningField::LastViewed,
    ]);
    of_dates.retain(|_| said.dates.is_none());
    let mut of_times = Vec::new();
    for field in [LearningField::TimeViewed, LearningField::HoursViewed] {
        let place = places(&[field]).into_iter().next();
        let is_open = |place: &usize| {
            let header = columns.0[*place].header.to_lowercase();
            said.times.is_none() && order_named(&header, field).is_none()
        };
        of_times.extend(place.filter(is_open));
    }
    let (mut dates, mut times) = (OrderEvidence::default(), TimeEvidence::default());
    if of_dates.is_empty() && of_times.is_empty() {
        return Ok((dates, times));
    }
    let mut sheet = Sheet::open(source, size_limit)?;
    let mut record = Record::default();
    while !of_dates.is_empty() || !times.is_settled() {
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Blank => {}
            NextRecord::Row => {
                for place in &of_dates {
                    dates.note(record.fields().get(*place));
                }
                for place in &of_times {
                    times.note(record.fields().get(*place));
                }
            }
        }
    }
    Ok((dates, times))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;
    type Said = Vec<Result<(u32, String), &'static str>>;

    fn reading(
        text: &str,
        orders: Orders,
    ) -> Result<Result<LearningReading, NoReport>, Box<dyn std::error::Error>> {
        let headers = crate::intake::columns::read_beginning(Cursor::new(text), 1_000_000)
            .map_err(|fault| format!("{fault:?}"))?
            .headers;
        let columns = find_columns(&headers)?;
        let reading = LearningReading::new(Cursor::new(text), 1_000_000, columns, orders);
        Ok(reading.map_err(|fault| format!("{fault:?}"))?)
    }

    fn rows(text: &str) -> Result<(ReportKind, Said), Box<dyn std::error::Error>> {
        let reading = reading(text, Orders::default())?.map_err(|fault| format!("{fault:?}"))?;
        let mut rows = Said::new();
        read_learning(
            Cursor::new(text),
            &Limits::none(),
            &reading,
            &MendedRows::default(),
            &mut |_| true,
            &mut |_, row| {
                rows.push(match row {
                    Ok(row) => Ok((row.line, format!("{:?}", row.said))),
                    Err(fault) => Err(fault.code()),
                });
            },
        )
        .map_err(|fault| format!("{fault:?}"))?;
        Ok((reading.kind(), rows))
    }

    #[test]
    fn a_summary_is_read_by_its_headers() -> Tested {
        let (kind, rows) = rows(
            "Name,Email,Unique User ID,Days Logged In,Hours Viewed,Course Views,Course Completions\n\
             Siti,siti@x.example,E-1,4,1:02:30,3,1\n\
             ,,,1,0:00:10,0,0\n\
             Budi,,E-2,x,0:00:00,0,0\n\
             Chloé,chloe@x.example,,2,0:75:00,1,0\n",
        )?;
        assert_eq!(kind, ReportKind::Summary);
        let sum = "Sum(PeriodSum { minutes: 63, completions: 1, views: 3, days: 4 })";
        let expected = [
            Ok((2, sum.to_owned())),
            Err("empty_row"),
            Err("invalid_number"),
            Err("invalid_time"),
        ];
        assert_eq!(rows, expected);
        Ok(())
    }

    #[test]
    fn a_detail_is_read_by_its_headers() -> Tested {
        let (kind, rows) = rows(
            "Email;Content Name;Content Type;Percent Completed;Completed At;First Viewed;Last Viewed;Time Viewed (minutes)\n\
             siti@x.example;Excel;COURSE;100%;2026-10-05;2026-10-01;2026-10-05;61\n\
             siti@x.example;;COURSE;5;;;;1\n\
             siti@x.example;Rust;COURSE;101;;;;1\n\
             siti@x.example;Rust;COURSE;50;;tomorrow;;1\n",
        )?;
        assert_eq!(kind, ReportKind::Detail);
        let content = "Content { title: \"Excel\", minutes: 61, percent: 100, completed: Some(Day(20731)), \
                       first: Some(Day(20727)), last: Some(Day(20731)) }";
        let expected = [
            Ok((2, content.to_owned())),
            Err("no_title"),
            Err("invalid_number"),
            Err("invalid_date"),
        ];
        assert_eq!(rows, expected);
        Ok(())
    }

    #[test]
    fn dates_that_fit_two_orders_are_asked_about() -> Tested {
        let ambiguous = "Email,Course,Last viewed\na@x.example,Excel,03/04/2026\n";
        assert_eq!(
            reading(ambiguous, Orders::default())?.err(),
            Some(NoReport::AmbiguousDates)
        );
        let said = Orders {
            dates: Some(DateOrder::DayFirst),
            times: None,
        };
        assert!(reading(ambiguous, said)?.is_ok());
        let clear = "Email,Course,Last viewed\na@x.example,Excel,03/04/2026\nb@x.example,Excel,14/04/2026\n";
        assert!(reading(clear, Orders::default())?.is_ok());
        let both = "Email,Course,Last viewed\na@x.example,Excel,04/13/2026\nb@x.example,Excel,14/04/2026\n";
        assert_eq!(
            reading(both, Orders::default())?.err(),
            Some(NoReport::ContradictingDates)
        );
        Ok(())
    }

    #[test]
    fn times_that_fit_two_orders_are_asked_about() -> Tested {
        let asked = |header: &str, times: &[&str]| -> Result<_, Box<dyn std::error::Error>> {
            let rows = times.iter().map(|time| format!("a@x.example,{time}\n"));
            let text = format!("Email,{header}\n{}", rows.collect::<String>());
            Ok(reading(&text, Orders::default())?.err())
        };
        let open = Some(NoReport::AmbiguousTimes);
        assert_eq!(asked("Hours Viewed", &["1:30", "0:45", "0:00"])?, open);
        assert_eq!(asked("Hours Viewed", &["1:30", "2"])?, open);
        assert_eq!(asked("Hours Viewed", &["1:30", "1:02:30"])?, None);
        assert_eq!(asked("Hours Viewed", &["0:00", "1.5", ""])?, None);
        assert_eq!(asked("Hours Viewed", &["0:75"])?, None);
        let text = "Email,Hours Viewed\na@x.example,1:30\n";
        let said = Orders {
            dates: None,
            times: Some(TimeOrder::HoursMinutes),
        };
        assert!(reading(text, said)?.is_ok());
        Ok(())
    }

    #[test]
    fn a_file_that_is_no_report_says_what_it_lacks() -> Tested {
        let lacks = |text: &str| -> Result<_, Box<dyn std::error::Error>> {
            Ok(reading(text, Orders::default())?.err())
        };
        assert_eq!(
            lacks("Course,Time spent\nExcel,1:00:00\n")?,
            Some(NoReport::NoLearner)
        );
        assert_eq!(
            lacks("Email,Department\na@x.example,HR\n")?,
            Some(NoReport::NoLearning)
        );
        Ok(())
    }
}
