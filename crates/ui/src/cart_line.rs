//! A line of the cart.

use crate::{Picture, Thumbnail, Words};
use leptos::prelude::*;

/// A line of the cart: what it is, how many, what it costs, and the act that takes it out.
/// Stands in a list of the class `cart-lines`.
#[component]
pub fn CartLine(
    /// The product's name.
    #[prop(into)]
    name: String,
    /// The product's page.
    #[prop(into)]
    href: String,
    /// Its artwork or picture.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// Options and reference in a sentence.
    #[prop(optional, into)]
    note: Words,
    /// The price of the line.
    #[prop(into)]
    price: String,
    /// The form with the quantity.
    #[prop(into)]
    quantity: ViewFnOnce,
    /// "Remove", and what else may be done with it.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="cart-line">
            <Thumbnail picture large=true/>
            <div class="cart-words">
                <a class="link cart-name" href=href>
                    {name}
                </a>
                {note.owned().map(|note| view! { <p class="muted">{note}</p> })}
            </div>
            <div class="cart-quantity">{quantity.run()}</div>
            <strong class="cart-price number">{price}</strong>
            <div class="cart-acts">{children()}</div>
        </li>
    }
}
