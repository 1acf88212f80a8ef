//! The second step: where each column of the file goes. Found ones can be sent elsewhere, open ones must be sent
//! somewhere; nothing of a file is left out without a word.

use crate::domain::columns::{Columns, Destination, Field, FileKind, Origin};
use crate::domain::hidden::on_one_line;
use crate::domain::license::LicenseType;
use crate::domain::naming::license_named;
use crate::sanitise::visible;
use crate::say;
use crate::service::{Begun, BegunFile, Orders};
use crate::texts::Texts;
use crate::wording;

/// The same of a file of whatever kind.
macro_rules! of_each {
    ($file:expr, $begun:ident => $body:expr) => {
        match $file {
            BegunFile::Roster($begun) => $body,
            BegunFile::Learning($begun) => $body,
            BegunFile::Leavers($begun) => $body,
        }
    };
}

/// One column as it is shown.
pub(super) struct Shown {
    pub header: String,
    pub samples: String,
    /// Where it goes; none is open.
    pub goes: Option<String>,
    /// Who said so, or what stands against it.
    pub how: String,
    /// Whether that wants the operator's attention.
    pub is_open: bool,
}

/// A file of which somebody says where its columns go.
pub(super) struct Choosing {
    pub file: BegunFile,
    /// What stands first in the dates and what the times count, once somebody said it.
    pub orders: Orders,
    /// Whether the dates can be read in two ways.
    pub asks_order: bool,
    /// Whether the times can be read in two ways.
    pub asks_times: bool,
    /// The license type of which a column of the status alone speaks.
    pub license: Option<String>,
    /// Whether the file does not say of which type it speaks.
    pub asks_license: bool,
    /// The license types of the account.
    pub types: Vec<LicenseType>,
}

impl Choosing {
    pub(super) fn new(file: BegunFile, types: Vec<LicenseType>) -> Self {
        let license = match &file {
            BegunFile::Roster(begun) => begun.license.clone(),
            BegunFile::Learning(_) | BegunFile::Leavers(_) => None,
        };
        Self {
            asks_license: license.is_some(),
            license,
            orders: Orders::default(),
            asks_order: false,
            asks_times: false,
            types,
            file,
        }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        of_each!(&self.file, begun => begun.columns.0.len())
    }

    /// How many of them are open.
    pub(super) fn open(&self) -> usize {
        of_each!(&self.file, begun => begun.columns.open().count())
    }

    /// The first open column, else the first one.
    pub(super) fn first(&self) -> usize {
        let open =
            of_each!(&self.file, begun => begun.columns.0.iter().position(|it| it.goes.is_none()));
        open.unwrap_or_default()
    }

    /// Whether everything is said that must be.
    pub(super) fn is_said(&self) -> bool {
        let dates = !self.asks_order || self.orders.dates.is_some();
        let times = !self.asks_times || self.orders.times.is_some();
        let license = !self.asks_license || self.license.is_some();
        self.open() == 0 && dates && times && license && self.tells_users_apart()
    }

    /// Whether any column of a roster says whom a row means.
    pub(super) fn tells_users_apart(&self) -> bool {
        match &self.file {
            BegunFile::Roster(begun) => begun.columns.tell_users_apart(),
            BegunFile::Leavers(begun) => begun.columns.say_who_leaves(),
            // What a report lacks is said when it is read.
            BegunFile::Learning(_) => true,
        }
    }

    /// Whether anything is remembered of the header line.
    pub(super) fn is_remembered(&self) -> bool {
        of_each!(&self.file, begun => begun.is_remembered)
    }

    /// What was said of the dates and times of the file before.
    pub(super) fn remembered_orders(&self) -> Orders {
        of_each!(&self.file, begun => begun.orders)
    }

    /// The headers as the file writes them.
    pub(super) fn headers(&self) -> &[String] {
        of_each!(&self.file, begun => &begun.beginning.headers)
    }

    /// The columns as they are shown.
    pub(super) fn shown(&self, texts: &Texts) -> Vec<Shown> {
        of_each!(&self.file, begun => shown(begun, &self.types, texts))
    }

    /// Names of license types to which columns go and that there are not.
    pub(super) fn missing_types(&self) -> Vec<String> {
        let BegunFile::Roster(begun) = &self.file else {
            return Vec::new();
        };
        let named = begun
            .columns
            .0
            .iter()
            .filter_map(|column| match &column.goes {
                Some((Destination::License(name), _)) => Some(name),
                _ => None,
            });
        let status = self.license.iter().filter(|_| self.asks_license);
        let mut missing: Vec<String> = Vec::new();
        for name in named.chain(status) {
            if license_named(&self.types, name).is_none() && !missing.contains(name) {
                missing.push(name.clone());
            }
        }
        missing
    }

    /// What a column can be sent to: label and note of each, and which of them it is now.
    pub(super) fn options(&self, place: usize, texts: &Texts) -> (Vec<(String, String)>, usize) {
        of_each!(&self.file, begun => options(&begun.columns, &self.types, place, texts))
    }

    /// Sends a column to one of its options.
    pub(super) fn choose(&mut self, place: usize, option: usize) {
        let types = &self.types;
        of_each!(&mut self.file, begun => choose(&mut begun.columns, types, place, option));
    }

    /// Leaves a column out.
    pub(super) fn ignore(&mut self, place: usize) {
        of_each!(&mut self.file, begun => {
                begun
                    .columns
                    .send(place, Destination::Ignored, Origin::Chosen);
        });
    }

    /// Keeps a column as an attribute of its own name.
    pub(super) fn keep(&mut self, place: usize) {
        if let BegunFile::Roster(begun) = &mut self.file
            && let Some(to) = kept(&begun.columns, place)
        {
            begun.columns.send(place, to, Origin::Chosen);
        }
    }

    /// Which kind of file it is.
    pub(super) fn kind(&self) -> FileKind {
        match &self.file {
            BegunFile::Roster(_) => FileKind::Roster,
            BegunFile::Learning(_) => FileKind::Learning,
            BegunFile::Leavers(_) => FileKind::Leavers,
        }
    }
}

fn shown<F: Field>(begun: &Begun<F>, types: &[LicenseType], texts: &Texts) -> Vec<Shown> {
    let samples = begun.beginning.samples.iter();
    let columns = begun.columns.0.iter().zip(samples);
    let one = |(column, samples): (&crate::domain::columns::Column<F>, &Vec<String>)| {
        let goes = column.goes.as_ref();
        let is_new = matches!(goes, Some((Destination::License(name), _))
            if license_named(types, name).is_none());
        let how = match goes {
            None => say!(texts, "columns-open"),
            Some(_) if is_new => say!(texts, "columns-license-new"),
            Some((_, Origin::Found)) => say!(texts, "columns-found"),
            Some((_, Origin::Remembered)) => say!(texts, "columns-remembered"),
            Some((_, Origin::Chosen)) => say!(texts, "columns-chosen"),
        };
        Shown {
            header: visible(column.header.trim()).into_owned(),
            samples: visible(&samples.join(" · ")).into_owned(),
            goes: goes.map(|(to, _)| wording::destination(texts, to)),
            is_open: goes.is_none() || is_new,
            how,
        }
    };
    columns.map(one).collect()
}

/// Everything that a column can be sent to, in the order of the list.
fn destinations<F: Field>(
    columns: &Columns<F>,
    types: &[LicenseType],
    place: usize,
) -> Vec<Destination<F>> {
    let mut all = vec![Destination::Ignored];
    if F::DESCRIBES_USERS {
        all.extend(kept(columns, place));
    }
    all.extend(F::EVERY.iter().copied().map(Destination::Field));
    if F::DESCRIBES_USERS {
        let known = types.iter().map(|kind| kind.name.clone());
        all.extend(known.map(Destination::License));
    }
    // What the header itself names is offered too.
    if let Some((to, _)) = columns.0.get(place).and_then(|column| column.goes.as_ref())
        && !all.contains(to)
    {
        all.push(to.clone());
    }
    all
}

/// The attribute under which a column is kept: its header.
fn kept<F>(columns: &Columns<F>, place: usize) -> Option<Destination<F>> {
    let header = on_one_line(&columns.0.get(place)?.header);
    (!header.is_empty()).then_some(Destination::Attribute(header))
}

fn options<F: Field>(
    columns: &Columns<F>,
    types: &[LicenseType],
    place: usize,
    texts: &Texts,
) -> (Vec<(String, String)>, usize) {
    let all = destinations(columns, types, place);
    let now = columns.0.get(place).and_then(|column| column.goes.as_ref());
    let chosen = now.and_then(|(now, _)| all.iter().position(|to| to == now));
    let label = |to: &Destination<F>| {
        let others = columns.0.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != place);
        let taken = others.find_map(|(_, column)| match &column.goes {
            Some((goes, _)) if goes == to && *to != Destination::Ignored => Some(&column.header),
            _ => None,
        });
        let note = taken.map(|header| {
            let header = visible(header.trim()).into_owned();
            say!(texts, "columns-taken", header = header)
        });
        (wording::destination(texts, to), note.unwrap_or_default())
    };
    (all.iter().map(label).collect(), chosen.unwrap_or_default())
}

fn choose<F: Field>(columns: &mut Columns<F>, types: &[LicenseType], place: usize, option: usize) {
    if let Some(to) = destinations(columns, types, place).into_iter().nth(option) {
        columns.send(place, to, Origin::Chosen);
    }
}
