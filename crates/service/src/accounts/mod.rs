//! Signing in, registering, passwords, sessions.
