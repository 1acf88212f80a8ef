//! The provider's files: what its roster concludes and why it may not be believed, whom its results file refuses.
//!
//! ```text
//!  This roster is not believed, and nothing was concluded from it.
//!  ▲ 412 of 1,000 learners are missing from it and no change explains it; the gate is 20 %.
//!
//!  To have it believed all the same, type: believe 588 rows
//!  ▌ believe 588 r▏
//! ```

use tui_input::Input as Text;

use super::controls::Control;
use super::entry::{Entry, What, entry};
use super::reading::Phase;
use super::{Aim, Import, ImportStep};
use crate::command::Command;
use crate::domain::operator::Permission;
use crate::domain::provider::{ProviderEffect, ResultsEffect, RosterDoubt, RosterEffect};
use crate::domain::roster::RosterMark;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::BegunFile;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::statement::Statement;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::draw_text;
use crate::ui::screens::deletion::wizard::picture::{Pen, indented};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Effect, EvidenceFile};
use crate::ui::shell::layer::Out;
use crate::wording;

impl Import {
    fn roster_effect(&self) -> Option<&RosterEffect> {
        match &self.reading.evidence {
            Some(ProviderEffect::Roster(effect)) => Some(effect),
            Some(ProviderEffect::Results(_) | ProviderEffect::Changes(_)) | None => None,
        }
    }

    pub(super) fn results_effect(&self) -> Option<&ResultsEffect> {
        match &self.reading.evidence {
            Some(ProviderEffect::Results(effect)) => Some(effect),
            Some(ProviderEffect::Roster(_) | ProviderEffect::Changes(_)) | None => None,
        }
    }

    /// What must be typed to have the roster believed; none where nothing helps, or whoever looks may not.
    fn wanted_phrase(&self, context: &Context) -> Option<&str> {
        let Phase::Doubtful(_, phrase) = &self.reading.phase else {
            return None;
        };
        let may = context.refusal(Permission::HandOver).is_none();
        phrase.as_deref().filter(|_| may)
    }

    /// Whether a phrase can be typed to have the roster believed.
    pub(super) fn asks_for_the_phrase(&self, context: &Context) -> bool {
        self.step == ImportStep::Review && self.wanted_phrase(context).is_some()
    }

    /// Whether it is typed.
    pub(super) fn phrase_is_typed(&self) -> bool {
        let Phase::Doubtful(_, Some(wanted)) = &self.reading.phase else {
            return false;
        };
        self.phrase.value().trim() == wanted
    }

    /// Draws why the roster is not believed, and where the phrase is typed.
    pub(super) fn draw_doubts(
        &self,
        canvas: &mut Canvas<'_, '_>,
        pen: &mut Pen,
        (doubts, phrase): (&[RosterDoubt], Option<&str>),
        context: &Context,
    ) {
        let (texts, palette) = (&context.texts, &context.palette);
        pen.write(canvas, &say!(texts, "import-doubtful"), palette.danger);
        pen.skip(1);
        for doubt in doubts {
            pen.item(canvas, "▲", &wording::doubt(texts, doubt), palette.warning);
        }
        pen.skip(1);
        let Some(phrase) = phrase else {
            pen.write(
                canvas,
                &say!(texts, "import-doubtful-for-good"),
                palette.text,
            );
            return;
        };
        if self.wanted_phrase(context).is_none() {
            let says = say!(texts, "import-doubtful-full-admin");
            pen.write(canvas, &says, palette.text);
            return;
        }
        let says = say!(texts, "import-doubtful-phrase", phrase = phrase);
        pen.write(canvas, &says, palette.text);
        pen.skip(1);
        let line = pen.line();
        let is_focused = self.focus == Control::Phrase;
        if is_focused {
            canvas.print(line, "▌", palette.link);
        }
        let field = indented(line, 2);
        draw_text(canvas, field, &self.phrase, false, is_focused, context);
        let place = self.place_of(Control::Phrase, context);
        canvas.hit(line, Hit::Control(place));
    }

    /// What a believed roster concludes for the changes at the provider.
    pub(super) fn concludes(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let Some(effect) = self.roster_effect() else {
            return Vec::new();
        };
        let said = |label, count| entry(What::Said, label, count);
        let mut overdue = said(say!(texts, "import-overdue"), effect.overdue);
        overdue.warns = effect.overdue > 0;
        let mut entries = vec![
            said(say!(texts, "import-confirmed"), effect.confirmed),
            overdue,
            said(say!(texts, "import-still-open"), effect.open),
        ];
        if effect.is_undecided() {
            let count = effect.alike.len() as u64;
            let mut alike = said(say!(texts, "import-alike"), count);
            alike.warns = true;
            alike.note = say!(texts, "import-alike-note");
            entries.push(alike);
        }
        for (label, count) in [
            ("import-nameless", effect.nameless),
            ("import-incomplete", effect.incomplete),
        ] {
            let mut left = said(texts.message(label), count);
            left.warns = true;
            entries.extend(Some(left).filter(|_| count > 0));
        }
        if !effect.doubts.is_empty() {
            let mut doubtful = said(say!(texts, "import-doubts"), effect.doubts.len() as u64);
            doubtful.warns = true;
            doubtful.note = say!(texts, "import-doubts-overruled");
            entries.insert(0, doubtful);
        }
        entries
    }

    /// How many of those who are not in the provider's roster left without our doing.
    pub(super) fn without_us(&self, context: &Context) -> Option<String> {
        let effect = self.roster_effect()?;
        let number = |count| formats::number(context.language(), count);
        let gone = number(effect.gone());
        let before = number(effect.gone_before);
        Some(if effect.gone_before > 0 {
            say!(
                context.texts,
                "import-gone-before",
                gone = gone,
                before = before
            )
        } else {
            say!(context.texts, "import-gone-without-us", gone = gone)
        })
    }

    /// What a results file refuses.
    pub(super) fn refusals(&self, context: &Context) -> Vec<Entry> {
        let texts = &context.texts;
        let Some(effect) = self.results_effect() else {
            return Vec::new();
        };
        let said = |label, count| entry(What::Said, label, count);
        let mut refused = said(say!(texts, "import-results-refused"), effect.refused);
        refused.warns = effect.refused > 0;
        let label = say!(texts, "import-results-unknown");
        let mut unknown = entry(What::Strangers, label, effect.unknown());
        unknown.warns = effect.unknown() > 0;
        unknown.note = say!(texts, "import-results-unknown-note");
        let mut entries = vec![
            said(say!(texts, "import-results-rows"), effect.rows()),
            refused,
            unknown,
        ];
        let beside = [
            (say!(texts, "import-results-again"), effect.again),
            (say!(texts, "import-results-well"), effect.well),
        ];
        let beside = beside.into_iter().filter(|(_, count)| *count > 0);
        entries.extend(beside.map(|(label, count)| said(label, count)));
        if effect.refused == 0 {
            let nothing = Entry {
                count: None,
                warns: true,
                ..said(say!(texts, "reason-no-results"), 0)
            };
            entries.insert(0, nothing);
        }
        entries
    }

    /// The question before a roster is taken in: who is confirmed is erased here too.
    pub(super) fn of_evidence_roster(&self, context: &Context) -> Statement {
        let texts = &context.texts;
        let Some(effect) = self.roster_effect() else {
            return Statement::default();
        };
        let taken = self.reading.taken_at.map(|at| {
            let when = formats::moment(texts, at);
            say!(texts, "import-taken-at", when = when)
        });
        let doubts = effect.doubts.iter().map(|it| wording::doubt(texts, it));
        let mut warnings: Vec<String> = doubts.collect();
        if let Some(decide) = wording::decide_alike(texts, effect) {
            let alike = effect.alike.iter();
            warnings.extend(alike.map(|found| wording::alike(texts, found)));
            warnings.push(decide);
        }
        if effect.refused > 0 {
            warnings.push(say!(
                texts,
                "import-confirm-left-out",
                count = effect.refused
            ));
        }
        let verdicts = &self.reading.verdicts;
        let goes = (effect.confirmed > 0)
            .then(|| say!(texts, "import-confirm-concluded", count = effect.confirmed));
        Statement {
            title: say!(texts, "import-confirm-provider-roster"),
            subject: vec![self.file(context), taken.unwrap_or_default()],
            changes: Some(say!(
                texts,
                "import-confirm-changes",
                added = verdicts.count(RosterMark::Added),
                changed = verdicts.count(RosterMark::Changed),
                account = context.settings.account.clone()
            )),
            goes,
            stays: Some(say!(
                texts,
                "import-confirm-provider-stays",
                open = effect.open + effect.overdue,
                gone = effect.gone()
            )),
            mailed: Some(say!(texts, "import-confirm-provider-told")),
            warnings,
            button: say!(texts, "import-take-in"),
            ..Statement::default()
        }
    }

    /// The question before a results file is taken in.
    pub(super) fn of_results(&self, context: &Context) -> Statement {
        let texts = &context.texts;
        let refused = self.results_effect().map_or(0, |effect| effect.refused);
        Statement {
            title: say!(texts, "import-confirm-results"),
            subject: vec![self.file(context)],
            changes: Some(say!(
                texts,
                "import-confirm-results-changes",
                count = refused
            )),
            stays: Some(say!(texts, "import-confirm-results-stays")),
            mailed: Some(say!(texts, "describe-nobody")),
            button: say!(texts, "import-take-in"),
            ..Statement::default()
        }
    }

    /// Reads a results file; the message stands under this header, where it was chosen.
    pub(super) fn read_results(
        &mut self,
        message: Option<String>,
        context: &Context,
        out: &mut Out,
    ) {
        let Some(file) = &self.upload.chosen else {
            return;
        };
        let path = file.path.clone();
        let effect = |ticket| Effect::ReadEvidence(ticket, path, EvidenceFile::Results(message));
        self.reading.begin(effect, context, out);
        self.go_to(ImportStep::Review, Control::Onward);
    }

    /// The column with the message was not found: looks at the headers, to ask which it is.
    pub(super) fn message_needed(&mut self, context: &Context, out: &mut Out) {
        self.go_to(ImportStep::File, Control::Onward);
        if let Some(file) = &self.upload.chosen {
            let path = file.path.clone();
            let ticket = self.beginning.ticket(context, out);
            out.effect(Effect::BeginImport(ticket, Aim::Results.kind(), path));
        }
    }

    /// Asks under which header the provider's message stands.
    pub(super) fn ask_for_the_message(
        &mut self,
        file: &BegunFile,
        context: &Context,
        out: &mut Out,
    ) {
        let BegunFile::Roster(begun) = file else {
            return;
        };
        self.headers.clone_from(&begun.beginning.headers);
        let samples = begun.beginning.samples.iter();
        let options = self.headers.iter().zip(samples);
        let options: Vec<(String, String)> = options
            .map(|(header, samples)| {
                let sample = samples.first().map(String::as_str).unwrap_or_default();
                let shown = |text: &str| visible(text.trim()).into_owned();
                (shown(header), shown(sample))
            })
            .collect();
        let title = say!(context.texts, "import-which-message");
        out.open(Menu::choice(
            Command::TakeResults,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    /// A header was chosen for the message: it is remembered once the file is taken in.
    pub(super) fn message_chosen(&mut self, option: usize, context: &Context, out: &mut Out) {
        if let Some(header) = self.headers.get(option).cloned() {
            self.read_results(Some(header), context, out);
        }
    }

    /// Forgets what was typed to have another roster believed.
    pub(super) fn forget_the_phrase(&mut self) {
        self.phrase = Text::default();
    }

    /// Forgets when another file was taken.
    pub(super) fn forget_the_moment(&mut self) {
        if self.aim == Aim::Roster {
            self.period = Text::default();
            self.reading.taken_at = None;
        }
    }
}
