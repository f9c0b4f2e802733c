//! Files that must be turned away, for tests.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use pdf_writer::{Filter, Name, Pdf, Rect, Ref};

use super::{Sample, pdf};

/// A plain text that calls itself nothing else.
#[must_use]
pub fn not_pdf() -> Vec<u8> {
    b"Dear printer,\n\nplease find my artwork attached.\n".to_vec()
}

/// A PDF cut short in the middle, as by a lost connection.
#[must_use]
pub fn broken() -> Vec<u8> {
    let mut bytes = pdf(Sample::Flyer {
        headline: "Half of a flyer",
    });
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// A PDF whose trailer names an encryption dictionary: the standard handler with a key of 40
/// bits. No password opens it, since the check values in it are made up.
#[must_use]
pub fn encrypted() -> Vec<u8> {
    let bytes = pdf(Sample::Label);
    let check = "A5".repeat(32);
    let entry = format!(
        "trailer\n<<\n  /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{check}> /U <{check}> >>\n  \
         /ID [<{id}> <{id}>]\n",
        id = "51".repeat(16),
    );
    replace(&bytes, b"trailer\n<<\n", entry.as_bytes())
}

/// A PDF of some kilobytes whose only page is four thousand million blanks, packed twice.
#[must_use]
pub fn bomb() -> Vec<u8> {
    packed(&twice(&zeros(4096)), &["FlateDecode", "FlateDecode"])
}

/// A PDF of one A5 page whose content goes through these filters.
pub(crate) fn packed(content: &[u8], filters: &[&str]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, page, stream) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    pdf.page(page)
        .parent(tree)
        .media_box(Rect::new(0.0, 0.0, 419.53, 595.28))
        .contents(stream);
    let mut written = pdf.stream(stream, content);
    match filters {
        ["FlateDecode"] => {
            written.filter(Filter::FlateDecode);
        }
        _ => {
            written
                .insert(Name(b"Filter"))
                .array()
                .items(filters.iter().map(|name| Name(name.as_bytes())));
        }
    }
    drop(written);
    pdf.finish()
}

/// So many mebibytes of zeros, which are white space in a page, as a zlib stream. A mebibyte is
/// packed once and repeated, so this is quick.
pub(crate) fn zeros(mebibytes: u32) -> Vec<u8> {
    const MEBIBYTE: usize = 1 << 20;
    let mut packer = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(MEBIBYTE);
    // A full flush ends on a byte and forgets what came before, so that blocks can be repeated.
    // Memory is the only thing it can fail for.
    let _full = packer.compress_vec(&vec![0; MEBIBYTE], &mut block, FlushCompress::Full);
    let mut packed = vec![0x78, 0x9c];
    for _ in 0..mebibytes {
        packed.extend_from_slice(&block);
    }
    // An empty last block, then the checksum, which for zeros is their number alone (RFC 1950).
    packed.extend_from_slice(&[0x03, 0x00]);
    let count = u64::from(mebibytes) << 20;
    let high = u16::try_from(count % 65_521).unwrap_or(0);
    packed.extend_from_slice(&high.to_be_bytes());
    packed.extend_from_slice(&1_u16.to_be_bytes());
    packed
}

/// Packs what is packed already.
pub(crate) fn twice(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    packer
        .write_all(bytes)
        .and_then(|()| packer.finish())
        .unwrap_or_default()
}

/// The bytes with the first occurrence of one part replaced.
pub(crate) fn replace(bytes: &[u8], part: &[u8], by: &[u8]) -> Vec<u8> {
    match bytes.windows(part.len()).position(|window| window == part) {
        Some(at) => {
            let (before, rest) = bytes.split_at(at);
            let after = rest.get(part.len()..).unwrap_or_default();
            [before, by, after].concat()
        }
        None => bytes.to_vec(),
    }
}
