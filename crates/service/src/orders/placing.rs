//! What placing and ordering again have in common: writing everything down at once.

use super::told;
use crate::{
    cart::{needs_approval, these},
    random,
};
use access::{
    Assignee, Ctx, Denial, Failure, Object, Owner, Permit,
    permission::{approval, order},
    rules,
};
use domain::{
    ArtworkId, CompanyId, DepartmentId, JobId, Money, OrderId, OrderNumber, ProductId,
    cart::{Delivery, due},
    catalogue::Chosen,
    codes::Codes,
    orders::{Event, OrderState},
    production::JobState,
};
use store::{
    Tx,
    catalogue::ProductRecord,
    placing::{Before, NewJob, NewOrder, PersonRecord, Whose, Written},
};

/// Everything that was agreed to.
pub(super) struct Basket<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) total: Money,
    pub(super) contact: Contact,
    /// Nothing for a guest.
    pub(super) orderer: Option<&'a PersonRecord>,
    /// Where that is somebody else.
    pub(super) beneficiary: Option<&'a PersonRecord>,
    pub(super) codes: &'a Codes,
    pub(super) delivery: &'a Delivery,
    pub(super) once: &'a str,
    pub(super) approve_now: bool,
    /// The order that this one repeats.
    pub(super) from: Option<(OrderId, OrderNumber)>,
}

impl<'a> Basket<'a> {
    /// Who gets it.
    fn for_whom(&self) -> Option<&'a PersonRecord> {
        self.beneficiary.or(self.orderer)
    }
}

/// A job to be.
pub(super) struct Piece<'a> {
    pub(super) product: &'a ProductRecord,
    pub(super) quantity: u32,
    pub(super) chosen: &'a [Chosen],
    pub(super) reference: &'a str,
    pub(super) artwork: Option<ArtworkId>,
    pub(super) price: Money,
    pub(super) from: Option<JobId>,
}

/// Who is written to.
pub(super) struct Contact {
    pub(super) name: String,
    pub(super) email: String,
}

/// What came of it.
pub(super) enum Put {
    New(OrderNumber),
    /// The same form was there a moment before.
    Again(Before),
}

/// Writes the order, its jobs, whom it names and what is told about it, all or nothing.
pub(super) async fn put(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit<order::Place>,
    basket: &Basket<'_>,
) -> Result<Put, Failure> {
    // Who gets it decides whose it is; both names stay on it.
    let for_whom = basket.for_whom();
    let company: Option<CompanyId> = for_whom.and_then(|person| person.company);
    let department: Option<DepartmentId> =
        for_whom.and_then(|person| person.departments.first().copied());
    let approval = approval(ctx, basket, company, department);
    let state = if matches!(approval, Approval::Waits) {
        OrderState::AwaitingApproval
    } else {
        OrderState::Approved
    };

    let new = NewOrder {
        company,
        department,
        beneficiary: basket.beneficiary.map(|person| person.id),
        contact_name: &basket.contact.name,
        contact_email: &basket.contact.email,
        state,
        total: basket.total,
        codes: basket.codes,
        delivery: basket.delivery,
        once: basket.once,
        from: basket.from.map(|(id, _)| id),
        now: ctx.now,
    };
    let (order, number) = match write(tx, permit, &new).await? {
        Ok(written) => written,
        Err(before) => return Ok(Put::Again(before)),
    };
    for (piece, position) in basket.pieces.iter().zip(1..) {
        let job = NewJob {
            position,
            product: piece.product.id,
            product_name: &piece.product.name,
            quantity: piece.quantity,
            chosen: piece.chosen,
            price: piece.price,
            reference: piece.reference,
            state: if state == OrderState::Approved {
                JobState::Ready
            } else {
                JobState::Waiting
            },
            due_at: due(ctx.now, piece.product.production_days),
            artwork: piece.artwork,
            from: piece.from,
        };
        store::placing::insert_job(tx, permit, order, &job, ctx.now).await?;
    }
    store::placing::index(tx, order).await?;

    if let Some((_, from)) = basket.from {
        store::orders::record(tx, ctx, order, None, &Event::ReOrdered { from }).await?;
    }
    let waits = matches!(approval, Approval::Waits);
    store::orders::record(tx, ctx, order, None, &Event::Placed { waits }).await?;
    match &approval {
        Approval::NotNeeded => {}
        Approval::Own(own) => {
            store::placing::self_approved(tx, own, order, &ctx.name, ctx.now).await?;
            store::orders::record(tx, ctx, order, None, &Event::Approved { own: true }).await?;
        }
        Approval::Waits => {
            store::placing::request(tx, permit, order, ctx.now).await?;
            ask(tx, permit, order, basket).await?;
        }
    }
    told::confirm(tx, ctx, number, basket, waits).await?;
    if waits {
        told::ask(tx, ctx, order, number, basket).await?;
    }
    audit(tx, ctx, order, number, basket, &approval).await?;
    Ok(Put::New(number))
}

/// Whether somebody must agree first.
enum Approval {
    NotNeeded,
    /// Who ordered may, and does.
    Own(Permit<approval::Itself>),
    Waits,
}

fn approval(
    ctx: &Ctx,
    basket: &Basket<'_>,
    company: Option<CompanyId>,
    department: Option<DepartmentId>,
) -> Approval {
    if !needs_approval(&ctx.access, &ctx.at) {
        return Approval::NotNeeded;
    }
    let mut owners: Vec<Owner> = ctx.access.owner().into_iter().collect();
    owners.extend(basket.beneficiary.map(|person| Owner::Account(person.id)));
    let object = Object {
        company: these(company.as_slice()),
        departments: these(department.as_slice()),
        owners: &owners,
        ..Object::of_storefront(ctx.at.id)
    };
    match rules::cart::approve_own(&ctx.access, &object) {
        Ok(permit) if basket.approve_now => Approval::Own(permit),
        _ => Approval::Waits,
    }
}

/// How often another number is tried. Of ninety million numbers some are taken, not five in a row.
const TRIES: u32 = 5;

async fn write(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    new: &NewOrder<'_>,
) -> Result<Result<(OrderId, OrderNumber), Before>, Failure> {
    for _ in 0..TRIES {
        let number = random::order_number()?;
        match store::placing::insert(tx, permit, number, new).await? {
            Written::New(order) => return Ok(Ok((order, number))),
            Written::NumberTaken => {}
            Written::Again => {
                let before = store::placing::before(tx, permit, new.once).await?;
                return Ok(Err(before.ok_or(Denial::Stale)?));
            }
        }
    }
    Err(Failure::Unavailable)
}

/// Names the designated approvers on the order: being asked is what lets them see it.
async fn ask(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    order: OrderId,
    basket: &Basket<'_>,
) -> Result<(), Failure> {
    let mut departments: Vec<DepartmentId> = Vec::new();
    for person in [basket.orderer, basket.beneficiary].into_iter().flatten() {
        departments.extend(&person.departments);
    }
    let products: Vec<ProductId> = basket.pieces.iter().map(|piece| piece.product.id).collect();
    let whose = Whose {
        company: basket.for_whom().and_then(|person| person.company),
        departments: &departments,
    };
    for approver in store::placing::designated(tx, permit, whose, &products).await? {
        store::orders::assign(tx, order, Assignee::Account(approver)).await?;
    }
    Ok(())
}

async fn audit(
    tx: &mut Tx,
    ctx: &Ctx,
    order: OrderId,
    number: OrderNumber,
    basket: &Basket<'_>,
    approval: &Approval,
) -> Result<(), Failure> {
    let detail = serde_json::json!({
        "number": number.to_string(),
        "total": basket.total.plain(),
        "currency": basket.total.currency.code(),
        "jobs": basket.pieces.len(),
        "for": basket.beneficiary.map(|person| person.id),
        "from": basket.from.map(|(_, number)| number.to_string()),
    });
    store::audit::record(tx, ctx, "order.place", "order", Some(order.0), detail).await?;
    if matches!(approval, Approval::Own(_)) {
        let detail = serde_json::json!({ "number": number.to_string(), "own": true, "version": 1 });
        store::audit::record(tx, ctx, "approval.approve", "order", Some(order.0), detail).await?;
    }
    Ok(())
}
