//! For operators: is the process alive, can it serve?

use axum::{Router, extract::State, routing};
use http::StatusCode;
use store::Store;

pub(super) fn routes(store: Store) -> Router {
    Router::new()
        .route("/healthz", routing::get(async || "ok"))
        .route("/readyz", routing::get(ready))
        .with_state(store)
}

/// Ready when the database answers.
async fn ready(State(store): State<Store>) -> (StatusCode, &'static str) {
    let answers = async {
        let mut tx = store.read().await?;
        store::storefronts::default(&mut tx).await.map(drop)
    };
    match answers.await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}
