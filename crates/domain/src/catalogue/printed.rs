//! What is printed on each piece of a product by what somebody fills in: the name on a business card.
//!
//! A line keeps what was filled in among its [`Chosen`], by the field's label as a choice is by its
//! option's name: whoever reads what was chosen reads both, and orders of before read as they did.

use super::{Chosen, Configuration};
use crate::{
    Problem,
    cart::{AddField, Filling, PersonChoice},
    check::{Check, tidy},
};
use serde::{Deserialize, Serialize};

/// How many fields a product has at most: each has a name of its own in the form.
pub const PRINTED_MOST: usize = 12;

/// A product's configuration as it is kept. What is filled in stands beside what is priced, so that a
/// browser that works out prices is not sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configured {
    #[serde(flatten)]
    pub configuration: Configuration,
    #[serde(default)]
    pub printed: Vec<PrintedField>,
}

/// One thing to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedField {
    /// No option and no other field of the product is called the same.
    pub label: String,
    #[serde(default)]
    pub required: bool,
    /// How many characters fit.
    pub most: u32,
    /// What of a person fills it; nothing for what is only typed.
    #[serde(default)]
    pub source: Option<Datum>,
}

/// What is known of a person that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Datum {
    Name,
    Email,
    Phone,
    Department,
    Company,
}

/// A person's data; empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonData {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub department: String,
    pub company: String,
}

impl PersonData {
    #[must_use]
    pub fn of(&self, datum: Datum) -> &str {
        match datum {
            Datum::Name => &self.name,
            Datum::Email => &self.email,
            Datum::Phone => &self.phone,
            Datum::Department => &self.department,
            Datum::Company => &self.company,
        }
    }
}

/// What there is to fill in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fillable {
    /// Whose data may be chosen; nobody's for who only types.
    pub people: Vec<PersonChoice>,
    /// The data that was asked for.
    pub data: Option<PersonData>,
}

/// What a line keeps of what was filled in, in the order of the fields and without those left empty.
///
/// # Errors
/// The faulty fields, all at once.
pub fn filled_in(
    fields: &[PrintedField],
    filling: &Filling,
) -> Result<Vec<Chosen>, Vec<(AddField, Problem)>> {
    let mut check = Check::new();
    let mut kept = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let value = tidy(filling.value(&field.label));
        if let Some(problem) = field.fault(&value) {
            check.problem(AddField::printed(place), problem);
        } else if !value.is_empty() {
            kept.push(Chosen {
                option: field.label.clone(),
                choice: value,
            });
        }
    }
    check.done().map(|()| kept)
}

/// What was chosen of the options, without what was filled in.
///
/// # Errors
/// The label of the first field in which what was filled in will not do any more.
pub fn options_of(fields: &[PrintedField], kept: &[Chosen]) -> Result<Vec<Chosen>, String> {
    for field in fields {
        let value = kept.iter().find(|one| one.option == field.label);
        let value = value.map_or("", |one| one.choice.as_str());
        if field.fault(value).is_some() {
            return Err(field.label.clone());
        }
    }
    let is_printed = |one: &&Chosen| fields.iter().any(|field| field.label == one.option);
    let options = kept.iter().filter(|one| !is_printed(one));
    Ok(options.cloned().collect())
}

impl PrintedField {
    /// What is wrong with a value, without blanks around it.
    fn fault(&self, value: &str) -> Option<Problem> {
        if self.required && value.is_empty() {
            return Some(Problem::Missing);
        }
        (value.chars().count() > self.most as usize).then_some(Problem::TooLong { most: self.most })
    }
}
