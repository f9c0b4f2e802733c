//! Artwork: what a person reads about an uploaded file.
