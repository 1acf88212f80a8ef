//! What a roster comes to, in sums: how many rows, which fields, which license types there are not.

use crate::cli::quoting::quoted;
use crate::domain::reason::Reason;
use crate::domain::roster::{
    EmptyCells, RemarkTotal, RosterField, RosterList, RosterMark, RosterResult, RosterVerdicts,
};
use crate::sanitise::visible;
use crate::texts::Texts;
use crate::{say, wording};

/// How many rows of a roster would come to what.
pub(super) fn would_import(texts: &Texts, rows: &RosterVerdicts) -> String {
    say!(
        texts,
        "cli-import-would",
        added = rows.count(RosterMark::Added),
        changed = rows.count(RosterMark::Changed),
        unchanged = rows.count(RosterMark::Unchanged),
        refused = rows.total(RosterList::Refused)
    )
}

/// What changes, in sums.
pub(super) fn totals(
    texts: &Texts,
    rows: &RosterVerdicts,
    empties: EmptyCells,
    draft: bool,
) -> Vec<String> {
    let totals = &rows.totals;
    let mut said = wording::roster_totals(texts, totals);
    said.extend(wording::roster_remarks(texts, rows));
    for field in RosterField::CAN_BE_EMPTIED {
        let count = totals.empty_cells(field);
        if count == 0 {
            continue;
        }
        let name = wording::roster_field(texts, field);
        said.push(if empties.empty(field) {
            say!(texts, "roster-emptied", field = name, count = count)
        } else {
            let code = field.code();
            say!(
                texts,
                "cli-import-kept",
                field = name,
                count = count,
                code = code
            )
        });
    }
    for name in totals.unknown_licenses() {
        said.push(unknown_license(texts, name, rows));
    }
    if totals.gone > 0 {
        let mut gone = say!(texts, "cli-import-gone", count = totals.gone);
        if rows.has_faults() {
            gone.push(' ');
            gone.push_str(&say!(texts, "cli-import-gone-failed"));
        } else if !draft {
            gone.push(' ');
            gone.push_str(&say!(texts, "cli-import-gone-draft"));
        }
        said.push(gone);
    }
    said
}

/// That there is no license type of a name, how to make it, and which rows name it.
pub(super) fn unknown_license(texts: &Texts, name: &str, rows: &RosterVerdicts) -> String {
    let of_it = rows.totals.licenses.iter().filter(|kind| kind.name == name);
    let given = of_it.map(|kind| kind.given).sum::<u64>();
    if given > 0 {
        say!(
            texts,
            "cli-import-license-made",
            name = visible(name).into_owned(),
            typed = quoted(name),
            count = given
        )
    } else {
        let unknown = no_license(texts, name);
        let of_it = |result: &RosterResult| match result {
            RosterResult::Refused(why) => **why == Reason::UnknownLicense(name.to_owned()),
            _ => false,
        };
        let refused = rows.iter().filter(|row| of_it(&row.result));
        let lines: Vec<u32> = refused.map(|row| row.line).collect();
        let first = &lines[..lines.len().min(RemarkTotal::NAMED)];
        let lines = wording::lines(texts, first, lines.len() as u64);
        let rows = say!(texts, "cli-import-license-rows", lines = lines);
        format!("{unknown} {rows}")
    }
}

/// That there is no license type of a name, and how to make it.
pub(in crate::cli::verbs) fn no_license(texts: &Texts, name: &str) -> String {
    say!(
        texts,
        "cli-import-license-unknown",
        name = visible(name).into_owned(),
        typed = quoted(name)
    )
}
