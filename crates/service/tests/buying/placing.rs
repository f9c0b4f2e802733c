//! From the cart to an order.

use super::world::{World, in_each_world};
use access::{Assignee, Ctx, Denial, Failure};
use domain::{
    Money, OrderNumber, Problem,
    approvals::Decide,
    cart::{NEW_ADDRESS, PlaceField, PlaceOrder},
    orders::OrderState,
};

async fn place(
    world: &World,
    ctx: &Ctx,
    form: &PlaceOrder,
) -> Result<OrderNumber, Failure<PlaceField>> {
    service::orders::place(&world.store, ctx, form).await
}

async fn order(world: &World, number: OrderNumber) -> store::orders::OrderRecord {
    let mut tx = world.store.read().await.unwrap();
    store::orders::facts(&mut tx, number)
        .await
        .unwrap()
        .unwrap()
}

async fn orders(world: &World) -> i64 {
    world
        .count("select cast(count(*) as bigint) from orders")
        .await
}

fn typed(form: PlaceOrder) -> PlaceOrder {
    PlaceOrder {
        deliver_to: NEW_ADDRESS.to_owned(),
        recipient: " Eva Ernst ".to_owned(),
        line1: "7 New Street".to_owned(),
        postcode: "1010".to_owned(),
        city: "Vienna".to_owned(),
        country: "Austria".to_owned(),
        ..form
    }
}

/// PSM-37: the department's manager, its approver and the company's manager; no colleague, nobody of
/// another company, and no administrator.
#[tokio::test]
async fn who_may_do_the_next_act_is_told_that_an_order_waits() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.order(&eva, "flyers", "headquarters").await;
        let told = world
            .texts(
                "select to_address from outbox where subject like '%waits for your approval'
                 order by to_address",
            )
            .await;
        assert_eq!(
            told,
            ["ada@example.test", "dan@example.test", "sam@example.test"]
        );
    })
    .await;
}

/// PSM-06
#[tokio::test]
async fn an_order_waits_for_those_who_may_agree() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        world.fill_cart(&eva, "cards", "500").await;
        let form = PlaceOrder {
            purchase_order: " PO 7 ".to_owned(),
            ..world.agreeing(&eva, "headquarters").await
        };
        let number = place(&world, &eva, &form).await.unwrap();
        assert!(
            (10_000_000..100_000_000).contains(&number.0),
            "eight random digits"
        );

        let order = order(&world, number).await;
        assert_eq!(order.state, OrderState::AwaitingApproval);
        assert_eq!(order.total.to_string(), "€115.00");
        assert_eq!(order.account, Some(world.id("Eva")));
        assert!(order.company.is_some() && order.department.is_some());
        assert_eq!(
            order.assigned(),
            [Assignee::Account(world.id("Ada"))],
            "the department's approver is asked"
        );

        let jobs = world
            .texts("select product_name || ' ' || state from jobs order by position")
            .await;
        assert_eq!(jobs, ["Fine flyers waiting", "Fine cards waiting"]);
        // Friday, and four working days.
        let due = world.count("select max(due_at) from jobs").await;
        assert_eq!(domain::Timestamp(due).date(), "2026-11-26");
        let versions = "select cast(count(*) as bigint) from job_artwork where version = 1";
        assert_eq!(world.count(versions).await, 2);

        let kinds = world
            .texts("select kind from order_events order by id")
            .await;
        assert_eq!(kinds, ["placed"]);
        let approvals = world.texts("select state from approvals").await;
        assert_eq!(approvals, ["pending"]);
        let audit = world.texts("select act from audit").await;
        assert_eq!(audit, ["order.place"]);
        let mail = world
            .texts("select to_address from outbox order by id")
            .await;
        assert_eq!(mail[0], "eva@example.test");
        assert!(mail.contains(&"ada@example.test".to_owned()), "{mail:?}");
        let search = world.texts("select search from orders").await;
        for word in [
            &number.to_string().to_lowercase(),
            "eva",
            "acme",
            "po 7",
            "fine cards",
            "spring fair",
        ] {
            assert!(search[0].contains(word), "{word} is not in {search:?}");
        }
        let cart = service::cart::show(&world.store, &eva).await.unwrap();
        assert_eq!(cart.lines, [], "the cart is empty again");
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_is_one_order() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = world.agreeing(&eva, "home").await;
        let first = place(&world, &eva, &form).await.unwrap();
        assert_eq!(place(&world, &eva, &form).await, Ok(first));
        world.fill_cart(&eva, "cards", "100").await;
        assert_eq!(
            place(&world, &eva, &form).await,
            Ok(first),
            "whatever is in the cart by then"
        );
        assert_eq!(orders(&world).await, 1);
        assert_eq!(service::cart::count(&world.store, &eva).await, Ok(1));

        // Somebody else with the same key learns nothing of it.
        let ben = world.as_("Ben").await;
        world.fill_cart(&ben, "flyers", "100").await;
        let stolen = PlaceOrder {
            once: form.once.clone(),
            ..world.agreeing(&ben, "beta").await
        };
        assert_eq!(
            place(&world, &ben, &stolen).await,
            Err(Denial::Stale.into())
        );
    })
    .await;
}

#[tokio::test]
async fn pressing_twice_at_once_is_one_order() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = world.agreeing(&eva, "home").await;
        let presses = (0..6).map(|_| {
            let (store, eva, form) = (world.store.clone(), eva.clone(), form.clone());
            tokio::spawn(async move { service::orders::place(&store, &eva, &form).await })
        });
        let presses: Vec<_> = presses.collect();
        let mut numbers = Vec::new();
        for press in presses {
            numbers.push(press.await.unwrap().unwrap());
        }
        numbers.dedup();
        assert_eq!(numbers.len(), 1);
        assert_eq!(orders(&world).await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_pays_what_they_were_not_shown() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = world.agreeing(&eva, "home").await;
        world.arrange("update products set configuration = replace(configuration, '\"setup\":1000', '\"setup\":2000')").await;
        let money = |minor| Money::new(minor, eva.at.currency);
        let changed = Problem::PriceChanged { was: money(3_000), is: money(4_000) };
        assert_eq!(place(&world, &eva, &form).await, Err(Failure::field(PlaceField::Total, changed)));

        let form = world.agreeing(&eva, "home").await;
        world.fill_cart(&eva, "cards", "100").await;
        let changed = Failure::field(PlaceField::Total, Problem::CartChanged);
        assert_eq!(place(&world, &eva, &form).await, Err(changed));

        let form = world.agreeing(&eva, "home").await;
        world.arrange("update products set active = false where slug = 'cards'").await;
        let gone = Failure::field(PlaceField::Total, Problem::NotOrderable);
        assert_eq!(place(&world, &eva, &form).await, Err(gone));
        assert_eq!(orders(&world).await, 0);
    })
    .await;
}

#[tokio::test]
async fn it_goes_only_where_one_may_have_it_delivered() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let offered = service::cart::checkout(&world.store, &eva)
            .await
            .unwrap()
            .addresses;
        let labels: Vec<_> = offered
            .iter()
            .map(|address| address.label.as_str())
            .collect();
        assert_eq!(
            labels,
            ["home", "headquarters"],
            "one's own first; the dock is for another department"
        );
        let not_offered = || Err(Failure::field(PlaceField::DeliverTo, Problem::NotOffered));
        for foreign in ["dock", "beta", "carl", "999999"] {
            let form = world.agreeing(&eva, foreign).await;
            assert_eq!(place(&world, &eva, &form).await, not_offered(), "{foreign}");
        }

        let sam = world.as_("Sam").await;
        world.fill_cart(&sam, "flyers", "100").await;
        let offered = service::cart::checkout(&world.store, &sam)
            .await
            .unwrap()
            .addresses;
        let labels: Vec<_> = offered
            .iter()
            .map(|address| address.label.as_str())
            .collect();
        assert_eq!(
            labels,
            ["dock", "headquarters", "home"],
            "all of the company's, and its people's"
        );
        place(&world, &sam, &world.agreeing(&sam, "dock").await)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_typed_address_is_kept_for_next_time_if_wanted() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        for keep_address in [false, true, true] {
            world.fill_cart(&eva, "flyers", "100").await;
            let form = PlaceOrder {
                keep_address,
                ..typed(world.agreeing(&eva, NEW_ADDRESS).await)
            };
            place(&world, &eva, &form).await.unwrap();
        }
        let mine = world
            .texts("select label from addresses where city = 'Vienna'")
            .await;
        assert_eq!(
            mine,
            ["7 New Street, Vienna"],
            "once, though it was typed again"
        );
        let delivery = world.texts("select delivery from orders").await;
        assert!(
            delivery
                .iter()
                .all(|one| one.contains("\"recipient\":\"Eva Ernst\"")),
            "{delivery:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_empty_address_is_told_field_by_field() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = PlaceOrder {
            city: String::new(),
            ..typed(world.agreeing(&eva, NEW_ADDRESS).await)
        };
        let refused = place(&world, &eva, &form).await;
        assert_eq!(
            refused,
            Err(Failure::field(PlaceField::City, Problem::Missing))
        );
        assert_eq!(
            service::cart::count(&world.store, &eva).await,
            Ok(1),
            "nothing is lost"
        );
    })
    .await;
}

/// PJ-19, PJ-28: also who has no access.
#[tokio::test]
async fn colleagues_are_ordered_for_with_or_without_access() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "cards", "100").await;
        let page = service::cart::checkout(&world.store, &eva).await.unwrap();
        let names: Vec<_> = page
            .people
            .iter()
            .flatten()
            .map(|person| person.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["Ada", "Ina"],
            "those of one's department, without oneself"
        );

        for (name, outcome) in [
            ("Pia", false),
            ("Ben", false),
            ("Root", false),
            ("Ina", true),
        ] {
            let form = PlaceOrder {
                order_for: world.id(name).to_string(),
                ..world.agreeing(&eva, "home").await
            };
            let placed = place(&world, &eva, &form).await;
            if !outcome {
                assert_eq!(
                    placed,
                    Err(Failure::field(PlaceField::OrderFor, Problem::NotOffered)),
                    "{name}"
                );
                continue;
            }
            let order = order(&world, placed.unwrap()).await;
            assert_eq!(
                (order.account, order.beneficiary),
                (Some(world.id("Eva")), Some(world.id(name)))
            );
            assert!(world.texts("select search from orders").await[0].contains("ina"));
        }

        let sam = world.as_("Sam").await;
        world.fill_cart(&sam, "flyers", "100").await;
        let form = PlaceOrder {
            order_for: world.id("Pia").to_string(),
            ..world.agreeing(&sam, "dock").await
        };
        let order = order(&world, place(&world, &sam, &form).await.unwrap()).await;
        let plant = world
            .count("select id from departments where name = 'Plant'")
            .await;
        assert_eq!(
            order.department.map(|id| id.0),
            Some(plant),
            "it is the beneficiary's department's"
        );
    })
    .await;
}

/// PJ-35
#[tokio::test]
async fn a_department_manager_orders_for_who_is_in_the_department() {
    in_each_world(async |world| {
        let dan = world.as_("Dan").await;
        for (name, offered) in [("Eva", true), ("Ina", true), ("Pia", false), ("Ben", false)] {
            world.fill_cart(&dan, "flyers", "100").await;
            let form = PlaceOrder {
                order_for: world.id(name).to_string(),
                ..world.agreeing(&dan, "headquarters").await
            };
            let placed = place(&world, &dan, &form).await;
            if offered {
                assert!(placed.is_ok(), "{name}: {placed:?}");
            } else {
                let not_offered = Failure::field(PlaceField::OrderFor, Problem::NotOffered);
                assert_eq!(placed, Err(not_offered), "{name}");
            }
        }
    })
    .await;
}

/// PJ-45: so that nothing sticks with who is asked by name.
#[tokio::test]
async fn a_manager_decides_besides_the_approver_who_is_asked() {
    in_each_world(async |world| {
        for manager in ["Dan", "Sam"] {
            let eva = world.as_("Eva").await;
            let number = world.order(&eva, "flyers", "headquarters").await;
            let waiting = order(&world, number).await;
            assert_eq!(waiting.assigned(), [Assignee::Account(world.id("Ada"))]);
            let form = Decide {
                order: number.0,
                version: waiting.version,
                decision: "approve".to_owned(),
                ..Decide::default()
            };
            let manager = world.as_(manager).await;
            service::approvals::decide(&world.store, &manager, &form)
                .await
                .unwrap();
            assert_eq!(order(&world, number).await.state, OrderState::Approved);
        }
    })
    .await;
}

/// PSM-13
#[tokio::test]
async fn who_may_approve_their_own_does_so_at_once_if_they_like() {
    in_each_world(async |world| {
        let petra = world.as_("Petra").await;
        world.fill_cart(&petra, "flyers", "100").await;
        let page = service::cart::checkout(&world.store, &petra).await.unwrap();
        assert!(page.waits && page.may_approve);
        let form = PlaceOrder {
            approve_now: true,
            ..world.agreeing(&petra, "petra").await
        };
        let number = place(&world, &petra, &form).await.unwrap();
        assert_eq!(order(&world, number).await.state, OrderState::Approved);
        assert_eq!(world.texts("select state from jobs").await, ["ready"]);
        assert_eq!(
            world
                .texts("select kind from order_events order by id")
                .await,
            ["placed", "approved"]
        );
        assert_eq!(
            world
                .texts("select state || ' ' || decided_by_name from approvals")
                .await,
            ["approved Petra"]
        );
        assert_eq!(
            world.texts("select act from audit order by id").await,
            ["order.place", "approval.approve"]
        );

        let waits = world.order(&petra, "flyers", "petra").await;
        assert_eq!(
            order(&world, waits).await.state,
            OrderState::AwaitingApproval
        );

        // Carl may not, whatever his form says; nor may anybody in Petra's name.
        let carl = world.as_("Carl").await;
        world.fill_cart(&carl, "flyers", "100").await;
        let form = PlaceOrder {
            approve_now: true,
            ..world.agreeing(&carl, "carl").await
        };
        let number = place(&world, &carl, &form).await.unwrap();
        assert_eq!(
            order(&world, number).await.state,
            OrderState::AwaitingApproval
        );

        let mut acting = petra.clone();
        acting.access.acting = Some(world.id("Root"));
        acting.acting_name = Some("Root".to_owned());
        world.fill_cart(&acting, "flyers", "100").await;
        let form = PlaceOrder {
            approve_now: true,
            ..world.agreeing(&acting, "petra").await
        };
        let number = place(&world, &acting, &form).await.unwrap();
        assert_eq!(
            order(&world, number).await.state,
            OrderState::AwaitingApproval
        );
    })
    .await;
}

/// INF-33
#[tokio::test]
async fn a_guest_orders_with_a_name_and_an_email() {
    in_each_world(async |world| {
        let guest = world.visitor(&world.shop, 5);
        world.fill_cart(&guest, "flyers", "100").await;
        let form = typed(world.agreeing(&guest, NEW_ADDRESS).await);
        let faulty = place(&world, &guest, &form).await;
        let missing = Failure::Invalid(vec![
            (PlaceField::Name, Problem::Missing),
            (PlaceField::Email, Problem::Missing),
        ]);
        assert_eq!(faulty, Err(missing));

        let form = PlaceOrder {
            name: "Gus".to_owned(),
            email: "Gus@Example.Test".to_owned(),
            ..form
        };
        let number = place(&world, &guest, &form).await.unwrap();
        assert_eq!(order(&world, number).await.state, OrderState::Approved);
        assert_eq!(world.texts("select state from jobs").await, ["ready"]);
        assert_eq!(
            world.texts("select to_address from outbox").await,
            ["gus@example.test"]
        );

        let told = service::cart::placed(&world.store, &guest, number)
            .await
            .unwrap();
        assert_eq!(told.jobs, [(100, "Fine flyers".to_owned())]);
        let another =
            service::cart::placed(&world.store, &world.visitor(&world.shop, 6), number).await;
        assert_eq!(another, Err(Failure::not_found()));
    })
    .await;
}

#[tokio::test]
async fn who_must_have_an_account_is_asked_to_sign_in_and_keeps_the_cart() {
    in_each_world(async |world| {
        let visitor = world.visitor(&world.market, 5);
        world.fill_cart(&visitor, "flyers", "100").await;
        let page = service::cart::checkout(&world.store, &visitor).await;
        assert_eq!(page, Err(Denial::SignIn.into()));
        let placed = place(&world, &visitor, &PlaceOrder::default()).await;
        assert_eq!(placed, Err(Denial::SignIn.into()));
        assert_eq!(service::cart::count(&world.store, &visitor).await, Ok(1));
    })
    .await;
}

#[tokio::test]
async fn what_the_shop_orders_itself_waits_for_nobody() {
    in_each_world(async |world| {
        let root = world.as_("Root").await;
        let number = world.order(&root, "flyers", "headquarters").await;
        assert_eq!(order(&world, number).await.state, OrderState::Approved);
    })
    .await;
}

#[tokio::test]
async fn there_is_nothing_to_place_in_an_empty_cart() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let form = world.agreeing(&eva, "home").await;
        let nothing = place(&world, &eva, &form).await;
        assert_eq!(
            nothing,
            Err(Failure::field(PlaceField::Total, Problem::CartChanged))
        );
    })
    .await;
}
