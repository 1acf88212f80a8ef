//! What stands beside an act in the activity log: one form for each thing that can be said there, each written and read by
//! what it is declared to be, and by nothing else.
//!
//! What is stored is never changed: it is under the mark of its entry. So a form that was written once is read by every later version,
//! and what a later version adds to it may be missing. What no form reads is damaged, and shown as such.

use std::fmt;

use super::pairs::{Code, EachPair, Named, Pairs, SettingsTold, Value};
use super::parts::{Answered, Door, Held, Letter, Part, Reach, Remembered, Rest, Word};
use crate::domain::Language;
use crate::domain::act::Act;
use crate::domain::batch::RowOutcome;
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

/// Declares the parts that several forms share: each field is a pair of its own name, or a part with names of its own.
macro_rules! shared {
    ($($(#[$doc:meta])* $name:ident { $($(#[$said:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$said])* pub $field: $type,)* }

        impl Part for $name {
            fn say<'d>(&'d self, _: &'static str, each: EachPair<'_, 'd>) {
                $(self.$field.say(stringify!($field), each);)*
            }

            fn read(_: &'static str, pairs: &mut Pairs<'_>) -> Option<Self> {
                Some(Self { $($field: Part::read(stringify!($field), pairs)?,)* })
            }
        }

        #[cfg(test)]
        impl super::tests::Any for $name {
            fn any() -> proptest::strategy::BoxedStrategy<Self> {
                use proptest::strategy::{Just, Strategy as _};
                let parts = (Just(()), $(<$type as super::tests::Any>::any(),)*);
                parts.prop_map(|((), $($field,)*)| Self { $($field,)* }).boxed()
            }
        }
    )*};
}

/// Declares the forms, in the same way.
macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident { $($field:ident: $type:ty,)* })*) => {
        /// What stands beside an act in the activity log.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Detail {
            $($(#[$doc])* $form {
                $(#[doc = concat!("The pair of this name: `", stringify!($field), "`.")] $field: $type,)*
            },)*
            /// What cannot be read: damaged. It is shown as it stands and means nothing.
            Unreadable(String),
        }

        /// The forms of a detail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Form { $($form,)* }

        impl Form {
            fn read(self, pairs: &mut Pairs<'_>) -> Option<Detail> {
                Some(match self {
                    $(Self::$form => Detail::$form {
                        $($field: Part::read(stringify!($field), pairs)?,)*
                    },)*
                })
            }

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$form,)*];

            #[cfg(test)]
            fn any(self) -> proptest::strategy::BoxedStrategy<Detail> {
                use proptest::strategy::{Just, Strategy as _};
                match self {
                    $(Self::$form => {
                        let parts = (Just(()), $(<$type as super::tests::Any>::any(),)*);
                        parts.prop_map(|((), $($field,)*)| Detail::$form { $($field,)* }).boxed()
                    })*
                }
            }
        }

        impl Detail {
            /// Says its pairs, in their order.
            pub fn each_pair<'d>(&'d self, each: EachPair<'_, 'd>) {
                match self {
                    $(Self::$form { $($field,)* } => {
                        $($field.say(stringify!($field), each);)*
                    })*
                    Self::Unreadable(_) => {}
                }
            }
        }
    };
}

shared! {
    /// What has no field of its own in an entry about something that was refused or taken away.
    About {
        /// Which request.
        request: Option<RequestId>,
        /// Whose access.
        operator: Option<OperatorId>,
        /// How many learners, where they are several.
        users: Option<u64>,
    }

    /// What an import of users came to.
    ImportTold {
        /// Users who are new.
        added: u64,
        /// Users who are changed.
        changed: u64,
        /// Users who stay as they are.
        unchanged: u64,
        /// Rows that were refused.
        refused: u64,
        /// License types that were made.
        licenses_made: Option<u64>,
        /// Groups that were made.
        groups_made: Option<u64>,
        /// Learners who were mailed.
        mailed: Option<u64>,
        /// Learners who took over an identifier that another learner gave up.
        taken_over: Option<u64>,
        /// Checksum of what is kept of each learner.
        trace: Option<Word>,
        /// Whether the columns are remembered.
        columns: Remembered,
        /// The rows that were corrected.
        mended: Option<Mended>,
    }
}

forms! {
    /// Nothing beside the act.
    Nothing {}
    /// An operator, with the role they have from now on.
    Operator { operator: OperatorId, role: Option<Role>, }
    /// A key, with whose it is.
    Key { operator: Option<OperatorId>, key: Word, }
    /// Where somebody came from, by which key; whose session it is, where somebody else ends it.
    Came { operator: Option<OperatorId>, address: Word, key: Word, authority: Option<Word>, }
    /// Who signed in, and where.
    SignedIn { door: Door, }
    /// Whom a failure kept out, and for how long.
    LockedOut { door: Door, seconds: u64, }
    /// A request; the batch that was made of it, the letter about it.
    Request { request: RequestId, kind: RequestKind, mail: Option<Letter>, batch: Option<BatchId>, }
    /// Why, in somebody's words.
    Because { reason: Rest<0>, }
    /// Which identifier was released; earlier versions counted.
    Released { line: u64, released: Option<u64>, left: Option<u64>, reason: Rest<0>, }
    /// Settings that were changed.
    Settings { settings: SettingsTold, }
    /// Of an earlier version: that a change of the settings waits for another full admin.
    Waits { waits: u64, }
    /// The time zone that an account of an earlier version was given, or that an operator chose.
    TimeZone { time_zone: Word, }
    /// A language.
    Language { language: Language, }
    /// How the console looks.
    Theme { theme: Theme, }
    /// A message of the outbox.
    Mail { mail: MailId, }
    /// The letter about it.
    Letter { mail: Letter, }
    /// The license that a learner has from now on, or none.
    License { license: Held, stopped: Option<u64>, mail: Option<Letter>, }
    /// A license type, with its seats.
    LicenseType { license: LicenseTypeId, seats: Option<u64>, }
    /// A license type that is gone, and what its holders have instead.
    LicenseTypeGone { license: LicenseTypeId, moved: u64, to: Option<LicenseTypeId>, trace: Option<Word>, }
    /// What a new user was given.
    Added { licenses: u64, groups: u64, }
    /// Fields that were changed.
    Fields { fields: Vec<Code>, }
    /// A group.
    Group { group: GroupId, }
    /// An import of users.
    Imported { import: ImportTold, }
    /// An import of a learning report.
    Learned {
        kind: ReportKind,
        period: Period,
        learners: u64,
        emptied: u64,
        courses: u64,
        passed_over: Option<u64>,
        columns: Remembered,
        mended: Option<Mended>,
    }
    /// A kind of file.
    File { file: FileKind, }
    /// A list of leavers that was made a deletion CSV of.
    Prepared { rows: u64, as_is: u64, by_choice: u64, left_out: u64, columns: Remembered, }
    /// A line of a file.
    Line { line: u64, }
    /// A row of a batch that is corrected.
    Corrected { corrects: BatchId, line: u64, }
    /// A batch that was confirmed.
    Confirmed { rows: u64, users: u64, sha256: Word, wait_days: u64, corrects: Option<BatchId>, }
    /// A chunk of a batch.
    Chunk { deleted: u64, passed_over: u64, }
    /// How far a batch was.
    Processed { processed: u64, }
    /// How the rows of a batch ended.
    Ended { outcomes: Vec<(RowOutcome, u64)>, }
    /// What the scan of the files found.
    Scanned { residue: u64, doubtful: Option<u64>, }
    /// Erasures of the journal that were carried out again.
    Settled { frames: u64, users: u64, }
    /// What a batch became for the provider.
    HandedOver { users: u64, files: u64, }
    /// What is prepared for the provider of one learner.
    Change { handover: HandoverId, change: ChangeId, }
    /// What was done to changes, and how many.
    Changes { reach: Option<Reach>, changes: u64, }
    /// What became of one change.
    Done { change: ChangeId, kind: RequestKind, }
    /// A call to the server.
    Called { change: ChangeId, call: Call, }
    /// What the server refused.
    RefusedThere { change: ChangeId, code: Word, }
    /// What the server was found to do.
    Surveyed { finds: bool, deletes: Answered, }
    /// A results file of the provider.
    Results { rows: u64, refused: u64, unknown: u64, sha256: Word, }
    /// A roster of the provider.
    Roster { confirmed: u64, overdue: u64, doubts: Vec<Code>, sha256: Word, import: ImportTold, }
    /// A backup that was written.
    Backup { file: Rest<1>, bytes: u64, }
    /// A backup that was restored.
    Restored { file: Rest<2>, users: u64, held: u64, }
    /// The same, with what was kept of what guards the account; earlier versions kept nothing.
    RestoredOver { file: Rest<9>, users: u64, held: u64, holds_kept: u64, settings_kept: u64, operators_kept: u64,
        keys_kept: u64, let_in: u64, batches_lost: u64, not_read: Vec<Code>, }
    /// A key that was made anew; earlier versions did not say by whom.
    Renewed { entries_before: u64, system_user: Option<Rest<0>>, }
    /// Entries of a journal that is not there any more.
    Lost { frames: u64, }
    /// Moments that a wrong clock had put off.
    Bounded { moments: u64, }
    /// Learners of a demo.
    Seeded { learners: u64, seed: u64, }
    /// A retention rule.
    Rule { rule: RuleId, holds: RuleLicense, months: u64, unknown_counts: bool, }
    /// What a retention rule proposes.
    Proposed { rule: RuleId, learners: u64, }
    /// What was taken away.
    TakenAway { what: Code, about: About, }
    /// What was refused, and why.
    Refused { act: Act, why: Code, about: About, columns: Remembered, }
}

impl fmt::Display for Detail {
    /// As it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.encoded())
    }
}

impl serde::Serialize for Detail {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.encoded())
    }
}

impl Detail {
    /// Nothing beside the act.
    pub const NOTHING: Self = Self::Nothing {};

    /// As it is stored.
    pub fn encoded(&self) -> String {
        if let Self::Unreadable(text) = self {
            return text.clone();
        }
        let mut text = String::with_capacity(64);
        self.each_pair(&mut |name, value| value.write_pair(name, &mut text));
        text
    }

    /// Reads what stands beside an act: a form of that act, and nothing that would be written otherwise.
    pub fn decoded(act: &str, text: &str) -> Self {
        let forms = Act::from_code(act).map_or(&[][..], forms_of);
        let read = forms.iter().find_map(|form| {
            let mut pairs = Pairs::of(text);
            let read = form.read(&mut pairs)?;
            (pairs.is_over() && read.encoded() == text).then_some(read)
        });
        read.unwrap_or_else(|| Self::Unreadable(text.to_owned()))
    }

    /// The same without what somebody wrote, which may name a learner.
    pub fn without_words(&self) -> String {
        let mut text = String::new();
        self.each_pair(&mut |name, value| match value {
            Value::Words(_) => {}
            value => value.write_pair(name, &mut text),
        });
        text
    }

    /// The request that it is about.
    pub const fn request(&self) -> Option<RequestId> {
        match self {
            Self::Request { request, .. } => Some(*request),
            Self::TakenAway { about, .. } | Self::Refused { about, .. } => about.request,
            _ => None,
        }
    }

    /// What an import of users came to.
    pub const fn import(&self) -> Option<&ImportTold> {
        match self {
            Self::Imported { import } | Self::Roster { import, .. } => Some(import),
            _ => None,
        }
    }

    /// The checksum of what is kept of single learners.
    pub fn trace(&self) -> Option<&str> {
        let trace = match self {
            Self::LicenseTypeGone { trace, .. } => trace,
            other => &other.import()?.trace,
        };
        trace.as_ref().map(Word::as_str)
    }

    /// What stands in it by number and has a name.
    pub fn named(&self) -> Vec<Named> {
        let mut found = Vec::new();
        self.each_pair(&mut |_, value| {
            if let Value::Named(named) = value {
                found.push(named);
            }
        });
        found
    }
}

/// What can stand beside an act, whatever version wrote it.
#[expect(clippy::too_many_lines, reason = "every act is listed")]
const fn forms_of(act: Act) -> &'static [Form] {
    match act {
        Act::AccountCreate
        | Act::BatchApprovalLapse
        | Act::BatchApprove
        | Act::BatchConfirmerLeft
        | Act::BatchExpire
        | Act::BatchPause
        | Act::BatchStart
        | Act::BatchWithdraw
        | Act::FirstStepsDismiss
        | Act::ImportBegin
        | Act::OperatorCreate
        | Act::PassphraseSet
        | Act::ProviderConnect
        | Act::ProviderStopCalls
        | Act::ProviderLetCalls
        | Act::ResidueClear
        | Act::Review
        | Act::FilterRemove
        | Act::FilterSave
        | Act::ViewSet => &[Form::Nothing],
        // What of it is at the provider is taken back.
        Act::BatchCancel => &[Form::Nothing, Form::Changes],
        Act::BatchResume => &[Form::Nothing, Form::Processed],
        Act::BatchChunk => &[Form::Chunk],
        Act::BatchConfirm => &[Form::Confirmed],
        Act::BatchFinish => &[Form::Ended],
        Act::BatchHandOver => &[Form::HandedOver],
        Act::BatchPurge => &[Form::Scanned],
        Act::RowCorrect => &[Form::Corrected],
        Act::ErasuresApply => &[Form::Settled],
        Act::IdentifierRelease => &[Form::Released, Form::Because],
        // Where the account lives elsewhere, they are prepared and not done.
        Act::Disconnect => &[Form::Letter, Form::Change],
        Act::LicenseSet | Act::LicenseGive | Act::LicenseTake | Act::SeatsReclaim => {
            &[Form::License, Form::Change]
        }
        Act::RequestDo | Act::RequestApprove => &[Form::Request, Form::Change],
        Act::RequestAsk
        | Act::RequestCancel
        | Act::RequestClaim
        | Act::RequestCorrect
        | Act::RequestExpire
        | Act::RequestFulfilled
        | Act::RequestGoOn
        | Act::RequestNew
        | Act::RequestNotTheirs
        | Act::RequestNote
        | Act::RequestOutdated
        | Act::RequestReject
        | Act::RequestRelease
        | Act::RequestReply
        | Act::RequestReturn
        | Act::RequestVerify
        | Act::RequestWait => &[Form::Request],
        Act::HoldLift | Act::HoldPlace | Act::RequestUnverified | Act::MailLost => &[Form::Because],
        Act::UserAdd => &[Form::Added],
        Act::UserEdit => &[Form::Fields],
        Act::LicenseTypeAdd | Act::LicenseTypeRename | Act::LicenseTypeSeats => {
            &[Form::LicenseType]
        }
        Act::LicenseTypeRemove => &[Form::LicenseTypeGone],
        Act::GroupAdd
        | Act::GroupCreate
        | Act::GroupRemove
        | Act::GroupRename
        | Act::GroupTakeOut => &[Form::Group],
        Act::UsersImport => &[Form::Imported],
        Act::LearningImport => &[Form::Learned],
        Act::ColumnsForget => &[Form::File],
        Act::LeaversPrepare => &[Form::Prepared],
        Act::LeaverChoose => &[Form::Line],
        Act::UsersSeed => &[Form::Seeded],
        Act::ProviderAgain
        | Act::ProviderDivert
        | Act::ProviderGiveUp
        | Act::ProviderOverdue
        | Act::ProviderTakeBack
        | Act::ProviderUploaded => &[Form::Changes],
        Act::ProviderTickOff | Act::ProviderConfirm => &[Form::Done],
        Act::ProviderCall => &[Form::Called],
        Act::ProviderRefuse => &[Form::RefusedThere],
        Act::ProviderResults => &[Form::Results],
        Act::ProviderRoster => &[Form::Roster],
        Act::ProviderSurvey => &[Form::Surveyed],
        Act::OperatorAdd
        | Act::OperatorDisable
        | Act::OperatorEnable
        | Act::OperatorErase
        | Act::OperatorPassphrase
        | Act::OperatorRole => &[Form::Operator],
        Act::AuthorityAdd
        | Act::AuthorityRemove
        | Act::KeyAdd
        | Act::KeyRemove
        | Act::KeyRevoke
        | Act::SigningKeyMake => &[Form::Key],
        Act::SignIn => &[Form::SignedIn, Form::Nothing],
        Act::SignInFailed => &[Form::SignedIn, Form::LockedOut, Form::Nothing],
        Act::SshBegin | Act::SshEnd | Act::SshRefused | Act::SshSessionEnd => &[Form::Came],
        Act::LanguageSet => &[Form::Language],
        Act::ThemeSet => &[Form::Theme],
        Act::ZoneSet => &[Form::TimeZone, Form::Nothing],
        Act::SettingsAsk => &[Form::Settings],
        Act::SettingsApprove => &[Form::Settings, Form::Nothing],
        Act::SettingsChange => &[Form::Settings, Form::TimeZone, Form::Waits, Form::Nothing],
        Act::MailSendAgain => &[Form::Mail],
        Act::KeyRenew => &[Form::Renewed],
        Act::ClockBound => &[Form::Bounded],
        Act::JournalLost => &[Form::Lost],
        Act::DbBackup => &[Form::Backup],
        Act::DbRestore => &[Form::RestoredOver, Form::Restored],
        Act::RuleAdd | Act::RuleRemove => &[Form::Rule],
        Act::RulePropose => &[Form::Proposed],
        Act::Export => &[Form::TakenAway],
        Act::Refused => &[Form::Refused],
    }
}

#[cfg(test)]
pub(crate) mod forms {
    //! What the tests of this room see of the forms.

    use super::*;

    /// A detail of every form.
    pub fn every() -> Vec<proptest::strategy::BoxedStrategy<Detail>> {
        Form::ALL.iter().map(|form| form.any()).collect()
    }

    /// The acts beside which a detail stands.
    pub fn acts_of(detail: &Detail) -> Vec<Act> {
        use strum::VariantArray as _;
        let takes = |act: &&Act| {
            let mut read = forms_of(**act)
                .iter()
                .map(|form| form.read(&mut Pairs::of(&detail.encoded())));
            read.any(|read| read.as_ref() == Some(detail))
        };
        Act::VARIANTS.iter().filter(takes).copied().collect()
    }
}
