//! Account: one's own data, password and sessions.

use super::{Drawn, browser};
use crate::{Act, At, Done, Shop, View, go, page, post};
use access::{Failure, Permission, pages};
use axum::Router;
use domain::{
    NoField, Timestamp,
    accounts::{
        AccountPage, ChangePassword, ChangePasswordField, ChooseMails, EditProfile,
        EditProfileField, EndSession, SessionLine,
    },
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Column, Fact, Facts, FieldGroup, FormActs, Hidden, LinkButton, Moment,
    PageHeader, PostForm, Row, Table, TextField, TextKind,
};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::ACCOUNT, load))
        .merge(post(&pages::EDIT_PROFILE, edit_profile))
        .merge(post(&pages::CHOOSE_MAILS, choose_mails))
        .merge(post(&pages::CHANGE_PASSWORD, change_password))
        .merge(post(&pages::END_SESSION, end_session))
}

async fn load(at: At) -> Result<View, Failure> {
    let account = at.shop.accounts.account(&at).await?;
    Ok(View::new(pages::ACCOUNT.heading, move || {
        drawn(&at, account)
    }))
}

fn drawn(at: &At, account: AccountPage) -> impl IntoView + use<> {
    // The same question as at the door of each form: what is drawn can be done.
    let edits = at.ctx.access.holds(Permission::AccountEditOwn).is_ok();
    let chooses = at
        .ctx
        .access
        .holds(Permission::SessionResetPassword)
        .is_ok();
    let profile = edits.then(|| profile(at, &account));
    let mails = (edits && !account.mails.is_empty()).then(|| mails(at, &account));
    let password = chooses.then(|| password(at));
    // While logged in as somebody these are theirs alone.
    let second_factor = at.ctx.access.acting.is_none().then(|| {
        (
            second_factor(account.second_factor),
            passkeys(account.passkeys),
        )
    });
    let sessions =
        (!account.sessions.is_empty()).then(|| sessions(account.sessions.clone(), at.ctx.now));
    view! {
        <PageHeader title=pages::ACCOUNT.heading lead=account.name.clone()/>
        <div class="account">
            <Card title="Who you are here">
                <Facts facts=facts(&account)/>
                <LinkButton href=paths::Why.to_string() label="What may I do?"/>
            </Card>
            {profile}
            {password}
            {second_factor}
            {mails}
            {sessions}
        </div>
    }
}

fn facts(account: &AccountPage) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("Email", account.email.clone()),
        Fact::new("Roles", account.roles.join(", ")),
    ];
    if let Some(company) = &account.company {
        facts.push(Fact::new("Company", company.clone()));
    }
    if !account.departments.is_empty() {
        facts.push(Fact::new("Departments", account.departments.join(", ")));
    }
    facts
}

fn profile(at: &At, account: &AccountPage) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::EDIT_PROFILE);
    let (name, phone) = (
        EditProfileField::Name.name(),
        EditProfileField::Phone.name(),
    );
    let (typed_name, typed_phone) = (
        form.value(name, &account.name),
        form.value(phone, &account.phone),
    );
    let version = account.version.to_string();
    view! {
        <Card title="Your data">
            <PostForm action=form.action wrong=form.wrong() label="Your data">
                <Hidden name="version" value=version/>
                <TextField
                    label="Name"
                    name=name
                    value=typed_name
                    error=form.problem(name)
                    autocomplete="name"
                    required=true
                />
                <TextField
                    label="Phone"
                    name=phone
                    kind=TextKind::Phone
                    value=typed_phone
                    error=form.problem(phone)
                    autocomplete="tel"
                />
                <FormActs>
                    <Button label="Save"/>
                </FormActs>
            </PostForm>
        </Card>
    }
}

fn password(at: &At) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::CHANGE_PASSWORD);
    let (old, new) = (
        ChangePasswordField::OldPassword.name(),
        ChangePasswordField::NewPassword.name(),
    );
    view! {
        <Card title="Password">
            <PostForm action=form.action wrong=form.wrong() label="Password">
                <TextField
                    label="Current password"
                    name=old
                    kind=TextKind::Password
                    error=form.problem(old)
                    autocomplete="current-password"
                    required=true
                />
                <TextField
                    label="New password"
                    name=new
                    kind=TextKind::Password
                    hint="At least 12 characters. Changing it ends your other sessions."
                    error=form.problem(new)
                    autocomplete="new-password"
                    required=true
                />
                <FormActs>
                    <Button label="Change password"/>
                </FormActs>
            </PostForm>
        </Card>
    }
}

/// Those that somebody may do without. The others are not up for choice, and the card says so.
fn mails(at: &At, account: &AccountPage) -> impl IntoView + use<> {
    let form = Drawn::of(at, &pages::CHOOSE_MAILS);
    let version = account.version.to_string();
    let boxes = account
        .mails
        .iter()
        .map(|choice| {
            let key = choice.topic.key();
            view! {
                <Hidden name="shown" value=key/>
                <Check
                    label=choice.topic.words()
                    name="wanted"
                    value=key
                    checked=choice.wanted
                    id=format!("wanted-{key}")
                />
            }
        })
        .collect_view();
    view! {
        <Card title="Mails">
            <PostForm action=form.action wrong=form.wrong() label="Mails">
                <Hidden name="version" value=version/>
                <FieldGroup
                    legend="Write to me when"
                    hint="Links that you ask for, and what concerns the safety of your account, always come."
                >
                    {boxes}
                </FieldGroup>
                <FormActs>
                    <Button label="Save choice"/>
                </FormActs>
            </PostForm>
        </Card>
    }
}

fn second_factor(since: Option<Timestamp>) -> impl IntoView {
    let (words, label) = match since {
        Some(since) => (
            format!(
                "Since {} a code of your app is asked for at sign-in, after the password.",
                since.day()
            ),
            "Change second factor",
        ),
        None => (
            "With it a password alone does not open your account: a code of an app on your telephone is asked for as well."
                .to_owned(),
            "Set up second factor",
        ),
    };
    view! {
        <Card title="Second factor">
            <p>{words}</p>
            <LinkButton href=paths::SecondFactor.to_string() label/>
        </Card>
    }
}

fn passkeys(count: usize) -> impl IntoView {
    let (words, label) = match count {
        0 => (
            "Your device signs you in with a finger, a face or a PIN, in place of password and code."
                .to_owned(),
            "See how to add one",
        ),
        1 => ("You have one.".to_owned(), "See your passkey"),
        count => (format!("You have {count}."), "See your passkeys"),
    };
    view! {
        <Card title="Passkeys">
            <p>{words}</p>
            <LinkButton href=paths::Passkeys.to_string() label/>
        </Card>
    }
}

fn sessions(lines: Vec<SessionLine>, now: Timestamp) -> impl IntoView {
    let columns = vec![
        Column::new("Browser"),
        Column::new("Began"),
        Column::new("Last used"),
        Column::unseen("Acts"),
    ];
    let moment = move |at: Timestamp| view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> };
    let rows = lines
        .into_iter()
        .map(|line| {
            let browser = browser::name(&line.agent);
            let drawn = browser.clone();
            let row = Row::new()
                .cell(view! { <span title=line.agent>{drawn}</span> })
                .cell(moment(line.began))
                .cell(moment(line.seen));
            if line.this {
                return row.words("This session");
            }
            let about = format!("of {browser}");
            row.cell(view! {
                <PostForm action=pages::END_SESSION.path inline=true>
                    <Hidden name="session" value=line.key/>
                    <Button label="End this session" about=about/>
                </PostForm>
            })
        })
        .collect::<Vec<_>>();
    view! {
        <Card title="Sessions">
            <p>"Where your account is signed in. End what you do not know, and change your password."</p>
            <Table caption="Sessions" columns rows/>
        </Card>
    }
}

async fn edit_profile(act: Act, form: EditProfile) -> Result<Done, Failure<EditProfileField>> {
    act.shop.accounts.edit_profile(&act, &form).await?;
    Ok(go(paths::Account).saying("Saved."))
}

async fn choose_mails(act: Act, form: ChooseMails) -> Result<Done, Failure<NoField>> {
    act.shop.accounts.choose_mails(&act, &form).await?;
    Ok(go(paths::Account).saying("Saved."))
}

async fn change_password(
    act: Act,
    form: ChangePassword,
) -> Result<Done, Failure<ChangePasswordField>> {
    act.shop.accounts.change_password(&act, &form).await?;
    Ok(go(paths::Account).saying("Your password is changed, and your other sessions are ended."))
}

async fn end_session(act: Act, form: EndSession) -> Result<Done, Failure<NoField>> {
    act.shop.accounts.end_session(&act, &form).await?;
    Ok(go(paths::Account).saying("That session is ended."))
}
