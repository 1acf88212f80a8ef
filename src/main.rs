//! The program: parses, runs, and maps the result to an exit code.

fn main() {}
