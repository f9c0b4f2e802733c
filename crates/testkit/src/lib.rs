//! A shop for tests: storefronts, people, clock, ids; databases of both engines.
