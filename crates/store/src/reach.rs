//! From what is visible to a `where`: each condition of the access model as one predicate.
//!
//! The list must never forget what the check knows: the conditions are those that decide, and a
//! property test holds every list against deciding row by row.

use crate::Sql;
use access::{Assignee, Capability, Condition, Owner, Term, Visible};
use domain::{AccountId, CompanyId, DepartmentId, PrintLocationId, SupplierId, VisitorId};

/// How a table says where its rows stand. What a table does not say is false: nothing is inside.
pub trait Place {
    /// The column of the storefront.
    const STOREFRONT: &'static str;
    /// When a row is withheld from who reaches it through a company; nothing where none ever is. Never
    /// null.
    const WITHHELD: Option<&'static str> = None;

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        let _ = company;
        sql.push("false");
    }
    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        let _ = departments;
        sql.push("false");
    }
    fn account(&self, sql: &mut Sql, account: AccountId) {
        let _ = account;
        sql.push("false");
    }
    fn visitor(&self, sql: &mut Sql, visitor: VisitorId) {
        let _ = visitor;
        sql.push("false");
    }
    fn names_accounts(&self, sql: &mut Sql, accounts: &[AccountId]) {
        let _ = accounts;
        sql.push("false");
    }
    fn names_suppliers(&self, sql: &mut Sql, suppliers: &[SupplierId]) {
        let _ = suppliers;
        sql.push("false");
    }
    fn names_print_locations(&self, sql: &mut Sql, locations: &[PrintLocationId]) {
        let _ = locations;
        sql.push("false");
    }
    fn public(&self, sql: &mut Sql) {
        sql.push("false");
    }
}

/// Writes one condition.
pub(crate) fn condition<P: Place>(sql: &mut Sql, place: &P, one: &Condition<'_>) {
    match *one {
        Condition::Storefront(these) => {
            sql.push(P::STOREFRONT)
                .push(" in (")
                .push_list(these.iter().copied())
                .push(")");
        }
        Condition::StorefrontOrNone(these) => {
            sql.push("(")
                .push(P::STOREFRONT)
                .push(" is null or ")
                .push(P::STOREFRONT);
            sql.push(" in (")
                .push_list(these.iter().copied())
                .push("))");
        }
        Condition::SomeStorefront => {
            sql.push(P::STOREFRONT).push(" is not null");
        }
        Condition::Company(company) => place.company(sql, company),
        Condition::Departments(these) => place.departments(sql, these),
        Condition::Owner(Owner::Account(account)) => place.account(sql, account),
        Condition::Owner(Owner::Visitor(visitor)) => place.visitor(sql, visitor),
        Condition::NotOwner(owner) => {
            sql.push("not coalesce((");
            condition(sql, place, &Condition::Owner(owner));
            sql.push("), false)");
        }
        Condition::Assigned(names) => assigned(sql, place, names),
        Condition::Supplier(supplier) => place.names_suppliers(sql, &[supplier]),
        Condition::Public => place.public(sql),
        // No table of ours holds what a link leads to by the link's id.
        Condition::Link(_) | Condition::Never => {
            sql.push("false");
        }
    }
}

fn assigned<P: Place>(sql: &mut Sql, place: &P, names: &[Assignee]) {
    let mut accounts = Vec::new();
    let mut suppliers = Vec::new();
    let mut locations = Vec::new();
    for name in names {
        match *name {
            Assignee::Account(id) => accounts.push(id),
            Assignee::Supplier(id) => suppliers.push(id),
            Assignee::PrintLocation(id) => locations.push(id),
        }
    }
    sql.push("(");
    place.names_accounts(sql, &accounts);
    sql.push(" or ");
    place.names_suppliers(sql, &suppliers);
    sql.push(" or ");
    place.names_print_locations(sql, &locations);
    sql.push(")");
}

/// Writes one term: all its conditions, or `true` where it has none.
pub fn term<P: Place>(sql: &mut Sql, place: &P, term: &Term<'_>) {
    let conditions = term.conditions();
    let mut first = true;
    for one in conditions.iter() {
        if !first {
            sql.push(" and ");
        }
        first = false;
        condition(sql, place, &one);
    }
    if first {
        sql.push("true");
    }
}

/// Writes the whole filter: inside one of the terms, and outside every denial.
pub fn filter<C: Capability, P: Place>(sql: &mut Sql, place: &P, visible: &Visible<'_, C>) {
    sql.push("(");
    any(sql, place, &visible.terms(), P::WITHHELD);
    sql.push(")");
    except(sql, place, visible);
}

/// Writes ` or (…)` for what is visible by one more permission; nothing where it is not held.
pub(crate) fn or<C: Capability, P: Place>(
    sql: &mut Sql,
    place: &P,
    visible: &Option<Visible<'_, C>>,
) {
    if let Some(visible) = visible {
        sql.push(" or (");
        filter(sql, place, visible);
        sql.push(")");
    }
}

/// Writes ` and not (…)` for what is denied; nothing where nothing is.
pub fn except<C: Capability, P: Place>(sql: &mut Sql, place: &P, visible: &Visible<'_, C>) {
    let denials = visible.denials();
    if !denials.is_empty() {
        // A comparison with null is neither true nor false: what is not known to be denied is not.
        sql.push(" and not coalesce((");
        // What is withheld is refused all the same.
        any(sql, place, &denials, None);
        sql.push("), false)");
    }
}

fn any<P: Place>(sql: &mut Sql, place: &P, terms: &[Term<'_>], withheld: Option<&str>) {
    for (count, one) in terms.iter().enumerate() {
        if count > 0 {
            sql.push(" or ");
        }
        sql.push("(");
        term(sql, place, one);
        if let Some(withheld) = withheld.filter(|_| one.reach.is_of_company()) {
            sql.push(" and not ").push(withheld);
        }
        sql.push(")");
    }
    if terms.is_empty() {
        sql.push("false");
    }
}
