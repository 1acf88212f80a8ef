//! The last step: the question before an import. The safe button has the focus.

use crate::domain::roster::{RosterField, RosterMark};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use super::{Aim, Import};
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::statement::Statement;
use crate::ui::shell::context::Context;

impl Import {
    pub(super) fn confirmation(&self, context: &Context) -> Confirm {
        let statement = match self.aim {
            Aim::Learning => self.of_report(context),
            // A list is only saved: nothing is asked.
            Aim::Users | Aim::Leavers => self.of_roster(context),
            Aim::Roster | Aim::Server => self.of_evidence_roster(context),
            Aim::Results => self.of_results(context),
        };
        Confirm::question(self.aim.purpose(), statement).mailing(&self.reading.letters)
    }

    /// How many letters of which kind it sends.
    fn mailed(&self, context: &Context) -> String {
        let texts = &context.texts;
        let mailed = self.reading.mailed.iter();
        let mailed = mailed.map(|(kind, count)| wording::letters_of_kind(texts, *kind, *count));
        let mailed: Vec<String> = mailed.collect();
        if mailed.is_empty() {
            say!(texts, "describe-nobody")
        } else {
            mailed.join(", ")
        }
    }

    fn of_roster(&self, context: &Context) -> Statement {
        let texts = &context.texts;
        let (verdicts, options) = (&self.reading.verdicts, self.reading.options);
        let totals = &verdicts.totals;
        let taken: u64 = totals.licenses.iter().map(|kind| kind.taken).sum();
        let mut goes = Vec::new();
        if taken > 0 {
            goes.push(say!(texts, "import-confirm-licenses", count = taken));
        }
        for field in RosterField::CAN_BE_EMPTIED {
            let count = totals.empty_cells(field);
            if count > 0 && options.empties.empty(field) {
                let name = wording::roster_field(texts, field);
                goes.push(say!(texts, "roster-emptied", field = name, count = count));
            }
        }
        let mut warnings = Vec::new();
        if verdicts.has_faults() {
            let count = verdicts.total(crate::domain::roster::RosterList::Refused);
            warnings.push(say!(texts, "import-confirm-left-out", count = count));
        }
        let makes: Vec<String> = totals
            .licenses
            .iter()
            .filter(|kind| !kind.is_known && options.make_licenses)
            .map(|kind| {
                let name = visible(&kind.name).into_owned();
                say!(
                    texts,
                    "import-confirm-make",
                    name = name,
                    count = kind.given
                )
            })
            .collect();
        warnings.extend(makes);
        Statement {
            title: say!(texts, "import-confirm-title"),
            subject: vec![self.file(context)],
            changes: Some(say!(
                texts,
                "import-confirm-changes",
                added = verdicts.count(RosterMark::Added),
                changed = verdicts.count(RosterMark::Changed),
                account = context.settings.account.clone()
            )),
            goes: (!goes.is_empty()).then(|| goes.join(" ")),
            stays: Some(say!(texts, "import-confirm-stays")),
            mailed: Some(self.mailed(context)),
            warnings,
            button: say!(texts, "command-import"),
            ..Statement::default()
        }
    }

    fn of_report(&self, context: &Context) -> Statement {
        let texts = &context.texts;
        let effect = self.reading.effect.clone().unwrap_or_default();
        let period = self.reading.period.map(|period| period.to_string());
        let number = |value: i64| formats::number(context.language(), value.unsigned_abs());
        let mut warnings = Vec::new();
        if effect.empties() {
            warnings.push(wording::period_emptied(texts, &effect));
        }
        if let Some(review) = self.reading.report() {
            let left = review.tally.rows.saturating_sub(review.matched);
            if left > 0 {
                warnings.push(say!(texts, "import-confirm-left-out", count = left));
            }
        }
        let goes = effect
            .replaces
            .then(|| say!(texts, "import-confirm-replaces", count = effect.emptied));
        Statement {
            title: say!(texts, "import-confirm-report"),
            subject: vec![self.file(context), period.unwrap_or_default()],
            changes: Some(say!(
                texts,
                "import-confirm-report-changes",
                learners = effect.learners,
                minutes = number(effect.totals.minutes),
                minutes_way = wording::way(effect.totals.minutes),
                completions = number(effect.totals.completions),
                completions_way = wording::way(effect.totals.completions)
            )),
            goes,
            stays: Some(say!(texts, "import-confirm-report-stays")),
            mailed: Some(say!(texts, "describe-nobody")),
            warnings,
            button: say!(texts, "command-import"),
            ..Statement::default()
        }
    }
}
