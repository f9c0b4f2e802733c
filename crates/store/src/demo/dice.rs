//! Chance that falls the same way each time.

use domain::Timestamp;

/// Splitmix64: small, good enough for a demo, and the same on every machine.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `least` up to `most`, both included.
    pub(super) fn number(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least).unwrap_or_default() + 1;
        least + i64::try_from(self.next() % span).unwrap_or_default()
    }

    /// So many times in a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.number(1, 100) <= percent
    }

    pub(super) fn index(&mut self, length: usize) -> usize {
        let length = u64::try_from(length.max(1)).unwrap_or(1);
        usize::try_from(self.next() % length).unwrap_or_default()
    }

    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.index(of.len()))
    }

    /// One of them, the earlier the likelier: what people choose most stands first.
    pub(super) fn early<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let one = self.index(of.len());
        let other = self.index(of.len());
        of.get(one.min(other))
    }

    /// An instant on a working day, between 8 and 18 o'clock, `hours` of anybody's time later.
    pub(super) fn later(&mut self, at: Timestamp, least: i64, most: i64) -> Timestamp {
        let minutes = self.number(least * 60, most * 60);
        working(at.plus(minutes * Timestamp::MINUTE + self.number(0, 59) * Timestamp::SECOND))
    }

    /// An instant of work so many days ago, and not after `now`.
    pub(super) fn days_ago(&mut self, now: Timestamp, days: i64) -> Timestamp {
        let midnight = Timestamp(now.0 - now.0.rem_euclid(Timestamp::DAY) - days * Timestamp::DAY);
        let at = midnight.plus(
            self.number(8 * 60, 18 * 60) * Timestamp::MINUTE
                + self.number(0, 59) * Timestamp::SECOND,
        );
        match weekday(at) {
            0 => at.plus(-2 * Timestamp::DAY),
            6 => at.plus(-Timestamp::DAY),
            _ => at,
        }
        .min(now.plus(-self.number(5, 50) * Timestamp::MINUTE))
    }
}

/// 0 is Sunday; 1 January 1970 was a Thursday.
pub(super) const fn weekday(at: Timestamp) -> i64 {
    (at.0.div_euclid(Timestamp::DAY) + 4).rem_euclid(7)
}

/// The same instant, or the morning after where nobody works.
fn working(at: Timestamp) -> Timestamp {
    let hour = at.0.rem_euclid(Timestamp::DAY) / Timestamp::HOUR;
    let at = match hour {
        0..8 => at.plus((8 - hour) * Timestamp::HOUR),
        18.. => at.plus((32 - hour) * Timestamp::HOUR),
        _ => at,
    };
    match weekday(at) {
        0 => at.plus(Timestamp::DAY),
        6 => at.plus(2 * Timestamp::DAY),
        _ => at,
    }
}

/// The end of the last of so many working days.
pub(super) fn due(at: Timestamp, working_days: i64) -> Timestamp {
    let mut day = at;
    let mut left = working_days;
    while left > 0 {
        day = day.plus(Timestamp::DAY);
        if !matches!(weekday(day), 0 | 6) {
            left -= 1;
        }
    }
    Timestamp(day.0 - day.0.rem_euclid(Timestamp::DAY) + 17 * Timestamp::HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_works_at_night_or_on_sunday() {
        let mut dice = Dice::new(1);
        let mut at = Timestamp(1_763_820_000_000);
        for _ in 0..1_000 {
            at = dice.later(at, 1, 60);
            assert!(!matches!(weekday(at), 0 | 6), "{at}");
            assert!(
                (8..18).contains(&(at.0.rem_euclid(Timestamp::DAY) / Timestamp::HOUR)),
                "{at}"
            );
        }
    }

    #[test]
    fn friday_and_one_working_day_is_monday() {
        let friday = Timestamp::from_date("2025-11-21").unwrap_or(Timestamp(0));
        assert_eq!(due(friday, 1).date(), "2025-11-24");
    }
}
