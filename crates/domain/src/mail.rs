//! Mail: what is sent to whom, in words.
