//! The designs of a page or two: card, letterhead, label and banner.

use super::metrics::Font;
use super::sheet::{
    Align, BLACK, BLEED_MM, CORAL, CREAM, CYAN, GREY, Ink, LEMON, MAGENTA, NIGHT, PT_PER_MM, ROSE,
    SKY, SUN, Sheet, TEAL, Type, WHITE, YELLOW, fit,
};

/// The four inks side by side, as a press sheet carries them at its edge. On a dark ground `last`
/// stands in for the black.
pub(super) fn ink_bar(
    sheet: &mut Sheet,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    last: Ink,
) {
    let step = width / 4.0;
    for (place, ink) in [CYAN, MAGENTA, YELLOW, last].into_iter().enumerate() {
        sheet.rect(x + place as f32 * step, y, step, height, ink);
    }
}

/// Two wedges driven against each other, the way a forme is locked up.
pub(super) fn wedges(sheet: &mut Sheet, x: f32, y: f32, side: f32, left: Ink, right: Ink) {
    let (low, narrow, wide) = (y + side, side * 0.12, side * 0.46);
    sheet.polygon(&[(x, y), (x + wide, y), (x + narrow, low), (x, low)], left);
    sheet.polygon(
        &[
            (x + wide + side * 0.08, y),
            (x + side, y),
            (x + side, low),
            (x + narrow + side * 0.08, low),
        ],
        right,
    );
}

/// A name as it stands in a mail address: lower case letters and digits.
fn domain(company: &str) -> String {
    let name: String = company
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let name = if name.is_empty() {
        "studio".to_owned()
    } else {
        name
    };
    format!("{name}.example")
}

pub(super) fn business_card(name: &str, title: &str, company: &str) -> Vec<Sheet> {
    let mut front = Sheet::new(85.0, 55.0);
    front.background(CREAM).overprint();
    front.polygon(
        &[
            (60.0, -BLEED_MM),
            (88.0, -BLEED_MM),
            (88.0, 58.0),
            (44.0, 58.0),
        ],
        SKY,
    );
    front.polygon(&[(88.0, 8.0), (88.0, 58.0), (30.0, 58.0)], ROSE);
    front.polygon(&[(70.0, 58.0), (88.0, 34.0), (88.0, 58.0)], LEMON);
    front.knockout();
    wedges(&mut front, 7.0, 7.0, 6.0, NIGHT, CORAL);
    front.text(15.5, 11.6, Type::new(Font::SansBold, 8.5, NIGHT), company);
    let (size, _) = fit(name, Font::SansBold, (46.0 * PT_PER_MM, 20.0), 1, 14.0);
    front.text(7.0, 29.0, Type::new(Font::SansBold, size, NIGHT), name);
    front.text(7.0, 33.8, Type::new(Font::SerifItalic, 9.0, GREY), title);
    let small = Type::new(Font::Sans, 6.6, NIGHT);
    front.text(7.0, 44.4, small, &format!("hello@{}", domain(company)));
    front.text(7.0, 47.8, small, &format!("www.{}", domain(company)));

    let mut back = Sheet::new(85.0, 55.0);
    back.background(NIGHT);
    back.polygon(&[(-3.0, 58.0), (-3.0, 30.0), (40.0, 58.0)], TEAL);
    back.polygon(&[(88.0, -3.0), (88.0, 25.0), (45.0, -3.0)], CORAL);
    let (size, lines) = fit(
        company,
        Font::SansBold,
        (62.0 * PT_PER_MM, 24.0 * PT_PER_MM),
        2,
        26.0,
    );
    let mut base = 29.5 - (lines.len() as f32 - 2.0) * size * 0.5 / PT_PER_MM;
    for line in &lines {
        let kind = Type::new(Font::SansBold, size, WHITE).align(Align::Centre);
        back.text(42.5, base, kind, line);
        base += size * 1.05 / PT_PER_MM;
    }
    ink_bar(&mut back, (32.5, 46.0), (20.0, 1.6), WHITE);
    vec![front, back]
}

pub(super) fn letterhead(company: &str) -> Vec<Sheet> {
    let mut sheet = Sheet::new(210.0, 297.0);
    sheet.overprint();
    sheet.polygon(&[(138.0, -3.0), (213.0, -3.0), (213.0, 46.0)], SKY);
    sheet.polygon(&[(172.0, -3.0), (213.0, -3.0), (213.0, 70.0)], ROSE);
    sheet.knockout();
    wedges(&mut sheet, 25.0, 20.0, 13.0, NIGHT, CORAL);
    let (size, _) = fit(company, Font::SansBold, (88.0 * PT_PER_MM, 60.0), 1, 22.0);
    sheet.text(43.0, 28.6, Type::new(Font::SansBold, size, NIGHT), company);
    sheet.text(
        43.0,
        33.4,
        Type::new(Font::SerifItalic, 10.5, GREY),
        "Established to be read",
    );
    // Where to fold for a long envelope, and where to punch: 105, 148.5 and 210 mm down.
    for mark in [105.0, 148.5, 210.0] {
        sheet.rule((5.0, mark), (9.0, mark), 0.35, GREY);
    }
    sheet.rule((25.0, 272.0), (185.0, 272.0), 0.6, NIGHT);
    let small = Type::new(Font::Sans, 7.8, GREY);
    sheet.text(25.0, 277.5, small, "12 Printing House Lane");
    sheet.text(25.0, 281.2, small, "Old Harbour");
    sheet.text(92.0, 277.5, small, &format!("hello@{}", domain(company)));
    sheet.text(92.0, 281.2, small, &format!("www.{}", domain(company)));
    sheet.text(
        185.0,
        277.5,
        small.align(Align::Right),
        "Registered company 10 20 30 40",
    );
    ink_bar(
        &mut sheet,
        (-BLEED_MM, 292.0),
        (216.0, 5.0 + BLEED_MM),
        BLACK,
    );
    vec![sheet]
}

pub(super) fn label() -> Vec<Sheet> {
    let mut sheet = Sheet::new(90.0, 60.0);
    sheet.background(Ink(0.02, 0.1, 0.42, 0.0));
    sheet.rect(3.0, 3.0, 84.0, 54.0, CREAM);
    for (at, down) in [(3.0, 3.0), (87.0, 3.0), (3.0, 57.0), (87.0, 57.0)] {
        sheet.circle(at, down, 5.0, Ink(0.02, 0.1, 0.42, 0.0));
    }
    // Two quinces and a leaf, in inks that mix where they cross.
    sheet.overprint();
    sheet.circle(19.5, 31.0, 10.5, Ink(0.0, 0.22, 0.9, 0.0));
    sheet.circle(28.5, 38.0, 8.5, Ink(0.0, 0.5, 0.85, 0.0));
    sheet.polygon(
        &[(19.5, 21.5), (25.0, 11.0), (33.5, 10.5), (28.0, 18.5)],
        TEAL,
    );
    sheet.knockout();
    sheet.rule((19.5, 22.0), (18.0, 14.0), 1.4, Ink(0.3, 0.6, 0.8, 0.4));
    let dark = Ink(0.3, 0.75, 0.8, 0.5);
    sheet.text(
        42.0,
        17.5,
        Type::new(Font::SerifItalic, 11.0, dark),
        "Orchard Lane",
    );
    sheet.text(42.0, 28.8, Type::new(Font::SansBold, 29.0, dark), "Quince");
    sheet.text(42.0, 37.4, Type::new(Font::Serif, 22.0, CORAL), "jam");
    sheet.rule((42.0, 41.2), (80.0, 41.2), 0.8, SUN);
    let small = Type::new(Font::Sans, 6.2, dark);
    sheet.text(42.0, 45.4, small, "Quinces, sugar, lemon. Nothing else.");
    sheet.text(42.0, 48.6, small, "Keep cool once opened.");
    sheet.text(
        80.0,
        52.6,
        Type::new(Font::SansBold, 8.0, dark).align(Align::Right),
        "340 g",
    );
    vec![sheet]
}

pub(super) fn banner() -> Vec<Sheet> {
    let mut sheet = Sheet::new(2000.0, 800.0);
    sheet.background(Ink(0.0, 0.05, 0.12, 0.0)).overprint();
    sheet.polygon(
        &[
            (1130.0, -3.0),
            (1560.0, -3.0),
            (1370.0, 803.0),
            (940.0, 803.0),
        ],
        SKY,
    );
    sheet.polygon(
        &[
            (1430.0, -3.0),
            (1860.0, -3.0),
            (1590.0, 803.0),
            (1160.0, 803.0),
        ],
        ROSE,
    );
    sheet.polygon(
        &[
            (1730.0, -3.0),
            (2003.0, -3.0),
            (2003.0, 803.0),
            (1460.0, 803.0),
        ],
        LEMON,
    );
    sheet.knockout();
    let pt = PT_PER_MM;
    sheet.text(
        90.0,
        330.0,
        Type::new(Font::SansBold, 250.0 * pt, NIGHT),
        "Open",
    );
    sheet.text(
        90.0,
        560.0,
        Type::new(Font::SansBold, 250.0 * pt, NIGHT),
        "day",
    );
    sheet.text(
        96.0,
        700.0,
        Type::new(Font::Serif, 54.0 * pt, NIGHT),
        "See the presses run. Take a print home.",
    );
    ink_bar(&mut sheet, (96.0, 86.0), (360.0, 26.0), BLACK);
    vec![sheet]
}
