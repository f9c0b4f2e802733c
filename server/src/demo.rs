//! The demo platform: its artwork is drawn, its one password hashed, and the rest written by the
//! store.

use crate::{command::Outcome, http, shop::Backend};
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
    let given = Given {
        password_hash: Passwords::new(1)
            .hash::<domain::NoField>(PASSWORD, None)
            .await?,
        artwork: tokio::task::spawn_blocking({
            let backend = backend.clone();
            move || draw(&backend)
        })
        .await??,
    };
    Ok(store::demo::fill(&backend.store, &given, http::now()).await?)
}

/// Draws each motif once, and keeps it as if somebody had uploaded it.
fn draw(backend: &Backend) -> Outcome<Vec<Artwork>> {
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
    let mut kept = Vec::new();
    for (motif, file_name, sample) in motifs {
        let pdf = sample::pdf(sample);
        let read = prepress::examine(&pdf, &prepress::Limits::default())?;
        let sha256: [u8; 32] = Sha256::digest(&pdf).into();
        backend.files.keep(&sha256, &pdf, &read.thumbnail_png)?;
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
    Ok(kept)
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
