//! The colours of a storefront.

use super::storefront::as_shown;
use crate::{At, accounts::Drawn};
use access::pages;
use domain::storefronts::{StorefrontField, StorefrontPage};
use leptos::prelude::*;
use ui::{Button, Card, FieldRow, FormActs, PostForm, TextField, TextKind};

pub(super) fn card(at: &At, page: &StorefrontPage) -> AnyView {
    let form = Drawn::of(at, &pages::SET_LOOK);
    let (light, dark) = match page.look {
        Some(look) => (look.light.to_string(), look.dark.to_string()),
        None => (String::new(), String::new()),
    };
    let accent = StorefrontField::Accent.name();
    let (accent_value, accent_error) = (form.value(accent, &light), form.problem(accent));
    let accent_dark = StorefrontField::AccentDark.name();
    let dark_value = form.value(accent_dark, &dark);
    let dark_error = form.problem(accent_dark);
    let (wrong, action, on) = (form.wrong(), form.action, as_shown(page));
    view! {
        <Card title="Look">
            <PostForm action wrong label="Look">
                {on}
                <FieldRow>
                    <TextField
                        label="Accent on light paper"
                        name=accent
                        kind=TextKind::Code
                        value=accent_value
                        error=accent_error
                        hint="Six digits, such as #7a1f5c. White must be read on it."
                    />
                    <TextField
                        label="Accent on dark paper"
                        name=accent_dark
                        kind=TextKind::Code
                        value=dark_value
                        error=dark_error
                        hint="Such as #ffb3dd. Both empty: the colours that come with Quoin."
                    />
                </FieldRow>
                <FormActs>
                    <Button label="Save look"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}
