//! Uploaded files, by checksum.
