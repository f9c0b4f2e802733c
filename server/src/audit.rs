//! `quoin audit verify`.

use crate::{command::Outcome, config::Config, serve};
use store::audit::{Verdict, verify as read};

/// Reads the whole audit trail and says whether every entry is as it was written; where it is not,
/// the command fails and names the first place.
///
/// # Errors
/// The chain is broken, or the database is not there.
pub async fn verify(config: &Config) -> Outcome<()> {
    let store = serve::open(config).await?;
    let mut tx = store.read().await?;
    let verdict = read(&mut tx).await?;
    match verdict {
        Verdict::Whole {
            length,
            hash,
            older,
        } => {
            println!(
                "The audit trail is whole: {length} entries, each covering the one before it."
            );
            if older > 0 {
                println!("{older} entries are older than the chain; nothing can be said of those.");
            }
            println!(
                "It ends in {}",
                if hash.is_empty() {
                    "nothing yet"
                } else {
                    hash.as_str()
                }
            );
            println!(
                "Keep that line elsewhere: who can write to the database can write a whole new trail, but not one that ends in it at that length."
            );
            Ok(())
        }
        Verdict::Broken { at, why } => {
            Err(format!("the audit trail is broken at entry {at}: {why}").into())
        }
    }
}
