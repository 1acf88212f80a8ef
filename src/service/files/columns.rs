//! What a door needs to see of a file before anybody says where its columns go, and what is remembered of that.
//!
//! What somebody chose is kept with the import itself, for every later file with the same header line; a header that tells
//! by itself where its column goes is not kept.

use crate::domain::act::Act;
use crate::domain::record::{Detail, Remembered};
use std::io::BufReader;
use std::path::Path;

use crate::domain::columns::{
    Columns, Field, FileKind, HeaderLine, KnownColumns, LearningField, LeaverField, Origin,
    RosterField,
};
use crate::domain::id::OperatorId;
use crate::domain::op::Op;
use crate::domain::operator::{Permission, Session};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::intake::Limits;
use crate::intake::columns::{self, Beginning, HeaderNames};
use crate::intake::dates::{DateOrder, Orders, TimeOrder};
use crate::service::account::access;
use crate::service::files::open_regular;
use crate::service::ops;
use crate::service::ops::Scene;
use crate::service::{Core, Reader, RosterChoice, noting};
use crate::store::{Db, Tx};

/// A file of which somebody is to say where its columns go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun<F> {
    /// Its headers and samples.
    pub beginning: Beginning,
    /// Where its columns go by what is remembered of this header line, and by the headers.
    pub columns: Columns<F>,
    /// Whether anything is remembered of this header line.
    pub is_remembered: bool,
    /// What was said of its dates and times, where they do not tell.
    pub orders: Orders,
    /// The license type of which a column of the status alone spoke.
    pub license: Option<String>,
}

/// A file of one of the kinds that are imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BegunFile {
    /// Users.
    Roster(Begun<RosterField>),
    /// A learning report.
    Learning(Begun<LearningField>),
    /// A list of leavers.
    Leavers(Begun<LeaverField>),
}

/// What was said of a file that waits to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    line: HeaderLine,
    known: KnownColumns,
}

/// Reads the headers of a file and a few values under each. Nothing of an account is read or written.
pub fn read_beginning(file: &Path) -> Result<Beginning> {
    let (file, _) = open_regular(file)?;
    Ok(columns::read_beginning(
        BufReader::new(file),
        Limits::none().bytes,
    )?)
}

fn names<F: Field>() -> Result<HeaderNames<F>> {
    HeaderNames::read().map_err(|error| Error::Bug(error.to_string()))
}

impl RosterChoice {
    /// Where the columns of a roster go by their headers alone; those that are not known are open.
    pub fn by_headers(file: &Path) -> Result<Self> {
        Ok(Self {
            columns: names()?.find(&read_beginning(file)?.headers),
            license: None,
            order: None,
            served: None,
        })
    }
}

impl Reader {
    /// The same for a kind of file that is known only now.
    pub fn begin_import_of(
        &mut self,
        session: &Session,
        kind: FileKind,
        file: &Path,
    ) -> Result<BegunFile> {
        Ok(match kind {
            FileKind::Roster => BegunFile::Roster(self.begin_import(session, file)?),
            FileKind::Learning => BegunFile::Learning(self.begin_import(session, file)?),
            FileKind::Leavers => BegunFile::Leavers(self.begin_list(session, file)?),
        })
    }

    /// Reads the beginning of a file that is to be imported, and finds its columns: by what is remembered of its header
    /// line, else by their headers. Needs `Permission::ImportUsers`.
    pub fn begin_import<F: Field>(&mut self, session: &Session, file: &Path) -> Result<Begun<F>> {
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(&self.core, session, Act::ImportBegin, allowed)?;
        self.begin(file)
    }

    fn begin<F: Field>(&mut self, file: &Path) -> Result<Begun<F>> {
        let beginning = read_beginning(file)?;
        let names = names::<F>()?;
        let mut begun = Begun {
            columns: names.find(&beginning.headers),
            beginning,
            is_remembered: false,
            orders: Orders::default(),
            license: None,
        };
        let line = HeaderLine {
            kind: F::KIND,
            headers: begun.beginning.headers.clone(),
        };
        let print = self.core.key.header_line(&line);
        if let Some(known) = self.store.db().remembered_columns(F::KIND, &print)? {
            begun.remember(&names, known)?;
        }
        Ok(begun)
    }
}

impl Reader {
    /// The same for a list of leavers. Needs `Permission::ReviewAndExport`.
    pub fn begin_list(&mut self, session: &Session, file: &Path) -> Result<Begun<LeaverField>> {
        let allowed = access::authorise(&self.store.db(), session, Permission::ReviewAndExport);
        noting::refusals(&self.core, session, noting::PREPARE, allowed)?;
        self.begin(file)
    }
}

impl<F: Field> Begun<F> {
    fn remember(&mut self, names: &HeaderNames<F>, known: KnownColumns) -> Result<()> {
        let headers = &self.beginning.headers;
        if known.columns.len() != headers.len() {
            return Err(damaged("of another file"));
        }
        for (place, text) in known.columns.iter().enumerate() {
            if let Some(text) = text {
                let to = names.typed(&headers[place], text);
                let to = to.ok_or_else(|| damaged(text))?;
                self.columns.send(place, to, Origin::Remembered);
            }
        }
        if let Some(code) = known.order {
            let dates = DateOrder::from_code(&code);
            self.orders.dates = Some(dates.ok_or_else(|| damaged(&code))?);
        }
        if let Some(code) = known.times {
            let times = TimeOrder::from_code(&code);
            self.orders.times = Some(times.ok_or_else(|| damaged(&code))?);
        }
        self.license = known.license;
        self.is_remembered = true;
        Ok(())
    }
}

fn damaged(what: &str) -> Error {
    Trouble::Damaged(format!("remembered columns: {what}")).into()
}

impl Chosen {
    /// What is to be remembered; none where nothing had to be said.
    pub(crate) fn of<F: Field>(
        columns: &Columns<F>,
        orders: Orders,
        license: Option<&str>,
    ) -> Option<Self> {
        let said = columns.0.iter().map(|column| match &column.goes {
            Some((to, Origin::Chosen | Origin::Remembered)) => {
                Some(columns::written(&column.header, to))
            }
            Some((_, Origin::Found)) | None => None,
        });
        let known = KnownColumns {
            columns: said.collect(),
            order: orders.dates.map(|order| order.code().to_owned()),
            times: orders.times.map(|order| order.code().to_owned()),
            license: license.map(str::to_owned),
        };
        let says_anything = known.columns.iter().any(Option::is_some)
            || known.order.is_some()
            || known.times.is_some()
            || known.license.is_some();
        let headers = columns.0.iter().map(|column| column.header.clone());
        says_anything.then(|| Self {
            line: HeaderLine {
                kind: F::KIND,
                headers: headers.collect(),
            },
            known,
        })
    }
}

/// Remembers what was said of a file that is being imported; answers what the import's entry in the log says of it.
pub(crate) fn remember(scene: &Scene<'_, '_>, chosen: Option<&Chosen>) -> Result<Remembered> {
    remember_for(scene.tx, scene.core, chosen, (scene.operator.id, scene.now))
}

/// The same where it is no act that is done.
pub(crate) fn remember_for(
    tx: &Tx<'_>,
    core: &Core,
    chosen: Option<&Chosen>,
    who: (OperatorId, Timestamp),
) -> Result<Remembered> {
    let Some(Chosen { line, known }) = chosen else {
        return Ok(Remembered(false));
    };
    let print = core.key.header_line(line);
    if tx.remembered_columns(line.kind, &print)?.as_ref() == Some(known) {
        return Ok(Remembered(false));
    }
    tx.remember_columns((line.kind, &print), known, who)?;
    Ok(Remembered(true))
}

/// Whether anything is remembered of a header line that could be forgotten.
pub(crate) fn may_forget(db: &Db<'_>, core: &Core, line: &HeaderLine) -> Result<()> {
    let print = core.key.header_line(line);
    match db.remembered_columns(line.kind, &print)? {
        Some(_) => Ok(()),
        None => Err(Error::Refused(Reason::NoColumnsRemembered)),
    }
}

/// Forgets what was said of files with a header line.
pub(crate) fn forget(
    scene: &Scene<'_, '_>,
    op: &Op,
    line: &HeaderLine,
) -> Result<(Receipt, Changes)> {
    let print = scene.core.key.header_line(line);
    scene.tx.forget_columns(line.kind, &print)?;
    let file = line.kind;
    ops::enter(scene, op, None, None, Detail::File { file })?;
    Ok((Receipt::ColumnsForgotten, Changes::empty()))
}
