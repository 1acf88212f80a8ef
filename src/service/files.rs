//! Writing and reading files. To come.
