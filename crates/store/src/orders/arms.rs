//! A list of orders at every reach, fast at a million of them.
//!
//! One `where` with an `or` for each term would read an index for one of them and the whole table
//! for the others. So each term becomes one or more arms, and each arm is led by one equality that
//! an index answers in the order of the list (`company_id = $1`); the other conditions of its term
//! are asked of the rows it finds, and stand behind the index's keys, so that it answers alone. Each
//! arm is cut at the page's length before they are united. A term that lies within another is left
//! out, so that most readers have a single arm.

use crate::{
    Arg, Sql,
    reach::{self, Place},
};
use access::{
    Access, Assignee, Capability, Condition, Conditions, Owner, Term, Visible, permission::order,
};
use domain::{AccountId, CompanyId, DepartmentId, SupplierId, VisitorId};

/// One equality that leads, and what else must hold.
#[derive(Clone, Debug)]
pub(crate) struct Arm<'a> {
    lead: Lead,
    beside: Vec<Condition<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Lead {
    /// Nothing: every order, the newest first.
    All,
    /// A column of `orders` with this value.
    Column(&'static str, i64),
    /// The order names this one: a kind and an id of `order_assignees`.
    Names(&'static str, i64),
}

/// The arms of everything that is visible; none where nothing is.
pub(crate) fn arms<'a, C: Capability>(visible: &Visible<'a, C>) -> Vec<Arm<'a>> {
    widest(visible.terms())
        .into_iter()
        .flat_map(of_term)
        .collect()
}

/// What the terms ask of orders, without those that lie within another.
fn widest(terms: Vec<Term<'_>>) -> Vec<Vec<Condition<'_>>> {
    let mut widest: Vec<Vec<Condition<'_>>> = Vec::new();
    for term in terms {
        let one = of_orders(&term.conditions());
        if !widest.iter().any(|wider| within(&one, wider)) {
            widest.retain(|narrower| !within(narrower, &one));
            widest.push(one);
        }
    }
    widest
}

/// Whether each of the terms lies within one of the others, so that an order in the former is in the
/// latter; no, where that is not told by the terms alone.
fn all_within(narrower: Vec<Term<'_>>, wider: Vec<Term<'_>>) -> bool {
    let wider = widest(wider);
    let inside = |one: &Vec<Condition<'_>>| wider.iter().any(|other| within(one, other));
    widest(narrower).iter().all(inside)
}

/// The conditions as they are on orders, each of which is on a storefront; without those that
/// another one implies.
fn of_orders<'a>(conditions: &Conditions<'a>) -> Vec<Condition<'a>> {
    let mut asked: Vec<Condition<'a>> = Vec::new();
    for one in conditions.iter() {
        let one = match one {
            Condition::SomeStorefront => continue,
            Condition::StorefrontOrNone(these) => Condition::Storefront(these),
            other => other,
        };
        if !asked.iter().any(|known| known.implies(&one)) {
            asked.retain(|known| !one.implies(known));
            asked.push(one);
        }
    }
    asked
}

fn within(narrower: &[Condition<'_>], wider: &[Condition<'_>]) -> bool {
    wider
        .iter()
        .all(|asked| narrower.iter().any(|given| given.implies(asked)))
}

fn of_term(mut asked: Vec<Condition<'_>>) -> Vec<Arm<'_>> {
    let leading = asked
        .iter()
        .enumerate()
        .filter(|(_, one)| rank(one) < NO_LEAD)
        .min_by_key(|(_, one)| rank(one));
    let Some(place) = leading.map(|(at, _)| at) else {
        return vec![Arm {
            lead: Lead::All,
            beside: asked,
        }];
    };
    let leading = asked.remove(place);
    leads(&leading)
        .into_iter()
        .map(|lead| Arm {
            lead,
            beside: asked.clone(),
        })
        .collect()
}

/// The condition that holds fewest orders leads.
const fn rank(condition: &Condition<'_>) -> u8 {
    match condition {
        Condition::Never | Condition::Public | Condition::Link(_) => 0,
        Condition::Owner(_) => 1,
        Condition::Supplier(_) => 2,
        Condition::Assigned(_) => 3,
        Condition::Departments(_) => 4,
        Condition::Company(_) => 5,
        Condition::Storefront(_) | Condition::StorefrontOrNone(_) => 6,
        Condition::SomeStorefront | Condition::NotOwner(_) => NO_LEAD,
    }
}

/// What holds nearly every order leads to none.
const NO_LEAD: u8 = 7;

fn leads(condition: &Condition<'_>) -> Vec<Lead> {
    match *condition {
        // No order is public, and none is reached by the id of a link; the last two never lead.
        Condition::Never
        | Condition::Public
        | Condition::Link(_)
        | Condition::SomeStorefront
        | Condition::NotOwner(_) => Vec::new(),
        Condition::Owner(Owner::Account(me)) => {
            vec![
                Lead::Column("account_id", me.0),
                Lead::Column("beneficiary_id", me.0),
            ]
        }
        Condition::Owner(Owner::Visitor(me)) => vec![Lead::Column("visitor_id", me.0)],
        Condition::Supplier(supplier) => vec![Lead::Names("supplier", supplier.0)],
        Condition::Assigned(names) => names
            .iter()
            .filter_map(|name| match name {
                Assignee::Account(id) => Some(Lead::Names("account", id.0)),
                Assignee::Supplier(id) => Some(Lead::Names("supplier", id.0)),
                Assignee::PrintLocation(_) => None,
            })
            .collect(),
        Condition::Departments(these) => these
            .iter()
            .map(|one| Lead::Column("department_id", one.0))
            .collect(),
        Condition::Company(company) => vec![Lead::Column("company_id", company.0)],
        Condition::Storefront(these) | Condition::StorefrontOrNone(these) => these
            .iter()
            .map(|one| Lead::Column("storefront_id", one.0))
            .collect(),
    }
}

/// The word that puts these together with each order once. Where no order can be in two of them,
/// nothing has to be compared: each is led by another value of one column.
pub(crate) fn union(arms: &[Arm<'_>]) -> &'static str {
    let apart = |one: &Arm<'_>, other: &Arm<'_>| match (one.lead, other.lead) {
        (Lead::Column(one, is), Lead::Column(other, or)) => one == other && is != or,
        _ => false,
    };
    let mut rest = arms;
    while let Some((one, others)) = rest.split_first() {
        if !others.iter().all(|other| apart(one, other)) {
            return " union ";
        }
        rest = others;
    }
    " union all "
}

impl Arm<'_> {
    /// Writes ` from … where …` with all that the reach asks. The table is `o`.
    pub(crate) fn from<C: Capability>(&self, sql: &mut Sql, visible: &Visible<'_, C>) {
        self.tables(sql);
        self.asked(sql, visible);
    }

    /// Writes ` from …`, after which more may be joined to `o` before [`Self::asked`] follows.
    pub(crate) fn tables(&self, sql: &mut Sql) {
        sql.push(match self.lead {
            Lead::All | Lead::Column(..) => " from orders o",
            Lead::Names(..) => " from order_assignees n cross join orders o",
        });
    }

    /// Writes ` where …`.
    pub(crate) fn asked<C: Capability>(&self, sql: &mut Sql, visible: &Visible<'_, C>) {
        match self.lead {
            Lead::All => sql.push(" where true"),
            Lead::Column(column, value) => sql
                .push(" where o.")
                .push(column)
                .push(" = ")
                .push_arg(value),
            Lead::Names(kind, id) => sql
                .push(" where o.id = n.order_id and n.kind = ")
                .push_arg(kind)
                .push(" and n.assignee_id = ")
                .push_arg(id),
        };
        for condition in &self.beside {
            sql.push(" and ");
            reach::condition(sql, &Orders, condition);
        }
        reach::except(sql, &Orders, visible);
    }

    /// Whether it is led by whom an order names.
    pub(crate) const fn is_named(&self) -> bool {
        matches!(self.lead, Lead::Names(..))
    }

    /// The columns that the index of this arm is sorted by, newest first.
    pub(crate) const fn newest(&self) -> (&'static str, &'static str) {
        match self.lead {
            Lead::Names(..) => ("n.placed_at", "n.order_id"),
            Lead::All | Lead::Column(..) => ("o.placed_at", "o.id"),
        }
    }
}

/// What a list of orders holds: what its own permission reaches, of what can be opened.
pub(crate) struct Reached<'a, C> {
    listed: &'a Visible<'a, C>,
    /// Nothing where whatever is listed can be opened by the grants themselves, as by nearly every
    /// role: then nothing more is asked of the orders.
    seen: Option<&'a Visible<'a, order::View>>,
}

impl<'a, C: Capability> Reached<'a, C> {
    pub(crate) fn new(seen: &'a Visible<'a, order::View>, listed: &'a Visible<'a, C>) -> Self {
        let opens = all_within(listed.terms(), seen.terms())
            && all_within(seen.denials(), listed.denials());
        Self {
            listed,
            seen: (!opens).then_some(seen),
        }
    }

    pub(crate) const fn access(&self) -> &'a Access {
        self.listed.access()
    }

    pub(crate) fn arms(&self) -> Vec<Arm<'a>> {
        arms(self.listed)
    }

    /// Writes ` from … where …` of one of its arms.
    pub(crate) fn from(&self, sql: &mut Sql, arm: &Arm<'_>) {
        arm.tables(sql);
        self.asked(sql, arm);
    }

    /// Writes ` where …` of one of its arms.
    pub(crate) fn asked(&self, sql: &mut Sql, arm: &Arm<'_>) {
        arm.asked(sql, self.listed);
        self.opened(sql);
    }

    /// Writes the whole filter, for what is read without arms.
    pub(crate) fn filter(&self, sql: &mut Sql) {
        reach::filter(sql, &Orders, self.listed);
        self.opened(sql);
    }

    fn opened(&self, sql: &mut Sql) {
        if let Some(seen) = self.seen {
            sql.push(" and ");
            reach::filter(sql, &Orders, seen);
        }
    }
}

/// Where an order stands. The columns are written as casts, so that SQLite does not think of leading
/// by what is only asked beside. They cast to what the column is already: PostgreSQL leaves that out
/// and knows how many rows such a condition leaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Orders;

impl Orders {
    fn names(sql: &mut Sql, kind: &'static str, ids: impl IntoIterator<Item = impl Into<Arg>>) {
        sql.push("exists (select 1 from order_assignees b where b.order_id = o.id and b.kind = ")
            .push_arg(kind);
        sql.push(" and b.assignee_id in (")
            .push_list(ids)
            .push("))");
    }
}

impl Place for Orders {
    const STOREFRONT: &'static str = "cast(o.storefront_id as bigint)";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("cast(o.company_id as bigint) = ")
            .push_arg(company);
    }
    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push("cast(o.department_id as bigint) in (")
            .push_list(departments.iter().copied())
            .push(")");
    }
    fn account(&self, sql: &mut Sql, account: AccountId) {
        sql.push("(cast(o.account_id as bigint) = ")
            .push_arg(account)
            .push(" or cast(o.beneficiary_id as bigint) = ")
            .push_arg(account)
            .push(")");
    }
    fn visitor(&self, sql: &mut Sql, visitor: VisitorId) {
        sql.push("o.visitor_id = ").push_arg(visitor);
    }
    fn names_accounts(&self, sql: &mut Sql, accounts: &[AccountId]) {
        Self::names(sql, "account", accounts.iter().copied());
    }
    fn names_suppliers(&self, sql: &mut Sql, suppliers: &[SupplierId]) {
        Self::names(sql, "supplier", suppliers.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::{Anchor, Holding, Role, Who, rules};
    use domain::StorefrontId;

    fn holder(role: Role) -> Access {
        let anchor = match role {
            Role::Supplier => Anchor::Supplier([SupplierId(1)]),
            _ => Anchor::Storefronts(vec![StorefrontId(1)]),
        };
        Access {
            company: Some(CompanyId(1)),
            company_has_departments: true,
            member_of: vec![DepartmentId(1)],
            manages: vec![DepartmentId(1), DepartmentId(2)],
            ..Access::new(Who::Account(AccountId(1)))
        }
        .holding(Holding::built_in(role, anchor))
    }

    /// A second condition would cost every reader of a list, and nobody needs it who lists no more than
    /// they open.
    #[test]
    fn of_the_lists_of_built_in_roles_nothing_more_is_asked() {
        for role in Role::ALL.iter().copied() {
            let access = holder(role);
            if let Ok((seen, listed)) = rules::orders::listed(&access) {
                let reached = Reached::new(&seen, &listed);
                assert!(reached.seen.is_none(), "{}", role.key());
            }
        }
    }

    #[test]
    fn of_what_reaches_elsewhere_it_is_asked_whether_it_opens() {
        // A Company Manager finds what is their own, and opens what is of the company.
        let access = holder(Role::CompanyManager);
        let seen = access.visible::<order::View>().expect("a company's orders");
        let found = access.visible::<order::Search>().expect("their own");
        assert!(Reached::new(&seen, &found).seen.is_some());
    }
}
