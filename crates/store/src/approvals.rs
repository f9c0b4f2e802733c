//! Approval requests and decisions.
