//! What lies above a screen: menus, questions, prompts, palette, help, faults.
//!
//! An overlay ends by wishing to be closed, and by telling the screen beneath what was chosen, entered or confirmed.

pub mod browser;
pub mod columns;
pub mod confirm;
pub mod connect;
pub mod describe;
pub mod detail;
pub mod fault;
pub mod gone;
pub mod help;
pub mod import_rows;
pub mod letter;
pub mod license_form;
pub mod licenses;
pub mod menu;
pub mod misfits;
pub mod new_operator;
pub mod new_request;
pub mod new_user;
pub mod palette;
pub mod passed_over;
pub mod passphrase;
pub mod people;
pub mod prompt;
pub mod prove;
pub mod residue;
pub mod restore;
pub mod rows;
pub mod rule_form;
pub mod save;
pub mod sheet;
pub mod statement;
pub mod uploaded;
pub mod words;
