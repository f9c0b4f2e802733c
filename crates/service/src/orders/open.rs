//! Opening an order: everything about it, then cut to who reads it.

use super::{
    act::may,
    acts_on,
    message::supplier_key,
    next::{Situation, next},
};
use crate::{approvals::deciders, random};
use access::{Ctx, Denial, Failure, Permission, rules};
use domain::{
    Money, OrderNumber, SupplierId,
    orders::{
        ApprovalShown, Artwork, Audience, Entry, Event, Head, JobForCustomer, JobForStaff,
        JobForSupplier, MessageShown, OrderAct, OrderForCustomer, OrderForStaff, OrderForSupplier,
        OrderPage, OrderState, Refused, Writable,
    },
};
use store::{
    Store,
    approvals::ApprovalRow,
    orders::{Details, EventRow, JobRow, MessageRow, OrderRecord},
};

/// # Errors
/// There is no such order, or none that can be seen: the answer is the same.
pub async fn open(store: &Store, ctx: &Ctx, number: OrderNumber) -> Result<OrderPage, Failure> {
    let mut tx = store.read().await?;
    let order = store::orders::facts(&mut tx, number)
        .await?
        .ok_or(Denial::NotFound)?;
    let permit = rules::orders::view(&ctx.access, &order.facts())?;
    let all = Everything {
        details: store::orders::details(&mut tx, &permit, &order).await?,
        jobs: store::orders::jobs(&mut tx, &permit, &order).await?,
        events: store::orders::timeline(&mut tx, &permit, &order).await?,
        messages: store::orders::messages(&mut tx, &permit, &order).await?,
        approvals: store::approvals::of_order(&mut tx, order.id).await?,
        deciders: match order.state {
            OrderState::AwaitingApproval => deciders(&mut tx, &order, ctx.now).await?,
            _ => Vec::new(),
        },
        proof: ctx
            .access
            .decide(Permission::ProofView, &order.object())
            .is_ok(),
        once: random::once()?,
        order,
    };
    Ok(match ctx.access.audience() {
        Audience::Customer => OrderPage::Customer(all.for_customer(ctx)),
        Audience::Supplier => OrderPage::Supplier(all.for_supplier(ctx)),
        Audience::Staff => OrderPage::Staff(all.for_staff(ctx)),
    })
}

/// An order, before it is cut. Never leaves this module.
struct Everything {
    order: OrderRecord,
    details: Details,
    jobs: Vec<JobRow>,
    events: Vec<EventRow>,
    messages: Vec<MessageRow>,
    approvals: Vec<ApprovalRow>,
    deciders: Vec<domain::approvals::Decider>,
    /// The pictures of its artwork may be seen.
    proof: bool,
    once: String,
}

impl Everything {
    fn for_customer(self, ctx: &Ctx) -> OrderForCustomer {
        let jobs: Vec<&JobRow> = self.jobs.iter().collect();
        let customer = |job: &JobRow| JobForCustomer {
            id: job.id,
            position: job.position,
            product: job.product.clone(),
            quantity: job.quantity,
            chosen: job.chosen.clone(),
            reference: job.reference.clone(),
            price: self.money(job.price),
            state: job.state.seen_by(Audience::Customer),
            due_at: job.due_at,
            block_reason: job.block_reason.clone(),
            artwork: self.artwork(job),
        };
        OrderForCustomer {
            head: self.head(
                ctx,
                Audience::Customer,
                self.order.state.seen_by(Audience::Customer),
                &jobs,
            ),
            who: self.order.contact_name.clone(),
            ordered_for: self.details.ordered_for.clone(),
            company: self.details.company.clone(),
            department: self.details.department.clone(),
            total: self.order.total,
            codes: self.details.codes.clone(),
            delivery: self.details.delivery.lines(),
            jobs: self.jobs.iter().map(customer).collect(),
            approvals: self.approvals.iter().map(shown).collect(),
        }
    }

    fn for_supplier(self, ctx: &Ctx) -> OrderForSupplier {
        let mine: Vec<SupplierId> = ctx.access.suppliers().collect();
        let jobs: Vec<&JobRow> = self
            .jobs
            .iter()
            .filter(|job| {
                job.supplier
                    .as_ref()
                    .is_some_and(|(id, _)| mine.contains(id))
            })
            .collect();
        let states: Vec<_> = jobs.iter().map(|job| job.state).collect();
        let supplier = |job: &&JobRow| JobForSupplier {
            id: job.id,
            position: job.position,
            product: job.product.clone(),
            quantity: job.quantity,
            chosen: job.chosen.clone(),
            reference: job.reference.clone(),
            state: job.state,
            due_at: job.due_at,
            artwork: self.artwork(job),
        };
        OrderForSupplier {
            head: self.head(
                ctx,
                Audience::Supplier,
                OrderState::of_supplied_jobs(&states),
                &jobs,
            ),
            delivery: self.details.delivery.lines(),
            jobs: jobs.iter().map(supplier).collect(),
        }
    }

    fn for_staff(self, ctx: &Ctx) -> OrderForStaff {
        let jobs: Vec<&JobRow> = self.jobs.iter().collect();
        let staff = |job: &JobRow| JobForStaff {
            id: job.id,
            position: job.position,
            product: job.product.clone(),
            quantity: job.quantity,
            chosen: job.chosen.clone(),
            reference: job.reference.clone(),
            price: self.money(job.price),
            state: job.state,
            due_at: job.due_at,
            supplier: job.supplier.as_ref().map(|(_, name)| name.clone()),
            block_reason: job.block_reason.clone(),
            operator_notes: job.operator_notes.clone(),
            artwork: self.artwork(job),
        };
        OrderForStaff {
            head: self.head(ctx, Audience::Staff, self.order.state, &jobs),
            storefront: self.details.storefront.clone(),
            who: self.order.contact_name.clone(),
            email: self.order.contact_email.clone(),
            ordered_for: self.details.ordered_for.clone(),
            company: self.details.company.clone(),
            department: self.details.department.clone(),
            total: self.order.total,
            codes: self.details.codes.clone(),
            delivery: self.details.delivery.lines(),
            jobs: self.jobs.iter().map(staff).collect(),
            approvals: self.approvals.iter().map(shown).collect(),
        }
    }

    fn head(&self, ctx: &Ctx, audience: Audience, state: OrderState, jobs: &[&JobRow]) -> Head {
        let facts = self.order.facts();
        let acts = acts_on(&ctx.access, &facts);
        let situation = Situation {
            order: &self.order,
            details: &self.details,
            jobs,
            approvals: &self.approvals,
            deciders: &self.deciders,
            acts: &acts,
        };
        Head {
            number: self.order.number,
            version: self.order.version,
            placed_at: self.order.placed_at,
            state,
            next: next(ctx, audience, state, &situation),
            refused: refused(ctx, &self.order),
            reorder: rules::orders::reorder(&ctx.access, &facts).is_ok(),
            edit_content: rules::orders::edit_content(&ctx.access, &facts).is_ok(),
            timeline: self.timeline(audience, jobs),
            messages: self.messages(ctx, audience, jobs),
            write_to: writable(audience, &self.jobs),
            once: self.once.clone(),
            acts,
        }
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.order.total.currency)
    }

    fn artwork(&self, job: &JobRow) -> Option<Artwork> {
        job.artwork.as_ref().map(|artwork| Artwork {
            media: artwork.media,
            file_name: artwork.file_name.clone(),
            version: artwork.version,
            pages: artwork.pages,
            thumbnail: self.proof.then_some(artwork.thumbnail),
        })
    }

    /// A supplier reads what happened to its jobs since it has them, and nothing of before.
    fn timeline(&self, audience: Audience, jobs: &[&JobRow]) -> Vec<Entry> {
        let told = |row: &EventRow| match (audience, row.job) {
            (Audience::Supplier, Some(id)) => jobs
                .iter()
                .any(|job| job.id == id && job.awarded_at.is_some_and(|since| row.at >= since)),
            (Audience::Supplier, None) => false,
            (Audience::Customer | Audience::Staff, _) => true,
        };
        self.events
            .iter()
            .filter(|row| told(row))
            .filter_map(|row| {
                let job = row.job.and_then(|id| jobs.iter().find(|job| job.id == id));
                Some(Entry {
                    at: row.at,
                    sentence: row.event.sentence(audience)?,
                    who: row.event.names_who(audience).then(|| who(row)),
                    job: job
                        .filter(|_| jobs.len() > 1)
                        .map(|job| job.product.clone()),
                    state: mark(&row.event).map(|state| state.seen_by(audience)),
                })
            })
            .collect()
    }

    fn messages(&self, ctx: &Ctx, audience: Audience, jobs: &[&JobRow]) -> Vec<MessageShown> {
        let mine: Vec<String> = ctx.access.suppliers().map(supplier_key).collect();
        let read = |row: &&MessageRow| match audience {
            Audience::Staff => true,
            Audience::Customer => row.audience == "customer",
            Audience::Supplier => mine.contains(&row.audience),
        };
        let to = |row: &MessageRow| {
            let supplier = jobs
                .iter()
                .filter_map(|job| job.supplier.as_ref())
                .find(|(id, _)| supplier_key(*id) == row.audience);
            match (audience, row.audience.as_str(), supplier) {
                (Audience::Customer | Audience::Supplier, _, _) => None,
                (Audience::Staff, "customer", _) => Some("with the customer".to_owned()),
                (Audience::Staff, "staff", _) => Some("among colleagues".to_owned()),
                (Audience::Staff, _, Some((_, name))) => Some(format!("with {name}")),
                (Audience::Staff, _, None) => Some("with a former supplier".to_owned()),
            }
        };
        let shown = |row: &MessageRow| MessageShown {
            at: row.at,
            who: row.by.clone(),
            to: to(row),
            body: row.body.clone(),
        };
        self.messages.iter().filter(read).map(shown).collect()
    }
}

/// Both people, where one acts as the other.
fn who(row: &EventRow) -> String {
    match &row.acting {
        Some(acting) => format!("{} (through {acting})", row.by),
        None => row.by.clone(),
    }
}

/// Where an event has led the order, for its mark.
const fn mark(event: &Event) -> Option<OrderState> {
    match event {
        Event::Placed { waits: true } | Event::Released => Some(OrderState::AwaitingApproval),
        Event::Approved { .. } => Some(OrderState::Approved),
        Event::Rejected { .. } => Some(OrderState::Rejected),
        Event::Held => Some(OrderState::OnHold),
        Event::Cancelled => Some(OrderState::Cancelled),
        Event::Blocked { .. } => Some(OrderState::Blocked),
        Event::Started => Some(OrderState::InProduction),
        Event::Awarded { .. } => Some(OrderState::WithSupplier),
        Event::Shipped | Event::Dispatched { .. } => Some(OrderState::Shipping),
        Event::JobCompleted | Event::ReceiptConfirmed => Some(OrderState::Completed),
        _ => None,
    }
}

fn shown(row: &ApprovalRow) -> ApprovalShown {
    ApprovalShown {
        state: row.state,
        requested_at: row.requested_at,
        decided_at: row.decided_at,
        by: row.by.clone(),
        reason: row.reason.clone(),
    }
}

/// What is not possible, and why. Four eyes, and acting for somebody else, are said where the button
/// would be: without them the reader would decide.
fn refused(ctx: &Ctx, order: &OrderRecord) -> Vec<Refused> {
    let facts = order.facts();
    let waits = order.state == OrderState::AwaitingApproval;
    OrderAct::ALL
        .into_iter()
        .filter_map(|act| {
            let why = may(&ctx.access, &facts, act).err()?;
            let in_place = waits
                && act == OrderAct::Approve
                && matches!(why, Denial::OwnRequest | Denial::WhileActing);
            let lift = why
                .who_could_lift()
                .map(|who| format!(" {who}"))
                .unwrap_or_default();
            Some(Refused {
                act,
                why: format!("{why}{lift}"),
                in_place,
            })
        })
        .collect()
}

/// To whom an audience can write.
pub(super) fn writable(audience: Audience, jobs: &[JobRow]) -> Vec<Writable> {
    let one = |key: String, name: &str| Writable {
        key,
        name: name.to_owned(),
    };
    if audience != Audience::Staff {
        return vec![one("shop".to_owned(), "The print shop")];
    }
    let mut all = vec![
        one("customer".to_owned(), "The customer"),
        one("staff".to_owned(), "Colleagues only"),
    ];
    for (id, name) in jobs.iter().filter_map(|job| job.supplier.as_ref()) {
        let key = supplier_key(*id);
        if !all.iter().any(|known| known.key == key) {
            all.push(one(key, name));
        }
    }
    all
}
