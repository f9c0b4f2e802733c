//! The table that decides, as people read it: which roles are in force at a storefront, what each
//! grants, and what a change of one would mean for somebody who holds it.
//!
//! It decides nothing and is drawn from nothing else than what decides: [`RoleBook`] and [`Holding`].

use crate::{
    Access, Denial, Grants, Group, Holding, Pack, Permission, Reaches, Role, RoleBook, RoleId,
    RoleName, Side, Storefront, pages,
};
use domain::{
    StorefrontId,
    lists::{NameCursor, PageOf},
    roles::HolderLine,
};
use std::{fmt, str::FromStr};

/// What a role grants and refuses of one permission; in forms `own+assigned`, `!platform`,
/// `own!company`, and nothing for neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cell {
    pub allows: Reaches,
    pub denies: Reaches,
}

impl Cell {
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.allows.is_empty() && self.denies.is_empty()
    }

    /// As people read it: "their own and what names them", "refused"; nothing for neither.
    #[must_use]
    pub fn words(self) -> String {
        let refused = if self.denies.has(crate::Reach::Platform) {
            "refused".to_owned()
        } else {
            format!("refused: {}", self.denies.words())
        };
        match (self.allows.is_empty(), self.denies.is_empty()) {
            (_, true) => self.allows.words(),
            (true, false) => refused,
            (false, false) => format!("{}, {refused}", self.allows.words()),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.allows.is_empty() {
            write!(f, "{:?}", self.allows)?;
        }
        if !self.denies.is_empty() {
            write!(f, "!{:?}", self.denies)?;
        }
        Ok(())
    }
}

/// The text is no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACell;

impl FromStr for Cell {
    type Err = NotACell;
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let (allows, denies) = text.split_once('!').unwrap_or((text, ""));
        Ok(Self {
            allows: Reaches::from_key(allows).ok_or(NotACell)?,
            denies: Reaches::from_key(denies).ok_or(NotACell)?,
        })
    }
}

/// A role as lists and the matrix show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleLine {
    pub id: RoleId,
    pub name: String,
    pub side: Side,
    /// Of a custom role: nothing.
    pub pack: Option<Pack>,
    /// The storefront that a custom role is of.
    pub home: Option<StorefrontId>,
    /// A built-in role that is not as it comes.
    pub adjusted: bool,
    /// Nobody changes it.
    pub locked: bool,
    /// The page that its holders start on.
    pub start: Option<String>,
    /// Whether its holders hand out a set of roles and no others.
    pub limited: bool,
    /// That set.
    pub hands_out: Vec<RoleId>,
    pub allows: Grants,
    pub denies: Grants,
}

impl RoleLine {
    #[must_use]
    pub fn cell(&self, permission: Permission) -> Cell {
        Cell {
            allows: self.allows.of(permission),
            denies: self.denies.of(permission),
        }
    }

    /// Whether a built-in role comes with another grant of it.
    #[must_use]
    pub fn differs(&self, permission: Permission) -> bool {
        match self.id {
            RoleId::BuiltIn(role) => {
                self.adjusted && role.grants().of(permission) != self.allows.of(permission)
            }
            RoleId::Custom(_) => false,
        }
    }

    /// How many permissions it grants in each group, those it has any in.
    pub fn groups(&self) -> impl Iterator<Item = (Group, usize)> + '_ {
        Group::ALL.into_iter().filter_map(|group| {
            let count = self
                .allows
                .iter()
                .filter(|(permission, _)| permission.group() == group)
                .count();
            (count > 0).then_some((group, count))
        })
    }

    /// The name with the pack, where two of the same name would be confused.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.pack {
            Some(pack) => format!("{} ({})", self.name, pack.word()),
            None => self.name.clone(),
        }
    }
}

/// One role as it is now; nothing where there is none.
#[must_use]
pub fn line(book: &RoleBook, role: &RoleName) -> Option<RoleLine> {
    let (pack, home, adjusted, locked) = match role {
        RoleName::BuiltIn(role) => (
            Some(role.pack()),
            None,
            book.is_adjusted(*role),
            role.is_platform_administrator(),
        ),
        RoleName::Custom { id, .. } => (None, book.custom(*id)?.home, false, false),
    };
    let ways = book.ways(role);
    let limited = match role {
        RoleName::BuiltIn(_) => true,
        RoleName::Custom { .. } => ways.hands_out.is_some(),
    };
    let hands_out = match role {
        RoleName::BuiltIn(role) => role
            .assignable()
            .iter()
            .map(|role| RoleId::BuiltIn(*role))
            .collect(),
        RoleName::Custom { .. } => ways.hands_out.clone().unwrap_or_default(),
    };
    Some(RoleLine {
        id: role.id(),
        name: role.name().to_owned(),
        side: role.side(),
        pack,
        home,
        adjusted,
        locked,
        start: pages::start_page(role, &ways),
        limited,
        hands_out,
        allows: book.allows(role)?.clone(),
        denies: book.denies(role).clone(),
    })
}

/// The roles in force at a storefront that a reader may know of: its customers' pack, the staff of the
/// packs that are switched on there and whoever works everywhere, partners and programs of every pack,
/// and the custom ones of the storefront and of the platform.
/// Who does not work here reads of customers' roles only: that there are suppliers is not theirs to
/// know.
#[must_use]
pub fn table(book: &RoleBook, at: &Storefront, reader: &Access) -> Vec<RoleLine> {
    let customs = book.customs().filter_map(|(id, role)| {
        let name = book.name(id)?;
        let here = role.home.is_none_or(|home| home == at.id);
        (here && book.see(reader, &name).is_ok()).then_some(name)
    });
    Role::ALL
        .iter()
        .filter(|role| in_force(book, **role, at))
        .map(|role| RoleName::BuiltIn(*role))
        .chain(customs)
        .filter(|role| reader.is_staff() || role.side() == Side::Customer)
        .filter_map(|role| line(book, &role))
        .map(|mut line| {
            // Registered is a label where the customers' roles come from another pack.
            if line.id == RoleId::BuiltIn(Role::Registered) && at.pack != Pack::Storefront {
                line.allows = Grants::NONE;
            }
            line
        })
        .collect()
}

/// The roles that customers of a storefront hold, visitors among them.
#[must_use]
pub fn roles_of_customers(book: &RoleBook, at: &Storefront) -> Vec<RoleName> {
    let customs = book
        .customs()
        .filter(|(_, role)| role.home.is_none_or(|home| home == at.id))
        .filter_map(|(id, _)| book.name(id));
    Role::ALL
        .iter()
        .filter(|role| in_force(book, **role, at))
        .map(|role| RoleName::BuiltIn(*role))
        .chain(customs)
        .filter(|role| role.side() == Side::Customer)
        .collect()
}

fn in_force(book: &RoleBook, role: Role, at: &Storefront) -> bool {
    match role.side() {
        Side::Customer => {
            role == Role::Registered
                || role == Role::of_visitor(at.pack)
                || (role.pack() == at.pack && role != Role::Guest)
        }
        Side::Staff => at.staff_packs.contains(&role.pack()) || book.is_everywhere(role),
        // A switch is about who works here.
        Side::Partner | Side::Machine => true,
    }
}

/// The list of roles, and how many hold each as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolesPage {
    pub lines: Vec<(RoleLine, i64)>,
    pub may_create: bool,
}

/// Who can do what: the roles across, the permissions down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// All roles that could be chosen, for the filter.
    pub all: Vec<(RoleId, String)>,
    pub roles: Vec<RoleLine>,
    pub groups: Vec<(Group, Vec<Permission>)>,
}

/// One role, and what its reader may do to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePage {
    pub line: RoleLine,
    pub version: i64,
    /// A page of those that the reader may know of.
    pub holders: PageOf<HolderLine, NameCursor>,
    /// How many those are in all.
    pub held_by: i64,
    pub may_copy: bool,
    /// The storefront can be looked at as its holder would.
    pub may_preview: bool,
    /// Why it cannot be edited, where it cannot.
    pub edit: Result<(), Denial>,
    /// What its holders could get instead of a custom role that can be deleted.
    pub replacements: Vec<(RoleId, String)>,
    /// The names of the roles that its holders hand out.
    pub hands_out: Vec<String>,
}

/// The form that edits a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditPage {
    pub line: RoleLine,
    pub version: i64,
    /// The roles that its holders could be let hand out.
    pub offered: Vec<(RoleId, String)>,
    /// A side is chosen while nobody holds the role.
    pub held: bool,
}

/// What saving would change, for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePage {
    pub line: RoleLine,
    /// Of the role as it was read for this.
    pub version: i64,
    /// What the role would become.
    pub next: RoleLine,
    /// The names of the roles that its holders hand out, now and then, as far as the reader may know.
    pub hands_out: (Vec<String>, Vec<String>),
    /// Of the role itself.
    pub change: Change,
    /// Whose role it is, of one that nobody is given.
    pub everybody: Option<Everybody>,
    /// Of a page of the holders that the reader may know of: who gains or loses something beside what
    /// their other roles give them.
    pub people: PageOf<(HolderLine, Change), NameCursor>,
    /// How many of that page gain and lose nothing.
    pub unchanged: i64,
    /// How many holders the reader may know of, in all.
    pub held_by: i64,
    /// How many more there are.
    pub unnamed: i64,
}

/// Who has a role by being who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Everybody {
    /// Whoever has an account with a storefront whose customers' roles are of pack `storefront`.
    Registered,
    /// Whoever has not signed in.
    Visitors { storefronts: i64 },
    /// Whoever follows a link that was mailed to them.
    Links,
}

/// What somebody gains and loses, as far as their other roles do not give it anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub gains: Vec<(Permission, Reaches)>,
    pub loses: Vec<(Permission, Reaches)>,
}

impl Change {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.loses.is_empty()
    }
}

/// What the same person gains and loses when what they hold changes.
#[must_use]
pub fn changes(before: &[Holding], after: &[Holding]) -> Change {
    let mut change = Change::default();
    for permission in Permission::ALL {
        let gains = beyond(*permission, after, before);
        if !gains.is_empty() {
            change.gains.push((*permission, gains));
        }
        let loses = beyond(*permission, before, after);
        if !loses.is_empty() {
            change.loses.push((*permission, loses));
        }
    }
    change
}

/// What `these` reach and `those` do not. Where only a part is denied, the denial is named.
fn beyond(permission: Permission, these: &[Holding], those: &[Holding]) -> Reaches {
    let mut reaches = Reaches::NONE;
    for holding in these {
        for reach in holding.allows.of(permission).iter() {
            let denied = covered(these, |one| &one.denies, permission, holding, reach);
            let there = covered(those, |one| &one.allows, permission, holding, reach)
                && !covered(those, |one| &one.denies, permission, holding, reach);
            if !denied && !there {
                reaches = reaches.with(reach);
            }
        }
    }
    if these
        .iter()
        .all(|holding| holding.allows.of(permission).is_empty())
    {
        return reaches;
    }
    for holding in those {
        for reach in holding.denies.of(permission).iter() {
            if !covered(these, |one| &one.denies, permission, holding, reach) {
                reaches = reaches.with(reach);
            }
        }
    }
    reaches
}

fn covered(
    holdings: &[Holding],
    table: fn(&Holding) -> &Grants,
    permission: Permission,
    inner: &Holding,
    narrow: crate::Reach,
) -> bool {
    holdings.iter().any(|holding| {
        let mut wide = table(holding).of(permission).iter();
        wide.any(|wide| holding.anchor.covers(wide, &inner.anchor, narrow))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, Reach};

    #[test]
    fn a_cell_reads_as_it_is_written() {
        for text in ["", "own", "own+assigned", "!platform", "own!company"] {
            let cell: Cell = text.parse().expect("a cell");
            assert_eq!(cell.to_string(), text);
        }
        assert_eq!("everywhere".parse::<Cell>(), Err(NotACell));
    }

    #[test]
    fn what_another_role_gives_is_neither_gained_nor_lost() {
        let here = || Anchor::Storefronts(vec![StorefrontId(1)]);
        let customer = Holding::built_in(Role::Customer, here());
        let manager = Holding::built_in(Role::CompanyManager, here());
        let both = [customer.clone(), manager.clone()];
        let lost = changes(&both, std::slice::from_ref(&manager)).loses;
        assert!(
            !lost
                .iter()
                .any(|(permission, _)| *permission == Permission::AccountEditOwn)
        );
        let gained = changes(std::slice::from_ref(&customer), &both).gains;
        assert!(gained.contains(&(Permission::OrderView, Reaches::one(Reach::Company))));
        assert!(changes(&both, &both).is_empty());
    }
}
