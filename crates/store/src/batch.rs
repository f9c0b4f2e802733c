//! Many rows in one statement: an import of thousands holds nobody up, and the demo's year of orders is
//! written in the time of a page.

use crate::{
    Arg, Result, Tx,
    sql::{Row, sql},
};

/// Rows of one table, to be written in as few statements as the engines take arguments for.
#[derive(Debug)]
pub(crate) struct Batch {
    head: &'static str,
    rows: Vec<Vec<Arg>>,
}

/// In one statement. The engines take tens of thousands, but SQLite compares the name of each with
/// those of all before it.
const ARGUMENTS: usize = 1_000;

impl Batch {
    /// `insert into orders (number, …)`.
    pub(crate) const fn new(head: &'static str) -> Self {
        Self {
            head,
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, row: Vec<Arg>) {
        self.rows.push(row);
    }

    fn statements(self) -> impl Iterator<Item = crate::Sql> {
        let width = self.rows.first().map_or(1, Vec::len).max(1);
        let rows: Vec<Vec<Vec<Arg>>> = self
            .rows
            .chunks(ARGUMENTS / width)
            .map(<[_]>::to_vec)
            .collect();
        rows.into_iter().map(move |rows| {
            let mut statement = sql(self.head);
            for (place, row) in rows.into_iter().enumerate() {
                statement.push(if place == 0 { " values (" } else { ", (" });
                statement.push_list(row).push(")");
            }
            statement
        })
    }

    pub(crate) async fn run(self, tx: &mut Tx) -> Result<()> {
        for statement in self.statements() {
            statement.run(tx).await?;
        }
        Ok(())
    }

    /// The same, with what the database made of them, in no order.
    pub(crate) async fn returning<T: Row>(self, tx: &mut Tx, columns: &str) -> Result<Vec<T>> {
        let mut all = Vec::new();
        for mut statement in self.statements() {
            statement.push(" returning ").push(columns);
            all.extend(statement.all(tx).await?);
        }
        Ok(all)
    }
}

/// A row: each value as an argument.
macro_rules! row {
    ($( $value:expr ),+ $(,)?) => { vec![ $( crate::Arg::from($value), )+ ] };
}
pub(crate) use row;
