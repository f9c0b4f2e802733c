//! The keyboard through what waits: J and K move, A approves, R rejects. It presses the buttons of
//! the forms that stand there without it.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Around the table of what waits.
#[island]
pub fn ApprovalKeys(children: Children) -> impl IntoView {
    Effect::new(|_| {
        let handle = window_event_listener(ev::keydown, |event| pressed(&event));
        on_cleanup(move || handle.remove());
    });
    view! {
        {children()}
        <p class="keys no-print">
            <kbd>"J"</kbd> " and " <kbd>"K"</kbd> " move, " <kbd>"A"</kbd> " approves, " <kbd>"R"</kbd> " rejects with a reason."
        </p>
    }
}

fn pressed(event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() || typing() {
        return;
    }
    let rows = rows();
    let now = focused(&rows);
    let done = match event.key().as_str() {
        "j" | "J" => go(&rows, now.map_or(0, |at| at + 1)),
        "k" | "K" => go(&rows, now.map_or(0, |at| at.saturating_sub(1))),
        "a" | "A" => now
            .and_then(|at| rows.get(at))
            .is_some_and(|row| press(row, "approve")),
        "r" | "R" => now.and_then(|at| rows.get(at)).is_some_and(reject),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("#waiting tbody > tr[id]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

/// The row that holds the focus.
fn focused(rows: &[HtmlElement]) -> Option<usize> {
    let focus = document().active_element()?;
    rows.iter().position(|row| row.contains(Some(&focus)))
}

/// Letters that are typed into a field are no commands.
fn typing() -> bool {
    document().active_element().is_some_and(|focus| {
        matches!(focus.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            && focus.get_attribute("type").as_deref() != Some("checkbox")
    })
}

fn go(rows: &[HtmlElement], to: usize) -> bool {
    let Some(row) = rows.get(to) else {
        return false;
    };
    let _ = row.set_attribute("tabindex", "-1");
    row.focus().is_ok()
}

fn press(row: &Element, decision: &str) -> bool {
    let button = row
        .query_selector(&format!("button[value=\"{decision}\"]"))
        .ok()
        .flatten();
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlButtonElement>().ok()) else {
        return false;
    };
    button.click();
    true
}

/// With a reason it rejects; without one it asks for it.
fn reject(row: &HtmlElement) -> bool {
    let field = row.query_selector("input[name=\"reason\"]").ok().flatten();
    match field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        Some(field) if field.value().trim().is_empty() => field.focus().is_ok(),
        _ => press(row, "reject"),
    }
}
