//! Which mails somebody gets.

use crate::mail::Topic;
use serde::{Deserialize, Serialize};

/// Choosing which mails one gets, of those that were on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseMails {
    /// Of what was shown.
    pub version: i64,
    /// The keys of the topics that the page had; others stay as they are.
    pub shown: Vec<String>,
    /// Those of them that are ticked.
    pub wanted: Vec<String>,
}

impl ChooseMails {
    /// What is chosen of each.
    #[must_use]
    pub fn choices(&self) -> Vec<MailChoice> {
        Topic::ALL
            .into_iter()
            .filter(|topic| self.shown.iter().any(|key| key == topic.key()))
            .map(|topic| MailChoice {
                topic,
                wanted: self.wanted.iter().any(|key| key == topic.key()),
            })
            .collect()
    }
}

/// Whether somebody gets such mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailChoice {
    pub topic: Topic,
    pub wanted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_on_the_page_is_not_chosen() {
        let form = ChooseMails {
            version: 1,
            shown: vec!["order-placed".to_owned(), "order-shipped".to_owned()],
            wanted: vec!["order-shipped".to_owned(), "job-sent".to_owned()],
        };
        let choice = |topic, wanted| MailChoice { topic, wanted };
        assert_eq!(
            form.choices(),
            [
                choice(Topic::OrderPlaced, false),
                choice(Topic::OrderShipped, true)
            ]
        );
    }
}
