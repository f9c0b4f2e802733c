//! What a picture claims to be, before the reader sets memory aside for it.

use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Dict, Stream};

use super::{parameters, unpack_chain};
use crate::deadline::Stop;
use crate::{Limits, Rejection};

/// How deep masks of masks are followed; one is allowed (ISO 32000-1, 11.6.5.3).
const MOST_MASKS: u8 = 4;

/// Holds a picture's size, as its dictionary, its coding and its masks tell it, against the
/// limits.
///
/// # Errors
///
/// [`Rejection::TooComplex`] if it has too many pixels or bytes; [`Rejection::Broken`] if its
/// data is damaged beyond telling.
pub(super) fn check(
    picture: &Stream<'_>,
    limits: &Limits,
    stop: &Stop,
    depth: u8,
) -> Result<(), Rejection> {
    let within = |width: u64, height: u64| {
        if width.saturating_mul(height) > limits.max_image_pixels {
            Err(Rejection::TooComplex)
        } else {
            Ok(())
        }
    };
    let dict = picture.dict();
    let width = number(dict, [b"W", b"Width"]);
    let height = number(dict, [b"H", b"Height"]);
    within(width, height)?;

    let filters = picture.filters();
    let raw = picture.raw_data();
    let coded = matches!(
        filters.last(),
        Some(Filter::JpxDecode | Filter::Jbig2Decode)
    );
    let unpacked = unpack_chain(picture, &raw, coded, limits, stop)?;
    let data = unpacked.as_deref().unwrap_or(&raw);
    match filters.last() {
        Some(Filter::CcittFaxDecode) => {
            let columns = number(&parameters(dict, filters.len() - 1), [b"Columns"; 2]);
            within(columns, height)?;
        }
        Some(Filter::JpxDecode) => {
            if let Some((width, height)) = jpeg_2000(data) {
                within(width, height)?;
            }
        }
        Some(Filter::Jbig2Decode) => {
            for (width, height) in Jbig2(data) {
                within(width, height)?;
            }
        }
        // A JPEG larger than its dictionary says is cut to that by the reader.
        _ => {}
    }

    for key in [b"SMask".as_slice(), b"Mask"] {
        if let Some(mask) = dict.get::<Stream<'_>>(key) {
            if depth >= MOST_MASKS {
                return Err(Rejection::TooComplex);
            }
            check(&mask, limits, stop, depth + 1)?;
        }
    }
    Ok(())
}

/// A number under either of two spellings; what is no number of 32 bits the reader takes for
/// none.
fn number<const N: usize>(dict: &Dict<'_>, keys: [&[u8]; N]) -> u64 {
    keys.iter()
        .find_map(|key| dict.get::<u32>(key))
        .map_or(0, u64::from)
}

/// Four bytes as a number, the highest first.
fn word(data: &[u8], at: usize) -> Option<u64> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u64::from(u32::from_be_bytes(bytes.try_into().ok()?)))
}

/// Width and height that a JPEG 2000 picture begins with: the far corner that its SIZ segment
/// names, since what lies before the near corner takes memory too (ISO/IEC 15444-1, A.5.1).
fn jpeg_2000(data: &[u8]) -> Option<(u64, u64)> {
    let start = data
        .windows(4)
        .position(|bytes| bytes == [0xff, 0x4f, 0xff, 0x51])?;
    // After the two markers: the segment's length and the capabilities, two bytes each.
    Some((word(data, start + 8)?, word(data, start + 12)?))
}

/// The widths and heights of a JBIG2 picture's page and regions, segment by segment
/// (ISO/IEC 14492, 7.2 and 7.4).
struct Jbig2<'a>(&'a [u8]);

impl Jbig2<'_> {
    fn segment(&mut self) -> Option<(u64, u64)> {
        let data = self.0;
        let number = word(data, 0)?;
        let flags = *data.get(4)?;
        let count = *data.get(5)?;
        let (refers_to, mut at) = if count >> 5 == 7 {
            let many = usize::try_from(word(data, 5)? & 0x1fff_ffff).ok()?;
            (many, 9_usize.checked_add(many.checked_add(8)? / 8)?)
        } else {
            (usize::from(count >> 5), 6)
        };
        let each = match number {
            0..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        at = at.checked_add(refers_to.checked_mul(each)?)?;
        at = at.checked_add(if flags & 0x40 == 0 { 1 } else { 4 })?;
        let length = word(data, at)?;
        let body = data.get(at.checked_add(4)?..)?;
        // A length of all ones is unknown: then this is the last segment that is looked at.
        let skip = usize::try_from(length).ok()?.min(body.len());
        self.0 = body.get(skip..)?;
        match flags & 0x3f {
            // Text, halftone and generic regions and their refinements; the page itself, whose
            // height is all ones if it is made of stripes.
            4 | 6 | 7 | 20 | 22 | 23 | 36 | 38 | 39 | 40 | 42 | 43 | 48 => {
                let (width, height) = (word(body, 0)?, word(body, 4)?);
                Some((width, if height == 0xffff_ffff { 0 } else { height }))
            }
            _ => Some((0, 0)),
        }
    }
}

impl Iterator for Jbig2<'_> {
    type Item = (u64, u64);

    fn next(&mut self) -> Option<Self::Item> {
        self.segment()
    }
}
