//! The statuses of a job, drawn.

use domain::production::JobState;
use leptos::prelude::*;
use ui::{Shape, StatusPill, Tone};

/// As staff and suppliers read it.
#[must_use]
pub fn job_pill(state: JobState) -> AnyView {
    pill_of(state, state.word())
}

/// The mark of a status with an audience's word for it.
#[must_use]
pub fn pill_of(state: JobState, word: &'static str) -> AnyView {
    let (tone, shape) = match state {
        JobState::Waiting => (Tone::Attention, Shape::Clock),
        JobState::Ready => (Tone::Info, Shape::Tick),
        JobState::Blocked => (Tone::Attention, Shape::Square),
        JobState::InProduction => (Tone::Info, Shape::Half),
        JobState::WithSupplier | JobState::Produced => (Tone::Info, Shape::Diamond),
        JobState::Shipping => (Tone::Info, Shape::Arrow),
        JobState::Completed => (Tone::Done, Shape::Ticks),
        JobState::Rejected => (Tone::Stop, Shape::Cross),
        JobState::Cancelled => (Tone::Plain, Shape::Struck),
    };
    view! { <StatusPill word=word tone shape/> }.into_any()
}
