//! argon2id, away from the threads that answer requests, and only so many at once: a hash takes
//! 19 MiB and tens of milliseconds, which is its point.

use super::token::{internal, random};
use access::Failure;
use argon2::{
    Algorithm, Argon2, CustomizedPasswordHasher as _, Params, PasswordHasher as _,
    PasswordVerifier as _, Version,
    password_hash::{self, phc::PasswordHash},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::Semaphore;

/// OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How long a sign-in waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// A hash of this strength that no password is known for: checking against it takes as long as
/// against a real one, so that time does not tell which accounts there are.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cXVvaW4tbm9ib2R5LXNhbA$R5x0sVfY0o6XbT1m3yqkQm0iQx1c5o3mW8v2pTnZr9E";

/// How a hash of this strength begins.
const STRENGTH: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// Where passwords are hashed. One for the whole server.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    computed: Arc<AtomicU64>,
}

impl Passwords {
    /// `at_once`: how many hashes are computed at the same time; as many as there are cores.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(at_once.max(1))),
            computed: Arc::default(),
        }
    }

    /// How many hashes were computed since the start.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// The hash to keep of a new password. `beside` is a hash of another account of the same address,
    /// whose salt it then shares: one computation answers for all accounts of an address, and time
    /// does not tell how many there are. Salts of different addresses are different, which is their
    /// point.
    ///
    /// # Errors
    /// Too many wait, or the machine lacks memory or randomness.
    pub async fn hash<F>(
        &self,
        password: &str,
        beside: Option<&str>,
    ) -> Result<String, Failure<F>> {
        let salt = match beside.and_then(salt_of) {
            Some(salt) => salt,
            None => random::<16, F>()?.to_vec(),
        };
        let password = password.to_owned();
        let hashed = self.run(move || {
            let hash: password_hash::Result<PasswordHash> =
                argon2()?.hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string())
        });
        hashed.await?.map_err(|error| internal(&error))
    }

    /// Of each of these hashes, whether this is its password; nothing in a place is the hash of who
    /// never chose one. What has one salt takes one computation together, and where there is nothing
    /// to compute it takes as long.
    ///
    /// # Errors
    /// Too many wait, or a hash does not read as one.
    pub async fn matching<F>(
        &self,
        password: &str,
        hashes: &[Option<String>],
    ) -> Result<Vec<bool>, Failure<F>> {
        let mut recipes: Vec<&str> = hashes.iter().flatten().map(|hash| recipe(hash)).collect();
        recipes.sort_unstable();
        recipes.dedup();
        if recipes.is_empty() {
            self.verify::<F>(password, None).await?;
        }
        let mut right = vec![false; hashes.len()];
        for one in recipes {
            let mut places = Vec::new();
            let mut these = Vec::new();
            for (place, hash) in hashes.iter().enumerate() {
                if let Some(hash) = hash.as_ref().filter(|hash| recipe(hash) == one) {
                    places.push(place);
                    these.push(hash.clone());
                }
            }
            let password = password.to_owned();
            let outcome = self.run(move || compare(&password, &these)).await?;
            let outcome = outcome.map_err(|error| internal(&error))?;
            for (place, is) in places.into_iter().zip(outcome) {
                if let Some(right) = right.get_mut(place) {
                    *right = is;
                }
            }
        }
        Ok(right)
    }

    /// Whether this is the password of that hash. Without a hash it takes as long, and is not.
    ///
    /// # Errors
    /// Too many wait, or the hash does not read as one.
    pub async fn verify<F>(&self, password: &str, hash: Option<&str>) -> Result<bool, Failure<F>> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(NOBODYS).to_owned();
        let password = password.to_owned();
        let outcome = self
            .run(move || argon2()?.verify_password(password.as_bytes(), &*hash))
            .await?;
        match outcome {
            Ok(()) => Ok(known),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(internal(&error)),
        }
    }

    async fn run<T: Send + 'static, F>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure<F>> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Failure::Unavailable);
        };
        self.computed.fetch_add(1, Ordering::Relaxed);
        let work = tokio::task::spawn_blocking(move || {
            // Given back when the work is done, also where nobody waits for it any more.
            let _turn = turn;
            work()
        });
        work.await.map_err(|error| internal(&error))
    }
}

/// All of a hash but its outcome: algorithm, strength and salt.
fn recipe(hash: &str) -> &str {
    hash.rsplit_once('$').map_or(hash, |(recipe, _)| recipe)
}

/// The salt of a hash of today's strength.
fn salt_of(hash: &str) -> Option<Vec<u8>> {
    let known = PasswordHash::new(hash)
        .ok()
        .filter(|_| hash.starts_with(STRENGTH))?;
    known.salt.map(|salt| salt.to_vec())
}

/// Of hashes of one recipe, which are of this password; one computation.
fn compare(password: &str, hashes: &[String]) -> password_hash::Result<Vec<bool>> {
    let mut known = Vec::new();
    for hash in hashes {
        known.push(PasswordHash::new(hash)?);
    }
    let first = known
        .iter()
        .find_map(|one| one.salt.as_ref().map(|salt| (one, salt)));
    let Some((first, salt)) = first else {
        return Ok(vec![false; known.len()]);
    };
    let computed: PasswordHash = argon2()?.hash_password_customized(
        password.as_bytes(),
        salt,
        Some(first.algorithm.as_str()),
        first.version,
        Params::try_from(first)?,
    )?;
    // Outcomes are compared in constant time.
    let is = |one: &PasswordHash| one.hash.is_some() && one.hash == computed.hash;
    Ok(known.iter().map(is).collect())
}

fn argon2() -> password_hash::Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_real_hash_is_right() -> Result<(), Failure> {
        let passwords = Passwords::new(2);
        let hash = passwords
            .hash::<domain::NoField>("eleven purple staplers", None)
            .await?;
        assert!(hash.starts_with(STRENGTH));
        assert!(
            passwords
                .verify("eleven purple staplers", Some(&hash))
                .await?
        );
        assert!(
            !passwords
                .verify("eleven purple stapler", Some(&hash))
                .await?
        );
        assert!(!passwords.verify("eleven purple staplers", None).await?);
        assert_eq!(passwords.computed(), 4);
        Ok(())
    }

    #[tokio::test]
    async fn the_accounts_of_one_address_take_one_computation() -> Result<(), Failure> {
        let passwords = Passwords::new(2);
        let first = passwords
            .hash::<domain::NoField>("eleven purple staplers", None)
            .await?;
        let same = passwords
            .hash::<domain::NoField>("eleven purple staplers", Some(&first))
            .await?;
        let other = passwords
            .hash::<domain::NoField>("nine green typewriters", Some(&first))
            .await?;
        assert_eq!(first, same);
        assert_eq!(recipe(&first), recipe(&other));
        let elsewhere = passwords
            .hash::<domain::NoField>("eleven purple staplers", None)
            .await?;
        assert_ne!(first, elsewhere, "another address, another salt");

        let these = [Some(first), None, Some(other), Some(same)];
        let mut computed = passwords.computed();
        for (password, right) in [
            ("eleven purple staplers", [true, false, false, true]),
            ("nine green typewriters", [false, false, true, false]),
            ("something else", [false; 4]),
        ] {
            let found = passwords
                .matching::<domain::NoField>(password, &these)
                .await?;
            assert_eq!(found, right, "{password}");
            computed += 1;
            assert_eq!(passwords.computed(), computed, "{password}");
        }
        for nobody in [&[][..], &[None]] {
            let found = passwords
                .matching::<domain::NoField>("eleven purple staplers", nobody)
                .await?;
            assert!(!found.contains(&true));
            computed += 1;
            assert_eq!(passwords.computed(), computed, "as long as for somebody");
        }
        Ok(())
    }
}
