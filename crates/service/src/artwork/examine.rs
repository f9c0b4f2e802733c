//! Reading a stranger's file, within limits of time, memory and company.

use super::NotTaken;
use domain::{Problem, artwork::Media};
use prepress::{ImageKind, Rejection};
use std::{sync::Arc, time::Duration};
use tokio::sync::OwnedSemaphorePermit;

/// How long reading one file may take.
const DEADLINE: Duration = Duration::from_secs(20);

/// What was found.
pub(super) struct Found {
    pub(super) media: Media,
    pub(super) pages: u32,
    pub(super) sizes: Vec<String>,
    pub(super) thumbnail: (u32, u32),
    pub(super) thumbnail_png: Vec<u8>,
}

/// The bytes together with the turn to read them: a reader that is past its deadline goes on for a
/// while, and keeps its turn until it has let go of the bytes.
struct Held {
    bytes: Arc<Vec<u8>>,
    _turn: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

fn hold(bytes: Vec<u8>, turn: OwnedSemaphorePermit) -> (Arc<Vec<u8>>, Held) {
    let bytes = Arc::new(bytes);
    let held = Held {
        bytes: Arc::clone(&bytes),
        _turn: turn,
    };
    (bytes, held)
}

/// Examines a file; gives the bytes back. It blocks.
pub(super) fn examine(
    bytes: Vec<u8>,
    turn: OwnedSemaphorePermit,
    limits: &prepress::Limits,
) -> Result<(Arc<Vec<u8>>, Found), NotTaken> {
    let (bytes, held) = hold(bytes, turn);
    let found = prepress::examine_within(held, limits, DEADLINE)
        .map_err(|why| NotTaken::Refused(problem(why)))?;
    let found = Found {
        media: Media::Pdf,
        pages: found.pages,
        sizes: found.sizes.iter().map(|(size, _)| size.words()).collect(),
        thumbnail: (found.thumbnail_width, found.thumbnail_height),
        thumbnail_png: found.thumbnail_png,
    };
    Ok((bytes, found))
}

/// Examines an image of an album; gives the bytes back. It blocks.
pub(super) fn examine_image(
    bytes: Vec<u8>,
    turn: OwnedSemaphorePermit,
    limits: &prepress::Limits,
) -> Result<(Arc<Vec<u8>>, Found), NotTaken> {
    let (bytes, found) =
        read_image(bytes, turn, limits).map_err(|why| NotTaken::Refused(problem(why)))?;
    let media = match found.kind {
        ImageKind::Png => Media::Png,
        ImageKind::Jpeg => Media::Jpeg,
        ImageKind::WebP => {
            let most_megapixels = megapixels(limits.max_image_pixels);
            return Err(NotTaken::Refused(Problem::NotAnImage { most_megapixels }));
        }
    };
    let found = Found {
        media,
        pages: 1,
        sizes: vec![format!("{} × {} pixels", found.width, found.height)],
        thumbnail: (found.thumbnail_width, found.thumbnail_height),
        thumbnail_png: found.thumbnail_png,
    };
    Ok((bytes, found))
}

/// Examines what is to be a logo. It blocks.
pub(super) fn examine_logo(
    bytes: Vec<u8>,
    turn: OwnedSemaphorePermit,
    limits: &prepress::Limits,
) -> Result<prepress::Image, NotTaken> {
    let read = read_image(bytes, turn, limits);
    read.map(|(_, found)| found).map_err(|why| {
        NotTaken::Refused(match why {
            Rejection::NotImage { max_pixels } => Problem::NotALogo {
                most_megapixels: megapixels(max_pixels),
            },
            why => problem(why),
        })
    })
}

fn read_image(
    bytes: Vec<u8>,
    turn: OwnedSemaphorePermit,
    limits: &prepress::Limits,
) -> Result<(Arc<Vec<u8>>, prepress::Image), Rejection> {
    let (bytes, held) = hold(bytes, turn);
    let found = prepress::examine_image_within(held, limits, DEADLINE)?;
    Ok((bytes, found))
}

fn problem(why: Rejection) -> Problem {
    match why {
        Rejection::NotPdf => Problem::NotAPdf,
        Rejection::Broken => Problem::BrokenPdf,
        Rejection::Encrypted => Problem::EncryptedPdf,
        Rejection::NoPages => Problem::EmptyPdf,
        Rejection::TooComplex => Problem::TooComplex,
        Rejection::NotImage { max_pixels } => Problem::NotAnImage {
            most_megapixels: megapixels(max_pixels),
        },
        Rejection::TooManyPages { max } => Problem::TooManyPages { most: max },
        Rejection::TooLarge { max_bytes } => Problem::FileTooLarge {
            most_megabytes: domain::artwork::megabytes(max_bytes),
        },
    }
}

/// In whole millions.
fn megapixels(pixels: u64) -> u32 {
    u32::try_from(pixels / 1_000_000).unwrap_or(u32::MAX)
}
