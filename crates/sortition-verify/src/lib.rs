//! Checks the record of a draw without sharing any code with the draw.
