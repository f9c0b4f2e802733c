//! Storefronts: several web shops on one platform, told apart by host name.

mod forms;
mod logo;
mod look;
mod platform;
mod setup;

pub use forms::{
    CreateStorefront, EditStorefront, OnHost, OnStorefront, SetLook, SetPacks, StorefrontField,
    SwitchTo,
};
pub use logo::Logo;
pub use look::{Colour, Look, NotAColour, Paper};
pub use platform::{Announced, PlatformField, PlatformSettings, SetPlatform};
pub use setup::{SetUp, SetUpField};

use crate::{AccountId, StorefrontId, people::Named};
use serde::{Deserialize, Serialize};

/// The storefront slug that a host names: the first label of `acme.localhost:3000`. Nothing for a
/// bare address.
#[must_use]
pub fn slug_of_host<'a>(host: &'a str, bare: &str) -> Option<&'a str> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name.strip_suffix(bare)?
        .strip_suffix('.')
        .filter(|slug| !slug.is_empty() && !slug.contains('.'))
}

/// A host name as it is kept and compared: small letters, no dot at its end. Nothing for what is
/// none: letters, digits and dashes in two labels at least, the last one not a number (RFC 1123).
#[must_use]
pub fn host_name(text: &str) -> Option<String> {
    let name = text.trim().to_ascii_lowercase();
    let name = name.strip_suffix('.').unwrap_or(&name);
    let labels: Vec<&str> = name.split('.').collect();
    let last = labels.last()?;
    let good = labels.len() >= 2
        && name.len() <= 253
        && labels
            .iter()
            .all(|label| label.len() <= 63 && is_label(label))
        && !last.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| name.to_owned())
}

/// Whether a host is the platform's own, or one of those in front of it that are storefronts' slugs.
#[must_use]
pub fn is_of_platform(host: &str, bare: &str) -> bool {
    host.strip_suffix(bare)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a text can be a storefront's slug: what stands in front of the platform's address.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (2..=40).contains(&text.len()) && is_label(text)
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// How somebody comes to an account at a storefront (behaviours PJ-53, decision A-34).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RegistrationMode {
    /// Whoever wants one registers.
    #[default]
    Open,
    /// Whoever knows the passkey of a company registers as one of its people.
    Passkey,
    /// Only who is added by somebody.
    Invitation,
}

impl RegistrationMode {
    pub const ALL: [Self; 3] = [Self::Open, Self::Passkey, Self::Invitation];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passkey => "passkey",
            Self::Invitation => "invitation",
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
            Self::Open => "Open",
            Self::Passkey => "Company passkey",
            Self::Invitation => "By invitation",
        }
    }

    /// What it means.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Open => "Anybody opens an account",
            Self::Passkey => "Who knows the passkey of a company opens an account there",
            Self::Invitation => "Accounts are opened by those who look after people",
        }
    }
}

/// A storefront, as the list has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorefrontRow {
    pub id: StorefrontId,
    pub name: String,
    /// By which the world reaches it.
    pub address: String,
    /// The name of its customer pack.
    pub pack: String,
    pub public: bool,
    pub registration: RegistrationMode,
    pub companies: i64,
    pub people: i64,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorefrontsPage {
    pub rows: Vec<StorefrontRow>,
    /// Whether the reader makes storefronts.
    pub create: bool,
}

/// A pack as a storefront has it switched on or off for those who work there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPack {
    /// The key of the pack, and its name.
    pub pack: Named,
    pub on: bool,
    /// Who holds a role of it that starts here, as far as the reader sees them; at most some.
    pub held_by: Vec<(AccountId, String)>,
    /// How many do besides.
    pub unnamed: u32,
}

impl StaffPack {
    /// How many would lose a role.
    #[must_use]
    pub fn holders(&self) -> u32 {
        u32::try_from(self.held_by.len())
            .unwrap_or(u32::MAX)
            .saturating_add(self.unnamed)
    }
}

/// A storefront that somebody may go on at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub id: StorefrontId,
    pub name: String,
    /// Its own address, for who is at one of a storefront's own, which shows no other; nothing at the
    /// bare one, where the session says which is shown.
    pub address: Option<String>,
    /// The one where the reader is.
    pub here: bool,
}

/// One storefront, and what its reader may do to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorefrontPage {
    pub row: StorefrontRow,
    pub version: i64,
    pub slug: String,
    pub tagline: String,
    pub currency: String,
    pub approval: bool,
    pub second_factor_for_staff: bool,
    /// Products that are limited to nobody are shown to everybody.
    pub default_visible: bool,
    /// People's addresses are hidden from who manages them.
    pub personal_addresses_hidden: bool,
    /// Who is in no department fills in everybody's data of their company.
    pub data_without_department: bool,
    pub look: Option<Look>,
    pub logo: Option<Logo>,
    /// Its own, besides the one that the platform gives.
    pub hosts: Vec<String>,
    /// The key of the customer pack.
    pub pack: String,
    pub staff_packs: Vec<StaffPack>,
    /// Whether its settings can be changed.
    pub edit: bool,
    /// Whether its look can.
    pub look_edit: bool,
}

/// What the installation is, for who runs it. No secret is in here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemPage {
    /// A setting by its name, and what it is.
    pub facts: Vec<(String, String)>,
    /// What is set from within, without a notice that is over; and its version.
    pub settings: PlatformSettings,
    pub version: i64,
    /// Who administers the platform.
    pub administrators: Vec<(AccountId, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_names_the_storefront() {
        assert_eq!(
            slug_of_host("acme.localhost:3000", "localhost"),
            Some("acme")
        );
        assert_eq!(slug_of_host("localhost:3000", "localhost"), None);
        assert_eq!(slug_of_host("a.b.localhost", "localhost"), None);
        assert_eq!(slug_of_host("evil.test", "localhost"), None);
    }

    #[test]
    fn a_host_name_is_kept_in_small_letters() {
        for (text, kept) in [
            (" Print.Example. ", Some("print.example")),
            ("a-1.b2.example", Some("a-1.b2.example")),
            ("xn--bcher-kva.example", Some("xn--bcher-kva.example")),
            ("localhost", None),
            ("127.0.0.1", None),
            ("print.example:3000", None),
            ("https://print.example", None),
            ("print.example/shop", None),
            ("-print.example", None),
            ("print..example", None),
            ("*.example", None),
            ("", None),
        ] {
            assert_eq!(host_name(text).as_deref(), kept, "{text}");
        }
        assert_eq!(host_name(&format!("{}.example", "a".repeat(64))), None);
    }

    #[test]
    fn the_platforms_own_names_are_its_to_give() {
        for ours in ["quoin.test", "acme.quoin.test", "a.b.quoin.test"] {
            assert!(is_of_platform(ours, "quoin.test"), "{ours}");
        }
        for theirs in ["notquoin.test", "quoin.test.example", "print.example"] {
            assert!(!is_of_platform(theirs, "quoin.test"), "{theirs}");
        }
    }

    #[test]
    fn a_slug_can_stand_in_an_address() {
        for good in ["market", "acme-2", "24"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "a", "Acme", "acme_print", "-acme", "acme-", "a.b", "é1"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
