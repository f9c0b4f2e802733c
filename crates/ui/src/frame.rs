//! The two frames pages stand in: one for those who shop, one for those who work.
//!
//! Both become a bar and a sheet on a phone. The links are in the page once: a `popover` that the
//! style sheet lays open where there is room.

use crate::{Avatar, Badge, Glyph, Icon, Mark, NavItem, Words, field_id};
use leptos::prelude::*;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    name: String,
    note: Words,
    account_href: String,
    sign_out_action: String,
    links: Vec<NavItem>,
}

impl SignedIn {
    /// A person, the page of their account, and where "Sign out" is posted to.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        account_href: impl Into<String>,
        sign_out_action: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            note: Words::default(),
            account_href: account_href.into(),
            sign_out_action: sign_out_action.into(),
            links: Vec::new(),
        }
    }

    /// A second line: role, company.
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }

    /// Further links of the person's menu: Addresses.
    #[must_use]
    pub fn link(mut self, item: NavItem) -> Self {
        self.links.push(item);
        self
    }

    /// The person's menu: the name opens it.
    fn draw(self, here: &str) -> AnyView {
        let links = std::iter::once(NavItem::new("Account", self.account_href))
            .chain(self.links)
            .map(|item| {
                let current = item.holds(here);
                item.current(current).draw()
            })
            .collect_view();
        let note = self
            .note
            .owned()
            .map(|note| view! { <p class="menu-note">{note}</p> });
        view! {
            <div class="menu frame-person">
                <button class="button" type="button" data-weight="bare" popovertarget="person-menu">
                    <Avatar name=self.name.clone()/>
                    <span class="frame-person-name">{self.name}</span>
                    <Icon glyph=Glyph::Down/>
                </button>
                <div class="menu-panel" id="person-menu" popover="auto">
                    {note}
                    <ul>{links}</ul>
                    <form method="post" action=self.sign_out_action>
                        <button class="button" type="submit" data-weight="bare">
                            <Icon glyph=Glyph::Leave/>
                            <span>"Sign out"</span>
                        </button>
                    </form>
                </div>
            </div>
        }
        .into_any()
    }
}

/// The link past the frame, first in the page.
fn skip_link() -> AnyView {
    view! { <a class="skip-link" href="#main">"Skip to content"</a> }.into_any()
}

fn menu_button() -> AnyView {
    view! {
        <button
            class="button frame-menu"
            type="button"
            data-weight="bare"
            data-icon-only=""
            aria-label="Menu"
            popovertarget="frame-nav"
        >
            <Icon glyph=Glyph::Menu/>
        </button>
    }
    .into_any()
}

fn sheet_head() -> AnyView {
    view! {
        <div class="sheet-head">
            <span>"Menu"</span>
            <button
                class="button"
                type="button"
                data-weight="bare"
                data-icon-only=""
                aria-label="Close menu"
                popovertarget="frame-nav"
                popovertargetaction="hide"
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </div>
    }
    .into_any()
}

fn sign_in_link(href: &Words) -> AnyView {
    href.owned()
        .map(|href| {
            view! {
                <a class="button" data-weight="quiet" href=href>
                    <Icon glyph=Glyph::Person/>
                    <span>"Sign in"</span>
                </a>
            }
        })
        .into_any()
}

/// The frame of those who shop: the storefront's name, search, cart and person above the page.
#[component]
pub fn ShopFrame(
    /// The storefront's name.
    #[prop(into)]
    storefront: String,
    /// The storefront's own logo, where it has one: its address and size.
    #[prop(optional_no_strip, into)]
    logo: Option<crate::Picture>,
    /// The path of the page, to mark its link.
    #[prop(into)]
    here: String,
    /// Categories, and for managers Approvals and Orders.
    #[prop(optional)]
    nav: Vec<NavItem>,
    /// Where products are searched; nothing where there is no catalogue to search.
    #[prop(optional, into)]
    search_action: Words,
    /// What was searched for.
    #[prop(optional, into)]
    search_value: Words,
    /// How many lines are in the cart; nothing where the reader has none.
    #[prop(optional_no_strip, into)]
    cart: Option<u64>,
    /// The cart's page.
    #[prop(default = "/cart".into(), into)]
    cart_href: String,
    /// Who is signed in.
    #[prop(optional_no_strip, into)]
    person: Option<SignedIn>,
    /// The sign-in page, for visitors.
    #[prop(optional, into)]
    sign_in_href: Words,
    /// A [`crate::Banner`] above everything.
    #[prop(optional, into)]
    above: Option<ViewFnOnce>,
    /// The foot: terms, imprint, languages.
    #[prop(optional, into)]
    foot: Option<ViewFnOnce>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let brand = match logo {
        Some(logo) => logo.brand(&storefront),
        None => view! { <span class="brand-name">{storefront.clone()}</span> }.into_any(),
    };
    let search = search_action.owned().map(|action| {
        view! {
            <form class="frame-search" role="search" method="get" action=action>
                <label class="visually-hidden" for="frame-q">"Search products"</label>
                <Icon glyph=Glyph::Search/>
                <input
                    class="input"
                    type="search"
                    id="frame-q"
                    name="q"
                    value=search_value.owned()
                    placeholder="Search products"
                    autocomplete="off"
                />
            </form>
        }
    });
    let cart = cart.map(|count| {
        let name = match count {
            0 => "Cart, empty".to_owned(),
            1 => "Cart, 1 item".to_owned(),
            count => format!("Cart, {count} items"),
        };
        let badge = (count > 0).then(|| view! { <span class="count">{count.to_string()}</span> });
        view! {
            <a class="button frame-cart" data-weight="bare" href=cart_href aria-label=name>
                <Icon glyph=Glyph::Cart/>
                <span class="frame-cart-word">"Cart"</span>
                {badge}
            </a>
        }
    });
    let who = match person {
        Some(person) => person.draw(&here),
        None => sign_in_link(&sign_in_href),
    };
    let has_nav = !nav.is_empty();
    let nav = has_nav.then(|| {
        let items = nav
            .into_iter()
            .map(|item| {
                let current = item.current || item.holds(&here);
                item.current(current).draw()
            })
            .collect_view();
        view! {
            <nav class="shop-nav" id="frame-nav" popover="auto" aria-label="Main">
                {sheet_head()}
                <ul>{items}</ul>
            </nav>
        }
    });
    let foot = foot.map(|foot| view! { <footer class="shop-foot">{foot.run()}</footer> });
    view! {
        {skip_link()}
        {above.map(|above| above.run())}
        <header class="shop-header">
            <div class="shop-bar">
                {has_nav.then(menu_button)}
                <a class="brand" href="/">{brand}</a>
                {search}
                <div class="frame-side">{cart} {who}</div>
            </div>
            {nav}
        </header>
        <main class="shop-main" id="main" tabindex="-1">{children()}</main>
        {foot}
    }
}

/// Links of a rail under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    title: String,
    items: Vec<NavItem>,
}

impl NavGroup {
    /// A group; one without items is not drawn.
    #[must_use]
    pub fn new(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self {
            title: title.into(),
            items,
        }
    }

    fn draw(self, here: &str) -> AnyView {
        if self.items.is_empty() {
            return ().into_any();
        }
        let id = format!("rail-{}", field_id(&self.title));
        let items = self
            .items
            .into_iter()
            .map(|item| {
                let current = item.current || item.holds(here);
                item.current(current).draw()
            })
            .collect_view();
        view! {
            <div class="rail-group">
                <p class="rail-title" id=id.clone()>{self.title}</p>
                <ul aria-labelledby=id>{items}</ul>
            </div>
        }
        .into_any()
    }
}

/// The frame of those who work: a rail of groups at the left.
#[component]
pub fn WorkFrame(
    /// The storefront one works in, or the supplier's or platform's name.
    #[prop(into)]
    storefront: String,
    /// The storefront's own logo, where it has one: its address and size.
    #[prop(optional_no_strip, into)]
    logo: Option<crate::Picture>,
    /// The storefronts one may switch to; the current one among them is marked.
    #[prop(optional)]
    switch_to: Vec<NavItem>,
    /// The path of the page, to mark its link.
    #[prop(into)]
    here: String,
    /// The rail's links, by group; only what opens.
    groups: Vec<NavGroup>,
    /// Who is signed in.
    #[prop(optional_no_strip, into)]
    person: Option<SignedIn>,
    /// A word beside the name: "Demo", "Supplier".
    #[prop(optional, into)]
    badge: Words,
    /// The command palette's opener or island.
    #[prop(optional, into)]
    palette: Option<ViewFnOnce>,
    /// A [`crate::Banner`] above everything.
    #[prop(optional, into)]
    above: Option<ViewFnOnce>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let switcher = if switch_to.is_empty() {
        view! { <p class="rail-storefront">{storefront.clone()}</p> }.into_any()
    } else {
        let items = switch_to.into_iter().map(NavItem::draw).collect_view();
        view! {
            <details class="switcher">
                <summary>
                    <span class="visually-hidden">"Switch storefront, now "</span>
                    <span>{storefront.clone()}</span>
                    <Icon glyph=Glyph::Down/>
                </summary>
                <ul>{items}</ul>
            </details>
        }
        .into_any()
    };
    let badge = badge.owned().map(|word| view! { <Badge word/> });
    let groups = groups
        .into_iter()
        .map(|group| group.draw(&here))
        .collect_view();
    let person = person.map(|person| person.draw(&here));
    let shown = match logo {
        Some(logo) => logo.brand(&storefront),
        None => storefront.into_any(),
    };
    view! {
        {skip_link()}
        {above.map(|above| above.run())}
        <div class="work">
            <header class="work-bar">
                {menu_button()}
                <a class="brand" href="/">
                    <Mark/>
                    <span class="brand-name">"Quoin"</span>
                </a>
                <span class="work-storefront">{shown}</span>
                {badge}
                <div class="frame-side">{palette.map(|palette| palette.run())} {person}</div>
            </header>
            <nav class="rail" id="frame-nav" popover="auto" aria-label="Main">
                {sheet_head()}
                {switcher}
                {groups}
            </nav>
            <main class="work-main" id="main" tabindex="-1">{children()}</main>
        </div>
    }
}
