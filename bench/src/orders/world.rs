//! Storefronts, companies, departments and people, as a platform with a million orders has them.
//!
//! The ids are known, so that those whose lists are measured are: the first account is the first
//! buyer of [`seed`](crate::seed), who orders most. It is of company 1 and department 1; so is each
//! 400th account after it.

use crate::Outcome;
use store::{Store, sql::sql};

/// The approver of department 1.
pub(super) const APPROVER: i64 = 401;

/// Writes everything that orders hang on.
///
/// # Errors
/// The database is away, or not empty.
pub(super) async fn write(store: &Store) -> Outcome<()> {
    let mut tx = store.begin().await?;
    for statement in STATEMENTS {
        sql(*statement).run(&mut tx).await?;
    }
    Ok(tx.commit().await?)
}

/// 5 storefronts of 40 to 8 of the 100 companies, 4 departments in each, 25 people in each of those.
const STATEMENTS: &[&str] = &[
    "insert into storefronts (id, slug, name, public, pack, currency, approval) values
        (1, 'harbour', 'Harbour Print', true, 'printshop', 'EUR', true),
        (2, 'meridian', 'Meridian Brand Centre', false, 'corporate', 'EUR', true),
        (3, 'inkwell', 'Inkwell & Sons', false, 'printshop', 'GBP', true),
        (4, 'measure', 'Made to Measure', false, 'configurator', 'USD', false),
        (5, 'market', 'The Paper Market', true, 'storefront', 'EUR', false)",
    "insert into suppliers (id, name) values
        (1, 'Northgate Bindery'), (2, 'Delta Large Format'), (3, 'Old Mill Letterpress'),
        (4, 'Quayside Screens'), (5, 'Elm Foiling'), (6, 'West Quarter Labels')",
    "with recursive n (i) as (select 1 union all select i + 1 from n where i < 100)
    insert into companies (id, storefront_id, name)
    select i, case when i <= 40 then 1 when i <= 65 then 2 when i <= 80 then 3 when i <= 92 then 4 else 5 end,
        'Brightwater Holdings ' || cast(i as text)
    from n",
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 399)
    insert into departments (id, company_id, name)
    select i + 1, i / 4 + 1,
        case i % 4 when 0 then 'Marketing' when 1 then 'Sales' when 2 then 'Operations' else 'Human resources' end
    from n",
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 9999)
    insert into accounts (id, storefront_id, company_id, name, email, state, created_at)
    select n.i + 1, c.storefront_id, c.id, 'Alexandra Visser ' || cast(n.i as text),
        'person' || cast(n.i as text) || '@brightwater.example', 'active', 0
    from n
    join companies c on c.id = n.i % 100 + 1",
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 9999)
    insert into department_members (department_id, account_id)
    select i % 100 * 4 + i / 100 % 4 + 1, i + 1 from n",
    // The second person of each department is asked for its orders.
    "with recursive n (i) as (select 400 union all select i + 1 from n where i < 799)
    insert into approver_links (storefront_id, approver_id, department_id)
    select c.storefront_id, n.i + 1, n.i % 100 * 4 + n.i / 100 % 4 + 1
    from n
    join companies c on c.id = n.i % 100 + 1",
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 39)
    insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
    select i / 8 + 1, 'product-' || cast(i as text),
        case i % 8
            when 0 then 'Business cards' when 1 then 'Flyers' when 2 then 'Posters' when 3 then 'Brochures'
            when 4 then 'Letterheads' when 5 then 'Envelopes' when 6 then 'Labels' else 'Presentation folders'
        end,
        'Stationery', '', 'flyers', '{}', 'none'
    from n",
];
