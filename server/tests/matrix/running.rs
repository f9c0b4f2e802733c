//! A probe of each permission about what a print shop runs: its storefronts and their settings, its
//! catalogue, its companies' codes, its reports.

use super::{
    probe::{Outside, Probe, Told, act, page},
    probes::{COMPANIES, COMPANY, PEOPLE, STOREFRONTS, WAITING, form},
    yard::{
        Ask,
        Where::{Elsewhere, Platform, Third},
    },
};
use Permission as P;
use access::{Permission, pages};

const STOREFRONT: &[Permission] = &[P::StorefrontSettingsEdit, P::PlatformView];
const FOLDER: &[Permission] = &[P::PubtypeManage, P::PubtypeAssignDepartment];

pub(crate) const RUNNING: &[Probe] = &[
    page(P::PlatformView, pages::STOREFRONT, STOREFRONTS, |spot| {
        Ask::Page(format!("/storefronts/{}", spot.storefront))
    })
    .or(&[P::StorefrontSettingsEdit]),
    act(
        P::StorefrontCreate,
        pages::CREATE_STOREFRONT,
        &[Platform],
        |_| {
            form(
                pages::CREATE_STOREFRONT,
                "name=&slug=&pack=printshop&currency=EUR".to_owned(),
            )
        },
    )
    .told(Told::Faulty),
    act(
        P::StorefrontSettingsEdit,
        pages::EDIT_STOREFRONT,
        STOREFRONTS,
        |spot| {
            form(
                pages::EDIT_STOREFRONT,
                format!(
                    "storefront={}&version=0&name=Renamed&registration=open",
                    spot.storefront
                ),
            )
        },
    )
    .seen(STOREFRONT)
    .stale(),
    act(P::WebdesignManage, pages::SET_LOOK, STOREFRONTS, |spot| {
        form(
            pages::SET_LOOK,
            format!(
                "storefront={}&version=0&accent=%237a1f5c&accent_dark=%23ffb3dd",
                spot.storefront
            ),
        )
    })
    .seen(STOREFRONT)
    .stale(),
    act(
        P::SystemSettingsEdit,
        pages::EDIT_SETTINGS,
        &[Platform],
        |_| {
            form(
                pages::EDIT_SETTINGS,
                "version=0&name=&support=&notice=&notice_until=".to_owned(),
            )
        },
    )
    .stale(),
    // There is nothing in the file, which is told to who may bring one.
    act(P::UserImport, pages::BEGIN_IMPORT, COMPANIES, |spot| {
        Ask::File(
            pages::BEGIN_IMPORT.path,
            vec![
                ("once", "again".to_owned()),
                ("kind", "people".to_owned()),
                ("into", format!("company-{}", spot.company)),
            ],
        )
    })
    .outside(Outside::Choice),
    act(P::BudgetManage, pages::ASK_CODES, COMPANIES, |spot| {
        form(
            pages::ASK_CODES,
            format!(
                "company={}&version=0&ask_cost_centre=no&ask_purchase_order=no&pattern=",
                spot.company
            ),
        )
    })
    .seen(COMPANY)
    .stale(),
    act(
        P::PubtypeManage,
        pages::RENAME_PUBLICATION_TYPE,
        PEOPLE,
        |spot| {
            form(
                pages::RENAME_PUBLICATION_TYPE,
                format!(
                    "publication_type={}&version=0&name=Renamed",
                    spot.publication_type
                ),
            )
        },
    )
    .seen(FOLDER)
    .stale(),
    act(
        P::PubtypeAssignDepartment,
        pages::ASSIGN_PUBLICATION_TYPE,
        PEOPLE,
        |spot| {
            form(
                pages::ASSIGN_PUBLICATION_TYPE,
                format!(
                    "publication_type={}&version=0&departments={}",
                    spot.publication_type, spot.department
                ),
            )
        },
    )
    .seen(FOLDER)
    .stale(),
    act(P::ProductManage, pages::FILE_PRODUCT, COMPANIES, |spot| {
        form(
            pages::FILE_PRODUCT,
            format!(
                "publication_type={}&version=0&product={}",
                spot.publication_type, spot.product
            ),
        )
    })
    .seen(&[P::PubtypeManage])
    .stale(),
    // It is a fact about a storefront's product, for whomever it is.
    act(
        P::ProductManage,
        pages::LIMIT_PRODUCT,
        STOREFRONTS,
        |spot| {
            form(
                pages::LIMIT_PRODUCT,
                format!("product={}&version=0&kind=everybody", spot.product),
            )
        },
    )
    .seen(&[P::ProductView, P::CatalogBrowse])
    .stale(),
    act(P::AlbumManage, pages::EDIT_ALBUM, STOREFRONTS, |spot| {
        form(
            pages::EDIT_ALBUM,
            format!("album={}&version=0&name=Renamed", spot.album),
        )
    })
    .stale(),
    page(P::ReportCustomers, pages::REPORTS, COMPANIES, |spot| {
        Ask::Page(format!("/reports?company={}", spot.company))
    })
    .told(Told::Listed),
    page(
        P::ReportOrdersExport,
        pages::ORDER_REPORT,
        COMPANIES,
        |_| Ask::Page("/reports/orders?from=2000-01-01".to_owned()),
    )
    .told(Told::Reported)
    .before(WAITING),
    // Whoever goes on elsewhere comes back by the next one.
    act(
        P::StorefrontSwitch,
        pages::SWITCH_STOREFRONT,
        &[Elsewhere, Third],
        |spot| {
            form(
                pages::SWITCH_STOREFRONT,
                format!("storefront={}", spot.storefront),
            )
        },
    ),
];
