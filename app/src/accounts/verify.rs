//! Confirm your email: the page that the link mailed to who registered leads to.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::{
    accounts::{Verify, VerifyField},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Card, EmptyState, FormActs, Hidden, LinkButton, PageHeader, PostForm, Weight};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::VERIFY, load))
        .merge(post(&pages::POST_VERIFY, verify))
}

async fn load(at: At) -> Result<View, Failure> {
    let token: String = at.param("token")?;
    let works = at.shop.accounts.verify_link_works(&at, &token).await?;
    Ok(View::new(pages::VERIFY.heading, move || {
        if works {
            button(&at, token).into_any()
        } else {
            over().into_any()
        }
    }))
}

fn button(at: &At, token: String) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_VERIFY);
    // The link is still good, and what it was to found is not: typing it anew is the way on.
    let again = form.failed.is_some();
    view! {
        <PageHeader title=pages::VERIFY.heading lead="One press, and you can sign in."/>
        <div class="narrow"><Card>
            <PostForm action=form.action wrong=form.wrong()>
                <Hidden name="token" value=token/>
                <FormActs>
                    <Button label="Confirm my email" weight=Weight::Primary/>
                    {again.then(|| view! { <LinkButton href=paths::Register.to_string() label="Register again"/> })}
                </FormActs>
            </PostForm>
        </Card></div>
    }
}

fn over() -> impl IntoView {
    view! {
        <PageHeader title=pages::VERIFY.heading/>
        <EmptyState
            title="This link does not work any more"
            words="It was used already, or is older than three days. If you have confirmed your address, sign in; else register again."
        >
            <LinkButton href=paths::SignIn.to_string() label="Sign in" weight=Weight::Primary/>
            <LinkButton href=paths::Register.to_string() label="Register again"/>
        </EmptyState>
    }
}

async fn verify(act: Act, form: Verify) -> Result<Done, Failure<VerifyField>> {
    act.shop.accounts.verify(&act, &form).await?;
    Ok(go(paths::SignIn).saying("Your email is confirmed. You can sign in now."))
}
