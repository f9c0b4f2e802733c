//! What a print shop sells: twenty things, each with the options, quantities and prices that it has
//! in such a shop.

use super::{Motif, range_more::MORE};
use domain::catalogue::{
    ArtworkNeed, Break, Choice, Configuration, PriceTable, ProductOption, Quantities,
};

/// One thing of the range; each has the picture of its name.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) picture: &'static str,
    pub(super) name: &'static str,
    pub(super) category: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    /// Each option with its choices: name, once in minor units, each in thousandths.
    pub(super) options: &'static [(&'static str, &'static [(&'static str, i64, i64)])],
    /// Least, most, step.
    pub(super) quantities: (u32, u32, u32),
    /// Quantities that people order.
    pub(super) usual: &'static [u32],
    /// Once, in minor units.
    pub(super) setup: i64,
    /// From this quantity on, each in thousandths of a minor unit.
    pub(super) breaks: &'static [(u32, i64)],
    pub(super) artwork: ArtworkNeed,
    pub(super) days: i64,
    pub(super) motif: Motif,
    /// Which of the suppliers makes it as a rule.
    pub(super) supplier: Option<usize>,
}

impl Thing {
    pub(super) fn configuration(&self) -> Configuration {
        let choice = |(name, once, each): &(&str, i64, i64)| Choice {
            name: (*name).to_owned(),
            once: *once,
            each: *each,
        };
        let (least, most, step) = self.quantities;
        Configuration {
            options: self
                .options
                .iter()
                .map(|(name, choices)| ProductOption {
                    name: (*name).to_owned(),
                    choices: choices.iter().map(choice).collect(),
                })
                .collect(),
            quantities: Quantities { least, most, step },
            prices: PriceTable {
                setup: self.setup,
                breaks: self
                    .breaks
                    .iter()
                    .map(|(from, each)| Break {
                        from: *from,
                        each: *each,
                    })
                    .collect(),
            },
        }
    }
}

pub(super) const STATIONERY: &str = "Stationery";
pub(super) const MARKETING: &str = "Marketing";
pub(super) const LARGE: &str = "Large format";
pub(super) const BOUND: &str = "Books and booklets";
pub(super) const GIFTS: &str = "Gifts and wear";
pub(super) const PACKING: &str = "Labels and packing";

/// The whole range.
pub(super) fn all() -> impl Iterator<Item = &'static Thing> {
    RANGE.iter().chain(MORE)
}

const RANGE: &[Thing] = &[
    Thing {
        picture: "business-cards",
        name: "Business cards",
        category: STATIONERY,
        summary: "85 × 55 mm on a card you can feel, in two days.",
        description: "Printed on both sides in four inks. Uncoated for a quiet, warm card that takes a pen; \
                      silk where photographs should shine.",
        options: &[
            (
                "Paper",
                &[
                    ("Uncoated 350 g", 0, 0),
                    ("Silk 400 g", 0, 1_000),
                    ("Cotton 600 g", 1_500, 9_000),
                ],
            ),
            ("Corners", &[("Square", 0, 0), ("Rounded", 400, 500)]),
            (
                "Finish",
                &[
                    ("None", 0, 0),
                    ("Matt lamination", 800, 1_200),
                    ("Gold foil", 4_500, 6_000),
                ],
            ),
        ],
        quantities: (50, 10_000, 50),
        usual: &[250, 100, 500, 200, 1_000],
        setup: 900,
        breaks: &[(50, 12_000), (250, 7_500), (500, 5_800), (1_000, 4_400)],
        artwork: ArtworkNeed::Required,
        days: 3,
        motif: Motif::Card,
        supplier: None,
    },
    Thing {
        picture: "flyers",
        name: "Flyers",
        category: MARKETING,
        summary: "A5, two sides, by tomorrow if it must be.",
        description: "The sheet that is handed out. Light paper folds into a letter, heavy paper stands on a counter.",
        options: &[
            (
                "Paper",
                &[
                    ("Gloss 135 g", 0, 0),
                    ("Silk 170 g", 0, 600),
                    ("Recycled 160 g", 0, 900),
                ],
            ),
            ("Size", &[("A5", 0, 0), ("A6", 0, -1_200), ("DL", 0, -700)]),
        ],
        quantities: (100, 50_000, 100),
        usual: &[500, 1_000, 200, 2_500, 5_000],
        setup: 1_900,
        breaks: &[(100, 9_000), (500, 5_200), (1_000, 3_600), (5_000, 2_100)],
        artwork: ArtworkNeed::Required,
        days: 3,
        motif: Motif::Flyer,
        supplier: None,
    },
    Thing {
        picture: "brochures",
        name: "Brochures",
        category: BOUND,
        summary: "Eight pages A4, stitched, with a cover of its own.",
        description: "For what takes more than a sheet to tell. Stitched with two wires, trimmed on three sides, \
                      packed flat.",
        options: &[
            (
                "Paper",
                &[
                    ("Silk 150 g", 0, 0),
                    ("Uncoated 140 g", 0, 4_000),
                    ("Recycled 140 g", 0, 5_000),
                ],
            ),
            (
                "Cover",
                &[("Same as inside", 0, 0), ("Silk 250 g", 1_200, 9_000)],
            ),
        ],
        quantities: (25, 5_000, 25),
        usual: &[100, 250, 500, 50],
        setup: 4_500,
        breaks: &[
            (25, 210_000),
            (100, 145_000),
            (250, 98_000),
            (1_000, 61_000),
        ],
        artwork: ArtworkNeed::Required,
        days: 6,
        motif: Motif::Brochure,
        supplier: Some(0),
    },
    Thing {
        picture: "posters",
        name: "Posters",
        category: LARGE,
        summary: "A2, one side, for walls and windows.",
        description: "Printed in pigment inks that keep their colour in a window for a summer.",
        options: &[
            (
                "Paper",
                &[
                    ("Satin 200 g", 0, 0),
                    ("Blueback 115 g", 0, -20_000),
                    ("Fine art 310 g", 0, 450_000),
                ],
            ),
            (
                "Size",
                &[("A2", 0, 0), ("A1", 0, 320_000), ("50 × 70 cm", 0, 90_000)],
            ),
        ],
        quantities: (1, 1_000, 1),
        usual: &[10, 5, 25, 50, 2],
        setup: 800,
        breaks: &[(1, 980_000), (10, 640_000), (50, 390_000)],
        artwork: ArtworkNeed::Required,
        days: 4,
        motif: Motif::Poster,
        supplier: None,
    },
    Thing {
        picture: "letterheads",
        name: "Letterheads",
        category: STATIONERY,
        summary: "A4 on paper that runs through every printer.",
        description: "One side in one or four inks. Certified for laser and ink-jet printers.",
        options: &[
            (
                "Paper",
                &[
                    ("Offset 90 g", 0, 0),
                    ("Offset 120 g", 0, 700),
                    ("Laid 100 g", 0, 2_400),
                ],
            ),
            ("Inks", &[("Four inks", 0, 0), ("Black only", -600, -800)]),
        ],
        quantities: (250, 20_000, 250),
        usual: &[500, 1_000, 2_500],
        setup: 1_800,
        breaks: &[(250, 6_500), (1_000, 3_900), (5_000, 2_700)],
        artwork: ArtworkNeed::Required,
        days: 4,
        motif: Motif::Letterhead,
        supplier: None,
    },
    Thing {
        picture: "envelopes",
        name: "Envelopes",
        category: STATIONERY,
        summary: "DL or C5, with or without window.",
        description: "Self-seal, printed on the front. The window stands where your letterhead puts the address.",
        options: &[
            (
                "Paper",
                &[("Offset 90 g", 0, 0), ("Recycled 100 g", 0, 900)],
            ),
            ("Size", &[("DL", 0, 0), ("C5", 0, 1_500), ("C4", 0, 3_800)]),
            ("Window", &[("None", 0, 0), ("Left", 0, 400)]),
        ],
        quantities: (250, 20_000, 250),
        usual: &[500, 1_000, 250],
        setup: 1_600,
        breaks: &[(250, 9_800), (1_000, 6_900), (5_000, 5_200)],
        artwork: ArtworkNeed::Optional,
        days: 5,
        motif: Motif::Letterhead,
        supplier: None,
    },
    Thing {
        picture: "stickers",
        name: "Stickers",
        category: PACKING,
        summary: "Cut to any outline, kiss-cut on sheets.",
        description: "For glass, metal, laptops and boxes. Comes off without a trace for half a year, then stays.",
        options: &[
            (
                "Material",
                &[
                    ("White vinyl", 0, 0),
                    ("Clear vinyl", 0, 3_000),
                    ("Kraft paper", 0, -2_000),
                ],
            ),
            ("Finish", &[("Gloss", 0, 0), ("Matt", 0, 0)]),
        ],
        quantities: (50, 10_000, 50),
        usual: &[100, 250, 500],
        setup: 1_200,
        breaks: &[(50, 38_000), (250, 19_000), (1_000, 9_500)],
        artwork: ArtworkNeed::Required,
        days: 4,
        motif: Motif::Label,
        supplier: None,
    },
    Thing {
        picture: "banners",
        name: "Banners",
        category: LARGE,
        summary: "Two metres of PVC with eyelets, for outdoors.",
        description: "Hemmed all round, an eyelet every half metre, weatherproof inks.",
        options: &[
            (
                "Material",
                &[
                    ("PVC 510 g", 0, 0),
                    ("Mesh 270 g", 0, 250_000),
                    ("Textile 210 g", 0, 900_000),
                ],
            ),
            (
                "Edges",
                &[("Hem and eyelets", 0, 0), ("Pole pockets", 0, 400_000)],
            ),
        ],
        quantities: (1, 100, 1),
        usual: &[1, 2, 4, 10],
        setup: 1_500,
        breaks: &[(1, 4_900_000), (5, 4_200_000), (20, 3_600_000)],
        artwork: ArtworkNeed::Required,
        days: 5,
        motif: Motif::Banner,
        supplier: Some(1),
    },
    Thing {
        picture: "roll-ups",
        name: "Roll-ups",
        category: LARGE,
        summary: "85 × 200 cm with stand and bag, up in a minute.",
        description: "The stand is aluminium and lasts; a new print can be put in the old stand.",
        options: &[
            (
                "Material",
                &[("Polyester film", 0, 0), ("Textile", 0, 1_200_000)],
            ),
            (
                "Stand",
                &[
                    ("Standard", 0, 0),
                    ("Broad foot", 0, 2_500_000),
                    ("Print only", 0, -2_800_000),
                ],
            ),
        ],
        quantities: (1, 100, 1),
        usual: &[1, 2, 3, 6],
        setup: 900,
        breaks: &[(1, 7_900_000), (3, 6_900_000), (10, 5_900_000)],
        artwork: ArtworkNeed::Required,
        days: 5,
        motif: Motif::Banner,
        supplier: Some(1),
    },
    Thing {
        picture: "booklets",
        name: "Booklets",
        category: BOUND,
        summary: "A5, 16 to 64 pages, stitched or glued.",
        description: "Programmes, manuals, reports. Up to 48 pages are stitched, more are glued with a spine.",
        options: &[
            ("Paper", &[("Offset 100 g", 0, 0), ("Silk 130 g", 0, 6_000)]),
            (
                "Pages",
                &[
                    ("16 pages", 0, 0),
                    ("32 pages", 0, 60_000),
                    ("64 pages", 0, 150_000),
                ],
            ),
            ("Binding", &[("Stitched", 0, 0), ("Glued", 2_500, 40_000)]),
        ],
        quantities: (25, 5_000, 25),
        usual: &[100, 50, 250],
        setup: 3_900,
        breaks: &[(25, 190_000), (100, 120_000), (500, 74_000)],
        artwork: ArtworkNeed::Required,
        days: 7,
        motif: Motif::Brochure,
        supplier: Some(0),
    },
];
