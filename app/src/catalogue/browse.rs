//! The shelf.

use super::recent::recent_orders;
use crate::{At, View, assets::asset, form::escape};
use access::Failure;
use domain::{
    catalogue::{Card, CataloguePage, Category, Shelf as Wanted},
    paths,
};
use leptos::prelude::*;
use ui::{
    Chip, Chips, EmptyState, LinkButton, NavItem, PageHeader, Picture, ProductCard, SearchField,
    Shelf, Tabs,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let wanted: Wanted = at.query();
    let page = at.shop.catalogue.browse(&at.ctx, &wanted).await?;
    let looking = !wanted.q.is_empty() || !wanted.category.is_empty();
    let recent = if looking {
        Vec::new()
    } else {
        at.shop.catalogue.recent(&at.ctx).await?
    };
    let name = at.ctx.at.name.clone();
    let staff = at.ctx.access.is_staff();
    Ok(View::new("Products", move || {
        let lead = (!looking).then_some("Choose what to print. You see the price while you choose, and upload your artwork with it.");
        let search = staff.then(|| search(&wanted));
        view! {
            <PageHeader title=name lead=lead display=true/>
            {search}
            {recent_orders(recent)}
            {categories(&page.categories, &wanted)}
            {found(&wanted)}
            {shelves(page, &wanted)}
        }
    }))
}

/// Those who work have no search in their frame.
fn search(wanted: &Wanted) -> AnyView {
    view! {
        <form class="filter-bar" role="search" method="get" action=paths::Catalogue.to_string() aria-label="Search products">
            <SearchField label="Search products" value=wanted.q.clone()/>
        </form>
    }
    .into_any()
}

fn address(q: &str, category: &str) -> String {
    let pairs = [("q", q), ("category", category)];
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    if query.is_empty() {
        paths::Catalogue.to_string()
    } else {
        format!("{}?{}", paths::Catalogue, query.join("&"))
    }
}

fn categories(all: &[Category], wanted: &Wanted) -> Option<AnyView> {
    if all.len() < 2 {
        return None;
    }
    let mut items =
        vec![NavItem::new("All", address(&wanted.q, "")).current(wanted.category.is_empty())];
    items.extend(all.iter().map(|category| {
        NavItem::new(category.name.clone(), address(&wanted.q, &category.name))
            .count(u64::try_from(category.products).ok())
            .current(category.name == wanted.category)
    }));
    Some(view! { <Tabs label="Categories" items/> }.into_any())
}

fn found(wanted: &Wanted) -> Option<AnyView> {
    let q = wanted.q.trim();
    (!q.is_empty()).then(|| {
        let chips = vec![Chip::new(format!("“{q}”"), address("", &wanted.category))];
        view! { <Chips chips/> }.into_any()
    })
}

fn shelves(page: CataloguePage, wanted: &Wanted) -> AnyView {
    if page.products.is_empty() {
        return nothing(wanted);
    }
    let mut eager = 4;
    let sections: Vec<(String, Vec<Card>)> = if wanted.category.is_empty() && wanted.q.is_empty() {
        page.categories
            .iter()
            .map(|category| {
                let of_it = page
                    .products
                    .iter()
                    .filter(|card| card.category == category.name);
                (category.name.clone(), of_it.cloned().collect())
            })
            .filter(|(_, cards): &(String, Vec<Card>)| !cards.is_empty())
            .collect()
    } else {
        let heading = if wanted.category.is_empty() {
            "Found"
        } else {
            wanted.category.as_str()
        };
        vec![(heading.to_owned(), page.products)]
    };
    sections
        .into_iter()
        .map(|(name, cards)| {
            let cards = cards
                .into_iter()
                .map(|card| {
                    let first = eager > 0;
                    eager -= i32::from(first);
                    product_card(card, first)
                })
                .collect_view();
            view! {
                <section class="catalogue-section">
                    <h2>{name}</h2>
                    <Shelf>{cards}</Shelf>
                </section>
            }
        })
        .collect_view()
        .into_any()
}

fn product_card(card: Card, eager: bool) -> AnyView {
    let picture = Picture::new(
        asset(&format!("products/{}.svg", card.picture)),
        "",
        600,
        400,
    );
    let price = card
        .from
        .map(|from| format!("from {from} for {}", card.least));
    let badge = card.disabled.then_some("Switched off");
    view! {
        <ProductCard
            href=paths::Product(card.slug).to_string()
            name=card.name
            picture
            price
            note=card.summary
            badge
            eager
            level=ui::Level::Three
        />
    }
    .into_any()
}

fn nothing(wanted: &Wanted) -> AnyView {
    let looking = !wanted.q.is_empty() || !wanted.category.is_empty();
    if looking {
        view! {
            <EmptyState title="Nothing found" words="Try another word, or look through everything.">
                <LinkButton href=paths::Catalogue.to_string() label="Show all products"/>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <EmptyState
                title="No products yet"
                words="Nothing is offered to you here at the moment. Whoever looks after your account can change that."
            />
        }
        .into_any()
    }
}
