//! One binary for all tests of the whole, so that they are linked once.

mod vectors;
