//! Choose an account: for who has several under one address and one password.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::accounts::{AccountChoice, ChooseAccount, ChooseAccountField};
use leptos::prelude::*;
use ui::{Button, Column, ErrorSummary, Hidden, PageHeader, PostForm, Row, Table};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::CHOOSE_ACCOUNT, load))
        .merge(post(&pages::POST_CHOOSE_ACCOUNT, choose))
}

async fn load(at: At) -> Result<View, Failure> {
    let choices = at.shop.accounts.choices(&at).await?;
    Ok(View::new(pages::CHOOSE_ACCOUNT.heading, move || {
        drawn(&at, choices)
    }))
}

fn drawn(at: &At, choices: Vec<AccountChoice>) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_CHOOSE_ACCOUNT);
    let columns = vec![
        Column::new("With"),
        Column::new("Name"),
        Column::new("Roles"),
        Column::unseen("Acts"),
    ];
    let rows = choices
        .into_iter()
        .map(|choice| {
            let with = with(&choice);
            let about = format!("as {} with {with}", choice.name);
            let id = choice.account.to_string();
            Row::new()
                .words(with)
                .words(choice.name)
                .words(choice.roles.join(", "))
                .cell(view! {
                    <PostForm action=pages::POST_CHOOSE_ACCOUNT.path inline=true>
                        <Hidden name=ChooseAccountField::Account.name() value=id/>
                        <Button label="Go on" about=about/>
                    </PostForm>
                })
        })
        .collect::<Vec<_>>();
    view! {
        <PageHeader
            title=pages::CHOOSE_ACCOUNT.heading
            lead="You have several accounts with this email and password. As whom do you want to go on?"
        />
        <ErrorSummary wrong=form.wrong()/>
        <Table caption="Your accounts" columns rows/>
    }
}

/// The company, and where it buys; for who works here, where that is.
fn with(choice: &AccountChoice) -> String {
    let storefront = choice.storefront.as_deref().unwrap_or("The platform");
    match &choice.company {
        Some(company) => format!("{company} ({storefront})"),
        None => storefront.to_owned(),
    }
}

async fn choose(act: Act, form: ChooseAccount) -> Result<Done, Failure<ChooseAccountField>> {
    act.shop.accounts.choose(&act, &form).await.map(go)
}
