//! What the server must be able to read again is kept sealed, with a key that is not in the database:
//! who reads the database alone has no second factors.

use super::token::{internal, random};
use access::Failure;
use domain::AccountId;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use store::{Store, sessions::second_factors};

/// Seals with the key of this installation. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Seal(LessSafeKey);

impl Seal {
    /// The bytes of a key.
    pub const KEY: usize = 32;

    /// Nothing where it is not as long as a key.
    #[must_use]
    pub fn new(key: &[u8]) -> Option<Self> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key).ok()?;
        Some(Self(LessSafeKey::new(key)))
    }

    /// A secret of this account; sealed into another account's row it does not open.
    pub(super) fn seal<F>(&self, account: AccountId, secret: &[u8]) -> Result<Vec<u8>, Failure<F>> {
        let nonce = random::<NONCE_LEN, F>()?;
        let mut sealed = secret.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                of(account),
                &mut sealed,
            )
            .map_err(|error| internal(&error))?;
        Ok([nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// # Errors
    /// It was sealed with another key.
    pub(super) fn open<F>(&self, account: AccountId, sealed: &[u8]) -> Result<Vec<u8>, Failure<F>> {
        self.opened(account, sealed)
            .ok_or_else(|| internal(&"a second factor is sealed with another key"))
    }

    fn opened(&self, account: AccountId, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.0.open_in_place(nonce, of(account), &mut sealed).ok()?;
        Some(opened.to_vec())
    }
}

fn of(account: AccountId) -> Aad<[u8; 8]> {
    Aad::from(account.0.to_be_bytes())
}

/// Whether this is the key that the second factors in the database are sealed with; asked before
/// serving, since with another one nobody who has one could sign in.
///
/// # Errors
/// The database.
pub async fn seal_fits(store: &Store, seal: &Seal) -> store::Result<bool> {
    let mut tx = store.read().await?;
    let some = second_factors::any(&mut tx).await?;
    Ok(some.is_none_or(|(account, sealed)| seal.opened(account, &sealed).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_with_its_key_for_its_account_and_whole() -> Result<(), Failure> {
        let seal = Seal::new(&[1; Seal::KEY]).ok_or(Failure::not_found())?;
        let other = Seal::new(&[2; Seal::KEY]).ok_or(Failure::not_found())?;
        let dana = AccountId(1);
        let sealed = seal.seal::<domain::NoField>(dana, b"secret")?;
        assert_eq!(seal.opened(dana, &sealed).as_deref(), Some(&b"secret"[..]));
        assert!(!sealed.windows(6).any(|bytes| bytes == b"secret"));
        assert_ne!(seal.seal::<domain::NoField>(dana, b"secret")?, sealed);

        assert_eq!(other.opened(dana, &sealed), None);
        assert_eq!(seal.opened(AccountId(2), &sealed), None);
        let mut changed = sealed.clone();
        if let Some(byte) = changed.last_mut() {
            *byte ^= 1;
        }
        assert_eq!(seal.opened(dana, &changed), None);
        assert_eq!(seal.opened(dana, b"short"), None);
        assert!(Seal::new(b"too short").is_none());
        Ok(())
    }
}
