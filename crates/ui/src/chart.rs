//! Charts, drawn on the server as SVG, with their table beneath for those who cannot see them.

use crate::Disclosure;
use leptos::prelude::*;
use std::fmt::Write as _;

/// One column of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Below it: "Mon", "3 Nov".
    pub label: String,
    /// How high it is.
    pub value: u64,
    /// The value as people read it: "1,204.00 €".
    pub words: String,
}

const HEIGHT: f64 = 160.0;
const STEP: f64 = 40.0;

/// Columns over time.
#[component]
pub fn ColumnChart(
    /// What it shows: "Orders this week".
    #[prop(into)]
    title: String,
    /// What the columns are: "Day".
    #[prop(into)]
    across: String,
    /// What their height is: "Orders".
    #[prop(into)]
    up: String,
    /// The columns.
    bars: Vec<Bar>,
) -> impl IntoView {
    let drawing = columns(&bars);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a chart has far fewer columns than a float can count"
    )]
    let width = bars.len().max(1) as f64 * STEP;
    let rows = bars
        .into_iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{bar.label}</th>
                    <td data-numeric="">{bar.words}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <svg
                class="chart-columns"
                viewBox=format!("0 0 {width} {}", HEIGHT + 24.0)
                role="img"
                aria-label=format!("{title}. The figures are in the table below.")
                inner_html=drawing
            ></svg>
            <Disclosure summary="Show figures">
                <table class="table" data-density="compact">
                    <caption class="visually-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{across}</th>
                            <th scope="col" data-numeric="">{up}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Disclosure>
        </figure>
    }
}

/// The columns as SVG. Only numbers and escaped labels go into it.
#[expect(
    clippy::cast_precision_loss,
    reason = "heights are drawn to a tenth of a pixel"
)]
fn columns(bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1) as f64;
    let mut svg = String::new();
    let width = bars.len().max(1) as f64 * STEP;
    for line in [0.25, 0.5, 0.75, 1.0] {
        let y = HEIGHT - (HEIGHT - 20.0) * line;
        let _ = write!(
            svg,
            r#"<path class="chart-line" d="M0 {y:.1}H{width:.0}"/>"#
        );
    }
    // With many columns only some labels fit.
    let every = bars.len().div_ceil(16).max(1);
    let tallest = bars.iter().position(|bar| bar.value as f64 >= most);
    for (at, bar) in bars.iter().enumerate() {
        let x = at as f64 * STEP;
        let height = (HEIGHT - 20.0) * bar.value as f64 / most;
        let _ = write!(
            svg,
            r#"<rect class="chart-bar" x="{:.1}" y="{:.1}" width="{:.1}" height="{height:.1}" rx="1.5"><title>{}: {}</title></rect>"#,
            x + 8.0,
            HEIGHT - height,
            STEP - 16.0,
            escaped(&bar.label),
            escaped(&bar.words),
        );
        // The tallest says its figure: the scale of all the others.
        if tallest == Some(at) {
            let _ = write!(
                svg,
                r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                x + STEP / 2.0,
                HEIGHT - height - 6.0,
                escaped(&bar.words),
            );
        }
        if at % every == 0 {
            let _ = write!(
                svg,
                r#"<text class="chart-label" x="{:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                x + STEP / 2.0,
                HEIGHT + 17.0,
                escaped(&bar.label),
            );
        }
    }
    let _ = write!(
        svg,
        r#"<path class="chart-foot" d="M0 {HEIGHT:.1}H{width:.0}"/>"#
    );
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
