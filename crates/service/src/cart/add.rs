//! Putting something into the cart.

use crate::{
    artwork::{Files, NotTaken, Sent},
    catalogue::of_person,
};
use access::{
    Ctx, Denial, Failure, Permit,
    permission::cart,
    rules::{self, albums::Choice},
};
use domain::{
    AccountId, CartLineId, Problem,
    artwork::{Artwork, Kept},
    cart::{AddField, AddToCart, Adding},
    catalogue::{ArtworkNeed, filled_in},
    check::is_once,
};
use store::{Store, Tx, cart::NewLine, catalogue::ProductRecord};

/// Nothing was added. A file that was good is kept all the same, so that nobody uploads it twice
/// because of a slip in another field.
#[derive(Debug)]
pub struct NotAdded {
    pub failure: Failure<AddField>,
    pub kept: Option<Kept>,
}

impl From<Failure<AddField>> for NotAdded {
    fn from(failure: Failure<AddField>) -> Self {
        Self {
            failure,
            kept: None,
        }
    }
}

impl From<Denial> for NotAdded {
    fn from(why: Denial) -> Self {
        Failure::from(why).into()
    }
}

impl From<store::Error> for NotAdded {
    fn from(error: store::Error) -> Self {
        Failure::from(error).into()
    }
}

/// Adds a line with its artwork; one, however often the form of this key is sent.
///
/// # Errors
/// The faulty fields, all at once; not found for a product that the actor cannot order.
pub async fn add(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    adding: &Adding,
    sent: Sent,
) -> Result<CartLineId, NotAdded> {
    let (form, once) = (&adding.form, &*adding.once);
    let (mut tx, brought) = bring(store, files, ctx, form, sent).await?;
    let Brought {
        permit,
        product,
        artwork,
        refused,
    } = brought;
    let has_artwork = artwork.is_some() || refused.is_some();
    let checked = form.check_for(
        &product.configuration,
        ctx.at.currency,
        product.artwork,
        has_artwork,
    );
    let (quantity, mut faulty) = match checked {
        Ok((quantity, _)) => (quantity, Vec::new()),
        Err(faulty) => (0, faulty),
    };
    let printed = filled_in(&product.printed, &adding.filling);
    let printed = printed.unwrap_or_else(|wrong| {
        faulty.extend(wrong);
        Vec::new()
    });
    faulty.extend(refused.map(of_the_file));
    if !faulty.is_empty() {
        tx.commit().await?;
        return Err(NotAdded {
            failure: Failure::Invalid(faulty),
            kept: artwork,
        });
    }
    // Written out in full: a choice left to the first must not change when the first does.
    let mut chosen = product.configuration.choices_or_first(&form.choices());
    chosen.extend(printed);
    let line = NewLine {
        product: product.id,
        quantity,
        chosen: &chosen,
        reference: form.reference.trim(),
        artwork: artwork.map(|kept| kept.id),
        once: Some(once).filter(|once| is_once(once)),
    };
    let line = store::cart::add(&mut tx, &permit, &line, ctx.now).await?;
    tx.commit().await?;
    Ok(line)
}

/// Keeps the artwork of a form that only asks for its price or for somebody's data, since a browser
/// lets go of a chosen file when the page is fetched again.
///
/// # Errors
/// What is wrong with the file; nobody chosen whose data may be filled in; not found for a product that
/// the actor cannot order.
pub async fn keep(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    adding: &Adding,
    sent: Sent,
) -> Result<Option<Kept>, NotAdded> {
    let (mut tx, brought) = bring(store, files, ctx, &adding.form, sent).await?;
    let mut faulty: Vec<_> = brought.refused.map(of_the_file).into_iter().collect();
    if adding.fills {
        let nobody = whose(&mut tx, ctx, &adding.filling.person).await?;
        faulty.extend(nobody.map(|problem| (AddField::Person, problem)));
    }
    tx.commit().await?;
    if faulty.is_empty() {
        return Ok(brought.artwork);
    }
    Err(NotAdded {
        failure: Failure::Invalid(faulty),
        kept: brought.artwork,
    })
}

/// What is wrong with the choice of whose data is to be filled in.
async fn whose(tx: &mut Tx, ctx: &Ctx, person: &str) -> Result<Option<Problem>, Failure<AddField>> {
    if person.is_empty() {
        return Ok(Some(Problem::Missing));
    }
    let Ok(id) = person.parse::<AccountId>() else {
        return Ok(Some(Problem::NotOffered));
    };
    match of_person(tx, ctx, id).await {
        Ok(_) => Ok(None),
        Err(Failure::Denied(Denial::NotFound)) => Ok(Some(Problem::NotOffered)),
        Err(failure) => Err(failure.in_form()),
    }
}

fn of_the_file(problem: Problem) -> (AddField, Problem) {
    (AddField::Artwork, problem)
}

/// What comes with a form, before its fields are judged.
struct Brought {
    permit: Permit<cart::Use>,
    product: ProductRecord,
    /// The file that was sent, the one that an earlier attempt left behind, or the image chosen.
    artwork: Option<Kept>,
    /// What is wrong with the file that was sent, or with the choice.
    refused: Option<Problem>,
}

async fn bring(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &AddToCart,
    sent: Sent,
) -> Result<(Tx, Brought), NotAdded> {
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    // Before the file is looked at: nobody has files examined for a product that they cannot order.
    let mut tx = store.read().await?;
    let product = store::catalogue::product(&mut tx, ctx.at.id, &form.product)
        .await?
        .ok_or(Denial::NotFound)?;
    let orderable = rules::catalogue::order(&ctx.access, &product.facts())?;
    drop(tx);

    let wants_file = product.artwork.takes_file();
    let taken = if wants_file {
        files.take_in(sent).await
    } else {
        Ok(None)
    };

    let mut tx = store.begin().await?;
    let (artwork, refused) = match taken {
        Ok(Some(new)) => {
            let id = store::artwork::insert(&mut tx, &permit, &new, ctx.now).await?;
            let sha256 = store::artwork::hexadecimal(&new.sha256);
            (Some(Kept { id, sha256 }), None)
        }
        Ok(None) if wants_file => {
            let earlier = earlier(&mut tx, ctx, form).await?;
            (earlier.map(|file| file.kept), None)
        }
        Ok(None) if product.artwork == ArtworkNeed::Album => {
            let for_it = (product.id, product.category.as_str());
            let choice = rules::albums::choice(&ctx.access, &orderable, for_it);
            chosen(&mut tx, &choice, form).await?
        }
        Ok(None) => (None, None),
        Err(NotTaken::Refused(problem)) => (None, Some(problem)),
        Err(NotTaken::Unavailable) => return Err(Failure::Unavailable.into()),
    };
    let brought = Brought {
        permit,
        product,
        artwork,
        refused,
    };
    Ok((tx, brought))
}

/// The image that was chosen of those that are offered; one that is not shared any more is not.
async fn chosen(
    tx: &mut Tx,
    choice: &Choice<'_>,
    form: &AddToCart,
) -> Result<(Option<Kept>, Option<Problem>), store::Error> {
    if form.kept.is_empty() {
        return Ok((None, None));
    }
    let offered = match form.kept.parse::<Kept>() {
        Ok(kept) => store::albums::chosen(tx, choice, &kept).await?,
        Err(_) => None,
    };
    Ok(match offered {
        Some(offered) => (Some(offered.kept), None),
        None => (None, Some(Problem::NotOffered)),
    })
}

/// The artwork that an earlier attempt left behind.
async fn earlier(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &AddToCart,
) -> Result<Option<Artwork>, store::Error> {
    match form.kept.parse::<Kept>() {
        Ok(kept) => store::artwork::kept(tx, ctx.at.id, &kept).await,
        Err(_) => Ok(None),
    }
}
