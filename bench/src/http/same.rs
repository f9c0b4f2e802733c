//! Whether the handler by hand writes the same page.

use super::{client::Connection, load::Target};
use crate::{Outcome, figures::kb};

/// By how much of their length the two may differ: a page changes faster than its copy by hand, and
/// a copy that lacks something would be too fast.
const TOLERATED: f64 = 0.02;

/// Says how the two pages compare.
///
/// # Errors
/// They are so different that comparing their times means nothing.
pub(super) async fn told(ours: &Target, theirs: &Target) -> Outcome<String> {
    let ours = page(ours).await?;
    let theirs = page(theirs).await?;
    if ours == theirs {
        return Ok(format!("{} kB, the same by hand", kb(ours.len())));
    }
    let place = ours
        .bytes()
        .zip(theirs.bytes())
        .position(|(one, other)| one != other)
        .unwrap_or_else(|| ours.len().min(theirs.len()));
    let around = |text: &str| {
        let from = place.saturating_sub(40);
        let piece: Vec<u8> = text.bytes().skip(from).take(120).collect();
        String::from_utf8_lossy(&piece).into_owned()
    };
    let first = format!(
        "they differ first at byte {place}:\n  ours    …{}…\n  by hand …{}…",
        around(&ours),
        around(&theirs)
    );
    let apart = ours.len().abs_diff(theirs.len()) as f64 / ours.len().max(1) as f64;
    if apart > TOLERATED {
        return Err(format!(
            "the handler by hand writes another page ({} and {} bytes); {first}",
            ours.len(),
            theirs.len()
        )
        .into());
    }
    Ok(format!(
        "{} kB, by hand {} kB; {first}",
        kb(ours.len()),
        kb(theirs.len())
    ))
}

/// The page without the secret that each answer has of its own.
async fn page(target: &Target) -> Outcome<String> {
    let answer = Connection::open(target.port)
        .await?
        .ask(&target.request)
        .await?;
    let text = answer.text();
    let nonce = text
        .split_once("nonce=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(nonce, _)| nonce.to_owned())
        .unwrap_or_default();
    Ok(if nonce.is_empty() {
        text
    } else {
        text.replace(&nonce, "")
    })
}
