//! What happened, in order.

use crate::{Shape, Tone, Words, notice::mark};
use leptos::prelude::*;
use std::fmt;

/// One thing that happened.
pub struct Event {
    iso: String,
    when: String,
    exact: Words,
    who: Words,
    what: String,
    tone: Tone,
    shape: Shape,
    detail: Option<AnyView>,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("iso", &self.iso)
            .field("what", &self.what)
            .finish_non_exhaustive()
    }
}

impl Event {
    /// What happened, and when: for machines and for people.
    #[must_use]
    pub fn new(what: impl Into<String>, iso: impl Into<String>, when: impl Into<String>) -> Self {
        Self {
            iso: iso.into(),
            when: when.into(),
            exact: Words::default(),
            who: Words::default(),
            what: what.into(),
            tone: Tone::Plain,
            shape: Shape::Dot,
            detail: None,
        }
    }

    /// The exact time, shown on hover.
    #[must_use]
    pub fn exact(mut self, exact: impl Into<Words>) -> Self {
        self.exact = exact.into();
        self
    }

    /// Who did it; both names where one acted as another.
    #[must_use]
    pub fn who(mut self, who: impl Into<Words>) -> Self {
        self.who = who.into();
        self
    }

    /// What it means, and the shape that says the same.
    #[must_use]
    pub fn mark(mut self, tone: Tone, shape: Shape) -> Self {
        self.tone = tone;
        self.shape = shape;
        self
    }

    /// What was said or attached: a reason, a message, a file.
    #[must_use]
    pub fn detail(mut self, drawn: impl IntoAny) -> Self {
        self.detail = Some(drawn.into_any());
        self
    }
}

/// What happened, in order; a list with an accessible name.
#[component]
pub fn Timeline(
    /// Its accessible name.
    #[prop(default = "Timeline".into(), into)]
    label: String,
    /// What happened.
    events: Vec<Event>,
) -> impl IntoView {
    let events = events
        .into_iter()
        .map(|event| {
            let who = event
                .who
                .owned()
                .map(|who| view! { <span class="event-who">{who}</span> });
            let detail = event
                .detail
                .map(|detail| view! { <div class="event-detail">{detail}</div> });
            view! {
                <li class="event" data-tone=event.tone.key()>
                    <span class="event-mark">{mark(event.shape)}</span>
                    <p class="event-what">{event.what}</p>
                    <p class="event-when">
                        {who}
                        <time datetime=event.iso title=event.exact.owned()>
                            {event.when}
                        </time>
                    </p>
                    {detail}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="timeline" aria-label=label>
            {events}
        </ol>
    }
}
