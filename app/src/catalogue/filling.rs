//! What is printed on a product, to be filled in by hand or with somebody's data.

use super::product::Page;
use crate::At;
use access::{Failure, pages};
use domain::{
    AccountId,
    cart::{AddField, Adding, Filling},
    catalogue::{Fillable, PRINTED_MOST, PrintedField},
};
use leptos::prelude::*;
use ui::{Button, Choice, FieldGroup, Hidden, Select, TextField};

/// What was typed just now, with whose data the address asks for unless the form failed.
pub(super) fn typed(at: &At) -> Filling {
    let mut filling: Filling = match at.failed(pages::CART_ADD.path) {
        Some(_) => Filling::default(),
        None => at.query(),
    };
    let lists = (0..PRINTED_MOST)
        .flat_map(|place| [Filling::label_name(place), format!("printed-{place}")]);
    for name in lists.chain([AddField::Person.name().to_owned()]) {
        if let Some(value) = at.typed().value(&name) {
            filling.set(&name, value);
        }
    }
    filling
}

/// Whose data may be filled in; the form has that of whom the address names.
pub(super) async fn load(
    at: &At,
    fields: &[PrintedField],
    filling: &mut Filling,
) -> Result<Fillable, Failure> {
    if fields.is_empty() {
        return Ok(Fillable::default());
    }
    let of = match &*filling.fill {
        "" => None,
        id => Some(id.parse::<AccountId>().map_err(|_| Failure::not_found())?),
    };
    let fillable = at.shop.catalogue.fillable(&at.ctx, of).await?;
    if let Some(data) = &fillable.data {
        filling.take(fields, data);
        filling.person = filling.fill.clone();
    }
    Ok(fillable)
}

impl Page {
    /// The fields with who there is to fill them with; nothing where nothing is printed.
    pub(super) fn printed(&self) -> Option<AnyView> {
        if self.product.printed.is_empty() {
            return None;
        }
        let fields = self
            .product
            .printed
            .iter()
            .enumerate()
            .map(|(place, field)| self.printed_field(place, field))
            .collect_view();
        let chooser = self.chooser();
        Some(view! { <FieldGroup legend="Printed on it">{chooser}{fields}</FieldGroup> }.into_any())
    }

    fn printed_field(&self, place: usize, field: &PrintedField) -> AnyView {
        let name = AddField::printed(place);
        let (label, value) = (field.label.clone(), self.filling.value(&field.label));
        let (value, error) = (value.to_owned(), self.problem(name));
        let (most, required) = (field.most, field.required);
        view! {
            <Hidden name=Filling::label_name(place) value=label.clone()/>
            <TextField label name=name.name() value max_length=most error required/>
        }
        .into_any()
    }

    fn chooser(&self) -> Option<AnyView> {
        if self.fillable.people.is_empty() {
            return None;
        }
        let choices: Vec<Choice> = self
            .fillable
            .people
            .iter()
            .map(|person| {
                let choice = Choice::new(person.id.to_string(), person.name.clone());
                match &person.department {
                    Some(department) => choice.note(department.clone()),
                    None => choice,
                }
            })
            .collect();
        let (value, error) = (self.filling.person.clone(), self.problem(AddField::Person));
        let name = AddField::Person.name();
        Some(
            view! {
                <Select label="Fill in the data of" name choices value empty="Nobody" error/>
                <Button label="Fill in" name=Adding::FILL value="yes" unchecked=true/>
            }
            .into_any(),
        )
    }

    /// The button that adds it and comes back, where there is a next one to fill in.
    pub(super) fn another(&self) -> Option<AnyView> {
        (!self.fillable.people.is_empty()).then(|| {
            view! { <Button label="Add, and fill in the next" name=Adding::ANOTHER value="yes"/> }
                .into_any()
        })
    }
}
