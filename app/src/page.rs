//! Pages: loaded, then drawn.

use crate::{At, Notice, NoticeShown, Refused, Shop, Typed, document, form::see_other, refusal};
use access::{
    Ctx, Denial, Failure,
    pages::{self, Page},
};
use axum::{
    Router,
    extract::{RawPathParams, Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use http::{Method, StatusCode};
use leptos::prelude::*;
use std::sync::{Arc, Mutex};
use tower_sessions::Session;

/// Pages that draw what `style/work` has, though customers in charge may open them: of staff and
/// suppliers every page does, for its frame.
const OF_WORK: [&Page; 5] = [
    &pages::DASHBOARD,
    &pages::PRINT_OPERATIONS,
    &pages::ROLE_MATRIX,
    &pages::EDIT_ROLE,
    &pages::CHANGE_OF_ROLE,
];

/// A page that has loaded: its title, and how to draw it.
pub struct View {
    pub title: String,
    /// Whether it needs the stylesheet of those who work, whoever reads it.
    pub(crate) work: bool,
    /// Where it is read instead.
    elsewhere: Option<String>,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl View {
    pub fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        draw: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            work: false,
            elsewhere: None,
            draw: Box::new(move || draw().into_any()),
        }
    }

    /// Leads to another page of ours.
    pub(crate) fn elsewhere(to: String) -> Self {
        Self {
            elsewhere: Some(to),
            ..Self::new("", || ())
        }
    }

    pub(crate) fn draw(self) -> AnyView {
        (self.draw)()
    }
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("View")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

/// Registers a page at its row of the page table.
pub fn page<Load, Loading>(page: &'static Page, load: Load) -> Router<Shop>
where
    Load: Fn(At) -> Loading + Clone + Send + Sync + 'static,
    Loading: Future<Output = Result<View, Failure>> + Send + 'static,
{
    let work = OF_WORK.iter().any(|one| one.pattern == page.pattern);
    let handler = async move |State(shop): State<Shop>,
                              session: Session,
                              params: RawPathParams,
                              request: Request| {
        let params = params
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let (parts, body) = request.into_parts();
        // Who asks for the head alone is answered the same, and leaves it for who reads.
        let reads = parts.method != Method::HEAD;
        let notice = parts.extensions.get::<Notice>().cloned();
        let shows = reads && notice.is_some();
        let left = if reads {
            Typed::take(&session).await
        } else {
            Typed::left(&session).await
        };
        let typed = left.unwrap_or_default().saying(notice);
        let Some(at) = At::of(&parts, shop, params, typed) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let request = Request::from_parts(parts, body);
        let mut response = match load(at.clone()).await {
            Ok(View {
                elsewhere: Some(to),
                ..
            }) => see_other(&to),
            Ok(view) => draw(at, StatusCode::OK, View { work, ..view }, request).await,
            Err(failure) => {
                let answer = failure_page(at, &failure, request).await;
                Refused::beside(&failure, answer)
            }
        };
        if shows && !response.status().is_redirection() {
            response.extensions_mut().insert(NoticeShown);
        }
        response
    };
    Router::new().route(page.pattern, routing::get(handler))
}

/// The page that says why there is none, with the status that says so.
async fn failure_page(at: At, failure: &Failure, request: Request) -> Response {
    if matches!(failure, Failure::Denied(Denial::SignIn)) {
        return see_other(&document::sign_in_address(&at));
    }
    if matches!(failure, Failure::Denied(Denial::SecondFactor)) {
        return see_other(pages::SECOND_FACTOR.pattern);
    }
    let status =
        StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let view = refusal::page(&at, failure);
    draw(at, status, view, request).await
}

/// A refusal at the door, drawn like any other page.
pub async fn refuse(shop: Shop, ctx: Arc<Ctx>, failure: Failure, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(ctx);
    let Some(at) = At::of(
        &parts,
        shop,
        std::collections::HashMap::new(),
        Typed::default(),
    ) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let answer = failure_page(at, &failure, Request::from_parts(parts, body)).await;
    Refused::beside(&failure, answer)
}

async fn draw(at: At, status: StatusCode, view: View, request: Request) -> Response {
    let waiting = at.shop.counts.waiting(&at.ctx).await;
    let elsewhere = at.shop.counts.elsewhere(&at.ctx).await;
    // Drawn exactly once; the renderer asks for a function that it could call again.
    let view = Arc::new(Mutex::new(Some(view)));
    let context = at.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(context.clone());
            provide_context(context.shop.clone());
        },
        move || {
            let view = view.lock().ok().and_then(|mut view| view.take());
            view.map(|view| document::document(at.clone(), waiting, &elsewhere, view))
        },
    );
    let mut response = render(request).await;
    *response.status_mut() = status;
    response
}
