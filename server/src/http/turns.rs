//! One state of the database for all that a page reads, and turns for those that read long.

use super::csrf;
use access::{Failure, pages};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderValue, StatusCode, header};
use std::{sync::Arc, time::Duration};
use store::snapshot;
use tokio::{sync::Semaphore, time::timeout};

/// What reads thousands of rows: files of whole lists, sums over them, and what a file to import would
/// do.
const LONG: [&str; 5] = [
    pages::ORDERS_CSV.path,
    pages::REPORTS_CSV.path,
    pages::ORDER_REPORT.pattern,
    pages::ORDER_REPORT_CSV.path,
    pages::IMPORT.pattern,
];
/// How many of them read at once: a quarter of the connections that read from SQLite.
const AT_ONCE: usize = 2;
/// How long one waits for a turn, and when to come again who got none.
const PATIENCE: Duration = Duration::from_secs(10);

/// The turns of those that read long. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    free: Arc<Semaphore>,
    patience: Duration,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self {
            free: Arc::new(Semaphore::new(AT_ONCE)),
            patience: PATIENCE,
        }
    }
}

/// What only looks reads one state of the database, from the session to the frame's counts. A form
/// may take as long as an upload, and holds no connection for it. Who waits for a turn holds none yet:
/// the act itself is too late, since who asks was read before it.
pub(super) async fn one_state(
    State(turns): State<Turns>,
    request: Request,
    next: Next,
) -> Response {
    if !csrf::safe(request.method()) {
        return next.run(request).await;
    }
    let long = request
        .extensions()
        .get::<MatchedPath>()
        .is_some_and(|path| LONG.contains(&path.as_str()));
    if !long {
        return snapshot(next.run(request)).await;
    }
    match timeout(turns.patience, turns.free.acquire()).await {
        Ok(Ok(_turn)) => snapshot(next.run(request)).await,
        Ok(Err(_)) | Err(_) => busy(),
    }
}

fn busy() -> Response {
    let wait = [(header::RETRY_AFTER, HeaderValue::from(PATIENCE.as_secs()))];
    let failure: Failure = Failure::Unavailable;
    (StatusCode::SERVICE_UNAVAILABLE, wait, failure.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, middleware, routing};
    use std::future::pending;
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn two_that_read_long_keep_a_third_waiting_and_no_other_page() {
        let turns = Turns {
            patience: Duration::ZERO,
            ..Turns::new()
        };
        let mut router: Router = Router::new()
            .route(pages::PEOPLE.pattern, routing::get(async || "people"))
            .route(pages::IMPORT_SAMPLE.path, routing::get(async || "a sample"));
        for path in LONG {
            router = router.route(path, routing::get(pending::<&'static str>));
        }
        let router = router.layer(middleware::from_fn_with_state(turns.clone(), one_state));
        let ask = async |path: &str| {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap()
        };
        let long = async { tokio::join!(ask("/orders.csv?q=fair"), ask("/people/import/7")) };
        let others = async {
            let third = ask("/reports.csv").await;
            assert_eq!(third.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(third.headers()[header::RETRY_AFTER], "10");
            for path in ["/people", "/people/import/sample.csv"] {
                assert_eq!(ask(path).await.status(), StatusCode::OK, "{path}");
            }
        };
        tokio::select! {
            biased;
            _ = long => panic!("they read for ever"),
            () = others => {}
        }
        // Who goes away gives the turn back.
        assert_eq!(turns.free.available_permits(), AT_ONCE);
    }
}
