//! Whose an address of the internet is, where something is counted by it.

use std::{borrow::Cow, net::Ipv6Addr};

/// The network of an address of version 6: whoever has one address there has as many as they like
/// (RFC 6177). Everything else as it is.
#[must_use]
pub fn of(whose: &str) -> Cow<'_, str> {
    let Ok(address) = whose.parse::<Ipv6Addr>() else {
        return Cow::Borrowed(whose);
    };
    Cow::Owned(match address.to_ipv4_mapped() {
        Some(address) => address.to_string(),
        None => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    })
}
