//! Turning many times into few figures.

use std::time::Duration;

/// The time that this part of the times does not exceed: 0.5 for the median, 0.99 for the p99.
/// Zero where there are none.
pub(crate) fn at(times: &mut [Duration], part: f64) -> Duration {
    times.sort_unstable();
    let place = (times.len().saturating_sub(1) as f64 * part).round() as usize;
    times.get(place).copied().unwrap_or_default()
}

pub(crate) fn median(times: &mut [Duration]) -> Duration {
    at(times, 0.5)
}

/// The middle one; zero where there are none.
pub(crate) fn median_of(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// How many times as long the first took as the second.
pub(crate) fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64().max(f64::MIN_POSITIVE)
}

/// In milliseconds, as `0.412`.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

/// In units of 1,000 bytes, as `95.6`.
pub(crate) fn kb(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1e3)
}

/// A figure that should be at most its target, with a mark where it is not.
pub(crate) fn at_most(figure: f64, target: f64) -> String {
    let mark = if figure > target { "!" } else { " " };
    format!("{figure:.2}{mark}")
}

/// A figure that should be at least its target, with a mark where it is not.
pub(crate) fn at_least(figure: f64, target: f64) -> String {
    let mark = if figure < target { "!" } else { " " };
    format!("{figure:.2}{mark}")
}

/// A line above each part of the output.
pub(crate) fn heading(words: &str) {
    println!("\n== {words}\n");
}
