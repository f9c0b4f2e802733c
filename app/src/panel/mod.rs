//! Dialogs of a list that are about one of its rows.
//!
//! A list has many rows, and what a dialog offers is loaded for one only: so a row's button asks for
//! the same page with the dialog in its address, and it opens without script.

mod forms;
mod products;

pub(crate) use forms::{
    add, add_to_company, add_to_storefront, choose_company, delete, form, rename,
};
pub(crate) use products::{Products, visible};

use crate::At;
use access::pages::Endpoint;
use domain::lists::{DialogQuery, Panel};
use leptos::prelude::*;
use std::fmt;
use ui::{AskForm, Button, Dialog, Hidden, Notice, Tone, Weight};

/// The button of a row that opens a dialog about it.
pub(crate) fn opener<Q: DialogQuery>(
    query: &Q,
    panel: Q::Panel,
    of: Q::Of,
    about: &str,
) -> AnyView {
    let asked = query.with(panel, of);
    asking(Q::PATH, &asked.pairs(), Panel::label(panel), about)
}

/// The same where the page is no list: `pairs` are what the address says then.
pub(crate) fn asking(
    action: impl fmt::Display,
    pairs: &[(&'static str, &str)],
    label: &'static str,
    about: &str,
) -> AnyView {
    let hidden = hidden(pairs);
    let (action, about) = (action.to_string(), about.to_owned());
    view! {
        <AskForm action=action inline=true>
            {hidden}
            <Button label=label about=about weight=Weight::Bare/>
        </AskForm>
    }
    .into_any()
}

/// Values that go along unseen, as far as there are any.
fn hidden(pairs: &[(&'static str, &str)]) -> AnyView {
    pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            let (name, value) = (*name, (*value).to_owned());
            view! { <Hidden name=name value=value/> }
        })
        .collect_view()
        .into_any()
}

/// What a form is about, and the version of it that this page shows.
pub(crate) fn as_shown(name: &'static str, id: impl fmt::Display, version: i64) -> AnyView {
    hidden(&[(name, &*id.to_string()), ("version", &version.to_string())])
}

/// The dialog that the address opens; closed, the list is as it was.
pub(crate) fn dialog(
    query: &impl DialogQuery,
    id: &'static str,
    title: String,
    inner: AnyView,
) -> AnyView {
    let back = query.closed().address();
    view! {
        <Dialog id title open=true back>
            {inner}
        </Dialog>
    }
    .into_any()
}

/// Why an act of this page failed, where no form is drawn that says it itself: `drawn` are those that
/// are.
pub(crate) fn failed(at: &At, drawn: &[&'static Endpoint]) -> Option<AnyView> {
    let failed = at.typed().failed.as_ref()?;
    if drawn.iter().any(|one| one.path == failed.endpoint) {
        return None;
    }
    let fields = failed.fields.first().map(|(_, problem)| problem.clone());
    let title = fields.unwrap_or_else(|| failed.message.clone());
    Some(view! { <Notice tone=Tone::Attention title=title/> }.into_any())
}
