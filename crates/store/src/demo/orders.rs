//! A year of orders: who orders what is left to chance, what becomes of it is told by [`tale`](super::tale).

use super::{
    Given,
    dice::{Dice, due},
    goods::Product,
    people::Shopper,
    pinned::PINS,
    shops::{HOMES, Shop, World},
    tale::{Aim, Cast, Plan, Tale, tell},
};
use crate::{
    Arg, Error, Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
use domain::{AccountId, ArtworkId, OrderNumber, Timestamp, catalogue::Chosen};
use serde::Serialize;
use std::collections::HashMap;

/// One order with all that is written about it.
pub(super) struct Told<'a> {
    pub(super) number: OrderNumber,
    pub(super) shop: &'a Shop,
    pub(super) orderer: &'a Shopper,
    pub(super) beneficiary: Option<AccountId>,
    pub(super) from: Option<OrderNumber>,
    pub(super) placed_at: Timestamp,
    pub(super) purchase_order: String,
    pub(super) delivery: String,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) tale: Tale,
}

#[derive(Clone)]
pub(super) struct Line<'a> {
    pub(super) product: &'a Product,
    pub(super) quantity: u32,
    pub(super) chosen: Vec<Chosen>,
    pub(super) price: i64,
    pub(super) reference: &'static str,
    pub(super) artwork: Option<ArtworkId>,
}

#[derive(sqlx_macros::FromRow)]
struct Numbered {
    id: i64,
    number: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Placed {
    id: i64,
    order_id: i64,
    position: i64,
}

const REFERENCES: &[&str] = &[
    "",
    "",
    "",
    "Spring campaign",
    "Trade fair Utrecht",
    "New colleagues",
    "Open day",
    "Reprint, as last time",
    "For the Hamburg office",
    "Summer party",
    "Annual meeting",
    "Shop window",
    "Second edition",
    "Welcome packs",
];

pub(super) async fn write(
    tx: &mut Tx,
    world: &World,
    given: &Given,
    dice: &mut Dice,
    now: Timestamp,
) -> Result<()> {
    let mut told = Vec::new();
    for shop in &world.shops {
        let files = write_artwork(tx, shop, given, now).await?;
        tell_year(world, shop, &files, given, dice, now, &mut told);
    }
    write_orders(tx, &told).await
}

/// The files, as each storefront keeps its own record of them.
async fn write_artwork(
    tx: &mut Tx,
    shop: &Shop,
    given: &Given,
    now: Timestamp,
) -> Result<Vec<ArtworkId>> {
    let mut ids = Vec::new();
    for file in &given.artwork {
        let id = sql("insert into artwork
             (storefront_id, sha256, bytes, file_name, pages, sizes, thumbnail_width, thumbnail_height, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id")
        .bind(shop.id)
        .bind(&file.sha256[..])
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.file_name)
        .bind(file.pages)
        .bind(json(&file.sizes)?)
        .bind(file.thumbnail_width)
        .bind(file.thumbnail_height)
        .bind(now.plus(-366 * Timestamp::DAY))
        .int(tx)
        .await?;
        ids.push(ArtworkId(id));
    }
    Ok(ids)
}

fn tell_year<'a>(
    world: &'a World,
    shop: &'a Shop,
    files: &[ArtworkId],
    given: &Given,
    dice: &mut Dice,
    now: Timestamp,
    told: &mut Vec<Told<'a>>,
) {
    let mut plans: Vec<(Timestamp, Aim, Option<&Shopper>)> = Vec::new();
    for _ in 0..shop.of.orders {
        // The root of an even spread: the shop grew over the year.
        let grown = dice.number(0, 365 * 365).isqrt();
        plans.push((dice.days_ago(now, 365 - grown), Aim::Free, None));
    }
    for pin in PINS.iter().filter(|pin| pin.storefront == shop.of.slug) {
        let who = shop
            .shoppers
            .iter()
            .find(|shopper| shopper.email == pin.who);
        plans.push((dice.days_ago(now, pin.days), pin.aim, who));
    }
    plans.sort_by_key(|(at, ..)| *at);
    let mut last: HashMap<&str, (OrderNumber, Vec<Line<'a>>)> = HashMap::new();
    for (placed_at, aim, who) in plans {
        // The role accounts stand first: what a newcomer signs in as has most to look at.
        let Some(orderer) = who.or_else(|| dice.early(&shop.shoppers)) else {
            continue;
        };
        let Some(cast) = cast(world, shop, orderer, dice) else {
            continue;
        };
        let again = last
            .get(orderer.email.as_str())
            .filter(|_| aim == Aim::Free && dice.chance(12))
            .cloned();
        let (from, lines) = match again {
            Some((from, lines)) => (Some(from), lines),
            None => (None, lines(shop, orderer, aim, files, given, dice)),
        };
        let plans: Vec<Plan> = lines
            .iter()
            .map(|line| Plan {
                supplier: line.product.supplier,
                days: line.product.of.days,
                has_artwork: line.artwork.is_some(),
            })
            .collect();
        let tale = tell(dice, &cast, &plans, placed_at, from, aim, now);
        let number = OrderNumber(dice.number(10_000_000, 99_999_999));
        last.insert(&orderer.email, (number, lines.clone()));
        told.push(Told {
            number,
            shop,
            orderer,
            beneficiary: beneficiary(shop, orderer, aim, dice),
            from,
            placed_at,
            purchase_order: purchase_order(orderer, dice),
            delivery: delivery(shop, orderer, dice),
            lines,
            tale,
        });
    }
}

/// Who acts on an order of this person.
fn cast<'a>(
    world: &'a World,
    shop: &'a Shop,
    orderer: &'a Shopper,
    dice: &mut Dice,
) -> Option<Cast<'a>> {
    let by = |email: &str| {
        world
            .accounts
            .iter()
            .find(|(known, ..)| known == email)
            .map(|(_, id, name)| (*id, *name))
    };
    let deciders: Vec<&Shopper> = shop
        .shoppers
        .iter()
        .filter(|one| {
            one.decides && one.company == orderer.company && one.account != orderer.account
        })
        .collect();
    // Somebody of the department rather than of the company.
    let near: Vec<&Shopper> = deciders
        .iter()
        .copied()
        .filter(|one| one.department == orderer.department)
        .collect();
    let decider = dice
        .pick(if near.is_empty() { &deciders } else { &near })
        .copied();
    Some(Cast {
        orderer,
        decider: decider
            .and_then(|one| Some((one.account?, one.name.as_str())))
            .or_else(|| by(shop.of.office)),
        floor: by(shop.of.floor)?,
        office: by(shop.of.office)?,
        supplier: by("supplier@corporate.test")?,
        suppliers: &world.suppliers,
        approval: shop.of.approval,
        may_hold: shop.of.slug == "printshop",
    })
}

fn lines<'a>(
    shop: &'a Shop,
    orderer: &Shopper,
    aim: Aim,
    files: &[ArtworkId],
    given: &Given,
    dice: &mut Dice,
) -> Vec<Line<'a>> {
    let supplied = matches!(aim, Aim::WithSupplier | Aim::Produced);
    let floor = matches!(aim, Aim::Blocked | Aim::InProduction | Aim::Ready);
    let sold: Vec<&Product> = shop
        .products
        .iter()
        .filter(|product| product.is_for(orderer.company, orderer.department))
        // Only what the one supplier with an account makes is pinned with it.
        .filter(|product| !supplied || product.of.supplier == Some(0))
        .filter(|product| !floor || product.of.artwork == domain::catalogue::ArtworkNeed::Required)
        .collect();
    let count = match dice.number(1, 100) {
        _ if supplied => 1,
        ..=60 => 1,
        61..=88 => 2,
        _ => 3,
    };
    let mut lines: Vec<Line<'a>> = Vec::new();
    for _ in 0..count {
        let Some(product) = dice.early(&sold).copied() else {
            break;
        };
        if lines.iter().all(|line| line.product.id != product.id) {
            lines.extend(line(shop, product, files, given, dice));
        }
    }
    lines
}

fn line<'a>(
    shop: &Shop,
    product: &'a Product,
    files: &[ArtworkId],
    given: &Given,
    dice: &mut Dice,
) -> Option<Line<'a>> {
    let quantity = *dice.early(product.of.usual)?;
    let chosen: Vec<Chosen> = product
        .configuration
        .options
        .iter()
        .filter_map(|option| {
            let choice = dice.early(&option.choices)?;
            Some(Chosen {
                option: option.name.clone(),
                choice: choice.name.clone(),
            })
        })
        .collect();
    let price = product
        .configuration
        .price(quantity, &chosen, shop.of.currency)
        .ok()?;
    let fitting: Vec<ArtworkId> = given
        .artwork
        .iter()
        .zip(files)
        .filter(|(file, _)| {
            file.motif == product.of.motif
                && product.of.artwork != domain::catalogue::ArtworkNeed::None
        })
        .map(|(_, id)| *id)
        .collect();
    Some(Line {
        product,
        quantity,
        chosen,
        price: price.total.minor,
        reference: dice.pick(REFERENCES).copied().unwrap_or_default(),
        artwork: dice.pick(&fitting).copied(),
    })
}

/// Somebody of the same company, for whom it is ordered.
fn beneficiary(shop: &Shop, orderer: &Shopper, aim: Aim, dice: &mut Dice) -> Option<AccountId> {
    if shop.of.slug != "corporate" || aim != Aim::Free || !dice.chance(15) {
        return None;
    }
    let colleagues: Vec<&Shopper> = shop
        .shoppers
        .iter()
        .filter(|one| {
            one.company == orderer.company
                && one.department == orderer.department
                && !one.role_account
        })
        .collect();
    dice.pick(&colleagues)
        .and_then(|one| one.account)
        .filter(|one| Some(*one) != orderer.account)
}

fn purchase_order(orderer: &Shopper, dice: &mut Dice) -> String {
    if orderer.company.is_some() && dice.chance(60) {
        format!("PO {}", dice.number(40_100, 49_900))
    } else {
        String::new()
    }
}

fn delivery(shop: &Shop, orderer: &Shopper, dice: &mut Dice) -> String {
    let company = shop
        .companies
        .iter()
        .find(|company| Some(company.id) == orderer.company);
    let own = HOMES.get(orderer.home).or(HOMES.first());
    let address = company
        .and_then(|company| dice.early(company.of.addresses()))
        .or(own);
    address.map_or_else(String::new, |address| address.json(&orderer.name))
}

pub(super) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("json", error.to_string()))
}

async fn write_orders(tx: &mut Tx, told: &[Told<'_>]) -> Result<()> {
    let mut batch = Batch::new(
        "insert into orders
         (number, storefront_id, company_id, department_id, account_id, beneficiary_id, contact_name, contact_email,
          state, total, currency, purchase_order, delivery, search, once, placed_at, updated_at, version)",
    );
    for one in told {
        batch.row(one.order_row());
    }
    let rows: Vec<Numbered> = batch.returning(tx, "id, number").await?;
    let ids: HashMap<i64, i64> = rows.into_iter().map(|row| (row.number, row.id)).collect();
    let id_of = |number: OrderNumber| ids.get(&number.0).copied().unwrap_or_default();

    let mut batch = Batch::new(
        "insert into jobs
         (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price, reference, state,
          due_at, supplier_id, awarded_at, block_reason, artwork_id, artwork_version, version)",
    );
    for one in told {
        for row in one.job_rows(id_of(one.number))? {
            batch.row(row);
        }
    }
    let rows: Vec<Placed> = batch.returning(tx, "id, order_id, position").await?;
    let jobs: HashMap<(i64, i64), i64> = rows
        .into_iter()
        .map(|row| ((row.order_id, row.position), row.id))
        .collect();
    super::records::write(tx, told, &id_of, &jobs).await
}

impl Told<'_> {
    fn order_row(&self) -> Vec<Arg> {
        let company = self
            .shop
            .companies
            .iter()
            .find(|company| Some(company.id) == self.orderer.company);
        let mut search = vec![
            self.number.to_string(),
            self.orderer.name.clone(),
            self.orderer.email.clone(),
        ];
        search.extend(company.map(|company| company.of.name.to_owned()));
        search.extend(
            self.lines
                .iter()
                .flat_map(|line| [line.product.name.to_owned(), line.reference.to_owned()]),
        );
        search.push(self.purchase_order.clone());
        search.retain(|word| !word.is_empty());
        let live = |(line, fate): (&Line<'_>, &super::tale::Fate)| {
            let lost = matches!(
                fate.state,
                domain::production::JobState::Rejected | domain::production::JobState::Cancelled
            );
            (!lost || self.tale.state.is_over()).then_some(line.price)
        };
        let total: i64 = self
            .lines
            .iter()
            .zip(&self.tale.jobs)
            .filter_map(live)
            .sum();
        row![
            self.number,
            self.shop.id,
            self.orderer.company,
            self.orderer.department,
            self.orderer.account,
            self.beneficiary,
            self.orderer.name.as_str(),
            self.orderer.email.as_str(),
            self.tale.state.key(),
            total,
            self.shop.of.currency.code(),
            self.purchase_order.as_str(),
            self.delivery.as_str(),
            search.join(" ").to_lowercase(),
            format!("demo-{}", self.number.0),
            self.placed_at,
            self.tale.updated_at,
            self.tale.version,
        ]
    }

    fn job_rows(&self, order: i64) -> Result<Vec<Vec<Arg>>> {
        let rows = self.lines.iter().zip(&self.tale.jobs).zip(1_i64..);
        rows.map(|((line, fate), position)| {
            Ok(row![
                order,
                self.shop.id,
                position,
                line.product.id,
                line.product.name,
                line.quantity,
                json(&line.chosen)?,
                line.price,
                line.reference,
                fate.state.key(),
                due(self.placed_at, line.product.of.days),
                fate.supplier,
                fate.awarded_at,
                fate.block_reason,
                line.artwork,
                if fate.artwork_replaced_at.is_some() {
                    2_i64
                } else {
                    1
                },
                fate.version,
            ])
        })
        .collect()
    }
}
