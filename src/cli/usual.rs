//! Where things lie when nobody says: the folders of the platform, and how they are made.

use std::path::{Path, PathBuf};

use etcetera::AppStrategy as _;

use crate::error::{Error, Result, Trouble};

/// The database's usual place: `offboard/offboard.db` in the platform's folder for data, which is made (0700).
pub(super) fn usual_database() -> Result<PathBuf> {
    let places = places().ok_or_else(|| {
        Error::Environment(Trouble::Io("the home directory cannot be found".to_owned()))
    })?;
    let folder = places.data_dir();
    make_private_folder(&folder)?;
    Ok(folder.join("offboard.db"))
}

/// Makes a folder that only its owner can read, with the folders above it; one that is there stays as it is.
pub(super) fn make_private_folder(folder: &Path) -> Result<()> {
    crate::durable::make_folder(folder).map_err(|error| Error::from_io(&error, folder))
}

/// The platform's folder for configurations.
pub(super) fn config_folder() -> Option<PathBuf> {
    Some(places()?.config_dir())
}

fn places() -> Option<impl etcetera::AppStrategy> {
    let arguments = etcetera::AppStrategyArgs {
        top_level_domain: "example".to_owned(),
        author: "offboard".to_owned(),
        app_name: "offboard".to_owned(),
    };
    etcetera::choose_app_strategy(arguments).ok()
}
