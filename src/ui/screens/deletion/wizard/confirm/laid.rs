//! What the warning says, and how it shares the room there is: its text scrolls, what is to be typed and the buttons stay
//! in view.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{ConfirmDeletion, HEAD, WIDE};
use crate::domain::batch::ReviewWarning;
use crate::domain::provider::Road;
use crate::formats;
use crate::say;
use crate::ui::kit::canvas::wrap;
use crate::ui::shell::context::Context;
use crate::wording;

/// A line: its head, where it has one, its text, and how it looks.
pub(super) type Said = (String, String, Style);

/// What stands in the box, and how many lines of its text can be seen at once.
pub(super) struct Laid {
    pub(super) wide: u16,
    pub(super) lines: Vec<Said>,
    pub(super) room: u16,
    pub(super) pinned: Vec<Said>,
    pub(super) fault: Vec<String>,
    /// Lines of all but the names.
    pub(super) bare: u16,
}

impl ConfirmDeletion {
    /// Fields, what is wrong with them, a blank line and the buttons stay in view; the text above them scrolls.
    pub(super) fn layout(&self, area: Rect, context: &Context) -> Laid {
        let wide = WIDE.min(area.width.saturating_sub(4));
        let inner = wide.saturating_sub(4);
        let lines = self.lines(inner, context);
        let pinned = self.pinned(inner, context);
        let fault = match &self.fault {
            Some(fault) => wrap(&format!("▲ {fault}"), inner),
            None => Vec::new(),
        };
        let below = pinned.len() + self.form.fields.len() + fault.len().max(1) + 1;
        let fixed = count(below) + 3;
        let room = count(lines.len()).min(area.height.saturating_sub(fixed));
        Laid {
            wide,
            lines,
            room,
            pinned,
            fault,
            bare: room.saturating_add(fixed),
        }
    }

    /// What cannot be undone, and what is to be typed: always in view.
    fn pinned(&self, wide: u16, context: &Context) -> Vec<Said> {
        let texts = &context.texts;
        let mut sentences = vec![match self.road {
            Some(_) => say!(texts, "confirm-not-undone-there"),
            None => say!(texts, "confirm-not-undone"),
        }];
        if context.privacy {
            sentences.insert(0, say!(texts, "privacy-whom"));
        }
        if let Some(phrase) = self.gate.phrase() {
            sentences.push(say!(texts, "confirm-type", phrase = phrase));
        }
        let lines = sentences
            .iter()
            .flat_map(|sentence| wrap(&format!("▲ {sentence}"), wide));
        lines
            .map(|line| (String::new(), line, context.palette.warning))
            .collect()
    }

    /// What confirming prepares, where deletions are done elsewhere.
    fn prepared(&self, context: &Context) -> Option<String> {
        let texts = &context.texts;
        Some(match self.road? {
            Road::File => say!(texts, "confirm-there-file"),
            Road::ByHand => say!(texts, "confirm-there-by-hand"),
            Road::Scim => say!(texts, "confirm-there-scim"),
        })
    }

    /// Who is mailed.
    fn told(&self, context: &Context) -> String {
        let texts = &context.texts;
        let mailed = self.whom.as_ref().map_or(0, |whom| whom.mailed);
        let mut mail = match self.road {
            Some(_) => say!(texts, "confirm-users-told-there"),
            None => say!(texts, "confirm-users-told"),
        };
        if mailed > 0 {
            let learners = say!(texts, "confirm-users-told-learners", count = mailed);
            mail = format!("{mail}; {learners}");
        }
        mail
    }

    /// What stays after a deletion.
    fn stays(context: &Context) -> String {
        let texts = &context.texts;
        let mut stays = if context.settings.other_products.is_empty() {
            say!(texts, "confirm-users-stay")
        } else {
            let products = context.settings.other_products.join(", ");
            say!(texts, "confirm-users-stay-products", products = products)
        };
        let days = u64::from(context.settings.keep_upload_days);
        if days > 0 {
            let upload = say!(texts, "confirm-users-stay-upload", count = days);
            stays = format!("{stays}; {upload}");
        }
        stays
    }

    fn lines(&self, wide: u16, context: &Context) -> Vec<Said> {
        let palette = &context.palette;
        let texts = &context.texts;
        let account = context.settings.account.clone();
        let percent = formats::percent(context.language(), self.planned, self.users);
        let subject = say!(
            texts,
            "confirm-subject",
            count = self.planned,
            account = account,
            percent = percent
        );
        let stays = Self::stays(context);
        let mut lines = Vec::new();
        let mut put = |head: String, text: &str, style: Style, room: u16| {
            for (index, line) in wrap(text, room).into_iter().enumerate() {
                let head = if index == 0 {
                    head.clone()
                } else {
                    " ".repeat(head.len())
                };
                lines.push((head, line, style));
            }
        };
        put(String::new(), &subject, palette.strong, wide);
        put(String::new(), " ", palette.text, wide);
        if let Some(prepared) = self.prepared(context) {
            put(String::new(), &format!("● {prepared}"), palette.text, wide);
        }
        let room = wide.saturating_sub(HEAD);
        let gone = say!(texts, "confirm-users-go", count = self.planned);
        let gone = match self.road {
            Some(_) => say!(texts, "confirm-users-go-there", what = gone),
            None => gone,
        };
        put(say!(texts, "confirm-goes"), &gone, palette.text, room);
        put(say!(texts, "confirm-stays"), &stays, palette.text, room);
        let mail = self.told(context);
        put(say!(texts, "confirm-told"), &mail, palette.text, room);
        if self.gate.needs_approval {
            let sentence = say!(texts, "gate-approval");
            put(String::new(), &format!("● {sentence}"), palette.text, wide);
        }
        if self.nobody_approves {
            let sentence = wording::review_warning(texts, ReviewWarning::NobodyApproves);
            put(
                String::new(),
                &format!("▲ {sentence}"),
                palette.warning,
                wide,
            );
        }
        lines
    }
}

/// A number of lines.
pub(super) fn count(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}
