//! The look of statuses, and of moments.

use domain::{
    Timestamp,
    orders::{Audience, OrderState},
};
use leptos::prelude::*;
use ui::{Moment, Shape, StatusPill, Tone};

/// A status that the audience may know, in its word.
pub(crate) fn pill(state: OrderState, audience: Audience) -> AnyView {
    let (tone, shape) = look(state);
    view! { <StatusPill word=state.word(audience) tone shape/> }.into_any()
}

pub(crate) const fn look(state: OrderState) -> (Tone, Shape) {
    match state {
        OrderState::AwaitingApproval => (Tone::Attention, Shape::Clock),
        OrderState::OnHold => (Tone::Hold, Shape::Bars),
        OrderState::Approved => (Tone::Info, Shape::Tick),
        OrderState::Blocked => (Tone::Attention, Shape::Square),
        OrderState::InProduction => (Tone::Info, Shape::Half),
        OrderState::WithSupplier => (Tone::Info, Shape::Diamond),
        OrderState::Shipping => (Tone::Info, Shape::Arrow),
        OrderState::Completed => (Tone::Done, Shape::Ticks),
        OrderState::Rejected => (Tone::Stop, Shape::Cross),
        OrderState::Cancelled => (Tone::Plain, Shape::Struck),
    }
}

/// "2 hours ago", with the exact time on hover.
pub(crate) fn ago(at: Timestamp, now: Timestamp) -> AnyView {
    view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> }.into_any()
}

/// The day, with the exact time on hover.
pub(crate) fn day(at: Timestamp) -> AnyView {
    view! { <Moment iso=at.iso() words=at.day() exact=at.to_string()/> }.into_any()
}
