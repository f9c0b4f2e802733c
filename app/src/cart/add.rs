//! Putting something into the cart.

use crate::{Act, Done, Uploaded, go};
use access::Failure;
use domain::{
    artwork::Kept,
    cart::{AddField, Adding},
    paths,
};

/// Nothing was added; a file that was good is kept all the same.
#[derive(Debug)]
pub struct NotAdded {
    pub failure: Failure<AddField>,
    pub kept: Option<Kept>,
}

pub(super) async fn run(
    act: Act,
    mut adding: Adding,
    file: Uploaded,
) -> Result<Done, Failure<AddField>> {
    let counted = act.shop.cart.count_file(&act, &file).await;
    counted.map_err(Failure::in_form)?;
    let done = if adding.form.asks_price || adding.fills {
        let kept = act.shop.cart.keep(&act.ctx, &adding, file).await;
        kept.map(|kept| {
            adding.form.kept = kept.map(|kept| kept.to_string()).unwrap_or_default();
            let (fields, place) = if adding.fills {
                (adding.to_fill(), AddField::printed(0).name())
            } else {
                (adding.form.fields(), "price")
            };
            back(&adding, fields, place).showing_each(adding.filling.fields())
        })
    } else {
        let added = act.shop.cart.add(&act.ctx, &adding, file).await;
        added.map(|()| {
            if adding.another {
                back(&adding, adding.for_another(), AddField::Person.name())
                    .saying("It is in your cart. Here is the next one.")
            } else {
                go(paths::Cart).saying("It is in your cart.")
            }
        })
    };
    done.map_err(|NotAdded { failure, kept }| {
        match kept {
            Some(kept) => act.keep("kept", kept),
            None => act.keep("kept", ""),
        }
        failure
    })
}

/// To the product's page with these fields.
fn back(adding: &Adding, fields: Vec<(String, String)>, place: &str) -> Done {
    let page = paths::Product(adding.form.product.clone());
    let fields = serde_html_form::to_string(fields).unwrap_or_default();
    go(format!("{page}?{fields}#{place}"))
}
