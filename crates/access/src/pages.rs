//! The page table: what each page, server function, file and API route needs. The door reads it
//! before any page code runs; the menu reads it too, so that what is shown opens and nothing else
//! exists. What is not in here answers 404.

mod endpoints;

pub use endpoints::*;

use crate::{
    Access, Denial, Grants, Holding, Object, Permission, Reach, Role, RoleName, Side, Standing,
    Ways,
};
use Permission as P;

/// What opens an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Everybody: signing in, and what must work for those who cannot.
    Anyone,
    /// One's own things: whoever is signed in.
    SignedIn,
    /// The same, and open also to who must set up a second factor before anything else.
    Oneself,
    /// Whoever holds one of these, at any reach; what they see there is cut to that reach.
    Any(&'static [Permission]),
    /// Whoever holds one of these at one of its reaches: a page for those in charge, which a
    /// narrower reach of the same permission does not open.
    Reaching(&'static [(Permission, &'static [Reach])]),
    /// Whoever holds the first and one of the others: a page about something, which is nobody's who
    /// has nothing there to read.
    With(Permission, &'static [Permission]),
    /// Whoever holds this for the platform itself, and not only for what is on some storefronts.
    Platform(Permission),
    /// Only on a demo platform.
    Demo,
}

/// The groups of the staff rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Work,
    People,
    Catalogue,
    Insight,
    SetUp,
}

impl Section {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Work => "Work",
            Self::People => "People",
            Self::Catalogue => "Catalogue",
            Self::Insight => "Insight",
            Self::SetUp => "Set-up",
        }
    }
}

/// One page.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// As axum matches it.
    pub pattern: &'static str,
    /// Its `h1`, and its entry in a menu.
    pub heading: &'static str,
    pub needs: Needs,
    /// Where it stands in the menu, if it does.
    pub menu: Option<Section>,
}

const SHOP: Needs = Needs::Any(&[P::CatalogBrowse, P::ProductView]);

const MAY_IMPORT: Needs = Needs::Any(&[P::UserImport]);

/// Whoever has departments in hand.
const ABOUT_DEPARTMENTS: Needs = Needs::Any(&[
    P::DepartmentEdit,
    P::DepartmentDelete,
    P::DepartmentSetManager,
    P::DepartmentCreate,
]);

const ABOUT_COMPANIES: Needs = Needs::Any(&[P::CompanyEdit, P::CompanyDelete, P::CompanyCreate]);

/// Who manages products that they do not see has none in hand.
const ABOUT_PRODUCTS: Needs = Needs::With(P::ProductManage, &[P::ProductView, P::CatalogBrowse]);

const ABOUT_PUBLICATION_TYPES: Needs = Needs::Any(&[P::PubtypeManage, P::PubtypeAssignDepartment]);

/// Suppliers are of the platform: who manages what is on a storefront has nothing to do with them.
const ABOUT_SUPPLIERS: Needs = Needs::Platform(P::SupplierManage);

/// Whoever runs storefronts, or the platform that they stand on.
const ABOUT_STOREFRONTS: Needs = Needs::Any(&[P::StorefrontSettingsEdit, P::PlatformView]);

const ABOUT_ALBUMS: Needs = Needs::Any(&[P::AlbumManage]);

const ABOUT_CUSTOMERS: Needs = Needs::Any(&[P::ReportCustomers]);

/// A list of orders is nobody's who could open none of them.
const LISTS_ORDERS: Needs = Needs::With(P::OrderOverview, &[P::OrderView]);

const ABOUT_ORDERS: Needs = Needs::Any(&[P::ReportOrdersExport]);

const ABOUT_ROLES: Needs = Needs::Any(&[P::RoleAssign, P::RoleCreate, P::RoleEdit]);

/// Whom the audit trail is for: administrators, who log in as others, and those who care for the
/// people of their company.
pub(crate) const READS_AUDIT: &[(Permission, &[Reach])] = &[
    (P::SessionImpersonate, &[Reach::Storefront, Reach::Platform]),
    (P::UserDelete, &[Reach::Company]),
];

macro_rules! pages {
    ($( $(#[doc = $doc:literal])* $name:ident = $pattern:literal $heading:literal $needs:expr $(, $section:ident)? ; )+) => {
        $( $(#[doc = $doc])* pub const $name: Page = Page {
            pattern: $pattern,
            heading: $heading,
            needs: $needs,
            menu: pages!(@menu $($section)?),
        }; )+
        /// Every page.
        pub const PAGES: &[Page] = &[ $( $name, )+ ];
    };
    (@menu) => { None };
    (@menu $section:ident) => { Some(Section::$section) };
}

pages! {
    CATALOGUE = "/" "Products" SHOP, Catalogue;
    PRODUCT = "/products/{slug}" "Product" SHOP;
    CART = "/cart" "Cart" Needs::Any(&[P::CartUse]);
    CHECKOUT = "/checkout" "Checkout" Needs::Any(&[P::OrderPlace]);
    ORDERS = "/orders" "Order Manager" LISTS_ORDERS, Work;
    ORDER = "/orders/{number}" "Order" Needs::Any(&[P::OrderView]);
    REORDER = "/orders/{number}/re-order" "Re-order" Needs::Any(&[P::OrderReorder]);
    APPROVALS = "/approvals" "Approvals" Needs::Any(&[P::ApprovalDecide]), Work;
    PRINT_OPERATIONS = "/print-operations" "Shared Print Operations" Needs::Any(&[P::ProductionQueue]), Work;
    PEOPLE = "/people" "People" Needs::Any(&[P::UserView]), People;
    PERSON = "/people/{id}" "Person" Needs::Any(&[P::UserView]);
    IMPORTS = "/people/import" "Import" MAY_IMPORT;
    IMPORT = "/people/import/{id}" "Import a file" MAY_IMPORT;
    DEPARTMENTS = "/departments" "Departments" ABOUT_DEPARTMENTS, People;
    COMPANIES = "/companies" "Companies" ABOUT_COMPANIES, People;
    COMPANY = "/companies/{id}" "Company" ABOUT_COMPANIES;
    ADDRESSES = "/addresses" "Addresses" Needs::Any(&[P::AddressCompanyView, P::AddressPersonalView]), People;
    SUPPLIERS = "/suppliers" "Suppliers" ABOUT_SUPPLIERS, People;
    PRODUCTS = "/catalogue" "Product visibility" ABOUT_PRODUCTS, Catalogue;
    PRODUCT_LIMITS = "/catalogue/products/{id}" "Who sees a product" ABOUT_PRODUCTS;
    PUBLICATION_TYPES = "/catalogue/folders" "Publication types" ABOUT_PUBLICATION_TYPES, Catalogue;
    STOREFRONTS = "/storefronts" "Storefronts" ABOUT_STOREFRONTS, SetUp;
    STOREFRONT = "/storefronts/{id}" "Storefront" ABOUT_STOREFRONTS;
    SETTINGS = "/settings" "System settings" Needs::Platform(P::SystemSettingsEdit), SetUp;
    ROLES = "/roles" "Roles" ABOUT_ROLES, SetUp;
    ROLE_MATRIX = "/roles/matrix" "Who can do what" ABOUT_ROLES;
    /// Of oneself whoever is signed in asks; of others, who has roles in hand.
    WHY = "/roles/why" "Who may, and why" Needs::SignedIn;
    NEW_ROLE = "/roles/new" "New role" Needs::Any(&[P::RoleCreate]);
    ROLE = "/roles/{id}" "Role" ABOUT_ROLES;
    EDIT_ROLE = "/roles/{id}/edit" "Edit role" Needs::Any(&[P::RoleEdit]);
    CHANGE_OF_ROLE = "/roles/{id}/change" "Before you save" Needs::Any(&[P::RoleEdit]);
    ALBUMS = "/albums" "Albums" ABOUT_ALBUMS, Catalogue;
    ALBUM = "/albums/{id}" "Album" ABOUT_ALBUMS;
    /// The customers; for who may not read of them, the orders.
    REPORTS = "/reports" "Reports" Needs::Any(&[P::ReportCustomers, P::ReportOrdersExport]), Insight;
    ORDER_REPORT = "/reports/orders" "Report of orders" ABOUT_ORDERS;
    AUDIT = "/audit" "Audit trail" Needs::Reaching(READS_AUDIT), Insight;
    DASHBOARD = "/dashboard" "Dashboard" Needs::With(P::AdminAccess, &[P::OrderOverview, P::ConfigView]), Insight;
    SIGN_IN = "/sign-in" "Sign in" Needs::Anyone;
    CHOOSE_ACCOUNT = "/sign-in/account" "Choose an account" Needs::Anyone;
    SIGN_IN_CODE = "/sign-in/code" "Enter your code" Needs::Anyone;
    REGISTER = "/register" "Register" Needs::Anyone;
    VERIFY = "/verify/{token}" "Confirm your email" Needs::Anyone;
    FORGOT_PASSWORD = "/forgot-password" "Forgot your password?" Needs::Anyone;
    RESET = "/reset/{token}" "Choose a new password" Needs::Anyone;
    ACCOUNT = "/account" "Account" Needs::SignedIn;
    SECOND_FACTOR = "/account/second-factor" "Second factor" Needs::Oneself;
    PASSKEYS = "/account/passkeys" "Passkeys" Needs::Oneself;
    /// There until somebody administers the platform, and not found ever after.
    SETUP = "/setup" "Set up Quoin" Needs::Anyone;
    MAIL = "/mail" "Mail sent by this demo" Needs::Demo;
    MAIL_MESSAGE = "/mail/{id}" "Message" Needs::Demo;
}

impl Needs {
    /// Whether the door opens. `demo` says whether this is a demo platform.
    ///
    /// # Errors
    /// [`Denial::SignIn`] where signing in may help, [`Denial::SecondFactor`] where that comes first,
    /// else what is missing.
    pub fn met_by(self, access: &Access, demo: bool) -> Result<(), Denial> {
        match self {
            Self::Anyone => Ok(()),
            Self::SignedIn
            | Self::Any(_)
            | Self::Reaching(_)
            | Self::With(..)
            | Self::Platform(_)
                if access.standing == Standing::Unprotected =>
            {
                Err(Denial::SecondFactor)
            }
            Self::SignedIn | Self::Oneself
                if access.signed_in()
                    && matches!(access.standing, Standing::Active | Standing::Unprotected) =>
            {
                Ok(())
            }
            Self::SignedIn | Self::Oneself => Err(Denial::SignIn),
            Self::Demo if demo => Ok(()),
            Self::Demo => Err(Denial::NotFound),
            Self::Reaching(ways) => {
                let first = ways.first().map(|(permission, _)| *permission);
                let mut answer = Err(first.map_or(Denial::NotFound, |one| access.unheld(one)));
                for (permission, reaches) in ways {
                    let at = |reach: &Reach| {
                        let mut held = access.holdings.iter();
                        held.any(|holding| holding.allows.of(*permission).has(*reach))
                    };
                    if reaches.iter().any(at) {
                        answer = access.holds(*permission);
                    }
                    if answer.is_ok() {
                        break;
                    }
                }
                answer
            }
            Self::Any(permissions) => any(access, permissions),
            Self::With(permission, others) => {
                access.holds(permission)?;
                any(access, others)
            }
            Self::Platform(permission) => access.decide(permission, &Object::PLATFORM).map(drop),
        }
    }
}

fn any(access: &Access, permissions: &[Permission]) -> Result<(), Denial> {
    let mut answer = Err(Denial::NotFound);
    for permission in permissions {
        answer = access.holds(*permission);
        if answer.is_ok() {
            break;
        }
    }
    answer
}

/// What a matched path needs; nothing for a path that does not exist.
#[must_use]
pub fn needs(pattern: &str) -> Option<Needs> {
    let page = PAGES
        .iter()
        .find(|page| page.pattern == pattern)
        .map(|page| page.needs);
    page.or_else(|| {
        ENDPOINTS
            .iter()
            .find(|endpoint| endpoint.path == pattern)
            .map(|endpoint| endpoint.needs)
    })
}

/// The menu of an actor: exactly the pages that stand in menus and open.
#[must_use]
pub fn menu(access: &Access) -> Vec<&'static Page> {
    PAGES
        .iter()
        .filter(|page| page.menu.is_some() && page.needs.met_by(access, false).is_ok())
        .collect()
}

/// Where a role's holder starts, the best first.
const fn start_of(role: Role) -> &'static [Page] {
    match role {
        Role::PowerUser
        | Role::StorefrontApprover
        | Role::CorporateApprover
        | Role::CorporateDepartmentManager
        | Role::PrintshopDepartmentManager
        | Role::SeniorManager
        | Role::CompanyManager => &[APPROVALS, ORDERS],
        Role::Supplier | Role::ProductionManager | Role::ViewOrders | Role::ManageOrders => {
            &[ORDERS]
        }
        Role::ExternalApprover => &[APPROVALS],
        Role::AlbumAdmin => &[ALBUMS],
        Role::JobController | Role::Operator | Role::PrintLocationDownloader => &[PRINT_OPERATIONS],
        Role::JuniorAdmin
        | Role::StorefrontAdmin
        | Role::PlatformAdmin
        | Role::Admin
        | Role::PrintshopAdministrator
        | Role::ConfiguratorAdministrator
        | Role::ManageConfiguration
        | Role::ViewConfiguration => &[DASHBOARD],
        Role::Guest
        | Role::Registered
        | Role::EndUser
        | Role::Visitor
        | Role::PublicCustomer
        | Role::Customer
        | Role::CustomerPlus
        | Role::Designer
        | Role::RuntimeConfiguration
        | Role::RuntimeOrdersConfiguration => &[CATALOGUE],
    }
}

/// Where a holder starts by this role, the best first: as it is set, or as it comes.
fn starts(holding: &Holding) -> Vec<&'static Page> {
    let set = holding.ways.start.as_deref();
    let set = set.and_then(|start| PAGES.iter().find(|page| page.pattern == start));
    let default = match holding.role {
        RoleName::BuiltIn(role) => start_of(role),
        RoleName::Custom { .. } => &[],
    };
    set.into_iter().chain(default).collect()
}

/// Where a built-in role's holder starts as it comes.
#[must_use]
pub fn default_start(role: Role) -> &'static str {
    start_of(role).first().map_or("/", |page| page.pattern)
}

/// The page that a role leads to as it is set now.
#[must_use]
pub fn start_page(role: &RoleName, ways: &Ways) -> Option<String> {
    ways.start.clone().or_else(|| match role {
        RoleName::BuiltIn(role) => Some(default_start(*role).to_owned()),
        RoleName::Custom { .. } => None,
    })
}

/// The pages that grants open by themselves and that somebody could start on: those without a part
/// to fill in.
#[must_use]
pub fn openable(grants: &Grants) -> Vec<&'static Page> {
    let granted = |these: &[Permission]| these.iter().any(|one| !grants.of(*one).is_empty());
    let opens = |page: &&Page| match page.needs {
        Needs::Any(these) => granted(these),
        Needs::With(one, others) => granted(&[one]) && granted(others),
        Needs::Reaching(ways) => ways.iter().any(|(permission, reaches)| {
            let held = grants.of(*permission);
            reaches.iter().any(|reach| held.has(*reach))
        }),
        Needs::Platform(permission) => grants.of(permission).has(Reach::Platform),
        Needs::SignedIn => true,
        Needs::Oneself | Needs::Anyone | Needs::Demo => false,
    };
    PAGES
        .iter()
        .filter(|page| !page.pattern.contains('{'))
        .filter(opens)
        .collect()
}

/// The address that an actor starts on: that of the role assigned first on the highest side, or the
/// first page that opens at all. Designations stand on top of a customer's role and lead it.
#[must_use]
pub fn start(access: &Access) -> &'static str {
    let leading = access
        .holdings
        .iter()
        .map(|holding| (holding.role.side(), starts(holding)))
        .enumerate()
        // A custom role that starts nowhere leads nobody.
        .filter(|(_, (_, wanted))| !wanted.is_empty())
        .max_by_key(|(place, (side, wanted))| {
            let designated = *side == Side::Customer
                && !matches!(wanted.as_slice(), [Page { pattern: "/", .. }]);
            (*side, designated, std::cmp::Reverse(*place))
        });
    let wanted = leading.map(|(_, (_, wanted))| wanted).unwrap_or_default();
    wanted
        .into_iter()
        .chain(menu(access))
        .find(|page| page.needs.met_by(access, false).is_ok())
        .map_or(ACCOUNT.pattern, |page| page.pattern)
}
