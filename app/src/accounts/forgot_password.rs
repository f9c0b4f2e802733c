//! Forgot your password?

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::{
    accounts::{ForgotPassword, ForgotPasswordField},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Card, FormActs, PageHeader, PostForm, TextField, TextKind, Weight};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::FORGOT_PASSWORD, load))
        .merge(post(&pages::POST_FORGOT_PASSWORD, forgot_password))
}

async fn load(at: At) -> Result<View, Failure> {
    Ok(View::new(pages::FORGOT_PASSWORD.heading, move || {
        drawn(&at)
    }))
}

fn drawn(at: &At) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_FORGOT_PASSWORD);
    let name = ForgotPasswordField::Email.name();
    view! {
        <PageHeader title=pages::FORGOT_PASSWORD.heading lead="We will mail you a link to choose a new one."/>
        <div class="narrow"><Card>
            <PostForm action=form.action wrong=form.wrong()>
                <TextField
                    label="Email"
                    name=name
                    kind=TextKind::Email
                    value=form.value(name, "")
                    error=form.problem(name)
                    autocomplete="username"
                    required=true
                />
                <FormActs>
                    <Button label="Send link" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card></div>
    }
}

async fn forgot_password(
    act: Act,
    form: ForgotPassword,
) -> Result<Done, Failure<ForgotPasswordField>> {
    act.shop.accounts.forgot_password(&act, &form).await?;
    // The same for everybody: whether there is an account is told by mail, to its owner.
    Ok(go(paths::SignIn).saying("If this address can sign in here, a mail with a link is on its way. The link works for 30 minutes."))
}
