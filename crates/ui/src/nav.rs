//! Links that belong together: tabs, folders with counts, the entries of a frame's menu.

use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// A link of a menu, with what waits behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) count: Option<u64>,
    pub(crate) urgent: bool,
    pub(crate) glyph: Option<Glyph>,
    pub(crate) current: bool,
    /// The field that is posted to `href` instead of going there.
    posts: Option<(String, String)>,
}

impl NavItem {
    /// A link with its words.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    /// How many there are; nothing is drawn for none when it is `urgent`.
    #[must_use]
    pub fn count(mut self, count: impl Into<Option<u64>>) -> Self {
        self.count = count.into();
        self
    }

    /// The count is of things that wait for the reader (magenta).
    #[must_use]
    pub fn urgent(mut self) -> Self {
        self.urgent = true;
        self
    }

    /// An icon before the words.
    #[must_use]
    pub fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// It changes where one is rather than leading there: a button that posts this field.
    #[must_use]
    pub fn posts(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.posts = Some((name.into(), value.into()));
        self
    }

    /// It leads to where the reader is. Frames find that out from `here` by themselves.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// Whether the page at `here` is this link's, or below it. A link with a query is one of
    /// several views of a page: only the page knows which.
    pub(crate) fn holds(&self, here: &str) -> bool {
        here == self.href
            || (self.href != "/"
                && here
                    .strip_prefix(self.href.as_str())
                    .is_some_and(|rest| rest.starts_with('/')))
    }

    /// The entry as a list item. The count is part of the link's name, in brackets for the ear.
    pub(crate) fn draw(self) -> AnyView {
        if let Some((name, value)) = self.posts {
            return view! {
                <li>
                    <form method="post" action=self.href>
                        <input type="hidden" name=name value=value/>
                        <button class="nav-link" type="submit" aria-current=self.current.then_some("true")>
                            <span>{self.label}</span>
                        </button>
                    </form>
                </li>
            }
            .into_any();
        }
        let count = self
            .count
            .filter(|count| *count > 0 || !self.urgent)
            .map(|count| {
                view! {
                    <span class="count" data-urgent=self.urgent.then_some("")>
                        {count.to_string()}
                    </span>
                }
            });
        view! {
            <li>
                <a
                    class="nav-link"
                    href=self.href
                    aria-current=self.current.then_some("page")
                >
                    {self.glyph.map(|glyph| view! { <Icon glyph/> })}
                    <span>{self.label}</span>
                    {" "}
                    {count}
                </a>
            </li>
        }
        .into_any()
    }
}

/// Views of one subject side by side, each with its own address.
#[component]
pub fn Tabs(
    /// The accessible name: "Views of this company".
    #[prop(into)]
    label: String,
    /// The links; mark the current one.
    items: Vec<NavItem>,
) -> impl IntoView {
    let items = items.into_iter().map(NavItem::draw).collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
}

/// Status folders, categories or saved views beside a list, with counts.
#[component]
pub fn Folders(
    /// The heading, and the accessible name: "Status".
    #[prop(into)]
    label: String,
    /// The links; mark the current one.
    items: Vec<NavItem>,
    /// Below the links: a form that saves a view.
    #[prop(optional)]
    children: Option<Children>,
    /// The heading is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Id of the heading; needed where a page has several of the same name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let id = id.or(&format!("folders-{}", crate::field_id(&label)));
    let class = if label_hidden {
        "folders-title visually-hidden"
    } else {
        "folders-title"
    };
    let items = items.into_iter().map(NavItem::draw).collect_view();
    view! {
        <nav class="folders" aria-labelledby=id>
            <h2 class=class id=id.clone()>{label}</h2>
            <ul>{items}</ul>
            {children.map(|children| children())}
        </nav>
    }
}
