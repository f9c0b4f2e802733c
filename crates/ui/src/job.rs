//! A job: on an order's page as a card, on the floor as a ticket.

use crate::{Fact, Facts, Level, Picture, Thumbnail, Tone, Words, card::heading};
use leptos::prelude::*;

/// A job of an order: thumbnail, specification, status and its acts.
#[component]
pub fn JobCard(
    /// Its number: "1042-1".
    #[prop(into)]
    number: String,
    /// The product's name.
    #[prop(into)]
    title: String,
    /// A [`crate::StatusPill`].
    #[prop(into)]
    status: ViewFnOnce,
    /// The first page of its artwork.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// How many pages the artwork has.
    #[prop(optional_no_strip, into)]
    pages: Option<u32>,
    /// Where the artwork is shown large.
    #[prop(optional, into)]
    artwork_href: Words,
    /// Specification: quantity, size, paper, finishing.
    #[prop(optional)]
    facts: Vec<Fact>,
    /// Its price, where the reader may know it.
    #[prop(optional, into)]
    price: Words,
    /// A mark at its edge: blocked.
    #[prop(optional_no_strip, into)]
    tone: Option<Tone>,
    /// The level of its title as a heading.
    #[prop(default = Level::Two)]
    level: Level,
    /// Its acts.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = format!("job-{}", crate::field_id(&number));
    let title_id = format!("{id}-title");
    let label = format!("Show artwork of job {number}");
    let acts = children.map(|children| view! { <div class="job-acts">{children()}</div> });
    view! {
        <article class="job" id=id aria-labelledby=title_id data-tone=tone.map(Tone::key)>
            <Thumbnail picture pages href=artwork_href label large=true/>
            <div class="job-words">
                <header class="job-head">
                    {heading(level, "job-title", Some(title_id.clone()), title)}
                    <span class="job-number">{number}</span>
                    {status.run()}
                    {price.owned().map(|price| view! { <strong class="job-price">{price}</strong> })}
                </header>
                <Facts facts stacked=true/>
                {acts}
            </div>
        </article>
    }
}

/// A job's ticket for the floor; prints alone on an A5 sheet.
#[component]
pub fn Ticket(
    /// Its number, large.
    #[prop(into)]
    number: String,
    /// The product's name.
    #[prop(into)]
    title: String,
    /// When it is due.
    #[prop(into)]
    due: String,
    /// How many.
    #[prop(into)]
    quantity: String,
    /// The first page of its artwork.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// Substrate, size, finishing, delivery.
    facts: Vec<Fact>,
    /// Instructions to the operator.
    #[prop(optional, into)]
    notes: Words,
    /// Boxes to sign: "Printed", "Cut", "Packed".
    #[prop(optional)]
    stages: Vec<String>,
) -> impl IntoView {
    let notes = notes
        .owned()
        .map(|notes| view! { <p class="ticket-notes">{notes}</p> });
    let stages = stages
        .into_iter()
        .map(|stage| view! { <li>{stage}</li> })
        .collect_view();
    view! {
        <article class="ticket">
            <header class="ticket-head">
                <h2 class="ticket-number">{number}</h2>
                <p class="ticket-due">
                    <small>"Due"</small>
                    {due}
                </p>
            </header>
            <div class="ticket-main">
                <Thumbnail picture large=true/>
                <div>
                    <p class="ticket-title">{title}</p>
                    <p class="ticket-quantity">{quantity}</p>
                </div>
            </div>
            <Facts facts/>
            {notes}
            <ul class="ticket-stages">{stages}</ul>
        </article>
    }
}
