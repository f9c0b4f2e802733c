//! The built-in roles: which there are, which side they stand on, where they start. What each grants
//! is in [`packs`](crate::packs).

use crate::{Grants, packs};
use domain::CustomRoleId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A family of built-in roles, after one of four well-known systems. A storefront has one customer
/// pack; staff and partner roles of every pack may work there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pack {
    Storefront,
    Corporate,
    Printshop,
    Configurator,
}

impl Pack {
    pub const ALL: [Self; 4] = [
        Self::Storefront,
        Self::Corporate,
        Self::Printshop,
        Self::Configurator,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Corporate => "corporate",
            Self::Printshop => "printshop",
            Self::Configurator => "configurator",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Storefront => "Storefront",
            Self::Corporate => "Corporate",
            Self::Printshop => "Print shop",
            Self::Configurator => "Configurator",
        }
    }
}

/// Whom a role's holder works for. The order is that of leading: with several roles, the one
/// assigned first on the highest side decides where a person starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Machine,
    Customer,
    Partner,
    Staff,
}

macro_rules! roles {
    ($( $pack:ident $of:literal { $( $name:ident $word:literal $key:literal $side:ident $grants:path; )+ } )+) => {
        /// A built-in role. Roles of the same name in two packs are two roles.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $( $( $name, )+ )+ }

        impl Role {
            pub const ALL: &'static [Self] = &[ $( $( Self::$name, )+ )+ ];

            /// As people read it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( $( Self::$name => $word, )+ )+ }
            }

            /// `department-manager@corporate`: unique, and the name by which it is stored.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $( $( Self::$name => concat!($key, "@", $of), )+ )+ }
            }

            #[must_use]
            pub const fn pack(self) -> Pack {
                match self { $( $( Self::$name => Pack::$pack, )+ )+ }
            }

            #[must_use]
            pub const fn side(self) -> Side {
                match self { $( $( Self::$name => Side::$side, )+ )+ }
            }

            /// What it grants as it comes.
            #[must_use]
            pub const fn grants(self) -> &'static Grants {
                match self { $( $( Self::$name => &$grants, )+ )+ }
            }
        }
    };
}

roles! {
    Storefront "storefront" {
        Guest "Guest" "guest" Customer packs::storefront::GUEST;
        Registered "Registered" "registered" Customer packs::storefront::REGISTERED;
        StorefrontApprover "Approver" "approver" Customer packs::storefront::APPROVER;
        AlbumAdmin "Album Admin" "album-admin" Staff packs::storefront::ALBUM_ADMIN;
        StorefrontAdmin "Storefront Admin" "storefront-admin" Staff packs::storefront::STOREFRONT_ADMIN;
        PlatformAdmin "Platform Admin" "platform-admin" Staff packs::storefront::PLATFORM_ADMIN;
        JobController "Job Controller" "job-controller" Staff packs::storefront::JOB_CONTROLLER;
        PrintLocationDownloader "Print Location Downloader" "print-location-downloader" Staff packs::storefront::PRINT_LOCATION_DOWNLOADER;
    }
    Corporate "corporate" {
        Admin "Admin" "admin" Staff packs::corporate::ADMIN;
        JuniorAdmin "Junior Admin" "junior-admin" Staff packs::corporate::JUNIOR_ADMIN;
        Supplier "Supplier" "supplier" Partner packs::corporate::SUPPLIER;
        EndUser "End User" "end-user" Customer packs::corporate::END_USER;
        SeniorManager "Senior Manager" "senior-manager" Customer packs::corporate::SENIOR_MANAGER;
        CorporateDepartmentManager "Department Manager" "department-manager" Customer packs::corporate::DEPARTMENT_MANAGER;
        CorporateApprover "Approver" "approver" Customer packs::corporate::APPROVER;
        ExternalApprover "External Approver" "external-approver" Partner packs::corporate::EXTERNAL_APPROVER;
    }
    Printshop "printshop" {
        Visitor "Visitor" "visitor" Customer packs::printshop::VISITOR;
        PublicCustomer "Public Customer" "public-customer" Customer packs::printshop::PUBLIC_CUSTOMER;
        Customer "Customer" "customer" Customer packs::printshop::CUSTOMER;
        CustomerPlus "Customer Plus" "customer-plus" Customer packs::printshop::CUSTOMER_PLUS;
        PowerUser "Power User" "power-user" Customer packs::printshop::POWER_USER;
        PrintshopDepartmentManager "Department Manager" "department-manager" Customer packs::printshop::DEPARTMENT_MANAGER;
        CompanyManager "Company Manager" "company-manager" Customer packs::printshop::COMPANY_MANAGER;
        Designer "Designer" "designer" Staff packs::printshop::DESIGNER;
        Operator "Operator" "operator" Staff packs::printshop::OPERATOR;
        ProductionManager "Production Manager" "production-manager" Staff packs::printshop::PRODUCTION_MANAGER;
        PrintshopAdministrator "Administrator" "administrator" Staff packs::printshop::ADMINISTRATOR;
    }
    Configurator "configurator" {
        ConfiguratorAdministrator "Administrator" "administrator" Staff packs::configurator::ADMINISTRATOR;
        ManageConfiguration "Manage Configuration" "manage-configuration" Staff packs::configurator::MANAGE_CONFIGURATION;
        ViewConfiguration "View Configuration" "view-configuration" Staff packs::configurator::VIEW_CONFIGURATION;
        RuntimeConfiguration "Runtime Configuration" "runtime-configuration" Machine packs::configurator::RUNTIME_CONFIGURATION;
        RuntimeOrdersConfiguration "Runtime Orders Configuration" "runtime-orders-configuration" Machine packs::configurator::RUNTIME_ORDERS_CONFIGURATION;
        ManageOrders "Manage Orders" "manage-orders" Staff packs::configurator::MANAGE_ORDERS;
        ViewOrders "View Orders" "view-orders" Staff packs::configurator::VIEW_ORDERS;
    }
}

impl Side {
    pub const ALL: [Self; 4] = [Self::Customer, Self::Staff, Self::Partner, Self::Machine];

    /// As it is stored and sent.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Customer => "customer",
            Self::Partner => "partner",
            Self::Staff => "staff",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whom such a role is for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Machine => "Programs",
            Self::Customer => "Customers",
            Self::Partner => "Partners",
            Self::Staff => "Staff",
        }
    }
}

/// A role by which addresses, forms and files know it: `end-user@corporate`, or the number of a
/// custom one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleId {
    BuiltIn(Role),
    Custom(CustomRoleId),
}

impl fmt::Display for RoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(role) => f.write_str(role.key()),
            Self::Custom(id) => id.fmt(f),
        }
    }
}

/// The text names no role that there could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARole;

impl FromStr for RoleId {
    type Err = NotARole;
    fn from_str(text: &str) -> Result<Self, NotARole> {
        match Role::from_key(text) {
            Some(role) => Ok(Self::BuiltIn(role)),
            None => text.parse().map(Self::Custom).map_err(|_| NotARole),
        }
    }
}

impl Serialize for RoleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RoleId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom("unknown role"))
    }
}

impl Role {
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.key() == key)
    }

    /// The role that everybody without a session has on a storefront of this customer pack.
    #[must_use]
    pub const fn of_visitor(pack: Pack) -> Self {
        match pack {
            Pack::Printshop => Self::Visitor,
            Pack::Storefront | Pack::Corporate | Pack::Configurator => Self::Guest,
        }
    }

    /// A customer's first role; on a public storefront of pack `printshop` one who registers
    /// without a company gets [`Role::PublicCustomer`]. Machines are the only customers that
    /// `configurator` has, so a person there is Registered, which grants nothing outside its pack.
    #[must_use]
    pub const fn of_customer(pack: Pack) -> Self {
        match pack {
            Pack::Storefront | Pack::Configurator => Self::Registered,
            Pack::Corporate => Self::EndUser,
            Pack::Printshop => Self::Customer,
        }
    }

    /// The role by which customers of this pack manage departments; nothing where none of them do.
    /// Managing is a relation as well: without a department to manage the role reaches none.
    #[must_use]
    pub const fn manager_of_departments(pack: Pack) -> Option<Self> {
        match pack {
            Pack::Corporate => Some(Self::CorporateDepartmentManager),
            Pack::Printshop => Some(Self::PrintshopDepartmentManager),
            Pack::Storefront | Pack::Configurator => None,
        }
    }
}
