//! argon2id, away from the threads that answer requests, and only so many at once: a hash takes
//! 19 MiB and tens of milliseconds, which is its point.

use super::token::{internal, random};
use access::Failure;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
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

    /// The hash to keep of a new password.
    ///
    /// # Errors
    /// Too many wait, or the machine lacks memory or randomness.
    pub async fn hash<F>(&self, password: &str) -> Result<String, Failure<F>> {
        let salt = random::<16, F>()?;
        let password = password.to_owned();
        let hashed = self.run(move || {
            let hash: password_hash::Result<PasswordHash> =
                argon2()?.hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string())
        });
        hashed.await?.map_err(|error| internal(&error))
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
            .hash::<domain::NoField>("eleven purple staplers")
            .await?;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
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
}
