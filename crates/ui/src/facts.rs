//! Facts about one thing, and sums of money.

use crate::Words;
use leptos::prelude::*;
use std::fmt;

/// A fact: its name and what it is.
pub struct Fact {
    name: String,
    value: AnyView,
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fact")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Fact {
    /// A fact in plain words or drawn.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl IntoAny) -> Self {
        Self {
            name: name.into(),
            value: value.into_any(),
        }
    }
}

/// Facts about one thing: a description list.
#[component]
pub fn Facts(
    /// The facts, in order.
    facts: Vec<Fact>,
    /// Name above value, several side by side where there is room.
    #[prop(optional)]
    stacked: bool,
) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|fact| {
            view! {
                <div>
                    <dt>{fact.name}</dt>
                    <dd>{fact.value}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="facts" data-stacked=stacked.then_some("")>
            {facts}
        </dl>
    }
}

/// A line of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumLine {
    name: String,
    amount: String,
    note: Words,
    total: bool,
}

impl SumLine {
    /// A line with its amount as the reader's locale writes it.
    #[must_use]
    pub fn new(name: impl Into<String>, amount: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            amount: amount.into(),
            note: Words::default(),
            total: false,
        }
    }

    /// The line everything above adds up to.
    #[must_use]
    pub fn total(name: impl Into<String>, amount: impl Into<String>) -> Self {
        Self {
            total: true,
            ..Self::new(name, amount)
        }
    }

    /// A smaller second line: "19 % of 84.00 €".
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }
}

/// Sums of money, the total last.
#[component]
pub fn Sum(
    /// The lines.
    lines: Vec<SumLine>,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| {
            let note = line
                .note
                .owned()
                .map(|note| view! { <small>{note}</small> });
            view! {
                <div data-total=line.total.then_some("")>
                    <dt>{line.name} {note}</dt>
                    <dd>{line.amount}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="sum">{lines}</dl> }
}
