//! The codes that a company asks for when its people order.

use super::world::{World, in_each_world};
use access::{Ctx, Failure};
use domain::{
    OrderNumber, Problem,
    cart::{PlaceField, PlaceOrder, ReOrder, ReOrderField, WAS_BEFORE},
    orders::{OrderPage, OrdersQuery},
};

/// Acme asks for both codes. Its cost centre 100 is for all, 200 for Plant alone, 300 is out of use.
async fn asks(world: &World) {
    for text in [
        "update companies set ask_cost_centre = 'required', ask_purchase_order = 'required',
            purchase_order_pattern = 'PO-##' where name = 'Acme'",
        "insert into cost_centres (company_id, code, name) select id, '100', 'House' from companies where name = 'Acme'",
        "insert into cost_centres (company_id, code, name, for_all_departments)
         select id, '200', 'Machines', false from companies where name = 'Acme'",
        "insert into cost_centres (company_id, code, name, active)
         select id, '300', 'Fair of last year', false from companies where name = 'Acme'",
        "insert into cost_centre_departments (cost_centre_id, department_id)
         select k.id, d.id from cost_centres k, departments d where k.code = '200' and d.name = 'Plant'",
    ] {
        world.arrange(text).await;
    }
}

/// The codes of the cost centres that somebody is offered.
async fn offered(world: &World, name: &str) -> Vec<String> {
    let ctx = world.as_(name).await;
    let page = service::cart::checkout(&world.store, &ctx).await.unwrap();
    let centres = page.codes.centres.into_iter();
    centres.map(|one| one.centre.code).collect()
}

/// The value that a form sends for a cost centre.
async fn value(world: &World, code: &str) -> String {
    let all = world
        .texts("select code || ' ' || cast(id as text) from cost_centres")
        .await;
    let found = all.iter().find_map(|one| one.strip_prefix(code)).unwrap();
    found.trim().to_owned()
}

async fn place(
    world: &World,
    ctx: &Ctx,
    form: &PlaceOrder,
) -> Result<OrderNumber, Failure<PlaceField>> {
    service::orders::place(&world.store, ctx, form).await
}

/// Whoever orders is asked for what their company wants to know, for their departments (PJ-55).
#[tokio::test]
async fn pj_55_codes_are_asked_and_limited_to_departments() {
    in_each_world(async |world| {
        asks(&world).await;
        assert_eq!(offered(&world, "Eva").await, ["100"]);
        assert_eq!(offered(&world, "Pia").await, ["100", "200"]);
        assert_eq!(
            offered(&world, "Sam").await,
            ["100", "200"],
            "who orders for everybody charges for everybody"
        );
        assert_eq!(offered(&world, "Ben").await, Vec::<String>::new());

        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = PlaceOrder {
            purchase_order: "7".to_owned(),
            ..world.agreeing(&eva, "home").await
        };
        let pattern = "PO-##".to_owned();
        assert_eq!(
            place(&world, &eva, &form).await,
            Err(Failure::Invalid(vec![
                (PlaceField::CostCentre, Problem::Missing),
                (PlaceField::PurchaseOrder, Problem::NotWrittenAs { pattern }),
            ]))
        );
        for not_hers in ["200", "300"] {
            let form = PlaceOrder {
                cost_centre: value(&world, not_hers).await,
                purchase_order: "PO-07".to_owned(),
                ..form.clone()
            };
            assert_eq!(
                place(&world, &eva, &form).await,
                Err(Failure::field(PlaceField::CostCentre, Problem::NotOffered)),
                "{not_hers}"
            );
        }
    })
    .await;
}

/// An order keeps its codes as they were, for who may know them (PJ-55).
#[tokio::test]
async fn pj_55_an_order_keeps_its_codes_as_they_were() {
    in_each_world(async |world| {
        asks(&world).await;
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = PlaceOrder {
            cost_centre: value(&world, "100").await,
            purchase_order: " PO-07 ".to_owned(),
            ..world.agreeing(&eva, "home").await
        };
        let number = place(&world, &eva, &form).await.unwrap();
        world
            .arrange("update cost_centres set code = '101', name = 'Renamed' where code = '100'")
            .await;
        let page = service::orders::open(&world.store, &eva, number)
            .await
            .unwrap();
        let OrderPage::Customer(order) = page else {
            panic!("Eva is a customer");
        };
        assert_eq!(order.codes.purchase_order, "PO-07");
        let centre = order.codes.cost_centre.unwrap();
        assert_eq!(centre.to_string(), "100 House");
        let root = world.as_("Root").await;
        let file = service::orders::export(&world.store, &root, &OrdersQuery::default())
            .await
            .unwrap();
        assert!(file.contains("PO-07,100,House,"), "{file}");
        let search = world.texts("select search from orders").await;
        assert!(search[0].contains("100 house"), "{search:?}");

        // The former one is proposed as long as it can be charged.
        let shown = service::orders::reorder_page(&world.store, &world.files, &eva, number)
            .await
            .unwrap();
        assert_eq!(shown.codes_then.purchase_order, "PO-07");
        assert_eq!(shown.codes.centre("100"), None, "it is called 101 by now");
        world
            .arrange("update cost_centres set code = '100' where code = '101'")
            .await;
        let shown = service::orders::reorder_page(&world.store, &world.files, &eva, number)
            .await
            .unwrap();
        let proposed = shown.codes.centre("100").unwrap();
        let form = ReOrder {
            number,
            once: shown.once.clone(),
            total: shown.total.minor,
            jobs: 1,
            deliver_to: WAS_BEFORE.to_owned(),
            cost_centre: String::new(),
            purchase_order: shown.codes_then.purchase_order.clone(),
            approve_now: false,
        };
        let again = service::orders::reorder(&world.store, &world.files, &eva, &form).await;
        assert_eq!(
            again,
            Err(Failure::field(ReOrderField::CostCentre, Problem::Missing))
        );
        let form = ReOrder {
            cost_centre: proposed.id.to_string(),
            ..form
        };
        service::orders::reorder(&world.store, &world.files, &eva, &form)
            .await
            .unwrap();
        let charged = world
            .texts("select cost_centre || ' ' || cost_centre_name from orders order by id")
            .await;
        assert_eq!(charged, ["100 House", "100 Renamed"]);
    })
    .await;
}

/// Who is of no company is asked for no more than a number of their own.
#[tokio::test]
async fn what_is_not_asked_is_not_kept() {
    in_each_world(async |world| {
        asks(&world).await;
        world
            .arrange("update companies set ask_cost_centre = 'no', ask_purchase_order = 'no'")
            .await;
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let form = PlaceOrder {
            cost_centre: value(&world, "100").await,
            purchase_order: "PO 7".to_owned(),
            ..world.agreeing(&eva, "home").await
        };
        place(&world, &eva, &form).await.unwrap();
        let kept = world
            .texts("select cost_centre || purchase_order from orders")
            .await;
        assert_eq!(kept, [""]);
    })
    .await;
}
