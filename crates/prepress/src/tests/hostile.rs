use std::time::Duration;

use super::made::{look, look_tightly, page, raw, stream};
use super::png;
use crate::sample::trouble::replace;
use crate::sample::{Sample, broken, encrypted, not_pdf, pdf};
use crate::{Limits, PageSize, Rejection, examine, examine_within};

#[test]
fn the_kind_is_told_by_the_content() {
    assert_eq!(look(&not_pdf()), Err(Rejection::NotPdf));
    assert_eq!(look(b""), Err(Rejection::NotPdf));
    assert_eq!(look(b"\x89PNG\r\n\x1a\n"), Err(Rejection::NotPdf));
    let late = [b" ".repeat(1020), pdf(Sample::Label)].concat();
    assert_eq!(look(&late), Err(Rejection::NotPdf));
}

#[test]
fn a_header_may_come_late() {
    // Mail programs put lines in front; the offsets in the file are then all off, which is
    // repaired.
    let shifted = [b"X-Mailer: some\r\n\r\n".to_vec(), pdf(Sample::Label)].concat();
    assert!(look(&shifted).is_ok_and(|artwork| artwork.pages == 1));
}

#[test]
fn a_file_cut_short_is_broken() {
    assert_eq!(look(&broken()), Err(Rejection::Broken));
    let whole = pdf(Sample::Flyer { headline: "Whole" });
    for share in 1..20 {
        let cut = whole.get(..whole.len() * share / 20).unwrap_or_default();
        assert_eq!(look(cut), Err(Rejection::Broken), "at {share}/20");
    }
    assert_eq!(look(b"%PDF-1.7\n%%EOF\n"), Err(Rejection::Broken));
}

#[test]
fn protection_is_told_by_the_trailer() {
    assert_eq!(look(&encrypted()), Err(Rejection::Encrypted));
    let by_reference = replace(
        &pdf(Sample::Label),
        b"trailer\n<<\n",
        b"trailer\n<<\n/Encrypt\n 99 0\nR\n",
    );
    assert_eq!(look(&by_reference), Err(Rejection::Encrypted));
    // Words in the artwork are not a protection.
    let content = b"BT (/Encrypt your mail, /EncryptMetadata 1 0 R too) Tj ET";
    assert!(look(&page("", content, &[])).is_ok());
}

#[test]
fn a_large_file_is_not_read() {
    let limits = Limits {
        max_bytes: 1000,
        ..Limits::default()
    };
    let bytes = pdf(Sample::Label);
    assert_eq!(
        examine(&bytes, &limits),
        Err(Rejection::TooLarge { max_bytes: 1000 })
    );
}

#[test]
fn a_page_tree_that_bites_its_tail_ends() {
    let loops = raw(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Count 3 /Parent 3 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /MediaBox [0 0 100 100] >>",
    ]);
    assert_eq!(look(&loops), Err(Rejection::NoPages));
}

#[test]
fn objects_nested_without_end_do_not_overflow_the_stack() {
    let mut tall = "[".repeat(20_000);
    tall += &"<</A".repeat(20_000);
    let found = look(&raw(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        &format!("<< /Type /Page /Parent 2 0 R /MediaBox {tall} /Contents 4 0 R >>"),
        &tall,
    ]));
    assert!(found.is_err());
    let content = [
        "q ".repeat(30_000),
        "[".repeat(30_000),
        "<</A ".repeat(30_000),
    ]
    .concat();
    // What it comes to matters less than that it ends.
    let _outcome = look(&page("", content.as_bytes(), &[]));
}

#[test]
fn forms_that_draw_each_other_are_counted() {
    // Thirty forms, each drawing the next ten times: more marks than there are atoms.
    let forms: Vec<Vec<u8>> = (0..30)
        .map(|place| {
            let entries = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 \
                 R >> >>",
                place + 6,
            );
            stream(&entries, "/X Do ".repeat(10).as_bytes())
        })
        .collect();
    let further: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
    let bytes = page("/XObject << /X 5 0 R >>", b"/X Do", &further);
    assert_eq!(look_tightly(&bytes), Err(Rejection::TooComplex));
}

#[test]
fn what_draws_itself_ends() {
    let form = stream(
        "/Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X 5 0 R >> >>",
        b"/X Do /X Do /X Do",
    );
    let pattern = stream(
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources \
         << /Pattern << /X 5 0 R >> >>",
        b"/Pattern cs /X scn 0 0 5 5 re f 5 0 5 5 re f 0 5 5 5 re f",
    );
    let masked = stream(
        "/Subtype /Form /BBox [0 0 99 99] /Group << /S /Transparency /CS /DeviceGray >> \
         /Resources << /ExtGState << /X << /SMask << /S /Luminosity /G 5 0 R >> >> /Y << /SMask \
         << /S /Luminosity /G 5 0 R /BC [1] >> >> >> >>",
        b"/X gs 0 0 50 50 re f /Y gs 50 50 50 50 re f",
    );
    let glyph = stream("", b"10 0 d0 BT /X 1 Tf (aaa) Tj ET");
    let font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] \
                 /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 \
                 /LastChar 97 /Widths [9] /Resources << /Font << /X 5 0 R >> >> >>"
        .as_slice();
    for (resources, content, objects) in [
        ("/XObject << /X 5 0 R >>", "/X Do", vec![form.as_slice()]),
        (
            "/Pattern << /X 5 0 R >>",
            "/Pattern cs /X scn 0 0 99 99 re f",
            vec![pattern.as_slice()],
        ),
        (
            "/ExtGState << /X << /SMask << /S /Luminosity /G 5 0 R >> >> >>",
            "/X gs 0 0 99 99 re f",
            vec![masked.as_slice()],
        ),
        (
            "/Font << /X 5 0 R >>",
            "BT /X 9 Tf 9 9 Td (aaa) Tj ET",
            vec![font, glyph.as_slice()],
        ),
    ] {
        let found = look_tightly(&page(resources, content.as_bytes(), &objects));
        assert!(
            matches!(found, Ok(_) | Err(Rejection::TooComplex)),
            "{resources}: {found:?}"
        );
    }
}

#[test]
fn pictures_are_held_to_what_they_claim() {
    let picture = |entries: &str, data: &[u8]| {
        let image = stream(&format!("/Type /XObject /Subtype /Image {entries}"), data);
        look(&page(
            "/XObject << /X 5 0 R >>",
            b"99 0 0 99 0 0 cm /X Do",
            &[&image],
        ))
    };
    let gray = "/ColorSpace /DeviceGray /BitsPerComponent 8";
    assert!(picture(&format!("/Width 2 /Height 2 {gray}"), b"\0\xff\xff\0").is_ok());
    for entries in [
        "/Width 100000 /Height 100000",
        "/W 4000000000 /H 4000000000",
    ] {
        let found = picture(&format!("{entries} {gray}"), b"\0");
        assert_eq!(found, Err(Rejection::TooComplex), "{entries}");
    }
    let fax = "/Width 9 /Height 60000 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns \
               60000 >>";
    assert_eq!(picture(fax, b"\0"), Err(Rejection::TooComplex));
    // The beginnings of a JPEG 2000 and of a JBIG2 picture, each of 65536 × 65536.
    let jpeg = b"\xff\x4f\xff\x51\0\x29\0\0\0\x01\0\0\0\x01\0\0".as_slice();
    assert_eq!(
        picture("/Width 9 /Height 9 /Filter /JPXDecode", jpeg),
        Err(Rejection::TooComplex)
    );
    let jbig = b"\0\0\0\0\x30\0\x01\0\0\0\x13\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice();
    let found = picture("/Width 9 /Height 9 /Filter /JBIG2Decode", jbig);
    assert_eq!(found, Err(Rejection::TooComplex));
    // One within the page itself.
    let inline = b"BI /W 90000 /H 90000 /BPC 8 /CS /G ID x EI".as_slice();
    assert_eq!(look(&page("", inline, &[])), Err(Rejection::TooComplex));
}

#[test]
fn a_deadline_is_kept() -> Result<(), Rejection> {
    let limits = Limits::default();
    let bytes = pdf(Sample::Poster {
        headline: "In time",
    });
    let artwork = examine_within(bytes.clone(), &limits, Duration::from_secs(60))?;
    assert!(
        artwork
            .sizes
            .iter()
            .all(|(size, _)| size.same_as(PageSize::from_mm(420.0, 594.0)))
    );
    assert!(png(&artwork.thumbnail_png).is_some());
    assert_eq!(artwork, examine(&bytes, &limits)?);
    let late = examine_within(bytes, &limits, Duration::ZERO);
    assert_eq!(late, Err(Rejection::TooComplex));
    assert_eq!(
        examine_within(not_pdf(), &limits, Duration::ZERO),
        Err(Rejection::NotPdf)
    );
    Ok(())
}

#[test]
fn no_damage_escapes_as_a_panic() {
    // Every outcome is fine as long as there is one.
    let limits = Limits {
        max_thumbnail_px: 40,
        ..Limits::default()
    };
    let whole = pdf(Sample::Label);
    let mut seed = 0x2545_f491_u32;
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            // Marsaglia's xorshift, so that the damage is the same each time.
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            let place = seed as usize % bytes.len();
            if let Some(byte) = bytes.get_mut(place) {
                *byte = (seed >> 24) as u8;
            }
        }
        let _outcome = examine(&bytes, &limits);
    }
}

#[test]
fn every_rejection_says_what_happened_and_what_to_do() {
    for rejection in [
        Rejection::NotPdf,
        Rejection::Broken,
        Rejection::Encrypted,
        Rejection::TooLarge {
            max_bytes: 100_000_000,
        },
        Rejection::TooManyPages { max: 1000 },
        Rejection::NoPages,
        Rejection::TooComplex,
    ] {
        let said = rejection.to_string();
        assert!(said.starts_with("This "), "{said}");
        assert!(
            said.matches(". ").count() >= 1 && said.ends_with('.'),
            "{said}"
        );
        assert!(!said.contains("  "), "{said}");
    }
    let large = Rejection::TooLarge {
        max_bytes: 100_000_000,
    };
    assert!(large.to_string().contains("larger than 100 MB"));
}
