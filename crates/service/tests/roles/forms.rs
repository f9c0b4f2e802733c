//! What the tests of roles have in common.

use super::demo::World;
use access::{Ctx, Permission, RoleId};
use domain::{
    CustomRoleId,
    roles::{EditRole, NewRole},
};
use service::roles;
use store::sql::sql;

impl World {
    /// The form of a role as its page shows it.
    pub(crate) async fn form(&self, ctx: &Ctx, role: &str) -> EditRole {
        let page = roles::edit_page(self.store(), ctx, role)
            .await
            .expect("the form of a role");
        let grant = Permission::ALL
            .iter()
            .filter(|permission| !page.line.cell(**permission).is_empty())
            .map(|permission| format!("{permission} {}", page.line.cell(*permission)))
            .collect();
        EditRole {
            role: page.line.id.to_string(),
            version: page.version,
            name: page.line.name,
            side: page.line.side.key().to_owned(),
            start: page.line.start.unwrap_or_default(),
            grant,
            limited: false,
            hands: Vec::new(),
            find: String::new(),
        }
    }

    /// A role made by this administrator, of their storefront.
    pub(crate) async fn copy(&self, ctx: &Ctx, from: &str, name: &str) -> CustomRoleId {
        let form = NewRole {
            from: from.to_owned(),
            name: name.to_owned(),
            home: String::new(),
        };
        roles::create(self.store(), ctx, &form)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// Gives somebody a custom role at a storefront, as handing it out will.
    pub(crate) async fn give(&self, role: CustomRoleId, to: &Ctx, at: &Ctx) {
        let mut tx = self.store().begin().await.expect("a transaction");
        let id = sql("
            insert into assignments (account_id, role, custom_role_id, anchor, created_at)
            values ($1, '', $2, 'storefronts', 0)
            returning id")
        .bind(to.access.account())
        .bind(role)
        .int(&mut tx)
        .await
        .expect("an assignment");
        sql("insert into assignment_storefronts (assignment_id, storefront_id) values ($1, $2)")
            .bind(id)
            .bind(at.at.id)
            .run(&mut tx)
            .await
            .expect("its storefront");
        tx.commit().await.expect("the commit");
    }
}

/// The form without a permission.
pub(crate) fn without(mut form: EditRole, permission: Permission) -> EditRole {
    let start = format!("{permission} ");
    form.grant.retain(|entry| !entry.starts_with(&start));
    form
}

/// The form with another grant of a permission.
pub(crate) fn with(form: EditRole, permission: Permission, cell: &str) -> EditRole {
    let mut form = without(form, permission);
    form.grant.push(format!("{permission} {cell}"));
    form
}

/// Whether somebody holds a role, granting or not.
pub(crate) fn holds(ctx: &Ctx, role: RoleId) -> bool {
    ctx.access
        .holdings
        .iter()
        .any(|holding| holding.role.id() == role)
}
