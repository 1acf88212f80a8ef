//! Where the columns of somebody's file go: found by their headers, or chosen by whoever imports the file.

use crate::domain::coded::{Coded, coded};

coded! {
    /// A kind of file whose columns are found by their headers.
    pub enum FileKind {
        /// Users to add and to change.
        Roster = "roster",
        /// What learners learnt in a period.
        Learning = "learning",
        /// Learners who leave.
        Leavers = "leavers",
    }
}

impl FileKind {
    /// Its section in the table of names: whoever leaves stands under the headers of a roster.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Roster | Self::Leavers => "roster",
            Self::Learning => "learning",
        }
    }
}

/// The header line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLine {
    /// The kind of file.
    pub kind: FileKind,
    /// The headers, in the file's order.
    pub headers: Vec<String>,
}

/// What was said once of files with one header line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownColumns {
    /// Where each column goes, as it is typed on the command line; none where the header itself says it.
    pub columns: Vec<Option<String>>,
    /// The code of what stands first in the dates, where that had to be asked.
    pub order: Option<String>,
    /// The code of what times of two numbers count, where that had to be asked.
    pub times: Option<String>,
    /// The license type of which a column of the status alone speaks, where that had to be asked.
    pub license: Option<String>,
}

/// A field of a kind of file.
///
/// Its code is the name on the command line, in the table of names and in what is remembered; its fields are offered in
/// their order.
pub trait Field: Coded {
    /// Of which kind of file.
    const KIND: FileKind;
    /// Whether such a file can say something about attributes and licenses of users.
    const DESCRIBES_USERS: bool;
}

coded! {
    /// What a column of a roster says about a user.
    #[derive(PartialOrd, Ord)]
    pub enum RosterField {
        /// The preferred first name.
        FirstName = "first_name",
        /// The preferred last name.
        LastName = "last_name",
        /// First and last name in one cell.
        FullName = "full_name",
        /// The primary email address.
        Email = "email",
        /// The address to which an invitation goes: the primary one of a newcomer.
        InvitedEmail = "invited_email",
        /// The address by which the account knows a user whose address changes.
        ExistingEmail = "existing_email",
        /// The unique user ID.
        UniqueId = "unique_id",
        /// The ID that takes the place of the one beside it.
        NewUniqueId = "new_unique_id",
        /// The job title.
        WorkTitle = "work_title",
        /// Names of groups.
        Groups = "groups",
        /// The language in which the user is written to.
        Language = "language",
        /// Whether a LinkedIn profile is connected.
        ConnectedProfile = "connected_profile",
        /// The status of the license, where the file does not say of which type.
        LicenseStatus = "license_status",
        /// When the user was invited.
        InvitedOn = "invited_on",
        /// When the user took the license up.
        ActivatedOn = "activated_on",
        /// When the user was last active.
        LastAccess = "last_access",
    }
}

impl Field for RosterField {
    const KIND: FileKind = FileKind::Roster;
    const DESCRIBES_USERS: bool = true;
}

coded! {
    /// What a column of a list of leavers says; its names are those of a roster.
    #[derive(PartialOrd, Ord)]
    pub enum LeaverField {
        /// The first name.
        FirstName = "first_name",
        /// The last name.
        LastName = "last_name",
        /// First and last name in one cell.
        FullName = "full_name",
        /// The primary email address.
        Email = "email",
        /// The unique user ID.
        UniqueId = "unique_id",
    }
}

impl Field for LeaverField {
    const KIND: FileKind = FileKind::Leavers;
    const DESCRIBES_USERS: bool = false;
}

coded! {
    /// What a column of a learning report says.
    #[derive(PartialOrd, Ord)]
    pub enum LearningField {
        /// The learner's name.
        FullName = "full_name",
        /// The learner's email address.
        Email = "email",
        /// The learner's unique user ID.
        UniqueId = "unique_id",
        /// Days on which the learner was there.
        DaysLoggedIn = "days_logged_in",
        /// Time viewed in the whole period, as `H:MM:SS`.
        HoursViewed = "hours_viewed",
        /// Courses viewed in the period.
        CourseViews = "course_views",
        /// Courses completed in the period.
        CourseCompletions = "course_completions",
        /// The title of a piece of content.
        ContentTitle = "content_title",
        /// The number or name of a piece of content at its source.
        ContentId = "content_id",
        /// What kind of content it is.
        ContentType = "content_type",
        /// How much of it is done.
        Percent = "percent",
        /// When it was completed.
        CompletedOn = "completed_on",
        /// When it was first viewed.
        FirstViewed = "first_viewed",
        /// When it was last viewed.
        LastViewed = "last_viewed",
        /// How long it was viewed.
        TimeViewed = "time_viewed",
    }
}

impl Field for LearningField {
    const KIND: FileKind = FileKind::Learning;
    const DESCRIBES_USERS: bool = false;
}

/// Where one column goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination<F> {
    /// Into a field.
    Field(F),
    /// Into the status of the license type of this name.
    License(String),
    /// Into the custom attribute of this name.
    Attribute(String),
    /// Nowhere; this was said.
    Ignored,
}

/// Who said where a column goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Its header.
    Found,
    /// Whoever imported a file with the same header line before.
    Remembered,
    /// Whoever imports this file.
    Chosen,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<F> {
    /// Its header as the file writes it.
    pub header: String,
    /// Where it goes, and who said so; none is open: nothing is imported until somebody says it.
    pub goes: Option<(Destination<F>, Origin)>,
}

/// All columns of a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns<F>(pub Vec<Column<F>>);

impl Columns<RosterField> {
    /// Whether any column tells users apart: without one, no row of a roster means anybody.
    pub fn tell_users_apart(&self) -> bool {
        let fields = [
            RosterField::Email,
            RosterField::InvitedEmail,
            RosterField::UniqueId,
        ];
        fields.iter().any(|field| self.place_of(*field).is_some())
    }
}

impl Columns<LeaverField> {
    /// Whether any column says whom a row means, by address, ID or name.
    pub fn say_who_leaves(&self) -> bool {
        let fields = [
            LeaverField::Email,
            LeaverField::UniqueId,
            LeaverField::FullName,
            LeaverField::LastName,
        ];
        fields.iter().any(|field| self.place_of(*field).is_some())
    }
}

impl<F: Field> Columns<F> {
    /// Columns of which nobody has said where they go.
    pub fn open(&self) -> impl Iterator<Item = &Column<F>> {
        self.0.iter().filter(|column| column.goes.is_none())
    }

    /// The place of the column that goes into a field.
    pub fn place_of(&self, field: F) -> Option<usize> {
        self.0.iter().position(
            |column| matches!(&column.goes, Some((Destination::Field(found), _)) if *found == field),
        )
    }

    /// Sends a column somewhere. Where another column went there, that one is open again: no two go to one place.
    pub fn send(&mut self, place: usize, to: Destination<F>, origin: Origin) {
        for column in &mut self.0 {
            let is_there = column.goes.as_ref().is_some_and(|(had, _)| *had == to);
            if is_there && to != Destination::Ignored {
                column.goes = None;
            }
        }
        if let Some(column) = self.0.get_mut(place) {
            column.goes = Some((to, origin));
        }
    }
}
