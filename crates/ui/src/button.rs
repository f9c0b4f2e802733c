//! Buttons: a verb that does something. What merely leads somewhere is a [`crate::LinkButton`].

use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// How much a button asks for the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The page's main act; one a page.
    Primary,
    /// Any other act.
    #[default]
    Quiet,
    /// An act that takes something away.
    Danger,
    /// An act inside a row or a sentence: no frame until it is pointed at.
    Bare,
}

impl Weight {
    /// The value of `data-weight`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
            Self::Bare => "bare",
        }
    }
}

/// A button that submits the form around it (or the one named by `form`), or opens a panel.
///
/// With `refused` it is disabled and the reason stands beside it, tied to it for screen readers.
/// With `opens` it is no submit button but opens the [`crate::Dialog`], [`crate::Menu`] or sheet
/// of that id, without script.
#[component]
pub fn Button(
    /// The verb, and the button's accessible name.
    #[prop(into)]
    label: String,
    /// How much it asks for the eye.
    #[prop(default = Weight::Quiet)]
    weight: Weight,
    /// An icon before the verb.
    #[prop(optional_no_strip, into)]
    glyph: Option<Glyph>,
    /// Shows the icon alone; the verb stays the accessible name.
    #[prop(optional)]
    icon_only: bool,
    /// Field name sent with `value` when this button is the one that was pressed.
    #[prop(optional, into)]
    name: Words,
    /// See `name`.
    #[prop(optional, into)]
    value: Words,
    /// Id of the form it submits, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another address to post the form to.
    #[prop(optional, into)]
    action: Words,
    /// Submits without the browser's own checks (for "Save draft", "Remove").
    #[prop(optional)]
    unchecked: bool,
    /// Disabled without a reason; prefer `refused`.
    #[prop(optional)]
    disabled: bool,
    /// Why it cannot be pressed.
    #[prop(optional, into)]
    refused: Words,
    /// Drawn as under way.
    #[prop(optional)]
    busy: bool,
    /// Id of the panel it opens.
    #[prop(optional, into)]
    opens: Words,
    /// Id of the panel it closes.
    #[prop(optional, into)]
    closes: Words,
    /// More of the accessible name than is shown: "Remove" + "Flyers A5".
    #[prop(optional, into)]
    about: Words,
    /// The button's own id.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let panel = opens.is_some() || closes.is_some();
    let target = opens.owned().or_else(|| closes.owned());
    let target_action = closes.is_some().then_some("hide");
    let reason_id = refused
        .is_some()
        .then(|| format!("{}-refused", id.or(&crate::field_id(&label))));
    let name_of_it = match (icon_only, about.get()) {
        (_, Some(about)) => Some(format!("{label} {about}")),
        (true, None) => Some(label.clone()),
        (false, None) => None,
    };
    let title = icon_only.then(|| label.clone());
    let inner = view! {
        {glyph.map(|glyph| view! { <Icon glyph/> })}
        {(!icon_only).then(|| view! { <span>{label}</span> })}
    };
    let button = view! {
        <button
            class="button"
            data-weight=weight.key()
            data-icon-only=icon_only.then_some("")
            type=if panel { "button" } else { "submit" }
            id=id.owned()
            name=name.owned()
            value=value.owned()
            form=form.owned()
            formaction=action.owned()
            formnovalidate=unchecked
            disabled=disabled || refused.is_some()
            aria-busy=busy.then_some("true")
            aria-label=name_of_it
            aria-describedby=reason_id.clone()
            title=title
            popovertarget=target
            popovertargetaction=target_action
        >
            {inner}
        </button>
    };
    match reason_id {
        Some(reason_id) => view! {
            <span class="button-refused">
                {button}
                <small id=reason_id>{refused.owned()}</small>
            </span>
        }
        .into_any(),
        None => button.into_any(),
    }
}
