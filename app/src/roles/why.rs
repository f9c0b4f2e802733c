//! Why somebody may, or may not: the deciding grant or rule, and who could change it.

use crate::{At, View};
use access::{Answer, Class, Denial, Failure, Permission, Standing, pages};
use domain::{paths, roles::WhyQuery};
use leptos::prelude::*;
use ui::{
    AskForm, Button, Card, Choice, Column, Crumb, FormActs, Link, Notice, PageHeader, Row, Select,
    Stack, Table, TextField, TextKind, Tone, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: WhyQuery = at.query();
    let answer = at.shop.roles.why(&at.ctx, &query).await?;
    Ok(View::new(pages::WHY.heading, move || drawn(&query, answer)))
}

fn drawn(query: &WhyQuery, answer: Option<Answer>) -> AnyView {
    let asked = *query != WhyQuery::default();
    let told = match answer {
        Some(answer) => told(&answer),
        None if asked => {
            let title = "Nobody like that, as far as you can see.";
            view! { <Notice tone=Tone::Attention title/> }.into_any()
        }
        None => ().into_any(),
    };
    let permissions: Vec<Choice> = Permission::ALL
        .iter()
        .map(|one| Choice::new(one.key(), one.about()).group(one.group().word()))
        .collect();
    let classes: Vec<Choice> = Class::ALL
        .map(|class| Choice::new(class.key(), class.word()))
        .into();
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::here(pages::WHY.heading),
    ];
    let (person, permission, of) = (
        query.person.clone(),
        query.permission.clone(),
        query.of.clone(),
    );
    view! {
        <PageHeader title=pages::WHY.heading crumbs lead="Ask about one person and one thing they want to do."/>
        <Stack>
            {told}
            <Card title="Ask">
                <AskForm action=paths::Why.to_string()>
                    <TextField label="Email" name="person" kind=TextKind::Email value=person required=true/>
                    <Select label="May they" name="permission" choices=permissions value=permission/>
                    <Select label="Of what is" name="of" choices=classes value=of/>
                    <FormActs>
                        <Button label="Ask" weight=Weight::Primary/>
                    </FormActs>
                </AskForm>
            </Card>
        </Stack>
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

fn told(answer: &Answer) -> AnyView {
    let thing = format!(
        "{} ({}), of what is {}",
        answer.permission.about().trim_end_matches('.'),
        answer.permission,
        answer.class.word()
    );
    let (tone, title, words) = match (&answer.verdict, answer.standing) {
        (
            _,
            Standing::Unprotected | Standing::Inactive | Standing::Suspended | Standing::Deleted,
        ) => (
            Tone::Attention,
            format!("{} may not", answer.person),
            "The account is not active. That comes before every role; who may reactivate it can lift it.".to_owned(),
        ),
        (Ok((role, reach)), Standing::Active) => (
            Tone::Done,
            format!("{} may", answer.person),
            format!(
                "The role {} grants it, as far as {}. Whoever edits that role, or takes it away, changes this.",
                role.name(),
                reach.word()
            ),
        ),
        (Err(why), Standing::Active) => (
            Tone::Attention,
            format!("{} may not", answer.person),
            refused(*why),
        ),
    };
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
        <Notice tone title>
            <p>{thing}</p>
            <p>{words}</p>
        </Notice>
        {granting}
    }
    .into_any()
}
