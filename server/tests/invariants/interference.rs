//! Nothing that happens at one storefront is felt at another (invariant 12).

use super::{
    escalation::number_after,
    yard::{Actor, Ask, Spot, Where, Yard},
};
use access::{
    Pack, Role,
    pages::{self, Needs},
};
use domain::Timestamp;
use service::imports::{UnderWay, work};

/// While it is a day at a storefront of pack `corporate`.
const ELSEWHERE_THAN_CORPORATE: [Role; 11] = [
    Role::Guest,
    Role::Registered,
    Role::StorefrontApprover,
    Role::AlbumAdmin,
    Role::StorefrontAdmin,
    Role::JobController,
    Role::PrintLocationDownloader,
    Role::CompanyManager,
    Role::PublicCustomer,
    Role::ConfiguratorAdministrator,
    Role::ManageOrders,
];
/// And at one of pack `printshop`.
const ELSEWHERE_THAN_PRINTSHOP: [Role; 6] = [
    Role::StorefrontAdmin,
    Role::JuniorAdmin,
    Role::SeniorManager,
    Role::EndUser,
    Role::PublicCustomer,
    Role::ConfiguratorAdministrator,
];

pub(crate) async fn what_happens_at_one_storefront_changes_no_byte_at_another(yard: &Yard) {
    unmoved(yard, &ELSEWHERE_THAN_CORPORATE, Role::Admin).await;
}

pub(crate) async fn nor_the_other_way_round(yard: &Yard) {
    unmoved(
        yard,
        &ELSEWHERE_THAN_PRINTSHOP,
        Role::PrintshopAdministrator,
    )
    .await;
}

/// What the readers read is the same after a day at somebody's storefront.
async fn unmoved(yard: &Yard, readers: &[Role], somebody: Role) {
    let somebody = yard.actor(somebody);
    // What the readers themselves are refused is in the trail from their first time on.
    read(yard, readers, somebody).await;
    let before = read(yard, readers, somebody).await;
    assert!(before.len() > 50 * readers.len(), "{}", before.len());
    happen(yard, somebody).await;
    let after = read(yard, readers, somebody).await;
    for (then, now) in before.iter().zip(&after) {
        assert!(then == now, "{then:#?}\n{now:#?}");
    }
    assert_eq!(before.len(), after.len());
}

/// What somebody reads on a page.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    who: String,
    path: String,
    status: u16,
    body: String,
}

/// Every page of every reader.
async fn read(yard: &Yard, readers: &[Role], somebody: &Actor) -> Vec<Read> {
    let mut all = Vec::new();
    for role in readers {
        let reader = yard.actor(*role);
        for path in paths(yard, reader, somebody) {
            let answer = yard.page(&reader.caller, path.as_str()).await;
            all.push(Read {
                who: role.key().to_owned(),
                path,
                status: answer.status,
                body: without_secrets(&answer.body),
            });
        }
    }
    all
}

/// All pages without a part to fill in, and some of each kind with one: of the reader's storefront, and of
/// the other one, of which they find nothing. A person's own account page
/// says how long ago their sessions were used; nothing on it is of any storefront.
fn paths(yard: &Yard, reader: &Actor, somebody: &Actor) -> Vec<String> {
    let mut paths: Vec<String> = pages::PAGES
        .iter()
        .filter(|page| !page.pattern.contains('{'))
        .filter(|page| page.needs != Needs::Demo && page.pattern != pages::ACCOUNT.pattern)
        .map(|page| page.pattern.to_owned())
        .collect();
    let own = yard.spot(reader, Where::Own);
    let mine = yard.spot(reader, Where::Mine);
    let theirs = yard.spot(somebody, Where::Managed);
    for spot in [&own, &mine, &theirs] {
        paths.push(format!("/orders/Q-{}", spot.order));
        paths.push(format!("/orders/Q-{}/re-order", spot.order));
        paths.push(format!("/people/{}", spot.person));
        paths.push(format!("/artwork/{}", spot.job));
    }
    for spot in [&mine, &theirs] {
        paths.push(format!("/companies/{}", spot.company));
        paths.push(format!("/storefronts/{}", spot.storefront));
        paths.push(format!("/roles/{}", spot.role));
        paths.push(format!("/albums/{}", spot.album));
        paths.push(format!("/print-operations?ticket={}", spot.job));
        paths.push(format!("/addresses?kind=company&company={}", spot.company));
        paths.push(format!("/addresses?kind=personal&person={}", spot.person));
        paths.push(format!("/reports?company={}", spot.company));
        paths.push(format!("/people?company={}", spot.company));
    }
    for path in [
        "/people?q=somebody",
        "/people?q=newcomer",
        "/orders?q=Q-10",
        "/reports.csv",
        "/reports/orders?from=2000-01-01",
        "/reports/orders.csv?from=2000-01-01",
        "/roles/matrix?pack=custom",
        "/audit?act=role",
        "/products/everybody",
        "/products/mine",
        "/orders.csv",
        "/roles/matrix.csv",
        "/roles/job-controller@storefront",
        "/roles/end-user@corporate",
        "/api/v1/me",
    ] {
        paths.push(path.to_owned());
    }
    paths
}

/// A page without what is random on it: the nonce of its scripts, and the keys by which a form that is
/// sent twice is known.
fn without_secrets(body: &str) -> String {
    let mut stripped = body.to_owned();
    for before in ["nonce=\"", "name=\"once\" value=\""] {
        for rest in body.split(before).skip(1) {
            let secret = rest.split('"').next().unwrap_or_default();
            if !secret.is_empty() {
                stripped = stripped.replace(secret, "");
            }
        }
    }
    stripped
}

/// What stands on the pages of the forms below. Elsewhere it is so already.
const SHOWN: &[&str] = &[
    "update storefronts set version = 1",
    "update companies set version = 1",
    "update orders set version = 1",
    "update jobs set version = 1",
];

/// A day at a storefront.
async fn happen(yard: &Yard, somebody: &Actor) {
    for (path, form) in doings(yard, somebody) {
        yard.arrange(SHOWN).await;
        let answer = yard.post(&somebody.caller, path, form.as_str()).await;
        assert_eq!(answer.status, 200, "{path} {form}: {}", answer.body);
    }
    let company = yard.spot(somebody, Where::Mine).company;
    let fields = vec![
        ("once", "0123456789abcdef0123456789abcdef".to_owned()),
        ("kind", "people".to_owned()),
        ("into", format!("company-{company}")),
        (
            "file",
            "Email,Name\nof-a-file@corp.test,Of a file\n".to_owned(),
        ),
    ];
    let ask = Ask::File(pages::BEGIN_IMPORT.path, fields);
    let begun = yard.ask(&somebody.caller, &ask).await;
    let import = number_after(&begun.body, "\"/people/import/").expect("an import");
    let form = format!("import={import}&version=1&mode=good");
    let run = yard
        .post(&somebody.caller, pages::RUN_IMPORT.path, form)
        .await;
    assert_eq!(run.status, 200, "{}", run.body);
    let now = || Timestamp(1_700_000_000_000);
    while work(&yard.store, &UnderWay::default(), now)
        .await
        .expect("the database")
    {}
}

fn doings(yard: &Yard, somebody: &Actor) -> Vec<(&'static str, String)> {
    let place = |at| yard.spot(somebody, at);
    let (mine, managed) = (place(Where::Mine), place(Where::Managed));
    let (third, other) = (place(Where::Third), place(Where::Other));
    let (storefront, company) = (mine.storefront, mine.company);
    let on = |person: i64| format!("person={person}&version=1");
    let on_storefront = format!("storefront={storefront}&version=1");
    let on_company = format!("company={company}&version=1");
    let role = Role::of_customer(somebody.role.pack()).key();
    let others = Pack::ALL.map(|pack| format!("&staff={}", pack.key()));
    let address = "recipient=Another&line1=9+New+Street&postcode=9&city=Elsewhere&country=Norway";
    let mut all = people(on, [&mine, &managed, &third, &other], role);
    all.extend([
        (
            pages::CREATE_COMPANY.path,
            format!("storefront={storefront}&name=Newcomers"),
        ),
        (
            pages::CREATE_DEPARTMENT.path,
            format!("company={company}&name=Newly+made"),
        ),
        (
            pages::RENAME_DEPARTMENT.path,
            format!("department={}&version=1&name=Renamed", third.department),
        ),
        (
            pages::EDIT_ADDRESS.path,
            format!(
                "address={}&version=1&kind=company&label=New&{address}",
                mine.address
            ),
        ),
        (
            pages::KEEP_COST_CENTRE.path,
            format!("{on_company}&centre_code=4711&centre_name=Fairs&active=true&everybody=true"),
        ),
        (
            pages::ASK_CODES.path,
            format!("{on_company}&ask_cost_centre=optional&ask_purchase_order=optional&pattern="),
        ),
        (
            pages::CREATE_PUBLICATION_TYPE.path,
            format!("company={company}&name=Newly+made"),
        ),
        (
            pages::CREATE_ALBUM.path,
            format!("storefront={storefront}&name=Newest&shared=true"),
        ),
        (
            pages::EDIT_ALBUM.path,
            format!("album={}&version=1&name=Renamed", mine.album),
        ),
        (
            pages::CREATE_ROLE.path,
            format!("from={role}&name=Day+shift&home="),
        ),
        (
            pages::SAVE_ROLE.path,
            format!(
                "role={}&version=1&name=Evening+shift&side=customer&start=&grant=cart.use+own",
                mine.role
            ),
        ),
        (
            pages::CANCEL_ORDER.path,
            format!("order={}&version=1", mine.order),
        ),
        (
            pages::ORDER_MESSAGE.path,
            format!("order={}&to=customer&body=Good+morning", third.order),
        ),
        (
            pages::DECIDE.path,
            format!("order={}&version=1&decision=approve", managed.order),
        ),
        (
            pages::BLOCK.path,
            format!("job={}&version=1&reason=Wrong+colour", managed.job),
        ),
        (
            pages::SET_LOOK.path,
            format!("{on_storefront}&accent=%237a1f5c&accent_dark=%23ffb3dd"),
        ),
        (
            pages::SET_PACKS.path,
            format!("{on_storefront}&pack={}{}", mine.pack, others.concat()),
        ),
        (
            pages::EDIT_STOREFRONT.path,
            format!("{on_storefront}&name=Renamed&registration=open"),
        ),
    ]);
    all
}

/// What becomes of people: of one in each place.
fn people(
    on: impl Fn(i64) -> String,
    [mine, managed, third, other]: [&Spot; 4],
    role: &str,
) -> Vec<(&'static str, String)> {
    let company = mine.company;
    vec![
        (
            pages::ADD_PERSON.path,
            format!("name=Newcomer&email=newcomer%40corp.test&invite=true&company={company}"),
        ),
        (
            pages::ADD_PERSON.path,
            "name=Staff&email=staff%40corp.test&invite=true&role=job-controller@storefront"
                .to_owned(),
        ),
        (pages::SUSPEND.path, on(mine.person)),
        (
            pages::ASSIGN_ROLE.path,
            format!(
                "{}&role={role}&at=company-{company}&until=",
                on(managed.person)
            ),
        ),
        (
            pages::EDIT_PERSON.path,
            format!(
                "{}&name=Renamed&email=renamed%40corp.test&phone=1",
                on(third.person)
            ),
        ),
        (pages::DELETE_PERSON.path, on(other.person)),
    ]
}
