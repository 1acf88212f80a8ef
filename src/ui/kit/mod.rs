//! Parts from which screens and overlays are made: lists, tables, forms, sheets, buttons, bars.

pub mod area;
pub mod arranged;
pub mod ascii;
pub mod buttons;
pub mod canvas;
pub mod chart;
pub mod form;
pub mod list;
pub mod listing;
pub mod narrow;
pub mod person;
pub mod progress;
pub mod scroll;
pub mod sheet;
pub mod table;
pub mod tabs;
pub mod theme;
pub mod typed_path;
pub mod whom;
