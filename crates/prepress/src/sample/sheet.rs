//! A page to draw on, measured in millimetres from the trimmed sheet's top left corner.

use pdf_writer::types::{BlendMode, LineCapStyle};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

use super::metrics::{Font, encode};

/// Points in a millimetre: 72 to the inch, 25.4 mm to the inch.
pub(super) const PT_PER_MM: f32 = 72.0 / 25.4;

/// How far the colour runs past the trim on each side: the trade's usual 3 mm.
pub(super) const BLEED_MM: f32 = 3.0;

/// The share of a circle's radius at which a Bézier's handle makes a quarter of it.
const QUARTER: f32 = 0.552_284_8;

/// The name of the graphics state in which inks darken each other, as they do on paper.
const OVERPRINT: &[u8] = b"Over";
/// The name of the graphics state in which the upper colour covers the lower.
const KNOCKOUT: &[u8] = b"Cover";

/// A colour as the press lays it down: cyan, magenta, yellow and black from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink(
    pub(super) f32,
    pub(super) f32,
    pub(super) f32,
    pub(super) f32,
);

pub(super) const CYAN: Ink = Ink(1.0, 0.0, 0.0, 0.0);
pub(super) const MAGENTA: Ink = Ink(0.0, 1.0, 0.0, 0.0);
pub(super) const YELLOW: Ink = Ink(0.0, 0.0, 1.0, 0.0);
pub(super) const BLACK: Ink = Ink(0.0, 0.0, 0.0, 1.0);
/// Softer inks for shapes that cross, so that what lies under them stays to be seen.
pub(super) const SKY: Ink = Ink(0.72, 0.08, 0.05, 0.0);
pub(super) const ROSE: Ink = Ink(0.0, 0.74, 0.12, 0.0);
pub(super) const LEMON: Ink = Ink(0.0, 0.1, 0.86, 0.0);
pub(super) const NIGHT: Ink = Ink(1.0, 0.75, 0.3, 0.45);
pub(super) const GREY: Ink = Ink(0.25, 0.15, 0.15, 0.45);
pub(super) const CREAM: Ink = Ink(0.01, 0.03, 0.09, 0.0);
pub(super) const WHITE: Ink = Ink(0.0, 0.0, 0.0, 0.0);
pub(super) const CORAL: Ink = Ink(0.0, 0.68, 0.6, 0.0);
pub(super) const TEAL: Ink = Ink(0.82, 0.12, 0.38, 0.05);
pub(super) const SUN: Ink = Ink(0.0, 0.24, 0.88, 0.0);

/// Where a line of text stands to its place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// How a line of text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) font: Font,
    /// In points.
    pub(super) size: f32,
    pub(super) ink: Ink,
    pub(super) align: Align,
}

impl Type {
    pub(super) fn new(font: Font, size: f32, ink: Ink) -> Self {
        Self {
            font,
            size,
            ink,
            align: Align::Left,
        }
    }

    pub(super) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// One page: its trimmed size and what is drawn on it.
pub(super) struct Sheet {
    width: f32,
    height: f32,
    content: Content,
}

impl Sheet {
    /// A blank page of this trimmed size in millimetres.
    pub(super) fn new(width: f32, height: f32) -> Self {
        let mut content = Content::new();
        content.set_parameters(Name(KNOCKOUT));
        Self {
            width,
            height,
            content,
        }
    }

    pub(super) fn width(&self) -> f32 {
        self.width
    }

    pub(super) fn height(&self) -> f32 {
        self.height
    }

    fn x(&self, mm: f32) -> f32 {
        round((mm + BLEED_MM) * PT_PER_MM)
    }

    fn y(&self, mm: f32) -> f32 {
        round((self.height + BLEED_MM - mm) * PT_PER_MM)
    }

    fn fill_with(&mut self, ink: Ink) {
        self.content.set_fill_cmyk(ink.0, ink.1, ink.2, ink.3);
    }

    /// From here on inks darken each other, as transparent ones do on paper.
    pub(super) fn overprint(&mut self) -> &mut Self {
        self.content.set_parameters(Name(OVERPRINT));
        self
    }

    /// From here on the upper colour covers the lower.
    pub(super) fn knockout(&mut self) -> &mut Self {
        self.content.set_parameters(Name(KNOCKOUT));
        self
    }

    /// Colours the whole sheet and its bleed.
    pub(super) fn background(&mut self, ink: Ink) -> &mut Self {
        let (width, height) = (self.width, self.height);
        self.rect(
            -BLEED_MM,
            -BLEED_MM,
            width + 2.0 * BLEED_MM,
            height + 2.0 * BLEED_MM,
            ink,
        )
    }

    /// A rectangle from its top left corner.
    pub(super) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) -> &mut Self {
        self.fill_with(ink);
        self.content.rect(
            self.x(x),
            self.y(y + height),
            round(width * PT_PER_MM),
            round(height * PT_PER_MM),
        );
        self.content.fill_nonzero();
        self
    }

    /// A filled shape with straight sides.
    pub(super) fn polygon(&mut self, corners: &[(f32, f32)], ink: Ink) -> &mut Self {
        self.fill_with(ink);
        for (place, &(x, y)) in corners.iter().enumerate() {
            if place == 0 {
                self.content.move_to(self.x(x), self.y(y));
            } else {
                self.content.line_to(self.x(x), self.y(y));
            }
        }
        self.content.close_path();
        self.content.fill_nonzero();
        self
    }

    /// A filled circle about a point.
    pub(super) fn circle(&mut self, x: f32, y: f32, radius: f32, ink: Ink) -> &mut Self {
        self.fill_with(ink);
        let (cx, cy, r) = (self.x(x), self.y(y), radius * PT_PER_MM);
        let h = r * QUARTER;
        self.content.move_to(round(cx + r), round(cy));
        // One quarter after the other, each as handle, handle, end, seen from the middle.
        for [(ax, ay), (bx, by), (ex, ey)] in [
            [(r, h), (h, r), (0.0, r)],
            [(-h, r), (-r, h), (-r, 0.0)],
            [(-r, -h), (-h, -r), (0.0, -r)],
            [(h, -r), (r, -h), (r, 0.0)],
        ] {
            self.content.cubic_to(
                round(cx + ax),
                round(cy + ay),
                round(cx + bx),
                round(cy + by),
                round(cx + ex),
                round(cy + ey),
            );
        }
        self.content.fill_nonzero();
        self
    }

    /// A straight line; `weight` in points.
    pub(super) fn rule(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        weight: f32,
        ink: Ink,
    ) -> &mut Self {
        self.content.set_stroke_cmyk(ink.0, ink.1, ink.2, ink.3);
        self.content.set_line_width(weight);
        self.content.set_line_cap(LineCapStyle::ButtCap);
        self.content.move_to(self.x(from.0), self.y(from.1));
        self.content.line_to(self.x(to.0), self.y(to.1));
        self.content.stroke();
        self
    }

    /// One line of text on the base line `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, kind: Type, text: &str) -> &mut Self {
        let shift = match kind.align {
            Align::Left => 0.0,
            Align::Centre => kind.font.width(text, kind.size) / 2.0,
            Align::Right => kind.font.width(text, kind.size),
        };
        let (left, base) = (round(self.x(x) - shift), self.y(y));
        self.fill_with(kind.ink);
        self.content.begin_text();
        self.content
            .set_font(Name(kind.font.key()), round(kind.size));
        self.content.next_line(left, base);
        self.content.show(Str(&encode(text)));
        self.content.end_text();
        self
    }

    /// Wrapped text in a column; gives the base line after the last, in millimetres.
    pub(super) fn column(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        kind: Type,
        leading: f32,
        text: &str,
    ) -> f32 {
        let mut base = y;
        for line in wrap(text, kind.font, kind.size, width * PT_PER_MM) {
            self.text(x, base, kind, &line);
            base += leading * kind.size / PT_PER_MM;
        }
        base
    }
}

/// Two decimals of a point are a three-hundredth of a millimetre: enough, and short to write.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// Breaks a text between words so that no line is wider than `width` points, where that can be.
pub(super) fn wrap(text: &str, font: Font, size: f32, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if !line.is_empty() && font.width(&longer, size) > width {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            line = longer;
        }
    }
    lines.push(line);
    lines
}

/// The largest size, at most `most` points, at which a headline of at most `rows` lines fits in
/// `width` × `height` points, and its lines.
pub(super) fn fit(
    text: &str,
    font: Font,
    (width, height): (f32, f32),
    rows: usize,
    most: f32,
) -> (f32, Vec<String>) {
    let longest_word = text
        .split_whitespace()
        .map(|word| font.width(word, 1.0))
        .fold(0.01, f32::max);
    let mut size = most.min(width / longest_word);
    loop {
        let lines = wrap(text, font, size, width);
        if size <= 4.0 || (lines.len() <= rows && lines.len() as f32 * size <= height) {
            return (size, lines);
        }
        size *= 0.96;
    }
}

/// Binds the sheets, all of one size, into a PDF with its trim and bleed boxes.
pub(super) fn bind(title: &str, sheets: Vec<Sheet>) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, info, over, cover) = (fresh(), fresh(), fresh(), fresh(), fresh());
    let fonts = Font::ALL.map(|font| (font, fresh()));
    let leaves: Vec<_> = sheets
        .into_iter()
        .map(|sheet| (fresh(), fresh(), sheet))
        .collect();

    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info)
        .title(pdf_writer::TextStr(title))
        .producer(pdf_writer::TextStr("Quoin samples"));
    pdf.pages(tree)
        .kids(leaves.iter().map(|(page, ..)| *page))
        .count(i32::try_from(leaves.len()).unwrap_or(i32::MAX));
    pdf.ext_graphics(over).blend_mode(BlendMode::Multiply);
    pdf.ext_graphics(cover).blend_mode(BlendMode::Normal);
    for (font, id) in fonts {
        pdf.type1_font(id)
            .base_font(Name(font.base()))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (id, content, sheet) in leaves {
        let bleed = BLEED_MM * PT_PER_MM;
        let (width, height) = (sheet.width * PT_PER_MM, sheet.height * PT_PER_MM);
        let whole = Rect::new(
            0.0,
            0.0,
            round(width + 2.0 * bleed),
            round(height + 2.0 * bleed),
        );
        let trim = Rect::new(
            round(bleed),
            round(bleed),
            round(bleed + width),
            round(bleed + height),
        );
        let mut page = pdf.page(id);
        page.parent(tree)
            .media_box(whole)
            .bleed_box(whole)
            .trim_box(trim)
            .contents(content);
        let mut resources = page.resources();
        let mut names = resources.fonts();
        for (font, id) in fonts {
            names.pair(Name(font.key()), id);
        }
        names.finish();
        resources
            .ext_g_states()
            .pair(Name(OVERPRINT), over)
            .pair(Name(KNOCKOUT), cover);
        resources.finish();
        page.finish();
        pdf.stream(content, &sheet.content.finish());
    }
    pdf.finish()
}
