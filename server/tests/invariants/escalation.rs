//! Nobody gives what they do not hold (invariant 2): everybody tries, at random, all that could lead
//! to more.

use super::{
    rights::give_custom,
    table,
    yard::{Actor, Ask, Spot, Where, Yard},
};
use access::{Pack, Permission, Reach, Role, RoleName, Side, pages};
use domain::{StorefrontId, Timestamp};
use service::imports::{UnderWay, work};
use std::collections::BTreeSet;
use store::sql::{Sql, sql};

/// What the attempts are made from.
const SEED: u64 = 0x5eed_0f10;
/// How often each tries.
const ATTEMPTS: usize = 60;
/// Whom only administrators of the platform make.
const ADMINISTRATORS: [Role; 5] = [
    Role::PlatformAdmin,
    Role::Admin,
    Role::PrintshopAdministrator,
    Role::StorefrontAdmin,
    Role::JuniorAdmin,
];
/// What else than a role says who somebody is, and what changing it takes.
const DESIGNATIONS: [(&str, Permission); 2] = [
    ("department_members", Permission::UserSetDepartment),
    ("department_managers", Permission::DepartmentSetManager),
];

pub(crate) async fn nobody_escalates(yard: &Yard) {
    eprintln!("seed {SEED:#x}");
    let mut dice = Dice(SEED);
    let (mut given, mut imported) = (0, 0);
    // Who removes a role that somebody holds says which one they get instead.
    let mut held = BTreeSet::new();
    for spot in everywhere(yard) {
        if held.insert(spot.role) {
            give_custom(yard, spot.role, spot.storefront, spot.person).await;
        }
    }
    for actor in &yard.actors {
        let before = Marks::of(yard).await;
        for _ in 0..ATTEMPTS {
            let (path, form) = attempt_of(yard, &mut dice, actor).await;
            let answer = yard.post(&actor.caller, path, form.clone()).await;
            assert!(
                answer.status < 500,
                "{} {path} {form}: {}",
                actor.role.key(),
                answer.body
            );
        }
        import(yard, &mut dice, actor).await;
        imported += yard.number(people_of_a_file("")).await;
        given += held_since(yard, actor, &before).await;
        nothing_more(yard, actor, &before).await;
        nobody_designated(yard, actor, &before).await;
        before.set_back(yard).await;
    }
    assert!(given > 0, "somebody was let through");
    assert!(imported > 0, "somebody imports");
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
async fn attempt_of(yard: &Yard, dice: &mut Dice, actor: &Actor) -> (&'static str, String) {
    let (person, version) = somebody(yard, dice, actor).await;
    let on = format!("person={person}&version={version}");
    let spot = anywhere(yard, dice);
    match dice.roll() % 5 {
        0 => roles_themselves(dice, actor, &spot),
        1 => somebody_new(dice, &spot),
        2 => designations(yard, dice, (person, &on), &spot),
        // One's own account is nobody else's.
        3 if person != actor.account => {
            let form = format!(
                "{on}&name=Taken+over&email=attempt-{}%40evil.test&phone=",
                dice.roll()
            );
            (pages::EDIT_PERSON.path, form)
        }
        _ => roles_of_a_person(dice, &on, &spot),
    }
}

/// Any role, or an administrator's, there or further.
fn roles_of_a_person(dice: &mut Dice, on: &str, spot: &Spot) -> (&'static str, String) {
    let role = match dice.roll() % 3 {
        0 => dice.one(&ADMINISTRATORS),
        _ => dice.one(Role::ALL),
    };
    let at = match dice.roll() % 5 {
        0 => "platform".to_owned(),
        1 => format!("storefront-{}", spot.storefront),
        2 => format!("company-{}", spot.company),
        3 => format!("department-{}", spot.department),
        _ => format!("supplier-{}", spot.supplier),
    };
    let also = match dice.roll() % 4 {
        0 => format!("&also=storefront-{}", spot.storefront),
        1 => format!("&also=department-{}", spot.department),
        _ => String::new(),
    };
    let form = format!("{on}&role={}&at={at}{also}&until=", role.key());
    (pages::ASSIGN_ROLE.path, form)
}

/// A copy of a role, more in one that there is, or another one for who holds it.
fn roles_themselves(dice: &mut Dice, actor: &Actor, spot: &Spot) -> (&'static str, String) {
    let role = dice.one(Role::ALL).key();
    let reach = dice.one(&Reach::ALL);
    let permission = dice.one(Permission::ALL);
    // What its holders hand out, and what is refused to them.
    let hands = match dice.roll() % 4 {
        0 => format!("&limited=true&hands={}", dice.one(&ADMINISTRATORS).key()),
        1 => format!("&grant={}+%21{reach}", dice.one(Permission::ALL)),
        _ => String::new(),
    };
    match dice.roll() % 4 {
        0 => {
            let home = dice.one(&["", "everywhere"]);
            let form = format!("from={role}&name=Attempt+{}&home={home}", dice.roll());
            (pages::CREATE_ROLE.path, form)
        }
        1 => {
            let form = format!("role={role}&version=0&start=&grant={permission}+{reach}{hands}");
            (pages::SAVE_ROLE.path, form)
        }
        // An administrator of the platform may, and then the role is gone for the others.
        2 if !actor.everywhere => {
            let instead = dice.one(&ADMINISTRATORS).key();
            let form = format!("role={}&version=1&replacement={instead}", spot.role);
            (pages::DELETE_ROLE.path, form)
        }
        _ => {
            let form = format!(
                "role={}&version=1&name=Night+shift&side=customer&start=&grant={permission}+{reach}{hands}",
                spot.role
            );
            (pages::SAVE_ROLE.path, form)
        }
    }
}

/// A colleague with any role, or an administrator; written down or invited.
fn somebody_new(dice: &mut Dice, spot: &Spot) -> (&'static str, String) {
    let (role, place) = match dice.roll() % 3 {
        0 => (dice.one(&ADMINISTRATORS), String::new()),
        _ => (
            dice.one(Role::ALL),
            format!("&company={}&department={}", spot.company, spot.department),
        ),
    };
    let invited = match dice.roll() % 2 {
        0 => format!("&invite=true&email=attempt-{}%40evil.test", dice.roll()),
        _ => String::new(),
    };
    let form = format!(
        "name=Somebody+new&role={}&storefront={}{place}{invited}",
        role.key(),
        spot.storefront
    );
    (pages::ADD_PERSON.path, form)
}

/// Departments, and who is asked to approve.
fn designations(
    yard: &Yard,
    dice: &mut Dice,
    (person, on): (i64, &str),
    spot: &Spot,
) -> (&'static str, String) {
    let department = spot.department;
    match dice.roll() % 3 {
        0 => (
            pages::SET_DEPARTMENTS.path,
            format!("{on}&departments={department}"),
        ),
        1 => (
            pages::APPOINT.path,
            format!("department={department}&version=1&person={person}"),
        ),
        _ => {
            let approver = anywhere(yard, dice).person;
            (
                pages::SET_APPROVERS.path,
                format!("{on}&approvers={approver}&approves_for={department}"),
            )
        }
    }
}

/// Brings files whose columns name roles, and lets them be imported.
async fn import(yard: &Yard, dice: &mut Dice, actor: &Actor) {
    for at in [Where::Mine, Where::Elsewhere] {
        let spot = yard.spot(actor, at);
        for into in [
            format!("company-{}", spot.company),
            format!("storefront-{}", spot.storefront),
        ] {
            let role = dice.one(&ADMINISTRATORS).key();
            let file = format!(
                "Email,Name,Role,State\nattempt-{}@evil.test,Of a file,{role},active\n",
                dice.roll()
            );
            let fields = vec![
                ("once", dice.roll().to_string()),
                ("kind", "people".to_owned()),
                ("into", into),
                ("file", file),
            ];
            let ask = Ask::File(pages::BEGIN_IMPORT.path, fields);
            let begun = yard.ask(&actor.caller, &ask).await;
            assert!(begun.status < 500, "{}", begun.body);
            if let Some(import) = number_after(&begun.body, "\"/people/import/") {
                let form = format!("import={import}&version=1&mode=good");
                let path = pages::RUN_IMPORT.path;
                let run = yard.post(&actor.caller, path, form).await;
                assert_eq!(run.status, 200, "{}", run.body);
            }
        }
    }
    let now = || Timestamp(1_700_000_000_000);
    while work(&yard.store, &UnderWay::default(), now)
        .await
        .expect("the database")
    {}
    let let_in = people_of_a_file(" and state <> 'inactive'");
    assert_eq!(yard.number(let_in).await, 0, "{}", actor.role.key());
}

/// The number after these words of an answer, up to the next quote.
pub(crate) fn number_after(body: &str, words: &str) -> Option<i64> {
    let (_, rest) = body.split_once(words)?;
    rest.split('"').next()?.parse().ok()
}

/// Whom files have brought.
fn people_of_a_file(and: &str) -> Sql {
    sql(format!(
        "select count(*) from accounts where name = 'Of a file' and email like 'attempt-%'{and}"
    ))
}

/// Anybody, and often oneself, as a page that is not stale shows them.
async fn somebody(yard: &Yard, dice: &mut Dice, actor: &Actor) -> (i64, i64) {
    let mut tx = yard.store.read().await.expect("a transaction");
    let all: Vec<(i64, i64)> = sql("select id, version from accounts order by id")
        .all(&mut tx)
        .await
        .expect("accounts");
    let oneself = all.iter().find(|(id, _)| *id == actor.account);
    match oneself.filter(|_| dice.roll().is_multiple_of(4)) {
        Some(oneself) => *oneself,
        None => dice.one(&all),
    }
}

/// The places where the attempts are made.
fn everywhere(yard: &Yard) -> Vec<Spot> {
    let mut spots = Vec::new();
    for owner in [Role::Registered, Role::EndUser, Role::Customer] {
        for at in [Where::Mine, Where::Managed, Where::Other, Where::Elsewhere] {
            spots.push(yard.spot(yard.actor(owner), at));
        }
    }
    spots
}

/// Somewhere on some storefront.
fn anywhere(yard: &Yard, dice: &mut Dice) -> Spot {
    let spots = everywhere(yard);
    let places: Vec<usize> = (0..spots.len()).collect();
    let spot = spots.get(dice.one(&places));
    spot.expect("a place").clone()
}

/// How things stood before somebody tried.
struct Marks {
    assignment: i64,
    account: i64,
    role: i64,
    administrators: i64,
    designated: [BTreeSet<(i64, i64)>; 2],
}

impl Marks {
    async fn of(yard: &Yard) -> Self {
        let last = |table: &str| sql(format!("select coalesce(max(id), 0) from {table}"));
        Self {
            assignment: yard.number(last("assignments")).await,
            account: yard.number(last("accounts")).await,
            role: yard.number(last("custom_roles")).await,
            administrators: yard.number(administrators("count(*)", "")).await,
            designated: designated(yard).await,
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
        let now = designated(yard).await;
        for (((table, _), then), now) in DESIGNATIONS.iter().zip(&self.designated).zip(&now) {
            let insert = format!("insert into {table} (department_id, account_id) values ($1, $2)");
            let delete =
                format!("delete from {table} where department_id = $1 and account_id = $2");
            for (text, pairs) in [
                (insert, then.difference(now)),
                (delete, now.difference(then)),
            ] {
                for (department, account) in pairs {
                    yard.run(sql(text.clone()).bind(*department).bind(*account))
                        .await;
                }
            }
        }
        yard.arrange(&[
            "delete from approver_links",
            "update departments set version = 1",
            "delete from role_edits",
            "update custom_roles set allows = '{}', denies = '{}', ways = '{}', version = 1",
            "update accounts set email = 'kept-' || id || '@actor.test' where email like 'attempt-%'",
        ])
        .await;
    }
}

/// Who belongs to which department, and who manages it.
async fn designated(yard: &Yard) -> [BTreeSet<(i64, i64)>; 2] {
    let mut tx = yard.store.read().await.expect("a transaction");
    let mut all = [BTreeSet::new(), BTreeSet::new()];
    for ((table, _), pairs) in DESIGNATIONS.iter().zip(&mut all) {
        let found: Vec<(i64, i64)> = sql(format!("select department_id, account_id from {table}"))
            .all(&mut tx)
            .await
            .expect("people of departments");
        pairs.extend(found);
    }
    all
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
pub(crate) fn hands_out(giver: Role, role: Role) -> bool {
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
    for (id, role) in book.customs().filter(|(_, role)| {
        let said = role.allows.iter().chain(role.denies.iter()).next();
        said.is_some() || role.ways.hands_out.is_some()
    }) {
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

/// Departments are given, and approvers named, by who may do that, and at home.
async fn nobody_designated(yard: &Yard, actor: &Actor, before: &Marks) {
    if actor.everywhere {
        return;
    }
    let who = actor.role.key();
    let granted = table::grants(actor.role);
    let home = yard.spot(actor, Where::Mine).storefront;
    let now = designated(yard).await;
    for (((table, takes), then), now) in DESIGNATIONS.iter().zip(&before.designated).zip(&now) {
        // Who is new was put there when they were written down.
        let given = now.difference(then);
        for (department, _) in given.filter(|(_, account)| *account <= before.account) {
            assert!(granted.contains_key(takes), "{who} changed {table}");
            let at = sql(
                "select c.storefront_id from departments d join companies c on c.id = d.company_id where d.id = $1",
            );
            let at = yard.number(at.bind(*department)).await;
            assert_eq!(at, home, "{who} changed {table}");
        }
    }
    let links = |and: &str| sql(format!("select count(*) from approver_links{and}"));
    if !granted.contains_key(&Permission::ApprovalConfigure) {
        assert_eq!(yard.number(links("")).await, 0, "{who} named an approver");
    }
    let abroad = links(" where storefront_id <> $1").bind(home);
    assert_eq!(yard.number(abroad).await, 0, "{who} named one elsewhere");
}
