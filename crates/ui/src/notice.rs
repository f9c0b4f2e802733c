//! What the page has to say: notices in place, banners on top, toasts after an act.

use crate::{Shape, Tone, Words};
use leptos::prelude::*;

fn shape_of(tone: Tone) -> Shape {
    match tone {
        Tone::Plain | Tone::Info => Shape::Dot,
        Tone::Attention => Shape::Triangle,
        Tone::Hold => Shape::Bars,
        Tone::Done => Shape::Tick,
        Tone::Stop => Shape::Square,
    }
}

pub(crate) fn mark(shape: Shape) -> AnyView {
    view! {
        <svg
            class="mark"
            width="12"
            height="12"
            viewBox="0 0 12 12"
            aria-hidden="true"
            inner_html=shape.drawing()
        ></svg>
    }
    .into_any()
}

/// A sentence in its place: what to do next, why something is not offered, what was found.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// The sentence that is read first.
    #[prop(optional, into)]
    title: Words,
    /// More, and acts.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = title
        .owned()
        .map(|title| view! { <p class="notice-title">{title}</p> });
    view! {
        <div class="notice" data-tone=tone.key()>
            {mark(shape_of(tone))}
            <div class="notice-words">
                {title}
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// A bar above everything: "You are logged in as …", with the act that ends it as children.
#[component]
pub fn Banner(
    /// What it means.
    #[prop(default = Tone::Attention)]
    tone: Tone,
    /// The sentence.
    #[prop(into)]
    words: String,
    /// The act that ends it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="banner" role="region" aria-label="Notice" data-tone=tone.key()>
            {mark(shape_of(tone))}
            <p>{words}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// What an act just did, shown once after the redirect; failures are read out at once.
#[component]
pub fn Toast(
    /// What it means.
    #[prop(default = Tone::Done)]
    tone: Tone,
    /// The sentence: "Order 1042 approved."
    #[prop(into)]
    words: String,
    /// A link or an act: "Undo".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let role = match tone {
        Tone::Stop | Tone::Attention => "alert",
        Tone::Plain | Tone::Info | Tone::Hold | Tone::Done => "status",
    };
    view! {
        <div class="toast" role=role data-tone=tone.key()>
            {mark(shape_of(tone))}
            <p>{words}</p>
            {children.map(|children| children())}
        </div>
    }
}
