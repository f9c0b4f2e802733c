//! Refusals: what stands where a page cannot, who could change that, and the way to ask why.

use crate::{At, View};
use access::{
    Class, Denial, Failure, Kind, Permission,
    pages::{self, Needs},
};
use axum::response::Response;
use domain::{OrderNumber, roles::WhyQuery};
use leptos::prelude::*;
use ui::{EmptyState, Link, LinkButton, Notice, PageHeader, Tone};

/// The words under which everybody asks about themselves.
const WHY_NOT: &str = "Why can't I?";

/// Goes beside the answer to what was refused, for who writes refusals down.
#[derive(Clone, Copy, Debug)]
pub struct Refused(pub Denial);

impl Refused {
    /// The answer to a failure, and beside it why, where that is a refusal.
    #[must_use]
    pub fn beside<F>(failure: &Failure<F>, mut answer: Response) -> Response {
        if let Failure::Denied(why) = failure {
            answer.extensions_mut().insert(Self(*why));
        }
        answer
    }
}

/// The page that stands where another cannot. What cannot be seen is told nothing of.
pub(crate) fn page(at: &At, failure: &Failure) -> View {
    let title = match failure.status() {
        404 => "Not found",
        401 | 403 => "Not allowed",
        409 => "Changed meanwhile",
        503 => "Not available",
        _ => "Something went wrong",
    };
    let denial = match failure {
        Failure::Denied(why) => Some(*why),
        _ => None,
    };
    let permission = denial.and_then(Denial::permission);
    let takes = permission.map(|permission| format!("What it takes: {}", permission.about()));
    let class = permission.and_then(|permission| nearest(at, permission));
    let lift = denial.map(|why| lift(at, why, class)).unwrap_or_default();
    let words = [failure.to_string(), takes.unwrap_or_default(), lift].join(" ");
    let thing = in_path(at.path()).filter(|thing| sees_such(at, thing));
    let why = permission.and_then(|permission| why_address(at, permission, thing));
    let support = at.ctx.at.announced.support.clone();
    View::new(title, move || {
        let why = why.map(|href| view! { <LinkButton href label=WHY_NOT/> });
        let support = support.map(|address| {
            let (href, label) = (format!("mailto:{address}"), format!("Ask {address}"));
            view! { <LinkButton href label/> }
        });
        view! {
            <PageHeader title=title/>
            <EmptyState title="What you can do" words=words.trim().to_owned()>
                {why}
                <LinkButton href="/" label="Go to the start"/>
                {support}
            </EmptyState>
        }
    })
}

/// After an act of the page before was refused: who could lift it, and the way to ask why. Which rule it
/// was, the page says itself.
pub(crate) fn of_act(at: &At) -> Option<AnyView> {
    let failed = at.typed().failed.as_ref()?;
    let why = failed.denial?;
    let thing = of_form(at).filter(|thing| sees_such(at, thing));
    let permission = why.permission().or_else(|| {
        // What a rule refuses is asked about the thing alone: it is not so of others.
        let of_endpoint = permission_of(&failed.endpoint).filter(|_| is_a_rule(why));
        let tells = |(kind, _): &&(Kind, String)| tells_every_rule(*kind);
        thing.as_ref().filter(tells).and(of_endpoint)
    });
    let class = permission.and_then(|permission| nearest(at, permission));
    let lift = lift(at, why, class);
    let href = permission.and_then(|permission| why_address(at, permission, thing));
    if lift.is_empty() && href.is_none() {
        return None;
    }
    let lift = (!lift.is_empty()).then(|| view! { <p>{lift}</p> });
    let link = href.map(|href| {
        view! {
            <p>
                <Link href label=WHY_NOT/>
            </p>
        }
    });
    let notice = view! {
        <Notice tone=Tone::Attention title="That was refused, and nothing was changed.">
            {lift}
            {link}
        </Notice>
    };
    Some(notice.into_any())
}

/// Who could lift it; nothing where nobody could. What is the platform's is not for a storefront's
/// administrators to give.
pub(crate) fn lift(at: &At, why: Denial, class: Option<Class>) -> String {
    let whose = match class {
        Some(Class::Platform) => "the platform",
        _ => &*at.ctx.at.name,
    };
    match why {
        Denial::Missing(_) | Denial::Refused(_) => {
            format!("The administrators of {whose} can change what your roles allow.")
        }
        other => other.who_could_lift().unwrap_or_default().to_owned(),
    }
}

/// The question that somebody asks about themselves who was refused this: about the thing that it was,
/// where that is known. None where they may do it to everything: then it was not for want of the
/// permission.
fn why_address(at: &At, permission: Permission, thing: Option<(Kind, String)>) -> Option<String> {
    pages::WHY.needs.met_by(&at.ctx.access, false).ok()?;
    let (of, which) = match thing {
        Some((kind, which)) => (kind.key(), which),
        None => (nearest(at, permission)?.key(), String::new()),
    };
    let query = WhyQuery {
        person: String::new(),
        permission: permission.key().to_owned(),
        of: of.to_owned(),
        which,
    };
    Some(query.address())
}

/// The thing that an address names.
fn in_path(path: &str) -> Option<(Kind, String)> {
    let mut parts = path.split('/').skip(1);
    let kind = match parts.next()? {
        "orders" => Kind::Order,
        "people" => Kind::Person,
        "companies" => Kind::Company,
        "storefronts" => Kind::Storefront,
        "products" => Kind::Product,
        "artwork" => Kind::Job,
        "albums" => Kind::Album,
        "roles" => Kind::Role,
        _ => return None,
    };
    named(kind, parts.next()?)
}

/// The thing that a form was about: a job rather than its order, then what the page is of, then what
/// the form names.
fn of_form(at: &At) -> Option<(Kind, String)> {
    let typed = |(kind, field)| named(kind, at.typed().value(field)?);
    typed((Kind::Job, "job"))
        .or_else(|| in_path(at.path()))
        .or_else(|| {
            [
                (Kind::Address, "address"),
                (Kind::PublicationType, "publication_type"),
                (Kind::Order, "order"),
                (Kind::Department, "department"),
                (Kind::Company, "company"),
                (Kind::Person, "person"),
            ]
            .into_iter()
            .find_map(typed)
        })
}

/// A thing by the words that name it in an address or a form; nothing where they cannot.
fn named(kind: Kind, which: &str) -> Option<(Kind, String)> {
    let which = match kind {
        Kind::Order => which.parse::<OrderNumber>().ok()?.to_string(),
        Kind::Product => (!which.is_empty()).then(|| which.to_owned())?,
        Kind::Job
        | Kind::Person
        | Kind::Company
        | Kind::Department
        | Kind::Storefront
        | Kind::Address
        | Kind::Album
        | Kind::PublicationType
        | Kind::Supplier
        | Kind::Role => which.parse::<i64>().ok()?.to_string(),
    };
    Some((kind, which))
}

/// Whether somebody sees any things of the kind: of others the answer would be that there are none.
fn sees_such(at: &At, (kind, _): &(Kind, String)) -> bool {
    let mut by = kind.seen_by().iter();
    by.any(|permission| at.ctx.access.holds(*permission).is_ok())
}

/// The permission that a form asks for.
fn permission_of(endpoint: &str) -> Option<Permission> {
    match pages::needs(endpoint)? {
        Needs::Any(these) => these.first().copied(),
        _ => None,
    }
}

/// Whether it is more than that the page was old, or that nobody is signed in.
const fn is_a_rule(why: Denial) -> bool {
    !matches!(
        why,
        Denial::SignIn
            | Denial::SecondFactor
            | Denial::NotFound
            | Denial::Previewing
            | Denial::Stale
    )
}

/// Whether the answer about such a thing is that of every act on it. By one permission a publication
/// type is renamed and removed, and a role changed and deleted: what stands in the way of one of those
/// does not of the other.
const fn tells_every_rule(kind: Kind) -> bool {
    !matches!(kind, Kind::PublicationType | Kind::Role)
}

/// Of what is nearest to them that they may not: the question whose answer is the refusal.
fn nearest(at: &At, permission: Permission) -> Option<Class> {
    Class::ALL
        .into_iter()
        .find(|class| access::why(&at.ctx.access, permission, *class, at.ctx.at.id).is_err())
}
