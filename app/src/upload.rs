//! Forms with a file.

use crate::{
    Done, Named, Shop,
    form::{Act, LARGEST, answer, unreadable},
};
use access::{Failure, pages::Endpoint};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use http::StatusCode;
use serde::de::DeserializeOwned;
use tower_sessions::Session;

/// A file as it came.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the browser called it; never used as a path.
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// What came in the place of a file.
#[derive(Clone, Debug)]
pub enum Uploaded {
    /// The field was left empty.
    Nothing,
    File(Upload),
    /// It went over the limit of the installation and was not kept.
    TooLarge,
}

/// How much of a too large file is read to its end, so that the rest of the form is not lost.
const DRAINED: u64 = 4;

/// Registers a form with a file at its row of the page table. The file is held in memory up to the
/// limit of the installation.
pub fn upload<Form, F, Run, Answer>(endpoint: &'static Endpoint, run: Run) -> Router<Shop>
where
    Form: DeserializeOwned + Send + 'static,
    F: Named,
    Run: Fn(Act, Form, Uploaded) -> Answer + Clone + Send + Sync + 'static,
    Answer: Future<Output = Result<Done, Failure<F>>> + Send + 'static,
{
    let handler =
        async move |State(shop): State<Shop>, session: Session, request: Request| -> Response {
            let (parts, body) = request.into_parts();
            let limit = shop.settings.largest_upload;
            let Some(act) = Act::of(&parts, shop.clone(), session) else {
                return StatusCode::NOT_FOUND.into_response();
            };
            let headers = parts.headers.clone();
            let mut request = Request::from_parts(parts, body);
            DefaultBodyLimit::max(most(limit)).apply(&mut request);
            let Ok(multipart) = Multipart::from_request(request, &shop).await else {
                return unreadable();
            };
            let Some((pairs, file)) = read(multipart, limit).await else {
                return unreadable();
            };
            let Ok(text) = serde_html_form::to_string(&pairs) else {
                return unreadable();
            };
            let Ok(form) = serde_html_form::from_str::<Form>(&text) else {
                return unreadable();
            };
            let outcome = run(act.clone(), form, file).await;
            let pairs = act.typed(pairs);
            answer(&headers, &act.session, endpoint, &pairs, outcome).await
        };
    Router::new().route(endpoint.path, routing::post(handler))
}

/// The most bytes of a whole form: its file as far as that is read, its text, and what stands between its
/// parts.
fn most(limit: u64) -> usize {
    let file = usize::try_from(limit.saturating_mul(DRAINED)).unwrap_or(usize::MAX);
    file.saturating_add(4 * LARGEST)
}

/// What one part of a form is counted as, in bytes, besides its name and its text: there is no form of
/// thousands.
const PART: usize = 100;

/// The text fields in their order, and the one file. Nothing for what no page of ours sends: two files, or
/// more text than a form holds.
async fn read(mut multipart: Multipart, limit: u64) -> Option<(Vec<(String, String)>, Uploaded)> {
    let mut pairs = Vec::new();
    let mut uploaded = Uploaded::Nothing;
    let mut text = 0;
    while let Some(mut field) = multipart.next_field().await.ok()? {
        let name = field.name()?.to_owned();
        text += name.len() + PART;
        if text > LARGEST {
            return None;
        }
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            let mut value = Vec::new();
            while let Some(chunk) = field.chunk().await.ok()? {
                text += chunk.len();
                if text > LARGEST {
                    return None;
                }
                value.extend_from_slice(&chunk);
            }
            pairs.push((name, String::from_utf8(value).ok()?));
            continue;
        };
        let sent = !matches!(uploaded, Uploaded::Nothing);
        let mut bytes = Vec::new();
        let mut length = 0_u64;
        while let Some(chunk) = field.chunk().await.ok()? {
            length += chunk.len() as u64;
            if (sent && length > 0) || length > limit.saturating_mul(DRAINED) {
                return None;
            }
            if length > limit {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        if length > limit {
            uploaded = Uploaded::TooLarge;
        } else if length > 0 {
            uploaded = Uploaded::File(Upload { file_name, bytes });
        }
    }
    Some((pairs, uploaded))
}
