//! Importing people, departments and addresses from a table that somebody keeps elsewhere.
//!
//! What a file can say is here, and how a row of it reads as the form that a person would fill in. How
//! a file is opened is in `service`; who may import what is in `access`.

mod page;
mod table;

pub use page::{
    BeginField, BeginImport, Counts, Destination, Head, ImportLine, ImportPage, ImportQuery,
    ImportSheet, MapColumns, Outcome, PREVIEW, Preview, PreviewRow, RunImport, SampleQuery,
    Stopped,
};
pub use table::{Mapping, Row, RowFault, Table, TableFault, TableRow};

use serde::{Deserialize, Serialize};

/// The largest file, in megabytes.
pub const MEGABYTES_MOST: u32 = 5;
/// The most rows of one file, its heading not counted.
pub const ROWS_MOST: u32 = 10_000;
/// The most columns of one file.
pub const COLUMNS_MOST: u32 = 40;
/// The longest cell, in characters.
pub const CELL_MOST: u32 = 1_000;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportKind {
    #[default]
    People,
    Departments,
    Addresses,
}

impl ImportKind {
    pub const ALL: [Self; 3] = [Self::People, Self::Departments, Self::Addresses];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Departments => "departments",
            Self::Addresses => "addresses",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Departments => "Departments",
            Self::Addresses => "Company addresses",
        }
    }

    /// What a row may say, in the order in which forms ask for it.
    #[must_use]
    pub const fn columns(self) -> &'static [ImportColumn] {
        use ImportColumn as C;
        match self {
            Self::People => &[C::Email, C::Name, C::Phone, C::Company, C::Department],
            Self::Departments => &[C::Department, C::Company],
            Self::Addresses => &[
                C::Number,
                C::Label,
                C::Company,
                C::Recipient,
                C::Line1,
                C::Line2,
                C::Postcode,
                C::City,
                C::Country,
            ],
        }
    }

    /// What every file must have a column for.
    #[must_use]
    pub const fn needs(self) -> &'static [ImportColumn] {
        use ImportColumn as C;
        match self {
            Self::People => &[C::Email, C::Name],
            Self::Departments => &[C::Department],
            Self::Addresses => &[
                C::Label,
                C::Recipient,
                C::Line1,
                C::Postcode,
                C::City,
                C::Country,
            ],
        }
    }
}

/// What a column of a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportColumn {
    Email,
    Name,
    Phone,
    Company,
    Department,
    Number,
    Label,
    Recipient,
    Line1,
    Line2,
    Postcode,
    City,
    Country,
}

impl ImportColumn {
    pub const ALL: [Self; 13] = [
        Self::Email,
        Self::Name,
        Self::Phone,
        Self::Company,
        Self::Department,
        Self::Number,
        Self::Label,
        Self::Recipient,
        Self::Line1,
        Self::Line2,
        Self::Postcode,
        Self::City,
        Self::Country,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::Department => "department",
            Self::Number => "number",
            Self::Label => "label",
            Self::Recipient => "recipient",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::Postcode => "postcode",
            Self::City => "city",
            Self::Country => "country",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As people read it; the heading of the sample file, too.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Email => "Email",
            Self::Name => "Name",
            Self::Phone => "Phone",
            Self::Company => "Company",
            Self::Department => "Department",
            Self::Number => "Address number",
            Self::Label => "Name of the address",
            Self::Recipient => "Recipient",
            Self::Line1 => "Street and number",
            Self::Line2 => "Further line",
            Self::Postcode => "Postcode",
            Self::City => "City",
            Self::Country => "Country",
        }
    }

    /// What stands in the sample file.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Email => "name@company.com",
            Self::Name => "First and last name",
            Self::Phone => "0123 456789",
            // To be filled in: what is there is known to who fills it in.
            Self::Company | Self::Department | Self::Number | Self::Line2 => "",
            Self::Label => "Head office",
            Self::Recipient => "Name of the company",
            Self::Line1 => "1 Mill Lane",
            Self::Postcode => "CB1 2AB",
            Self::City => "Cambridge",
            Self::Country => "United Kingdom",
        }
    }

    /// Other headings that say the same, as [`Mapping::guess`] compares them.
    const fn also(self) -> &'static [&'static str] {
        match self {
            Self::Email => &[
                "emailaddress",
                "mail",
                "mailaddress",
                "username",
                "user",
                "login",
            ],
            Self::Name => &["fullname", "displayname", "person", "employee", "contact"],
            Self::Phone => &[
                "phonenumber",
                "telephone",
                "telephonenumber",
                "tel",
                "mobile",
            ],
            Self::Company => &["companyname", "client", "organisation", "organization"],
            Self::Department => &["departments", "departmentname", "division", "team"],
            Self::Number => &["number", "addressid", "id", "systemnumber", "systemid"],
            Self::Label => &["addressname", "label", "title", "name"],
            Self::Recipient => &["attention", "attn", "addressee", "to"],
            Self::Line1 => &["line1", "address1", "addressline1", "street", "address"],
            Self::Line2 => &["line2", "address2", "addressline2"],
            Self::Postcode => &["postalcode", "zip", "zipcode"],
            Self::City => &["town"],
            Self::Country => &["countryname"],
        }
    }
}

/// What becomes of the rows when one of them is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportMode {
    /// All of them or none.
    All,
    /// Those that can be.
    Good,
}

impl ImportMode {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Good => "good",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::All, Self::Good]
            .into_iter()
            .find(|one| one.key() == key)
    }
}

/// `ready → waiting → checking → writing → done | failed`; what takes the good rows is not checked as
/// a whole first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportState {
    /// Looked at; nothing is imported yet.
    Ready,
    Waiting,
    Checking,
    Writing,
    Done,
    /// Nothing more of it is imported.
    Failed,
}

impl ImportState {
    pub const ALL: [Self; 6] = [
        Self::Ready,
        Self::Waiting,
        Self::Checking,
        Self::Writing,
        Self::Done,
        Self::Failed,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Checking => "checking",
            Self::Writing => "writing",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "Not imported yet",
            Self::Waiting => "Waiting",
            Self::Checking => "Being checked",
            Self::Writing => "Being imported",
            Self::Done => "Imported",
            Self::Failed => "Not imported",
        }
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Checking | Self::Writing)
    }
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    New,
    Changed,
    Unchanged,
    /// It cannot be imported as it is.
    Faulty,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Unchanged, Self::Faulty];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Faulty => "faulty",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Changed => "Changed",
            Self::Unchanged => "Unchanged",
            Self::Faulty => "Cannot be imported",
        }
    }
}
