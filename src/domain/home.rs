//! What **Home** shows: what waits for whoever asks, and the account at a glance.

use super::batch::Batch;
use super::first_steps::FirstSteps;
use super::license::{LicenseType, Seats};
use super::mail::MailTrouble;
use super::provider::ProviderFigures;
use super::report::MonthFigure;
use super::request::RequestRow;
use super::retention::Rule;
use super::time::Timestamp;

/// What **Home** shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    /// Whether whoever looks has a passphrase.
    pub has_passphrase: bool,
    /// Users in the account.
    pub users: u64,
    /// Seats over all license types.
    pub seats: Seats,
    /// Learners on legal hold.
    pub on_hold: u64,
    /// Learners with a connected profile.
    pub connected: u64,
    /// The newest batches; none for whoever may not see any.
    pub batches: Vec<Batch>,
    /// Batches that are not over, newest first; none for whoever may not see any.
    pub open_batches: Vec<Batch>,
    /// Batches that ended with errors lately and that none corrects yet, newest first; none for whoever may not see any.
    pub failed_batches: Vec<Batch>,
    /// License types with their seats.
    pub license_types: Vec<LicenseType>,
    /// Learners who learned in each of the last months that are on record, oldest first.
    pub active: Vec<MonthFigure>,
    /// Users deleted in each of the last twelve months, oldest first.
    pub deletions: Vec<MonthFigure>,
    /// Open requests, of them unassigned, of them overdue.
    pub open_requests: u64,
    /// Open requests that nobody has claimed.
    pub unassigned_requests: u64,
    /// Open requests past their due date.
    pub overdue_requests: u64,
    /// Requests of others that wait for this operator's approval.
    pub awaiting_requests: u64,
    /// The first of them.
    pub approvals: Vec<RequestRow>,
    /// Until when the first of them can be approved.
    pub approval_ends: Option<Timestamp>,
    /// Messages that wait to be delivered.
    pub queued_mail: u64,
    /// What is in the way of mail that waits.
    pub mail_trouble: Option<MailTrouble>,
    /// Messages that were refused for good.
    pub failed_mail: u64,
    /// Users deleted in all.
    pub deleted_users: u64,
    /// What a new account has still to do; none once it is done or put away.
    pub first_steps: Option<FirstSteps>,
    /// Retention rules that propose a deletion; none for whoever may not delete.
    pub proposals: Vec<Rule>,
    /// What is open at the provider; none where the account lives here and nothing ever went elsewhere.
    pub provider: Option<ProviderFigures>,
}
