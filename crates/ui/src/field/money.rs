//! An amount of money, typed as people write it.

use super::{Ties, around};
use crate::Words;
use leptos::prelude::*;

/// An amount with its currency in front; text, because `type=number` refuses a comma.
#[component]
pub fn MoneyField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// The currency's sign or code.
    #[prop(into)]
    currency: String,
    /// What stands in it, as typed.
    #[prop(optional, into)]
    value: Words,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Cannot be filled in now.
    #[prop(optional)]
    disabled: bool,
    /// The label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let control = view! {
        <span class="affixed">
            <span class="affix">{currency}</span>
            <input
                class="input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=ties.id.clone()
                name=name
                value=value.owned()
                required=required
                disabled=disabled
                form=form.owned()
                aria-invalid=ties.invalid
                aria-describedby=ties.described_by.clone()
            />
        </span>
    }
    .into_any();
    around(
        &ties,
        "money",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}
