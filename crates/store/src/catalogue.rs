//! Products, as a reach sees them.
