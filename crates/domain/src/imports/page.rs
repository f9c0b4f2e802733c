//! The forms and pages of importing.

use super::{ImportColumn, ImportKind, ImportMode, ImportState, Mapping, Verdict};
use crate::{
    CompanyId, ImportId, StorefrontId, Timestamp, lists::query, paths, paths::Import, people::Named,
};
use serde::{Deserialize, Serialize};

/// What is sent with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BeginImport {
    /// The key of the form; what is sent twice is one import.
    pub once: String,
    /// The key of an [`ImportKind`].
    pub kind: String,
    /// A kind and an id: `storefront-1`, where the file names companies, or `company-4` for all of it.
    pub into: String,
}

/// Where the rows of a file go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    Storefront(StorefrontId),
    Company(CompanyId),
}

impl BeginImport {
    #[must_use]
    pub fn kind(&self) -> Option<ImportKind> {
        ImportKind::from_key(&self.kind)
    }

    #[must_use]
    pub fn destination(&self) -> Option<Destination> {
        let (word, id) = self.into.split_once('-')?;
        match word {
            "storefront" => id.parse().ok().map(Destination::Storefront),
            "company" => id.parse().ok().map(Destination::Company),
            _ => None,
        }
    }
}

/// Which field of it is faulty; what is wrong with the file itself is a
/// [`TableFault`](super::TableFault).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BeginField {
    Kind,
    Into,
}

impl BeginField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Into => "into",
        }
    }
}

/// Which column of the file says what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapColumns {
    pub import: ImportId,
    pub version: i64,
    /// `email=3`, as [`Mapping::read`] takes it.
    #[serde(default)]
    pub column: Vec<String>,
}

/// Importing what was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunImport {
    pub import: ImportId,
    /// The version that the page showed; what was pressed twice runs once.
    pub version: i64,
    /// The key of an [`ImportMode`].
    #[serde(default)]
    pub mode: String,
}

impl RunImport {
    /// What is not understood takes nothing that is not whole.
    #[must_use]
    pub fn mode(&self) -> ImportMode {
        ImportMode::from_key(&self.mode).unwrap_or(ImportMode::All)
    }
}

/// Which sample is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SampleQuery {
    /// The key of an [`ImportKind`].
    pub kind: String,
}

impl SampleQuery {
    #[must_use]
    pub fn kind(&self) -> ImportKind {
        ImportKind::from_key(&self.kind).unwrap_or_default()
    }

    #[must_use]
    pub fn address(kind: ImportKind) -> String {
        format!("{}{}", paths::ImportSample, query(&[("kind", kind.key())]))
    }
}

/// How many rows a page of the preview has.
pub const PREVIEW: usize = 50;

/// Which rows of the preview are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportQuery {
    /// The key of a [`Verdict`]; all of them where it is none.
    pub show: String,
    /// How many of those that pass are left out.
    pub from: String,
}

impl ImportQuery {
    #[must_use]
    pub fn show(&self) -> Option<Verdict> {
        Verdict::from_key(&self.show)
    }

    #[must_use]
    pub fn from(&self) -> usize {
        self.from.parse().unwrap_or_default()
    }

    #[must_use]
    pub fn address(import: ImportId, show: Option<Verdict>, from: usize) -> String {
        let from = if from == 0 {
            String::new()
        } else {
            from.to_string()
        };
        let show = show.map_or("", Verdict::key);
        format!(
            "{}{}",
            Import(import),
            query(&[("show", show), ("from", &from)])
        )
    }
}

/// An import in the list of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub state: ImportState,
    pub rows: u32,
    pub at: Timestamp,
}

/// The page that imports begin on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// The key of the form.
    pub once: String,
    /// Where a file can go.
    pub places: Vec<Named>,
    /// The one that is meant unless another is chosen.
    pub place: String,
    /// One's own, the latest first.
    pub latest: Vec<ImportLine>,
}

/// A column of the file, with the first thing in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub name: String,
    pub example: String,
}

/// How many rows are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub faulty: u32,
}

impl Counts {
    pub const fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::New => self.new += 1,
            Verdict::Changed => self.changed += 1,
            Verdict::Unchanged => self.unchanged += 1,
            Verdict::Faulty => self.faulty += 1,
        }
    }

    #[must_use]
    pub const fn of(&self, verdict: Verdict) -> u32 {
        match verdict {
            Verdict::New => self.new,
            Verdict::Changed => self.changed,
            Verdict::Unchanged => self.unchanged,
            Verdict::Faulty => self.faulty,
        }
    }

    /// How many rows would be written.
    #[must_use]
    pub const fn good(&self) -> u32 {
        self.new + self.changed
    }
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    pub line: u32,
    /// What it is about, as the file has it.
    pub what: String,
    pub verdict: Verdict,
    /// What is wrong, or what changes.
    pub notes: Vec<String>,
}

/// What importing would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub counts: Counts,
    pub rows: Vec<PreviewRow>,
    /// Where the pages before and after begin.
    pub previous: Option<usize>,
    pub next: Option<usize>,
}

/// Why an import ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stopped {
    /// All or nothing, and there were faulty rows.
    Faulty,
    /// Who began it may not import any more.
    NotAllowed,
    /// The unexpected; the log has it.
    Unexpected,
}

impl Stopped {
    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Faulty => {
                "Nothing was imported: some rows cannot be, and it was to be all or nothing."
            }
            Self::NotAllowed => "It was stopped: you may not import there any more.",
            Self::Unexpected => {
                "It was stopped by something unexpected on our side. Importing the same file again does the rest."
            }
        }
    }
}

/// What became of an import so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub counts: Counts,
    /// The first lines that were left out, and why.
    pub left: Vec<(u32, String)>,
    pub stopped: Option<Stopped>,
}

impl Outcome {
    /// The most lines that are told one by one.
    const LEFT: usize = 200;

    pub fn leave(&mut self, line: u32, why: String) {
        self.counts.add(Verdict::Faulty);
        if self.left.len() < Self::LEFT {
            self.left.push((line, why));
        }
    }
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSheet {
    pub id: ImportId,
    pub version: i64,
    pub kind: ImportKind,
    pub file_name: String,
    /// Where it goes, in words.
    pub into: String,
    pub state: ImportState,
    pub rows: u32,
    /// How many of them are checked or imported; nothing where another server writes all of them at once.
    pub done: Option<u32>,
    pub head: Vec<Head>,
    pub mapping: Mapping,
    /// What the file must have a column for.
    pub missing: Vec<ImportColumn>,
    /// While it is ready and nothing is missing.
    pub preview: Option<Preview>,
    pub outcome: Outcome,
}
