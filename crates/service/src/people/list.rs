//! The list of people: rows, filters, and what somebody new can be, cut to who reads.

use super::{
    choices::choices,
    places::{every, named},
};
use access::{Ctx, Failure, RoleName, Side, permission::user};
use domain::{
    AccountId,
    lists::{NameCursor, PAGE, PageOf},
    people::{
        NOT_REGISTERED, Named, PeopleListing, PeoplePage, PeopleQuery, PersonRowForManager,
        PersonRowForStaff, REGISTERED,
    },
};
use std::collections::HashMap;
use store::{
    Store,
    people::{self, Listed},
    storefronts,
};

/// # Errors
/// Nobody can be seen at all.
pub async fn list(store: &Store, ctx: &Ctx, query: &PeopleQuery) -> Result<PeoplePage, Failure> {
    let visible = ctx.access.visible::<user::View>()?;
    let staff = ctx.access.is_staff();
    let mut tx = store.read().await?;
    let offered = roles_to_filter_by(&store::roles::book(&mut tx).await?, ctx);
    let mut filter = query.filter();
    // Nobody filters by what they are not told.
    filter.role = filter
        .role
        .filter(|role| offered.iter().any(|one| one.value == *role));
    let page = people::list(&mut tx, &visible, &filter, ctx.now, PAGE).await?;
    let ids: Vec<AccountId> = page.rows.iter().map(|row| row.id).collect();
    let departments = people::departments_beside(&mut tx, &visible, &ids).await?;
    let roles = people::roles_beside(&mut tx, &visible, &ids, ctx.now).await?;
    // That somebody also works for the print shop is not told to a company's managers.
    let told = |roles: Vec<(String, Side)>| -> Vec<String> {
        roles
            .into_iter()
            .filter(|(_, side)| staff || *side == Side::Customer)
            .map(|(name, _)| name)
            .collect()
    };
    let roles: HashMap<AccountId, Vec<String>> = roles
        .into_iter()
        .map(|(id, roles)| (id, told(roles)))
        .collect();
    let listing = if staff {
        let names: HashMap<_, _> = storefronts::list(&mut tx)
            .await?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect();
        PeopleListing::Staff(shaped(
            page,
            departments,
            roles,
            |row, departments, roles| PersonRowForStaff {
                id: row.id,
                name: row.name,
                email: row.email,
                state: row.state,
                storefront: row.home.and_then(|id| names.get(&id).cloned()),
                company: row.company_name,
                departments,
                roles,
                last_signed_in: row.last_signed_in,
            },
        ))
    } else {
        PeopleListing::Manager(shaped(
            page,
            departments,
            roles,
            |row, departments, roles| PersonRowForManager {
                id: row.id,
                name: row.name,
                email: row.email,
                state: row.state,
                departments,
                roles,
            },
        ))
    };
    let company = filter.company.or(ctx.access.company.filter(|_| !staff));
    Ok(PeoplePage {
        listing,
        companies: if staff {
            let these = people::companies(&mut tx, &visible).await?;
            these.into_iter().map(Named::from).collect()
        } else {
            Vec::new()
        },
        departments: match company {
            Some(company) => {
                let these = people::departments(&mut tx, &visible, company).await?;
                these.into_iter().map(Named::from).collect()
            }
            None => Vec::new(),
        },
        roles: offered,
        add: choices(&mut tx, ctx).await?,
    })
}

fn shaped<R>(
    page: PageOf<Listed, NameCursor>,
    mut departments: HashMap<AccountId, Vec<String>>,
    mut roles: HashMap<AccountId, Vec<String>>,
    shape: impl Fn(Listed, Vec<String>, Vec<String>) -> R,
) -> PageOf<R, NameCursor> {
    page.map(|row| {
        let departments = departments.remove(&row.id).unwrap_or_default();
        let roles = roles.remove(&row.id).unwrap_or_default();
        shape(row, departments, roles)
    })
}

/// Who works for the print shop or for a supplier is not told to customers by a filter either.
fn roles_to_filter_by(book: &access::RoleBook, ctx: &Ctx) -> Vec<Named> {
    let staff = ctx.access.is_staff();
    let labels = [
        Named::new(REGISTERED, "Registered"),
        Named::new(NOT_REGISTERED, "Not registered"),
    ];
    let told = |role: &RoleName| staff || role.side() == Side::Customer;
    labels
        .into_iter()
        .chain(roles_told(book, ctx, told))
        .collect()
}

/// The roles among these that the reader may know of, to filter by.
pub(crate) fn roles_told(
    book: &access::RoleBook,
    ctx: &Ctx,
    these: impl Fn(&RoleName) -> bool,
) -> Vec<Named> {
    let staff = ctx.access.is_staff();
    let known = |role: &RoleName| match role {
        RoleName::BuiltIn(built_in) => staff || built_in.pack() == ctx.at.pack,
        // One of another storefront is not the reader's to know of.
        RoleName::Custom { id, .. } => book
            .custom(*id)
            .is_some_and(|known| known.home.is_none_or(|home| home == ctx.at.id)),
    };
    every(book)
        .iter()
        .filter(|role| these(role) && known(role))
        .map(named)
        .collect()
}
