//! The folder that a server serves, and the manifest that tells it what is in there.
//!
//! ```text
//! site/assets.json                    the manifest, for the server alone
//! site/assets/quoin-0123456789abcdef.css
//! site/assets/quoin-0123456789abcdef.css.br, .gz
//! site/assets/quoin-work-0123456789abcdef.css  and so on
//! ```
//!
//! The manifest:
//!
//! ```json
//! {
//!   "bundle": "the identity that the server compares with the one it was built with",
//!   "inputs": "for the next build only",
//!   "release": true,
//!   "assets": {
//!     "quoin.css": {
//!       "path": "/assets/quoin-0123456789abcdef.css",
//!       "type": "text/css; charset=utf-8",
//!       "bytes": 40000, "br": 8000, "gz": 9000
//!     }
//!   }
//! }
//! ```
//!
//! `br` and `gz` are sizes, and missing for what does not get smaller (fonts, pictures): there is
//! then no such file.  A name's path changes with its content, so everything below `/assets/` may
//! be cached for ever.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::style::Sources;
use crate::workspace::short;
use crate::{Mode, Result};

const MANIFEST: &str = "assets.json";

/// What a browser downloads to wake the islands of a page.
const SCRIPTS: [&str; 3] = ["quoin.js", "quoin-bindings.js", "quoin.wasm"];

/// The site while it is being put together; nothing is on disk before [`Site::write`].
#[derive(Debug)]
pub(crate) struct Site {
    mode: Mode,
    files: BTreeMap<String, File>,
}

#[derive(Debug)]
struct File {
    path: String,
    media_type: &'static str,
    content: Vec<u8>,
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

impl Site {
    pub(crate) fn new(mode: Mode) -> Self {
        Self {
            mode,
            files: BTreeMap::new(),
        }
    }

    /// Adds a file and answers its address, which has the hash of the content in it.
    pub(crate) fn publish(&mut self, name: &str, content: Vec<u8>) -> Result<String> {
        let (stem, extension) = name
            .rsplit_once('.')
            .ok_or_else(|| format!("{name} has no extension"))?;
        let (media_type, compressible) = media_type(extension)
            .ok_or_else(|| format!("{name}: the media type of .{extension} is not known here"))?;
        let hash = short(Sha256::new_with_prefix(&content));
        let path = format!("/assets/{stem}-{hash}.{extension}");
        let smaller = |compressed: Vec<u8>| {
            Some(compressed).filter(|compressed| compressed.len() < content.len())
        };
        let (brotli, gzip) = if compressible {
            (
                smaller(brotli(&content, self.mode)?),
                smaller(gzip(&content, self.mode)?),
            )
        } else {
            (None, None)
        };
        let file = File {
            path: path.clone(),
            media_type,
            content,
            brotli,
            gzip,
        };
        if self.files.insert(name.to_owned(), file).is_some() {
            return Err(format!("two files are called {name}").into());
        }
        Ok(path)
    }

    /// Puts the site where it belongs, whole: a folder beside it is filled first and then renamed.
    /// Answers a line about it.
    pub(crate) fn write(&self, folder: &Path, inputs: &str, bundle: &str) -> Result<String> {
        let new = folder.with_extension("new");
        if new.exists() {
            fs::remove_dir_all(&new)?;
        }
        for file in self.files.values() {
            let path = new.join(file.path.trim_start_matches('/'));
            fs::create_dir_all(path.parent().unwrap_or(&new))?;
            fs::write(&path, &file.content)?;
            for (ending, content) in [(".br", &file.brotli), (".gz", &file.gzip)] {
                if let Some(content) = content {
                    let mut path = path.clone().into_os_string();
                    path.push(ending);
                    fs::write(path, content)?;
                }
            }
        }
        let manifest = self.manifest(inputs, bundle);
        write_manifest(&new, &manifest)?;
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(&new, folder)?;
        Ok(summary(&manifest, folder))
    }

    fn manifest(&self, inputs: &str, bundle: &str) -> Value {
        let assets: Map<String, Value> = self
            .files
            .iter()
            .map(|(name, file)| {
                let mut asset = Map::new();
                asset.insert("path".into(), json!(file.path));
                asset.insert("type".into(), json!(file.media_type));
                asset.insert("bytes".into(), json!(file.content.len()));
                for (key, compressed) in [("br", &file.brotli), ("gz", &file.gzip)] {
                    if let Some(compressed) = compressed {
                        asset.insert(key.into(), json!(compressed.len()));
                    }
                }
                (name.clone(), Value::Object(asset))
            })
            .collect();
        json!({
            "bundle": bundle,
            "inputs": inputs,
            "release": self.mode == Mode::Release,
            "assets": assets,
        })
    }
}

/// What decides whether the site must be built anew.
#[derive(Debug)]
pub(crate) struct Inputs<'a> {
    pub(crate) mode: Mode,
    pub(crate) wasm: &'a [u8],
    pub(crate) style: &'a Sources,
    pub(crate) tools: &'a [u8],
}

impl Inputs<'_> {
    pub(crate) fn hash(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |name: &str, content: &[u8]| {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        };
        add("profile", self.mode.profile().as_bytes());
        add("wasm", self.wasm);
        add("tools", self.tools);
        for (name, content) in self.style.contents() {
            add(name, content);
        }
        // This program: what it does with the inputs is an input.
        for source in [
            include_str!("entry.js"),
            include_str!("main.rs"),
            include_str!("npm.rs"),
            include_str!("site.rs"),
            include_str!("style.rs"),
            include_str!("wasm.rs"),
        ] {
            add("xtask", source.as_bytes());
        }
        short(hash)
    }
}

/// A site that was built from the same inputs needs nothing but, perhaps, its identity: a change in
/// the sources (a comment, say) need not change what came out of them.
pub(crate) fn unchanged(folder: &Path, inputs: &str, bundle: &str) -> Result<Option<String>> {
    let Ok(text) = fs::read(folder.join(MANIFEST)) else {
        return Ok(None);
    };
    let mut manifest: Value = serde_json::from_slice(&text)?;
    let complete = assets(&manifest)
        .filter_map(|(_, asset)| asset.get("path").and_then(Value::as_str))
        .all(|path| folder.join(path.trim_start_matches('/')).exists());
    if manifest.get("inputs").and_then(Value::as_str) != Some(inputs) || !complete {
        return Ok(None);
    }
    if manifest.get("bundle").and_then(Value::as_str) != Some(bundle)
        && let Some(manifest) = manifest.as_object_mut()
    {
        manifest.insert("bundle".into(), json!(bundle));
    }
    write_manifest(folder, &manifest)?;
    Ok(Some(summary(&manifest, folder)))
}

fn write_manifest(folder: &Path, manifest: &Value) -> Result<()> {
    let mut text = serde_json::to_string_pretty(manifest)?;
    text.push('\n');
    // Renamed into place, so that a server never reads half of it.
    let new = folder.join("assets.json.new");
    fs::write(&new, text)?;
    fs::rename(new, folder.join(MANIFEST))?;
    Ok(())
}

/// One line for the terminal: what a page costs, and where it all is.
fn summary(manifest: &Value, folder: &Path) -> String {
    let size = |asset: &Value, key: &str| asset.get(key).and_then(Value::as_u64);
    let bytes = |asset: &Value| size(asset, "bytes").unwrap_or_default();
    let sent = |asset: &Value| size(asset, "br").unwrap_or_else(|| bytes(asset));
    let mut parts = Vec::new();
    let mut others = (0_u32, 0);
    let mut scripts = 0;
    for (name, asset) in assets(manifest) {
        if SCRIPTS.contains(&name.as_str()) {
            scripts += sent(asset);
        }
        if name.starts_with("quoin") {
            parts.push(format!(
                "{name} {} ({} br)",
                kilobytes(bytes(asset)),
                kilobytes(sent(asset))
            ));
        } else {
            others = (others.0 + 1, others.1 + bytes(asset));
        }
    }
    let (count, total) = others;
    format!(
        "{}, {count} other files {}; scripts of a page {} br; {}",
        parts.join(", "),
        kilobytes(total),
        kilobytes(scripts),
        folder.display()
    )
}

fn assets(manifest: &Value) -> impl Iterator<Item = (&String, &Value)> {
    manifest
        .get("assets")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

fn kilobytes(bytes: u64) -> String {
    // Thousands, like the budget.
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

/// The media type, and whether compressing it again can help.
fn media_type(extension: &str) -> Option<(&'static str, bool)> {
    Some(match extension {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json", true),
        "webmanifest" => ("application/manifest+json", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "ico" => ("image/x-icon", true),
        "wasm" => ("application/wasm", true),
        "avif" => ("image/avif", false),
        "jpg" => ("image/jpeg", false),
        "png" => ("image/png", false),
        "webp" => ("image/webp", false),
        "woff2" => ("font/woff2", false),
        _ => return None,
    })
}

fn brotli(content: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: match mode {
            Mode::Dev => 1,
            Mode::Release => 11,
        },
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let level = match mode {
        Mode::Dev => Compression::fast(),
        Mode::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_the_content_and_with_nothing_else() -> Result<()> {
        let address =
            |content: &str| Site::new(Mode::Dev).publish("icons/cart.svg", content.into());
        assert_eq!(address("one")?, address("one")?);
        assert_ne!(address("one")?, address("two")?);
        assert!(address("one")?.starts_with("/assets/icons/cart-"));
        assert!(address("one")?.ends_with(".svg"));
        Ok(())
    }

    #[test]
    fn what_does_not_get_smaller_is_not_written() -> Result<()> {
        let mut site = Site::new(Mode::Release);
        site.publish("short.txt", b"a".to_vec())?;
        site.publish("long.txt", vec![b'a'; 10_000])?;
        let manifest = site.manifest("", "");
        assert_eq!(manifest.pointer("/assets/short.txt/br"), None);
        let compressed = manifest
            .pointer("/assets/long.txt/br")
            .and_then(Value::as_u64);
        assert!(compressed.is_some_and(|bytes| bytes < 100));
        Ok(())
    }

    #[test]
    fn two_files_of_one_name_are_an_error() -> Result<()> {
        let mut site = Site::new(Mode::Dev);
        site.publish("a.txt", b"a".to_vec())?;
        assert!(site.publish("a.txt", b"b".to_vec()).is_err());
        Ok(())
    }
}
