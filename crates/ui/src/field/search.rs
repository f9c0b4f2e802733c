//! A search box: words to look for.

use super::Ties;
use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// A search box.
#[component]
pub fn SearchField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(default = "q".into(), into)]
    name: String,
    /// What was looked for.
    #[prop(optional, into)]
    value: Words,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &Words::default(), &Words::default());
    view! {
        <div class="field" data-kind="search">
            <label class="field-label" for=ties.id.clone()>
                {label}
            </label>
            <span class="affixed">
                <span class="affix">
                    <Icon glyph=Glyph::Search/>
                </span>
                <input
                    class="input"
                    type="search"
                    id=ties.id
                    name=name
                    value=value.owned()
                    autocomplete="off"
                    form=form.owned()
                />
            </span>
        </div>
    }
}
