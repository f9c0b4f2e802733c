//! The model in another language: roles.csv as Cedar policies, actors and things as Cedar entities.
//!
//! A role's rows become one template for each reach; a holding links them to its actor and to the
//! places that its anchor names. What is in what is told by the hierarchy of entities: a thing is in
//! its storefront, in its company there, in its departments of that company there, in the suppliers
//! that it names.

use crate::table;
use crate::world::{COMPANIES, DEPARTMENTS, Of, Thing};
use access::{
    Access, Anchor, Assignee, Grants, Owner, Permission, Reach, Role, RoleName, Standing, Who,
};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicyId, PolicySet, Request,
    RestrictedExpression, SlotId, Template,
};
use std::collections::{BTreeMap, HashMap, HashSet};

type Rows = BTreeMap<Permission, Vec<Reach>>;

fn uid(kind: &str, id: impl std::fmt::Display) -> EntityUid {
    format!("{kind}::\"{id}\"").parse().unwrap()
}

fn named(who: Who) -> EntityUid {
    match who {
        Who::Account(id) => uid("Account", id),
        Who::Visitor(id) => uid("Visitor", id),
        Who::Link(id) => uid("Link", id),
        Who::System => uid("System", "it"),
    }
}

fn owner(owner: Owner) -> EntityUid {
    match owner {
        Owner::Account(id) => uid("Account", id),
        Owner::Visitor(id) => uid("Visitor", id),
    }
}

fn name(assignee: Assignee) -> EntityUid {
    match assignee {
        Assignee::Account(id) => uid("Account", id),
        Assignee::Supplier(id) => uid("Supplier", id),
        Assignee::PrintLocation(id) => uid("PrintLocation", id),
    }
}

fn set(these: impl IntoIterator<Item = EntityUid>) -> RestrictedExpression {
    RestrictedExpression::new_set(these.into_iter().map(RestrictedExpression::new_entity_uid))
}

/// "An object is inside when …", in Cedar.
fn inside(reach: Reach) -> &'static str {
    match reach {
        Reach::Public => "resource.public",
        Reach::Own => "resource.owners.contains(principal)",
        Reach::Assigned => "resource.assigned.containsAny(principal.names)",
        Reach::Link => "resource has link && resource.link == principal",
        Reach::Department => {
            "principal has company && resource in principal.company
             && (!principal.divided || resource.for_all || resource in principal.departments)"
        }
        Reach::Managed => {
            "principal has company && resource in principal.company
             && !principal.manages.isEmpty() && (resource.for_all || resource in principal.manages)"
        }
        Reach::Company => "principal has company && resource in principal.company",
        Reach::Storefront => "resource has storefront",
        Reach::Platform => "true",
    }
}

/// The templates of a table: for each reach one, and those of the rule that nobody decides on their
/// own request but by `approval.self`.
fn templates(effect: &str, name: &str, rows: &Rows) -> Vec<(Reach, Template)> {
    let mut templates = Vec::new();
    for reach in Reach::ALL {
        let of_reach = rows
            .iter()
            .filter(|(_, reaches)| reaches.contains(&reach))
            .map(|(permission, _)| *permission);
        let (decide, others): (Vec<_>, Vec<_>) =
            of_reach.partition(|permission| *permission == Permission::ApprovalDecide);
        let mut add = |what: &str, actions: &[Permission], own: &str| {
            if !actions.is_empty() {
                let actions: Vec<String> = actions
                    .iter()
                    .map(|action| format!("Action::\"{action}\""))
                    .collect();
                let text = format!(
                    "{effect}(principal == ?principal, action in [{}], resource in ?resource) when {{ {} }} {own};",
                    actions.join(", "),
                    inside(reach)
                );
                let id = PolicyId::new(format!("{name} {effect} {what} {reach}"));
                templates.push((reach, Template::parse(Some(id), text).unwrap()));
            }
        };
        add(
            "others'",
            &decide,
            "unless { resource.owners.contains(principal) }",
        );
        if others.contains(&Permission::ApprovalSelf) {
            add(
                "own",
                &[Permission::ApprovalDecide],
                "when { resource.owners.contains(principal) }",
            );
        }
        add("any", &others, "");
    }
    templates
}

fn rows(grants: &Grants) -> Rows {
    grants
        .iter()
        .map(|(permission, reaches)| (permission, reaches.iter().collect()))
        .collect()
}

/// The places that an anchor names, for one reach. What names the actor and what is the actor's own
/// is capped by the storefront only, and one's account is nowhere.
fn places(anchor: &Anchor, reach: Reach) -> Vec<EntityUid> {
    let personal = matches!(
        reach,
        Reach::Public | Reach::Own | Reach::Assigned | Reach::Link
    );
    let mut places = match anchor {
        Anchor::Platform => return vec![uid("Platform", "it")],
        Anchor::Supplier(_) if reach == Reach::Own => return vec![uid("Platform", "it")],
        Anchor::Supplier([supplier]) => return vec![uid("Supplier", supplier)],
        Anchor::Company {
            storefront: [storefront],
            company,
        } if !personal => {
            vec![uid("CompanyAt", format_args!("{storefront}/{company}"))]
        }
        Anchor::Departments {
            storefront: [storefront],
            company,
            departments,
        } if !personal => {
            let there = format!("{storefront}/{company}");
            let each = departments
                .iter()
                .map(|department| uid("DepartmentAt", format_args!("{there}/{department}")));
            each.chain([uid("DepartmentAt", format_args!("{there}/all"))])
                .collect()
        }
        other => other
            .storefronts()
            .unwrap()
            .iter()
            .map(|storefront| uid("Storefront", storefront))
            .collect(),
    };
    if reach == Reach::Own {
        places.push(uid("Nowhere", "it"));
    }
    places
}

pub(crate) struct Cedar {
    policies: PolicySet,
    /// The templates of each role.
    of_roles: BTreeMap<Role, Vec<(Reach, PolicyId)>>,
    pub(crate) authorizer: Authorizer,
}

impl Cedar {
    /// The policies that hold for everybody, and the templates of all roles.
    pub(crate) fn new() -> Self {
        let mut policies: PolicySet = r#"
            forbid(principal, action, resource) unless { principal.standing == "active" };
            forbid(principal, action in [
                Action::"session.impersonate", Action::"session.reset_password",
                Action::"role.assign", Action::"role.create", Action::"role.edit",
                Action::"department.set_manager",
                Action::"admin_account.create", Action::"apikey.manage",
                Action::"approval.self", Action::"approval.decide",
                Action::"approval.nominate_external", Action::"approval.configure"
            ], resource) when { principal.acting };
        "#
        .parse()
        .unwrap();
        let mut of_roles = BTreeMap::new();
        for role in Role::ALL {
            let mut known = Vec::new();
            for (reach, template) in templates("permit", role.key(), &table::grants(*role)) {
                known.push((reach, template.id().clone()));
                policies.add_template(template).unwrap();
            }
            of_roles.insert(*role, known);
        }
        Self {
            policies,
            of_roles,
            authorizer: Authorizer::new(),
        }
    }

    /// The policies of one actor.
    pub(crate) fn policies(&self, access: &Access) -> PolicySet {
        let mut policies = self.policies.clone();
        let mut links = Vec::new();
        for (number, holding) in access.holdings.iter().enumerate() {
            let mut of_holding = Vec::new();
            match holding.role {
                RoleName::BuiltIn(role) => of_holding.extend(self.of_roles[&role].iter().cloned()),
                RoleName::Custom { .. } => {
                    let name = format!("custom {number}");
                    let made = templates("permit", &name, &rows(&holding.allows))
                        .into_iter()
                        .chain(templates("forbid", &name, &rows(&holding.denies)));
                    for (reach, template) in made {
                        of_holding.push((reach, template.id().clone()));
                        policies.add_template(template).unwrap();
                    }
                }
            }
            for (reach, template) in of_holding {
                links.extend(
                    places(&holding.anchor, reach)
                        .into_iter()
                        .map(|place| (template.clone(), place)),
                );
            }
        }
        for (number, (template, place)) in links.into_iter().enumerate() {
            let slots = HashMap::from([
                (SlotId::principal(), named(access.who)),
                (SlotId::resource(), place),
            ]);
            policies
                .link(template, PolicyId::new(format!("link {number}")), slots)
                .unwrap();
        }
        policies
    }

    /// The actor and the things, as entities.
    pub(crate) fn entities(access: &Access, things: &[Thing]) -> Entities {
        let things = things
            .iter()
            .enumerate()
            .map(|(number, thing)| entity(number, thing));
        Entities::from_entities(things.chain([actor(access)]), None).unwrap()
    }

    pub(crate) fn request(access: &Access, permission: Permission, thing: usize) -> Request {
        Request::new(
            named(access.who),
            uid("Action", permission),
            uid("Thing", thing),
            Context::empty(),
            None,
        )
        .unwrap()
    }

    /// Whether it is allowed.
    ///
    /// A policy that fails would count as one that is silent, and hide a fault of the translation.
    pub(crate) fn allows(
        &self,
        request: &Request,
        policies: &PolicySet,
        entities: &Entities,
    ) -> bool {
        let answer = self.authorizer.is_authorized(request, policies, entities);
        let faults: Vec<String> = answer
            .diagnostics()
            .errors()
            .map(ToString::to_string)
            .collect();
        assert!(faults.is_empty(), "{faults:?}");
        answer.decision() == Decision::Allow
    }
}

fn actor(access: &Access) -> Entity {
    let departments =
        |these: &[domain::DepartmentId]| set(these.iter().map(|one| uid("Department", one)));
    let standing = match access.standing {
        Standing::Active => "active",
        Standing::Unprotected => "unprotected",
        Standing::Inactive => "inactive",
        Standing::Suspended => "suspended",
        Standing::Deleted => "deleted",
    };
    let mut facts = HashMap::from([
        (
            "standing".to_owned(),
            RestrictedExpression::new_string(standing.to_owned()),
        ),
        (
            "acting".to_owned(),
            RestrictedExpression::new_bool(access.acting.is_some()),
        ),
        (
            "divided".to_owned(),
            RestrictedExpression::new_bool(access.company_has_departments),
        ),
        ("departments".to_owned(), departments(&access.member_of)),
        ("manages".to_owned(), departments(&access.manages)),
        (
            "names".to_owned(),
            set(access.names.iter().map(|one| name(*one))),
        ),
    ]);
    if let Some(company) = access.company {
        facts.insert(
            "company".to_owned(),
            RestrictedExpression::new_entity_uid(uid("Company", company)),
        );
    }
    Entity::new(named(access.who), facts, HashSet::new()).unwrap()
}

fn entity(number: usize, thing: &Thing) -> Entity {
    let companies = match &thing.company {
        Of::Nobody => &[][..],
        Of::These(these) => these,
        Of::Everybody => &COMPANIES,
    };
    let departments = match &thing.departments {
        Of::Nobody => &[][..],
        Of::These(these) => these,
        Of::Everybody => &DEPARTMENTS,
    };
    let for_all = thing.departments == Of::Everybody;
    let mut facts = HashMap::from([
        (
            "public".to_owned(),
            RestrictedExpression::new_bool(thing.public),
        ),
        (
            "for_all".to_owned(),
            RestrictedExpression::new_bool(for_all),
        ),
        (
            "owners".to_owned(),
            set(thing.owners.iter().map(|one| owner(*one))),
        ),
        (
            "assigned".to_owned(),
            set(thing.assigned.iter().map(|one| name(*one))),
        ),
    ]);
    let mut parents = HashSet::from([uid("Platform", "it")]);
    parents.extend(companies.iter().map(|company| uid("Company", company)));
    parents.extend(
        departments
            .iter()
            .map(|department| uid("Department", department)),
    );
    parents.extend(
        thing
            .assigned
            .iter()
            .filter(|one| matches!(one, Assignee::Supplier(_)))
            .map(|one| name(*one)),
    );
    if let Some(link) = thing.link {
        facts.insert(
            "link".to_owned(),
            RestrictedExpression::new_entity_uid(uid("Link", link)),
        );
    }
    match thing.storefront {
        None => {
            parents.insert(uid("Nowhere", "it"));
        }
        Some(storefront) => {
            facts.insert(
                "storefront".to_owned(),
                RestrictedExpression::new_entity_uid(uid("Storefront", storefront)),
            );
            parents.insert(uid("Storefront", storefront));
            for company in companies {
                let there = format!("{storefront}/{company}");
                parents.insert(uid("CompanyAt", &there));
                parents.extend(
                    departments.iter().map(|department| {
                        uid("DepartmentAt", format_args!("{there}/{department}"))
                    }),
                );
                if for_all {
                    parents.insert(uid("DepartmentAt", format_args!("{there}/all")));
                }
            }
        }
    }
    Entity::new(uid("Thing", number), facts, parents).unwrap()
}
