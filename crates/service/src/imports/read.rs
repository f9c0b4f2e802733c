//! Files as tables: CSV and XLSX, under limits. What a cell holds is text and nothing else.

use calamine::{DataRef, Reader as _, Xlsx};
use domain::{
    check::tidy,
    imports::{CELL_MOST, COLUMNS_MOST, MEGABYTES_MOST, ROWS_MOST, Table, TableFault, TableRow},
};
use std::{
    borrow::Cow,
    io::{self, Cursor, Read as _},
};

/// The most that the parts of an XLSX file may be unpacked, in bytes: a file of some kilobytes can hold
/// gigabytes of nothing.
const UNPACKED_MOST: u64 = 64 * 1024 * 1024;
/// The most text that is kept, in bytes: a workbook names one text in thousands of cells.
const KEPT_MOST: usize = 16 * 1024 * 1024;

/// Reads a file by what is in it, whatever it is called. Takes a while.
///
/// # Errors
/// It is no table, or over a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Table, TableFault> {
    if bytes.is_empty() {
        return Err(TableFault::Nothing);
    }
    if bytes.len() > MEGABYTES_MOST as usize * 1024 * 1024 {
        return Err(TableFault::TooLarge {
            most_megabytes: MEGABYTES_MOST,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        from_xlsx(bytes)
    } else {
        from_csv(bytes)
    }
}

/// The table as far as it is read.
#[derive(Default)]
struct Lines {
    head: Option<Vec<String>>,
    rows: Vec<TableRow>,
    bytes: usize,
}

impl Lines {
    /// The first line that is not empty names the columns.
    fn push(&mut self, line: u32, cells: Vec<String>) -> Result<(), TableFault> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        self.bytes += cells.iter().map(String::len).sum::<usize>();
        if self.bytes > KEPT_MOST {
            return Err(TableFault::TooLarge {
                most_megabytes: MEGABYTES_MOST,
            });
        }
        if self.head.is_none() {
            self.head = Some(cells);
            return Ok(());
        }
        if self.rows.len() >= ROWS_MOST as usize {
            return Err(TableFault::TooManyRows { most: ROWS_MOST });
        }
        self.rows.push(TableRow { line, cells });
        Ok(())
    }

    fn table(self) -> Result<Table, TableFault> {
        match self.head {
            Some(head) if !self.rows.is_empty() => Ok(Table {
                head,
                rows: self.rows,
            }),
            _ => Err(TableFault::Empty),
        }
    }
}

/// A cell as it is kept: on one line. The apostrophe that our own files put before what a spreadsheet
/// would run is taken off again.
fn cell(line: u32, text: &str) -> Result<String, TableFault> {
    if text.chars().count() > CELL_MOST as usize {
        return Err(TableFault::CellTooLong {
            line,
            most: CELL_MOST,
        });
    }
    // What is no letter goes first: no two blanks are left where one stood between them.
    let letters = |letter: &char| letter.is_whitespace() || !letter.is_control();
    let text = tidy(&text.chars().filter(letters).collect::<String>());
    let guarded = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    Ok(match guarded {
        Some(plain) => plain.to_owned(),
        None => text,
    })
}

fn from_csv(bytes: &[u8]) -> Result<Table, TableFault> {
    let text = decoded(bytes);
    if text.contains('\0') || text.starts_with("%PDF") {
        return Err(TableFault::NotATable);
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut lines = Lines::default();
    let mut ruler = Ruler::new(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|_| TableFault::Broken)?;
        let line = ruler.line(record.position().map_or(0, ::csv::Position::byte));
        let mut cells = record
            .iter()
            .map(|text| cell(line, text))
            .collect::<Result<Vec<_>, _>>()?;
        // Spreadsheets write separators for columns that were used once.
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.len() > COLUMNS_MOST as usize {
            return Err(TableFault::TooManyColumns { most: COLUMNS_MOST });
        }
        lines.push(line, cells)?;
    }
    lines.table()
}

/// Counts lines as a spreadsheet does: the reader passes over empty ones without a word.
struct Ruler<'a> {
    text: &'a [u8],
    passed: usize,
    line: u32,
}

impl<'a> Ruler<'a> {
    const fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            passed: 0,
            line: 1,
        }
    }

    /// The line of what begins at this byte, or behind the empty lines there.
    fn line(&mut self, byte: u64) -> u32 {
        let mut here = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(b'\r' | b'\n') = self.text.get(here) {
            here += 1;
        }
        let passed = self.text.get(self.passed..here).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.passed = here;
        self.line += u32::try_from(ends).unwrap_or_default();
        self.line
    }
}

/// UTF-8, UTF-16 where the file says so, or what Windows writes in western Europe.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if broken {
        encoding_rs::WINDOWS_1252.decode(bytes).0
    } else {
        text
    }
}

/// What stands most often in the heading, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut lines = text.lines();
    let heading = lines
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        heading
            .bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                !quoted && *byte == separator
            })
            .count()
    };
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|one| count(*one))
        .unwrap_or(b',')
}

/// The first sheet. Of a formula the result is taken that the spreadsheet has kept.
fn from_xlsx(bytes: &[u8]) -> Result<Table, TableFault> {
    unpacks(bytes)?;
    let broken = |_| TableFault::Broken;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = book.sheet_names().into_iter().next();
    let sheet = sheet.ok_or(TableFault::Empty)?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(broken)?;
    let mut lines = Lines::default();
    let (mut line, mut cells) = (0, Vec::new());
    while let Some(found) = reader.next_cell().map_err(broken)? {
        let (row, column) = found.get_position();
        let here = row.saturating_add(1);
        if here != line {
            lines.push(line, std::mem::take(&mut cells))?;
            line = here;
        }
        let text = words(found.get_value());
        if text.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= COLUMNS_MOST as usize {
            return Err(TableFault::TooManyColumns { most: COLUMNS_MOST });
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell(line, &text)?;
        }
    }
    lines.push(line, cells)?;
    lines.table()
}

/// Unpacks every part once, to nowhere: what a file says about its sizes is not believed.
fn unpacks(bytes: &[u8]) -> Result<(), TableFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableFault::Broken)?;
    let mut left = UNPACKED_MOST;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| TableFault::Broken)?;
        let unpacked = io::copy(&mut part.take(left), &mut io::sink());
        left -= unpacked.map_err(|_| TableFault::Broken)?;
        if left == 0 {
            return Err(TableFault::TooLarge {
                most_megabytes: MEGABYTES_MOST,
            });
        }
    }
    Ok(())
}

fn words<'a>(value: &'a DataRef<'_>) -> Cow<'a, str> {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Borrowed(text.as_str())
        }
        DataRef::SharedString(text) => Cow::Borrowed(*text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        // A postcode or a telephone number that a spreadsheet took for a number.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Cow::Owned(format!("{number:.0}"))
        }
        DataRef::Float(number) => Cow::Owned(number.to_string()),
        DataRef::Bool(truth) => Cow::Owned(truth.to_string()),
        DataRef::DateTime(at) => Cow::Owned(at.to_string()),
        DataRef::Error(_) | DataRef::Empty => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::workbook;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes).unwrap();
        let rows = table.rows.into_iter().map(|row| row.cells);
        std::iter::once(table.head).chain(rows).collect()
    }

    #[test]
    fn separators_and_encodings_are_guessed() {
        let expected = [["Name", "City"], ["Zoë Müller", "Köln"]];
        assert_eq!(cells("Name,City\nZoë Müller,Köln\n".as_bytes()), expected);
        assert_eq!(
            cells("\u{feff}Name;City\r\nZoë Müller;Köln".as_bytes()),
            expected
        );
        // Windows-1252, with tabs.
        assert_eq!(cells(b"Name\tCity\nZo\xeb M\xfcller\tK\xf6ln"), expected);
        let utf_16: Vec<u8> = "\u{feff}Name\tCity\nZoë Müller\tKöln"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&utf_16), expected);
        // A comma inside of quotes separates nothing.
        assert_eq!(
            cells(b"\"Name, first and last\";City\n\"Reyes; Dana\";Delft"),
            [["Name, first and last", "City"], ["Reyes; Dana", "Delft"]]
        );
    }

    #[test]
    fn a_formula_is_text_and_a_cell_one_line() {
        assert_eq!(
            cells(b"Name,Phone\n=1+1,'+49 30\n\"Dana\n \x01 Reyes \",\n"),
            [
                vec!["Name", "Phone"],
                vec!["=1+1", "+49 30"],
                vec!["Dana Reyes"]
            ]
        );
    }

    #[test]
    fn lines_are_counted_as_a_spreadsheet_counts_them() {
        let table = read(b"Name\n\n\nDana\n").unwrap();
        assert_eq!(table.rows.first().map(|row| row.line), Some(4));
    }

    #[test]
    fn what_is_no_table_is_told_in_a_sentence() {
        assert_eq!(read(b""), Err(TableFault::Nothing));
        assert_eq!(read(b"Name\n"), Err(TableFault::Empty));
        assert_eq!(read(b"%PDF-1.7\n"), Err(TableFault::NotATable));
        assert_eq!(
            read(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
            Err(TableFault::NotATable)
        );
        assert_eq!(read(b"PK\x03\x04 and no more"), Err(TableFault::Broken));
        let most = ROWS_MOST;
        let many = format!("Name\n{}", "Dana\n".repeat(most as usize + 1));
        assert_eq!(read(many.as_bytes()), Err(TableFault::TooManyRows { most }));
        let long = format!("Name\nDana\n{}\n", "x".repeat(CELL_MOST as usize + 1));
        assert_eq!(
            read(long.as_bytes()),
            Err(TableFault::CellTooLong {
                line: 3,
                most: CELL_MOST
            })
        );
        let wide = format!("{}\nx\n", ["Name"; 41].join(","));
        assert_eq!(
            read(wide.as_bytes()),
            Err(TableFault::TooManyColumns { most: COLUMNS_MOST })
        );
    }

    #[test]
    fn a_workbook_reads_as_its_first_sheet() {
        let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c></row><row r="3"><c r="A3" t="str"><f>CONCAT("Da","na")</f><v>Dana</v></c><c r="B3"><v>304550</v></c></row>"#;
        let table = read(&workbook(rows, "")).unwrap();
        assert_eq!(table.head, ["Name", "Phone"]);
        let row = table.rows.first().unwrap();
        assert_eq!(
            (row.line, &*row.cells),
            (3, &["Dana".to_owned(), "304550".to_owned()][..])
        );
    }

    #[test]
    fn one_text_in_very_many_cells_is_not_kept_that_often() {
        let text = "x".repeat(CELL_MOST as usize);
        let strings = format!("<si><t>{text}</t></si>");
        let cells: String = ["A", "B", "C", "D"]
            .map(|column| format!(r#"<c r="{column}ROW" t="s"><v>0</v></c>"#))
            .concat();
        let rows: String = (1..=5_000)
            .map(|row| {
                let cells = cells.replace("ROW", &row.to_string());
                format!(r#"<row r="{row}">{cells}</row>"#)
            })
            .collect();
        let packed = workbook(&rows, &strings);
        assert!(packed.len() < 1024 * 1024, "{}", packed.len());
        assert!(matches!(read(&packed), Err(TableFault::TooLarge { .. })));
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_unpacked() {
        let rows = " ".repeat(65 * 1024 * 1024);
        let packed = workbook(&rows, "");
        assert!(packed.len() < 1024 * 1024, "{}", packed.len());
        assert!(matches!(read(&packed), Err(TableFault::TooLarge { .. })));
    }
}
