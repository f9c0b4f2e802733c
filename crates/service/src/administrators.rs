//! One platform administrator remains, whatever is done (invariant 4), and so does the Administrator of a
//! storefront's configurator (CUS-04): suspending, deleting and taking the role ask before; what takes one
//! away in a roundabout manner is done first and then asked about here, and undone where it was too much.

use access::{Access, Denial, Failure, Holding, rules};
use domain::{AccountId, AssignmentId};
use store::{Tx, people};

/// Those that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Administrators {
    of_the_platform: i64,
    /// The storefronts that have one.
    storefronts: i64,
}

async fn those(tx: &mut Tx) -> store::Result<Administrators> {
    Ok(Administrators {
        of_the_platform: people::other_administrators(tx, None, None).await?,
        storefronts: people::administered_storefronts(tx, None, None, None).await?,
    })
}

/// How many there are. Whoever else changes that waits until this transaction is over.
pub(crate) async fn counted(tx: &mut Tx) -> store::Result<Administrators> {
    people::lock_administrators(tx).await?;
    those(tx).await
}

/// That one is left of those that were counted.
///
/// # Errors
/// [`Denial::LastAdministrator`], [`Denial::LastOfStorefront`].
pub(crate) async fn one_remains_of<F>(
    tx: &mut Tx,
    before: Administrators,
) -> Result<(), Failure<F>> {
    if before == Administrators::default() {
        return Ok(());
    }
    let left = those(tx).await?;
    if before.of_the_platform > 0 && left.of_the_platform == 0 {
        return Err(Denial::LastAdministrator.into());
    }
    if left.storefronts < before.storefronts {
        return Err(Denial::LastOfStorefront.into());
    }
    Ok(())
}

/// Whether a role is one that somebody must remain with.
pub(crate) fn one_must_remain(holding: &Holding) -> bool {
    rules::people::administers_the_platform(holding)
        || rules::people::administers_a_storefront(holding)
}

/// What may go: all of somebody's roles, with their account, or one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Going<'a> {
    pub(crate) account: AccountId,
    pub(crate) holdings: &'a [Holding],
    /// Where it is this one alone.
    pub(crate) assignment: Option<AssignmentId>,
}

/// What stands in the way of it, where nobody would remain. Who runs the platform takes the last one of a
/// storefront where nobody else works by a role of the pack, which could not be switched off otherwise.
pub(crate) async fn in_the_way(
    tx: &mut Tx,
    by: &Access,
    going: Going<'_>,
) -> store::Result<Option<Denial>> {
    let (except, but) = match going.assignment {
        None => (Some(going.account), None),
        one => (None, one),
    };
    let goes = |rule: fn(&Holding) -> bool| going.holdings.iter().any(rule);
    if goes(rules::people::administers_the_platform)
        && people::other_administrators(tx, except, but).await? == 0
    {
        return Ok(Some(Denial::LastAdministrator));
    }
    if goes(rules::people::administers_a_storefront) {
        let others_than = rules::people::runs_the_platform(by).then_some(going.account);
        let before = people::administered_storefronts(tx, None, None, others_than).await?;
        let left = people::administered_storefronts(tx, except, but, others_than).await?;
        if left < before {
            return Ok(Some(Denial::LastOfStorefront));
        }
    }
    Ok(None)
}
