//! The state of an account: a word, a tone and a shape.

use domain::accounts::AccountState;
use leptos::prelude::*;
use ui::{Shape, StatusPill, Tone};

pub(crate) fn pill(state: AccountState) -> AnyView {
    let (tone, shape) = match state {
        AccountState::Active => (Tone::Done, Shape::Tick),
        AccountState::Invited => (Tone::Info, Shape::Clock),
        AccountState::Inactive => (Tone::Plain, Shape::Ring),
        AccountState::Suspended => (Tone::Hold, Shape::Bars),
        AccountState::Deleted => (Tone::Plain, Shape::Struck),
    };
    view! { <StatusPill word=state.word() tone shape/> }.into_any()
}
