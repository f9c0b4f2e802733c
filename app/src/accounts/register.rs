//! Register.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{
    Failure, pages,
    rules::accounts::{Registration, registration},
};
use axum::Router;
use domain::{
    accounts::{Register, RegisterField},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Card, FormActs, Link, PageHeader, PostForm, TextField, TextKind, Weight};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::REGISTER, load))
        .merge(post(&pages::POST_REGISTER, register))
}

async fn load(at: At) -> Result<View, Failure> {
    let asks = registration(&at.ctx.at)?;
    Ok(View::new(pages::REGISTER.heading, move || drawn(&at, asks)))
}

fn drawn(at: &At, asks: Registration) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::POST_REGISTER);
    let company_hint = match asks {
        Registration::Companies => {
            "If your company orders here already, ask a colleague for an invitation."
        }
        Registration::Anybody => "Leave it empty if you order for yourself.",
        Registration::WithPasskey => "As it is known here.",
    };
    let needs_company = asks != Registration::Anybody;
    let passkey = (asks == Registration::WithPasskey).then(|| {
        let name = RegisterField::Passkey.name();
        let error = form.problem(name);
        view! {
            <TextField
                label="Company passkey"
                name
                kind=TextKind::Password
                hint="The word that your company gives its people for this shop."
                error
                autocomplete="off"
                required=true
            />
        }
    });
    view! {
        <PageHeader title=pages::REGISTER.heading lead="We will mail you a link to confirm your address."/>
        <div class="narrow"><Card>
            <PostForm action=form.action wrong=form.wrong()>
                <TextField
                    label="Name"
                    name=RegisterField::Name.name()
                    value=form.value(RegisterField::Name.name(), "")
                    error=form.problem(RegisterField::Name.name())
                    autocomplete="name"
                    required=true
                />
                <TextField
                    label="Email"
                    name=RegisterField::Email.name()
                    kind=TextKind::Email
                    value=form.value(RegisterField::Email.name(), "")
                    error=form.problem(RegisterField::Email.name())
                    autocomplete="email"
                    required=true
                />
                <TextField
                    label="Password"
                    name=RegisterField::Password.name()
                    kind=TextKind::Password
                    hint="At least 12 characters. A few words that do not belong together make a good one."
                    error=form.problem(RegisterField::Password.name())
                    autocomplete="new-password"
                    required=true
                />
                <TextField
                    label="Company"
                    name=RegisterField::Company.name()
                    value=form.value(RegisterField::Company.name(), "")
                    hint=company_hint
                    error=form.problem(RegisterField::Company.name())
                    autocomplete="organization"
                    required=needs_company
                />
                {passkey}
                <FormActs>
                    <Button label="Register" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
            <p>"You have an account already? " <Link href=paths::SignIn.to_string() label="Sign in" about="with your account"/></p>
        </Card></div>
    }
}

async fn register(act: Act, form: Register) -> Result<Done, Failure<RegisterField>> {
    act.shop.accounts.register(&act, &form).await?;
    Ok(go(paths::SignIn).saying(
        "We have sent you a mail. Follow the link in it to confirm your address, then sign in.",
    ))
}
