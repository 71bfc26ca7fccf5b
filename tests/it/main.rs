//! The one test binary.

mod house;
mod scene;
mod scenes;
mod vectors;
