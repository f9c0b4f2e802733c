//! What must not be guessed: keys of forms, numbers of orders.

use access::Failure;
use domain::OrderNumber;

/// 128 random bits in hexadecimal, the key of a form.
///
/// # Errors
/// The operating system has no randomness to give.
pub(crate) fn once() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    fill(&mut bytes)?;
    Ok(store::artwork::hexadecimal(&bytes))
}

/// Eight digits, of which the first is no zero. Not the next of a row: the number of one's own order
/// must not tell how many others have ordered.
///
/// # Errors
/// The operating system has no randomness to give.
pub(crate) fn order_number() -> Result<OrderNumber, Failure> {
    let mut bytes = [0_u8; 8];
    fill(&mut bytes)?;
    // The bias of the remainder is below one in 10^11.
    let number = u64::from_le_bytes(bytes) % 90_000_000 + 10_000_000;
    Ok(OrderNumber(i64::try_from(number).unwrap_or(10_000_000)))
}

fn fill(bytes: &mut [u8]) -> Result<(), Failure> {
    getrandom::fill(bytes).map_err(|error| {
        tracing::error!(%error, "no randomness");
        Failure::Unavailable
    })
}
