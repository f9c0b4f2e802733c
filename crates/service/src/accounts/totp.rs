//! Codes by time (RFC 6238) with SHA-1, six digits and thirty seconds: what every app knows without
//! being told.

use data_encoding::BASE32_NOPAD;
use domain::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use std::fmt::Write as _;

/// The bytes of a secret: as many as SHA-1 gives (RFC 4226).
pub(super) const SECRET: usize = 20;
/// How long a code is shown.
const STEP: i64 = 30 * Timestamp::SECOND;
/// Six digits.
const CODES: u32 = 1_000_000;
/// So many steps before and after count too: telephones' clocks differ, and typing takes a while.
const SLACK: i64 = 1;

/// The step of time that a typed code is of, if it is of one now and after the last that was taken.
pub(super) fn step_of(secret: &[u8], typed: u32, now: Timestamp, after: i64) -> Option<i64> {
    let this = now.0.div_euclid(STEP);
    let mut steps = this - SLACK..=this + SLACK;
    steps.find(|step| *step > after && code(secret, *step) == Some(typed))
}

/// The code of a step of time.
fn code(secret: &[u8], step: i64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let start = usize::from(mac.last()? & 0xf);
    let four: [u8; 4] = mac.get(start..start + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % CODES)
}

/// A secret as it is typed into an app, in groups of four.
pub(super) fn text(secret: &[u8]) -> String {
    groups(&BASE32_NOPAD.encode(secret), " ")
}

/// A secret as an app reads it from a picture, with the names by which the app shows it.
pub(super) fn address(secret: &[u8], shop: &str, account: &str) -> String {
    let (shop, account) = (escape(shop), escape(account));
    let secret = BASE32_NOPAD.encode(secret);
    format!("otpauth://totp/{shop}:{account}?secret={secret}&issuer={shop}")
}

/// Random bytes as a code to keep on paper: letters and digits that are not taken for one another.
pub(super) fn recovery_code(bytes: &[u8]) -> String {
    groups(&BASE32_NOPAD.encode(bytes).to_lowercase(), "-")
}

fn groups(text: &str, between: &str) -> String {
    let mut grouped = String::new();
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push_str(between);
        }
        grouped.push(letter);
    }
    grouped
}

/// Everything but plain letters and digits as `%20`.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing into a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B; the last six of its eight digits.
        for (seconds, expected) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            let now = Timestamp(seconds * Timestamp::SECOND);
            assert_eq!(code(RFC, now.0 / STEP), Some(expected), "{seconds}");
            assert_eq!(step_of(RFC, expected, now, 0), Some(now.0 / STEP));
        }
    }

    #[test]
    fn a_code_is_over_after_a_minute_and_is_taken_once() {
        let shown = Timestamp(1_111_111_110 * Timestamp::SECOND);
        let step = shown.0 / STEP;
        let code = code(RFC, step).unwrap_or_default();
        for (seconds, counts) in [
            (-31, false),
            (-30, true),
            (0, true),
            (59, true),
            (60, false),
        ] {
            let now = shown.plus(seconds * Timestamp::SECOND);
            assert_eq!(
                step_of(RFC, code, now, 0).is_some(),
                counts,
                "{seconds} seconds after it began"
            );
        }
        assert_eq!(step_of(RFC, code, shown, step), None, "taken already");
        assert_eq!(step_of(RFC, code, shown, step + 1), None, "a later one was");
    }

    #[test]
    fn an_app_is_told_who_and_where() {
        assert_eq!(text(RFC), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            address(RFC, "Acme & Print", "dana@acme.test"),
            "otpauth://totp/Acme%20%26%20Print:dana%40acme.test\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%26%20Print"
        );
        assert_eq!(recovery_code(&[0; 15]), "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa");
    }
}
