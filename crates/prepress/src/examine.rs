//! Reads one file under the limits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use hayro::hayro_syntax::object::Rect;
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::hayro_syntax::{LoadPdfError, Pdf, PdfData};

use crate::deadline::{Stop, within};
use crate::guard::{self, Exceeded};
use crate::{Limits, PageSize, Rejection, thumbnail};

/// How far from its beginning a file may name itself a PDF: what Acrobat has always accepted
/// (Adobe's PDF Reference 1.7, implementation note 13).
const HEADER_WITHIN: usize = 1024;
/// How far from its end a file may say that it ends: as above, implementation note 18.
const END_WITHIN: usize = 1024;

/// What a print order needs to know of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Artwork {
    /// How many pages it has: at least one.
    pub pages: u32,
    /// The sizes of its pages in the order they first occur, each with the number of pages that
    /// have it. A size is that of the trim box, else the crop box, else the media box
    /// (ISO 32000-1, 14.11.2), turned the way the page is read.
    pub sizes: Vec<(PageSize, u32)>,
    /// The first page within its trim as a PNG, opaque on white.
    pub thumbnail_png: Vec<u8>,
    /// The width of the thumbnail in pixels.
    pub thumbnail_width: u32,
    /// The height of the thumbnail in pixels.
    pub thumbnail_height: u32,
}

/// Reads artwork on the caller's thread, however long that takes within the limits. For a file
/// from outside use [`examine_within`].
///
/// # Errors
///
/// The [`Rejection`] that tells what is wrong with the file.
pub fn examine(bytes: &[u8], limits: &Limits) -> Result<Artwork, Rejection> {
    precheck(bytes, limits)?;
    read(Arc::new(bytes.to_vec()), limits, &Stop::default())
}

/// Reads artwork on a thread of its own and waits for it no longer than the deadline. It blocks,
/// so an asynchronous caller runs it where blocking is allowed.
///
/// Past the deadline the thread is told to stop and finishes by itself: at once while it checks
/// the file, or once the page is drawn if it had begun with that. Until then it keeps its
/// memory and its share of a processor.
///
/// # Errors
///
/// The [`Rejection`] that tells what is wrong with the file; [`Rejection::TooComplex`] once the
/// deadline has passed.
pub fn examine_within<B>(
    bytes: B,
    limits: &Limits,
    deadline: Duration,
) -> Result<Artwork, Rejection>
where
    B: AsRef<[u8]> + Send + Sync + 'static,
{
    precheck(bytes.as_ref(), limits)?;
    let limits = limits.clone();
    within(deadline, move |stop| read(Arc::new(bytes), &limits, stop))
}

/// What can be told without reading: size, kind, end and protection.
fn precheck(bytes: &[u8], limits: &Limits) -> Result<(), Rejection> {
    if bytes.len() as u64 > limits.max_bytes {
        return Err(Rejection::TooLarge {
            max_bytes: limits.max_bytes,
        });
    }
    let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    if !contains(head, b"%PDF-") {
        return Err(Rejection::NotPdf);
    }
    // The reader would repair a file that was cut short and give the pages that are left.
    let end = bytes.trim_ascii_end();
    let tail = end
        .get(end.len().saturating_sub(END_WITHIN)..)
        .unwrap_or(end);
    if !contains(tail, b"%%EOF") {
        return Err(Rejection::Broken);
    }
    if is_encrypted(bytes) {
        return Err(Rejection::Encrypted);
    }
    Ok(())
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Whether a trailer names an encryption dictionary (ISO 32000-1, 7.6.1), be it for a password
/// or for restrictions that open without one. A trailer is never compressed or encrypted itself.
fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    bytes.windows(KEY.len()).enumerate().any(|(at, window)| {
        window == KEY && {
            let rest = bytes.get(at + KEY.len()..).unwrap_or_default();
            let value = rest.trim_ascii_start();
            // A reference as `12 0 R`, or the dictionary itself.
            let number = value
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            value.starts_with(b"<<")
                || (number > 0 && value.len() < rest.len() && refers(value.get(number..)))
        }
    })
}

/// Whether the generation and the `R` of a reference follow its number.
fn refers(rest: Option<&[u8]>) -> bool {
    let mut words = rest
        .unwrap_or_default()
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    words
        .next()
        .is_some_and(|word| word.iter().all(u8::is_ascii_digit))
        && words.next().is_some_and(|word| word.starts_with(b"R"))
}

/// Reads a file that has passed [`precheck`].
fn read<B>(bytes: Arc<B>, limits: &Limits, stop: &Stop) -> Result<Artwork, Rejection>
where
    B: AsRef<[u8]> + Send + Sync + 'static,
{
    // The reader is other people's code on a stranger's bytes; where it panics the file is at
    // fault and the server must live on. The meter unwinds through it on purpose. Nothing that
    // the closure touches is looked at afterwards, so nothing half done can be seen.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        guard::scan((*bytes).as_ref(), limits, stop)?;
        artwork(PdfData::from(bytes), limits, stop)
    }));
    outcome.unwrap_or_else(|cause| {
        Err(cause
            .downcast_ref::<Exceeded>()
            .map_or(Rejection::Broken, |exceeded| exceeded.0))
    })
}

fn artwork(data: PdfData, limits: &Limits, stop: &Stop) -> Result<Artwork, Rejection> {
    let pdf = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Rejection::Encrypted,
        LoadPdfError::Invalid => Rejection::Broken,
    })?;
    let pages = pdf.pages();
    let first = pages.first().ok_or(Rejection::NoPages)?;
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    if count > limits.max_pages {
        return Err(Rejection::TooManyPages {
            max: limits.max_pages,
        });
    }

    let mut sizes: Vec<(PageSize, u32)> = Vec::new();
    for page in pages.iter() {
        let size = size(page, trim(page))?;
        match sizes.iter_mut().find(|(known, _)| known.same_as(size)) {
            Some((_, count)) => *count += 1,
            None => sizes.push((size, 1)),
        }
    }

    let trim = trim(first);
    let thumbnail = thumbnail::draw(first, trim, size(first, trim)?, limits, stop)?;
    Ok(Artwork {
        pages: count,
        sizes,
        thumbnail_png: thumbnail.png,
        thumbnail_width: thumbnail.width,
        thumbnail_height: thumbnail.height,
    })
}

/// The part of the page that is left after cutting: the first of trim, crop and media box that
/// has an area, within the media box as every box is (ISO 32000-1, 14.11.2.1).
fn trim(page: &Page<'_>) -> Rect {
    let media = page.media_box();
    [page.raw().get::<Rect>(b"TrimBox"), Some(page.crop_box())]
        .into_iter()
        .flatten()
        .map(|found| found.intersect(media))
        .find(|found| found.width() > 0.0 && found.height() > 0.0)
        .unwrap_or(media)
}

/// The size of the trimmed page the way it is read.
fn size(page: &Page<'_>, trim: Rect) -> Result<PageSize, Rejection> {
    // Large formats count in larger units than points (ISO 32000-1, table 30).
    let unit = page
        .raw()
        .get::<f32>(b"UserUnit")
        .filter(|unit| unit.is_finite() && *unit > 0.0)
        .unwrap_or(1.0);
    let (width, height) = (trim.width() as f32 * unit, trim.height() as f32 * unit);
    let sound = |side: f32| side.is_finite() && side > 0.0;
    if !sound(width) || !sound(height) {
        return Err(Rejection::Broken);
    }
    Ok(match page.rotation() {
        Rotation::None | Rotation::Flipped => PageSize {
            width_pt: width,
            height_pt: height,
        },
        Rotation::Horizontal | Rotation::FlippedHorizontal => PageSize {
            width_pt: height,
            height_pt: width,
        },
    })
}
