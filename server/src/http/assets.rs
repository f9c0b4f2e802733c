//! The web bundle: read once, served from memory, compressed when it was built, kept by browsers for
//! good.

use crate::command::Outcome;
use app::assets::Assets;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing,
};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use std::{collections::HashMap, fs, path, sync::Arc};

/// `assets.json`.
#[derive(Debug, Deserialize)]
struct Manifest {
    bundle: String,
    assets: HashMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    path: String,
    #[serde(rename = "type")]
    media_type: String,
    br: Option<u64>,
    gz: Option<u64>,
}

/// One file, as it goes over the wire.
#[derive(Debug)]
struct File {
    media_type: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// All files of the bundle.
#[derive(Clone, Debug)]
pub struct Site {
    bundle: String,
    names: HashMap<String, String>,
    files: Arc<HashMap<String, File>>,
}

impl Site {
    /// Reads the folder that the build of the web bundle wrote.
    ///
    /// # Errors
    /// It is not there or not whole.
    pub fn load(folder: &path::Path) -> Outcome<Self> {
        let manifest = fs::read(folder.join("assets.json")).map_err(|error| {
            format!(
                "no web bundle in {} ({error}); cargo xtask web builds it",
                folder.display()
            )
        })?;
        let manifest: Manifest = serde_json::from_slice(&manifest)?;
        let mut names = HashMap::new();
        let mut files = HashMap::new();
        for (name, entry) in manifest.assets {
            let on_disk = folder.join(entry.path.trim_start_matches('/'));
            let beside = |suffix: &str| -> Outcome<Bytes> {
                Ok(fs::read(format!("{}{suffix}", on_disk.display()))?.into())
            };
            let file = File {
                media_type: entry.media_type,
                plain: beside("")?,
                brotli: entry.br.map(|_| beside(".br")).transpose()?,
                gzip: entry.gz.map(|_| beside(".gz")).transpose()?,
            };
            names.insert(name, entry.path.clone());
            files.insert(entry.path, file);
        }
        Ok(Self {
            bundle: manifest.bundle,
            names,
            files: Arc::new(files),
        })
    }

    /// A site without files, for tests that look at no picture.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            bundle: String::new(),
            names: HashMap::new(),
            files: Arc::default(),
        }
    }

    #[must_use]
    pub fn bundle(&self) -> &str {
        &self.bundle
    }

    /// The addresses of the files by their names.
    #[must_use]
    pub fn assets(&self) -> Assets {
        Assets::new(self.names.clone())
    }
}

pub(super) fn routes(site: Site) -> Router {
    Router::new()
        .route("/assets/{*path}", routing::get(file))
        .with_state(site.files)
}

async fn file(
    State(files): State<Arc<HashMap<String, File>>>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(file) = files.get(&format!("/assets/{path}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let accepts = |coding: &str| {
        accepted
            .split(',')
            .any(|one| one.trim().split(';').next() == Some(coding))
    };
    let (body, coding) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (&file.plain, None),
    };
    let mut response = (
        [
            (header::CONTENT_TYPE, file.media_type.as_str()),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "Accept-Encoding"),
        ],
        body.clone(),
    )
        .into_response();
    if let Some(coding) = coding {
        response.headers_mut().insert(
            header::CONTENT_ENCODING,
            http::HeaderValue::from_static(coding),
        );
    }
    response
}
