//! Pages a second, of the real program and of handlers by hand on the same database.

pub(crate) mod client;
pub(crate) mod load;
mod same;

use crate::{
    Outcome, database,
    database::Folder,
    figures::{at, at_least, heading, median_of, ms, ratio},
    hand::frame,
    machine,
    process::{self, Server},
    seed,
};
use client::get;
use load::{CLIENTS, Load, Target};
use std::time::Duration;
use store::{Engine, Store, sql::sql};

/// Orders in the database, as in the shops that are compared with.
pub(crate) const ORDERS: i64 = 10_000;
/// Rounds of each, in turns.
const ROUNDS: usize = 5;
/// Ours makes at least so many of the pages a second that the handler by hand makes.
const BESIDE_HAND: f64 = 0.5;
/// And so many times those of the best open-source shop.
const BESIDE_SHOPS: f64 = 50.0;
/// Sees every order, as staff.
const READER: &str = "admin@corporate.test";

/// A page that is measured.
struct Page {
    name: &'static str,
    path: &'static str,
    /// Pages a second of open-source shops, measured elsewhere: on two cores, with 10,000 orders.
    shops: [(&'static str, f64); 3],
}

const PAGES: [Page; 2] = [
    Page {
        name: "Order Manager, 50 rows, signed in",
        path: "/orders",
        shops: [("Vendure", 30.0), ("django-oscar", 32.0), ("Medusa", 11.0)],
    },
    Page {
        name: "product page, visitor",
        path: "/products/business-cards",
        shops: [("Vendure", 136.0), ("django-oscar", 76.0), ("Medusa", 33.0)],
    },
];

/// # Errors
/// A server does not start, or answers otherwise than with the page.
pub(crate) async fn run(round: Duration) -> Outcome<()> {
    for engine in database::engines() {
        let folder = Folder::new()?;
        let address = shop(engine, &folder).await?;
        let outcome = on(&address, &folder, round).await;
        database::remove(&address).await;
        outcome?;
    }
    Ok(())
}

/// The demo platform with [`ORDERS`] orders; the address of its database.
///
/// # Errors
/// It cannot be written.
pub(crate) async fn shop(engine: Engine, folder: &Folder) -> Outcome<String> {
    let address = database::fresh(engine, folder).await?;
    process::demo(&address, folder)?;
    let store = Store::open(&address).await?;
    seed::orders(&store, ORDERS, now()).await?;
    if engine == Engine::Postgres {
        // As it would do by itself within a minute; SQLite is left as the program leaves it.
        database::analyze(&store, &address).await?;
    }
    store.close().await;
    Ok(address)
}

async fn on(address: &str, folder: &Folder, round: Duration) -> Outcome<()> {
    let store = Store::open(address).await?;
    heading(&format!(
        "Pages a second, {}, {ORDERS} orders, {CLIENTS} keep-alive clients on the same cores",
        database::version(&store).await?
    ));
    let real = Server::real(address, folder).await?;
    let cookie = real.sign_in(READER).await?;
    let session = only_session(&store).await?;
    store.close().await;
    let hand_cookie = format!("Cookie: hand={session}\r\n");
    frame::learn(&real, &cookie, folder).await?;
    let hand = Server::by_hand(address, folder).await?;
    for page in &PAGES {
        let signed_in = page.path == "/orders";
        let [ours, theirs] = [(&real, &cookie), (&hand, &hand_cookie)].map(|(server, cookie)| {
            let cookie = if signed_in { cookie } else { "" };
            Target {
                port: server.port,
                process: server.process(),
                request: get(page.path, server.port, cookie).into(),
            }
        });
        println!("{}: {}", page.name, same::told(&ours, &theirs).await?);
        compare(page, &ours, &theirs, round).await?;
    }
    println!(
        "The server's memory after this: {:.0} MB",
        machine::resident(real.process())? as f64 / 1e6
    );
    Ok(())
}

async fn compare(page: &Page, ours: &Target, theirs: &Target, round: Duration) -> Outcome<()> {
    let mut warm = Load::default();
    warm.round(ours, Duration::from_secs(1)).await?;
    warm.round(theirs, Duration::from_secs(1)).await?;
    let (mut real, mut hand) = (Load::default(), Load::default());
    for _ in 0..ROUNDS {
        real.round(ours, round).await?;
        hand.round(theirs, round).await?;
    }
    for (name, load) in [("ours", &mut real), ("by hand", &mut hand)] {
        println!(
            "  {name:8} {:>8.0} a second, p50 {} ms, p99 {} ms, {} ms of a core each",
            median_of(load.a_second.clone()),
            ms(at(&mut load.latencies, 0.5)),
            ms(at(&mut load.latencies, 0.99)),
            ms(load.processor_each()),
        );
    }
    let turns = real.a_second.iter().zip(&hand.a_second);
    let beside = median_of(turns.map(|(ours, theirs)| ours / theirs).collect());
    println!(
        "  of the pages a second by hand: {} (at least {BESIDE_HAND}); of its time on a core: {:.2} times",
        at_least(beside, BESIDE_HAND),
        ratio(real.processor_each(), hand.processor_each()),
    );
    let pages = median_of(real.a_second);
    let shops: Vec<String> = page
        .shops
        .iter()
        .map(|(name, theirs)| {
            let times = at_least(pages / theirs, BESIDE_SHOPS);
            format!("{times}times {name} ({theirs:.0})")
        })
        .collect();
    println!(
        "  {} (at least {BESIDE_SHOPS:.0} times the best)",
        shops.join(", ")
    );
    Ok(())
}

/// The name of the one session there is, for the handler by hand.
async fn only_session(store: &Store) -> Outcome<String> {
    let mut tx = store.read().await?;
    let (hash,): (Vec<u8>,) = sql("select id_hash from sessions where account_id is not null")
        .one(&mut tx)
        .await?;
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Milliseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "a measurement has no context that a clock could come with"
)]
pub(crate) fn now() -> i64 {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
