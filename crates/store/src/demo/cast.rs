//! Who is in the demo: an account for every role that can sign in, and colleagues who only order,
//! receive and approve.

use access::Role;
use domain::accounts::AccountState;

/// Where somebody's roles start.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    Platform,
    Shops(&'static [&'static str]),
    Supplier(&'static str),
}

/// An account of a role, or of one's state.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) roles: &'static [Role],
    pub(super) at: At,
    /// Company and department.
    pub(super) of: Option<(&'static str, Option<&'static str>)>,
    pub(super) state: AccountState,
}

const fn account(
    email: &'static str,
    name: &'static str,
    roles: &'static [Role],
    at: At,
) -> Account {
    Account {
        email,
        name,
        roles,
        at,
        of: None,
        state: AccountState::Active,
    }
}

impl Account {
    const fn of(self, company: &'static str, department: Option<&'static str>) -> Self {
        Self {
            of: Some((company, department)),
            ..self
        }
    }

    const fn state(self, state: AccountState) -> Self {
        Self { state, ..self }
    }
}

pub(super) const STOREFRONT: At = At::Shops(&["storefront"]);
pub(super) const CORPORATE: At = At::Shops(&["corporate"]);
pub(super) const PRINTSHOP: At = At::Shops(&["printshop"]);
pub(super) const CONFIGURATOR: At = At::Shops(&["configurator"]);
pub(super) const MARKET: At = At::Shops(&["market"]);

/// The corporate managers and approvers stand on top of End User: taking the designation away
/// leaves one.
pub(super) const ACCOUNTS: &[Account] = &[
    account(
        "registered@storefront.test",
        "Elina Virtanen",
        &[Role::Registered],
        STOREFRONT,
    )
    .of("Lindgren & Partners", Some("Studio")),
    account(
        "approver@storefront.test",
        "Oskar Lindgren",
        &[Role::Registered, Role::StorefrontApprover],
        STOREFRONT,
    )
    .of("Lindgren & Partners", Some("Studio")),
    account(
        "album-admin@storefront.test",
        "Petra Salo",
        &[Role::AlbumAdmin],
        STOREFRONT,
    ),
    account(
        "storefront-admin@storefront.test",
        "Mikael Ahlgren",
        &[Role::StorefrontAdmin],
        STOREFRONT,
    ),
    account(
        "platform-admin@storefront.test",
        "Ingrid Bergström",
        &[Role::PlatformAdmin],
        At::Platform,
    ),
    account(
        "job-controller@storefront.test",
        "Tomasz Zieliński",
        &[Role::JobController],
        At::Shops(&["storefront", "corporate"]),
    ),
    account(
        "print-location-downloader@storefront.test",
        "Quayside plant, press room",
        &[Role::PrintLocationDownloader],
        STOREFRONT,
    ),
    account(
        "admin@corporate.test",
        "Margriet de Vries",
        &[Role::Admin],
        At::Platform,
    ),
    account(
        "junior-admin@corporate.test",
        "Daan Hoekstra",
        &[Role::JuniorAdmin],
        At::Shops(&["corporate", "market"]),
    ),
    account(
        "supplier@corporate.test",
        "Femke Postma",
        &[Role::Supplier],
        At::Supplier("Northgate Bindery"),
    ),
    account(
        "end-user@corporate.test",
        "Sanne Bakker",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "senior-manager@corporate.test",
        "Joost van den Berg",
        &[Role::EndUser, Role::SeniorManager],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Operations")),
    account(
        "department-manager@corporate.test",
        "Anouk Smit",
        &[Role::EndUser, Role::CorporateDepartmentManager],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "approver@corporate.test",
        "Ruben Meijer",
        &[Role::EndUser, Role::CorporateApprover],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing")),
    account(
        "end-user-2@corporate.test",
        "Lotte Visser",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Sales")),
    account(
        "end-user-3@corporate.test",
        "Inês Carvalho",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Castellan Hotels", None),
    account(
        "inactive@corporate.test",
        "Bram Kuiper",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Marketing"))
    .state(AccountState::Inactive),
    account(
        "suspended@corporate.test",
        "Noor Jansen",
        &[Role::EndUser],
        CORPORATE,
    )
    .of("Brightwater Energy", Some("Sales"))
    .state(AccountState::Suspended),
    account(
        "public-customer@printshop.test",
        "Giulia Ferri",
        &[Role::PublicCustomer],
        MARKET,
    ),
    account(
        "customer@printshop.test",
        "Harriet Cole",
        &[Role::Customer],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "customer-plus@printshop.test",
        "Dev Patel",
        &[Role::CustomerPlus],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "power-user@printshop.test",
        "Moira Sinclair",
        &[Role::PowerUser],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "department-manager@printshop.test",
        "Owen Hughes",
        &[Role::PrintshopDepartmentManager],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Editorial")),
    account(
        "company-manager@printshop.test",
        "Beatrice Langley",
        &[Role::CompanyManager],
        PRINTSHOP,
    )
    .of("Foxglove Publishing", Some("Publicity")),
    account(
        "designer@printshop.test",
        "Kofi Mensah",
        &[Role::Designer],
        PRINTSHOP,
    ),
    account(
        "operator@printshop.test",
        "Alfie Turner",
        &[Role::Operator],
        PRINTSHOP,
    ),
    account(
        "production-manager@printshop.test",
        "Gwen Pritchard",
        &[Role::ProductionManager],
        PRINTSHOP,
    ),
    account(
        "administrator@printshop.test",
        "Edmund Inkwell",
        &[Role::PrintshopAdministrator],
        At::Platform,
    ),
    account(
        "administrator@configurator.test",
        "Grace Okafor",
        &[Role::ConfiguratorAdministrator],
        CONFIGURATOR,
    ),
    account(
        "manage-configuration@configurator.test",
        "Luis Ortega",
        &[Role::ManageConfiguration],
        CONFIGURATOR,
    ),
    account(
        "view-configuration@configurator.test",
        "Hana Kim",
        &[Role::ViewConfiguration],
        CONFIGURATOR,
    ),
    account(
        "manage-orders@configurator.test",
        "Marcus Reed",
        &[Role::ManageOrders],
        CONFIGURATOR,
    ),
    account(
        "view-orders@configurator.test",
        "Priya Nair",
        &[Role::ViewOrders],
        CONFIGURATOR,
    ),
];

/// Who manages a department, and who is asked to approve for one.
pub(super) const MANAGES: &[(&str, &str)] = &[
    ("department-manager@corporate.test", "Marketing"),
    ("department-manager@printshop.test", "Editorial"),
];
pub(super) const APPROVES_FOR: &[(&str, &str)] = &[
    ("approver@corporate.test", "Marketing"),
    ("approver@storefront.test", "Studio"),
];

/// People who cannot sign in here and fill the year: storefront, company, department, and names.
pub(super) const COLLEAGUES: &[(&str, &str, Option<&str>, &[&str])] = &[
    (
        "storefront",
        "Lindgren & Partners",
        Some("Studio"),
        &["Aino Mäkelä", "Viljo Rantanen", "Saga Holm"],
    ),
    (
        "storefront",
        "Lindgren & Partners",
        Some("Office"),
        &["Kerttu Nieminen", "Jonas Ek"],
    ),
    (
        "storefront",
        "",
        None,
        &[
            "Leena Koskinen",
            "Rasmus Juhl",
            "Astrid Dahl",
            "Matti Laine",
            "Nina Sjöberg",
            "Henrik Wass",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Marketing"),
        &[
            "Thijs de Graaf",
            "Eva Mulder",
            "Yusuf Demir",
            "Fleur Dekker",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Sales"),
        &[
            "Koen Bos",
            "Marieke Vos",
            "Samir Haddad",
            "Iris Peters",
            "Lars Willems",
        ],
    ),
    (
        "corporate",
        "Brightwater Energy",
        Some("Operations"),
        &["Pieter Schouten", "Hanna Brouwer", "Gerrit Maas"],
    ),
    (
        "corporate",
        "Castellan Hotels",
        None,
        &["Duarte Nogueira", "Marta Reis", "Tiago Antunes"],
    ),
    (
        "printshop",
        "Foxglove Publishing",
        Some("Editorial"),
        &["Rosalind Webb", "Theo Marsh", "Amara Obi"],
    ),
    (
        "printshop",
        "Foxglove Publishing",
        Some("Publicity"),
        &["Callum Reid", "Sophie Grant", "Niamh Byrne"],
    ),
    (
        "printshop",
        "St. Alban's School",
        None,
        &["Mr. Peter Hollis", "Zainab Khan"],
    ),
    (
        "market",
        "",
        None,
        &[
            "Amélie Roux",
            "Jan Novák",
            "Katrin Vogel",
            "Paolo Conti",
            "Sofia Lund",
            "Marek Wójcik",
            "Elif Kaya",
        ],
    ),
    // Through the configurator's API come names only.
    (
        "configurator",
        "",
        None,
        &[
            "Jordan Blake",
            "Taylor Nguyen",
            "Casey Morgan",
            "Riley Thompson",
            "Avery Collins",
            "Quinn Foster",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use access::Permission;

    #[test]
    fn every_role_that_signs_in_has_an_account() {
        for role in Role::ALL {
            let signs_in = !role.grants().of(Permission::SessionLogin).is_empty();
            let email = format!("{}.test", role.key());
            let known = ACCOUNTS
                .iter()
                .any(|one| one.email == email && one.roles.contains(role));
            assert_eq!(signs_in, known, "{email}");
        }
    }
}
