//! An access decision beside cedar-policy. What is measured is in `crates/access/benches`: the
//! worlds are those of the tests.

use crate::{Outcome, figures::heading};
use std::{env, process::Command};

/// # Errors
/// It does not build, or the two disagree.
pub(crate) fn run() -> Outcome<()> {
    heading("Access decision beside cedar-policy (at least 10 times faster; p99 under 1,000 ns)");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["bench", "--package", "access", "--bench", "decide"])
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("cargo bench --package access failed".into())
    }
}
