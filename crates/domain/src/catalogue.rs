//! Products: what can be chosen, in which quantities, and what it costs. The price is worked out
//! by the same code in the browser while somebody chooses and on the server when they order.

use crate::{Currency, Money, Problem};
use serde::{Deserialize, Serialize};

/// What a customer configures: kept as JSON beside the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    pub options: Vec<ProductOption>,
    pub quantities: Quantities,
    pub prices: PriceTable,
}

/// One thing to choose, by its name: "Paper", "Finish".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductOption {
    pub name: String,
    /// At least one; the first is chosen to begin with.
    pub choices: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub name: String,
    /// Added once an order line, in minor units.
    pub once: i64,
    /// Added for each piece, in thousandths of a minor unit.
    pub each: i64,
}

/// Which quantities can be ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantities {
    pub least: u32,
    pub most: u32,
    pub step: u32,
}

impl Default for Quantities {
    fn default() -> Self {
        Self { least: 1, most: 1_000_000, step: 1 }
    }
}

impl Quantities {
    /// # Errors
    /// What is wrong with the quantity.
    pub fn check(&self, quantity: u32) -> Result<(), Problem> {
        if quantity < self.least || quantity > self.most {
            return Err(Problem::OutOfRange { least: i64::from(self.least), most: i64::from(self.most) });
        }
        if self.step > 1 && !quantity.is_multiple_of(self.step) {
            return Err(Problem::NotAMultiple { of: i64::from(self.step) });
        }
        Ok(())
    }
}

/// What pieces cost by quantity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTable {
    /// Once an order line, in minor units: plates, set-up.
    pub setup: i64,
    /// By ascending quantity; the first holds from the least quantity.
    pub breaks: Vec<Break>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// From this quantity on.
    pub from: u32,
    /// For each piece, in thousandths of a minor unit.
    pub each: i64,
}

/// The choice made for one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub option: String,
    pub choice: String,
}

/// What an order line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub total: Money,
    /// For each piece, in thousandths of a minor unit, without what is charged once.
    pub each: i64,
}

/// Why a line has no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPrice {
    Quantity(Problem),
    /// An option without a choice, or a choice that is not offered.
    Option(String),
}

impl Configuration {
    /// The price of a quantity with these choices; an option that is not named takes its first
    /// choice. Rounded half up to the minor unit, once, at the end.
    ///
    /// # Errors
    /// What is wrong with the quantity or an option.
    pub fn price(&self, quantity: u32, chosen: &[Chosen], currency: Currency) -> Result<Price, NoPrice> {
        self.quantities.check(quantity).map_err(NoPrice::Quantity)?;
        if let Some(unknown) = chosen.iter().find(|one| !self.options.iter().any(|option| option.name == one.option)) {
            return Err(NoPrice::Option(unknown.option.clone()));
        }
        let mut once = self.prices.setup;
        let mut each = self
            .prices
            .breaks
            .iter()
            .rev()
            .find(|step| step.from <= quantity)
            .or(self.prices.breaks.first())
            .map_or(0, |step| step.each);
        for option in &self.options {
            let choice = match chosen.iter().find(|one| one.option == option.name) {
                Some(one) => option.choices.iter().find(|choice| choice.name == one.choice),
                None => option.choices.first(),
            };
            let choice = choice.ok_or_else(|| NoPrice::Option(option.name.clone()))?;
            once += choice.once;
            each += choice.each;
        }
        let pieces = (i64::from(quantity) * each + 500).div_euclid(1_000);
        Ok(Price { total: Money::new(once + pieces, currency), each })
    }

    /// The first choice of every option.
    #[must_use]
    pub fn first_choices(&self) -> Vec<Chosen> {
        self.options
            .iter()
            .filter_map(|option| {
                let choice = option.choices.first()?;
                Some(Chosen { option: option.name.clone(), choice: choice.name.clone() })
            })
            .collect()
    }
}

/// Whether a product wants a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ArtworkNeed {
    #[default]
    Required,
    Optional,
    None,
}

impl ArtworkNeed {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::None => "none",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Required, Self::Optional, Self::None].into_iter().find(|one| one.key() == key)
    }
}
