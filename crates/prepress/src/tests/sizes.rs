use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref};

use super::png;
use crate::{Limits, PageSize, Rejection, examine};

type Box4 = (f32, f32, f32, f32);

/// A page of a PDF made for a test; the boxes are left, bottom, right, top in points.
#[derive(Clone, Copy)]
struct Leaf {
    media: Box4,
    crop: Option<Box4>,
    trim: Option<Box4>,
    rotate: i32,
    unit: f32,
}

impl Leaf {
    fn new(width: f32, height: f32) -> Self {
        Self {
            media: (0.0, 0.0, width, height),
            crop: None,
            trim: None,
            rotate: 0,
            unit: 1.0,
        }
    }
}

/// A PDF of these pages, each black in its lower left quarter.
fn book(leaves: &[Leaf]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    let ids: Vec<Ref> = (0..leaves.len() as i32)
        .map(|at| Ref::new(3 + 2 * at))
        .collect();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids(ids.iter().copied())
        .count(leaves.len() as i32);
    for (leaf, id) in leaves.iter().zip(ids) {
        let rect = |(left, bottom, right, top): Box4| Rect::new(left, bottom, right, top);
        let mut page = pdf.page(id);
        page.parent(tree)
            .media_box(rect(leaf.media))
            .contents(id.next_ref());
        page.rotate(leaf.rotate).user_unit(leaf.unit);
        if let Some(crop) = leaf.crop {
            page.crop_box(rect(crop));
        }
        if let Some(trim) = leaf.trim {
            page.trim_box(rect(trim));
        }
        page.finish();
        let (left, bottom, right, top) = leaf.trim.unwrap_or(leaf.media);
        let mut content = Content::new();
        content.set_fill_gray(0.0);
        content.rect(left, bottom, (right - left) / 2.0, (top - bottom) / 2.0);
        content.fill_nonzero();
        pdf.stream(id.next_ref(), &content.finish());
    }
    pdf.finish()
}

trait NextRef {
    fn next_ref(self) -> Self;
}

impl NextRef for Ref {
    fn next_ref(self) -> Self {
        Ref::new(self.get() + 1)
    }
}

fn sizes(leaves: &[Leaf]) -> Result<Vec<(PageSize, u32)>, Rejection> {
    examine(&book(leaves), &Limits::default()).map(|artwork| artwork.sizes)
}

fn first_words(leaf: Leaf) -> Result<String, Rejection> {
    Ok(sizes(&[leaf])?
        .first()
        .map(|(size, _)| size.words())
        .unwrap_or_default())
}

#[test]
fn a_page_is_as_large_as_its_innermost_box() -> Result<(), Rejection> {
    let plain = Leaf::new(300.0, 400.0);
    let crop = Leaf {
        crop: Some((10.0, 10.0, 290.0, 390.0)),
        ..plain
    };
    let trim = Leaf {
        trim: Some((20.0, 20.0, 280.0, 380.0)),
        ..crop
    };
    let points = |leaf: Leaf| -> Result<Option<(f32, f32)>, Rejection> {
        Ok(sizes(&[leaf])?
            .first()
            .map(|(size, _)| (size.width_pt, size.height_pt)))
    };
    assert_eq!(points(plain)?, Some((300.0, 400.0)));
    assert_eq!(points(crop)?, Some((280.0, 380.0)));
    assert_eq!(points(trim)?, Some((260.0, 360.0)));
    // A box beyond the media box is cut to it; one without an area does not count.
    let beyond = Leaf {
        trim: Some((-50.0, 100.0, 900.0, 300.0)),
        ..plain
    };
    assert_eq!(points(beyond)?, Some((300.0, 200.0)));
    let empty = Leaf {
        trim: Some((50.0, 50.0, 50.0, 50.0)),
        ..crop
    };
    assert_eq!(points(empty)?, Some((280.0, 380.0)));
    Ok(())
}

#[test]
fn sizes_are_counted_in_the_order_they_occur() -> Result<(), Rejection> {
    let a4 = Leaf::new(595.276, 841.89);
    let nearly = Leaf::new(595.2, 841.9);
    let a5 = Leaf::new(419.528, 595.276);
    let found = sizes(&[a4, a5, nearly, a4, a5])?;
    let words: Vec<_> = found
        .iter()
        .map(|(size, count)| (size.words(), *count))
        .collect();
    assert_eq!(
        words,
        [
            ("A4 (210 × 297 mm)".to_owned(), 3),
            ("A5 (148 × 210 mm)".to_owned(), 2)
        ]
    );
    Ok(())
}

#[test]
fn a_turned_page_is_measured_and_drawn_turned() -> Result<(), Rejection> {
    let leaf = Leaf {
        media: (100.0, 50.0, 1000.0, 1200.0),
        trim: Some((200.0, 150.0, 795.276, 991.89)),
        ..Leaf::new(0.0, 0.0)
    };
    // The black quarter is at the lower left and goes round clockwise with the page.
    for (rotate, words, black) in [
        (0, "A4 (210 × 297 mm)", (0.25, 0.75)),
        (90, "A4 landscape (297 × 210 mm)", (0.25, 0.25)),
        (180, "A4 (210 × 297 mm)", (0.75, 0.25)),
        (270, "A4 landscape (297 × 210 mm)", (0.75, 0.75)),
        (-90, "A4 landscape (297 × 210 mm)", (0.75, 0.75)),
    ] {
        let artwork = examine(&book(&[Leaf { rotate, ..leaf }]), &Limits::default())?;
        assert_eq!(
            artwork
                .sizes
                .first()
                .map(|(size, _)| size.words())
                .as_deref(),
            Some(words)
        );
        let lies = artwork.thumbnail_width > artwork.thumbnail_height;
        assert_eq!(lies, words.contains("landscape"), "{rotate}");
        let picture = png(&artwork.thumbnail_png).ok_or(Rejection::Broken)?;
        for place in [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)] {
            let dark = picture.at(place.0, place.1) == Some([0, 0, 0]);
            assert_eq!(dark, place == black, "{rotate} at {place:?}");
        }
    }
    Ok(())
}

#[test]
fn large_formats_count_in_larger_units() -> Result<(), Rejection> {
    let leaf = Leaf {
        unit: 10.0,
        ..Leaf::new(720.0, 288.0)
    };
    assert_eq!(first_words(leaf)?, "2540 × 1016 mm");
    Ok(())
}

#[test]
fn an_absurd_page_costs_no_more_than_its_thumbnail() -> Result<(), Rejection> {
    let limits = Limits {
        max_thumbnail_px: 120,
        ..Limits::default()
    };
    for (width, height, pixels) in [
        (1.0e9, 1.0e9, (120, 120)),
        (1.0e9, 1.0, (120, 1)),
        (0.001, 0.002, (60, 120)),
        (300.0, 200.0, (120, 80)),
    ] {
        let artwork = examine(&book(&[Leaf::new(width, height)]), &limits)?;
        let drawn = (artwork.thumbnail_width, artwork.thumbnail_height);
        assert_eq!(drawn, pixels, "{width} × {height}");
        assert!(png(&artwork.thumbnail_png).is_some());
    }
    Ok(())
}

#[test]
fn a_page_without_an_area_is_broken() {
    let flat = book(&[Leaf::new(300.0, 0.0)]);
    assert_eq!(examine(&flat, &Limits::default()), Err(Rejection::Broken));
}

#[test]
fn pages_are_counted_against_the_limit() -> Result<(), Rejection> {
    let limits = Limits {
        max_pages: 3,
        ..Limits::default()
    };
    let leaf = Leaf::new(100.0, 100.0);
    assert_eq!(examine(&book(&[leaf; 3]), &limits)?.pages, 3);
    let more = examine(&book(&[leaf; 4]), &limits);
    assert_eq!(more, Err(Rejection::TooManyPages { max: 3 }));
    Ok(())
}

#[test]
fn a_book_without_pages_is_told_so() {
    assert_eq!(
        examine(&book(&[]), &Limits::default()),
        Err(Rejection::NoPages)
    );
}

#[test]
fn an_empty_page_is_a_white_thumbnail() -> Result<(), Rejection> {
    let mut pdf = Pdf::new();
    pdf.catalog(Ref::new(1)).pages(Ref::new(2));
    pdf.pages(Ref::new(2)).kids([Ref::new(3)]).count(1);
    pdf.page(Ref::new(3))
        .parent(Ref::new(2))
        .media_box(Rect::new(0.0, 0.0, 100.0, 50.0))
        .pair(Name(b"PieceInfo"), Name(b"None"));
    let artwork = examine(&pdf.finish(), &Limits::default())?;
    let picture = png(&artwork.thumbnail_png).ok_or(Rejection::Broken)?;
    assert_eq!(picture.colours(), 1);
    assert_eq!(picture.at(0.5, 0.5), Some([255, 255, 255]));
    Ok(())
}
