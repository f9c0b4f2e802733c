//! The sentence about what succeeded, on its way over the redirect that follows a form: a cookie that
//! the next page takes. It is worth nothing to anybody else, so it need not be written to the disk, as
//! the session is.

use app::{Notice, NoticeShown};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderValue, header};
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// Nobody waits longer for a page; a sentence that comes later would speak of something else.
const LASTS: Duration = Duration::minutes(1);

/// By which name the browser keeps it.
#[derive(Clone, Copy)]
pub(super) struct Notices {
    name: &'static str,
    secure: bool,
}

impl Notices {
    pub(super) const fn new(secure: bool) -> Self {
        Self {
            name: if secure { "__Host-notice" } else { "notice" },
            secure,
        }
    }

    fn cookie(self, words: &str, lasts: Duration) -> Option<HeaderValue> {
        let value = serde_html_form::to_string([("", words)]).ok()?;
        let cookie = Cookie::build((self.name, value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .max_age(lasts)
            .build();
        HeaderValue::from_str(&cookie.to_string()).ok()
    }

    fn read(self, headers: &HeaderMap) -> Option<Notice> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(Cookie::split_parse)
            .filter_map(Result::ok)
            .find(|cookie| cookie.name() == self.name)
            .and_then(|cookie| {
                serde_html_form::from_str::<Vec<(String, String)>>(cookie.value()).ok()
            })
            .and_then(|pairs| pairs.into_iter().next())
            .map(|(_, words)| Notice(words))
    }
}

/// Hands the page what the form before it left, and keeps what this form leaves.
pub(super) async fn carry(
    State(notices): State<Notices>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(notice) = notices.read(request.headers()) {
        request.extensions_mut().insert(notice);
    }
    let mut response = next.run(request).await;
    let left = response.extensions().get::<Notice>();
    let cookie = match left {
        Some(Notice(words)) => notices.cookie(words, LASTS),
        None => response
            .extensions()
            .get::<NoticeShown>()
            .and_then(|_| notices.cookie("", Duration::ZERO)),
    };
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
