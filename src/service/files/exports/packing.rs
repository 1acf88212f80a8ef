//! The upload package against the account: what each row means, and by which identifier else its user can be named.

use crate::domain::batch::RowOutcome;
use crate::error::{Error, Result};
use crate::intake::DeletionRow;
use crate::service::deletion::listing::Roll;
use crate::service::deletion::package::{PackageJudge, PackageVerdict};
use crate::store::Db;
use crate::texts::Texts;
use crate::{say, wording};

/// A package in the making.
pub(super) struct Packing<'p, 'c> {
    db: &'p Db<'c>,
    roll: Roll<'p>,
    texts: Texts,
    trouble: Option<Error>,
}

impl<'p, 'c> Packing<'p, 'c> {
    /// What a review found, for a package in the operator's language.
    pub(super) const fn new(db: &'p Db<'c>, roll: Roll<'p>, texts: Texts) -> Self {
        Self {
            db,
            roll,
            texts,
            trouble: None,
        }
    }

    /// Why an identifier is left out that the hosted product would not read back.
    pub(super) fn live_cell_message(&self) -> String {
        say!(self.texts, "package-live-cell")
    }

    /// Says what went wrong with the database, if anything did.
    pub(super) fn end(self) -> Result<()> {
        self.trouble.map_or(Ok(()), Err)
    }

    fn judge(&mut self, line: u32) -> Result<PackageVerdict> {
        let Some(found) = self.roll.row_at(self.db, line)? else {
            return Ok(PackageVerdict::LeaveOut(
                RowOutcome::NotFound,
                String::new(),
            ));
        };
        let message = || wording::batch_row_said(&self.texts, &found, true);
        Ok(match (found.outcome, found.earlier_line) {
            (Some(RowOutcome::Deleted), _) => PackageVerdict::Keep,
            (Some(RowOutcome::Duplicate), Some(line)) => PackageVerdict::SameAs(line, message()),
            (outcome, _) => {
                PackageVerdict::LeaveOut(outcome.unwrap_or(RowOutcome::NotFound), message())
            }
        })
    }

    fn names(&self, line: u32) -> Result<(String, String)> {
        let user = self.roll.user_at(line);
        let known = user.map(|user| self.db.doomed_user(user)).transpose()?;
        let known = known.flatten().map(|user| {
            let email = user.email.unwrap_or_default();
            (email, user.unique_id.unwrap_or_default())
        });
        Ok(known.unwrap_or_default())
    }
}

impl PackageJudge for Packing<'_, '_> {
    fn verdict(&mut self, row: &DeletionRow<'_>) -> PackageVerdict {
        self.judge(row.line).unwrap_or_else(|error| {
            self.trouble = Some(error);
            PackageVerdict::LeaveOut(RowOutcome::NotFound, String::new())
        })
    }

    fn identifiers(&mut self, line: u32) -> (String, String) {
        self.names(line).unwrap_or_else(|error| {
            self.trouble = Some(error);
            Default::default()
        })
    }
}
