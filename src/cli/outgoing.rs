//! What a verb gives: to a file that was named, with its signature where it is signed, or to stdout.

use std::path::Path;

use super::args::Target;
use super::context::{Context, Failure, Open, in_folder, overwrite};
use super::output::Format;
use super::sheet::{self, Cell};
use crate::domain::query::Export;
use crate::error::Result;
use crate::say;
use crate::service::account::signing::signature_of;
use crate::service::files::{Manner, write_file};

impl Context {
    /// Takes something away: to the file that was named, or to stdout.
    pub fn export(
        &mut self,
        open: &mut Open,
        export: &Export,
        target: &Target,
    ) -> std::result::Result<(), Failure> {
        let export = &self.as_asked(export);
        match target.file() {
            None => {
                open.reader
                    .export_to(&open.session, export, &mut self.output.stream()?)?;
                // A log on stdout is read by people, and goes through pipes by the dozen.
                if matches!(export, Export::Certificate(_) | Export::CertificatePage(..)) {
                    self.output.narrate(&say!(self.texts, "cli-unsigned"));
                }
                Ok(())
            }
            Some(path) => {
                let written = open
                    .reader
                    .export(&open.session, export, Some(&path), target.force)
                    .map_err(|error| self.force_advised(error))?;
                let path = written.display().to_string();
                self.output
                    .narrate(&say!(self.texts, "cli-written", path = path));
                if export.is_signed() {
                    let path = signature_of(&written).display().to_string();
                    let said = say!(self.texts, "cli-signature-written", path = path);
                    self.output.narrate(&said);
                }
                Ok(())
            }
        }
    }

    /// An export as it was asked for: with a byte order mark, where it can have one.
    pub fn as_asked(&self, export: &Export) -> Export {
        if self.is_for_excel()
            && let Some(for_excel) = export.clone().for_excel()
        {
            return for_excel;
        }
        export.clone()
    }

    /// Whether CSV begins with a byte order mark.
    pub fn is_for_excel(&self) -> bool {
        !self.output.mark().is_empty()
    }

    /// How CSV is written.
    pub fn manner(&self, force: bool) -> Manner {
        Manner {
            overwrite: overwrite(force),
            for_excel: self.is_for_excel(),
        }
    }

    /// Writes what is known already: to the file that was named, by its usual name where a folder was, or to stdout.
    pub fn write(&mut self, content: &[u8], target: &Target, usual_name: &str) -> Result<()> {
        let is_csv = Path::new(usual_name).extension() == Some("csv".as_ref());
        let mark = if is_csv { self.output.mark() } else { &[] };
        let content = &[mark, content].concat();
        let Some(path) = target.file() else {
            self.output.leads_somewhere()?;
            return self.output.raw(content);
        };
        let path = in_folder(path, usual_name);
        let written = write_file(&path, overwrite(target.force), content)?;
        let path = written.path.display().to_string();
        self.output
            .narrate(&say!(self.texts, "cli-written", path = path));
        Ok(())
    }

    /// Answers where a file lies that was put in a place of its own.
    pub fn place(&mut self, path: &Path) -> Result<()> {
        let path = path.display().to_string();
        if self.format == Format::Table {
            return self.output.line(&path);
        }
        let columns = [sheet::machine("file")];
        let record = vec![Cell::Text(path)];
        self.show(&columns, &record)
    }
}
