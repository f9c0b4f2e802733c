//! Choose a new password: the page that the link mailed to who forgot theirs leads to.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::{
    accounts::{ResetPassword, ResetPasswordField},
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, EmptyState, FormActs, Hidden, LinkButton, PageHeader, PostForm, TextField,
    TextKind, Weight,
};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::RESET, load))
        .merge(post(&pages::POST_RESET_PASSWORD, reset_password))
}

async fn load(at: At) -> Result<View, Failure> {
    let token: String = at.param("token")?;
    let lead = if at.shop.accounts.reset_link_works(&at, &token).await? {
        Some("It ends every session of your account, wherever it is open.")
    } else if at.shop.accounts.invitation_works(&at, &token).await? {
        Some("Welcome! With your email and this password you sign in from now on.")
    } else {
        None
    };
    Ok(View::new(pages::RESET.heading, move || {
        if let Some(lead) = lead {
            form(&at, token, lead).into_any()
        } else {
            over().into_any()
        }
    }))
}

fn form(at: &At, token: String, lead: &'static str) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_RESET_PASSWORD);
    let name = ResetPasswordField::NewPassword.name();
    view! {
        <PageHeader title=pages::RESET.heading lead=lead/>
        <div class="narrow"><Card>
            <PostForm action=form.action wrong=form.wrong()>
                <Hidden name="token" value=token/>
                <TextField
                    label="New password"
                    name=name
                    kind=TextKind::Password
                    hint="At least 12 characters. A few words that do not belong together make a good one."
                    error=form.problem(name)
                    autocomplete="new-password"
                    required=true
                />
                <FormActs>
                    <Button label="Set password" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card></div>
    }
}

fn over() -> impl IntoView {
    view! {
        <PageHeader title=pages::RESET.heading/>
        <EmptyState
            title="This link does not work any more"
            words="It was used already, or is too old. Ask for another one; who invited you can send another invitation."
        >
            <LinkButton href=paths::ForgotPassword.to_string() label="Send another link" weight=Weight::Primary/>
        </EmptyState>
    }
}

async fn reset_password(
    act: Act,
    form: ResetPassword,
) -> Result<Done, Failure<ResetPasswordField>> {
    act.shop.accounts.reset_password(&act, &form).await?;
    Ok(go(paths::SignIn).saying("Your new password is set. Please sign in with it."))
}
