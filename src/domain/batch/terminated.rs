//! Uploads that fail as a whole: nothing of them is applied.

/// Why a file fails as a whole; nothing of it is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminated {
    /// What is wrong.
    pub cause: TerminatedCause,
    /// The physical line to correct, from 1, where there is one.
    pub line: Option<u64>,
}

/// What is wrong with a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TerminatedCause {
    /// An identifier column is missing.
    MissingHeader {
        /// Its canonical name(s); both for an empty file.
        missing: Vec<&'static str>,
        /// The columns that the file names instead; none where the file is empty.
        found: Vec<String>,
    },
    /// An identifier column stands twice: its canonical name.
    DuplicateHeader(&'static str),
    /// As large as the limit or larger: its size in bytes.
    TooLarge(u64),
    /// More rows than the account allows: rows found, rows allowed.
    TooManyRows(u64, u64),
    /// Not CSV; what it is, where that is known.
    NotCsv(ForeignFormat),
    /// Not in an encoding that is read.
    BadEncoding,
    /// The first row cannot be a header: a name is too long, there are too many, or one holds a NUL.
    BadHeader,
    /// A quoted field that never closes.
    UnclosedQuote,
    /// A quote in the middle of a bare field, or something after a closing quote.
    Malformed,
    /// The sum of the lines does not come out: a bug, and the file is refused for it.
    Unaccounted,
}

/// What a file is when it is not CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignFormat {
    /// An Excel workbook (`.xlsx`, `.xls`).
    Workbook,
    /// A PDF.
    Pdf,
    /// A compressed archive.
    Archive,
    /// An image.
    Image,
    /// Something else that is not text.
    Binary,
}

impl TerminatedCause {
    /// Whether the file may be a list of leavers under other headers, of which a deletion CSV can be made.
    pub const fn may_be_a_list(&self) -> bool {
        match self {
            Self::MissingHeader { found, .. } => !found.is_empty(),
            Self::DuplicateHeader(_)
            | Self::TooLarge(_)
            | Self::TooManyRows(..)
            | Self::NotCsv(_)
            | Self::BadEncoding
            | Self::BadHeader
            | Self::UnclosedQuote
            | Self::Malformed
            | Self::Unaccounted => false,
        }
    }

    /// The code in files and JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingHeader { .. } => "missing_header",
            Self::DuplicateHeader(_) => "duplicate_header",
            Self::TooLarge(_) => "too_large",
            Self::TooManyRows(..) => "too_many_rows",
            Self::NotCsv(_) => "not_csv",
            Self::BadEncoding => "bad_encoding",
            Self::UnclosedQuote => "unclosed_quote",
            Self::BadHeader | Self::Malformed => "malformed",
            Self::Unaccounted => "unaccounted",
        }
    }
}
