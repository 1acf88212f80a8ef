//! The parts of which details of the log are made: how each is said, and how it is read again.
//!
//! A detail is pairs of a name and a value, `rows=3 users=2`, with one blank between them. A value has no blank in it, but
//! for one that [`Rest`] holds: names of files and free words.

use super::pairs::{Code, EachPair, Named, Pairs, SettingsTold, Value};
use crate::domain::Language;
use crate::domain::act::Act;
use crate::domain::batch::RowOutcome;
use crate::domain::coded::coded;
use crate::domain::columns::FileKind;
use crate::domain::id::{
    BatchId, ChangeId, GroupId, HandoverId, LicenseTypeId, MailId, OperatorId, RequestId, RuleId,
};
use crate::domain::learning::{Period, ReportKind};
use crate::domain::mending::Mended;
use crate::domain::operator::Role;
use crate::domain::provider::Call;
use crate::domain::request::RequestKind;
use crate::domain::retention::RuleLicense;
use crate::domain::settings::Theme;

/// A part of a detail.
pub trait Part: Sized {
    /// Says it, under the name of its field or under names of its own.
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>);

    /// Reads it.
    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self>;
}

/// Parts that are one pair each: their value, and how the text of it is read.
macro_rules! pairs {
    ($($type:ty: $it:ident => $value:expr, $text:ident => $read:expr;)*) => {$(
        impl Part for $type {
            fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
                let $it = self;
                each(name, $value);
            }

            fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
                let $text = pairs.take(name)?;
                $read
            }
        }
    )*};
}

pairs! {
    u64: it => Value::Count(*it), text => text.parse().ok();
    BatchId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    ChangeId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    HandoverId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    MailId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    RequestId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    RuleId: it => Value::Number(it.0), text => text.parse().ok().map(Self);
    OperatorId: it => Value::Named(Named::Operator(*it)), text => text.parse().ok().map(Self);
    GroupId: it => Value::Named(Named::Group(*it)), text => text.parse().ok().map(Self);
    LicenseTypeId: it => Value::Named(Named::License(*it)), text => text.parse().ok().map(Self);
    Act: it => Value::Act(*it), text => Self::from_code(text);
    Role: it => Value::Code(it.code()), text => Self::from_code(text);
    RuleLicense: it => Value::Code(it.code()), text => Self::from_code(text);
    RequestKind: it => Value::Code(it.code()), text => Self::from_code(text);
    ReportKind: it => Value::Code(it.code()), text => Self::from_code(text);
    Theme: it => Value::Code(it.code()), text => Self::from_code(text);
    FileKind: it => Value::Code(it.code()), text => Self::from_code(text);
    Call: it => Value::Code(it.code()), text => Self::from_code(text);
    Door: it => Value::Code(it.code()), text => Self::from_code(text);
    Language: it => Value::Code(it.code()), text => Self::from_code(text);
    Letter: it => Value::Code(it.code()), text => Self::from_code(text);
    Period: it => Value::Period(*it), text => text.parse().ok();
    Code: it => Value::Code(it.as_str()), text => Some(Self::read_from(text));
    Word: it => Value::Text(&it.0), text => Some(Self(text.to_owned()));
    bool: it => Value::Code(if *it { "true" } else { "false" }), text => text.parse().ok();
    Answered: it => Value::Code(it.code()), text => Self::from_code(text);
}

impl<T: Part> Part for Option<T> {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        if let Some(part) = self {
            part.say(name, each);
        }
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let mut ahead = *pairs;
        let read = T::read(name, &mut ahead);
        if read.is_some() {
            *pairs = ahead;
        }
        Some(read)
    }
}

coded! {
    /// By which door somebody came.
    pub enum Door {
        /// The console.
        Console = "console",
        /// The command line.
        CommandLine = "command_line",
    }
}

coded! {
    /// What became of the letter that belongs to an act.
    pub enum Letter {
        /// It is on its way.
        Queued = "queued",
        /// The learner has no address.
        NoAddress = "no_address",
        /// None is written.
        None = "none",
    }
}

coded! {
    /// What a server was found to do.
    pub enum Answered {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// It does not say.
        Unknown = "unknown",
    }
}

impl From<Option<bool>> for Answered {
    fn from(found: Option<bool>) -> Self {
        match found {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}

impl Part for Vec<Code> {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        each(name, Value::Codes(self));
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let codes = pairs.take(name)?.split(',').filter(|code| !code.is_empty());
        let codes = codes.map(Code::read_from);
        Some(codes.collect())
    }
}

/// A word from elsewhere, with no blank in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(String);

impl Word {
    /// A word as it came; what is no word is joined to one.
    pub fn of(text: &str) -> Self {
        Self(text.replace(' ', "_"))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text with blanks in it, after which so many pairs come: words that somebody wrote, where none comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest<const AFTER: usize>(pub String);

impl<const AFTER: usize> Part for Rest<AFTER> {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        let is_written = name == "reason";
        let text = &*self.0;
        each(
            name,
            if is_written {
                Value::Words(text)
            } else {
                Value::Text(text)
            },
        );
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        pairs
            .take_but(name, AFTER)
            .map(|text| Self(text.to_owned()))
    }
}

impl Part for SettingsTold {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        each(name, Value::Settings(self));
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let text = pairs.take_but(name, 0)?;
        serde_json::from_str(text).ok().map(Self)
    }
}

/// A license type, or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// None any more.
    None,
    /// This one.
    Type(LicenseTypeId),
}

impl Part for Held {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        match self {
            Self::None => each(name, Value::Code("none")),
            Self::Type(license) => license.say(name, each),
        }
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        match pairs.take(name)? {
            "none" => Some(Self::None),
            number => number.parse().ok().map(LicenseTypeId).map(Self::Type),
        }
    }
}

/// How many rows came to what.
impl Part for Vec<(RowOutcome, u64)> {
    fn say<'d>(&'d self, _: &'static str, each: EachPair<'_, 'd>) {
        for (outcome, count) in self {
            each(outcome.code(), Value::Rows(*outcome, *count));
        }
    }

    fn read(_: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let mut counts = Self::new();
        while !pairs.is_over() {
            let name = pairs.name()?;
            let outcome = RowOutcome::from_code(name)?;
            counts.push((outcome, pairs.take(name)?.parse().ok()?));
        }
        Some(counts)
    }
}

/// Which changes an act at the provider was on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One.
    Change(ChangeId),
    /// Those of a portion.
    Handover(HandoverId),
    /// Those of the whole batch.
    Whole,
}

impl Part for Reach {
    fn say<'d>(&'d self, _: &'static str, each: EachPair<'_, 'd>) {
        match self {
            Self::Change(change) => change.say("change", each),
            Self::Handover(handover) => handover.say("handover", each),
            Self::Whole => each("whole", Value::Count(1)),
        }
    }

    fn read(_: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let change: Option<ChangeId> = Part::read("change", pairs)?;
        let handover: Option<HandoverId> = Part::read("handover", pairs)?;
        match (change, handover) {
            (Some(change), None) => Some(Self::Change(change)),
            (None, Some(handover)) => Some(Self::Handover(handover)),
            (None, None) => (pairs.take("whole")? == "1").then_some(Self::Whole),
            (Some(_), Some(_)) => None,
        }
    }
}

/// Whether what was said of a file's columns is remembered from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered(pub bool);

impl Part for Remembered {
    fn say<'d>(&'d self, name: &'static str, each: EachPair<'_, 'd>) {
        if self.0 {
            each(name, Value::Code("remembered"));
        }
    }

    fn read(name: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let kept: Option<Code> = Part::read(name, pairs)?;
        match kept.as_ref().map(Code::as_str) {
            None => Some(Self(false)),
            Some("remembered") => Some(Self(true)),
            Some(_) => None,
        }
    }
}

impl Part for Mended {
    fn say<'d>(&'d self, _: &'static str, each: EachPair<'_, 'd>) {
        each("corrected", Value::Count(self.rows));
        if self.taken > 0 {
            each("taken", Value::Count(self.taken));
        }
        if let Some(entry) = self.corrects {
            each("corrects_entry", Value::Count(entry));
        }
        if let Some(lines) = &self.lines {
            each("corrected_lines", Value::Text(lines));
        }
    }

    fn read(_: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
        let rows = u64::read("corrected", pairs)?;
        let taken: Option<u64> = Part::read("taken", pairs)?;
        let corrects = Part::read("corrects_entry", pairs)?;
        let lines: Option<Word> = Part::read("corrected_lines", pairs)?;
        Some(Self {
            rows,
            taken: taken.unwrap_or_default(),
            corrects,
            lines: lines.map(|lines| lines.as_str().to_owned()),
        })
    }
}
