//! Links in mails: each works once, and not for ever.

use super::Hash;
use crate::{Error, Result, Tx, sql::sql};
use domain::{AccountId, Timestamp, accounts::TokenKind};

/// Gives an account a token; earlier ones of this kind are worth nothing from now on.
///
/// # Errors
/// See [`Error`].
pub async fn issue(
    tx: &mut Tx,
    hash: &Hash,
    kind: TokenKind,
    account: AccountId,
    detail: &serde_json::Value,
    now: Timestamp,
) -> Result<()> {
    withdraw(tx, kind, account).await?;
    sql("
        insert into tokens (hash, kind, account_id, created_at, ends_at, detail)
        values ($1, $2, $3, $4, $5, $6)")
    .bind(hash.bytes())
    .bind(kind.key())
    .bind(account)
    .bind(now)
    .bind(now.plus(kind.lasts()))
    .bind(detail.to_string())
    .run(tx)
    .await?;
    Ok(())
}

/// Takes back what was not used of this kind.
///
/// # Errors
/// See [`Error`].
pub async fn withdraw(tx: &mut Tx, kind: TokenKind, account: AccountId) -> Result<()> {
    sql("delete from tokens where account_id = $1 and kind = $2 and used_at is null")
        .bind(account)
        .bind(kind.key())
        .run(tx)
        .await?;
    Ok(())
}

/// A token that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub account: AccountId,
    pub detail: serde_json::Value,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    account_id: i64,
    detail: String,
}

impl TryFrom<Row> for Token {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let detail = serde_json::from_str(&row.detail)
            .map_err(|_| Error::unreadable("tokens.detail", &*row.detail))?;
        Ok(Self {
            account: AccountId(row.account_id),
            detail,
        })
    }
}

/// Whose token it is, while it can be used; nothing is consumed.
///
/// # Errors
/// See [`Error`].
pub async fn peek(
    tx: &mut Tx,
    hash: &Hash,
    kind: TokenKind,
    now: Timestamp,
) -> Result<Option<Token>> {
    sql("
        select account_id, detail
        from tokens
        where hash = $1 and kind = $2 and used_at is null and ends_at > $3")
    .bind(hash.bytes())
    .bind(kind.key())
    .bind(now)
    .optional::<Row>(tx)
    .await?
    .map(Token::try_from)
    .transpose()
}

/// Uses a token, once: of two at the same time one gets nothing.
///
/// # Errors
/// See [`Error`].
pub async fn redeem(
    tx: &mut Tx,
    hash: &Hash,
    kind: TokenKind,
    now: Timestamp,
) -> Result<Option<Token>> {
    sql("
        update tokens
        set used_at = $3
        where hash = $1 and kind = $2 and used_at is null and ends_at > $3
        returning account_id, detail")
    .bind(hash.bytes())
    .bind(kind.key())
    .bind(now)
    .optional::<Row>(tx)
    .await?
    .map(Token::try_from)
    .transpose()
}
