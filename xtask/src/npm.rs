//! The tools that come from npm, pinned in `xtask/package-lock.json`; `script/setup` installs them.
//!
//! Never the ones of the same name on the `PATH`: Debian's wasm-opt (108) silently breaks what
//! wasm-bindgen writes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{Mode, Result};

/// What rustc writes for this target without being asked.  wasm-opt refuses a module with a feature
/// that it was not told of; told of everything it would write what not every browser can read.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

#[derive(Debug)]
pub(crate) struct Tools {
    folder: PathBuf,
}

impl Tools {
    pub(crate) fn of(root: &Path) -> Result<Self> {
        let folder = root.join("xtask");
        if folder.join("node_modules/esbuild").exists()
            && folder.join("node_modules/binaryen").exists()
        {
            Ok(Self { folder })
        } else {
            Err("the tools from npm are missing: script/setup installs them".into())
        }
    }

    /// Part of what decides whether a finished bundle is still the right one.
    pub(crate) fn versions(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.folder.join("package-lock.json"))?)
    }

    /// Checks a stylesheet or script, and minifies it for a release.  `name` is for errors.
    pub(crate) fn esbuild(&self, name: &str, source: &str, mode: Mode) -> Result<String> {
        let loader = name.rsplit('.').next().unwrap_or_default();
        let mut command = Command::new(self.folder.join("node_modules/.bin/esbuild"));
        command
            .arg(format!("--loader={loader}"))
            .arg(format!("--sourcefile={name}"))
            .args([
                "--log-level=warning",
                "--charset=utf8",
                "--legal-comments=none",
            ]);
        if mode == Mode::Release {
            command.arg("--minify");
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("esbuild: {error}"))?;
        if let Some(mut input) = child.stdin.take() {
            // It reads everything before it writes anything, so this cannot wait for ever.
            input.write_all(source.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        // A mistake in a stylesheet is a warning to esbuild, as it is to browsers, which skip the
        // rule without a word.  To us it is an error.
        if !output.stderr.is_empty() {
            return Err(complaint("esbuild", &output).into());
        }
        if !output.status.success() {
            return Err(format!("esbuild: {name}: {}", output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Makes a module small.
    pub(crate) fn wasm_opt(&self, module: &Path, optimised: &Path) -> Result<()> {
        let output = Command::new("node")
            .arg(self.folder.join("node_modules/binaryen/bin/wasm-opt"))
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg(module)
            .arg("-o")
            .arg(optimised)
            .output()
            .map_err(|error| format!("node, which runs wasm-opt: {error}"))?;
        if output.status.success() {
            Ok(())
        } else {
            Err(complaint("wasm-opt", &output).into())
        }
    }
}

fn complaint(tool: &str, output: &Output) -> String {
    format!(
        "{tool}:\n{}",
        String::from_utf8_lossy(&output.stderr).trim_end()
    )
}
