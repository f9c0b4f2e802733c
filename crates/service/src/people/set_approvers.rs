//! Saying who is asked to approve somebody's orders, and for which departments and products they are asked.

use super::act::{fresh, record, shown, taken};
use access::{Access, Ctx, Failure, Object, Permit, Scope, permission::approval, rules};
use domain::{
    AccountId, DepartmentId, Problem, ProductId,
    accounts::AccountState,
    departments::DepartmentBox,
    people::{ApproverBox, ApproverSheet, ProductBox, SetApprovers, SetApproversField},
};
use store::{
    Store, Tx, accounts,
    people::{self, DepartmentPlace, Designated, PersonRecord},
};

/// Whoever may not be asked any more, and is, can be left in or taken out.
///
/// # Errors
/// Not seen, not granted, somebody, a department or a product that is not offered, more than
/// [`SetApprovers::MOST`] for one person or department, or stale.
pub async fn set_approvers(
    store: &Store,
    ctx: &Ctx,
    form: &SetApprovers,
) -> Result<(), Failure<SetApproversField>> {
    let mut tx = store.begin().await?;
    // In this order everywhere: the departments, then the person.
    for one in once(&form.approves_for) {
        store::departments::locked(&mut tx, one).await?;
    }
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::approvals::designate(&ctx.access, &person.facts(), &[])?;
    let known = people::departments_of(&mut tx, person.company.as_slice()).await?;
    let offered = offered(&mut tx, ctx, &may, &person, &known).await?;

    let approvers = once(&form.approvers);
    let not_offered = |field| Failure::field(field, Problem::NotOffered);
    let too_many = |field| {
        let most = SetApprovers::MOST;
        Failure::field(field, Problem::TooManyApprovers { most })
    };
    let asked = |id: AccountId| offered.approvers.iter().any(|one| one.id == id);
    if !approvers.iter().all(|id| asked(*id)) {
        return Err(not_offered(SetApproversField::Approvers));
    }
    if u32::try_from(approvers.len()).is_ok_and(|count| count > SetApprovers::MOST) {
        return Err(too_many(SetApproversField::Approvers));
    }
    let mut departments = once(&form.approves_for);
    for id in &departments {
        let found = offered.departments.iter().find(|one| one.id == *id);
        let one = found.ok_or_else(|| not_offered(SetApproversField::ApprovesFor))?;
        let others = people::others_asked_for(&mut tx, &may, *id, person.id).await?;
        if !one.ticked && others >= i64::from(SetApprovers::MOST) {
            return Err(too_many(SetApproversField::ApprovesFor));
        }
    }
    let before = people::approves_for(&mut tx, &may, person.id).await?;
    // A box that was not drawn is not sent: what is not the reader's to change stays.
    let drawn = |id: DepartmentId| offered.departments.iter().any(|one| one.id == id);
    departments.extend(before.iter().copied().filter(|id| !drawn(*id)));
    let mut products = once(&form.products);
    let drawn = |id: ProductId| offered.products.iter().any(|one| one.id == id);
    if !products.iter().all(|id| drawn(*id)) {
        return Err(not_offered(SetApproversField::Products));
    }
    let asked_about = people::approves_products(&mut tx, &may, person.id).await?;
    products.extend(asked_about.iter().copied().filter(|id| !drawn(*id)));

    let designated = Designated {
        approvers: &approvers,
        departments: &departments,
        products: &products,
    };
    let as_shown = shown(form.person, form.version);
    fresh(people::set_approvers(&mut tx, &may, as_shown, designated).await?)?;
    let ticked = offered.approvers.iter().filter(|one| one.ticked);
    let detail = serde_json::json!({
        "approvers": {
            "before": ticked.map(|one| one.id.0).collect::<Vec<_>>(),
            "after": approvers.iter().map(|id| id.0).collect::<Vec<_>>(),
        },
        "departments": {
            "before": before.iter().map(|id| id.0).collect::<Vec<_>>(),
            "after": departments.iter().map(|id| id.0).collect::<Vec<_>>(),
        },
        "products": {
            "before": asked_about.iter().map(|id| id.0).collect::<Vec<_>>(),
            "after": products.iter().map(|id| id.0).collect::<Vec<_>>(),
        },
    });
    record(&mut tx, ctx, "user.set-approvers", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// What a form names, each once and in order.
fn once<T: Copy + Ord>(these: &[T]) -> Vec<T> {
    let mut these = these.to_vec();
    these.sort_unstable();
    these.dedup();
    these
}

/// What the reader can choose for this person; nothing for who may not, or where there is no choice.
pub(super) async fn sheet(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &PersonRecord,
    known: &[DepartmentPlace],
) -> store::Result<Option<ApproverSheet>> {
    let Ok(may) = rules::approvals::designate(&ctx.access, &person.facts(), &[]) else {
        return Ok(None);
    };
    let sheet = offered(tx, ctx, &may, person, known).await?;
    let any =
        !sheet.approvers.is_empty() || !sheet.departments.is_empty() || !sheet.products.is_empty();
    Ok(any.then_some(sheet))
}

/// Who can be asked and is, and the departments and products for which this person can be and is.
async fn offered(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<approval::Configure>,
    person: &PersonRecord,
    known: &[DepartmentPlace],
) -> store::Result<ApproverSheet> {
    let asked = people::approvers_of(tx, may, person.id).await?;
    let mut approvers: Vec<ApproverBox> = Vec::new();
    if let Ok(visible) = ctx.access.visible() {
        for (id, name) in people::might_approve(tx, may, &visible, person.id).await? {
            let known = accounts::access_of(tx, id, None, ctx.now).await?;
            let can = known.is_some_and(|(access, _)| {
                rules::approvals::could_decide(&access, &person.object())
            });
            let ticked = asked.iter().any(|(one, _)| *one == id);
            if can || ticked {
                approvers.push(ApproverBox { id, name, ticked });
            }
        }
    }
    for (id, name) in asked {
        if !approvers.iter().any(|one| one.id == id) {
            let ticked = true;
            approvers.push(ApproverBox { id, name, ticked });
        }
    }
    let themselves = accounts::access_of(tx, person.id, None, ctx.now).await?;
    let themselves = themselves
        .map(|(access, _)| access)
        .filter(|_| person.state == AccountState::Active);
    Ok(ApproverSheet {
        approvers,
        departments: departments(tx, ctx, may, (person, themselves.as_ref()), known).await?,
        products: products(tx, ctx, (person, themselves.as_ref())).await?,
    })
}

/// The products about which they are asked, and those that they see as the reader does and could decide
/// on when a colleague orders one. A colleague may be of any of their departments, so that each of these
/// must be the reader's to settle.
async fn products(
    tx: &mut Tx,
    ctx: &Ctx,
    (person, themselves): (&PersonRecord, Option<&Access>),
) -> store::Result<Vec<ProductBox>> {
    let Ok(may) = rules::approvals::designate(&ctx.access, &person.facts(), &person.member_of)
    else {
        return Ok(Vec::new());
    };
    let asked = people::approves_products(tx, &may, person.id).await?;
    let order = Object {
        owners: &[],
        ..person.object()
    };
    let can = themselves.filter(|access| rules::approvals::could_decide(access, &order));
    // What is ticked is drawn as long as it is seen, so that it can be taken out.
    let theirs = themselves.map(rules::catalogue::offered);
    let (Some(Ok(theirs)), Ok(mine)) = (theirs, rules::catalogue::offered(&ctx.access)) else {
        return Ok(Vec::new());
    };
    let seen = people::products_to_approve(tx, &may, &mine, &theirs).await?;
    Ok(seen
        .into_iter()
        .map(|(id, name)| ProductBox {
            id,
            name,
            ticked: asked.contains(&id),
        })
        .filter(|one| one.ticked || can.is_some())
        .collect())
}

async fn departments(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<approval::Configure>,
    (person, themselves): (&PersonRecord, Option<&Access>),
    known: &[DepartmentPlace],
) -> store::Result<Vec<DepartmentBox>> {
    let asked = people::approves_for(tx, may, person.id).await?;
    let can = |department: &DepartmentPlace| {
        let these = [department.id];
        // An order of a colleague there.
        let order = Object {
            departments: Scope::These(&these),
            owners: &[],
            ..person.object()
        };
        person.member_of.contains(&department.id)
            && themselves.is_some_and(|access| rules::approvals::could_decide(access, &order))
    };
    let mine = |one| rules::approvals::designate(&ctx.access, &person.facts(), &[one]).is_ok();
    Ok(known
        .iter()
        .filter(|one| mine(one.id) && (asked.contains(&one.id) || can(one)))
        .map(|one| DepartmentBox {
            id: one.id,
            name: one.name.clone(),
            ticked: asked.contains(&one.id),
        })
        .collect())
}
