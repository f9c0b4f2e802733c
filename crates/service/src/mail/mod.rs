//! What is mailed, and sending it.
