//! Second factor: setting it up, its recovery codes, switching it off.

use super::Drawn;
use crate::{Act, At, Done, Shop, View, form::Nothing, go, page, post};
use access::{Failure, Standing, pages};
use axum::Router;
use domain::{
    NoField, Timestamp,
    accounts::{SecondFactor, SecondFactorPage, ShowBoth, ShowBothField},
    paths,
};
use leptos::prelude::*;
use qrcode::{Color, QrCode};
use ui::{
    Button, Card, Crumb, Fact, Facts, FormActs, LinkButton, Notice, PageHeader, PostForm,
    QrPicture, TextField, TextKind, Tone, Weight,
};

/// The name under which recovery codes are shown once.
const CODES: &str = "recovery_codes";

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::SECOND_FACTOR, load))
        .merge(post(&pages::BEGIN_SECOND_FACTOR, begin))
        .merge(post(&pages::CONFIRM_SECOND_FACTOR, confirm))
        .merge(post(&pages::RENEW_RECOVERY_CODES, renew))
        .merge(post(&pages::SWITCH_OFF_SECOND_FACTOR, switch_off))
}

async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.accounts.second_factor(&at).await?;
    Ok(View::new(pages::SECOND_FACTOR.heading, move || {
        drawn(&at, page)
    }))
}

fn drawn(at: &At, page: SecondFactorPage) -> impl IntoView + use<> {
    // Before it is set up the account does not open either.
    let crumbs = match at.ctx.access.standing {
        Standing::Unprotected => Vec::new(),
        _ => vec![
            Crumb::new(pages::ACCOUNT.heading, paths::Account.to_string()),
            Crumb::here(pages::SECOND_FACTOR.heading),
        ],
    };
    let to_set_up = matches!(page.factor, SecondFactor::None | SecondFactor::Begun { .. });
    // Whoever came in with a passkey has shown two factors: everything is open.
    let first = at.ctx.access.standing == Standing::Unprotected;
    let asked = (page.asked && to_set_up && first).then(|| {
        view! {
            <Notice
                tone=Tone::Attention
                title="It is asked of everybody who works here. Everything else opens when it is set up."
            />
        }
    });
    let body = match page.factor {
        SecondFactor::None => none(at),
        SecondFactor::Begun { secret, address } => begun(at, secret, &address),
        SecondFactor::Stands { since, codes } => standing(at, since, codes),
        SecondFactor::Passkey { hosts } => with_passkey(&hosts),
    };
    view! {
        <PageHeader
            title=pages::SECOND_FACTOR.heading
            crumbs
            lead="With it a password alone does not open your account."
        />
        <div class="account">
            {asked}
            {body}
        </div>
    }
}

fn none(at: &At) -> AnyView {
    let form = Drawn::of(at, &pages::BEGIN_SECOND_FACTOR);
    view! {
        <Card title="How it works">
            <p>
                "An app on your telephone shows a code that changes every half a minute; after your password you "
                "type it in. Any app for such codes will do. Should you lose it, there are recovery codes."
            </p>
            <PostForm action=form.action wrong=form.wrong()>
                <FormActs>
                    <Button label="Set up second factor" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn begun(at: &At, secret: String, address: &str) -> AnyView {
    let form = Drawn::of(at, &pages::CONFIRM_SECOND_FACTOR);
    let fields = both(&form, "The six digits that your app shows now.");
    let picture = picture(address);
    view! {
        <Card title="Tell your app">
            <p>"Let its camera read this, or type the secret in."</p>
            {picture}
            <p>"Secret"</p>
            <code class="secret">{secret}</code>
            <PostForm action=pages::BEGIN_SECOND_FACTOR.path inline=true>
                <Button label="Make another secret"/>
            </PostForm>
        </Card>
        <Card title="Show that it works">
            <PostForm action=form.action wrong=form.wrong() label="Show that it works">
                {fields}
                <FormActs>
                    <Button label="Confirm" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// For the camera; the secret in letters says the same where it cannot be drawn.
fn picture(address: &str) -> Option<impl IntoView + use<>> {
    let code = QrCode::new(address).ok()?;
    let side = code.width();
    let dark: Vec<bool> = code
        .into_colors()
        .into_iter()
        .map(|square| square == Color::Dark)
        .collect();
    Some(view! { <QrPicture label="The secret, for the camera of your app" dark side/> })
}

fn standing(at: &At, since: Timestamp, codes: u32) -> AnyView {
    let facts = vec![
        Fact::new("Set up", since.day()),
        Fact::new("Recovery codes left", codes.to_string()),
    ];
    let fresh = at.typed().values(CODES).to_vec();
    let fresh = (!fresh.is_empty()).then(|| recovery_codes(at, fresh));
    let new = Drawn::of(at, &pages::RENEW_RECOVERY_CODES);
    let off = Drawn::of(at, &pages::SWITCH_OFF_SECOND_FACTOR);
    let (renews, switches_off) = (new.action, off.action);
    // One form with two buttons: the one that was pressed has failed.
    let failed = if off.wrong().is_empty() { new } else { off };
    let fields = both(
        &failed,
        "Of your app, or a recovery code. One that you have signed in with just now is used: wait for the next.",
    );
    view! {
        {fresh}
        <Card title="How it stands">
            <Facts facts/>
        </Card>
        <Card title="Change it">
            <PostForm action=renews wrong=failed.wrong() label="Change it">
                {fields}
                <FormActs>
                    <Button label="Make new recovery codes"/>
                    <Button label="Switch off" weight=Weight::Danger action=switches_off/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// The password, and a code.
fn both(form: &Drawn, hint: &'static str) -> AnyView {
    let (password, code) = (ShowBothField::Password.name(), ShowBothField::Code.name());
    view! {
        <TextField
            label="Password"
            name=password
            kind=TextKind::Password
            error=form.problem(password)
            autocomplete="current-password"
            required=true
        />
        <TextField
            label="Code"
            name=code
            kind=TextKind::Code
            hint
            error=form.problem(code)
            autocomplete="one-time-code"
            required=true
        />
    }
    .into_any()
}

/// For who has a passkey, and came in without where a password is not enough.
fn with_passkey(hosts: &[String]) -> AnyView {
    let words = format!(
        "More than a password is asked of everybody who works here, and you have a passkey for it, at {}. Sign in with it, and everything opens.",
        hosts.join(", ")
    );
    view! {
        <Card title="Sign in with your passkey" tone=Tone::Attention>
            <p>{words}</p>
            <LinkButton href=paths::SignIn.to_string() label="Go to the sign-in" weight=Weight::Primary/>
        </Card>
    }
    .into_any()
}

fn recovery_codes(at: &At, codes: Vec<String>) -> impl IntoView + use<> {
    let to = pages::start(&at.ctx.access);
    let codes = codes
        .into_iter()
        .map(|code| view! { <li>{code}</li> })
        .collect_view();
    view! {
        <Card title="Recovery codes" tone=Tone::Attention>
            <p>
                "Each works once, in place of a code of your app. They are shown now and never again: print them, or "
                "keep them where you find them without your telephone."
            </p>
            <ul class="recovery-codes">{codes}</ul>
            <LinkButton href=to label="I have kept them" weight=Weight::Primary/>
        </Card>
    }
}

async fn begin(act: Act, _form: Nothing) -> Result<Done, Failure<NoField>> {
    act.shop.accounts.begin_second_factor(&act).await?;
    Ok(go(paths::SecondFactor))
}

async fn confirm(act: Act, form: ShowBoth) -> Result<Done, Failure<ShowBothField>> {
    let accounts = &act.shop.accounts;
    let codes = accounts.confirm_second_factor(&act, &form).await?;
    let done = go(paths::SecondFactor).showing_once(CODES, codes);
    Ok(done.saying("Your second factor is set up, and your other sessions are ended."))
}

async fn renew(act: Act, form: ShowBoth) -> Result<Done, Failure<ShowBothField>> {
    let codes = act.shop.accounts.renew_recovery_codes(&act, &form).await?;
    let done = go(paths::SecondFactor).showing_once(CODES, codes);
    Ok(done.saying("These are your recovery codes from now on; the earlier ones work no more."))
}

async fn switch_off(act: Act, form: ShowBoth) -> Result<Done, Failure<ShowBothField>> {
    let accounts = &act.shop.accounts;
    accounts.switch_off_second_factor(&act, &form).await?;
    Ok(go(paths::SecondFactor)
        .saying("Your second factor is switched off, and your other sessions are ended."))
}
