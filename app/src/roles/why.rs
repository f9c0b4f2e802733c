//! Why somebody may, or may not: the deciding grant or rule, and who could change it. Everybody asks
//! about themselves; about others asks who has roles in hand.

use crate::{At, View, refusal::lift};
use access::{
    About, Answer, Basis, Class, Denial, Failure, Group, Kind, Permission, Reaches, Remedies,
    RoleId, Standing, Told, Unmet, pages,
};
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
            let title = match About::from_key(&query.of) {
                Some(About::One(_)) => "Nothing like that, as far as you can see.",
                Some(About::Class(_)) | None => "Nobody like that, as far as you can see.",
            };
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
    let classes = Class::ALL.map(|one| Choice::new(one.key(), one.word()).group("In general"));
    let kinds = Kind::ALL.map(|one| Choice::new(one.key(), one.word()).group("One thing"));
    let of_what: Vec<Choice> = classes.into_iter().chain(kinds).collect();
    let (permission, of) = (query.permission.clone(), query.of.clone());
    let which = query.which.trim().to_owned();
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
                <Select label="Of what is" name="of" choices=of_what value=of/>
                <TextField
                    label="Which one"
                    name="which"
                    value=which
                    hint="For one thing only. Q-10042 for an order, Q-10042-1 for a job, an email for a person, a name for the others; for a product the last part of its address."
                />
                <FormActs>
                    <Button label="Ask" weight=Weight::Primary/>
                    {another}
                </FormActs>
            </AskForm>
        </Card>
    }
    .into_any()
}

fn told(at: &At, answer: &Answer) -> AnyView {
    let act = format!(
        "{} ({})",
        answer.permission.about().trim_end_matches('.'),
        answer.permission
    );
    let notices = answer
        .told
        .iter()
        .map(|one| {
            let (tone, title, words) = of_one(at, one, answer);
            let whose = match (&one.thing, answer.about) {
                (Some(thing), _) => format!("{act}: {thing}"),
                (None, About::Class(class)) => format!("{act}, of what is {}", class.word()),
                (None, About::One(kind)) => format!("{act}: {}", kind.word()),
            };
            let decided_by_role = match &one.verdict {
                Ok(_) => true,
                Err(unmet) => matches!(unmet.why, Denial::Refused(_)),
            };
            let remedies = one.remedies.as_ref();
            let remedies = remedies.map(|remedies| lifted_by(remedies, decided_by_role));
            view! {
                <Notice tone title>
                    <p>{whose}</p>
                    <p>{words}</p>
                    {remedies}
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
fn of_one(at: &At, told: &Told, answer: &Answer) -> (Tone, String, String) {
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
        (Ok(basis), Standing::Active) => (
            Tone::Done,
            may,
            format!(
                "{} Whoever edits that role, or takes it away, changes this.",
                decided(basis, "grants")
            ),
        ),
        (Err(unmet), Standing::Active) => (Tone::Attention, may_not, refused(at, told, unmet, answer)),
    }
}

/// The role that decides, how far, and where it starts.
fn decided(basis: &Basis, does: &str) -> String {
    let role = basis.role.as_ref().map_or_else(
        || "A role at the print shop".to_owned(),
        |role| format!("The role {}", role.name()),
    );
    let mut words = format!("{role} {does} it, as far as {}.", basis.reach.word());
    if !basis.place.is_empty() {
        words.push_str(&format!(" Where it starts: {}.", basis.place));
    }
    words
}

/// The rule that refused, and who could lift it. What is said to oneself speaks of *your* roles.
fn refused(at: &At, told: &Told, unmet: &Unmet, answer: &Answer) -> String {
    let class = match answer.about {
        About::Class(class) => Some(class),
        About::One(_) => told.of_platform.then_some(Class::Platform),
    };
    let oneself = told.person.is_none();
    let lift = match unmet.why {
        why if oneself => lift(at, why, class),
        Denial::Missing(_) | Denial::Refused(_) => "Whoever may change their roles can.".to_owned(),
        why => why.who_could_lift().unwrap_or_default().to_owned(),
    };
    let why = match (unmet.why, &unmet.by) {
        (Denial::Refused(_), Some(by)) => decided(by, "refuses"),
        (Denial::Missing(missing), _) if !oneself && missing == answer.permission => {
            "None of their roles grants it there.".to_owned()
        }
        (Denial::Missing(missing), _) if !oneself => {
            format!("None of their roles lets them see it ({missing}).")
        }
        (Denial::Refused(_), None) if !oneself => "One of their roles refuses it.".to_owned(),
        // What is seen and not found is not offered.
        (Denial::NotFound, _) => "It is not offered now.".to_owned(),
        (why, _) => why.to_string(),
    };
    let dormant = told.dormant.as_ref().map(|one| {
        let role = one.role.name();
        if one.ended {
            format!(" The role {role} did grant it, and its time is over.")
        } else {
            format!(
                " The role {role} grants it where orders are approved, which is switched off there."
            )
        }
    });
    let dormant = dormant.unwrap_or_default();
    format!("{why} {lift}{dormant}").trim_end().to_owned()
}

/// Who could change it: roles, and those of their holders whom the reader may see.
fn lifted_by(remedies: &Remedies, decided_by_role: bool) -> AnyView {
    let (by, edit) = if decided_by_role {
        (
            "Who holds one of these roles can take that role away:",
            "Who holds one of these can change that role:",
        )
    } else {
        (
            "Who holds one of these roles can give one of those:",
            "Who holds one of these can change what a role that is held grants:",
        )
    };
    let people = (!remedies.people.is_empty()).then(|| {
        let more = if remedies.more { ", and others" } else { "" };
        let names = remedies.people.join(", ");
        view! { <p>{format!("Among them, as far as you can see: {names}{more}.")}</p> }
    });
    view! {
        {roles("One of these roles more would be enough:", &remedies.enough)}
        {roles(by, &remedies.by)}
        {people}
        {roles(edit, &remedies.editors)}
    }
    .into_any()
}

fn roles(lead: &'static str, these: &[(RoleId, String)]) -> Option<AnyView> {
    let links = these
        .iter()
        .enumerate()
        .map(|(place, (id, name))| {
            let before = if place > 0 { ", " } else { " " };
            let href = paths::Role(id.to_string()).to_string();
            let label = name.clone();
            view! {
                {before}
                <Link href label/>
            }
        })
        .collect_view();
    (!these.is_empty()).then(|| view! { <p>{lead} {links} "."</p> }.into_any())
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
