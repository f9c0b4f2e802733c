//! How far something has come.

use crate::Words;
use leptos::prelude::*;

/// How far a long piece of work has come; without `done` it is under way without a measure.
#[component]
pub fn Progress(
    /// What is under way: "Uploading letterhead.pdf".
    #[prop(into)]
    label: String,
    /// How much is done.
    #[prop(optional_no_strip, into)]
    done: Option<u64>,
    /// Of how much.
    #[prop(default = 100)]
    of: u64,
    /// The same in words: "34 of 100 people".
    #[prop(optional, into)]
    words: Words,
    /// Id of the bar, for an island that moves it.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let words = words
        .owned()
        .map(|words| view! { <span class="progress-words">{words}</span> });
    view! {
        <div class="progress">
            <label>
                <span class="progress-label">{label}</span>
                <progress id=id.owned() max=of.to_string() value=done.map(|done| done.to_string())>
                </progress>
            </label>
            {words}
        </div>
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// Now.
    Now,
    /// Ahead.
    Ahead,
}

/// The steps of a longer act: Cart, Delivery, Review.
#[component]
pub fn Stepper(
    /// Its accessible name: "Steps of checkout".
    #[prop(into)]
    label: String,
    /// The steps: their words, an address where one may go back to them, their state.
    steps: Vec<(String, Option<String>, StepState)>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|(words, href, state)| {
            let (key, said) = match state {
                StepState::Done => ("done", Some("Done: ")),
                StepState::Now => ("now", None),
                StepState::Ahead => ("ahead", None),
            };
            let words = match href {
                Some(href) => view! { <a href=href>{words}</a> }.into_any(),
                None => words.into_any(),
            };
            view! {
                <li data-state=key aria-current=(state == StepState::Now).then_some("step")>
                    {said.map(|said| view! { <span class="visually-hidden">{said}</span> })}
                    {words}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="stepper" aria-label=label>
            {steps}
        </ol>
    }
}

/// The shape of text that is still on its way; for islands only, since pages arrive whole.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: u8,
) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span></span> }).collect_view();
    view! {
        <div class="skeleton" aria-hidden="true">
            {lines}
        </div>
    }
}
