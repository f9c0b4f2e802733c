//! Pack `storefront`: after web-to-print storefronts with a platform level: guests, registered shoppers, administrators and the production floor.

use super::{all_but, rows};
use crate::{Grants, Permission as P, Reach as R};

pub const GUEST: Grants = rows(&[
    (P::CatalogBrowse, &[R::Public]),
    (P::CartUse, &[R::Public]),
    (P::OrderPlace, &[R::Public]),
    (P::ProductView, &[R::Public]),
]);

pub const REGISTERED: Grants = rows(&[
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::CatalogBrowse, &[R::Public]),
    (P::ProductView, &[R::Department]),
    (P::CartUse, &[R::Own]),
    (P::OrderPlace, &[R::Own]),
    (P::OrderView, &[R::Own]),
    (P::OrderOverview, &[R::Own]),
    (P::OrderReorder, &[R::Own]),
    (P::ProofView, &[R::Own]),
    (P::ArtworkDownload, &[R::Own]),
    (P::AddressSelectForOrder, &[R::Own]),
    (P::AddressPersonalView, &[R::Own]),
    (P::AddressPersonalEdit, &[R::Own]),
    (P::AddressPersonalAddDelete, &[R::Own]),
    (P::OrderSearch, &[R::Own]),
    (P::QuoteRequest, &[R::Own]),
    (P::QuoteView, &[R::Own]),
    (P::QuoteAccept, &[R::Own]),
    (P::OrderCancel, &[R::Own]),
    (P::OrderConfirmReceipt, &[R::Own]),
    (P::JobEditContent, &[R::Own]),
]);

pub const APPROVER: Grants = rows(&[
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::CatalogBrowse, &[R::Public]),
    (P::ProductView, &[R::Department]),
    (P::CartUse, &[R::Own]),
    (P::OrderPlace, &[R::Own]),
    (P::OrderView, &[R::Own, R::Assigned]),
    (P::OrderOverview, &[R::Own]),
    (P::OrderReorder, &[R::Own]),
    (P::ApprovalDecide, &[R::Assigned]),
    (P::ProofView, &[R::Own, R::Assigned]),
    (P::ArtworkDownload, &[R::Own, R::Assigned]),
    (P::AddressSelectForOrder, &[R::Own]),
    (P::AddressPersonalView, &[R::Own]),
    (P::AddressPersonalEdit, &[R::Own]),
    (P::AddressPersonalAddDelete, &[R::Own]),
    (P::OrderSearch, &[R::Own, R::Assigned]),
    (P::QuoteRequest, &[R::Own]),
    (P::QuoteView, &[R::Own]),
    (P::QuoteAccept, &[R::Own]),
    (P::OrderCancel, &[R::Own]),
    (P::OrderConfirmReceipt, &[R::Own]),
    (P::JobEditContent, &[R::Own]),
]);

pub const ALBUM_ADMIN: Grants = rows(&[
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::CatalogBrowse, &[R::Public]),
    (P::ProductView, &[R::Department]),
    (P::AlbumManage, &[R::Storefront]),
    (P::CartUse, &[R::Own]),
    (P::OrderPlace, &[R::Own]),
    (P::OrderView, &[R::Own]),
    (P::OrderOverview, &[R::Own]),
    (P::OrderReorder, &[R::Own]),
    (P::ProofView, &[R::Own]),
    (P::ArtworkDownload, &[R::Own]),
    (P::AddressSelectForOrder, &[R::Own]),
    (P::AddressPersonalView, &[R::Own]),
    (P::AddressPersonalEdit, &[R::Own]),
    (P::AddressPersonalAddDelete, &[R::Own]),
    (P::OrderSearch, &[R::Own]),
    (P::QuoteRequest, &[R::Own]),
    (P::QuoteView, &[R::Own]),
    (P::QuoteAccept, &[R::Own]),
    (P::OrderCancel, &[R::Own]),
    (P::OrderConfirmReceipt, &[R::Own]),
    (P::JobEditContent, &[R::Own]),
]);

/// An umbrella: every permission at storefront reach, except what is refused to it and what exists at the platform only.
pub const STOREFRONT_ADMIN: Grants = all_but(
    R::Storefront,
    &[
        P::PlatformView,
        P::StorefrontSwitch,
        P::StorefrontCreate,
        P::SystemSettingsEdit,
        P::AdminAccountCreate,
        P::SupplierManage,
    ],
);

/// An umbrella: every permission at platform reach.
pub const PLATFORM_ADMIN: Grants = all_but(R::Platform, &[]);

pub const JOB_CONTROLLER: Grants = rows(&[
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::AdminAccess, &[R::Storefront]),
    (P::ProductionQueue, &[R::Storefront]),
    (P::JobSetStatus, &[R::Storefront]),
    (P::JobBlockRelease, &[R::Storefront]),
    (P::ArtworkDownload, &[R::Storefront]),
    (P::ArtworkReplace, &[R::Storefront]),
    (P::ProofView, &[R::Storefront]),
]);

pub const PRINT_LOCATION_DOWNLOADER: Grants = rows(&[
    (P::SessionLogin, &[R::Own]),
    (P::OutputLocationDownload, &[R::Assigned]),
]);
