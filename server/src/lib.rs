//! The binary: configuration, HTTP, sessions, guards, the API, workers, commands, wiring.
