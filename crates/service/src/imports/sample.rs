//! A file to begin with.

use super::importer;
use crate::csv::line;
use access::{Ctx, Failure};
use domain::imports::{ImportColumn, ImportKind};

/// CSV (RFC 4180) with the headings that are understood, and one row of what stands below them.
///
/// # Errors
/// Not granted.
pub fn sample(ctx: &Ctx, kind: ImportKind) -> Result<String, Failure> {
    importer(ctx)?;
    let columns = kind.columns().iter();
    let mut text = String::new();
    line(&mut text, columns.clone().map(|column| column.label()));
    line(&mut text, columns.map(|column| example(kind, *column)));
    Ok(text)
}

/// A department is what a row of departments is about, and must be there already for a person's.
const fn example(kind: ImportKind, column: ImportColumn) -> &'static str {
    match (kind, column) {
        (ImportKind::Departments, ImportColumn::Department) => "Name of the department",
        _ => column.example(),
    }
}
