//! `quoin`: see [`server::command`].

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A page is thousands of small allocations; `docs/benchmarks.md` says what this is worth.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::command::main()
}
