//! From step to step of an import: what each control does, what goes on, and what one step back leads to.

use super::controls::Control;
use super::reading::Reading;
use super::{Aim, Import, ImportStep};
use crate::command::Command;
use crate::domain::query::{Export, Query};
use crate::sanitise::visible;
use crate::say;
use crate::service::{BegunFile, RosterChoice};
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::save::Save;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Effect, EvidenceFile};
use crate::ui::shell::layer::{Out, Wish};
use crate::ui::shell::toast::Toast;
use tui_input::Input as Text;

/// The license type that is made where the account has none.
const FIRST_LICENSE: &str = "Learning";

impl Import {
    pub(super) fn press(&mut self, control: Control, context: &Context, out: &mut Out) {
        if control == Control::Onward && self.waits_for_the_file() {
            self.goes_on = true;
            return;
        }
        if !self.is_enabled(control) {
            return;
        }
        self.focus = control;
        match control {
            Control::Pick => self.pick(context, out),
            Control::Browse => self.upload.browse(out),
            Control::Path if self.upload.path.value().trim().is_empty() => {
                self.move_focus(1, context, out);
            }
            Control::Path => self.upload.look_at_typed(context, out),
            Control::Column(place) => self.offer_destinations(place, context, out),
            Control::Order => offer_orders(context, out),
            Control::Times => offer_times(context, out),
            Control::License => self.offer_types(context, out),
            Control::Period => self.take_period(context),
            Control::Offered => {
                if let Some(offered) = self.offered(context) {
                    self.period = Text::new(offered);
                    self.note_taken(context);
                    self.focus = Control::Onward;
                }
            }
            Control::Phrase => self.focus = self.onward(context),
            Control::Entry(index) => self.press_entry(index, context, out),
            Control::Back => {
                self.back(context, out);
            }
            Control::Cancel => out.wish(Wish::Leave),
            Control::Onward => self.go_on(context, out),
            Control::Stop => self.stop(out),
            Control::Correct => self.open_misfits(out),
            Control::Leavers => propose(&self.reading, context, out),
            Control::Close => self.close(out),
        }
    }

    /// Goes on from what was typed as a period, once it is one.
    fn take_period(&mut self, context: &Context) {
        let is_empty = self.period.value().trim().is_empty();
        self.period_is_bad = !is_empty && !self.is_when_said();
        if self.is_when_said() {
            self.focus = self.onward(context);
        } else if is_empty && self.offered(context).is_some() {
            self.focus = Control::Offered;
        }
    }

    pub(super) fn go_on(&mut self, context: &Context, out: &mut Out) {
        match self.step {
            ImportStep::File => {
                let Some(file) = &self.upload.chosen else {
                    return;
                };
                if self.aim == Aim::Results {
                    return self.read_results(None, context, out);
                }
                let ticket = self.beginning.ticket(context, out);
                let (kind, path) = (self.aim.kind(), file.path.clone());
                out.effect(Effect::BeginImport(ticket, kind, path));
                self.types_asked.load(Query::Licenses, context, out);
                self.choosing = None;
                self.go_to(ImportStep::Columns, Control::Onward);
            }
            ImportStep::Columns => self.read(context, out),
            ImportStep::Period => {
                self.reading.period = self.typed_period();
                self.reading.phrase = None;
                self.forget_the_phrase();
                self.go_to(ImportStep::Review, Control::Onward);
                self.reading.compare(context, out);
            }
            ImportStep::Review | ImportStep::Confirm if self.reading.leavers().is_some() => {
                self.save_prepared(context, out);
            }
            ImportStep::Review if self.reading.is_doubtful() => {
                self.reading.phrase = Some(self.phrase.value().trim().to_owned());
                self.reading.compare(context, out);
            }
            ImportStep::Review | ImportStep::Confirm => {
                self.step = ImportStep::Confirm;
                out.open(self.confirmation(context));
            }
            ImportStep::Running | ImportStep::Receipt => {}
        }
    }

    /// Reads the file as it was said.
    pub(super) fn read(&mut self, context: &Context, out: &mut Out) {
        let (Some(file), Some(choosing)) = (&self.upload.chosen, &self.choosing) else {
            return;
        };
        let path = file.path.clone();
        let effect = |ticket| match &choosing.file {
            BegunFile::Roster(begun) => {
                let choice = RosterChoice {
                    columns: begun.columns.clone(),
                    license: choosing.license.clone().filter(|_| choosing.asks_license),
                    order: choosing.orders.dates,
                    served: None,
                };
                if self.aim == Aim::Roster {
                    Effect::ReadEvidence(ticket, path, EvidenceFile::Roster(Box::new(choice)))
                } else {
                    Effect::ReadRoster(ticket, path, Box::new(choice))
                }
            }
            BegunFile::Leavers(begun) => Effect::ReadLeavers(ticket, path, begun.columns.clone()),
            BegunFile::Learning(begun) => {
                Effect::ReadLearning(ticket, path, begun.columns.clone(), choosing.orders)
            }
        };
        self.reading.begin(effect, context, out);
        self.go_to(ImportStep::Review, Control::Onward);
    }

    /// Whether the review came after the step that asks when.
    fn has_period_step(&self) -> bool {
        self.aim != Aim::Server
            && (self.reading.report().is_some() || self.reading.taken_at.is_some())
    }

    /// One step back within the import; answers whether there is one. What was chosen stays.
    pub(super) fn back(&mut self, context: &Context, out: &mut Out) -> bool {
        match self.step {
            ImportStep::File if self.upload.leave_the_dialog() => self.focus = Control::Pick,
            ImportStep::File => return false,
            ImportStep::Columns => {
                self.beginning.forget();
                self.go_to(ImportStep::File, Control::Onward);
            }
            ImportStep::Review | ImportStep::Confirm
                if self.aim == Aim::Server && self.receipt.is_none() =>
            {
                return false;
            }
            ImportStep::Review | ImportStep::Confirm if self.aim == Aim::Results => {
                self.reading.drop_all(out);
                self.go_to(ImportStep::File, Control::Onward);
            }
            ImportStep::Review | ImportStep::Confirm
                if self.has_period_step() && self.receipt.is_none() =>
            {
                self.go_to(ImportStep::Period, Control::Period);
            }
            // What was imported stays imported; the rows that were corrected are given up.
            ImportStep::Period | ImportStep::Review | ImportStep::Confirm
                if self.receipt.is_some() =>
            {
                self.close(out);
            }
            ImportStep::Period | ImportStep::Review | ImportStep::Confirm => {
                self.reading.drop_all(out);
                self.go_to(ImportStep::Columns, Control::Onward);
            }
            // What runs goes on; Stop stops it.
            ImportStep::Running => {
                out.toast(Toast::notice(say!(context.texts, "import-goes-on")));
            }
            ImportStep::Receipt => self.close(out),
        }
        true
    }

    /// Asks where the deletion CSV of a list shall lie; then it goes the ordinary road of a deletion file.
    fn save_prepared(&self, context: &Context, out: &mut Out) {
        let Some(list) = self.reading.leavers() else {
            return;
        };
        let stem = list.file_name.rsplit_once('.').map_or("", |(stem, _)| stem);
        let stem = if stem.is_empty() { "leavers" } else { stem };
        let name = format!("{}-to-delete.csv", visible(stem));
        let export = Export::Prepared(list.token, self.reading.taken.clone());
        out.open(Save::new(export, &name, context).then(Command::PrepareList));
    }

    pub(super) fn stop(&self, out: &mut Out) {
        if let Some(ticket) = self.running.waiting() {
            out.effect(Effect::StopReview(ticket));
        }
    }

    /// Leaves for what was imported.
    pub(super) fn close(&self, out: &mut Out) {
        out.wish(Wish::Leave);
        out.go(self.aim.leads_to());
    }

    pub(super) fn offer_destinations(&self, place: usize, context: &Context, out: &mut Out) {
        if let Some(choosing) = &self.choosing {
            let (options, chosen) = choosing.options(place, &context.texts);
            let header = choosing.headers().get(place).cloned().unwrap_or_default();
            let title = visible(header.trim()).into_owned();
            let menu = Menu::choice(
                Command::ChooseColumn,
                title,
                Anchor::Middle,
                options,
                chosen,
            );
            out.open(menu);
        }
    }

    /// Reads all users of the server.
    pub(super) fn read_server(
        &mut self,
        license: Option<String>,
        context: &Context,
        out: &mut Out,
    ) {
        self.types_asked.load(Query::Licenses, context, out);
        let effect = |ticket| Effect::ReadServer(ticket, license);
        self.reading.begin(effect, context, out);
    }

    /// The license types that being active at the server can stand for; where there is none, the one that is made.
    fn types_of_server(&self) -> Vec<String> {
        let known: Vec<String> = self.types.iter().map(|kind| kind.name.clone()).collect();
        if known.is_empty() {
            vec![FIRST_LICENSE.to_owned()]
        } else {
            known
        }
    }

    /// Asks which license type being active at the server stands for.
    pub(super) fn ask_for_the_license(&self, context: &Context, out: &mut Out) {
        let is_new = self.types.is_empty();
        let note = || is_new.then(|| say!(context.texts, "columns-license-new"));
        let types = self.types_of_server().into_iter();
        let options = types.map(|name| (name, note().unwrap_or_default()));
        let title = say!(context.texts, "import-server-license");
        out.open(Menu::choice(
            Command::ManageLicenses,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    /// A license type was chosen for who is active at the server: the users are read once more.
    pub(super) fn license_chosen(&mut self, option: usize, context: &Context, out: &mut Out) {
        self.reading.options.make_licenses = self.types.is_empty();
        let license = self.types_of_server().into_iter().nth(option);
        self.read_server(license, context, out);
    }

    pub(super) fn offer_types(&self, context: &Context, out: &mut Out) {
        if let Some(choosing) = &self.choosing {
            let types = choosing.types.iter();
            let options = types.map(|kind| (kind.name.clone(), String::new()));
            let title = say!(context.texts, "columns-license");
            out.open(Menu::choice(
                Command::ManageLicenses,
                title,
                Anchor::Middle,
                options,
                0,
            ));
        }
    }
}

fn offer_orders(context: &Context, out: &mut Out) {
    let texts = &context.texts;
    let options = [
        (say!(texts, "columns-day-first"), "31/12/2026".to_owned()),
        (say!(texts, "columns-month-first"), "12/31/2026".to_owned()),
    ];
    offer(say!(texts, "columns-order"), options, out);
}

fn offer_times(context: &Context, out: &mut Out) {
    let texts = &context.texts;
    let options = [
        (say!(texts, "columns-hours-minutes"), "1:30 = 90".to_owned()),
        (
            say!(texts, "columns-minutes-seconds"),
            "1:30 = 1½".to_owned(),
        ),
    ];
    offer(say!(texts, "columns-times"), options, out);
}

fn offer(title: String, options: [(String, String); 2], out: &mut Out) {
    let command = Command::ChooseOrder;
    out.open(Menu::choice(command, title, Anchor::Middle, options, 0));
}

/// Asks where the draft of who left shall lie; then it goes the ordinary road of a deletion file.
pub(super) fn propose(reading: &Reading, context: &Context, out: &mut Out) {
    if let Some(import) = reading.roster() {
        let name = "leavers-to-look-at.csv";
        let save = Save::new(Export::Leavers(import), name, context);
        out.open(save.then(Command::ProposeLeavers));
    }
}
