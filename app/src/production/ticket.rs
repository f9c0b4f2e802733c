//! The ticket of a job: what goes along with the sheets. Prints alone on A5.

use crate::View;
use access::pages;
use domain::{paths, production::list::FloorJob};
use leptos::prelude::*;
use ui::{Crumb, Fact, LinkButton, PageHeader, Picture, Ticket};

pub(super) fn view(job: FloorJob) -> View {
    View::new(format!("Job {}", job.number()), move || drawn(job))
}

fn drawn(job: FloorJob) -> AnyView {
    let number = job.number();
    let crumbs = vec![
        Crumb::new(
            pages::PRINT_OPERATIONS.heading,
            paths::PrintOperations.to_string(),
        ),
        Crumb::here(number.clone()),
    ];
    let mut facts: Vec<Fact> = job
        .chosen
        .iter()
        .map(|one| Fact::new(one.option.clone(), one.choice.clone()))
        .collect();
    if !job.reference.is_empty() {
        facts.push(Fact::new("Reference", job.reference.clone()));
    }
    facts.push(Fact::new("Order", job.order.to_string()));
    facts.push(Fact::new("Storefront", job.storefront.clone()));
    if let Some(artwork) = &job.artwork {
        facts.push(Fact::new(
            "Artwork",
            format!("{}, version {}", artwork.file_name, job.artwork_version),
        ));
        facts.push(Fact::new("Pages", artwork.words()));
        // So that who prints knows that the file is the one that was sent.
        facts.push(Fact::new(
            "SHA-256",
            view! { <code class="checksum">{artwork.kept.sha256.clone()}</code> },
        ));
    }
    if !job.block_reason.is_empty() {
        facts.push(Fact::new("Blocked", job.block_reason.clone()));
    }
    let stages = ["Plates", "Printed", "Finished", "Packed"]
        .map(str::to_owned)
        .to_vec();
    view! {
        <PageHeader title=format!("Job {number}") crumbs=crumbs pill=move || super::job_pill(job.state)>
            <LinkButton href=paths::PrintOperations.to_string() label="Back to the list"/>
        </PageHeader>
        <div class="tickets">
            <Ticket
                number=number.clone()
                title=job.product.clone()
                due=job.due_at.day()
                quantity=format!("{} pieces", job.quantity)
                picture=picture(&job)
                facts=facts
                notes=job.operator_notes.clone()
                stages=stages
            />
        </div>
    }
    .into_any()
}

/// The first page of a job's artwork, where the reader may see it.
pub(super) fn picture(job: &FloorJob) -> Option<Picture> {
    let artwork = job.artwork.as_ref().filter(|_| job.can.picture)?;
    let (width, height) = artwork.thumbnail;
    Some(Picture::new(
        paths::Thumbnail(job.id).to_string(),
        "",
        width,
        height,
    ))
}
