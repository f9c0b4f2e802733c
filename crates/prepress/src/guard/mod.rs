//! Holds the PDF reader's work against the limits before the reader does it.
//!
//! The reader unpacks streams into memory without a cap. [`scan`] goes over the raw file before
//! the reader sees it and unpacks every stream into nothing; [`Meter`] then runs the first page
//! without drawing it.

mod meter;
mod picture;
mod unpack;

use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, Object, Stream};

use crate::deadline::Stop;
use crate::{Limits, Rejection};

pub(crate) use meter::{Exceeded, Meter};
use unpack::{Refused, Settings, unpack};

/// Both spellings of a key: the long one, and the short one that pictures within a page use.
type Keys = [&'static [u8]; 2];

const FILTER: Keys = [b"F", b"Filter"];
const PARAMETERS: Keys = [b"DP", b"DecodeParms"];

/// Goes over every stream that the raw bytes hold, whether or not the file refers to it, and
/// unpacks it into nothing. A stream is found by its dictionary, so one that lies within another's
/// data is found as well.
///
/// # Errors
///
/// [`Rejection::TooComplex`] if a stream unpacks to more than the limit or says only elsewhere
/// how it is packed; [`Rejection::Broken`] if it is damaged beyond telling.
pub(crate) fn scan(bytes: &[u8], limits: &Limits, stop: &Stop) -> Result<(), Rejection> {
    let mut from = 0;
    while let Some(rest) = bytes.get(from..)
        && let Some(found) = find(rest, b"<<")
    {
        if stop.asked() {
            return Err(Rejection::TooComplex);
        }
        from += found + 1;
        let Some(stream) = rest.get(found..).and_then(Stream::from_bytes) else {
            continue;
        };
        let dict = stream.dict();
        if is_elsewhere(dict) {
            return Err(Rejection::TooComplex);
        }
        let data = stream.raw_data();
        let data = if dict.get_ref(b"Length").is_some() {
            // How long it is stands elsewhere, and the word that ends it may occur in it.
            let start = (data.as_ptr() as usize).wrapping_sub(bytes.as_ptr() as usize);
            bytes.get(start..).unwrap_or(&data)
        } else {
            &data
        };
        let objects = dict.contains_key(b"N") && dict.contains_key(b"First");
        let unpacked = unpack_chain(&stream, data, objects, limits, stop)?;
        // Objects kept within a stream may be streams to the reader, though none may be there
        // (ISO 32000-1, 7.5.7); those would escape this scan.
        if objects && unpacked.is_some_and(|unpacked| holds_stream(&unpacked)) {
            return Err(Rejection::Broken);
        }
    }
    Ok(())
}

/// Where `needle` begins in `hay`.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len())
        .position(|window| window == needle)
}

/// Whether the bytes of an object stream hold the beginning of a stream.
fn holds_stream(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let before = rest.get(..at).unwrap_or_default().trim_ascii_end();
        let after = rest.get(at + 6..).unwrap_or_default();
        if before.ends_with(b">>") && matches!(after.first(), Some(b'\n' | b'\r')) {
            return true;
        }
        rest = after;
    }
    false
}

/// Whether the way a stream is packed is said in another object, which is allowed but never done,
/// and would hide it from the scan.
fn is_elsewhere(dict: &Dict<'_>) -> bool {
    FILTER.iter().chain(&PARAMETERS).any(|key| {
        dict.get_ref(key).is_some()
            || dict.get::<Array<'_>>(key).is_some_and(|array| {
                array
                    .raw_iter()
                    .any(|item| matches!(item, MaybeRef::Ref(_)))
            })
    })
}

/// Unpacks a stream through its filters in turn, up to the first one for pictures. Gives the
/// bytes if they are asked for and there are filters; the bytes of a stream without filters are
/// its own.
///
/// # Errors
///
/// As for [`scan`].
fn unpack_chain(
    stream: &Stream<'_>,
    data: &[u8],
    keep: bool,
    limits: &Limits,
    stop: &Stop,
) -> Result<Option<Vec<u8>>, Rejection> {
    let cap = limits.max_stream_bytes;
    let filters = stream.filters();
    let mut held: Option<Vec<u8>> = None;
    for (place, filter) in filters.iter().enumerate() {
        if is_for_pictures(*filter) {
            break;
        }
        let parameters = parameters(stream.dict(), place);
        if row_bytes(&parameters) > cap {
            return Err(Rejection::TooComplex);
        }
        let settings = Settings {
            early_change: parameters
                .get::<u8>(b"EarlyChange")
                .is_none_or(|early| early != 0),
        };
        let keep = keep || place + 1 < filters.len();
        let input = held.as_deref().unwrap_or(data);
        held =
            unpack(*filter, settings, input, cap, keep, stop).map_err(|refused| match refused {
                Refused::TooMuch => Rejection::TooComplex,
                Refused::Damaged => Rejection::Broken,
            })?;
    }
    Ok(held)
}

fn is_for_pictures(filter: Filter) -> bool {
    matches!(
        filter,
        Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode
    )
}

/// What the filter at this place in the chain is told.
fn parameters<'a>(dict: &Dict<'a>, place: usize) -> Dict<'a> {
    PARAMETERS
        .iter()
        .find_map(|key| {
            dict.get::<Dict<'a>>(key).or_else(|| {
                let array = dict.get::<Array<'a>>(key)?;
                array.iter::<Object<'a>>().nth(place)?.into_dict()
            })
        })
        .unwrap_or_default()
}

/// How many bytes a row of samples takes, which the reader sets aside before it sees any.
fn row_bytes(parameters: &Dict<'_>) -> u64 {
    let number = |key: &[u8], default| parameters.get::<u32>(key).map_or(default, u64::from);
    if parameters.get::<u8>(b"Predictor").unwrap_or(1) == 1 {
        return 0;
    }
    // Larger than any number of 32 bits is more than any limit.
    if parameters.get::<u32>(b"Columns").is_none() && parameters.contains_key(b"Columns") {
        return u64::MAX;
    }
    number(b"Columns", 1)
        .saturating_mul(number(b"Colors", 1))
        .saturating_mul(number(b"BitsPerComponent", 8))
        / 8
}
