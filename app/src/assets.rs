//! The files for the browser, by the names that are in the code; what is served has the hash of its
//! content in its name and is kept by browsers for good.

use std::collections::HashMap;

/// What the build of the web bundle wrote to `assets.json`.
#[derive(Clone, Debug, Default)]
pub struct Assets(HashMap<String, String>);

impl Assets {
    #[must_use]
    pub const fn new(paths: HashMap<String, String>) -> Self {
        Self(paths)
    }

    /// The address of a file: `products/flyers.svg` → `/assets/products/flyers-3fa9….svg`. A file
    /// that the bundle lacks leads to the plain name, which answers 404 and is found by the browser
    /// tests; a page must not fail for a picture.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        self.0
            .get(name)
            .cloned()
            .unwrap_or_else(|| format!("/assets/{name}"))
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// The address of a file, for the page that is being drawn.
#[must_use]
pub fn asset(name: &str) -> String {
    leptos::prelude::use_context::<crate::Shop>()
        .map_or_else(|| format!("/assets/{name}"), |shop| shop.assets.path(name))
}
