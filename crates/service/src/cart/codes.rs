//! The codes that the actor's company asks for, at the checkout and before ordering again.

use access::{Ctx, Permit, permission::order, rules};
use domain::{
    CompanyId, Problem,
    codes::{Ask, Codes, CodesAsked},
};
use store::{
    Tx,
    companies::{self, CentreRecord},
};

/// What is asked, with the cost centres that the actor may charge.
pub(crate) async fn asked(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<order::Place>,
) -> store::Result<CodesAsked> {
    let access = &ctx.access;
    let Some(company) = access.company else {
        return Ok(CodesAsked::default());
    };
    let Some(asked) = companies::asked_of(tx, may, company).await? else {
        return Ok(CodesAsked::default());
    };
    let all = match asked.cost_centre {
        Ask::No => Vec::new(),
        Ask::Optional | Ask::Required => companies::in_use_of(tx, may, company).await?,
    };
    let mine = all
        .into_iter()
        .filter(|one| rules::cart::charge(access, &one.object()).is_ok());
    Ok(CodesAsked {
        centres: mine.map(CentreRecord::choice).collect(),
        asked,
    })
}

/// What an order of this company keeps of what was typed. An order that is another company's than the
/// actor's, for somebody there, is not in the books of the actor's.
///
/// # Errors
/// The faulty fields.
pub(crate) async fn keeps<F: Copy + PartialEq>(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<order::Place>,
    of: Option<CompanyId>,
    fields: [F; 2],
    typed: (&str, &str),
) -> store::Result<Result<Codes, Vec<(F, Problem)>>> {
    let asked = if of == ctx.access.company {
        asked(tx, ctx, may).await?
    } else {
        CodesAsked::default()
    };
    Ok(asked.taken(fields, typed))
}
