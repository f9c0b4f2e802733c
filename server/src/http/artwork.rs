//! The files of jobs: the artwork as it was uploaded, and the picture of its first page; and the small
//! pictures of albums.
//!
//! A stranger's file is never shown by the browser as a page of ours: it comes as an attachment, in
//! a sandbox, and is what we say it is. Whoever asks is asked anew each time, so nothing is kept by
//! caches without coming back; what has not changed is not sent again.

use crate::shop::Backend;
use access::{Ctx, Failure};
use app::{Refused, Shop};
use axum::{
    Router,
    body::Body,
    extract::{Extension, Path, Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use domain::{
    ImageId, JobId,
    artwork::Kept,
    paths::{self, Path as _},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use service::{
    albums,
    artwork::{self, Download},
};
use std::sync::Arc;
use tokio_util::io::ReaderStream;

/// What the handlers need: the acts, and pages for those who are refused.
#[derive(Clone)]
struct Served {
    backend: Backend,
    shop: Shop,
}

/// `/artwork/{job}`, `/artwork/{job}/thumbnail` and `/album-images/{image}`; each has a row of the page
/// table.
pub(super) fn routes(backend: Backend, shop: Shop) -> Router {
    Router::new()
        .route(paths::Artwork::PATTERN, routing::get(download))
        .route(paths::Thumbnail::PATTERN, routing::get(thumbnail))
        .route(paths::AlbumImage::PATTERN, routing::get(image))
        .with_state(Served { backend, shop })
}

async fn download(
    State(served): State<Served>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(job): Path<String>,
    request: Request,
) -> Response {
    let Backend { store, files, .. } = &served.backend;
    let found = match job.parse::<JobId>() {
        Ok(job) => artwork::download(store, files, &ctx, job).await,
        Err(_) => Err(Failure::not_found()),
    };
    match found {
        Ok(found) => send(request.headers(), found),
        Err(failure) => app::refuse(served.shop, ctx, failure, request).await,
    }
}

fn send(asked: &HeaderMap, found: Download) -> Response {
    let tag = format!("\"{}\"", found.kept.sha256);
    if unchanged(asked, &tag) {
        return not_modified(&tag);
    }
    let headers = [
        (header::CONTENT_TYPE, found.media.content_type().to_owned()),
        (header::CONTENT_LENGTH, found.opened.length.to_string()),
        (header::CONTENT_DISPOSITION, disposition(&found.file_name)),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'".to_owned(),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, tag),
        (
            header::HeaderName::from_static("x-checksum-sha256"),
            found.kept.sha256,
        ),
    ];
    with_headers(
        Body::from_stream(ReaderStream::new(found.opened.file)).into_response(),
        headers,
    )
}

async fn thumbnail(
    State(served): State<Served>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(job): Path<String>,
    request: Request,
) -> Response {
    let Backend { store, files, .. } = &served.backend;
    let found = match job.parse::<JobId>() {
        Ok(job) => artwork::thumbnail(store, files, &ctx, job).await,
        Err(_) => Err(Failure::not_found()),
    };
    picture(request.headers(), found)
}

async fn image(
    State(served): State<Served>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(image): Path<String>,
    request: Request,
) -> Response {
    let Backend { store, files, .. } = &served.backend;
    let found = match image.parse::<ImageId>() {
        Ok(image) => albums::thumbnail(store, files, &ctx, image).await,
        Err(_) => Err(Failure::not_found()),
    };
    picture(request.headers(), found)
}

/// A picture that we drew ourselves, of a stranger's file.
fn picture(asked: &HeaderMap, found: Result<(Kept, Vec<u8>), Failure>) -> Response {
    let (kept, bytes) = match found {
        Ok(found) => found,
        Err(failure) => {
            let status =
                StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return Refused::beside(&failure, status.into_response());
        }
    };
    let tag = format!("\"{}-1\"", kept.sha256);
    if unchanged(asked, &tag) {
        return not_modified(&tag);
    }
    let headers = [
        (header::CONTENT_TYPE, "image/png".to_owned()),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'".to_owned(),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, tag),
    ];
    with_headers(Body::from(bytes).into_response(), headers)
}

/// Whoever asks has these bytes already. They were asked for their rights all the same.
fn unchanged(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    known
        .split(',')
        .any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn not_modified(tag: &str) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, tag.to_owned()),
    ];
    with_headers(StatusCode::NOT_MODIFIED.into_response(), headers)
}

fn with_headers<const N: usize>(
    mut response: Response,
    headers: [(header::HeaderName, String); N],
) -> Response {
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The name for old and new browsers (RFC 6266): plain letters, and all of them escaped.
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ' ') {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let mut escaped = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{escaped}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_breaks_out_of_no_header() {
        assert_eq!(
            disposition("Föhn\" \r\n.pdf"),
            "attachment; filename=\"F_hn_ __.pdf\"; filename*=UTF-8''F%C3%B6hn%22%20%0D%0A.pdf"
        );
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let mut asked = HeaderMap::new();
        asked.insert(
            header::IF_NONE_MATCH,
            HeaderValue::from_static("W/\"ab\", \"cd\""),
        );
        assert!(
            unchanged(&asked, "\"ab\"")
                && unchanged(&asked, "\"cd\"")
                && !unchanged(&asked, "\"ef\"")
        );
    }
}
