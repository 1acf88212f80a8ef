//! The frame around the screens: the console as a value, its layers, places, events, and what every layer may know.

pub mod app;
pub mod chrome;
pub mod context;
pub mod driver;
pub mod effort;
pub mod event;
pub mod files;
pub mod layer;
pub mod leader;
pub mod presence;
pub mod privacy;
pub mod recents;
pub mod reduced;
pub mod route;
pub mod sanitise;
pub mod ticket;
pub mod toast;
