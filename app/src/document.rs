//! The document around every page: head, frame, and the actor's access for the islands.

use crate::{At, View, form::escape, refusal, shop::Waiting};
use access::{
    Ctx, Previewing, Who,
    pages::{self, Section},
};
use domain::{VisitorId, paths, storefronts::Elsewhere};
use http::{HeaderName, HeaderValue, header};
use leptos::prelude::*;
use ui::{
    Banner, Button, Glyph, NavGroup, NavItem, Notice, Picture, PostForm, ShopFrame, SignedIn,
    Toast, Tone, WorkFrame,
};

/// A whole page.
pub(crate) fn document(
    at: At,
    waiting: Waiting,
    elsewhere: &[Elsewhere],
    view: View,
) -> impl IntoView + use<> {
    let title = format!("{} – {}", view.title, at.ctx.at.name);
    let css = at.shop.assets.path("quoin.css");
    let work = (works(&at) || view.work).then(|| {
        let href = at.shop.assets.path("quoin-work.css");
        view! { <link rel="stylesheet" href=href/> }
    });
    let entry = at.shop.assets.path("quoin.js");
    let icon = at.shop.assets.path("favicon.svg");
    let nonce = use_nonce()
        .map(|nonce| nonce.to_string())
        .unwrap_or_default();
    secure(&nonce, at.ctx.access.signed_in());
    // Only islands are hydrated: what is drawn around them carries no marks for it.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    // The colours come after what they are taken into.
    let look = at.ctx.at.look.map(|look| {
        let href = paths::Look(look).to_string();
        view! { <link rel="stylesheet" href=href/> }
    });
    let switch_to: Vec<NavItem> = elsewhere.iter().map(switch_to).collect();
    let notice = at
        .typed()
        .notice
        .clone()
        .map(|words| view! { <Toast words/> });
    let refused = refusal::of_act(&at);
    let announced = at.ctx.at.announced.notice_at(at.ctx.now).map(|words| {
        let title = words.to_owned();
        view! { <Notice tone=Tone::Attention title/> }
    });
    let notice = view! { {announced} {notice} {refused} }.into_any();
    let mut access = at.ctx.access.clone();
    // By which number a visitor's cart is found is between the session and the server.
    if let Who::Visitor(_) = access.who {
        access.who = Who::Visitor(VisitorId(0));
    }
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                <link rel="icon" href=icon type="image/svg+xml"/>
                <link rel="stylesheet" href=css/>
                {work}
                {look}
                <script type="module" nonce=nonce src=entry></script>
            </head>
            <body>
                <islands::AccessRoot access>
                    {frame(&at, waiting, switch_to, notice, view.draw())}
                </islands::AccessRoot>
            </body>
        </html>
    }
}

/// The headers that only the renderer knows: the policy names the nonce of this response.
fn secure(nonce: &str, signed_in: bool) {
    let Some(response) = use_context::<leptos_axum::ResponseOptions>() else {
        return;
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (
            header::CACHE_CONTROL,
            if signed_in {
                "private, no-store"
            } else {
                "private, no-cache"
            }
            .to_owned(),
        ),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.insert_header(name, value);
        }
    }
}

/// Staff and suppliers.
fn works(at: &At) -> bool {
    at.ctx.access.is_staff() || at.ctx.access.is_supplier()
}

/// Those who shop get a header, those who work a rail.
fn frame(
    at: &At,
    waiting: Waiting,
    switch_to: Vec<NavItem>,
    notice: AnyView,
    body: AnyView,
) -> AnyView {
    let ctx = &at.ctx;
    let storefront = ctx.at.name.clone();
    // Named after the storefront by the frame.
    let logo = ctx.at.logo.as_ref().map(|logo| {
        let src = paths::Logo(logo.clone()).to_string();
        Picture::new(src, "", logo.width, logo.height)
    });
    let here = at.path().to_owned();
    let person = ctx.access.signed_in().then(|| {
        let roles = ctx
            .access
            .holdings
            .iter()
            .map(|holding| holding.role.name())
            .collect::<Vec<_>>()
            .join(", ");
        SignedIn::new(
            ctx.name.clone(),
            paths::Account.to_string(),
            "/fn/accounts/sign-out",
        )
        .note(roles)
    });
    let above = match &ctx.previewing {
        Some(previewing) => preview_banner(previewing),
        None => acting_banner(ctx),
    };
    if works(at) {
        let groups = [
            Section::Work,
            Section::People,
            Section::Catalogue,
            Section::Insight,
            Section::SetUp,
        ]
        .into_iter()
        .map(|section| NavGroup::new(section.name(), items(ctx, waiting, Some(section))))
        .collect::<Vec<_>>();
        return view! {
            <WorkFrame storefront logo switch_to here groups person above=move || above>
                {notice}
                {body}
            </WorkFrame>
        }
        .into_any();
    }
    let cart = ctx
        .access
        .holds(access::Permission::CartUse)
        .is_ok()
        .then_some(u64::from(waiting.cart));
    let searches = pages::CATALOGUE.needs.met_by(&ctx.access, false).is_ok();
    let search_action = searches.then(|| paths::Catalogue.to_string());
    let sign_in_href = (!ctx.access.signed_in()).then(|| sign_in_address(at));
    view! {
        <ShopFrame storefront logo here nav=items(ctx, waiting, None) search_action cart person sign_in_href above=move || above>
            {notice}
            {body}
        </ShopFrame>
    }
    .into_any()
}

/// A line of the switcher: at the bare address the session says which storefront is shown; one of a
/// storefront's own shows that one, and the others are at theirs.
fn switch_to(there: &Elsewhere) -> NavItem {
    let item = match &there.address {
        Some(address) => NavItem::new(there.name.clone(), address.clone()),
        None => NavItem::new(there.name.clone(), pages::SWITCH_STOREFRONT.path)
            .posts("storefront", there.id.to_string()),
    };
    item.current(there.here)
}

/// The pages that open, of one section or of all.
fn items(ctx: &Ctx, waiting: Waiting, section: Option<Section>) -> Vec<NavItem> {
    pages::menu(&ctx.access)
        .into_iter()
        .filter(|page| section.is_none_or(|section| page.menu == Some(section)))
        .map(|page| {
            let item = NavItem::new(page.heading, page.pattern).glyph(glyph(page.pattern));
            if page.pattern == pages::APPROVALS.pattern && waiting.approvals > 0 {
                item.count(u64::from(waiting.approvals)).urgent()
            } else {
                item
            }
        })
        .collect()
}

fn glyph(pattern: &str) -> Glyph {
    match pattern {
        "/" => Glyph::Shop,
        "/orders" => Glyph::Orders,
        "/approvals" => Glyph::Check,
        "/people" => Glyph::People,
        "/departments" => Glyph::Folder,
        "/companies" => Glyph::Company,
        "/addresses" => Glyph::Mail,
        "/suppliers" => Glyph::Truck,
        "/print-operations" => Glyph::Print,
        "/albums" => Glyph::Picture,
        "/reports" => Glyph::File,
        "/storefronts" => Glyph::Shop,
        "/settings" => Glyph::Info,
        "/dashboard" => Glyph::Chart,
        "/roles" => Glyph::Shield,
        "/audit" => Glyph::Clock,
        _ => Glyph::Grid,
    }
}

fn preview_banner(previewing: &Previewing) -> AnyView {
    let left_out = if previewing.partly {
        " What you may not see yourself is left out."
    } else {
        ""
    };
    let words = format!(
        "You see this storefront as {} would. Nothing you do here is saved.{left_out}",
        previewing.role
    );
    view! {
        <Banner words>
            <PostForm action=pages::END_PREVIEW.path inline=true>
                <Button label="End preview"/>
            </PostForm>
        </Banner>
    }
    .into_any()
}

fn acting_banner(ctx: &Ctx) -> AnyView {
    ctx.access
        .acting
        .is_some()
        .then(|| {
            let words = match &ctx.acting_name {
                Some(me) => format!(
                    "You are logged in as {}. What you do is recorded with your own name, {me}.",
                    ctx.name
                ),
                None => format!("You are logged in as {}.", ctx.name),
            };
            view! {
                <Banner words>
                    <PostForm action=pages::RETURN.path inline=true>
                        <Button label="Return to your account"/>
                    </PostForm>
                </Banner>
            }
        })
        .into_any()
}

/// Where to sign in, and to come back from there.
pub(crate) fn sign_in_address(at: &At) -> String {
    format!("{}?next={}", paths::SignIn, escape(&at.here()))
}
