//! Why somebody may, or may not: the deciding grant or rule, and who could change it. Everybody asks
//! about themselves; about others asks who has roles in hand.

use crate::{At, View, refusal::lift};
use access::{Answer, Class, Denial, Failure, Group, Permission, Reaches, Standing, Told, pages};
use domain::{paths, roles::WhyQuery};
use leptos::prelude::*;
use ui::{
    AskForm, Button, Card, Choice, Column, Crumb, Disclosure, FormActs, Hidden, Link, LinkButton,
    Notice, PageHeader, Row, Select, Stack, Table, TextField, TextKind, Tone, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: WhyQuery = at.query();
    let answer = at.shop.roles.why(&at.ctx, &query).await?;
    Ok(View::new(pages::WHY.heading, move || {
        drawn(&at, &query, answer)
    }))
}

fn drawn(at: &At, query: &WhyQuery, answer: Option<Answer>) -> AnyView {
    let about_roles = pages::ROLES.needs.met_by(&at.ctx.access, false).is_ok();
    let asked = !query.permission.is_empty();
    let told = match answer {
        Some(answer) => told(at, &answer),
        None if asked => {
            let title = "Nobody like that, as far as you can see.";
            view! { <Notice tone=Tone::Attention title/> }.into_any()
        }
        None => ().into_any(),
    };
    let (lead, above) = if about_roles {
        (
            "Ask about one person and one thing they want to do.",
            Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        )
    } else {
        (
            "Ask about one thing that you want to do.",
            Crumb::new(pages::ACCOUNT.heading, paths::Account.to_string()),
        )
    };
    let theirs = query.account().filter(|_| about_roles);
    let crumbs: Vec<Crumb> = std::iter::once(above)
        .chain(theirs.map(|id| Crumb::new("Their page", paths::Person(id).to_string())))
        .chain([Crumb::here(pages::WHY.heading)])
        .collect();
    let form = form(query, about_roles);
    let mine = query.person.trim().is_empty().then(|| mine(at));
    view! {
        <PageHeader title=pages::WHY.heading crumbs lead/>
        <Stack>
            {told}
            {form}
            {mine}
        </Stack>
    }
    .into_any()
}

fn form(query: &WhyQuery, about_roles: bool) -> AnyView {
    let permissions: Vec<Choice> = Permission::ALL
        .iter()
        .map(|one| Choice::new(one.key(), one.about()).group(one.group().word()))
        .collect();
    let classes: Vec<Choice> = Class::ALL
        .map(|class| Choice::new(class.key(), class.word()))
        .into();
    let (permission, of) = (query.permission.clone(), query.of.clone());
    let may = if about_roles { "May they" } else { "May I" };
    // One account is asked about by its id: its email may be another's too, or none.
    let account = query.account().filter(|_| about_roles);
    let person = about_roles.then(|| {
        let value = query.person.trim().to_owned();
        if account.is_some() {
            return view! { <Hidden name="person" value/> }.into_any();
        }
        view! {
            <TextField
                label="Email"
                name="person"
                kind=TextKind::Email
                value
                hint="Leave it empty to ask about yourself."
            />
        }
        .into_any()
    });
    let another = account.map(|_| {
        let href = paths::Why.to_string();
        view! { <LinkButton href label="Ask about somebody else"/> }
    });
    view! {
        <Card title="Ask">
            <AskForm action=paths::Why.to_string()>
                {person}
                <Select label=may name="permission" choices=permissions value=permission/>
                <Select label="Of what is" name="of" choices=classes value=of/>
                <FormActs>
                    <Button label="Ask" weight=Weight::Primary/>
                    {another}
                </FormActs>
            </AskForm>
        </Card>
    }
    .into_any()
}

/// Said about somebody else, to whom a refusal speaks of *your* roles.
fn refused(why: Denial) -> String {
    let lift = "Whoever may change their roles can.";
    match why {
        Denial::Missing(_) => format!("None of their roles grants it there. {lift}"),
        Denial::Refused(_) => format!("One of their roles refuses it. {lift}"),
        why => format!("{why} {}", why.who_could_lift().unwrap_or_default()),
    }
}

fn told(at: &At, answer: &Answer) -> AnyView {
    let thing = format!(
        "{} ({}), of what is {}",
        answer.permission.about().trim_end_matches('.'),
        answer.permission,
        answer.class.word()
    );
    let notices = answer
        .told
        .iter()
        .map(|one| {
            let (tone, title, words) = of_one(at, one, answer.class);
            let thing = thing.clone();
            view! {
                <Notice tone title>
                    <p>{thing}</p>
                    <p>{words}</p>
                </Notice>
            }
        })
        .collect_view();
    let rows: Vec<Row> = answer
        .granting
        .iter()
        .map(|line| {
            let href = paths::Role(line.id.to_string()).to_string();
            let label = line.full_name();
            Row::new()
                .cell(view! { <Link href label/> })
                .words(line.cell(answer.permission).words())
        })
        .collect();
    let columns = vec![Column::new("Role"), Column::new("How far")];
    let granting = (!rows.is_empty()).then(|| {
        view! { <Card title="Roles that grant it" flush=true><Table caption="Roles that grant it" columns rows/></Card> }
    });
    view! {
        {notices}
        {granting}
    }
    .into_any()
}

/// Whether somebody may, and the rule that says so.
fn of_one(at: &At, told: &Told, class: Class) -> (Tone, String, String) {
    let whose = told.person.as_deref().unwrap_or("You");
    let (may, may_not) = (format!("{whose} may"), format!("{whose} may not"));
    match (&told.verdict, told.standing) {
        (
            _,
            Standing::Unprotected | Standing::Inactive | Standing::Suspended | Standing::Deleted,
        ) => (
            Tone::Attention,
            may_not,
            "The account is not active. That comes before every role; who may reactivate it can lift it.".to_owned(),
        ),
        (Ok((role, reach)), Standing::Active) => (
            Tone::Done,
            may,
            format!(
                "The role {} grants it, as far as {}. Whoever edits that role, or takes it away, changes this.",
                role.name(),
                reach.word()
            ),
        ),
        (Err(why), Standing::Active) if told.person.is_none() => {
            let lift = lift(at, *why, Some(class));
            (Tone::Attention, may_not, format!("{why} {lift}"))
        }
        (Err(why), Standing::Active) => (Tone::Attention, may_not, refused(*why)),
    }
}

/// All that the reader may do, and how far: what their roles come to together.
fn mine(at: &At) -> AnyView {
    let access = &at.ctx.access;
    let reaches = |permission: Permission| {
        let held = access.holdings.iter();
        held.map(|holding| holding.allows.of(permission))
            .fold(Reaches::NONE, Reaches::union)
    };
    let groups = Group::ALL
        .into_iter()
        .filter_map(|group| {
            let rows: Vec<Row> = Permission::ALL
                .iter()
                .filter(|one| one.group() == group && access.holds(**one).is_ok())
                .map(|one| Row::new().words(one.about()).words(reaches(*one).words()))
                .collect();
            let summary = format!("{}: {}", group.word(), rows.len());
            let columns = vec![Column::new("May"), Column::new("How far")];
            (!rows.is_empty()).then(|| {
                let caption = group.word();
                view! { <Disclosure summary><Table caption columns rows/></Disclosure> }
            })
        })
        .collect_view();
    view! { <Card title="What you may do">{groups}</Card> }.into_any()
}
