//! The matrix of roles.csv through the running server: for every role, held alone, and every permission
//! that has a screen or an act, a request inside the reach is allowed, one outside of it finds nothing,
//! and one without the grant is refused.

mod missing;
mod probe;
mod probes;
mod running;

use crate::{
    table,
    yard::{self, Actor, Answer, Ask, Spot, Where, Yard},
};
use access::{
    Permission, Reach, Role, Side,
    pages::{self, Needs},
};
use missing::{TRIED_ELSEWHERE, WITHOUT_A_SCREEN};
use probe::{Outside, Probe, Told};
use probes::PROBES;
use running::RUNNING;
use std::collections::{BTreeMap, BTreeSet};
use testkit::Database;

/// What a role grants, as roles.csv says.
type Granted = BTreeMap<Permission, Vec<Reach>>;

/// Grants that reach what their holder does not see, who then finds nothing there. A Department Manager
/// of pack `printshop` decides for the whole department they are in, and sees the orders of those that
/// they manage.
const BEYOND_SIGHT: [(Role, Permission, Where); 1] = [(
    Role::PrintshopDepartmentManager,
    Permission::ApprovalDecide,
    Where::Mine,
)];

/// Hands out the roles of its own pack, of which it is the only administrator; the one that is tried is
/// of another.
const NOT_THEIRS_TO_GIVE: (Role, Permission) = (
    Role::ConfiguratorAdministrator,
    Permission::AdminAccountCreate,
);

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Allowed,
    NotFound,
    /// As what there is not: the field says that it is none of those offered.
    NotOffered,
    Refused,
    Another,
}

/// Rows that are a permission and its reach, each tried by its role alone: PJ-07, PJ-25, PJ-32, PJ-38,
/// PJ-39, PSM-15, PSM-18, PSM-22, PSM-26, PSM-27, CUS-25. Of others what has a screen: PJ-24, PJ-33,
/// PJ-51, PSM-30, PSM-31, PSM-34, PSM-36.
#[tokio::test]
async fn every_role_does_what_the_table_says_on_sqlite() {
    holds(testkit::sqlite().await).await;
}

#[tokio::test]
async fn every_role_does_what_the_table_says_on_postgres() {
    holds(testkit::postgres().await).await;
}

#[test]
fn every_permission_is_probed_or_named_as_one_that_is_not() {
    // Several acts may need the same one.
    let probed: BTreeSet<Permission> = probes().map(|probe| probe.permission).collect();
    let elsewhere = TRIED_ELSEWHERE.iter().map(|(permission, _)| *permission);
    let missing = WITHOUT_A_SCREEN.iter().flat_map(|(_, these)| these.iter());
    let named = elsewhere.chain(missing.copied());
    let mut all: Vec<Permission> = probed.into_iter().chain(named).collect();
    all.sort_unstable();
    assert_eq!(all, Permission::ALL, "each in one place");
}

async fn holds(database: Database) {
    let yard = Yard::new(database).await;
    let granted: BTreeMap<Role, Granted> = yard
        .actors
        .iter()
        .map(|actor| (actor.role, table::grants(actor.role)))
        .collect();
    let (mut wrong, mut allowed, mut unseen) = (Vec::new(), 0, Vec::new());
    for probe in probes() {
        yard.arrange(probe.before).await;
        for actor in &yard.actors {
            let Some(granted) = granted.get(&actor.role) else {
                continue;
            };
            let any = granting(probe).any(|permission| granted.contains_key(permission));
            // Who holds it not at all is refused everywhere alike.
            let places = if any {
                probe.at
            } else {
                probe.at.get(..1).unwrap_or_default()
            };
            for at in places {
                let spot = yard.spot(actor, *at);
                let mark = match probe.told {
                    Told::Listed => spot.email.clone(),
                    Told::Numbered => format!("Q-{}", spot.order),
                    Told::Reported => format!("department={}\"", spot.department),
                    _ => spot.mark.clone(),
                };
                let caller = match probe.outside {
                    Outside::Address => yard.caller_at(actor, *at),
                    _ => actor.caller.clone(),
                };
                let nothing = nothing(&spot, &yard.spot(actor, Where::Own));
                let ask = (probe.ask)(spot);
                let answer = yard.ask(&caller, &ask).await;
                let outcome = outcome(probe, &answer, &mark);
                let told_apart = outcome == Outcome::NotOffered
                    && yard.ask(&caller, &(probe.ask)(nothing)).await != answer;
                if told_apart || !expected(probe, actor, granted, *at).contains(&outcome) {
                    wrong.push(format!(
                        "{} {} {at:?}: {} {} {ask:?}",
                        actor.role.key(),
                        probe.permission,
                        answer.status,
                        if told_apart { "told apart" } else { "" }
                    ));
                }
                if inside(granted, actor, probe.permission, *at)
                    && !sees(probe, actor, granted, *at)
                {
                    unseen.push((actor.role, probe.permission, *at));
                }
                allowed += usize::from(outcome == Outcome::Allowed);
                if answer.status == 200 && !matches!(ask, Ask::Page(_)) {
                    yard.arrange(probe.before).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(allowed > 400, "{allowed}");
    assert_eq!(unseen, BEYOND_SIGHT);
}

fn probes() -> impl Iterator<Item = &'static Probe> {
    PROBES.iter().chain(RUNNING)
}

/// The same form with what there is not. A company of one's own there is.
fn nothing(spot: &Spot, own: &Spot) -> Spot {
    let company = Some(spot.company).filter(|company| *company == own.company);
    Spot {
        company: company.unwrap_or_default(),
        department: 0,
        person: 0,
        home: 0,
        ..spot.clone()
    }
}

fn granting(probe: &Probe) -> impl Iterator<Item = &Permission> {
    std::iter::once(&probe.permission).chain(probe.or)
}

fn outcome(probe: &Probe, answer: &Answer, mark: &str) -> Outcome {
    match (answer.status, probe.told) {
        (200, told) if told.is_read() && !answer.body.contains(mark) => Outcome::NotFound,
        (200, Told::Done | Told::Shown | Told::Listed | Told::Numbered | Told::Reported)
        | (409, Told::Stale)
        | (422, Told::Faulty) => Outcome::Allowed,
        (422, Told::After(field)) if answer.body.contains(field) => Outcome::Allowed,
        (404, _) => Outcome::NotFound,
        // A visitor is asked to sign in: for a page, on the page where one does.
        (401 | 403, _) => Outcome::Refused,
        (303, _) if probe.outside == Outside::Address => Outcome::Refused,
        (422, _) if probe.outside == Outside::Choice => Outcome::NotOffered,
        _ => Outcome::Another,
    }
}

fn expected(probe: &Probe, actor: &Actor, granted: &Granted, at: Where) -> &'static [Outcome] {
    if !opens(probe.door, granted) {
        return &[Outcome::Refused];
    }
    let reached = granting(probe).any(|permission| inside(granted, actor, *permission, at));
    let beside = probe.with.is_empty() || probe.with.iter().any(|one| granted.contains_key(one));
    let seen = sees(probe, actor, granted, at);
    let given = (actor.role, probe.permission) != NOT_THEIRS_TO_GIVE;
    match probe.outside {
        _ if reached && beside && seen && given => &[Outcome::Allowed],
        Outside::Hidden => &[Outcome::NotFound],
        Outside::Choice if granting(probe).any(|one| granted.contains_key(one)) => {
            &[Outcome::NotOffered]
        }
        // Whose form has no such field.
        Outside::Choice => &[Outcome::NotOffered, Outcome::Refused],
        Outside::Address => &[Outcome::Refused],
        Outside::Thing if probe.told.is_read() => &[Outcome::NotFound],
        Outside::Thing if at == Where::Here || hides_nothing(probe) || seen_at_all(probe, seen) => {
            &[Outcome::Refused]
        }
        Outside::Thing => &[Outcome::NotFound],
    }
}

/// Something new: there is nothing to be found.
fn hides_nothing(probe: &Probe) -> bool {
    probe.permission == Permission::CompanyCreate
}

fn seen_at_all(probe: &Probe, seen: bool) -> bool {
    seen && !probe.seen.is_empty()
}

/// Whether one of those that show the thing reaches it.
fn sees(probe: &Probe, actor: &Actor, granted: &Granted, at: Where) -> bool {
    let mut shows = probe.seen.iter();
    probe.seen.is_empty() || shows.any(|one| inside(granted, actor, *one, at))
}

fn inside(granted: &Granted, actor: &Actor, permission: Permission, at: Where) -> bool {
    let reaches = granted.get(&permission);
    reaches.is_some_and(|these| these.iter().any(|reach| holds_at(*reach, actor, at)))
}

/// Whether a reach of somebody has a place of the yard inside.
fn holds_at(reach: Reach, actor: &Actor, at: Where) -> bool {
    use Reach as R;
    let here = match at {
        Where::Here => return true,
        // What is of another storefront, or of none, is reached from the platform only.
        Where::Elsewhere | Where::Platform => return actor.everywhere && reach == R::Platform,
        Where::Own => [R::Own, R::Managed, R::Company].contains(&reach),
        Where::Home => [R::Own, R::Department, R::Company].contains(&reach),
        Where::Named => reach == R::Assigned,
        // Who works for the print shop is of no department.
        Where::Mine if actor.role.side() != Side::Customer => false,
        Where::Mine => [R::Department, R::Company].contains(&reach),
        Where::Managed => [R::Managed, R::Company].contains(&reach),
        Where::Third => reach == R::Company,
        Where::Other => false,
        Where::Everybody if reach == R::Public => actor.public,
        Where::Everybody | Where::Off => [R::Department, R::Managed, R::Company].contains(&reach),
    };
    here || matches!(reach, R::Storefront | R::Platform)
}

/// Whether somebody with these grants comes through the door at all.
fn opens(pattern: &str, granted: &Granted) -> bool {
    let held = |one: &Permission| granted.contains_key(one);
    match pages::needs(pattern) {
        None => panic!("{pattern} is not in the page table"),
        Some(Needs::Any(these)) => these.iter().any(held),
        Some(Needs::With(one, these)) => held(&one) && these.iter().any(held),
        Some(Needs::Reaching(ways)) => ways.iter().any(|(one, reaches)| {
            let theirs = granted.get(one);
            theirs.is_some_and(|theirs| theirs.iter().any(|reach| reaches.contains(reach)))
        }),
        Some(Needs::Platform(one)) => granted
            .get(&one)
            .is_some_and(|theirs| theirs.contains(&Reach::Platform)),
        Some(_) => true,
    }
}
