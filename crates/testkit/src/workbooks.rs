//! Workbooks, as spreadsheet programs write them.

use std::io::{Cursor, Write as _};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of one sheet, as small as they come: its rows, and the texts that its cells name by their
/// place, both as XML.
#[must_use]
pub fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    let strings = format!(r#"<sst xmlns="{MAIN}">{strings}</sst>"#);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &*sheet),
        ("xl/sharedStrings.xml", &*strings),
    ] {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part of the workbook");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("a workbook").into_inner()
}

/// The same with these texts in its cells, none of them markup: as programs write it, each cell names its
/// text. At most 26 columns.
#[must_use]
pub fn workbook_of(table: &[&[&str]]) -> Vec<u8> {
    let texts = table.iter().copied().flatten();
    let strings: String = texts
        .map(|text| format!("<si><t>{text}</t></si>"))
        .collect();
    let mut place = 0..;
    let rows: String = (1..)
        .zip(table)
        .map(|(row, cells)| {
            let cells: String = ('A'..='Z')
                .zip(*cells)
                .zip(place.by_ref())
                .map(|((column, _), at)| format!(r#"<c r="{column}{row}" t="s"><v>{at}</v></c>"#))
                .collect();
            format!(r#"<row r="{row}">{cells}</row>"#)
        })
        .collect();
    workbook(&rows, &strings)
}
