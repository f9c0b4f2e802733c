//! Approval requests and decisions: the form and what is shown.
