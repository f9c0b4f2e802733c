//! Which storefront sells what, to whom.

use super::{
    range::{self, Thing},
    shops::{Shop, World},
};
use crate::{
    Error, Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
use domain::{
    CompanyId, DepartmentId, ProductId, SupplierId,
    catalogue::{ArtworkNeed, Configuration, Configured, Datum, PrintedField},
};
use serde::Serialize;

/// A product as it is sold.
#[derive(Debug)]
pub(super) struct Product {
    pub(super) id: ProductId,
    pub(super) name: &'static str,
    pub(super) of: &'static Thing,
    pub(super) configuration: Configuration,
    company: Option<CompanyId>,
    department: Option<DepartmentId>,
    pub(super) supplier: Option<SupplierId>,
}

impl Product {
    /// Whether it is sold to somebody of this company and department.
    pub(super) fn is_for(
        &self,
        company: Option<CompanyId>,
        department: Option<DepartmentId>,
    ) -> bool {
        (self.company.is_none() || self.company == company)
            && (self.department.is_none() || self.department == department)
    }
}

/// Whom a product is limited to: a company, and a department of it.
type Only = Option<(&'static str, Option<&'static str>)>;

/// One line of a storefront's list: picture, slug and name where they are not those of the range.
#[derive(Debug)]
struct Item(&'static str, Option<(&'static str, &'static str)>, Only);

const fn plain(picture: &'static str) -> Item {
    Item(picture, None, None)
}

const fn own(picture: &'static str, slug: &'static str, name: &'static str, only: Only) -> Item {
    Item(picture, Some((slug, name)), only)
}

const BRIGHTWATER: &str = "Brightwater Energy";
const CASTELLAN: &str = "Castellan Hotels";
const FOXGLOVE: &str = "Foxglove Publishing";

const LISTS: &[(&str, &[Item])] = &[
    (
        "storefront",
        &[
            plain("business-cards"),
            plain("flyers"),
            plain("posters"),
            plain("brochures"),
            plain("stickers"),
            plain("postcards"),
            plain("letterheads"),
            plain("envelopes"),
            plain("banners"),
            plain("roll-ups"),
            plain("booklets"),
            plain("folders"),
            plain("labels"),
            plain("menus"),
            plain("calendars"),
            plain("stamps"),
            own(
                "notebooks",
                "studio-notebooks",
                "Studio notebooks",
                Some(("Lindgren & Partners", Some("Studio"))),
            ),
        ],
    ),
    (
        "corporate",
        &[
            plain("business-cards"),
            plain("letterheads"),
            plain("envelopes"),
            plain("flyers"),
            own(
                "brochures",
                "annual-report",
                "Annual report",
                Some((BRIGHTWATER, None)),
            ),
            plain("booklets"),
            own(
                "roll-ups",
                "campaign-roll-ups",
                "Campaign roll-ups",
                Some((BRIGHTWATER, Some("Marketing"))),
            ),
            own(
                "postcards",
                "campaign-postcards",
                "Campaign postcards",
                Some((BRIGHTWATER, Some("Marketing"))),
            ),
            own(
                "folders",
                "sales-folders",
                "Sales folders",
                Some((BRIGHTWATER, Some("Sales"))),
            ),
            own(
                "posters",
                "safety-posters",
                "Safety posters",
                Some((BRIGHTWATER, Some("Operations"))),
            ),
            own(
                "labels",
                "equipment-labels",
                "Equipment labels",
                Some((BRIGHTWATER, Some("Operations"))),
            ),
            own(
                "menus",
                "room-service-menus",
                "Room service menus",
                Some((CASTELLAN, None)),
            ),
            own(
                "notebooks",
                "guest-notebooks",
                "Guest notebooks",
                Some((CASTELLAN, None)),
            ),
            plain("banners"),
            plain("notebooks"),
            plain("mugs"),
            plain("tote-bags"),
            plain("stamps"),
        ],
    ),
    (
        "printshop",
        &[
            plain("business-cards"),
            plain("flyers"),
            plain("posters"),
            plain("booklets"),
            plain("brochures"),
            plain("postcards"),
            plain("letterheads"),
            plain("envelopes"),
            plain("folders"),
            plain("calendars"),
            plain("banners"),
            plain("labels"),
            own(
                "booklets",
                "reading-copies",
                "Reading copies",
                Some((FOXGLOVE, Some("Editorial"))),
            ),
            own(
                "roll-ups",
                "book-fair-roll-ups",
                "Book fair roll-ups",
                Some((FOXGLOVE, Some("Publicity"))),
            ),
            own(
                "booklets",
                "term-programmes",
                "Term programmes",
                Some(("St. Alban's School", None)),
            ),
            plain("stamps"),
        ],
    ),
    (
        "configurator",
        &[
            plain("mugs"),
            plain("t-shirts"),
            plain("tote-bags"),
            plain("stickers"),
            plain("notebooks"),
            plain("posters"),
            plain("calendars"),
            plain("postcards"),
            plain("labels"),
            plain("stamps"),
            plain("banners"),
            plain("menus"),
        ],
    ),
    (
        "market",
        &[
            plain("business-cards"),
            plain("postcards"),
            plain("stickers"),
            plain("posters"),
            plain("flyers"),
            plain("calendars"),
            plain("mugs"),
            plain("tote-bags"),
            plain("t-shirts"),
            plain("notebooks"),
            plain("labels"),
            plain("stamps"),
            plain("menus"),
            plain("banners"),
        ],
    ),
];

pub(super) async fn write(tx: &mut Tx, world: &mut World) -> Result<()> {
    let mut companies = Batch::new("insert into product_companies (product_id, company_id)");
    let mut departments = Batch::new("insert into product_departments (product_id, department_id)");
    for shop in &mut world.shops {
        let items = LISTS
            .iter()
            .find(|(slug, _)| *slug == shop.of.slug)
            .map_or(&[][..], |(_, items)| items);
        for (position, item) in items.iter().enumerate() {
            let Some(product) = write_product(tx, shop, &world.suppliers, item, position).await?
            else {
                continue;
            };
            if let Some(company) = product.company {
                companies.row(row![product.id, company]);
            }
            if let Some(department) = product.department {
                departments.row(row![product.id, department]);
            }
            shop.products.push(product);
        }
    }
    companies.run(tx).await?;
    departments.run(tx).await?;
    write_publication_type(tx).await
}

/// A folder of what is its company's already, so that nobody is offered less for it.
async fn write_publication_type(tx: &mut Tx) -> Result<()> {
    sql(
        "insert into publication_types (storefront_id, company_id, name)
         select c.storefront_id, c.id, 'Readings and fairs' from companies c where c.name = $1",
    )
    .bind(FOXGLOVE)
    .run(tx)
    .await?;
    sql(
        "update products set publication_type_id = (select min(t.id) from publication_types t)
         where slug in ('reading-copies', 'book-fair-roll-ups')",
    )
    .run(tx)
    .await?;
    Ok(())
}

/// The one product that is printed from an image of the shop's albums. Nobody of the past has ordered
/// it: there were no albums.
pub(super) async fn write_from_albums(tx: &mut Tx, world: &World, shop: &Shop) -> Result<()> {
    let item = own("postcards", "picture-postcards", "Picture postcards", None);
    let position = shop.products.len();
    if let Some(product) = write_product(tx, shop, &world.suppliers, &item, position).await? {
        sql("update products set artwork = $2 where id = $1")
            .bind(product.id)
            .bind(ArtworkNeed::Album.key())
            .run(tx)
            .await?;
    }
    Ok(())
}

/// The one product that is a form: cards with the data of whoever they are for. Nobody of the past has
/// ordered it either.
pub(super) async fn write_printed(tx: &mut Tx, world: &World) -> Result<()> {
    let mut shops = world.shops.iter();
    let Some(shop) = shops.find(|shop| shop.of.slug == "corporate") else {
        return Ok(());
    };
    let item = own("business-cards", "name-cards", "Name cards", None);
    let position = shop.products.len();
    if let Some(product) = write_product(tx, shop, &world.suppliers, &item, position).await? {
        let configured = Configured {
            configuration: product.configuration,
            printed: on_name_cards(),
        };
        sql("update products set configuration = $2, artwork = $3 where id = $1")
            .bind(product.id)
            .bind(json(&configured)?)
            .bind(ArtworkNeed::None.key())
            .run(tx)
            .await?;
    }
    Ok(())
}

fn on_name_cards() -> Vec<PrintedField> {
    let fields = [
        ("Name", 40, Some(Datum::Name)),
        ("Job title", 60, None),
        ("Department", 60, Some(Datum::Department)),
        ("Company", 60, Some(Datum::Company)),
        ("Phone", 30, Some(Datum::Phone)),
        ("Email", 60, Some(Datum::Email)),
    ];
    let field = |(label, most, source): (&str, u32, Option<Datum>)| PrintedField {
        label: label.to_owned(),
        required: source == Some(Datum::Name),
        most,
        source,
    };
    fields.into_iter().map(field).collect()
}

fn json(configuration: &impl Serialize) -> Result<String> {
    serde_json::to_string(configuration)
        .map_err(|error| Error::unreadable("configuration", error.to_string()))
}

async fn write_product(
    tx: &mut Tx,
    shop: &Shop,
    suppliers: &[(SupplierId, &str)],
    Item(picture, named, only): &Item,
    position: usize,
) -> Result<Option<Product>> {
    let Some(of) = range::all().find(|thing| thing.picture == *picture) else {
        return Ok(None);
    };
    let (slug, name) = named.unwrap_or((of.picture, of.name));
    let company =
        only.and_then(|(company, _)| shop.companies.iter().find(|one| one.of.name == company));
    let department = only
        .and_then(|(_, department)| department)
        .and_then(|department| {
            company?
                .departments
                .iter()
                .find(|(_, one)| *one == department)
                .map(|(id, _)| *id)
        });
    let company = company.map(|company| company.id);
    let supplier = of
        .supplier
        .and_then(|place| suppliers.get(place))
        .map(|(id, _)| *id);
    let configuration = of.configuration();
    let id = sql("insert into products
         (storefront_id, slug, name, category, summary, description, picture, configuration, artwork,
          production_days, for_all_companies, for_all_departments, default_supplier_id, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id")
    .bind(shop.id)
    .bind(slug)
    .bind(name)
    .bind(of.category)
    .bind(of.summary)
    .bind(of.description)
    .bind(of.picture)
    .bind(json(&configuration)?)
    .bind(of.artwork.key())
    .bind(of.days)
    .bind(company.is_none())
    .bind(department.is_none())
    .bind(supplier)
    .bind(i64::try_from(position).unwrap_or_default())
    .int(tx)
    .await?;
    Ok(Some(Product {
        id: ProductId(id),
        name,
        of,
        configuration,
        company,
        department,
        supplier,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_of_the_range_and_has_a_price() {
        for (storefront, items) in LISTS {
            assert!(items.len() >= 12, "{storefront}");
            for Item(picture, ..) in *items {
                let thing = range::all().find(|thing| thing.picture == *picture);
                let thing = thing.unwrap_or_else(|| unreachable!("{picture} is not in the range"));
                for usual in thing.usual {
                    let price = thing
                        .configuration()
                        .price(*usual, &[], domain::Currency::Eur);
                    assert!(
                        price.is_ok_and(|price| price.total.minor > 0),
                        "{usual} {picture}"
                    );
                }
            }
        }
    }

    #[test]
    fn twenty_things_are_all_sold() {
        assert_eq!(range::all().count(), 20);
        for thing in range::all() {
            assert!(LISTS.iter().any(|(_, items)| {
                items
                    .iter()
                    .any(|Item(picture, ..)| *picture == thing.picture)
            }));
        }
    }
}
