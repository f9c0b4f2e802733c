//! The list of addresses, of companies or of people, and the address that a dialog of it is about.

use crate::departments;
use access::{
    Access, Ctx, Denial, Failure, Permission,
    permission::{address_company, address_personal},
    rules,
};
use domain::{
    DepartmentId,
    addresses::{
        AddAddress, AddressKind, AddressPanel, AddressRow, AddressSheet, AddressesPage,
        AddressesQuery,
    },
    lists::{DialogQuery as _, NameCursor, PAGE, PageOf, Panel as _},
    people::Named,
};
use std::collections::HashMap;
use store::{
    Store, Tx,
    addresses::{self, AddressRecord},
    people, storefronts,
};

/// # Errors
/// No address can be seen at all.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &AddressesQuery,
) -> Result<AddressesPage, Failure> {
    let access = &ctx.access;
    let kinds: Vec<AddressKind> = AddressKind::ALL
        .into_iter()
        .filter(|kind| access.holds(view(*kind)).is_ok())
        .collect();
    let first = kinds.first().copied();
    let wanted = query.kind().filter(|kind| kinds.contains(kind));
    // Who asks for somebody's addresses does not mean a company's.
    let personal = Some(AddressKind::Personal)
        .filter(|kind| query.kind().is_none() && !query.person.is_empty() && kinds.contains(kind));
    let kind = wanted
        .or(personal)
        .or(first)
        .ok_or(Denial::Missing(Permission::AddressPersonalView))?;
    let mut tx = store.read().await?;
    let page = found(&mut tx, access, kind, query).await?;
    let on_page = page.rows.iter().filter_map(|row| row.company).collect();
    let names = departments::names(&mut tx, on_page).await?;
    let companies = match access.visible::<address_company::View>() {
        Ok(visible) if kind == AddressKind::Company => {
            addresses::companies(&mut tx, &visible).await?
        }
        _ => Vec::new(),
    };
    let (add, person) = match kind {
        AddressKind::Company => (to_company(&mut tx, access).await?, None),
        AddressKind::Personal => to_person(&mut tx, ctx, query).await?,
    };
    let sheet = match query.open() {
        Some((panel, id)) => match addresses::address(&mut tx, id).await? {
            Some(address) => sheet(&mut tx, access, panel, address).await?,
            None => None,
        },
        None => None,
    };
    Ok(AddressesPage {
        kind,
        kinds,
        listing: page.map(|address| row(access, &names, address)),
        companies: Named::several(companies),
        person,
        add,
        sheet,
    })
}

const fn view(kind: AddressKind) -> Permission {
    match kind {
        AddressKind::Company => Permission::AddressCompanyView,
        AddressKind::Personal => Permission::AddressPersonalView,
    }
}

async fn found(
    tx: &mut Tx,
    access: &Access,
    kind: AddressKind,
    query: &AddressesQuery,
) -> Result<PageOf<AddressRecord, NameCursor>, Failure> {
    let filter = query.filter();
    Ok(match kind {
        AddressKind::Company => {
            let visible = access.visible::<address_company::View>()?;
            addresses::of_companies(tx, &visible, &filter, PAGE).await?
        }
        AddressKind::Personal => {
            let visible = access.visible::<address_personal::View>()?;
            addresses::of_people(tx, &visible, &filter, PAGE).await?
        }
    })
}

fn row(
    access: &Access,
    names: &HashMap<DepartmentId, String>,
    address: AddressRecord,
) -> AddressRow {
    let acts = AddressPanel::ALL
        .iter()
        .copied()
        .filter(|panel| may(access, *panel, &address).is_ok())
        .collect();
    let limited = address
        .departments
        .as_ref()
        .filter(|_| address.person().is_none());
    AddressRow {
        id: address.id,
        acts,
        departments: limited.map(|these| {
            let these = these.iter();
            these.filter_map(|id| names.get(id).cloned()).collect()
        }),
        place: address.delivery.to_string(),
        label: address.label,
        whose: address.whose,
    }
}

/// Whether an act is possible, by the same rules that let the writes through.
fn may(access: &Access, panel: AddressPanel, address: &AddressRecord) -> Result<(), Denial> {
    let facts = address.facts();
    match panel {
        AddressPanel::Edit => rules::addresses::correct(access, &facts).map(drop),
        AddressPanel::Delete => rules::addresses::remove(access, &facts).map(drop),
        AddressPanel::Departments => {
            rules::addresses::assign_departments(access, &facts, &[], false).map(drop)
        }
    }
}

/// What a new address could be of, for who adds to companies.
async fn to_company(tx: &mut Tx, access: &Access) -> store::Result<Option<AddAddress>> {
    if access.holds(Permission::AddressCompanyManage).is_err() {
        return Ok(None);
    }
    let all = storefronts::list(tx).await?;
    let own = access.company.filter(|_| !access.is_staff());
    let companies = match own {
        Some(own) => people::company(tx, own).await?.into_iter().collect(),
        None => {
            let ids: Vec<_> = all.iter().map(|one| one.id).collect();
            people::companies_of(tx, &ids).await?
        }
    };
    let offered: Vec<Named> = companies
        .iter()
        .filter(|one| {
            let ids = [one.id];
            let object = rules::addresses::of_company(one.storefront, &ids);
            rules::addresses::add_to_company(access, &object).is_ok()
        })
        .map(|one| {
            let under = all.iter().find(|known| known.id == one.storefront);
            let under = under.map(|known| known.name.clone());
            Named::new(one.id, &*one.name).under(under.unwrap_or_default())
        })
        .collect();
    Ok((!offered.is_empty()).then(|| AddAddress {
        companies: if own.is_some() { Vec::new() } else { offered },
        of: String::new(),
        whose: None,
    }))
}

/// Whose a new address would be: the person that the list is cut to, else one's own. And the name of
/// that person, where the reader sees an address of theirs or may add one.
async fn to_person(
    tx: &mut Tx,
    ctx: &Ctx,
    query: &AddressesQuery,
) -> store::Result<(Option<AddAddress>, Option<String>)> {
    let access = &ctx.access;
    let nobody = AddAddress {
        companies: Vec::new(),
        of: String::new(),
        whose: None,
    };
    let cut_to = query.filter().person;
    let other = cut_to.filter(|id| Some(*id) != access.account());
    let Some(id) = other else {
        let own = rules::addresses::add_own(access, &ctx.at).is_ok();
        return Ok((own.then_some(nobody), None));
    };
    let Some(person) = store::placing::person(tx, id).await? else {
        return Ok((None, None));
    };
    let adds = person.storefront.is_some()
        && rules::addresses::add_to_person(access, &person.object()).is_ok();
    let hidden = addresses::hidden_at(tx, person.storefront).await?;
    let seen = rules::addresses::view_those_of(access, &person.object(), hidden).is_ok();
    let add = adds.then(|| AddAddress {
        of: id.to_string(),
        whose: Some(person.name.clone()),
        ..nobody
    });
    Ok((add, (adds || seen).then_some(person.name)))
}

/// The address of a dialog; nothing where the reader cannot do that to it.
async fn sheet(
    tx: &mut Tx,
    access: &Access,
    panel: AddressPanel,
    address: AddressRecord,
) -> store::Result<Option<AddressSheet>> {
    if may(access, panel, &address).is_err() {
        return Ok(None);
    }
    let departments = match panel {
        AddressPanel::Departments => {
            let these = address.departments.as_deref().unwrap_or_default();
            departments::ticked(tx, address.company, these).await?
        }
        AddressPanel::Edit | AddressPanel::Delete => Vec::new(),
    };
    Ok(Some(AddressSheet {
        panel,
        kind: if address.person().is_some() {
            AddressKind::Personal
        } else {
            AddressKind::Company
        },
        id: address.id,
        version: address.version,
        everybody: address.departments.is_none(),
        departments,
        label: address.label,
        delivery: address.delivery,
    }))
}
