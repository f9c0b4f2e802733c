//! Why artwork was turned away, in the words of the person who has to act on it.

use std::fmt;

/// Why a file cannot be printed from. The list is closed: whatever a file holds, it is read or
/// it ends in one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The content is something else, whatever the name says.
    NotPdf,
    /// It begins as a PDF but cannot be read to its end.
    Broken,
    /// It is protected by a password or against printing or copying.
    Encrypted,
    /// It has more bytes than are read.
    TooLarge {
        /// The most that are read.
        max_bytes: u64,
    },
    /// It has more pages than are read.
    TooManyPages {
        /// The most that are read.
        max: u32,
    },
    /// It is a PDF without a page.
    NoPages,
    /// Reading it would take too long or too much memory.
    TooComplex,
    /// It was to be an image, and cannot be read as one of that size.
    NotImage {
        /// The most pixels that are read.
        max_pixels: u64,
    },
}

impl Rejection {
    /// The name of the reason for programs: lower case words with hyphens, never changed.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPdf => "not-pdf",
            Self::Broken => "broken",
            Self::Encrypted => "encrypted",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyPages { .. } => "too-many-pages",
            Self::NoPages => "no-pages",
            Self::TooComplex => "too-complex",
            Self::NotImage { .. } => "not-image",
        }
    }
}

/// What happened and what to do about it, as sentences for the person who sent the file.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPdf => {
                f.write_str("This file is not a PDF. Export your artwork as a PDF and upload that.")
            }
            Self::Broken => f.write_str(
                "This PDF is damaged or was cut short on the way. Export it again and upload the \
                 new file.",
            ),
            Self::Encrypted => f.write_str(
                "This PDF is protected. Save a copy without a password or restrictions and upload \
                 that.",
            ),
            Self::TooLarge { max_bytes } => write!(
                f,
                "This file is larger than {}. Export it for print with pictures at 300 dpi and \
                 upload the smaller file.",
                Bytes(*max_bytes),
            ),
            Self::TooManyPages { max } => write!(
                f,
                "This PDF has more than {max} pages. Split it and upload the parts one by one.",
            ),
            Self::NoPages => f.write_str(
                "This PDF has no pages. Export your artwork again and check that it opens.",
            ),
            Self::TooComplex => f.write_str(
                "This file is too complicated to read. Export a PDF as PDF/X with transparency \
                 flattened, save an image in a smaller size, and upload that.",
            ),
            Self::NotImage { max_pixels } => write!(
                f,
                "This file cannot be read as a PNG, JPEG or WebP of at most {} megapixels. Save it \
                 as one of these and upload that.",
                max_pixels / 1_000_000,
            ),
        }
    }
}

impl std::error::Error for Rejection {}

/// A number of bytes in the largest decimal unit that it fills.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..1_000 => write!(f, "{} bytes", self.0),
            1_000..1_000_000 => write!(f, "{} kB", self.0 / 1_000),
            1_000_000..1_000_000_000 => write!(f, "{} MB", self.0 / 1_000_000),
            _ => write!(f, "{} GB", self.0 / 1_000_000_000),
        }
    }
}
