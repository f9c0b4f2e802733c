//! A probe: what is asked to try a permission, and by what its answer is told.

use super::yard::{Ask, Spot, Where};
use access::{
    Permission,
    pages::{Endpoint, Page},
};

/// By what it is told that a request was let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Done,
    /// It was let through, and the page was stale.
    Stale,
    /// It was let through, and a field was faulty.
    Faulty,
    /// It was let through, and this field, which is looked at later, was faulty.
    After(&'static str),
    /// The page shows the address that is asked for.
    Shown,
    /// The page lists the person who is asked for.
    Listed,
    /// The list has a row of the order.
    Numbered,
    /// The report has a line of the department.
    Reported,
}

impl Told {
    /// Whether the page opens all the same, without what is outside.
    pub(crate) const fn is_read(self) -> bool {
        matches!(
            self,
            Self::Shown | Self::Listed | Self::Numbered | Self::Reported
        )
    }
}

/// What somebody who holds the permission, not that far, is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Not found, or refused where they may see it.
    Thing,
    /// Not found, whatever else of it they may see.
    Hidden,
    /// It is one of a form's choices: the field says that it is not offered, in the words that it has for
    /// what there is not.
    Choice,
    /// Refused: the address that is asked is another storefront's, which is no secret.
    Address,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Probe {
    pub(crate) permission: Permission,
    /// The row of the page table.
    pub(crate) door: &'static str,
    pub(crate) at: &'static [Where],
    pub(crate) ask: fn(Spot) -> Ask,
    pub(crate) told: Told,
    /// Others that allow the same.
    pub(crate) or: &'static [Permission],
    /// One of these is needed beside it, as far: to see the thing at all.
    pub(crate) seen: &'static [Permission],
    /// One of these is needed beside it, however far.
    pub(crate) with: &'static [Permission],
    pub(crate) outside: Outside,
    pub(crate) before: &'static [&'static str],
}

pub(crate) const fn page(
    permission: Permission,
    page: Page,
    at: &'static [Where],
    ask: fn(Spot) -> Ask,
) -> Probe {
    probe(permission, page.pattern, at, ask)
}

pub(crate) const fn act(
    permission: Permission,
    endpoint: Endpoint,
    at: &'static [Where],
    ask: fn(Spot) -> Ask,
) -> Probe {
    probe(permission, endpoint.path, at, ask)
}

pub(crate) const fn probe(
    permission: Permission,
    door: &'static str,
    at: &'static [Where],
    ask: fn(Spot) -> Ask,
) -> Probe {
    Probe {
        permission,
        door,
        at,
        ask,
        told: Told::Done,
        or: &[],
        seen: &[],
        with: &[],
        outside: Outside::Thing,
        before: &[],
    }
}

impl Probe {
    pub(crate) const fn told(self, told: Told) -> Self {
        Self { told, ..self }
    }

    pub(crate) const fn stale(self) -> Self {
        self.told(Told::Stale)
    }

    pub(crate) const fn or(self, or: &'static [Permission]) -> Self {
        Self { or, ..self }
    }

    pub(crate) const fn seen(self, seen: &'static [Permission]) -> Self {
        Self { seen, ..self }
    }

    pub(crate) const fn with(self, with: &'static [Permission]) -> Self {
        Self { with, ..self }
    }

    pub(crate) const fn outside(self, outside: Outside) -> Self {
        Self { outside, ..self }
    }

    pub(crate) const fn before(self, before: &'static [&'static str]) -> Self {
        Self { before, ..self }
    }
}
