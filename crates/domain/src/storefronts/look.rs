//! The colours of a storefront. They are measured before they are kept: what is written in them, and
//! on them, must be read by everybody, on light paper and on dark.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A colour of the screen: `#00657f`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colour([u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The text is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColour;

impl FromStr for Colour {
    type Err = NotAColour;

    /// Six digits in hexadecimal, with or without the sign before them.
    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16)
            .map_err(|_| NotAColour)?
            .to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl Colour {
    /// How light it is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How far it stands out from another, from 1 to 21 (WCAG 2.2, contrast ratio).
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

/// What text needs at least (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// One of the two papers that pages are drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Light,
    Dark,
}

impl Paper {
    /// The grounds of `style/tokens.css` that the accent is written on.
    const fn grounds(self) -> [Colour; 4] {
        match self {
            Self::Light => [
                Colour([0xfa, 0xf7, 0xf0]),
                Colour([0xff, 0xfd, 0xf8]),
                Colour([0xf1, 0xec, 0xe1]),
                Colour([0xe1, 0xf0, 0xf4]),
            ],
            Self::Dark => [
                Colour([0x0e, 0x17, 0x27]),
                Colour([0x15, 0x21, 0x3a]),
                Colour([0x0a, 0x11, 0x1e]),
                Colour([0x10, 0x34, 0x4a]),
            ],
        }
    }

    /// What is written on the accent.
    #[must_use]
    pub const fn ink(self) -> Colour {
        match self {
            Self::Light => Colour([0xff, 0xff, 0xff]),
            Self::Dark => Colour([0x05, 0x20, 0x2b]),
        }
    }

    /// Whether text in this colour is read on every ground of the paper, and the paper's ink on it.
    #[must_use]
    pub fn carries(self, accent: Colour) -> bool {
        let grounds = self.grounds();
        std::iter::once(self.ink())
            .chain(grounds)
            .all(|other| accent.contrast(other) >= LEAST)
    }
}

/// The accents of a storefront, one for each paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub light: Colour,
    pub dark: Colour,
}

impl Look {
    /// Nothing where one of them could not be read.
    #[must_use]
    pub fn new(light: Colour, dark: Colour) -> Option<Self> {
        let readable = Paper::Light.carries(light) && Paper::Dark.carries(dark);
        readable.then_some(Self { light, dark })
    }

    /// The custom properties that `style/tokens.css` takes them from.
    #[must_use]
    pub fn css(&self) -> String {
        format!(
            ":root{{--brand:{};--brand-ink:{};--brand-dark:{};--brand-ink-dark:{}}}\n",
            self.light,
            Paper::Light.ink(),
            self.dark,
            Paper::Dark.ink()
        )
    }
}

/// As the address of its style sheet has it: `00657f-63cbe8.css`. It says all that is in there, so
/// that browsers keep it for good.
impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (light, dark) = (self.light.to_string(), self.dark.to_string());
        let digits = |colour: &str| colour.trim_start_matches('#').to_owned();
        write!(f, "{}-{}.css", digits(&light), digits(&dark))
    }
}

impl FromStr for Look {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let both = text.strip_suffix(".css").ok_or(NotAColour)?;
        let (light, dark) = both.split_once('-').ok_or(NotAColour)?;
        Self::new(light.parse()?, dark.parse()?).ok_or(NotAColour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(colour(" #00657F ").to_string(), "#00657f");
        assert_eq!(colour("63cbe8"), colour("#63CBE8"));
        for text in ["", "#fff", "#00657g", "teal", "+0657f", "#00657f0", "éé65"] {
            assert_eq!(text.parse::<Colour>(), Err(NotAColour), "{text}");
        }
    }

    #[test]
    fn contrast_is_measured_as_wcag_says() {
        let (black, white) = (colour("000000"), colour("ffffff"));
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        assert!((white.contrast(white) - 1.0).abs() < 0.01);
        // The grey that is known to be the first one that passes on white.
        assert!(white.contrast(colour("767676")) >= LEAST);
        assert!(white.contrast(colour("777777")) < LEAST);
    }

    #[test]
    fn what_comes_with_the_program_is_read_on_both_papers() {
        assert!(Paper::Light.carries(colour("00657f")));
        assert!(Paper::Dark.carries(colour("63cbe8")));
    }

    #[test]
    fn what_could_not_be_read_is_no_look() {
        assert!(!Paper::Light.carries(colour("63cbe8")), "too pale");
        assert!(!Paper::Dark.carries(colour("00657f")), "too dark");
        assert_eq!(Look::new(colour("ffe600"), colour("ffe600")), None);
    }

    #[test]
    fn the_address_of_a_look_says_all_of_it() {
        let look = Look::new(colour("7a1f5c"), colour("ffb3dd")).expect("a look");
        assert_eq!(look.to_string(), "7a1f5c-ffb3dd.css");
        assert_eq!("7a1f5c-ffb3dd.css".parse(), Ok(look));
        assert_eq!("7a1f5c-7a1f5c.css".parse::<Look>(), Err(NotAColour));
        assert_eq!(
            look.css(),
            ":root{--brand:#7a1f5c;--brand-ink:#ffffff;--brand-dark:#ffb3dd;--brand-ink-dark:#05202b}\n"
        );
    }
}
