//! One person: their data, departments and roles, and what the reader can do about them.

use super::{approvers, roles, state::pill};
use crate::{At, View, accounts::Drawn, departments::boxes, panel};
use access::{Failure, pages};
use domain::{
    AccountId, Timestamp,
    addresses::AddressesQuery,
    departments::DepartmentBox,
    lists::ListQuery as _,
    paths,
    people::{
        EditPersonField, Happened, PersonAct, PersonPage, PersonSheet, Refused, SetDepartmentsField,
    },
    roles::WhyQuery,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Crumb, Disclosure, Event, Fact, Facts, FieldGroup, FormActs, Hidden, Link,
    LinkButton, Moment, Notice, PageHeader, PostForm, Stack, TextField, TextKind, Timeline, Tone,
    Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: AccountId = at.param("id")?;
    let page = at.shop.people.open(&at.ctx, id).await?;
    let (sheet, storefront) = match page {
        PersonPage::Manager(person) => (person.sheet, None),
        PersonPage::Staff(person) => {
            let home = person.storefront;
            (
                person.sheet,
                Some(home.unwrap_or_else(|| "The platform".to_owned())),
            )
        }
    };
    Ok(View::new(sheet.name.clone(), move || {
        drawn(&at, sheet, storefront)
    }))
}

fn drawn(at: &At, sheet: PersonSheet, storefront: Option<String>) -> AnyView {
    let now = at.ctx.now;
    let crumbs = vec![
        Crumb::new(pages::PEOPLE.heading, paths::People.to_string()),
        Crumb::here(sheet.name.clone()),
    ];
    let state = sheet.state;
    let (why, buttons) = (why(at, &sheet), buttons(&sheet));
    let facts = facts(&sheet, storefront, now);
    let edit = sheet.edit.then(|| edit(at, &sheet));
    let departments =
        (!sheet.departments.is_empty()).then(|| departments(at, &sheet, &sheet.departments));
    let approval = sheet
        .approval
        .as_ref()
        .map(|each| approvers::card(at, &sheet, each));
    let roles = roles::card(at, &sheet);
    let refused = refusals(&sheet.refused);
    let history = history(&sheet.history, now);
    view! {
        <PageHeader title=sheet.name.clone() crumbs pill=move || pill(state)>
            {why}
            {buttons}
        </PageHeader>
        {failed(at)}
        <WithAside aside=move || view! { <Stack>{facts}{history}</Stack> }>
            <Stack>
                {edit}
                {departments}
                {approval}
                {roles}
                {refused}
            </Stack>
        </WithAside>
    }
    .into_any()
}

/// Why an act of this page failed, in one place; faulty fields are marked where they are, except an
/// invitation's, which has none to show.
fn failed(at: &At) -> Option<AnyView> {
    let failed = at.typed().failed.as_ref()?;
    let words = if failed.endpoint == pages::INVITE.path {
        failed
            .problem("email")
            .map(|problem| format!("Email: {problem}"))
    } else {
        None
    };
    if words.is_none() && !failed.fields.is_empty() {
        return None;
    }
    let title = words.unwrap_or_else(|| failed.message.clone());
    Some(view! { <Notice tone=Tone::Attention title=title/> }.into_any())
}

/// The acts that are possible, by the rules that let the writes through.
fn buttons(sheet: &PersonSheet) -> AnyView {
    sheet
        .acts
        .iter()
        .map(|act| {
            let (path, weight) = match act {
                PersonAct::Invite => (pages::INVITE.path, Weight::Primary),
                PersonAct::Reactivate => (pages::REACTIVATE.path, Weight::Primary),
                PersonAct::Suspend => (pages::SUSPEND.path, Weight::Quiet),
                PersonAct::ResetSecondFactor => (pages::RESET_SECOND_FACTOR.path, Weight::Quiet),
                PersonAct::Delete => (pages::DELETE_PERSON.path, Weight::Danger),
                PersonAct::LogInAs => (pages::LOG_IN_AS.path, Weight::Quiet),
            };
            let (on, label) = (as_shown(sheet), act.label());
            view! {
                <PostForm action=path inline=true>
                    {on}
                    <Button label=label weight/>
                </PostForm>
            }
        })
        .collect_view()
        .into_any()
}

/// The question about this person, for whoever may ask it: about this account, whatever its email.
fn why(at: &At, sheet: &PersonSheet) -> Option<AnyView> {
    pages::ROLES.needs.met_by(&at.ctx.access, false).ok()?;
    let href = WhyQuery::about(sheet.id).address();
    Some(view! { <LinkButton href label="Why can they…?"/> }.into_any())
}

pub(super) fn as_shown(sheet: &PersonSheet) -> AnyView {
    panel::as_shown("person", sheet.id, sheet.version)
}

fn facts(sheet: &PersonSheet, storefront: Option<String>, now: Timestamp) -> AnyView {
    let mut facts = Vec::new();
    if let Some(email) = &sheet.email {
        facts.push(Fact::new("Email", email.clone()));
    }
    if !sheet.phone.is_empty() {
        facts.push(Fact::new("Phone", sheet.phone.clone()));
    }
    if let Some(storefront) = storefront {
        facts.push(Fact::new("Storefront", storefront));
    }
    if let Some(company) = &sheet.company {
        facts.push(Fact::new("Company", company.clone()));
    }
    if !sheet.member_of.is_empty() {
        facts.push(Fact::new("Departments", sheet.member_of.join(", ")));
    }
    if !sheet.manages.is_empty() {
        facts.push(Fact::new("Manages", sheet.manages.join(", ")));
    }
    if sheet.addresses {
        let href = AddressesQuery::of_person(sheet.id).address();
        let link = view! { <Link href label="Personal addresses"/> };
        facts.push(Fact::new("Addresses", link));
    }
    facts.push(match sheet.last_signed_in {
        Some(at) => Fact::new(
            "Last sign-in",
            view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> },
        ),
        None => Fact::new("Last sign-in", "Never"),
    });
    view! {
        <Card title="Who this is">
            <Facts facts/>
        </Card>
    }
    .into_any()
}

fn edit(at: &At, sheet: &PersonSheet) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_PERSON);
    let field = |label: &'static str, field: EditPersonField, kind: TextKind, kept: &str| {
        let name = field.name();
        let (value, error) = (form.value(name, kept), form.problem(name));
        let required = field == EditPersonField::Name;
        view! { <TextField label=label name=name kind value=value error=error required/> }
    };
    let email = sheet.email.clone().unwrap_or_default();
    let name = field("Name", EditPersonField::Name, TextKind::Text, &sheet.name);
    // Sent as it is where it cannot be changed; "Who this is" shows it.
    let email = if sheet.change_address {
        field("Email", EditPersonField::Email, TextKind::Email, &email).into_any()
    } else {
        view! { <Hidden name=EditPersonField::Email.name() value=email/> }.into_any()
    };
    let phone = field(
        "Phone",
        EditPersonField::Phone,
        TextKind::Phone,
        &sheet.phone,
    );
    let (action, wrong, on) = (form.action, field_faults(&form), as_shown(sheet));
    view! {
        <Card title="Data">
            <PostForm action=action wrong=wrong label="Data">
                {on}
                {name}
                {email}
                {phone}
                <FormActs>
                    <Button label="Save"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// The faults of fields; what is wrong with the whole stands on top of the page.
pub(super) fn field_faults(form: &Drawn) -> Vec<ui::Wrong> {
    if form.has_field_faults() {
        form.wrong()
    } else {
        Vec::new()
    }
}

fn departments(at: &At, sheet: &PersonSheet, each: &[DepartmentBox]) -> AnyView {
    let form = Drawn::of(at, &pages::SET_DEPARTMENTS);
    let name = SetDepartmentsField::Departments.name();
    let boxes = boxes(&form, name, each);
    let (action, wrong, on) = (form.action, field_faults(&form), as_shown(sheet));
    view! {
        <Card title="Departments">
            <PostForm action=action wrong=wrong label="Departments">
                {on}
                <FieldGroup legend="Belongs to">{boxes}</FieldGroup>
                <FormActs>
                    <Button label="Save departments"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// "Why can't I?": what the reader might look for in vain, each with its reason.
fn refusals(refused: &[Refused]) -> Option<AnyView> {
    if refused.is_empty() {
        return None;
    }
    let lines = refused
        .iter()
        .map(|one| view! { <li><strong>{one.act.label()}</strong> ": " {one.why.clone()}</li> })
        .collect_view();
    Some(
        view! { <Disclosure summary="What cannot be done, and why"><ul>{lines}</ul></Disclosure> }
            .into_any(),
    )
}

fn history(history: &[Happened], now: Timestamp) -> Option<AnyView> {
    if history.is_empty() {
        return None;
    }
    let events: Vec<Event> = history
        .iter()
        .map(|one| {
            Event::new(one.what.clone(), one.at.iso(), one.at.ago(now))
                .exact(one.at.to_string())
                .who(one.by.clone())
        })
        .collect();
    Some(
        view! { <Card title="What happened"><Timeline events label="What happened"/></Card> }
            .into_any(),
    )
}
