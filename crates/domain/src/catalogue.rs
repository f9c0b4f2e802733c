//! Products: what can be chosen, in which quantities, and what it costs. The price is worked out
//! by the same code in the browser while somebody chooses and on the server when they order.

mod printed;

pub use printed::{
    Configured, Datum, Fillable, PRINTED_MOST, PersonData, PrintedField, filled_in, options_of,
};

use crate::{Currency, Money, Problem, albums::Offered};
use serde::{Deserialize, Serialize};

/// What a customer configures and a price follows from: kept as JSON beside the product, in
/// [`Configured`].
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
        Self {
            least: 1,
            most: 1_000_000,
            step: 1,
        }
    }
}

impl Quantities {
    /// # Errors
    /// What is wrong with the quantity.
    pub fn check(&self, quantity: u32) -> Result<(), Problem> {
        if quantity < self.least || quantity > self.most {
            return Err(Problem::OutOfRange {
                least: i64::from(self.least),
                most: i64::from(self.most),
            });
        }
        if self.step > 1 && !quantity.is_multiple_of(self.step) {
            return Err(Problem::NotAMultiple {
                of: i64::from(self.step),
            });
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

/// The choice made for one option, or what was filled in for one [`PrintedField`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub option: String,
    pub choice: String,
}

/// What an order line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub total: Money,
    /// For each piece, in thousandths of a minor unit, with its share of what is charged once.
    pub each: i64,
}

/// Why a line has no price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoPrice {
    Quantity(Problem),
    /// An option without a choice, or a choice that is not offered.
    Option(String),
    /// It comes to more than an amount can hold.
    Beyond,
}

/// A quantity from which a piece costs less, with the choices made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakPrice {
    pub from: u32,
    pub price: Price,
    /// How much less a piece costs than at the first break, in whole percent.
    pub saving: u32,
    /// The one that holds for the quantity chosen.
    pub current: bool,
}

/// How many options a product has at most: each has a field name of its own in the form.
pub const OPTIONS_MOST: usize = 12;

impl Configuration {
    /// The price of a quantity with these choices; an option that is not named takes its first
    /// choice. Rounded half up to the minor unit, once, at the end.
    ///
    /// # Errors
    /// What is wrong with the quantity or an option.
    pub fn price(
        &self,
        quantity: u32,
        chosen: &[Chosen],
        currency: Currency,
    ) -> Result<Price, NoPrice> {
        self.quantities.check(quantity).map_err(NoPrice::Quantity)?;
        let unknown = chosen
            .iter()
            .find(|one| !self.options.iter().any(|option| option.name == one.option));
        if let Some(unknown) = unknown {
            return Err(NoPrice::Option(unknown.option.clone()));
        }
        let mut picked = Vec::with_capacity(self.options.len());
        for option in &self.options {
            let choice = match chosen.iter().find(|one| one.option == option.name) {
                Some(one) => option
                    .choices
                    .iter()
                    .find(|choice| choice.name == one.choice),
                None => option.choices.first(),
            };
            picked.push(choice.ok_or_else(|| NoPrice::Option(option.name.clone()))?);
        }
        self.sum(quantity, &picked, currency).ok_or(NoPrice::Beyond)
    }

    /// Adds up; nothing where the amount cannot be held.
    fn sum(&self, quantity: u32, picked: &[&Choice], currency: Currency) -> Option<Price> {
        let mut once = self.prices.setup;
        let mut each = self.prices.each(quantity);
        for choice in picked {
            once = once.checked_add(choice.once)?;
            each = each.checked_add(choice.each)?;
        }
        let pieces = i64::from(quantity)
            .checked_mul(each)?
            .checked_add(500)?
            .div_euclid(1_000);
        Some(Price::of(
            Money::new(once.checked_add(pieces)?, currency),
            quantity,
        ))
    }

    /// The least that can be paid: the least quantity with the cheapest choices.
    #[must_use]
    pub fn from_price(&self, currency: Currency) -> Option<Price> {
        let least = i64::from(self.quantities.least);
        let cost = |choice: &&Choice| {
            let each = choice.each.saturating_mul(least);
            choice.once.saturating_mul(1_000).saturating_add(each)
        };
        let picked = self
            .options
            .iter()
            .map(|option| option.choices.iter().min_by_key(cost))
            .collect::<Option<Vec<_>>>()?;
        self.sum(self.quantities.least, &picked, currency)
    }

    /// What each break comes to with the choices made, for the table beside the form; breaks that
    /// cannot be ordered are left out. Empty where there is but one.
    #[must_use]
    pub fn break_prices(
        &self,
        quantity: u32,
        chosen: &[Chosen],
        currency: Currency,
    ) -> Vec<BreakPrice> {
        let from = |step: &Break| step.from.max(self.quantities.least);
        let current = self
            .prices
            .breaks
            .iter()
            .rev()
            .map(from)
            .find(|from| *from <= quantity);
        let priced: Vec<_> = self
            .prices
            .breaks
            .iter()
            .filter_map(|step| Some((from(step), self.price(from(step), chosen, currency).ok()?)))
            .collect();
        let Some((_, first)) = priced.first().copied().filter(|_| priced.len() > 1) else {
            return Vec::new();
        };
        priced
            .into_iter()
            .map(|(from, price)| BreakPrice {
                from,
                price,
                saving: percent_less(first.each, price.each),
                current: current == Some(from),
            })
            .collect()
    }

    /// The first choice of every option.
    #[must_use]
    pub fn first_choices(&self) -> Vec<Chosen> {
        self.options
            .iter()
            .filter_map(|option| {
                let choice = option.choices.first()?;
                Some(Chosen {
                    option: option.name.clone(),
                    choice: choice.name.clone(),
                })
            })
            .collect()
    }

    /// These choices where they are still offered, the first of each option where not: what a form
    /// shows to begin with.
    #[must_use]
    pub fn choices_or_first(&self, wanted: &[Chosen]) -> Vec<Chosen> {
        let offered = |one: &&Chosen| {
            self.options.iter().any(|option| {
                option.name == one.option
                    && option
                        .choices
                        .iter()
                        .any(|choice| choice.name == one.choice)
            })
        };
        self.first_choices()
            .into_iter()
            .map(|first| {
                let kept = wanted
                    .iter()
                    .filter(offered)
                    .find(|one| one.option == first.option);
                kept.cloned().unwrap_or(first)
            })
            .collect()
    }
}

impl PriceTable {
    /// What a piece costs at a quantity, before options: the last break reached, or the first.
    fn each(&self, quantity: u32) -> i64 {
        let reached = self.breaks.iter().rev().find(|step| step.from <= quantity);
        reached.or(self.breaks.first()).map_or(0, |step| step.each)
    }
}

impl Price {
    /// A total for so many pieces.
    fn of(total: Money, quantity: u32) -> Self {
        let pieces = i128::from(quantity.max(1));
        let each = (i128::from(total.minor) * 2_000 + pieces).div_euclid(2 * pieces);
        Self {
            total,
            each: i64::try_from(each).unwrap_or(i64::MAX),
        }
    }

    /// What a piece costs in words, finer than cents where it must be: `€0.168`.
    #[must_use]
    pub fn each_words(&self) -> String {
        // Cents from one major unit on, below it a hundredth of a cent.
        let exact = self.each.unsigned_abs();
        let step = match exact {
            100_000.. => 1_000,
            100.. => 10,
            _ => 1,
        };
        // Five decimals of the major unit, cut back to at least two.
        let amount = (exact + step / 2) / step * step;
        let whole = Money::new(
            i64::try_from(amount / 100_000 * 100).unwrap_or(i64::MAX),
            self.total.currency,
        );
        let words = whole.to_string();
        let words = words.strip_suffix(".00").unwrap_or(&words);
        let decimals = format!("{:05}", amount % 100_000);
        let short = decimals.trim_end_matches('0');
        let sign = if self.each < 0 { "−" } else { "" };
        format!("{sign}{words}.{short:0<2}")
    }
}

fn percent_less(first: i64, each: i64) -> u32 {
    if first <= 0 || each >= first {
        return 0;
    }
    let less = first.saturating_sub(each);
    u32::try_from(less.saturating_mul(100) / first).unwrap_or(0)
}

/// Whether a product wants a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ArtworkNeed {
    #[default]
    Required,
    Optional,
    None,
    /// An image of the storefront's shared albums.
    Album,
}

impl ArtworkNeed {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::None => "none",
            Self::Album => "album",
        }
    }

    /// Whether nothing is printed without it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Album)
    }

    /// Whether customers send a file of their own.
    #[must_use]
    pub const fn takes_file(self) -> bool {
        matches!(self, Self::Required | Self::Optional)
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Required, Self::Optional, Self::None, Self::Album]
            .into_iter()
            .find(|one| one.key() == key)
    }
}

/// What somebody looks for on the shelf: the query of the catalogue's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shelf {
    pub q: String,
    pub category: String,
}

/// A product on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub slug: String,
    pub name: String,
    pub category: String,
    pub summary: String,
    /// The name of a picture among the assets.
    pub picture: String,
    /// What the least quantity costs with the cheapest choices.
    pub from: Option<Money>,
    pub least: u32,
    /// Switched off: shown for testing, not for sale.
    pub disabled: bool,
}

/// A product that somebody else is offered, for who has them in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisibleProduct {
    pub slug: String,
    pub name: String,
    /// Not for everybody: limited itself, or by the publication type that it is in.
    pub limited: bool,
}

/// The products that a department or a company is offered, as far as the reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisibleProducts {
    /// By name; no more than a page names.
    pub these: Vec<VisibleProduct>,
    /// How many there are beyond these.
    pub more: i64,
    /// They are of the storefront where the reader is: their pages are here.
    pub here: bool,
}

/// A category and how many products it holds for this reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub name: String,
    pub products: i64,
}

/// The catalogue as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CataloguePage {
    pub categories: Vec<Category>,
    pub products: Vec<Card>,
}

/// A product as somebody sees it who may order it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPage {
    pub slug: String,
    pub name: String,
    pub category: String,
    pub summary: String,
    pub description: String,
    pub picture: String,
    pub configuration: Configuration,
    /// What is filled in to be printed.
    pub printed: Vec<PrintedField>,
    pub currency: Currency,
    pub artwork: ArtworkNeed,
    /// What can be chosen where it asks for an image, by album and name.
    pub images: Vec<Offered>,
    /// Working days from approval to dispatch.
    pub production_days: u32,
    pub disabled: bool,
    /// The key of the form that puts it into the cart.
    pub once: String,
}

#[cfg(test)]
mod tests;
