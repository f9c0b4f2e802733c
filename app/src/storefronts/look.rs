//! The look of a storefront: its colours and its logo.

use super::storefront::as_shown;
use crate::{At, accounts::Drawn};
use access::pages;
use domain::{
    albums::MEGAPIXELS_MOST,
    artwork::megabytes,
    paths,
    storefronts::{Logo, StorefrontField, StorefrontPage},
};
use leptos::prelude::*;
use ui::{
    Button, Card, FieldRow, FileField, FormActs, Picture, PostForm, TextField, TextKind, Thumbnail,
    Weight,
};

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

/// The logo that there is, another one, and none.
pub(super) fn logo(at: &At, page: &StorefrontPage) -> AnyView {
    let name = StorefrontField::Logo.name();
    let form = Drawn::of(at, &pages::SET_LOGO);
    let (wrong, error) = (form.wrong(), form.problem(name));
    let (action, on) = (form.action, as_shown(page));
    let hint = format!(
        "A PNG, JPEG or WebP of at most {} MB and {MEGAPIXELS_MOST} megapixels, to be seen on light paper. \
         It stands in the place of the name above every page.",
        megabytes(at.shop.settings.largest_upload)
    );
    let verb = match &page.logo {
        Some(_) => "Replace logo",
        None => "Add logo",
    };
    let kept = page.logo.as_ref().map(|logo| kept(page, logo));
    view! {
        <Card title="Logo">
            {kept}
            <PostForm action wrong multipart=true label="Logo">
                {on}
                <FileField
                    label="Picture"
                    name
                    accept="image/png,image/jpeg,image/webp"
                    hint
                    error
                    required=true
                />
                <FormActs>
                    <Button label=verb/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn kept(page: &StorefrontPage, logo: &Logo) -> AnyView {
    let src = paths::Logo(logo.clone()).to_string();
    let alt = format!("The logo of {}", page.row.name);
    let picture = Picture::new(src, alt, logo.width, logo.height);
    let on = as_shown(page);
    view! {
        <Thumbnail picture large=true/>
        <PostForm action=pages::REMOVE_LOGO.path inline=true>
            {on}
            <Button label="Remove logo" weight=Weight::Bare/>
        </PostForm>
    }
    .into_any()
}
