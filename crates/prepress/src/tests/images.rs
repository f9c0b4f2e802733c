//! Images: what they are is told by their content, and what they cost is bounded.

use std::io::Cursor;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::{ImageKind, Limits, Rejection, examine_image, examine_image_within};

fn written(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = DynamicImage::ImageRgb8(RgbImage::new(width, height));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn refused() -> Rejection {
    Rejection::NotImage {
        max_pixels: Limits::default().max_image_pixels,
    }
}

#[test]
fn an_image_is_known_by_its_content_and_has_a_thumbnail() {
    for (format, kind) in [
        (ImageFormat::Png, ImageKind::Png),
        (ImageFormat::Jpeg, ImageKind::Jpeg),
        (ImageFormat::WebP, ImageKind::WebP),
    ] {
        let found = examine_image(&written(1_200, 600, format), &Limits::default()).unwrap();
        assert_eq!(found.kind, kind);
        assert_eq!((found.width, found.height), (1_200, 600));
        let thumbnail = (found.thumbnail_width, found.thumbnail_height);
        assert_eq!(thumbnail, (400, 200));
        assert!(found.thumbnail_png.starts_with(b"\x89PNG"));
    }
}

#[test]
fn a_small_image_is_its_own_thumbnail() {
    let small = written(30, 20, ImageFormat::Png);
    let found = examine_image(&small, &Limits::default()).unwrap();
    assert_eq!((found.thumbnail_width, found.thumbnail_height), (30, 20));
}

#[test]
fn what_is_no_image_is_refused() {
    let png = written(30, 20, ImageFormat::Png);
    let cut = png.get(..png.len() / 2).unwrap();
    for bytes in [
        b"".as_slice(),
        b"%PDF-1.7",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x04\0\0\0WEBP",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        cut,
    ] {
        assert_eq!(examine_image(bytes, &Limits::default()), Err(refused()));
    }
}

#[test]
fn an_image_of_too_many_pixels_is_refused_before_it_is_unpacked() {
    let limits = Limits {
        max_image_pixels: 500,
        ..Limits::default()
    };
    assert_eq!(
        examine_image(&written(30, 20, ImageFormat::Png), &limits),
        Err(Rejection::NotImage { max_pixels: 500 })
    );
    let limits = Limits {
        max_bytes: 10,
        ..Limits::default()
    };
    assert_eq!(
        examine_image(&written(30, 20, ImageFormat::Png), &limits),
        Err(Rejection::TooLarge { max_bytes: 10 })
    );
}

#[test]
fn a_deadline_is_kept() {
    let limits = Limits::default();
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let bytes = written(3_000, 2_000, format);
        let found = examine_image_within(bytes.clone(), &limits, Duration::from_secs(60));
        assert_eq!(found, examine_image(&bytes, &limits));
        assert!(found.is_ok());
        let late = examine_image_within(bytes, &limits, Duration::ZERO);
        assert_eq!(late, Err(Rejection::TooComplex));
    }
    // What is told without reading is told at once.
    let limits = Limits {
        max_bytes: 10,
        ..limits
    };
    assert_eq!(
        examine_image_within(vec![0_u8; 11], &limits, Duration::ZERO),
        Err(Rejection::TooLarge { max_bytes: 10 })
    );
}
