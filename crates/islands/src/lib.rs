//! What is alive in the browser; each island improves a form that works without it.
