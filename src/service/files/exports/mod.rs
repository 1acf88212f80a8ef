//! Files for people to take away: every one is written whole, private, and over another only on request.

mod log;
mod packing;
mod rows;
mod signed;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::domain::Language;
use crate::domain::batch::{Batch, BatchState, Progress};
use crate::domain::id::{BatchId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::operator::{Operator, Permission, Session};
use crate::domain::query::{DossierOf, Export, ReviewSource};
use crate::domain::reason::Reason;
use crate::domain::roster::RosterImport;
use crate::domain::user::UserSort;
use crate::error::{Error, Result, Trouble};
use crate::intake::roster::{
    EMAIL_COLUMN, ID_COLUMN, ROSTER_COLUMNS, attribute_header, join_groups, license_header,
};
use crate::intake::writing::{CsvWriter, ForExcel};
use crate::service::account::restoring::known::known_batch;
use crate::service::account::signing::SigningKey;
use crate::service::account::{access, place};
use crate::service::deletion::package::{PackageLimits, write_package};
use crate::service::deletion::results::{ResultsScope, results_file_name};
use crate::service::deletion::said;
use crate::service::deletion::{certificate, dossier, finishing, page, review, upload};
use crate::service::directory::Directory;
use crate::service::files::{FileInProgress, Manner, Overwrite, open_regular};
use crate::service::{Core, Package, Reader, TEMPLATE, TEMPLATE_NAME, noting, ops};
use crate::store::Db;
use crate::texts::Texts;

impl Reader {
    /// Writes something to a file for people to take away and answers where it lies. `target` is a file, or a
    /// directory in which the file gets its usual name; none means the folder `exports` beside the database.
    pub fn export(
        &mut self,
        session: &Session,
        export: &Export,
        target: Option<&Path>,
        overwrite: bool,
    ) -> Result<PathBuf> {
        let exported = self.export_file(session, export, target, overwrite);
        noting::refusals_of_export(&self.core, session, export, exported)
    }

    fn export_file(
        &mut self,
        session: &Session,
        export: &Export,
        target: Option<&Path>,
        overwrite: bool,
    ) -> Result<PathBuf> {
        access::authorise(&self.store.db(), session, export.permission())?;
        if let Export::Prepared(list, taken) = export {
            let manner = Manner {
                overwrite: if overwrite {
                    Overwrite::Replace
                } else {
                    Overwrite::Never
                },
                for_excel: false,
            };
            let prepared = self.write_prepared(session, *list, taken, target, manner)?;
            return Ok(prepared.csv);
        }
        let path = match target {
            Some(path) if path.is_dir() => {
                path.join(usual_name(&self.store.db(), &self.core, export)?)
            }
            Some(path) => path.to_owned(),
            None => {
                place::private_directory(&self.core.place.exports)?;
                self.core
                    .place
                    .exports
                    .join(usual_name(&self.store.db(), &self.core, export)?)
            }
        };
        let overwrite = if overwrite {
            Overwrite::Replace
        } else {
            Overwrite::Never
        };
        let is_keyed = export.is_signed() || export.names_key();
        let key = is_keyed.then(|| self.signer(session, export)).transpose()?;
        if let Some(key) = key.as_ref().filter(|_| export.is_signed()) {
            return self.export_signed(session, (export, key), (&path, overwrite));
        }
        let mut file = FileInProgress::create(&path, overwrite)?;
        self.write_export(session, export, key.as_ref(), &mut file)?;
        let sealed = file.seal()?;
        noting::export(&self.core, session, export)?;
        Ok(sealed.publish()?.path)
    }

    /// Writes what [`Reader::export`] would write to a file into a stream.
    pub fn export_to(
        &mut self,
        session: &Session,
        export: &Export,
        out: &mut dyn Write,
    ) -> Result<()> {
        let key = export
            .names_key()
            .then(|| self.signer(session, export))
            .transpose();
        let exported = key.and_then(|key| self.write_export(session, export, key.as_ref(), out));
        noting::refusals_of_export(&self.core, session, export, exported)?;
        noting::export(&self.core, session, export)
    }

    fn write_export(
        &mut self,
        session: &Session,
        export: &Export,
        key: Option<&SigningKey>,
        out: &mut dyn Write,
    ) -> Result<()> {
        if let Export::ForExcel(plain) = export {
            return self.write_export(session, plain, key, &mut ForExcel::new(out));
        }
        let key = || key.ok_or_else(|| Error::Bug("a certificate without a key".to_owned()));
        let operator = access::authorise(&self.store.db(), session, export.permission())?;
        let core = &self.core;
        self.store.read(|db| match export {
            Export::Template => put(out, TEMPLATE.as_bytes()),
            Export::ReviewedFile(token) => {
                let reviews = core.reviews()?;
                let pending = reviews
                    .get(token)
                    .ok_or(Error::Refused(Reason::ReviewGone))?;
                copy(&pending.spool.path, out)
            }
            Export::Upload(batch) => {
                let known = db.batch(*batch)?.ok_or(Error::Refused(Reason::BatchGone))?;
                let upload = upload::open_kept(core, &known)?;
                copy_open(upload.ok_or(Error::Refused(Reason::UploadGone))?, out)
            }
            Export::Results { batch, all } => results(db, core, *batch, *all, out),
            Export::Certificate(batch) => {
                let made = certificate::make(db, core, *batch, key()?.public())?;
                put(out, &certificate::written(&made)?)
            }
            Export::CertificatePage(batch, language) => {
                let made = certificate::make(db, core, *batch, key()?.public())?;
                let zone = db.settings()?.time_zone.rules().clone();
                let texts = Texts::new(*language).in_zone(zone);
                put(out, &page::written(&texts, &made)?)
            }
            Export::Dossier(of) => dossier::write(db, (core, key()?), &operator, of, out),
            Export::Users(filter) => {
                let ids = |directory: &mut Directory| {
                    let found = directory.find(filter, UserSort::default());
                    found.ids().collect()
                };
                let ids = core.resident.ask(db, core.timings(), ids)?;
                roster(db, ids, out)
            }
            Export::Leavers(import) => leavers(db, core, import, out),
            Export::Prepared(..) => Err(Error::Bug("two files are no stream".to_owned())),
            Export::RosterRows(import, list) => rows::write(db, core, (import, *list), out),
            Export::Log(filter) => log::write(db, &operator, filter, out),
            Export::LearnerReport(user) => learner_report(db, *user, out),
            Export::Months | Export::Courses => aggregate(db, export, out),
            Export::ForExcel(_) => Err(Error::Bug("an export for Excel of itself".to_owned())),
        })
    }

    /// Makes files that the hosted product will take of a deletion CSV: at most 10,000 rows and under 15 MB each,
    /// numbered, and a list of what was left out, which alone is for people to open. Needs `Permission::ReviewAndExport`.
    pub fn package(
        &mut self,
        session: &Session,
        file: &Path,
        out: &Path,
        manner: Manner,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Package> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ReviewAndExport);
        noting::refusals(core, session, noting::EXPORT, allowed)?;
        let package = self.store.read(|db| {
            let operator = access::authorise(db, session, Permission::ReviewAndExport)?;
            let source = ReviewSource::File(file.to_owned());
            let review = review::review(db, core, &operator, &source, watch)?;
            let pending = core
                .reviews()?
                .remove(&review.token)
                .ok_or(Error::Refused(Reason::ReviewGone))?;
            place::private_directory(out)?;
            let mut packing =
                packing::Packing::new(db, &pending.rows, Texts::new(language(db, &operator)?));
            let live = packing.live_cell_message();
            let upload = std::io::BufReader::new(pending.spool.reader()?);
            let written = write_package(
                upload,
                out,
                manner,
                PackageLimits::default(),
                &live,
                &mut packing,
            )?;
            packing.end()?;
            if written.counts.total() != review.tally.rows {
                return Err(Error::Bug(
                    "a package does not account for every row".to_owned(),
                ));
            }
            Ok(Package {
                files: written.files.into_iter().map(|file| file.path).collect(),
                left_out: written.left_out.map(|file| file.path),
                tally: review.tally,
                counts: written.counts,
            })
        })?;
        noting::package(core, session)?;
        Ok(package)
    }
}

fn usual_name(db: &Db<'_>, core: &Core, export: &Export) -> Result<String> {
    Ok(match export {
        Export::Template => TEMPLATE_NAME.to_owned(),
        Export::ReviewedFile(token) => {
            let reviews = core.reviews()?;
            let pending = reviews
                .get(token)
                .ok_or(Error::Refused(Reason::ReviewGone))?;
            format!("copy-of-{}", plain_name(&pending.review.file_name))
        }
        Export::Upload(batch) => {
            let known = known_batch(db, *batch)?;
            format!("batch-{batch}-{}", plain_name(&known.file_name))
        }
        Export::Results { batch, all: false } => results_file_name(*batch),
        Export::Results { batch, all: true } => format!("deletion-{batch}-all-results.csv"),
        Export::Certificate(batch) => format!("deletion-{batch}-certificate.json"),
        Export::CertificatePage(batch, _) => format!("deletion-{batch}-certificate.html"),
        Export::Dossier(DossierOf::Request(request)) => format!("dossier-request-{request}.zip"),
        Export::Dossier(DossierOf::Batch(batch)) => format!("dossier-batch-{batch}.zip"),
        Export::Dossier(DossierOf::Key(_)) => "dossier.zip".to_owned(),
        Export::Users(_) => "users.csv".to_owned(),
        Export::Leavers(_) => "leavers-to-look-at.csv".to_owned(),
        Export::Prepared(..) => "to-delete.csv".to_owned(),
        Export::RosterRows(..) => "import-rows.csv".to_owned(),
        Export::Log(_) => "activity-log.csv".to_owned(),
        Export::LearnerReport(user) => format!("learner-report-{user}.csv"),
        Export::Months => "report-by-month.csv".to_owned(),
        Export::Courses => "report-by-course.csv".to_owned(),
        Export::ForExcel(plain) => return usual_name(db, core, plain),
    })
}

/// A file name out of somebody else's: no separators, nothing invisible.
fn plain_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c == '/' || c == '\\' || crate::domain::identifier::is_invisible(c) {
                '_'
            } else {
                c
            }
        })
        .collect();
    if plain.trim_matches('.').is_empty() {
        "upload.csv".to_owned()
    } else {
        plain
    }
}

fn fault(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::Stopped,
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge => {
            Trouble::DiskFull(error.to_string()).into()
        }
        std::io::ErrorKind::QuotaExceeded => Trouble::QuotaFull(error.to_string()).into(),
        _ => Trouble::Io(error.to_string()).into(),
    }
}

fn put(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(|error| fault(&error))
}

fn copy(path: &Path, out: &mut dyn Write) -> Result<()> {
    copy_open(open_regular(path)?.0, out)
}

fn copy_open(mut file: File, out: &mut dyn Write) -> Result<()> {
    std::io::copy(&mut file, out).map_err(|error| fault(&error))?;
    Ok(())
}

fn language(db: &Db<'_>, operator: &Operator) -> Result<Language> {
    Ok(operator.language.unwrap_or(db.settings()?.language))
}

/// The results of a batch: written anew while the upload is kept, else the file that was written when it ended; by their
/// lines alone where the upload was lost.
fn results(db: &Db<'_>, core: &Core, batch: BatchId, all: bool, out: &mut dyn Write) -> Result<()> {
    let known: Batch = known_batch(db, batch)?;
    // What failed before the provider got the others is final.
    if known.finished_at.is_none() && known.state != BatchState::AtProvider {
        return Err(Error::Refused(Reason::BatchNotOver));
    }
    if !all && known.counts.failed() == 0 {
        return Err(Error::Refused(Reason::NoFailedRows));
    }
    let scope = if all {
        ResultsScope::EveryRow
    } else {
        ResultsScope::Failures
    };
    match (upload::open_kept(core, &known)?, &known.results_file) {
        (Some(upload), _) => finishing::results_into(db, &known, Some(upload), scope, false, out),
        (None, Some(written)) if !all => copy(written, out),
        (None, _) if known.upload_kept || known.upload_lost => {
            finishing::results_into(db, &known, None, scope, false, out)
        }
        (None, _) => Err(Error::Refused(Reason::UploadGone)),
    }
}

/// Users whom no row of a roster means, as a deletion CSV that goes the ordinary road.
fn leavers(db: &Db<'_>, core: &Core, import: &RosterImport, out: &mut dyn Write) -> Result<()> {
    let mut writer = CsvWriter::new(out);
    let header = [
        EMAIL_COLUMN,
        ID_COLUMN,
        "preferred_first_name",
        "preferred_last_name",
    ];
    writer.row(header).map_err(|error| fault(&error))?;
    for id in ops::leavers(db, core, import)? {
        let Some(user) = db.roster_user(id)? else {
            continue;
        };
        let info = &user.employee;
        let email = info.email.as_ref().map(EmailAddress::as_str);
        let unique_id = info.unique_id.as_ref().map(UniqueId::as_str);
        let cells = [
            email.unwrap_or_default(),
            unique_id.unwrap_or_default(),
            &info.first_name,
            &info.last_name,
        ];
        writer.row(cells).map_err(|error| fault(&error))?;
    }
    Ok(())
}

/// The download of all users, as the importer takes it.
pub(crate) fn roster(db: &Db<'_>, ids: Vec<UserId>, out: &mut dyn Write) -> Result<()> {
    let types = db.license_types()?;
    let attributes = db.attribute_names(&ids)?;
    let names: BTreeMap<i64, String> = db
        .groups()?
        .into_iter()
        .map(|group| (group.id.0, group.name))
        .collect();
    let mut writer = CsvWriter::new(out);
    let licenses = types.iter().map(|kind| license_header(&kind.name));
    let header: Vec<String> = ROSTER_COLUMNS
        .iter()
        .map(|column| (*column).to_owned())
        .chain(licenses)
        .chain(attributes.iter().map(|name| attribute_header(name)))
        .collect();
    writer
        .row(header.iter().map(String::as_str))
        .map_err(|error| fault(&error))?;
    for id in ids {
        let Some(user) = db.roster_user(id)? else {
            continue;
        };
        let info = &user.employee;
        let groups = user.groups.iter().map(|group| i64::from(*group));
        let groups = join_groups(groups.filter_map(|id| names.get(&id)).map(String::as_str));
        let mut cells = vec![
            info.first_name.as_str(),
            info.last_name.as_str(),
            info.email
                .as_ref()
                .map(EmailAddress::as_str)
                .unwrap_or_default(),
            info.unique_id
                .as_ref()
                .map(UniqueId::as_str)
                .unwrap_or_default(),
            info.job_title.as_str(),
            groups.as_str(),
        ];
        for kind in &types {
            let held = user.licenses.contains(&kind.id);
            cells.push(if held { "active" } else { "inactive" });
        }
        for name in &attributes {
            cells.push(
                info.attributes
                    .get(name)
                    .map(String::as_str)
                    .unwrap_or_default(),
            );
        }
        writer.row(cells).map_err(|error| fault(&error))?;
    }
    Ok(())
}

fn learner_report(db: &Db<'_>, user: UserId, out: &mut dyn Write) -> Result<()> {
    if !db.user_exists(user)? {
        return Err(Error::Refused(Reason::UserGone));
    }
    let mut writer = CsvWriter::new(out);
    let header = ["course", "percent", "minutes", "last_at", "completed_at"];
    writer.row(header).map_err(|error| fault(&error))?;
    for course in db.learner_report(user)?.courses {
        let moment = |at: Option<_>| at.map(said::moment).unwrap_or_default();
        let (percent, minutes) = (course.percent.to_string(), course.minutes.to_string());
        let (last, completed) = (moment(course.last_at), moment(course.completed_at));
        writer
            .row([&course.title, &percent, &minutes, &last, &completed].map(String::as_str))
            .map_err(|error| fault(&error))?;
    }
    Ok(())
}

fn aggregate(db: &Db<'_>, export: &Export, out: &mut dyn Write) -> Result<()> {
    let report = db.aggregate_report()?;
    let mut writer = CsvWriter::new(out);
    let mut row = |cells: &[String]| {
        writer
            .row(cells.iter().map(String::as_str))
            .map_err(|error| fault(&error))
    };
    if matches!(export, Export::Months) {
        row(&["month", "active_learners", "completions", "minutes"].map(str::to_owned))?;
        for month in report.months {
            row(&[
                month.month,
                month.active_learners.to_string(),
                month.completions.to_string(),
                month.minutes.to_string(),
            ])?;
        }
    } else {
        row(&["course", "completions", "minutes"].map(str::to_owned))?;
        for course in report.courses {
            row(&[
                course.title,
                course.completions.to_string(),
                course.minutes.to_string(),
            ])?;
        }
    }
    Ok(())
}
