//! The first page of the order list, at every reach, beside the query written by hand for it.
//!
//! Both run in one transaction on one connection, in turns. They must answer the same orders.

mod reaches;
mod world;

use crate::{
    Outcome, database,
    database::Folder,
    figures::{at_most, heading, median, ms, ratio},
    seed,
};
use access::rules;
use domain::{lists::PAGE, orders::OrdersQuery};
use reaches::Reach;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use store::{Engine, Store, Tx, sql::sql};

/// The smaller of the two databases.
const FEW: i64 = 10_000;
/// How often each is run, and how long a reach may take in all.
const ROUNDS: usize = 300;
const LONGEST: Duration = Duration::from_secs(60);
/// The targets: ours at most so many times the time by hand, and its own at [`FEW`].
const BESIDE_HAND: f64 = 1.3;
const BESIDE_FEW: f64 = 1.5;
/// The moment at which the world stands still, in milliseconds.
const NOW: i64 = 1_795_000_000_000;

/// # Errors
/// A database is away or full, or the two lists differ.
pub(crate) async fn run(most: i64) -> Outcome<()> {
    for engine in database::engines() {
        let folder = Folder::new()?;
        let few = Seeded::new(engine, &folder, FEW).await?;
        let many = Seeded::new(engine, &folder, most).await?;
        let outcome = compare(&few, &many).await;
        for seeded in [few, many] {
            seeded.store.close().await;
            database::remove(&seeded.address).await;
        }
        outcome?;
    }
    Ok(())
}

/// A database with so many orders.
struct Seeded {
    address: String,
    store: Store,
    orders: i64,
}

impl Seeded {
    async fn new(engine: Engine, folder: &Folder, orders: i64) -> Outcome<Self> {
        let start = Instant::now();
        let address = database::fresh(engine, folder).await?;
        let store = Store::open(&address).await?;
        store.migrate().await?;
        world::write(&store).await?;
        seed::orders(&store, orders, NOW).await?;
        database::analyze(&store, &address).await?;
        // What has been opened before does not know what was analysed.
        store.close().await;
        let store = Store::open(&address).await?;
        println!(
            "{engine:?}: {orders} orders in {:.0} s",
            start.elapsed().as_secs_f64()
        );
        Ok(Self {
            address,
            store,
            orders,
        })
    }
}

async fn compare(few: &Seeded, many: &Seeded) -> Outcome<()> {
    heading(&format!(
        "First page of the order list, {}; milliseconds, medians of up to {ROUNDS}",
        database::version(&many.store).await?
    ));
    println!(
        "At most {BESIDE_HAND} times the query by hand, and {BESIDE_FEW} times its own time at {} orders; ! is beyond.\n",
        few.orders
    );
    println!(
        "{:18} {:>30} {:>30} {:>17}",
        "",
        format!("{} orders", few.orders),
        format!("{} orders", many.orders),
        format!("{} / {}", many.orders, few.orders),
    );
    println!(
        "{:18} {:>10} {:>10} {:>8} {:>10} {:>10} {:>8} {:>8} {:>8}",
        "reach", "ours", "by hand", "ratio", "ours", "by hand", "ratio", "ours", "by hand"
    );
    for reach in reaches::all() {
        let ([a, b], [c, d]) = lists(&reach, few, many).await?;
        println!(
            "{:18} {:>10} {:>10} {:>8} {:>10} {:>10} {:>8} {:>8} {:>8}",
            reach.name,
            ms(a),
            ms(b),
            at_most(ratio(a, b), BESIDE_HAND),
            ms(c),
            ms(d),
            at_most(ratio(c, d), BESIDE_HAND),
            at_most(ratio(c, a), BESIDE_FEW),
            format!("{:.2} ", ratio(d, b)),
        );
    }
    println!("\nThe counts of the status folders beside it, for which there is no target:");
    for reach in reaches::all() {
        let (a, c) = folders(&reach, few, many).await?;
        println!(
            "{:18} {:>10} {:>10} {:>8} {:>10} {:>10} {:>8} {:>8}",
            reach.name,
            ms(a),
            "",
            "",
            ms(c),
            "",
            "",
            format!("{:.2} ", ratio(c, a))
        );
    }
    Ok(())
}

/// The medians of ours and by hand, in each database.
async fn lists(
    reach: &Reach,
    few: &Seeded,
    many: &Seeded,
) -> Outcome<([Duration; 2], [Duration; 2])> {
    let mut in_few = Pair::new(few).await?;
    let mut in_many = Pair::new(many).await?;
    let start = Instant::now();
    for round in 0..ROUNDS {
        in_few.round(reach, round).await?;
        in_many.round(reach, round).await?;
        if start.elapsed() > LONGEST {
            break;
        }
    }
    Ok((in_few.medians(), in_many.medians()))
}

/// Ours and by hand on one connection.
struct Pair {
    tx: Tx,
    ours: Vec<Duration>,
    hand: Vec<Duration>,
}

impl Pair {
    async fn new(seeded: &Seeded) -> Outcome<Self> {
        Ok(Self {
            tx: seeded.store.read().await?,
            ours: Vec::new(),
            hand: Vec::new(),
        })
    }

    async fn round(&mut self, reach: &Reach, round: usize) -> Outcome<()> {
        let (first, second);
        if round.is_multiple_of(2) {
            first = self.ours(reach).await?;
            second = self.by_hand(reach).await?;
        } else {
            first = self.by_hand(reach).await?;
            second = self.ours(reach).await?;
        }
        if first != second {
            return Err(format!("{}: the two lists differ", reach.name).into());
        }
        if first.len() < PAGE as usize {
            return Err(format!("{}: {} orders are no page", reach.name, first.len()).into());
        }
        if round < 5 {
            // The caches were cold, and the statements not prepared.
            self.ours.clear();
            self.hand.clear();
        }
        Ok(())
    }

    async fn ours(&mut self, reach: &Reach) -> Outcome<Vec<i64>> {
        let start = Instant::now();
        let (seen, listed) =
            rules::orders::listed(&reach.access).map_err(|denial| denial.to_string())?;
        let filter = OrdersQuery::default().filter(reach.access.audience());
        let page = store::orders::list(&mut self.tx, &seen, &listed, &filter, PAGE).await?;
        self.ours.push(start.elapsed());
        Ok(page.rows.iter().map(|row| row.id.0).collect())
    }

    async fn by_hand(&mut self, reach: &Reach) -> Outcome<Vec<i64>> {
        let start = Instant::now();
        let statement = reach
            .args
            .iter()
            .fold(sql(reach.hand.clone()), |statement, arg| {
                statement.bind(*arg)
            });
        let rows = statement.all::<Row>(&mut self.tx).await?;
        self.hand.push(start.elapsed());
        let page = rows.iter().take(PAGE as usize);
        Ok(page.map(|row| row.id).collect())
    }

    fn medians(&mut self) -> [Duration; 2] {
        [median(&mut self.ours), median(&mut self.hand)]
    }
}

/// The columns that ours reads, as they come.
#[derive(sqlx_macros::FromRow)]
#[expect(
    dead_code,
    reason = "decoding all of them is a part of what is measured"
)]
struct Row {
    id: i64,
    number: i64,
    version: i64,
    placed_at: i64,
    storefront_id: i64,
    storefront_name: String,
    company_id: Option<i64>,
    company_name: Option<String>,
    department_id: Option<i64>,
    department_name: Option<String>,
    account_id: Option<i64>,
    visitor_id: Option<i64>,
    beneficiary_id: Option<i64>,
    beneficiary_name: Option<String>,
    contact_name: String,
    contact_email: String,
    state: String,
    total: i64,
    currency: String,
    purchase_order: String,
}

/// The medians of counting the folders, in each database.
async fn folders(reach: &Reach, few: &Seeded, many: &Seeded) -> Outcome<(Duration, Duration)> {
    let (seen, listed) =
        rules::orders::listed(&reach.access).map_err(|denial| denial.to_string())?;
    let mut in_few = (few.store.read().await?, Vec::new());
    let mut in_many = (many.store.read().await?, Vec::new());
    let begun = Instant::now();
    for _ in 0..ROUNDS / 6 {
        for (tx, times) in [&mut in_few, &mut in_many] {
            let start = Instant::now();
            black_box(store::orders::folders(tx, &seen, &listed).await?);
            times.push(start.elapsed());
        }
        if begun.elapsed() > LONGEST / 2 {
            break;
        }
    }
    Ok((median(&mut in_few.1), median(&mut in_many.1)))
}
