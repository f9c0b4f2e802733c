//! The demo platform: its artwork is drawn, its one password hashed, and the rest written by the
//! store.

use crate::{command::Outcome, http, shop::Backend};
use domain::artwork::Media;
use prepress::sample::{self, Sample};
use service::accounts::Passwords;
use sha2::{Digest as _, Sha256};
use store::demo::{Artwork, Given, Motif, Person};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "quoin-demo-only";

/// Fills an empty database; who can sign in, or nothing if there was something already.
///
/// # Errors
/// The database or the artwork folder cannot be written.
pub async fn fill(backend: &Backend) -> Outcome<Option<Vec<Person>>> {
    let (artwork, images) = tokio::task::spawn_blocking({
        let backend = backend.clone();
        move || draw(&backend)
    })
    .await??;
    let given = Given {
        password_hash: Passwords::new(1)
            .hash::<domain::NoField>(PASSWORD, None)
            .await?,
        artwork,
        images,
    };
    Ok(store::demo::fill(&backend.store, &given, http::now()).await?)
}

/// What an album shows of a motif.
const fn pictured(motif: Motif) -> Option<&'static str> {
    match motif {
        Motif::Flyer => Some("Summer at the harbour.png"),
        Motif::Brochure => Some("Our year in numbers.png"),
        Motif::Poster => Some("Open day.png"),
        Motif::Card | Motif::Letterhead | Motif::Label | Motif::Banner => None,
    }
}

/// Draws each motif once, and keeps it as if somebody had uploaded it; and the pictures of some of them
/// as images for an album.
fn draw(backend: &Backend) -> Outcome<(Vec<Artwork>, Vec<Artwork>)> {
    let motifs = [
        (
            Motif::Card,
            "business-card.pdf",
            Sample::BusinessCard {
                name: "Sanne Bakker",
                title: "Marketing",
                company: "Brightwater Energy",
            },
        ),
        (
            Motif::Flyer,
            "summer-flyer.pdf",
            Sample::Flyer {
                headline: "Summer at the harbour",
            },
        ),
        (
            Motif::Brochure,
            "brochure.pdf",
            Sample::Brochure {
                headline: "Our year in numbers",
            },
        ),
        (
            Motif::Poster,
            "poster.pdf",
            Sample::Poster {
                headline: "Open day",
            },
        ),
        (
            Motif::Letterhead,
            "letterhead.pdf",
            Sample::Letterhead {
                company: "Brightwater Energy",
            },
        ),
        (Motif::Label, "label.pdf", Sample::Label),
        (Motif::Banner, "banner.pdf", Sample::Banner),
    ];
    let (mut kept, mut images) = (Vec::new(), Vec::new());
    for (motif, file_name, sample) in motifs {
        let pdf = sample::pdf(sample);
        let read = prepress::examine(&pdf, &prepress::Limits::default())?;
        let sha256: [u8; 32] = Sha256::digest(&pdf).into();
        backend
            .files
            .keep(&sha256, (Media::Pdf, pdf.as_slice()), &read.thumbnail_png)?;
        if let Some(file_name) = pictured(motif) {
            let png = read.thumbnail_png.as_slice();
            let (width, height) = (read.thumbnail_width, read.thumbnail_height);
            let sha256: [u8; 32] = Sha256::digest(png).into();
            // It is small enough to be its own thumbnail.
            backend.files.keep(&sha256, (Media::Png, png), png)?;
            images.push(Artwork {
                motif,
                sha256,
                bytes: png.len() as u64,
                file_name: file_name.to_owned(),
                pages: 1,
                sizes: vec![format!("{width} × {height} pixels")],
                thumbnail_width: width,
                thumbnail_height: height,
            });
        }
        kept.push(Artwork {
            motif,
            sha256,
            bytes: pdf.len() as u64,
            file_name: file_name.to_owned(),
            pages: read.pages,
            sizes: read.sizes.iter().map(|(size, _)| size.words()).collect(),
            thumbnail_width: read.thumbnail_width,
            thumbnail_height: read.thumbnail_height,
        });
    }
    Ok((kept, images))
}

/// Prints who one can sign in as.
pub fn tell(people: &[Person]) {
    println!("Everybody signs in with the password {PASSWORD}:");
    for person in people {
        println!(
            "  {:<44} {:<24} {}",
            person.email, person.name, person.roles
        );
    }
}
