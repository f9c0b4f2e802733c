//! A file as rows of cells, and what each row says.

use super::{ImportColumn, ImportKind};
use crate::{
    AddressId, Problem,
    addresses::{AddressField, NewAddress},
    check::tidy,
    departments::{CreateDepartment, DepartmentField},
    people::{AddField, AddPerson},
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt};

/// What came out of a file: its heading, and the rows below that are not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// One row; its cells on one line each, without blanks around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its place in the file as a spreadsheet counts it: the heading is 1 where nothing stands above.
    pub line: u32,
    pub cells: Vec<String>,
}

/// Why a file is no table that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFault {
    Nothing,
    NotATable,
    Broken,
    Empty,
    TooLarge { most_megabytes: u32 },
    TooManyRows { most: u32 },
    TooManyColumns { most: u32 },
    CellTooLong { line: u32, most: u32 },
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("Please choose a file."),
            Self::NotATable => f.write_str(
                "This file is neither CSV nor XLSX. Please save it as one of the two and choose it again.",
            ),
            Self::Broken => f.write_str(
                "This file is damaged or protected by a password. Please save it once more and choose it again.",
            ),
            Self::Empty => f.write_str(
                "This file has no rows below its heading. The first line names the columns.",
            ),
            Self::TooLarge { most_megabytes } => write!(
                f,
                "This file is larger than {most_megabytes} MB, or becomes too large when it is unpacked. Please split it."
            ),
            Self::TooManyRows { most } => write!(
                f,
                "This file has more than {most} rows. Please split it and import one part after the other."
            ),
            Self::TooManyColumns { most } => {
                write!(f, "This file has more than {most} columns. Please leave out some.")
            }
            Self::CellTooLong { line, most } => write!(
                f,
                "A cell in line {line} has more than {most} characters. Please shorten it."
            ),
        }
    }
}

/// Which column of a file says what, by its place from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(Vec<(ImportColumn, usize)>);

impl Mapping {
    /// By what the headings say: letters and digits count, and neither their case nor what is between
    /// them. A column says one thing.
    #[must_use]
    pub fn guess(kind: ImportKind, head: &[String]) -> Self {
        let plain: Vec<String> = head.iter().map(|name| letters(name)).collect();
        let mut pairs: Vec<(ImportColumn, usize)> = Vec::new();
        let find =
            |pairs: &mut Vec<(ImportColumn, usize)>, column: ImportColumn, names: &[&str]| {
                if pairs.iter().any(|(known, _)| *known == column) {
                    return;
                }
                let free = |at: &usize| !pairs.iter().any(|(_, taken)| taken == at);
                let places = plain.iter().enumerate();
                let found = places
                    .filter(|(_, name)| names.contains(&name.as_str()))
                    .map(|(at, _)| at)
                    .find(free);
                if let Some(at) = found {
                    pairs.push((column, at));
                }
            };
        // What is named exactly comes first: "Name" beside "Name of the address" is another column.
        for column in kind.columns() {
            find(&mut pairs, *column, &[letters(column.label()).as_str()]);
        }
        for column in kind.columns() {
            find(&mut pairs, *column, column.also());
        }
        Self(pairs)
    }

    /// As a form has it: `email=3`, `phone=`. What is not understood is as if it were not said; of two
    /// that name one column of the file, both are taken.
    #[must_use]
    pub fn read(kind: ImportKind, columns: usize, said: &[String]) -> Self {
        let mut pairs: Vec<(ImportColumn, usize)> = Vec::new();
        for one in said {
            let Some((key, at)) = one.split_once('=') else {
                continue;
            };
            let column = ImportColumn::from_key(key).filter(|one| kind.columns().contains(one));
            let at = at.parse().ok().filter(|at| *at < columns);
            if let Some((column, at)) = column.zip(at)
                && !pairs.iter().any(|(known, _)| *known == column)
            {
                pairs.push((column, at));
            }
        }
        Self(pairs)
    }

    #[must_use]
    pub fn of(&self, column: ImportColumn) -> Option<usize> {
        let mut pairs = self.0.iter();
        pairs.find(|(known, _)| *known == column).map(|(_, at)| *at)
    }

    /// What is needed and not said.
    #[must_use]
    pub fn missing(&self, kind: ImportKind) -> Vec<ImportColumn> {
        let needs = kind.needs().iter().copied();
        needs.filter(|one| self.of(*one).is_none()).collect()
    }
}

fn letters(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// What a form would say at its field.
    Cell(ImportColumn, Problem),
    NoCompany(String),
    OtherCompany,
    NoDepartment(String),
    NoAddress,
    /// More than one is called that.
    Several(ImportColumn),
    /// The same as an earlier line of the file.
    Twice {
        line: u32,
    },
    /// It is there, and not the importer's to change, or would stand where they import nothing.
    NotYours,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(column, problem) => write!(f, "{}: {problem}", column.label()),
            Self::NoCompany(name) => write!(
                f,
                "There is no company called \u{201c}{name}\u{201d} where you import."
            ),
            Self::OtherCompany => {
                f.write_str("It names another company than the one you import into.")
            }
            Self::NoDepartment(name) => write!(
                f,
                "The company has no department called \u{201c}{name}\u{201d}. Departments are imported first."
            ),
            Self::NoAddress => f.write_str("There is no address of this number where you import."),
            Self::Several(ImportColumn::Email) => {
                f.write_str("Several people have this email there. Please change them one by one.")
            }
            Self::Several(_) => f.write_str(
                "Several addresses have this name there. Please say which one by its number.",
            ),
            Self::Twice { line } => write!(f, "The same as line {line}."),
            Self::NotYours => f.write_str("This is not yours to import or to change."),
        }
    }
}

/// A row with what its cells say.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub mapping: &'a Mapping,
    pub cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell, or nothing at all where the file has none.
    #[must_use]
    pub fn get(&self, column: ImportColumn) -> &'a str {
        let at = self.mapping.of(column);
        at.and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    /// The person as the dialog on People would send them: a record without access.
    ///
    /// # Errors
    /// What the form finds; without an email there is nothing to know them by.
    pub fn person(&self) -> Result<AddPerson, Vec<RowFault>> {
        let form = AddPerson {
            name: self.get(ImportColumn::Name).to_owned(),
            email: self.get(ImportColumn::Email).to_owned(),
            phone: self.get(ImportColumn::Phone).to_owned(),
            ..AddPerson::default()
        };
        let mut faults = found(form.check(), |field| match field {
            AddField::Email => ImportColumn::Email,
            AddField::Phone => ImportColumn::Phone,
            AddField::Name | AddField::Storefront | AddField::Role => ImportColumn::Name,
            AddField::Company => ImportColumn::Company,
            AddField::Department => ImportColumn::Department,
        });
        if form.address().is_none() {
            faults.push(RowFault::Cell(ImportColumn::Email, Problem::Missing));
        }
        if faults.is_empty() {
            Ok(form)
        } else {
            Err(faults)
        }
    }

    /// The names in the cell of departments: several with a semicolon between them.
    #[must_use]
    pub fn departments(&self) -> Vec<String> {
        self.get(ImportColumn::Department)
            .split(';')
            .map(tidy)
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// The department as the dialog on Departments would send it.
    ///
    /// # Errors
    /// What the form finds.
    pub fn department(&self) -> Result<CreateDepartment, Vec<RowFault>> {
        let form = CreateDepartment {
            company: String::new(),
            name: self.get(ImportColumn::Department).to_owned(),
        };
        let faults = found(form.check(), |field| match field {
            DepartmentField::Company => ImportColumn::Company,
            DepartmentField::Name | DepartmentField::Person | DepartmentField::Replacement => {
                ImportColumn::Department
            }
        });
        if faults.is_empty() {
            Ok(form)
        } else {
            Err(faults)
        }
    }

    /// The address as the dialog on Addresses would send it.
    ///
    /// # Errors
    /// What the form finds.
    pub fn address(&self) -> Result<NewAddress, Vec<RowFault>> {
        let text = |column| self.get(column).to_owned();
        let form = NewAddress {
            of: String::new(),
            label: text(ImportColumn::Label),
            recipient: text(ImportColumn::Recipient),
            line1: text(ImportColumn::Line1),
            line2: text(ImportColumn::Line2),
            postcode: text(ImportColumn::Postcode),
            city: text(ImportColumn::City),
            country: text(ImportColumn::Country),
        };
        let faults = found(form.check(), |field| match field {
            AddressField::Of => ImportColumn::Company,
            AddressField::Label | AddressField::Departments => ImportColumn::Label,
            AddressField::Recipient => ImportColumn::Recipient,
            AddressField::Line1 => ImportColumn::Line1,
            AddressField::Line2 => ImportColumn::Line2,
            AddressField::Postcode => ImportColumn::Postcode,
            AddressField::City => ImportColumn::City,
            AddressField::Country => ImportColumn::Country,
        });
        if faults.is_empty() {
            Ok(form)
        } else {
            Err(faults)
        }
    }

    /// The number that an address is known by, where the row has one.
    ///
    /// # Errors
    /// It is no number.
    pub fn number(&self) -> Result<Option<AddressId>, RowFault> {
        match self.get(ImportColumn::Number) {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| RowFault::Cell(ImportColumn::Number, Problem::NotANumber)),
        }
    }

    /// What the row is known by; within its company, where the file names those.
    fn known_by(&self, kind: ImportKind, names_companies: bool) -> String {
        let number = self.get(ImportColumn::Number);
        let key = match kind {
            ImportKind::People => self.get(ImportColumn::Email),
            ImportKind::Departments => self.get(ImportColumn::Department),
            ImportKind::Addresses if !number.is_empty() => return number.to_owned(),
            ImportKind::Addresses => self.get(ImportColumn::Label),
        };
        let company = if names_companies {
            self.get(ImportColumn::Company)
        } else {
            ""
        };
        format!("{company}\n{key}").to_lowercase()
    }
}

fn found<F>(checked: crate::Checked<F>, column: impl Fn(F) -> ImportColumn) -> Vec<RowFault> {
    let faulty = checked.err().unwrap_or_default();
    faulty
        .into_iter()
        .map(|(field, problem)| RowFault::Cell(column(field), problem))
        .collect()
}

impl Table {
    /// The lines that say again what an earlier one says, and which one that is. `names_companies`: a
    /// row is one of the company that it names, and not all of one that was chosen.
    #[must_use]
    pub fn twice(
        &self,
        kind: ImportKind,
        mapping: &Mapping,
        names_companies: bool,
    ) -> HashMap<u32, u32> {
        let mut first: HashMap<String, u32> = HashMap::new();
        let mut twice = HashMap::new();
        for row in &self.rows {
            let cells = &row.cells;
            let key = Row { mapping, cells }.known_by(kind, names_companies);
            match first.get(&key) {
                Some(line) => {
                    twice.insert(row.line, *line);
                }
                None => {
                    first.insert(key, row.line);
                }
            }
        }
        twice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_guessed_by_their_headings() {
        let head = heads(&[
            "Full name",
            "E-Mail",
            "Tel.",
            "Cost centre",
            "Department(s)",
        ]);
        let mapping = Mapping::guess(ImportKind::People, &head);
        assert_eq!(mapping.of(ImportColumn::Name), Some(0));
        assert_eq!(mapping.of(ImportColumn::Email), Some(1));
        assert_eq!(mapping.of(ImportColumn::Phone), Some(2));
        assert_eq!(mapping.of(ImportColumn::Company), None);
        assert_eq!(mapping.of(ImportColumn::Department), Some(4));
        assert!(mapping.missing(ImportKind::People).is_empty());
    }

    #[test]
    fn a_heading_says_one_thing_and_the_exact_one_first() {
        let head = heads(&["Name", "Name of the address", "Address"]);
        let mapping = Mapping::guess(ImportKind::Addresses, &head);
        assert_eq!(mapping.of(ImportColumn::Label), Some(1));
        assert_eq!(mapping.of(ImportColumn::Line1), Some(2));
        assert!(
            mapping
                .missing(ImportKind::Addresses)
                .contains(&ImportColumn::City)
        );
    }

    #[test]
    fn a_form_says_otherwise() {
        let said = heads(&["email=1", "name=0", "phone=", "country=0", "department=9"]);
        let mapping = Mapping::read(ImportKind::People, 2, &said);
        assert_eq!(mapping.of(ImportColumn::Email), Some(1));
        assert_eq!(mapping.of(ImportColumn::Name), Some(0));
        assert_eq!(mapping.of(ImportColumn::Phone), None);
        assert_eq!(mapping.of(ImportColumn::Country), None, "not of people");
        assert_eq!(
            mapping.of(ImportColumn::Department),
            None,
            "not in the file"
        );
    }

    /// PJ-54: a row is judged as the form is, and without its key there is nothing to know it by.
    #[test]
    fn a_row_is_judged_as_the_form_is() {
        let mapping = Mapping::guess(ImportKind::People, &heads(&["Email", "Name"]));
        let judged = |cells: &[&str]| {
            let cells = heads(cells);
            let row = Row {
                mapping: &mapping,
                cells: &cells,
            };
            row.person().map(|form| form.address())
        };
        let good = judged(&["Dana@Acme.test", "Dana Reyes"]);
        assert_eq!(good, Ok(Some("dana@acme.test".to_owned())));
        assert_eq!(
            judged(&["", ""]),
            Err(vec![
                RowFault::Cell(ImportColumn::Name, Problem::Missing),
                RowFault::Cell(ImportColumn::Email, Problem::Missing),
            ])
        );
        assert_eq!(
            judged(&["dana", "Dana Reyes"]),
            Err(vec![RowFault::Cell(
                ImportColumn::Email,
                Problem::NotAnEmail
            )])
        );
    }

    #[test]
    fn the_same_line_twice_is_known_whatever_its_case() {
        let row = |line, email: &str| TableRow {
            line,
            cells: heads(&[email]),
        };
        let table = Table {
            head: heads(&["Email"]),
            rows: vec![
                row(2, "a@acme.test"),
                row(3, "b@acme.test"),
                row(5, "A@acme.test"),
            ],
        };
        let mapping = Mapping::guess(ImportKind::People, &table.head);
        let twice = table.twice(ImportKind::People, &mapping, true);
        assert_eq!(twice, HashMap::from([(5, 2)]));
    }
}
