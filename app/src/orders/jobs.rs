//! The jobs of an order as cards: picture, specification, status, and what can be done.

use super::status::day;
use crate::{
    cart::EditContent,
    production::{JobActs, pill_of},
};
use domain::{
    JobId, Money, Timestamp,
    catalogue::Chosen,
    orders::{Artwork, Audience, Head, JobForCustomer, JobForStaff, JobForSupplier},
    paths,
    production::{JobState, list::JobOnOrder},
};
use leptos::prelude::*;
use ui::{Fact, JobCard, Picture, Tone};

/// A job as its card shows it, whoever reads it: what an audience does not read is not there.
#[derive(Default)]
struct Shown {
    id: Option<JobId>,
    position: u32,
    product: String,
    quantity: u32,
    chosen: Vec<Chosen>,
    reference: String,
    price: Option<Money>,
    state: Option<JobState>,
    due_at: Option<Timestamp>,
    supplier: Option<String>,
    block_reason: String,
    operator_notes: String,
    artwork: Option<Artwork>,
}

pub(super) fn for_customer(
    head: &Head,
    jobs: Vec<JobForCustomer>,
    acts: Vec<JobOnOrder>,
) -> AnyView {
    let shown = jobs.into_iter().map(|job| Shown {
        id: Some(job.id),
        position: job.position,
        product: job.product,
        quantity: job.quantity,
        chosen: job.chosen,
        reference: job.reference,
        price: Some(job.price),
        state: Some(job.state),
        due_at: Some(job.due_at),
        block_reason: job.block_reason,
        artwork: job.artwork,
        ..Shown::default()
    });
    cards(head, shown, acts, Audience::Customer)
}

pub(super) fn for_supplier(
    head: &Head,
    jobs: Vec<JobForSupplier>,
    acts: Vec<JobOnOrder>,
) -> AnyView {
    let shown = jobs.into_iter().map(|job| Shown {
        id: Some(job.id),
        position: job.position,
        product: job.product,
        quantity: job.quantity,
        chosen: job.chosen,
        reference: job.reference,
        state: Some(job.state),
        due_at: Some(job.due_at),
        artwork: job.artwork,
        ..Shown::default()
    });
    cards(head, shown, acts, Audience::Supplier)
}

pub(super) fn for_staff(head: &Head, jobs: Vec<JobForStaff>, acts: Vec<JobOnOrder>) -> AnyView {
    let shown = jobs.into_iter().map(|job| Shown {
        id: Some(job.id),
        position: job.position,
        product: job.product,
        quantity: job.quantity,
        chosen: job.chosen,
        reference: job.reference,
        price: Some(job.price),
        state: Some(job.state),
        due_at: Some(job.due_at),
        supplier: job.supplier,
        block_reason: job.block_reason,
        operator_notes: job.operator_notes,
        artwork: job.artwork,
    });
    cards(head, shown, acts, Audience::Staff)
}

fn cards(
    head: &Head,
    jobs: impl Iterator<Item = Shown>,
    mut acts: Vec<JobOnOrder>,
    audience: Audience,
) -> AnyView {
    jobs.map(|job| {
        let at = acts.iter().position(|one| Some(one.id) == job.id);
        let acts = at.map(|at| acts.swap_remove(at));
        card(head, job, acts, audience)
    })
    .collect_view()
    .into_any()
}

fn card(head: &Head, job: Shown, acts: Option<JobOnOrder>, audience: Audience) -> AnyView {
    let picture = job
        .id
        .zip(job.artwork.as_ref().and_then(|artwork| artwork.thumbnail))
        .map(|(id, (width, height))| {
            Picture::new(
                paths::Thumbnail(id).to_string(),
                format!("First page of {}", job.product),
                width,
                height,
            )
        });
    let pages = job.artwork.as_ref().map(|artwork| artwork.pages);
    let tone = (job.state == Some(JobState::Blocked)).then_some(Tone::Attention);
    let facts = facts(&job);
    let price = job.price.map(|price| price.to_string());
    let status = job.state.map(|state| pill_of(state, word(state, audience)));
    let acts = acts.map(|job| view! { <JobActs job/> });
    let content = content(head, &job);
    let number = format!("{}-{}", head.number, job.position);
    view! {
        <JobCard number title=job.product status=move || status picture pages facts price tone>
            {acts}
            {content}
        </JobCard>
    }
    .into_any()
}

/// What is printed may be changed until somebody approves it.
fn content(head: &Head, job: &Shown) -> Option<AnyView> {
    let id = job.id.filter(|_| head.edit_content)?;
    let (number, version) = (head.number, head.version);
    let (product, reference) = (job.product.clone(), job.reference.clone());
    let file_name = job.artwork.as_ref().map(|file| file.file_name.clone());
    let image = job
        .artwork
        .as_ref()
        .is_some_and(|file| file.media.is_image());
    Some(
        view! { <EditContent number version job=id product reference file_name image/> }.into_any(),
    )
}

fn facts(job: &Shown) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Quantity", job.quantity.to_string())];
    facts.extend(
        job.chosen
            .iter()
            .map(|chosen| Fact::new(chosen.option.clone(), chosen.choice.clone())),
    );
    let mut words = |name: &str, value: &str| {
        if !value.is_empty() {
            facts.push(Fact::new(name, value.to_owned()));
        }
    };
    words("Reference", &job.reference);
    words("Supplier", job.supplier.as_deref().unwrap_or_default());
    words(
        "Blocked because",
        if job.state == Some(JobState::Blocked) {
            &job.block_reason
        } else {
            ""
        },
    );
    words("For the operator", &job.operator_notes);
    if let Some(artwork) = &job.artwork {
        let version = if artwork.version > 1 {
            format!(", version {}", artwork.version)
        } else {
            String::new()
        };
        words("Artwork", &format!("{}{version}", artwork.file_name));
    }
    let over = matches!(
        job.state,
        Some(JobState::Completed | JobState::Rejected | JobState::Cancelled)
    );
    if let Some(due) = job.due_at.filter(|_| !over) {
        facts.push(Fact::new("Due", day(due)));
    }
    facts
}

/// The word of a status that the audience may know.
pub(super) const fn word(state: JobState, audience: Audience) -> &'static str {
    match audience {
        Audience::Customer => state.customer_word(),
        Audience::Supplier | Audience::Staff => state.word(),
    }
}
