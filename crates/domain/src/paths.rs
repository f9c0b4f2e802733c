//! The address of each page: a struct with its pattern and a `Display` that writes it.
//!
//! A test holds the page table and the router against these patterns.

use crate::{JobId, OrderNumber};
use std::fmt;

/// An address that can be written.
pub trait Path: fmt::Display {
    /// As axum matches it.
    const PATTERN: &'static str;
}

macro_rules! paths {
    ($( $name:ident $pattern:literal ; )+) => { $(
        #[doc = concat!("`", $pattern, "`")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;
        impl Path for $name { const PATTERN: &'static str = $pattern; }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str($pattern) }
        }
    )+ };
}

macro_rules! paths_of {
    ($( $name:ident($of:ty) $pattern:literal $before:literal $after:literal ; )+) => { $(
        #[doc = concat!("`", $pattern, "`")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub $of);
        impl Path for $name { const PATTERN: &'static str = $pattern; }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($before, "{}", $after), self.0)
            }
        }
    )+ };
}

paths! {
    Catalogue "/";
    Cart "/cart";
    Checkout "/checkout";
    Orders "/orders";
    OrdersCsv "/orders.csv";
    Approvals "/approvals";
    PrintOperations "/print-operations";
    Dashboard "/dashboard";
    Roles "/roles";
    RoleMatrix "/roles/matrix";
    RoleMatrixCsv "/roles/matrix.csv";
    NewRole "/roles/new";
    Why "/roles/why";
    Audit "/audit";
    SignIn "/sign-in";
    ChooseAccount "/sign-in/account";
    SignInCode "/sign-in/code";
    Register "/register";
    ForgotPassword "/forgot-password";
    Account "/account";
    SecondFactor "/account/second-factor";
    Passkeys "/account/passkeys";
    People "/people";
    Imports "/people/import";
    ImportSample "/people/import/sample.csv";
    Departments "/departments";
    Companies "/companies";
    Addresses "/addresses";
    Suppliers "/suppliers";
    Products "/catalogue";
    PublicationTypes "/catalogue/folders";
    Albums "/albums";
    Reports "/reports";
    ReportsCsv "/reports.csv";
    OrderReport "/reports/orders";
    OrderReportCsv "/reports/orders.csv";
    Storefronts "/storefronts";
    Settings "/settings";
    Setup "/setup";
    Mail "/mail";
}

paths_of! {
    Role(String) "/roles/{id}" "/roles/" "";
    EditRole(String) "/roles/{id}/edit" "/roles/" "/edit";
    ChangeOfRole(String) "/roles/{id}/change" "/roles/" "/change";
    Product(String) "/products/{slug}" "/products/" "";
    Order(OrderNumber) "/orders/{number}" "/orders/" "";
    ReOrder(OrderNumber) "/orders/{number}/re-order" "/orders/" "/re-order";
    Person(crate::AccountId) "/people/{id}" "/people/" "";
    Import(crate::ImportId) "/people/import/{id}" "/people/import/" "";
    Company(crate::CompanyId) "/companies/{id}" "/companies/" "";
    ProductLimits(crate::ProductId) "/catalogue/products/{id}" "/catalogue/products/" "";
    Album(crate::AlbumId) "/albums/{id}" "/albums/" "";
    AlbumImage(crate::ImageId) "/album-images/{image}" "/album-images/" "";
    Storefront(crate::StorefrontId) "/storefronts/{id}" "/storefronts/" "";
    Look(crate::storefronts::Look) "/look/{look}" "/look/" "";
    Logo(crate::storefronts::Logo) "/logo/{logo}" "/logo/" "";
    Verify(String) "/verify/{token}" "/verify/" "";
    Reset(String) "/reset/{token}" "/reset/" "";
    MailMessage(String) "/mail/{id}" "/mail/" "";
    Artwork(JobId) "/artwork/{job}" "/artwork/" "";
    Thumbnail(JobId) "/artwork/{job}/thumbnail" "/artwork/" "/thumbnail";
    KeptThumbnail(crate::artwork::Kept) "/kept-artwork/{kept}" "/kept-artwork/" "";
    CartThumbnail(crate::CartLineId) "/cart/{line}/thumbnail" "/cart/" "/thumbnail";
}
