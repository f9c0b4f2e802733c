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
use domain::network;
use http::StatusCode;
use serde::de::DeserializeOwned;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};
use tokio::{
    sync::{AcquireError, OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout, timeout_at},
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

/// How many of the largest files there is room for; one network has room for one of them.
const AT_ONCE: usize = 4;
/// What is taken of the room at a time, in bytes.
const BLOCK: u64 = 64 * 1024;
/// How long one waits for room, and how long a form may fall behind the slowest line.
const PATIENCE: Duration = Duration::from_secs(30);
/// What a byte takes on the slowest line that a form may come over, of 32 KiB a second.
const BYTE: Duration = Duration::from_nanos(1_000_000_000 / (32 * 1024));
/// How long a form may take to come: with the largest file over a slow line.
const DEADLINE: Duration = Duration::from_secs(15 * 60);

/// The memory that files have together, from their first byte until their form is done with: how many
/// send one at a time is in nobody's hands. One network has a share of it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bodies {
    room: Arc<Semaphore>,
    /// In blocks.
    share: usize,
    /// Of the networks that send just now.
    shares: Arc<Mutex<HashMap<String, Weak<Semaphore>>>>,
    patience: Duration,
}

impl Bodies {
    /// Room for some files of `largest` bytes, and for many small ones.
    #[must_use]
    pub fn of(largest: u64) -> Self {
        let share = usize::try_from(largest.div_ceil(BLOCK).max(1)).unwrap_or(usize::MAX);
        let share = share.min(Semaphore::MAX_PERMITS / AT_ONCE);
        Self::new(share * AT_ONCE, share, PATIENCE)
    }

    fn new(room: usize, share: usize, patience: Duration) -> Self {
        Self {
            room: Arc::new(Semaphore::new(room)),
            share,
            shares: Arc::default(),
            patience,
        }
    }

    /// What a form from this address has, which is nothing yet.
    fn held(&self, address: &str) -> Held {
        Held {
            bodies: self.clone(),
            share: self.share_of(network::of(address).into_owned()),
            blocks: Vec::new(),
            busy: false,
        }
    }

    fn share_of(&self, network: String) -> Arc<Semaphore> {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(share) = shares.get(&network).and_then(Weak::upgrade) {
            return share;
        }
        shares.retain(|_, share| share.strong_count() > 0);
        let share = Arc::new(Semaphore::new(self.share));
        shares.insert(network, Arc::downgrade(&share));
        share
    }
}

/// What one form has of the room; given back when it is dropped.
#[derive(Debug)]
struct Held {
    bodies: Bodies,
    /// That of its network, which all forms from there have together.
    share: Arc<Semaphore>,
    /// Each of the share and of the room.
    blocks: Vec<(OwnedSemaphorePermit, OwnedSemaphorePermit)>,
    /// There was none for too long, and there is none for this form any more.
    busy: bool,
}

impl Held {
    /// Takes room for so many bytes; whether there is. Of those who have some and wait for more, who
    /// has waited longest gives up and lets the others go on.
    async fn reaches(&mut self, bytes: u64) -> bool {
        while !self.busy && (self.blocks.len() as u64).saturating_mul(BLOCK) < bytes {
            let (share, room) = (Arc::clone(&self.share), Arc::clone(&self.bodies.room));
            // The share first: who waits for that keeps nobody else waiting.
            let one = async {
                let share = share.acquire_owned().await?;
                Ok::<_, AcquireError>((share, room.acquire_owned().await?))
            };
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

    /// Adds what has come of a file, where there is room; else nothing is kept of it. Room is taken for
    /// all that the file has reserved, which grows by a quarter and not to twice of what has come.
    async fn keep(&mut self, bytes: &mut Vec<u8>, chunk: &[u8], limit: u64) {
        let length = bytes.len().saturating_add(chunk.len());
        if length > bytes.capacity() {
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let reserved = length.saturating_add(length / 4).min(limit).max(length);
            if self.reaches(reserved as u64).await {
                bytes.reserve_exact(reserved - bytes.len());
            }
        }
        if self.busy {
            *bytes = Vec::new();
        } else {
            bytes.extend_from_slice(chunk);
        }
    }
}

/// Until when more of a form must have come: nobody keeps room by sending nothing, however much they
/// have sent before.
#[derive(Debug)]
struct Pace {
    due: Instant,
    patience: Duration,
}

impl Pace {
    fn of(patience: Duration) -> Self {
        Self {
            due: Instant::now() + patience,
            patience,
        }
    }

    /// What comes next, or nothing where it is overdue.
    async fn next<T>(&self, next: impl Future<Output = T>) -> Option<T> {
        timeout_at(self.due, next).await.ok()
    }

    fn came(&mut self, bytes: usize, now: Instant) {
        let took = BYTE.saturating_mul(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.due = (self.due + took).min(now + self.patience);
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
            let mut held = shop.bodies.held(&act.client.address);
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
/// more text than a form holds; and for what comes too slowly.
async fn read(
    mut multipart: Multipart,
    limit: u64,
    held: &mut Held,
) -> Option<(Vec<(String, String)>, Uploaded)> {
    let mut pairs = Vec::new();
    let mut uploaded = Uploaded::Nothing;
    let mut text = 0;
    let mut pace = Pace::of(held.bodies.patience);
    while let Some(mut field) = pace.next(multipart.next_field()).await?.ok()? {
        let name = field.name()?.to_owned();
        text += name.len() + PART;
        if text > LARGEST {
            return None;
        }
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            let mut value = Vec::new();
            while let Some(chunk) = pace.next(field.chunk()).await?.ok()? {
                pace.came(chunk.len(), Instant::now());
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
        while let Some(chunk) = pace.next(field.chunk()).await?.ok()? {
            let came = Instant::now();
            pace.came(chunk.len(), came);
            length += chunk.len() as u64;
            if (sent && length > 0) || length > limit.saturating_mul(DRAINED) {
                return None;
            }
            if length > limit {
                bytes = Vec::new();
                held.blocks.clear();
            } else {
                // Without room it is read to its end, as one that is too large is.
                held.keep(&mut bytes, &chunk, limit).await;
                // Who waited for room has not been slow.
                pace.due += came.elapsed();
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
    const OFFICE: &str = "2001:db8:1:2::1";
    const NEXT_DESK: &str = "2001:db8:1:2::2";
    const HOME: &str = "192.0.2.1";
    const SHOP: &str = "192.0.2.2";

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
        let bodies = Bodies::new(3, 3, Duration::ZERO);
        let [mut first, mut second, mut third] = [OFFICE, HOME, SHOP].map(|at| bodies.held(at));
        let (_, file) = sent(&mut first, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
        let (typed, file) = sent(&mut second, LIMIT).await;
        assert!(second.busy && matches!(file, Uploaded::Nothing));
        assert_eq!(typed, [("reference".to_owned(), "Fair".to_owned())]);
        // What it had of the room is there for who needs no more than that.
        let (_, file) = sent(&mut third, BLOCK / 2).await;
        assert!(matches!(file, Uploaded::File(_)));
        drop(first);
        let mut again = bodies.held(HOME);
        let (_, file) = sent(&mut again, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
    }

    #[tokio::test]
    async fn one_network_leaves_room_for_the_others() {
        let bodies = Bodies::new(8, 2, Duration::ZERO);
        let [mut first, mut neighbour, mut other] =
            [OFFICE, NEXT_DESK, HOME].map(|at| bodies.held(at));
        let (_, file) = sent(&mut first, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
        let (_, file) = sent(&mut neighbour, 1).await;
        assert!(neighbour.busy && matches!(file, Uploaded::Nothing));
        let (_, file) = sent(&mut other, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
        drop((first, neighbour));
        let mut again = bodies.held(NEXT_DESK);
        let (_, file) = sent(&mut again, LIMIT).await;
        assert!(matches!(file, Uploaded::File(_)));
        drop((other, again));
        let _shop = bodies.held(SHOP);
        assert_eq!(bodies.shares.lock().unwrap().len(), 1, "nobody else sends");
    }

    #[tokio::test]
    async fn what_a_file_has_reserved_is_counted() {
        let bodies = Bodies::of(100 * BLOCK);
        let mut held = bodies.held(OFFICE);
        let mut bytes = Vec::new();
        let chunk = vec![b'%'; 10_000];
        for _ in 0..600 {
            held.keep(&mut bytes, &chunk, 100 * BLOCK).await;
            assert!(bytes.capacity() as u64 <= held.blocks.len() as u64 * BLOCK);
        }
        assert_eq!(bytes.len(), 600 * chunk.len());
    }

    #[test]
    fn who_keeps_the_pace_is_waited_for() {
        let begun = Instant::now();
        let mut pace = Pace::of(PATIENCE);
        for second in 1..=1000 {
            let now = begun + Duration::from_secs(second);
            assert!(now < pace.due, "after {second} seconds");
            pace.came(33 * 1024, now);
        }
    }

    #[test]
    fn who_stops_is_not_waited_for_whatever_they_have_sent() {
        let begun = Instant::now();
        let mut pace = Pace::of(PATIENCE);
        pace.came(100 * 1024 * 1024, begun);
        assert_eq!(pace.due, begun + PATIENCE);
        for second in 1..=29 {
            pace.came(1, begun + Duration::from_secs(second));
        }
        assert!(pace.due < begun + PATIENCE + Duration::from_secs(1));
    }

    #[tokio::test]
    async fn what_is_overdue_does_not_come() {
        let pace = Pace::of(Duration::ZERO);
        assert_eq!(pace.next(std::future::ready(1)).await, Some(1));
        assert_eq!(pace.next(std::future::pending::<i32>()).await, None);
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_takes_no_room_from_others() {
        let bodies = Bodies::new(2, 2, Duration::ZERO);
        let mut held = bodies.held(OFFICE);
        let (_, file) = sent(&mut held, LIMIT + 1).await;
        assert!(matches!(file, Uploaded::TooLarge));
        assert_eq!(bodies.room.available_permits(), 2);
        assert_eq!(held.share.available_permits(), 2);
    }

    #[test]
    fn there_is_room_for_the_largest_file() {
        for largest in [0, 1, BLOCK, 100 * BLOCK, u64::MAX] {
            let bodies = Bodies::of(largest);
            assert!(bodies.share as u64 >= largest.div_ceil(BLOCK).max(1));
            assert_eq!(bodies.room.available_permits(), bodies.share * AT_ONCE);
        }
    }
}
