//! Albums: for exactly the roles that keep them, and their images for exactly those who choose.

use crate::world::{ME, account};
use access::{
    Access, Anchor, Denial, Holding, Role, RoleId, Who,
    rules::albums::{self, ImageFacts, Shared},
};
use domain::{CompanyId, DepartmentId, StorefrontId, VisitorId};

const HERE: StorefrontId = StorefrontId(1);
const ELSEWHERE: StorefrontId = StorefrontId(2);

fn who(role: Role) -> Access {
    let anchor = if role.is_platform_administrator() {
        Anchor::Platform
    } else {
        Anchor::Storefronts(vec![HERE])
    };
    Access {
        company: Some(CompanyId(1)),
        company_has_departments: true,
        member_of: vec![DepartmentId(1)],
        ..account(ME)
    }
    .holding(Holding::built_in(role, anchor))
}

const fn image(storefront: StorefrontId, shared: bool) -> ImageFacts<'static> {
    ImageFacts {
        storefront,
        public: false,
        shared: if shared {
            Shared::Everybody
        } else {
            Shared::Nobody
        },
    }
}

/// INF-15.
#[test]
fn exactly_these_roles_keep_albums() {
    let keepers: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| albums::manage(&who(**role), HERE).is_ok())
        .map(|role| role.key())
        .collect();
    assert_eq!(
        keepers,
        [
            "album-admin@storefront",
            "storefront-admin@storefront",
            "platform-admin@storefront",
            "admin@corporate",
            "junior-admin@corporate",
            "administrator@printshop",
            "administrator@configurator",
        ]
    );
}

#[test]
fn albums_of_another_storefront_are_not_found() {
    let admin = who(Role::AlbumAdmin);
    assert_eq!(
        albums::manage(&admin, ELSEWHERE).map(drop),
        Err(Denial::NotFound)
    );
    for shared in [true, false] {
        assert_eq!(
            albums::see(&admin, &image(ELSEWHERE, shared)),
            Err(Denial::NotFound)
        );
    }
}

#[test]
fn a_customer_sees_what_is_shared_and_nothing_else() {
    for role in [Role::Registered, Role::EndUser, Role::Customer] {
        let customer = who(role);
        assert_eq!(albums::see(&customer, &image(HERE, true)), Ok(()));
        assert_eq!(
            albums::see(&customer, &image(HERE, false)),
            Err(Denial::NotFound)
        );
    }
    let controller = who(Role::JobController);
    assert_eq!(
        albums::see(&controller, &image(HERE, true)),
        Err(Denial::NotFound)
    );
}

#[test]
fn a_visitor_sees_what_is_shared_where_everybody_shops() {
    let here = Anchor::Storefronts(vec![HERE]);
    let visitor =
        Access::new(Who::Visitor(VisitorId(1))).holding(Holding::built_in(Role::Guest, here));
    let public = ImageFacts {
        public: true,
        ..image(HERE, true)
    };
    assert_eq!(albums::see(&visitor, &public), Ok(()));
    assert_eq!(
        albums::see(&visitor, &image(HERE, true)),
        Err(Denial::NotFound)
    );
}

/// INF-29: an album can be shared with single roles.
#[test]
fn what_is_shared_with_a_role_is_for_who_holds_it_there() {
    let roles = [RoleId::BuiltIn(Role::SeniorManager)];
    let with = |roles| ImageFacts {
        shared: Shared::With(roles),
        ..image(HERE, true)
    };
    let here = || Anchor::Storefronts(vec![HERE]);
    let customer = who(Role::EndUser);
    let manager = who(Role::EndUser).holding(Holding::built_in(Role::SeniorManager, here()));
    assert_eq!(albums::choose(&manager, &with(&roles)), Ok(()));
    assert_eq!(
        albums::choose(&customer, &with(&roles)),
        Err(Denial::NotFound)
    );
    let elsewhere = Holding::built_in(Role::SeniorManager, Anchor::Storefronts(vec![ELSEWHERE]));
    assert_eq!(
        albums::choose(&customer.holding(elsewhere), &with(&roles)),
        Err(Denial::NotFound)
    );
    // With no role any more it is with nobody, and its keeper sees it all the same.
    assert_eq!(albums::choose(&manager, &with(&[])), Err(Denial::NotFound));
    let keeper = who(Role::AlbumAdmin);
    assert_eq!(albums::see(&keeper, &with(&roles)), Ok(()));
    assert_eq!(
        albums::choose(&keeper, &with(&roles)),
        Err(Denial::NotFound)
    );
    // The role alone opens no shelf.
    let nobody = Access {
        company: Some(CompanyId(1)),
        ..account(ME)
    };
    let label = Holding {
        allows: std::borrow::Cow::Owned(access::Grants::NONE),
        ..Holding::built_in(Role::SeniorManager, here())
    };
    assert_eq!(
        albums::choose(&nobody.holding(label), &with(&roles)),
        Err(Denial::NotFound)
    );
}
