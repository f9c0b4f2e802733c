//! What a shopper weighs: the price, and its breaks by quantity.

use crate::Words;
use leptos::prelude::*;

/// The price of what is being put together; an `output`, so that a change is read out.
#[component]
pub fn PriceTag(
    /// The total: "84.00 €".
    #[prop(into)]
    total: String,
    /// Per piece: "0.17 € a piece".
    #[prop(optional, into)]
    each: Words,
    /// "plus 19 % VAT", "delivery included".
    #[prop(optional, into)]
    note: Words,
    /// Id, for the island that keeps it up to date.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    view! {
        <output class="price" id=id.owned()>
            <strong class="price-total">{total}</strong>
            {each.owned().map(|each| view! { <span class="price-each">{each}</span> })}
            {note.owned().map(|note| view! { <small class="price-note">{note}</small> })}
        </output>
    }
}

/// A quantity from which a piece costs less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceBreak {
    /// "500".
    pub quantity: String,
    /// "84.00 €".
    pub total: String,
    /// "0.17 €".
    pub each: String,
    /// "-20 %", where there is one.
    pub saving: Words,
    /// The one that applies now.
    pub current: bool,
}

/// The quantities from which a piece costs less, as a small table.
#[component]
pub fn PriceBreaks(
    /// The breaks, smallest quantity first.
    breaks: Vec<PriceBreak>,
) -> impl IntoView {
    let rows = breaks
        .into_iter()
        .map(|line| {
            view! {
                <tr aria-current=line.current.then_some("true")>
                    <th scope="row">{line.quantity}</th>
                    <td>{line.each}</td>
                    <td>{line.total}</td>
                    <td class="price-saving">{line.saving.owned()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="price-breaks">
            <caption class="visually-hidden">"Prices by quantity"</caption>
            <thead>
                <tr>
                    <th scope="col">"Quantity"</th>
                    <th scope="col">"Each"</th>
                    <th scope="col">"Total"</th>
                    <th scope="col"><span class="visually-hidden">"Saving"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
