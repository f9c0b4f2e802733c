//! What a customer's browser loads, as the running program sends it.

use crate::{
    Outcome,
    database::{self, Folder},
    figures::{heading, kb},
    http::{
        client::{Connection, get},
        shop,
    },
    process::Server,
};
use std::collections::{BTreeMap, BTreeSet};
use store::Engine;

/// The target for WebAssembly and JavaScript of a page, in bytes after brotli: 120 KB.
const CODE: usize = 120 * 1024;
const CUSTOMER: &str = "end-user@corporate.test";

/// The pages: for whom, and where.
const PAGES: [(&str, &str); 5] = [
    ("visitor", "/"),
    ("visitor", "/products/business-cards"),
    ("customer", "/"),
    ("customer", "/orders"),
    ("customer", "/cart"),
];

/// # Errors
/// A page is not there.
pub(crate) async fn run() -> Outcome<()> {
    let folder = Folder::new()?;
    let address = shop(Engine::Sqlite, &folder).await?;
    let server = Server::real(&address, &folder).await?;
    let cookie = server.sign_in(CUSTOMER).await?;
    heading(
        "What a browser loads, in kB of 1,000 bytes: as it is, and as sent to who accepts brotli",
    );
    for (who, path) in PAGES {
        let cookie = if who == "customer" { &*cookie } else { "" };
        let loaded = load(&server, path, cookie).await?;
        println!("{path} for a {who}");
        let mut all = Size::default();
        for (kind, size) in &loaded {
            println!("  {kind:14} {:>8} {:>8}", kb(size.plain), kb(size.sent));
            all.add(*size);
        }
        println!("  {:14} {:>8} {:>8}", "all", kb(all.plain), kb(all.sent));
        let code: usize = ["wasm", "javascript"]
            .iter()
            .filter_map(|kind| loaded.get(*kind))
            .map(|size| size.sent)
            .sum();
        println!(
            "  WebAssembly and JavaScript: {:.2}{} of the {} kB that they may be",
            code as f64 / CODE as f64,
            if code > CODE { "!" } else { "" },
            kb(CODE),
        );
    }
    drop(server);
    database::remove(&address).await;
    Ok(())
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    plain: usize,
    sent: usize,
}

impl Size {
    fn add(&mut self, other: Self) {
        self.plain += other.plain;
        self.sent += other.sent;
    }
}

/// The page and all that it names, and all that this names again; by kind.
async fn load(server: &Server, path: &str, cookie: &str) -> Outcome<BTreeMap<&'static str, Size>> {
    let mut connection = Connection::open(server.port).await?;
    let mut loaded: BTreeMap<&'static str, Size> = BTreeMap::new();
    let mut known = BTreeSet::from([path.to_owned()]);
    let mut left = vec![path.to_owned()];
    while let Some(one) = left.pop() {
        let plain = connection.ask(&get(&one, server.port, cookie)).await?;
        if plain.status != 200 {
            return Err(format!("{one} answers {}", plain.status).into());
        }
        let more = format!("{cookie}Accept-Encoding: br\r\n");
        let sent = connection.ask(&get(&one, server.port, &more)).await?;
        let kind = kind(plain.header("content-type").unwrap_or_default());
        loaded.entry(kind).or_default().add(Size {
            plain: plain.body.len(),
            sent: sent.body.len(),
        });
        let named = match kind {
            "html" | "css" | "javascript" => named(&plain.text()),
            _ => Vec::new(),
        };
        for name in named {
            if known.insert(name.clone()) {
                left.push(name);
            }
        }
    }
    Ok(loaded)
}

fn kind(media_type: &str) -> &'static str {
    match media_type.split(';').next().unwrap_or_default() {
        "text/html" => "html",
        "text/css" => "css",
        "text/javascript" | "application/javascript" => "javascript",
        "application/wasm" => "wasm",
        "image/svg+xml" | "image/png" => "pictures",
        "font/woff2" => "fonts",
        _ => "other",
    }
}

/// The files of the bundle that a text names: by their address, or beside itself as modules do.
fn named(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words = text.split(['"', '\'', '(', ')', '`', '\\', ' ']);
    for word in words {
        let hashed = word
            .rsplit_once('.')
            .and_then(|(stem, _)| stem.rsplit_once('-'))
            .is_some_and(|(_, hash)| hash.len() == 16);
        if !hashed {
            continue;
        }
        if word.starts_with("/assets/") {
            found.push(word.to_owned());
        } else if let Some(beside) = word.strip_prefix("./") {
            found.push(format!("/assets/{beside}"));
        }
    }
    found
}
