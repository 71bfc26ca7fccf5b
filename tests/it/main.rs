//! Tests of the whole from outside, in one binary so that it is linked once.

mod check;
