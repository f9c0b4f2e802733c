//! What every list has: its state in an address, a key to go on from, and a page size.

use crate::orders::Side;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How many rows a page of a list has.
pub const PAGE: u32 = 50;

/// Where the next page starts: after the row with this sort value and id. Opaque in addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The value of the column sorted by, as the store compares it.
    pub value: i64,
    pub id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}", self.value, self.id)
    }
}

/// The text is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
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

impl fmt::Display for NameCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{}", self.id, self.name)
    }
}

impl FromStr for NameCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (id, name) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            name: name.to_owned(),
            id: i64::from_str_radix(id, 16).map_err(|_| NotACursor)?,
        })
    }
}

/// The state of a list as its address has it, in words: what it is filtered by, and where it starts.
///
/// What does not read as a part of it is as if it were absent.
pub trait ListQuery: Clone {
    /// Where the list is.
    const PATH: &'static str;

    /// The fields by name, for an address or the hidden fields of a form.
    fn pairs(&self) -> Vec<(&'static str, &str)>;

    /// The same list after one row or before another, and without a dialog.
    #[must_use]
    fn starting(self, after: String, before: String) -> Self;

    #[must_use]
    fn first_page(&self) -> Self {
        self.clone().starting(String::new(), String::new())
    }

    #[must_use]
    fn after(&self, cursor: &impl fmt::Display) -> Self {
        self.clone().starting(cursor.to_string(), String::new())
    }

    #[must_use]
    fn before(&self, cursor: &impl fmt::Display) -> Self {
        self.clone().starting(String::new(), cursor.to_string())
    }

    /// The first page without a filter that is cleared here.
    #[must_use]
    fn without(&self, clear: impl FnOnce(&mut Self)) -> Self {
        let mut query = self.first_page();
        clear(&mut query);
        query
    }

    /// The address of the page.
    #[must_use]
    fn address(&self) -> String {
        format!("{}{}", Self::PATH, query(&self.pairs()))
    }
}

/// A list with dialogs about one of its rows, of which the open one stands in the address.
pub trait DialogQuery: ListQuery {
    type Panel: Panel;
    /// The id of a row.
    type Of: fmt::Display + FromStr;

    /// The key of a panel, and the row that it is about.
    fn dialog(&self) -> (&str, &str);

    #[must_use]
    fn showing(self, panel: String, of: String) -> Self;

    /// The dialog that is open.
    #[must_use]
    fn open(&self) -> Option<(Self::Panel, Self::Of)> {
        let (panel, of) = self.dialog();
        let mut all = Self::Panel::ALL.iter().copied();
        Some((all.find(|one| one.key() == panel)?, of.parse().ok()?))
    }

    #[must_use]
    fn with(&self, panel: Self::Panel, of: Self::Of) -> Self {
        self.clone().showing(panel.key().to_owned(), of.to_string())
    }

    #[must_use]
    fn closed(&self) -> Self {
        self.clone().showing(String::new(), String::new())
    }
}

/// Makes a struct of texts a [`ListQuery`]: where the list is, and the fields of its filter in the order
/// of the address, to which `after` and `before` are added. With the panels of its dialogs, and the id
/// of a row, it is a [`DialogQuery`] too.
macro_rules! list_query {
    ($query:ident at $path:ty {
        $( $filter:ident ),+ $( ; $panel:ident: $panels:ident, $of:ident: $id:ident )?
    }) => {
        impl ListQuery for $query {
            const PATH: &'static str = <$path>::PATTERN;

            fn pairs(&self) -> Vec<(&'static str, &str)> {
                vec![
                    $( (stringify!($filter), &*self.$filter), )+
                    $( (stringify!($panel), &*self.$panel), (stringify!($of), &*self.$of), )?
                    ("after", &*self.after),
                    ("before", &*self.before),
                ]
            }

            fn starting(self, after: String, before: String) -> Self {
                Self {
                    $( $panel: String::new(), $of: String::new(), )?
                    after,
                    before,
                    ..self
                }
            }
        }

        $(
            impl DialogQuery for $query {
                type Panel = $panels;
                type Of = $id;

                fn dialog(&self) -> (&str, &str) {
                    (&self.$panel, &self.$of)
                }

                fn showing(self, panel: String, of: String) -> Self {
                    Self { $panel: panel, $of: of, ..self }
                }
            }
        )?
    };
}
pub(crate) use list_query;

/// What the dialogs of a list do to one of its rows.
pub trait Panel: Copy + 'static {
    const ALL: &'static [Self];

    fn key(self) -> &'static str;

    /// The button that opens it.
    fn label(self) -> &'static str;
}

/// Declares a [`Panel`]: each with its key in addresses, and the button that opens it.
macro_rules! panels {
    ($( #[$doc:meta] )* $name:ident { $( $panel:ident $key:literal $label:literal ; )+ }) => {
        $( #[$doc] )*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $( $panel, )+ }

        impl Panel for $name {
            const ALL: &'static [Self] = &[ $( Self::$panel, )+ ];

            fn key(self) -> &'static str {
                match self { $( Self::$panel => $key, )+ }
            }

            fn label(self) -> &'static str {
                match self { $( Self::$panel => $label, )+ }
            }
        }
    };
}
pub(crate) use panels;

/// The page that an address asks for: after one cursor, or before another. What does not read as a
/// cursor is as if it were absent.
#[must_use]
pub fn start<At: FromStr>(after: &str, before: &str) -> Option<(Side, At)> {
    let after = after.parse().ok().map(|cursor| (Side::After, cursor));
    let before = before.parse().ok().map(|cursor| (Side::Before, cursor));
    after.or(before)
}

/// The words that a search asks for; more than a few find nothing that fewer do not.
#[must_use]
pub fn words(q: &str) -> Vec<String> {
    q.split_whitespace().take(8).map(str::to_owned).collect()
}

/// The same for orders and jobs: in lower case, an order number without its letter, since it stands in
/// the searched text as digits.
pub(crate) fn order_words(q: &str) -> Vec<String> {
    words(q)
        .iter()
        .map(|word| word.to_lowercase())
        .map(|word| match word.strip_prefix("q-") {
            Some(digits)
                if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                digits.to_owned()
            }
            _ => word,
        })
        .collect()
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
        assert_eq!(start::<NameCursor>("", "x.y"), None);
    }
}
