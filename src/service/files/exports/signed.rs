//! What is signed when it is written: certificates, their pages, and the activity log. The signature lies beside the file.

use std::path::{Path, PathBuf};

use super::put;
use crate::domain::operator::Session;
use crate::domain::query::Export;
use crate::error::Result;
use crate::service::account::access;
use crate::service::account::signing::{self, SigningKey, signature_of};
use crate::service::files::{FileInProgress, Overwrite};
use crate::service::{Reader, noting};

impl Reader {
    /// The key with which something is signed.
    pub(super) fn signer(&self, session: &Session, export: &Export) -> Result<SigningKey> {
        access::authorise(&self.store.db(), session, export.permission())?;
        signing::ready(&self.core, session.operator)
    }

    /// Writes a file and its signature. Both are whole before either has its name.
    pub(super) fn export_signed(
        &mut self,
        session: &Session,
        (export, key): (&Export, &SigningKey),
        (path, overwrite): (&Path, Overwrite),
    ) -> Result<PathBuf> {
        let mut file = FileInProgress::create(path, overwrite)?;
        let mut beside = FileInProgress::create(&signature_of(path), overwrite)?;
        let mut content = Vec::new();
        self.write_export(session, export, Some(key), &mut content)?;
        put(&mut file, &content)?;
        put(&mut beside, &key.sign(&content))?;
        let (file, beside) = (file.seal()?, beside.seal()?);
        noting::export(&self.core, session, export)?;
        let written = file.publish()?;
        beside.publish()?;
        Ok(written.path)
    }
}
