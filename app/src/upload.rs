//! Forms with a file, and the room that files have while they come.

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
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
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

/// How many of the largest files there is room for.
const AT_ONCE: u64 = 4;
/// What is taken of the room at a time, in bytes: who sends slowly holds no more than has come.
const BLOCK: u64 = 1024 * 1024;
/// How long one waits for room.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a form may take to come: with the largest file over a slow line.
const DEADLINE: Duration = Duration::from_secs(15 * 60);

/// The memory that files have together, from their first byte until their form is done with: how many
/// send one at a time is in nobody's hands. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bodies {
    room: Arc<Semaphore>,
    patience: Duration,
}

impl Bodies {
    /// Room for some files of `largest` bytes, and for many small ones.
    #[must_use]
    pub fn of(largest: u64) -> Self {
        let blocks = largest.div_ceil(BLOCK).max(1).saturating_mul(AT_ONCE);
        let blocks = usize::try_from(blocks).unwrap_or(usize::MAX);
        Self {
            room: Arc::new(Semaphore::new(blocks.min(Semaphore::MAX_PERMITS))),
            patience: PATIENCE,
        }
    }

    fn held(&self) -> Held {
        Held {
            bodies: self.clone(),
            blocks: Vec::new(),
            busy: false,
        }
    }
}

/// What one form has of the room; given back when it is dropped.
#[derive(Debug)]
struct Held {
    bodies: Bodies,
    blocks: Vec<OwnedSemaphorePermit>,
    /// There was none for too long, and there is none for this form any more.
    busy: bool,
}

impl Held {
    /// Takes room for so many bytes; whether there is. Of those who have some and wait for more, who
    /// has waited longest gives up and lets the others go on.
    async fn reaches(&mut self, bytes: u64) -> bool {
        while !self.busy && (self.blocks.len() as u64).saturating_mul(BLOCK) < bytes {
            let one = Arc::clone(&self.bodies.room).acquire_owned();
            match timeout(self.bodies.patience, one).await {
                Ok(Ok(block)) => self.blocks.push(block),
                Ok(Err(_)) | Err(_) => {
                    self.busy = true;
                    self.blocks.clear();
                }
            }
        }
        !self.busy
    }
}

/// How much of a too large file is read to its end, so that the rest of the form is not lost.
const DRAINED: u64 = 4;

/// Registers a form with a file at its row of the page table. The file is held in memory up to the
/// limit of the installation, where there is room for it: [`Failure::Unavailable`] where there is none
/// for too long, with everything typed still there.
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
            let mut held = shop.bodies.held();
            let read = timeout(DEADLINE, read(multipart, limit, &mut held)).await;
            let Ok(Some((pairs, file))) = read else {
                return unreadable();
            };
            let Ok(text) = serde_html_form::to_string(&pairs) else {
                return unreadable();
            };
            let Ok(form) = serde_html_form::from_str::<Form>(&text) else {
                return unreadable();
            };
            let outcome = if held.busy && matches!(file, Uploaded::Nothing) {
                Err(Failure::Unavailable)
            } else {
                run(act.clone(), form, file).await
            };
            drop(held);
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
async fn read(
    mut multipart: Multipart,
    limit: u64,
    held: &mut Held,
) -> Option<(Vec<(String, String)>, Uploaded)> {
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
                held.blocks.clear();
            } else if !held.reaches(length).await {
                // Read to its end, as one that is too large is.
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        if length > limit {
            uploaded = Uploaded::TooLarge;
        } else if length > 0 && !held.busy {
            uploaded = Uploaded::File(Upload { file_name, bytes });
        }
    }
    Some((pairs, uploaded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::header;

    const LIMIT: u64 = 2 * BLOCK;

    /// A form with a file of so many bytes, as a browser sends it.
    async fn sent(held: &mut Held, bytes: u64) -> (Vec<(String, String)>, Uploaded) {
        let mut body = b"--x\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\nFair\r\n\
            --x\r\nContent-Disposition: form-data; name=\"artwork\"; filename=\"a.pdf\"\r\n\r\n"
            .to_vec();
        body.resize(body.len() + usize::try_from(bytes).unwrap(), b'%');
        body.extend_from_slice(b"\r\n--x--\r\n");
        let mut request = Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .unwrap();
        DefaultBodyLimit::max(most(LIMIT)).apply(&mut request);
        let multipart = Multipart::from_request(request, &()).await.unwrap();
        read(multipart, LIMIT, held).await.unwrap()
    }

    #[tokio::test]
    async fn files_have_so_much_room_together_and_no_more() {
        let bodies = Bodies {
            room: Arc::new(Semaphore::new(3)),
            patience: Duration::ZERO,
        };
        let (mut first, mut second, mut third) = (bodies.held(), bodies.held(), bodies.held());
        let (_, file) = sent(&mut first, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
        let (typed, file) = sent(&mut second, LIMIT).await;
        assert!(second.busy && matches!(file, Uploaded::Nothing));
        assert_eq!(typed, [("reference".to_owned(), "Fair".to_owned())]);
        // What it had of the room is there for who needs no more than that.
        let (_, file) = sent(&mut third, BLOCK).await;
        assert!(matches!(file, Uploaded::File(_)));
        drop(first);
        let mut again = bodies.held();
        let (_, file) = sent(&mut again, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_takes_no_room_from_others() {
        let bodies = Bodies {
            room: Arc::new(Semaphore::new(2)),
            patience: Duration::ZERO,
        };
        let mut held = bodies.held();
        let (_, file) = sent(&mut held, LIMIT + 1).await;
        assert!(matches!(file, Uploaded::TooLarge));
        assert_eq!(bodies.room.available_permits(), 2);
    }

    #[test]
    fn there_is_room_for_the_largest_file() {
        for largest in [0, 1, BLOCK, 100 * BLOCK, u64::MAX] {
            let room = Bodies::of(largest).room.available_permits() as u64;
            assert!(room >= AT_ONCE, "{largest}");
            assert!(room >= largest.div_ceil(BLOCK).min(Semaphore::MAX_PERMITS as u64));
        }
    }
}
