//! The outbox. No proof to ask for: mail is written by the acts that cause it.
