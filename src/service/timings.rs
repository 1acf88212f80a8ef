//! Where time goes: phases of a job with milliseconds and counts, one JSON object a line, for whoever asks with
//! `--timings FILE`.
//!
//! A line says `phase` (dotted names lie inside the phase before the dot), `at_ms` (when it began, since the program
//! did), `ms` and, where something was counted, `count`. The line `chunks` also holds what the chunks of a batch were
//! like. Nothing that could be personal is written. Without a sink nothing is measured.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde::Serialize;

/// The sink of a process, if there is one.
#[derive(Clone, Default)]
pub struct Timings(Option<Arc<Sink>>);

struct Sink {
    began: Instant,
    lines: Mutex<Box<dyn Write + Send>>,
}

/// A phase that is going on; it is written when it goes.
pub struct Phase {
    sink: Option<Arc<Sink>>,
    name: &'static str,
    began: Option<Instant>,
    count: Option<u64>,
}

/// A phase as it is written.
#[derive(Serialize)]
struct Line<'l> {
    phase: &'l str,
    at_ms: f64,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

impl Timings {
    /// A sink that writes into `lines` and counts from `began`.
    pub fn new(began: Instant, lines: Box<dyn Write + Send>) -> Self {
        Self(Some(Arc::new(Sink {
            began,
            lines: Mutex::new(lines),
        })))
    }

    /// Begins a phase.
    pub fn phase(&self, name: &'static str) -> Phase {
        Phase {
            sink: self.0.clone(),
            name,
            began: self.0.is_some().then(Instant::now),
            count: None,
        }
    }

    /// Begins to time the chunks of a batch.
    pub(super) fn chunks(&self) -> Chunks {
        Chunks {
            sink: self.0.clone(),
            began: None,
            laps: Vec::new(),
            parts: [Duration::ZERO; PARTS],
        }
    }
}

impl Phase {
    /// Ends the phase and begins the next one.
    pub(super) fn turns_into(&mut self, name: &'static str) {
        let next = Self {
            sink: self.sink.clone(),
            name,
            began: self.sink.is_some().then(Instant::now),
            count: None,
        };
        drop(std::mem::replace(self, next));
    }

    /// Ends the phase with how many things it was about.
    pub fn counted(mut self, count: u64) {
        self.count = Some(count);
    }
}

impl Drop for Phase {
    fn drop(&mut self) {
        if let (Some(sink), Some(began)) = (&self.sink, self.began) {
            sink.write(&Line {
                phase: self.name,
                at_ms: milliseconds(began.duration_since(sink.began)),
                ms: milliseconds(began.elapsed()),
                count: self.count,
            });
        }
    }
}

impl Sink {
    /// A line that cannot be written is lost: what is measured goes on.
    fn write(&self, line: &impl Serialize) {
        if let (Ok(mut text), Ok(mut lines)) = (serde_json::to_vec(line), self.lines.lock()) {
            text.push(b'\n');
            let _ = lines.write_all(&text).and_then(|()| lines.flush());
        }
    }
}

/// How many parts a chunk has.
const PARTS: usize = 5;

/// A part of a chunk, in the order in which they come.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Until the write lock is there.
    Wait,
    /// Judging once more.
    Decide,
    /// The erasure journal, synced.
    Journal,
    /// The deletions and the log.
    Apply,
    /// The commit.
    Commit,
}

/// The chunks of a batch that a process ran; written as one line when it goes.
pub(super) struct Chunks {
    sink: Option<Arc<Sink>>,
    began: Option<Instant>,
    laps: Vec<(Duration, usize)>,
    parts: [Duration; PARTS],
}

/// A chunk that is going on.
pub(super) struct Lap {
    began: Instant,
    last: Instant,
    parts: [Duration; PARTS],
}

impl Lap {
    /// Begins now.
    pub(super) fn begin() -> Self {
        let now = Instant::now();
        Self {
            began: now,
            last: now,
            parts: [Duration::ZERO; PARTS],
        }
    }

    /// Ends a part.
    pub(super) fn ends(&mut self, part: Part) {
        let now = Instant::now();
        self.parts[part as usize] += now.duration_since(self.last);
        self.last = now;
    }

    /// How long the write lock was held: everything but the waiting for it.
    pub(super) fn held(&self) -> Duration {
        let waited = self.parts[Part::Wait as usize];
        self.began.elapsed().saturating_sub(waited)
    }
}

impl Chunks {
    /// Notes a chunk of so many users.
    pub(super) fn note(&mut self, lap: &Lap, users: usize) {
        if self.sink.is_none() {
            return;
        }
        self.began.get_or_insert(lap.began);
        self.laps.push((lap.held(), users));
        for (sum, part) in self.parts.iter_mut().zip(lap.parts) {
            *sum += part;
        }
    }
}

/// The chunks as they are written: `ms` over all, `p50_ms` and the like of one, with how long the write lock was held.
#[derive(Serialize)]
struct ChunksLine {
    phase: &'static str,
    at_ms: f64,
    ms: f64,
    count: usize,
    users: usize,
    p50_ms: f64,
    p95_ms: f64,
    max_ms: f64,
    users_p50: usize,
    users_max: usize,
    wait_ms: f64,
    decide_ms: f64,
    journal_ms: f64,
    apply_ms: f64,
    commit_ms: f64,
}

impl Drop for Chunks {
    fn drop(&mut self) {
        let (Some(sink), Some(began)) = (&self.sink, self.began) else {
            return;
        };
        let mut took: Vec<Duration> = self.laps.iter().map(|lap| lap.0).collect();
        let mut users: Vec<usize> = self.laps.iter().map(|lap| lap.1).collect();
        took.sort_unstable();
        users.sort_unstable();
        let [wait_ms, decide_ms, journal_ms, apply_ms, commit_ms] = self.parts.map(milliseconds);
        sink.write(&ChunksLine {
            phase: "chunks",
            at_ms: milliseconds(began.duration_since(sink.began)),
            ms: milliseconds(began.elapsed()),
            count: took.len(),
            users: users.iter().sum(),
            p50_ms: milliseconds(at_share(&took, 50)),
            p95_ms: milliseconds(at_share(&took, 95)),
            max_ms: milliseconds(at_share(&took, 100)),
            users_p50: at_share(&users, 50),
            users_max: at_share(&users, 100),
            wait_ms,
            decide_ms,
            journal_ms,
            apply_ms,
            commit_ms,
        });
    }
}

/// The value below which `percent` of the sorted values lie.
fn at_share<T: Copy + Default>(sorted: &[T], percent: usize) -> T {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that a test can read back.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if let Ok(mut lines) = self.0.lock() {
                lines.extend_from_slice(bytes);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(lines: &Lines) -> Vec<serde_json::Value> {
        let bytes = lines.0.lock().map(|lines| lines.clone());
        let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        let parsed = text.lines().map(serde_json::from_str);
        parsed.collect::<Result<_, _>>().unwrap_or_default()
    }

    #[test]
    fn a_phase_is_a_line_with_its_count() {
        let lines = Lines::default();
        let timings = Timings::new(Instant::now(), Box::new(lines.clone()));
        timings.phase("review").counted(7);
        drop(timings.phase("open"));
        let written = written(&lines);
        assert_eq!(written.len(), 2);
        assert_eq!(written[0]["phase"], "review");
        assert_eq!(written[0]["count"], 7);
        assert!(written[0]["ms"].is_number());
        assert!(written[1].get("count").is_none());
    }

    #[test]
    fn chunks_are_one_line_and_none_without_chunks() {
        let lines = Lines::default();
        let timings = Timings::new(Instant::now(), Box::new(lines.clone()));
        drop(timings.chunks());
        let mut chunks = timings.chunks();
        for users in [10, 30, 20] {
            let mut lap = Lap::begin();
            lap.ends(Part::Wait);
            chunks.note(&lap, users);
        }
        drop(chunks);
        let written = written(&lines);
        assert_eq!(written.len(), 1);
        assert_eq!(written[0]["count"], 3);
        assert_eq!(written[0]["users"], 60);
        assert_eq!(written[0]["users_p50"], 20);
        assert_eq!(written[0]["users_max"], 30);
    }

    #[test]
    fn shares_of_few_values_are_values() {
        assert_eq!(at_share::<u32>(&[], 50), 0);
        assert_eq!(at_share(&[5], 50), 5);
        assert_eq!(at_share(&[1, 2, 3, 4], 50), 2);
        assert_eq!(at_share(&[1, 2, 3, 4], 100), 4);
    }
}
