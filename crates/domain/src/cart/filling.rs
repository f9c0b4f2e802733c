//! The product page's form with all that it sends, of which a browser that works out prices reads only
//! [`AddToCart`].

use super::{AddToCart, add::put};
use crate::catalogue::{PRINTED_MOST, PersonData, PrintedField};
use serde::Deserialize;

/// The form as it is posted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adding {
    pub form: AddToCart,
    pub filling: Filling,
    /// Issued with the page: the same form sent twice is one line.
    pub once: String,
    /// Whether the button was pressed that only fills in somebody's data.
    pub fills: bool,
    /// Whether the page is to come back for the next one.
    pub another: bool,
}

/// What is filled in to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The labels of the fields, in the order of `values`: fields may have moved since the page was
    /// drawn.
    labels: Vec<String>,
    values: Vec<String>,
    /// The account whose data is chosen to be filled in.
    pub person: String,
    /// In an address alone: the account whose data the page comes filled in with.
    pub fill: String,
}

impl<'de> Deserialize<'de> for Adding {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut adding = Self::default();
        for (name, value) in Vec::<(String, String)>::deserialize(deserializer)? {
            match name.as_str() {
                "once" => adding.once = value,
                Self::FILL => adding.fills = true,
                Self::ANOTHER => adding.another = true,
                _ if adding.filling.set(&name, &value) => {}
                _ => adding.form.set(&name, value),
            }
        }
        Ok(adding)
    }
}

impl<'de> Deserialize<'de> for Filling {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut filling = Self::default();
        for (name, value) in Vec::<(String, String)>::deserialize(deserializer)? {
            filling.set(&name, &value);
        }
        Ok(filling)
    }
}

impl Adding {
    /// The name of the button that only fills in.
    pub const FILL: &str = "fill-in";
    /// The name of the button that adds and comes back.
    pub const ANOTHER: &str = "another";

    /// The fields of the page that comes filled in with the data of the person chosen.
    #[must_use]
    pub fn to_fill(&self) -> Vec<(String, String)> {
        let mut fields = self.form.fields();
        fields.push(("fill".to_owned(), self.filling.person.clone()));
        fields
    }

    /// The fields of the page for the next one: the same product, with nobody's data and no reference.
    #[must_use]
    pub fn for_another(&self) -> Vec<(String, String)> {
        let mut fields = self.form.fields();
        fields.retain(|(name, _)| name != "reference");
        fields
    }
}

impl Filling {
    /// The name of the field that says which one a value is for.
    #[must_use]
    pub fn label_name(place: usize) -> String {
        format!("print-{place}")
    }

    /// What stands in the field of a label; nothing where it was not sent.
    #[must_use]
    pub fn value(&self, label: &str) -> &str {
        let mut pairs = self.labels.iter().zip(&self.values);
        pairs
            .find(|(one, _)| *one == label)
            .map_or("", |(_, value)| value.as_str())
    }

    /// With somebody's data in each field that has a source: nothing of whoever was there before stays.
    pub fn take(&mut self, fields: &[PrintedField], data: &PersonData) {
        let value = |field: &PrintedField| match field.source {
            Some(datum) => data.of(datum).to_owned(),
            None => self.value(&field.label).to_owned(),
        };
        self.values = fields.iter().map(value).collect();
        self.labels = fields.iter().map(|field| field.label.clone()).collect();
    }

    /// Takes a field by its name; whether it is one.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let place = |list: &str| -> Option<usize> {
            let number = name.strip_prefix(list)?.strip_prefix('-')?;
            number.parse().ok().filter(|place| *place < PRINTED_MOST)
        };
        if name == "person" {
            value.clone_into(&mut self.person);
        } else if name == "fill" {
            value.clone_into(&mut self.fill);
        } else if let Some(place) = place("print") {
            put(&mut self.labels, place, value.to_owned());
        } else if let Some(place) = place("printed") {
            put(&mut self.values, place, value.to_owned());
        } else {
            return false;
        }
        true
    }

    /// What is typed and chosen, as [`set`](Self::set) takes it: names and telephone numbers, which have
    /// no place in an address.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        if !self.person.is_empty() {
            fields.push(("person".to_owned(), self.person.clone()));
        }
        for (list, values) in [("print", &self.labels), ("printed", &self.values)] {
            let of_list = values.iter().enumerate();
            fields.extend(of_list.map(|(place, value)| (format!("{list}-{place}"), value.clone())));
        }
        fields
    }
}
