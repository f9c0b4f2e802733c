//! Putting something into the cart, changing how much of it, taking it out.

use super::count;
use crate::{
    CartLineId, Currency, Problem,
    catalogue::{ArtworkNeed, Chosen, Configuration, NoPrice, OPTIONS_MOST, PRINTED_MOST, Price},
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// The product page's form. Everything is as it was typed; the artwork comes beside it, as a file or
/// as the one that an earlier attempt left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddToCart {
    /// The product's slug.
    pub product: String,
    /// The names of the options, in the order of `chosen`: options may have moved since the page
    /// was drawn.
    pub options: Vec<String>,
    pub chosen: Vec<String>,
    pub quantity: String,
    pub reference: String,
    /// Artwork that is on the server already, as [`Kept`](crate::artwork::Kept): of an earlier attempt,
    /// or an image of an album.
    pub kept: String,
    /// Whether the button was pressed that only asks for the price.
    pub asks_price: bool,
}

/// Read from pairs of names and values, whatever their order: an option's name and its choice are
/// two fields that belong together by their number.
impl<'de> Deserialize<'de> for AddToCart {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut form = Self::default();
        for (name, value) in Vec::<(String, String)>::deserialize(deserializer)? {
            form.set(&name, value);
        }
        Ok(form)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddField {
    /// By its place in the form.
    Option(u8),
    Quantity,
    Artwork,
    Reference,
    /// What is to be printed, by the place of its field.
    Printed(u8),
    /// Whose data is to be filled in.
    Person,
}

/// The longest reference: what fits on a ticket.
const REFERENCE_MOST: u32 = 120;

/// The fields of options, by place.
const CHOSEN: [&str; OPTIONS_MOST] = [
    "chosen-0",
    "chosen-1",
    "chosen-2",
    "chosen-3",
    "chosen-4",
    "chosen-5",
    "chosen-6",
    "chosen-7",
    "chosen-8",
    "chosen-9",
    "chosen-10",
    "chosen-11",
];

/// The fields of what is printed, by place.
const PRINTED: [&str; PRINTED_MOST] = [
    "printed-0",
    "printed-1",
    "printed-2",
    "printed-3",
    "printed-4",
    "printed-5",
    "printed-6",
    "printed-7",
    "printed-8",
    "printed-9",
    "printed-10",
    "printed-11",
];

impl AddField {
    /// The field of what is printed at this place.
    #[must_use]
    pub fn printed(place: usize) -> Self {
        Self::Printed(u8::try_from(place).unwrap_or(u8::MAX))
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Option(place) => CHOSEN.get(usize::from(place)).copied().unwrap_or("chosen"),
            Self::Quantity => "quantity",
            Self::Artwork => "artwork",
            Self::Reference => "reference",
            Self::Printed(place) => {
                let name = PRINTED.get(usize::from(place));
                name.copied().unwrap_or("printed")
            }
            Self::Person => "person",
        }
    }
}

impl AddToCart {
    /// The choices, by the names of their options.
    #[must_use]
    pub fn choices(&self) -> Vec<Chosen> {
        let pairs = self.options.iter().zip(&self.chosen).take(OPTIONS_MOST);
        pairs
            .map(|(option, choice)| Chosen {
                option: option.clone(),
                choice: choice.clone(),
            })
            .collect()
    }

    /// The quantity as a number.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn quantity(&self) -> Result<u32, Problem> {
        count(&self.quantity)
    }

    /// What can be told without the product.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<AddField> {
        let mut check = Check::new();
        if let Err(problem) = self.quantity() {
            check.problem(AddField::Quantity, problem);
        }
        check.at_most(AddField::Reference, &self.reference, REFERENCE_MOST);
        check.done()
    }

    /// The whole form against the product as it is now: the price where all is well.
    ///
    /// # Errors
    /// The faulty fields, all at once.
    pub fn check_for(
        &self,
        configuration: &Configuration,
        currency: Currency,
        need: ArtworkNeed,
        has_artwork: bool,
    ) -> Result<(u32, Price), Vec<(AddField, Problem)>> {
        let mut faulty = self.check().err().unwrap_or_default();
        if need.is_required() && !has_artwork {
            faulty.push((AddField::Artwork, Problem::Missing));
        }
        let quantity = self.quantity().unwrap_or(configuration.quantities.least);
        let price = configuration.price(quantity, &self.choices(), currency);
        match price {
            Ok(price) if faulty.is_empty() => return Ok((quantity, price)),
            Ok(_) => {}
            Err(NoPrice::Quantity(problem)) => faulty.push((AddField::Quantity, problem)),
            Err(NoPrice::Option(option)) => {
                faulty.push((self.field_of(&option), Problem::NotOffered))
            }
            Err(NoPrice::Beyond) => {
                let most = i64::from(configuration.quantities.most);
                faulty.push((
                    AddField::Quantity,
                    Problem::OutOfRange {
                        least: i64::from(configuration.quantities.least),
                        most,
                    },
                ));
            }
        }
        Err(faulty)
    }

    fn field_of(&self, option: &str) -> AddField {
        let place = self
            .options
            .iter()
            .position(|one| one == option)
            .unwrap_or_default();
        AddField::Option(u8::try_from(place).unwrap_or_default())
    }

    /// The name of the button that only asks for the price.
    pub const ASK: &str = "ask-price";

    /// Takes a field by its name; names that it does not know are no fault, as in every other form.
    pub fn set(&mut self, name: &str, value: String) {
        let place = |list: &str| -> Option<usize> {
            let number = name.strip_prefix(list)?.strip_prefix('-')?;
            number.parse().ok().filter(|place| *place < OPTIONS_MOST)
        };
        match name {
            "product" => self.product = value,
            "quantity" => self.quantity = value,
            "reference" => self.reference = value,
            "kept" => self.kept = value,
            Self::ASK => self.asks_price = true,
            _ => {
                if let Some(place) = place("option") {
                    put(&mut self.options, place, value);
                } else if let Some(place) = place("chosen") {
                    put(&mut self.chosen, place, value);
                }
            }
        }
    }

    /// The fields with their values; the opposite of [`set`](Self::set), but for the button.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields = vec![
            ("product".to_owned(), self.product.clone()),
            ("quantity".to_owned(), self.quantity.clone()),
            ("reference".to_owned(), self.reference.clone()),
            ("kept".to_owned(), self.kept.clone()),
        ];
        for (list, values) in [("option", &self.options), ("chosen", &self.chosen)] {
            let of_list = values.iter().enumerate();
            fields.extend(of_list.map(|(place, value)| (format!("{list}-{place}"), value.clone())));
        }
        fields
    }

    /// The name of the field that says which option a choice is for.
    #[must_use]
    pub fn option_name(place: usize) -> String {
        format!("option-{place}")
    }
}

pub(super) fn put(list: &mut Vec<String>, place: usize, value: String) {
    if list.len() <= place {
        list.resize(place + 1, String::new());
    }
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

/// How much of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeQuantity {
    pub line: CartLineId,
    pub quantity: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeField {
    Quantity,
}

impl ChangeField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
        }
    }
}

impl ChangeQuantity {
    /// The quantity as a number.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn check(&self) -> Result<u32, Vec<(ChangeField, Problem)>> {
        count(&self.quantity).map_err(|problem| vec![(ChangeField::Quantity, problem)])
    }
}

/// Taking a line out. One that is gone already is no fault: a second press changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveLine {
    pub line: CartLineId,
}
