//! Placing, holding, cancelling, receiving, re-ordering.
