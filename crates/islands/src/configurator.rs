//! The price while somebody chooses: worked out here by the code that works it out on the server.
//! Without it the button "Update price" asks the server.

use domain::{Currency, catalogue::Configuration};
use leptos::prelude::*;

/// Keeps the price, the breaks and nothing else of the form with this id up to date.
#[island]
pub fn Configurator(
    form: String,
    configuration: Configuration,
    currency: Currency,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::watch(form, configuration, currency);
    #[cfg(not(feature = "hydrate"))]
    drop((form, configuration, currency));
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::{
        Currency,
        cart::AddToCart,
        catalogue::{BreakPrice, Configuration, NoPrice},
    };
    use leptos::{ev, prelude::*};
    use wasm_bindgen::JsCast as _;
    use web_sys::{Element, FormData, HtmlButtonElement, HtmlFormElement};

    pub(super) fn watch(id: String, configuration: Configuration, currency: Currency) {
        let form = move || {
            document()
                .get_element_by_id(&id)?
                .dyn_into::<HtmlFormElement>()
                .ok()
        };
        // The price follows by itself: the button that asks for it would only be in the way.
        if let Some(button) =
            form().and_then(|form| form.query_selector("[data-update-price]").ok()?)
            && let Ok(button) = button.dyn_into::<HtmlButtonElement>()
        {
            button.set_disabled(true);
            button.set_hidden(true);
        }
        let look = move || {
            if let Some(form) = form() {
                show(
                    &read(&form, configuration.options.len()),
                    &configuration,
                    currency,
                );
            }
        };
        look();
        let (on_input, on_change, on_show) = (look.clone(), look.clone(), look);
        let listeners = [
            window_event_listener(ev::input, move |_| on_input()),
            window_event_listener(ev::change, move |_| on_change()),
            // A page that is gone back to has its choices back without anybody having chosen.
            window_event_listener(ev::pageshow, move |_| on_show()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    }

    fn read(form: &HtmlFormElement, options: usize) -> AddToCart {
        let mut read = AddToCart::default();
        let Ok(data) = FormData::new_with_form(form) else {
            return read;
        };
        let of_options = (0..options)
            .flat_map(|place| [AddToCart::option_name(place), format!("chosen-{place}")]);
        for name in of_options.chain(["quantity".to_owned()]) {
            if let Some(value) = data.get(&name).as_string() {
                read.set(&name, value);
            }
        }
        read
    }

    fn show(form: &AddToCart, configuration: &Configuration, currency: Currency) {
        let quantity = form.quantity();
        let chosen = form.choices();
        let price = match &quantity {
            Ok(quantity) => configuration.price(*quantity, &chosen, currency),
            Err(problem) => Err(NoPrice::Quantity(problem.clone())),
        };
        let (total, each) = match price {
            Ok(price) => (
                price.total.to_string(),
                format!("{} a piece", price.each_words()),
            ),
            Err(NoPrice::Quantity(problem)) => ("–".to_owned(), problem.to_string()),
            Err(NoPrice::Option(_) | NoPrice::Beyond) => {
                ("–".to_owned(), "No price for this choice".to_owned())
            }
        };
        write("#price .price-total", &total);
        write("#price .price-each", &each);
        let breaks = configuration.break_prices(quantity.unwrap_or_default(), &chosen, currency);
        show_breaks(&breaks);
    }

    fn show_breaks(breaks: &[BreakPrice]) {
        let Ok(rows) = document().query_selector_all(".price-breaks tbody tr") else {
            return;
        };
        // A table of other breaks than these is left as it was drawn.
        if rows.length() as usize != breaks.len() {
            return;
        }
        for (place, one) in (0..).zip(breaks) {
            let Some(row) = rows
                .item(place)
                .and_then(|row| row.dyn_into::<Element>().ok())
            else {
                continue;
            };
            let _ = if one.current {
                row.set_attribute("aria-current", "true")
            } else {
                row.remove_attribute("aria-current")
            };
            let saving = if one.saving > 0 {
                format!("−{} %", one.saving)
            } else {
                String::new()
            };
            let cells = [one.price.each_words(), one.price.total.to_string(), saving];
            let Ok(found) = row.query_selector_all("td") else {
                continue;
            };
            for (cell, words) in (0..).zip(cells) {
                if let Some(cell) = found.item(cell) {
                    cell.set_text_content(Some(&words));
                }
            }
        }
    }

    /// Writes words where they changed, so that they are read out once.
    fn write(selector: &str, words: &str) {
        if let Ok(Some(element)) = document().query_selector(selector)
            && element.text_content().as_deref() != Some(words)
        {
            element.set_text_content(Some(words));
        }
    }
}
