//! Putting something into the cart.

use crate::{Act, Done, Uploaded, go};
use access::Failure;
use domain::{
    artwork::Kept,
    cart::{AddField, AddToCart},
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
    form: AddToCart,
    file: Uploaded,
) -> Result<Done, Failure<AddField>> {
    match act.shop.cart.add(&act.ctx, &form, file).await {
        Ok(()) => Ok(go(paths::Cart).saying("It is in your cart.")),
        Err(NotAdded { failure, kept }) => {
            match kept {
                Some(kept) => act.keep("kept", kept),
                None => act.keep("kept", ""),
            }
            Err(failure)
        }
    }
}
