//! Putting something into the cart.

use crate::{Act, Done, Uploaded, go};
use access::Failure;
use domain::{
    artwork::Kept,
    cart::{AddField, AddToCart},
    paths,
};
use serde::Deserialize;

/// Nothing was added; a file that was good is kept all the same.
#[derive(Debug)]
pub struct NotAdded {
    pub failure: Failure<AddField>,
    pub kept: Option<Kept>,
}

/// The product page's form with its key, which nothing that prices it in a browser has to know of.
pub(super) struct Adding {
    once: String,
    form: AddToCart,
}

impl<'de> Deserialize<'de> for Adding {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut once, mut form) = (String::new(), AddToCart::default());
        for (name, value) in Vec::<(String, String)>::deserialize(deserializer)? {
            if name == "once" {
                once = value;
            } else {
                form.set(&name, value);
            }
        }
        Ok(Self { once, form })
    }
}

pub(super) async fn run(
    act: Act,
    adding: Adding,
    file: Uploaded,
) -> Result<Done, Failure<AddField>> {
    let Adding { once, mut form } = adding;
    let counted = act.shop.cart.count_file(&act, &file).await;
    counted.map_err(Failure::in_form)?;
    let done = if form.asks_price {
        let kept = act.shop.cart.keep(&act.ctx, &form, file).await;
        kept.map(|kept| {
            form.kept = kept.map(|kept| kept.to_string()).unwrap_or_default();
            let chosen = serde_html_form::to_string(form.fields()).unwrap_or_default();
            let page = paths::Product(form.product.clone());
            go(format!("{page}?{chosen}#price"))
        })
    } else {
        let added = act.shop.cart.add(&act.ctx, &form, &once, file).await;
        added.map(|()| go(paths::Cart).saying("It is in your cart."))
    };
    done.map_err(|NotAdded { failure, kept }| {
        match kept {
            Some(kept) => act.keep("kept", kept),
            None => act.keep("kept", ""),
        }
        failure
    })
}
