//! What a storefront offers to whom.
