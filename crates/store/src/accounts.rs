//! Accounts as they sign in, and the loading of an actor's access. No proof to ask for: this is where proofs begin.
