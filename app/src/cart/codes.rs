//! The codes that a company asks for, as fields of the checkout and of the re-order page.

use crate::Failed;
use domain::codes::{Ask, Codes, CodesAsked, NUMBER_MOST};
use leptos::prelude::*;
use ui::{Choice, Select, TextField};

/// What stands in the two fields, and what is wrong with them.
pub(super) struct Typed<'a> {
    pub(super) failed: Option<&'a Failed>,
    /// A cost centre's id, and a number.
    pub(super) values: [Option<String>; 2],
    /// The names that the form has for them.
    pub(super) names: [&'static str; 2],
}

/// The fields that are asked for. `then` are the codes of the order that is ordered again, proposed
/// where they still can be.
pub(super) fn fields(asked: &CodesAsked, typed: Typed<'_>, then: Option<&Codes>) -> AnyView {
    let [centre_name, number_name] = typed.names;
    let [centre, number] = typed.values;
    let problem = |name: &str| typed.failed.and_then(|failed| failed.problem(name));
    let was = then.and_then(|codes| codes.cost_centre.as_ref());
    let centre = (asked.asked.cost_centre != Ask::No).then(|| {
        let choices: Vec<Choice> = asked
            .centres
            .iter()
            .map(|one| Choice::new(one.id.to_string(), one.centre.to_string()))
            .collect();
        let proposed = was.and_then(|was| asked.centre(&was.code));
        let gone = was.filter(|_| proposed.is_none());
        let hint = match gone {
            Some(was) => Some(format!("It was {was}, which is not offered any more.")),
            None if choices.is_empty() => Some(
                "There is none for you yet. Please ask who looks after your company.".to_owned(),
            ),
            None => None,
        };
        let value = centre.or(proposed.map(|one| one.id.to_string()));
        let required = asked.asked.cost_centre == Ask::Required;
        let empty = if required { "Please choose" } else { "None" };
        let error = problem(centre_name);
        view! { <Select label="Cost centre" name=centre_name choices value empty hint error required/> }
    });
    let number = (asked.asked.purchase_order != Ask::No).then(|| {
        let hint = match &*asked.asked.pattern {
            "" => "It stands on the confirmation and the invoice.".to_owned(),
            pattern => {
                format!("Written as {pattern}, with a digit for each # and a letter for each @.")
            }
        };
        let value = number.or(then.map(|codes| codes.purchase_order.clone()));
        let required = asked.asked.purchase_order == Ask::Required;
        let error = problem(number_name);
        view! {
            <TextField
                label="Purchase order number"
                name=number_name
                value
                max_length=NUMBER_MOST
                hint
                error
                required
            />
        }
    });
    view! {
        {centre}
        {number}
    }
    .into_any()
}
