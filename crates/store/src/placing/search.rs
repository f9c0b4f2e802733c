//! The words by which an order is found.

use crate::{Result, Tx, sql::sql};
use domain::{OrderId, OrderNumber};

/// Writes down what Search looks through: number, people, company, codes, products and references, in lower case. Called by every act that changes one of them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn index(tx: &mut Tx, order: OrderId) -> Result<()> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        number: i64,
        contact_name: String,
        contact_email: String,
        purchase_order: String,
        cost_centre: String,
        cost_centre_name: String,
        company: Option<String>,
        beneficiary: Option<String>,
    }
    let row: Row = sql(
        "select o.number, o.contact_name, o.contact_email, o.purchase_order, o.cost_centre, o.cost_centre_name,
            c.name as company, b.name as beneficiary
         from orders o
         left join companies c on c.id = o.company_id
         left join accounts b on b.id = o.beneficiary_id
         where o.id = $1",
    )
    .bind(order)
    .one(tx)
    .await?;
    let jobs: Vec<(String, String)> =
        sql("select product_name, reference from jobs where order_id = $1 order by position")
            .bind(order)
            .all(tx)
            .await?;
    let mut words = vec![
        OrderNumber(row.number).to_string(),
        row.contact_name,
        row.contact_email,
        row.purchase_order,
        row.cost_centre,
        row.cost_centre_name,
    ];
    words.extend(row.company);
    words.extend(row.beneficiary);
    words.extend(
        jobs.into_iter()
            .flat_map(|(product, reference)| [product, reference]),
    );
    words.retain(|word| !word.is_empty());
    sql("update orders set search = $2 where id = $1")
        .bind(order)
        .bind(words.join(" ").to_lowercase())
        .run(tx)
        .await?;
    Ok(())
}
