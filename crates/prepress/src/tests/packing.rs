use super::made::{CATALOG, TREE, look, look_tightly, page, raw_bytes, stream};
use crate::Rejection;
use crate::sample::bomb;
use crate::sample::trouble::{packed, twice, zeros};

#[test]
fn small_files_do_not_become_large() {
    let bytes = bomb();
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
    assert_eq!(look_tightly(&bytes), Err(Rejection::TooComplex));
    let once = packed(&zeros(8), &["FlateDecode"]);
    assert_eq!(look_tightly(&once), Err(Rejection::TooComplex));
    let short_names = packed(&twice(&zeros(8)), &["Fl", "Fl"]);
    assert_eq!(look_tightly(&short_names), Err(Rejection::TooComplex));
    // Runs of runs: each layer is 64 times the one below.
    let runs = packed(&b"\x81\x81".repeat(4000), &["RunLengthDecode"; 5]);
    assert_eq!(look_tightly(&runs), Err(Rejection::TooComplex));
    // Each code stands for one letter more than the last.
    let mut codes = vec![256, 65];
    codes.extend(258..4095);
    let growing = packed(&lzw(&codes), &["LZWDecode"]);
    assert_eq!(look_tightly(&growing), Err(Rejection::TooComplex));
}

/// Codes of LZW as bytes, in as many bits as their place asks for.
fn lzw(codes: &[u16]) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    // The reader's table is one entry shorter than the number of codes it has seen since it
    // began.
    let mut entries = 258_u32;
    for (place, &code) in codes.iter().enumerate() {
        let width = match entries + 1 {
            2048.. => 12,
            1024.. => 11,
            512.. => 10,
            _ => 9,
        };
        held = (held << width) | u32::from(code);
        count += width;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
        entries += u32::from(place >= 2);
    }
    bytes.push((held << (8 - count)) as u8);
    bytes
}

#[test]
fn what_unpacks_to_little_is_read() {
    for (content, filters) in [
        (zeros(3), &["FlateDecode"][..]),
        (twice(&zeros(3)), &["FlateDecode", "FlateDecode"]),
        (b"\x81 \x81 \x80".to_vec(), &["RunLengthDecode"]),
        (b"20 20 20>".to_vec(), &["ASCIIHexDecode"]),
        // "q Q" as LZW: clear, three letters, end, nine bits each.
        (
            vec![0x80, 0x0e, 0x22, 0x02, 0x05, 0x1a, 0x02],
            &["LZWDecode"],
        ),
    ] {
        assert!(look(&packed(&content, filters)).is_ok(), "{filters:?}");
    }
    // A checksum that is wrong, as some programs write it, does no harm.
    let mut careless = zeros(3);
    careless.truncate(careless.len() - 4);
    careless.extend_from_slice(b"oops");
    assert!(look(&packed(&careless, &["FlateDecode"])).is_ok());
}

#[test]
fn a_stream_cannot_hide_how_it_is_packed() {
    let flate = zeros(8);
    let content = |entries: &str| stream(entries, &flate);
    let leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>".as_slice();
    for entries in [
        "/Filter 5 0 R",
        "/Filter [5 0 R]",
        "/F#69lter /Fl#61teDecode",
        "/F /Fl",
        "/Filter [/FlateDecode] /DecodeParms 5 0 R",
        "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>",
        "/X (endobj >> stream) /Filter/FlateDecode",
    ] {
        let found = look_tightly(&raw_bytes(&[
            CATALOG,
            TREE,
            leaf,
            &content(entries),
            b"/FlateDecode",
        ]));
        assert_eq!(found, Err(Rejection::TooComplex), "{entries}");
    }
}

#[test]
fn a_row_cannot_be_longer_than_memory() {
    let leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>".as_slice();
    for columns in ["4000000000", "9000000000000000", "4611686018427387904"] {
        let entries = format!(
            "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns {columns} /Colors 4 >>"
        );
        let content = stream(&entries, &zeros(1));
        let found = look(&raw_bytes(&[CATALOG, TREE, leaf, &content]));
        assert_eq!(found, Err(Rejection::TooComplex), "{columns}");
    }
}

#[test]
fn a_page_packed_within_a_page_is_counted() {
    let zeros = zeros(8);
    let inline = [
        b"BI /W 9 /H 9 /BPC 8 /CS /G /F /Fl ID ".as_slice(),
        &zeros,
        b"\nEI",
    ]
    .concat();
    assert_eq!(
        look_tightly(&page("", &inline, &[])),
        Err(Rejection::TooComplex)
    );
}
