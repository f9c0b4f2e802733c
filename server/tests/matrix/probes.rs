//! A probe of each permission that has a screen or an act: about people, their orders and their jobs.
//!
//! Where an act would change what the next one is asked on, the form is of a stale page: it is let
//! through and then says so, and nothing has changed. The others are done, and `before` sets things
//! back.

use super::{
    probe::{Outside, Probe, Told, act, page, probe},
    yard::{Ask, Spot, Where},
};
use Permission as P;
use Where::{
    Elsewhere, Everybody, Here, Home, Managed, Mine, Named, Off, Other, Own, Platform, Third,
};
use access::{
    Permission,
    pages::{self, Endpoint},
};

/// People of the yard, orders, addresses that are not one's own, and so on.
pub(crate) const PEOPLE: &[Where] = &[Mine, Managed, Third, Other, Elsewhere];
/// People of the storefront, and their homes.
const BUYERS: &[Where] = &[Mine, Managed, Third, Other];
const DOORSTEPS: &[Where] = &[Home, Mine, Managed, Third, Other];
/// A page of the storefront whose address it has.
const ADDRESSES: &[Where] = &[Here, Elsewhere];
const ORDERS: &[Where] = &[Own, Named, Mine, Managed, Third, Other, Elsewhere];
/// The same. Who looks for no orders reads the list whatever they ask for, with their own on it.
const FOUND: &[Where] = &[Named, Own, Mine, Managed, Third, Other, Elsewhere];
const HOMES: &[Where] = &[Home, Mine, Managed, Third, Other, Elsewhere];
pub(crate) const COMPANIES: &[Where] = &[Third, Other, Elsewhere];
pub(crate) const STOREFRONTS: &[Where] = &[Third, Elsewhere];

const ORDER: &[Permission] = &[P::OrderView];
const JOB: &[Permission] = &[P::OrderView, P::ProductionQueue];
const PERSON: &[Permission] = &[P::UserView];
const DEPARTMENT: &[Permission] = &[
    P::DepartmentEdit,
    P::DepartmentDelete,
    P::DepartmentSetManager,
];
pub(crate) const COMPANY: &[Permission] = &[P::CompanyEdit, P::CompanyDelete, P::CompanyCreate];
const ROLES: &[Permission] = &[P::RoleAssign, P::RoleCreate, P::RoleEdit];

const ACTIVE: &str = "update accounts set state = 'active', suspended_by_staff = false, version = 1 where name = 'Somebody'";
const ROLELESS: &[&str] = &[
    "delete from assignment_storefronts where assignment_id in (
        select s.id from assignments s join accounts a on a.id = s.account_id where a.name = 'Somebody')",
    "delete from assignments where account_id in (select id from accounts where name = 'Somebody')",
    ACTIVE,
];
pub(crate) const WAITING: &[&str] = &[
    "update orders set state = 'awaiting-approval', version = 1",
    "update jobs set state = 'waiting', version = 1",
];
const SHIPPING: &[&str] = &["update orders set state = 'shipping', version = 1"];
const READY: &[&str] = &["update jobs set state = 'ready', version = 1"];
const BLOCKED: &[&str] = &["update jobs set state = 'blocked', version = 1"];
/// Everybody has flyers in a cart, wherever they go.
const CARTS: &[&str] = &[
    "delete from cart_lines",
    "delete from carts",
    "insert into carts (storefront_id, account_id, version, updated_at)
     select s.id, a.id, 1, 1 from storefronts s cross join accounts a",
    "insert into cart_lines (cart_id, product_id, quantity, chosen, created_at)
     select c.id, p.id, 50, '[]', 1
     from carts c join products p on p.storefront_id = c.storefront_id and p.slug = 'everybody'",
    // The same key is another form.
    "update orders set once = 'before-' || id",
];
const SENT: &[&str] = &["update jobs set state = 'with-supplier', version = 1"];

pub(crate) fn form(endpoint: Endpoint, fields: String) -> Ask {
    Ask::Form(endpoint.path, fields)
}

/// Somebody, as a page showed them that is not stale.
fn on_person(spot: &Spot) -> String {
    format!("person={}&version=1", spot.person)
}

fn order_form(endpoint: Endpoint, spot: &Spot, version: i64) -> Ask {
    form(endpoint, format!("order={}&version={version}", spot.order))
}

fn job_form(endpoint: Endpoint, spot: &Spot, fields: &str) -> Ask {
    form(endpoint, format!("job={}&version=0&{fields}", spot.job))
}

/// Another address, from a page that is stale.
fn address_form(id: i64, kind: &str) -> Ask {
    form(
        pages::EDIT_ADDRESS,
        format!(
            "address={id}&version=0&kind={kind}&label=Desk&recipient=Somebody&line1=2+Mill+Lane&postcode=CB2&\
             city=Cambridge&country=United+Kingdom"
        ),
    )
}

/// The flyers that everybody has in the cart.
fn placing(fields: &str) -> Ask {
    form(
        pages::PLACE,
        format!("once=0123456789abcdef0123456789abcdef&cart_version=1&total=2000&{fields}"),
    )
}

/// A role that who manages people there may give, and where it starts.
fn role_form(spot: &Spot) -> Ask {
    let company = format!("company-{}", spot.company);
    let (role, at) = match spot.pack {
        "storefront" => ("approver@storefront", company),
        "corporate" => ("end-user@corporate", company),
        "printshop" => ("customer@printshop", company),
        _ => (
            "view-orders@configurator",
            format!("storefront-{}", spot.storefront),
        ),
    };
    let person = on_person(spot);
    form(
        pages::ASSIGN_ROLE,
        format!("{person}&role={role}&at={at}&until="),
    )
}

pub(crate) const PROBES: &[Probe] = &[
    act(
        P::SessionResetPassword,
        pages::CHANGE_PASSWORD,
        &[Here],
        |_| {
            form(
                pages::CHANGE_PASSWORD,
                "old_password=&new_password=".to_owned(),
            )
        },
    )
    .told(Told::Faulty),
    act(P::SessionImpersonate, pages::LOG_IN_AS, PEOPLE, |spot| {
        form(
            pages::LOG_IN_AS,
            format!("person={}&version=0", spot.person),
        )
    })
    .seen(PERSON)
    .before(&[ACTIVE])
    .stale(),
    act(P::AccountEditOwn, pages::EDIT_PROFILE, &[Here], |_| {
        form(
            pages::EDIT_PROFILE,
            "name=Somebody+else&phone=&version=1".to_owned(),
        )
    })
    .before(&["update accounts set version = 1"]),
    // It is of no place: it counts what its reader reaches.
    page(P::AdminAccess, pages::DASHBOARD, &[Here], |_| {
        Ask::Page("/dashboard".to_owned())
    })
    .with(&[P::OrderOverview, P::ConfigView]),
    // It has no other page yet.
    page(P::ConfigView, pages::DASHBOARD, &[Here], |_| {
        Ask::Page("/dashboard".to_owned())
    })
    .or(&[P::OrderOverview])
    .with(&[P::AdminAccess]),
    page(P::UserView, pages::PERSON, PEOPLE, |spot| {
        Ask::Page(format!("/people/{}", spot.person))
    }),
    act(P::UserCreate, pages::ADD_PERSON, PEOPLE, |spot| {
        form(
            pages::ADD_PERSON,
            format!(
                "name=Somebody+new&company={}&department={}",
                spot.company, spot.department
            ),
        )
    })
    .outside(Outside::Choice),
    act(P::UserInvite, pages::INVITE, PEOPLE, |spot| {
        form(pages::INVITE, format!("person={}&version=0", spot.person))
    })
    .or(&[P::UserCreate])
    .seen(PERSON)
    .before(&["update accounts set state = 'inactive' where name = 'Somebody'"])
    .stale(),
    act(P::UserEdit, pages::EDIT_PERSON, PEOPLE, |spot| {
        form(
            pages::EDIT_PERSON,
            format!(
                "{}&name=Somebody&email={}&phone=1",
                on_person(&spot),
                spot.email
            ),
        )
    })
    .seen(PERSON)
    .before(&[ACTIVE]),
    act(P::UserDelete, pages::DELETE_PERSON, PEOPLE, |spot| {
        form(
            pages::DELETE_PERSON,
            format!("person={}&version=0", spot.person),
        )
    })
    .seen(PERSON)
    .stale(),
    act(P::UserSuspend, pages::SUSPEND, PEOPLE, |spot| {
        form(pages::SUSPEND, on_person(&spot))
    })
    .seen(PERSON)
    .before(&[ACTIVE]),
    act(P::UserReactivate, pages::REACTIVATE, PEOPLE, |spot| {
        form(pages::REACTIVATE, on_person(&spot))
    })
    .seen(PERSON)
    .before(&["update accounts set state = 'suspended', version = 1 where name = 'Somebody'"]),
    act(
        P::UserSetDepartment,
        pages::SET_DEPARTMENTS,
        PEOPLE,
        |spot| {
            form(
                pages::SET_DEPARTMENTS,
                format!("{}&departments={}", on_person(&spot), spot.department),
            )
        },
    )
    .seen(PERSON)
    .before(&[ACTIVE]),
    act(P::ApprovalConfigure, pages::SET_APPROVERS, PEOPLE, |spot| {
        form(pages::SET_APPROVERS, on_person(&spot))
    })
    .seen(PERSON)
    .before(&[ACTIVE]),
    act(P::RoleAssign, pages::ASSIGN_ROLE, PEOPLE, |spot| {
        role_form(&spot)
    })
    .seen(PERSON)
    .before(ROLELESS),
    act(
        P::AdminAccountCreate,
        pages::ASSIGN_ROLE,
        &[Other, Elsewhere],
        |spot| {
            form(
                pages::ASSIGN_ROLE,
                format!(
                    "{}&role=storefront-admin@storefront&at=storefront-{}&until=",
                    on_person(&spot),
                    spot.storefront
                ),
            )
        },
    )
    .seen(PERSON)
    .with(&[P::RoleAssign])
    .before(ROLELESS),
    act(P::RoleCreate, pages::CREATE_ROLE, ADDRESSES, |_| {
        form(
            pages::CREATE_ROLE,
            "from=album-admin@storefront&name=Copy&home=".to_owned(),
        )
    })
    .outside(Outside::Address)
    .before(&["delete from custom_roles where name = 'Copy'"]),
    act(P::RoleEdit, pages::SAVE_ROLE, STOREFRONTS, |spot| {
        form(
            pages::SAVE_ROLE,
            format!(
                "role={}&version=0&name=Day+shift&side=customer&start=",
                spot.role
            ),
        )
    })
    .seen(ROLES)
    .stale(),
    act(
        P::SupplierManage,
        pages::EDIT_SUPPLIER,
        &[Platform],
        |spot| {
            form(
                pages::EDIT_SUPPLIER,
                format!("supplier={}&version=0&name=Another&email=", spot.supplier),
            )
        },
    )
    .stale(),
    act(
        P::CompanyCreate,
        pages::CREATE_COMPANY,
        STOREFRONTS,
        |spot| {
            form(
                pages::CREATE_COMPANY,
                format!("storefront={}&name=Newcomer", spot.storefront),
            )
        },
    )
    .before(&["delete from companies where name = 'Newcomer'"]),
    act(P::CompanyEdit, pages::EDIT_COMPANY, COMPANIES, |spot| {
        form(
            pages::EDIT_COMPANY,
            format!("company={}&version=0&name=Renamed", spot.company),
        )
    })
    .seen(COMPANY)
    .stale(),
    act(
        P::CompanyDelete,
        pages::DEACTIVATE_COMPANY,
        COMPANIES,
        |spot| {
            form(
                pages::DEACTIVATE_COMPANY,
                format!("company={}&version=0", spot.company),
            )
        },
    )
    .seen(COMPANY)
    .stale(),
    act(
        P::DepartmentCreate,
        pages::CREATE_DEPARTMENT,
        COMPANIES,
        |spot| {
            form(
                pages::CREATE_DEPARTMENT,
                format!("company={}&name=Newly+made", spot.company),
            )
        },
    )
    .outside(Outside::Choice)
    .before(&["delete from departments where name = 'Newly made'"]),
    act(
        P::DepartmentEdit,
        pages::RENAME_DEPARTMENT,
        PEOPLE,
        |spot| {
            form(
                pages::RENAME_DEPARTMENT,
                format!("department={}&version=0&name=Renamed", spot.department),
            )
        },
    )
    .seen(DEPARTMENT)
    .stale(),
    // Somebody is in it, and is asked into which one they go.
    act(
        P::DepartmentDelete,
        pages::DELETE_DEPARTMENT,
        PEOPLE,
        |spot| {
            form(
                pages::DELETE_DEPARTMENT,
                format!("department={}&version=1&replacement=", spot.department),
            )
        },
    )
    .seen(DEPARTMENT)
    .told(Told::Faulty),
    act(P::DepartmentSetManager, pages::DISMISS, PEOPLE, |spot| {
        form(
            pages::DISMISS,
            format!(
                "department={}&version=0&person={}",
                spot.department, spot.person
            ),
        )
    })
    .seen(DEPARTMENT)
    .stale(),
    page(P::AddressCompanyView, pages::ADDRESSES, PEOPLE, |spot| {
        Ask::Page(format!("/addresses?kind=company&company={}", spot.company))
    })
    .told(Told::Shown),
    act(
        P::AddressCompanyManage,
        pages::EDIT_ADDRESS,
        PEOPLE,
        |spot| address_form(spot.address, "company"),
    )
    .seen(&[P::AddressCompanyView])
    .stale(),
    act(
        P::AddressCompanyAssignDepartment,
        pages::ASSIGN_ADDRESS,
        PEOPLE,
        |spot| {
            form(
                pages::ASSIGN_ADDRESS,
                format!(
                    "address={}&version=0&departments={}",
                    spot.address, spot.department
                ),
            )
        },
    )
    .seen(&[P::AddressCompanyView])
    .stale(),
    page(P::AddressPersonalView, pages::ADDRESSES, HOMES, |spot| {
        Ask::Page(format!("/addresses?kind=personal&person={}", spot.person))
    })
    .told(Told::Shown),
    act(P::AddressPersonalEdit, pages::EDIT_ADDRESS, HOMES, |spot| {
        address_form(spot.home, "personal")
    })
    .seen(&[P::AddressPersonalView])
    .stale(),
    act(
        P::AddressPersonalAddDelete,
        pages::DELETE_ADDRESS,
        HOMES,
        |spot| {
            form(
                pages::DELETE_ADDRESS,
                format!("address={}&version=0&kind=personal", spot.home),
            )
        },
    )
    .seen(&[P::AddressPersonalView])
    .stale(),
    page(P::CatalogBrowse, pages::PRODUCT, &[Everybody], |spot| {
        Ask::Page(format!("/products/{}", spot.slug))
    })
    .or(&[P::ProductView]),
    page(
        P::ProductView,
        pages::PRODUCT,
        &[Everybody, Mine, Managed, Third, Other],
        |spot| Ask::Page(format!("/products/{}", spot.slug)),
    )
    .or(&[P::CatalogBrowse]),
    page(P::ProductViewDisabled, pages::PRODUCT, &[Off], |spot| {
        Ask::Page(format!("/products/{}", spot.slug))
    })
    .seen(&[P::ProductView])
    .outside(Outside::Hidden),
    page(P::CartUse, pages::CART, ADDRESSES, |_| {
        Ask::Page("/cart".to_owned())
    })
    .outside(Outside::Address),
    // What is bought here is printed with the data of people here, whoever reaches further.
    act(P::TemplateLoadUserData, pages::CART_ADD, BUYERS, |spot| {
        Ask::File(
            pages::CART_ADD.path,
            vec![
                ("product", "everybody".to_owned()),
                ("quantity", "50".to_owned()),
                ("person", spot.person.to_string()),
                ("fill-in", "yes".to_owned()),
            ],
        )
    })
    .outside(Outside::Choice),
    page(P::OrderPlace, pages::CHECKOUT, ADDRESSES, |_| {
        Ask::Page("/checkout".to_owned())
    })
    .outside(Outside::Address),
    // Whom it is for is asked before where it goes, which is nowhere.
    act(P::OrderPlaceOnBehalf, pages::PLACE, BUYERS, |spot| {
        placing(&format!("order_for={}&deliver_to=0", spot.person))
    })
    .told(Told::After("deliver_to"))
    .outside(Outside::Choice)
    .before(CARTS),
    act(P::AddressSelectForOrder, pages::PLACE, DOORSTEPS, |spot| {
        placing(&format!("order_for=&deliver_to={}", spot.home))
    })
    .outside(Outside::Choice)
    .before(CARTS),
    page(P::OrderView, pages::ORDER, ORDERS, |spot| {
        Ask::Page(format!("/orders/Q-{}", spot.order))
    })
    .before(WAITING),
    // The list as a file, which holds more than a page.
    probe(P::OrderOverview, pages::ORDERS_CSV.path, ORDERS, |_| {
        Ask::Page("/orders.csv".to_owned())
    })
    .seen(ORDER)
    .told(Told::Numbered),
    page(P::OrderSearch, pages::ORDERS, FOUND, |spot| {
        Ask::Page(format!("/orders?q={}", spot.order))
    })
    .seen(ORDER)
    .told(Told::Numbered),
    page(P::OrderReorder, pages::REORDER, ORDERS, |spot| {
        Ask::Page(format!("/orders/Q-{}/re-order", spot.order))
    })
    .seen(ORDER)
    .with(&[P::OrderPlace]),
    act(P::JobEditContent, pages::EDIT_CONTENT, ORDERS, |spot| {
        Ask::File(
            pages::EDIT_CONTENT.path,
            vec![
                ("number", spot.order.to_string()),
                ("job", spot.job.to_string()),
                ("version", "0".to_owned()),
                ("reference", "Another".to_owned()),
            ],
        )
    })
    .seen(ORDER)
    .before(WAITING)
    .stale(),
    act(P::OrderHold, pages::HOLD_ORDER, ORDERS, |spot| {
        order_form(pages::HOLD_ORDER, &spot, 1)
    })
    .seen(ORDER)
    .before(WAITING),
    act(P::OrderCancel, pages::CANCEL_ORDER, ORDERS, |spot| {
        order_form(pages::CANCEL_ORDER, &spot, 0)
    })
    .seen(ORDER)
    .before(WAITING)
    .stale(),
    act(
        P::OrderConfirmReceipt,
        pages::CONFIRM_RECEIPT,
        ORDERS,
        |spot| order_form(pages::CONFIRM_RECEIPT, &spot, 0),
    )
    .seen(ORDER)
    .before(SHIPPING)
    .stale(),
    act(
        P::ApprovalDecide,
        pages::DECIDE,
        &[Named, Mine, Managed, Third, Other, Elsewhere],
        |spot| {
            form(
                pages::DECIDE,
                format!("order={}&version=0&decision=approve", spot.order),
            )
        },
    )
    .seen(ORDER)
    .before(WAITING)
    .stale(),
    // Nobody decides on their own request by the right to decide on others'.
    act(P::ApprovalSelf, pages::DECIDE, &[Own], |spot| {
        form(
            pages::DECIDE,
            format!("order={}&version=0&decision=approve", spot.order),
        )
    })
    .seen(ORDER)
    .before(WAITING)
    .stale(),
    page(
        P::ProductionQueue,
        pages::PRINT_OPERATIONS,
        COMPANIES,
        |spot| Ask::Page(format!("/print-operations?ticket={}", spot.job)),
    )
    .before(READY),
    act(P::JobSetStatus, pages::SET_STATUS, ORDERS, |spot| {
        job_form(pages::SET_STATUS, &spot, "status=produce")
    })
    .seen(JOB)
    .before(SENT)
    .stale(),
    act(P::JobBlockRelease, pages::BLOCK, ORDERS, |spot| {
        job_form(pages::BLOCK, &spot, "reason=Wrong+colour")
    })
    .seen(JOB)
    .before(READY)
    .stale(),
    act(P::JobAssignSupplier, pages::TAKE_BACK, ORDERS, |spot| {
        job_form(pages::TAKE_BACK, &spot, "back=")
    })
    .seen(JOB)
    .before(SENT)
    .stale(),
    act(P::ArtworkReplace, pages::REPLACE_ARTWORK, ORDERS, |spot| {
        Ask::File(
            pages::REPLACE_ARTWORK.path,
            vec![("job", spot.job.to_string()), ("version", "0".to_owned())],
        )
    })
    .seen(JOB)
    .before(BLOCKED)
    .stale(),
    probe(P::ArtworkDownload, "/artwork/{job}", ORDERS, |spot| {
        Ask::Page(format!("/artwork/{}", spot.job))
    })
    .seen(JOB),
    probe(P::ProofView, "/artwork/{job}/thumbnail", ORDERS, |spot| {
        Ask::Page(format!("/artwork/{}/thumbnail", spot.job))
    })
    .seen(JOB),
];
