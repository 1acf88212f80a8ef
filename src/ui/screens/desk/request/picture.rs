//! The lines of a request: facts, the learner's words, the way it takes, the proof, then what was said.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::command::{self, Command};
use crate::domain::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::provider::LearnerChange;
use crate::domain::request::{EntryKind, Request, RequestEntry, RequestState};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::kit::canvas::{width, wrap};
use crate::ui::kit::person::Person;
use crate::ui::screens::desk::{acts, due};
use crate::ui::shell::context::Context;

struct Page<'c> {
    lines: Vec<Line<'static>>,
    wide: u16,
    heads: u16,
    context: &'c Context,
}

impl Page<'_> {
    fn line(&mut self, text: impl Into<String>, style: Style) {
        let line = Line::from(Span::styled(text.into(), style));
        self.lines.push(line);
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// A head and its text, which goes on below itself.
    fn fact(&mut self, head: &str, text: &str, style: Style) {
        let room = self.wide.saturating_sub(self.heads);
        for (index, line) in wrap(text, room).into_iter().enumerate() {
            let head = if index == 0 { head } else { "" };
            let blank = usize::from(self.heads.saturating_sub(width(head)));
            self.lines.push(Line::from(vec![
                Span::styled(
                    format!("{head}{}", " ".repeat(blank)),
                    self.context.palette.dim,
                ),
                Span::styled(line, style),
            ]));
        }
    }
}

/// Every line of a request.
pub(super) fn lines(
    request: &Request,
    underway: Option<LearnerChange>,
    wide: u16,
    context: &Context,
) -> Vec<Line<'static>> {
    let (texts, row) = (&context.texts, &request.row);
    let facts = facts(request, underway, context);
    let widest = facts.iter().map(|(head, ..)| width(head)).max();
    let mut page = Page {
        lines: Vec::new(),
        wide,
        heads: widest.unwrap_or(0) + 3,
        context,
    };
    let title = say!(
        texts,
        "request-heading",
        request = row.id.to_string(),
        kind = wording::request_kind(texts, row.kind)
    );
    let whole = match row.user {
        Some(_) => Person::of_request(row).whole(),
        None => acts::learner(row, context),
    };
    for line in wrap(&format!("{title} · {whole}"), wide) {
        page.line(line, context.palette.strong);
    }
    for (head, text, style) in facts {
        if let Some(text) = text {
            page.fact(&head, &text, style);
        }
    }
    said(&mut page, request);
    page.lines
}

/// What is known of a request, each under its head; what there is nothing to say of keeps its head for the width alone.
fn facts(
    request: &Request,
    underway: Option<LearnerChange>,
    context: &Context,
) -> [(String, Option<String>, Style); 11] {
    let (texts, palette, row) = (&context.texts, &context.palette, &request.row);
    let mut standing = acts::standing(row, context);
    if !standing.is_empty() {
        let groups = request.groups.join(", ");
        standing.extend(Some(groups).filter(|groups| !groups.is_empty()));
    }
    let standing = Some(standing.join(" · ")).filter(|text| !text.is_empty());
    let hindrance = acts::hindrance(row, context).map(|text| format!("▲ {text}"));
    let (state, state_style) = state_of(request, underway, context);
    let (left, due_style) = due::due(row, context);
    let due = format!("{left} · {}", formats::moment(texts, row.due_at));
    let nobody = || say!(texts, "request-nobody");
    let owner = row.owner_name.clone().unwrap_or_else(nobody);
    let (identity, identity_style) = identity_of(request, context);
    let asked = asked_how(request, context);
    let approval = approval_of(request, context);
    [
        (say!(texts, "request-learner"), standing, palette.text),
        (
            say!(texts, "request-others"),
            others_of(request, context),
            palette.text,
        ),
        (String::new(), hindrance, palette.warning),
        (say!(texts, "out-state"), Some(state), state_style),
        (say!(texts, "out-due-at"), Some(due), due_style),
        (say!(texts, "request-owner"), Some(owner), palette.text),
        (
            say!(texts, "request-identity"),
            Some(identity),
            identity_style,
        ),
        (say!(texts, "out-opened"), Some(asked), palette.text),
        (say!(texts, "request-approval"), approval, palette.warning),
        (
            say!(texts, "request-proof"),
            proof_of(request, context),
            palette.good,
        ),
        (
            say!(texts, "request-next"),
            next_step(request, underway, context),
            palette.link,
        ),
    ]
}

fn said(page: &mut Page<'_>, request: &Request) {
    let context = page.context;
    let (texts, palette) = (&context.texts, &context.palette);
    page.line("─".repeat(usize::from(page.wide)), palette.rule);
    match &request.row.note {
        Some(words) if !words.trim().is_empty() => {
            page.line(say!(texts, "request-words"), palette.dim);
            for line in wrap(&format!("“{words}”"), page.wide) {
                page.line(line, palette.text);
            }
        }
        _ if request.row.user.is_some() => {
            page.line(say!(texts, "request-no-words"), palette.dim);
        }
        _ => {
            for line in wrap(&say!(texts, "request-redacted"), page.wide) {
                page.line(line, palette.warning);
            }
        }
    }
    for entry in &request.entries {
        page.blank();
        one_said(page, entry);
    }
}

/// A note and a reply differ by sign, colour, bar and heading.
fn one_said(page: &mut Page<'_>, entry: &RequestEntry) {
    let context = page.context;
    let (texts, palette) = (&context.texts, &context.palette);
    let (sign, bar, style) = match entry.kind {
        EntryKind::Note => ("✎", "┊", palette.warning),
        EntryKind::Reply => ("→", "┃", palette.link),
        EntryKind::Question => ("?", "┊", palette.danger),
    };
    let heading = match entry.kind {
        EntryKind::Note => say!(texts, "request-entry-note"),
        EntryKind::Reply => say!(texts, "request-entry-reply"),
        EntryKind::Question => say!(texts, "request-entry-question"),
    };
    let who = entry.operator_name.clone().unwrap_or_default();
    let when = formats::relative(texts, Some(entry.at), context.now);
    let heading = format!("{sign} {heading}");
    let by = format!("{who} · {when}");
    let bold = style.patch(BOLD);
    // Who and when stand beside the heading, or below it where there is no room.
    if width(&heading) + width(&by) + 3 <= page.wide {
        page.lines.push(Line::from(vec![
            Span::styled(heading, bold),
            Span::styled(format!(" · {by}"), palette.dim),
        ]));
    } else {
        for line in wrap(&heading, page.wide) {
            page.line(line, bold);
        }
        for line in wrap(&by, page.wide.saturating_sub(2)) {
            page.line(format!("  {line}"), palette.dim);
        }
    }
    let gone = || say!(texts, "request-words-gone");
    let text = entry.text.clone().unwrap_or_else(gone);
    for line in wrap(&text, page.wide.saturating_sub(2)) {
        page.lines.push(Line::from(vec![
            Span::styled(format!("{bar} "), style),
            Span::styled(line, palette.text),
        ]));
    }
}

const BOLD: Style = Style::new().add_modifier(ratatui::style::Modifier::BOLD);

fn state_of(
    request: &Request,
    underway: Option<LearnerChange>,
    context: &Context,
) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    let state = request.row.state;
    let text = wording::request_state(texts, state);
    let when = request
        .row
        .closed_at
        .map(|at| format!(" · {}", formats::moment(texts, at)));
    let text = format!("{text}{}", when.unwrap_or_default());
    let text = match &request.reason {
        Some(reason) => format!("{text} · {}: {reason}", say!(texts, "hold-reason")),
        None => text,
    };
    let text = match (&request.setback, request.batch_state, row_batch(request)) {
        (Some(setback), ..) if state == RequestState::InReview => {
            format!("▲ {text} · {}", wording::setback(texts, setback))
        }
        (_, Some(BatchState::AwaitingApproval), Some(batch)) => {
            let waits = say!(texts, "request-awaits-second", batch = batch.to_string());
            format!("{text} · {waits}")
        }
        _ => text,
    };
    let text = match underway {
        Some(change) => {
            let there = wording::learner_change(texts, &change, context.now);
            format!("{text} · {there}")
        }
        None => text,
    };
    match state {
        RequestState::Done => (format!("✓ {text}"), palette.good),
        RequestState::Rejected | RequestState::Cancelled => (format!("✗ {text}"), palette.dim),
        RequestState::WaitingForLearner => {
            let since = request.row.waiting_since.unwrap_or(request.row.opened_at);
            let since = formats::relative(texts, Some(since), context.now);
            let paused = say!(texts, "request-waits", since = since);
            (format!("‖ {text} · {paused}"), palette.link)
        }
        RequestState::WaitingForApproval | RequestState::Scheduled => (text, palette.warning),
        RequestState::New | RequestState::InReview => (text, palette.text),
    }
}

fn identity_of(request: &Request, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    let Some(check) = &request.identity else {
        return (
            format!("▲ {}", say!(texts, "request-unverified")),
            palette.warning,
        );
    };
    let text = match &check.by_name {
        Some(name) => say!(texts, "request-verified", name = name.clone()),
        None => say!(texts, "request-verified-before"),
    };
    let how = check.how.as_ref().map(|how| format!(": {how}"));
    let when = formats::relative(texts, Some(check.at), context.now);
    let text = format!("✓ {text}{} · {when}", how.unwrap_or_default());
    (text, palette.good)
}

fn asked_how(request: &Request, context: &Context) -> String {
    let texts = &context.texts;
    let row = &request.row;
    let mut parts = vec![formats::moment(texts, row.opened_at)];
    parts.extend(row.channel.clone().filter(|channel| !channel.is_empty()));
    let asked_by = row.asked_by.clone().filter(|name| !name.is_empty());
    parts.extend(asked_by.map(|name| say!(texts, "request-asked-by", name = name)));
    let taken = request.taken_by_name.clone();
    parts.extend(taken.map(|name| say!(texts, "request-taken-by", name = name)));
    parts.join(" · ")
}

fn approval_of(request: &Request, context: &Context) -> Option<String> {
    let texts = &context.texts;
    if let Some(name) = &request.approver_name {
        return Some(say!(texts, "request-approved-by", name = name.clone()));
    }
    if request.row.state != RequestState::WaitingForApproval {
        return None;
    }
    let approval = request.approval.as_ref()?;
    let until: Timestamp = approval.expires_at;
    Some(say!(
        texts,
        "request-approval-asked",
        name = approval.by_name.clone().unwrap_or_default(),
        until = formats::moment(texts, until)
    ))
}

/// What proves the result, each with the key that leads to it.
fn proof_of(request: &Request, context: &Context) -> Option<String> {
    let texts = &context.texts;
    let proof = &request.proof;
    let mut parts = Vec::new();
    if let Some(entry) = proof.log_entry {
        parts.push(say!(texts, "request-proof-log", entry = entry.to_string()));
    }
    if proof.mail.is_some() {
        parts.push(say!(texts, "request-proof-mail"));
    }
    if let Some(batch) = proof.batch {
        parts.push(say!(
            texts,
            "request-proof-batch",
            batch = batch.to_string()
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn row_batch(request: &Request) -> Option<BatchId> {
    request.row.batch.filter(|_| request.row.state.is_bound())
}

/// The learner's other requests: the first of them by name.
fn others_of(request: &Request, context: &Context) -> Option<String> {
    const NAMED: usize = 4;
    let texts = &context.texts;
    let said = request.others.iter().take(NAMED).map(|other| {
        say!(
            texts,
            "request-other",
            request = other.id.to_string(),
            kind = wording::request_kind(texts, other.kind),
            state = wording::request_state(texts, other.state)
        )
    });
    let mut said: Vec<String> = said.collect();
    let more = request.others.len().saturating_sub(NAMED);
    if more > 0 {
        let count = u64::try_from(more).unwrap_or_default();
        said.push(say!(texts, "new-request-more", count = count));
    }
    (!said.is_empty()).then(|| said.join(" · "))
}

/// What is to be done next, as far as whoever looks can do it: by role, by who has it, and as things are.
fn next_step(
    request: &Request,
    underway: Option<LearnerChange>,
    context: &Context,
) -> Option<String> {
    let texts = &context.texts;
    let row = &request.row;
    let can = |command: Command| {
        context.refusal(command::row(command).permission).is_none()
            && acts::obstacle(command, row, context).is_none()
    };
    let hindered = acts::hindrance(row, context).is_some();
    match row.state {
        RequestState::Scheduled => {
            let handover = underway?.handover?;
            return Some(say!(
                texts,
                "request-next-provider",
                handover = handover.to_string()
            ));
        }
        RequestState::Done | RequestState::Rejected | RequestState::Cancelled => return None,
        RequestState::WaitingForApproval if row_batch(request).is_some() => {
            return Some(say!(texts, "request-next-batch"));
        }
        RequestState::WaitingForApproval if can(Command::ReturnRequest) => {
            return Some(if hindered {
                say!(texts, "request-next-give-back")
            } else {
                say!(texts, "request-next-approve")
            });
        }
        RequestState::WaitingForApproval => {
            return Some(say!(texts, "request-next-wait-for-approval"));
        }
        RequestState::New | RequestState::InReview | RequestState::WaitingForLearner => {}
    }
    if !can(Command::ClaimRequest) {
        // Somebody else goes on with it; whoever only looks has nothing to do.
        let name = row.owner_name.clone()?;
        return Some(say!(texts, "request-next-others", name = name));
    }
    Some(match row.state {
        RequestState::WaitingForLearner => say!(texts, "request-next-go-on"),
        _ if hindered => say!(texts, "request-next-answer"),
        RequestState::New => say!(texts, "request-next-new"),
        _ if request.identity.is_none() => say!(texts, "request-next-verify"),
        _ if row.unanswered => say!(texts, "request-next-question"),
        _ => say!(texts, "request-next-do"),
    })
}
