//! The floor and the suppliers.
