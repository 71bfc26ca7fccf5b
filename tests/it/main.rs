//! The one test binary.

mod house;
