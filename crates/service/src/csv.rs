//! Files for spreadsheets.

/// The most rows of one file; a spreadsheet of more is of no use, and of a server's memory.
pub(crate) const MOST: usize = 20_000;
/// How many are read at once.
pub(crate) const STEP: u32 = 500;

/// The last line of a file that does not hold everything.
pub(crate) fn more(text: &mut String) {
    line(
        text,
        ["There are more. Please narrow the filter and export again."],
    );
}

/// One line of a file: cells with commas between them (RFC 4180).
pub(crate) fn line(text: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&quoted(cell.as_ref()));
    }
    text.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula: people type names and references, and a program
/// on somebody else's desk would run them. An amount below zero is no formula.
fn quoted(cell: &str) -> String {
    let number = cell.strip_prefix('-').is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    });
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && !number;
    let guard = if formula { "'" } else { "" };
    if formula || cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+49 30", "-cmd", "@sum", "\t=1", "\r=1", "=\"a\""] {
            assert!(quoted(cell).starts_with("\"'"), "{cell}");
        }
        assert_eq!(quoted("-12.50"), "-12.50");
        assert_eq!(quoted("Reyes, Dana"), "\"Reyes, Dana\"");
        assert_eq!(quoted("5\" cards"), "\"5\"\" cards\"");
        assert_eq!(quoted("Cards"), "Cards");
    }
}
