//! The log of frames: one JSON object a line for every frame drawn, for whoever asks with `--frame-log FILE`.
//!
//! `us` is when the frame was out, in microseconds since the program began (`epoch_us`: since 1970), `frame_us` what
//! updating, drawing and writing it took, `draw_us` the latter two. `key_us` is how long the oldest of the `keys` that
//! it answers had waited since it came; `replies` are answers that it shows first, each with the question's kind and
//! how long ago the key (or, without one, the effect) came that asked it; `UsersGlance` is the first page of `Users`
//! before the whole answer. The first frame says `first`, the first with
//! rows of the users table `usable`. Kinds are names of this program; nothing that was typed or read is written.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::domain::query::Answer;
use crate::error::Result;
use crate::service::files::targets::begin_log;

use crate::ui::shell::event::{Effect, Event, Reply, Ticket};

/// Questions that can wait for an answer at a time; more are forgotten together.
const ASKED: usize = 1_000;

/// The log, or none.
pub(super) struct FrameLog(Option<Box<Open>>);

struct Open {
    file: File,
    began: Instant,
    asked: HashMap<Ticket, Asked>,
    /// When the work on the frame to come began.
    since: Instant,
    /// When the oldest key that the frame to come answers came.
    key: Option<Instant>,
    keys: usize,
    replies: Vec<Asked>,
    has_users: bool,
    frames: u64,
    was_usable: bool,
}

/// A question that waits for its answer.
struct Asked {
    question: String,
    at: Instant,
    by_key: bool,
}

#[derive(Serialize)]
struct Line {
    us: u128,
    epoch_us: u128,
    frame_us: u128,
    draw_us: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    keys: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_us: Option<u128>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replies: Vec<Waited>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    first: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    usable: bool,
}

#[derive(Serialize)]
struct Waited {
    question: String,
    us: u128,
    by_key: bool,
}

impl FrameLog {
    /// Begins the log at a path, for a program that began at a moment; without a path nothing is measured.
    pub(super) fn begin(path: Option<&Path>, began: Instant) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self(None));
        };
        let file = begin_log(path)?;
        Ok(Self(Some(Box::new(Open {
            file,
            began,
            asked: HashMap::new(),
            since: began,
            key: None,
            keys: 0,
            replies: Vec::new(),
            has_users: false,
            frames: 0,
            was_usable: false,
        }))))
    }

    /// No log.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Work on the next frame begins.
    pub(super) fn work_begins(&mut self) {
        if let Some(open) = &mut self.0 {
            open.since = Instant::now();
        }
    }

    /// Something happened that the next frame answers.
    pub(super) fn happened(&mut self, event: &Event, came: Instant) {
        let Some(open) = &mut self.0 else { return };
        match event {
            Event::Key(_) | Event::Paste(_) | Event::Click(..) | Event::Wheel(..) => {
                open.key.get_or_insert(came);
                open.keys += 1;
            }
            Event::Reply(ticket, reply) => {
                if let Ok(Reply::Answer(Answer::Users(page))) = reply {
                    open.has_users |= !page.window.rows.is_empty();
                    if page.provisional {
                        let glance = open.asked.get(ticket).map(|asked| Asked {
                            question: "UsersGlance".to_owned(),
                            ..*asked
                        });
                        open.replies.extend(glance);
                        return;
                    }
                }
                open.replies.extend(open.asked.remove(ticket));
            }
            _ => {}
        }
    }

    /// An effect goes out.
    pub(super) fn asks(&mut self, effect: &Effect) {
        let Some(open) = &mut self.0 else { return };
        if let Some(ticket) = effect.ticket() {
            if open.asked.len() >= ASKED {
                open.asked.clear();
            }
            let asked = Asked {
                question: kind(effect),
                at: open.key.unwrap_or_else(Instant::now),
                by_key: open.key.is_some(),
            };
            open.asked.insert(ticket, asked);
        }
    }

    /// The frame is out; its drawing began at a moment.
    pub(super) fn drawn(&mut self, drawing: Instant) {
        let Some(open) = &mut self.0 else { return };
        let now = Instant::now();
        let usable = open.has_users && !open.was_usable;
        open.was_usable |= usable;
        let line = Line {
            us: micros(now - open.began),
            epoch_us: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, micros),
            frame_us: micros(now - open.since),
            draw_us: micros(now - drawing),
            keys: (open.keys > 0).then_some(open.keys),
            key_us: open.key.map(|came| micros(now - came)),
            replies: open
                .replies
                .drain(..)
                .map(|asked| Waited {
                    question: asked.question,
                    us: micros(now - asked.at),
                    by_key: asked.by_key,
                })
                .collect(),
            first: open.frames == 0,
            usable,
        };
        open.frames += 1;
        open.key = None;
        open.keys = 0;
        // A line that cannot be written is lost: the console goes on.
        if let Ok(mut text) = serde_json::to_vec(&line) {
            text.push(b'\n');
            let _ = open.file.write_all(&text);
        }
    }
}

/// The kind of an effect that is answered: the name of its query or act.
fn kind(effect: &Effect) -> String {
    let told = match effect {
        Effect::Load(_, query) => format!("{query:?}"),
        Effect::Plan(_, op) => return format!("plan {}", op.code()),
        Effect::Run(_, op, _) => return format!("run {}", op.code()),
        Effect::Review(..) => "Review".to_owned(),
        Effect::BeginImport(..) => "BeginImport".to_owned(),
        Effect::ReadRoster(..) => "ReadRoster".to_owned(),
        Effect::ReadLeavers(..) => "ReadLeavers".to_owned(),
        Effect::ReadMended(..) => "ReadMended".to_owned(),
        Effect::ReadEvidence(..) => "ReadEvidence".to_owned(),
        Effect::AskServer(..) => "AskServer".to_owned(),
        Effect::ReadServer(..) => "ReadServer".to_owned(),
        Effect::ReadLearning(..) => "ReadLearning".to_owned(),
        Effect::Export { .. } => "Export".to_owned(),
        _ => "other".to_owned(),
    };
    // What follows the name is what was asked, which is nobody's business.
    let name = told.split(|c: char| !c.is_ascii_alphanumeric()).next();
    name.unwrap_or_default().to_owned()
}

const fn micros(duration: Duration) -> u128 {
    duration.as_micros()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::key::Key;
    use crate::domain::id::UserId;
    use crate::domain::identifier::Fit;
    use crate::domain::query::Query;

    fn lines(path: &Path) -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines = text.lines().map(serde_json::from_str);
        lines
            .collect::<std::result::Result<_, _>>()
            .unwrap_or_default()
    }

    #[test]
    fn frames_are_logged_with_what_they_answer_and_without_what_was_asked() -> Result<()> {
        let folder =
            tempfile::tempdir().map_err(|error| crate::error::Error::Bug(error.to_string()))?;
        let path = folder.path().join("frames");
        let now = Instant::now();
        let mut log = FrameLog::begin(Some(&path), now)?;
        log.drawn(now);
        let ticket = Ticket {
            asker: 1,
            serial: 1,
        };
        log.work_begins();
        log.happened(&Event::Key(Key::Enter), Instant::now());
        log.asks(&Effect::Load(ticket, Query::FindUser("secret".to_owned())));
        log.drawn(Instant::now());
        log.work_begins();
        let reply = Reply::Answer(Answer::FindUser(Fit::One(UserId(7))));
        log.happened(&Event::Reply(ticket, Ok(reply)), Instant::now());
        log.drawn(Instant::now());
        let written = lines(&path);
        assert_eq!(written.len(), 3);
        assert_eq!(written[0]["first"], true);
        assert_eq!(written[1]["keys"], 1);
        assert!(written[1].get("first").is_none());
        assert_eq!(written[2]["replies"][0]["question"], "FindUser");
        assert!(written[2].get("keys").is_none());
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(!text.contains("secret"));
        Ok(())
    }
}
