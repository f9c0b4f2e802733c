//! A job's ticket: what goes with it through the plant, on an A5 sheet.

use domain::{paths, production::list::FloorJob};
use leptos::prelude::*;
use ui::{Fact, Picture, Ticket};

pub(super) fn ticket(job: FloorJob) -> AnyView {
    let picture = job.artwork.as_ref().map(|artwork| {
        let (width, height) = artwork.thumbnail;
        Picture::new(paths::Thumbnail(job.id).to_string(), "First page of the artwork", width, height)
    });
    let mut facts: Vec<Fact> =
        job.chosen.iter().map(|one| Fact::new(one.option.clone(), one.choice.clone())).collect();
    facts.push(Fact::new("Reference", job.reference.clone()));
    if let Some(artwork) = &job.artwork {
        facts.push(Fact::new("Artwork", format!("{}, {}", artwork.file_name, artwork.words())));
    }
    let number = job.number();
    view! {
        <Ticket
            number
            title=job.product
            due=job.due_at.day()
            quantity=job.quantity.to_string()
            facts
            picture
            notes=job.operator_notes
        />
    }
    .into_any()
}
