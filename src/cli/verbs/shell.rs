//! `completions` and `man`: for the shell.

use std::path::Path;

use clap::Command;
use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::usual::make_private_folder;
use crate::cli::{Ended, Ending, help};
use crate::error::{Error, Result};
use crate::say;
use crate::service::files::{Overwrite, write_file};

/// Writes the completions of a shell.
pub(super) fn completions(context: &mut Context, shell: Shell) -> Ended {
    let mut command = help::command(&context.texts);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "offboard", &mut script);
    context.output.raw(&script)?;
    Ok(Ending::Done)
}

/// Writes the manual page of a command, or every page into a folder.
pub(super) fn man(context: &mut Context, path: &[String], out: Option<&Path>) -> Ended {
    let mut root = help::command(&context.texts);
    root.build();
    let Some(folder) = out else {
        let command = find(&root, path).ok_or_else(|| {
            let command = path.join(" ");
            Error::Usage(say!(
                context.texts,
                "cli-usage-unknown-command",
                command = command
            ))
        })?;
        let page = page(command)?;
        context.output.raw(&page)?;
        return Ok(Ending::Done);
    };
    make_private_folder(folder)?;
    write_pages(&root, folder)?;
    Ok(Ending::Done)
}

fn find<'a>(root: &'a Command, path: &[String]) -> Option<&'a Command> {
    path.iter()
        .try_fold(root, |command, name| command.find_subcommand(name))
}

fn write_pages(command: &Command, folder: &Path) -> Result<()> {
    let name = command.get_display_name().unwrap_or("offboard");
    let file = folder.join(format!("{name}.1"));
    // Pages of an earlier version make room for those of this one.
    write_file(&file, Overwrite::Replace, &page(command)?)?;
    command
        .get_subcommands()
        .try_for_each(|below| write_pages(below, folder))
}

fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let heading = command.get_subcommand_help_heading().map(str::to_uppercase);
    let command = match heading {
        Some(heading) => command.clone().subcommand_help_heading(heading),
        None => command.clone(),
    };
    clap_mangen::Man::new(command)
        .source(concat!("offboard ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .map_err(|error| Error::Bug(error.to_string()))?;
    Ok(page)
}
