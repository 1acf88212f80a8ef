//! What the review lists: what becomes of the rows, the totals by field, and what has to be agreed to.

use crate::domain::batch::RowOutcome;
use crate::domain::case::NameDiffers;
use crate::domain::reason::Reason;
use crate::domain::roster::{RosterField, RosterList, RosterMark};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use super::entry::{Entry, What, entry};
use super::{Aim, Import, ImportStep};
use crate::ui::dialogs::import_rows::ImportRows;
use crate::ui::dialogs::letter;
use crate::ui::dialogs::misfits::Misfits;
use crate::ui::dialogs::passed_over::PassedOverRows;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::Out;

/// Rows with another name that are shown one by one.
const SHOWN: usize = 5;

/// Rows that mean a learner of another name: how many, and the first of them.
fn differing(rows: &[NameDiffers], context: &Context) -> Vec<Entry> {
    let texts = &context.texts;
    if rows.is_empty() {
        return Vec::new();
    }
    let warned = |label, count| Entry {
        count,
        warns: true,
        ..entry(What::Said, label, 0)
    };
    let label = say!(texts, "prepare-name-differs");
    let mut entries = vec![warned(label, Some(rows.len() as u64))];
    for row in rows.iter().take(SHOWN) {
        let line = formats::number(context.language(), u64::from(row.line));
        let (said, name) = (visible(&row.said), visible(&row.name));
        let label = say!(
            texts,
            "prepare-name-differs-row",
            line = line,
            said = said.into_owned(),
            name = name.into_owned()
        );
        entries.push(warned(label, None));
    }
    let more = rows.len().saturating_sub(SHOWN) as u64;
    if more > 0 {
        entries.push(warned(
            say!(texts, "prepare-name-differs-more", count = more),
            None,
        ));
    }
    entries
}

impl Import {
    /// The lines of the review, or of the receipt.
    pub(super) fn entries(&self, context: &Context) -> Vec<Entry> {
        if !self.reading.is_ready() {
            return Vec::new();
        }
        match (self.step, self.aim) {
            (_, Aim::Results) => self.refusals(context),
            (ImportStep::Receipt, _) => self.left(context),
            (_, Aim::Leavers) => self.prepared(context),
            (_, Aim::Learning) => {
                let mut entries = self.learned(context);
                entries.extend(self.corrected(context));
                entries
            }
            (_, Aim::Roster | Aim::Server) => {
                let mut entries = self.concludes(context);
                entries.extend(self.becomes(context));
                entries.extend(self.remarked(context));
                entries.extend(self.totals(context));
                entries
            }
            (_, Aim::Users) => {
                let mut entries = self.becomes(context);
                entries.extend(self.remarked(context));
                entries.extend(self.corrected(context));
                entries.extend(self.agreements(context));
                entries.extend(self.totals(context));
                entries
            }
        }
    }

    /// What stays to be looked at after the import.
    fn left(&self, context: &Context) -> Vec<Entry> {
        if let Some(passed_over) = self.passed_over(context) {
            return vec![passed_over];
        }
        let mut entries = self.becomes(context);
        entries.retain(|entry| {
            let is_left = matches!(
                entry.what,
                What::Rows(RosterList::Refused | RosterList::Gone)
            );
            is_left && entry.count != Some(0)
        });
        // What was imported changes nothing a second time: its rows are not found by what they change.
        entries.extend(self.remarked(context).into_iter().map(|entry| Entry {
            what: What::Said,
            ..entry
        }));
        entries
    }

    /// Rows that take over what another row gives up, and rows with words that look damaged, by kind.
    fn remarked(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let verdicts = &self.reading.verdicts;
        let list = RosterList::TakenOver;
        let count = verdicts.total(list);
        let taken_over = (count > 0).then(|| Entry {
            note: say!(texts, "import-taken-over-note"),
            warns: true,
            ..entry(What::Rows(list), wording::roster_list(texts, list), count)
        });
        let totals = verdicts.remarked().into_iter();
        let entries = totals.map(|total| {
            let list = RosterList::Remarked(total.damage);
            let label = wording::roster_list(texts, list);
            Entry {
                note: wording::remarked_lines(texts, &total),
                warns: true,
                ..entry(What::Rows(list), label, total.rows)
            }
        });
        taken_over.into_iter().chain(entries).collect()
    }

    /// What becomes of the rows.
    fn becomes(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let verdicts = &self.reading.verdicts;
        if verdicts.is_empty() {
            return Vec::new();
        }
        let rows = |list, label| entry(What::Rows(list), label, verdicts.total(list));
        let mut refused = rows(RosterList::Refused, say!(texts, "import-refused"));
        refused.warns = refused.count != Some(0);
        let mut gone = rows(RosterList::Gone, say!(texts, "import-gone"));
        if gone.count != Some(0) {
            gone.note = self
                .without_us(context)
                .unwrap_or_else(|| say!(texts, "import-gone-note"));
        }
        let mut held = rows(RosterList::Held, say!(texts, "import-held"));
        held.note = say!(texts, "import-held-note");
        let mut entries = vec![
            rows(RosterList::Added, say!(texts, "import-added")),
            rows(RosterList::Changed, say!(texts, "import-changed")),
            rows(RosterList::Unchanged, say!(texts, "import-unchanged")),
            refused,
            gone,
        ];
        entries.extend(Some(held).filter(|held| held.count != Some(0)));
        entries
    }

    /// Rows of a learning report that count for nobody, where there are such.
    fn passed_over(&self, context: &Context) -> Option<Entry> {
        let review = self.reading.report()?;
        let left = review.tally.rows.saturating_sub(review.matched);
        let label = say!(context.texts, "import-passed-over");
        let mut entry = entry(What::PassedOver, label, left);
        entry.warns = true;
        Some(entry).filter(|_| left > 0)
    }

    /// Rows that are read as somebody said them, where there are such.
    fn corrected(&self, context: &Context) -> Option<Entry> {
        let rows = self.reading.corrected as u64;
        let entry = entry(What::Said, say!(context.texts, "import-corrected"), rows);
        Some(entry).filter(|_| rows > 0)
    }

    /// Users of whom each field changes, and what a license type gains and loses.
    fn totals(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let totals = &self.reading.verdicts.totals;
        let mut entries = Vec::new();
        for field in RosterField::ALL {
            let count = totals.changed(field);
            // Each license type has its own line.
            if count == 0 || field == RosterField::Licenses {
                continue;
            }
            let list = RosterList::ChangedIn(field);
            let mut line = entry(What::Rows(list), wording::roster_field(texts, field), count);
            line.note = match field {
                RosterField::Groups => new_groups(&totals.new_groups, context),
                _ => String::new(),
            };
            entries.push(line);
        }
        let moved = totals.licenses.iter();
        for kind in moved.filter(|kind| kind.given + kind.taken + kind.restated > 0) {
            let name = visible(&kind.name).into_owned();
            let list = RosterList::ChangedIn(RosterField::Licenses);
            let count = kind.given + kind.taken + kind.restated;
            let mut line = entry(What::Rows(list), name, count);
            line.note = say!(
                texts,
                "import-license-moved",
                given = kind.given,
                taken = kind.taken
            );
            line.warns = kind.taken > 0;
            entries.push(line);
        }
        entries
    }

    /// What somebody has to agree to.
    fn agreements(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let (verdicts, options) = (&self.reading.verdicts, self.reading.options);
        let totals = &verdicts.totals;
        let mut entries = Vec::new();
        let mut tick = |what, label, is_ticked: bool, note| {
            let mark = if is_ticked { "✓" } else { " " };
            entries.push(Entry {
                what,
                label: format!("[{mark}] {label}"),
                count: None,
                note,
                warns: false,
            });
        };
        let missing: Vec<&str> = totals.unknown_licenses().collect();
        if !missing.is_empty() {
            let names = visible(&missing.join(", ")).into_owned();
            let label = say!(texts, "import-make", names = names);
            let note = say!(texts, "import-make-note");
            tick(What::MakeLicenses, label, options.make_licenses, note);
        }
        for field in RosterField::CAN_BE_EMPTIED {
            let count = totals.empty_cells(field);
            if count > 0 {
                let name = wording::roster_field(texts, field);
                let label = say!(texts, "import-empty", field = name, count = count);
                let note = if options.empties.empty(field) {
                    say!(texts, "import-emptied-note")
                } else {
                    say!(texts, "import-kept-note")
                };
                tick(
                    What::Empty(field),
                    label,
                    options.empties.empty(field),
                    note,
                );
            }
        }
        if verdicts.has_faults() {
            let count = verdicts.total(RosterList::Refused);
            let label = say!(texts, "import-in-part", count = count);
            tick(What::InPart, label, options.in_part, String::new());
        }
        let taken = totals.licenses.iter().any(|kind| kind.taken > 0);
        if taken || totals.changed(RosterField::Connection) > 0 {
            let label = say!(texts, "import-no-mail");
            tick(What::NoMail, label, options.no_mail, String::new());
        }
        let mailed = self.reading.mailed.iter();
        entries.extend(mailed.map(|(kind, count)| Entry {
            what: What::Letters,
            label: wording::letters_of_kind(texts, *kind, *count),
            count: None,
            note: say!(texts, "import-letters-note"),
            warns: false,
        }));
        entries
    }

    /// What a learning report holds, and what it would change.
    fn learned(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let (Some(review), Some(effect)) = (self.reading.report(), &self.reading.effect) else {
            return Vec::new();
        };
        let said = |label, count| entry(What::Said, label, count);
        let left = review.tally.rows.saturating_sub(review.matched);
        let mut passed_over = entry(What::PassedOver, say!(texts, "import-passed-over"), left);
        passed_over.warns = left > 0;
        let mut entries = vec![
            said(say!(texts, "import-matched"), review.matched),
            passed_over,
            said(say!(texts, "import-learners"), effect.learners),
            said(say!(texts, "import-courses"), effect.new_courses),
        ];
        let figures = [
            (say!(texts, "import-minutes"), effect.totals.minutes),
            (say!(texts, "import-completions"), effect.totals.completions),
        ];
        for (label, change) in figures {
            let mut line = said(label, change.unsigned_abs());
            if change < 0 {
                line.note = say!(texts, "import-less");
            }
            entries.push(line);
        }
        entries
    }

    /// Presses a line of the review.
    pub(super) fn press_entry(&mut self, index: usize, context: &Context, out: &mut Out) {
        let Some(entry) = self.entries(context).into_iter().nth(index) else {
            return;
        };
        match entry.what {
            What::Rows(list) => self.open_rows(list, out),
            What::PassedOver => {
                if let Some(review) = self.reading.report() {
                    out.open(PassedOverRows::new(review.clone(), context));
                }
            }
            What::Strangers => {
                if let Some(effect) = self.results_effect() {
                    let strangers = effect.strangers.clone();
                    out.open(PassedOverRows::of_results(strangers, context));
                }
            }
            What::Letters => out.open(letter::shown(&self.reading.letters, context)),
            What::Empty(_) | What::InPart | What::MakeLicenses | What::NoMail => {
                self.tick(entry.what, context, out);
            }
            What::Misfits => self.open_misfits(out),
            What::Said => {}
        }
    }

    /// Opens the rows that a line is about.
    pub(super) fn open_rows(&self, list: RosterList, out: &mut Out) {
        if let Some(import) = self.reading.roster() {
            let rows = ImportRows::new(import, list);
            out.open(if self.aim.is_provider_roster() {
                rows.as_evidence()
            } else {
                rows
            });
        }
    }

    /// Agrees to something, or takes that back.
    pub(super) fn tick(&mut self, what: What, context: &Context, out: &mut Out) {
        let before = self.reading.options;
        let options = &mut self.reading.options;
        match what {
            What::InPart => options.in_part = !options.in_part,
            What::NoMail => options.no_mail = !options.no_mail,
            What::MakeLicenses => options.make_licenses = !options.make_licenses,
            What::Empty(field) => options.empties = options.empties.turned(field),
            What::Rows(_)
            | What::Letters
            | What::PassedOver
            | What::Strangers
            | What::Misfits
            | What::Said => {}
        }
        // Where rows or letters would come to something else, they are compared anew.
        if !before.are_judged_like(*options) || before.no_mail != options.no_mail {
            self.reading.compare(context, out);
        }
    }

    /// What becomes of the rows of a list of leavers.
    fn prepared(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let Some(list) = self.reading.leavers() else {
            return Vec::new();
        };
        let as_is = list.counts.of(RowOutcome::Deleted);
        let said = |label, count| entry(What::Said, label, count);
        let mut entries = vec![said(say!(texts, "prepare-as-is"), as_is)];
        entries.extend(differing(&list.differing, context));
        let mut misfits = entry(What::Misfits, say!(texts, "prepare-misfits"), list.misfits);
        misfits.warns = list.misfits > self.reading.taken.len() as u64;
        if list.misfits > 0 {
            entries.push(misfits);
            let chosen = self.reading.taken.len() as u64;
            entries.push(said(say!(texts, "prepare-chosen"), chosen));
        }
        let others = list.counts.0.iter();
        let others = others.filter(|(outcome, count)| {
            **count > 0 && **outcome != RowOutcome::Deleted && !outcome.names_nobody()
        });
        entries
            .extend(others.map(|(outcome, count)| said(wording::outcome(texts, *outcome), *count)));
        entries
    }

    /// Why no rows can be corrected.
    pub(super) fn correction_obstacle(&self) -> Option<Reason> {
        if !self.reading.is_ready() {
            return Some(Reason::ImportNotReviewed);
        }
        match self.reading.misfits() {
            Some(_) => None,
            None => Some(Reason::NoFailedImport),
        }
    }

    /// Opens the rows that can be corrected.
    pub(super) fn open_misfits(&self, out: &mut Out) {
        if let Some(of) = self.reading.misfits() {
            out.open(Misfits::new(of).with(&self.reading.taken));
        }
    }

    /// Why who is gone is not proposed as leavers.
    pub(super) fn leavers_obstacle(&self, context: &Context) -> Option<Reason> {
        let is_import = self.aim == Aim::Users;
        if !is_import || !self.reading.is_ready() || self.reading.roster().is_none() {
            return Some(Reason::ImportNotReviewed);
        }
        let percent = context.settings.gate_percent;
        self.reading.verdicts.leavers_objection(percent)
    }

    /// How many rows would come to what, in one line.
    pub(super) fn sum(&self, context: &Context) -> String {
        let verdicts = &self.reading.verdicts;
        let rows = formats::number(context.language(), verdicts.len() as u64);
        say!(
            context.texts,
            "import-sum",
            rows = rows,
            added = verdicts.count(RosterMark::Added),
            changed = verdicts.count(RosterMark::Changed),
            unchanged = verdicts.count(RosterMark::Unchanged),
            refused = verdicts.total(RosterList::Refused)
        )
    }
}

/// Groups that there are not yet, the first of them by name.
fn new_groups(names: &[String], context: &Context) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = names
        .iter()
        .take(3)
        .map(|name| visible(name).into_owned())
        .collect();
    let more = if names.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    let said = format!("{}{more}", shown.join(", "));
    let count = names.len() as u64;
    say!(
        context.texts,
        "import-new-groups",
        count = count,
        names = said
    )
}
