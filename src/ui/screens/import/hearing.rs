//! What an import hears: of its file, of what was read, and of what became of it.

use std::time::Duration;

use super::choosing::Choosing;
use super::controls::Control;
use super::reading::Read;
use super::{Aim, Import, ImportStep};
use crate::domain::batch::Progress;
use crate::domain::columns::HeaderLine;
use crate::domain::op::{ImportOp, Op};
use crate::error::Error;
use crate::say;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply};
use crate::ui::shell::layer::{Handled, Out};
use crate::ui::shell::toast::Toast;

/// A review that took this long is announced when it is ready: the operator may be elsewhere.
const ANNOUNCED_AFTER: Duration = Duration::from_secs(2);

impl Import {
    pub(super) fn run(&mut self, context: &Context, out: &mut Out) {
        if let Some(op) = self.reading.op() {
            self.progress = Progress::default();
            self.running.run(op, self.reading.basis, context, out);
            self.go_to(ImportStep::Running, Control::Stop);
        }
    }

    /// Hears what became of the import.
    pub(super) fn ran(&mut self, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::Outcome(outcome)) => {
                self.receipt = Some(outcome.receipt.clone());
                self.go_to(ImportStep::Receipt, Control::Close);
                return Handled::Yes;
            }
            Err(Error::Stale) => {
                out.toast(Toast::notice(say!(context.texts, "import-stale")));
                self.go_to(ImportStep::Review, Control::Onward);
                self.reading.compare(context, out);
                return Handled::Yes;
            }
            Err(Error::Stopped) => {
                out.toast(Toast::notice(say!(context.texts, "import-stopped")));
            }
            _ => {}
        }
        self.go_to(ImportStep::Review, Control::Onward);
        self.focus = self.onward(context);
        match reply {
            Err(Error::Stopped) => Handled::Yes,
            _ => Handled::Fault,
        }
    }

    /// Hears what was read.
    pub(super) fn heard(&mut self, read: &Read, context: &Context, out: &mut Out) {
        match read {
            Read::Nothing | Read::Something => {}
            Read::Report => self.go_to(ImportStep::Period, Control::Period),
            Read::MessageNeeded => self.message_needed(context, out),
            Read::OrderNeeded => self.order_needed(context, out),
            Read::TimesNeeded => self.times_needed(context, out),
            Read::LicenseNeeded if self.aim == Aim::Server => {
                self.ask_for_the_license(context, out);
            }
            Read::LicenseNeeded => {
                if let Some(choosing) = &mut self.choosing {
                    choosing.asks_license = true;
                }
                self.go_to(ImportStep::Columns, Control::License);
            }
            Read::Known(took) => {
                if self.step == ImportStep::Review {
                    self.focus = if self.reading.can_go_on() {
                        Control::Onward
                    } else if self.asks_for_the_phrase(context) {
                        Control::Phrase
                    } else {
                        self.controls(context)
                            .first()
                            .copied()
                            .unwrap_or(Control::Back)
                    };
                }
                if *took >= ANNOUNCED_AFTER {
                    let text = say!(context.texts, "import-is-ready");
                    out.toast(Toast::notice(text).leading_to(self.aim.route()));
                }
            }
        }
    }

    /// The dates can be read in two ways: what was said of the file before is taken, else it is asked.
    pub(super) fn order_needed(&mut self, context: &Context, out: &mut Out) {
        let Some(choosing) = &mut self.choosing else {
            return;
        };
        choosing.asks_order = true;
        let known = choosing.remembered_orders().dates;
        if known.is_some() && choosing.orders.dates.is_none() {
            choosing.orders.dates = known;
            self.read(context, out);
        } else {
            self.go_to(ImportStep::Columns, Control::Order);
        }
    }

    /// The times can be read in two ways: the same.
    fn times_needed(&mut self, context: &Context, out: &mut Out) {
        let Some(choosing) = &mut self.choosing else {
            return;
        };
        choosing.asks_times = true;
        let known = choosing.remembered_orders().times;
        if known.is_some() && choosing.orders.times.is_none() {
            choosing.orders.times = known;
            self.read(context, out);
        } else {
            self.go_to(ImportStep::Columns, Control::Times);
        }
    }

    /// Hears the beginning of the file.
    pub(super) fn began(&mut self, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        match reply {
            Ok(Reply::ImportBegun(file)) if self.aim == Aim::Results => {
                self.ask_for_the_message(file, context, out);
                Handled::Yes
            }
            Ok(Reply::ImportBegun(file)) => {
                let choosing = Choosing::new((**file).clone(), self.types.clone());
                let first = choosing.first();
                let is_said = choosing.is_said();
                self.choosing = Some(choosing);
                self.focus = if is_said {
                    self.onward(context)
                } else {
                    Control::Column(first)
                };
                Handled::Yes
            }
            Ok(_) => Handled::Yes,
            Err(error) => {
                self.go_to(ImportStep::File, Control::Pick);
                let told = crate::wording::error(&context.texts, error);
                self.upload.fault = Some(told.happened);
                self.upload.chosen = None;
                Handled::Yes
            }
        }
    }

    pub(super) fn forget_columns(&mut self, context: &Context, out: &mut Out) {
        if let Some(choosing) = &self.choosing {
            let op = Op::Import(ImportOp::ForgetColumns(HeaderLine {
                kind: choosing.kind(),
                headers: choosing.headers().to_vec(),
            }));
            self.forgetting.run(op, None, context, out);
        }
    }
}
