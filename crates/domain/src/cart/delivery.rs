//! Where an order goes, as it was when it was placed.

use crate::{AddressId, Problem, check::Check};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An address, written out. An order keeps its own: a later move of the company changes no order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The address it was chosen from; nothing where it was typed for this order alone.
    #[serde(default)]
    pub address: Option<AddressId>,
    pub recipient: String,
    pub line1: String,
    #[serde(default)]
    pub line2: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
}

/// The longest line of an address.
const LINE_MOST: u32 = 120;

impl Delivery {
    /// As on an envelope.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postcode, self.city);
        [
            &self.recipient,
            &self.line1,
            &self.line2,
            &town,
            &self.country,
        ]
        .into_iter()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
    }

    /// Whether the same envelope would be written.
    #[must_use]
    pub fn same_place(&self, other: &Self) -> bool {
        self.lines() == other.lines()
    }

    /// Notes what is missing or too long, in the fields that a form names.
    pub fn check<F: Copy + PartialEq>(&self, check: &mut Check<F>, fields: [F; 6]) {
        let [recipient, line1, line2, postcode, city, country] = fields;
        check
            .required(recipient, &self.recipient, LINE_MOST)
            .required(line1, &self.line1, LINE_MOST)
            .at_most(line2, &self.line2, LINE_MOST)
            .required(postcode, &self.postcode, 20)
            .required(city, &self.city, LINE_MOST)
            .required(country, &self.country, 60);
        let broken = |text: &str| text.chars().any(char::is_control);
        for (field, text) in [
            (recipient, &self.recipient),
            (line1, &self.line1),
            (line2, &self.line2),
            (city, &self.city),
        ] {
            if broken(text) {
                check.problem(field, Problem::NotOffered);
            }
        }
    }

    /// Without blanks around its lines.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let trim = |text: &String| text.trim().to_owned();
        Self {
            address: self.address,
            recipient: trim(&self.recipient),
            line1: trim(&self.line1),
            line2: trim(&self.line2),
            postcode: trim(&self.postcode),
            city: trim(&self.city),
            country: trim(&self.country),
        }
    }
}

impl fmt::Display for Delivery {
    /// On one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join(", "))
    }
}
