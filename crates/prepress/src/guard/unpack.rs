//! Unpacks compressed data while counting, and stops at a cap.
//!
//! It follows the PDF reader's own unpacking closely enough that what passes here stays under
//! the cap there. Where the reader is more forgiving with damaged data than this is, what the
//! data could become at most is held against the cap instead.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro::hayro_syntax::Filter;

use crate::deadline::Stop;

/// The most that one byte of deflate can become: two bits, a length and a distance of one bit
/// each, stand for 258 bytes (RFC 1951, 3.2.5).
const MOST_FLATE: u64 = 1032;
/// The most that one byte of run-length coding can become: two bytes stand for 128
/// (ISO 32000-1, 7.4.5).
const MOST_RUNS: u64 = 64;
/// The most that one byte of LZW can become: a code of nine bits or more stands for at most as
/// many bytes as the table has places (ISO 32000-1, 7.4.4).
const MOST_LZW: u64 = 4096;

/// Why data was not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It becomes more than the cap, or would take longer than asked for.
    TooMuch,
    /// It is damaged, so that nobody can tell what it becomes.
    Damaged,
}

/// Takes what is unpacked, counts it, and keeps it if somebody needs it.
struct Tally<'a> {
    kept: Option<Vec<u8>>,
    count: u64,
    cap: u64,
    stop: &'a Stop,
}

impl Tally<'_> {
    fn count(&mut self, more: u64) -> Result<(), Refused> {
        self.count = self.count.saturating_add(more);
        if self.count > self.cap {
            return Err(Refused::TooMuch);
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.count(bytes.len() as u64)?;
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn go_on(&self) -> Result<(), Refused> {
        if self.stop.asked() {
            Err(Refused::TooMuch)
        } else {
            Ok(())
        }
    }
}

/// What a filter is told beside the data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Whether LZW codes grow one code early, which is the rule (ISO 32000-1, table 8).
    pub(super) early_change: bool,
}

/// Unpacks `data` through one filter into at most `cap` bytes. Gives the bytes if `keep` is set,
/// else `None`. A filter of pictures leaves the data as it is.
///
/// # Errors
///
/// [`Refused`] if the data becomes more than `cap` bytes, is damaged beyond that question, or
/// the caller lost patience.
pub(super) fn unpack(
    filter: Filter,
    settings: Settings,
    data: &[u8],
    cap: u64,
    keep: bool,
    stop: &Stop,
) -> Result<Option<Vec<u8>>, Refused> {
    let size = data.len() as u64;
    let most = match filter {
        Filter::FlateDecode => MOST_FLATE,
        Filter::RunLengthDecode => MOST_RUNS,
        Filter::LzwDecode => MOST_LZW,
        _ => 1,
    };
    if !keep && size.saturating_mul(most) <= cap {
        return Ok(None);
    }
    let mut out = Tally {
        kept: keep.then(Vec::new),
        count: 0,
        cap,
        stop,
    };
    match filter {
        Filter::FlateDecode => flate(data, &mut out)?,
        Filter::RunLengthDecode => runs(data, &mut out)?,
        Filter::LzwDecode => lzw(data, settings, &mut out)?,
        Filter::AsciiHexDecode => hex(data, &mut out)?,
        Filter::Ascii85Decode => base85(data, &mut out)?,
        _ => out.take(data)?,
    }
    Ok(out.kept)
}

/// Tries what the reader tries, in its order: zlib, bare deflate, and deflate behind a zlib
/// header whose checksum is wrong. Past that the reader skips over damage, and only the largest
/// outcome is safe to assume.
fn flate(data: &[u8], out: &mut Tally<'_>) -> Result<(), Refused> {
    let behind_header = match data {
        [method, flags, rest @ ..]
            if method & 0x0f == 8
                && flags & 0x20 == 0
                && u16::from_be_bytes([*method, *flags]).is_multiple_of(31) =>
        {
            Some(rest)
        }
        _ => None,
    };
    if inflate(ZlibDecoder::new(data), out)?
        || inflate(DeflateDecoder::new(data), out)?
        || match behind_header {
            Some(rest) => inflate(DeflateDecoder::new(rest), out)?,
            None => false,
        }
    {
        return Ok(());
    }
    if out.kept.is_none() && (data.len() as u64).saturating_mul(MOST_FLATE) <= out.cap {
        return Ok(());
    }
    Err(Refused::Damaged)
}

/// Whether the data could be unpacked to its end this way.
fn inflate(mut reader: impl Read, out: &mut Tally<'_>) -> Result<bool, Refused> {
    out.count = 0;
    if let Some(kept) = &mut out.kept {
        kept.clear();
    }
    let mut chunk = vec![0_u8; 64 * 1024];
    loop {
        out.go_on()?;
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(true),
            Ok(read) => out.take(chunk.get(..read).unwrap_or_default())?,
            Err(_) => return Ok(false),
        }
    }
}

fn runs(data: &[u8], out: &mut Tally<'_>) -> Result<(), Refused> {
    let mut rest = data;
    while let Some((&length, after)) = rest.split_first() {
        match length {
            128 => break,
            0..=127 => {
                let Some((bytes, after)) = after.split_at_checked(usize::from(length) + 1) else {
                    break;
                };
                out.take(bytes)?;
                rest = after;
            }
            _ => {
                let Some((&byte, after)) = after.split_first() else {
                    break;
                };
                let run = [byte; 128];
                out.take(run.get(..257 - usize::from(length)).unwrap_or_default())?;
                rest = after;
            }
        }
    }
    out.go_on()
}

/// LZW's table needs only the length of each entry when nothing is kept, but a second filter may
/// want the bytes, so each entry is its predecessor and one byte.
fn lzw(data: &[u8], settings: Settings, out: &mut Tally<'_>) -> Result<(), Refused> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let fresh = || {
        let mut table: Vec<Vec<u8>> = (0..=255_u8).map(|byte| vec![byte]).collect();
        table.resize(END + 1, Vec::new());
        table
    };
    let mut table = fresh();
    let mut last: Option<Vec<u8>> = None;
    let mut bits = Bits {
        data,
        held: 0,
        count: 0,
    };
    let mut read = 0_u32;
    loop {
        read = read.wrapping_add(1);
        if read.is_multiple_of(65_536) {
            out.go_on()?;
        }
        let width = match table.len() + usize::from(settings.early_change) {
            2048.. => 12,
            1024.. => 11,
            512.. => 10,
            _ => 9,
        };
        let Some(code) = bits.next(width) else {
            return Ok(());
        };
        match code {
            CLEAR => {
                table = fresh();
                last = None;
            }
            END => return Ok(()),
            _ => {
                let entry = match (table.get(code), &last) {
                    (Some(known), _) => known.clone(),
                    (None, Some(last)) if code == table.len() => {
                        let mut next = last.clone();
                        next.extend(last.first());
                        next
                    }
                    // The reader gives the whole stream up here.
                    _ => return Ok(()),
                };
                out.take(&entry)?;
                if let Some(mut last) = last.take()
                    && table.len() < 4096
                {
                    last.extend(entry.first());
                    table.push(last);
                }
                last = Some(entry);
            }
        }
    }
}

/// Reads codes of some bits each, the highest bit first.
struct Bits<'a> {
    data: &'a [u8],
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn next(&mut self, width: u32) -> Option<usize> {
        while self.count < width {
            let (&byte, rest) = self.data.split_first()?;
            self.data = rest;
            self.held = (self.held << 8) | u32::from(byte);
            self.count += 8;
        }
        self.count -= width;
        let code = (self.held >> self.count) & ((1 << width) - 1);
        usize::try_from(code).ok()
    }
}

fn hex(data: &[u8], out: &mut Tally<'_>) -> Result<(), Refused> {
    let mut high = None;
    for &byte in data {
        let digit = match char::from(byte).to_digit(16) {
            Some(digit) => digit as u8,
            None if byte == b'>' => break,
            None => continue,
        };
        match high.take() {
            None => high = Some(digit << 4),
            Some(high) => out.take(&[high | digit])?,
        }
    }
    if let Some(high) = high {
        out.take(&[high])?;
    }
    out.go_on()
}

fn base85(data: &[u8], out: &mut Tally<'_>) -> Result<(), Refused> {
    let mut group = 0_u32;
    let mut digits = 0_u32;
    for &byte in data {
        match byte {
            b'z' if digits == 0 => out.take(&[0; 4])?,
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
                if digits == 5 {
                    out.take(&group.to_be_bytes())?;
                    (group, digits) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if digits > 1 {
        // A last group is read as if filled up with the highest digit (ISO 32000-1, 7.4.3).
        for _ in digits..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        let bytes = group.to_be_bytes();
        out.take(bytes.get(..digits as usize - 1).unwrap_or_default())?;
    }
    out.go_on()
}
