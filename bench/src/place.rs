//! Orders placed a second, end to end: each client is a customer who puts something into their
//! cart, opens the checkout and places the order, again and again. Each answer of the last step
//! means that the order is on disk.

use crate::{
    Outcome,
    database::{self, Folder},
    figures::{at, at_least, heading, ms},
    http::{
        client::{Connection, get, post},
        now, shop,
    },
    process::Server,
};
use std::time::{Duration, Instant};
use store::{Engine, Store, sql::sql};
use tokio::task::JoinSet;

/// Customers with a cart of their own each.
const CUSTOMERS: [&str; 8] = [
    "registered@storefront.test",
    "public-customer@printshop.test",
    "customer@printshop.test",
    "customer-plus@printshop.test",
    "power-user@printshop.test",
    "end-user@corporate.test",
    "end-user-2@corporate.test",
    "end-user-3@corporate.test",
];

/// Sold at every storefront, and needs no artwork: reading PDFs is not what is measured.
const PRODUCT: &str = "stamps";

/// Orders a second of open-source shops, measured elsewhere on two cores.
const SHOPS: [(&str, f64); 2] = [("Vendure", 10.0), ("Medusa", 0.8)];
const BESIDE_SHOPS: f64 = 20.0;

/// # Errors
/// Somebody cannot order.
pub(crate) async fn run(length: Duration) -> Outcome<()> {
    for engine in database::engines() {
        let folder = Folder::new()?;
        let address = shop(engine, &folder).await?;
        let outcome = on(engine, &address, &folder, length).await;
        database::remove(&address).await;
        outcome?;
    }
    Ok(())
}

async fn on(engine: Engine, address: &str, folder: &Folder, length: Duration) -> Outcome<()> {
    heading(&format!(
        "Orders placed, {engine:?}, {} customers at once: add to the cart, checkout, place",
        CUSTOMERS.len()
    ));
    let server = Server::real(address, folder).await?;
    let mut customers = Vec::new();
    for email in CUSTOMERS {
        customers.push(Customer {
            port: server.port,
            cookie: server.sign_in(email).await?,
            connection: Connection::open(server.port).await?,
            orders: 0,
        });
    }
    let begun = now();
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for customer in customers {
        clients.spawn(customer.order_until(start + length));
    }
    let mut times = Vec::new();
    while let Some(of_one) = clients.join_next().await {
        times.append(&mut of_one??);
    }
    let took = start.elapsed();
    let store = Store::open(address).await?;
    let mut tx = store.read().await?;
    let kept = sql("select count(*) from orders where placed_at >= $1 and once not like 'bench-%'")
        .bind(begun)
        .int(&mut tx)
        .await?;
    if usize::try_from(kept) != Ok(times.len()) {
        return Err(format!("{} orders were placed, and {kept} are there", times.len()).into());
    }
    let a_second = times.len() as f64 / took.as_secs_f64();
    println!(
        "{a_second:.1} orders a second; the three steps of one: p50 {} ms, p99 {} ms",
        ms(at(&mut times, 0.5)),
        ms(at(&mut times, 0.99))
    );
    for (name, theirs) in SHOPS {
        println!(
            "{}times {name} ({theirs}; at least {BESIDE_SHOPS:.0} times)",
            at_least(a_second / theirs, BESIDE_SHOPS)
        );
    }
    Ok(())
}

struct Customer {
    port: u16,
    cookie: String,
    connection: Connection,
    orders: u32,
}

impl Customer {
    async fn order_until(mut self, until: Instant) -> Outcome<Vec<Duration>> {
        let mut times = Vec::new();
        loop {
            let start = Instant::now();
            if start >= until {
                return Ok(times);
            }
            self.order().await?;
            times.push(start.elapsed());
        }
    }

    async fn order(&mut self) -> Outcome<()> {
        self.orders += 1;
        self.add().await?;
        let request = get("/checkout", self.port, &self.cookie);
        let page = self.connection.ask(&request).await?.text();
        let form = filled(&page)?;
        let request = post(
            "/fn/orders/place",
            self.port,
            &self.cookie,
            "application/x-www-form-urlencoded",
            &form,
        );
        let answer = self.connection.ask(&request).await?;
        let to = answer.header("location").unwrap_or_default();
        if to.starts_with("/orders/") {
            Ok(())
        } else {
            Err(format!("an order was not placed: {} to {to}", answer.status).into())
        }
    }

    async fn add(&mut self) -> Outcome<()> {
        const BOUNDARY: &str = "quoin-bench";
        let field = |name: &str, value: &str| {
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        let body = [
            field("product", PRODUCT),
            field("quantity", "1"),
            field("reference", &format!("Number {}", self.orders)),
            format!("--{BOUNDARY}--\r\n"),
        ]
        .concat();
        let request = post(
            "/fn/cart/add",
            self.port,
            &self.cookie,
            &format!("multipart/form-data; boundary={BOUNDARY}"),
            &body,
        );
        let answer = self.connection.ask(&request).await?;
        match answer.header("location") {
            Some("/cart") => Ok(()),
            to => Err(format!("nothing was added: {} to {to:?}", answer.status).into()),
        }
    }
}

/// The checkout's form as it comes, with the first address, or a typed one where there is none.
fn filled(page: &str) -> Outcome<String> {
    let mut form = String::new();
    let mut put = |name: &str, value: &str| {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() {
                form.push(char::from(byte));
            } else {
                form.push_str(&format!("%{byte:02X}"));
            }
        }
    };
    for name in ["once", "cart_version", "total", "shown"] {
        let value = value_after(page, &format!("name=\"{name}\""))
            .ok_or_else(|| format!("the checkout has no field {name}"))?;
        put(name, &value);
    }
    let address = value_after(page, "name=\"deliver_to\"").unwrap_or_else(|| "new".to_owned());
    put("deliver_to", &address);
    if address == "new" {
        for (name, value) in [
            ("recipient", "Robin Vos"),
            ("line1", "Maasboulevard 120"),
            ("postcode", "3063 NS"),
            ("city", "Rotterdam"),
            ("country", "Netherlands"),
        ] {
            put(name, value);
        }
    }
    Ok(form)
}

/// The first value that stands after a mark: of the field itself, or of a list's first choice.
fn value_after(page: &str, mark: &str) -> Option<String> {
    let (_, rest) = page.split_once(mark)?;
    let (_, rest) = rest.split_once("value=\"")?;
    let (value, _) = rest.split_once('"')?;
    let plain = value
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    Some(plain)
}
