//! What the reader ordered last, to order it again: on top of the shelf.

use domain::{cart::Recent, paths};
use leptos::prelude::*;
use ui::{Glyph, Level, LinkButton, Picture, ProductCard, Shelf};

pub(super) fn recent_orders(orders: Vec<Recent>) -> AnyView {
    if orders.is_empty() {
        return ().into_any();
    }
    let cards = orders
        .into_iter()
        .map(|order| {
            let picture = order
                .thumbnail
                .map(|(job, (width, height))| Picture::new(paths::Thumbnail(job).to_string(), "", width, height));
            let more = match order.jobs {
                0 | 1 => String::new(),
                jobs => format!(" and {} more", jobs - 1),
            };
            let about = order.number.to_string();
            view! {
                <div class="recent-order">
                    <ProductCard
                        href=paths::Order(order.number).to_string()
                        name=format!("{}{more}", order.product)
                        picture
                        price=order.total.to_string()
                        note=format!("{} · {}", order.number, order.placed_at.day())
                        level=Level::Three
                    />
                    <LinkButton href=paths::ReOrder(order.number).to_string() label="Re-order" about glyph=Glyph::Again/>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="catalogue-section">
            <h2>"Order again"</h2>
            <Shelf small=true>{cards}</Shelf>
        </section>
    }
    .into_any()
}
