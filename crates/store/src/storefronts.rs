//! Storefronts.
