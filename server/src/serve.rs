//! Opening everything, and serving until told to stop.

use crate::{
    command::Outcome,
    config::Config,
    demo,
    http::{self, assets::Site},
    imports, mail,
    shop::Backend,
};
use std::{fs, path::Path};
use store::Store;
use tokio::net::TcpListener;

/// The bundle that this program was built with; nothing in a build by plain cargo, which then takes
/// any.
const BUNDLE: Option<&str> = option_env!("QUOIN_BUNDLE");

/// Opens the database, making the folder of a SQLite file.
///
/// # Errors
/// It cannot be opened.
pub async fn open(config: &Config) -> Outcome<Store> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://")
        && let Some(folder) = Path::new(path.split('?').next().unwrap_or(path)).parent()
        && !folder.as_os_str().is_empty()
    {
        fs::create_dir_all(folder)?;
    }
    Ok(Store::open(&config.database_url).await?)
}

/// Fills an empty database with the demo platform.
///
/// # Errors
/// The database is not there, or what is in it cannot be brought up to date.
pub async fn fill(config: &Config) -> Outcome<()> {
    let store = open(config).await?;
    store.migrate().await?;
    match demo::fill(&Backend::open(config, store)?).await? {
        Some(people) => demo::tell(&people),
        None => println!("There is something in the database already; it was left as it is."),
    }
    Ok(())
}

/// Serves until Ctrl-C or a termination signal; requests that have begun are finished.
///
/// # Errors
/// Something that serving needs is not there.
pub async fn serve(config: &Config) -> Outcome<()> {
    let site = Site::load(&config.site)?;
    if let Some(built_with) = BUNDLE
        && site.bundle() != built_with
    {
        return Err(format!(
            "the web bundle in {} is not the one this program was built with; build both again (script/serve does)",
            config.site.display()
        )
        .into());
    }
    let store = open(config).await?;
    store.migrate().await?;
    let backend = Backend::open(config, store)?;
    if !service::accounts::seal_fits(&backend.store, &backend.seal).await? {
        return Err(format!(
            "{} is not the key that the second factors in the database are sealed with; every server on a database has the same (QUOIN_KEY)",
            config.key.display()
        )
        .into());
    }
    if config.demo
        && let Some(people) = demo::fill(&backend).await?
    {
        demo::tell(&people);
    }
    if let Some(token) = backend.offer_setup().await? {
        println!(
            "Nobody administers this installation yet. Begin at {}/setup with this token,",
            config.base_url
        );
        println!("which works once and until the server stops: {token}");
    }
    let mail = tokio::spawn(mail::worker(
        backend.store.clone(),
        mail::transport(config)?,
        http::now,
    ));
    let sweeper = tokio::spawn(mail::sweeper(backend.store.clone(), http::now));
    let imports = tokio::spawn(imports::worker(
        backend.store.clone(),
        backend.imports.clone(),
        http::now,
    ));
    let router = http::router(config, backend, site);
    let listener = TcpListener::bind(config.address).await?;
    println!("Quoin is at {}", config.base_url);
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stopped())
        .await?;
    // What they had begun is in the database, and goes on with the next start.
    mail.abort();
    imports.abort();
    sweeper.abort();
    Ok(())
}

/// Resolves when the process is asked to stop.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
