//! A failed form in words, for the page that shows it.

use access::{Denial, Failure, Field};
use serde::{Deserialize, Serialize};

/// What a person is told: a sentence on top, and one beside each faulty field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Where the form was posted.
    pub endpoint: String,
    pub message: String,
    /// By the HTML name of the field.
    pub fields: Vec<(String, String)>,
    /// The rule that refused it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denial: Option<Denial>,
}

/// A field enum whose values know their HTML names.
pub trait Named: Field {
    fn name(self) -> &'static str;
}

impl Named for domain::NoField {
    fn name(self) -> &'static str {
        match self {}
    }
}

/// The fields of an area's forms, which have their names from `domain`.
macro_rules! named {
    ($( $field:ty )+) => { $(
        impl $crate::Named for $field {
            fn name(self) -> &'static str {
                Self::name(self)
            }
        }
    )+ };
}
pub(crate) use named;

impl Failed {
    pub(crate) fn new<F: Named>(endpoint: &str, failure: &Failure<F>) -> Self {
        let fields = match failure {
            Failure::Invalid(faulty) => faulty
                .iter()
                .map(|(field, problem)| (field.name().to_owned(), problem.to_string()))
                .collect(),
            _ => Vec::new(),
        };
        Self {
            endpoint: endpoint.to_owned(),
            message: failure.to_string(),
            fields,
            denial: match failure {
                Failure::Denied(why) => Some(*why),
                _ => None,
            },
        }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<String> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, problem)| problem.clone())
    }
}
