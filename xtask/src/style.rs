//! The stylesheets and the static files, from `style/`.
//!
//! The order of the files is the cascade: tokens, base, then one file a piece, then one a page.
//! What only the pages of those who work draw lies in `work/` and is a stylesheet of its own, which
//! comes after: a customer's browser never loads it.  Nothing is imported by hand; a new file in
//! `pieces/`, `pages/` or `work/` is in the bundle at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::npm::Tools;
use crate::site::Site;
use crate::workspace::collect;
use crate::{Mode, Result};

/// What lies in the folder itself, in this order; anything else there is a mistake.
const FIRST: [&str; 2] = ["tokens.css", "base.css"];
/// Folders of stylesheets that follow, each in the order of its files' names.
const THEN: [&str; 3] = ["pieces", "pages", WORK];
/// The folder that is a stylesheet of its own.
const WORK: &str = "work";
/// Everything that is not a stylesheet: icons, fonts, pictures.
const FILES: &str = "assets";

/// `style/` as it was read, once.
#[derive(Debug)]
pub(crate) struct Sources {
    /// In the order of the cascade.
    sheets: Vec<Sheet>,
    /// By their path below `style/assets`, with `/`.
    files: BTreeMap<String, Vec<u8>>,
}

/// One file of CSS.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sheet {
    place: usize,
    /// What errors call it.
    name: String,
    css: String,
}

impl Sources {
    pub(crate) fn read(style: &Path) -> Result<Self> {
        let mut all = BTreeSet::new();
        collect(style, &mut all)?;
        let mut sheets = Vec::new();
        let mut files = BTreeMap::new();
        for path in all {
            let relative = path.strip_prefix(style)?;
            let name = relative
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            let content = fs::read(&path)?;
            if let Some(file) = name
                .strip_prefix(FILES)
                .and_then(|rest| rest.strip_prefix('/'))
            {
                files.insert(file.to_owned(), content);
            } else if let Some(place) = place(&name) {
                let css =
                    String::from_utf8(content).map_err(|_| format!("style/{name} is not UTF-8"))?;
                sheets.push(Sheet { place, name, css });
            } else if name.ends_with(".css") {
                return Err(format!(
                    "style/{name} has no place in the cascade: it goes into pieces/, pages/ or work/"
                )
                .into());
            }
        }
        sheets.sort();
        Ok(Self { sheets, files })
    }

    /// All that was read, for the hash over the inputs.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let sheets = self
            .sheets
            .iter()
            .map(|sheet| (sheet.name.as_str(), sheet.css.as_bytes()));
        let files = self
            .files
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()));
        sheets.chain(files)
    }

    /// Puts the static files into the site; answers their addresses by name.
    pub(crate) fn publish(&self, site: &mut Site) -> Result<BTreeMap<String, String>> {
        self.files
            .iter()
            .map(|(name, content)| Ok((name.clone(), site.publish(name, content.clone())?)))
            .collect()
    }

    /// The stylesheet of every page, and the one that pages of those who work have besides.
    pub(crate) fn stylesheets(
        &self,
        addresses: &BTreeMap<String, String>,
        tools: &Tools,
        mode: Mode,
    ) -> Result<(Vec<u8>, Vec<u8>)> {
        let (mut all, mut work) = (String::new(), String::new());
        for sheet in &self.sheets {
            // One at a time: a bracket that is missing in one file must not swallow the next.
            let name = format!("style/{}", sheet.name);
            let checked = tools.esbuild(&name, &sheet.css, mode)?;
            let resolved =
                resolve(&checked, addresses).map_err(|error| format!("{name}: {error}"))?;
            let into = if of_work(&sheet.name) {
                &mut work
            } else {
                &mut all
            };
            into.push_str(&resolved);
        }
        Ok((all.into_bytes(), work.into_bytes()))
    }
}

/// The position in the cascade; nothing for what is not a stylesheet of ours.
fn place(name: &str) -> Option<usize> {
    let css = name.ends_with(".css");
    let first = FIRST.iter().position(|&first| first == name);
    let then = || {
        let folder = THEN.iter().position(|&folder| lies_in(name, folder))?;
        Some(FIRST.len() + folder)
    };
    first.or_else(then).filter(|_| css)
}

/// Whether only the pages of those who work have it.
fn of_work(name: &str) -> bool {
    lies_in(name, WORK)
}

fn lies_in(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Gives each `url(…/assets/NAME)` the address that NAME has in the site.
fn resolve(css: &str, addresses: &BTreeMap<String, String>) -> std::result::Result<String, String> {
    let mut resolved = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(") {
        let (url, end) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after.trim_start_matches(quote).split_once(quote),
            _ => after
                .split_once(')')
                .map(|(url, _)| (url, after.strip_prefix(url).unwrap_or_default())),
        }
        .ok_or("an url( that does not end")?;
        let end = end
            .trim_start()
            .strip_prefix(')')
            .ok_or("an url( that does not end")?;
        resolved.push_str(before);
        resolved.push_str("url(\"");
        resolved.push_str(&address(url.trim(), addresses)?);
        resolved.push_str("\")");
        rest = end;
    }
    resolved.push_str(rest);
    Ok(resolved)
}

fn address(url: &str, addresses: &BTreeMap<String, String>) -> std::result::Result<String, String> {
    if url.starts_with("data:") || url.starts_with('#') {
        // Quoted with double quotes by the caller.
        return Ok(url.replace('"', "'"));
    }
    let (file, fragment) = url
        .split_once('#')
        .map_or((url, None), |(file, fragment)| (file, Some(fragment)));
    let name = file.rsplit_once("assets/").map_or(file, |(_, name)| name);
    let address = addresses
        .get(name)
        .ok_or_else(|| format!("url({url}): there is no style/assets/{name}"))?;
    Ok(fragment.map_or_else(
        || address.clone(),
        |fragment| format!("{address}#{fragment}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cascade_has_an_order() {
        let mut names = [
            "work/a.css",
            "pages/a.css",
            "pieces/z.css",
            "base.css",
            "pieces/b.css",
            "tokens.css",
        ];
        names.sort_by_key(|name| (place(name), *name));
        assert_eq!(
            names,
            [
                "tokens.css",
                "base.css",
                "pieces/b.css",
                "pieces/z.css",
                "pages/a.css",
                "work/a.css"
            ]
        );
        assert_eq!(place("other.css"), None);
        assert_eq!(place("pieces/README.md"), None);
    }

    #[test]
    fn what_those_who_work_have_is_a_stylesheet_of_its_own() {
        assert!(of_work("work/matrix.css"));
        for name in ["tokens.css", "pieces/matrix.css", "pages/work.css"] {
            assert!(!of_work(name), "{name}");
        }
    }

    #[test]
    fn urls_get_the_hashed_address() -> std::result::Result<(), String> {
        let addresses = BTreeMap::from([(
            "icons/cart.svg".to_owned(),
            "/assets/icons/cart-1.svg".to_owned(),
        )]);
        for url in [
            "../assets/icons/cart.svg",
            "'../assets/icons/cart.svg'",
            "\"/assets/icons/cart.svg\"",
        ] {
            let css = resolve(&format!("a{{background:url({url}) 0 0}}b{{}}"), &addresses)?;
            assert_eq!(
                css,
                "a{background:url(\"/assets/icons/cart-1.svg\") 0 0}b{}"
            );
        }
        let sprite = resolve("url(assets/icons/cart.svg#x)", &addresses)?;
        assert_eq!(sprite, "url(\"/assets/icons/cart-1.svg#x\")");
        Ok(())
    }

    #[test]
    fn a_url_to_nothing_is_an_error() {
        let error = resolve("url(../assets/gone.svg)", &BTreeMap::new());
        assert_eq!(
            error,
            Err("url(../assets/gone.svg): there is no style/assets/gone.svg".into())
        );
    }

    #[test]
    fn a_data_url_stays() {
        let css = "a{background:url('data:image/svg+xml,<svg fill=\"red\"/>)')}";
        assert_eq!(
            resolve(css, &BTreeMap::new()),
            Ok("a{background:url(\"data:image/svg+xml,<svg fill='red'/>)\")}".to_owned())
        );
    }
}
