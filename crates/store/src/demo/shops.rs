//! The storefronts of the demo, with their companies, departments, suppliers and addresses.

use super::{Person, goods::Product, people::Shopper};
use crate::{
    Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
use access::Pack;
use domain::{
    AccountId, CompanyId, Currency, DepartmentId, PrintLocationId, StorefrontId, SupplierId,
};

/// What is written by now, for what is written next.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) shops: Vec<Shop>,
    pub(super) suppliers: Vec<(SupplierId, &'static str)>,
    pub(super) print_location: Option<PrintLocationId>,
    pub(super) signs_in: Vec<Person>,
    /// Of everybody with a role account, by address.
    pub(super) accounts: Vec<(String, AccountId, &'static str)>,
}

#[derive(Debug)]
pub(super) struct Shop {
    pub(super) id: StorefrontId,
    pub(super) of: &'static ShopOf,
    pub(super) companies: Vec<Company>,
    pub(super) shoppers: Vec<Shopper>,
    pub(super) products: Vec<Product>,
}

#[derive(Debug)]
pub(super) struct Company {
    pub(super) id: CompanyId,
    pub(super) of: &'static CompanyOf,
    pub(super) departments: Vec<(DepartmentId, &'static str)>,
}

#[derive(Debug)]
pub(super) struct ShopOf {
    pub(super) slug: &'static str,
    name: &'static str,
    tagline: &'static str,
    public: bool,
    pub(super) pack: Pack,
    pub(super) currency: Currency,
    pub(super) approval: bool,
    companies: &'static [CompanyOf],
    /// How many orders of the past year.
    pub(super) orders: i64,
    /// Who moves its jobs, and who sends them to suppliers.
    pub(super) floor: &'static str,
    pub(super) office: &'static str,
}

#[derive(Debug)]
pub(super) struct CompanyOf {
    pub(super) name: &'static str,
    /// Of the addresses of its people.
    pub(super) domain: &'static str,
    departments: &'static [&'static str],
    addresses: &'static [AddressOf],
}

/// Where things are delivered to; the department is the one that it is limited to.
#[derive(Debug)]
pub(super) struct AddressOf {
    label: &'static str,
    recipient: &'static str,
    line1: &'static str,
    line2: &'static str,
    postcode: &'static str,
    city: &'static str,
    country: &'static str,
    department: Option<&'static str>,
}

const fn address(
    label: &'static str,
    recipient: &'static str,
    line1: &'static str,
    postcode: &'static str,
    city: &'static str,
    country: &'static str,
) -> AddressOf {
    AddressOf {
        label,
        recipient,
        line1,
        line2: "",
        postcode,
        city,
        country,
        department: None,
    }
}

impl AddressOf {
    const fn within(self, line2: &'static str) -> Self {
        Self { line2, ..self }
    }

    const fn only(self, department: &'static str) -> Self {
        Self {
            department: Some(department),
            ..self
        }
    }

    /// As an order keeps it.
    pub(super) fn json(&self, recipient: &str) -> String {
        serde_json::json!({
            "recipient": recipient,
            "line1": self.line1,
            "line2": self.line2,
            "postcode": self.postcode,
            "city": self.city,
            "country": self.country,
        })
        .to_string()
    }
}

impl CompanyOf {
    pub(super) const fn addresses(&self) -> &'static [AddressOf] {
        self.addresses
    }
}

const SHOPS: &[ShopOf] = &[
    ShopOf {
        slug: "storefront",
        name: "Harbour Print",
        tagline: "Ink, paper and a quick turn-round since 1962",
        public: true,
        pack: Pack::Storefront,
        currency: Currency::Eur,
        approval: true,
        companies: &[CompanyOf {
            name: "Lindgren & Partners",
            domain: "lindgren.example",
            departments: &["Studio", "Office"],
            addresses: &[
                address(
                    "Studio",
                    "Lindgren & Partners",
                    "Kaivokatu 8",
                    "00100",
                    "Helsinki",
                    "Finland",
                )
                .within("3rd floor"),
                address(
                    "Front desk",
                    "Lindgren & Partners",
                    "Kaivokatu 8",
                    "00100",
                    "Helsinki",
                    "Finland",
                )
                .only("Office"),
            ],
        }],
        orders: 82,
        floor: "job-controller@storefront.test",
        office: "storefront-admin@storefront.test",
    },
    ShopOf {
        slug: "corporate",
        name: "Meridian Brand Centre",
        tagline: "Everything your company prints, in one place",
        public: false,
        pack: Pack::Corporate,
        currency: Currency::Eur,
        approval: true,
        companies: &[
            CompanyOf {
                name: "Brightwater Energy",
                domain: "brightwater.example",
                departments: &["Marketing", "Sales", "Operations"],
                addresses: &[
                    address(
                        "Head office",
                        "Brightwater Energy",
                        "Maasboulevard 120",
                        "3063 NS",
                        "Rotterdam",
                        "Netherlands",
                    ),
                    address(
                        "Marketing studio",
                        "Brightwater Energy",
                        "Wijnhaven 44",
                        "3011 WR",
                        "Rotterdam",
                        "Netherlands",
                    )
                    .within("Goods entrance")
                    .only("Marketing"),
                    address(
                        "Sales office",
                        "Brightwater Energy",
                        "Keizersgracht 311",
                        "1016 ED",
                        "Amsterdam",
                        "Netherlands",
                    )
                    .only("Sales"),
                    address(
                        "Wind park stores",
                        "Brightwater Energy",
                        "Havenweg 3",
                        "8861 XA",
                        "Harlingen",
                        "Netherlands",
                    )
                    .within("Gate 2")
                    .only("Operations"),
                ],
            },
            CompanyOf {
                name: "Castellan Hotels",
                domain: "castellan.example",
                departments: &[],
                addresses: &[
                    address(
                        "Reception",
                        "Castellan Hotels",
                        "Rua do Alecrim 27",
                        "1200-014",
                        "Lisbon",
                        "Portugal",
                    ),
                    address(
                        "Porto house",
                        "Castellan Hotels",
                        "Rua das Flores 139",
                        "4050-265",
                        "Porto",
                        "Portugal",
                    ),
                ],
            },
        ],
        orders: 128,
        floor: "job-controller@storefront.test",
        office: "junior-admin@corporate.test",
    },
    ShopOf {
        slug: "printshop",
        name: "Inkwell & Sons",
        tagline: "Your print room, a few streets away",
        public: false,
        pack: Pack::Printshop,
        currency: Currency::Gbp,
        approval: true,
        companies: &[
            CompanyOf {
                name: "Foxglove Publishing",
                domain: "foxglove.example",
                departments: &["Editorial", "Publicity"],
                addresses: &[
                    address(
                        "Bedford Row",
                        "Foxglove Publishing",
                        "18 Bedford Row",
                        "WC1R 4EB",
                        "London",
                        "United Kingdom",
                    ),
                    address(
                        "Warehouse",
                        "Foxglove Publishing",
                        "Unit 6, Mill Lane",
                        "OX14 3NB",
                        "Abingdon",
                        "United Kingdom",
                    )
                    .only("Publicity"),
                ],
            },
            CompanyOf {
                name: "St. Alban's School",
                domain: "st-albans-school.example",
                departments: &[],
                addresses: &[address(
                    "School office",
                    "St. Alban's School",
                    "Abbey Gateway",
                    "AL3 4HB",
                    "St Albans",
                    "United Kingdom",
                )],
            },
        ],
        orders: 92,
        floor: "operator@printshop.test",
        office: "administrator@printshop.test",
    },
    ShopOf {
        slug: "configurator",
        name: "Made to Measure",
        tagline: "Designed by your shoppers, made by us",
        public: false,
        pack: Pack::Configurator,
        currency: Currency::Usd,
        approval: false,
        companies: &[],
        orders: 26,
        floor: "administrator@configurator.test",
        office: "administrator@configurator.test",
    },
    ShopOf {
        slug: "market",
        name: "The Paper Market",
        tagline: "Good print for everybody, no account needed to look",
        public: true,
        pack: Pack::Printshop,
        currency: Currency::Eur,
        approval: false,
        companies: &[],
        orders: 54,
        floor: "junior-admin@corporate.test",
        office: "junior-admin@corporate.test",
    },
];

/// Where people without a company have things sent.
pub(super) const HOMES: &[AddressOf] = &[
    address("Home", "", "Skippergatan 4", "65100", "Vaasa", "Finland"),
    address(
        "Home",
        "",
        "Prinsengracht 702",
        "1017 KZ",
        "Amsterdam",
        "Netherlands",
    ),
    address(
        "Home",
        "",
        "Rue de la Roquette 55",
        "75011",
        "Paris",
        "France",
    ),
    address(
        "Home",
        "",
        "Oranienstraße 183",
        "10999",
        "Berlin",
        "Germany",
    )
    .within("Hinterhof"),
    address("Home", "", "Via Mazzini 12", "40137", "Bologna", "Italy"),
    address("Home", "", "Calle Mayor 31", "50001", "Zaragoza", "Spain"),
    address(
        "Home",
        "",
        "27 Cowley Road",
        "OX4 1HP",
        "Oxford",
        "United Kingdom",
    ),
    address(
        "Home",
        "",
        "Vesterbrogade 96",
        "1620",
        "Copenhagen",
        "Denmark",
    ),
];

/// Firms that produce for the shop. The last is only recorded.
const SUPPLIERS: &[(&str, &str, bool)] = &[
    (
        "Northgate Bindery",
        "orders@northgate-bindery.example",
        true,
    ),
    (
        "Delta Large Format",
        "jobs@delta-large-format.example",
        true,
    ),
    ("Old Mill Letterpress", "press@old-mill.example", false),
];

pub(super) async fn write(tx: &mut Tx) -> Result<World> {
    let mut world = World::default();
    for (name, email, active) in SUPPLIERS {
        let id =
            sql("insert into suppliers (name, email, active) values ($1, $2, $3) returning id")
                .bind(*name)
                .bind(*email)
                .bind(*active)
                .int(tx)
                .await?;
        world.suppliers.push((SupplierId(id), name));
    }
    for of in SHOPS {
        let id = sql(
            "insert into storefronts (slug, name, tagline, public, pack, currency, approval)
             values ($1, $2, $3, $4, $5, $6, $7) returning id",
        )
        .bind(of.slug)
        .bind(of.name)
        .bind(of.tagline)
        .bind(of.public)
        .bind(of.pack.key())
        .bind(of.currency.code())
        .bind(of.approval)
        .int(tx)
        .await?;
        let id = StorefrontId(id);
        let mut companies = Vec::new();
        for company in of.companies {
            companies.push(write_company(tx, id, company).await?);
        }
        world.shops.push(Shop {
            id,
            of,
            companies,
            shoppers: Vec::new(),
            products: Vec::new(),
        });
    }
    if let Some(first) = world.shops.first() {
        let id =
            sql("insert into print_locations (storefront_id, name) values ($1, $2) returning id")
                .bind(first.id)
                .bind("Quayside plant")
                .int(tx)
                .await?;
        world.print_location = Some(PrintLocationId(id));
    }
    Ok(world)
}

async fn write_company(
    tx: &mut Tx,
    storefront: StorefrontId,
    of: &'static CompanyOf,
) -> Result<Company> {
    let id = sql("insert into companies (storefront_id, name) values ($1, $2) returning id")
        .bind(storefront)
        .bind(of.name)
        .int(tx)
        .await?;
    let mut departments = Vec::new();
    for name in of.departments {
        let department =
            sql("insert into departments (company_id, name) values ($1, $2) returning id")
                .bind(id)
                .bind(*name)
                .int(tx)
                .await?;
        departments.push((DepartmentId(department), *name));
    }
    if of.name == CHARGES {
        write_cost_centres(tx, id, &departments).await?;
    }
    Ok(Company {
        id: CompanyId(id),
        of,
        departments,
    })
}

/// The company whose people may say what an order is charged to, and what that can be; the department is
/// the one that it is limited to.
const CHARGES: &str = "Brightwater Energy";
const COST_CENTRES: &[(&str, &str, Option<&str>)] = &[
    ("1000", "Brightwater as a whole", None),
    ("4100", "Campaigns", Some("Marketing")),
    ("4200", "Key accounts", Some("Sales")),
];

async fn write_cost_centres(
    tx: &mut Tx,
    company: i64,
    departments: &[(DepartmentId, &str)],
) -> Result<()> {
    sql("update companies set ask_cost_centre = 'optional' where id = $1")
        .bind(company)
        .run(tx)
        .await?;
    for (code, name, only) in COST_CENTRES {
        let id = sql(
            "insert into cost_centres (company_id, code, name, for_all_departments)
             values ($1, $2, $3, $4) returning id",
        )
        .bind(company)
        .bind(*code)
        .bind(*name)
        .bind(only.is_none())
        .int(tx)
        .await?;
        for (department, _) in departments.iter().filter(|(_, one)| Some(*one) == *only) {
            sql("insert into cost_centre_departments (cost_centre_id, department_id) values ($1, $2)")
                .bind(id)
                .bind(*department)
                .run(tx)
                .await?;
        }
    }
    Ok(())
}

/// The companies' addresses, and a home for everybody who orders without one and for who also
/// orders for themselves.
pub(super) async fn write_addresses(tx: &mut Tx, world: &mut World) -> Result<()> {
    const INTO: &str = "insert into addresses
        (storefront_id, company_id, account_id, label, recipient, line1, line2, postcode, city, country, for_all_departments)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id";
    let mut limits = Batch::new("insert into address_departments (address_id, department_id)");
    for shop in &world.shops {
        for company in &shop.companies {
            for one in company.of.addresses {
                let id = sql(INTO)
                    .bind(shop.id)
                    .bind(company.id)
                    .bind(None::<i64>)
                    .bind(one.label)
                    .bind(one.recipient)
                    .bind(one.line1)
                    .bind(one.line2)
                    .bind(one.postcode)
                    .bind(one.city)
                    .bind(one.country)
                    .bind(one.department.is_none())
                    .int(tx)
                    .await?;
                let only = company
                    .departments
                    .iter()
                    .find(|(_, name)| Some(*name) == one.department);
                if let Some((department, _)) = only {
                    limits.row(row![id, *department]);
                }
            }
        }
        for shopper in shop
            .shoppers
            .iter()
            .filter(|shopper| shopper.company.is_none() || shopper.role_account)
        {
            let (Some(account), Some(home)) = (shopper.account, HOMES.get(shopper.home)) else {
                continue;
            };
            sql(INTO)
                .bind(shop.id)
                .bind(None::<i64>)
                .bind(account)
                .bind(home.label)
                .bind(shopper.name.as_str())
                .bind(home.line1)
                .bind(home.line2)
                .bind(home.postcode)
                .bind(home.city)
                .bind(home.country)
                .bind(true)
                .int(tx)
                .await?;
        }
    }
    limits.run(tx).await
}
