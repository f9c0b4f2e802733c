//! A form must come from one of our own pages.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site`, or else `Origin`. A request that
//! changes something and says neither does not come from a browser's page, and is refused as well.

use crate::config::Config;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Method, StatusCode, header};

/// How our own addresses begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ours {
    scheme: &'static str,
}

impl Ours {
    pub(super) fn of(config: &Config) -> Self {
        Self {
            scheme: if config.secure() { "https" } else { "http" },
        }
    }

    fn sent(self, headers: &HeaderMap) -> bool {
        let text = |name| {
            headers
                .get(name)
                .and_then(|value: &http::HeaderValue| value.to_str().ok())
        };
        if let Some(site) = text("sec-fetch-site") {
            return site == "same-origin" || site == "none";
        }
        match (text("origin"), text(header::HOST.as_str())) {
            (Some(origin), Some(host)) => origin
                .strip_prefix(self.scheme)
                .and_then(|rest| rest.strip_prefix("://"))
                .is_some_and(|ours| ours == host),
            _ => false,
        }
    }
}

/// Whether a request of this method changes nothing.
pub(super) fn safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses what changes something and was not sent by a page of ours.
pub(super) async fn ours(State(ours): State<Ours>, request: Request, next: Next) -> Response {
    if safe(request.method()) || ours.sent(request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This form was sent from another site, and nothing was done. Please use the form on our page.")
        .into_response()
}
