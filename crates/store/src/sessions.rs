//! Sessions, tokens and limits. No proof to ask for: they exist before anybody is known.
