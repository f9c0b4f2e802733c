//! Enter your code: after the password, for who has a second factor.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::{
    accounts::{CodeField, EnterCode},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Card, FormActs, Link, PageHeader, PostForm, TextField, TextKind, Weight};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::SIGN_IN_CODE, load))
        .merge(post(&pages::POST_SIGN_IN_CODE, enter_code))
}

async fn load(at: At) -> Result<View, Failure> {
    at.shop.accounts.code_wanted(&at).await?;
    Ok(View::new(pages::SIGN_IN_CODE.heading, move || drawn(&at)))
}

fn drawn(at: &At) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_SIGN_IN_CODE);
    let wrong = form.wrong();
    // What is wrong is read first, and takes the focus itself.
    let autofocus = wrong.is_empty();
    view! {
        <PageHeader
            title=pages::SIGN_IN_CODE.heading
            lead="Your app shows it. If you have lost the app, one of your recovery codes will do."
        />
        <div class="narrow"><Card>
            <PostForm action=form.action wrong=wrong>
                <TextField
                    label="Code"
                    name=CodeField::Code.name()
                    kind=TextKind::Code
                    error=form.problem(CodeField::Code.name())
                    autocomplete="one-time-code"
                    required=true
                    autofocus=autofocus
                />
                <FormActs>
                    <Button label="Go on" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
            <p><Link href=paths::SignIn.to_string() label="Sign in as somebody else"/></p>
        </Card></div>
    }
}

async fn enter_code(act: Act, form: EnterCode) -> Result<Done, Failure<CodeField>> {
    act.shop.accounts.enter_code(&act, &form).await.map(go)
}
