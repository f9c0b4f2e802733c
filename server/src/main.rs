//! `quoin`: see [`server::command`].

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::main()
}
