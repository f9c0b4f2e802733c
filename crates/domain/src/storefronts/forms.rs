//! What is typed about a storefront.

use super::{Colour, Look, Paper, RegistrationMode, host_name, is_of_platform, is_slug};
use crate::{
    Currency, Problem, StorefrontId,
    check::{Check, Checked, tidy},
};
use serde::{Deserialize, Serialize};

const NAME_MOST: u32 = 80;
const TAGLINE_MOST: u32 = 160;

/// Which field of a storefront's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StorefrontField {
    Name,
    Slug,
    Currency,
    Tagline,
    Registration,
    Accent,
    AccentDark,
    Logo,
    Host,
    Pack,
    Staff,
}

impl StorefrontField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Slug => "slug",
            Self::Currency => "currency",
            Self::Tagline => "tagline",
            Self::Registration => "registration",
            Self::Accent => "accent",
            Self::AccentDark => "accent_dark",
            Self::Logo => "logo",
            Self::Host => "host",
            Self::Pack => "pack",
            Self::Staff => "staff",
        }
    }
}

/// A new storefront.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateStorefront {
    pub name: String,
    /// What stands in front of the platform's address.
    pub slug: String,
    /// The key of its customer pack.
    pub pack: String,
    pub currency: String,
    pub public: bool,
    pub approval: bool,
}

impl CreateStorefront {
    /// # Errors
    /// The faulty fields. Whether there is such a pack is known where roles are.
    pub fn check(&self) -> Checked<StorefrontField> {
        let mut check = Check::new();
        check.required(StorefrontField::Name, &self.name, NAME_MOST);
        if !is_slug(&self.slug()) {
            check.problem(StorefrontField::Slug, Problem::NotASlug);
        }
        if self.currency().is_none() {
            check.problem(StorefrontField::Currency, Problem::NotOffered);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }

    /// As it is kept.
    #[must_use]
    pub fn slug(&self) -> String {
        self.slug.trim().to_ascii_lowercase()
    }

    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        Currency::from_code(&self.currency)
    }
}

/// A storefront's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditStorefront {
    pub storefront: StorefrontId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub tagline: String,
    #[serde(default)]
    pub registration: String,
    #[serde(default)]
    pub public: bool,
    #[serde(default)]
    pub approval: bool,
    #[serde(default)]
    pub second_factor_for_staff: bool,
    #[serde(default)]
    pub default_visible: bool,
    #[serde(default)]
    pub personal_addresses_hidden: bool,
    #[serde(default)]
    pub data_without_department: bool,
}

impl EditStorefront {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<StorefrontField> {
        let mut check = Check::new();
        check.required(StorefrontField::Name, &self.name, NAME_MOST);
        check.at_most(StorefrontField::Tagline, &self.tagline, TAGLINE_MOST);
        if self.registration().is_none() {
            check.problem(StorefrontField::Registration, Problem::NotOffered);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }

    /// As it is kept.
    #[must_use]
    pub fn tagline(&self) -> String {
        tidy(&self.tagline)
    }

    #[must_use]
    pub fn registration(&self) -> Option<RegistrationMode> {
        RegistrationMode::from_key(&self.registration)
    }
}

/// A storefront's colours; both empty for those that come with the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLook {
    pub storefront: StorefrontId,
    pub version: i64,
    #[serde(default)]
    pub accent: String,
    #[serde(default)]
    pub accent_dark: String,
}

impl SetLook {
    /// The look, or nothing for the one that comes with the program.
    ///
    /// # Errors
    /// One colour without the other, no colour, or one that could not be read.
    pub fn look(&self) -> Result<Option<Look>, Vec<(StorefrontField, Problem)>> {
        let (light, dark) = (self.accent.trim(), self.accent_dark.trim());
        if light.is_empty() && dark.is_empty() {
            return Ok(None);
        }
        match (colour(light, Paper::Light), colour(dark, Paper::Dark)) {
            (Ok(light), Ok(dark)) => Ok(Look::new(light, dark)),
            (light, dark) => {
                let light = light
                    .err()
                    .map(|problem| (StorefrontField::Accent, problem));
                let dark = dark
                    .err()
                    .map(|problem| (StorefrontField::AccentDark, problem));
                Err(light.into_iter().chain(dark).collect())
            }
        }
    }
}

/// An act on a storefront as it was shown: another logo, whose file comes beside it, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnStorefront {
    pub storefront: StorefrontId,
    pub version: i64,
}

/// A colour that can be read on this paper.
fn colour(text: &str, paper: Paper) -> Result<Colour, Problem> {
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let colour = text.parse::<Colour>().map_err(|_| Problem::NotAColour)?;
    if paper.carries(colour) {
        Ok(colour)
    } else {
        Err(Problem::Unreadable)
    }
}

/// Adding a host name to a storefront, or taking one from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnHost {
    pub storefront: StorefrontId,
    pub version: i64,
    #[serde(default)]
    pub host: String,
}

impl OnHost {
    /// The name as it is kept; `bare` is the platform's own.
    ///
    /// # Errors
    /// No host name, or one that the platform gives.
    pub fn host(&self, bare: &str) -> Result<String, Vec<(StorefrontField, Problem)>> {
        own_host(&self.host, bare).map_err(|problem| vec![(StorefrontField::Host, problem)])
    }
}

/// A host name that a storefront may have of its own, as it is kept.
pub(super) fn own_host(text: &str, bare: &str) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let host = host_name(text).ok_or(Problem::NotAHost)?;
    if is_of_platform(&host, bare) {
        return Err(Problem::HostOfPlatform);
    }
    Ok(host)
}

/// The packs of a storefront: that of its customers, and those whose staff work there. By their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPacks {
    pub storefront: StorefrontId,
    pub version: i64,
    #[serde(default)]
    pub pack: String,
    #[serde(default)]
    pub staff: Vec<String>,
}

/// Going on at another storefront.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchTo {
    pub storefront: StorefrontId,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(accent: &str, accent_dark: &str) -> SetLook {
        SetLook {
            storefront: StorefrontId(1),
            version: 1,
            accent: accent.to_owned(),
            accent_dark: accent_dark.to_owned(),
        }
    }

    #[test]
    fn colours_come_in_pairs_that_can_be_read() {
        let kept = Look::new("7a1f5c".parse().unwrap(), "ffb3dd".parse().unwrap());
        assert_eq!(look("#7a1f5c", "#ffb3dd").look(), Ok(kept));
        assert_eq!(look(" ", "").look(), Ok(None));
        for (accent, accent_dark, wrong) in [
            (
                "#7a1f5c",
                "",
                vec![(StorefrontField::AccentDark, Problem::Missing)],
            ),
            (
                "plum",
                "#ffb3dd",
                vec![(StorefrontField::Accent, Problem::NotAColour)],
            ),
            (
                "#ffe600",
                "#111111",
                vec![
                    (StorefrontField::Accent, Problem::Unreadable),
                    (StorefrontField::AccentDark, Problem::Unreadable),
                ],
            ),
        ] {
            assert_eq!(look(accent, accent_dark).look(), Err(wrong), "{accent}");
        }
    }

    #[test]
    fn a_storefront_is_checked_field_by_field() {
        let form = CreateStorefront {
            name: "  Acme   Print ".to_owned(),
            slug: " Acme-Print ".to_owned(),
            pack: "printshop".to_owned(),
            currency: "EUR".to_owned(),
            public: true,
            approval: false,
        };
        assert_eq!(form.check(), Ok(()));
        assert_eq!((&*form.name(), &*form.slug()), ("Acme Print", "acme-print"));
        assert_eq!(
            CreateStorefront::default().check(),
            Err(vec![
                (StorefrontField::Name, Problem::Missing),
                (StorefrontField::Slug, Problem::NotASlug),
                (StorefrontField::Currency, Problem::NotOffered),
            ])
        );
    }

    #[test]
    fn a_host_is_no_address_of_the_platform() {
        let on = |host: &str| OnHost {
            storefront: StorefrontId(1),
            version: 1,
            host: host.to_owned(),
        };
        assert_eq!(
            on("Print.Example").host("quoin.test"),
            Ok("print.example".to_owned())
        );
        for (host, problem) in [
            ("", Problem::Missing),
            ("print example", Problem::NotAHost),
            ("acme.quoin.test", Problem::HostOfPlatform),
        ] {
            assert_eq!(
                on(host).host("quoin.test"),
                Err(vec![(StorefrontField::Host, problem)]),
                "{host}"
            );
        }
    }
}
