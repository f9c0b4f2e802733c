//! What is nobody's to take, or to give away (invariant 2): whoever works for no platform tries each way
//! there is, on everybody and at every place.

use super::{
    escalation::hands_out,
    rights::give_custom,
    table,
    yard::{Actor, Where, Yard},
};
use access::{Permission, Reach, Role, pages};
use store::sql::sql;

const TARGETS: [Role; 12] = [
    Role::PlatformAdmin,
    Role::StorefrontAdmin,
    Role::JobController,
    Role::Registered,
    Role::JuniorAdmin,
    Role::Supplier,
    Role::EndUser,
    Role::SeniorManager,
    Role::Customer,
    Role::CompanyManager,
    Role::ProductionManager,
    Role::ConfiguratorAdministrator,
];
/// From which the platform has taken everything, which is not restored by others.
const NARROWED: Role = Role::RuntimeConfiguration;
/// What an act that is let through takes away, and how its rows are told apart.
const KEPT: [(&str, &str); 4] = [
    ("assignments", "id"),
    ("assignment_storefronts", "assignment_id"),
    ("second_factors", "account_id"),
    ("sessions", "id_hash"),
];

pub(crate) async fn nobody_takes_over(yard: &Yard) {
    let narrowing = format!("role={}&version=0&start=", NARROWED.key());
    let admin = yard.actor(Role::PlatformAdmin);
    let narrowed = yard
        .post(&admin.caller, pages::SAVE_ROLE.path, narrowing)
        .await;
    assert_eq!(narrowed.status, 200, "{}", narrowed.body);
    let factors = sql(
        "insert into second_factors (account_id, secret, confirmed_at) select id, $1, 1 from accounts",
    );
    yard.run(factors.bind(vec![7_u8])).await;
    for (table, _) in KEPT {
        let text = format!("create table kept_{table} as select * from {table}");
        yard.run(sql(text)).await;
    }
    let mut done = 0;
    for actor in yard.actors.iter().filter(|actor| !actor.everywhere) {
        for target in TARGETS.map(|role| yard.actor(role)) {
            if target.account != actor.account {
                done += on_somebody(yard, actor, target).await;
            }
        }
        for at in [Where::Mine, Where::Other, Where::Elsewhere] {
            done += at_a_place(yard, actor, at).await;
        }
    }
    assert!(done > 0, "somebody was let through");
}

/// What a custom role of the story grants on its storefront.
const HELPING: [Permission; 3] = [
    Permission::UserView,
    Permission::RoleAssign,
    Permission::OrderView,
];

pub(crate) async fn who_holds_a_custom_role_gives_no_more_than_they_hold(yard: &Yard) {
    let admin = yard.actor(Role::ConfiguratorAdministrator);
    let new = format!("from={}&name=Helper&home=", Role::ViewOrders.key());
    let made = yard.post(&admin.caller, pages::CREATE_ROLE.path, new).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let id = yard.number(sql("select max(id) from custom_roles")).await;
    let save = async |version: i64, and: &str| {
        let mut form = format!("role={id}&version={version}&name=Helper&side=staff&start={and}");
        for permission in HELPING {
            form.push_str(&format!("&grant={permission}+storefront"));
        }
        let saved = yard.post(&admin.caller, pages::SAVE_ROLE.path, form).await;
        assert_eq!(saved.status, 200, "{}", saved.body);
    };
    save(1, "").await;
    let holder = yard.actor(Role::ViewOrders);
    let here = yard.spot(holder, Where::Mine).storefront;
    give_custom(yard, id, here, holder.account).await;
    let held = table::grants(holder.role);
    let holds = |one: &Permission| HELPING.contains(one) || held.contains_key(one);
    assert!(given(yard, holder, Role::ViewOrders, Where::Mine).await);
    for role in Role::ALL.iter().copied() {
        let covered = role.assignable().is_empty() && table::grants(role).keys().all(holds);
        let given_here = given(yard, holder, role, Where::Mine).await;
        assert!(covered || !given_here, "{}", role.key());
        let given_there = given(yard, holder, role, Where::Elsewhere).await;
        assert!(!given_there, "{} elsewhere", role.key());
    }
    // A role that names what its holders hand out: nothing.
    save(2, "&limited=true").await;
    assert!(!given(yard, holder, Role::ViewOrders, Where::Mine).await);
}

/// Whether somebody gives a role at a storefront to who stands there; they have it for that long.
async fn given(yard: &Yard, giver: &Actor, role: Role, at: Where) -> bool {
    let spot = yard.spot(giver, at);
    let version = sql("select version from accounts where id = $1").bind(spot.person);
    let version = yard.number(version).await;
    let form = format!(
        "person={}&version={version}&role={}&at=storefront-{}&until=",
        spot.person,
        role.key(),
        spot.storefront
    );
    let path = pages::ASSIGN_ROLE.path;
    let answer = yard.post(&giver.caller, path, form).await;
    assert!(answer.status < 500, "{}: {}", role.key(), answer.body);
    for text in [
        "delete from assignment_storefronts
         where assignment_id in (select id from assignments where account_id = $1)",
        "delete from assignments where account_id = $1",
    ] {
        yard.run(sql(text).bind(spot.person)).await;
    }
    answer.status == 200
}

/// Becoming somebody, opening their account to a password alone, and taking their role away; how much was
/// let through.
async fn on_somebody(yard: &Yard, actor: &Actor, target: &Actor) -> usize {
    let granted = table::grants(actor.role);
    let home = yard.spot(actor, Where::Mine).storefront;
    let near = yard.spot(target, Where::Mine).storefront == home;
    let may = |permission: Permission| {
        near && granted.contains_key(&permission) && table::umbrella(target.role).is_none()
    };
    let assignment = sql("select coalesce(min(id), 0) from assignments where account_id = $1");
    let assignment = yard.number(assignment.bind(target.account)).await;
    let mut done = 0;
    for (endpoint, and, may) in [
        (
            pages::LOG_IN_AS,
            String::new(),
            may(Permission::SessionImpersonate),
        ),
        (
            pages::RESET_SECOND_FACTOR,
            String::new(),
            may(Permission::UserEdit),
        ),
        (
            pages::WITHDRAW_ROLE,
            format!("&assignment={assignment}"),
            may(Permission::RoleAssign) && hands_out(actor.role, target.role),
        ),
    ] {
        let version = sql("select version from accounts where id = $1").bind(target.account);
        let version = yard.number(version).await;
        let form = format!("person={}&version={version}{and}", target.account);
        // Whoever becomes somebody else does so in this browser alone.
        let browser = yard.another_browser(actor).await;
        let answer = yard.post(&browser, endpoint.path, form).await;
        let words = format!(
            "{} {} {}: {} {}",
            actor.role.key(),
            endpoint.path,
            target.role.key(),
            answer.status,
            answer.body
        );
        assert!(answer.status < 500, "{words}");
        assert!(may || answer.status != 200, "{words}");
        if answer.status == 200 {
            done += 1;
            set_back(yard).await;
        }
    }
    done
}

/// More than the place gives: suppliers, storefronts, what a storefront works with, a way into a company.
async fn at_a_place(yard: &Yard, actor: &Actor, at: Where) -> usize {
    let granted = table::grants(actor.role);
    let spot = yard.spot(actor, at);
    let reaches = |permission: Permission, reaches: &[Reach]| {
        let mut held = granted.get(&permission).into_iter().flatten();
        at != Where::Elsewhere && held.any(|reach| reaches.contains(reach))
    };
    let widely = [Reach::Storefront, Reach::Platform];
    let in_company = [Reach::Company, Reach::Storefront, Reach::Platform];
    let on_company = match at {
        Where::Mine => in_company.as_slice(),
        _ => widely.as_slice(),
    };
    let mut done = 0;
    for (endpoint, form, may) in [
        (
            pages::INVITE_SUPPLIER,
            format!(
                "supplier={}&version=1&name=Attempt&email=attempt%40evil.test",
                spot.supplier
            ),
            false,
        ),
        (
            pages::CREATE_STOREFRONT,
            "name=Attempt&slug=attempt&pack=printshop&currency=EUR".to_owned(),
            false,
        ),
        (
            pages::RESTORE_ROLE,
            format!("role={}&version=1", NARROWED.key()),
            false,
        ),
        (
            pages::SET_PACKS,
            format!(
                "storefront={}&version=1&pack={}&staff=storefront&staff=corporate&staff=printshop&staff=configurator",
                spot.storefront, spot.pack
            ),
            reaches(Permission::StorefrontSettingsEdit, &widely),
        ),
        (
            pages::SET_COMPANY_PASSKEY,
            format!(
                "company={}&version=1&passkey=six+yellow+umbrellas",
                spot.company
            ),
            reaches(Permission::CompanyEdit, on_company),
        ),
    ] {
        let answer = yard.post(&actor.caller, endpoint.path, form).await;
        let words = format!(
            "{} {} {at:?}: {} {}",
            actor.role.key(),
            endpoint.path,
            answer.status,
            answer.body
        );
        assert!(answer.status < 500, "{words}");
        assert!(may || answer.status != 200, "{words}");
        if answer.status == 200 {
            done += 1;
            set_back(yard).await;
        }
    }
    done
}

/// So that the next one tries on the same.
async fn set_back(yard: &Yard) {
    for (table, key) in KEPT {
        let text = format!(
            "insert into {table} select * from kept_{table} where {key} not in (select {key} from {table})"
        );
        yard.run(sql(text)).await;
    }
    yard.arrange(&[
        "update storefronts set version = 1",
        "update companies set version = 1, passkey_hash = null",
    ])
    .await;
}
