//! The size of a page, in numbers and in words.

use std::fmt;

/// Millimetres in a point: 25.4 mm to the inch, 72 points to the inch (ISO 32000-1, 8.3.2.3).
const MM_PER_PT: f32 = 25.4 / 72.0;

/// How far a side may be off a named format, in millimetres: the tolerance of ISO 216 up to
/// 600 mm.
const TOLERANCE_MM: f32 = 2.0;

/// The formats with a name people use, upright, in millimetres: ISO 216 and the American ones.
const NAMED: [(&str, f32, f32); 11] = [
    ("A0", 841.0, 1189.0),
    ("A1", 594.0, 841.0),
    ("A2", 420.0, 594.0),
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("A7", 74.0, 105.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
    ("Tabloid", 279.4, 431.8),
];

/// The size of a finished page as its reader holds it: trimmed, and turned the way it is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSize {
    /// From left to right, in points.
    pub width_pt: f32,
    /// From top to bottom, in points.
    pub height_pt: f32,
}

impl PageSize {
    /// The size of a page of this many millimetres.
    #[must_use]
    pub fn from_mm(width: f32, height: f32) -> Self {
        Self {
            width_pt: width / MM_PER_PT,
            height_pt: height / MM_PER_PT,
        }
    }

    /// Width and height in millimetres.
    #[must_use]
    pub fn mm(self) -> (f32, f32) {
        (self.width_pt * MM_PER_PT, self.height_pt * MM_PER_PT)
    }

    /// Whether both sides are the same to a tenth of a millimetre, finer than paper is cut.
    #[must_use]
    pub fn same_as(self, other: Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() * MM_PER_PT < 0.1;
        near(self.width_pt, other.width_pt) && near(self.height_pt, other.height_pt)
    }

    /// The name of the format if it has one, and whether it lies on its side.
    fn name(self) -> Option<(&'static str, bool)> {
        let (width, height) = self.mm();
        let lies = width > height;
        let (short, long) = if lies {
            (height, width)
        } else {
            (width, height)
        };
        NAMED
            .iter()
            .map(|(name, w, h)| (name, (short - w).abs().max((long - h).abs())))
            .filter(|(_, off)| *off <= TOLERANCE_MM)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(name, _)| (*name, lies))
    }

    /// The size in words: `85 × 55 mm`, `A4 (210 × 297 mm)`, `A4 landscape (297 × 210 mm)`.
    #[must_use]
    pub fn words(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.mm();
        let (width, height) = (Mm(width), Mm(height));
        match self.name() {
            Some((name, false)) => write!(f, "{name} ({width} × {height} mm)"),
            Some((name, true)) => write!(f, "{name} landscape ({width} × {height} mm)"),
            None => write!(f, "{width} × {height} mm"),
        }
    }
}

/// Millimetres with one decimal where there is one.
struct Mm(f32);

impl fmt::Display for Mm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            write!(f, "{:.0}", tenths / 10.0)
        } else {
            write!(f, "{:.1}", tenths / 10.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PageSize;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (width, height, words) in [
            (85.0, 55.0, "85 × 55 mm"),
            (210.0, 297.0, "A4 (210 × 297 mm)"),
            (297.0, 210.0, "A4 landscape (297 × 210 mm)"),
            (209.9, 297.1, "A4 (209.9 × 297.1 mm)"),
            (215.9, 279.4, "Letter (215.9 × 279.4 mm)"),
            (88.9, 50.8, "88.9 × 50.8 mm"),
            (2000.0, 800.0, "2000 × 800 mm"),
        ] {
            assert_eq!(PageSize::from_mm(width, height).words(), words);
        }
    }

    #[test]
    fn a_point_is_a_seventy_second_of_an_inch() {
        let a4 = PageSize {
            width_pt: 595.276,
            height_pt: 841.89,
        };
        let (width, height) = a4.mm();
        assert!((width - 210.0).abs() < 0.01 && (height - 297.0).abs() < 0.01);
        assert!(a4.same_as(PageSize::from_mm(210.0, 297.0)));
        assert!(!a4.same_as(PageSize::from_mm(210.2, 297.0)));
    }
}
