//! The larger designs: flyer, poster and brochure.

use super::metrics::Font;
use super::sheet::{
    Align, BLACK, CORAL, CREAM, CYAN, GREY, Ink, LEMON, MAGENTA, NIGHT, PT_PER_MM, ROSE, SKY, SUN,
    Sheet, TEAL, Type, WHITE, fit,
};
use super::small::{ink_bar, wedges};

/// Sets a headline as large as a box allows; gives the base line after its last, in millimetres.
fn headline(
    sheet: &mut Sheet,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    rows: usize,
    kind: Type,
    text: &str,
) -> f32 {
    let room = (width * PT_PER_MM, height * PT_PER_MM);
    let (size, lines) = fit(text, kind.font, room, rows, kind.size);
    let mut base = y + size * 0.78 / PT_PER_MM;
    for line in &lines {
        sheet.text(x, base, Type { size, ..kind }, line);
        base += size * 1.02 / PT_PER_MM;
    }
    base
}

pub(super) fn flyer(title: &str) -> Vec<Sheet> {
    let mut front = Sheet::new(148.0, 210.0);
    front.background(CREAM).overprint();
    front.circle(50.0, 58.0, 46.0, SKY);
    front.circle(98.0, 58.0, 46.0, ROSE);
    front.circle(74.0, 98.0, 46.0, LEMON);
    front.knockout();
    headline(
        &mut front,
        (12.0, 150.0),
        (124.0, 34.0),
        2,
        Type::new(Font::SansBold, 54.0, NIGHT),
        title,
    );
    front.text(
        12.0,
        192.0,
        Type::new(Font::Serif, 13.0, NIGHT),
        "Three inks, one black and a sheet of good paper.",
    );
    ink_bar(&mut front, (12.0, 198.0), (124.0, 3.0), BLACK);

    let mut back = Sheet::new(148.0, 210.0);
    back.background(NIGHT);
    back.polygon(
        &[(-3.0, -3.0), (151.0, -3.0), (151.0, 22.0), (-3.0, 52.0)],
        CORAL,
    );
    back.text(
        12.0,
        26.0,
        Type::new(Font::SansBold, 26.0, WHITE),
        "What happens here",
    );
    let steps = [
        (
            "Come in",
            "The door is open from ten. Somebody will hand you an apron.",
            SUN,
        ),
        (
            "Ink up",
            "Choose a block, roll out a colour and set it on the bed of the press.",
            CYAN,
        ),
        (
            "Pull",
            "One turn of the handle, one sheet of paper. It is yours to keep.",
            CORAL,
        ),
        (
            "Stay",
            "There is coffee at the back and a wall to hang your print on.",
            TEAL,
        ),
    ];
    for (place, (word, rest, ink)) in steps.into_iter().enumerate() {
        let top = 66.0 + place as f32 * 31.0;
        back.circle(21.0, top + 4.0, 8.5, ink);
        back.text(
            21.0,
            top + 6.6,
            Type::new(Font::SansBold, 20.0, NIGHT).align(Align::Centre),
            &(place + 1).to_string(),
        );
        back.text(
            38.0,
            top + 1.0,
            Type::new(Font::SansBold, 15.0, WHITE),
            word,
        );
        let kind = Type::new(Font::Serif, 11.5, Ink(0.05, 0.03, 0.05, 0.0));
        back.column(38.0, top + 7.5, 96.0, kind, 1.3, rest);
    }
    ink_bar(&mut back, (-3.0, 200.0), (154.0, 13.0), WHITE);
    vec![front, back]
}

pub(super) fn poster(title: &str) -> Vec<Sheet> {
    let mut sheet = Sheet::new(420.0, 594.0);
    sheet.background(CREAM).overprint();
    // Wedges driven against each other from both sides; where they cross, the inks mix.
    sheet.polygon(
        &[(-3.0, -3.0), (300.0, -3.0), (90.0, 400.0), (-3.0, 400.0)],
        SKY,
    );
    sheet.polygon(
        &[(423.0, -3.0), (423.0, 400.0), (150.0, 400.0), (360.0, -3.0)],
        LEMON,
    );
    sheet.polygon(
        &[(120.0, 60.0), (423.0, 190.0), (423.0, 400.0), (40.0, 400.0)],
        ROSE,
    );
    sheet.circle(282.0, 128.0, 62.0, Ink(0.0, 0.35, 0.9, 0.0));
    sheet.knockout();
    let end = headline(
        &mut sheet,
        (26.0, 424.0),
        (368.0, 112.0),
        2,
        Type::new(Font::SansBold, 190.0, BLACK),
        title,
    );
    sheet.text(
        27.0,
        (end + 2.0).min(560.0),
        Type::new(Font::Serif, 30.0, NIGHT),
        "An evening with ink, paper and people who like both.",
    );
    ink_bar(&mut sheet, (26.0, 571.0), (368.0, 6.0), BLACK);
    vec![sheet]
}

/// The spreads of the brochure: heading, first words, text.
const CHAPTERS: [(&str, &str, &str); 6] = [
    (
        "Paper first",
        "Every job begins with the sheet.",
        "A heavy uncoated stock drinks the ink and gives colour a quiet depth. A coated one holds \
         it on the surface, where it shines. Tell us what the piece is for, how long it has to \
         last and whose hands it will pass through, and we will send you three samples to feel \
         before you decide. Nobody ever chose a paper well from a screen.",
    ),
    (
        "Four inks",
        "Cyan, magenta, yellow and black.",
        "Almost everything you have read in print was made of these four, laid down as rows of \
         fine dots at four angles. Send your pages in the colours of the press and what you see \
         in the proof is what you will hold. Large dark areas want a little of every ink under \
         the black, small type wants black alone.",
    ),
    (
        "Room to cut",
        "Three millimetres that nobody sees.",
        "Sheets are printed large and cut to size in a stack. A stack moves, by less than you can \
         measure with a ruler but more than your eye forgives. So let every colour that touches \
         the edge run three millimetres past it, and keep words at least five millimetres inside.",
    ),
    (
        "Type that reads",
        "Set for the reader, not the designer.",
        "Nine points for a book, seven for the small print and never less than five. Thin strokes \
         in several inks go soft, so keep fine type in one. Embed the fonts in the file and the \
         words arrive as you set them, accents, ligatures and all.",
    ),
    (
        "Proof, then press",
        "The last look costs the least.",
        "You receive a proof of every page before the plates are made. Read it aloud, count the \
         pages, look up the telephone number. A change here takes a minute. The same change after \
         the presses have started takes the whole run.",
    ),
    (
        "Folded, bound, sent",
        "Finished is when it is on your desk.",
        "Booklets are folded, gathered and stitched the same week. We count, we pack flat in \
         boxes that one person can lift, and we write on each of them what is inside. You can \
         follow the parcel from our door to yours.",
    ),
];

pub(super) fn brochure(title: &str) -> Vec<Sheet> {
    let mut sheets = vec![cover(title)];
    let accents = [TEAL, CORAL, SUN, CYAN, MAGENTA, TEAL];
    for (place, (chapter, accent)) in CHAPTERS.into_iter().zip(accents).enumerate() {
        sheets.push(inner(place, chapter, accent));
    }
    sheets.push(back_cover());
    sheets
}

fn cover(title: &str) -> Sheet {
    let mut sheet = Sheet::new(210.0, 297.0);
    sheet.background(NIGHT);
    sheet.polygon(
        &[(-3.0, -3.0), (120.0, -3.0), (60.0, 190.0), (-3.0, 190.0)],
        TEAL,
    );
    sheet.polygon(
        &[(132.0, -3.0), (213.0, -3.0), (213.0, 190.0), (72.0, 190.0)],
        CORAL,
    );
    sheet.polygon(&[(213.0, 60.0), (213.0, 190.0), (132.0, 190.0)], SUN);
    headline(
        &mut sheet,
        (18.0, 206.0),
        (174.0, 52.0),
        3,
        Type::new(Font::SansBold, 66.0, WHITE),
        title,
    );
    sheet.text(
        18.0,
        272.0,
        Type::new(Font::SerifItalic, 16.0, CREAM),
        "A short guide to long-lasting print",
    );
    ink_bar(&mut sheet, (18.0, 280.0), (60.0, 3.0), WHITE);
    sheet
}

fn inner(place: usize, (heading, lead, body): (&str, &str, &str), accent: Ink) -> Sheet {
    let mut sheet = Sheet::new(210.0, 297.0);
    let left_hand = place.is_multiple_of(2);
    let edge = if left_hand { -3.0 } else { 183.0 };
    sheet
        .background(WHITE)
        .rect(edge, -3.0, 30.0, 303.0, accent);
    let x = if left_hand { 44.0 } else { 20.0 };
    wedges(&mut sheet, x, 34.0, 12.0, NIGHT, accent);
    sheet.text(x, 72.0, Type::new(Font::SansBold, 38.0, NIGHT), heading);
    sheet.text(x, 84.0, Type::new(Font::SerifItalic, 17.0, GREY), lead);
    let kind = Type::new(Font::Serif, 16.0, BLACK);
    sheet.column(x, 104.0, 140.0, kind, 1.42, body);
    // A step wedge: the accent at ten strengths, as a printer checks a tone by.
    for step in 0..10_u8 {
        let share = f32::from(step + 1) / 10.0;
        let tone = Ink(
            accent.0 * share,
            accent.1 * share,
            accent.2 * share,
            accent.3 * share,
        );
        let rise = 10.0 + 5.0 * f32::from(step);
        sheet.rect(x + 14.0 * f32::from(step), 262.0 - rise, 12.5, rise, tone);
    }
    sheet.rule((x, 264.0), (x + 140.0, 264.0), 0.6, NIGHT);
    let number = Type::new(Font::SansBold, 11.0, WHITE).align(Align::Centre);
    let at = if left_hand { 13.5 } else { 196.5 };
    sheet.text(at, 282.0, number, &(place + 2).to_string());
    sheet
}

fn back_cover() -> Sheet {
    let mut sheet = Sheet::new(210.0, 297.0);
    sheet.background(CREAM).overprint();
    sheet.circle(87.0, 110.0, 34.0, SKY);
    sheet.circle(123.0, 110.0, 34.0, ROSE);
    sheet.circle(105.0, 141.0, 34.0, LEMON);
    sheet.knockout();
    let middle = sheet.width() / 2.0;
    sheet.text(
        middle,
        206.0,
        Type::new(Font::SansBold, 22.0, NIGHT).align(Align::Centre),
        "See you at the press",
    );
    sheet.text(
        middle,
        216.0,
        Type::new(Font::Serif, 12.0, GREY).align(Align::Centre),
        "hello@printshop.example",
    );
    let foot = sheet.height() - 12.0;
    ink_bar(&mut sheet, (-3.0, foot), (216.0, 15.0), BLACK);
    sheet
}
