//! Places outside the database where identifiers of the deleted can still be read, as a certificate names them.

/// Such a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The upload, kept for so many days.
    KeptUpload(u16),
    /// The results file.
    Results,
    /// Whatever was exported.
    Saved,
    /// Backups.
    Backups,
    /// Mail.
    Mail,
    /// The last letters of the deleted.
    LastLetters,
    /// Those of them that are not sent yet.
    WaitingLetters,
}

const KEPT: (&str, &str) = (
    "the uploaded file, kept beside the database for ",
    " days after the end",
);

impl Place {
    /// Those that are said in always the same words, with the messages that say them to people.
    const FIXED: [(Self, &'static str, &'static str); 6] = [
        (
            Self::Results,
            "the results file, which holds failed rows as they were uploaded",
            "page-reach-results",
        ),
        (
            Self::Saved,
            "files that were exported or saved",
            "page-reach-saved",
        ),
        (Self::Backups, "backups", "page-reach-backups"),
        (Self::Mail, "mail that was sent", "page-reach-mail"),
        (
            Self::LastLetters,
            "the last letters in the folder of mail, until the next purge",
            "page-reach-letters",
        ),
        (
            Self::WaitingLetters,
            "last letters that wait in the outbox, until they are sent",
            "page-reach-waiting",
        ),
    ];

    /// As a certificate says it.
    pub fn said(self) -> String {
        if let Self::KeptUpload(days) = self {
            return format!("{}{days}{}", KEPT.0, KEPT.1);
        }
        let fixed = Self::FIXED.iter().find(|(place, ..)| *place == self);
        fixed.map_or_else(String::new, |(_, said, _)| (*said).to_owned())
    }

    /// The place that a certificate names; none where it is another product of the organisation.
    pub fn named(said: &str) -> Option<Self> {
        let kept = said.strip_prefix(KEPT.0);
        let kept = kept.and_then(|rest| rest.strip_suffix(KEPT.1)?.parse().ok());
        let fixed = Self::FIXED.iter().find(|(_, words, _)| *words == said);
        kept.map(Self::KeptUpload)
            .or_else(|| fixed.map(|(place, ..)| *place))
    }

    /// The message that says it to people.
    pub fn message(self) -> &'static str {
        let fixed = Self::FIXED.iter().find(|(place, ..)| *place == self);
        fixed.map_or("page-reach-upload", |(.., message)| message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_words() {
        let fixed = Place::FIXED.iter().map(|(place, ..)| *place);
        for place in fixed.chain([Place::KeptUpload(30)]) {
            assert_eq!(Place::named(&place.said()), Some(place));
        }
        assert_eq!(Place::named("HR system"), None);
    }
}
