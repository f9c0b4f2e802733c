//! From the package `frontend` to a module that a browser loads.

use std::fs;

use wasm_bindgen_cli_support::Bindgen;

use crate::npm::Tools;
use crate::workspace::{Workspace, cargo};
use crate::{Mode, Result};

const TARGET: &str = "wasm32-unknown-unknown";

/// A module and the script that speaks with it.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) module: Vec<u8>,
    pub(crate) script: Vec<u8>,
}

/// Compiles `frontend`; cargo decides whether there is anything to do.
///
/// Sets no `RUSTFLAGS`: they would override `.cargo/config.toml` and build every crate anew.
pub(crate) fn compile(workspace: &Workspace, mode: Mode) -> Result<Vec<u8>> {
    let status = cargo()
        .args([
            "build",
            "--package",
            "frontend",
            "--lib",
            "--target",
            TARGET,
        ])
        .args(["--profile", mode.profile()])
        .current_dir(&workspace.root)
        .status()?;
    if !status.success() {
        return Err("the package `frontend` does not compile for the browser".into());
    }
    let folder = match mode {
        Mode::Dev => "debug",
        Mode::Release => mode.profile(),
    };
    let module = workspace
        .target
        .join(TARGET)
        .join(folder)
        .join("quoin_frontend.wasm");
    Ok(fs::read(&module).map_err(|error| format!("{}: {error}", module.display()))?)
}

/// Runs wasm-bindgen, and for a release wasm-opt.
pub(crate) fn bind(
    workspace: &Workspace,
    compiled: &[u8],
    tools: &Tools,
    mode: Mode,
) -> Result<Bound> {
    let folder = workspace.target.join("site.wasm");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Bindgen::new()
        .input_bytes("quoin", compiled.to_vec())
        .web(true)?
        .typescript(false)
        // The entry says where the module is; its name has a hash that the script cannot know.
        .omit_default_module_path(true)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release)
        .generate(&folder)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    if folder.join("snippets").exists() {
        return Err(
            "a crate brings JavaScript snippets along, which have no hashed names here yet".into(),
        );
    }
    let mut module = folder.join("quoin_bg.wasm");
    if mode == Mode::Release {
        let optimised = folder.join("optimised.wasm");
        tools.wasm_opt(&module, &optimised)?;
        module = optimised;
    }
    let script = fs::read_to_string(folder.join("quoin.js"))?;
    let bound = Bound {
        module: fs::read(module)?,
        script: tools
            .esbuild("quoin-bindings.js", &script, mode)?
            .into_bytes(),
    };
    fs::remove_dir_all(&folder)?;
    Ok(bound)
}

/// The one script that a page names: it wakes the islands.
pub(crate) fn entry(bindings: &str, module: &str, tools: &Tools, mode: Mode) -> Result<Vec<u8>> {
    let relative = |path: &str| -> Result<String> {
        let name = path.rsplit('/').next().ok_or("a path without a name")?;
        Ok(format!("./{name}"))
    };
    let script = include_str!("entry.js")
        .replace("./bindings.js", &relative(bindings)?)
        .replace("./module.wasm", &relative(module)?);
    Ok(tools.esbuild("entry.js", &script, mode)?.into_bytes())
}
