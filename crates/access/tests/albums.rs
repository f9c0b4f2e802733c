//! Albums: for exactly the roles that keep them, and their images for exactly those who choose.

use crate::world::{ME, account};
use access::{
    Access, Anchor, Denial, Holding, Object, Role, RoleId, Scope, Who,
    rules::{
        albums::{self, ImageFacts, Ordered, Shared},
        catalogue::ProductFacts,
    },
};
use domain::{CompanyId, DepartmentId, ProductId, StorefrontId, VisitorId, albums::ForProducts};

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
        products: None,
    }
}

/// A product for everybody.
const fn product(at: StorefrontId, id: i64, category: &str) -> Ordered<'_> {
    Ordered {
        id: ProductId(id),
        category,
        facts: ProductFacts {
            object: Object {
                company: Scope::Everybody,
                departments: Scope::Everybody,
                ..Object::of_storefront(at)
            },
            active: true,
        },
    }
}

fn choose(access: &Access, image: &ImageFacts<'_>) -> Result<(), Denial> {
    albums::choose(access, image, &product(HERE, 1, "Cards"))
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
            albums::see(&admin, &image(ELSEWHERE, shared), false),
            Err(Denial::NotFound)
        );
    }
}

#[test]
fn a_customer_sees_what_is_shared_and_nothing_else() {
    for role in [Role::Registered, Role::EndUser, Role::Customer] {
        let customer = who(role);
        assert_eq!(albums::see(&customer, &image(HERE, true), false), Ok(()));
        assert_eq!(
            albums::see(&customer, &image(HERE, false), false),
            Err(Denial::NotFound)
        );
    }
    let controller = who(Role::JobController);
    assert_eq!(
        albums::see(&controller, &image(HERE, true), false),
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
    assert_eq!(albums::see(&visitor, &public, false), Ok(()));
    assert_eq!(
        albums::see(&visitor, &image(HERE, true), false),
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
    assert_eq!(choose(&manager, &with(&roles)), Ok(()));
    assert_eq!(choose(&customer, &with(&roles)), Err(Denial::NotFound));
    let elsewhere = Holding::built_in(Role::SeniorManager, Anchor::Storefronts(vec![ELSEWHERE]));
    assert_eq!(
        choose(&customer.holding(elsewhere), &with(&roles)),
        Err(Denial::NotFound)
    );
    // With no role any more it is with nobody, and its keeper sees it all the same.
    assert_eq!(choose(&manager, &with(&[])), Err(Denial::NotFound));
    let keeper = who(Role::AlbumAdmin);
    assert_eq!(albums::see(&keeper, &with(&roles), false), Ok(()));
    assert_eq!(choose(&keeper, &with(&roles)), Err(Denial::NotFound));
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
        choose(&nobody.holding(label), &with(&roles)),
        Err(Denial::NotFound)
    );
}

/// INF-29: an album can be shared with single products and categories.
#[test]
fn what_is_shared_with_products_is_for_what_is_ordered() {
    let these = ForProducts {
        products: vec![ProductId(1)],
        categories: vec!["Posters".to_owned()],
    };
    let image = ImageFacts {
        products: Some(&these),
        ..image(HERE, true)
    };
    let customer = who(Role::EndUser);
    for (id, category, offered) in [
        (1, "Cards", Ok(())),
        (2, "Posters", Ok(())),
        (2, "Cards", Err(Denial::NotFound)),
        (3, "posters", Err(Denial::NotFound)),
    ] {
        let ordered = product(HERE, id, category);
        assert_eq!(
            albums::choose(&customer, &image, &ordered),
            offered,
            "{id} of {category}"
        );
    }
    assert_eq!(
        albums::choose(&customer, &image, &product(ELSEWHERE, 1, "Cards")),
        Err(Denial::NotFound)
    );
    // A product that they do not see offers them nothing.
    let theirs = [CompanyId(9)];
    let of_others = ProductFacts {
        object: Object {
            company: Scope::These(&theirs),
            ..product(HERE, 1, "Cards").facts.object
        },
        active: true,
    };
    let ordered = Ordered {
        facts: of_others,
        ..product(HERE, 1, "Cards")
    };
    assert_eq!(
        albums::choose(&customer, &image, &ordered),
        Err(Denial::NotFound)
    );
    // The image itself is for who sees one that offers it; the shelf is not enough.
    assert_eq!(albums::see(&customer, &image, true), Ok(()));
    assert_eq!(albums::see(&customer, &image, false), Err(Denial::NotFound));
    let nothing = ForProducts::default();
    let with_none = ImageFacts {
        products: Some(&nothing),
        ..image
    };
    assert_eq!(choose(&customer, &with_none), Err(Denial::NotFound));
    assert_eq!(
        albums::see(&who(Role::AlbumAdmin), &with_none, false),
        Ok(())
    );
}

/// INF-29: both with whom and with what.
#[test]
fn roles_and_products_are_both_asked_for() {
    let roles = [RoleId::BuiltIn(Role::SeniorManager)];
    let these = ForProducts {
        products: vec![ProductId(1)],
        categories: Vec::new(),
    };
    let image = ImageFacts {
        shared: Shared::With(&roles),
        products: Some(&these),
        ..image(HERE, true)
    };
    let here = Anchor::Storefronts(vec![HERE]);
    let customer = who(Role::EndUser);
    let manager = who(Role::EndUser).holding(Holding::built_in(Role::SeniorManager, here));
    assert_eq!(choose(&manager, &image), Ok(()));
    assert_eq!(albums::see(&manager, &image, true), Ok(()));
    assert_eq!(choose(&customer, &image), Err(Denial::NotFound));
    assert_eq!(albums::see(&customer, &image, true), Err(Denial::NotFound));
    assert_eq!(
        albums::choose(&manager, &image, &product(HERE, 2, "Cards")),
        Err(Denial::NotFound)
    );
}
