//! What is printed with somebody's data, and whose.

use super::world::{World, adding, in_each_world, wanting};
use access::{Ctx, Denial, Failure, Permission};
use domain::{
    CartLineId, Money, OrderNumber, Problem,
    cart::{AddField, Adding, Filling, LineProblem, Obstacle, ReOrder, WAS_BEFORE},
    catalogue::{Chosen, Fillable, PersonData, PrintedField},
};
use service::{artwork::Sent, cart::NotAdded};

/// Makes the flyers a form: a name that must be there, an email, and a motto that nobody's data fills.
const FORM: &str = r#"update products set artwork = 'none', configuration = replace(configuration, '{"options"',
    '{"printed":[{"label":"Name","required":true,"most":20,"source":"name"},
        {"label":"Email","most":40,"source":"email"},{"label":"Motto","most":12}],"options"')
    where slug = 'flyers'"#;

/// Whose data somebody may fill in, and that of a person.
async fn fillable(world: &World, ctx: &Ctx, of: Option<&str>) -> Result<Fillable, Failure> {
    let of = of.map(|name| world.id(name));
    service::catalogue::fillable(&world.store, ctx, of).await
}

/// By their names.
async fn offered(world: &World, name: &str) -> Vec<String> {
    let ctx = world.as_(name).await;
    let fillable = fillable(world, &ctx, None).await.unwrap();
    fillable.people.into_iter().map(|one| one.name).collect()
}

async fn fields(world: &World, ctx: &Ctx) -> Vec<PrintedField> {
    let (page, _) = service::catalogue::product(&world.store, ctx, "flyers", None)
        .await
        .unwrap();
    page.printed
}

/// The form as it comes filled in with a person's data.
async fn filled_with(world: &World, ctx: &Ctx, name: &str) -> Adding {
    let data = fillable(world, ctx, Some(name)).await.unwrap().data;
    let mut filling = Filling::default();
    filling.take(&fields(world, ctx).await, &data.unwrap());
    Adding {
        filling,
        ..adding(wanting("flyers", "100"))
    }
}

async fn add(world: &World, ctx: &Ctx, adding: &Adding) -> Result<CartLineId, NotAdded> {
    service::cart::add(&world.store, &world.files, ctx, adding, Sent::Nothing).await
}

async fn order(world: &World, ctx: &Ctx) -> OrderNumber {
    let form = world.agreeing(ctx, "headquarters").await;
    service::orders::place(&world.store, ctx, &form)
        .await
        .unwrap()
}

/// What each job is made of, with what is printed on it.
async fn jobs(world: &World) -> Vec<Vec<Chosen>> {
    let rows = world.texts("select chosen from jobs order by id").await;
    let read = |row: &String| serde_json::from_str(row).unwrap();
    rows.iter().map(read).collect()
}

fn printed(label: &str, value: &str) -> Chosen {
    Chosen {
        option: label.to_owned(),
        choice: value.to_owned(),
    }
}

/// PJ-19, PJ-51: a member their own departments, a Department Manager those they manage and who is in
/// none, a Senior Manager all; also people without access.
#[tokio::test]
async fn data_is_filled_in_as_far_as_ones_role_goes() {
    in_each_world(async |world| {
        assert_eq!(offered(&world, "Eva").await, ["Ada", "Eva", "Ina"]);
        assert_eq!(offered(&world, "Pia").await, ["Pia"]);
        assert_eq!(
            offered(&world, "Dan").await,
            ["Ada", "Dan", "Eva", "Ina", "Sam"]
        );
        assert_eq!(
            offered(&world, "Sam").await,
            ["Ada", "Dan", "Eva", "Ina", "Pia", "Sam"]
        );
        assert_eq!(offered(&world, "Ben").await, ["Ben"]);

        let eva = world.as_("Eva").await;
        let ina = fillable(&world, &eva, Some("Ina")).await.unwrap().data;
        let known = PersonData {
            name: "Ina".to_owned(),
            email: "ina@example.test".to_owned(),
            phone: String::new(),
            department: "Sales".to_owned(),
            company: "Acme".to_owned(),
        };
        assert_eq!(ina, Some(known), "who has no access is data");
        for hidden in ["Pia", "Ben", "Carl"] {
            let asked = fillable(&world, &eva, Some(hidden)).await;
            assert_eq!(asked, Err(Failure::not_found()), "{hidden}");
        }
    })
    .await;
}

/// PJ-51, A-41: who is in no department fills in their own data, or everybody's of their company where
/// the storefront has switched that on.
#[tokio::test]
async fn without_a_department_one_fills_in_ones_own_data_unless_it_is_switched_on() {
    in_each_world(async |world| {
        world
            .arrange("delete from department_members where account_id = (select id from accounts where name = 'Pia')")
            .await;
        assert_eq!(offered(&world, "Pia").await, ["Pia"]);
        world
            .arrange("update storefronts set data_without_department = true where slug = 'acme'")
            .await;
        assert_eq!(
            offered(&world, "Pia").await,
            ["Ada", "Dan", "Eva", "Ina", "Pia", "Sam"],
            "of their company alone"
        );
        assert_eq!(
            offered(&world, "Eva").await,
            ["Ada", "Eva", "Ina"],
            "who is in a department fills in as before"
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_suspended_is_nobodys_data_and_who_may_not_is_told_so() {
    in_each_world(async |world| {
        world
            .arrange("update accounts set state = 'suspended' where name = 'Ada'")
            .await;
        assert_eq!(offered(&world, "Eva").await, ["Eva", "Ina"]);
        let eva = world.as_("Eva").await;
        assert_eq!(
            fillable(&world, &eva, Some("Ada")).await,
            Err(Failure::not_found())
        );

        assert!(offered(&world, "Carl").await.is_empty());
        let carl = world.as_("Carl").await;
        let missing = Denial::Missing(Permission::TemplateLoadUserData);
        assert_eq!(
            fillable(&world, &carl, Some("Petra")).await,
            Err(Failure::Denied(missing))
        );
    })
    .await;
}

/// PJ-19, PJ-20: the secretary's order.
#[tokio::test]
async fn one_order_is_of_many_lines_each_with_another_persons_data() {
    in_each_world(async |world| {
        world.arrange(FORM).await;
        let eva = world.as_("Eva").await;
        for name in ["Ina", "Ada"] {
            let filled = filled_with(&world, &eva, name).await;
            add(&world, &eva, &filled).await.unwrap();
        }
        let cart = service::cart::show(&world.store, &eva).await.unwrap();
        assert_eq!(cart.lines.len(), 2);
        assert_eq!(cart.total.to_string(), "€60.00", "data costs nothing");

        order(&world, &eva).await;
        let orders = "select cast(count(*) as bigint) from orders";
        assert_eq!(world.count(orders).await, 1);
        let lines = |name: &str, email: &str| {
            let plain = printed("Paper", "Plain");
            vec![plain, printed("Name", name), printed("Email", email)]
        };
        assert_eq!(
            jobs(&world).await,
            [
                lines("Ina", "ina@example.test"),
                lines("Ada", "ada@example.test")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_filled_in_wrongly_is_told_beside_its_field() {
    in_each_world(async |world| {
        world.arrange(FORM).await;
        let eva = world.as_("Eva").await;
        let mut form = filled_with(&world, &eva, "Ina").await;
        form.filling.set("printed-0", "  ");
        form.filling.set("printed-2", "Far too long a motto");
        let refused = add(&world, &eva, &form).await.unwrap_err();
        assert_eq!(
            refused.failure,
            Failure::Invalid(vec![
                (AddField::Printed(0), Problem::Missing),
                (AddField::Printed(2), Problem::TooLong { most: 12 }),
            ])
        );
        let cart = service::cart::show(&world.store, &eva).await.unwrap();
        assert_eq!(cart.lines, []);
    })
    .await;
}

#[tokio::test]
async fn data_is_asked_for_of_somebody_who_is_offered() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let id = |name: &str| world.id(name).to_string();
        for (person, problem) in [
            (String::new(), Some(Problem::Missing)),
            (id("Pia"), Some(Problem::NotOffered)),
            ("nobody".to_owned(), Some(Problem::NotOffered)),
            (id("Ina"), None),
        ] {
            let mut asking = adding(wanting("cards", "100"));
            asking.fills = true;
            asking.filling.person = person;
            let (store, files) = (&world.store, &world.files);
            let asked = service::cart::keep(store, files, &eva, &asking, Sent::Nothing).await;
            let refused = asked.err().map(|not| not.failure);
            let expected = problem.map(|problem| Failure::field(AddField::Person, problem));
            assert_eq!(refused, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_printed_is_printed_again_unless_the_form_has_changed() {
    in_each_world(async |world| {
        world.arrange(FORM).await;
        let eva = world.as_("Eva").await;
        let filled = filled_with(&world, &eva, "Ina").await;
        add(&world, &eva, &filled).await.unwrap();
        let number = order(&world, &eva).await;
        let page = async || {
            let (store, files) = (&world.store, &world.files);
            let page = service::orders::reorder_page(store, files, &eva, number).await;
            page.unwrap()
        };
        let shown = page().await;
        let form = ReOrder {
            number,
            once: shown.once.clone(),
            total: shown.total.minor,
            jobs: 1,
            deliver_to: WAS_BEFORE.to_owned(),
            cost_centre: String::new(),
            purchase_order: String::new(),
            approve_now: false,
        };
        service::orders::reorder(&world.store, &world.files, &eva, &form)
            .await
            .unwrap();
        let jobs = jobs(&world).await;
        assert_eq!(jobs[0], jobs[1]);

        world
            .arrange(r#"update products set configuration = replace(configuration, '"label":"Motto"', '"label":"Motto","required":true')"#)
            .await;
        let line = |problem| -> Result<Money, Obstacle> { Err(Obstacle::Line(problem)) };
        let now = page().await.jobs[0].now.clone();
        assert_eq!(now, line(LineProblem::Printed("Motto".to_owned())));
        world
            .arrange(r#"update products set configuration = replace(replace(configuration, '"required":true,', ''), '"label":"Email"', '"label":"Fax"')"#)
            .await;
        let now = page().await.jobs[0].now.clone();
        assert_eq!(now, line(LineProblem::Option("Email".to_owned())));
    })
    .await;
}
