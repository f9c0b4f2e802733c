//! What of a page is the same for everybody who reads it as this reader does, cut out of an answer
//! of the real program.

use crate::{
    Outcome,
    database::Folder,
    http::client::{Connection, get},
    process::Server,
};
use std::{fs, path::Path};

/// The pieces, in the order of the page; the handler writes what is between them.
#[derive(Debug)]
pub(super) struct Frames {
    /// Up to the folders, up to what can be ticked, up to the rows, and after them.
    pub(super) orders: [String; 4],
    /// Up to the page's heading, up to the price, up to what the island is given, and after it.
    pub(super) product: [String; 4],
    /// The address of the product's picture.
    pub(super) picture: String,
}

/// Where the Order Manager is cut: the marks before and after each gap.
const ORDERS: [(&str, &str); 3] = [
    ("<li><a href=\"/orders?status=", "<!></ul>"),
    ("[{&quot;value&quot;", "}\"><output"),
    ("<tr><td class=\"cell-pick\">", "<!><!></tbody>"),
];

/// And a product's page.
const PRODUCT: [(&str, &str); 3] = [
    (
        "<header class=\"page-header\">",
        "<!><div data-kind=\"file\"",
    ),
    ("<strong class=\"price-total\">", "<!><!><!></output>"),
    ("{&quot;options&quot;", ",&quot;currency&quot;"),
];

const PICTURE: [(&str, &str); 1] = [("/assets/products/", "\"")];

/// Asks the real program for both pages, and keeps their frames in the folder.
///
/// # Errors
/// A page is not as expected.
pub(crate) async fn learn(server: &Server, cookie: &str, folder: &Folder) -> Outcome<()> {
    let mut connection = Connection::open(server.port).await?;
    let mut page = async |path: &str, cookie: &str| -> Outcome<String> {
        let answer = connection.ask(&get(path, server.port, cookie)).await?;
        if answer.status == 200 {
            Ok(answer.text())
        } else {
            Err(format!("{path} answers {}", answer.status).into())
        }
    };
    let orders = page("/orders", cookie).await?;
    let product = page("/products/business-cards", "").await?;
    let (orders, _) = cut(&orders, &ORDERS)?;
    let (frame, gaps) = cut(&product, &PRODUCT)?;
    let card = gaps.first().copied().unwrap_or_default();
    let (_, picture) = cut(card, &PICTURE)?;
    write(folder, "orders", &orders)?;
    write(folder, "product", &frame)?;
    write(folder, "picture", &picture)
}

/// What is around the gaps, and what is in them.
fn cut<'a>(page: &'a str, gaps: &[(&str, &str)]) -> Outcome<(Vec<&'a str>, Vec<&'a str>)> {
    let mut frame = Vec::new();
    let mut between = Vec::new();
    let mut rest = page;
    for (begins, ends) in gaps {
        let missing =
            || format!("the page has no {begins} … {ends}: its copy by hand is out of date");
        let start = rest.find(begins).ok_or_else(missing)?;
        let (before, gap) = rest.split_at_checked(start).ok_or_else(missing)?;
        let end = gap.find(ends).ok_or_else(missing)?;
        let (gap, after) = gap.split_at_checked(end).ok_or_else(missing)?;
        frame.push(before);
        between.push(gap);
        rest = after;
    }
    frame.push(rest);
    Ok((frame, between))
}

fn write(folder: &Folder, name: &str, pieces: &[&str]) -> Outcome<()> {
    for (place, piece) in pieces.iter().enumerate() {
        fs::write(folder.path().join(format!("{name}-{place}")), piece)?;
    }
    Ok(())
}

impl Frames {
    /// # Errors
    /// [`learn`] has not been here.
    pub(super) fn read(folder: &Path) -> Outcome<Self> {
        let piece = |name: &str| fs::read_to_string(folder.join(name));
        Ok(Self {
            orders: [
                piece("orders-0")?,
                piece("orders-1")?,
                piece("orders-2")?,
                piece("orders-3")?,
            ],
            product: [
                piece("product-0")?,
                piece("product-1")?,
                piece("product-2")?,
                piece("product-3")?,
            ],
            picture: piece("picture-0")?,
        })
    }
}
