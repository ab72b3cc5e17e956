//! Reads and writes the folder a coordinator prepares: season.toml and its tables.
