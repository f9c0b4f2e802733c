//! The door: resolves the storefront and the actor, makes the context, and reads the page table
//! before any page code runs.

use crate::{
    config::Config,
    http::{csrf::safe, sessions},
};
use access::{Access, Ctx, Denial, Failure, Previewing, Standing, Storefront, Who, pages, rules};
use app::{Client, Refused, Shop};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{AccountId, StorefrontId, Timestamp, VisitorId};
use http::{HeaderMap, Method, StatusCode, header};
use service::roles;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use store::{Store, Tx, accounts, accounts::Person, people, sessions::second_factors, storefronts};
use tokio::time::timeout;
use tower_sessions::Session;

/// What the door looks things up in.
#[derive(Clone)]
pub(super) struct Door {
    pub(super) config: Arc<Config>,
    pub(super) store: Store,
    pub(super) shop: Shop,
}

/// Makes the context of the request: storefront by host, then session, to an actor.
pub(super) async fn known(
    State(door): State<Door>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let client = client(&door.config, &request);
    let host = host(request.headers()).unwrap_or_default().to_owned();
    let method = request.method().clone();
    let ends = ends_preview(&request);
    // Before the transaction: reading the session takes a connection of its own, and as many requests
    // as there are connections would each hold one and wait for another.
    // Nor is who cannot be read anybody else: a busy database makes no visitor of who is signed in.
    if sessions::unreadable(&session).await {
        let failure: Failure = Failure::Unavailable;
        return (StatusCode::SERVICE_UNAVAILABLE, failure.to_string()).into_response();
    }
    let known = sessions::account(&session).await;
    let preview = match known {
        Some(_) if !ends => sessions::preview(&session).await,
        _ => None,
    };
    let chosen = match known {
        Some(_) => sessions::storefront(&session).await,
        None => None,
    };
    let asked = Asked {
        session: &session,
        method: &method,
        known,
        chosen,
        by_passkey: sessions::by_passkey(&session).await,
        preview,
    };
    match context(&door, &host, asked).await {
        Ok(Some(ctx)) => {
            request.extensions_mut().insert(Arc::new(ctx));
            request.extensions_mut().insert(client);
            request.extensions_mut().insert(door.shop.clone());
            next.run(request).await
        }
        Ok(None) if begins(request.uri().path()) => {
            request
                .extensions_mut()
                .insert(Arc::new(nowhere_yet(&door)));
            request.extensions_mut().insert(client);
            request.extensions_mut().insert(door.shop.clone());
            next.run(request).await
        }
        Ok(None) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "There is no storefront yet. Who runs this server begins at /setup.",
        )
            .into_response(),
        Err(error) => {
            let failure: Failure = error.into();
            let status =
                StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, failure.to_string()).into_response()
        }
    }
}

/// The pages that open where no storefront has been made yet.
fn begins(path: &str) -> bool {
    path == pages::SETUP.pattern || path == pages::POST_SETUP.path
}

/// Somebody who may do nothing, at a storefront that is none.
fn nowhere_yet(door: &Door) -> Ctx {
    Ctx {
        access: Access::new(Who::Visitor(VisitorId(0))),
        name: String::new(),
        acting_name: None,
        previewing: None,
        at: Storefront::none_yet(),
        now: now(),
        base_url: door.config.base_url.clone(),
        platform_url: door.config.base_url.clone(),
    }
}

/// Lets a request through to what its row of the page table opens, and no further.
pub(super) async fn door(State(door): State<Door>, request: Request, next: Next) -> Response {
    let Some(ctx) = request.extensions().get::<Arc<Ctx>>().cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Every route comes through here: this is the one place that keeps a preview from writing.
    if ctx.previewing.is_some() && !safe(request.method()) {
        return refuse(door.shop, ctx, Denial::Previewing, request).await;
    }
    let path = request.extensions().get::<MatchedPath>().cloned();
    let needs = path.as_ref().and_then(|path| pages::needs(path.as_str()));
    let open = match needs {
        Some(needs) => needs.met_by(&ctx.access, door.config.demo),
        None => Err(Denial::NotFound),
    };
    let answer = match open {
        Ok(()) => next.run(request).await,
        Err(denial) => refuse(door.shop, Arc::clone(&ctx), denial, request).await,
    };
    let refused = answer.extensions().get::<Refused>().copied();
    if let Some((Refused(why), path)) = refused.zip(path) {
        note(door.store, ctx, path, why).await;
    }
    answer
}

/// How long an answer waits for its refusal to be written down.
const NOTED_WITHIN: Duration = Duration::from_secs(2);

/// Writes a refusal down, of which the answer says the same whether that succeeds or not.
async fn note(store: Store, ctx: Arc<Ctx>, path: MatchedPath, why: Denial) {
    // Nobody waits for a connection with another in their hands.
    store::rest();
    // By itself: who goes away meanwhile was refused all the same.
    let noting = tokio::spawn(async move {
        if let Err(error) = service::audit::refused(&store, &ctx, path.as_str(), why).await {
            tracing::warn!(%error, "a refusal was not written down");
        }
    });
    // Where another writes for long, the answer goes first.
    if let Ok(Err(error)) = timeout(NOTED_WITHIN, noting).await {
        tracing::warn!(%error, "writing a refusal down has failed");
    }
}

/// What no route matches.
pub(super) async fn nowhere(request: Request) -> Response {
    let ctx = request.extensions().get::<Arc<Ctx>>().cloned();
    let shop = request.extensions().get::<Shop>().cloned();
    match ctx.zip(shop) {
        Some((ctx, shop)) => refuse(shop, ctx, Denial::NotFound, request).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A page for who asked for a page, a sentence for everything else.
async fn refuse(shop: Shop, ctx: Arc<Ctx>, denial: Denial, request: Request) -> Response {
    let failure = Failure::from(denial);
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if wants_page {
        return app::refuse(shop, ctx, failure, request).await;
    }
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::FORBIDDEN);
    Refused::beside(&failure, (status, failure.to_string()).into_response())
}

/// What a request says of who sends it.
struct Asked<'a> {
    session: &'a Session,
    method: &'a Method,
    /// Who is signed in, and who is logged in as them.
    known: Option<(AccountId, Option<AccountId>)>,
    /// The storefront that they chose to see at the bare address.
    chosen: Option<StorefrontId>,
    /// Whether a passkey opened the session.
    by_passkey: bool,
    /// The role in which they look at the storefront.
    preview: Option<String>,
}

/// What is done in one's own right while a preview is on, and nothing else is: ending it, and signing
/// out, which ends it too.
fn ends_preview(request: &Request) -> bool {
    *request.method() == Method::POST
        && [pages::END_PREVIEW, pages::POST_SIGN_OUT]
            .iter()
            .any(|endpoint| endpoint.path == request.uri().path())
}

async fn context(door: &Door, host: &str, asked: Asked<'_>) -> store::Result<Option<Ctx>> {
    let now = now();
    let mut tx = door.store.read().await?;
    let named = storefronts::by_host(&mut tx, host, door.config.bare_host()).await?;
    let mut signed_in = match asked.known {
        Some((id, acting)) => person(&mut tx, id, acting, asked.by_passkey, now).await?,
        None => None,
    };
    let at = match (&named, &signed_in) {
        (Some(named), _) => Some(named.clone()),
        (None, Some((access, person))) => {
            // What was chosen counts for as long as its chooser may be there.
            let chosen = asked
                .chosen
                .filter(|one| rules::storefronts::switch(access, *one).is_ok());
            match chosen.or_else(|| person.home(access)) {
                Some(home) => storefronts::by_id(&mut tx, home).await?,
                None => storefronts::default(&mut tx).await?,
            }
        }
        (None, None) => storefronts::default(&mut tx).await?,
    };
    let Some(at) = at else { return Ok(None) };
    let visitor = match &signed_in {
        Some(_) => None,
        None => Some(visitor(&mut tx, asked.session, asked.method, &at).await?),
    };
    let previewing = match (&mut signed_in, &asked.preview) {
        (Some((access, _)), Some(role)) => Some(preview(&mut tx, access, &at, role).await?),
        _ => None,
    };
    // An address that we did not recognise is never repeated in a link.
    let base_url = match named {
        Some(_) => door.config.url_of(host),
        None => door.config.base_url.clone(),
    };
    let (access, name, acting_name) = match (signed_in, visitor) {
        (Some((access, person)), _) => (access, person.name, person.acting_name),
        (None, Some(access)) => (access, String::new(), None),
        (None, None) => return Ok(None),
    };
    Ok(Some(Ctx {
        access,
        name,
        acting_name,
        previewing,
        at,
        now,
        base_url,
        platform_url: door.config.base_url.clone(),
    }))
}

/// Puts what a role grants into the place of one's own grants. Where it cannot be previewed any more
/// nothing is left of either, until the preview is ended.
async fn preview(
    tx: &mut Tx,
    access: &mut Access,
    at: &Storefront,
    role: &str,
) -> store::Result<Previewing> {
    match roles::seen_as(tx, access, at, role).await? {
        Ok((seen, previewing)) => {
            *access = seen;
            Ok(previewing)
        }
        Err(_) => {
            access.holdings.clear();
            Ok(Previewing {
                role: "a role that is gone".to_owned(),
                partly: false,
            })
        }
    }
}

/// Who is signed in, read anew on every request: what was taken from them acts now.
async fn person(
    tx: &mut Tx,
    id: AccountId,
    acting: Option<AccountId>,
    by_passkey: bool,
    now: Timestamp,
) -> store::Result<Option<(Access, Person)>> {
    let known = accounts::access_of(tx, id, acting, now).await?;
    let known = known.filter(|(access, _)| access.standing == Standing::Active);
    let Some((mut access, person)) = known else {
        return Ok(None);
    };
    if let Some(behind) = acting
        && !may_act(tx, behind, id, now).await?
    {
        return Ok(None);
    }
    // Who is logged in as somebody has shown their own factors before, and a passkey is two.
    let asked = acting.is_none() && !by_passkey && access.is_staff();
    if asked && unprotected(tx, &access, id).await? {
        access.standing = Standing::Unprotected;
    }
    Ok(Some((access, person)))
}

/// Whether somebody may be logged in as another still: what either of them holds may have changed.
async fn may_act(
    tx: &mut Tx,
    behind: AccountId,
    account: AccountId,
    now: Timestamp,
) -> store::Result<bool> {
    let behind = accounts::access_of(tx, behind, None, now).await?;
    let person = people::person(tx, account, now).await?;
    Ok(behind.zip(person).is_some_and(|((access, _), person)| {
        rules::people::log_in_as(&access, &person.facts()).is_ok()
    }))
}

/// Whether a storefront that somebody works for asks for a second factor, and there is none.
async fn unprotected(tx: &mut Tx, access: &Access, id: AccountId) -> store::Result<bool> {
    let works_at = rules::accounts::works_at(access);
    Ok(second_factors::asked_at(tx, works_at.as_deref()).await?
        && !second_factors::stands(tx, id).await?)
}

/// A visitor owns things by a number in the session, given when they first send something.
async fn visitor(
    tx: &mut Tx,
    session: &Session,
    method: &Method,
    at: &Storefront,
) -> store::Result<Access> {
    let id = if method == Method::GET || method == Method::HEAD {
        sessions::visitor(session).await
    } else {
        sessions::visitor_or_new(session).await
    };
    accounts::access_of_visitor(tx, at, id.unwrap_or(VisitorId(0))).await
}

/// The host that a request names, and its port. What follows a name of ours is a number and nothing else,
/// such as `@` and another host: whoever sends the request has written it.
fn host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let port = host.rsplit_once(':').map_or("", |(_, port)| port);
    let number = port.bytes().all(|byte| byte.is_ascii_digit());
    number.then_some(host)
}

/// The one clock of the server; below it, the time of a request is in its context.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
pub(crate) fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The address of the browser: what our own proxies say, counted from the right, or the peer.
fn client(config: &Config, request: &Request) -> Client {
    let forwarded: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip().to_string());
    let told = config
        .proxies
        .checked_sub(1)
        .and_then(|hops| forwarded.iter().rev().nth(hops));
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    Client {
        address: told
            .map(|address| (*address).to_owned())
            .or(peer)
            .unwrap_or_default(),
        agent: agent.chars().take(200).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{http::assets::Site, shop::Backend};
    use access::{Anchor, Holding, Role};
    use axum::{Router, body::Body, middleware, routing};
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn a_route_without_a_row_of_the_page_table_is_not_found_whoever_asks() {
        let database = testkit::sqlite().await;
        let folder = database.folder().unwrap();
        let config = Config {
            artwork: folder.join("artwork"),
            key: folder.join("quoin.key"),
            ..Config::from_env().unwrap()
        };
        let backend = Backend::open(&config, database.store.clone()).unwrap();
        let guard = Door {
            config: Arc::new(config),
            store: database.store.clone(),
            shop: backend.shop(Site::empty().assets()),
        };
        let layer = middleware::from_fn_with_state(guard.clone(), door);
        let router: Router = Router::new()
            .route("/without-a-row", routing::get(async || "within"))
            .route(pages::SIGN_IN.pattern, routing::get(async || "within"))
            .route_layer(layer);
        let visitor = Access::new(Who::Visitor(VisitorId(1)));
        let mut administrator = Access::new(Who::Account(AccountId(1)));
        administrator.holdings = vec![Holding::built_in(Role::PlatformAdmin, Anchor::Platform)];
        for access in [visitor, administrator] {
            let ctx = Arc::new(Ctx {
                access,
                ..nowhere_yet(&guard)
            });
            let ask = async |path: &str| {
                let request = Request::builder().uri(path).extension(Arc::clone(&ctx));
                let request = request.body(Body::empty()).unwrap();
                router.clone().oneshot(request).await.unwrap().status()
            };
            assert_eq!(ask("/without-a-row").await, StatusCode::NOT_FOUND);
            assert_eq!(ask(pages::SIGN_IN.pattern).await, StatusCode::OK);
        }
    }
}
