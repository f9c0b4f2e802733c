//! What the installation is set to.

use access::{Ctx, Failure, rules};
use domain::storefronts::SystemPage;
use store::{Engine, Store, people, storefronts};

/// `facts` are those of the process, which its settings say; the database adds its own.
///
/// # Errors
/// Not granted for the platform.
pub async fn system(
    store: &Store,
    ctx: &Ctx,
    mut facts: Vec<(String, String)>,
) -> Result<SystemPage, Failure> {
    let may = rules::storefronts::system(&ctx.access)?;
    let mut tx = store.read().await?;
    let administrators = people::platform_administrators(&mut tx, &may).await?;
    let (version, mut settings) = storefronts::platform(&mut tx, &may).await?;
    if settings.announced.notice_at(ctx.now).is_none() {
        settings.announced.notice = None;
        settings.announced.until = None;
    }
    let all = storefronts::list(&mut tx).await?;
    let engine = match store.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    facts.push(("Database".to_owned(), engine.to_owned()));
    facts.push(("Storefronts".to_owned(), all.len().to_string()));
    Ok(SystemPage {
        facts,
        settings,
        version,
        administrators,
    })
}
