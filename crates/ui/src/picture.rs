//! Pictures: of products, of artwork, of its pages. Every picture states its size, so that
//! nothing moves when it arrives.

use crate::{Glyph, Icon, Level, Words, card::heading_around};
use leptos::prelude::*;

/// A picture and its size in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    src: String,
    alt: String,
    width: u32,
    height: u32,
}

impl Picture {
    /// A picture; `alt` is empty where the words beside it say the same.
    #[must_use]
    pub fn new(src: impl Into<String>, alt: impl Into<String>, width: u32, height: u32) -> Self {
        Self {
            src: src.into(),
            alt: alt.into(),
            width,
            height,
        }
    }

    /// The picture as a storefront's logo, named after the storefront.
    pub(crate) fn brand(mut self, storefront: &str) -> AnyView {
        storefront.clone_into(&mut self.alt);
        self.draw(true)
    }

    fn draw(self, eager: bool) -> AnyView {
        view! {
            <img
                src=self.src
                alt=self.alt
                width=self.width.to_string()
                height=self.height.to_string()
                loading=(!eager).then_some("lazy")
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        }
        .into_any()
    }
}

/// A product's picture between crop marks.
#[component]
pub fn ProductPicture(
    /// The picture; without one an empty sheet is drawn.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// It is the largest thing on the page: load it first.
    #[prop(optional)]
    eager: bool,
    /// Below it: "Live proof, page 1 of 2".
    #[prop(optional, into)]
    caption: Words,
) -> impl IntoView {
    let inner = match picture {
        Some(picture) => picture.draw(eager),
        None => view! { <span class="picture-none"><Icon glyph=Glyph::Picture/></span> }.into_any(),
    };
    let caption = caption
        .owned()
        .map(|caption| view! { <figcaption>{caption}</figcaption> });
    view! {
        <figure class="picture">
            <span class="crop-marks">{inner}</span>
            {caption}
        </figure>
    }
}

/// A small picture of artwork in a row or on a card.
#[component]
pub fn Thumbnail(
    /// The picture; without one an empty sheet is drawn.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// How many pages the artwork has; said when more than one.
    #[prop(optional_no_strip, into)]
    pages: Option<u32>,
    /// Where it is shown large.
    #[prop(optional, into)]
    href: Words,
    /// The link's accessible name: "Show artwork of job 1042-1".
    #[prop(optional, into)]
    label: Words,
    /// Twice the size, for cards.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let inner = match picture {
        Some(picture) => picture.draw(false),
        None => view! { <Icon glyph=Glyph::File/> }.into_any(),
    };
    let pages = pages
        .filter(|pages| *pages > 1)
        .map(|pages| view! { <small class="thumbnail-pages">{format!("{pages} pages")}</small> });
    let large = large.then_some("");
    match href.owned() {
        Some(href) => view! {
            <a class="thumbnail" data-large=large href=href aria-label=label.owned()>
                {inner}
                {pages}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="thumbnail" data-large=large>
                {inner}
                {pages}
            </span>
        }
        .into_any(),
    }
}

/// The pages of a proof, to leaf through sideways; links below jump to a page.
#[component]
pub fn PageTurner(
    /// Id of the whole; the pages are `{id}-1`, `{id}-2` …
    #[prop(into)]
    id: String,
    /// Its accessible name: "Proof".
    #[prop(into)]
    label: String,
    /// The pages.
    pages: Vec<Picture>,
) -> impl IntoView {
    let links = (pages.len() > 1).then(|| {
        let links = (1..=pages.len())
            .map(|page| {
                view! {
                    <a class="page-link" href=format!("#{id}-{page}")>
                        <span class="visually-hidden">"Page "</span>
                        {page.to_string()}
                    </a>
                }
            })
            .collect_view();
        view! { <p class="page-links">{links}</p> }
    });
    let sheets = pages
        .into_iter()
        .enumerate()
        .map(|(at, picture)| {
            view! {
                <li id=format!("{id}-{}", at + 1)>
                    <span class="crop-marks">{picture.draw(at == 0)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="page-turner" role="group" aria-label=label.clone()>
            <ul class="page-sheets" tabindex="0" aria-label=format!("{label}, pages")>
                {sheets}
            </ul>
            {links}
        </div>
    }
}

/// A product on a shelf: picture, name, from what price.
#[component]
pub fn ProductCard(
    /// The product's page.
    #[prop(into)]
    href: String,
    /// Its name.
    #[prop(into)]
    name: String,
    /// Its picture.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
    /// "from 18.00 € for 100".
    #[prop(optional, into)]
    price: Words,
    /// A sentence: sizes, paper, when it can be there.
    #[prop(optional, into)]
    note: Words,
    /// A word on the picture: "12 left", "New".
    #[prop(optional, into)]
    badge: Words,
    /// Among the first in sight: load the picture at once.
    #[prop(optional)]
    eager: bool,
    /// The level of its name as a heading.
    #[prop(default = Level::Two)]
    level: Level,
) -> impl IntoView {
    let inner = match picture {
        Some(picture) => picture.draw(eager),
        None => view! { <span class="picture-none"><Icon glyph=Glyph::Picture/></span> }.into_any(),
    };
    view! {
        <article class="product-card">
            <span class="crop-marks">{inner}</span>
            {badge.owned().map(|badge| view! { <span class="badge product-badge">{badge}</span> })}
            {heading_around(level, "product-name", None, view! { <a href=href>{name}</a> }.into_any())}
            {note.owned().map(|note| view! { <p class="product-note">{note}</p> })}
            {price.owned().map(|price| view! { <p class="product-price">{price}</p> })}
        </article>
    }
}
