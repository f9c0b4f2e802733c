//! The cart: the lines of an order that is not placed yet.
