//! The commands: `serve`, `migrate`, `demo`, `audit verify`, `--help`.

use crate::{
    audit,
    config::{Config, SETTINGS},
    serve,
};
use std::process::ExitCode;

const USAGE: &str = "\
quoin: print ordering for print shops and the companies that buy from them

  quoin serve      serve the shop; brings the database up to date first
  quoin migrate    bring the database up to date and stop
  quoin demo       fill an empty database with the demo platform and stop
  quoin audit verify
                   read the whole audit trail: is every entry as it was written?
  quoin --help     this text

Settings, from the environment:
";

/// What went wrong, for the person at the terminal.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Runs the command of the arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.first().map(String::as_str);
    let second = arguments.get(1).map(String::as_str);
    if matches!(command, None | Some("--help" | "-h" | "help")) {
        help();
        return ExitCode::SUCCESS;
    }
    let outcome = Config::from_env()
        .map_err(Into::into)
        .and_then(|config| run(command, second, &config));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut told = format!("quoin: {error}");
            let mut cause = error.source();
            while let Some(deeper) = cause {
                told = format!("{told}: {deeper}");
                cause = deeper.source();
            }
            eprintln!("{told}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Option<&str>, second: Option<&str>, config: &Config) -> Outcome<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    match command {
        Some("serve") => runtime.block_on(serve::serve(config)),
        Some("migrate") => runtime.block_on(async {
            serve::open(config).await?.migrate().await?;
            println!("The database is up to date.");
            Ok(())
        }),
        Some("demo") => runtime.block_on(serve::fill(config)),
        Some("audit") if second == Some("verify") => runtime.block_on(audit::verify(config)),
        Some(other) => Err(format!("there is no command {other}; see quoin --help").into()),
        None => Ok(()),
    }
}

fn help() {
    print!("{USAGE}");
    for setting in SETTINGS {
        let default = if setting.default.is_empty() {
            "nothing"
        } else {
            setting.default
        };
        println!(
            "  {:<20} {}\n  {:<20} without it: {default}",
            setting.name, setting.about, ""
        );
    }
}
