//! Print PDFs made in code: artwork to show the product with, and files to test it against.
//!
//! [`pdf`] draws finished artwork as a print shop wants it: trimmed size, 3 mm of bleed, four
//! inks and type. It is the same bytes each time. The other functions make files that
//! [`examine`](crate::examine) must turn away.

mod designs;
mod metrics;
mod sheet;
mod small;
pub(crate) mod trouble;

pub use trouble::{bomb, broken, encrypted, not_pdf};

/// A piece of artwork. Letters outside Western Europe are drawn as question marks, since the
/// samples are set in the standard fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample<'a> {
    /// 85 × 55 mm, 2 pages.
    BusinessCard {
        /// Whose card it is.
        name: &'a str,
        /// What they do.
        title: &'a str,
        /// Where they do it.
        company: &'a str,
    },
    /// A5 upright, 2 pages.
    Flyer {
        /// The largest line on it.
        headline: &'a str,
    },
    /// A4 upright, 8 pages.
    Brochure {
        /// The line on its cover.
        headline: &'a str,
    },
    /// A2 upright, 1 page.
    Poster {
        /// The largest line on it.
        headline: &'a str,
    },
    /// A4 upright, 1 page.
    Letterhead {
        /// Whose letters it heads.
        company: &'a str,
    },
    /// 90 × 60 mm, 1 page: the label of a jar of jam.
    Label,
    /// 2000 × 800 mm, 1 page: the banner of an open day.
    Banner,
}

/// Draws the artwork as a PDF of well under 20 KB.
#[must_use]
pub fn pdf(kind: Sample<'_>) -> Vec<u8> {
    match kind {
        Sample::BusinessCard {
            name,
            title,
            company,
        } => sheet::bind(name, small::business_card(name, title, company)),
        Sample::Flyer { headline } => sheet::bind(headline, designs::flyer(headline)),
        Sample::Brochure { headline } => sheet::bind(headline, designs::brochure(headline)),
        Sample::Poster { headline } => sheet::bind(headline, designs::poster(headline)),
        Sample::Letterhead { company } => sheet::bind(company, small::letterhead(company)),
        Sample::Label => sheet::bind("Quince jam", small::label()),
        Sample::Banner => sheet::bind("Open day", small::banner()),
    }
}
