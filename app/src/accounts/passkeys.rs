//! Passkeys: one's own, and the button to sign in with one.
//!
//! The device speaks with the browser's script alone, so what needs it is hidden until the script shows
//! it, and the script is loaded where it is drawn and nowhere else.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, ask, assets::asset, go, page, post};
use access::{Failure, pages};
use axum::Router;
use domain::{
    NoField, Timestamp,
    accounts::{
        AddPasskey, BeginPasskey, PasskeyField, PasskeyLine, PasskeysPage, RemovePasskey,
        RenamePasskey, SignInWithPasskey, passkey_host,
    },
    paths,
};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use ui::{
    Button, Card, Column, Crumb, EmptyState, ErrorSummary, FormActs, Hidden, Moment, PageHeader,
    PostForm, Row, Table, TextField, TextKind, Weight, Wrong,
};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::PASSKEYS, load))
        .merge(ask(&pages::BEGIN_PASSKEY, begin))
        .merge(post(&pages::ADD_PASSKEY, add))
        .merge(post(&pages::RENAME_PASSKEY, rename))
        .merge(post(&pages::REMOVE_PASSKEY, remove))
        .merge(ask(&pages::ASK_PASSKEY, asked))
        .merge(post(&pages::POST_SIGN_IN_PASSKEY, sign_in))
}

async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.accounts.passkeys(&at).await?;
    Ok(View::new(pages::PASSKEYS.heading, move || drawn(&at, page)))
}

fn drawn(at: &At, page: PasskeysPage) -> impl IntoView + use<> {
    let crumbs = vec![
        Crumb::new(pages::ACCOUNT.heading, paths::Account.to_string()),
        Crumb::here(pages::PASSKEYS.heading),
    ];
    let add = page.host.map(|host| adding(at, &host, page.code));
    let list = listed(at, page.passkeys);
    view! {
        <PageHeader
            title=pages::PASSKEYS.heading
            crumbs
            lead="Your device signs you in with a finger, a face or a PIN; no password is typed that somebody could read or guess."
        />
        <div class="account">
            {add}
            {list}
        </div>
    }
}

/// Hidden until the script shows it.
fn adding(at: &At, host: &str, code: bool) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::ADD_PASSKEY);
    let (name, password) = (PasskeyField::Name.name(), PasskeyField::Password.name());
    let code = code.then(|| {
        view! {
            <TextField
                label="Code"
                name=PasskeyField::Code.name()
                kind=TextKind::Code
                hint="Of your app, or a recovery code. One that you have signed in with just now is used: wait for the next."
                autocomplete="one-time-code"
                required=true
            />
        }
    });
    let typed = form.value(name, "");
    let works = format!(
        "It works at {host}. Keep a second one, or your password, for when you lose the device."
    );
    view! {
        <div hidden=true data-passkey="make" data-ask=pages::BEGIN_PASSKEY.path>
            <Card title="Add a passkey">
                <p>{works}</p>
                <PostForm action=form.action wrong=whole(&form, PasskeyField::Credential) label="Add a passkey">
                    <TextField
                        label="Name"
                        name=name
                        value=typed
                        hint="For you to tell it from others, such as the device."
                        error=form.problem(name)
                        autocomplete="off"
                        required=true
                    />
                    <TextField
                        label="Current password"
                        name=password
                        kind=TextKind::Password
                        autocomplete="current-password"
                        required=true
                    />
                    {code}
                    <p class="field-error" role="alert" hidden=true data-passkey-says=""></p>
                    <FormActs>
                        <Button label="Add a passkey" weight=Weight::Primary/>
                    </FormActs>
                </PostForm>
            </Card>
        </div>
        <script type="module" src=asset("passkey.js")></script>
    }
}

/// The button of the sign-in page; hidden until the script shows it. Nothing at an address that has no
/// passkeys.
pub(super) fn sign_in_button(at: &At, next: &str) -> Option<impl IntoView + use<>> {
    passkey_host(&at.ctx.base_url)?;
    let form = Drawn::of(at, &pages::POST_SIGN_IN_PASSKEY);
    let next = next.to_owned();
    Some(view! {
        <div hidden=true data-passkey="show" data-ask=pages::ASK_PASSKEY.path>
            <Card>
                <PostForm action=form.action wrong=whole(&form, PasskeyField::Credential) label="Passkey">
                    <Hidden name="next" value=next/>
                    <p class="field-error" role="alert" hidden=true data-passkey-says=""></p>
                    <FormActs>
                        <Button label="Sign in with a passkey"/>
                    </FormActs>
                </PostForm>
            </Card>
        </div>
        <script type="module" src=asset("passkey.js")></script>
    })
}

/// What went wrong, as a sentence about the whole where it is this field: one that nobody sees, or one
/// of many of its name.
fn whole(form: &Drawn, field: PasskeyField) -> Vec<Wrong> {
    match form.problem(field.name()) {
        Some(problem) => vec![Wrong::whole(problem)],
        None => form.wrong(),
    }
}

fn listed(at: &At, passkeys: Vec<PasskeyLine>) -> AnyView {
    if passkeys.is_empty() {
        return view! {
            <EmptyState
                title="No passkey yet"
                words="Where there is nothing on this page to add one with, your browser has none, or no scripts."
            />
        }
        .into_any();
    }
    let now = at.ctx.now;
    let columns = vec![
        Column::new("Name"),
        Column::new("Works at"),
        Column::new("Made"),
        Column::new("Last used"),
        Column::unseen("Acts"),
    ];
    let moment = move |at: Timestamp| view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> };
    let failed = Drawn::of(at, &pages::RENAME_PASSKEY);
    let wrong = whole(&failed, PasskeyField::Name);
    let rows = passkeys
        .into_iter()
        .map(|passkey| {
            let row = Row::new()
                .cell(renaming(&passkey))
                .words(passkey.host)
                .cell(moment(passkey.made));
            let row = match passkey.used {
                Some(used) => row.cell(moment(used)),
                None => row.words("Never"),
            };
            let (id, about) = (passkey.id.to_string(), passkey.name);
            row.cell(view! {
                <PostForm action=pages::REMOVE_PASSKEY.path inline=true>
                    <Hidden name="passkey" value=id/>
                    <Button label="Remove" weight=Weight::Danger about=about/>
                </PostForm>
            })
        })
        .collect::<Vec<_>>();
    view! {
        <Card title="Your passkeys">
            <ErrorSummary wrong/>
            <Table caption="Your passkeys" columns rows/>
        </Card>
    }
    .into_any()
}

/// The name, to be changed where it stands.
fn renaming(passkey: &PasskeyLine) -> impl IntoView + use<> {
    let id = passkey.id.to_string();
    let name = passkey.name.clone();
    let label = format!("Name of {name}");
    let about = name.clone();
    view! {
        <PostForm action=pages::RENAME_PASSKEY.path inline=true>
            <Hidden name="passkey" value=id.clone()/>
            <TextField
                label
                name=PasskeyField::Name.name()
                id=format!("name-{id}")
                value=name
                label_hidden=true
                autocomplete="off"
                required=true
            />
            <Button label="Rename" about=about/>
        </PostForm>
    }
}

async fn begin(act: Act, form: BeginPasskey) -> Result<Value, Failure<PasskeyField>> {
    act.shop.accounts.begin_passkey(&act, &form).await
}

async fn add(act: Act, form: AddPasskey) -> Result<Done, Failure<PasskeyField>> {
    act.shop.accounts.add_passkey(&act, &form).await?;
    Ok(go(paths::Passkeys).saying("Your passkey is added. You can sign in with it from now on."))
}

async fn rename(act: Act, form: RenamePasskey) -> Result<Done, Failure<PasskeyField>> {
    act.shop.accounts.rename_passkey(&act, &form).await?;
    Ok(go(paths::Passkeys).saying("Saved."))
}

async fn remove(act: Act, form: RemovePasskey) -> Result<Done, Failure<NoField>> {
    act.shop.accounts.remove_passkey(&act, &form).await?;
    Ok(go(paths::Passkeys).saying("That passkey is removed, and your other sessions are ended."))
}

/// Nothing to fill in.
#[derive(Debug, Deserialize)]
struct Ask {}

async fn asked(act: Act, _form: Ask) -> Result<Value, Failure<NoField>> {
    act.shop.accounts.ask_passkey(&act).await
}

async fn sign_in(act: Act, form: SignInWithPasskey) -> Result<Done, Failure<PasskeyField>> {
    let accounts = &act.shop.accounts;
    accounts.sign_in_with_passkey(&act, &form).await.map(go)
}
