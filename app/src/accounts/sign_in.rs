//! Sign in, sign out.

use super::{Drawn, demo::DemoAccounts, passkeys::sign_in_button};
use crate::{Act, At, Done, Shop, View, assets::asset, form::Nothing, go, page, post};
use access::{Failure, pages, rules::accounts::registration};
use axum::Router;
use domain::{
    NoField,
    accounts::{SignIn, SignInField},
    paths,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Button, Card, FormActs, Hidden, Link, Notice, PageHeader, Picture, PostForm, ProductPicture,
    Stack, TextField, TextKind, Weight,
};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::SIGN_IN, load))
        .merge(post(&pages::POST_SIGN_IN, sign_in))
        .merge(post(&pages::POST_SIGN_OUT, sign_out))
}

/// Where to go afterwards, and whose address stands in the form.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    next: String,
    email: String,
}

async fn load(at: At) -> Result<View, Failure> {
    Ok(View::new(pages::SIGN_IN.heading, move || drawn(&at)))
}

fn drawn(at: &At) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_SIGN_IN);
    let wanted: Wanted = at.query();
    let email = form.value(SignInField::Email.name(), &wanted.email);
    let passkey = sign_in_button(at, &wanted.next);
    let who = at.ctx.access.signed_in().then(|| at.ctx.name.clone());
    let registers = registration(&at.ctx.at).is_ok();
    let demo = at.shop.settings.demo;
    let lead = format!(
        "To {}: see what you ordered, and order it again.",
        at.ctx.at.name
    );
    let picture = Picture::new(asset("products/letterheads.svg"), "", 600, 400);
    view! {
        <PageHeader title=pages::SIGN_IN.heading lead display=true/>
        <div class="sign-in"><Stack>
            {who.map(|name| view! { <Notice title=format!("You are signed in as {name}. Signing in again changes that.")/> })}
            <Card>
                <PostForm action=form.action wrong=form.wrong()>
                    <Hidden name=SignInField::Next.name() value=wanted.next/>
                    <TextField
                        label="Email"
                        name=SignInField::Email.name()
                        kind=TextKind::Email
                        value=email
                        error=form.problem(SignInField::Email.name())
                        autocomplete="username"
                        required=true
                    />
                    <TextField
                        label="Password"
                        name=SignInField::Password.name()
                        kind=TextKind::Password
                        error=form.problem(SignInField::Password.name())
                        autocomplete="current-password"
                        required=true
                    />
                    <FormActs>
                        <Button label="Sign in" weight=Weight::Primary/>
                    </FormActs>
                </PostForm>
                <div class="sign-in-links">
                    <Link href=paths::ForgotPassword.to_string() label="Forgot your password?"/>
                    {registers.then(|| view! { <Link href=paths::Register.to_string() label="Register"/> })}
                </div>
            </Card>
            {passkey}
        </Stack>
        <ProductPicture picture/></div>
        {demo.then(|| view! { <DemoAccounts/> })}
    }
}

async fn sign_in(act: Act, form: SignIn) -> Result<Done, Failure<SignInField>> {
    act.shop.accounts.sign_in(&act, &form).await.map(go)
}

async fn sign_out(act: Act, _form: Nothing) -> Result<Done, Failure<NoField>> {
    act.shop.accounts.sign_out(&act).await?;
    Ok(go(paths::SignIn).saying("You are signed out."))
}
