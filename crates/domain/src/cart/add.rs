//! Putting something into the cart, changing how much of it, taking it out.

use super::count;
use crate::{
    CartLineId, Currency, Problem,
    catalogue::{ArtworkNeed, Chosen, Configuration, NoPrice, OPTIONS_MOST, Price},
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// The product page's form. Everything is as it was typed; the artwork comes beside it, as a file or
/// as the one that an earlier attempt left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddToCart {
    /// The product's slug.
    pub product: String,
    /// The names of the options, in the order of `chosen`: options may have moved since the page
    /// was drawn.
    pub options: Vec<String>,
    pub chosen: Vec<String>,
    pub quantity: String,
    pub reference: String,
    /// Artwork that is on the server already, as [`Kept`](crate::artwork::Kept).
    pub kept: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddField {
    /// By its place in the form.
    Option(u8),
    Quantity,
    Artwork,
    Reference,
}

/// The longest reference: what fits on a ticket.
const REFERENCE_MOST: u32 = 120;

/// The fields of options, by place.
const CHOSEN: [&str; OPTIONS_MOST] = [
    "form[chosen][0]",
    "form[chosen][1]",
    "form[chosen][2]",
    "form[chosen][3]",
    "form[chosen][4]",
    "form[chosen][5]",
    "form[chosen][6]",
    "form[chosen][7]",
    "form[chosen][8]",
    "form[chosen][9]",
    "form[chosen][10]",
    "form[chosen][11]",
];

impl AddField {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Option(place) => CHOSEN.get(usize::from(place)).copied().unwrap_or("form[chosen]"),
            Self::Quantity => "form[quantity]",
            Self::Artwork => "form[artwork]",
            Self::Reference => "form[reference]",
        }
    }
}

impl AddToCart {
    /// The choices, by the names of their options.
    #[must_use]
    pub fn choices(&self) -> Vec<Chosen> {
        let pairs = self.options.iter().zip(&self.chosen).take(OPTIONS_MOST);
        pairs.map(|(option, choice)| Chosen { option: option.clone(), choice: choice.clone() }).collect()
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
        if need == ArtworkNeed::Required && !has_artwork {
            faulty.push((AddField::Artwork, Problem::Missing));
        }
        let quantity = self.quantity().unwrap_or(configuration.quantities.least);
        let price = configuration.price(quantity, &self.choices(), currency);
        match price {
            Ok(price) if faulty.is_empty() => return Ok((quantity, price)),
            Ok(_) => {}
            Err(NoPrice::Quantity(problem)) => faulty.push((AddField::Quantity, problem)),
            Err(NoPrice::Option(option)) => faulty.push((self.field_of(&option), Problem::NotOffered)),
            Err(NoPrice::Beyond) => {
                let most = i64::from(configuration.quantities.most);
                faulty.push((AddField::Quantity, Problem::OutOfRange { least: i64::from(configuration.quantities.least), most }));
            }
        }
        Err(faulty)
    }

    fn field_of(&self, option: &str) -> AddField {
        let place = self.options.iter().position(|one| one == option).unwrap_or_default();
        AddField::Option(u8::try_from(place).unwrap_or_default())
    }

    /// Takes a field of a multipart form by its name; names that it does not know are no fault, as
    /// in every other form.
    pub fn set(&mut self, name: &str, value: String) {
        let place = |name: &str, list: &str| -> Option<usize> {
            let inner = name.strip_prefix("form[")?.strip_prefix(list)?.strip_prefix("][")?;
            inner.strip_suffix(']')?.parse().ok().filter(|place| *place < OPTIONS_MOST)
        };
        match name {
            "form[product]" => self.product = value,
            "form[quantity]" => self.quantity = value,
            "form[reference]" => self.reference = value,
            "form[kept]" => self.kept = value,
            _ => {
                if let Some(place) = place(name, "options") {
                    put(&mut self.options, place, value);
                } else if let Some(place) = place(name, "chosen") {
                    put(&mut self.chosen, place, value);
                }
            }
        }
    }

    /// What was typed, by field name; the opposite of [`set`](Self::set).
    #[must_use]
    pub fn typed(&self) -> Vec<(String, String)> {
        let mut typed = vec![
            ("form[product]".to_owned(), self.product.clone()),
            ("form[quantity]".to_owned(), self.quantity.clone()),
            ("form[reference]".to_owned(), self.reference.clone()),
            ("form[kept]".to_owned(), self.kept.clone()),
        ];
        for (list, values) in [("options", &self.options), ("chosen", &self.chosen)] {
            let fields = values.iter().enumerate();
            typed.extend(fields.map(|(place, value)| (format!("form[{list}][{place}]"), value.clone())));
        }
        typed
    }
}

fn put(list: &mut Vec<String>, place: usize, value: String) {
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
            Self::Quantity => "form[quantity]",
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
