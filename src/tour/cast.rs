//! A tour as a recording, in which a marker stands where a step begins.

use std::io::Write;
use std::time::Duration;

use super::Tour;
use super::guide::Phase;
use super::rehearsal::{Rehearsal, Setting};
use crate::error::Result;
use crate::ui::runtime::Cast;

/// How long the last frame stands.
const LAST_STANDS: Duration = Duration::from_secs(3);

/// Records a tour.
pub fn record(tour: Tour, setting: &Setting, target: &mut dyn Write) -> Result<()> {
    let language = setting.language;
    let title = format!(
        "offboard tour {}: {}",
        tour.name,
        tour.title.in_language(language)
    );
    let mut rehearsal = Rehearsal::begin(tour, setting)?;
    let mut cast = Cast::begin(target, setting.size, setting.begins, &title)?;
    let mut shown = None;
    rehearsal.play(|rehearsal| {
        let step = rehearsal.guide().number();
        if shown != Some(step) && matches!(rehearsal.guide().phase(), Phase::Reading(_)) {
            shown = Some(step);
            cast.mark(rehearsal.now(), &(step + 1).to_string())?;
        }
        cast.frame(rehearsal.now(), &rehearsal.frame())
    })?;
    cast.end(rehearsal.now() + LAST_STANDS)
}
