//! A small world, enumerated completely: two storefronts, two companies of two departments each,
//! every kind of object, a handful of people, every anchor, every role, every permission. Each
//! decision is held against a second, plain formulation of access.md: sets of objects instead of
//! conditions, and the rows of roles.csv instead of the packs.

use crate::table;
use crate::world::{Of, Thing};
use access::{
    Access, Anchor, Assignee, Grants, Holding, Object, Owner, Permission, Reach, Role, Who,
};
use domain::{
    AccountId, CompanyId, DepartmentId, LinkId, PrintLocationId, StorefrontId, SupplierId,
    VisitorId,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    thread,
};

const ONE: StorefrontId = StorefrontId(1);
const TWO: StorefrontId = StorefrontId(2);
const FIRST: CompanyId = CompanyId(1);
const SECOND: CompanyId = CompanyId(2);
const DEPARTMENTS: [(CompanyId, [DepartmentId; 2]); 2] = [
    (FIRST, [DepartmentId(11), DepartmentId(12)]),
    (SECOND, [DepartmentId(21), DepartmentId(22)]),
];
const ME: AccountId = AccountId(1);
const SOMEBODY: AccountId = AccountId(2);

/// Every kind of object: three places, nine belongings, nine relations.
fn things() -> Vec<Thing> {
    let mut belongings = vec![
        (Of::Nobody, Of::Nobody),
        (Of::Everybody, Of::Everybody),
        (Of::These(vec![FIRST]), Of::Nobody),
        (Of::These(vec![FIRST]), Of::Everybody),
        (
            Of::These(vec![FIRST, SECOND]),
            Of::These(vec![DepartmentId(12), DepartmentId(21)]),
        ),
    ];
    for (company, departments) in DEPARTMENTS {
        belongings.extend(
            departments.map(|department| (Of::These(vec![company]), Of::These(vec![department]))),
        );
    }
    let plain = Thing::PLATFORM;
    let names = |assigned: &[Assignee]| Thing {
        assigned: assigned.to_vec(),
        ..Thing::PLATFORM
    };
    let relations = [
        plain.clone(),
        Thing::PLATFORM.owned_by(ME),
        Thing {
            owners: vec![Owner::Account(SOMEBODY), Owner::Visitor(VisitorId(1))],
            ..plain.clone()
        },
        names(&[Assignee::Account(ME)]),
        names(&[
            Assignee::Account(SOMEBODY),
            Assignee::Supplier(SupplierId(2)),
            Assignee::PrintLocation(PrintLocationId(2)),
        ]),
        Thing {
            owners: vec![Owner::Account(ME)],
            ..names(&[
                Assignee::Supplier(SupplierId(1)),
                Assignee::PrintLocation(PrintLocationId(1)),
            ])
        },
        Thing {
            public: true,
            ..plain.clone()
        },
        Thing {
            link: Some(LinkId(1)),
            ..plain
        },
        Thing {
            public: true,
            link: Some(LinkId(2)),
            ..names(&[Assignee::Supplier(SupplierId(1))])
        },
    ];
    let mut things = Vec::new();
    for storefront in [None, Some(ONE), Some(TWO)] {
        for (company, departments) in &belongings {
            for relation in &relations {
                things.push(Thing {
                    storefront,
                    company: company.clone(),
                    departments: departments.clone(),
                    ..relation.clone()
                });
            }
        }
    }
    things
}

/// Everybody who may ask, holding nothing yet.
fn people() -> Vec<Access> {
    let me = || Access {
        company: Some(FIRST),
        company_has_departments: true,
        ..Access::new(Who::Account(ME))
    };
    let mut supplier = Access::new(Who::Account(ME));
    supplier.names.push(Assignee::Supplier(SupplierId(1)));
    vec![
        Access::new(Who::Visitor(VisitorId(1))),
        Access::new(Who::Link(LinkId(1))),
        Access {
            member_of: vec![DepartmentId(11)],
            ..me()
        },
        Access {
            member_of: vec![DepartmentId(11)],
            manages: vec![DepartmentId(12), DepartmentId(21)],
            ..me()
        },
        me(),
        Access {
            company_has_departments: false,
            ..me()
        },
        supplier.at_print_location(PrintLocationId(1)),
    ]
}

fn anchors() -> Vec<Anchor> {
    vec![
        Anchor::Platform,
        Anchor::Storefronts(vec![ONE]),
        Anchor::Storefronts(vec![ONE, TWO]),
        Anchor::company(ONE, FIRST),
        Anchor::company(TWO, SECOND),
        Anchor::Departments {
            storefront: [ONE],
            company: FIRST,
            departments: vec![DepartmentId(12)],
        },
        Anchor::Supplier([SupplierId(1)]),
    ]
}

// The plain formulation. An object is a number; what is inside something is a set of numbers.

type Objects = BTreeSet<usize>;

struct World {
    things: Vec<Thing>,
}

impl World {
    fn all(&self) -> Objects {
        (0..self.things.len()).collect()
    }

    fn those(&self, inside: impl Fn(&Thing) -> bool) -> Objects {
        (0..self.things.len())
            .filter(|number| inside(&self.things[*number]))
            .collect()
    }

    fn of_storefronts(&self, storefronts: &[StorefrontId]) -> Objects {
        self.those(|thing| storefronts.iter().any(|one| thing.storefront == Some(*one)))
    }

    fn of_company(&self, company: CompanyId) -> Objects {
        self.those(|thing| match &thing.company {
            Of::Nobody => false,
            Of::These(these) => these.contains(&company),
            Of::Everybody => true,
        })
    }

    fn of_departments(&self, departments: &[DepartmentId]) -> Objects {
        self.those(|thing| match &thing.departments {
            Of::Nobody => false,
            Of::These(these) => departments.iter().any(|one| these.contains(one)),
            Of::Everybody => true,
        })
    }

    fn naming(&self, names: &[Assignee]) -> Objects {
        self.those(|thing| names.iter().any(|name| thing.assigned.contains(name)))
    }

    fn owned(&self, person: &Access) -> Objects {
        match person.who {
            Who::Account(me) => self.those(|thing| thing.owners.contains(&Owner::Account(me))),
            Who::Visitor(me) => self.those(|thing| thing.owners.contains(&Owner::Visitor(me))),
            Who::Link(_) | Who::System => Objects::new(),
        }
    }

    /// "An object is inside when …", line by line.
    fn inside(&self, reach: Reach, person: &Access) -> Objects {
        let company = || {
            person
                .company
                .map_or_else(Objects::new, |company| self.of_company(company))
        };
        match reach {
            Reach::Public => self.those(|thing| thing.public),
            Reach::Own => self.owned(person),
            Reach::Assigned => self.naming(&person.names),
            Reach::Link => match person.who {
                Who::Link(link) => self.those(|thing| thing.link == Some(link)),
                _ => Objects::new(),
            },
            Reach::Department if person.company_has_departments => {
                &company() & &self.of_departments(&person.member_of)
            }
            Reach::Department => company(),
            Reach::Managed if person.manages.is_empty() => Objects::new(),
            Reach::Managed => &company() & &self.of_departments(&person.manages),
            Reach::Company => company(),
            Reach::Storefront => self.those(|thing| thing.storefront.is_some()),
            Reach::Platform => self.all(),
        }
    }

    /// "The anchor says where the reach starts and caps it." What names the actor and what is the
    /// actor's own is capped by the storefront only, and one's account is on none.
    fn cap(&self, anchor: &Anchor, reach: Reach) -> Objects {
        let personal = matches!(
            reach,
            Reach::Public | Reach::Own | Reach::Assigned | Reach::Link
        );
        match anchor {
            Anchor::Platform => self.all(),
            Anchor::Supplier(_) if reach == Reach::Own => self.all(),
            Anchor::Supplier([supplier]) => self.naming(&[Assignee::Supplier(*supplier)]),
            _ => {
                let storefronts = self.of_storefronts(anchor.storefronts().unwrap());
                match anchor {
                    _ if reach == Reach::Own => {
                        &storefronts | &self.those(|thing| thing.storefront.is_none())
                    }
                    Anchor::Company { company, .. } if !personal => {
                        &storefronts & &self.of_company(*company)
                    }
                    Anchor::Departments {
                        company,
                        departments,
                        ..
                    } if !personal => {
                        &(&storefronts & &self.of_company(*company))
                            & &self.of_departments(departments)
                    }
                    _ => storefronts,
                }
            }
        }
    }

    /// Every object that each permission reaches.
    fn answers(
        &self,
        person: &Access,
        anchor: &Anchor,
        rows: &BTreeMap<Permission, Vec<Reach>>,
    ) -> BTreeMap<Permission, Objects> {
        let reached: BTreeMap<Reach, Objects> = Reach::ALL
            .into_iter()
            .map(|reach| {
                (
                    reach,
                    &self.inside(reach, person) & &self.cap(anchor, reach),
                )
            })
            .collect();
        let granted = |permission: Permission| -> Objects {
            let reaches = rows.get(&permission).into_iter().flatten();
            reaches
                .flat_map(|reach| reached[reach].iter().copied())
                .collect()
        };
        let own = self.owned(person);
        Permission::ALL
            .iter()
            .map(|permission| {
                let objects = match permission {
                    // "`approval.decide` never covers one's own request; that needs `approval.self`."
                    Permission::ApprovalDecide => {
                        &(&granted(Permission::ApprovalDecide) - &own)
                            | &(&granted(Permission::ApprovalSelf) & &own)
                    }
                    other => granted(*other),
                };
                (*permission, objects)
            })
            .collect()
    }
}

/// Compares every decision of these roles; answers how many there were, and the differences.
fn compare(world: &World, roles: &[Role]) -> (u64, Vec<String>) {
    let objects: Vec<Object<'_>> = world.things.iter().map(Thing::object).collect();
    let (mut cases, mut differences) = (0, Vec::new());
    for role in roles {
        let rows = table::grants(*role);
        for person in people() {
            for anchor in anchors() {
                let expected = world.answers(&person, &anchor, &rows);
                let access = Access {
                    holdings: vec![Holding::built_in(*role, anchor.clone())],
                    ..person.clone()
                };
                for permission in Permission::ALL {
                    let reached = &expected[permission];
                    let expected: Vec<bool> = (0..objects.len())
                        .map(|number| reached.contains(&number))
                        .collect();
                    for (number, object) in objects.iter().enumerate() {
                        cases += 1;
                        let decided = access.decide(*permission, object).is_ok();
                        if decided != expected[number] && differences.len() < 20 {
                            differences.push(format!(
                                "{} {permission} {anchor:?} {:?}: {decided} for {:?}",
                                role.key(),
                                person.who,
                                world.things[number]
                            ));
                        }
                    }
                }
            }
        }
    }
    (cases, differences)
}

#[test]
fn every_decision_in_a_small_world_is_that_of_the_plain_formulation() {
    let world = World { things: things() };
    let halves = Role::ALL.split_at(Role::ALL.len() / 2);
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| compare(&world, halves.0));
        let second = compare(&world, halves.1);
        (first.join().unwrap(), second)
    });
    let cases = first.0 + second.0;
    let differences: Vec<String> = first.1.into_iter().chain(second.1).collect();
    println!(
        "{cases} decisions compared, {} differences",
        differences.len()
    );
    assert!(differences.is_empty(), "{differences:#?}");
    assert!(cases > 10_000_000, "{cases}");
}

/// One reach of one permission, held alone.
fn alone(person: &Access, anchor: &Anchor, reach: Reach) -> Access {
    let grants = Grants::NONE.with(Permission::OrderView, reach);
    let role = crate::world::custom(1, access::Side::Staff);
    let holding = crate::world::custom_holding(role, anchor.clone(), grants, Grants::NONE);
    Access {
        holdings: vec![holding],
        ..person.clone()
    }
}

#[test]
fn an_anchor_covers_exactly_what_lies_within_it() {
    let things = things();
    let objects: Vec<Object<'_>> = things.iter().map(Thing::object).collect();
    let reached = |anchor: &Anchor, reach| -> Vec<Objects> {
        let of = |person: &Access| {
            let access = alone(person, anchor, reach);
            (0..objects.len())
                .filter(|number| {
                    access
                        .decide(Permission::OrderView, &objects[*number])
                        .is_ok()
                })
                .collect()
        };
        people().iter().map(of).collect()
    };
    let mut held = Vec::new();
    for anchor in anchors() {
        for reach in Reach::ALL {
            held.push((anchor.clone(), reach, reached(&anchor, reach)));
        }
    }
    let (mut wrong, mut strict) = (Vec::new(), Vec::new());
    for (outer, wide, more) in &held {
        for (inner, narrow, less) in &held {
            let within = less
                .iter()
                .zip(more)
                .all(|(less, more)| less.is_subset(more));
            match (outer.covers(*wide, inner, *narrow), within) {
                (true, false) => wrong.push(format!(
                    "{wide} at {outer:?} does not hold {narrow} at {inner:?}"
                )),
                // Stricter than need be, within one anchor: that would refuse what may be given.
                (false, true) if outer == inner && !less.iter().all(Objects::is_empty) => {
                    strict.push(format!("{wide} at {outer:?} holds {narrow}"))
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(strict.is_empty(), "{strict:#?}");
}
