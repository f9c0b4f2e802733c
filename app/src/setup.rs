//! Set up: the first administrator of an installation, and its first storefront. Who may is told by the
//! server where it was started; as soon as somebody administers the platform there is no such page.

use crate::{
    Act, At, Done, Shop, View, accounts::Drawn, failed::named, go, page, post,
    storefronts::new_storefront,
};
use access::{Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    paths,
    storefronts::{SetUp, SetUpField, StorefrontField},
};
use leptos::prelude::*;
use ui::{Button, Card, FieldGroup, FormActs, PageHeader, PostForm, TextField, TextKind, Weight};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Setup: Send + Sync {
    /// Whether a storefront is asked for as well; not found once there is nothing to begin.
    async fn asks_for_storefront(&self) -> Result<bool, Failure>;
    async fn set_up(&self, act: &Act, form: &SetUp) -> Result<(), Failure<SetUpField>>;
}

named! { SetUpField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::SETUP, load))
        .merge(post(&pages::POST_SETUP, set_up))
}

async fn load(at: At) -> Result<View, Failure> {
    let storefront = at.shop.setup.asks_for_storefront().await?;
    Ok(View::new(pages::SETUP.heading, move || {
        drawn(&at, storefront)
    }))
}

fn drawn(at: &At, storefront: bool) -> AnyView {
    let form = Drawn::of(at, &pages::POST_SETUP);
    let text = |field: SetUpField| {
        let name = field.name();
        (name, form.value(name, ""), form.problem(name))
    };
    let (code, _, code_error) = text(SetUpField::Code);
    let (person, person_value, person_error) = text(SetUpField::Person);
    let (email, email_value, email_error) = text(SetUpField::Email);
    let (password, _, password_error) = text(SetUpField::Password);
    let shop = storefront.then(|| {
        let (host, value, error) = text(SetUpField::Storefront(StorefrontField::Host));
        let fields = new_storefront(&form);
        view! {
            <FieldGroup legend="The first storefront">
                {fields}
                <TextField
                    label="Host name of its own"
                    name=host
                    value
                    error
                    hint="Such as print.example. It can be added later."
                />
            </FieldGroup>
        }
    });
    let (wrong, action) = (form.wrong(), form.action);
    view! {
        <PageHeader
            title=pages::SETUP.heading
            lead="Nobody administers this installation yet. Its server has printed a token when it started: who has it becomes the administrator."
        />
        <div class="narrow"><Card>
            <PostForm action wrong label="Set up">
                <TextField
                    label="Token"
                    name=code
                    kind=TextKind::Password
                    error=code_error
                    autocomplete="off"
                    required=true
                />
                <FieldGroup legend="You, the first administrator">
                    <TextField
                        label="Your name"
                        name=person
                        value=person_value
                        error=person_error
                        autocomplete="name"
                        required=true
                    />
                    <TextField
                        label="Email"
                        name=email
                        kind=TextKind::Email
                        value=email_value
                        error=email_error
                        autocomplete="email"
                        required=true
                    />
                    <TextField
                        label="Password"
                        name=password
                        kind=TextKind::Password
                        hint="At least 12 characters. A few words that do not belong together make a good one."
                        error=password_error
                        autocomplete="new-password"
                        required=true
                    />
                </FieldGroup>
                {shop}
                <FormActs>
                    <Button label="Set up" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card></div>
    }
    .into_any()
}

async fn set_up(act: Act, form: SetUp) -> Result<Done, Failure<SetUpField>> {
    act.shop.setup.set_up(&act, &form).await?;
    Ok(go(paths::SignIn).saying("Everything is there. Sign in as the administrator."))
}
