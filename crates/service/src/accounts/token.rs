//! Secrets of 256 bits, for links in mails.

use access::{Failure, Incident};
use store::sessions::Hash;

/// A token as it is mailed, and the hash by which it is kept.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) hash: Hash,
}

/// A fresh one.
///
/// # Errors
/// The operating system gives no randomness.
pub(crate) fn fresh<F>() -> Result<Token, Failure<F>> {
    let bytes = random::<32, F>()?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = Hash::of(&text);
    Ok(Token { text, hash })
}

/// So many random bytes.
///
/// # Errors
/// The operating system gives none.
pub(crate) fn random<const N: usize, F>() -> Result<[u8; N], Failure<F>> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| internal(&error))?;
    Ok(bytes)
}

/// What should not happen: logged under a number that the person is told.
pub(crate) fn internal<F>(error: &dyn std::fmt::Display) -> Failure<F> {
    let mut number = [0; 8];
    // Without randomness the number says nothing, and the log line is still there.
    let _none = getrandom::fill(&mut number);
    let incident = Incident(u64::from_le_bytes(number));
    tracing::error!(%incident, %error, "unexpected");
    Failure::Internal(incident)
}
