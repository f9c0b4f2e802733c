//! Where things are, asked of cargo, which alone knows all its ways of being told otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::Result;

/// The browser's package; what it depends on by path is what the bundle is made of.
const ROOT_OF_THE_BUNDLE: &str = "frontend";

#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    packages: BTreeMap<String, Package>,
}

#[derive(Debug)]
struct Package {
    folder: PathBuf,
    /// Folders of the packages that it takes by path, tests' not among them.
    needs: Vec<PathBuf>,
}

impl Workspace {
    pub(crate) fn load() -> Result<Self> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let mut packages = BTreeMap::new();
        for package in array(&metadata, "packages")? {
            let manifest = PathBuf::from(text(package, "manifest_path")?);
            let folder = manifest.parent().unwrap_or(&manifest).to_path_buf();
            let needs = array(package, "dependencies")?
                .iter()
                .filter(|dependency| dependency.get("kind").and_then(Value::as_str) != Some("dev"))
                .filter_map(|dependency| dependency.get("path").and_then(Value::as_str))
                .map(PathBuf::from)
                .collect();
            packages.insert(text(package, "name")?.to_owned(), Package { folder, needs });
        }
        Ok(Self {
            root: text(&metadata, "workspace_root")?.into(),
            target: text(&metadata, "target_directory")?.into(),
            packages,
        })
    }

    /// The identity of the web bundle: a hash over the text of everything that goes into it.
    ///
    /// A hash over the finished files would be simpler to explain, and useless: the server is
    /// built without them, and must know at its own build time which bundle fits it.  The islands'
    /// names and the markup that they expect to find are in this text, nothing else is.
    pub(crate) fn bundle_id(&self) -> Result<String> {
        let mut files = BTreeSet::new();
        for folder in self.folders_of_the_bundle()? {
            files.insert(folder.join("Cargo.toml"));
            collect(&folder.join("src"), &mut files)?;
        }
        collect(&self.root.join("style"), &mut files)?;
        collect(&self.root.join("xtask/src"), &mut files)?;
        // Versions and profiles: another Leptos writes other markup from the same sources.
        files.insert(self.root.join("Cargo.toml"));
        files.insert(self.root.join("Cargo.lock"));

        let mut hash = Sha256::new();
        for file in &files {
            let name = file.strip_prefix(&self.root).unwrap_or(file);
            let content = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            hash.update(name.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        }
        Ok(short(hash))
    }

    fn folders_of_the_bundle(&self) -> Result<BTreeSet<PathBuf>> {
        let root = self
            .packages
            .get(ROOT_OF_THE_BUNDLE)
            .ok_or("the workspace has no package `frontend`")?;
        let mut found = BTreeSet::new();
        let mut open = vec![root.folder.clone()];
        while let Some(folder) = open.pop() {
            if !found.insert(folder.clone()) {
                continue;
            }
            let package = self
                .packages
                .values()
                .find(|package| package.folder == folder);
            open.extend(
                package
                    .into_iter()
                    .flat_map(|package| package.needs.iter().cloned()),
            );
        }
        Ok(found)
    }
}

/// The cargo that runs us, so that toolchain and settings are the same one level down.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// All files below a folder, hidden ones aside; a folder that is not there has none.
pub(crate) fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}

/// Sixteen hexadecimal digits: plenty against accidents, which is all that a name has to fear here.
pub(crate) fn short(hash: Sha256) -> String {
    let mut name: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    name.truncate(16);
    name
}

fn array<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    Ok(value
        .get(key)
        .and_then(Value::as_array)
        .ok_or_else(|| format!("cargo metadata has no `{key}`"))?)
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    Ok(value
        .get(key)
        .and_then(Value::as_str)
        .ok_or_else(|| format!("cargo metadata has no `{key}`"))?)
}
