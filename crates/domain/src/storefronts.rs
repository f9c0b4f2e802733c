//! Storefronts: several web shops on one platform, told apart by host name.

/// The storefront slug that a host names: the first label of `acme.localhost:3000`. Nothing for a
/// bare address.
#[must_use]
pub fn slug_of_host<'a>(host: &'a str, bare: &str) -> Option<&'a str> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name.strip_suffix(bare)?
        .strip_suffix('.')
        .filter(|slug| !slug.is_empty() && !slug.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_names_the_storefront() {
        assert_eq!(
            slug_of_host("acme.localhost:3000", "localhost"),
            Some("acme")
        );
        assert_eq!(slug_of_host("localhost:3000", "localhost"), None);
        assert_eq!(slug_of_host("a.b.localhost", "localhost"), None);
        assert_eq!(slug_of_host("evil.test", "localhost"), None);
    }
}
