//! Sessions: in our own table, tied to accounts, so that they can be listed and ended.
//!
//! The cookie holds a random id, the table its hash. What a session holds beside the account is a
//! flash, a visitor's number, who stands in the door, what a passkey was asked for, whether one opened
//! it, the role that is previewed, and the storefront that was chosen.

use crate::{config::Config, http::door::now};
use async_trait::async_trait;
use domain::{AccountId, StorefrontId, Timestamp, VisitorId};
use service::accounts::{Asked, Pending, SignedIn};
use std::collections::HashMap;
use store::{
    Store,
    sessions::{self, Hash, Kept},
};
use time::{Duration, OffsetDateTime};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

const ACCOUNT: &str = "account";
const ACTING: &str = "acting";
const AGENT: &str = "agent";
const VISITOR: &str = "visitor";
const PENDING: &str = "pending";
const PREVIEW: &str = "preview";
const STOREFRONT: &str = "storefront";
const ASKED: &str = "asked";
const PASSKEY: &str = "passkey";

/// The session of every request.
pub(super) fn layer(config: &Config, store: Store) -> SessionManagerLayer<Sessions> {
    // The prefix ties the cookie to this host and to TLS; browsers refuse it without TLS.
    let name = if config.secure() {
        "__Host-quoin"
    } else {
        "quoin"
    };
    SessionManagerLayer::new(Sessions(store))
        .with_name(name)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(config.secure())
        // A person who comes back within the month finds the cart; how long one stays signed in is
        // decided by the table.
        .with_expiry(Expiry::OnInactivity(Duration::days(30)))
}

/// Whether nobody can say at the moment who is signed in.
pub(super) async fn unreadable(session: &Session) -> bool {
    use tower_sessions::session::Error as Unread;
    match session.get_value(ACCOUNT).await {
        Err(Unread::Store(Error::Backend(error))) => {
            tracing::error!(%error, "sessions cannot be read");
            true
        }
        _ => false,
    }
}

/// Who is signed in, and who is logged in as them.
pub async fn account(session: &Session) -> Option<(AccountId, Option<AccountId>)> {
    let account = session.get::<i64>(ACCOUNT).await.ok()??;
    let acting = session.get::<i64>(ACTING).await.ok()?;
    Some((AccountId(account), acting.map(AccountId)))
}

/// Ties the session to an account, under a new id: one that was known before signing in is worth
/// nothing after it.
///
/// # Errors
/// The session cannot be written.
pub async fn sign_in(
    session: &Session,
    entered: &SignedIn,
    agent: &str,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.insert(ACCOUNT, entered.account.0).await?;
    session.insert(PASSKEY, entered.by_passkey).await?;
    // Who signs in is nobody's stand-in, whatever the session was before.
    session.remove::<i64>(ACTING).await?;
    session.remove::<Pending>(PENDING).await?;
    session.remove::<String>(PREVIEW).await?;
    session.remove::<i64>(STOREFRONT).await?;
    session.insert(AGENT, agent).await
}

/// Whether a passkey opened the session, which is two factors at once.
pub(super) async fn by_passkey(session: &Session) -> bool {
    matches!(session.get::<bool>(PASSKEY).await, Ok(Some(true)))
}

/// Keeps who has shown a password and has another step to take; under a new id as well, since what
/// follows asks for no password any more.
///
/// # Errors
/// The session cannot be written.
pub async fn wait(
    session: &Session,
    pending: &Pending,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.insert(PENDING, pending).await
}

/// Keeps what this browser was asked to sign in with; an earlier question is over.
///
/// # Errors
/// The session cannot be written.
pub async fn ask(
    session: &Session,
    asked: &Asked,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.insert(ASKED, asked).await
}

/// Takes what this browser was asked, if it was: it answers once.
///
/// # Errors
/// The session cannot be written.
pub async fn asked(
    session: &Session,
) -> std::result::Result<Option<Asked>, tower_sessions::session::Error> {
    session.remove(ASKED).await
}

/// Who stands in the door, if anybody does.
pub async fn pending(session: &Session) -> Option<Pending> {
    session.get::<Pending>(PENDING).await.ok().flatten()
}

/// The role in which the storefront is looked at, if one is previewed.
pub async fn preview(session: &Session) -> Option<String> {
    session.get::<String>(PREVIEW).await.ok().flatten()
}

/// Goes on in a role, to look at the storefront; in one's own right where there is none.
///
/// # Errors
/// The session cannot be written.
pub async fn go_on_in(
    session: &Session,
    role: Option<&str>,
) -> std::result::Result<(), tower_sessions::session::Error> {
    match role {
        Some(role) => session.insert(PREVIEW, role).await,
        None => session.remove::<String>(PREVIEW).await.map(drop),
    }
}

/// Goes on as somebody else, under a new id: `acting` is the administrator who is logged in as the
/// account; nothing where they have returned to their own.
///
/// # Errors
/// The session cannot be written.
pub async fn go_on_as(
    session: &Session,
    account: AccountId,
    acting: Option<AccountId>,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.insert(ACCOUNT, account.0).await?;
    match acting {
        Some(acting) => session.insert(ACTING, acting.0).await,
        None => session.remove::<i64>(ACTING).await.map(drop),
    }
}

/// Goes on at a storefront; at the bare address, which shows any.
///
/// # Errors
/// The session cannot be written.
pub async fn go_on_at(
    session: &Session,
    storefront: StorefrontId,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.insert(STOREFRONT, storefront.0).await
}

/// Where its owner goes on. Whether they may is asked on every request.
pub(super) async fn storefront(session: &Session) -> Option<StorefrontId> {
    session
        .get::<i64>(STOREFRONT)
        .await
        .ok()
        .flatten()
        .map(StorefrontId)
}

/// Ends the session and all that it held.
///
/// # Errors
/// The session cannot be removed.
pub async fn sign_out(
    session: &Session,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.flush().await
}

/// The hash under which this session is kept.
#[must_use]
pub fn hash(session: &Session) -> Option<Hash> {
    session.id().map(|id| hash_of(&id))
}

/// The number of a browser without an account, if it has one.
pub(super) async fn visitor(session: &Session) -> Option<VisitorId> {
    session
        .get::<i64>(VISITOR)
        .await
        .ok()
        .flatten()
        .map(VisitorId)
}

/// The same, giving one if there is none.
pub(super) async fn visitor_or_new(session: &Session) -> Option<VisitorId> {
    if let Some(known) = visitor(session).await {
        return Some(known);
    }
    let id = getrandom::u64()
        .ok()
        .map(|random| i64::try_from(random >> 1).unwrap_or(i64::MAX))?;
    session.insert(VISITOR, id).await.ok()?;
    Some(VisitorId(id))
}

fn hash_of(id: &Id) -> Hash {
    Hash::of(id.0.to_be_bytes())
}

/// The table, as the session layer sees it.
#[derive(Clone, Debug)]
pub struct Sessions(Store);

impl Sessions {
    async fn note(&self, hash: &Hash, now: Timestamp) -> store::Result<()> {
        let mut tx = self.0.begin().await?;
        sessions::touch(&mut tx, hash, now).await?;
        tx.commit().await
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let mut tx = self.0.begin().await.map_err(backend)?;
            let agent = record
                .data
                .get(AGENT)
                .and_then(|agent| agent.as_str())
                .unwrap_or_default();
            let made =
                sessions::create(&mut tx, &hash_of(&record.id), &kept(record)?, agent, now())
                    .await
                    .map_err(backend)?;
            tx.commit().await.map_err(backend)?;
            if made {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let mut tx = self.0.begin().await.map_err(backend)?;
        // A session that was ended meanwhile stays ended.
        sessions::save(&mut tx, &hash_of(&record.id), &kept(record)?, now())
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = now();
        let hash = hash_of(id);
        let mut tx = self.0.read().await.map_err(backend)?;
        let found = sessions::load(&mut tx, &hash, now).await.map_err(backend)?;
        drop(tx);
        let Some(found) = found else { return Ok(None) };
        if found.to_be_noted(now) {
            // Whoever writes for long keeps nobody from reading.
            if let Err(error) = self.note(&hash, now).await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        }
        let data: HashMap<String, serde_json::Value> = serde_json::from_str(&found.kept.data)
            .map_err(|error| Error::Decode(error.to_string()))?;
        let ends = OffsetDateTime::from_unix_timestamp(found.ends.0 / 1_000)
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date: ends,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.0.begin().await.map_err(backend)?;
        sessions::delete(&mut tx, &hash_of(id))
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

/// The account stands in columns of its own, by which its sessions are found.
fn kept(record: &Record) -> Result<Kept> {
    let id = |key: &str| {
        record
            .data
            .get(key)
            .and_then(serde_json::Value::as_i64)
            .map(AccountId)
    };
    Ok(Kept {
        account: id(ACCOUNT),
        acting: id(ACTING),
        data: serde_json::to_string(&record.data)
            .map_err(|error| Error::Encode(error.to_string()))?,
    })
}

fn backend(error: store::Error) -> Error {
    Error::Backend(error.to_string())
}
