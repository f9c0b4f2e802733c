//! What a telephone's camera reads.

use leptos::prelude::*;
use std::fmt::Write as _;

/// The light margin that cameras ask for, in squares.
const QUIET: usize = 4;

/// A QR code: squares in rows, dark on light whatever the colours of the page.
#[component]
pub fn QrPicture(
    /// What it says, for who cannot see it.
    #[prop(into)]
    label: String,
    /// Whether each square is dark, row by row.
    dark: Vec<bool>,
    /// How many squares a row has.
    side: usize,
) -> impl IntoView {
    let whole = side + 2 * QUIET;
    let around = format!("0 0 {whole} {whole}");
    let squares = drawing(&dark, side);
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=around>
            <path fill="currentColor" d=squares></path>
        </svg>
    }
}

/// The dark squares, those of a row that touch as one.
fn drawing(dark: &[bool], side: usize) -> String {
    let mut path = String::new();
    for (row, squares) in dark.chunks(side.max(1)).enumerate() {
        let mut column = 0;
        for run in squares.chunk_by(|one, next| one == next) {
            if run.first() == Some(&true) {
                let (x, y, wide) = (column + QUIET, row + QUIET, run.len());
                // Writing into a string does not fail.
                let _ = write!(path, "M{x} {y}h{wide}v1h-{wide}z");
            }
            column += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_squares_that_touch_are_drawn_as_one() {
        let dark = [true, true, false, false, true, true, true, false, true];
        assert_eq!(
            drawing(&dark, 3),
            "M4 4h2v1h-2zM5 5h2v1h-2zM4 6h1v1h-1zM6 6h1v1h-1z"
        );
    }
}
