//! Artwork: what is told of an uploaded file.

use crate::ArtworkId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A megabyte, here as in the configuration and in most people's file managers.
pub const MEGABYTE: u64 = 1_024 * 1_024;

/// The largest file that is taken where nobody configured another limit, in megabytes.
pub const MEGABYTES_MOST: u32 = 100;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
}

impl Media {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Pdf, Self::Png, Self::Jpeg]
            .into_iter()
            .find(|one| one.key() == key)
    }

    /// As HTTP names it.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    #[must_use]
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
}

/// An uploaded file as people see it: a PDF, or an image that was chosen from an album.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artwork {
    pub media: Media,
    pub file_name: String,
    pub bytes: i64,
    pub pages: u32,
    /// Its page sizes in words: `A5 (148 × 210 mm)`; an image's, `2400 × 1600 pixels`.
    pub sizes: Vec<String>,
    /// Width and height of the picture of its first page, in pixels.
    pub thumbnail: (u32, u32),
    /// The name by which a form keeps it from one attempt to the next.
    pub kept: Kept,
}

/// A limit in whole megabytes, the nearest number.
#[must_use]
pub fn megabytes(bytes: u64) -> u32 {
    u32::try_from((bytes.saturating_add(MEGABYTE / 2)) / MEGABYTE).unwrap_or(u32::MAX)
}

impl Artwork {
    /// `2 pages, 85 × 55 mm`.
    #[must_use]
    pub fn words(&self) -> String {
        if self.media.is_image() {
            return self.sizes.join(", ");
        }
        let pages = if self.pages == 1 {
            "1 page".to_owned()
        } else {
            format!("{} pages", self.pages)
        };
        match self.sizes.as_slice() {
            [] => pages,
            [one] => format!("{pages}, {one}"),
            [one, others @ ..] => format!("{pages}, {one} and {} more sizes", others.len()),
        }
    }

    /// `1.2 MB`.
    #[must_use]
    pub fn size(&self) -> String {
        let bytes = self.bytes.unsigned_abs();
        match bytes {
            ..1_024 => format!("{bytes} bytes"),
            1_024..MEGABYTE => format!("{} kB", bytes / 1_024),
            _ => {
                let tenths = bytes.saturating_mul(10) / MEGABYTE;
                format!("{}.{} MB", tenths / 10, tenths % 10)
            }
        }
    }
}

/// An uploaded file named in a form or an address. Its checksum is in the name: only who has had the
/// file can name it, and nobody finds another's by counting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kept {
    pub id: ArtworkId,
    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub sha256: String,
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.id, self.sha256)
    }
}

/// The text names no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

impl FromStr for Kept {
    type Err = NotKept;

    fn from_str(text: &str) -> Result<Self, NotKept> {
        let (id, sha256) = text.split_once('-').ok_or(NotKept)?;
        let hexadecimal = sha256.len() == 64
            && sha256
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !hexadecimal {
            return Err(NotKept);
        }
        let id = id.parse().map_err(|_| NotKept)?;
        Ok(Self {
            id,
            sha256: sha256.to_owned(),
        })
    }
}

/// A file's name as it is kept and shown: without the folders some browsers send along, without
/// what would break a header or a line, and not endless.
#[must_use]
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|letter| !letter.is_control())
        .take(120)
        .collect();
    let clean = clean.trim();
    if clean.is_empty() {
        "artwork.pdf".to_owned()
    } else {
        clean.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_file_is_named_by_its_checksum() {
        let kept = Kept {
            id: ArtworkId(7),
            sha256: "0a".repeat(32),
        };
        assert_eq!(kept.to_string().parse(), Ok(kept));
        for text in ["7", "7-", "7-0a", "x-", &format!("7-{}", "0A".repeat(32))] {
            assert_eq!(text.parse::<Kept>(), Err(NotKept), "{text}");
        }
    }

    #[test]
    fn a_limit_is_said_in_the_unit_it_is_set_in() {
        assert_eq!(megabytes(100 * MEGABYTE), MEGABYTES_MOST);
        assert_eq!(megabytes(1_000_000), 1);
        let size = |bytes| {
            let kept = Kept {
                id: ArtworkId(7),
                sha256: "0a".repeat(32),
            };
            Artwork {
                media: Media::Pdf,
                file_name: "flyer.pdf".to_owned(),
                bytes,
                pages: 1,
                sizes: Vec::new(),
                thumbnail: (1, 1),
                kept,
            }
            .size()
        };
        assert_eq!(size(900), "900 bytes");
        assert_eq!(size(300 * 1_024), "300 kB");
        assert_eq!(size(1_024 * 1_024 * 5 / 4), "1.2 MB");
    }

    #[test]
    fn a_name_has_no_folders_and_no_line_breaks() {
        assert_eq!(file_name("C:\\fakepath\\flyer.pdf"), "flyer.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("a\r\nb\".pdf"), "ab\".pdf");
        assert_eq!(file_name("///"), "artwork.pdf");
    }
}
