//! Forms that change something: always a post, always with a place for what went wrong.

use crate::{Glyph, Icon, Words, field_id};
use leptos::prelude::*;

/// One thing that is wrong with what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    field: Words,
    message: String,
}

impl Wrong {
    /// Something wrong with one field, by the name it is sent by.
    #[must_use]
    pub fn field(name: impl Into<Words>, message: impl Into<String>) -> Self {
        Self {
            field: name.into(),
            message: message.into(),
        }
    }

    /// Something wrong with the whole.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Self {
        Self {
            field: Words::default(),
            message: message.into(),
        }
    }
}

/// A form that changes something: a plain post that works without script.
#[component]
pub fn PostForm(
    /// Where it is posted to.
    #[prop(into)]
    action: String,
    /// What went wrong the last time; drawn as a summary on top.
    #[prop(optional)]
    wrong: Vec<Wrong>,
    /// Carries files.
    #[prop(optional)]
    multipart: bool,
    /// Lays its fields side by side where there is room (filters, short acts).
    #[prop(optional)]
    inline: bool,
    /// The form's accessible name, where a page has several.
    #[prop(optional, into)]
    label: Words,
    /// Its id, for buttons and fields that stand outside of it.
    #[prop(optional, into)]
    id: Words,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="form"
            data-inline=inline.then_some("")
            method="post"
            action=action
            enctype=multipart.then_some("multipart/form-data")
            id=id.owned()
            aria-label=label.owned()
        >
            <ErrorSummary wrong/>
            {children()}
        </form>
    }
}

/// A form that changes nothing: what is chosen in it becomes the address of the page that answers.
#[component]
pub fn AskForm(
    /// The page that answers.
    #[prop(into)]
    action: String,
    /// What went wrong the last time; drawn as a summary on top.
    #[prop(optional)]
    wrong: Vec<Wrong>,
    /// Lays its fields side by side where there is room (a button that opens a dialog of the page).
    #[prop(optional)]
    inline: bool,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="form" data-inline=inline.then_some("") method="get" action=action>
            <ErrorSummary wrong/>
            {children()}
        </form>
    }
}

/// What went wrong, each with a link to its field; takes the focus so that it is read first.
#[component]
pub fn ErrorSummary(
    /// What went wrong; nothing is drawn when it is empty.
    wrong: Vec<Wrong>,
) -> impl IntoView {
    if wrong.is_empty() {
        return ().into_any();
    }
    // A single sentence about the whole is its own title.
    let title = match wrong.as_slice() {
        [only] if !only.field.is_some() => only.message.clone(),
        [_] => "Please look at one thing".to_owned(),
        several => format!("Please look at {} things", several.len()),
    };
    let alone = wrong.len() == 1 && wrong.iter().all(|wrong| !wrong.field.is_some());
    let lines = wrong
        .into_iter()
        .map(|wrong| match wrong.field.get() {
            Some(field) => {
                let href = format!("#{}", field_id(field));
                view! { <li><a href=href>{wrong.message}</a></li> }.into_any()
            }
            None => view! { <li>{wrong.message}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
            <p class="error-summary-title">
                <Icon glyph=Glyph::Warning/>
                {title}
            </p>
            {(!alone).then(|| view! { <ul>{lines}</ul> })}
        </div>
    }
    .into_any()
}

/// A value that goes along unseen: a version, an id.
#[component]
pub fn Hidden(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is sent.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

/// Fields that belong together under a legend.
#[component]
pub fn FieldGroup(
    /// The legend.
    #[prop(into)]
    legend: String,
    /// What they are for.
    #[prop(optional, into)]
    hint: Words,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let hint = hint
        .owned()
        .map(|hint| view! { <p class="field-hint">{hint}</p> });
    view! {
        <fieldset class="field-group">
            <legend>{legend}</legend>
            {hint}
            {children()}
        </fieldset>
    }
}

/// Fields side by side where there is room: a post code and a town.
#[component]
pub fn FieldRow(
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <div class="field-row">{children()}</div> }
}

/// The buttons at the end of a form, the main act first; sticks to the bottom of a phone.
#[component]
pub fn FormActs(
    /// Stays in sight at any width, below a long form.
    #[prop(optional)]
    sticky: bool,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="form-acts" data-sticky=sticky.then_some("")>{children()}</div> }
}
