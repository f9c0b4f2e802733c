//! The machine as `/proc` tells of it, and what processes take of it.

use crate::Outcome;
use std::{fs, time::Duration};

/// Prints what the figures were measured on.
pub(crate) fn describe() {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{cores} cores of {}, {} of memory, Linux {}",
        value(&read("/proc/cpuinfo"), "model name"),
        value(&read("/proc/meminfo"), "MemTotal"),
        read("/proc/sys/kernel/osrelease").trim(),
    );
    let load = read("/proc/loadavg");
    let busy = load.split(' ').next().and_then(|word| word.parse().ok());
    if busy.is_some_and(|busy: f64| busy > 0.5) {
        println!(
            "The machine is busy with something else (load {}): repeat this when it is not.",
            load.trim()
        );
    }
    if cfg!(debug_assertions) {
        println!("This is a debug build: its figures mean nothing.");
    }
}

/// How long a process and its threads have been running on a core.
///
/// # Errors
/// There is no such process.
pub(crate) fn processor_time(process: u32) -> Outcome<Duration> {
    // Linux counts in hundredths of a second, whatever the kernel's own clock.
    const TICK: u64 = 10;
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name of the program is in brackets and may hold anything.
    let (_, fields) = stat
        .rsplit_once(')')
        .ok_or("/proc/…/stat reads otherwise")?;
    let ticks: u64 = fields
        .split_whitespace()
        // User and system, the 14th and 15th of all.
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Ok(Duration::from_millis(ticks * TICK))
}

/// The resident memory of a process, in bytes.
///
/// # Errors
/// There is no such process.
pub(crate) fn resident(process: u32) -> Outcome<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|word| word.parse::<usize>().ok())
        .ok_or("/proc/…/status reads otherwise")?;
    Ok(kilobytes * 1024)
}
