//! What is written to a file for people to take away.

use crate::domain::Language;
use crate::domain::batch::ReviewToken;
use crate::domain::case::{PreparationToken, Taken};
use crate::domain::id::{BatchId, RequestId, UserId};
use crate::domain::operator::Permission;
use crate::domain::record::LogFilter;
use crate::domain::roster::{RosterImport, RosterList};
use crate::domain::user::UserFilter;

/// Something that is written to a file for people to take away.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Export {
    /// The empty CSV with both headers.
    Template,
    /// The uploaded CSV of a review, byte for byte.
    ReviewedFile(ReviewToken),
    /// The uploaded CSV of a batch, byte for byte, while it is kept.
    Upload(BatchId),
    /// The results of a batch.
    Results {
        /// Which batch.
        batch: BatchId,
        /// Every row, not only those that failed.
        all: bool,
    },
    /// The erasure certificate of a batch.
    Certificate(BatchId),
    /// The same as a page for people who read a language.
    CertificatePage(BatchId, Language),
    /// What proves that a request or a deletion was carried out.
    Dossier(DossierOf),
    /// The roster of all users that pass a filter.
    Users(UserFilter),
    /// A draft deletion CSV of the users whom no row of a roster means.
    Leavers(RosterImport),
    /// A deletion CSV made of a list of leavers, with the learners that were chosen for rows of it.
    Prepared(PreparationToken, Vec<Taken>),
    /// Rows of a roster that was read and waits, or the users whom no row means.
    RosterRows(RosterImport, RosterList),
    /// The activity log, or what a filter chooses of it.
    Log(LogFilter),
    /// A learner's own report.
    LearnerReport(UserId),
    /// The aggregate report by month.
    Months,
    /// The aggregate report by course.
    Courses,
    /// The same of a CSV that is made here, with a byte order mark before it; see [`Export::for_excel`].
    ForExcel(Box<Export>),
}

impl Export {
    /// The same in a form that Excel reads; none for what is no CSV, or is somebody's own file, byte for byte.
    pub fn for_excel(self) -> Option<Self> {
        match self {
            Self::Template
            | Self::Results { .. }
            | Self::Users(_)
            | Self::Leavers(_)
            | Self::RosterRows(..)
            | Self::Log(_)
            | Self::LearnerReport(_)
            | Self::Months
            | Self::Courses => Some(Self::ForExcel(Box::new(self))),
            Self::ForExcel(_) => Some(self),
            Self::ReviewedFile(_)
            | Self::Upload(_)
            | Self::Certificate(_)
            | Self::CertificatePage(..)
            | Self::Dossier(_)
            | Self::Prepared(..) => None,
        }
    }

    /// Whether it names the signing key: it cannot be made without one.
    pub fn names_key(&self) -> bool {
        matches!(
            self,
            Self::Certificate(_) | Self::CertificatePage(..) | Self::Dossier(_)
        )
    }

    /// Whether the account signs its file: what others shall be able to check.
    pub fn is_signed(&self) -> bool {
        match self {
            Self::Certificate(_) | Self::CertificatePage(..) | Self::Log(_) => true,
            Self::ForExcel(export) => export.is_signed(),
            Self::Template
            | Self::ReviewedFile(_)
            | Self::Upload(_)
            | Self::Results { .. }
            | Self::Dossier(_)
            | Self::Users(_)
            | Self::Leavers(_)
            | Self::Prepared(..)
            | Self::RosterRows(..)
            | Self::LearnerReport(_)
            | Self::Months
            | Self::Courses => false,
        }
    }

    /// Its code in the activity log.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::ReviewedFile(_) => "reviewed_file",
            Self::Upload(_) => "upload",
            Self::Results { .. } => "results",
            Self::Certificate(_) => "certificate",
            Self::CertificatePage(..) => "certificate_page",
            Self::Dossier(_) => "dossier",
            Self::Users(_) => "roster",
            Self::Leavers(_) => "leavers",
            Self::Prepared(..) => "prepared",
            Self::RosterRows(..) => "roster_rows",
            Self::Log(_) => "log",
            Self::LearnerReport(_) => "learner_report",
            Self::Months => "report_by_month",
            Self::Courses => "report_by_course",
            Self::ForExcel(export) => export.code(),
        }
    }

    /// What an operator must be permitted to take it away.
    pub fn permission(&self) -> Permission {
        match self {
            Self::ForExcel(export) => export.permission(),
            Self::Template | Self::LearnerReport(_) | Self::Months | Self::Courses => {
                Permission::See
            }
            Self::ReviewedFile(_) | Self::Users(_) | Self::Leavers(_) | Self::Prepared(..) => {
                Permission::ReviewAndExport
            }
            Self::RosterRows(..) => Permission::ImportUsers,
            Self::Upload(_) | Self::Results { .. } => Permission::DeleteUsers,
            Self::Certificate(_) | Self::CertificatePage(..) | Self::Dossier(_) => {
                Permission::Inspect
            }
            Self::Log(_) => Permission::SeeLog,
        }
    }
}

/// What a dossier is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DossierOf {
    /// A request.
    Request(RequestId),
    /// A batch.
    Batch(BatchId),
    /// A learner, living or deleted, by email or ID.
    Key(String),
}
