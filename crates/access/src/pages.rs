//! The page table: what each page, server function, file and API route needs. The door reads it
//! before any page code runs; the menu reads it too, so that what is shown opens and nothing else
//! exists. What is not in here answers 404.

use crate::{
    Access, Denial, Grants, Holding, Permission, Reach, Role, RoleName, Side, Standing, Ways,
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
    ORDERS = "/orders" "Order Manager" Needs::Any(&[P::OrderView]), Work;
    ORDER = "/orders/{number}" "Order" Needs::Any(&[P::OrderView]);
    REORDER = "/orders/{number}/re-order" "Re-order" Needs::Any(&[P::OrderReorder]);
    APPROVALS = "/approvals" "Approvals" Needs::Any(&[P::ApprovalDecide]), Work;
    PRINT_OPERATIONS = "/print-operations" "Shared Print Operations" Needs::Any(&[P::ProductionQueue]), Work;
    PEOPLE = "/people" "People" Needs::Any(&[P::UserView]), People;
    PERSON = "/people/{id}" "Person" Needs::Any(&[P::UserView]);
    ROLES = "/roles" "Roles" ABOUT_ROLES, SetUp;
    ROLE_MATRIX = "/roles/matrix" "Who can do what" ABOUT_ROLES;
    WHY = "/roles/why" "Who may, and why" ABOUT_ROLES;
    NEW_ROLE = "/roles/new" "New role" Needs::Any(&[P::RoleCreate]);
    ROLE = "/roles/{id}" "Role" ABOUT_ROLES;
    EDIT_ROLE = "/roles/{id}/edit" "Edit role" Needs::Any(&[P::RoleEdit]);
    CHANGE_OF_ROLE = "/roles/{id}/change" "Before you save" Needs::Any(&[P::RoleEdit]);
    AUDIT = "/audit" "Audit trail" Needs::Reaching(READS_AUDIT), Insight;
    DASHBOARD = "/dashboard" "Dashboard" Needs::With(P::AdminAccess, &[P::OrderView, P::ConfigView]), Insight;
    SIGN_IN = "/sign-in" "Sign in" Needs::Anyone;
    CHOOSE_ACCOUNT = "/sign-in/account" "Choose an account" Needs::Anyone;
    SIGN_IN_CODE = "/sign-in/code" "Enter your code" Needs::Anyone;
    REGISTER = "/register" "Register" Needs::Anyone;
    VERIFY = "/verify/{token}" "Confirm your email" Needs::Anyone;
    FORGOT_PASSWORD = "/forgot-password" "Forgot your password?" Needs::Anyone;
    RESET = "/reset/{token}" "Choose a new password" Needs::Anyone;
    ACCOUNT = "/account" "Account" Needs::SignedIn;
    SECOND_FACTOR = "/account/second-factor" "Second factor" Needs::Oneself;
    MAIL = "/mail" "Mail sent by this demo" Needs::Demo;
    MAIL_MESSAGE = "/mail/{id}" "Message" Needs::Demo;
}

/// An address that is not a page: a server function, a file, an API route.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    pub path: &'static str,
    pub needs: Needs,
}

const fn endpoint(path: &'static str, needs: Needs) -> Endpoint {
    Endpoint { path, needs }
}

pub const CART_ADD: Endpoint = endpoint("/fn/cart/add", Needs::Any(&[P::CartUse]));
pub const CART_CHANGE: Endpoint = endpoint("/fn/cart/change", Needs::Any(&[P::CartUse]));
pub const CART_REMOVE: Endpoint = endpoint("/fn/cart/remove", Needs::Any(&[P::CartUse]));
pub const PLACE: Endpoint = endpoint("/fn/orders/place", Needs::Any(&[P::OrderPlace]));
pub const RE_ORDER: Endpoint = endpoint("/fn/orders/re-order", Needs::Any(&[P::OrderReorder]));
pub const EDIT_CONTENT: Endpoint =
    endpoint("/fn/orders/edit-content", Needs::Any(&[P::JobEditContent]));
pub const CART_THUMBNAIL: Endpoint = endpoint("/cart/{line}/thumbnail", Needs::Any(&[P::CartUse]));
/// The first page of a file that was sent with a form that had another fault.
pub const KEPT_THUMBNAIL: Endpoint = endpoint("/kept-artwork/{kept}", Needs::Any(&[P::CartUse]));
pub const HOLD_ORDER: Endpoint = endpoint("/fn/orders/hold", Needs::Any(&[P::OrderHold]));
pub const RELEASE_ORDER: Endpoint = endpoint("/fn/orders/release", Needs::Any(&[P::OrderHold]));
pub const CANCEL_ORDER: Endpoint = endpoint("/fn/orders/cancel", Needs::Any(&[P::OrderCancel]));
pub const CONFIRM_RECEIPT: Endpoint = endpoint(
    "/fn/orders/confirm-receipt",
    Needs::Any(&[P::OrderConfirmReceipt]),
);
pub const ORDER_MESSAGE: Endpoint = endpoint("/fn/orders/message", Needs::Any(&[P::OrderView]));
pub const ORDERS_BULK: Endpoint = endpoint("/fn/orders/bulk", Needs::Any(&[P::OrderView]));
pub const DECIDE: Endpoint = endpoint(
    "/fn/approvals/decide",
    Needs::Any(&[P::ApprovalDecide, P::ApprovalSelf]),
);
pub const ORDERS_CSV: Endpoint = endpoint("/orders.csv", Needs::Any(&[P::OrderView]));
pub const SET_STATUS: Endpoint =
    endpoint("/fn/production/set-status", Needs::Any(&[P::JobSetStatus]));
pub const BLOCK: Endpoint = endpoint("/fn/production/block", Needs::Any(&[P::JobBlockRelease]));
pub const RELEASE_JOB: Endpoint =
    endpoint("/fn/production/release", Needs::Any(&[P::JobBlockRelease]));
pub const AWARD: Endpoint = endpoint("/fn/production/award", Needs::Any(&[P::JobAssignSupplier]));
pub const TAKE_BACK: Endpoint = endpoint(
    "/fn/production/take-back",
    Needs::Any(&[P::JobAssignSupplier]),
);
pub const PRODUCTION_BULK: Endpoint =
    endpoint("/fn/production/bulk", Needs::Any(&[P::ProductionQueue]));
pub const REPLACE_ARTWORK: Endpoint = endpoint(
    "/fn/production/replace-artwork",
    Needs::Any(&[P::ArtworkReplace]),
);

pub const CREATE_ROLE: Endpoint = endpoint("/fn/roles/create", Needs::Any(&[P::RoleCreate]));
pub const SAVE_ROLE: Endpoint = endpoint("/fn/roles/edit", Needs::Any(&[P::RoleEdit]));
pub const RESTORE_ROLE: Endpoint = endpoint("/fn/roles/restore", Needs::Any(&[P::RoleEdit]));
pub const DELETE_ROLE: Endpoint = endpoint("/fn/roles/delete", Needs::Any(&[P::RoleEdit]));
pub const ROLE_MATRIX_CSV: Endpoint = endpoint("/roles/matrix.csv", ABOUT_ROLES);

pub const POST_SIGN_IN: Endpoint = endpoint("/fn/accounts/sign-in", Needs::Anyone);
pub const POST_CHOOSE_ACCOUNT: Endpoint = endpoint("/fn/accounts/choose", Needs::Anyone);
pub const POST_SIGN_IN_CODE: Endpoint = endpoint("/fn/accounts/code", Needs::Anyone);
pub const POST_SIGN_OUT: Endpoint = endpoint("/fn/accounts/sign-out", Needs::Anyone);
pub const POST_REGISTER: Endpoint = endpoint("/fn/accounts/register", Needs::Anyone);
pub const POST_VERIFY: Endpoint = endpoint("/fn/accounts/verify", Needs::Anyone);
pub const POST_FORGOT_PASSWORD: Endpoint = endpoint("/fn/accounts/forgot-password", Needs::Anyone);
pub const POST_RESET_PASSWORD: Endpoint = endpoint("/fn/accounts/reset-password", Needs::Anyone);
pub const EDIT_PROFILE: Endpoint = endpoint(
    "/fn/accounts/edit-profile",
    Needs::Any(&[P::AccountEditOwn]),
);
pub const CHOOSE_MAILS: Endpoint = endpoint("/fn/accounts/mails", Needs::Any(&[P::AccountEditOwn]));
/// Not `account.edit_own`: an administrator who is logged in as somebody may mend their profile,
/// never their password.
pub const CHANGE_PASSWORD: Endpoint = endpoint(
    "/fn/accounts/change-password",
    Needs::Any(&[P::SessionResetPassword]),
);
pub const END_SESSION: Endpoint = endpoint("/fn/accounts/end-session", Needs::SignedIn);
pub const BEGIN_SECOND_FACTOR: Endpoint =
    endpoint("/fn/accounts/second-factor/begin", Needs::Oneself);
pub const CONFIRM_SECOND_FACTOR: Endpoint =
    endpoint("/fn/accounts/second-factor/confirm", Needs::Oneself);
pub const RENEW_RECOVERY_CODES: Endpoint =
    endpoint("/fn/accounts/second-factor/codes", Needs::Oneself);
pub const SWITCH_OFF_SECOND_FACTOR: Endpoint =
    endpoint("/fn/accounts/second-factor/off", Needs::Oneself);

pub const ADD_PERSON: Endpoint = endpoint("/fn/people/add", Needs::Any(&[P::UserCreate]));
pub const EDIT_PERSON: Endpoint = endpoint("/fn/people/edit", Needs::Any(&[P::UserEdit]));
pub const SET_DEPARTMENTS: Endpoint = endpoint(
    "/fn/people/set-departments",
    Needs::Any(&[P::UserSetDepartment]),
);
pub const INVITE: Endpoint = endpoint(
    "/fn/people/invite",
    Needs::Any(&[P::UserInvite, P::UserCreate]),
);
pub const SUSPEND: Endpoint = endpoint("/fn/people/suspend", Needs::Any(&[P::UserSuspend]));
pub const REACTIVATE: Endpoint =
    endpoint("/fn/people/reactivate", Needs::Any(&[P::UserReactivate]));
pub const DELETE_PERSON: Endpoint = endpoint("/fn/people/delete", Needs::Any(&[P::UserDelete]));
pub const ASSIGN_ROLE: Endpoint = endpoint("/fn/people/assign-role", Needs::Any(&[P::RoleAssign]));
pub const WITHDRAW_ROLE: Endpoint =
    endpoint("/fn/people/withdraw-role", Needs::Any(&[P::RoleAssign]));
pub const LOG_IN_AS: Endpoint =
    endpoint("/fn/people/log-in-as", Needs::Any(&[P::SessionImpersonate]));
/// For who is logged in as somebody, whatever that person may do.
pub const RETURN: Endpoint = endpoint("/fn/people/return", Needs::SignedIn);

/// Every form, file and API route.
pub const ENDPOINTS: &[Endpoint] = &[
    POST_SIGN_IN,
    POST_CHOOSE_ACCOUNT,
    POST_SIGN_IN_CODE,
    POST_SIGN_OUT,
    POST_REGISTER,
    POST_VERIFY,
    POST_FORGOT_PASSWORD,
    POST_RESET_PASSWORD,
    EDIT_PROFILE,
    CHOOSE_MAILS,
    CHANGE_PASSWORD,
    END_SESSION,
    BEGIN_SECOND_FACTOR,
    CONFIRM_SECOND_FACTOR,
    RENEW_RECOVERY_CODES,
    SWITCH_OFF_SECOND_FACTOR,
    CART_ADD,
    CART_CHANGE,
    CART_REMOVE,
    PLACE,
    RE_ORDER,
    HOLD_ORDER,
    RELEASE_ORDER,
    CANCEL_ORDER,
    CONFIRM_RECEIPT,
    EDIT_CONTENT,
    ORDER_MESSAGE,
    ORDERS_BULK,
    DECIDE,
    SET_STATUS,
    BLOCK,
    RELEASE_JOB,
    AWARD,
    TAKE_BACK,
    PRODUCTION_BULK,
    REPLACE_ARTWORK,
    ADD_PERSON,
    EDIT_PERSON,
    SET_DEPARTMENTS,
    INVITE,
    SUSPEND,
    REACTIVATE,
    DELETE_PERSON,
    ASSIGN_ROLE,
    WITHDRAW_ROLE,
    LOG_IN_AS,
    RETURN,
    ORDERS_CSV,
    CREATE_ROLE,
    SAVE_ROLE,
    RESTORE_ROLE,
    DELETE_ROLE,
    ROLE_MATRIX_CSV,
    endpoint("/artwork/{job}", Needs::Any(&[P::ArtworkDownload])),
    endpoint("/artwork/{job}/thumbnail", Needs::Any(&[P::ProofView])),
    CART_THUMBNAIL,
    KEPT_THUMBNAIL,
    endpoint("/api/v1/me", Needs::Anyone),
    endpoint("/healthz", Needs::Anyone),
    endpoint("/readyz", Needs::Anyone),
];

impl Needs {
    /// Whether the door opens. `demo` says whether this is a demo platform.
    ///
    /// # Errors
    /// [`Denial::SignIn`] where signing in may help, [`Denial::SecondFactor`] where that comes first,
    /// else what is missing.
    pub fn met_by(self, access: &Access, demo: bool) -> Result<(), Denial> {
        match self {
            Self::Anyone => Ok(()),
            Self::SignedIn | Self::Any(_) | Self::Reaching(_) | Self::With(..)
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
                let mut answer = Err(access.unheld(P::SessionImpersonate));
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
        Role::Supplier
        | Role::ProductionManager
        | Role::ViewOrders
        | Role::ManageOrders
        | Role::ExternalApprover => &[ORDERS],
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
        | Role::AlbumAdmin
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
