//! The forms on jobs: each an act, and back to where it was asked for.

use crate::{Act, Done, Named, Shop, Uploaded, go, post, upload};
use access::{Failure, pages};
use axum::Router;
use domain::{
    OrderNumber, Problem, paths,
    production::{
        forms::{Award, Block, Bulk, Field, OnJob, SetStatus},
        list::Happened,
    },
};

impl Named for Field {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(post(&pages::SET_STATUS, set_status))
        .merge(post(&pages::BLOCK, block))
        .merge(post(&pages::RELEASE_JOB, release))
        .merge(post(&pages::AWARD, award))
        .merge(post(&pages::TAKE_BACK, take_back))
        .merge(post(&pages::PRODUCTION_BULK, bulk))
        .merge(upload(&pages::REPLACE_ARTWORK, replace_artwork))
}

/// Back to the page that the form was on, saying what happened.
fn back(order: OrderNumber, on_order: bool, notice: &str) -> Done {
    let to = if on_order { paths::Order(order).to_string() } else { paths::PrintOperations.to_string() };
    go(to).saying(format!("{order}: {notice}"))
}

async fn set_status(act: Act, form: SetStatus) -> Result<Done, Failure<Field>> {
    let order = act.shop.production.set_status(&act.ctx, &form).await?;
    Ok(back(order, form.on_order, "the status is set."))
}

async fn block(act: Act, form: Block) -> Result<Done, Failure<Field>> {
    let order = act.shop.production.block(&act.ctx, &form).await?;
    Ok(back(order, form.on_order, "the job is blocked."))
}

async fn release(act: Act, form: OnJob) -> Result<Done, Failure<Field>> {
    let order = act.shop.production.release(&act.ctx, &form).await?;
    Ok(back(order, form.on_order, "the job is released."))
}

async fn award(act: Act, form: Award) -> Result<Done, Failure<Field>> {
    let order = act.shop.production.award(&act.ctx, &form).await?;
    Ok(back(order, form.on_order, "the job is sent to the supplier."))
}

async fn take_back(act: Act, form: OnJob) -> Result<Done, Failure<Field>> {
    let order = act.shop.production.take_back(&act.ctx, &form).await?;
    Ok(back(order, form.on_order, "the job is taken back."))
}

async fn replace_artwork(act: Act, form: OnJob, file: Uploaded) -> Result<Done, Failure<Field>> {
    let file = match file {
        Uploaded::File(file) => file,
        Uploaded::Nothing => return Err(Failure::field(Field::Artwork, Problem::Missing)),
        Uploaded::TooLarge => {
            let most = u32::try_from(act.shop.settings.largest_upload / (1024 * 1024)).unwrap_or(u32::MAX);
            return Err(Failure::field(Field::Artwork, Problem::FileTooLarge { most_megabytes: most }));
        }
    };
    let order = act.shop.production.replace_artwork(&act.ctx, &form, file).await?;
    Ok(back(order, form.on_order, "the artwork is replaced."))
}

async fn bulk(act: Act, form: Bulk) -> Result<Done, Failure<Field>> {
    let happened = act.shop.production.bulk(&act.ctx, &form).await?;
    // The filters are the reader's; only the page is ours.
    let query = form.back.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    Ok(go(format!("{}{query}", paths::PrintOperations)).saying(told(&happened)))
}

/// How many were done, and of each other one why not.
fn told(happened: &[Happened]) -> String {
    let done = happened.iter().filter(|job| job.refused.is_none()).count();
    let mut words = match done {
        0 => "Nothing was changed.".to_owned(),
        1 => "1 job was changed.".to_owned(),
        many => format!("{many} jobs were changed."),
    };
    for job in happened {
        if let Some(why) = &job.refused {
            let number = job.number.as_deref().unwrap_or("A job");
            words.push_str(&format!(" {number}: {why}"));
        }
    }
    words
}
