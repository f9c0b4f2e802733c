//! Invariant 2, transitively: people hand out, take, make, edit and delete roles as they please and
//! as the code lets them; afterwards nobody reaches what they would not reach if they held what the
//! givers in their chain held at the start, or what the built-in sets of those givers delegate.

use crate::world::{
    COMPANIES, Of, STOREFRONTS, Thing, allows, any_access, any_anchor, any_custom_holding,
    any_grants, any_role, any_thing, custom,
};
use access::{
    Access, Anchor, CustomRole, Grants, Holder, Holding, Permission, Reach, Reaches, Role,
    RoleBook, RoleName, Side, Who,
};
use domain::{AccountId, CustomRoleId, StorefrontId};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};
use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Somebody: who they are, what they held at the start and hold now, and who had a hand in that.
#[derive(Clone, Debug)]
struct Person {
    identity: Access,
    home: StorefrontId,
    at_first: Vec<Holding>,
    now: Vec<(RoleName, Anchor)>,
    givers: BTreeSet<usize>,
}

#[derive(Clone, Debug)]
enum Choice {
    BuiltIn(Role),
    Custom(Index),
}

#[derive(Clone, Debug)]
enum Where {
    /// Where the giver holds one of their own roles.
    AsGiver(Index),
    There(Anchor),
}

#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a few hundred at a time")]
enum Change {
    /// More of what the editor holds.
    Own(Vec<Index>),
    To(Grants, Grants),
}

#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a few hundred at a time")]
enum Attempt {
    Assign {
        by: Index,
        role: Choice,
        to: Index,
        at: Where,
    },
    Withdraw {
        by: Index,
        from: Index,
        which: Index,
    },
    Copy {
        by: Index,
        from: Choice,
        home: Option<StorefrontId>,
    },
    Edit {
        by: Index,
        role: Choice,
        change: Change,
    },
    Restore {
        by: Index,
        role: Role,
    },
    Delete {
        by: Index,
        role: Index,
        replacement: Choice,
    },
}

struct World {
    people: Vec<Person>,
    book: RoleBook,
    next: i64,
}

/// How often each kind of attempt was let through.
type Tally = BTreeMap<&'static str, u64>;

impl World {
    fn access(&self, number: usize) -> Access {
        let person = &self.people[number];
        let holdings = person
            .now
            .iter()
            .filter_map(|(role, anchor)| self.book.holding(role, anchor.clone()));
        holdings.fold(person.identity.clone(), Access::holding)
    }

    fn thing(&self, number: usize) -> Thing {
        let person = &self.people[number];
        Thing {
            company: person
                .identity
                .company
                .map_or(Of::Nobody, |company| Of::These(vec![company])),
            departments: Of::These(person.identity.member_of.clone()),
            ..Thing::at(person.home).owned_by(AccountId(number as i64))
        }
    }

    fn name(&self, choice: &Choice) -> Option<RoleName> {
        match choice {
            Choice::BuiltIn(role) => Some(RoleName::BuiltIn(*role)),
            Choice::Custom(index) => {
                let known: Vec<CustomRoleId> = self.book.customs().map(|(id, _)| id).collect();
                if known.is_empty() {
                    None
                } else {
                    self.book.name(*index.get(&known))
                }
            }
        }
    }

    fn holders(&self, role: &RoleName) -> Vec<(usize, Anchor)> {
        let of = |(number, person): (usize, &Person)| {
            let held = person.now.iter().filter(|(held, _)| held == role);
            held.map(|(_, anchor)| (number, anchor.clone()))
                .collect::<Vec<_>>()
        };
        self.people.iter().enumerate().flat_map(of).collect()
    }

    /// `to` holds or may do something because of `by`.
    fn owes(&mut self, to: usize, by: usize) {
        let mut givers = self.people[by].givers.clone();
        givers.insert(by);
        self.people[to].givers.extend(givers);
    }

    fn attempt(&mut self, attempt: &Attempt, tally: &mut Tally) {
        if self.tried(attempt).is_some() {
            let kind = match attempt {
                Attempt::Assign {
                    role: Choice::BuiltIn(_),
                    ..
                } => "built-in role given",
                Attempt::Assign {
                    role: Choice::Custom(_),
                    ..
                } => "custom role given",
                Attempt::Withdraw { .. } => "role taken",
                Attempt::Copy { .. } => "role made",
                Attempt::Edit { .. } => "role edited",
                Attempt::Restore { .. } => "role restored",
                Attempt::Delete { .. } => "role deleted",
            };
            *tally.entry(kind).or_default() += 1;
        }
    }

    /// Something if it was let through.
    fn tried(&mut self, attempt: &Attempt) -> Option<()> {
        let count = self.people.len();
        match attempt {
            Attempt::Assign { by, role, to, at } => {
                let (by, to, role) = (by.index(count), to.index(count), self.name(role)?);
                let giver = self.access(by);
                let at = match at {
                    Where::There(anchor) => anchor.clone(),
                    Where::AsGiver(_) if giver.holdings.is_empty() => return None,
                    Where::AsGiver(index) => index.get(&giver.holdings).anchor.clone(),
                };
                let _permit = self
                    .book
                    .may_assign(&giver, &role, &self.thing(to).object(), &at)
                    .ok()?;
                let customer = giver
                    .holdings
                    .iter()
                    .all(|holding| holding.role.side() == Side::Customer);
                assert!(!customer || role.side() == Side::Customer, "{role:?}");
                self.people[to].now.push((role, at));
                self.owes(to, by);
            }
            Attempt::Withdraw { by, from, which } => {
                let (by, from) = (by.index(count), from.index(count));
                if self.people[from].now.is_empty() {
                    return None;
                }
                let which = which.index(self.people[from].now.len());
                let (role, at) = self.people[from].now[which].clone();
                let _permit = self
                    .book
                    .may_withdraw(&self.access(by), &role, &self.thing(from).object(), &at)
                    .ok()?;
                self.people[from].now.remove(which);
            }
            Attempt::Copy { by, from, home } => {
                let (by, from) = (self.access(by.index(count)), self.name(from)?);
                let id = CustomRoleId(self.next);
                let _permit = self
                    .book
                    .copy(&by, &from, id, format!("Custom {}", self.next), *home)
                    .ok()?;
                self.next += 1;
            }
            Attempt::Edit { by, role, change } => {
                let (by, role) = (by.index(count), self.name(role)?);
                let editor = self.access(by);
                let (allows, denies) = match change {
                    Change::To(allows, denies) => (allows.clone(), denies.clone()),
                    Change::Own(rows) => {
                        let own: Vec<(Permission, Reaches)> = editor
                            .holdings
                            .iter()
                            .flat_map(|one| one.allows.iter())
                            .collect();
                        let more = rows
                            .iter()
                            .filter(|_| !own.is_empty())
                            .map(|index| *index.get(&own))
                            .collect();
                        (
                            self.book.allows(&role)?.union(&more),
                            self.book.denies(&role).clone(),
                        )
                    }
                };
                let _permit = self.book.edit(&editor, &role, allows, denies).ok()?;
                for (holder, _) in self.holders(&role) {
                    self.owes(holder, by);
                }
            }
            Attempt::Restore { by, role } => {
                let by = by.index(count);
                let editor = self.access(by);
                let _permit = self.book.restore(&editor, *role).ok()?;
                for (holder, _) in self.holders(&RoleName::BuiltIn(*role)) {
                    self.owes(holder, by);
                }
            }
            Attempt::Delete {
                by,
                role,
                replacement,
            } => {
                let (by, role) = (by.index(count), self.name(&Choice::Custom(*role))?);
                let (remover, replacement) = (self.access(by), self.name(replacement));
                let held = self.holders(&role);
                let things: Vec<Thing> =
                    held.iter().map(|(number, _)| self.thing(*number)).collect();
                let holders: Vec<Holder<'_>> = things
                    .iter()
                    .zip(&held)
                    .map(|(thing, (_, anchor))| Holder {
                        person: thing.object(),
                        anchor: anchor.clone(),
                    })
                    .collect();
                let _permit = self
                    .book
                    .delete(&remover, &role, &holders, replacement.as_ref())
                    .ok()?;
                for (holder, _) in held {
                    for one in &mut self.people[holder].now {
                        if one.0 == role {
                            one.0 = replacement.clone()?;
                        }
                    }
                    self.owes(holder, by);
                }
            }
        }
        Some(())
    }

    /// What somebody could come to reach at most.
    fn ceiling(&self, number: usize) -> Access {
        let person = &self.people[number];
        let mut holdings = Vec::new();
        for giver in person.givers.iter().chain([&number]) {
            for held in &self.people[*giver].at_first {
                holdings.push(Holding {
                    denies: Cow::Owned(Grants::NONE),
                    ..held.clone()
                });
                if let RoleName::BuiltIn(role) = held.role {
                    holdings.extend(
                        delegated(role)
                            .into_iter()
                            .map(|role| Holding::built_in(role, held.anchor.clone())),
                    );
                }
            }
        }
        Access {
            holdings,
            ..self.access(number)
        }
    }
}

/// What a role's holder hands out, what its holders hand out in turn, and so on.
fn delegated(role: Role) -> BTreeSet<Role> {
    let (mut all, mut open) = (BTreeSet::new(), vec![role]);
    while let Some(role) = open.pop() {
        open.extend(role.assignable().iter().filter(|given| all.insert(**given)));
    }
    all
}

fn any_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any_role().prop_map(Choice::BuiltIn),
        any::<Index>().prop_map(Choice::Custom)
    ]
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let by = any::<Index>;
    let at =
        prop_oneof![3 => by().prop_map(Where::AsGiver), 1 => any_anchor().prop_map(Where::There)];
    let change = prop_oneof![
        2 => vec(by(), 0..8).prop_map(Change::Own),
        1 => (any_grants(), any_grants()).prop_map(|(allows, denies)| Change::To(allows, denies)),
    ];
    let home = option::of(select(&STOREFRONTS[..]));
    prop_oneof![
        6 => (by(), any_choice(), by(), at).prop_map(|(by, role, to, at)| Attempt::Assign { by, role, to, at }),
        1 => (by(), by(), by()).prop_map(|(by, from, which)| Attempt::Withdraw { by, from, which }),
        2 => (by(), any_choice(), home).prop_map(|(by, from, home)| Attempt::Copy { by, from, home }),
        3 => (by(), any_choice(), change).prop_map(|(by, role, change)| Attempt::Edit { by, role, change }),
        1 => (by(), any_role()).prop_map(|(by, role)| Attempt::Restore { by, role }),
        1 => (by(), by(), any_choice()).prop_map(|(by, role, replacement)| Attempt::Delete { by, role, replacement }),
    ]
}

/// Mostly somebody who hands something out, and not over everything.
fn any_first_holding() -> impl Strategy<Value = Holding> {
    let givers = [
        Role::StorefrontAdmin,
        Role::JuniorAdmin,
        Role::ConfiguratorAdministrator,
        Role::ProductionManager,
        Role::CompanyManager,
        Role::PrintshopDepartmentManager,
    ];
    let narrow = any_anchor().prop_filter("not everything", |anchor| *anchor != Anchor::Platform);
    // A custom role that may deal with roles, and what else it may is left to chance.
    let dealing = [
        Permission::RoleAssign,
        Permission::RoleCreate,
        Permission::RoleEdit,
        Permission::AdminAccountCreate,
    ];
    let custom_one =
        (any_custom_holding(), select(&Reach::ALL[..])).prop_map(move |(holding, reach)| {
            let allows = dealing
                .into_iter()
                .fold(holding.allows.into_owned(), |grants, permission| {
                    grants.with(permission, reach)
                });
            Holding {
                allows: Cow::Owned(allows),
                ..holding
            }
        });
    prop_oneof![
        4 => (select(givers.to_vec()), narrow).prop_map(|(role, anchor)| Holding::built_in(role, anchor)),
        2 => (any_role(), any_anchor()).prop_map(|(role, anchor)| Holding::built_in(role, anchor)),
        2 => custom_one,
    ]
}

fn any_people() -> impl Strategy<Value = Vec<(Access, StorefrontId, Vec<Holding>)>> {
    vec(
        (
            any_access(),
            select(&STOREFRONTS[..]),
            vec(any_first_holding(), 0..2),
        ),
        3..6,
    )
}

/// The people as they are at the start. Each custom role that somebody holds is one of its own.
fn world(people: Vec<(Access, StorefrontId, Vec<Holding>)>) -> World {
    let (mut custom_roles, mut next) = (BTreeMap::new(), 100);
    let people = people
        .into_iter()
        .enumerate()
        .map(|(number, (identity, home, holdings))| {
            let at_first: Vec<Holding> = holdings
                .into_iter()
                .map(|holding| match holding.role {
                    RoleName::BuiltIn(_) => holding,
                    RoleName::Custom { side, .. } => {
                        next += 1;
                        let made = CustomRole {
                            name: format!("Custom {next}"),
                            side,
                            home: None,
                            allows: holding.allows.clone().into_owned(),
                            denies: holding.denies.clone().into_owned(),
                            ways: access::Ways::default(),
                        };
                        custom_roles.insert(CustomRoleId(next), made);
                        Holding {
                            role: custom(next, side),
                            ..holding
                        }
                    }
                })
                .collect();
            let identity = Access {
                who: Who::Account(AccountId(number as i64)),
                company: identity.company.or(Some(COMPANIES[0])),
                holdings: Vec::new(),
                ..identity
            };
            let now = at_first
                .iter()
                .map(|holding| (holding.role.clone(), holding.anchor.clone()))
                .collect();
            Person {
                identity,
                home,
                at_first,
                now,
                givers: BTreeSet::new(),
            }
        })
        .collect();
    World {
        people,
        book: RoleBook::new(BTreeMap::new(), custom_roles),
        next: 1000,
    }
}

#[test]
fn nobody_comes_to_reach_what_no_giver_in_their_chain_reached_or_was_to_delegate() {
    let tally = RefCell::new(Tally::new());
    let mut runner = TestRunner::new(Config {
        cases: 8000,
        ..Config::default()
    });
    let scenario = (
        any_people(),
        vec(any_attempt(), 10..60),
        vec(any_thing(), 4),
    );
    let outcome = runner.run(&scenario, |(people, attempts, mut things)| {
        let mut world = world(people);
        for attempt in &attempts {
            world.attempt(attempt, &mut tally.borrow_mut());
        }
        things.extend((0..world.people.len()).map(|number| world.thing(number)));
        for number in 0..world.people.len() {
            let (reached, ceiling) = (world.access(number), world.ceiling(number));
            for thing in &things {
                for permission in Permission::ALL {
                    prop_assert!(
                        !allows(&reached, *permission, thing)
                            || allows(&ceiling, *permission, thing),
                        "{} came to reach {} {:?}\n{:#?}",
                        number,
                        permission,
                        thing,
                        world.people
                    );
                }
            }
        }
        Ok(())
    });
    println!("{:?}", tally.borrow());
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
    // What never happens proves nothing.
    for kind in [
        "built-in role given",
        "custom role given",
        "role taken",
        "role made",
        "role edited",
        "role restored",
        "role deleted",
    ] {
        assert!(
            tally.borrow().get(kind).is_some_and(|count| *count > 20),
            "{kind}: {:?}",
            tally.borrow()
        );
    }
}
