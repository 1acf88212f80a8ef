//! Recordings of what terminals show, where the account says so.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::sanitise::visible;
use crate::ui::runtime::Recorder;

use super::house::House;
use super::known::Known;

/// Begins the recording of a terminal with a console, or with a verb; none where nothing is recorded. Whoever is to be
/// recorded does not come unrecorded.
pub(super) async fn begin(
    house: &Arc<House>,
    known: &Arc<Known>,
    verb: Option<&[String]>,
    size: (u16, u16),
) -> Result<Option<Recorder>> {
    let begun = begun(house, known, verb, size).await;
    if let Err(error) = &begun {
        house.say(&house.words.trouble(&error.to_string()));
    }
    begun
}

async fn begun(
    house: &Arc<House>,
    known: &Arc<Known>,
    verb: Option<&[String]>,
    size: (u16, u16),
) -> Result<Option<Recorder>> {
    let (Some(folder), _) = house.clerk.recordings().await? else {
        return Ok(None);
    };
    let now = house.clock.now();
    let mut title = format!("offboard · {} · {}", known.session.name, known.sitting());
    if let Some(words) = verb {
        title.push_str(" · ");
        title.push_str(&visible(&words.join(" ")));
    }
    // Several terminals may be open on one connection.
    let name = format!("{}-{}-{}.cast", now.0, known.sitting(), house.number());
    let path = folder.join(name);
    let failed = |error: std::io::Error| Error::from_io(&error, &path);
    crate::durable::make_folder(&folder).map_err(failed)?;
    let file = crate::durable::begin_anew(&path).map_err(failed)?;
    Recorder::begin(Box::new(file), size, now, &title).map(Some)
}
