//! Rows of a roster that is reviewed in words.

use crate::domain::mail::MailKind;
use crate::domain::roster::{
    Kept, Other, RemarkTotal, RosterChange, RosterField, RosterLine, RosterList, RosterRemark,
    RosterVerdicts,
};
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Which rows a list holds.
pub fn roster_list(texts: &Texts, list: RosterList) -> String {
    match list {
        RosterList::All => say!(texts, "rows-all"),
        RosterList::Added => say!(texts, "import-added"),
        RosterList::Changed => say!(texts, "import-changed"),
        RosterList::ChangedIn(field) => super::roster_field(texts, field),
        RosterList::Told => say!(texts, "import-told"),
        RosterList::TakenOver => say!(texts, "import-taken-over"),
        RosterList::EmptyCell(field) => {
            let field = super::roster_field(texts, field);
            say!(texts, "import-empty-cells", field = field)
        }
        RosterList::Remarked(damage) => super::parts::damaged_words(texts, damage),
        RosterList::Held => say!(texts, "import-held"),
        RosterList::Unchanged => say!(texts, "import-unchanged"),
        RosterList::Refused => say!(texts, "import-refused"),
        RosterList::Gone => say!(texts, "import-gone"),
    }
}

/// What becomes of a row, with every change from what to what.
pub fn roster_line(texts: &Texts, row: &RosterLine) -> String {
    let Some(result) = &row.result else {
        return say!(texts, "import-gone-row");
    };
    let record = row.record.as_ref();
    let record = record.map(|record| super::server_record(texts, record));
    let mut said: Vec<String> = record.into_iter().collect();
    said.push(super::roster_result(texts, result));
    let message = super::line_message(texts, row);
    if !message.is_empty() {
        said.push(message);
    }
    said.extend(
        row.changes
            .iter()
            .map(|change| roster_change(texts, change)),
    );
    said.extend(row.remarks.iter().map(|remark| {
        let what = super::parts::damaged_words(texts, remark.damage);
        format!("{} ({what})", roster_remark(texts, remark))
    }));
    said.join(" · ")
}

/// A field, by the name of its license type or attribute where it has several.
pub fn changed_field(texts: &Texts, field: RosterField, of: Option<&str>) -> String {
    of.map_or_else(
        || super::roster_field(texts, field),
        |of| visible(of).into_owned(),
    )
}

/// A word that looks damaged, and where it stands.
pub fn roster_remark(texts: &Texts, remark: &RosterRemark) -> String {
    let field = changed_field(texts, remark.field, remark.of.as_deref());
    format!("{field}: {}", visible(&remark.text))
}

/// What looks damaged in the words of a roster, by kind: how many rows, and which.
pub fn roster_remarks(texts: &Texts, verdicts: &RosterVerdicts) -> Vec<String> {
    let totals = verdicts.remarked().into_iter();
    let said = totals.map(|total| {
        let what = super::parts::damaged_words(texts, total.damage);
        say!(
            texts,
            "roster-remark",
            what = what,
            count = total.rows,
            lines = remarked_lines(texts, &total)
        )
    });
    let headers = verdicts.headers();
    let named = headers.get(..headers.len().min(RemarkTotal::NAMED));
    let count = headers.len() as u64;
    let again = (count > 0).then(|| {
        let lines = lines(texts, named.unwrap_or_default(), count);
        say!(texts, "roster-headers-again", lines = lines)
    });
    again.into_iter().chain(said).collect()
}

/// On which lines words look damaged.
pub fn remarked_lines(texts: &Texts, total: &RemarkTotal) -> String {
    lines(texts, &total.lines, total.rows)
}

/// The first lines of so many.
pub fn lines(texts: &Texts, first: &[u32], count: u64) -> String {
    let named: Vec<String> = first.iter().map(ToString::to_string).collect();
    let named = named.join(", ");
    match count.saturating_sub(first.len() as u64) {
        0 => say!(texts, "lines-named", count = count, lines = named),
        more => say!(texts, "lines-named-more", lines = named, more = more),
    }
}

/// One change of a row.
pub fn roster_change(texts: &Texts, change: &RosterChange) -> String {
    let field = changed_field(texts, change.field, change.of.as_deref());
    let shown = |text: &str| match text {
        "" => say!(texts, "import-nothing"),
        text => visible(text).into_owned(),
    };
    let (old, new) = (shown(&change.old), shown(&change.new));
    match change.kept {
        None => handed(
            texts,
            change,
            &format!("{field}: {old} → {new}"),
            (old, new),
        ),
        Some(Kept::EmptyCell) => say!(texts, "import-change-kept", field = field, old = old),
        Some(Kept::AtProvider) => {
            let stays = roster_change_kept(texts, change);
            format!("{field}: {old} ({stays})")
        }
    }
}

/// That an identifier stays, and how it stands in the file.
pub fn roster_change_kept(texts: &Texts, change: &RosterChange) -> String {
    let new = visible(&change.new).into_owned();
    say!(texts, "import-change-held", new = new)
}

/// A change with whom what was there goes to, and from whom comes what is new.
fn handed(
    texts: &Texts,
    change: &RosterChange,
    said: &str,
    (old, new): (String, String),
) -> String {
    let from = change.from.as_ref().map(|other| {
        let who = other_learner(texts, other);
        say!(texts, "import-comes-from", what = new, who = who)
    });
    let to = change.to.as_ref().map(|other| {
        let who = other_learner(texts, other);
        say!(texts, "import-goes-to", what = old, who = who)
    });
    let handed: Vec<String> = from.into_iter().chain(to).collect();
    if handed.is_empty() {
        said.to_owned()
    } else {
        format!("{said} ({})", handed.join("; "))
    }
}

/// What another learner is called.
pub fn other_learner(texts: &Texts, other: &Other) -> String {
    match &other.called {
        Some(called) => visible(called).into_owned(),
        None => say!(texts, "import-other-gone"),
    }
}

/// What a row takes over from others, each by whom from whom: `andi@example.com moves from E-1 to E-9`.
pub fn roster_taken_over(texts: &Texts, row: &RosterLine) -> Vec<String> {
    let known = row.unique_id.as_ref().or(row.email.as_ref());
    let to = visible(known.unwrap_or(&row.name)).into_owned();
    let changes = row.changes.iter();
    let taken = changes.filter_map(|change| {
        let from = other_learner(texts, change.from.as_ref()?);
        let what = visible(&change.new).into_owned();
        Some(say!(
            texts,
            "import-moves",
            what = what,
            from = from,
            to = to.clone()
        ))
    });
    taken.collect()
}

/// How many letters of a kind are sent.
pub fn letters_of_kind(texts: &Texts, kind: MailKind, count: u64) -> String {
    let kind = super::mail_kind(texts, kind);
    say!(texts, "letters-of-kind", count = count, kind = kind)
}
