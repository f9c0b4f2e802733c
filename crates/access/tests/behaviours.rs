//! Every row of the specification's behaviours is shown by a test that names it, or stands in
//! `not_yet.txt` with what is missing for it. One that is shown in part does both, and its line says
//! so: `PJ-12 in part, without quotes`.
//!
//! A test names a row in the comment above it or by the beginning of its own name, a browser test
//! anywhere. Where a new test names a row of `not_yet.txt`, its line goes, or says what is missing still.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The ids of the rows.
fn rows() -> BTreeSet<&'static str> {
    include_str!("behaviours.txt").lines().collect()
}

/// How the line of a row begins that tests show some of.
const IN_PART: &str = "in part, without ";

/// Rows without a test, or without one for all that they say, and what they wait for.
fn not_yet() -> BTreeMap<&'static str, &'static str> {
    include_str!("not_yet.txt")
        .lines()
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
        .collect()
}

/// The sources of all tests that have a folder of their own.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let mut folders: Vec<PathBuf> = crates
        .map(|entry| entry.unwrap().path().join("tests"))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.push(root.join("server/tests"));
    folders.push(root.join("end2end/tests"));
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|kind| kind == "rs" || kind == "ts")
            {
                files.push(path);
            }
        }
    }
    files
}

/// The rows that a source names.
fn named(path: &Path, rows: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let text = fs::read_to_string(path).unwrap();
    let browser = path.extension().is_some_and(|kind| kind == "ts");
    let known = |id: &str| rows.get(id).copied();
    let mut found = BTreeSet::new();
    for line in text.lines().map(str::trim_start) {
        if browser || line.starts_with("///") || line.starts_with("//!") {
            let words = line.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
            found.extend(words.filter_map(known));
        }
        // `fn pj_22_a_suspension_ends_every_session`
        let name = line.split_once("fn ").map(|(_, name)| name);
        let parts: Vec<&str> = name.unwrap_or_default().split('_').collect();
        let pairs = parts.windows(2).map(|pair| pair.join("-").to_uppercase());
        found.extend(pairs.filter_map(|id| known(&id)));
    }
    found
}

#[test]
fn every_behaviour_is_shown_or_named_as_one_that_is_not_yet() {
    let rows = rows();
    assert_eq!(rows.len(), 161);
    let sources = sources();
    let shown: BTreeSet<&str> = sources.iter().flat_map(|path| named(path, &rows)).collect();
    assert!(shown.len() > 50, "the sources are read: {}", shown.len());
    let not_yet = not_yet();
    let missing: Vec<_> = rows
        .iter()
        .filter(|id| !shown.contains(*id) && !not_yet.contains_key(*id))
        .collect();
    assert!(missing.is_empty(), "no test names them: {missing:?}");
    let (mut shown_by_now, mut shown_by_none) = (Vec::new(), Vec::new());
    for (id, reason) in &not_yet {
        assert!(rows.contains(id), "{id} is no row");
        let missing = reason.strip_prefix(IN_PART).unwrap_or(reason);
        assert!(!missing.is_empty(), "what {id} waits for");
        match (shown.contains(id), reason.starts_with(IN_PART)) {
            (true, false) => shown_by_now.push(id),
            (false, true) => shown_by_none.push(id),
            (true, true) | (false, false) => {}
        }
    }
    assert!(shown_by_now.is_empty(), "shown by now: {shown_by_now:?}");
    assert!(
        shown_by_none.is_empty(),
        "not shown in part: {shown_by_none:?}"
    );
}
