//! What a form wants a role to become.

use access::{
    Cell, Failure, Grants, Permission, RoleBook, RoleId, RoleName, Side, Wanted, Ways,
    pages::openable,
};
use domain::{
    Problem,
    check::Check,
    roles::{EditRole, NAME_MOST, RoleField},
};
use store::{Store, Tx};

/// Reads the form of a role.
///
/// # Errors
/// The faulty fields: a missing name, a grant or a role that there is not, a page that the role does
/// not open, another side while somebody holds it.
pub(super) async fn wanted(
    tx: &mut Tx,
    book: &RoleBook,
    role: &RoleName,
    form: &EditRole,
) -> Result<Wanted, Failure<RoleField>> {
    let mut check = Check::new();
    let (allows, denies) = match grants(&form.grant) {
        Some(read) => read,
        None => {
            check.problem(RoleField::Grant, Problem::NotOffered);
            (Grants::NONE, Grants::NONE)
        }
    };
    let start = Some(form.start.clone()).filter(|start| !start.is_empty());
    if let Some(start) = &start
        && !openable(&allows).iter().any(|page| page.pattern == start)
    {
        check.problem(RoleField::Start, Problem::NotOffered);
    }
    let custom = matches!(role, RoleName::Custom { .. });
    let mut side = None;
    let mut hands_out = None;
    if custom {
        check.required(RoleField::Name, &form.name, NAME_MOST);
        side = Side::from_key(&form.side);
        let other = side != Some(role.side());
        if side.is_none() || other && store::roles::held_by(tx, role.id()).await? > 0 {
            check.problem(RoleField::Side, Problem::NotOffered);
        }
        let these: Option<Vec<_>> = form
            .hands
            .iter()
            .map(|key| {
                key.parse::<RoleId>()
                    .ok()
                    .filter(|id| book.find(*id).is_some())
            })
            .collect();
        match these {
            Some(these) => hands_out = form.limited.then_some(these),
            None => {
                check.problem(RoleField::Hands, Problem::NotOffered);
            }
        }
    }
    check.done()?;
    Ok(Wanted {
        name: custom.then(|| form.name.trim().to_owned()),
        side,
        allows,
        denies,
        ways: Ways { start, hands_out },
    })
}

/// `order.view own+assigned`, one an entry; nothing where one does not read.
fn grants(entries: &[String]) -> Option<(Grants, Grants)> {
    let mut allows = Grants::NONE;
    let mut denies = Grants::NONE;
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        let (key, cell) = entry.split_once(' ')?;
        let permission = Permission::from_key(key)?;
        let cell: Cell = cell.parse().ok()?;
        allows = allows.set(permission, cell.allows);
        denies = denies.set(permission, cell.denies);
    }
    Some((allows, denies))
}

/// The book in a transaction that reads.
pub(super) async fn reading(store: &Store) -> store::Result<(Tx, RoleBook)> {
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    Ok((tx, book))
}
