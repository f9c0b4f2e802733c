//! Shared Print Operations: what is to be made, by due date, and the ticket of one job.

use access::{Access, Ctx, Failure, permission::production, rules};
use domain::{
    JobId,
    lists::PAGE,
    production::list::{Floor, FloorJob, JobsQuery},
};
use store::{Store, production::Listed};

/// A page of the jobs that the reader's floor makes, and how many are in each folder.
///
/// # Errors
/// The reader runs no floor.
pub async fn queue(store: &Store, ctx: &Ctx, query: &JobsQuery) -> Result<Floor, Failure> {
    let visible = ctx.access.visible::<production::Queue>()?;
    let filter = query.filter(ctx.now);
    let mut tx = store.read().await?;
    let page = store::production::list(&mut tx, &visible, &filter, PAGE).await?;
    let folders = store::production::folders(&mut tx, &visible, &filter).await?;
    let storefronts = store::production::storefronts(&mut tx, &visible).await?;
    Ok(Floor {
        jobs: page.map(|row| shown(&ctx.access, row)),
        folders,
        storefronts: if storefronts.len() > 1 {
            storefronts
        } else {
            Vec::new()
        },
    })
}

/// One job of the list, for its ticket.
///
/// # Errors
/// It is none that the reader's floor makes.
pub async fn ticket(store: &Store, ctx: &Ctx, job: JobId) -> Result<FloorJob, Failure> {
    let visible = ctx.access.visible::<production::Queue>()?;
    let mut tx = store.read().await?;
    let found = store::production::one(&mut tx, &visible, job)
        .await?
        .filter(|job| job.state.on_the_floor());
    Ok(shown(&ctx.access, found.ok_or(Failure::not_found())?))
}

/// As the floor sees it: nothing of prices, nothing of the client.
fn shown(access: &Access, row: Listed) -> FloorJob {
    let can = rules::production::can(access, &row.facts(), row.artwork.is_some());
    let order = rules::orders::OrderFacts {
        object: row.order_object(),
        state: domain::orders::OrderState::Approved,
    };
    let order_opens = rules::orders::view(access, &order).is_ok();
    FloorJob {
        id: row.id,
        version: row.version,
        order: row.number,
        order_opens,
        position: row.position,
        storefront: row.storefront_name,
        product: row.product,
        quantity: row.quantity,
        chosen: row.chosen,
        reference: row.reference,
        state: row.state,
        due_at: row.due_at,
        block_reason: row.block_reason,
        operator_notes: row.operator_notes,
        artwork: row.artwork.filter(|_| can.picture || can.download),
        artwork_version: row.artwork_version,
        can,
    }
}
