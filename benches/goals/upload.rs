//! The deletion files: who goes, in random order, with the rows that real files have and that mean nobody.
//!
//! The list for the other side holds the same users and nothing else: one row each, no ids where an address does.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::Outcome;
use super::dice::Dice;
use super::measure::offboard_says;
use super::reference::Reference;

/// A learner as the roster names one.
#[derive(Debug, Clone)]
pub struct Learner {
    /// Address, empty where there is none.
    pub email: String,
    /// Unique ID.
    pub id: String,
}

/// A share of the account, as a file to upload and as a clean list.
#[derive(Debug)]
pub struct Upload {
    /// How the figures of this share begin: `60`, `10`, `1`.
    pub percent: usize,
    /// The CSV that is uploaded.
    pub csv: PathBuf,
    /// Its name.
    pub csv_name: String,
    /// The clean list.
    pub list: PathBuf,
    /// Rows of the CSV.
    pub rows: usize,
    /// Users who go.
    pub users: usize,
}

/// Everybody who can be deleted, and who is on hold.
#[derive(Debug)]
pub struct People {
    /// Those who are not on hold.
    pub free: Vec<Learner>,
    /// Those who are.
    pub held: Vec<Learner>,
}

impl People {
    /// Reads the roster.
    pub fn read(reference: &Reference) -> Outcome<Self> {
        let on_hold = ["users", "list", "--on-hold", "--format", "csv"];
        let listed = offboard_says(&reference.ours, &on_hold)?;
        let mut reader = csv::Reader::from_reader(listed.as_bytes());
        let column = place(reader.headers()?, "unique_user_id")?;
        let mut held_ids = HashSet::new();
        for row in reader.records() {
            held_ids.insert(row?.get(column).unwrap_or_default().to_owned());
        }
        let mut reader = csv::Reader::from_path(&reference.roster)?;
        let email = place(reader.headers()?, "primary_email_address")?;
        let id = place(reader.headers()?, "unique_user_id")?;
        let mut people = Self {
            free: Vec::new(),
            held: Vec::new(),
        };
        for row in reader.records() {
            let row = row?;
            let field = |at| row.get(at).unwrap_or_default().to_owned();
            let learner = Learner {
                email: field(email),
                id: field(id),
            };
            if held_ids.contains(&learner.id) {
                people.held.push(learner);
            } else {
                people.free.push(learner);
            }
        }
        Dice::of(1).shuffle(&mut people.free);
        Ok(people)
    }

    /// Writes the files of a share of the account: for 60 % of a million, 600,000 users in 608,000 rows.
    pub fn upload(&self, reference: &Reference, percent: usize) -> Outcome<Upload> {
        let everybody = usize::try_from(reference.learners)?;
        let users = (everybody * percent / 100).min(self.free.len());
        let chosen = self.free.get(..users).unwrap_or_default();
        let mut dice = Dice::of(percent as u64);
        let mut rows: Vec<String> = chosen.iter().map(|one| row(one, &mut dice)).collect();
        for nth in 0..users / 150 {
            rows.extend(chosen.get(nth).map(|one| row(one, &mut dice)));
        }
        for nth in 0..users / 250 {
            rows.push(format!("nobody.{nth}@elsewhere.example,"));
        }
        for nth in 0..users / 600 {
            rows.push(match nth % 3 {
                0 => format!("no address {nth},"),
                1 => format!("a@b.example,E-1,too many {nth}"),
                _ => format!(",N-{nth}"),
            });
        }
        let held = self.held.iter().take(users / 1_000);
        rows.extend(held.map(|one| format!(",{}", one.id)));
        dice.shuffle(&mut rows);
        let csv_name = format!("leavers-{percent}.csv");
        let csv = reference.folder.join(&csv_name);
        let mut text = "primary_email_address,unique_user_id\n".to_owned();
        for row in &rows {
            writeln!(text, "{row}")?;
        }
        std::fs::write(&csv, text)?;
        let list = reference.folder.join(format!("list-{percent}.csv"));
        let mut text = String::new();
        let mut order: Vec<&Learner> = chosen.iter().collect();
        dice.shuffle(&mut order);
        for one in order {
            match one.email.as_str() {
                "" => writeln!(text, ",{}", one.id)?,
                email => writeln!(text, "{email},")?,
            }
        }
        std::fs::write(&list, text)?;
        Ok(Upload {
            percent,
            csv,
            csv_name,
            list,
            rows: rows.len(),
            users,
        })
    }
}

/// A row that names a learner: every second one by ID, which keeps the largest file below 15 MB.
fn row(learner: &Learner, dice: &mut Dice) -> String {
    if learner.email.is_empty() || dice.below(2) == 0 {
        return format!(",{}", learner.id);
    }
    format!("{},", learner.email)
}

fn place(headers: &csv::StringRecord, name: &str) -> Outcome<usize> {
    let found = headers.iter().position(|header| header == name);
    Ok(found.ok_or_else(|| format!("the roster has no column {name}"))?)
}
