//! Files: taking them in, giving them out.
