//! Nobody gives what they do not hold (invariant 2): everybody tries, at random, all that could lead
//! to more.

use crate::{
    table,
    yard::{Actor, Spot, Where, Yard},
};
use access::{Pack, Permission, Reach, Role, RoleName, Side, pages};
use domain::StorefrontId;
use store::sql::{Sql, sql};

/// What the attempts are made from.
const SEED: u64 = 0x5eed_0f10;
/// How often each tries.
const ATTEMPTS: usize = 40;

pub(crate) async fn nobody_escalates(yard: &Yard) {
    eprintln!("seed {SEED:#x}");
    let mut dice = Dice(SEED);
    let mut given = 0;
    for actor in &yard.actors {
        let before = Marks::of(yard).await;
        for attempt in 0..ATTEMPTS {
            let (path, form) = attempt_of(yard, &mut dice, attempt).await;
            let answer = yard.post(&actor.caller, path, form.clone()).await;
            assert!(
                answer.status < 500,
                "{} {path} {form}: {}",
                actor.role.key(),
                answer.body
            );
        }
        given += held_since(yard, actor, &before).await;
        nothing_more(yard, actor, &before).await;
        before.set_back(yard).await;
    }
    assert!(given > 0, "somebody was let through");
}

/// Numbers at random, the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        let many = u64::try_from(of.len()).expect("a length");
        let place = usize::try_from(self.roll() % many).expect("a place");
        *of.get(place).expect("one of them")
    }
}

/// Something that could give its maker, or anybody, more.
async fn attempt_of(yard: &Yard, dice: &mut Dice, attempt: usize) -> (&'static str, String) {
    let (person, version) = somebody(yard, dice).await;
    let on = format!("person={person}&version={version}");
    let role = dice.one(Role::ALL).key();
    let spot = anywhere(yard, dice);
    let reach = dice.one(&Reach::ALL);
    let permission = dice.one(Permission::ALL);
    match dice.roll() % 8 {
        0..=2 => {
            let at = match dice.roll() % 5 {
                0 => "platform".to_owned(),
                1 => format!("storefront-{}", spot.storefront),
                2 => format!("company-{}", spot.company),
                3 => format!("department-{}", spot.department),
                _ => format!("supplier-{}", spot.supplier),
            };
            let form = format!("{on}&role={role}&at={at}&until=");
            (pages::ASSIGN_ROLE.path, form)
        }
        3 => {
            let home = dice.one(&["", "everywhere"]);
            let form = format!("from={role}&name=Attempt+{attempt}&home={home}");
            (pages::CREATE_ROLE.path, form)
        }
        4 => {
            let form = format!(
                "role={}&version=1&name=Night+shift&side=customer&start=&grant={permission}+{reach}",
                spot.role
            );
            (pages::SAVE_ROLE.path, form)
        }
        5 => {
            let form = format!("role={role}&version=0&start=&grant={permission}+{reach}");
            (pages::SAVE_ROLE.path, form)
        }
        6 => {
            let form = format!(
                "name=Somebody+new&role={role}&storefront={}&company={}&department={}",
                spot.storefront, spot.company, spot.department
            );
            (pages::ADD_PERSON.path, form)
        }
        _ => {
            let form = format!(
                "{on}&name=Taken+over&email=attempt-{}%40evil.test&phone=",
                dice.roll()
            );
            (pages::EDIT_PERSON.path, form)
        }
    }
}

/// Anybody, as a page that is not stale shows them.
async fn somebody(yard: &Yard, dice: &mut Dice) -> (i64, i64) {
    let mut tx = yard.store.read().await.expect("a transaction");
    let all: Vec<(i64, i64)> = sql("select id, version from accounts order by id")
        .all(&mut tx)
        .await
        .expect("accounts");
    dice.one(&all)
}

/// Somewhere on some storefront.
fn anywhere(yard: &Yard, dice: &mut Dice) -> Spot {
    let owner = dice.one(&[Role::Registered, Role::EndUser, Role::Customer]);
    let at = dice.one(&[Where::Mine, Where::Managed, Where::Other, Where::Elsewhere]);
    yard.spot(yard.actor(owner), at)
}

/// How things stood before somebody tried.
struct Marks {
    assignment: i64,
    account: i64,
    role: i64,
    administrators: i64,
}

impl Marks {
    async fn of(yard: &Yard) -> Self {
        let last = |table: &str| sql(format!("select coalesce(max(id), 0) from {table}"));
        Self {
            assignment: yard.number(last("assignments")).await,
            account: yard.number(last("accounts")).await,
            role: yard.number(last("custom_roles")).await,
            administrators: yard.number(administrators("count(*)", "")).await,
        }
    }

    /// So that the next one tries with their own role alone.
    async fn set_back(&self, yard: &Yard) {
        for table in ["assignment_storefronts", "assignment_departments"] {
            let text = format!("delete from {table} where assignment_id > $1");
            yard.run(sql(text).bind(self.assignment)).await;
        }
        let assignments = sql("delete from assignments where id > $1");
        yard.run(assignments.bind(self.assignment)).await;
        let roles = sql("delete from custom_roles where id > $1");
        yard.run(roles.bind(self.role)).await;
        yard.arrange(&[
            "delete from role_edits",
            "update custom_roles set allows = '{}', denies = '{}', version = 1",
            "update accounts set email = 'kept-' || id || '@actor.test' where email like 'attempt-%'",
        ])
        .await;
    }
}

/// The assignments by which somebody is an administrator.
fn administrators(what: &str, and: &str) -> Sql {
    let umbrellas = Role::ALL.iter().copied();
    let mut keys = umbrellas.filter(|role| table::umbrella(*role).is_some());
    let first = keys.next().expect("an umbrella").key();
    let mut statement = sql(format!(
        "select {what} from assignments s join accounts a on a.id = s.account_id where s.role in ('{first}'"
    ));
    for role in keys {
        statement.push(&format!(", '{}'", role.key()));
    }
    statement.push(&format!("){and}"));
    statement
}

/// Holds everything that was handed out against who may hand out what; how much it was.
async fn held_since(yard: &Yard, actor: &Actor, before: &Marks) -> usize {
    let mut tx = yard.store.read().await.expect("a transaction");
    let given: Vec<(i64, String, String, i64)> = sql(
        "select s.account_id, s.role, s.anchor, coalesce(s.storefront_id, w.storefront_id, 0)
         from assignments s
         left join assignment_storefronts w on w.assignment_id = s.id
         where s.id > $1
         order by s.id",
    )
    .bind(before.assignment)
    .all(&mut tx)
    .await
    .expect("assignments");
    drop(tx);
    if actor.everywhere {
        return given.len();
    }
    let home = yard.spot(actor, Where::Mine).storefront;
    for (account, role, anchor, storefront) in &given {
        let words = format!("{} gave {role} at {anchor} {storefront}", actor.role.key());
        assert_eq!(*storefront, home, "{words}");
        let Some(role) = Role::from_key(role) else {
            // A custom role, which administrators of the storefront hand out.
            assert!(table::umbrella(actor.role).is_some(), "{words}");
            continue;
        };
        // Whoever is written down gets the first role of the storefront's customers.
        let pack = Pack::ALL.iter().copied();
        let mut firsts = pack.map(Role::of_customer);
        let newcomer = *account > before.account && firsts.any(|first| first == role);
        assert!(newcomer || hands_out(actor.role, role), "{words}");
    }
    given.len()
}

/// Whom each may make what, as the specification has it.
fn hands_out(giver: Role, role: Role) -> bool {
    let graded = [Role::Customer, Role::CustomerPlus, Role::PowerUser];
    let managers = [Role::PrintshopDepartmentManager, Role::CompanyManager];
    match giver {
        Role::StorefrontAdmin | Role::JuniorAdmin => {
            table::umbrella(role).is_none() && role.side() != Side::Partner
        }
        Role::ConfiguratorAdministrator => role.pack() == Pack::Configurator,
        Role::ProductionManager => {
            graded.contains(&role)
                || managers.contains(&role)
                || [Role::Operator, Role::Designer].contains(&role)
        }
        Role::CompanyManager => graded.contains(&role) || managers.contains(&role),
        Role::PrintshopDepartmentManager => graded.contains(&role),
        _ => false,
    }
}

/// Roles themselves, and the accounts of administrators.
async fn nothing_more(yard: &Yard, actor: &Actor, before: &Marks) {
    let who = actor.role.key();
    let mut tx = yard.store.read().await.expect("a transaction");
    let book = store::roles::book(&mut tx).await.expect("the roles");
    drop(tx);
    for role in Role::ALL
        .iter()
        .filter(|role| role.is_platform_administrator() || !actor.everywhere)
    {
        assert!(!book.is_adjusted(*role), "{who} changed {}", role.key());
    }
    if actor.everywhere {
        return;
    }
    let granted = table::grants(actor.role);
    let home = yard.spot(actor, Where::Mine).storefront;
    for (id, role) in book
        .customs()
        .filter(|(_, role)| role.allows.iter().next().is_some())
    {
        assert_eq!(role.home, Some(StorefrontId(home)), "{who} changed {id}");
        for (permission, _) in role.allows.iter() {
            let name = book
                .name(id)
                .as_ref()
                .map(RoleName::name)
                .map(str::to_owned);
            assert!(
                granted.contains_key(&permission),
                "{who} put {permission} into {name:?}"
            );
        }
    }
    // Its administrator makes others of the same storefront.
    if actor.role == Role::ConfiguratorAdministrator {
        return;
    }
    let now = yard.number(administrators("count(*)", "")).await;
    assert_eq!(now, before.administrators, "{who} made or unmade one");
    let taken = administrators("count(*)", " and a.email like 'attempt-%'");
    let taken = yard.number(taken).await;
    assert_eq!(taken, 0, "{who} took over an administrator");
}
