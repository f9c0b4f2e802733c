//! What each address needs that is not a page: forms, files, API routes.

use super::{
    ABOUT_ALBUMS, ABOUT_CUSTOMERS, ABOUT_ORDERS, ABOUT_PRODUCTS, ABOUT_ROLES, ABOUT_STOREFRONTS,
    ABOUT_SUPPLIERS, LISTS_ORDERS, MAY_IMPORT, Needs,
};
use crate::Permission as P;

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
pub const ORDERS_CSV: Endpoint = endpoint("/orders.csv", LISTS_ORDERS);
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
pub const PREVIEW_ROLE: Endpoint = endpoint("/fn/roles/preview", ABOUT_ROLES);
/// Open as long as somebody is signed in: what has been begun can be ended.
pub const END_PREVIEW: Endpoint = endpoint("/fn/roles/end-preview", Needs::Oneself);
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

/// What a device is asked to sign, for whoever signs in.
pub const ASK_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/ask", Needs::Anyone);
pub const POST_SIGN_IN_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/sign-in", Needs::Anyone);
/// The same for who adds one.
pub const BEGIN_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/begin", Needs::SignedIn);
pub const ADD_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/add", Needs::SignedIn);
pub const RENAME_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/rename", Needs::SignedIn);
pub const REMOVE_PASSKEY: Endpoint = endpoint("/fn/accounts/passkeys/remove", Needs::SignedIn);

pub const ADD_PERSON: Endpoint = endpoint("/fn/people/add", Needs::Any(&[P::UserCreate]));
pub const EDIT_PERSON: Endpoint = endpoint("/fn/people/edit", Needs::Any(&[P::UserEdit]));
pub const SET_DEPARTMENTS: Endpoint = endpoint(
    "/fn/people/set-departments",
    Needs::Any(&[P::UserSetDepartment]),
);
pub const SET_APPROVERS: Endpoint = endpoint(
    "/fn/people/set-approvers",
    Needs::Any(&[P::ApprovalConfigure]),
);
pub const INVITE: Endpoint = endpoint(
    "/fn/people/invite",
    Needs::Any(&[P::UserInvite, P::UserCreate]),
);
pub const SUSPEND: Endpoint = endpoint("/fn/people/suspend", Needs::Any(&[P::UserSuspend]));
pub const REACTIVATE: Endpoint =
    endpoint("/fn/people/reactivate", Needs::Any(&[P::UserReactivate]));
pub const RESET_SECOND_FACTOR: Endpoint =
    endpoint("/fn/people/reset-second-factor", Needs::Any(&[P::UserEdit]));
pub const DELETE_PERSON: Endpoint = endpoint("/fn/people/delete", Needs::Any(&[P::UserDelete]));
pub const ASSIGN_ROLE: Endpoint = endpoint("/fn/people/assign-role", Needs::Any(&[P::RoleAssign]));
pub const WITHDRAW_ROLE: Endpoint =
    endpoint("/fn/people/withdraw-role", Needs::Any(&[P::RoleAssign]));
pub const LOG_IN_AS: Endpoint =
    endpoint("/fn/people/log-in-as", Needs::Any(&[P::SessionImpersonate]));
/// For who is logged in as somebody, whatever that person may do.
pub const RETURN: Endpoint = endpoint("/fn/people/return", Needs::SignedIn);

pub const BEGIN_IMPORT: Endpoint = endpoint("/fn/imports/begin", MAY_IMPORT);
pub const MAP_COLUMNS: Endpoint = endpoint("/fn/imports/columns", MAY_IMPORT);
pub const RUN_IMPORT: Endpoint = endpoint("/fn/imports/run", MAY_IMPORT);
pub const IMPORT_SAMPLE: Endpoint = endpoint("/people/import/sample.csv", MAY_IMPORT);

pub const CREATE_DEPARTMENT: Endpoint =
    endpoint("/fn/departments/create", Needs::Any(&[P::DepartmentCreate]));
pub const RENAME_DEPARTMENT: Endpoint =
    endpoint("/fn/departments/rename", Needs::Any(&[P::DepartmentEdit]));
pub const DELETE_DEPARTMENT: Endpoint =
    endpoint("/fn/departments/delete", Needs::Any(&[P::DepartmentDelete]));
pub const APPOINT: Endpoint = endpoint(
    "/fn/departments/appoint",
    Needs::Any(&[P::DepartmentSetManager]),
);
pub const DISMISS: Endpoint = endpoint(
    "/fn/departments/dismiss",
    Needs::Any(&[P::DepartmentSetManager]),
);

pub const CREATE_COMPANY: Endpoint =
    endpoint("/fn/companies/create", Needs::Any(&[P::CompanyCreate]));
pub const EDIT_COMPANY: Endpoint = endpoint("/fn/companies/edit", Needs::Any(&[P::CompanyEdit]));
pub const ASK_CODES: Endpoint = endpoint("/fn/companies/codes", Needs::Any(&[P::BudgetManage]));
pub const KEEP_COST_CENTRE: Endpoint =
    endpoint("/fn/companies/cost-centre", Needs::Any(&[P::BudgetManage]));
pub const DEACTIVATE_COMPANY: Endpoint =
    endpoint("/fn/companies/deactivate", Needs::Any(&[P::CompanyDelete]));
pub const ACTIVATE_COMPANY: Endpoint =
    endpoint("/fn/companies/activate", Needs::Any(&[P::CompanyDelete]));
pub const DELETE_COMPANY: Endpoint =
    endpoint("/fn/companies/delete", Needs::Any(&[P::CompanyDelete]));

pub const SET_COMPANY_PASSKEY: Endpoint =
    endpoint("/fn/companies/set-passkey", Needs::Any(&[P::CompanyEdit]));
pub const REMOVE_COMPANY_PASSKEY: Endpoint = endpoint(
    "/fn/companies/remove-passkey",
    Needs::Any(&[P::CompanyEdit]),
);

pub const ADD_COMPANY_ADDRESS: Endpoint = endpoint(
    "/fn/addresses/add-company",
    Needs::Any(&[P::AddressCompanyManage]),
);
pub const ADD_PERSONAL_ADDRESS: Endpoint = endpoint(
    "/fn/addresses/add-personal",
    Needs::Any(&[P::AddressPersonalAddDelete]),
);
pub const EDIT_ADDRESS: Endpoint = endpoint(
    "/fn/addresses/edit",
    Needs::Any(&[P::AddressCompanyManage, P::AddressPersonalEdit]),
);
pub const DELETE_ADDRESS: Endpoint = endpoint(
    "/fn/addresses/delete",
    Needs::Any(&[P::AddressCompanyManage, P::AddressPersonalAddDelete]),
);
pub const ASSIGN_ADDRESS: Endpoint = endpoint(
    "/fn/addresses/assign-departments",
    Needs::Any(&[P::AddressCompanyAssignDepartment]),
);

pub const LIMIT_PRODUCT: Endpoint = endpoint("/fn/products/limit", ABOUT_PRODUCTS);

pub const CREATE_PUBLICATION_TYPE: Endpoint = endpoint(
    "/fn/publication-types/create",
    Needs::Any(&[P::PubtypeManage]),
);
pub const RENAME_PUBLICATION_TYPE: Endpoint = endpoint(
    "/fn/publication-types/rename",
    Needs::Any(&[P::PubtypeManage]),
);
pub const DELETE_PUBLICATION_TYPE: Endpoint = endpoint(
    "/fn/publication-types/delete",
    Needs::Any(&[P::PubtypeManage]),
);
pub const FILE_PRODUCT: Endpoint = endpoint(
    "/fn/publication-types/file-product",
    Needs::With(P::PubtypeManage, &[P::ProductManage]),
);
pub const ASSIGN_PUBLICATION_TYPE: Endpoint = endpoint(
    "/fn/publication-types/assign-departments",
    Needs::Any(&[P::PubtypeAssignDepartment]),
);

pub const CREATE_SUPPLIER: Endpoint = endpoint("/fn/suppliers/create", ABOUT_SUPPLIERS);
pub const EDIT_SUPPLIER: Endpoint = endpoint("/fn/suppliers/edit", ABOUT_SUPPLIERS);
pub const INVITE_SUPPLIER: Endpoint = endpoint("/fn/suppliers/invite", ABOUT_SUPPLIERS);
pub const DEACTIVATE_SUPPLIER: Endpoint = endpoint("/fn/suppliers/deactivate", ABOUT_SUPPLIERS);
pub const ACTIVATE_SUPPLIER: Endpoint = endpoint("/fn/suppliers/activate", ABOUT_SUPPLIERS);
pub const MAKES_PRODUCT: Endpoint = endpoint("/fn/suppliers/makes", ABOUT_SUPPLIERS);

pub const CREATE_ALBUM: Endpoint = endpoint("/fn/albums/create", ABOUT_ALBUMS);
pub const EDIT_ALBUM: Endpoint = endpoint("/fn/albums/edit", ABOUT_ALBUMS);
pub const EMPTY_ALBUM: Endpoint = endpoint("/fn/albums/empty", ABOUT_ALBUMS);
pub const DELETE_ALBUM: Endpoint = endpoint("/fn/albums/delete", ABOUT_ALBUMS);
pub const ADD_IMAGE: Endpoint = endpoint("/fn/albums/add-image", ABOUT_ALBUMS);
pub const RENAME_IMAGE: Endpoint = endpoint("/fn/albums/rename-image", ABOUT_ALBUMS);
pub const DELETE_IMAGE: Endpoint = endpoint("/fn/albums/delete-image", ABOUT_ALBUMS);
/// For who keeps the album, and for who chooses from it where it is shared.
pub const ALBUM_IMAGE: Endpoint = endpoint(
    "/album-images/{image}",
    Needs::Any(&[P::AlbumManage, P::CatalogBrowse, P::ProductView]),
);

pub const REPORTS_CSV: Endpoint = endpoint("/reports.csv", ABOUT_CUSTOMERS);
pub const ORDER_REPORT_CSV: Endpoint = endpoint("/reports/orders.csv", ABOUT_ORDERS);

pub const CREATE_STOREFRONT: Endpoint = endpoint(
    "/fn/storefronts/create",
    Needs::Platform(P::StorefrontCreate),
);
pub const EDIT_STOREFRONT: Endpoint = endpoint("/fn/storefronts/edit", ABOUT_STOREFRONTS);
pub const SET_LOOK: Endpoint = endpoint("/fn/storefronts/look", ABOUT_STOREFRONTS);
pub const SET_LOGO: Endpoint = endpoint("/fn/storefronts/logo", ABOUT_STOREFRONTS);
pub const REMOVE_LOGO: Endpoint = endpoint("/fn/storefronts/remove-logo", ABOUT_STOREFRONTS);
pub const ADD_HOST: Endpoint = endpoint("/fn/storefronts/add-host", ABOUT_STOREFRONTS);
pub const REMOVE_HOST: Endpoint = endpoint("/fn/storefronts/remove-host", ABOUT_STOREFRONTS);
pub const SET_PACKS: Endpoint = endpoint("/fn/storefronts/packs", ABOUT_STOREFRONTS);
pub const SWITCH_STOREFRONT: Endpoint =
    endpoint("/fn/storefronts/switch", Needs::Any(&[P::StorefrontSwitch]));
pub const EDIT_SETTINGS: Endpoint =
    endpoint("/fn/settings/edit", Needs::Platform(P::SystemSettingsEdit));
pub const POST_SETUP: Endpoint = endpoint("/fn/setup", Needs::Anyone);
/// The colours of a storefront, as everybody sees them.
pub const LOOK: Endpoint = endpoint("/look/{look}", Needs::Anyone);
/// Its logo, on the page for signing in too.
pub const LOGO: Endpoint = endpoint("/logo/{logo}", Needs::Anyone);

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
    ASK_PASSKEY,
    POST_SIGN_IN_PASSKEY,
    BEGIN_PASSKEY,
    ADD_PASSKEY,
    RENAME_PASSKEY,
    REMOVE_PASSKEY,
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
    SET_APPROVERS,
    INVITE,
    SUSPEND,
    REACTIVATE,
    RESET_SECOND_FACTOR,
    DELETE_PERSON,
    ASSIGN_ROLE,
    WITHDRAW_ROLE,
    LOG_IN_AS,
    RETURN,
    BEGIN_IMPORT,
    MAP_COLUMNS,
    RUN_IMPORT,
    IMPORT_SAMPLE,
    CREATE_DEPARTMENT,
    RENAME_DEPARTMENT,
    DELETE_DEPARTMENT,
    APPOINT,
    DISMISS,
    CREATE_COMPANY,
    EDIT_COMPANY,
    ASK_CODES,
    KEEP_COST_CENTRE,
    DEACTIVATE_COMPANY,
    ACTIVATE_COMPANY,
    DELETE_COMPANY,
    SET_COMPANY_PASSKEY,
    REMOVE_COMPANY_PASSKEY,
    ADD_COMPANY_ADDRESS,
    ADD_PERSONAL_ADDRESS,
    EDIT_ADDRESS,
    DELETE_ADDRESS,
    ASSIGN_ADDRESS,
    LIMIT_PRODUCT,
    CREATE_PUBLICATION_TYPE,
    RENAME_PUBLICATION_TYPE,
    DELETE_PUBLICATION_TYPE,
    FILE_PRODUCT,
    ASSIGN_PUBLICATION_TYPE,
    CREATE_SUPPLIER,
    EDIT_SUPPLIER,
    INVITE_SUPPLIER,
    DEACTIVATE_SUPPLIER,
    ACTIVATE_SUPPLIER,
    MAKES_PRODUCT,
    CREATE_ALBUM,
    EDIT_ALBUM,
    EMPTY_ALBUM,
    DELETE_ALBUM,
    ADD_IMAGE,
    RENAME_IMAGE,
    DELETE_IMAGE,
    ALBUM_IMAGE,
    CREATE_STOREFRONT,
    EDIT_STOREFRONT,
    SET_LOOK,
    SET_LOGO,
    REMOVE_LOGO,
    ADD_HOST,
    REMOVE_HOST,
    SET_PACKS,
    SWITCH_STOREFRONT,
    EDIT_SETTINGS,
    POST_SETUP,
    LOOK,
    LOGO,
    ORDERS_CSV,
    REPORTS_CSV,
    ORDER_REPORT_CSV,
    CREATE_ROLE,
    SAVE_ROLE,
    RESTORE_ROLE,
    DELETE_ROLE,
    PREVIEW_ROLE,
    END_PREVIEW,
    ROLE_MATRIX_CSV,
    endpoint("/artwork/{job}", Needs::Any(&[P::ArtworkDownload])),
    endpoint("/artwork/{job}/thumbnail", Needs::Any(&[P::ProofView])),
    CART_THUMBNAIL,
    KEPT_THUMBNAIL,
    endpoint("/api/v1/me", Needs::Anyone),
    endpoint("/healthz", Needs::Anyone),
    endpoint("/readyz", Needs::Anyone),
];
