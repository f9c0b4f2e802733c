//! Reads one image of an album, or a logo, under the limits.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};

use crate::deadline::{Stop, within};
use crate::{Limits, Rejection};

/// The kinds of image that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageKind {
    /// Portable Network Graphics.
    Png,
    /// What cameras write.
    Jpeg,
    /// What web pages have; nothing that is printed from.
    WebP,
}

/// What a print order needs to know of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What it is, by its content.
    pub kind: ImageKind,
    /// Its width in pixels, turned the way it is looked at.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The whole image as a small PNG, without what a camera wrote beside it.
    pub thumbnail_png: Vec<u8>,
    /// The width of the thumbnail in pixels.
    pub thumbnail_width: u32,
    /// The height of the thumbnail in pixels.
    pub thumbnail_height: u32,
}

/// Reads an image on the caller's thread, however long that takes within the limits: its pixels are
/// counted before any is unpacked. For a file from outside use [`examine_image_within`].
///
/// # Errors
///
/// [`Rejection::TooLarge`], or [`Rejection::NotImage`] for whatever cannot be read as a PNG, a JPEG
/// or a WebP of as many pixels.
pub fn examine_image(bytes: &[u8], limits: &Limits) -> Result<Image, Rejection> {
    precheck(bytes, limits)?;
    look(bytes, limits, &Stop::default())
}

/// Reads an image on a thread of its own and waits for it no longer than the deadline, as
/// [`examine_within`](crate::examine_within) does for a PDF. It blocks.
///
/// Past the deadline the thread finishes by itself once the image is unpacked, which a JPEG of many
/// passes draws out, and does nothing more with it.
///
/// # Errors
///
/// As for [`examine_image`]; [`Rejection::TooComplex`] once the deadline has passed.
pub fn examine_image_within<B>(
    bytes: B,
    limits: &Limits,
    deadline: Duration,
) -> Result<Image, Rejection>
where
    B: AsRef<[u8]> + Send + 'static,
{
    precheck(bytes.as_ref(), limits)?;
    let limits = limits.clone();
    within(deadline, move |stop| look(bytes.as_ref(), &limits, stop))
}

fn precheck(bytes: &[u8], limits: &Limits) -> Result<(), Rejection> {
    if bytes.len() as u64 > limits.max_bytes {
        return Err(Rejection::TooLarge {
            max_bytes: limits.max_bytes,
        });
    }
    Ok(())
}

fn look(bytes: &[u8], limits: &Limits, stop: &Stop) -> Result<Image, Rejection> {
    // As with a PDF: where other people's code panics on a stranger's bytes, the file is at fault.
    // Nothing that the closure touches is looked at afterwards.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, limits, stop)));
    read.ok().flatten().ok_or(Rejection::NotImage {
        max_pixels: limits.max_image_pixels,
    })
}

/// Nothing for what is no image within the limits; whoever sent it can do nothing about the rest. And
/// nothing once nobody waits for it.
fn read(bytes: &[u8], limits: &Limits, stop: &Stop) -> Option<Image> {
    let reader = ImageReader::new(Cursor::new(bytes));
    let reader = reader.with_guessed_format().ok()?;
    let kind = match reader.format()? {
        ImageFormat::Png => ImageKind::Png,
        ImageFormat::Jpeg => ImageKind::Jpeg,
        ImageFormat::WebP => ImageKind::WebP,
        _ => return None,
    };
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.max_image_pixels || decoder.total_bytes() > limits.max_stream_bytes {
        return None;
    }
    let turned = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if stop.asked() {
        return None;
    }
    image.apply_orientation(turned);
    let (width, height) = (image.width(), image.height());
    let longest = limits.max_thumbnail_px;
    let small = if width.max(height) > longest {
        image.thumbnail(longest, longest)
    } else {
        image
    };
    let small = DynamicImage::ImageRgba8(small.into_rgba8());
    let mut png = Cursor::new(Vec::new());
    small.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(Image {
        kind,
        width,
        height,
        thumbnail_png: png.into_inner(),
        thumbnail_width: small.width(),
        thumbnail_height: small.height(),
    })
}
