//! Lists: where a page starts, what it is sorted by, how it is cut from what was found, and the words
//! that are looked for.

use crate::{Result, Sql, Tx};
use domain::{
    lists::{NameCursor, PageOf},
    orders::Side,
};
use std::{collections::HashMap, hash::Hash};

/// What a list is asked for: from where on, and how many rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a, At = NameCursor> {
    start: &'a Option<(Side, At)>,
    most: u32,
}

impl<'a, At> Part<'a, At> {
    pub(crate) const fn new(start: &'a Option<(Side, At)>, most: u32) -> Self {
        Self { start, most }
    }

    const fn backwards(&self) -> bool {
        matches!(self.start, Some((Side::Before, _)))
    }

    /// The page out of the rows that were found, of which one more than the page has was asked for.
    pub(crate) fn page<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> At) -> PageOf<T, At> {
        let more = rows.len() > self.most as usize;
        rows.truncate(self.most as usize);
        let backwards = self.backwards();
        if backwards {
            rows.reverse();
        }
        let (next, previous) = if backwards {
            (true, more)
        } else {
            (more, self.start.is_some())
        };
        PageOf {
            next: rows.last().filter(|_| next).map(&key),
            previous: rows.first().filter(|_| previous).map(&key),
            rows,
        }
    }
}

impl Part<'_> {
    /// Writes the condition for where it starts, the order and the limit: the end of a statement.
    /// `name` and `id` are the columns; one row more than the page has is asked for, to know whether
    /// there is another page.
    pub(crate) fn end(&self, sql: &mut Sql, (name, id): (&str, &str)) {
        let backwards = self.backwards();
        if let Some((_, cursor)) = self.start {
            let than = if backwards { "<" } else { ">" };
            sql.push(&format!(" and ({name}, {id}) {than} ("));
            sql.push_arg(&cursor.name)
                .push(", ")
                .push_arg(cursor.id)
                .push(")");
        }
        let direction = if backwards { " desc" } else { "" };
        sql.push(&format!(
            " order by {name}{direction}, {id}{direction} limit "
        ));
        sql.push_arg(i64::from(self.most) + 1);
    }
}

/// What a statement finds that selects ids and names.
pub(crate) async fn named<Id: From<i64>>(tx: &mut Tx, statement: Sql) -> Result<Vec<(Id, String)>> {
    let rows: Vec<(i64, String)> = statement.all(tx).await?;
    let named = rows.into_iter().map(|(id, name)| (Id::from(id), name));
    Ok(named.collect())
}

/// What a statement finds that selects ids and a number for each.
pub(crate) async fn counted<Id: From<i64> + Eq + Hash>(
    tx: &mut Tx,
    statement: Sql,
) -> Result<HashMap<Id, i64>> {
    let rows: Vec<(i64, i64)> = statement.all(tx).await?;
    let counted = rows.into_iter().map(|(id, count)| (Id::from(id), count));
    Ok(counted.collect())
}

/// Writes ` and (… or …)` for each word: it must occur in one of the columns. Not every engine knows
/// the small letters of all alphabets: as it was typed finds those.
pub(crate) fn words(sql: &mut Sql, columns: &[&str], words: &[String]) {
    for word in words {
        let (typed, lower) = (like(word), like(&word.to_lowercase()));
        for (place, column) in columns.iter().enumerate() {
            sql.push(if place == 0 { " and (" } else { " or " });
            sql.push(&format!("lower({column}) like "))
                .push_arg(&lower)
                .push(&format!(" escape '\\' or {column} like "))
                .push_arg(&typed)
                .push(" escape '\\'");
        }
        sql.push(")");
    }
}

/// Writes that a column is this name, in capitals or not.
pub(crate) fn called(sql: &mut Sql, column: &str, name: &str) {
    sql.push(&format!(" and (lower({column}) = "))
        .push_arg(name.to_lowercase())
        .push(&format!(" or {column} = "))
        .push_arg(name)
        .push(")");
}

/// The signs that `like` gives a meaning are looked for as themselves.
pub(crate) fn like(word: &str) -> String {
    let mut text = String::from("%");
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(sign);
    }
    text.push('%');
    text
}
