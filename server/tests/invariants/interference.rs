//! Nothing that happens at one storefront is felt at another (invariant 12).

use crate::yard::{Actor, Where, Yard};
use access::{
    Role,
    pages::{self, Needs},
};

/// Who buys and works at the first storefront.
const READERS: [Role; 7] = [
    Role::Guest,
    Role::Registered,
    Role::StorefrontApprover,
    Role::AlbumAdmin,
    Role::StorefrontAdmin,
    Role::JobController,
    Role::PrintLocationDownloader,
];

pub(crate) async fn what_happens_at_one_storefront_changes_no_byte_at_another(yard: &Yard) {
    // What the readers themselves are refused is in the trail from their first time on.
    read(yard).await;
    let before = read(yard).await;
    assert!(before.len() > 100, "{}", before.len());
    happen(yard).await;
    let after = read(yard).await;
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
async fn read(yard: &Yard) -> Vec<Read> {
    let mut all = Vec::new();
    for role in READERS {
        let reader = yard.actor(role);
        for path in paths(yard, reader) {
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

/// All pages without a part to fill in, and some of each kind with one. A person's own account page
/// says how long ago their sessions were used; nothing on it is of any storefront.
fn paths(yard: &Yard, reader: &Actor) -> Vec<String> {
    let mut paths: Vec<String> = pages::PAGES
        .iter()
        .filter(|page| !page.pattern.contains('{'))
        .filter(|page| page.needs != Needs::Demo && page.pattern != pages::ACCOUNT.pattern)
        .map(|page| page.pattern.to_owned())
        .collect();
    let own = yard.spot(reader, Where::Own);
    let mine = yard.spot(reader, Where::Mine);
    for spot in [&own, &mine] {
        paths.push(format!("/orders/Q-{}", spot.order));
        paths.push(format!("/orders/Q-{}/re-order", spot.order));
        paths.push(format!("/people/{}", spot.person));
        paths.push(format!("/artwork/{}", spot.job));
    }
    paths.push(format!("/companies/{}", mine.company));
    paths.push(format!("/roles/{}", mine.role));
    for path in [
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

/// A day at the second storefront.
async fn happen(yard: &Yard) {
    let junior = yard.actor(Role::JuniorAdmin);
    let senior = yard.actor(Role::SeniorManager);
    let mine = yard.spot(senior, Where::Mine);
    let third = yard.spot(senior, Where::Third);
    let other = yard.spot(senior, Where::Other);
    let on = |person: i64| format!("person={person}&version=1");
    let address = "recipient=Another&line1=9+New+Street&postcode=9&city=Elsewhere&country=Norway";
    for (who, endpoint, form) in [
        (
            senior,
            pages::ADD_PERSON,
            "name=Newcomer&email=newcomer%40corp.test&invite=true".to_owned(),
        ),
        (senior, pages::SUSPEND, on(mine.person)),
        (
            junior,
            pages::EDIT_PERSON,
            format!(
                "{}&name=Renamed&email=renamed%40corp.test&phone=1",
                on(third.person)
            ),
        ),
        (junior, pages::DELETE_PERSON, on(other.person)),
        (
            junior,
            pages::ADD_PERSON,
            "name=Staff&email=staff%40corp.test&invite=true&role=job-controller@storefront"
                .to_owned(),
        ),
        (
            junior,
            pages::CREATE_COMPANY,
            format!("storefront={}&name=Newcomers", mine.storefront),
        ),
        (
            junior,
            pages::CREATE_DEPARTMENT,
            format!("company={}&name=Newly+made", mine.company),
        ),
        (
            junior,
            pages::RENAME_DEPARTMENT,
            format!("department={}&version=1&name=Renamed", third.department),
        ),
        (
            senior,
            pages::EDIT_ADDRESS,
            format!(
                "address={}&version=1&kind=company&label=New&{address}",
                mine.address
            ),
        ),
        (
            junior,
            pages::CANCEL_ORDER,
            format!("order={}&version=1", mine.order),
        ),
        (
            junior,
            pages::ORDER_MESSAGE,
            format!("order={}&to=customer&body=Good+morning", third.order),
        ),
    ] {
        let answer = yard.post(&who.caller, endpoint.path, form).await;
        assert_eq!(answer.status, 200, "{}: {}", endpoint.path, answer.body);
    }
}
