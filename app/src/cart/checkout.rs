//! The checkout, and what a guest is told afterwards.

use super::{
    codes::{self, Typed},
    show::about,
};
use crate::{Act, At, Done, Failed, View, cart::wrong, go};
use access::{Failure, pages};
use domain::{
    OrderNumber,
    cart::{
        AddressChoice, CartPage, CheckoutPage, NEW_ADDRESS, PlaceField, PlaceOrder, Placed, Shown,
    },
    paths,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Button, Card, Check, Choice, Crumb, Disclosure, EmptyState, Fact, Facts, FieldGroup, FieldRow,
    FormActs, Hidden, LinkButton, Notice, PageHeader, PostForm, Select, Sum, SumLine, TextField,
    TextKind, Tone, Weight, WithAside,
};

/// The address after a guest has ordered.
#[derive(Default, Deserialize)]
#[serde(default)]
struct After {
    placed: Option<String>,
}

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let after: After = at.query();
    if let Some(number) = after
        .placed
        .and_then(|number| number.parse::<OrderNumber>().ok())
    {
        let placed = at.shop.cart.placed(&at.ctx, number).await?;
        return Ok(View::new("Checkout", move || thanks(placed)));
    }
    let page = at.shop.cart.checkout(&at.ctx).await?;
    Ok(View::new("Checkout", move || draw(&at, page)))
}

pub(super) async fn run(act: Act, form: PlaceOrder) -> Result<Done, Failure<PlaceField>> {
    let number = act.shop.cart.place(&act.ctx, &form).await?;
    if act.ctx.access.signed_in() {
        Ok(go(paths::Order(number)).saying(format!("Thank you. Your order is {number}.")))
    } else {
        Ok(go(format!("{}?placed={number}", paths::Checkout)))
    }
}

fn thanks(placed: Placed) -> AnyView {
    let jobs = placed
        .jobs
        .into_iter()
        .map(|(quantity, name)| Fact::new(name, quantity.to_string()));
    let mut facts: Vec<Fact> = jobs.collect();
    facts.push(Fact::new("Total", placed.total.to_string()));
    facts.push(Fact::new("Delivered to", placed.delivery.to_string()));
    view! {
        <PageHeader title="Checkout" lead=format!("Thank you. Your order is {}.", placed.number)/>
        <Notice tone=Tone::Done title="We have your order">
            {format!("A confirmation is on its way to {}. Please keep the number {}.", placed.email, placed.number)}
        </Notice>
        <Card title="What you ordered"><Facts facts/></Card>
        <LinkButton href=paths::Catalogue.to_string() label="Show products"/>
    }
    .into_any()
}

fn draw(at: &At, page: CheckoutPage) -> AnyView {
    let crumbs = vec![
        Crumb::new("Cart", paths::Cart.to_string()),
        Crumb::here("Checkout"),
    ];
    if page.cart.lines.is_empty() {
        return view! {
            <PageHeader title="Checkout" crumbs/>
            <EmptyState title="There is nothing to order" words="Your cart is empty.">
                <LinkButton href=paths::Catalogue.to_string() label="Show products" weight=Weight::Primary/>
            </EmptyState>
        }
        .into_any();
    }
    let failed = at.failed(pages::PLACE.path).cloned();
    let shown: Shown = at
        .typed()
        .value("shown")
        .unwrap_or_default()
        .parse()
        .unwrap_or_default();
    let shown = failed.as_ref().map(|_| shown);
    let review = review(&page.cart, shown.as_ref());
    let form = Fields { at, failed, page }.draw();
    view! {
        <PageHeader title="Checkout" crumbs/>
        <WithAside aside=move || review>{form}</WithAside>
    }
    .into_any()
}

/// The jobs with their prices; those that changed since the page before say what they were.
fn review(cart: &CartPage, shown: Option<&Shown>) -> AnyView {
    let lines = cart
        .lines
        .iter()
        .map(|line| {
            let name = line
                .product
                .as_ref()
                .map_or("A product that is no longer offered", |product| {
                    product.name.as_str()
                });
            let words = format!("{} × {name}", line.quantity);
            let note = about(&line.chosen, line.artwork.as_ref(), &line.reference);
            let price = match &line.price {
                Ok(price) => {
                    let was = shown
                        .and_then(|shown| shown.price(line.id, price.total.currency))
                        .filter(|was| *was != price.total);
                    match was {
                        Some(was) => format!("{} (was {was})", price.total),
                        None => price.total.to_string(),
                    }
                }
                Err(why) => why.to_string(),
            };
            view! {
                <li>
                    <span>{words}<br/><small class="muted">{note}</small></span>
                    <span class="number">{price}</span>
                </li>
            }
        })
        .collect_view();
    let total = cart.total.to_string();
    view! {
        <Card title="Your order">
            <ul class="checkout-review">{lines}</ul>
            <Sum lines=vec![SumLine::total("Total", total)]/>
        </Card>
    }
    .into_any()
}

struct Fields<'a> {
    at: &'a At,
    failed: Option<Failed>,
    page: CheckoutPage,
}

impl Fields<'_> {
    fn draw(self) -> AnyView {
        let cart = &self.page.cart;
        let (version, total) = (cart.version.to_string(), cart.total.minor.to_string());
        let shown = Shown::of_cart(cart).to_string();
        let orderable = cart.is_orderable();
        let refused = (!orderable).then_some(
            "Something in your cart cannot be ordered. Please see what is marked there.",
        );
        let guest = self.page.guest.then(|| self.guest());
        let people = self.people();
        let approval = self.approval();
        let (addresses, once) = (self.addresses(), self.page.once.clone());
        let codes = self.codes();
        let wrong = wrong(self.failed.as_ref());
        let changed = self.failed.as_ref().and_then(|failed| failed.problem(PlaceField::Total.name())).map(|problem| {
            view! { <div id="total"><Notice tone=Tone::Attention title="Please look once more">{problem}</Notice></div> }
        });
        view! {
            <PostForm action=pages::PLACE.path wrong>
                {changed}
                <Hidden name="once" value=once/>
                <Hidden name="cart_version" value=version/>
                <Hidden name="total" value=total/>
                <Hidden name="shown" value=shown/>
                {guest}
                {addresses}
                {people}
                {codes}
                {approval}
                <FormActs>
                    <Button label="Place order" weight=Weight::Primary refused/>
                    <LinkButton href=paths::Cart.to_string() label="Back to the cart"/>
                </FormActs>
            </PostForm>
        }
        .into_any()
    }

    fn value(&self, name: &str) -> Option<String> {
        self.failed
            .as_ref()
            .and_then(|_| self.at.typed().value(name).map(str::to_owned))
    }

    fn problem(&self, field: PlaceField) -> Option<String> {
        self.failed.as_ref()?.problem(field.name())
    }

    fn text(
        &self,
        label: &'static str,
        field: PlaceField,
        autocomplete: &'static str,
        required: bool,
    ) -> AnyView {
        let (value, error) = (self.value(field.name()), self.problem(field));
        view! { <TextField label name=field.name() value error autocomplete required max_length=120/> }.into_any()
    }

    fn guest(&self) -> AnyView {
        let name = self.text("Name", PlaceField::Name, "name", true);
        let (value, error) = (
            self.value(PlaceField::Email.name()),
            self.problem(PlaceField::Email),
        );
        view! {
            <FieldGroup legend="You">
                {name}
                <TextField
                    label="Email"
                    name=PlaceField::Email.name()
                    kind=TextKind::Email
                    value
                    error
                    autocomplete="email"
                    required=true
                />
            </FieldGroup>
        }
        .into_any()
    }

    fn addresses(&self) -> AnyView {
        let page = &self.page;
        if page.addresses.is_empty() && page.may_type {
            let address = self.address(true);
            return view! {
                <FieldGroup legend="Deliver to">
                    <Hidden name=PlaceField::DeliverTo.name() value=NEW_ADDRESS/>
                    {address}
                </FieldGroup>
            }
            .into_any();
        }
        let first = page.addresses.first().map(|address| address.id.to_string());
        let chosen = self.value(PlaceField::DeliverTo.name()).or(first);
        let typing = chosen.as_deref() == Some(NEW_ADDRESS);
        let mut choices: Vec<Choice> = page.addresses.iter().map(choice).collect();
        if page.may_type {
            choices.push(Choice::new(NEW_ADDRESS, "Another address, typed below").group("New"));
        }
        let typed = page.may_type.then(|| {
            let address = self.address(false);
            view! { <Disclosure summary="Another address" open=typing>{address}</Disclosure> }
        });
        let hint = page
            .addresses
            .is_empty()
            .then_some("There is no address for you yet. Please ask who looks after your account.");
        view! {
            <Select
                label="Deliver to"
                name=PlaceField::DeliverTo.name()
                choices
                value=chosen
                hint
                error=self.problem(PlaceField::DeliverTo)
                required=true
            />
            {typed}
        }
        .into_any()
    }

    /// The typed address. Its fields are required only where there is no other way.
    fn address(&self, required: bool) -> AnyView {
        let keep = self.page.may_keep.then(|| {
            let checked = self.failed.is_none() || self.value("keep_address").is_some();
            view! { <Check label="Keep this address for next time" name="keep_address" checked/> }
        });
        let recipient = self.text("Recipient", PlaceField::Recipient, "name", required);
        let line1 = self.text(
            "Street and number",
            PlaceField::Line1,
            "address-line1",
            required,
        );
        let line2 = self.text(
            "Building, floor, department",
            PlaceField::Line2,
            "address-line2",
            false,
        );
        let postcode = self.text("Postcode", PlaceField::Postcode, "postal-code", required);
        let city = self.text("Town", PlaceField::City, "address-level2", required);
        let country = self.text("Country", PlaceField::Country, "country-name", required);
        view! {
            {recipient}
            {line1}
            {line2}
            <FieldRow>
                {postcode}
                {city}
            </FieldRow>
            {country}
            {keep}
        }
        .into_any()
    }

    fn people(&self) -> Option<AnyView> {
        let people = self.page.people.as_ref()?;
        let choices = people
            .iter()
            .map(|person| {
                let choice = Choice::new(person.id.to_string(), person.name.clone());
                choice.group(person.department.clone())
            })
            .collect::<Vec<_>>();
        let mut choices = choices;
        choices.insert(0, Choice::new("", "Myself"));
        Some(
            view! {
                <Select
                    label="Order for"
                    name=PlaceField::OrderFor.name()
                    choices
                    value=self.value(PlaceField::OrderFor.name()).unwrap_or_default()
                    hint="Both names stay on the order."
                    error=self.problem(PlaceField::OrderFor)
                />
            }
            .into_any(),
        )
    }

    fn codes(&self) -> AnyView {
        let names = PlaceOrder::CODES.map(PlaceField::name);
        let typed = Typed {
            failed: self.failed.as_ref(),
            values: names.map(|name| self.value(name)),
            names,
        };
        codes::fields(&self.page.codes, typed, None)
    }

    fn approval(&self) -> Option<AnyView> {
        if !self.page.waits {
            return None;
        }
        if !self.page.may_approve {
            return Some(view! { <p class="muted">"Your order waits for approval before it is produced."</p> }.into_any());
        }
        let checked = self.failed.is_none() || self.value("approve_now").is_some();
        Some(
            view! {
                <Check
                    label="Approve this order now"
                    name="approve_now"
                    checked
                    hint="You may approve your own orders. Without it the order waits for approval."
                />
            }
            .into_any(),
        )
    }
}

/// An address in a list.
pub(super) fn choice(address: &AddressChoice) -> Choice {
    let group = match (&address.of, address.own) {
        (_, true) => "Yours".to_owned(),
        (Some(person), false) => format!("Of {person}"),
        (None, false) => "Of the company".to_owned(),
    };
    let place = address.delivery.to_string();
    Choice::new(
        address.id.to_string(),
        format!("{}: {place}", address.label),
    )
    .group(group)
}
