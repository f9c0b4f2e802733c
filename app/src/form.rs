//! Posted forms: one adapter for all of them.
//!
//! A browser gets a redirect whatever happens: to where the act leads, or back to the page with
//! what was typed and what was wrong. Who asks for JSON (an island, a program) gets the status and
//! the same facts as JSON, and after too many tries, and where something cannot be done just now, the
//! seconds to wait (`Retry-After`).

use crate::{Failed, Named, Notice, Refused, Shop, Typed};
use access::{Ctx, Denial, Failure, pages::Endpoint};
use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing,
};
use domain::paths;
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::{Arc, Mutex};
use tower_sessions::Session;

/// The largest form without a file, in bytes.
pub(crate) const LARGEST: usize = 256 * 1024;

/// Where an act leads, and what to say there.
pub struct Done {
    to: String,
    notice: Option<String>,
    shown: Vec<(String, String)>,
}

impl std::fmt::Debug for Done {
    /// Without what is shown once, which has no place in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Done")
            .field("to", &self.to)
            .field("notice", &self.notice)
            .finish_non_exhaustive()
    }
}

/// Leads to an address of ours.
pub fn go(to: impl std::fmt::Display) -> Done {
    Done {
        to: to.to_string(),
        notice: None,
        shown: Vec::new(),
    }
}

impl Done {
    /// With a sentence that is shown there once.
    #[must_use]
    pub fn saying(mut self, notice: impl Into<String>) -> Self {
        self.notice = Some(notice.into());
        self
    }

    /// With values that are shown there once, under a name of
    /// [`Typed::values`](crate::Typed::values), and kept nowhere: recovery codes.
    #[must_use]
    pub fn showing_once(self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        let named = values.into_iter().map(|value| (name.to_owned(), value));
        self.showing_each(named)
    }

    /// The same for values of several names: what was typed and is asked for again.
    #[must_use]
    pub fn showing_each(mut self, values: impl IntoIterator<Item = (String, String)>) -> Self {
        self.shown.extend(values);
        self
    }

    /// Leaves what is shown once for the page that it leads to; answers its address, and what there is
    /// to say there.
    async fn leave(self, session: &Session) -> (String, Option<Notice>) {
        let (notice, long) = match self.notice.map(Notice::of).transpose() {
            Ok(notice) => (notice, None),
            Err(long) => (None, Some(long)),
        };
        if long.is_some() || !self.shown.is_empty() {
            Typed::done(long, self.shown).leave(session).await;
        }
        (self.to, notice)
    }
}

/// What a form is given: who asks and where, and what it can reach.
#[derive(Clone, Debug)]
pub struct Act {
    pub ctx: Arc<Ctx>,
    pub shop: Shop,
    pub session: Session,
    /// The client's address and agent, for limits and the list of sessions.
    pub client: Client,
    also: Arc<Mutex<Vec<(String, String)>>>,
}

/// From where a request comes.
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub address: String,
    pub agent: String,
}

/// Registers a form at its row of the page table.
pub fn post<Form, F, Run, Answer>(endpoint: &'static Endpoint, run: Run) -> Router<Shop>
where
    Form: DeserializeOwned + Send + 'static,
    F: Named,
    Run: Fn(Act, Form) -> Answer + Clone + Send + Sync + 'static,
    Answer: Future<Output = Result<Done, Failure<F>>> + Send + 'static,
{
    let handler =
        async move |State(shop): State<Shop>, session: Session, request: Request| -> Response {
            let posted = match Posted::<Form>::read(shop, session, request).await {
                Ok(posted) => posted,
                Err(unread) => return unread.into_response(),
            };
            let session = posted.act.session.clone();
            let outcome = run(posted.act, posted.form).await;
            answer(&posted.headers, &session, endpoint, &posted.pairs, outcome).await
        };
    Router::new().route(endpoint.path, routing::post(handler))
}

/// Registers what a script asks for before it posts a form: the same, and answered with JSON whatever
/// happens. Nothing is kept for a page to show.
pub fn ask<Form, F, Told, Run, Answer>(endpoint: &'static Endpoint, run: Run) -> Router<Shop>
where
    Form: DeserializeOwned + Send + 'static,
    F: Named,
    Told: Serialize + Send + 'static,
    Run: Fn(Act, Form) -> Answer + Clone + Send + Sync + 'static,
    Answer: Future<Output = Result<Told, Failure<F>>> + Send + 'static,
{
    let handler =
        async move |State(shop): State<Shop>, session: Session, request: Request| -> Response {
            let posted = match Posted::<Form>::read(shop, session, request).await {
                Ok(posted) => posted,
                Err(unread) => return unread.into_response(),
            };
            match run(posted.act, posted.form).await {
                Ok(told) => axum::Json(told).into_response(),
                Err(failure) => failed(endpoint, &failure),
            }
        };
    Router::new().route(endpoint.path, routing::post(handler))
}

/// A form as it came.
struct Posted<Form> {
    headers: HeaderMap,
    act: Act,
    pairs: Vec<(String, String)>,
    form: Form,
}

/// Why there is none.
enum Unread {
    NoContext,
    TooLarge,
    Unreadable,
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        match self {
            Self::NoContext => StatusCode::NOT_FOUND.into_response(),
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Unreadable => unreadable(),
        }
    }
}

impl<Form: DeserializeOwned> Posted<Form> {
    async fn read(shop: Shop, session: Session, request: Request) -> Result<Self, Unread> {
        let (parts, body) = request.into_parts();
        let act = Act::of(&parts, shop, session).ok_or(Unread::NoContext)?;
        let bytes = to_bytes(body, LARGEST)
            .await
            .map_err(|_| Unread::TooLarge)?;
        let form = serde_html_form::from_bytes(&bytes).map_err(|_| Unread::Unreadable)?;
        Ok(Self {
            headers: parts.headers,
            act,
            pairs: pairs(&bytes),
            form,
        })
    }
}

impl Act {
    pub(crate) fn of(parts: &Parts, shop: Shop, session: Session) -> Option<Self> {
        let ctx = Arc::clone(parts.extensions.get::<Arc<Ctx>>()?);
        let client = parts
            .extensions
            .get::<Client>()
            .cloned()
            .unwrap_or_default();
        Some(Self {
            ctx,
            shop,
            session,
            client,
            also: Arc::default(),
        })
    }

    /// Gives the page that shows a failure a value that nobody typed: the name of a file that was
    /// good and is kept.
    pub(crate) fn keep(&self, name: &str, value: impl std::fmt::Display) {
        if let Ok(mut also) = self.also.lock() {
            also.push((name.to_owned(), value.to_string()));
        }
    }

    /// What was typed, with what the act keeps in the place of fields of the same name.
    pub(crate) fn typed(&self, mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
        if let Ok(also) = self.also.lock() {
            pairs.retain(|(name, _)| !also.iter().any(|(kept, _)| kept == name));
            pairs.extend(also.iter().cloned());
        }
        pairs
    }
}

/// A form that does not have its fields was not made by our page.
pub(crate) fn unreadable() -> Response {
    (
        StatusCode::BAD_REQUEST,
        "This form could not be read. Please go back, reload the page and try again.",
    )
        .into_response()
}

pub(crate) fn pairs(body: &[u8]) -> Vec<(String, String)> {
    serde_html_form::from_bytes(body).unwrap_or_default()
}

/// The answer to a form, for a browser or for a program.
pub(crate) async fn answer<F: Named>(
    headers: &HeaderMap,
    session: &Session,
    endpoint: &Endpoint,
    pairs: &[(String, String)],
    outcome: Result<Done, Failure<F>>,
) -> Response {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    match outcome {
        Ok(done) => {
            let (to, notice) = done.leave(session).await;
            let mut response = if wants_json {
                // The island goes there itself; the sentence waits for it.
                axum::Json(Gone { to }).into_response()
            } else {
                see_other(&to)
            };
            if let Some(notice) = notice {
                response.extensions_mut().insert(notice);
            }
            response
        }
        Err(failure) if wants_json => failed(endpoint, &failure),
        Err(Failure::Denied(Denial::SignIn)) => {
            let next = back(headers);
            see_other(&format!("{}?next={}", paths::SignIn, escape(&next)))
        }
        Err(failure) => {
            Typed::failed(Failed::new(endpoint.path, &failure), pairs)
                .leave(session)
                .await;
            Refused::beside(&failure, see_other(&back(headers)))
        }
    }
}

/// A failure for a program.
fn failed<F: Named>(endpoint: &Endpoint, failure: &Failure<F>) -> Response {
    let status =
        StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let told = axum::Json(Failed::new(endpoint.path, failure));
    let mut response = Refused::beside(failure, (status, told).into_response());
    let wait = match failure {
        Failure::TooMany { seconds } => Some(*seconds),
        Failure::Unavailable => Some(BUSY),
        _ => None,
    };
    if let Some(seconds) = wait {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// When to come again where something cannot be done just now, in seconds: as long as others are waited
/// for.
const BUSY: u32 = 30;

/// A form with nothing to fill in.
#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

#[derive(Serialize)]
struct Gone {
    to: String,
}

pub(crate) fn see_other(to: &str) -> Response {
    // Only addresses of ours: a path, and not one that browsers read as another host.
    let local = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
    axum::response::Redirect::to(if local { to } else { "/" }).into_response()
}

/// The page that the form was on: the path of the referer, which may only lead to a path of ours.
fn back(headers: &HeaderMap) -> String {
    headers
        .get(header::REFERER)
        .and_then(|referer| referer.to_str().ok())
        .and_then(|referer| referer.parse::<http::Uri>().ok())
        .and_then(|uri| uri.path_and_query().map(|path| path.as_str().to_owned()))
        .unwrap_or_else(|| "/".to_owned())
}

/// A value inside a query string.
pub(crate) fn escape(value: &str) -> String {
    let pair = serde_html_form::to_string([("v", value)]).unwrap_or_default();
    pair.strip_prefix("v=").unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::pages;
    use domain::NoField;

    #[test]
    fn a_program_that_is_to_come_again_is_told_when() {
        for (failure, status, wait) in [
            (Failure::TooMany { seconds: 90 }, 429, Some("90")),
            (Failure::Unavailable, 503, Some("30")),
            (Failure::Denied(Denial::NotFound), 404, None),
        ] {
            let response = failed::<NoField>(&pages::CART_ADD, &failure);
            assert_eq!(response.status().as_u16(), status);
            let told = response.headers().get(header::RETRY_AFTER);
            assert_eq!(told.and_then(|told| told.to_str().ok()), wait);
        }
    }
}
