//! The cart.
