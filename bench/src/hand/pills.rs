//! The marks of statuses.

use domain::{orders::OrderState, production::JobState};

const CLOCK: &str = r#"<circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3.2V6l1.9 1.3" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>"#;
const BARS: &str = r#"<path d="M2.75 2h2.25v8H2.75zM7 2h2.25v8H7z" fill="currentColor"/>"#;
const TICK: &str =
    r#"<path d="M1.8 6.4 4.6 9.2 10.2 2.8" fill="none" stroke="currentColor" stroke-width="2"/>"#;
const SQUARE: &str = r#"<path d="M1.75 1.75h8.5v8.5h-8.5zM4 5.25v1.5h4v-1.5z" fill="currentColor" fill-rule="evenodd"/>"#;
const HALF: &str = r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor"/>"#;
const DIAMOND: &str = r#"<path d="M6 .9 11.1 6 6 11.1.9 6z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3.8 8.2 6 6 8.2 3.8 6z" fill="currentColor"/>"#;
const ARROW: &str = r#"<path d="M1 6h8.5M6.2 2.4 9.8 6 6.2 9.6" fill="none" stroke="currentColor" stroke-width="1.8"/>"#;
const TICKS: &str = r#"<circle cx="6" cy="6" r="5.5" fill="currentColor"/><path d="M3.3 6.2 5.3 8.2 8.8 4" fill="none" stroke="var(--pill-ground,#fff)" stroke-width="1.5"/>"#;
const CROSS: &str = r#"<path d="m2.25 2.25 7.5 7.5m0-7.5-7.5 7.5" fill="none" stroke="currentColor" stroke-width="2"/>"#;
const STRUCK: &str = r#"<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m2.9 9.1 6.2-6.2" stroke="currentColor" stroke-width="1.5"/>"#;

/// Tone, shape and word.
pub(super) type Pill = (&'static str, &'static str, &'static str);

pub(super) const fn of_order(state: OrderState) -> Pill {
    let (tone, shape) = match state {
        OrderState::AwaitingApproval => ("attention", CLOCK),
        OrderState::OnHold => ("hold", BARS),
        OrderState::Approved => ("info", TICK),
        OrderState::Blocked => ("attention", SQUARE),
        OrderState::InProduction => ("info", HALF),
        OrderState::WithSupplier => ("info", DIAMOND),
        OrderState::Shipping => ("info", ARROW),
        OrderState::Completed => ("done", TICKS),
        OrderState::Rejected => ("stop", CROSS),
        OrderState::Cancelled => ("plain", STRUCK),
    };
    (tone, shape, state.staff_word())
}

pub(super) const fn of_job(state: JobState) -> Pill {
    let (tone, shape) = match state {
        JobState::Waiting => ("attention", CLOCK),
        JobState::Ready => ("info", TICK),
        JobState::Blocked => ("attention", SQUARE),
        JobState::InProduction => ("info", HALF),
        JobState::WithSupplier | JobState::Produced => ("info", DIAMOND),
        JobState::Shipping => ("info", ARROW),
        JobState::Completed => ("done", TICKS),
        JobState::Rejected => ("stop", CROSS),
        JobState::Cancelled => ("plain", STRUCK),
    };
    (tone, shape, state.word())
}
