//! The cart.

use crate::{Act, At, Done, View, assets::asset, cart::wrong, go};
use access::{Failure, Permission, pages};
use domain::{
    cart::{CartPage, ChangeField, ChangeQuantity, Line, RemoveLine},
    catalogue::Chosen,
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, CartLine, EmptyState, ErrorSummary, Glyph, Hidden, LinkButton, Notice,
    NumberField, PageHeader, Picture, PostForm, Sum, SumLine, Tone, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.cart.show(&at.ctx).await?;
    Ok(View::new("Cart", move || draw(&at, page)))
}

pub(super) async fn change(act: Act, form: ChangeQuantity) -> Result<Done, Failure<ChangeField>> {
    act.shop.cart.change(&act.ctx, &form).await?;
    Ok(go(paths::Cart))
}

pub(super) async fn remove(act: Act, form: RemoveLine) -> Result<Done, Failure> {
    act.shop.cart.remove(&act.ctx, &form).await?;
    Ok(go(paths::Cart).saying("It is no longer in your cart."))
}

fn draw(at: &At, page: CartPage) -> AnyView {
    if page.lines.is_empty() {
        return view! {
            <PageHeader title="Cart"/>
            <EmptyState title="Your cart is empty" words="Choose a product, put it together and add it; it waits for you here.">
                <LinkButton href=paths::Catalogue.to_string() label="Show products" weight=Weight::Primary/>
            </EmptyState>
        }
        .into_any();
    }
    let failed = at
        .failed(pages::CART_CHANGE.path)
        .or_else(|| at.failed(pages::CART_REMOVE.path))
        .cloned();
    let whole = failed
        .as_ref()
        .filter(|failed| failed.fields.is_empty())
        .map(|failed| {
            view! { <ErrorSummary wrong=wrong(Some(failed))/> }
        });
    let orderable = page.is_orderable();
    let total = page.total.to_string();
    let must_sign_in =
        !at.ctx.access.signed_in() && at.ctx.access.holds(Permission::OrderPlace).is_err();
    let lines = page
        .lines
        .into_iter()
        .map(|line| cart_line(at, line))
        .collect_view();
    let aside = move || {
        let note = if must_sign_in {
            "You will be asked to sign in or register; your cart comes along."
        } else {
            "You see everything once more before you order."
        };
        let acts = if orderable {
            view! {
                <LinkButton href=paths::Checkout.to_string() label="Check out" weight=Weight::Primary/>
                <p class="muted">{note}</p>
            }
            .into_any()
        } else {
            view! {
                <Notice tone=Tone::Attention title="Not everything can be ordered">
                    "See what is marked, and remove it or choose anew."
                </Notice>
            }
            .into_any()
        };
        view! {
            <Card title="Total">
                <Sum lines=vec![SumLine::total("Total", total)]/>
                {acts}
            </Card>
        }
    };
    view! {
        <PageHeader title="Cart"/>
        {whole}
        <WithAside aside=aside>
            <ul class="cart-lines">{lines}</ul>
        </WithAside>
    }
    .into_any()
}

/// Options, artwork and reference in a sentence.
pub(super) fn about(
    chosen: &[Chosen],
    artwork: Option<&domain::artwork::Artwork>,
    reference: &str,
) -> String {
    let mut parts: Vec<String> = chosen
        .iter()
        .map(|one| format!("{}: {}", one.option, one.choice))
        .collect();
    parts.extend(
        artwork.map(|file| format!("{}, {}, {}", file.file_name, file.words(), file.size())),
    );
    if !reference.is_empty() {
        parts.push(format!("Reference: {reference}"));
    }
    parts.join(" · ")
}

fn cart_line(at: &At, line: Line) -> AnyView {
    let id = line.id;
    let (name, href) = match &line.product {
        Some(product) => (
            product.name.clone(),
            paths::Product(product.slug.clone()).to_string(),
        ),
        None => (
            "A product that is no longer offered".to_owned(),
            paths::Catalogue.to_string(),
        ),
    };
    let picture = match (&line.artwork, &line.product) {
        (Some(file), _) => {
            let (width, height) = file.thumbnail;
            let alt = format!("First page of {}", file.file_name);
            Some(Picture::new(
                paths::CartThumbnail(id).to_string(),
                alt,
                width,
                height,
            ))
        }
        (None, Some(product)) => Some(Picture::new(
            asset(&format!("products/{}.svg", product.picture)),
            "",
            600,
            400,
        )),
        (None, None) => None,
    };
    let note = about(&line.chosen, line.artwork.as_ref(), &line.reference);
    let problem = line.price.as_ref().err().map(ToString::to_string);
    let problem = problem.map(|why| view! { <Notice tone=Tone::Attention>{why}</Notice> });
    let price = line
        .price
        .as_ref()
        .map_or_else(|_| "–".to_owned(), |price| price.total.to_string());
    let mine = at.typed().value("line") == Some(&id.to_string());
    let failed = at.failed(pages::CART_CHANGE.path).filter(|_| mine);
    let error = failed.and_then(|failed| failed.problem(ChangeField::Quantity.name()));
    let typed = failed.and_then(|_| at.typed().value("quantity").map(str::to_owned));
    let quantity = typed.unwrap_or_else(|| line.quantity.to_string());
    let most = line
        .product
        .as_ref()
        .map(|product| product.quantities.most.to_string());
    let of = name.clone();
    let quantity = move || {
        view! {
            <PostForm action=pages::CART_CHANGE.path inline=true>
                <Hidden name="line" value=id.to_string()/>
                <NumberField label="Quantity" name="quantity" value=quantity min="1" max=most error id=format!("quantity-{id}") required=true/>
                <Button label="Update" about=format!("quantity of {of}") unchecked=true/>
            </PostForm>
        }
    };
    let of = name.clone();
    view! {
        <CartLine name href picture note price quantity>
            {problem}
            <PostForm action=pages::CART_REMOVE.path inline=true>
                <Hidden name="line" value=id.to_string()/>
                <Button label="Remove" weight=Weight::Bare glyph=Glyph::Trash about=of unchecked=true/>
            </PostForm>
        </CartLine>
    }
    .into_any()
}
