//! The dialog of the products that belong to something: each can be taken away, and one more chosen.

use super::form;
use crate::{At, accounts::Drawn, people::choice};
use access::pages::Endpoint;
use domain::{
    catalogue::{VisibleProduct, VisibleProducts},
    paths,
    people::Named,
};
use leptos::prelude::*;
use ui::{Button, Choice, Hidden, Link, PostForm, Select, Weight};

/// The products that a department or a company is offered; those of this storefront lead to their pages.
pub(crate) fn visible(products: &VisibleProducts) -> AnyView {
    if products.these.is_empty() {
        return view! { <p class="muted">"No product that you see is for it."</p> }.into_any();
    }
    let line = |one: &VisibleProduct| {
        let label = one.name.clone();
        let name = if products.here {
            let href = paths::Product(one.slug.clone()).to_string();
            view! { <Link href label/> }.into_any()
        } else {
            label.into_any()
        };
        let note = one
            .limited
            .then(|| view! { " " <small class="muted">"not for everybody"</small> });
        view! { <li>{name} {note}</li> }
    };
    let lines = products.these.iter().map(line).collect_view();
    let more = (products.more > 0)
        .then(|| view! { <p class="muted">{format!("And {} more.", products.more)}</p> });
    view! {
        <ul aria-label="Products">{lines}</ul>
        {more}
    }
    .into_any()
}

/// The field that names a product.
const PRODUCT: &str = "product";

/// What the dialog is drawn from, and its words.
pub(crate) struct Products<'a> {
    /// Where its forms are posted to.
    pub(crate) endpoint: &'static Endpoint,
    /// What they belong to, as its forms send it along.
    pub(crate) on: &'a dyn Fn() -> AnyView,
    pub(crate) these: &'a [Named],
    pub(crate) others: &'a [Named],
    /// What is said where there are none.
    pub(crate) none: &'static str,
    /// The field that says that one is taken away, and the button that does it.
    pub(crate) away: (&'static str, &'static str),
    /// What choosing one more brings about, and the button that does it.
    pub(crate) more: (&'static str, &'static str),
}

impl Products<'_> {
    pub(crate) fn draw(&self, at: &At) -> AnyView {
        let lines = if self.these.is_empty() {
            view! { <p class="muted">{self.none}</p> }.into_any()
        } else {
            let lines = self.these.iter().map(|one| self.line(one)).collect_view();
            view! { <ul aria-label="Products">{lines}</ul> }.into_any()
        };
        let more = (!self.others.is_empty()).then(|| self.one_more(at));
        view! {
            {lines}
            {more}
        }
        .into_any()
    }

    fn line(&self, one: &Named) -> AnyView {
        let (on, value, about) = ((self.on)(), one.value.clone(), one.name.clone());
        let words = match &one.group {
            Some(storefront) => format!("{} ({storefront}) ", one.name),
            None => format!("{} ", one.name),
        };
        let (field, label) = self.away;
        view! {
            <li>
                {words}
                <PostForm action=self.endpoint.path inline=true>
                    {on}
                    <Hidden name=PRODUCT value/>
                    <Hidden name=field value="true"/>
                    <Button label about weight=Weight::Bare/>
                </PostForm>
            </li>
        }
        .into_any()
    }

    fn one_more(&self, at: &At) -> AnyView {
        let drawn = Drawn::of(at, self.endpoint);
        let (value, error) = (drawn.value(PRODUCT, ""), drawn.problem(PRODUCT));
        let choices: Vec<Choice> = self.others.iter().map(choice).collect();
        let (on, (hint, label)) = ((self.on)(), self.more);
        let fields = view! {
            {on}
            <Select
                label="Product"
                name=PRODUCT
                choices
                value
                error
                empty="Choose a product"
                hint
                required=true
            />
        };
        form(&drawn, "One more product", fields, label)
    }
}
