//! One request, as a page or form sees it.

use crate::{Failed, Shop, Typed};
use access::{Ctx, Failure};
use http::request::Parts;
use serde::de::DeserializeOwned;
use std::{collections::HashMap, str::FromStr, sync::Arc};
use tower_sessions::Session;

/// Who asks, where, for what. Cheap to clone; given to every page first, and to every component
/// that wants it by context.
#[derive(Clone, Debug)]
pub struct At {
    pub ctx: Arc<Ctx>,
    pub shop: Shop,
    /// The session, for who lists theirs.
    pub session: Option<Session>,
    params: Arc<HashMap<String, String>>,
    query: Arc<str>,
    path: Arc<str>,
    typed: Arc<Typed>,
}

impl At {
    /// Nothing where the door has not let the request in: no page is drawn without a context.
    pub(crate) fn of(
        parts: &Parts,
        shop: Shop,
        params: HashMap<String, String>,
        typed: Typed,
    ) -> Option<Self> {
        Some(Self {
            ctx: Arc::clone(parts.extensions.get::<Arc<Ctx>>()?),
            shop,
            session: parts.extensions.get::<Session>().cloned(),
            params: Arc::new(params),
            query: parts.uri.query().unwrap_or_default().into(),
            path: parts.uri.path().into(),
            typed: Arc::new(typed),
        })
    }

    /// A part of the address: `{number}`.
    ///
    /// # Errors
    /// Not found where it does not read as one: a bad id is like an unknown one.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.params
            .get(name)
            .and_then(|text| text.parse().ok())
            .ok_or(Failure::not_found())
    }

    /// The query string as a struct of filters; what does not read as one is as if it were absent.
    #[must_use]
    pub fn query<T: DeserializeOwned + Default>(&self) -> T {
        serde_html_form::from_str(&self.query).unwrap_or_default()
    }

    /// The address of this page, with its filters.
    #[must_use]
    pub fn here(&self) -> String {
        if self.query.is_empty() {
            self.path.to_string()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The path without filters.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was typed into a form of this page that failed just now, and why it failed.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The failure of a form as it was posted to this endpoint, if that is why the page is drawn.
    #[must_use]
    pub fn failed(&self, endpoint: &str) -> Option<&Failed> {
        self.typed
            .failed
            .as_ref()
            .filter(|failed| failed.endpoint == endpoint)
    }
}

/// The request that is being drawn, inside a component.
#[must_use]
pub fn at() -> Option<At> {
    leptos::prelude::use_context::<At>()
}
