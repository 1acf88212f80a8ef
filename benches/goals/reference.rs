//! The reference data of a size: seeded once, copied for every run.
//!
//! A copy is written through to the disk before it is handed out, so that no run pays for the copying.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::measure::offboard_says;
use super::sql::{Shell, filled};
use super::{Outcome, progress};

/// The reference data of one size.
#[derive(Debug)]
pub struct Reference {
    /// How many learners it has.
    pub learners: u64,
    /// The folder of this size.
    pub folder: PathBuf,
    /// The account of this program.
    pub ours: PathBuf,
    /// The same data in an ordinary schema.
    pub theirs: PathBuf,
    /// All learners as the program exports them.
    pub roster: PathBuf,
}

/// Endings of the files that belong to an account.
const ENDINGS: [&str; 3] = ["", ".key", ".erasures"];

impl Reference {
    /// Makes the data, or finds those of an earlier run.
    pub fn make(folder: &Path, learners: u64, shell: Shell, fresh: bool) -> Outcome<Self> {
        let folder = folder.join(learners.to_string());
        let reference = Self {
            learners,
            ours: folder.join("reference/hub.db"),
            theirs: folder.join("reference/ordinary.db"),
            roster: folder.join("reference/roster.csv"),
            folder,
        };
        let home = reference.folder.join("reference");
        let empty = reference.folder.join("empty");
        clear(&empty)?;
        let newest = empty.join("hub.db");
        initialise(&newest)?;
        let whole = home.join("whole");
        let is_whole =
            whole.exists() && schema_version(&reference.ours)? == schema_version(&newest)?;
        if !is_whole || fresh {
            clear(&home)?;
            reference.seed()?;
            reference.build(shell)?;
            File::create(whole)?.sync_all()?;
        }
        Ok(reference)
    }

    fn seed(&self) -> Outcome<()> {
        progress(&format!("seeding {} learners", self.learners));
        initialise(&self.ours)?;
        offboard_says(
            &self.ours,
            &["seed", "--learners", &self.learners.to_string(), "--yes"],
        )?;
        let roster = self.roster.to_string_lossy();
        offboard_says(&self.ours, &["users", "export", "-o", &roster])?;
        Ok(())
    }

    fn build(&self, shell: Shell) -> Outcome<()> {
        progress("building the ordinary database");
        let script = filled(include_str!("sql/build.sql"), &[("ours", &self.ours)]);
        shell.ask(&self.theirs, &script)?;
        Ok(())
    }

    /// A fresh copy of the account.
    pub fn copy_of_ours(&self) -> Outcome<PathBuf> {
        let folder = self.folder.join("run");
        clear(&folder)?;
        let copy = folder.join("hub.db");
        for ending in ENDINGS {
            let beside = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
            copied(&beside(&self.ours), &beside(&copy))?;
        }
        Ok(copy)
    }

    /// A fresh copy of the ordinary database.
    pub fn copy_of_theirs(&self) -> Outcome<PathBuf> {
        let folder = self.folder.join("run");
        clear(&folder)?;
        let copy = folder.join("ordinary.db");
        copied(&self.theirs, &copy)?;
        Ok(copy)
    }

    /// An account without learners.
    pub fn empty(&self) -> Outcome<PathBuf> {
        let folder = self.folder.join("run");
        clear(&folder)?;
        let database = folder.join("hub.db");
        initialise(&database)?;
        Ok(database)
    }
}

/// Makes a new account.
fn initialise(database: &Path) -> Outcome<()> {
    let admin = [
        "init",
        "--account",
        "Enigma Hub",
        "--admin",
        "bench@console.example",
    ];
    offboard_says(database, &admin)?;
    Ok(())
}

/// Makes a folder anew.
pub fn clear(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn copied(from: &Path, to: &Path) -> Outcome<()> {
    fs::copy(from, to)?;
    Ok(File::open(to)?.sync_all()?)
}

/// The schema version, as the head of a database file says it.
fn schema_version(database: &Path) -> Outcome<u32> {
    let mut head = [0; 64];
    File::open(database)?.read_exact(&mut head)?;
    let [.., a, b, c, d] = head;
    Ok(u32::from_be_bytes([a, b, c, d]))
}

/// Size of a file in MB.
pub fn megabytes(path: &Path) -> Outcome<f64> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a size that is shown with three digits"
    )]
    Ok(fs::metadata(path)?.len() as f64 / 1e6)
}
