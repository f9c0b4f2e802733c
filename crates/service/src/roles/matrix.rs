//! Who can do what: the table that decides, as people read it.

use crate::csv::line;
use access::{Ctx, Failure, Group, Matrix, Permission, RoleId, RoleLine, pages, table};
use domain::roles::{CUSTOM, MatrixQuery};
use store::Store;

/// The matrix under a filter. What does not read as a filter is as if it were absent.
///
/// # Errors
/// Not for the reader.
pub async fn matrix(store: &Store, ctx: &Ctx, query: &MatrixQuery) -> Result<Matrix, Failure> {
    pages::ROLE_MATRIX.needs.met_by(&ctx.access, false)?;
    let mut tx = store.read().await?;
    let book = store::roles::book(&mut tx).await?;
    let lines = table(&book, &ctx.at, &ctx.access);
    let all = lines
        .iter()
        .map(|line| (line.id, line.full_name()))
        .collect();
    let role: Option<RoleId> = query.role.parse().ok();
    let pack = |line: &RoleLine| match (line.pack, &*query.pack) {
        (_, "") => true,
        (None, wanted) => wanted == CUSTOM,
        (Some(pack), wanted) => pack.key() == wanted,
    };
    let roles = lines
        .into_iter()
        .filter(|line| role.is_none_or(|role| line.id == role))
        .filter(pack)
        .collect();
    let area = Group::from_key(&query.area);
    let groups = Group::ALL
        .into_iter()
        .filter(|group| area.is_none_or(|area| area == *group))
        .map(|group| {
            let permissions = Permission::ALL.iter().copied();
            let these = permissions.filter(|permission| permission.group() == group);
            (group, these.collect())
        })
        .collect();
    Ok(Matrix { all, roles, groups })
}

/// The same as CSV (RFC 4180) with a heading, in UTF-8; each cell as roles.csv writes it.
///
/// # Errors
/// Not for the reader.
pub async fn csv(store: &Store, ctx: &Ctx, query: &MatrixQuery) -> Result<String, Failure> {
    let matrix = matrix(store, ctx, query).await?;
    let mut text = String::new();
    let names = matrix.roles.iter().map(RoleLine::full_name);
    let head = ["Area", "Permission", "What it is"].map(str::to_owned);
    line(&mut text, head.into_iter().chain(names));
    for (group, permissions) in &matrix.groups {
        for permission in permissions {
            let first = [group.word(), permission.key(), permission.about()].map(str::to_owned);
            let cells = matrix.roles.iter().map(|role| {
                let cell = role.cell(*permission);
                if cell.is_empty() {
                    "none".to_owned()
                } else {
                    cell.to_string()
                }
            });
            line(&mut text, first.into_iter().chain(cells));
        }
    }
    Ok(text)
}
