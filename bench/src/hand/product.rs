//! The page of a product for a visitor, by hand.

use super::{Hand, orders::lost, rows, text::Escaped};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Html,
};
use domain::{
    catalogue::{Configuration, ProductOption},
    money::Currency,
};
use std::{
    fmt::{self, Write as _},
    sync::Arc,
};

const PRODUCT: &str = "
    select p.slug, p.name, p.category, p.summary, p.description, p.configuration, p.production_days, s.currency
    from products p
    join storefronts s on s.id = p.storefront_id
    where s.slug = 'storefront' and p.slug = $1 and p.active";

#[derive(sqlx_macros::FromRow)]
struct Product {
    slug: String,
    name: String,
    category: String,
    summary: String,
    description: String,
    configuration: String,
    production_days: i64,
    currency: String,
}

pub(super) async fn page(
    State(hand): State<Arc<Hand>>,
    Path(slug): Path<String>,
) -> Result<Html<String>, StatusCode> {
    let products = rows!(&hand.pool, Product, PRODUCT, slug.clone()).map_err(lost)?;
    let product = products.first().ok_or(StatusCode::NOT_FOUND)?;
    let mut html = String::with_capacity(20 * 1024);
    write(&mut html, &hand, product).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Html(html))
}

fn write(html: &mut String, hand: &Hand, product: &Product) -> Option<()> {
    let configuration: Configuration = serde_json::from_str(&product.configuration).ok()?;
    let currency = Currency::from_code(&product.currency)?;
    let [begin, fields, button, end] = &hand.frames.product;
    html.push_str(begin);
    head(html, hand, product).ok()?;
    breaks(html, &configuration, currency).ok()?;
    facts(html, product).ok()?;
    for (place, option) in configuration.options.iter().enumerate() {
        choices(html, place, option).ok()?;
    }
    quantity(html, &configuration).ok()?;
    html.push_str(fields);
    let price = configuration
        .price(configuration.quantities.least, &[], currency)
        .ok()?;
    write!(
        html,
        "<strong class=\"price-total\">{}<!></strong><span class=\"price-each\">{} a piece<!></span>",
        price.total,
        price.each_words()
    )
    .ok()?;
    html.push_str(button);
    let json = serde_json::to_string(&configuration).ok()?;
    write!(html, "{}", Escaped(&json)).ok()?;
    html.push_str(end);
    Some(())
}

fn head(html: &mut String, hand: &Hand, product: &Product) -> fmt::Result {
    let name = Escaped(&product.name);
    write!(
        html,
        "<header class=\"page-header\"><nav aria-label=\"Breadcrumb\" class=\"breadcrumb\"><ol><li><a href=\"/\" \
         class=\"link\">Products<!></a><!></li><li aria-current=\"page\">{name}<!></li><!><!></ol><!></nav>\
         <div class=\"page-head\"><h1 class=\"page-title\">{name}<!></h1><!><!><!><!></div><p class=\"page-lead\">{}\
         <!></p><!><!></header><!><div class=\"with-aside\"><div class=\"with-aside-main\"><figure class=\"picture\">\
         <span class=\"crop-marks\"><img src=\"{}\" alt=\"{name}\" width=\"600\" height=\"400\" fetchpriority=\"high\" \
         decoding=\"async\"><!></span><!><!><!></figure>",
        Escaped(&product.summary),
        hand.frames.picture,
    )?;
    if product.description.is_empty() {
        html.push_str("<!>");
        return Ok(());
    }
    write!(html, "<p>{}<!></p>", Escaped(&product.description))
}

fn breaks(html: &mut String, configuration: &Configuration, currency: Currency) -> fmt::Result {
    html.push_str(
        "<table class=\"price-breaks\"><caption class=\"visually-hidden\">Prices by quantity</caption><thead><tr>\
         <th scope=\"col\">Quantity</th><th scope=\"col\">Each</th><th scope=\"col\">Total</th><th scope=\"col\">\
         <span class=\"visually-hidden\">Saving</span></th></tr></thead><tbody>",
    );
    let least = configuration.quantities.least;
    for one in configuration.break_prices(least, &[], currency) {
        html.push_str(if one.current {
            "<tr aria-current=\"true\">"
        } else {
            "<tr>"
        });
        write!(
            html,
            "<th scope=\"row\">{}<!></th><td>{}<!></td><td>{}<!></td><td class=\"price-saving\">",
            one.from,
            one.price.each_words(),
            one.price.total
        )?;
        if one.saving > 0 {
            write!(html, "−{} %<!></td>", one.saving)?;
        } else {
            html.push_str("<!><!></td>");
        }
        html.push_str("<!><!></tr>");
    }
    html.push_str("<!><!></tbody><!><!></table>");
    Ok(())
}

fn facts(html: &mut String, product: &Product) -> fmt::Result {
    let plural = if product.production_days == 1 {
        ""
    } else {
        "s"
    };
    write!(
        html,
        "<dl class=\"facts\"><div><dt>Production<!></dt><dd>{} working day{plural}<!></dd><!><!></div><div>\
         <dt>Category<!></dt><dd>{}<!></dd><!><!></div><!><!></dl><!><!></div><div class=\"with-aside-aside\">\
         <section aria-labelledby=\"Put-it-together-title\" class=\"card\"><header class=\"card-head\">\
         <h2 id=\"Put-it-together-title\" class=\"card-title\">Put it together<!></h2><!><!><!></header>\
         <div class=\"card-body\"><form method=\"post\" action=\"/fn/cart/add\" enctype=\"multipart/form-data\" \
         id=\"add\" class=\"form\"><!><!--<() />--><input type=\"hidden\" name=\"product\" value=\"{}\">",
        product.production_days,
        Escaped(&product.category),
        product.slug,
    )
}

/// As tiles, which is how up to four choices look.
fn choices(html: &mut String, place: usize, option: &ProductOption) -> fmt::Result {
    let name = Escaped(&option.name);
    write!(
        html,
        "<input type=\"hidden\" name=\"option-{place}\" value=\"{name}\"><fieldset data-kind=\"radios\" \
         data-look=\"tiles\" class=\"field\"><legend class=\"field-label\">{name}<!></legend>\
         <div class=\"radio-lines\">",
    )?;
    for (number, choice) in (1..).zip(&option.choices) {
        let (id, checked) = if number == 1 {
            (String::new(), " checked")
        } else {
            (format!("-{number}"), "")
        };
        let words = Escaped(&choice.name);
        write!(
            html,
            "<label class=\"radio-line\"><input type=\"radio\" id=\"chosen-{place}{id}\" name=\"chosen-{place}\"\
             {checked} value=\"{words}\" required class=\"radio\"><span>{words}<!><!><!></span><!><!></label>",
        )?;
    }
    html.push_str("<!><!></div><!><!><!><!><!></fieldset><!>");
    Ok(())
}

fn quantity(html: &mut String, configuration: &Configuration) -> fmt::Result {
    let (least, most) = (
        configuration.quantities.least,
        configuration.quantities.most,
    );
    write!(
        html,
        "<!><div data-kind=\"number\" class=\"field\"><label for=\"quantity\" class=\"field-label\">Quantity<!>\
         </label><!><span class=\"affixed\"><input type=\"number\" id=\"quantity\" name=\"quantity\" \
         value=\"{least}\" min=\"1\" max=\"{most}\" required list=\"quantity-list\" \
         aria-describedby=\"quantity-hint\" class=\"input\"><!><!><!></span><datalist id=\"quantity-list\">"
    )?;
    for one in &configuration.prices.breaks {
        write!(html, "<option value=\"{}\"></option>", one.from.max(least))?;
    }
    write!(
        html,
        "<!><!></datalist><!><!><p id=\"quantity-hint\" class=\"field-hint\">From {least} to {most}"
    )?;
    if configuration.quantities.step > 1 {
        write!(html, ", in steps of {}", configuration.quantities.step)?;
    }
    html.push_str("<!></p><!><!><!></div>");
    Ok(())
}
