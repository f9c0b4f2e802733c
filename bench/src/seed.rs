//! Many orders at once: set-based statements past the services, which would take hours.
//!
//! The spread is that of a print shop. Few people order most: the place of the buyer is the square
//! of an even chance, so that of ten thousand the first orders one in a hundred. One order in 23 is
//! a guest's, one in ten for a colleague. The latest 3 % are under way, the rest is over. Chance is
//! made of remainders by primes, so that both engines and every run have the same orders.
//!
//! Who may order and what is sold is taken from what is in the database: the world of
//! [`orders`](crate::orders), or the demo platform.

use crate::Outcome;
use store::{Engine, Store, sql::sql};

/// Orders of one statement; each is a transaction.
const CHUNK: i64 = 50_000;

/// The milliseconds over which orders are spread: two years.
const SPAN: i64 = 2 * 365 * 24 * 3_600_000;

/// Fills the database up to so many orders, the latest an hour before `now` (milliseconds).
///
/// # Errors
/// The database is away or full, or nobody is in it.
pub(crate) async fn orders(store: &Store, upto: i64, now: i64) -> Outcome<()> {
    let mut tx = store.begin().await?;
    if tx.engine() == Engine::Sqlite {
        // Only of this connection, and for the seed: rows that come sorted by time go everywhere
        // in most indexes.
        sql("pragma cache_size = -262144").run(&mut tx).await?;
    }
    for statement in PREPARE {
        sql(*statement).run(&mut tx).await?;
    }
    let there = sql("select count(*) from orders").int(&mut tx).await?;
    let buyers = sql("select count(*) from bench_buyers")
        .int(&mut tx)
        .await?;
    let suppliers = sql("select count(*) from suppliers where active")
        .int(&mut tx)
        .await?;
    tx.commit().await?;
    if buyers == 0 || suppliers == 0 {
        return Err("nobody is in the database who could order or supply".into());
    }
    let total = upto - there;
    let step = SPAN / total.max(1);
    let mut done = 0;
    while done < total {
        let next = (done + CHUNK).min(total);
        let mut tx = store.begin().await?;
        let before = sql(LAST).int(&mut tx).await?;
        sql(ORDERS)
            .bind(done + 1)
            .bind(next)
            .bind(total)
            .bind(now - 3_600_000)
            .bind(step)
            .bind(buyers)
            .run(&mut tx)
            .await?;
        let after = sql(LAST).int(&mut tx).await?;
        sql(JOBS)
            .bind(before)
            .bind(after)
            .bind(suppliers)
            .run(&mut tx)
            .await?;
        for statement in [NAMED_SUPPLIERS, NAMED_APPROVERS] {
            sql(statement).bind(before).bind(after).run(&mut tx).await?;
        }
        tx.commit().await?;
        done = next;
    }
    Ok(())
}

/// Who orders and what, numbered from 0 so that chance can pick them.
const PREPARE: &[&str] = &[
    "create table bench_buyers (
        place bigint primary key,
        account_id bigint not null,
        storefront_id bigint not null,
        company_id bigint,
        department_id bigint,
        colleague_id bigint,
        name text not null,
        email text not null,
        company text not null,
        currency text not null
    )",
    "insert into bench_buyers
        (place, account_id, storefront_id, company_id, department_id, colleague_id, name, email, company, currency)
    select row_number() over (order by a.id) - 1, a.id, a.storefront_id, a.company_id,
        (select min(m.department_id) from department_members m where m.account_id = a.id),
        (select min(b.id) from accounts b where b.company_id = a.company_id and b.id <> a.id),
        a.name, coalesce(a.email, ''), coalesce(c.name, ''), s.currency
    from accounts a
    join storefronts s on s.id = a.storefront_id
    left join companies c on c.id = a.company_id",
    "create table bench_goods (
        storefront_id bigint not null,
        place bigint not null,
        id bigint not null,
        name text not null,
        goods bigint not null,
        primary key (storefront_id, place)
    )",
    "insert into bench_goods (storefront_id, place, id, name, goods)
    select p.storefront_id, row_number() over (partition by p.storefront_id order by p.id) - 1, p.id, p.name,
        (select count(*) from products q where q.storefront_id = p.storefront_id)
    from products p",
];

const LAST: &str = "select cast(coalesce(max(id), 0) as bigint) from orders";

/// `$1` to `$2` of `$3`, the last at `$4` and the others `$5` apart, by one of `$6` buyers.
const ORDERS: &str = "
    with recursive n (i) as (
        select cast($1 as bigint)
        union all
        select i + 1 from n where i < cast($2 as bigint)
    ),
    dice (i, number, late, u, v, w) as (
        select i, 100000000 + (i * 61803397) % 90000000, cast($3 as bigint) - i, (i * 7919) % 100003,
            (i * 104729) % 9973, (i * 15485863) % 32749
        from n
    )
    insert into orders
        (number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id, contact_name,
         contact_email, state, total, currency, purchase_order, delivery, search, once, placed_at, updated_at)
    select d.number, b.storefront_id,
        case when d.i % 23 = 0 then null else b.company_id end,
        case when d.i % 23 = 0 then null else b.department_id end,
        case when d.i % 23 = 0 then null else b.account_id end,
        case when d.i % 23 = 0 then d.i end,
        case when d.i % 23 <> 0 and d.v % 10 = 0 then b.colleague_id end,
        b.name, b.email,
        case
            when d.late * 100 < cast($3 as bigint) * 3 then
                case d.v % 8
                    when 0 then 'awaiting-approval'
                    when 1 then 'on-hold'
                    when 2 then 'approved'
                    when 3 then 'blocked'
                    when 4 then 'with-supplier'
                    when 5 then 'shipping'
                    else 'in-production'
                end
            else
                case d.v % 20 when 0 then 'cancelled' when 1 then 'rejected' else 'completed' end
        end,
        1000 + d.w * 3, b.currency,
        case when d.w % 3 = 0 then 'PO ' || cast(d.w as text) else '' end,
        '{\"recipient\":\"Head office\",\"line1\":\"Maasboulevard 120\",\"line2\":\"\",\"postcode\":\"3063 NS\",\"city\":\"Rotterdam\",\"country\":\"Netherlands\"}',
        cast(d.number as text) || ' ' || lower(b.name) || ' ' || b.email || ' ' || lower(b.company)
            || ' business cards flyers',
        'bench-' || cast(d.i as text),
        cast($4 as bigint) - d.late * cast($5 as bigint) - d.w,
        cast($4 as bigint) - d.late * cast($5 as bigint)
    from dice d
    join bench_buyers b on b.place = d.u * d.u * cast($6 as bigint) / 10000600009
    order by d.i";

/// One to three of each order with an id above `$1` and up to `$2`; a third of the orders is with
/// one of `$3` suppliers.
const JOBS: &str = "
    insert into jobs
        (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price, reference, state, due_at,
         supplier_id, awarded_at)
    select o.id, o.storefront_id, p.position, g.id, g.name, 50 * (1 + o.id % 20), '[]', o.total / 2,
        case when o.id % 4 = 0 then 'Spring campaign' else '' end,
        case o.state
            when 'awaiting-approval' then 'waiting'
            when 'on-hold' then 'waiting'
            when 'approved' then 'ready'
            else o.state
        end,
        o.placed_at + 432000000,
        case
            when o.state = 'with-supplier' then 1 + o.id % cast($3 as bigint)
            when o.state in ('shipping', 'completed') and o.id % 3 = 0 and p.position = 1 then
                1 + o.id / 3 % cast($3 as bigint)
        end,
        case when o.state = 'with-supplier' then o.placed_at + 3600000 end
    from orders o
    cross join (select 1 as position union all select 2 union all select 3) p
    join bench_goods g on g.storefront_id = o.storefront_id and g.place = (o.id * 7 + p.position) % g.goods
    where o.id > $1 and o.id <= $2
        and (p.position = 1 or (p.position = 2 and o.id % 3 = 0) or (p.position = 3 and o.id % 21 = 0))";

const NAMED_SUPPLIERS: &str = "
    insert into order_assignees (kind, assignee_id, order_id, placed_at)
    select distinct 'supplier', j.supplier_id, j.order_id, o.placed_at
    from jobs j
    join orders o on o.id = j.order_id
    where j.supplier_id is not null and j.order_id > $1 and j.order_id <= $2";

/// Approvers are asked for three orders in five of their department.
const NAMED_APPROVERS: &str = "
    insert into order_assignees (kind, assignee_id, order_id, placed_at)
    select distinct 'account', l.approver_id, o.id, o.placed_at
    from orders o
    join approver_links l on l.department_id = o.department_id
    where o.id > $1 and o.id <= $2 and o.id % 5 < 3";
