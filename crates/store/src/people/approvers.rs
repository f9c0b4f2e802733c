//! Who approves for whom: for one person, for everybody of a department, or whatever colleagues order of
//! a product.

use super::{
    stands::People,
    write::{Shown, change},
};
use crate::{
    Arg, Result, Tx, approvals::deciding, catalogue::within, lists::named, reach, roles, sql::sql,
};
use access::{
    Permit, Visible,
    permission::{approval, user},
    rules::catalogue::Offered,
};
use domain::{AccountId, DepartmentId, ProductId, accounts::AccountState};

/// Who is asked about this person's orders, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn approvers_of(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    person: AccountId,
) -> Result<Vec<(AccountId, String)>> {
    let mut statement = sql("select distinct a.id, a.name
         from approver_links l
         join accounts a on a.id = l.approver_id
         where l.storefront_id = ");
    statement
        .push_arg(may.storefront())
        .push(" and l.account_id = ")
        .push_arg(person)
        .push(" order by a.name, a.id");
    named(tx, statement).await
}

/// The departments for which this person is asked.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn approves_for(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    person: AccountId,
) -> Result<Vec<DepartmentId>> {
    let rows: Vec<(i64,)> = sql("select distinct l.department_id
         from approver_links l
         where l.storefront_id = $1 and l.approver_id = $2 and l.department_id is not null
         order by l.department_id")
    .bind(may.storefront())
    .bind(person)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| DepartmentId(id)).collect())
}

/// The products about which this person is asked.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn approves_products(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    person: AccountId,
) -> Result<Vec<ProductId>> {
    let rows: Vec<(i64,)> = sql("select distinct l.product_id
         from approver_links l
         where l.storefront_id = $1 and l.approver_id = $2 and l.product_id is not null
         order by l.product_id")
    .bind(may.storefront())
    .bind(person)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| ProductId(id)).collect())
}

/// The most products that the page offers.
const MOST_PRODUCTS: u32 = 500;

/// The products that can be ordered and that both the reader and this person see, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products_to_approve(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    mine: &Offered<'_>,
    theirs: &Offered<'_>,
) -> Result<Vec<(ProductId, String)>> {
    let mut statement = sql("select p.id, p.name from products p where p.storefront_id = ");
    statement
        .push_arg(may.storefront())
        .push(" and p.active and ");
    within(&mut statement, mine);
    statement.push(" and ");
    within(&mut statement, theirs);
    statement
        .push(" order by p.name, p.id limit ")
        .push_arg(MOST_PRODUCTS);
    named(tx, statement).await
}

/// How many others are asked for a department.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn others_asked_for(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    department: DepartmentId,
    person: AccountId,
) -> Result<i64> {
    sql("select cast(count(distinct l.approver_id) as bigint)
         from approver_links l
         where l.storefront_id = $1 and l.department_id = $2 and l.approver_id <> $3")
    .bind(may.storefront())
    .bind(department)
    .bind(person)
    .int(tx)
    .await
}

/// The most people that the page offers, each of whom is asked about.
const MOST_PEOPLE: u32 = 100;

/// Whom the reader sees of the active people of this person's company, or of the storefront where they
/// have none, who hold a role that may decide; where the person is in departments, those who share one
/// (behaviour INF-22). Whether each can decide is asked of the rules; the first of them by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn might_approve(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    visible: &Visible<'_, user::View>,
    person: AccountId,
) -> Result<Vec<(AccountId, String)>> {
    let book = roles::book(tx).await?;
    let mut statement = sql("select distinct a.id, a.name
         from accounts a
         join assignments g on g.account_id = a.id
         join accounts p on p.storefront_id = a.storefront_id
            and (p.company_id is null or p.company_id = a.company_id)
         where a.storefront_id = ");
    statement
        .push_arg(may.storefront())
        .push(" and a.state = ")
        .push_arg(AccountState::Active.key())
        .push(" and p.id = ")
        .push_arg(person)
        .push(
            " and a.id <> p.id
              and (
                not exists (select 1 from department_members m where m.account_id = p.id)
                or exists (
                    select 1 from department_members m
                    join department_members n on n.department_id = m.department_id
                    where m.account_id = p.id and n.account_id = a.id))
              and ",
        );
    deciding(&mut statement, &book);
    statement.push(" and ");
    reach::filter(&mut statement, &People, visible);
    statement
        .push(" order by a.name, a.id limit ")
        .push_arg(MOST_PEOPLE);
    named(tx, statement).await
}

/// Who is asked about somebody's orders, and for which departments and products they are asked.
#[derive(Clone, Copy, Debug)]
pub struct Designated<'a> {
    pub approvers: &'a [AccountId],
    pub departments: &'a [DepartmentId],
    pub products: &'a [ProductId],
}

/// This is so of this person from now on. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_approvers(
    tx: &mut Tx,
    may: &Permit<approval::Configure>,
    shown: Shown,
    designated: Designated<'_>,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    sql("delete from approver_links
         where storefront_id = $1 and (account_id = $2
            or (approver_id = $2 and (department_id is not null or product_id is not null)))")
    .bind(may.storefront())
    .bind(shown.account)
    .run(tx)
    .await?;
    for (text, these) in [
        (
            "insert into approver_links (storefront_id, approver_id, account_id)
             select a.storefront_id, a.id, p.id
             from accounts a
             join accounts p on p.storefront_id = a.storefront_id
             where a.storefront_id = $1 and a.id = $2 and p.id = $3",
            args(designated.approvers),
        ),
        (
            "insert into approver_links (storefront_id, approver_id, department_id)
             select c.storefront_id, a.id, d.id
             from departments d
             join companies c on c.id = d.company_id
             join accounts a on a.company_id = c.id
             where c.storefront_id = $1 and d.id = $2 and a.id = $3",
            args(designated.departments),
        ),
        (
            "insert into approver_links (storefront_id, approver_id, product_id)
             select p.storefront_id, a.id, p.id
             from products p
             join accounts a on a.storefront_id = p.storefront_id
             where p.storefront_id = $1 and p.id = $2 and a.id = $3",
            args(designated.products),
        ),
    ] {
        for one in these {
            sql(text)
                .bind(may.storefront())
                .bind(one)
                .bind(shown.account)
                .run(tx)
                .await?;
        }
    }
    Ok(true)
}

fn args<Id: Copy + Into<Arg>>(ids: &[Id]) -> Vec<Arg> {
    ids.iter().map(|id| (*id).into()).collect()
}

/// Ends what somebody approves for, and who approves for them, where the two share no department any
/// more (behaviour INF-22).
pub(super) async fn part(tx: &mut Tx, account: AccountId) -> Result<()> {
    for text in [
        "delete from approver_links
         where approver_id = $1 and department_id is not null
            and department_id not in (select m.department_id from department_members m where m.account_id = $1)",
        "delete from approver_links
         where account_id is not null and (approver_id = $1 or account_id = $1)
            and exists (select 1 from department_members m where m.account_id = approver_links.account_id)
            and not exists (
                select 1 from department_members m
                join department_members n on n.department_id = m.department_id
                where m.account_id = approver_links.account_id and n.account_id = approver_links.approver_id)",
    ] {
        sql(text).bind(account).run(tx).await?;
    }
    Ok(())
}
