//! `licenses`: license types and their seats.

use super::{done, idle};
use crate::cli::Ended;
use crate::cli::args::LicensesVerb;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, figures, text};
use crate::domain::id::LicenseTypeId;
use crate::domain::license::{LicenseType, LicenseTypeOp};
use crate::domain::naming::license_named;
use crate::domain::op::Op;
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::error::Error;

const COLUMNS: [Column; 5] = [
    text("name", "out-name"),
    figures("seats", "out-seats"),
    figures("invited", "out-invited"),
    figures("activated", "out-activated"),
    figures("available", "out-available"),
];

/// Runs a verb of license types.
pub(super) fn run(context: &mut Context, verb: LicensesVerb) -> Ended {
    let mut open = context.open()?;
    let open = &mut open;
    let act = match verb {
        LicensesVerb::List => return list(context, open),
        LicensesVerb::Idle(arguments) => return idle::run(context, open, &arguments),
        LicensesVerb::Add { name, seats } => LicenseTypeOp::Add { name, seats },
        LicensesVerb::Rename { name, new } => {
            let kind = kind_named(open, &name)?;
            LicenseTypeOp::Rename {
                license: kind.id,
                seen: kind.name,
                name: new,
            }
        }
        LicensesVerb::Seats { name, seats } => {
            let kind = kind_named(open, &name)?;
            LicenseTypeOp::SetSeats {
                license: kind.id,
                seen: kind.seats,
                seats,
            }
        }
        LicensesVerb::Remove { name, move_to } => LicenseTypeOp::Remove {
            license: named(open, &name)?,
            move_to: match move_to {
                Some(target) => Some(named(open, &target)?),
                None => None,
            },
        },
    };
    context.act(open, &Op::LicenseType(act)).map(done)
}

/// The number of a license type, by its name.
pub(super) fn named(open: &mut Open, name: &str) -> Result<LicenseTypeId, Failure> {
    Ok(kind_named(open, name)?.id)
}

/// A license type by its name.
fn kind_named(open: &mut Open, name: &str) -> Result<LicenseType, Failure> {
    let types = load!(open, Query::Licenses, Licenses);
    let unknown = || Error::Refused(Reason::UnknownLicense(name.to_owned()));
    let found = license_named(&types, name).cloned();
    found.ok_or_else(|| unknown().into())
}

fn list(context: &mut Context, open: &mut Open) -> Ended {
    let types = load!(open, Query::Licenses, Licenses);
    let texts = context.texts.clone();
    let mut list = List::new(&COLUMNS, context.format, &texts);
    let records: Vec<Record> = types.iter().map(record).collect();
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn record(kind: &LicenseType) -> Record {
    vec![
        Cell::Text(kind.name.clone()),
        Cell::Count(kind.seats),
        Cell::Count(kind.invited),
        Cell::Count(kind.activated),
        Cell::Count(kind.available()),
    ]
}
