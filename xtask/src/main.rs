//! What cargo cannot build by itself: the files that a browser loads.
//!
//! `cargo xtask web` builds them, `cargo xtask bundle-id` names them.  Building the server, serving
//! and testing are shell scripts in `script/`; a new step belongs there unless it needs a library.
//!
//! This is not cargo-leptos: that one takes more than half an hour to compile on two cores, and a
//! first look at the product must not wait for it.  The libraries underneath are the same.

mod npm;
mod site;
mod style;
mod wasm;
mod workspace;

use std::error::Error;
use std::process::ExitCode;

use npm::Tools;
use workspace::Workspace;

/// Errors here are read by the person at the terminal and by nothing else, so they are sentences.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
cargo xtask web [--release]   builds the files for the browser into the target folder's `site`
cargo xtask bundle-id         prints the identity of the sources those files are made of
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["web"] => web(Mode::Dev),
        ["web", "--release"] => web(Mode::Release),
        ["bundle-id"] => {
            println!("{}", Workspace::load()?.bundle_id()?);
            Ok(())
        }
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("not understood.\n\n{USAGE}").into()),
    }
}

/// How much time the build may spend on size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Seconds after an edit: nothing is optimised, and names stay in for stack traces.
    Dev,
    /// What people get, and what the browser tests load.
    Release,
}

impl Mode {
    /// The cargo profile of the WebAssembly.
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "wasm",
        }
    }
}

fn web(mode: Mode) -> Result<()> {
    let workspace = Workspace::load()?;
    let tools = Tools::of(&workspace.root)?;
    let compiled = wasm::compile(&workspace, mode)?;
    let sources = style::Sources::read(&workspace.root.join("style"))?;
    let bundle = workspace.bundle_id()?;
    let inputs = site::Inputs {
        mode,
        wasm: &compiled,
        style: &sources,
        tools: &tools.versions()?,
    }
    .hash();

    let folder = workspace.target.join("site");
    if let Some(summary) = site::unchanged(&folder, &inputs, &bundle)? {
        println!("Unchanged: {summary}");
        return Ok(());
    }

    let mut site = site::Site::new(mode);
    let files = sources.publish(&mut site)?;
    let (all, work) = sources.stylesheets(&files, &tools, mode)?;
    site.publish("quoin.css", all)?;
    site.publish("quoin-work.css", work)?;

    let bound = wasm::bind(&workspace, &compiled, &tools, mode)?;
    let module = site.publish("quoin.wasm", bound.module)?;
    let bindings = site.publish("quoin-bindings.js", bound.script)?;
    site.publish("quoin.js", wasm::entry(&bindings, &module, &tools, mode)?)?;

    let summary = site.write(&folder, &inputs, &bundle)?;
    println!("Built: {summary}");
    Ok(())
}
