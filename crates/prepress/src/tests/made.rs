//! PDFs put together by hand, which no writer of PDFs would write.

use crate::{Artwork, Limits, Rejection, examine};

pub(super) fn look(bytes: &[u8]) -> Result<Artwork, Rejection> {
    examine(bytes, &Limits::default())
}

/// Reads under limits so low that reaching them is quick.
pub(super) fn look_tightly(bytes: &[u8]) -> Result<Artwork, Rejection> {
    let limits = Limits {
        max_stream_bytes: 4_000_000,
        max_marks: 20_000,
        ..Limits::default()
    };
    examine(bytes, &limits)
}

/// A PDF put together from the bodies of its objects, numbered from 1; the first is the catalog.
pub(super) fn raw(objects: &[&str]) -> Vec<u8> {
    raw_bytes(
        &objects
            .iter()
            .map(|body| body.as_bytes())
            .collect::<Vec<_>>(),
    )
}

pub(super) fn raw_bytes(objects: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (place, body) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", place + 1).as_bytes());
        bytes.extend_from_slice(body);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend_from_slice(table.as_bytes());
    bytes.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    bytes
}

pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

pub(super) const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
pub(super) const TREE: &[u8] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

/// A PDF of one page with this content and these resources, and further objects from 5.
pub(super) fn page(resources: &str, content: &[u8], further: &[&[u8]]) -> Vec<u8> {
    let leaf = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << \
         {resources} >> >>"
    );
    let content = stream("", content);
    let mut objects: Vec<&[u8]> = vec![CATALOG, TREE, leaf.as_bytes(), &content];
    objects.extend(further);
    raw_bytes(&objects)
}
