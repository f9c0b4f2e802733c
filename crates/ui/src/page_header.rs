//! The top of a page: where one is, its one heading, its main act at the same place everywhere.

use crate::Words;
use leptos::prelude::*;

/// A step of the way to this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    label: String,
    href: Words,
}

impl Crumb {
    /// A page above this one.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Words::from(href.into()),
        }
    }

    /// This page, the last step.
    #[must_use]
    pub fn here(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Words::default(),
        }
    }
}

/// The way to a page below a list.
#[component]
pub fn Breadcrumb(
    /// From the top down; the last is this page.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let crumbs = crumbs
        .into_iter()
        .map(|crumb| match crumb.href.owned() {
            Some(href) => view! { <li><a class="link" href=href>{crumb.label}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{crumb.label}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>{crumbs}</ol>
        </nav>
    }
}

/// A page's only `h1`, with its breadcrumb, a pill, a sentence and its main act.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The way here; none on lists.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// A status beside the heading.
    #[prop(optional, into)]
    pill: Option<ViewFnOnce>,
    /// A sentence below: what to do next, what this page is for.
    #[prop(optional, into)]
    lead: Words,
    /// A storefront's heading, in the display face.
    #[prop(optional)]
    display: bool,
    /// The acts, the main one last; it sticks to the bottom of a phone.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let crumbs = (!crumbs.is_empty()).then(|| view! { <Breadcrumb crumbs/> });
    let lead = lead
        .owned()
        .map(|lead| view! { <p class="page-lead">{lead}</p> });
    let acts = children.map(|children| view! { <div class="page-acts">{children()}</div> });
    view! {
        <header class="page-header">
            {crumbs}
            <div class="page-head">
                <h1 class="page-title" data-display=display.then_some("")>{title}</h1>
                {pill.map(|pill| pill.run())}
                {acts}
            </div>
            {lead}
        </header>
    }
}
