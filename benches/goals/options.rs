//! What the command was asked for.

use std::path::PathBuf;

use super::Outcome;

/// How to call the benchmark.
pub const USAGE: &str = "cargo bench --bench goals -- [options]

  --learners N      size of the account (default 10000)
  --growth          1,000, 10,000 and 100,000 learners one after the other, then the chart; with --learners also that size
  --rounds R        interleaved rounds of the whole job; medians are shown (default 3)
  --small-rounds R  rounds of the 10 % and the 1 % file, import, review and purge (default 3)
  --python          also the Python script, row at a time (slow, once)
  --only A,B        only these parts: job, small, python, review, pace, acts, reads, screens, together, hostile, import,
                    purge, ageing
  --dir DIR         where the data lie (default target/bench); kept between runs
  --docs DIR        where performance.md and performance.json go (default docs); the chart goes to assets/pictures
                    beside it, or into DIR when it is given
  --report          measures nothing, writes the page and the chart anew from performance.json
  --fresh           makes the reference data anew";

/// The parts, in the order in which they run.
pub const PARTS: [&str; 13] = [
    "job", "small", "review", "pace", "acts", "reads", "screens", "together", "import", "purge",
    "hostile", "ageing", "python",
];

/// What was asked for.
#[derive(Debug)]
pub struct Options {
    /// Sizes of the account, one run each.
    pub sizes: Vec<u64>,
    /// Rounds of the whole job.
    pub rounds: usize,
    /// Rounds of what is smaller.
    pub small_rounds: usize,
    /// Parts that are measured.
    pub parts: Vec<String>,
    /// Where the data lie.
    pub folder: PathBuf,
    /// Where the page goes.
    pub docs: PathBuf,
    /// Where the chart goes.
    pub pictures: PathBuf,
    /// Whether only the page is written.
    pub report_only: bool,
    /// Whether the reference data are made anew.
    pub fresh: bool,
}

impl Options {
    /// Reads the command line; nothing when help was asked for.
    pub fn read(arguments: impl Iterator<Item = String>) -> Outcome<Option<Self>> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut options = Self {
            sizes: Vec::new(),
            rounds: 3,
            small_rounds: 3,
            parts: PARTS[..12].iter().map(|&part| part.to_owned()).collect(),
            folder: root.join("target/bench"),
            docs: root.join("docs"),
            pictures: root.join("assets/pictures"),
            report_only: false,
            fresh: false,
        };
        let mut growth = false;
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let missing = || format!("{argument} wants a value\n\n{USAGE}");
                arguments.next().ok_or_else(missing)
            };
            match argument.as_str() {
                // Cargo says this to every benchmark.
                "--bench" => {}
                "--learners" => options
                    .sizes
                    .push(value()?.replace([',', '_'], "").parse()?),
                "--growth" => growth = true,
                "--rounds" => options.rounds = value()?.parse()?,
                "--small-rounds" => options.small_rounds = value()?.parse()?,
                "--python" => options.parts.push("python".to_owned()),
                "--only" => options.parts = value()?.split(',').map(str::to_owned).collect(),
                "--dir" => options.folder = std::path::absolute(value()?)?,
                "--docs" => {
                    options.docs = std::path::absolute(value()?)?;
                    options.pictures.clone_from(&options.docs);
                }
                "--report" => options.report_only = true,
                "--fresh" => options.fresh = true,
                "--help" | "-h" => return Ok(None),
                _ => return Err(format!("{argument} means nothing here\n\n{USAGE}").into()),
            }
        }
        if let Some(unknown) = options
            .parts
            .iter()
            .find(|one| !PARTS.contains(&one.as_str()))
        {
            return Err(format!("there is no part {unknown}\n\n{USAGE}").into());
        }
        if growth {
            options.sizes.splice(0..0, [1_000, 10_000, 100_000]);
        } else if options.sizes.is_empty() {
            options.sizes.push(10_000);
        }
        options.sizes.sort_unstable();
        options.sizes.dedup();
        Ok(Some(options))
    }

    /// Whether a part is to be measured.
    pub fn wants(&self, part: &str) -> bool {
        self.parts.iter().any(|one| one == part)
    }
}
