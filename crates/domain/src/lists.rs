//! What every list has: a key to go on from, and a page size.

use crate::orders::Side;
use serde::{Deserialize, Serialize};

/// How many rows a page of a list has.
pub const PAGE: u32 = 50;

/// Where the next page starts: after the row with this sort value and id. Opaque in addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The value of the column sorted by, as the store compares it.
    pub value: i64,
    pub id: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}.{:x}", self.value, self.id)
    }
}

/// The text is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

impl std::str::FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (value, id) = text.split_once('.').ok_or(NotACursor)?;
        let number = |text: &str| i64::from_str_radix(text, 16).map_err(|_| NotACursor);
        Ok(Self {
            value: number(value)?,
            id: number(id)?,
        })
    }
}

/// Where a page begins or ends of a list that is sorted by name: at a name, and among those of one
/// name at an id. It holds what its reader has seen, so that it tells nothing of anything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameCursor {
    pub name: String,
    pub id: i64,
}

impl NameCursor {
    /// At a row of this name and id.
    #[must_use]
    pub fn at(name: &str, id: i64) -> Self {
        let name = name.to_owned();
        Self { name, id }
    }
}

impl std::fmt::Display for NameCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}.{}", self.id, self.name)
    }
}

impl std::str::FromStr for NameCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (id, name) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            name: name.to_owned(),
            id: i64::from_str_radix(id, 16).map_err(|_| NotACursor)?,
        })
    }
}

/// The page that an address asks for: after one cursor, or before another. What does not read as a
/// cursor is as if it were absent.
#[must_use]
pub fn start(after: &str, before: &str) -> Option<(Side, NameCursor)> {
    let after = after.parse().ok().map(|cursor| (Side::After, cursor));
    let before = before.parse().ok().map(|cursor| (Side::Before, cursor));
    after.or(before)
}

/// The words that a search asks for; more than a few find nothing that fewer do not.
#[must_use]
pub fn words(q: &str) -> Vec<String> {
    q.split_whitespace().take(8).map(str::to_owned).collect()
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageOf<T, At = Cursor> {
    pub rows: Vec<T>,
    /// Nothing where this is the last page.
    pub next: Option<At>,
    /// Nothing where this is the first page.
    pub previous: Option<At>,
}

impl<T, At> PageOf<T, At> {
    /// The same page, with each row in another shape.
    #[must_use]
    pub fn map<R>(self, shape: impl FnMut(T) -> R) -> PageOf<R, At> {
        PageOf {
            rows: self.rows.into_iter().map(shape).collect(),
            next: self.next,
            previous: self.previous,
        }
    }
}

/// `?q=cards&status=on-hold`: the pairs that have a value, escaped; nothing where none has.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    text.push(char::from(byte))
                }
                b' ' => text.push('+'),
                other => text.push_str(&format!("%{other:02X}")),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_as_it_was_written() {
        let cursor = NameCursor {
            name: "St. Alban & Co".to_owned(),
            id: 31,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor.clone()));
        let text = cursor.to_string();
        assert_eq!(start(&text, ""), Some((Side::After, cursor.clone())));
        assert_eq!(start("zz", &text), Some((Side::Before, cursor)));
        assert_eq!(start("", "x.y"), None);
    }
}
