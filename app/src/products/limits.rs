//! Whom one product is for.

use crate::{
    At, View,
    accounts::Drawn,
    departments::boxes,
    panel::{as_shown, failed, form},
};
use access::{Failure, pages};
use domain::{
    ProductId, paths,
    products::{CompanyBox, LimitKind, ProductField, ProductLimits},
};
use leptos::prelude::*;
use ui::{
    Card, Check, Choice, Crumb, Fact, Facts, FieldGroup, Link, PageHeader, Radios, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: ProductId = at.param("id")?;
    let page = at.shop.products.open(&at.ctx, id).await?;
    let title = format!("Who sees {}", page.name);
    Ok(View::new(title.clone(), move || drawn(&at, &page, title)))
}

fn drawn(at: &At, page: &ProductLimits, title: String) -> AnyView {
    let failed = failed(at, &[&pages::LIMIT_PRODUCT]);
    let crumbs = vec![
        Crumb::new(pages::PRODUCTS.heading, paths::Products.to_string()),
        Crumb::here(page.name.clone()),
    ];
    let facts = facts(page);
    let whom = whom(at, page);
    view! {
        <PageHeader title crumbs/>
        {failed}
        <WithAside aside=move || facts>
            <Card title="Who sees it">{whom}</Card>
        </WithAside>
    }
    .into_any()
}

fn facts(page: &ProductLimits) -> AnyView {
    let name = if page.here {
        let (href, label) = (
            paths::Product(page.slug.clone()).to_string(),
            page.name.clone(),
        );
        view! { <Link href label/> }.into_any()
    } else {
        page.name.clone().into_any()
    };
    let state = if page.active {
        "On sale"
    } else {
        "Switched off"
    };
    let mut facts = vec![
        Fact::new("Product", name),
        Fact::new("Storefront", page.storefront.clone()),
        Fact::new("State", state),
    ];
    if let Some((folder, company)) = &page.folder {
        let words = format!("{folder}, of {company}: only who sees it is offered the product.");
        facts.push(Fact::new("Publication type", words));
    }
    view! { <Card title="What it is"><Facts facts/></Card> }.into_any()
}

fn whom(at: &At, page: &ProductLimits) -> AnyView {
    let drawn = Drawn::of(at, &pages::LIMIT_PRODUCT);
    let name = ProductField::Kind.name();
    let (value, error) = (drawn.value(name, page.kind.key()), drawn.problem(name));
    let choices: Vec<Choice> = LimitKind::ALL
        .iter()
        .filter(|kind| page.offers(**kind))
        .map(|kind| Choice::new(kind.key(), kind.word()))
        .collect();
    let companies = companies(&drawn, page);
    let departments = page
        .companies
        .iter()
        .filter(|one| !one.departments.is_empty())
        .map(|one| departments(&drawn, one))
        .collect_view();
    let problem = problem(&drawn, ProductField::Departments);
    let on = as_shown("product", page.id, page.version);
    let fields = view! {
        {on}
        <Radios label="For" name choices value error required=true/>
        {companies}
        {departments}
        {problem}
    };
    form(&drawn, "Who sees it", fields, "Save")
}

fn companies(drawn: &Drawn, page: &ProductLimits) -> Option<AnyView> {
    if page.companies.is_empty() {
        return None;
    }
    let name = ProductField::Companies.name();
    let boxes = page
        .companies
        .iter()
        .map(|one| {
            let (value, label) = (one.id.to_string(), one.name.clone());
            let checked = drawn.ticked(name, &value, one.ticked);
            let id = format!("company-{value}");
            view! { <Check label name value checked id/> }
        })
        .collect_view();
    let problem = problem(drawn, ProductField::Companies);
    let group = view! {
        <FieldGroup legend="Companies" hint="Heeded for chosen companies: everybody of each.">
            {boxes}
        </FieldGroup>
        {problem}
    };
    Some(group.into_any())
}

fn departments(drawn: &Drawn, company: &CompanyBox) -> AnyView {
    let boxes = boxes(
        drawn,
        ProductField::Departments.name(),
        &company.departments,
    );
    let legend = format!("Departments of {}", company.name);
    view! {
        <FieldGroup legend hint="Heeded for chosen departments: who is in one of them.">
            {boxes}
        </FieldGroup>
    }
    .into_any()
}

/// What is wrong with a group of boxes; the summary leads here.
fn problem(drawn: &Drawn, field: ProductField) -> Option<AnyView> {
    let words = drawn.problem(field.name())?;
    Some(view! { <p class="field-error" id=field.name()>{words}</p> }.into_any())
}
