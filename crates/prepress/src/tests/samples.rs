use super::png;
use crate::sample::{Sample, pdf};
use crate::{Artwork, Limits, PageSize, Rejection, examine};

const ALL: [(Sample<'_>, u32, f32, f32); 7] = [
    (
        Sample::BusinessCard {
            name: "Ida Lindqvist",
            title: "Letterpress printer",
            company: "Harbour Press",
        },
        2,
        85.0,
        55.0,
    ),
    (
        Sample::Flyer {
            headline: "Print it yourself",
        },
        2,
        148.0,
        210.0,
    ),
    (
        Sample::Brochure {
            headline: "Made to be held",
        },
        8,
        210.0,
        297.0,
    ),
    (
        Sample::Poster {
            headline: "Night of the presses",
        },
        1,
        420.0,
        594.0,
    ),
    (
        Sample::Letterhead {
            company: "Harbour Press",
        },
        1,
        210.0,
        297.0,
    ),
    (Sample::Label, 1, 90.0, 60.0),
    (Sample::Banner, 1, 2000.0, 800.0),
];

fn read(kind: Sample<'_>) -> Result<Artwork, Rejection> {
    examine(&pdf(kind), &Limits::default())
}

#[test]
fn samples_have_the_pages_and_sizes_they_promise() -> Result<(), Rejection> {
    for (kind, pages, width, height) in ALL {
        let artwork = read(kind)?;
        assert_eq!(artwork.pages, pages, "{kind:?}");
        let [(size, count)] = artwork.sizes.as_slice() else {
            unreachable!("{kind:?} has pages of several sizes: {:?}", artwork.sizes)
        };
        assert_eq!(*count, pages, "{kind:?}");
        assert!(
            size.same_as(PageSize::from_mm(width, height)),
            "{kind:?} is {size}"
        );
    }
    Ok(())
}

#[test]
fn thumbnails_are_pictures_of_the_page() -> Result<(), Rejection> {
    for (kind, _, width, height) in ALL {
        let artwork = read(kind)?;
        assert!(artwork.thumbnail_png.starts_with(b"\x89PNG\r\n\x1a\n"));
        let picture = png(&artwork.thumbnail_png).ok_or(Rejection::Broken)?;
        assert_eq!(picture.width, artwork.thumbnail_width, "{kind:?}");
        assert_eq!(picture.height, artwork.thumbnail_height, "{kind:?}");
        assert_eq!(picture.width.max(picture.height), 400, "{kind:?}");
        let (drawn, meant) = (picture.width as f32 / picture.height as f32, width / height);
        assert!(
            (drawn / meant - 1.0).abs() < 0.01,
            "{kind:?}: {drawn} for {meant}"
        );
        assert!(
            picture.colours() > 50,
            "{kind:?} has {} colours",
            picture.colours()
        );
        // Without transparency, so that it looks the same on any ground.
        assert_eq!(picture.bytes, 3, "{kind:?}");
    }
    Ok(())
}

#[test]
fn samples_are_small_and_always_the_same() {
    for (kind, ..) in ALL {
        let bytes = pdf(kind);
        assert!(bytes.len() < 20_000, "{kind:?} has {} bytes", bytes.len());
        assert_eq!(bytes, pdf(kind));
    }
}

#[test]
fn samples_hold_any_headline() -> Result<(), Rejection> {
    for headline in [
        "",
        "A",
        "Ärger mit Öl (und Wasser) \\ 100 %",
        "印刷",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
        "One headline that goes on and on and says far more than anybody on the street will read",
    ] {
        read(Sample::Flyer { headline })?;
        read(Sample::Brochure { headline })?;
        read(Sample::Poster { headline })?;
        read(Sample::Letterhead { company: headline })?;
        read(Sample::BusinessCard {
            name: headline,
            title: headline,
            company: headline,
        })?;
    }
    Ok(())
}

#[test]
fn only_what_is_left_after_cutting_is_drawn() -> Result<(), Rejection> {
    // The card's right edge is drawn in three inks up to the trim and past it; the first pixel
    // inside must be ink, not the white that lies outside the bleed.
    let artwork = read(Sample::Poster { headline: "Edge" })?;
    let picture = png(&artwork.thumbnail_png).ok_or(Rejection::Broken)?;
    for place in [(0.0, 0.0), (0.0, 0.5)] {
        let [red, green, blue] = picture.at(place.0, place.1).ok_or(Rejection::Broken)?;
        assert!(
            red < 120 && green > 100 && blue > 150,
            "{place:?}: {red} {green} {blue}"
        );
    }
    Ok(())
}
