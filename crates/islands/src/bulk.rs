//! The bar of acts on ticked rows: greys out what none of the ticked rows can be asked for, and says
//! how many are ticked. Without it every button can be pressed, and the answer says what was left.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A row that can be ticked, and what it can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tickable {
    /// The value of its box.
    pub value: String,
    /// The values of the buttons.
    pub acts: Vec<String>,
}

/// Watches the boxes and the buttons of the form with this id.
#[island]
pub fn BulkChoice(form: String, rows: Vec<Tickable>) -> impl IntoView {
    let count = RwSignal::new(0_usize);
    #[cfg(feature = "hydrate")]
    browser::watch(form, rows, count);
    #[cfg(not(feature = "hydrate"))]
    drop((form, rows));
    let words = move || match count.get() {
        0 => String::new(),
        1 => "1 row selected".to_owned(),
        more => format!("{more} rows selected"),
    };
    view! { <output class="visually-hidden" aria-live="polite">{words}</output> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Tickable;
    use leptos::{ev, prelude::*};
    use wasm_bindgen::JsCast as _;
    use web_sys::{Element, HtmlButtonElement, HtmlInputElement};

    pub(super) fn watch(form: String, rows: Vec<Tickable>, count: RwSignal<usize>) {
        let look = move || {
            let ticked: Vec<String> =
                all::<HtmlInputElement>(&format!("input[type=checkbox][form='{form}']:checked"))
                    .into_iter()
                    .map(|tick| tick.value())
                    .collect();
            count.set(ticked.len());
            for button in all::<HtmlButtonElement>(&format!("form[id='{form}'] button[name=act]")) {
                let act = button.value();
                let possible = rows.iter().any(|row| {
                    (ticked.is_empty() || ticked.contains(&row.value)) && row.acts.contains(&act)
                });
                button.set_disabled(!possible);
            }
        };
        look();
        // A page that is gone back to has its ticks back without anybody having ticked.
        let shown = look.clone();
        let on_change = window_event_listener(ev::change, move |_| look());
        let on_show = window_event_listener(ev::pageshow, move |_| shown());
        on_cleanup(move || {
            on_change.remove();
            on_show.remove();
        });
    }

    fn all<T: wasm_bindgen::JsCast>(selector: &str) -> Vec<T> {
        let Ok(found) = document().query_selector_all(selector) else {
            return Vec::new();
        };
        (0..found.length())
            .filter_map(|place| {
                found
                    .item(place)?
                    .dyn_into::<Element>()
                    .ok()?
                    .dyn_into::<T>()
                    .ok()
            })
            .collect()
    }
}
