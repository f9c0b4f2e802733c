//! How far a permission goes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One of the nine reaches. When an object is inside is told by [`Condition`](crate::Condition)s;
/// see [`Term::conditions`](crate::Term::conditions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Reach {
    /// It is published on a public storefront.
    Public,
    /// The actor made it, owns it or is its beneficiary; a visitor's cart by session.
    Own,
    /// It names the actor: approval request, supplier award, print location.
    Assigned,
    /// It is the single object of the one-off link.
    Link,
    /// Its department is one the actor belongs to; the whole company if that has no departments.
    Department,
    /// Its department is one the actor manages.
    Managed,
    /// It belongs to the actor's company.
    Company,
    /// Its storefront is in the assignment.
    Storefront,
    /// Always.
    Platform,
}

impl Reach {
    pub const ALL: [Self; 9] = [
        Self::Public,
        Self::Own,
        Self::Assigned,
        Self::Link,
        Self::Department,
        Self::Managed,
        Self::Company,
        Self::Storefront,
        Self::Platform,
    ];

    /// The word of roles.csv.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Own => "own",
            Self::Assigned => "assigned",
            Self::Link => "link",
            Self::Department => "department",
            Self::Managed => "managed",
            Self::Company => "company",
            Self::Storefront => "storefront",
            Self::Platform => "platform",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As people read it, of whoever holds the grant: "Open orders: their own".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "what is public",
            Self::Own => "their own",
            Self::Assigned => "what names them",
            Self::Link => "what their link opens",
            Self::Department => "their department",
            Self::Managed => "departments they manage",
            Self::Company => "their company",
            Self::Storefront => "the storefront",
            Self::Platform => "everything",
        }
    }

    /// Whether it goes through the actor's company or its departments: what a storefront withholds is
    /// not inside.
    #[must_use]
    pub const fn is_of_company(self) -> bool {
        matches!(self, Self::Department | Self::Managed | Self::Company)
    }

    /// Whether this reach holds every object that `narrower` holds, for the same actor at the same
    /// anchor, provided that the anchor is the platform or some storefronts, and that the object is
    /// on a storefront. A person's own account is on none, and other anchors cap a wide reach by
    /// what a narrow one is free of; [`Anchor::covers`](crate::Anchor::covers) reckons with both.
    #[must_use]
    pub const fn covers(self, narrower: Self) -> bool {
        self as u8 == narrower as u8
            || match self {
                Self::Platform => true,
                Self::Storefront => !matches!(narrower, Self::Platform),
                Self::Company => matches!(narrower, Self::Department | Self::Managed),
                Self::Public
                | Self::Own
                | Self::Assigned
                | Self::Link
                | Self::Department
                | Self::Managed => false,
            }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The reaches of one grant: none, one, or several, as in `own+assigned`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Reaches(u16);

impl From<u16> for Reaches {
    /// Bits that are no reach are dropped.
    fn from(bits: u16) -> Self {
        Self(bits & ((1 << Reach::ALL.len()) - 1))
    }
}

impl From<Reaches> for u16 {
    fn from(reaches: Reaches) -> Self {
        reaches.0
    }
}

impl Reaches {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub const fn one(reach: Reach) -> Self {
        Self(1 << reach as u8)
    }

    #[must_use]
    pub const fn with(self, reach: Reach) -> Self {
        Self(self.0 | 1 << reach as u8)
    }

    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These reaches but for those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    #[must_use]
    pub const fn has(self, reach: Reach) -> bool {
        self.0 & (1 << reach as u8) != 0
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Reach> {
        let mut left = self.0;
        // From bit to bit: most grants are none, and the next most are one.
        std::iter::from_fn(move || {
            let reach = Reach::ALL.get(left.trailing_zeros() as usize).copied()?;
            left &= left - 1;
            Some(reach)
        })
    }

    /// As people read them: "their own and what names them"; nothing for none. What is everything
    /// needs no other word.
    #[must_use]
    pub fn words(self) -> String {
        if self.has(Reach::Platform) {
            return Reach::Platform.word().to_owned();
        }
        let words: Vec<&str> = self.iter().map(Reach::word).collect();
        words.join(" and ")
    }

    /// `own+assigned`, as roles.csv and forms write it; nothing where a word is no reach.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        key.split('+')
            .filter(|word| !word.is_empty())
            .try_fold(Self::NONE, |reaches, word| {
                Reach::from_key(word).map(|reach| reaches.with(reach))
            })
    }

    /// Whether each reach of `narrower` is covered by one of these.
    #[must_use]
    pub fn cover(self, narrower: Self) -> bool {
        narrower
            .iter()
            .all(|small| self.iter().any(|wide| wide.covers(small)))
    }
}

impl fmt::Debug for Reaches {
    /// As roles.csv writes it: `own+assigned`, `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        for (place, reach) in self.iter().enumerate() {
            if place > 0 {
                f.write_str("+")?;
            }
            f.write_str(reach.key())?;
        }
        Ok(())
    }
}
