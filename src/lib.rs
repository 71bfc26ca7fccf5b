//! milepost, a learning-roadmap tracker for the terminal: the map of the house.
//!
//! ```text
//!                main
//!                 │
//!                cli                 verbs of the command line
//!                 │
//!                tui                 the loop: the only clock, the only terminal
//!               ╱   ╲
//!           view     store           picture of the state │ files, whole
//!             │        │
//!            app     format          state and update     │ text ⇄ model
//!             │   ╳    │   ╲
//!          config   model   diagnostic     what can be set │ the subject │ what is wrong with a text
//!             │
//!          command                   the one table
//! ```
//!
//! Imports run downwards only; `tests/it/house.rs` holds them to it. The library exists for the binary and
//! its tests, and promises no stability to others.

pub mod app;
pub mod cli;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod format;
pub mod model;
pub mod store;
pub mod tui;
pub mod view;
