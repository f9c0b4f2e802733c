//! The readers whose lists are measured, each with the query that somebody good at SQL would write
//! for them alone.
//!
//! The queries by hand know what the engine does not: that a company is of one storefront, which
//! reach it is, how long a page is. They ask for the same columns of the same orders.

use super::world::APPROVER;
use access::{Access, Anchor, Grants, Holding, Permission, Role, Who};
use domain::{AccountId, CompanyId, DepartmentId, StorefrontId, SupplierId};
use std::borrow::Cow;

/// A reader of the Order Manager.
pub(super) struct Reach {
    pub(super) name: &'static str,
    pub(super) access: Access,
    pub(super) hand: String,
    /// Whose list it is: the arguments of the query by hand.
    pub(super) args: Vec<i64>,
}

/// One more than a page has, as ours reads.
const LIMIT: u32 = domain::lists::PAGE + 1;

const COLUMNS: &str = "
    select o.id, o.number, o.version, o.placed_at, o.storefront_id, s.name as storefront_name, o.company_id,
        c.name as company_name, o.department_id, d.name as department_name, o.account_id, o.visitor_id,
        o.beneficiary_id, b.name as beneficiary_name, o.contact_name, o.contact_email, o.state, o.total, o.currency,
        o.purchase_order";

const JOINS: &str = "
    left join storefronts s on s.id = o.storefront_id
    left join companies c on c.id = o.company_id
    left join departments d on d.id = o.department_id
    left join accounts b on b.id = o.beneficiary_id";

/// One condition that one index answers in the order of the list.
fn plain(condition: &str) -> String {
    format!(
        "{COLUMNS} from orders o {JOINS} where {condition} order by o.placed_at desc, o.id desc limit {LIMIT}"
    )
}

/// Several such, each cut at the page's length by its own index; what else is shown is joined to the
/// rows of the page alone.
fn united(word: &str, conditions: &[&str]) -> String {
    let parts: Vec<String> = conditions
        .iter()
        .map(|condition| match condition.strip_prefix("named ") {
            Some(named) => format!(
                "select * from (select n.placed_at, n.order_id as id from order_assignees n where {named}
                order by n.placed_at desc, n.order_id desc limit {LIMIT}) as part"
            ),
            None => format!(
                "select * from (select o.placed_at, o.id from orders o where {condition}
                order by o.placed_at desc, o.id desc limit {LIMIT}) as part"
            ),
        })
        .collect();
    let parts = parts.join(word);
    format!(
        "{COLUMNS}
        from (
            select * from ({parts}) as parts
            order by placed_at desc, id desc
            limit {LIMIT}
        ) as page
        join orders o on o.id = page.id {JOINS}
        order by page.placed_at desc, page.id desc"
    )
}

/// The order of the list stands in the assignment itself.
fn supplied() -> String {
    format!(
        "{COLUMNS} from order_assignees n join orders o on o.id = n.order_id {JOINS}
        where n.kind = 'supplier' and n.assignee_id = $1
        order by n.placed_at desc, n.order_id desc limit {LIMIT}"
    )
}

/// Somebody of company 1 at storefront 1, a member of its department 1.
fn customer(account: i64, roles: &[Role]) -> Access {
    let access = Access {
        company: Some(CompanyId(1)),
        company_has_departments: true,
        member_of: vec![DepartmentId(1)],
        ..Access::new(Who::Account(AccountId(account)))
    };
    roles.iter().fold(access, |access, role| {
        access.holding(Holding::built_in(*role, storefronts(1)))
    })
}

/// The same by a custom role that lists whatever of these it opens: of the built-in ones none lists its
/// department, or what names an account.
fn listing(account: i64, reaches: &[access::Reach]) -> Access {
    let allows = reaches.iter().fold(Grants::NONE, |grants, reach| {
        grants
            .with(Permission::OrderView, *reach)
            .with(Permission::OrderOverview, *reach)
    });
    customer(account, &[]).holding(Holding {
        allows: Cow::Owned(allows),
        ..Holding::built_in(Role::EndUser, storefronts(1))
    })
}

/// Somebody who orders nothing.
fn staff(role: Role, anchor: Anchor) -> Access {
    Access::new(Who::Account(AccountId(10_000))).holding(Holding::built_in(role, anchor))
}

fn storefronts(upto: i64) -> Anchor {
    Anchor::Storefronts((1..=upto).map(StorefrontId).collect())
}

/// From the widest to the narrowest.
pub(super) fn all() -> Vec<Reach> {
    let reach = |name, access, hand, args: &[i64]| Reach {
        name,
        access,
        hand,
        args: args.to_vec(),
    };
    vec![
        reach(
            "platform",
            staff(Role::Operator, Anchor::Platform),
            plain("true"),
            &[],
        ),
        reach(
            "one storefront",
            staff(Role::StorefrontAdmin, storefronts(1)),
            plain("o.storefront_id = $1"),
            &[1],
        ),
        reach(
            "three storefronts",
            staff(Role::JuniorAdmin, storefronts(3)),
            united(
                " union all ",
                &[
                    "o.storefront_id = $1",
                    "o.storefront_id = $2",
                    "o.storefront_id = $3",
                ],
            ),
            &[1, 2, 3],
        ),
        reach(
            "company",
            customer(1, &[Role::CompanyManager]),
            plain("o.company_id = $1"),
            &[1],
        ),
        reach(
            "company, own",
            customer(1, &[Role::EndUser, Role::SeniorManager]),
            with_own(&["o.company_id = $3"]),
            &[1, 1, 1],
        ),
        reach(
            "department, own",
            listing(1, &[access::Reach::Own, access::Reach::Department]),
            with_own(&["o.department_id = $3"]),
            &[1, 1, 1],
        ),
        reach(
            "two managed, own",
            Access {
                manages: vec![DepartmentId(1), DepartmentId(2)],
                ..customer(1, &[Role::EndUser, Role::CorporateDepartmentManager])
            },
            with_own(&["o.department_id = $3", "o.department_id = $4"]),
            &[1, 1, 1, 2],
        ),
        reach("own", customer(1, &[Role::EndUser]), with_own(&[]), &[1, 1]),
        reach(
            "assigned, own",
            listing(APPROVER, &[access::Reach::Own, access::Reach::Assigned]),
            with_own(&["named n.kind = 'account' and n.assignee_id = $1"]),
            &[APPROVER, 1],
        ),
        reach(
            "assigned supplier",
            staff(Role::Supplier, Anchor::Supplier([SupplierId(1)])),
            supplied(),
            &[1],
        ),
    ]
}

/// One's own (account `$1` at storefront `$2`) and more.
fn with_own(more: &[&str]) -> String {
    let own = [
        "o.account_id = $1 and o.storefront_id = $2",
        "o.beneficiary_id = $1 and o.storefront_id = $2",
    ];
    united(" union ", &[more, &own].concat())
}
