//! The invariants of access.md, over random worlds.

use crate::world::{
    ME, Thing, allows, any_access, any_anchor, any_custom_holding, any_grants, any_holding,
    any_nested_anchors, any_permission, any_reach, any_role, any_standing, any_thing, custom,
    custom_holding,
};
use access::{
    Access, Anchor, Condition, Denial, Grants, Holding, Permission, Reach, Reaches, Side, Standing,
    Who,
    permission::{approval, order},
    rules::accounts::impersonate,
};
use domain::AccountId;
use proptest::{collection::vec, prelude::*};
use std::borrow::Cow;

/// What access.md blocks while an administrator is logged in as somebody.
const BLOCKED: [Permission; 12] = [
    Permission::ApprovalSelf,
    Permission::ApprovalDecide,
    Permission::ApprovalNominateExternal,
    Permission::ApprovalConfigure,
    Permission::SessionImpersonate,
    Permission::SessionResetPassword,
    Permission::RoleAssign,
    Permission::RoleCreate,
    Permission::RoleEdit,
    Permission::DepartmentSetManager,
    Permission::AdminAccountCreate,
    Permission::ApikeyManage,
];

fn things() -> impl Strategy<Value = Vec<Thing>> {
    vec(any_thing(), 1..12)
}

/// Every permission with each of the things.
fn asked(things: &[Thing]) -> impl Iterator<Item = (Permission, &Thing)> {
    things.iter().flat_map(|thing| {
        Permission::ALL
            .iter()
            .map(move |permission| (*permission, thing))
    })
}

fn without_denials(access: Access) -> Access {
    let holdings = access.holdings.into_iter().map(|holding| Holding {
        denies: Cow::Owned(Grants::NONE),
        ..holding
    });
    Access {
        holdings: holdings.collect(),
        ..access
    }
}

/// One grant, held alone by this actor.
fn alone(access: &Access, anchor: &Anchor, permission: Permission, reach: Reach) -> Access {
    let grants = Grants::NONE.with(permission, reach);
    let holding = custom_holding(custom(1, Side::Staff), anchor.clone(), grants, Grants::NONE);
    Access {
        holdings: vec![holding],
        ..access.clone()
    }
}

/// Every kind of condition that an actor's grants come to, each once.
fn conditions(access: &Access) -> Vec<Condition<'_>> {
    let mut conditions = Vec::new();
    for permission in Permission::ALL {
        for condition in access
            .terms(*permission)
            .flat_map(|term| term.conditions().iter().collect::<Vec<_>>())
        {
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
    }
    conditions
}

proptest! {
    /// Invariant 1, as far as it is in this crate.
    #[test]
    fn who_holds_nothing_may_do_nothing(access in any_access(), things in things()) {
        let access = Access { holdings: Vec::new(), ..access };
        for (permission, thing) in asked(&things) {
            prop_assert!(!allows(&access, permission, thing));
        }
    }

    #[test]
    fn who_is_not_active_may_do_nothing(access in any_access(), standing in any_standing(), things in things()) {
        prop_assume!(standing != Standing::Active);
        let access = Access { standing, ..access };
        let why = match standing {
            Standing::Unprotected => Denial::SecondFactor,
            _ => Denial::SignIn,
        };
        for (permission, thing) in asked(&things) {
            prop_assert_eq!(access.decide(permission, &thing.object()), Err(why));
        }
    }

    /// A decision is: a term holds, and no denial does.
    #[test]
    fn a_decision_is_a_term_that_holds_and_no_denial(access in any_access(), things in things()) {
        for (permission, thing) in asked(&things) {
            let object = thing.object();
            let granted = access.terms(permission).any(|term| term.holds(&object));
            let denied = access.denials(permission).any(|term| term.holds(&object));
            prop_assert_eq!(allows(&access, permission, thing), granted && !denied, "{}", permission);
        }
    }

    /// The list never forgets what the check knows: what the terms of a list hold is what is decided.
    #[test]
    fn a_list_holds_what_is_decided_one_by_one(access in any_access(), things in things()) {
        for thing in &things {
            let object = thing.object();
            for (permission, listed) in [
                (Permission::OrderView, access.visible::<order::View>().map(|list| (list.terms(), list.denials()))),
                (Permission::ApprovalDecide, access.visible::<approval::Decide>().map(|list| (list.terms(), list.denials()))),
            ] {
                let listed = listed.is_ok_and(|(terms, denials)| {
                    terms.iter().any(|term| term.holds(&object)) && !denials.iter().any(|term| term.holds(&object))
                });
                prop_assert_eq!(listed, allows(&access, permission, thing), "{}", permission);
            }
        }
    }

    #[test]
    fn what_is_held_nowhere_is_allowed_nowhere(access in any_access(), things in things()) {
        for (permission, thing) in asked(&things) {
            let own = permission == Permission::ApprovalDecide && access.owns(&thing.object());
            if access.holds(permission).is_err() && !own {
                prop_assert!(!allows(&access, permission, thing), "{}", permission);
            }
        }
    }

    #[test]
    fn terms_have_no_more_conditions_than_there_is_room_for(access in any_access()) {
        for permission in Permission::ALL {
            for term in access.terms(*permission).chain(access.denials(*permission)) {
                let kept: Vec<String> = term.conditions().iter().map(|one| format!("{one:?}")).collect();
                // One that did not fit would have left nothing but these.
                prop_assert!(kept.len() < 6 || kept.iter().any(|one| one != "Never"), "{:?}", kept);
            }
        }
    }

    #[test]
    fn what_a_condition_implies_is_met_with_it(one in any_access(), other in any_access(), things in things()) {
        for few in conditions(&one) {
            for many in conditions(&other) {
                if few.implies(&many) {
                    for thing in &things {
                        prop_assert!(!few.holds(&thing.object()) || many.holds(&thing.object()), "{:?} {:?}", few, many);
                    }
                }
            }
        }
    }

    #[test]
    fn the_grounds_are_the_widest_grant(access in any_access(), permission in any_permission(), thing in any_thing()) {
        let object = thing.object();
        if let Ok(grounds) = access.decide(permission, &object) {
            let widest = access.terms(permission).filter(|term| term.holds(&object)).map(|term| term.reach).max();
            prop_assert_eq!(Some(grounds.reach), widest);
        }
    }

    /// Invariant 5.
    #[test]
    fn nobody_decides_on_their_own_request_without_approval_self(access in any_access(), thing in any_thing()) {
        let owners = access.owner().into_iter().collect();
        let own = Thing { owners, ..thing };
        let decided = access.decide(Permission::ApprovalDecide, &own.object());
        if access.owner().is_some() {
            prop_assert_eq!(decided.is_ok(), allows(&access, Permission::ApprovalSelf, &own));
        }
    }

    #[test]
    fn approval_self_is_no_help_with_the_requests_of_others(access in any_access(), thing in any_thing()) {
        let others = Thing { owners: Vec::new(), ..thing };
        let holdings = access.holdings.iter().map(|holding| Holding {
            allows: Cow::Owned(holding.allows.clone().into_owned().set(Permission::ApprovalSelf, Reaches::NONE)),
            ..holding.clone()
        });
        let poorer = Access { holdings: holdings.collect(), ..access.clone() };
        prop_assert_eq!(allows(&access, Permission::ApprovalDecide, &others), allows(&poorer, Permission::ApprovalDecide, &others));
    }

    /// Invariant 11; INF-30: rights are the union over roles.
    #[test]
    fn adding_a_role_never_takes_access_away(access in any_access(), more in any_holding(), things in things()) {
        let more = Holding { denies: Cow::Owned(Grants::NONE), ..more };
        let richer = access.clone().holding(more);
        // Whose person somebody is, a denial that they hold already may speak of: "not what is assigned
        // to me". That fact is the same before and after; only the role is added.
        let access = Access { names: richer.names.clone(), ..access };
        for (permission, thing) in asked(&things) {
            prop_assert!(!allows(&access, permission, thing) || allows(&richer, permission, thing), "{}", permission);
        }
    }

    /// Invariant 11. A role's denials are narrowed with it, so this speaks of roles without any.
    #[test]
    fn narrowing_an_anchor_never_widens_access(
        access in any_access(),
        holding in any_holding(),
        (outer, inner) in any_nested_anchors(),
        things in things(),
    ) {
        // Being a supplier's person is a fact about the actor, not about the anchor.
        let at = |anchor: &Anchor| {
            let holding = Holding { anchor: anchor.clone(), ..holding.clone() };
            let mut access = without_denials(access.clone());
            access.holdings.push(holding);
            without_denials(access)
        };
        let (wide, narrow) = (at(&outer), at(&inner));
        for (permission, thing) in asked(&things) {
            prop_assert!(!allows(&narrow, permission, thing) || allows(&wide, permission, thing), "{}", permission);
        }
    }

    #[test]
    fn an_anchor_contains_itself(anchor in any_anchor()) {
        prop_assert!(anchor.contains(&anchor));
    }

    #[test]
    fn containing_is_transitive(a in any_anchor(), b in any_anchor(), c in any_anchor()) {
        prop_assert!(!(a.contains(&b) && b.contains(&c)) || a.contains(&c));
    }

    #[test]
    fn a_contained_anchor_reaches_nothing_more(
        access in any_access(),
        (outer, inner) in any_nested_anchors(),
        reach in any_reach(),
        things in things(),
    ) {
        let (wide, narrow) = (alone(&access, &outer, Permission::OrderView, reach), alone(&access, &inner, Permission::OrderView, reach));
        for thing in &things {
            prop_assert!(!allows(&narrow, Permission::OrderView, thing) || allows(&wide, Permission::OrderView, thing));
        }
    }

    #[test]
    fn what_an_anchor_covers_reaches_nothing_more(
        access in any_access(),
        (outer, inner) in any_nested_anchors(),
        wide in any_reach(),
        narrow in any_reach(),
        things in things(),
    ) {
        if outer.covers(wide, &inner, narrow) {
            let (more, less) = (alone(&access, &outer, Permission::OrderView, wide), alone(&access, &inner, Permission::OrderView, narrow));
            for thing in &things {
                prop_assert!(!allows(&less, Permission::OrderView, thing) || allows(&more, Permission::OrderView, thing));
            }
        }
    }

    /// At the platform or at storefronts, about what is on a storefront.
    #[test]
    fn a_reach_covers_what_it_says(
        access in any_access(),
        anchor in any_anchor().prop_filter("not capped", |anchor| matches!(anchor, Anchor::Platform | Anchor::Storefronts(_))),
        wide in any_reach(),
        narrow in any_reach(),
        thing in any_thing(),
    ) {
        prop_assume!(thing.storefront.is_some() && wide.covers(narrow));
        let (more, less) = (alone(&access, &anchor, Permission::OrderView, wide), alone(&access, &anchor, Permission::OrderView, narrow));
        prop_assert!(!allows(&less, Permission::OrderView, &thing) || allows(&more, Permission::OrderView, &thing));
    }

    /// A custom role's denial wins over every grant, whoever gave that.
    #[test]
    fn a_denial_wins(access in any_access(), denial in any_custom_holding(), denies in any_grants(), things in things()) {
        let denial = Holding { denies: Cow::Owned(denies), ..denial };
        let denied = access.clone().holding(denial.clone());
        // What the denial alone would allow, were it a grant, is exactly what it takes away.
        let taken = Access {
            holdings: vec![Holding { allows: denial.denies.clone(), denies: Cow::Owned(Grants::NONE), ..denial.clone() }],
            ..denied.clone()
        };
        let given = Access { holdings: [access.holdings.clone(), vec![Holding { denies: Cow::Owned(Grants::NONE), ..denial }]].concat(), ..denied.clone() };
        for (permission, thing) in asked(&things) {
            let expected = allows(&given, permission, thing) && !allows(&taken, permission, thing);
            prop_assert_eq!(allows(&denied, permission, thing), expected, "{}", permission);
        }
    }

    /// Invariant 3.
    #[test]
    fn approvals_passwords_roles_and_keys_are_out_of_reach_while_logged_in_as_somebody(access in any_access(), things in things()) {
        let acting = Access { acting: Some(AccountId(9)), ..access };
        for (permission, thing) in asked(&things) {
            if BLOCKED.contains(&permission) {
                prop_assert_eq!(acting.decide(permission, &thing.object()), Err(Denial::WhileActing));
                prop_assert_eq!(acting.holds(permission), Err(Denial::WhileActing));
            }
        }
    }

    #[test]
    fn everything_else_is_as_for_the_person_themselves(access in any_access(), things in things()) {
        let acting = Access { acting: Some(AccountId(9)), ..access.clone() };
        for (permission, thing) in asked(&things) {
            if !BLOCKED.contains(&permission) {
                prop_assert_eq!(acting.decide(permission, &thing.object()), access.decide(permission, &thing.object()));
            }
        }
    }

    #[test]
    fn nobody_logs_in_as_an_administrator(access in any_access(), person in any_thing(), role in any_role(), anchor in any_anchor()) {
        if role.is_administrator() {
            let theirs = [Holding::built_in(role, anchor)];
            prop_assert!(impersonate(&access, &person.object(), &theirs).is_err());
        }
    }

    #[test]
    fn logging_in_as_somebody_reaches_no_further_than_ones_own_anchor(
        access in any_access(),
        person in any_thing(),
        theirs in vec(any_holding(), 0..3),
    ) {
        if impersonate(&access, &person.object(), &theirs).is_ok() {
            for holding in &theirs {
                let mut mine = access.terms(Permission::SessionImpersonate);
                prop_assert!(mine.any(|term| term.holding.anchor.contains(&holding.anchor)));
            }
        }
    }

    /// The browser gets the answer once, and it is the same.
    #[test]
    fn an_actor_crosses_the_wire_unchanged(access in any_access(), standing in any_standing()) {
        let access = Access { standing, ..access };
        let wire = serde_json::to_string(&access).unwrap();
        prop_assert_eq!(serde_json::from_str::<Access>(&wire).unwrap(), access);
    }

    #[test]
    fn reaches_drop_what_is_no_reach(bits in any::<u16>()) {
        let reaches: Reaches = serde_json::from_str(&bits.to_string()).unwrap();
        prop_assert_eq!(reaches.is_empty(), reaches.iter().next().is_none());
        prop_assert_eq!(reaches.iter().fold(Reaches::NONE, Reaches::with), reaches);
    }

    #[test]
    fn a_permit_says_who_and_where(access in any_access(), thing in any_thing()) {
        if let Ok(permit) = access.permit::<order::View>(&thing.object()) {
            prop_assert_eq!(permit.by(), access.who);
            prop_assert_eq!(permit.storefront(), thing.storefront);
            prop_assert_eq!(permit.acting(), access.acting);
        }
    }
}

#[test]
fn a_visitor_is_asked_to_sign_in_and_an_account_is_told_what_is_missing() {
    let visitor = Access::new(Who::Visitor(domain::VisitorId(1)));
    assert_eq!(visitor.holds(Permission::OrderView), Err(Denial::SignIn));
    let account = Access::new(Who::Account(ME));
    assert_eq!(
        account.holds(Permission::OrderView),
        Err(Denial::Missing(Permission::OrderView))
    );
}

#[test]
fn a_page_whose_every_grant_is_denied_does_not_open() {
    let here = Anchor::Storefronts(vec![domain::StorefrontId(1)]);
    let allows = Grants::NONE.with(Permission::OrderView, Reach::Company);
    let denies = Grants::NONE.with(Permission::OrderView, Reach::Storefront);
    let access = Access::new(Who::Account(ME))
        .holding(custom_holding(
            custom(1, Side::Staff),
            here.clone(),
            allows,
            Grants::NONE,
        ))
        .holding(custom_holding(
            custom(2, Side::Staff),
            here.clone(),
            Grants::NONE,
            denies.clone(),
        ));
    assert_eq!(
        access.holds(Permission::OrderView),
        Err(Denial::Refused(Permission::OrderView))
    );
    assert!(matches!(
        access.visible::<order::View>(),
        Err(Denial::Refused(Permission::OrderView))
    ));
    let elsewhere = Anchor::Storefronts(vec![domain::StorefrontId(1), domain::StorefrontId(2)]);
    let wider = Grants::NONE.with(Permission::OrderView, Reach::Company);
    let access = access.holding(custom_holding(
        custom(3, Side::Staff),
        elsewhere,
        wider,
        Grants::NONE,
    ));
    assert_eq!(access.holds(Permission::OrderView), Ok(()));
}
