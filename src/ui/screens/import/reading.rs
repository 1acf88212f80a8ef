//! What was read of the file, and what importing it would do: made in the background, kept until it is imported or left.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::batch::{Progress, RowOutcome, Terminated};
use crate::domain::case::{MisfitsOf, Preparation, Taken};
use crate::domain::learning::{LearningEffect, LearningImport, LearningReview, Period};
use crate::domain::mail::{LetterSeen, MailKind};
use crate::domain::mending::Mend;
use crate::domain::op::{ImportOp, Op};
use crate::domain::plan::{Basis, Plan};
use crate::domain::provider::{
    ProviderEffect, ProviderOp, ProviderRoster, ResultsToken, RosterDoubt,
};
use crate::domain::reason::Reason;
use crate::domain::roster::{ImportOptions, RosterImport, RosterMark, RosterVerdicts};
use crate::domain::time::Timestamp;
use crate::error::Error;
use crate::say;
use crate::service::{Pulled, Unconnected};
use crate::wording::{self, Explained};

use super::Aim;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, ImportHeld, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Out};
use crate::ui::shell::toast::Toast;

/// Where reading and comparing stand.
#[derive(Debug, Default)]
pub(super) enum Phase {
    /// Nothing was read.
    #[default]
    Idle,
    /// The file is being read.
    Reading(Progress),
    /// Its rows are being compared with the account.
    Comparing,
    /// The file fails as a whole.
    Terminated(Terminated),
    /// It could not be read or compared.
    Failed(Explained),
    /// The roster is not believed; what a full admin types to have it believed.
    Doubtful(Vec<RosterDoubt>, Option<String>),
    /// What it would do is known.
    Ready,
}

/// What the service keeps of a file that was read.
#[derive(Debug, Clone, Default)]
pub(super) enum Held {
    #[default]
    Nothing,
    Roster(RosterImport),
    Learning(Arc<LearningReview>),
    /// A list of leavers.
    Leavers(Arc<Preparation>),
    Results(ResultsToken),
}

/// What a reply came to.
pub(super) enum Read {
    /// It was not for this.
    Nothing,
    /// It was.
    Something,
    /// A learning report was read: its period is asked for.
    Report,
    /// Which column of a results file has the message must be said.
    MessageNeeded,
    /// What stands first in the dates must be said.
    OrderNeeded,
    /// What the times count must be said.
    TimesNeeded,
    /// Which license type is meant must be said.
    LicenseNeeded,
    /// It is known what an import would do, after so long.
    Known(Duration),
}

/// The reading of a file.
#[derive(Debug, Default)]
pub(super) struct Reading {
    aim: Aim,
    pub phase: Phase,
    pub held: Held,
    /// How a roster is imported.
    pub options: ImportOptions,
    /// The period of a learning report.
    pub period: Option<Period>,
    /// When a roster of the provider was taken.
    pub taken_at: Option<Timestamp>,
    /// What was typed to have it believed.
    pub phrase: Option<String>,
    /// What the provider's file would come to.
    pub evidence: Option<ProviderEffect>,
    pub verdicts: Arc<RosterVerdicts>,
    pub effect: Option<LearningEffect>,
    /// How many letters of which kind it sends.
    pub mailed: Vec<(MailKind, u64)>,
    /// The first of each kind.
    pub letters: Vec<LetterSeen>,
    pub basis: Option<Basis>,
    /// How many rows are read as somebody corrected them.
    pub corrected: usize,
    /// Learners who were chosen for rows of a list of leavers.
    pub taken: Vec<Taken>,
    asked: Asked,
    began: Duration,
    /// How many rows are said anew in what is being read.
    mending: Option<usize>,
}

impl Reading {
    /// The reading of a file that is brought for something.
    pub(super) fn of(aim: Aim) -> Self {
        Self {
            aim,
            ..Self::default()
        }
    }

    /// Begins to read; what was read before is forgotten.
    pub(super) fn begin(
        &mut self,
        effect: impl FnOnce(Ticket) -> Effect,
        context: &Context,
        out: &mut Out,
    ) {
        self.drop_all(out);
        self.began = context.moment;
        self.phase = Phase::Reading(Progress::default());
        let ticket = self.asked.ticket(context, out);
        out.effect(effect(ticket));
    }

    /// Reads what is held anew with what was said of rows that failed; until that is read, nothing is forgotten.
    pub(super) fn mend(&mut self, mends: &[Mend], context: &Context, out: &mut Out) {
        let of = match &self.held {
            Held::Nothing | Held::Results(_) => return,
            Held::Roster(import) => MisfitsOf::Roster(RosterImport {
                options: self.options,
                ..*import
            }),
            Held::Learning(review) => MisfitsOf::Learning(review.token),
            // Its rows are judged with the choices in them when it is written.
            Held::Leavers(_) => {
                let at = context.now;
                let taken = mends.iter().filter_map(|mend| {
                    let (line, user) = (mend.line, mend.taken?);
                    Some(Taken { line, user, at })
                });
                self.taken = taken.collect();
                return;
            }
        };
        self.began = context.moment;
        self.phase = Phase::Reading(Progress::default());
        self.mending = Some(mends.len());
        let ticket = self.asked.ticket(context, out);
        out.effect(Effect::ReadMended(ticket, of, mends.to_vec()));
    }

    /// Rows that can be corrected; none where none failed.
    pub(super) fn misfits(&self) -> Option<MisfitsOf> {
        match &self.held {
            Held::Nothing | Held::Results(_) => None,
            Held::Roster(_) => {
                let roster = self.roster().filter(|_| self.verdicts.has_faults());
                roster.map(MisfitsOf::Roster)
            }
            Held::Learning(review) => {
                (!review.passed_over.is_empty()).then_some(MisfitsOf::Learning(review.token))
            }
            Held::Leavers(list) => (list.misfits > 0).then_some(MisfitsOf::Preparation(list.token)),
        }
    }

    /// Takes what was read in the place of what was held; answers whether it was read anew with corrections.
    fn take(&mut self, held: Held, out: &mut Out) -> bool {
        let corrected = self.mending.take();
        if let Some(rows) = corrected {
            self.corrected += rows;
            // The rows that are left are imported as a whole unless somebody says otherwise again.
            self.options.in_part = false;
        }
        Self::forget(std::mem::replace(&mut self.held, held), out);
        corrected.is_some()
    }

    fn forget(held: Held, out: &mut Out) {
        match held {
            Held::Nothing => {}
            Held::Roster(import) => {
                out.effect(Effect::DropImport(ImportHeld::Roster(import.roster)));
            }
            Held::Learning(review) => {
                out.effect(Effect::DropImport(ImportHeld::Learning(review.token)));
            }
            Held::Leavers(list) => {
                out.effect(Effect::DropImport(ImportHeld::Leavers(list.token)));
            }
            Held::Results(token) => {
                out.effect(Effect::DropImport(ImportHeld::Results(token)));
            }
        }
    }

    /// Stops what is under way and forgets what was read: nothing that was not imported stays behind.
    pub(super) fn drop_all(&mut self, out: &mut Out) {
        if let Some(ticket) = self.asked.waiting() {
            out.effect(Effect::StopReview(ticket));
            self.asked.forget();
        }
        Self::forget(std::mem::take(&mut self.held), out);
        self.mending = None;
        self.corrected = 0;
        self.taken.clear();
        self.phase = Phase::Idle;
        self.verdicts = Arc::default();
        self.effect = None;
        self.evidence = None;
        self.phrase = None;
        self.mailed = Vec::new();
        self.letters = Vec::new();
        self.basis = None;
    }

    /// The act that imports what was read, as it was chosen; none while something is missing.
    pub(super) fn op(&self) -> Option<Op> {
        match &self.held {
            Held::Nothing | Held::Leavers(_) => None,
            Held::Roster(import) if self.aim.is_provider_roster() => {
                Some(Op::Provider(ProviderOp::Roster(ProviderRoster {
                    import: self.believed(import),
                    taken_at: self.taken_at?,
                    phrase: self.phrase.clone(),
                })))
            }
            Held::Roster(import) => Some(Op::Import(ImportOp::Users(RosterImport {
                options: self.options,
                ..*import
            }))),
            Held::Results(token) => Some(Op::Provider(ProviderOp::Results(*token))),
            Held::Learning(review) => Some(Op::Import(ImportOp::Learning(LearningImport {
                report: review.token,
                period: self.period?,
                // The question before the import says what the period loses.
                empties: true,
            }))),
        }
    }

    /// The roster that was read, with how it would be imported.
    pub(super) fn roster(&self) -> Option<RosterImport> {
        match self.op() {
            Some(Op::Import(ImportOp::Users(import))) => Some(import),
            Some(Op::Provider(ProviderOp::Roster(roster))) => Some(roster.import),
            _ => None,
        }
    }

    /// The list of leavers that was read.
    pub(super) fn leavers(&self) -> Option<&Arc<Preparation>> {
        match &self.held {
            Held::Leavers(list) => Some(list),
            Held::Nothing | Held::Roster(_) | Held::Learning(_) | Held::Results(_) => None,
        }
    }

    /// The provider's roster: what it says is so, but for license types, which are made where that was agreed.
    fn believed(&self, import: &RosterImport) -> RosterImport {
        let options = ImportOptions {
            make_licenses: self.options.make_licenses,
            ..import.options
        };
        RosterImport { options, ..*import }
    }

    /// Whether what was read is a roster that is not believed.
    pub(super) fn is_doubtful(&self) -> bool {
        matches!(self.phase, Phase::Doubtful(..))
    }

    /// The learning report that was read.
    pub(super) fn report(&self) -> Option<&Arc<LearningReview>> {
        match &self.held {
            Held::Learning(review) => Some(review),
            Held::Nothing | Held::Roster(_) | Held::Leavers(_) | Held::Results(_) => None,
        }
    }

    /// Asks what importing would do.
    pub(super) fn compare(&mut self, context: &Context, out: &mut Out) {
        if let Some(op) = self.op() {
            self.phase = Phase::Comparing;
            self.began = context.moment;
            self.asked.plan(op, context, out);
        }
    }

    pub(super) fn is_ready(&self) -> bool {
        matches!(self.phase, Phase::Ready)
    }

    /// Whether importing it would do anything, and everything is agreed that must be.
    pub(super) fn can_go_on(&self) -> bool {
        if !self.is_ready() {
            return false;
        }
        match &self.held {
            Held::Nothing => false,
            // A roster in which nothing changes is evidence too; a results file that refuses nobody is none.
            Held::Roster(_) if self.aim.is_provider_roster() => true,
            Held::Results(_) => match &self.evidence {
                Some(ProviderEffect::Results(effect)) => effect.refused > 0,
                Some(ProviderEffect::Roster(_) | ProviderEffect::Changes(_)) | None => false,
            },
            Held::Roster(_) => {
                let does = self.verdicts.count(RosterMark::Added)
                    + self.verdicts.count(RosterMark::Changed);
                does > 0 && (!self.verdicts.has_faults() || self.options.in_part)
            }
            Held::Learning(review) => review.matched > 0,
            Held::Leavers(list) => {
                list.counts.of(RowOutcome::Deleted) > 0 || !self.taken.is_empty()
            }
        }
    }

    /// Hears how far it is.
    pub(super) fn progressed(&mut self, ticket: Ticket, progress: Progress) {
        if self.asked.is(ticket) && matches!(self.phase, Phase::Reading(_)) {
            self.phase = Phase::Reading(progress);
        }
    }

    pub(super) fn is_slow(&self, context: &Context) -> bool {
        self.asked.is_slow(context)
    }

    pub(super) fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    /// Takes a reply.
    pub(super) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Read {
        if !self.asked.takes(ticket) {
            return Read::Nothing;
        }
        match reply {
            Ok(Reply::RosterRead(import)) => {
                self.take(Held::Roster(*import), out);
                if self.aim == Aim::Roster {
                    self.phase = Phase::Idle;
                    return Read::Report;
                }
                self.compare(context, out);
                return Read::Something;
            }
            Ok(Reply::ServerRead(read)) => self.read_server(read, context, out),
            Ok(Reply::ResultsRead(token)) => {
                self.take(Held::Results(*token), out);
                self.compare(context, out);
                return Read::Something;
            }
            Ok(Reply::LearningRead(review)) => {
                if self.take(Held::Learning(review.clone()), out) {
                    // It is about the period that was said before.
                    self.compare(context, out);
                    return Read::Something;
                }
                self.phase = Phase::Idle;
                return Read::Report;
            }
            Ok(Reply::LeaversRead(list)) => {
                self.take(Held::Leavers(list.clone()), out);
                self.phase = Phase::Ready;
                return Read::Known(context.moment.saturating_sub(self.began));
            }
            Ok(Reply::Plan(plan)) => {
                self.known(plan);
                return Read::Known(context.moment.saturating_sub(self.began));
            }
            // What was held is there as it was.
            Err(error) if self.mending.take().is_some() => {
                let told = wording::error(&context.texts, error);
                out.toast(Toast::refused(told.happened));
                self.compare(context, out);
            }
            Ok(_) | Err(Error::Stopped) => self.phase = Phase::Idle,
            Err(Error::Terminated(terminated)) => {
                self.phase = Phase::Terminated(terminated.clone());
            }
            Err(Error::Refused(reason)) if self.shows(reason) => {
                return Read::Known(context.moment.saturating_sub(self.began));
            }
            Err(error) => {
                if let Some(needed) = needed(error) {
                    self.phase = Phase::Idle;
                    return needed;
                }
                self.phase = Phase::Failed(wording::error(&context.texts, error));
            }
        }
        Read::Something
    }

    /// Takes what stands against evidence, where that is looked at by itself; answers whether it is.
    fn shows(&mut self, reason: &Reason) -> bool {
        match reason {
            Reason::RosterDoubtful(doubts, phrase) => {
                self.phase = Phase::Doubtful(doubts.clone(), phrase.clone());
            }
            // Its rows are looked at; there is nothing to take in.
            Reason::NoResults(effect) => {
                self.evidence = Some(ProviderEffect::Results(effect.clone()));
                self.phase = Phase::Ready;
            }
            _ => return false,
        }
        true
    }

    /// Takes what was read of a server: nothing is concluded from a listing that does not have everybody.
    fn read_server(
        &mut self,
        read: &Result<Pulled, Unconnected>,
        context: &Context,
        out: &mut Out,
    ) {
        let texts = &context.texts;
        let happened = match read {
            Ok(Pulled {
                import: Some(import),
                taken_at,
                ..
            }) => {
                self.taken_at = Some(*taken_at);
                self.take(Held::Roster(*import), out);
                self.compare(context, out);
                return;
            }
            Ok(pulled) => wording::scim_completeness(texts, &pulled.listed),
            Err(unconnected) => wording::scim_unconnected(texts, unconnected),
        };
        let means = match read {
            Ok(_) => say!(texts, "import-server-not-whole"),
            Err(_) => String::new(),
        };
        self.phase = Phase::Failed(Explained {
            happened,
            means,
            ..Explained::default()
        });
    }

    fn known(&mut self, plan: &Plan) {
        self.phase = Phase::Ready;
        self.verdicts = Arc::clone(&plan.roster);
        self.effect.clone_from(&plan.learning);
        self.evidence = plan.provider.as_deref().cloned();
        self.mailed.clone_from(&plan.mailed);
        self.letters.clone_from(&plan.letters);
        self.basis = Some(plan.basis);
    }
}

/// What has to be said before a file can be read.
fn needed(error: &Error) -> Option<Read> {
    match error {
        Error::Refused(Reason::NoMessageColumn) => Some(Read::MessageNeeded),
        Error::Refused(reason) if reason.asks_for_the_order_of_dates() => Some(Read::OrderNeeded),
        Error::Refused(reason) if reason.asks_for_the_order_of_times() => Some(Read::TimesNeeded),
        Error::Refused(reason) if reason.asks_for_the_license_type() => Some(Read::LicenseNeeded),
        _ => None,
    }
}
