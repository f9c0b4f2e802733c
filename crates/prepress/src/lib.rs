//! Reads uploaded artwork, as far as a print order needs it: how many pages, of what size, and a
//! picture of the first; and the images of albums, as far as a product needs them.
//!
//! The bytes come from strangers. What they are is told by their content, never by a name; what
//! they may cost is set by [`Limits`]; and whatever is wrong with them ends in one of the few
//! [`Rejection`]s, each with a sentence for the person who sent them. The crate touches no file,
//! no network and no clock but for the deadlines of [`examine_within`] and [`examine_image_within`].
//!
//! # What holds a hostile file
//!
//! - It is not read at all if it is too large, is no PDF, is encrypted or lacks its end.
//! - Every compressed stream is unpacked into nothing, counting, before the PDF reader may unpack
//!   it into memory, so a small file cannot grow without bound.
//! - The first page is run once without drawing, counting its marks and the pixels of its
//!   pictures, so that forms that draw each other endlessly stop early.
//! - The picture is drawn at the size of the thumbnail, whatever the size of the page.
//! - A panic in the reader ends in [`Rejection::Broken`], a missed deadline in
//!   [`Rejection::TooComplex`].
//!
//! This bounds memory to a small multiple of [`Limits::max_stream_bytes`] for each examination
//! under way, so whoever calls it should also bound how many those are. It takes a build that
//! unwinds on panic, which is the default.

mod deadline;
mod examine;
mod guard;
mod images;
mod rejection;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
mod size;
#[cfg(test)]
mod tests;
mod thumbnail;

pub use examine::{Artwork, examine, examine_within};
pub use images::{Image, ImageKind, examine_image, examine_image_within};
pub use rejection::Rejection;
pub use size::PageSize;

/// What reading one file may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes. Default: 100 MB.
    pub max_bytes: u64,
    /// The most pages. Default: 1000.
    pub max_pages: u32,
    /// The longer side of the thumbnail, in pixels. Default: 400.
    pub max_thumbnail_px: u32,
    /// The most bytes that one compressed part of the file may unpack to. Default: 280 million,
    /// a picture of A1 (594 × 841 mm) in four inks at 300 dots per inch.
    pub max_stream_bytes: u64,
    /// The most pixels in one picture. Default: 70 million, A1 at 300 dots per inch.
    pub max_image_pixels: u64,
    /// The most marks (shapes, clips, letters, pictures) on the first page, counted as often as
    /// they are drawn. Default: 3 million.
    pub max_marks: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 100_000_000,
            max_pages: 1000,
            max_thumbnail_px: 400,
            max_stream_bytes: 280_000_000,
            max_image_pixels: 70_000_000,
            max_marks: 3_000_000,
        }
    }
}
