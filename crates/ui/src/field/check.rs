//! Yes or no: a box to tick, and the same as a switch.

use super::{Ties, below};
use crate::Words;
use leptos::prelude::*;

/// A box to tick; sends `value` ("true" unless told otherwise) when ticked, nothing else.
#[component]
pub fn Check(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// Ticked.
    #[prop(optional)]
    checked: bool,
    /// What is sent when ticked.
    #[prop(default = "true".into(), into)]
    value: String,
    /// What ticking it means.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Must be ticked.
    #[prop(optional)]
    required: bool,
    /// Cannot be ticked now.
    #[prop(optional)]
    disabled: bool,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name; needed where several share a name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let look = Look {
        kind: "check",
        role: None,
    };
    look.draw(
        label, &name, checked, value, &hint, &error, required, disabled, &form, &id,
    )
}

/// A setting that is on or off; a [`Check`] with the look and role of a switch.
#[component]
pub fn Switch(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// On.
    #[prop(optional)]
    checked: bool,
    /// What is sent when on.
    #[prop(default = "true".into(), into)]
    value: String,
    /// What switching it on means.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Cannot be switched now.
    #[prop(optional)]
    disabled: bool,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let look = Look {
        kind: "switch",
        role: Some("switch"),
    };
    look.draw(
        label, &name, checked, value, &hint, &error, false, disabled, &form, &id,
    )
}

#[derive(Clone, Copy, Debug)]
struct Look {
    kind: &'static str,
    role: Option<&'static str>,
}

impl Look {
    #[expect(
        clippy::too_many_arguments,
        reason = "the props of the two components, handed on one by one"
    )]
    fn draw(
        self,
        label: String,
        name: &str,
        checked: bool,
        value: String,
        hint: &Words,
        error: &Words,
        required: bool,
        disabled: bool,
        form: &Words,
        id: &Words,
    ) -> AnyView {
        let ties = Ties::new(name, id, hint, error);
        view! {
            <div class="field" data-kind=self.kind data-invalid=ties.invalid>
                <input
                    class=self.kind
                    type="checkbox"
                    role=self.role
                    id=ties.id.clone()
                    name=name.to_owned()
                    value=value
                    checked=checked
                    required=required
                    disabled=disabled
                    form=form.owned()
                    aria-invalid=ties.invalid
                    aria-describedby=ties.described_by.clone()
                />
                <label class="field-label" for=ties.id.clone()>
                    {label}
                </label>
                {below(&ties, hint, error)}
            </div>
        }
        .into_any()
    }
}
