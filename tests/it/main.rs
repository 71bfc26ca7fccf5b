//! One binary for all tests of the whole, so that they are linked once.

mod check;
mod cli;
mod config;
mod contrast;
#[cfg(unix)]
mod durable;
mod fixtures;
mod fuzzed;
mod git;
mod hits;
#[cfg(unix)]
mod hostile;
mod house;
mod live;
#[cfg(unix)]
mod permissions;
#[cfg(unix)]
mod pictures;
mod plain;
#[cfg(unix)]
mod planted;
mod pointer;
mod pty;
mod readme;
mod recall;
mod roadmaps;
mod scene;
mod scenes;
mod screens;
mod stats;
mod support;
mod sweep;
#[cfg(unix)]
mod terminal;
mod vectors;
mod walk;
